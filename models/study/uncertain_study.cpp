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
  Reader(const ReadScenario& read, int threads) : read_(read), inputs_(read.scenario->uncertain), threads_(threads) {}

  ReadScenario variant(const std::vector<double>& values) const {
    return read_scenario_text(read_.resolved_toml, read_.scenario->name, sets_of(inputs_, values));
  }

  DrawnSavings savings(const std::vector<double>& values) {
    Scenario scenario = variant(values).scenario.value();
    scenario.replications = scenario.second_order.replications;
    scenario.search.searches = 1;
    for (Option& option : scenario.options) reduce(option, scenario.finance.has_value());
    try {
      return drawn_savings(scenario, calibrations_of(scenario), threads_);
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
  /// Leaves out what no drawn measure needs: the steps of the bridge, and the first year unless years are looked at.
  static void reduce(Option& option, bool with_years) {
    option.bridge = false;
    if (with_years) return;
    option.starts.reset();
    option.ramp = RampShape::step;
    option.ramp_weeks = 0;
  }

  /// Factors depend on the baseline alone, so inputs of options leave them as they are.
  const std::vector<Calibration>& calibrations_of(const Scenario& scenario) {
    const bool same = model_ && *model_ == scenario.model;
    if (!same) {
      model_ = scenario.model;
      calibrations_ = calibrate(scenario, {threads_, {}});
    }
    return calibrations_;
  }

  const ReadScenario& read_;
  const std::vector<UncertainInput>& inputs_;
  int threads_;
  std::optional<Model> model_;
  std::vector<Calibration> calibrations_;
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
