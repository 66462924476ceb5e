#include <algorithm>
#include <array>

#include "models/measures/measure.hpp"

namespace channelshift {
namespace {

/// What so many converted contacts earn, with so much handle time beyond `from-minute`.
double earned(const Demand& demand, std::int64_t converted, sim::Ticks beyond) {
  if (!demand.revenue) return 0;
  return demand.revenue->value * static_cast<double>(converted) +
         demand.revenue->value_per_minute * (sim::seconds(beyond) / 60);
}

double revenue(const View& view) {
  double sum = 0;
  for (std::size_t d = 0; d < view.counts.demands.size(); ++d) {
    const DemandCounts& counts = view.counts.demands[d];
    sum += earned(view.model().demands[d], counts.converted - counts.converted_before,
                  counts.converted_beyond - counts.converted_beyond_before);
    if (counts.converted_before > 0)
      sum += earned(view.simulated.scenario->model.demands[d], counts.converted_before, counts.converted_beyond_before);
  }
  return sum;
}

bool has_revenue(const Scenario& scenario) {
  const auto in = [](const Model& model) {
    return std::ranges::any_of(model.demands, [](const Demand& demand) { return demand.revenue.has_value(); });
  };
  return in(scenario.model) ||
         std::ranges::any_of(scenario.options, [&](const Option& option) { return in(option.model); });
}

constexpr std::array table{
    Measure{.name = "revenue",
            .unit = "money/year",
            .meaning = "what first answered, completed contacts earn: converted contacts at their value",
            .numerator = revenue,
            .present = has_revenue},
};

}  // namespace

std::span<const Measure> revenue_measures() { return table; }

}  // namespace channelshift
