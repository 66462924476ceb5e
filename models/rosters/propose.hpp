#pragma once

#include <optional>
#include <vector>

#include "models/rosters/forecast.hpp"

/// Which rosters are worth a simulation, by forecast alone.
namespace channelshift {

inline constexpr std::size_t few_lines = 4;  ///< with so many, all rosters near by are looked at

/// Adds places where they help most for their cost until the forecast has every margin, and `reserve` beyond.
/// Empty if that costs more than `most_cost`, or more staff is forecast to be no help.
std::optional<Places> filled_up(Forecast& forecast, const Trials& trials, Places places, double reserve,
                                double most_cost);

/// The cheapest roster near `places` with every margin by forecast, trials that failed left out.
std::optional<Places> proposed(Forecast& forecast, const Trials& trials, const Places& places, double below_cost);

/// The cheaper neighbour of `places` (up to three lines changed; with few lines, any within two places of each) of
/// which the greatest saving is to be expected; those tried are left out. Empty if none has hope.
std::optional<Places> neighbour(Forecast& forecast, const Trials& trials, const Places& places);

}  // namespace channelshift
