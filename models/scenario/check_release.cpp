#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/scenario/check.hpp"
#include "models/scenario/release.hpp"
#include "models/scenario/volumes.hpp"
#include "models/scenario/words.hpp"

/// When posts go: only an option that gives some up, in teams that say how fast they fall vacant.
namespace channelshift {

namespace {

/// The teams that may give up posts: with a search for rosters all that have any.
std::vector<const Team*> teams_that_may(const Scenario& scenario, const Option& option) {
  std::vector<const Team*> teams;
  for (std::size_t t = 0; t < option.model.teams.size(); ++t) {
    const Team& team = option.model.teams[t];
    const bool may = option.staffing == Staffing::keep
                         ? gives_up_hours(scenario.calendar, scenario.model.teams[t], team)
                         : team.kind == TeamKind::employed && !team.roster.empty();
    if (may) teams.push_back(&team);
  }
  return teams;
}

/// Of an option that has it by `based-on`, the option itself.
Place place_of_release(const Node& root, std::size_t option) {
  const Node* list = find(root, "option");
  return place_of((*list->list())[option], "release");
}

std::string without_speed(const std::vector<const Team*>& teams) {
  std::vector<std::string> ids;
  for (const Team* team : teams) {
    if (!team->attrition && !team->turnover) ids.push_back(team->id);
  }
  return listed(ids);
}

double share_moved(const Option& option, const Demand& demand) {
  double share = 0;
  for (const Shift& shift : option.shifts) {
    if (shift.reasons[demand.reason.value] && std::ranges::find(shift.from, demand.channel) != shift.from.end())
      share += shift.share;
  }
  return std::min(share, demand.shiftable);
}

/// Share of the first contacts that the shifts name that moves when everybody has who will.
double full_take_up(const Scenario& scenario, const Option& option) {
  double named = 0;
  double moved = 0;
  for (const Demand& demand : option.model.demands) {
    const double share = share_moved(option, demand);
    if (share == 0) continue;
    const std::vector<double> days =
        daily_volumes(scenario.calendar, option.model, demand, scenario.calendar.start, 7 * scenario.calendar.weeks);
    const double volume = std::accumulate(days.begin(), days.end(), 0.0);
    named += volume;
    moved += share * volume;
  }
  return named > 0 ? moved / named : 0;
}

void warn_of_gate(const Scenario& scenario, const Option& option, const Place& place, Faults& warnings) {
  const double most = full_take_up(scenario, option);
  if (option.release.rule != ReleaseRule::when_take_up || option.release.gate <= most) return;
  warnings.add(place,
               fmt::format("the posts that option {} gives up may never go (they wait until {} of the contacts "
                           "have moved, and its shifts move {} in the end). Lower the gate.",
                           option.id, show_share(option.release.gate), show_share(std::round(1000 * most) / 1000)));
}

void check_option_release(const Scenario& scenario, std::size_t index, const Node& root, Faults& faults,
                          Faults& warnings) {
  const Option& option = scenario.options[index];
  if (option.release.rule == ReleaseRule::at_once) return;
  const std::vector<const Team*> teams = teams_that_may(scenario, option);
  if (teams.empty()) {
    warnings.add(
        place_of_release(root, index),
        fmt::format("release has no effect in option {} (no employed team has fewer rostered hours in it). Set "
                    "a roster, choose a staffing, or leave release out.",
                    option.id));
    return;
  }
  warn_of_gate(scenario, option, place_of_release(root, index), warnings);
  const std::string silent = without_speed(teams);
  if (option.release.rule != ReleaseRule::attrition || silent.empty()) return;
  faults.add(place_of_release(root, index),
             fmt::format("option {} releases posts by attrition, and nothing says how fast posts of {} fall vacant "
                         "(there is neither attrition nor turnover). Give the team attrition, like 0.1.",
                         option.id, silent));
}

}  // namespace

void check_releases(const Scenario& scenario, const Node& root, Faults& faults, Faults& warnings) {
  for (std::size_t i = 0; i < scenario.options.size(); ++i) check_option_release(scenario, i, root, faults, warnings);
}

}  // namespace channelshift
