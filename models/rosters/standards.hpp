#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/centre/counts.hpp"
#include "models/scenario/scenario.hpp"

/// What a roster has to achieve.
namespace channelshift {

/// A share of a channel's contacts that must be at least so large.
struct Standard {
  enum class Of {
    in_time,  ///< answered within the target: `service_level`
    staying,  ///< offered and not abandoned: 1 - `abandoned_share`
  };
  ChannelId channel;
  Of of = Of::in_time;
  double at_least = 0;
};

/// Contacts that count for a standard, and those of them that are as they should be.
struct Kept {
  double contacts = 0;
  double good = 0;
};
Kept kept(const Standard& standard, const ChannelCounts& counts);
Kept kept(const Standard& standard, const Cell& cell);
Kept kept(const Standard& standard, const OptionRun& run);  ///< over all replications

/// Ratio of means over the replications; empty if no contact counts.
std::optional<double> share_of(const Standard& standard, const OptionRun& run);

/// Every target of the model.
std::vector<Standard> standards_of_targets(const Model& model);

/// Every target's channel as well served as in `as_it_is`, a run of `baseline`, as far as a run of that length can tell
/// (one binomial standard error): its service level, and if it is live its share of contacts that stay. Where that run
/// has no service to match (no target, or nothing offered), the target itself.
std::vector<Standard> standards_of_service(const Model& model, const Model& baseline, const OptionRun& as_it_is);

}  // namespace channelshift
