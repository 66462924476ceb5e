#pragma once

#include <string>
#include <vector>

#include "models/report/json.hpp"
#include "models/report/layout.hpp"

/// Figures of the summary as they are printed.
namespace channelshift {

inline constexpr const char* no_figure = "-";

/// A statistic or a plain number of the summary.
struct Figure {
  bool there = false;
  double mean = 0;
  bool has_interval = false;
  double half_width = 0;
};
/// The figure under `key`; not there if it is absent or null.
Figure figure(const Json& object, const std::string& key);

TableCell count_cell(const Figure& figure, int decimals = 0);
TableCell percent_cell(const Figure& figure);
TableCell duration_cell(const Figure& figure);
TableCell money_cell(const Figure& figure, const std::string& currency, int decimals = 0);

/// "between A and B (95%)", empty without an interval; `print` turns a number into text.
template <class Print>
std::string between(const Figure& figure, Print print) {
  if (!figure.there || !figure.has_interval) return "";
  return "between " + print(figure.mean - figure.half_width) + " and " + print(figure.mean + figure.half_width) +
         " (95%)";
}

/// An option as it stands in the summary.
struct NamedOption {
  std::string id;
  const Json* json;
};
std::vector<NamedOption> options_of(const Json& summary);

/// "As it is" for the baseline, else the id.
std::string short_name(const NamedOption& option);

}  // namespace channelshift
