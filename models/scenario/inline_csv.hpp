#pragma once

#include "models/scenario/tree.hpp"

namespace channelshift {

/// Reads every CSV file that the scenario names and writes its content into the tree, in the key that says the same
/// (`day-by-weekday`, `values`, `recorded`, `roster`); what stands there keeps its place in the CSV. So all checks of
/// values, the options and the resolved text need not know about files.
void inline_csv(Node& root, Sources& sources, Faults& faults);

}  // namespace channelshift
