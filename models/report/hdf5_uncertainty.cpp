#include <limits>
#include <numeric>

#include "models/report/hdf5_parts.hpp"
#include "models/report/uncertainty.hpp"

/// /uncertainty: draws of the inputs, and what each makes of the savings.
namespace channelshift {
namespace {

void write_axes(sim::Hdf5Writer& file, const Uncertainty& uncertainty) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(uncertainty.draws));
  std::iota(numbers.begin(), numbers.end(), 1);
  file.axis("draw", numbers, "1", "number of the draw of the uncertain inputs, from 1");
  std::vector<std::string> paths;
  for (const DrawnInput& drawn : uncertainty.inputs) paths.push_back(drawn.input.path);
  file.axis("input", paths, "paths of the uncertain inputs");
}

void write_inputs(sim::Hdf5Writer& file, const Uncertainty& uncertainty) {
  std::vector<double> values;
  for (std::size_t d = 0; d < static_cast<std::size_t>(uncertainty.draws); ++d) {
    for (const DrawnInput& drawn : uncertainty.inputs) values.push_back(drawn.values[d]);
  }
  const std::string unit = "that of the input, s of durations";
  file.dataset({"/uncertainty/inputs/value", unit, "value of each input in each draw", {"draw", "input"}}, values);
  const auto each = [&](const char* name, const char* meaning, auto value) {
    std::vector<double> list;
    for (const DrawnInput& drawn : uncertainty.inputs) list.push_back(value(drawn));
    file.dataset({std::string("/uncertainty/inputs/") + name, unit, meaning, {"input"}}, list);
  };
  each("likely", "value in the plain run", [](const DrawnInput& drawn) { return drawn.input.likely; });
  each("p10", "value that is not reached with probability 10%", [](const DrawnInput& drawn) { return drawn.p10; });
  each("p90", "value that is not reached with probability 90%", [](const DrawnInput& drawn) { return drawn.p90; });
}

void write_measure(sim::Hdf5Writer& file, const std::string& folder, const MeasureUncertainty& measure,
                   const std::string& unit) {
  const std::string path = folder + std::string(measure.name);
  const std::string name(measure.name);
  file.dataset({path, unit, name + ": mean over the draw's replications", {"draw"}}, measure.draws);
  std::vector<double> low;
  std::vector<double> high;
  for (const OneAtATime& ends : measure.one_at_a_time) {
    low.push_back(ends.at_low);
    high.push_back(ends.at_high);
  }
  file.dataset({path + "_at_p10", unit, name + " with this input at its p10, the others likely", {"input"}}, low);
  file.dataset({path + "_at_p90", unit, name + " with this input at its p90, the others likely", {"input"}}, high);
  if (!measure.shares) return;
  file.dataset({path + "_variance_share", "1", "share of the variance from inputs that this one explains", {"input"}},
               *measure.shares);
}

}  // namespace

void write_uncertainty(sim::Hdf5Writer& file, const Uncertainty& uncertainty, const std::string& currency) {
  write_axes(file, uncertainty);
  write_inputs(file, uncertainty);
  for (const OptionUncertainty& option : uncertainty.options) {
    const std::string folder = "/uncertainty/options/" + option.option + "/";
    for (const MeasureUncertainty& measure : option.measures)
      write_measure(file, folder, measure, unit_of_drawn(measure.name, currency));
    std::vector<double> switching;
    for (const SwitchingValue& value : option.switching)
      switching.push_back(value.value.value_or(std::numeric_limits<double>::quiet_NaN()));
    file.dataset({folder + "switching_value",
                  "that of the input, s of durations",
                  "value of this input at which the option saves nothing, the others likely; NaN: none was found",
                  {"input"}},
                 switching);
  }
}

}  // namespace channelshift
