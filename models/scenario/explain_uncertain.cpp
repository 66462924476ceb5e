#include <fmt/format.h>

#include "models/scenario/explain_parts.hpp"
#include "models/scenario/words.hpp"

/// Inputs that are known only as a range.
namespace channelshift {

namespace {

std::string value_in_words(const UncertainInput& input, double value) {
  return input.duration ? show_duration(value) : show_number(value);
}

std::string family_in_words(const UncertainInput& input) {
  const sim::Distribution& distribution = input.distribution;
  const auto spread = [&](const char* name, bool cv) {
    return fmt::format("{}, mean {}{}", name, value_in_words(input, distribution.mean_s),
                       cv ? ", cv " + show_number(distribution.cv) : std::string());
  };
  switch (distribution.family) {
    case sim::Family::uniform:
      return "all alike";
    case sim::Family::exponential:
      return spread("exponential", false);
    case sim::Family::lognormal:
      return spread("lognormal", true);
    case sim::Family::gamma:
      return spread("gamma", true);
    case sim::Family::weibull:
      return spread("weibull", true);
    case sim::Family::triangular:
    case sim::Family::deterministic:
    case sim::Family::erlang:
    case sim::Family::hyperexponential:
    case sim::Family::empirical:
      return "triangular";
  }
  return {};
}

std::string ends_in_words(const UncertainInput& input) {
  if (input.low && input.high)
    return fmt::format("from {} to {}", value_in_words(input, *input.low), value_in_words(input, *input.high));
  if (input.low) return "from " + value_in_words(input, *input.low) + " on";
  if (input.high) return "up to " + value_in_words(input, *input.high);
  return "any value";
}

}  // namespace

void explain_uncertain(Page& page, const Scenario& scenario) {
  if (scenario.uncertain.empty()) return;
  page.heading("Uncertain inputs");
  for (const UncertainInput& input : scenario.uncertain) {
    page.indented(fmt::format("{}: {}, {}; likely {}.", input.path, ends_in_words(input), family_in_words(input),
                              value_in_words(input, input.likely)));
  }
  page.indented(
      fmt::format("The plain run takes the likely values. Besides, {} draws of all of them are simulated, {} "
                  "replications each.",
                  show_number(scenario.second_order.draws), show_number(scenario.second_order.replications)));
}

}  // namespace channelshift
