#include "models/centre/turnover.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "models/centre/releases.hpp"
#include "sim/random/arithmetic.hpp"
#include "sim/random/gaps.hpp"
#include "sim/random/uniform.hpp"

namespace channelshift {
namespace {

constexpr double long_ago = -1e9;

/// Calls with each block's places: block, number of the place among those that start then.
template <class Blocks, class Each>
void for_each_place(const Blocks& blocks, Each each) {
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    std::uint32_t number = 0;
    for (std::size_t earlier = 0; earlier < b; ++earlier)
      if (blocks[earlier].from_s == blocks[b].from_s) number += static_cast<std::uint32_t>(blocks[earlier].staff);
    for (int place = 0; place < blocks[b].staff; ++place) each(blocks[b], number++);
  }
}

}  // namespace

double learned_speed(const TurnoverPlan& plan, double days) {
  if (plan.learning_days == 0) return 1;
  const double x = days / plan.learning_days;
  if (plan.exponential) return 1 - (1 - plan.start) * sim::exp_of(-3 * x);
  return x >= 1 ? 1 : plan.start + (1 - plan.start) * x;
}

/// Each place with as many people as its paid hours in an ordinary week make posts, in whole ones; at least one, at
/// most one for each weekday. Places of a roster that is kept for a time are shared as they always were.
std::vector<PlaceHolders::Group> PlaceHolders::groups_of(const TeamDays& days) const {
  struct PlaceHours {
    sim::Ticks paid = 0;
    int weeks = 0;
    int last_week = -1;
  };
  std::map<std::pair<int, std::uint32_t>, PlaceHours> hours;  // of each place, by start and number
  for (const DayRoster& roster : days.rosters)
    for_each_place(roster.blocks, [&](const Block& block, std::uint32_t number) { hours[{block.from_s, number}]; });
  const auto add = [&](const std::vector<std::vector<PaidBlock>>& paid, const auto& counts) {
    for (std::size_t day = 0; day < paid.size(); ++day)
      for_each_place(paid[day], [&](const PaidBlock& block, std::uint32_t number) {
        if (!counts(block.from_s, number)) return;
        PlaceHours& of = hours[{block.from_s, number}];
        of.paid += block.paid;
        const int week = static_cast<int>(day) / 7;
        if (of.last_week != week) ++of.weeks;
        of.last_week = week;
      });
  };
  add(days.kept_paid, [](int, std::uint32_t) { return true; });
  std::set<std::pair<int, std::uint32_t>> known;
  for (const auto& [place, of] : hours)
    if (of.weeks > 0) known.insert(place);
  add(days.paid, [&](int from_s, std::uint32_t number) { return !known.contains({from_s, number}); });

  std::vector<Group> groups;
  for (const auto& [place, of] : hours) {
    if (groups.empty() || groups.back().from_s != place.first) groups.push_back({place.first, {}});
    const double posts = of.weeks == 0 ? 1
                                       : static_cast<double>(of.paid) /
                                             (static_cast<double>(of.weeks) * static_cast<double>(days.post_week));
    groups.back().places.emplace_back(static_cast<std::size_t>(std::clamp(std::round(posts), 1.0, 7.0)));
  }
  return groups;
}

/// Calls with each person's place, and a number of its own for the address of its draws.
template <class Each>
void PlaceHolders::for_each_holder(std::vector<Group>& groups, Each each) {
  for (Group& group : groups)
    for (std::uint32_t number = 0; number < group.places.size(); ++number)
      for (std::uint32_t share = 0; share < group.places[number].size(); ++share)
        each(group.places[number][share], group.from_s, number | share << 24);
}

/// After many years: vacant with probability rate x hiring / (1 + rate x hiring), any part of the hiring over; else
/// its holder's stay so far and what remains of it are exponential and independent (a stay has no memory).
auto PlaceHolders::first_holder(const TurnoverPlan& plan, std::uint32_t number, int from_s, std::uint32_t owner) const
    -> Place {
  const sim::Words words = sim::philox({0, number, static_cast<std::uint32_t>(from_s), owner}, key_);
  const double remains = sim::unit_gap(words.w[2]);
  if (plan.leavers_per_day == 0) return {long_ago, remains};
  const double load = plan.leavers_per_day * plan.hiring_days;
  if (sim::uniform(words.w[0]) < load / (1 + load)) return {plan.hiring_days * sim::uniform(words.w[1]), remains};
  return {-sim::unit_gap(words.w[1]) / plan.leavers_per_day, remains};
}

