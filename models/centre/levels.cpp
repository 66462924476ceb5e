#include "models/centre/levels.hpp"

#include <algorithm>
#include <cmath>

#include "sim/random/uniform.hpp"

namespace channelshift {
namespace {

/// One word of those at {.., date, place, owner}.
std::uint32_t word_at(sim::Key key, std::uint32_t number, std::uint32_t date, std::uint32_t place,
                      std::uint32_t owner) {
  return sim::philox({number / 4, date, place, owner}, key).w[number % 4];
}

/// How many of each block's places are empty today: absent, vacant or in training. A place is known by the start of
/// its block and its number among the team's places that start then.
template <class Away>
std::vector<int> absent_by_block(const std::vector<Block>& blocks, Chance absence, std::uint32_t owner,
                                 std::uint32_t date, sim::Key key, Away away) {
  std::vector<int> absent(blocks.size(), 0);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    std::uint32_t number = 0;
    for (std::size_t earlier = 0; earlier < b; ++earlier)
      if (blocks[earlier].from_s == blocks[b].from_s) number += static_cast<std::uint32_t>(blocks[earlier].staff);
    for (int place = 0; place < blocks[b].staff; ++place, ++number)
      absent[b] += away(blocks[b].from_s, number) ||
                   absence(word_at(key, number, date, static_cast<std::uint32_t>(blocks[b].from_s), owner));
  }
  return absent;
}

int absent_at(const DayRoster& roster, const std::vector<int>& absent, int time_s) {
  int count = 0;
  for (std::size_t b = 0; b < absent.size(); ++b)
    if (absent[b] > 0 && roster.blocks[b].works_at(time_s)) count += absent[b];
  return count;
}

}  // namespace

int at_work(int present, double shrinkage, std::uint32_t word) {
  if (present == 0 || shrinkage == 0) return present;
  const double expected = present * (1 - shrinkage);
  const double whole = std::floor(expected);
  const int level = static_cast<int>(whole) + (sim::uniform(word) < expected - whole ? 1 : 0);
  return std::max(level, 1);
}

void append_levels(const Plan& plan, int team, int day, sim::Key key, std::vector<LevelChange>& changes,
                   const PlaceHolders* holders, bool kept) {
  const TeamDays& days = plan.team_days[team];
  const DayRoster& roster = days.roster_on(day, kept);
  const int phase = plan.phase_of(day);
  const std::uint32_t date = plan.day_list.address(day);
  std::vector<int> absent;
  if (days.has_turnover && holders != nullptr)
    absent = absent_by_block(roster.blocks, days.absence[phase], days.absence_address, date, key,
                             [&](int from_s, std::uint32_t number) { return holders->away(team, from_s, number); });
  else if (!days.absence[phase].never())
    absent = absent_by_block(roster.blocks, days.absence[phase], days.absence_address, date, key,
                             [](int, std::uint32_t) { return false; });

  bool first = true;
  for (const RosterStep& step : roster.steps) {
    const int present = step.rostered - absent_at(roster, absent, step.at_s);
    int level = present;
    if (present > 0 && days.shrinkage[phase] > 0) {
      const auto interval = static_cast<std::uint32_t>(step.at_s / plan.interval_s);
      level = at_work(present, days.shrinkage[phase], word_at(key, interval, date, 0, days.shrinkage_address));
    }
    if (first || level != changes.back().level || step.rostered != changes.back().rostered)
      changes.push_back({step.at_s, team, level, step.rostered});
    first = false;
  }
}

}  // namespace channelshift
