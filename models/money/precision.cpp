#include "models/money/precision.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/measures/measure.hpp"
#include "sim/stats/estimate.hpp"
#include "sim/stats/looks.hpp"

namespace channelshift {
namespace {

std::vector<double> total_costs(const Simulated& simulated) {
  std::vector<double> costs;
  const Measure& total = measure(cost_measures(), "total");
  for (const Counts& counts : simulated.run->replications) costs.push_back(total.numerator({simulated, counts}));
  return costs;
}

/// The baseline with the roster that was found without the shift.
Simulated without_shift(const Simulated& baseline, const Option& option, const OptionRun& run) {
  Simulated without = baseline;
  without.model = &*option.without;
  without.run = &run;
  return without;
}

/// Shows the work of all batches as one, of a total that is a guess until it is done.
RunSettings as_part(const RunSettings& settings, int done, int batch, int guess) {
  RunSettings part = settings;
  if (!settings.progress) return part;
  part.progress = [&settings, done, batch, guess](std::int64_t step, std::int64_t steps) {
    const std::int64_t of_one = steps / batch;
    settings.progress(done * of_one + step, std::max(guess, done + batch) * of_one);
  };
  return part;
}

/// Replications that it will take if the spread stays as it is.
int guessed(int replications, double widest, const Precision& precision) {
  const double needed = replications * std::pow(widest / precision.share, 2);
  if (!(needed < precision.most_replications)) return precision.most_replications;
  return std::max(static_cast<int>(std::ceil(needed)), replications);
}

}  // namespace

double widest_interval(const Scenario& scenario, const Results& results) {
  const std::vector<Simulated> options = full_years(scenario, results);
  const std::vector<double> baseline = total_costs(options[0]);
  double widest = 0;
  const auto look = [&](const std::vector<double>& less, const std::vector<double>& more) {
    const sim::Estimate saved = sim::estimate_paired_difference(less, more);
    widest = std::max(widest, saved.half_width.value_or(std::numeric_limits<double>::infinity()));
  };
  for (std::size_t i = 0; i < scenario.options.size(); ++i) {
    const Option& option = scenario.options[i];
    const auto simulated = std::ranges::find(options, option.id, &Simulated::id);
    const std::vector<double> costs = total_costs(*simulated);
    look(baseline, costs);
    const bool searched = i < results.without.size() && results.without[i].has_value();
    if (searched) look(total_costs(without_shift(options[0], option, *results.without[i])), costs);
  }
  return widest / sim::estimate_mean(baseline).mean;
}

Results simulate_until_precise(const Scenario& scenario, const std::vector<Calibration>& calibrations,
                               const Precision& precision, const RunSettings& settings) {
  const int first = sim::next_look(0, precision.most_replications);
  const RunSettings shown = as_part(settings, 0, first, 2 * first);
  Results results = simulate_part(scenario, calibrations, 0, first, shown);
  while (results.replications < precision.most_replications) {
    const double widest = widest_interval(scenario, results);
    if (widest < precision.share) break;
    const int done = results.replications;
    const int batch = sim::next_look(done, precision.most_replications) - done;
    const RunSettings part = as_part(settings, done, batch, guessed(done, widest, precision));
    append(results, simulate_part(scenario, calibrations, static_cast<std::uint64_t>(done), batch, part));
  }
  return results;
}

}  // namespace channelshift
