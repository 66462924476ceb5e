#include "models/money/chances.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/measures/monthly.hpp"

namespace channelshift {
namespace {

constexpr int weeks_of_a_year = 52;

/// Agresti and Coull (1998), doi:10.1080/00031305.1998.10480550: two of each added.
double half_width_of_share(double met, int of) {
  const double n = of + 4;
  const double share = (met + 2) / n;
  return sim::student_95(of - 1) * std::sqrt(share * (1 - share) / n);
}

}  // namespace

std::optional<sim::Estimate> probability_target_met(const Simulated& simulated) {
  const std::vector<Channel>& channels = simulated.model->channels;
  const bool any = std::ranges::any_of(channels, [](const Channel& c) { return c.target.has_value(); });
  if (!any || simulated.scenario->calendar.weeks < weeks_of_a_year) return std::nullopt;
  std::vector<double> met;
  for (const Counts& counts : simulated.run->replications)
    met.push_back(targets_met_every_month(*simulated.model, counts) ? 1 : 0);
  sim::Estimate share = sim::estimate_mean(met);
  const int years = static_cast<int>(met.size());
  const double count = std::accumulate(met.begin(), met.end(), 0.0);
  share.mean = count / years;
  if (years > 1) share.half_width = half_width_of_share(count, years);
  return share;
}

std::optional<GatePassed> gate_passed(const Simulated& simulated) {
  if (!waits_for_gate(simulated)) return std::nullopt;
  std::vector<double> days;
  for (const Counts& counts : simulated.run->replications)
    if (counts.gate_day) days.push_back(*counts.gate_day);
  GatePassed gate;
  gate.share_passed = static_cast<double>(days.size()) / static_cast<double>(simulated.run->replications.size());
  if (!days.empty()) gate.day = sim::estimate_mean(days);
  return gate;
}

}  // namespace channelshift
