#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "models/money/savings.hpp"
#include "tests/support/trial.hpp"

/// Savings whose true value is known: how often their intervals hold it, and what they never do.
namespace channelshift::test {
namespace {

/// 20 calls an hour, everybody answered at once; a quarter of the calls goes to the web.
std::string known_answer(int seed) {
  std::string text = head(2, 5) + R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
cost = { per-contact = 2.0 }
[[channel]]
id = "web"
kind = "self-service"
cost = { per-contact = 0.5 }
[[demand]]
channel = "phone"
per-hour = 20
handle = { family = "gamma", mean = "6min", cv = 0.7 }
[[team]]
id = "agents"
answers = ["phone"]
roster = [ { hours = "always", staff = 25 } ]
hourly-cost = 16.0
[[option]]
id = "web"
per-year-cost = 1000
shift = [ { from = ["phone"], to = "web", share = 0.25 } ]
)";
  const std::string seed_line = "seed = 20240101";
  return text.replace(text.find(seed_line), seed_line.size(), fmt::format("seed = {}", seed));
}

const Saving& find(const OptionSavings& all, std::string_view name) {
  for (const Saving& saving : all.savings)
    if (saving.text.name == name) return saving;
  throw std::out_of_range(std::string(name));
}

bool holds(const sim::Estimate& estimate, double truth) {
  return std::abs(estimate.mean - truth) <= *estimate.half_width;
}

// A thousand runs, each with another seed. Moved contacts are Poisson, so what they cost and the hours that they take
// have exact means: with 25 agents for two erlangs nobody ever waits (one contact in 1e18, M/G/25/25). At 95% the
// share of intervals that hold the truth has a standard error of 0.7 points.
TEST(Coverage, OfYearlySavingsIs95Percent) {
  constexpr int runs = 1000;
  const double moved = 20 * 24 * 365.25 * 0.25;
  const double saved = moved * (2.0 - 0.5) - 1000;
  const double capacity = moved * 0.1 * 16.0;
  int total_cost = 0;
  int capacity_value = 0;
  for (int seed = 1; seed <= runs; ++seed) {
    const Trial trial(known_answer(seed), 1);
    const std::vector<Simulated> all = full_years(trial.scenario(), trial.results());
    const OptionSavings found = savings(all[0], all[0], all[1]);
    total_cost += holds(find(found, "total_cost").estimate, saved);
    capacity_value += holds(find(found, "capacity_value").estimate, capacity);
  }
  std::printf("intervals that hold the truth, of %d: total_cost %d, capacity_value %d\n", runs, total_cost,
              capacity_value);
  EXPECT_GE(total_cost, 930);
  EXPECT_GE(capacity_value, 930);
  EXPECT_LE(total_cost, 975);  // nor much wider than they say
  EXPECT_LE(capacity_value, 975);
}

std::string options_of_take_up() {
  std::string text;
  for (int percent = 0; percent <= 100; percent += 10)
    text += fmt::format(
        "[[option]]\nid = \"web-{}\"\nshift = [ {{ from = [\"phone\"], to = \"web\", share = {}, simplest-first = 0.6 "
        "}} ]\n",
        percent, percent / 100.0);
  return text;
}

// Nobody leaves, everybody who moves is served there, nothing comes back: then each contact that moves takes its own
// handle time away and nothing else. Agents stay until the last caller of the day is served, so all are answered.
TEST(TakeUp, MoreNeverRaisesTheSumOfHandleTimes) {
  const Trial trial(head(3, 10) + R"(
[profile.day]
day = { "00:00" = 0, "09:00" = 1, "17:00" = 0 }
[[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "09:00-17:00" }
[[channel]]
id = "web"
kind = "self-service"
[[demand]]
channel = "phone"
per-year = 60000
profile = "day"
handle = { family = "lognormal", mean = "5min", cv = 1.2 }
[[team]]
id = "agents"
answers = ["phone"]
roster = [ { days = "mon-fri", hours = "09:00-17:00", staff = 4 } ]
hourly-cost = 16.0
)" + options_of_take_up());
  const auto handle = [](const Counts& counts) { return static_cast<double>(counts.channels[0].handle); };
  Values before = trial.each(handle);
  EXPECT_EQ(trial.each(handle, "web-0"), before);
  for (int percent = 10; percent <= 100; percent += 10) {
    const Values now = trial.each(handle, fmt::format("web-{}", percent));
    for (std::size_t r = 0; r < now.size(); ++r) EXPECT_LT(now[r], before[r]) << percent << "%, replication " << r;
    before = now;
  }
  EXPECT_EQ(before, Values(10, 0.0));
}

}  // namespace
}  // namespace channelshift::test
