#pragma once

#include <optional>
#include <vector>

#include "models/centre/plan.hpp"

/// The parts of a demand that few scenarios have: busy days and their parts, recorded contacts.
namespace channelshift {

/// Place of a demand's busy days in `all`, added if they are not there; none if every factor is 1.
int add_busy_day(const Model& model, const Demand& demand, std::vector<BusyDayPlan>& all);

/// The same rates, with a piece that begins at each end of the profile's parts of the day.
std::vector<RatePiece> split_at_parts(const Profile& profile, const std::vector<RatePiece>& pieces);

/// What was recorded on each day, before and from `switch_day`; none if nothing was.
std::optional<RecordedDays> recorded_days(const Demand& before, const Demand& after, int switch_day,
                                          const DayList& days);

/// Whether days of this demand are more than a rate and a factor.
bool is_special(const DemandDays& demand, const std::vector<BusyDayPlan>& busy_days);

}  // namespace channelshift
