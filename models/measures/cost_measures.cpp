#include <algorithm>
#include <array>

#include "models/measures/cost.hpp"
#include "models/measures/measure.hpp"

namespace channelshift {
namespace {

template <double (*Of)(const View&, std::size_t)>
double of_all_teams(const View& view) {
  double sum = 0;
  for (std::size_t team = 0; team < view.model().teams.size(); ++team) sum += Of(view, team);
  return sum;
}

constexpr Quantity staff = of_all_teams<staff_cost>;
constexpr Quantity overtime = of_all_teams<overtime_cost>;
constexpr Quantity leavers = of_all_teams<leavers_cost>;
constexpr Quantity contracts = of_all_teams<contracted_cost>;

double channel_variable(const View& view) {
  double sum = 0;
  for (std::size_t c = 0; c < view.model().channels.size(); ++c) sum += variable_cost(view, c);
  return sum;
}

double channel_fixed(const View& view) {
  double sum = 0;
  for (std::size_t c = 0; c < view.model().channels.size(); ++c) sum += fixed_cost(view, c);
  return sum;
}

double confirmations(const View& view) {
  double sum = 0;
  for (std::size_t r = 0; r < view.model().reasons.size(); ++r) {
    const auto& work = view.model().reasons[r].work;
    if (work && work->confirm)
      sum += work->confirm->cost * static_cast<double>(view.counts.reasons[r].confirmations) / view.simulated.years;
  }
  return sum;
}

double option_running(const View& view) { return view.simulated.running_cost_per_year; }

/// The lines in the order of the table: whoever adds them up in this order gets the same bits.
double total(const View& view) {
  return staff(view) + overtime(view) + contracts(view) + leavers(view) + channel_variable(view) + channel_fixed(view) +
         confirmations(view) + option_running(view);
}

template <class Test>
bool any_team(const Scenario& scenario, Test test) {
  const auto in = [&](const Model& model) { return std::ranges::any_of(model.teams, test); };
  return in(scenario.model) ||
         std::ranges::any_of(scenario.options, [&](const Option& option) { return in(option.model); });
}

bool has_contracted(const Scenario& scenario) {
  return any_team(scenario, [](const Team& team) { return team.kind == TeamKind::contracted; });
}

bool has_turnover(const Scenario& scenario) {
  return any_team(scenario, [](const Team& team) { return team.turnover.has_value(); });
}

template <class Test>
bool any_channel(const Scenario& scenario, Test test) {
  const auto in = [&](const Model& model) { return std::ranges::any_of(model.channels, test); };
  return in(scenario.model) ||
         std::ranges::any_of(scenario.options, [&](const Option& option) { return in(option.model); });
}

bool has_variable(const Scenario& scenario) {
  return any_channel(scenario, [](const Channel& c) { return c.cost.per_contact != 0 || c.cost.per_minute != 0; });
}

bool has_fixed(const Scenario& scenario) {
  return any_channel(scenario, [](const Channel& c) { return c.cost.per_year != 0; });
}

bool has_confirmations(const Scenario& scenario) {
  const auto in = [](const Model& model) {
    return std::ranges::any_of(model.reasons,
                               [](const Reason& r) { return r.work && r.work->confirm && r.work->confirm->cost != 0; });
  };
  return in(scenario.model) ||
         std::ranges::any_of(scenario.options, [&](const Option& option) { return in(option.model); });
}

bool has_running(const Scenario& scenario) {
  return std::ranges::any_of(scenario.options, [](const Option& option) { return option.per_year_cost != 0; });
}

constexpr Measure line(std::string_view name, std::string_view meaning, Quantity of,
                       bool (*present)(const Scenario&) = nullptr) {
  return {.name = name,
          .unit = "money/year",
          .meaning = meaning,
          .numerator = of,
          .scaling = Scaling::as_is,
          .present = present};
}

constexpr std::array table{
    line("total", "all yearly cost, one-off cost apart: the sum of the lines in this order", total),
    line("staff", "rostered hours at hourly cost and premium, worked or not", staff),
    line("overtime", "overtime hours at hourly cost x overtime factor", overtime),
    line("contracted", "invoices of contracted teams: contacts and minutes handled at their rate, at least the minimum",
         contracts, has_contracted),
    line("leavers", "replacing those who left, the wages of training apart", leavers, has_turnover),
    line("channel_variable", "channels' cost per contact and per minute of wait and handling", channel_variable,
         has_variable),
    line("channel_fixed", "channels' cost per year", channel_fixed, has_fixed),
    line("confirmations", "text messages that confirm cases", confirmations, has_confirmations),
    line("option_running", "what the option itself costs a year", option_running, has_running),
};

}  // namespace

std::span<const Measure> cost_measures() { return table; }

}  // namespace channelshift
