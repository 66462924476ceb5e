#pragma once

#include <functional>
#include <vector>

#include "models/centre/calendar.hpp"
#include "models/centre/plan.hpp"

namespace channelshift {

/// What can be booked on a day, if anything.
using AppointmentsOn = std::function<const std::optional<Appointments>&(int day)>;

/// The slots within these open times: one after the other from each opening on, none that would end after the closing.
std::vector<AppointmentSlot> appointment_slots(const OpenTimes& open, int days, const AppointmentsOn& on);

}  // namespace channelshift
