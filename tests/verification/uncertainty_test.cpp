#include <gtest/gtest.h>

#include <cmath>

#include "models/study/uncertain_study.hpp"

/// Uncertain inputs through the whole program, where the answer is known: running cost is taken off a saving as it is,
/// so the saving is linear in it, and the simulation under it is the same in every draw.
namespace channelshift {
namespace {

constexpr const char* text = R"(schema = 1
name = "known"

[calendar]
start = 2024-01-01
weeks = 1

[run]
seed = 3
draws = 48
draw-replications = 2

[[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "08:00-18:00" }
cost = { per-contact = 0.5 }

[[channel]]
id = "web"
kind = "self-service"

[[demand]]
channel = "phone"
per-hour = 30
handle = { family = "exponential", mean = "270s" }

[[team]]
id = "agents"
answers = ["phone"]
roster = [ { days = "mon-fri", hours = "08:00-18:00", staff = 6 } ]
hourly-cost = 15.0

[[option]]
id = "web-10"
per-year-cost = { low = 2000, likely = 5000, high = 11000 }
[[option.shift]]
from = ["phone"]
to = "web"
share = 0.2

[[option]]
id = "web-20"
[[option.shift]]
from = ["phone"]
to = "web"
share = { low = 0.0, likely = 0.2, high = 0.4 }
)";

class KnownScenario : public testing::Test {
 protected:
  static UncertainStudy study(int threads, int draws) {
    const ReadScenario read = read_scenario_text(text, "known.toml", std::vector{"run.draws=" + std::to_string(draws)});
    EXPECT_TRUE(read.scenario.has_value());
    return study_uncertain(read, threads, {});
  }
};

TEST_F(KnownScenario, RunningCostMovesTheSavingOneForOne) {
  const UncertainStudy found = study(0, 48);
  ASSERT_TRUE(found.uncertainty);
  const OptionUncertainty& option = found.uncertainty->options[0];
  const MeasureUncertainty& saved = option.measures[option.headline];
  const DrawnInput& cost = found.uncertainty->inputs[0];
  ASSERT_EQ(cost.input.path, "option.web-10.per-year-cost");
  for (std::size_t d = 0; d < saved.draws.size(); ++d)
    EXPECT_NEAR(saved.draws[d] + cost.values[d], saved.likely + 5000, 1e-6);
  // Triangular: variance (a^2 + b^2 + c^2 - ab - ac - bc) / 18; a Latin hypercube has it nearly exactly.
  const double variance = (2. * 2 + 5 * 5 + 11 * 11 - 2 * 5 - 2 * 11 - 5 * 11) / 18 * 1e6;
  EXPECT_NEAR(saved.variance.inputs, variance, 0.02 * variance);
  EXPECT_NEAR(saved.variance.interaction, 0, 1e-6);
  EXPECT_NEAR(saved.mean, saved.likely + 5000 - 6000, 10);
  ASSERT_TRUE(saved.shares);
  EXPECT_NEAR((*saved.shares)[0], 1, 0.05);  // but for the roots at the ends, which a polynomial of degree 2 misses
  EXPECT_NEAR((*saved.shares)[1], 0, 0.01);  // the other option's
  ASSERT_TRUE(option.switching[0].value);
  EXPECT_NEAR(*option.switching[0].value, saved.likely + 5000, 1e-3 * (saved.likely + 5000));
  EXPECT_EQ(option.switching[1].reason, "the input has no effect on this option");
}

TEST_F(KnownScenario, TakeUpMustFallToNothingWhereTheShiftAloneSaves) {
  const UncertainStudy found = study(0, 2);
  const OptionUncertainty& option = found.uncertainty->options[1];
  const MeasureUncertainty& saved = option.measures[option.headline];
  EXPECT_GT(saved.likely, 0);
  EXPECT_EQ(saved.probability_positive.mean, 1);
  EXPECT_EQ(option.switching[1].value, 0);  // nobody moved: exactly nothing saved
  // What is saved grows with the share, but for chance in who moves and in who is kept waiting at the end of a day.
  EXPECT_NEAR(saved.one_at_a_time[1].at_high / saved.one_at_a_time[1].at_low,
              found.uncertainty->inputs[1].p90 / found.uncertainty->inputs[1].p10, 0.15 * 3.5);
}

TEST_F(KnownScenario, ThreadsChangeNothing) {
  const UncertainStudy one = study(1, 2);
  const UncertainStudy two = study(2, 2);
  for (std::size_t o = 0; o < 2; ++o) {
    for (std::size_t m = 0; m < one.uncertainty->options[o].measures.size(); ++m)
      EXPECT_EQ(one.uncertainty->options[o].measures[m].draws, two.uncertainty->options[o].measures[m].draws);
    for (std::size_t i = 0; i < 2; ++i)
      EXPECT_EQ(one.uncertainty->options[o].switching[i].value, two.uncertainty->options[o].switching[i].value);
  }
}

}  // namespace
}  // namespace channelshift
