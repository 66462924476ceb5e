#pragma once

#include <string>
#include <vector>

#include "models/money/uncertainty.hpp"
#include "models/report/flat.hpp"
#include "models/report/json.hpp"

/// What uncertain inputs make of the savings, as a part of the summary.
namespace channelshift {

/// Adds `uncertainty`, and the chances of each option to its savings.
void add_uncertainty(Json& summary, const Uncertainty& uncertainty);

/// Its lines of --format csv; none without uncertain inputs.
std::vector<FlatFigure> uncertainty_figures(const Json& summary);

/// "GBP/year", or "GBP" of a value over years.
std::string unit_of_drawn(std::string_view measure, const std::string& currency);

}  // namespace channelshift
