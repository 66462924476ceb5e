#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/check.hpp"
#include "models/scenario/volumes.hpp"
#include "models/scenario/words.hpp"

/// How many contacts come at the busiest time.
namespace channelshift {

namespace {

constexpr double most_per_hour = 1e6;

void check_peak(const ModelView& view, const Demand& demand, const Node& table, Faults& faults) {
  const Date first = view.calendar.start - std::chrono::days{7 * view.calendar.warm_up_weeks};
  const int days = std::max(364, 7 * (view.calendar.weeks + view.calendar.warm_up_weeks));
  const std::vector<double> volumes = daily_volumes(view.calendar, view.model, demand, first, days);
  double highest = 0;
  double busiest = 0;
  Date when = first;
  for (int day = 0; day < days; ++day) {
    const double volume = volumes[static_cast<std::size_t>(day)];
    const Date date = first + std::chrono::days{day};
    highest = std::max(highest, volume);
    const double peak = peak_per_hour(view.model, demand, weekday_number(date), volume);
    if (peak > busiest) {
      busiest = peak;
      when = date;
    }
  }
  if (highest == 0 && !demand.profile) {
    faults.add(table.place, fmt::format("no contact of {} would come (its surges have the factor 0 on every day). "
                                        "Correct the surges.",
                                        demand.id));
  } else if (highest == 0) {
    faults.add(place_of_value(table, "profile"),
               fmt::format(
                   "no contact of {} would come (its profile has no weight on any of the 364 days from start). Correct "
                   "the profile.",
                   demand.id));
  } else if (busiest > most_per_hour) {
    faults.add(
        place_of_value(table, demand.per_year ? "per-year" : "per-hour"),
        fmt::format("{} would bring {:.0f} contacts an hour at its peak on {} (the most is 1,000,000). Lower {}.",
                    demand.id, busiest, show_date(when),
                    demand.per_year ? "per-year, or spread it by a flatter profile" : "per-hour or the surge"));
  }
}

}  // namespace

void check_volumes(const ModelView& view, Faults& faults) {
  if (view.calendar.start == Date{}) return;  // a fault of its own
  for (std::size_t i = 0; i < view.model.demands.size(); ++i) {
    const Demand& demand = view.model.demands[i];
    const bool spread = demand.per_year && *demand.per_year > 0 && demand.profile;
    const bool surges = expects_contacts(demand) && std::ranges::any_of(view.model.surges, [&](const Surge& surge) {
                          return names_demand(surge, view.model, demand);
                        });
    if (spread || surges) check_peak(view, demand, table_of(view, "demand", i), faults);
  }
}

}  // namespace channelshift