/// The day that ends now, at day_: how many left.
int PlaceHolders::pass_day(Place& place, const TurnoverPlan& plan, std::uint32_t number, int from_s,
                           std::uint32_t owner) const {
  int leavers = 0;
  double at = std::max<double>(day_ - 1, place.joined);
  while (at < day_) {
    const double stays_days = plan.leavers_per_day > 0 ? place.remains / plan.leavers_per_day : 1e12;
    if (at + stays_days > day_) {
      place.remains -= (day_ - at) * plan.leavers_per_day;
      break;
    }
    ++leavers;
    ++place.ordinal;
    const sim::Words words = sim::philox({place.ordinal, number, static_cast<std::uint32_t>(from_s), owner}, key_);
    place.remains = sim::unit_gap(words.w[0]);
    place.joined = at + stays_days + plan.hiring_days;
    at = place.joined;
  }
  return leavers;
}

const TurnoverPlan& PlaceHolders::today(int team) const {
  return plan_->team_days[team].turnover[plan_->phase_of(day_)];
}

auto PlaceHolders::place(int team, int from_s, std::uint32_t number) const -> const Place& {
  const auto& shared = std::ranges::find(teams_[team].groups, from_s, &Group::from_s)->places[number];
  return shared[plan_->day_list.weekday(day_) % shared.size()];
}

bool PlaceHolders::away(int team, int from_s, std::uint32_t number) const {
  return place(team, from_s, number).joined + today(team).training_days > day_;
}

double PlaceHolders::mean_speed(int team, bool kept) const {
  const TurnoverPlan& plan = today(team);
  if (plan.learning_days == 0) return 1;
  const TeamDays& days = plan_->team_days[team];
  double hours = 0;
  double done = 0;
  for_each_place(days.roster_on(day_, kept).blocks, [&](const Block& block, std::uint32_t number) {
    const double since = day_ - place(team, block.from_s, number).joined - plan.training_days;
    if (since < 0) return;
    hours += block.to_s - block.from_s;
    done += (block.to_s - block.from_s) * learned_speed(plan, since);
  });
  return hours > 0 ? done / hours : 1;
}

void PlaceHolders::count_vacant(int team, bool kept) {
  TeamPlaces& all = teams_[team];
  for_each_place(plan_->team_days[team].paid_on(day_, kept), [&](const PaidBlock& block, std::uint32_t number) {
    if (place(team, block.from_s, number).joined <= day_) return;
    all.vacant += block.paid;
    all.vacant_at_premium += block.paid_at_premium;
  });
}

void PlaceHolders::start(const Plan& plan, sim::Key key) {
  const bool known = plan_ == &plan;  // the same places in every replication
  plan_ = &plan;
  key_ = key;
  day_ = 0;
  teams_.resize(plan.teams);
  for (int t = 0; t < plan.teams; ++t) {
    const TeamDays& days = plan.team_days[t];
    if (!days.has_turnover) continue;
    std::vector<Group> groups = known ? std::move(teams_[t].groups) : groups_of(days);
    teams_[t] = TeamPlaces{};
    teams_[t].groups = std::move(groups);
    for_each_holder(teams_[t].groups, [&](Place& place, int from_s, std::uint32_t number) {
      place = first_holder(today(t), number, from_s, days.turnover_address);
    });
  }
}

void PlaceHolders::start_day(int day, const Releases* releases) {
  const bool yesterday_measured = day > plan_->day_list.measured_from();
  const bool over = day == plan_->day_list.days();
  for (int t = 0; t < plan_->teams; ++t) {
    const TeamDays& days = plan_->team_days[t];
    if (!days.has_turnover) continue;
    TeamPlaces& all = teams_[t];
    day_ = day;
    if (day > 0) {
      const TurnoverPlan& yesterday = days.turnover[plan_->phase_of(day - 1)];
      for_each_holder(all.groups, [&](Place& place, int from_s, std::uint32_t number) {
        const int left = pass_day(place, yesterday, number, from_s, days.turnover_address);
        if (yesterday_measured) all.leavers += left;
      });
    }
    if (over) continue;
    const bool kept = releases != nullptr && releases->kept(t);
    all.speed = mean_speed(t, kept);
    if (day >= plan_->day_list.measured_from()) count_vacant(t, kept);
  }
}

}  // namespace channelshift
