#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "models/measures/measure.hpp"
#include "models/money/savings.hpp"
#include "tests/support/trial.hpp"

/// Who converts and what it is worth, against binomials and numerical integrals; changes that take weeks.
namespace channelshift::test {
namespace {

/// Staff for everyone, nobody leaves: every contact is answered.
std::string text(const std::string& demand, const std::string& rest = "", int weeks = 8) {
  return head(weeks, 40) + R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
[[channel]]
id = "web"
kind = "self-service"
completes = 0.6
falls-back-to = "phone"
[[team]]
id = "agents"
answers = ["phone"]
roster = [ { hours = "always", staff = 60 } ]
hourly-cost = 20.0
[[reason]]
id = "order"
resolved = 0.7
repeat = { share = 1.0, after = { family = "exponential", mean = "1h" } }
[[demand]]
id = "orders"
reason = "order"
channel = "phone"
per-hour = 60
)" + demand +
         rest;
}

Values converted(const Trial& trial, std::string_view option = "") {
  return trial.each([&](const Counts& counts) { return static_cast<double>(trial.demand(counts, "orders").converted); },
                    option);
}
Values first(const Trial& trial) {
  return trial.each([&](const Counts& counts) { return static_cast<double>(trial.demand(counts, "orders").first); });
}

/// E f(H) of a lognormal handle time H in minutes, by the trapezoidal rule over its normal score.
template <class Of>
double mean_over_lognormal(double mean_min, double cv, Of of) {
  const double s = std::sqrt(std::log1p(cv * cv));
  const double m = std::log(mean_min) - s * s / 2;
  constexpr double step = 1e-3;
  double sum = 0;
  for (double z = -8; z <= 8; z += step)
    sum += std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) * step * of(std::exp(m + s * z));
  return sum;
}

constexpr const char* long_calls = "handle = { family = \"lognormal\", mean = \"5min\", cv = 0.8 }\n";

/// Repeats (three in ten come again) do not convert again.
TEST(Revenue, AShareOfTheNeedsConvertsOnce) {
  const Trial trial(text(std::string(long_calls) + "revenue = { conversion = 0.18, value = 32.0 }"));
  EXPECT_TRUE(agrees(ratio_of(converted(trial), first(trial)), 0.18));
  const Simulated baseline = full_years(trial.scenario(), trial.results())[0];
  const Values revenue = by_replication(measure(revenue_measures(), "revenue"), baseline);
  const Values count = converted(trial);
  for (std::size_t r = 0; r < count.size(); ++r) EXPECT_NEAR(revenue[r], 32.0 * count[r] * 365.25 / 56, 1e-6);
  EXPECT_TRUE(agrees(mean_of(revenue), 60 * 24 * 365.25 * 0.18 * 32));
}

/// Longer calls sell more: conversion and value by the minute beyond the second, capped.
TEST(Revenue, ConversionAndValueGrowWithHandleTime) {
  const Trial trial(
      text(std::string(long_calls) +
           "revenue = { conversion = 0.1, conversion-per-minute = 0.04, conversion-max = 0.5, value = 10, "
           "value-per-minute = 2.5, from-minute = 2 }"));
  const auto chance = [](double h) { return std::min(0.5, 0.1 + 0.04 * std::max(0.0, h - 2)); };
  const double share = mean_over_lognormal(5, 0.8, chance);
  const double worth =
      mean_over_lognormal(5, 0.8, [&](double h) { return chance(h) * (10 + 2.5 * std::max(0.0, h - 2)); });
  EXPECT_TRUE(agrees(ratio_of(converted(trial), first(trial)), share));
  const Simulated baseline = full_years(trial.scenario(), trial.results())[0];
  const Values revenue = by_replication(measure(revenue_measures(), "revenue"), baseline);
  EXPECT_TRUE(agrees(mean_of(revenue), 60 * 24 * 365.25 * worth));
}

