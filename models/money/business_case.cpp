#include "models/money/business_case.hpp"

#include <algorithm>
#include <cmath>

#include "models/centre/ramp.hpp"
#include "models/money/posts.hpp"

namespace channelshift {
namespace {

constexpr SavingText net_present_value_text{"net_present_value", "money",
                                            "net cash flow of all years of the business case, discounted to year 0: "
                                            "one-off cost and redundancy in year 0, then "
                                            "what is cashable in each year"};

constexpr int gate_days = 28;

Date start_of(const Scenario& scenario, const Option& option) {
  return option.starts.value_or(scenario.calendar.start);
}

int days_between(Date from, Date to) { return static_cast<int>((to - from).count()); }

/// First day of year 1, 2, ..., counted from the start of the calendar.
int first_day(int year) { return static_cast<int>(std::floor(days_per_year * (year - 1))); }

/// Days [from, to) after the start of the calendar.
YearInForce time_in_force(const Scenario& scenario, const Option& option, int from, int to) {
  const int starts = days_between(scenario.calendar.start, start_of(scenario, option));
  YearInForce year{0, 0};
  for (int day = std::max(from, starts); day < to; ++day) {
    year.take_up += take_up_after(option, day - starts);
    year.share += 1;
  }
  year.take_up /= to - from;
  year.share /= to - from;
  return year;
}

/// Of the first contacts that the option's shifts name, the share that moves at full take-up.
double share_that_moves(const OptionSavings& full_year) {
  const Simulated& of = *full_year.simulated;
  const auto named = [&](const Demand& demand) {
    return std::ranges::any_of(of.option->shifts, [&](const Shift& shift) {
      return std::ranges::find(shift.from, demand.channel) != shift.from.end() && shift.reasons[demand.reason.value];
    });
  };
  std::int64_t first = 0;
  std::int64_t moved = 0;
  for (const Counts& counts : of.run->replications) {
    for (std::size_t d = 0; d < counts.demands.size(); ++d) {
      if (!named(of.model->demands[d])) continue;
      first += counts.demands[d].first;
      moved += counts.demands[d].moved + counts.demands[d].avoided;
    }
  }
  return first > 0 ? static_cast<double>(moved) / static_cast<double>(first) : 0;
}

/// When planned take-up has been above the gate over four weeks, in years; none: not within the business case.
std::optional<double> planned_gate(const Scenario& scenario, const OptionSavings& full_year) {
  const Option& option = *full_year.simulated->option;
  const double planned = share_that_moves(full_year);
  const int starts = days_between(scenario.calendar.start, start_of(scenario, option));
  double moved_in_time = 0;  // sum of the last four weeks' take-up
  for (int day = starts; day < first_day(scenario.finance->years + 1); ++day) {
    moved_in_time += take_up_after(option, day - starts) - take_up_after(option, day - starts - gate_days);
    if (planned * moved_in_time / gate_days >= option.release.gate * (1 - 1e-9)) return (day + 1) / days_per_year;
  }
  return std::nullopt;
}

ReleasePlan release_plan(const Scenario& scenario, const OptionSavings& full_year) {
  const Option& option = *full_year.simulated->option;
  ReleasePlan plan{option.release.rule,
                   days_between(scenario.calendar.start, start_of(scenario, option)) / days_per_year};
  if (plan.rule == ReleaseRule::when_take_up) plan.gate_passed = planned_gate(scenario, full_year);
  return plan;
}

TeamPosts team_posts(const Simulated& without, const Simulated& option, std::size_t team) {
  const Team& counted = team_with_posts(without, option, team);
  const Team& with = option.model->teams[team];
  const Team& leaving = with.kind == TeamKind::employed ? with : counted;
  TeamPosts posts;
  posts.hours_of_post = post_hours(counted);
  posts.redundancy_per_post = leaving.redundancy_per_post;
  posts.leaving.step = counted.post_step;
  posts.leaving.notice = leaving.notice_s / (86400 * days_per_year);
  const double by_turnover = leaving.turnover ? leaving.turnover->leavers_per_year : 0;
  const double all_posts = without.run->paid.paid_hours[team] / without.years / posts.hours_of_post;
  posts.leaving.per_year = leaving.attrition.value_or(by_turnover) * all_posts;
  return posts;
}

double sum_of(const Ledger& ledger, std::size_t replication, std::initializer_list<std::string_view> names) {
  double sum = 0;
  for (const std::string_view name : names)
    if (const Saving* line = find_line(ledger, name)) sum += line->values[replication];
  return sum;
}

YearlySaving other_lines(const Ledger& ledger, std::size_t replication, const YearInForce& time) {
  YearlySaving saving;
  saving.take_up = time.take_up / time.share;
  saving.with_volume = (sum_of(ledger, replication, {"overtime", "contracted", "channel_variable", "confirmations"}) -
                        sum_of(ledger, replication, {"income_lost"})) /
                       time.share;
  saving.fixed = sum_of(ledger, replication, {"leavers", "channel_fixed"}) / time.share;
  return saving;
}

/// The roster is the option's from its start on, so its hours are those of the full year at any take-up.
void add_staff(YearlySaving& saving, const Ledger& full_year, std::size_t replication) {
  for (const PostsFreed& posts : full_year.teams) {
    saving.hours.push_back(posts.hours_freed);
    saving.staff.push_back(posts.cost_freed[replication]);
  }
}

/// The simulated weeks are those of year 1.
bool covers_year_one(const Scenario& scenario) {
  return scenario.calendar.weeks == 52 || scenario.calendar.weeks == 53;
}

/// When the replication's own take-up passed the gate. If it had not by the end of the simulated weeks: as planned, but
/// not before that.
std::optional<double> seen_gate(const OptionSavings& first_year, std::size_t replication,
                                std::optional<double> planned) {
  const Simulated& dated = *first_year.simulated;
  if (!waits_for_gate(dated)) return planned;
  if (const auto& day = dated.run->replications[replication].gate_day) return *day / days_per_year;
  if (planned) return std::max(*planned, dated.years);
  return std::nullopt;
}

/// Posts that go by attrition stay throughout the simulated year, so their years are worked out.
void set_year_one(CaseInput& input, const OptionSavings& first_year, const YearlySaving& known, double longer,
                  std::size_t replication) {
  input.other_first_year = (known.with_volume + known.fixed) * input.years[0].share;
  if (input.release.rule != ReleaseRule::attrition)
    input.staff_first_year = sum_of(first_year.ledger, replication, {"staff_cashable"}) * longer;
}

void add_first_year(CaseInput& input, const OptionSavings& full_year, const OptionSavings& first_year,
                    std::size_t replication) {
  const Scenario& scenario = *full_year.simulated->scenario;
  const Option& option = *full_year.simulated->option;
  if (input.release.rule == ReleaseRule::when_take_up)
    input.release.gate_passed = seen_gate(first_year, replication, input.release.gate_passed);
  const YearInForce simulated = time_in_force(scenario, option, 0, 7 * scenario.calendar.weeks);
  if (simulated.take_up <= 0) return;
  YearlySaving known = other_lines(first_year.ledger, replication, simulated);
  if (covers_year_one(scenario))
    set_year_one(input, first_year, known, input.years[0].share / simulated.share, replication);
  if (known.take_up >= 1) return;
  add_staff(known, full_year.ledger, replication);
  input.savings.insert(input.savings.end() - 1, std::move(known));
}

/// What is the same in every replication.
CaseInput common_input(const Simulated& without, const OptionSavings& full_year) {
  const Simulated& with = *full_year.simulated;
  const Scenario& scenario = *with.scenario;
  CaseInput input;
  input.finance = *scenario.finance;
  input.release = release_plan(scenario, full_year);
  input.years = years_in_force(scenario, *with.option, scenario.finance->years);
  for (const PostsFreed& posts : full_year.ledger.teams) input.teams.push_back(team_posts(without, with, posts.team));
  input.one_off_cost = with.option->one_off_cost;
  input.running_cost = with.running_cost_per_year;
  return input;
}

CaseInput of_replication(CaseInput input, const OptionSavings& full_year, const OptionSavings* first_year,
                         std::size_t replication) {
  input.savings = {{.take_up = 0, .hours = {}, .staff = {}}, other_lines(full_year.ledger, replication, {})};
  for (YearlySaving& known : input.savings) add_staff(known, full_year.ledger, replication);
  if (first_year) add_first_year(input, full_year, *first_year, replication);
  return input;
}

CashFlow mean_of(const std::vector<std::vector<CashFlow>>& flows, std::size_t year) {
  CashFlow mean = flows.front()[year];
  for (double CashFlow::*amount :
       {&CashFlow::gross, &CashFlow::running_cost, &CashFlow::one_off_cost, &CashFlow::redundancy, &CashFlow::net,
        &CashFlow::discounted, &CashFlow::cumulative}) {
    mean.*amount = estimate_of(flows, year, amount).mean;
  }
  return mean;
}

}  // namespace

sim::Estimate estimate_of(const std::vector<std::vector<CashFlow>>& flows, std::size_t year, double CashFlow::*amount) {
  std::vector<double> values;
  for (const std::vector<CashFlow>& flow : flows) values.push_back(flow[year].*amount);
  return sim::estimate_mean(values);
}

std::vector<YearInForce> years_in_force(const Scenario& scenario, const Option& option, int years) {
  std::vector<YearInForce> all;
  for (int year = 1; year <= years; ++year)
    all.push_back(time_in_force(scenario, option, first_day(year), first_day(year + 1)));
  return all;
}

CaseInput case_input(const Simulated& without, const OptionSavings& full_year, const OptionSavings* first_year,
                     std::size_t replication) {
  return of_replication(common_input(without, full_year), full_year, first_year, replication);
}

std::optional<BusinessCase> business_case(const Simulated& without, const OptionSavings& full_year,
                                          const OptionSavings* first_year) {
  const Scenario& scenario = *full_year.simulated->scenario;
  if (!scenario.finance) return std::nullopt;
  BusinessCase result;
  std::vector<double> gross;
  std::vector<double> costs;
  Saving& value = result.net_present_value;
  value.text = net_present_value_text;
  const CaseInput common = common_input(without, full_year);
  for (std::size_t r = 0; r < full_year.simulated->run->replications.size(); ++r) {
    result.flows.push_back(cash_flow(of_replication(common, full_year, first_year, r)));
    value.values.push_back(net_present_value(result.flows.back()));
    const PresentValues present = present_values(result.flows.back(), scenario.finance->discount_rate);
    gross.push_back(present.gross);
    costs.push_back(present.costs);
  }
  value.estimate = sim::estimate_mean(value.values);
  for (std::size_t year = 0; year < result.flows.front().size(); ++year)
    result.mean.push_back(mean_of(result.flows, year));
  result.payback_years = payback_years(result.mean);
  result.benefit_cost_ratio = sim::estimate_ratio(gross, costs);
  return result;
}

}  // namespace channelshift
