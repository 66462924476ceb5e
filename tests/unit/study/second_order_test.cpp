#include "models/study/second_order.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "models/study/draws.hpp"

namespace channelshift {
namespace {

UncertainInput uniform(const std::string& path, double low, double high) {
  UncertainInput input;
  input.path = path;
  input.distribution.family = sim::Family::uniform;
  input.distribution.low_s = low;
  input.distribution.high_s = high;
  input.low = low;
  input.high = high;
  input.likely = (low + high) / 2;
  return input;
}

UncertainInput triangular(const std::string& path, double low, double likely, double high) {
  UncertainInput input = uniform(path, low, high);
  input.distribution.family = sim::Family::triangular;
  input.distribution.mode_s = likely;
  input.likely = likely;
  return input;
}

const std::string take_up = "option.web.shift.1.share";
const std::string volume = "demand.calls.per-year";

/// A model whose savings are known: `cashable` is a function of the inputs, on top of which each replication adds
/// the same chance in every variant.
class KnownModel : public testing::Test {
 protected:
  Uncertainty study(const std::function<double(const std::vector<double>&)>& cashable) {
    Variants variants;
    variants.sound = [&](const std::vector<double>& values) { return sound_(values); };
    variants.savings = [&](const std::vector<double>& values) {
      ++simulated_;
      DrawnSavings savings(1, std::vector<std::vector<double>>(drawn_measure_count));
      for (const double chance : chance_) {
        savings[0][0].push_back(2 * cashable(values) + chance);
        savings[0][1].push_back(cashable(values) + chance);
      }
      return savings;
    };
    scenario_.options.resize(1);
    scenario_.options[0].id = "web";
    return second_order(scenario_, variants, {});
  }
  const OptionUncertainty& only(const Uncertainty& uncertainty) { return uncertainty.options.at(0); }