/// A need has its luck wherever it is answered: moved to a form, it converts as before if the form or its fall-back
/// serves it; what is avoided earns nothing.
TEST(Revenue, OptionsArePaired) {
  const Trial trial(text(std::string(long_calls) + "revenue = { conversion = 0.25, value = 10.0 }", R"(
[[option]]
id = "nothing"
set = { "channel.phone.unit-cost" = 3 }
[[option]]
id = "form"
[[option.shift]]
from = "phone"
to = "web"
share = 0.4
[[option]]
id = "avoided"
[[option.shift]]
from = "phone"
share = 0.4
)"));
  EXPECT_EQ(converted(trial, "nothing"), converted(trial));
  const Values before = converted(trial);
  const Values form = converted(trial, "form");
  for (std::size_t r = 0; r < before.size(); ++r) EXPECT_NEAR(form[r], before[r], 6);  // open at the end, either way
  EXPECT_TRUE(agrees(ratio_of(converted(trial, "avoided"), before), 0.6));

  const std::vector<Simulated> all = full_years(trial.scenario(), trial.results());
  const OptionSavings saved = savings(all[0], all[0], all[3]);
  const auto gain = std::ranges::find(saved.savings, "revenue_gain", [](const Saving& s) { return s.text.name; });
  ASSERT_NE(gain, saved.savings.end());
  EXPECT_TRUE(agrees(mean_of(gain->values), -0.4 * 0.25 * 10 * 60 * 24 * 365.25));
}

constexpr const char* ramped = R"(
[[option]]
id = "script"
starts = 2024-01-15
ramp = { shape = "linear", weeks = 4 }
set = { "demand.orders.handle" = { family = "exponential", mean = "2min" }, "demand.orders.revenue" = { conversion = 0.5, value = 3.0 } }
)";

double ramp(int day) { return day < 14 ? 0 : std::min(1.0, (day - 14) / 28.0); }

/// Week by week, handle time is that mixture of the old and the new which the ramp says.
TEST(Ramp, HandleTimeAndConversionFollowTakeUp) {
  const Trial trial(
      text("handle = { family = \"exponential\", mean = \"5min\" }\n"
           "revenue = { conversion = 0.1, value = 20.0 }",
           ramped));
  const OptionRun& dated = *trial.results().first_year[0];
  for (int week = 0; week < 8; ++week) {
    double expected = 0, handle_s = 0, answered = 0;
    for (int day = 7 * week; day < 7 * week + 7; ++day) {
      const Cell& cell = dated.series.days[static_cast<std::size_t>(day) * 2];
      handle_s += sim::seconds(cell.handle);
      answered += static_cast<double>(cell.answered);
      expected += (300 * (1 - ramp(day)) + 120 * ramp(day)) / 7;
    }
    // Each handle time varies by less than its greatest mean: four standard errors of the sum.
    EXPECT_NEAR(handle_s / answered, expected, 4 * 300 * std::sqrt(1.5 / answered)) << "week " << week;
  }
  double before = 0, after = 0;
  for (int day = 0; day < 56; ++day) {
    before += (1 - ramp(day)) * 0.1 / 56;
    after += ramp(day) * 0.5 / 56;
  }
  Values old_way, new_way, worth;
  for (const Counts& counts : dated.replications) {
    const DemandCounts& orders = trial.demand(counts, "orders");
    old_way.push_back(static_cast<double>(orders.converted_before));
    new_way.push_back(static_cast<double>(orders.converted - orders.converted_before));
    worth.push_back((20 * old_way.back() + 3 * new_way.back()) * 365.25 / 56);
  }
  EXPECT_TRUE(agrees(ratio_of(old_way, first(trial)), before));
  EXPECT_TRUE(agrees(ratio_of(new_way, first(trial)), after));
  const Simulated first_year = first_years(trial.scenario(), trial.results())[0];
  const Values revenue = by_replication(measure(revenue_measures(), "revenue"), first_year);
  for (std::size_t r = 0; r < worth.size(); ++r) EXPECT_NEAR(revenue[r], worth[r], 1e-6);
}

/// A full year is all in the new way, whatever the ramp.
TEST(Ramp, FullYearsAreOfTheNewWay) {
  const std::string demand =
      "handle = { family = \"exponential\", mean = \"5min\" }\n"
      "revenue = { conversion = 0.1, value = 20.0 }";
  const Trial trial(text(demand, ramped, 2));
  EXPECT_TRUE(agrees(trial.seconds_per("phone", &ChannelCounts::handle, &ChannelCounts::answered, "script"), 120));
  EXPECT_TRUE(agrees(ratio_of(converted(trial, "script"), first(trial)), 0.5));
  for (const Counts& counts : trial.run("script").replications) EXPECT_EQ(counts.demands[0].converted_before, 0);
}

}  // namespace
}  // namespace channelshift::test
