#include <fmt/format.h>

#include <cmath>

#include "models/scenario/explain_parts.hpp"
#include "models/scenario/volumes.hpp"
#include "models/scenario/words.hpp"

/// Surges and correlated busy days in words.
namespace channelshift {

namespace {

/// Contacts that come over the measured weeks with this surge and would not come without it, the others in force.
double added_by(const Scenario& scenario, std::size_t surge) {
  Model without = scenario.model;
  without.surges.erase(without.surges.begin() + static_cast<std::ptrdiff_t>(surge));
  const Calendar& calendar = scenario.calendar;
  double added = 0;
  for (const DemandId id : scenario.model.surges[surge].demands) {
    const Demand& demand = scenario.model.demands[id.value];
    for (const double volume : daily_volumes(calendar, scenario.model, demand, calendar.start, 7 * calendar.weeks))
      added += volume;
    for (const double volume : daily_volumes(calendar, without, demand, calendar.start, 7 * calendar.weeks))
      added -= volume;
  }
  return added;
}

std::string shape_in_words(const Surge& surge) {
  std::vector<std::string> words;
  for (const SurgeStep& step : surge.shape)
    words.push_back(fmt::format("{} from day {}", show_number(step.factor), step.day));
  return listed(words);
}

void explain_surge(Page& page, const Scenario& scenario, std::size_t index) {
  const Surge& surge = scenario.model.surges[index];
  std::vector<std::string> demands;
  for (const DemandId id : surge.demands) demands.push_back(scenario.model.demands[id.value].id);
  const double added = std::round(added_by(scenario, index));
  page.indented(fmt::format("{}: from {} on, {} multiplied by {}.", named(surge.id, surge.title),
                            show_date(surge.start), listed(demands), shape_in_words(surge)));
  page.line(fmt::format("{} {} first contacts over the {} measured weeks, on top of per-year.",
                        added < 0 ? "It takes away" : "It adds", show_number(std::abs(added)), scenario.calendar.weeks),
            4);
}

}  // namespace

void explain_surges(Page& page, const Scenario& scenario) {
  if (scenario.model.surges.empty()) return;
  page.heading("Surges");
  for (std::size_t i = 0; i < scenario.model.surges.size(); ++i) explain_surge(page, scenario, i);
}

void explain_correlations(Page& page, const Model& model) {
  for (const BusyDayCorrelation& all : model.busy_day_correlations) {
    std::vector<std::string> profiles;
    for (const ProfileId id : all.profiles) profiles.push_back(model.profiles[id.value].id);
    page.indented(fmt::format("Busy days of {} on the same day: correlation {}.", listed(profiles),
                              show_number(all.correlation)));
  }
}

}  // namespace channelshift
