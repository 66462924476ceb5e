#include <array>

#include "models/measures/cost.hpp"
#include "models/measures/measure.hpp"

namespace channelshift {
namespace {

template <auto Field>
double seconds_of(const View& view) {
  return sim::seconds(view.team().*Field);
}

template <auto Field>
double hours_of(const View& view) {
  return seconds_of<Field>(view) / 3600;
}

double paid_hours(const View& view) {
  return view.simulated.run->paid.paid_hours[view.index] - sim::seconds(view.team().vacant - view.team().kept) / 3600;
}

double leavers(const View& view) { return static_cast<double>(view.team().leavers); }

double full_time_equivalents(const View& view) {
  const double hours_of_one = view.model().teams[view.index].fte_hours * days_per_year / 7;
  return paid_hours(view) / hours_of_one;
}

double cost_of_team(const View& view) { return team_cost(view, view.index); }

double answered(const View& view) { return static_cast<double>(view.team().answered); }

using T = TeamCounts;

constexpr Measure sum(std::string_view name, std::string_view meaning, Quantity of) {
  return {.name = name, .unit = "s/year", .meaning = meaning, .numerator = of, .audience = Audience::file_only};
}

constexpr std::array table{
    Measure{.name = "occupancy",
            .unit = "1",
            .meaning = "time on contacts within the level of staff, of the time at work",
            .numerator = seconds_of<&T::busy_within>,
            .denominator = seconds_of<&T::at_work>},
    Measure{.name = "paid_hours",
            .unit = "h/year",
            .meaning = "hours rostered less unpaid breaks, worked or not",
            .numerator = paid_hours,
            .teams = employed,
            .same_in_all = true},
    Measure{.name = "overtime_hours",
            .unit = "h/year",
            .meaning = "time on contacts by more agents than are rostered at that moment",
            .numerator = hours_of<&T::overtime>,
            .teams = employed},
    Measure{.name = "busy_hours",
            .unit = "h/year",
            .meaning = "time on contacts, overtime included",
            .numerator = hours_of<&T::busy>},
    Measure{.name = "fte",
            .unit = "1",
            .meaning = "full-time equivalents: paid hours a year / (fte-hours x 365.25/7)",
            .numerator = full_time_equivalents,
            .teams = employed,
            .same_in_all = true},
    Measure{.name = "cost",
            .unit = "money/year",
            .meaning = "what the team is paid: rostered hours and overtime, or its invoice",
            .numerator = cost_of_team,
            .scaling = Scaling::as_is},
    Measure{.name = "answered",
            .unit = "1/year",
            .meaning = "contacts that a contracted team answered",
            .numerator = answered,
            .teams = contracted},
    Measure{.name = "handled_hours",
            .unit = "h/year",
            .meaning = "handle time of the contacts that a contracted team answered",
            .numerator = hours_of<&T::handle>,
            .teams = contracted},
    Measure{.name = "leavers",
            .unit = "1/year",
            .meaning = "people who left the team",
            .numerator = leavers,
            .teams = with_turnover},
    Measure{.name = "vacant_hours",
            .unit = "h/year",
            .meaning = "rostered hours of vacant places, which are not paid",
            .numerator = hours_of<&T::vacant>,
            .teams = with_turnover},
    sum("busy_s", "time on contacts, overtime included", seconds_of<&T::busy>),
    sum("busy_within_s", "time on contacts within the level of staff", seconds_of<&T::busy_within>),
    sum("at_work_s", "the level of staff: rostered less shrinkage and absence", seconds_of<&T::at_work>),
    sum("overtime_s", "time on contacts by more agents than are rostered at that moment", seconds_of<&T::overtime>),
};

}  // namespace

std::span<const Measure> team_measures() { return table; }

}  // namespace channelshift
