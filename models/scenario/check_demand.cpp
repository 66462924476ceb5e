#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/check.hpp"
#include "models/scenario/correlated_days.hpp"
#include "models/scenario/reading.hpp"
#include "models/scenario/volumes.hpp"
#include "models/scenario/words.hpp"

/// Surges, recorded demand and correlated busy days, against the demands, profiles and channels that they name.
namespace channelshift {

namespace {

const Demand& demand_of(const ModelView& view, DemandId id) { return view.model.demands[id.value]; }

void check_surge(const ModelView& view, std::size_t index, Faults& faults) {
  for (const DemandId id : view.model.surges[index].demands) {
    if (demand_of(view, id).recorded.empty()) continue;
    faults.add(
        place_of_value(table_of(view, "surge", index), "demand"),
        fmt::format("a surge of {}, whose contacts are recorded (they hold what really came). Take it out of the "
                    "surge.",
                    demand_of(view, id).id));
  }
}

void check_recorded(const ModelView& view, std::size_t index, Faults& faults) {
  const Demand& demand = view.model.demands[index];
  if (demand.recorded.empty() || demand.channel.value == unread) return;
  const Channel& channel = view.model.channels[demand.channel.value];
  if (!channel.offered_per_year) return;
  faults.add(place_of(table_of(view, "channel", demand.channel.value), "offered-per-year"),
             fmt::format("offered-per-year of {}, where the contacts of {} are recorded (a record cannot be scaled). "
                         "Leave offered-per-year out.",
                         channel.id, demand.id));
}

const std::string& own_id(const ModelView& view, ProfileId id) {
  const Profile& profile = view.model.profiles[id.value];
  return profile.busy_day ? profile.busy_day->of_profile : profile.id;
}

/// True if the pair names profiles with busy days, each with days of its own.
bool check_pairs(const ModelView& view, std::size_t index, std::vector<std::pair<std::string, std::string>>& known,
                 Faults& faults) {
  const BusyDayCorrelation& all = view.model.busy_day_correlations[index];
  const Place place = place_of_value(table_of(view, "busy-day-correlation", index), "profiles");
  const std::size_t before = faults.found().size();
  for (const ProfileId id : all.profiles) {
    const Profile& profile = view.model.profiles[id.value];
    if (profile.busy_day) continue;
    faults.add(place, fmt::format("profile {} has no busy days (there is nothing to correlate). Give it a busy-day "
                                  "table, or leave it out.",
                                  profile.id));
  }
  if (faults.found().size() > before) return false;
  for (std::size_t i = 0; i < all.profiles.size(); ++i)
    for (std::size_t j = i + 1; j < all.profiles.size(); ++j) {
      const auto [a, b] = std::minmax(own_id(view, all.profiles[i]), own_id(view, all.profiles[j]));
      const std::pair<std::string, std::string> pair{a, b};
      if (a == b) {
        faults.add(place, fmt::format("the busy days of {} are correlated with themselves (two of these profiles have "
                                      "the same days). Name one of them.",
                                      a));
      } else if (std::find(known.begin(), known.end(), pair) != known.end()) {
        faults.add(place,
                   fmt::format("the correlation of {} and {} is given before (which holds?). Keep one of them.", a, b));
      }
      known.push_back(pair);
    }
  return faults.found().size() == before;
}

void check_correlations(const ModelView& view, Faults& faults) {
  const std::size_t pairs = view.model.busy_day_correlations.size();
  std::vector<std::pair<std::string, std::string>> known;
  bool sound = pairs > 0;
  for (std::size_t i = 0; i < pairs; ++i) sound = check_pairs(view, i, known, faults) && sound;
  if (!sound) return;
  const std::string problem = correlated_days(view.model).problem;
  if (!problem.empty())
    faults.add(place_of_value(table_of(view, "busy-day-correlation", pairs - 1), "correlation"), problem);
}

struct Simulated {
  Date first;
  Date end;  ///< the day after the last
};
Simulated simulated(const Calendar& calendar) {
  using Days_ = std::chrono::days;
  return {calendar.start - Days_{7 * calendar.warm_up_weeks}, calendar.start + Days_{7 * calendar.weeks}};
}

bool touches(const Surge& surge, const Simulated& time) {
  for (Date date = time.first; date < time.end; date += std::chrono::days{1})
    if (factor_of(surge, date) != 1) return true;
  return false;
}

void warn_of_surge(const ModelView& view, std::size_t index, Faults& warnings) {
  const Surge& surge = view.model.surges[index];
  const Simulated time = simulated(view.calendar);
  if (touches(surge, time)) return;
  warnings.add(place_of_value(table_of(view, "surge", index), "start"),
               fmt::format("the surge {} changes nothing (from {} to {}, which is simulated, its factor is 1). Check "
                           "its start and shape.",
                           surge.id, show_date(time.first), show_date(time.end - std::chrono::days{1})));
}

void warn_of_recorded(const ModelView& view, std::size_t index, Faults& warnings) {
  const Demand& demand = view.model.demands[index];
  if (demand.recorded.empty()) return;
  const Simulated time = simulated(view.calendar);
  const auto outside = std::ranges::count_if(
      demand.recorded, [&](const RecordedArrival& a) { return a.date < time.first || a.date >= time.end; });
  if (outside == 0) return;
  warnings.add(
      place_of(table_of(view, "demand", index), "recorded"),
      fmt::format("{} of the {} recorded contacts of {} lie outside {} to {}, which is simulated (they are "
                  "left out). Check calendar.start and weeks.",
                  show_number(static_cast<double>(outside)), show_number(static_cast<double>(demand.recorded.size())),
                  demand.id, show_date(time.first), show_date(time.end - std::chrono::days{1})));
}

/// Call logs write 0 for those who left unanswered.
void warn_of_no_time(const ModelView& view, std::size_t index, Faults& warnings) {
  const Demand& demand = view.model.demands[index];
  const auto zeros = std::ranges::count_if(demand.recorded, [](const RecordedArrival& a) { return a.handle_s == 0.0; });
  if (zeros == 0) return;
  warnings.add(
      place_of(table_of(view, "demand", index), "recorded"),
      fmt::format("{} of the {} recorded contacts of {} have the handle time 0 (agents answer them in no time). "
                  "If these left unanswered, leave their handle_s empty, so that it is drawn.",
                  show_number(static_cast<double>(zeros)), show_number(static_cast<double>(demand.recorded.size())),
                  demand.id));
}

}  // namespace

void check_demand_side(const ModelView& view, Faults& faults) {
  for (std::size_t i = 0; i < view.model.surges.size(); ++i) check_surge(view, i, faults);
  for (std::size_t i = 0; i < view.model.demands.size(); ++i) check_recorded(view, i, faults);
  check_correlations(view, faults);
}

void warn_of_demand_side(const ModelView& view, Faults& warnings) {
  for (std::size_t i = 0; i < view.model.surges.size(); ++i) warn_of_surge(view, i, warnings);
  for (std::size_t i = 0; i < view.model.demands.size(); ++i) {
    warn_of_recorded(view, i, warnings);
    warn_of_no_time(view, i, warnings);
  }
}

}  // namespace channelshift
