#pragma once

#include "models/centre/counts.hpp"

namespace channelshift {

/// Whether, in one replication, every channel with a target meets it in every month. A month in which nothing of a
/// channel was due counts as met.
bool targets_met_every_month(const Model& model, const Counts& counts);

}  // namespace channelshift
