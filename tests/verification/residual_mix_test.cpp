#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/support/trial.hpp"

/// Calls get longer as the simple ones leave. HM Revenue and Customs, 2019-20 to 2022-23: 22% fewer calls answered,
/// handle time from 11:24 to 13:48 (21% more), so only 6% fewer hours (National Audit Office, as reported by Byline
/// Times, 14 May 2024).
namespace channelshift::test {
namespace {

using C = ChannelCounts;

constexpr double gone = 0.22;                           ///< share of calls
constexpr double before_s = 11 * 60 + 24;               ///< handle time
constexpr double longer = (13 * 60 + 48.0) / before_s;  ///< 1.2105
constexpr double fewer_hours = 0.06;                    ///< in whole percent

double normal(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

/// Handle time of those who stay, as a multiple of that of all: lognormal times, of which those below the 22% quantile
/// go for a share `simplest_first` of calls, and any for the others. By the partial expectation of the lognormal
/// distribution, E[X; X > its p-quantile] = E[X] Phi(sigma - z_p).
double stretch(double cv, double simplest_first) {
  constexpr double z = -0.7721932141886848;  // the 22% point of the normal distribution
  const double sigma = std::sqrt(std::log1p(cv * cv));
  return simplest_first * normal(sigma - z) / (1 - gone) + (1 - simplest_first);
}

/// The share that gives the published handle time.
double implied_simplest_first(double cv) { return (longer - 1) / (stretch(cv, 1) - 1); }

// Theory alone: with a spread as usual of calls (cv 1.0 to 1.1) the published figures are those of an almost strict
// order. The share is 0.991 at cv 1.0 and 0.955 at cv 1.1; with 1.0 calls get 21.2% longer at cv 1.0, 22.0% at cv 1.1.
TEST(ResidualMix, ThePublishedFiguresFollowFromTheOrderInWhichCallsLeave) {
  EXPECT_NEAR(normal(-0.7721932141886848), gone, 1e-12);
  EXPECT_NEAR(implied_simplest_first(1.0), 0.991, 0.001);
  EXPECT_NEAR(implied_simplest_first(1.1), 0.955, 0.001);
  for (const double cv : {1.0, 1.05, 1.1}) {
    EXPECT_NEAR(stretch(cv, 1), longer, 0.01) << cv;                         // +21% to one percent
    EXPECT_NEAR((1 - gone) * stretch(cv, 1), 1 - fewer_hours, 0.013) << cv;  // -6%: -5.4% to -4.8%
    EXPECT_NEAR((1 - gone) * longer, 1 - fewer_hours, 0.005) << cv;          // -5.6%, published as -6%
    EXPECT_NEAR(stretch(cv, implied_simplest_first(cv)), longer, 1e-12) << cv;
    EXPECT_NEAR((1 - gone) * stretch(cv, 0), 1 - gone, 1e-12) << "22% fewer hours by any order";
  }
}

/// The simulation of that, with nobody waiting: calls, handle time and hours against those as they were.
void expect_figures(double cv, double simplest_first) {
  const Trial trial(head(1, 200) + fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = {{ within = "20s", share = 0.8 }}
[[demand]]
channel = "phone"
per-hour = 120
handle = {{ family = "lognormal", mean = "{}s", cv = {} }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 60 }} ]
hourly-cost = 16.0
[[option]]
id = "digital"
shift = [ {{ from = ["phone"], share = {}, simplest-first = {} }} ]
)",
                                               before_s, cv, gone, simplest_first));
  const double expected = stretch(cv, simplest_first);
  const Values calls = trial.each("phone", &C::answered), hours = trial.each("phone", &C::handle);
  const Values fewer = trial.each("phone", &C::answered, "digital"), stay = trial.each("phone", &C::handle, "digital");
  EXPECT_TRUE(agrees(ratio_of(fewer, calls), 1 - gone)) << cv << " " << simplest_first;
  EXPECT_TRUE(agrees(trial.seconds_per("phone", &C::handle, &C::answered), before_s)) << cv << " " << simplest_first;
  EXPECT_TRUE(agrees(trial.seconds_per("phone", &C::handle, &C::answered, "digital"), expected * before_s))
      << cv << " " << simplest_first;
  EXPECT_TRUE(agrees(ratio_of(stay, hours), (1 - gone) * expected)) << cv << " " << simplest_first;
}

TEST(ResidualMix, StrictOrder) {
  expect_figures(1.0, 1.0);
  expect_figures(1.1, 1.0);
}

TEST(ResidualMix, TheOrderThatGivesThePublishedHandleTime) {
  expect_figures(1.0, implied_simplest_first(1.0));
  expect_figures(1.1, implied_simplest_first(1.1));
}

TEST(ResidualMix, HalfInOrder) { expect_figures(1.0, 0.5); }

}  // namespace
}  // namespace channelshift::test
