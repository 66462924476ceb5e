#include "models/measures/measure.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace channelshift {

unsigned kind_bit(ChannelKind kind) {
  switch (kind) {
    case ChannelKind::live:
      return live;
    case ChannelKind::deferred:
      return deferred;
    case ChannelKind::self_service:
      return self_service;
  }
  return 0;
}

unsigned team_bits(const Team& team) {
  switch (team.kind) {
    case TeamKind::employed:
      return employed | (team.turnover ? with_turnover : 0);
    case TeamKind::contracted:
      return contracted;
  }
  return 0;
}

const Measure& measure(std::span<const Measure> table, std::string_view name) {
  const auto found = std::ranges::find(table, name, &Measure::name);
  if (found == table.end()) throw std::out_of_range("no measure " + std::string(name));
  return *found;
}

std::string unit_text(std::string_view unit, std::string_view currency) {
  constexpr std::string_view placeholder = "money";
  std::string text(unit);
  if (const auto at = text.find(placeholder); at != std::string::npos) text.replace(at, placeholder.size(), currency);
  return text;
}

bool applies_to_channel(const Measure& measure, const Channel& channel) {
  return (measure.kinds & kind_bit(channel.kind)) != 0 && (!measure.needs_target || channel.target.has_value()) &&
         (measure.of_channel == nullptr || measure.of_channel(channel));
}

bool applies_to_team(const Measure& measure, const Team& team) { return (measure.teams & team_bits(team)) != 0; }

bool applies_to_scenario(const Measure& measure, const Scenario& scenario) {
  return measure.present == nullptr || measure.present(scenario);
}

Values values(const Measure& measure, const Simulated& simulated, std::size_t index) {
  const bool is_ratio = measure.denominator != nullptr;  // scaling would cancel, but for its rounding
  const double years = measure.scaling == Scaling::per_year && !is_ratio ? simulated.years : 1;
  Values result;
  result.numerators.reserve(simulated.run->replications.size());
  if (is_ratio) result.denominators.reserve(simulated.run->replications.size());
  for (const Counts& counts : simulated.run->replications) {
    const View view{simulated, counts, index};
    result.numerators.push_back(measure.numerator(view) / years);
    if (is_ratio) result.denominators.push_back(measure.denominator(view));
  }
  return result;
}

std::vector<double> by_replication(const Measure& measure, const Simulated& simulated, std::size_t index) {
  Values sums = values(measure, simulated, index);
  for (std::size_t i = 0; i < sums.denominators.size(); ++i) sums.numerators[i] /= sums.denominators[i];
  return std::move(sums.numerators);
}

std::optional<sim::Estimate> estimate(const Measure& measure, const Simulated& simulated, std::size_t index) {
  Values sums = values(measure, simulated, index);
  if (measure.denominator != nullptr) {
    auto ratio = sim::estimate_ratio(sums.numerators, sums.denominators);
    if (!ratio && measure.zero_of_nothing) return sim::estimate_mean(sums.numerators);
    return ratio;
  }
  std::erase_if(sums.numerators, [](double value) { return std::isnan(value); });
  if (sums.numerators.empty()) return std::nullopt;
  return sim::estimate_mean(sums.numerators);
}

}  // namespace channelshift
