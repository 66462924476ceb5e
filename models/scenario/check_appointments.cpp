#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/scenario/check.hpp"
#include "models/scenario/levels.hpp"
#include "models/scenario/reading.hpp"
#include "models/scenario/volumes.hpp"
#include "models/scenario/words.hpp"

/// Times that can be booked: where the booked go, and whether there are enough of them.
namespace channelshift {

namespace {

const Node& appointments_table(const ModelView& view, std::size_t index) {
  return *find(table_of(view, "channel", index), "appointments");
}

/// Whether a slot fits into some opening. Ranges that touch at midnight are one opening, so those are taken to be long.
bool fits(const Hours& hours, double every_s) {
  return std::any_of(hours.begin(), hours.end(), [&](const HoursLine& line) {
    return std::any_of(line.ranges.begin(), line.ranges.end(), [&](const TimeRange& range) {
      return range.from_s == 0 || range.to_s == 86400 || range.to_s - range.from_s >= every_s;
    });
  });
}

void check_channel(const ModelView& view, std::size_t index, Faults& faults) {
  const Channel& channel = view.model.channels[index];
  if (!channel.appointments || channel.kind != ChannelKind::live) return;
  const Appointments& booked = *channel.appointments;
  const Node& table = appointments_table(view, index);
  const std::size_t to = booked.to ? booked.to->value : index;
  if (to >= view.model.channels.size()) return;  // not read: told already
  const Channel& served = view.model.channels[to];
  if (booked.to && to == index) {
    faults.add(place_of(table, "to"),
               fmt::format("to of the appointments of {} names {} itself (it holds without it). Leave it out, or name "
                           "another channel.",
                           channel.id, channel.id));
  } else if (served.kind != ChannelKind::live && kind_known(view, to)) {
    faults.add(place_of(table, "to"),
               fmt::format("the booked of {} are to be served on {}, which is not live (they come at a time). Name a "
                           "live channel.",
                           channel.id, served.id));
  } else if (booked.every_s > 0 && !served.hours.empty() && !fits(served.hours, booked.every_s)) {
    faults.add(place_of(table, "every"),
               fmt::format("no slot of {} fits into the hours of {} (a slot ends before the closing). Make every "
                           "shorter, or the hours longer.",
                           show_duration(booked.every_s), served.id));
  }
}

/// Places that can be booked on a day.
double places_on(const ModelView& view, const Channel& served, const Appointments& booked, Date date) {
  double places = 0;
  for (const TimeRange& range : open_on(served, date, closed_on(view.calendar, date)))
    places += std::floor((range.to_s - range.from_s) / booked.every_s) * booked.places;
  return places;
}

}  // namespace

void check_appointments(const ModelView& view, Faults& faults) {
  for (std::size_t i = 0; i < view.model.channels.size(); ++i) check_channel(view, i, faults);
}

void warn_of_few_appointments(const ModelView& view, Faults& warnings) {
  const int days = 7 * view.calendar.weeks;
  for (std::size_t i = 0; i < view.model.channels.size(); ++i) {
    const Channel& channel = view.model.channels[i];
    if (!channel.appointments || channel.appointments->share == 0) continue;
    const Appointments& booked = *channel.appointments;
    double wanted = 0, places = 0;
    for (const Demand& demand : view.model.demands) {
      if (demand.channel.value != i) continue;
      for (const double volume : daily_volumes(view.calendar, view.model, demand, view.calendar.start, days))
        wanted += volume * booked.share;
    }
    const Channel& served = booked.to ? view.model.channels[booked.to->value] : channel;
    for (int day = 0; day < days; ++day)
      places += places_on(view, served, booked, view.calendar.start + std::chrono::days{day});
    if (wanted <= places) continue;
    warnings.add(place_of(appointments_table(view, i), "places"),
                 fmt::format("more book on {} than there are places ({:.0f} against {:.0f} in {} weeks), so the time "
                             "until an appointment grows all year. Add places, or make every shorter.",
                             channel.id, wanted, places, view.calendar.weeks));
  }
}

}  // namespace channelshift
