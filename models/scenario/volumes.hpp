#pragma once

#include <utility>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace channelshift {

/// Whether any first contact of this demand may come at all.
inline bool expects_contacts(const Demand& demand) {
  return demand.per_hour.value_or(0) + demand.per_year.value_or(0) > 0 || !demand.recorded.empty();
}

/// What one surge multiplies demand by on this date: 1 before it.
double factor_of(const Surge& surge, Date date);
bool names_demand(const Surge& surge, const Model& model, const Demand& demand);
/// The product of all surges that name this demand.
double surge_factor(const Model& model, const Demand& demand, Date date);

/// Recorded contacts of this date, as positions [first, last) in `recorded`.
std::pair<std::size_t, std::size_t> recorded_on(const std::vector<RecordedArrival>& recorded, Date date);

/// Expected first contacts of a demand on each day from `from` on (`days` of them), busy days at their mean: a yearly
/// volume is spread so that the 364 days from the calendar's start get their part of it, and surges come on top. All 0
/// if no day has a weight.
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
