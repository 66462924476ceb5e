#pragma once

#include <span>
#include <string>

#include "models/centre/counts.hpp"
#include "models/report/json.hpp"

namespace channelshift {

/// Everything that a run says, as one object: screen, CSV and `show` are made from it alone. It holds no time of the
/// day, no path and no number of threads, so the same run gives the same bytes. `warnings` come before the results'
/// own.
Json summary(const Scenario& scenario, const Results& results, std::span<const std::string> warnings);

inline constexpr const char* summary_format = "channelshift-summary";
inline constexpr int summary_version = 1;

}  // namespace channelshift
