#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/report/json.hpp"

/// The summary as a flat list of figures, one for each line of --format csv.
namespace channelshift {

struct FlatFigure {
  std::string option;
  std::string part;  ///< channel, team, reason, needs, cost, revenue, saving
  std::string id;    ///< of the channel, team or reason; empty: of the whole
  std::string measure;
  std::string unit;
  Json mean;        ///< a number
  Json half_width;  ///< a number or null
  Json sd;
};
std::vector<FlatFigure> flat_figures(const Json& summary);

inline constexpr const char* csv_columns = "option,part,id,measure,unit,mean,half_width,sd";
/// One line, with its line feed.
std::string csv_row(const FlatFigure& figure);
/// In quotes where a comma, a quote or a line feed would confuse a reader.
std::string csv_field(std::string_view text);

}  // namespace channelshift
