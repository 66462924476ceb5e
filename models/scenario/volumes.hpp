#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"

namespace channelshift {

/// Expected first contacts of a demand on each day from `from` on (`days` of them), busy days at their mean: a yearly
/// volume is spread so that the 364 days from the calendar's start get their part of it. All 0 if no day has a weight.
std::vector<double> daily_volumes(const Calendar& calendar, const Model& model, const Demand& demand, Date from,
                                  int days);

/// Largest rate within a day of this weekday (0 Monday), in contacts an hour, when its volume is `volume`.
double peak_per_hour(const Model& model, const Demand& demand, int weekday, double volume);

/// Share of a day's volume that arrives within these ranges (not overlapping).
double share_within(const Model& model, const Demand& demand, int weekday, const std::vector<TimeRange>& ranges);

/// 0 Monday ... 6 Sunday
int weekday_number(Date date);
bool closed_on(const Calendar& calendar, Date date);

}  // namespace channelshift
