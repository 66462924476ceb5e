#pragma once

#include <string>

#include "models/scenario/scenario.hpp"

namespace channelshift {

std::string date_text(Date date);                  ///< "2012-10-01"
std::string long_date_text(std::string_view iso);  ///< "1 October 2012" of "2012-10-01"
/// "mon 00:00" of the interval's start within the week, Monday first.
std::string interval_text(int seconds_into_week);

}  // namespace channelshift
