#include "models/money/ledger.hpp"

#include <algorithm>
#include <cmath>

#include "models/measures/cost.hpp"
#include "models/money/posts.hpp"

namespace channelshift {
namespace {

constexpr SavingText overstaffing_text{"overstaffing", "money/year",
                                       "cost as it is less that of the cheapest roster without the option: not the "
                                       "option's doing; 0 where the roster is kept"};
constexpr SavingText staff_text{"staff_cashable", "money/year",
                                "staff cost that leaves the budget: whole posts, or more hours in full"};
constexpr SavingText gross_text{"gross", "money/year",
                                "what leaves the yearly budget before the option's own running cost"};
constexpr SavingText running_text{"running_cost", "money/year", "what the option itself costs a year"};
constexpr SavingText cashable_text{"cashable", "money/year",
                                   "what leaves the yearly budget: whole posts, or more hours in full; the change of "
                                   "overtime, contracts, channels and income; less the option's running cost"};
constexpr SavingText not_cashable_text{"not_cashable", "money/year",
                                       "staff cost of the parts of posts that are left over"};
constexpr SavingText income_text{"income_lost", "money/year", "revenue that the option loses; taken off cashable"};
constexpr SavingText total_text{"total_cost", "money/year",
                                "all yearly cost as it is less that with the option: overstaffing + cashable + "
                                "not_cashable + income_lost"};

/// Lines of cost that go from one budget to the other as they are.
struct Passed {
  std::string_view cost;  ///< of cost_measures
  SavingText text;
};
constexpr Passed passed[] = {
    {"overtime", {"overtime", "money/year", "overtime pay without the option less with it"}},
    {"contracted", {"contracted", "money/year", "contractors' invoices without the option less with it"}},
    {"leavers", {"leavers", "money/year", "cost of replacing leavers without the option less with it"}},
    {"channel_variable",
     {"channel_variable", "money/year",
      "channels' cost per contact and minute without the option less "
      "with it"}},
    {"channel_fixed", {"channel_fixed", "money/year", "channels' yearly cost without the option less with it"}},
    {"confirmations", {"confirmations", "money/year", "text messages without the option less with it"}},
};

using PerReplication = std::vector<double>;

PerReplication costs(const Simulated& of, std::string_view name) {
  return by_replication(measure(cost_measures(), name), of);
}

PerReplication minus(PerReplication a, const PerReplication& b) {
  for (std::size_t r = 0; r < a.size(); ++r) a[r] -= b[r];
  return a;
}

void add_to(PerReplication& sum, const PerReplication& values) {
  for (std::size_t r = 0; r < sum.size(); ++r) sum[r] += values[r];
}

bool has_cost(const Scenario& scenario, std::string_view name) {
  return applies_to_scenario(measure(cost_measures(), name), scenario);
}

bool has_income(const Scenario& scenario) {
  return applies_to_scenario(measure(revenue_measures(), "revenue"), scenario);
}

PerReplication staff_costs(const Simulated& of, std::size_t team) {
  PerReplication all;
  for (const Counts& counts : of.run->replications) all.push_back(staff_cost({of, counts}, team));
  return all;
}

/// Hours a year that fall away; what rounding leaves of equal rosters is none.
double hours_freed(const Simulated& without, const Simulated& with, std::size_t team) {
  const double before = without.run->paid.paid_hours[team] / without.years;
  const double after = with.run->paid.paid_hours[team] / with.years;
  constexpr double rounding = 1e-9;
  return std::abs(before - after) <= rounding * std::max(before, after) ? 0 : before - after;
}

void count_posts(PostsFreed& posts, const Team& team) {
  posts.posts_freed = posts.hours_freed / post_hours(team);
  const bool fewer = posts.posts_freed > 0;
  posts.posts_whole = fewer ? whole_posts(posts.posts_freed, team.post_step) : posts.posts_freed;
  posts.remainder = std::max(0.0, posts.posts_freed - posts.posts_whole);
}

/// The whole posts' share of staff cost that falls away is cashable; more cost, or cost of the same hours, is in full.
void divide_cost(PostsFreed& posts) {
  const bool fewer = posts.hours_freed > 0 && posts.posts_freed > 0;
  const double share = fewer ? std::min(1.0, posts.posts_whole / posts.posts_freed) : 1;
  for (const double freed : posts.cost_freed) {
    const double cashable = freed > 0 ? freed * share : freed;
    posts.cashable.push_back(cashable);
    posts.not_cashable.push_back(freed - cashable);
  }
}

const PostsFreed* find_team(const Ledger* ledger, std::size_t team) {
  if (!ledger) return nullptr;
  const auto found = std::ranges::find(ledger->teams, team, &PostsFreed::team);
  return found == ledger->teams.end() ? nullptr : &*found;
}

std::vector<PostsFreed> posts_freed(const Simulated& without, const Simulated& with, const Ledger* full_year) {
  std::vector<PostsFreed> all;
  for (std::size_t t = 0; t < without.model->teams.size(); ++t) {
    PostsFreed posts;
    posts.team = t;
    posts.hours_freed = hours_freed(without, with, t);
    posts.cost_freed = minus(staff_costs(without, t), staff_costs(with, t));
    const bool same = std::ranges::all_of(posts.cost_freed, [](double cost) { return cost == 0; });
    if (posts.hours_freed == 0 && same) continue;
    if (const PostsFreed* known = find_team(full_year, t)) {
      posts.posts_freed = known->posts_freed;
      posts.posts_whole = known->posts_whole;
      posts.remainder = known->remainder;
    } else {
      count_posts(posts, team_with_posts(without, with, t));
    }
    divide_cost(posts);
    all.push_back(std::move(posts));
  }
  return all;
}

PerReplication sum_of(const std::vector<PostsFreed>& teams, std::size_t replications,
                      PerReplication PostsFreed::*part) {
  PerReplication sum(replications, 0.0);
  for (const PostsFreed& posts : teams) add_to(sum, posts.*part);
  return sum;
}

void add_line(Ledger& to, const SavingText& text, PerReplication values) {
  const sim::Estimate estimate = sim::estimate_mean(values);
  to.lines.push_back({text, std::move(values), estimate});
}

}  // namespace

const Team& team_with_posts(const Simulated& without, const Simulated& option, std::size_t team) {
  const Team& before = without.model->teams[team];
  return before.kind == TeamKind::employed ? before : option.model->teams[team];
}

const Saving* find_line(const Ledger& ledger, std::string_view name) {
  const auto found = std::ranges::find(ledger.lines, name, [](const Saving& line) { return line.text.name; });
  return found == ledger.lines.end() ? nullptr : &*found;
}

Ledger ledger(const Simulated& baseline, const Simulated& without, const Simulated& option, const Ledger* full_year) {
  const Scenario& scenario = *option.scenario;
  const std::size_t replications = option.run->replications.size();
  Ledger result;
  result.teams = posts_freed(without, option, full_year);
  add_line(result, overstaffing_text, minus(costs(baseline, "total"), costs(without, "total")));
  PerReplication gross = sum_of(result.teams, replications, &PostsFreed::cashable);
  add_line(result, staff_text, gross);
  for (const Passed& line : passed) {
    if (!has_cost(scenario, line.cost)) continue;
    PerReplication freed = minus(costs(without, line.cost), costs(option, line.cost));
    add_to(gross, freed);
    add_line(result, line.text, std::move(freed));
  }
  if (has_income(scenario)) {
    const Measure& revenue = measure(revenue_measures(), "revenue");
    PerReplication lost = minus(values(revenue, without).numerators, values(revenue, option).numerators);
    gross = minus(std::move(gross), lost);
    add_line(result, income_text, std::move(lost));
  }
  add_line(result, gross_text, gross);
  PerReplication cashable = gross;
  if (has_cost(scenario, "option_running")) {
    PerReplication running = minus(costs(option, "option_running"), costs(without, "option_running"));
    cashable = minus(std::move(cashable), running);
    add_line(result, running_text, std::move(running));
  }
  add_line(result, cashable_text, std::move(cashable));
  add_line(result, not_cashable_text, sum_of(result.teams, replications, &PostsFreed::not_cashable));
  add_line(result, total_text, minus(costs(baseline, "total"), costs(option, "total")));
  return result;
}

}  // namespace channelshift
