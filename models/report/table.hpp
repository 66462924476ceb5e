#pragma once

#include <string>

#include "models/report/json.hpp"

namespace channelshift {

/// The result for a planner, in plain words on 100 columns, from the summary alone.
std::string table_text(const Json& summary);

/// The result as comma-separated values: option,part,id,measure,unit,mean,half_width,sd. Numbers in full.
std::string csv_text(const Json& summary);

}  // namespace channelshift
