#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/scenario.hpp"
#include "sim/stats/estimate.hpp"
#include "sim/stats/second_order.hpp"

/// What uncertain inputs make of the savings of options: plain data, filled by models/study.
namespace channelshift {

/// The figures that are drawn, in this order.
inline constexpr std::string_view drawn_measures[] = {"total_cost", "cashable", "capacity_value", "net_present_value"};
inline constexpr std::size_t drawn_measure_count = std::size(drawn_measures);

/// [option][drawn measure][replication]; empty where an option does not have the measure.
using DrawnSavings = std::vector<std::vector<std::vector<double>>>;

/// A measure of an option with one input at its 10% and 90% point, the others at their likely values.
struct OneAtATime {
  double at_low = 0;
  double at_high = 0;
};

struct MeasureUncertainty {
  std::string_view name;
  std::vector<double> draws;  ///< [draw] mean over the draw's replications
  double mean = 0;            ///< over draws
  double sd = 0;
  double p05 = 0;
  double p50 = 0;
  double p95 = 0;
  sim::Estimate probability_positive;  ///< share of draws above 0
  double likely = 0;                   ///< with every input at its likely value, on the draws' replications
  sim::VarianceSplit variance;
  std::optional<std::vector<double>> shares;  ///< [input] of variance.inputs; none with too few draws or no variance
  std::vector<OneAtATime> one_at_a_time;      ///< [input]
};

/// The value of an input at which an option saves nothing, the others at their likely values.
struct SwitchingValue {
  std::optional<double> value;  ///< of several, the one nearest to the likely value
  std::string reason;           ///< why there is none
  double searched_from = 0;
  double searched_to = 0;
};

struct OptionUncertainty {
  std::string option;
  std::vector<MeasureUncertainty> measures;  ///< those that it has
  std::size_t headline = 0;                  ///< of `measures`: cashable, else total_cost
  std::optional<double> claim;
  std::optional<sim::Estimate> probability_of_claim;  ///< share of draws in which the headline reaches the claim
  std::vector<SwitchingValue> switching;              ///< [input], of the headline
};

struct DrawnInput {
  UncertainInput input;
  double p10 = 0;
  double p90 = 0;
  std::vector<double> values;  ///< [draw]
};

struct Uncertainty {
  int draws = 0;
  int replications = 0;
  std::vector<DrawnInput> inputs;
  std::vector<OptionUncertainty> options;
};

}  // namespace channelshift
