#pragma once

#include "models/scenario/scenario.hpp"

namespace channelshift {

/// The model with a roster line without staff for every start of every shift pattern that its teams do not have yet.
Model with_pattern_lines(const Scenario& scenario, const Model& model);

/// Takes the lines without staff that `with_pattern_lines` added to the model's away again.
void drop_unused_patterns(std::vector<std::vector<RosterLine>>& roster, const Model& model);

}  // namespace channelshift
