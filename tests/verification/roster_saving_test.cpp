#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>

#include "models/erlang/queues.hpp"
#include "models/money/accounts.hpp"
#include "models/study/study.hpp"
#include "tests/support/trial.hpp"

/// The saving of rosters that are searched for, where the smallest staff is known.
namespace channelshift::test {
namespace {

constexpr double mean_handle_s = 180;
constexpr double mean_patience_s = 120;

/// One channel, one line day and night: staff is a whole number, and its cost is that of every hour of the year.
std::string one_line(double per_hour, double share, int seed) {
  std::string text = head(2, 2) + fmt::format(R"(searches = 5
search-replications = 2
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = {{ within = "20s", share = {} }}
patience = {{ family = "exponential", mean = "120s" }}
[[demand]]
channel = "phone"
per-hour = {}
handle = {{ family = "exponential", mean = "180s" }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 10 }} ]
hourly-cost = 1.0
[[option]]
id = "away"
staffing = "match-targets"
bridge = false
shift = [ {{ from = ["phone"], share = 0.4 }} ]
)",
                                              share, per_hour);
  const std::string seed_line = "seed = 20240101";
  return text.replace(text.find(seed_line), seed_line.size(), fmt::format("seed = {}", seed));
}

/// Trying every number from one up.
int smallest_staff(double per_hour, double share) {
  for (int staff = 1;; ++staff)
    if (erlang::erlang_a({per_hour / 3600, mean_handle_s, staff}, mean_patience_s, 20).service_level >= share)
      return staff;
}

// Loads and targets of all sizes, each run another one, so that now and then a roster only just meets its target and
// searches disagree. The interval must hold the saving of the provably smallest rosters as often as it says.
TEST(Coverage, OfRosterSavingsIs95Percent) {
  constexpr int runs = 100;
  int held = 0;
  for (int run = 0; run < runs; ++run) {
    const double per_hour = 20 + 1.7 * (run % 37);
    const double share = 0.6 + 0.007 * (run % 43);
    const Study study = make_study(read_text(one_line(per_hour, share, run + 1)), {});
    const std::vector<Simulated> full = full_years(study.scenario, study.results);
    const OptionAccount account = accounts(study.results, full, {})[0];
    const Saving& saving = account.full_year.savings.back();
    ASSERT_EQ(saving.text.name, "roster_saving");
    const int places = smallest_staff(per_hour, share) - smallest_staff(0.6 * per_hour, share);
    const double truth = places * 24 * 365.25;
    held += std::abs(saving.estimate.mean - truth) <= *saving.estimate.half_width + 1e-6 * truth;
  }
  std::printf("intervals that hold the saving of the smallest rosters: %d of %d\n", held, runs);
  EXPECT_GE(held, 0.95 * runs - 3 * std::sqrt(runs * 0.95 * 0.05));
}

}  // namespace
}  // namespace channelshift::test
