#pragma once

#include <string>

#include "models/report/json.hpp"

/// Lines of money in the printed table.
namespace channelshift {

/// Small sums are printed to the penny.
int decimals_of(const Json& summary);

/// What is printed of an amount, so that printed sums are the sums of what is printed.
double rounded(double value, int decimals);

/// A label, a figure, and what stands beside it, on one line if it fits.
std::string figure_line(const std::string& label, const std::string& value, const std::string& aside);

}  // namespace channelshift
