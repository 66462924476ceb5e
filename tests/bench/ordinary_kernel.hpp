#pragma once

#include <cstdint>
#include <vector>

#include "tests/bench/tables.hpp"

/// The yardstick in C++: the same centre as most simulators would write it. One binary heap of events on `double`
/// times, patience an event like any other, numbers drawn one at a time from a Mersenne Twister. It shares no code with
/// sim/ and models/ but the tables.
namespace channelshift::bench {

/// Contacts of one channel that came in one week.
struct WeekSums {
  std::int64_t offered = 0;
  std::int64_t answered_in_target = 0;
  std::int64_t abandoned = 0;
  double wait_s = 0;  ///< of all, until answer or departure
};
/// One team, one week.
struct TeamSums {
  double busy_s = 0;  ///< on contacts, by no more agents than are rostered
  double staffed_s = 0;
};
struct OrdinaryRun {
  std::int64_t simulated = 0;        ///< contacts, warm-up included
  std::vector<WeekSums> weeks;       ///< [week * channels + channel], measured weeks only
  std::vector<TeamSums> team_weeks;  ///< [week * teams + team]
};

OrdinaryRun run_ordinary(const Tables& tables, std::uint64_t seed);

}  // namespace channelshift::bench
