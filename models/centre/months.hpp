#pragma once

#include <vector>

#include "models/centre/counts.hpp"

namespace channelshift {

/// The first day of each calendar month that measured days lie in, in order. The first and last may be there in part.
std::vector<Date> measured_months(const Calendar& calendar);

/// [month * channels + channel] what the days of one replication add up to.
std::vector<MonthCounts> month_counts(const Calendar& calendar, const Series& series, std::size_t channels);

}  // namespace channelshift
