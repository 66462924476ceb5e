#include "models/study/uncertain_study.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/study/drawn_savings.hpp"
#include "models/study/draws.hpp"

namespace channelshift {

namespace {

/// Most faults of draws that are told; each is much like the others.
constexpr std::size_t most_faults = 10;

/// Variants of one scenario, read again with other values.
class Reader {
 public:
  Reader(const ReadScenario& read, int threads)
      : read_(read), inputs_(read.scenario->uncertain), threads_(threads), likely_(lean(*read.scenario)) {}

  ReadScenario variant(const std::vector<double>& values) const {
    return read_scenario_text(read_.resolved_toml, read_.scenario->name, sets_of(inputs_, values));
  }

  DrawnSavings savings(const std::vector<double>& values) {
    Scenario scenario = lean(variant(values).scenario.value());
    try {
      return savings_of(std::move(scenario));
    } catch (const SimulationStopped& stopped) {
      throw SimulationStopped("with" + joined(values) + ": " + stopped.what());
    }
  }

  /// " PATH=VALUE PATH=VALUE"
  std::string joined(const std::vector<double>& values) const {
    std::string text;
    for (const std::string& set : sets_of(inputs_, values)) text += " " + set;
    return text;
  }

 private:
  /// What is simulated of a variant: the draws' replications, one search for rosters, and nothing that no drawn measure
  /// needs.
  static Scenario lean(Scenario scenario) {
    scenario.uncertain.clear();
    scenario.replications = scenario.second_order.replications;
    scenario.search.searches = 1;
    for (Option& option : scenario.options) {
      option.bridge = false;
      if (scenario.finance) continue;
      option.starts.reset();
      option.ramp = RampShape::step;
      option.ramp_weeks = 0;
    }
    return scenario;
  }

  /// Of options that are as they are with likely values, in a centre that is too, the savings are known.
  DrawnSavings savings_of(Scenario scenario) {
    if (scenario.model != likely_.model) return drawn_savings(scenario, calibrate(scenario, {threads_, {}}), threads_);
    DrawnSavings savings = savings_at_likely();
    if (scenario.finance != likely_.finance) return drawn_savings(scenario, *calibrations_, threads_);
    std::vector<std::size_t> changed;
    for (std::size_t o = 0; o < scenario.options.size(); ++o) {
      if (scenario.options[o] != likely_.options[o]) changed.push_back(o);
    }
    if (changed.empty()) return savings;
    std::vector<Option> options;
    for (const std::size_t o : changed) options.push_back(std::move(scenario.options[o]));
    scenario.options = std::move(options);
    DrawnSavings simulated = drawn_savings(scenario, *calibrations_, threads_);
    for (std::size_t i = 0; i < changed.size(); ++i) savings[changed[i]] = std::move(simulated[i]);
    return savings;
  }

  const DrawnSavings& savings_at_likely() {
    if (!calibrations_) {
      calibrations_ = calibrate(likely_, {threads_, {}});
      savings_at_likely_ = drawn_savings(likely_, *calibrations_, threads_);
    }
    return savings_at_likely_;
  }

  const ReadScenario& read_;
  const std::vector<UncertainInput>& inputs_;
  int threads_;
  const Scenario likely_;
  std::optional<std::vector<Calibration>> calibrations_;  ///< of the likely values
  DrawnSavings savings_at_likely_;
};

std::vector<Fault> faults_of_draws(const Reader& reader, const Scenario& scenario) {
  const Draws draws = draw_inputs(scenario);
  std::vector<Fault> faults;
  for (std::size_t d = 0; d < static_cast<std::size_t>(scenario.second_order.draws); ++d) {
    std::vector<double> values;
    for (const std::vector<double>& input : draws.values) values.push_back(input[d]);
    for (const Fault& fault : reader.variant(values).faults) {
      if (faults.size() == most_faults) return faults;
      faults.push_back({fmt::format("draw {}:{}: {}", d + 1, reader.joined(values), fault.where), fault.problem});
    }
  }
  return faults;
}

}  // namespace

UncertainStudy study_uncertain(const ReadScenario& read, int threads, const VariantProgress& progress) {
  const Scenario& scenario = *read.scenario;
  if (scenario.uncertain.empty() || scenario.options.empty()) return {};
  Reader reader(read, threads);
  UncertainStudy study{std::nullopt, faults_of_draws(reader, scenario)};
  if (!study.faults.empty()) return study;
  Variants variants;
  variants.sound = [&](const std::vector<double>& values) { return reader.variant(values).scenario.has_value(); };
  variants.savings = [&](const std::vector<double>& values) { return reader.savings(values); };
  study.uncertainty = second_order(scenario, variants, progress);
  return study;
}

}  // namespace channelshift
