#include "models/centre/appointments.hpp"

namespace channelshift {

std::vector<AppointmentSlot> appointment_slots(const OpenTimes& open, int days, const AppointmentsOn& on) {
  std::vector<AppointmentSlot> slots;
  for (const Span& span : open.spans()) {
    for (sim::Ticks at = span.open; at < span.close;) {
      const int day = static_cast<int>(at / ticks_per_day);
      if (day >= days) return slots;
      const std::optional<Appointments>& booked = on(day);
      if (!booked) {
        at = (day + 1) * ticks_per_day;  // an option's `set` may begin or end them
        continue;
      }
      const sim::Ticks next = at + sim::ticks(booked->every_s);
      if (next <= span.close) slots.push_back({at, booked->places});
      at = next;
    }
  }
  return slots;
}

}  // namespace channelshift
