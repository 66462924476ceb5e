#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/scenario/scenario.hpp"

/// A scenario reduced to what the yardsticks know: contacts that come once, wait or leave, and are answered. So the
/// tables of a workload stand in its scenario file and nowhere else.
namespace channelshift::bench {

/// From this second of the week (Monday 00:00) on, this value.
struct Step {
  double from_s;
  double value;
};
using Weekly = std::vector<Step>;  ///< ascending, the first at 0; holds until the next, the last until the week ends

inline constexpr double week_s = 7 * 86400.0;

struct ChannelTable {
  std::string id;
  double target_s;
  std::optional<double> patience_s;  ///< mean of an exponential; none: nobody leaves
  Weekly open;                       ///< 1 open, 0 closed
};
struct DemandTable {
  int channel;
  double handle_s;  ///< mean of a lognormal
  double handle_cv;
  Weekly per_s;  ///< arrivals a second
};
struct TeamTable {
  std::vector<int> answers;  ///< channels, highest rank first
  Weekly staff;
};
struct Tables {
  int weeks;
  int warm_up_weeks;
  std::vector<ChannelTable> channels;
  std::vector<DemandTable> demands;
  std::vector<TeamTable> teams;
};

/// Throws std::invalid_argument if the scenario asks for something that the yardsticks do not know.
Tables tables_of(const Scenario& scenario);

}  // namespace channelshift::bench
