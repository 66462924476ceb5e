#pragma once

#include "models/report/json.hpp"
#include "models/scenario/scenario.hpp"

namespace channelshift {

/// The rosters that were found for an option: {team: [{when, as_it_is, without, with}]}, staff on each line.
Json rosters_found(const Model& baseline, const Option& option);

}  // namespace channelshift
