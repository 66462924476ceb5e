#include <cmath>

#include "models/measures/words.hpp"
#include "models/report/figures.hpp"
#include "models/report/sections.hpp"

namespace channelshift {
namespace {

struct StepText {
  const char* key;
  const char* label;
};
constexpr StepText labels[] = {{"unit_cost", "The sum on paper: contacts moved x unit costs"},
                               {"fixed_cost_that_stays", "fixed cost that stays"},
                               {"residual_mix", "the simplest leave first"},
                               {"bounce_back", "not completed, comes back"},
                               {"induced_demand", "new contacts that it brings"},
                               {"other_changes", "other changes of the option"},
                               {"pooling_and_minimum_staff", "pooling, minimum staff, service"},
                               {"whole_posts", "whole posts only"},
                               {"running_cost", "running cost"}};

std::string label_of(const std::string& step) {
  for (const StepText& text : labels)
    if (step == text.key) return text.label;
  return step;
}

std::string with_sign(double value) { return (value > 0 ? "+" : "") + grouped(value); }

/// Changes are printed as differences of what is printed, so that the column adds up.
std::string line_of(const Json& step, double before, bool first) {
  const Figure left = figure(step, "value");
  const double rounded = std::round(left.mean);
  std::string text = pad_right("  " + label_of(step.at("step").get<std::string>()), 48);
  text += pad_left(first ? "" : with_sign(rounded - std::round(before)), 13) + pad_left(grouped(rounded), 13);
  if (left.has_interval) text += pad_left("±" + grouped(left.half_width), 12);
  return text + "\n";
}

std::string one_bridge(const std::string& id, const Json& steps) {
  std::string text = pad_right(id, 48) + pad_left("change", 13) + pad_left("leaves", 13) + pad_left("95%", 12) + "\n";
  double before = 0;
  bool first = true;
  for (const Json& step : steps) {
    text += line_of(step, before, first);
    before = figure(step, "value").mean;
    first = false;
  }
  return text;
}

}  // namespace

std::string bridge_section(const Json& summary) {
  std::string text;
  for (const auto& [id, savings] : summary.at("savings").items())
    if (savings.contains("bridge")) text += one_bridge(id, savings.at("bridge"));
  if (text.empty()) return "";
  return heading("FROM THE SUM ON PAPER TO THE BUDGET",
                 summary.at("currency").get<std::string>() + " a year; what each mechanism takes off") +
         text + wrapped("Taken in another order the steps would share the same total out differently.", "  ", "  ");
}

}  // namespace channelshift
