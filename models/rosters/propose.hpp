#pragma once

#include <optional>

#include "models/rosters/effects.hpp"

/// Which rosters are worth a simulation, by measured effects alone.
namespace channelshift {

/// Up to `most` places more, each where it makes good most of what is missing for its cost, until nothing is missing.
/// Empty if more staff is no help.
std::optional<Places> filled_up(const Effects& effects, const Trials& trials, int most);

/// A cheaper roster: up to `most` moves from the centre, each the one of which the greatest saving is to be expected. A
/// move takes one place or two off one line or two and puts none, one or two on others (with few lines: any within two
/// places of each). The first move may be a risk, further ones must be likely to keep the standards. Rosters that were
/// tried, or are sure to fail, are left out. Empty if nothing has hope, or with many lines is expected to save `least`.
std::optional<Places> proposed(const Effects& effects, const Trials& trials, int most, double least);

}  // namespace channelshift