  Scenario scenario_;
  std::vector<double> chance_ = {-3, -1, 1, 3};
  std::function<bool(const std::vector<double>&)> sound_ = [](const std::vector<double>& values) {
    return std::ranges::all_of(values, [](double x) { return x >= 0; });
  };
  int simulated_ = 0;
};

TEST_F(KnownModel, LinearInItsInputs) {
  scenario_.uncertain = {uniform(take_up, 0.05, 0.15), triangular(volume, 800, 1000, 1400)};
  scenario_.second_order.draws = 256;
  const Uncertainty result = study([](const auto& x) { return 1000 * x[0] + 0.1 * x[1] - 150; });
  const OptionUncertainty& option = only(result);
  ASSERT_EQ(option.measures.size(), 2u);
  EXPECT_EQ(option.headline, 1u);
  const MeasureUncertainty& cashable = option.measures[1];
  EXPECT_EQ(cashable.name, "cashable");
  const double from_take_up = 1e6 * 0.01 / 12;
  const double from_volume =
      0.01 * (800. * 800 + 1000. * 1000 + 1400. * 1400 - 800. * 1000 - 800. * 1400 - 1000. * 1400) / 18;
  // A Latin hypercube of 256 points has the variance of each input to about 1 part in 256 x 2, but for the chance that
  // the two go together: correlation of sd 1/16, which moves the sum by 2 sqrt(V1 V2) / 16.
  const double total = from_take_up + from_volume;
  EXPECT_NEAR(cashable.variance.inputs, total, 4 * 2 * std::sqrt(from_take_up * from_volume) / 16);
  EXPECT_NEAR(cashable.variance.inputs * (*cashable.shares)[0], from_take_up, 0.01 * from_take_up);
  EXPECT_NEAR(cashable.variance.inputs * (*cashable.shares)[1], from_volume, 0.01 * from_volume);
  EXPECT_NEAR(cashable.mean, 100 + 0.1 * 3200 / 3 - 150, 0.1);
  EXPECT_NEAR(cashable.likely, 50, 1e-9);
  EXPECT_NEAR(option.measures[0].mean, 2 * cashable.mean, 1e-9);
  // Chance is the same in every draw: variance of -3, -1, 1, 3, nothing apart, and nothing of it between draws.
  EXPECT_NEAR(cashable.variance.chance, 20.0 / 3, 1e-9);
  EXPECT_NEAR(cashable.variance.interaction, 0, 1e-9);
  EXPECT_NEAR(cashable.variance.of_means, cashable.variance.inputs, 1e-9);
}

TEST_F(KnownModel, OneAtATimeAndSwitchingValuesOfALine) {
  scenario_.uncertain = {uniform(take_up, 0.05, 0.15), triangular(volume, 800, 1000, 1400)};
  scenario_.second_order.draws = 16;
  const Uncertainty result = study([](const auto& x) { return 1000 * x[0] + 0.1 * x[1] - 150; });
  const OptionUncertainty& option = only(result);
  const MeasureUncertainty& cashable = option.measures[1];
  EXPECT_NEAR(cashable.one_at_a_time[0].at_low, 1000 * 0.06 - 50, 1e-6);
  EXPECT_NEAR(cashable.one_at_a_time[0].at_high, 1000 * 0.14 - 50, 1e-6);
  EXPECT_NEAR(cashable.one_at_a_time[1].at_low, 0.1 * (800 + std::sqrt(0.1 * 600 * 200)) - 50, 1e-5);
  ASSERT_EQ(option.switching.size(), 2u);
  EXPECT_NEAR(option.switching[0].value.value(), 0.05, 1e-9);
  EXPECT_NEAR(option.switching[1].value.value(), 500, 1e-6);  // far below its range
  EXPECT_LT(simulated_, 16 + 1 + 2 * 4 + 6);
}

TEST_F(KnownModel, ChancesAgainstTheDistributionFunction) {
  scenario_.uncertain = {triangular(volume, 0, 1, 4)};
  scenario_.second_order.draws = 200;
  chance_ = {0, 0};
  scenario_.options.resize(1);
  scenario_.options[0].claim = 2;
  const Uncertainty result = study([](const auto& x) { return x[0] - 1.5; });
  // P(x > 1.5) = (4 - 1.5)^2 / (4 x 3), P(x >= 3.5) = 0.5^2 / 12; one draw in each of 200 strata: off by 1/200 at most.
  const double positive = 2.5 * 2.5 / 12;
  EXPECT_NEAR(only(result).measures[1].probability_positive.mean, positive, 1.0 / 200);
  EXPECT_NEAR(only(result).probability_of_claim->mean, 0.25 / 12, 1.0 / 200);
  EXPECT_NEAR(*only(result).measures[1].probability_positive.half_width,
              1.96 * std::sqrt(positive * (1 - positive) / 200), 0.01);
  EXPECT_NEAR(only(result).measures[1].p50, 4 - std::sqrt(0.5 * 12) - 1.5, 0.03);
}

TEST_F(KnownModel, WhereNothingSwitchesTheReasonIsSaid) {
  scenario_.uncertain = {uniform(take_up, 0.05, 0.15), uniform(volume, 800, 1200)};
  scenario_.second_order.draws = 16;
  const Uncertainty saves = study([](const auto& x) { return 10 + x[0]; });
  EXPECT_FALSE(only(saves).switching[0].value);
  EXPECT_THAT(only(saves).switching[0].reason, testing::StartsWith("it saves at every value from 0 to 1 that"));
  EXPECT_EQ(only(saves).switching[1].reason, "the input has no effect on this option");
  const Uncertainty costs = study([](const auto& x) { return -10 - x[0]; });
  EXPECT_THAT(only(costs).switching[0].reason, testing::StartsWith("it saves nothing at every value"));
  const Uncertainty at_nil = study([](const auto& x) { return 100 * x[0]; });
  EXPECT_EQ(only(at_nil).switching[0].value, 0);
}

TEST_F(KnownModel, ValuesThatAreFaultyAreNotSimulated) {
  scenario_.uncertain = {uniform(take_up, 0.05, 0.15)};
  scenario_.second_order.draws = 16;
  sound_ = [](const auto& values) { return values[0] >= 0.02; };
  double least = 1;
  const Uncertainty result = study([&](const auto& x) {
    least = std::min(least, x[0]);
    return x[0] - 0.01;
  });
  EXPECT_FALSE(only(result).switching[0].value);
  EXPECT_GE(least, 0.02);
  EXPECT_NEAR(only(result).switching[0].searched_from, 0.02, 0.001);
}

TEST_F(KnownModel, StepsOfWholePostsAreFoundToo) {
  scenario_.uncertain = {uniform(take_up, 0.05, 0.15)};
  scenario_.second_order.draws = 16;
  const Uncertainty result = study([](const auto& x) { return 30000 * std::floor(x[0] / 0.04) - 20000; });
  EXPECT_NEAR(only(result).switching[0].value.value(), 0.04, 0.002);
}

TEST_F(KnownModel, OfSeveralSwitchingValuesTheNearest) {
  scenario_.uncertain = {uniform(take_up, 0.1, 0.3)};
  scenario_.second_order.draws = 16;
  // Nil at 0.02 and at 0.25.
  const Uncertainty result = study([](const auto& x) { return (x[0] - 0.02) * (0.25 - x[0]); });
  EXPECT_NEAR(only(result).switching[0].value.value(), 0.25, 1e-3);
}

TEST(DrawnInputs, AddingAnInputChangesNoOther) {
  Scenario scenario;
  scenario.uncertain = {uniform(take_up, 0, 1)};
  const Draws one = draw_inputs(scenario);
  scenario.uncertain.insert(scenario.uncertain.begin(), triangular(volume, 800, 1000, 1400));
  const Draws two = draw_inputs(scenario);
  EXPECT_EQ(one.values[0], two.values[1]);
  EXPECT_THAT(sets_of(scenario.uncertain, {900.5, 0.25}), testing::ElementsAre(volume + "=900.5", take_up + "=0.25"));
}

}  // namespace
}  // namespace channelshift
