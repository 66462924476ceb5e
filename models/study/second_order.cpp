#include "models/study/second_order.hpp"

#include <algorithm>
#include <cmath>

#include "models/scenario/uncertain_value.hpp"
#include "models/study/draws.hpp"
#include "models/study/switching.hpp"

namespace channelshift {

namespace {

double mean_of(const std::vector<double>& values) { return sim::estimate_mean(values).mean; }

/// Share of `values` for which `holds`. Half-width with two added that hold and two that do not (Agresti, Coull, 1998,
/// doi:10.1080/00031305.1998.10480550), so that draws which are all alike do not make it certain.
template <class Holds>
sim::Estimate share_of(const std::vector<double>& values, Holds holds) {
  const auto count = static_cast<double>(std::ranges::count_if(values, holds));
  const auto n = static_cast<double>(values.size());
  const double near = (count + 2) / (n + 4);
  return {count / n, 1.96 * std::sqrt(near * (1 - near) / (n + 4)), std::nullopt};
}

/// Everything that was simulated.
struct Runs {
  Draws draws;
  std::vector<DrawnSavings> drawn;  ///< [draw]
  DrawnSavings likely;
  std::vector<DrawnSavings> low;  ///< [input] at its 10% point
  std::vector<DrawnSavings> high;
};

std::vector<double> likely_values(const Scenario& scenario) {
  std::vector<double> values;
  for (const UncertainInput& input : scenario.uncertain) values.push_back(input.likely);
  return values;
}

std::vector<double> with(std::vector<double> values, std::size_t input, double value) {
  values[input] = value;
  return values;
}

Runs simulate_variants(const Scenario& scenario, const std::vector<DrawnInput>& inputs, const Variants& variants) {
  Runs all{draw_inputs(scenario), {}, {}, {}, {}};
  for (std::size_t d = 0; d < static_cast<std::size_t>(scenario.second_order.draws); ++d) {
    std::vector<double> values;
    for (const std::vector<double>& input : all.draws.values) values.push_back(input[d]);
    all.drawn.push_back(variants.savings(values));
  }
  const std::vector<double> likely = likely_values(scenario);
  all.likely = variants.savings(likely);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    all.low.push_back(variants.savings(with(likely, i, inputs[i].p10)));
    all.high.push_back(variants.savings(with(likely, i, inputs[i].p90)));
  }
  return all;
}

/// [input] of the variance that comes from inputs.
std::optional<std::vector<double>> shares_of(const Runs& all, const MeasureUncertainty& measure) {
  const auto effects = sim::main_effects(all.draws.uniforms, measure.draws);
  if (!effects || !(measure.variance.inputs > 0)) return std::nullopt;
  std::vector<double> shares;
  for (const double variance : effects->variances) shares.push_back(variance / measure.variance.inputs);
  return shares;
}

MeasureUncertainty measure_of(const Runs& all, std::size_t option, std::size_t m) {
  MeasureUncertainty measure;
  measure.name = drawn_measures[m];
  std::vector<std::vector<double>> values;
  for (const DrawnSavings& draw : all.drawn) values.push_back(draw[option][m]);
  for (const std::vector<double>& draw : values) measure.draws.push_back(mean_of(draw));
  const sim::Estimate over_draws = sim::estimate_mean(measure.draws);
  measure.mean = over_draws.mean;
  measure.sd = over_draws.sd.value_or(0);
  measure.p05 = sim::quantile_of(measure.draws, 0.05);
  measure.p50 = sim::quantile_of(measure.draws, 0.5);
  measure.p95 = sim::quantile_of(measure.draws, 0.95);
  measure.probability_positive = share_of(measure.draws, [](double x) { return x > 0; });
  measure.likely = mean_of(all.likely[option][m]);
  measure.variance = sim::split_variance(values);
  measure.shares = shares_of(all, measure);
  for (std::size_t i = 0; i < all.low.size(); ++i)
    measure.one_at_a_time.push_back({mean_of(all.low[i][option][m]), mean_of(all.high[i][option][m])});
  return measure;
}

OptionUncertainty option_of(const Scenario& scenario, const Runs& all, std::size_t o) {
  OptionUncertainty option;
  option.option = scenario.options[o].id;
  for (std::size_t m = 0; m < drawn_measure_count; ++m) {
    if (all.likely[o][m].empty()) continue;
    if (drawn_measures[m] == "cashable") option.headline = option.measures.size();
    option.measures.push_back(measure_of(all, o, m));
  }
  option.claim = scenario.options[o].claim;
  if (option.claim) {
    option.probability_of_claim =
        share_of(option.measures[option.headline].draws, [&](double x) { return x >= *option.claim; });
  }
  return option;
}

std::vector<DrawnInput> inputs_of(const Scenario& scenario) {
  std::vector<DrawnInput> inputs;
  const Draws draws = draw_inputs(scenario);
  for (std::size_t i = 0; i < scenario.uncertain.size(); ++i) {
    const UncertainValue value(scenario.uncertain[i]);
    inputs.push_back({scenario.uncertain[i], value.at(0.1), value.at(0.9), draws.values[i]});
  }
  return inputs;
}

/// Draws, likely values, two points of each input, its ends, and some steps to each switching value.
std::int64_t expected_variants(const Scenario& scenario) {
  constexpr std::int64_t steps = 4;
  const auto inputs = static_cast<std::int64_t>(scenario.uncertain.size());
  return scenario.second_order.draws + 1 + inputs * (4 + steps * static_cast<std::int64_t>(scenario.options.size()));
}

}  // namespace

Uncertainty second_order(const Scenario& scenario, const Variants& plain, const VariantProgress& progress) {
  std::int64_t done = 0;
  const std::int64_t total = expected_variants(scenario);
  const Variants variants{plain.sound, [&](const std::vector<double>& values) {
                            DrawnSavings savings = plain.savings(values);
                            if (progress) progress(done = std::min(done + 1, total), total);
                            return savings;
                          }};
  Uncertainty result{scenario.second_order.draws, scenario.second_order.replications, inputs_of(scenario), {}};
  const Runs all = simulate_variants(scenario, result.inputs, variants);
  for (std::size_t o = 0; o < scenario.options.size(); ++o) result.options.push_back(option_of(scenario, all, o));
  find_switching_values(result, likely_values(scenario), variants);
  return result;
}

}  // namespace channelshift
