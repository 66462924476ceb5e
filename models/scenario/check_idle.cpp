#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/check.hpp"

/// Keys that are in order and yet can have no effect: the planner may have meant something else.
namespace channelshift {

namespace {

void idle_retry(const ModelView& view, std::size_t index, Faults& warnings) {
  const Channel& channel = view.model.channels[index];
  const bool leaves = channel.patience || channel.balk > 0 || channel.lines ||
                      (channel.appointments && channel.appointments->no_show > 0);
  if (!channel.retry || leaves) return;
  warnings.add(
      place_of(table_of(view, "channel", index), "retry"),
      fmt::format(
          "nobody will retry {} (nobody leaves: it has no patience, balk or lines). Add patience, or take retry "
          "out.",
          channel.id));
}

void idle_emergency(const ModelView& view, std::size_t index, Faults& warnings) {
  const Channel& channel = view.model.channels[index];
  const bool any = std::any_of(view.model.reasons.begin(), view.model.reasons.end(),
                               [](const Reason& reason) { return reason.emergency; });
  if (any || !channel.when_closed || !channel.when_closed->emergency_to) return;
  warnings.add(
      place_of(*find(table_of(view, "channel", index), "when-closed"), "emergency-to"),
      fmt::format("no contact will go from {} by emergency-to (no reason has emergency = true). Mark the reasons that "
                  "cannot wait.",
                  channel.id));
}

void idle_closed_days(const ModelView& view, Faults& warnings) {
  const Date first = view.calendar.start - std::chrono::days{7 * view.calendar.warm_up_weeks};
  const Date end = view.calendar.start + std::chrono::days{std::max(364, 7 * view.calendar.weeks)};
  const std::vector<Date>& closed = view.calendar.closed_days;
  const bool any = std::any_of(closed.begin(), closed.end(), [&](Date day) { return day >= first && day < end; });
  if (closed.empty() || any) return;
  warnings.add(place_of(*find(view.root, "calendar"), "closed-days"),
               "none of the closed days lies in the simulated time (so none counts). Check their year.");
}

}  // namespace

void warn_of_idle_keys(const ModelView& view, Faults& warnings) {
  for (std::size_t i = 0; i < view.model.channels.size(); ++i) {
    idle_retry(view, i, warnings);
    idle_emergency(view, i, warnings);
  }
  idle_closed_days(view, warnings);
}

void warn_of_unused_shiftable(const Scenario& scenario, const Node& root, Faults& warnings) {
  const bool any_shift = std::any_of(scenario.options.begin(), scenario.options.end(),
                                     [](const Option& option) { return !option.shifts.empty(); });
  const ModelView view{scenario.calendar, scenario.model, root, nullptr};
  for (std::size_t i = 0; i < scenario.model.demands.size() && any_shift; ++i) {
    const Demand& demand = scenario.model.demands[i];
    const Entry* stated = find_entry(table_of(view, "demand", i), "shiftable");
    const bool used = std::any_of(scenario.options.begin(), scenario.options.end(), [&](const Option& option) {
      return std::any_of(option.shifts.begin(), option.shifts.end(), [&](const Shift& shift) {
        return shift.reasons[demand.reason.value] &&
               std::find(shift.from.begin(), shift.from.end(), demand.channel) != shift.from.end();
      });
    });
    if (!stated || used) continue;
    warnings.add(stated->key_place,
                 fmt::format("shiftable of {} is not used (no option shifts any of it). Add a shift from its "
                             "channel, or leave shiftable out.",
                             demand.id));
  }
}

}  // namespace channelshift
