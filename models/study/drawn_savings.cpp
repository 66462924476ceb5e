#include "models/study/drawn_savings.hpp"

#include "models/money/savings.hpp"

namespace channelshift {

namespace {

std::vector<std::vector<double>> drawn_of(const OptionSavings& savings) {
  std::vector<std::vector<double>> values(drawn_measure_count);
  for (const Saving& saving : savings.savings) {
    for (std::size_t m = 0; m < drawn_measure_count; ++m) {
      if (saving.text.name == drawn_measures[m]) values[m] = saving.values;
    }
  }
  return values;
}

}  // namespace

DrawnSavings drawn_savings(const Scenario& scenario, const std::vector<Calibration>& calibrations, int threads) {
  const Results results = simulate(scenario, calibrations, {threads, {}});
  const std::vector<Simulated> options = full_years(scenario, results);
  DrawnSavings drawn;
  for (std::size_t o = 1; o < options.size(); ++o) drawn.push_back(drawn_of(savings(options[0], options[o])));
  return drawn;
}

}  // namespace channelshift
