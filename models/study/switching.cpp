#include "models/study/switching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/centre/simulate.hpp"
#include "models/scenario/uncertain.hpp"
#include "models/scenario/uncertain_value.hpp"

namespace channelshift {

namespace {

/// How many more points are simulated to find one value.
constexpr int most_steps = 10;
/// A value is found when the saving there is this small a part of what it is at the likely value.
constexpr double nil = 1e-4;
/// Or when it is known this closely, as a part of the input's width.
constexpr double near = 1e-3;

/// The headline savings of all options along one input, simulated where needed and remembered.
class Line {
 public:
  Line(const Uncertainty& uncertainty, std::size_t input, const std::vector<double>& likely, const Variants& variants)
      : uncertainty_(uncertainty), input_(input), values_(likely), variants_(variants) {
    const DrawnInput& drawn = uncertainty.inputs[input];
    for (const double x : {drawn.input.likely, drawn.p10, drawn.p90}) known_[x].resize(uncertainty.options.size());
    for (std::size_t o = 0; o < uncertainty.options.size(); ++o) {
      const OptionUncertainty& option = uncertainty.options[o];
      const MeasureUncertainty& measure = option.measures[option.headline];
      known_[drawn.p10][o] = measure.one_at_a_time[input].at_low;
      known_[drawn.p90][o] = measure.one_at_a_time[input].at_high;
      known_[drawn.input.likely][o] = measure.likely;
    }
  }

  double at(double x, std::size_t option) {
    if (uncertainty_.inputs[input_].input.whole) x = std::round(x);
    const auto found = known_.find(x);
    if (found != known_.end()) return found->second[option];
    values_[input_] = x;
    const DrawnSavings savings = variants_.savings(values_);
    std::vector<double>& means = known_[x];
    for (std::size_t o = 0; o < savings.size(); ++o) means.push_back(headline(savings[o], o));
    return means[option];
  }

  /// Whether it can be simulated there; if so, it is.
  bool sound(double x) {
    values_[input_] = x;
    if (!variants_.sound(values_)) return false;
    try {
      at(x, 0);
    } catch (const SimulationStopped&) {
      return false;
    }
    return true;
  }

  /// Where the savings are known, ascending.
  std::vector<double> points() const {
    std::vector<double> points;
    for (const auto& [x, savings] : known_) points.push_back(x);
    return points;
  }

 private:
  double headline(const std::vector<std::vector<double>>& savings, std::size_t o) const {
    const OptionUncertainty& option = uncertainty_.options[o];
    const std::string_view name = option.measures[option.headline].name;
    for (std::size_t m = 0; m < drawn_measure_count; ++m) {
      if (drawn_measures[m] == name && !savings[m].empty()) return sim::estimate_mean(savings[m]).mean;
    }
    return 0;
  }

  const Uncertainty& uncertainty_;
  std::size_t input_;
  std::vector<double> values_;
  const Variants& variants_;
  std::map<double, std::vector<double>> known_;  ///< value of the input -> [option]
};

/// Of `end` and points towards `inside`, which is sound, the farthest that is sound too.
double farthest_sound(Line& line, double inside, double end) {
  if (line.sound(end)) return end;
  double sound = inside;
  for (int i = 0; i < 6; ++i) {
    const double middle = (sound + end) / 2;
    (line.sound(middle) ? sound : end) = middle;
  }
  return sound;
}

/// Where to look: the input's own range and twice as far on either side, within what the key allows; a share from 0
/// to 1.
struct Reach {
  double from;
  double to;
};
Reach reach_of(Line& line, const DrawnInput& drawn) {
  const UncertainValue value(drawn.input);
  const double low = value.at(0.01);
  const double high = value.at(0.99);
  const double width = 2 * (high - low);
  const AllowedRange allowed = allowed_range(drawn.input);
  double from = low - width;
  double to = high + width;
  // A floor of 0 is where a take-up or a cost ends: it is looked at even from afar.
  if (allowed.low && (*allowed.low == 0 || *allowed.low > from)) from = *allowed.low;
  if (allowed.high) to = *allowed.high <= 1 ? *allowed.high : std::min(to, *allowed.high);
  return {farthest_sound(line, low, std::min(from, low)), farthest_sound(line, high, std::max(to, high))};
}

/// Between two neighbours whose savings differ in sign: false position and bisection by turns, since whole posts make
/// steps of a saving.
double root_between(Line& line, const DrawnInput& drawn, std::size_t option, double a, double b, double scale) {
  double fa = line.at(a, option);
  double fb = line.at(b, option);
  for (int i = 0; i < most_steps && std::abs(b - a) > near * (drawn.p90 - drawn.p10); ++i) {
    const double x = i % 2 == 0 ? a - fa * (b - a) / (fb - fa) : (a + b) / 2;
    const double fx = line.at(x, option);
    if (std::abs(fx) <= nil * scale) return x;
    ((fx > 0) == (fa > 0) ? a : b) = x;
    ((fx > 0) == (fa > 0) ? fa : fb) = fx;
  }
  return (a + b) / 2;
}

std::string why_none(const DrawnInput& drawn, const Reach& reach, double lowest, double highest) {
  const auto value = [&](double x) { return fmt::format("{:.5g}{}", x, drawn.input.duration ? "s" : ""); };
  if (lowest == highest) return "the input has no effect on this option";
  return fmt::format("it {} at every value from {} to {} that was looked at", lowest > 0 ? "saves" : "saves nothing",
                     value(reach.from), value(reach.to));
}

SwitchingValue switching_value(Line& line, const DrawnInput& drawn, const Reach& reach, std::size_t option) {
  SwitchingValue result{std::nullopt, {}, reach.from, reach.to};
  const std::vector<double> points = line.points();
  double lowest = line.at(points[0], option);
  double highest = lowest;
  std::optional<std::pair<double, double>> nearest;
  const auto distance = [&](double a, double b) {
    return std::min(std::abs(a - drawn.input.likely), std::abs(b - drawn.input.likely));
  };
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double before = line.at(points[i - 1], option);
    const double here = line.at(points[i], option);
    lowest = std::min(lowest, here);
    highest = std::max(highest, here);
    if ((before > 0) == (here > 0)) continue;
    if (!nearest || distance(points[i - 1], points[i]) < distance(nearest->first, nearest->second))
      nearest = {points[i - 1], points[i]};
  }
  if (!nearest || lowest == highest) {
    result.reason = why_none(drawn, reach, lowest, highest);
    return result;
  }
  result.value = root_between(line, drawn, option, nearest->first, nearest->second, std::max(-lowest, highest));
  return result;
}

}  // namespace

void find_switching_values(Uncertainty& uncertainty, const std::vector<double>& likely, const Variants& variants) {
  std::vector<std::vector<SwitchingValue>> found(uncertainty.options.size());
  for (std::size_t i = 0; i < uncertainty.inputs.size(); ++i) {
    Line line(uncertainty, i, likely, variants);
    const DrawnInput& drawn = uncertainty.inputs[i];
    const Reach reach = reach_of(line, drawn);
    for (std::size_t o = 0; o < found.size(); ++o) found[o].push_back(switching_value(line, drawn, reach, o));
  }
  for (std::size_t o = 0; o < found.size(); ++o) uncertainty.options[o].switching = std::move(found[o]);
}

}  // namespace channelshift
