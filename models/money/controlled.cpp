#include "models/money/controlled.hpp"

#include <algorithm>

namespace channelshift {
namespace {

constexpr int fewest_replications = 20;
constexpr double worth_telling = 0.7;  ///< of the squared half-width

bool is_named(const Demand& demand, const Shift& shift) {
  return shift.share > 0 && shift.reasons[demand.reason.value] &&
         std::ranges::find(shift.from, demand.channel) != shift.from.end();
}

/// [demand] whether some shift of the option names it.
std::vector<bool> named_by(const Simulated& option) {
  std::vector<bool> named;
  for (const Demand& demand : option.model->demands)
    named.push_back(
        std::ranges::any_of(option.option->shifts, [&](const Shift& shift) { return is_named(demand, shift); }));
  return named;
}

}  // namespace

std::vector<ControlledSaving> controlled_savings(const OptionSavings& savings) {
  const OptionRun& run = *savings.simulated->run;
  const std::vector<bool> named = named_by(*savings.simulated);
  std::vector<ControlledSaving> controlled;
  if (run.replications.size() < fewest_replications || run.expected_first.empty()) return controlled;
  double expected = 0;
  std::vector<double> came(run.replications.size(), 0.0);
  for (std::size_t d = 0; d < named.size(); ++d) {
    if (!named[d]) continue;
    expected += run.expected_first[d];
    for (std::size_t r = 0; r < came.size(); ++r) came[r] += static_cast<double>(run.replications[r].demands[d].first);
  }
  for (const Saving& saving : savings.savings) {
    if (saving.text.name != "total_cost" && saving.text.name != "capacity_value") continue;
    const auto estimate = sim::estimate_with_control(saving.values, came, expected);
    if (estimate && estimate->factor <= worth_telling) controlled.push_back({saving.text.name, *estimate});
  }
  return controlled;
}

}  // namespace channelshift
