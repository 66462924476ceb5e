#pragma once

#include <cstddef>
#include <vector>

#include "models/centre/counts.hpp"
#include "models/scenario/scenario.hpp"

/// The roster lines whose number of staff is searched for.
namespace channelshift {

/// A line of an employed team that does not keep its roster. `cover` [interval of the week]: share of its places that
/// one place is there, averaged over the measured weeks (dates, closed days, breaks), shrinkage and absence apart.
struct FreeLine {
  std::size_t team = 0;
  std::size_t line = 0;
  double cost = 0;          ///< of one place, a year
  double hours_a_week = 0;  ///< paid, of one place, on average over the measured weeks
  std::vector<double> cover;
};

using Places = std::vector<int>;  ///< [free line] staff

std::vector<FreeLine> free_lines(const Scenario& scenario, const Model& model);
Places places_of(const Model& model, const std::vector<FreeLine>& lines);
void set_places(Model& model, const std::vector<FreeLine>& lines, const Places& places);
/// Of these lines, a year.
double staff_cost(const std::vector<FreeLine>& lines, const Places& places);
/// Of all employed teams, a year.
double staff_cost(const Scenario& scenario, const PaidHours& paid);
/// Full-time posts [team] rostered on average over the measured weeks.
std::vector<double> posts_of(const Scenario& scenario, const Model& model, const PaidHours& paid);

}  // namespace channelshift
