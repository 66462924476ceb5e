#include "models/centre/turnover.hpp"

#include <algorithm>

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

std::vector<PlaceHolders::Group> PlaceHolders::groups_of(const TeamDays& days) const {
  std::vector<Group> groups;
  const auto add = [&](const auto& block, std::uint32_t number) {
    auto group = std::ranges::find(groups, block.from_s, &Group::from_s);
    if (group == groups.end()) group = groups.insert(group, Group{block.from_s, {}});
    if (group->places.size() <= number) group->places.resize(number + 1);
  };
  for (const DayRoster& roster : days.rosters) for_each_place(roster.blocks, add);
  for (const auto& paid : days.paid) for_each_place(paid, add);
  return groups;
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
  return std::ranges::find(teams_[team].groups, from_s, &Group::from_s)->places[number];
}

bool PlaceHolders::away(int team, int from_s, std::uint32_t number) const {
  return place(team, from_s, number).joined + today(team).training_days > day_;
}

double PlaceHolders::mean_speed(int team) const {
  const TurnoverPlan& plan = today(team);
  if (plan.learning_days == 0) return 1;
  const TeamDays& days = plan_->team_days[team];
  double hours = 0;
  double done = 0;
  for_each_place(days.rosters[days.roster[day_]].blocks, [&](const Block& block, std::uint32_t number) {
    const double since = day_ - place(team, block.from_s, number).joined - plan.training_days;
    if (since < 0) return;
    hours += block.to_s - block.from_s;
    done += (block.to_s - block.from_s) * learned_speed(plan, since);
  });
  return hours > 0 ? done / hours : 1;
}

void PlaceHolders::count_vacant(int team) {
  TeamPlaces& all = teams_[team];
  for_each_place(plan_->team_days[team].paid[day_], [&](const PaidBlock& block, std::uint32_t number) {
    if (place(team, block.from_s, number).joined <= day_) return;
    all.vacant += block.paid;
    all.vacant_at_premium += block.paid_at_premium;
  });
}

void PlaceHolders::start(const Plan& plan, sim::Key key) {
  plan_ = &plan;
  key_ = key;
  day_ = 0;
  teams_.assign(plan.teams, TeamPlaces{});
  for (int t = 0; t < plan.teams; ++t) {
    const TeamDays& days = plan.team_days[t];
    if (!days.has_turnover) continue;
    teams_[t].groups = groups_of(days);
    for (Group& group : teams_[t].groups)
      for (std::uint32_t number = 0; number < group.places.size(); ++number)
        group.places[number] = first_holder(today(t), number, group.from_s, days.turnover_address);
  }
}

void PlaceHolders::start_day(int day) {
  const bool yesterday_measured = day > plan_->day_list.measured_from();
  const bool over = day == plan_->day_list.days();
  for (int t = 0; t < plan_->teams; ++t) {
    const TeamDays& days = plan_->team_days[t];
    if (!days.has_turnover) continue;
    TeamPlaces& all = teams_[t];
    day_ = day;
    if (day > 0) {
      const TurnoverPlan& yesterday = days.turnover[plan_->phase_of(day - 1)];
      for (Group& group : all.groups)
        for (std::uint32_t number = 0; number < group.places.size(); ++number) {
          const int left = pass_day(group.places[number], yesterday, number, group.from_s, days.turnover_address);
          if (yesterday_measured) all.leavers += left;
        }
    }
    if (over) continue;
    all.speed = mean_speed(t);
    if (day >= plan_->day_list.measured_from()) count_vacant(t);
  }
}

}  // namespace channelshift
