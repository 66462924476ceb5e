#pragma once

#include <span>

#include "models/centre/plan.hpp"

namespace channelshift {

/// The exchangeable tables of one model under these shifts (none for the baseline).
Phase compile_phase(const Model& model, std::span<const Shift> shifts);

/// Does the lean loop do for it?
bool is_plain(const Phase& phase);

}  // namespace channelshift
