#include "models/study/study.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/money/accounts.hpp"
#include "tests/support/trial.hpp"

/// Rosters, ledger and bridge of whole studies.
namespace channelshift {
namespace {

/// A small office: calls may move to the web. `options` are its options.
Scenario office(const std::string& options) {
  return test::read_text(test::head(3, 4) + R"(searches = 3
search-replications = 2
[profile.day]
weekday = { mon = 1.2, tue = 1.0, wed = 1.0, thu = 1.0, fri = 0.9, sat = 0, sun = 0 }
day = { "00:00" = 0, "08:00" = 0.8, "10:00" = 1.2, "12:00" = 1.0, "18:00" = 0 }
[[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "08:00-18:00" }
target = { within = "20s", share = 0.8 }
patience = { family = "exponential", mean = "3min" }
unit-cost = 2.83
[[channel]]
id = "web"
kind = "self-service"
completes = 0.8
falls-back-to = "phone"
unit-cost = 0.15
cost = { per-contact = 0.2 }
[[demand]]
channel = "phone"
per-year = 60000
profile = "day"
handle = { family = "lognormal", mean = "270s", cv = 1.0 }
revenue = { conversion = 0.1, value = 5 }
[[team]]
id = "advisers"
answers = ["phone"]
roster = [ { days = "mon-fri", hours = "08:00-18:00", staff = 6 }, { days = "mon-fri", hours = "10:00-14:00", staff = 3 } ]
shrinkage = 0.2
hourly-cost = 16.0
)" + options);
}

struct Studied {
  explicit Studied(const std::string& options, int threads = 0)
      : study(make_study(office(options), {threads, {}})),
        full(full_years(study.scenario, study.results)),
        dated(first_years(study.scenario, study.results)),
        of_options(accounts(study.results, full, dated)) {}
  Study study;
  std::vector<Simulated> full;
  std::vector<Simulated> dated;
  std::vector<OptionAccount> of_options;
};

const std::string web_20 = R"([[option]]
id = "web-20"
staffing = "match-service"
per-year-cost = 700
shift = [ { from = ["phone"], to = "web", share = 0.2, simplest-first = 0.5, induced = 0.05 } ]
)";

// A share of nothing moves: the search with it takes the same way as without it, on the same replications.
TEST(Study, AnOptionThatMovesNobodySavesExactlyNothing) {
  for (const char* rule : {"match-service", "match-targets"}) {
    const Studied studied(std::string("[[option]]\nid = \"nothing\"\nstaffing = \"") + rule +
                          "\"\nshift = [ { from = [\"phone\"], to = \"web\", share = 0.0 } ]\n");
    const OptionAccount& nothing = studied.of_options[0];
    for (const char* name : {"staff_cashable", "overtime", "channel_variable", "gross", "cashable", "not_cashable"})
      EXPECT_EQ(find_line(nothing.full_year.ledger, name)->estimate, (sim::Estimate{0, 0.0, 0.0})) << rule << name;
    EXPECT_EQ(nothing.full_year.savings.back().text.name, "roster_saving");
    EXPECT_EQ(nothing.full_year.savings.back().estimate, (sim::Estimate{0, 0.0, 0.0})) << rule;
    for (const BridgeStep& step : nothing.bridge) {
      EXPECT_EQ(step.left.values, std::vector<double>(4, 0.0)) << rule << step.left.text.name;
      EXPECT_EQ(step.left.estimate.half_width, 0.0) << rule << step.left.text.name;
    }
  }
}

TEST(Study, TheBridgeLeadsFromTheClaimToWhatIsCashable) {
  const Studied studied(web_20);
  const OptionAccount& web = studied.of_options[0];
  ASSERT_EQ(web.bridge.size(), 9u);
  EXPECT_EQ(web.bridge[0].left.values, web.full_year.savings[0].values);  // unit_cost
  const std::vector<double>& cashable = find_line(web.full_year.ledger, "cashable")->values;
  for (std::size_t r = 0; r < cashable.size(); ++r) {
    double sum = web.bridge[0].left.values[r];
    for (std::size_t step = 1; step < 9; ++step) sum += web.bridge[step].change->values[r];
    EXPECT_NEAR(sum, cashable[r], 1e-6);
    EXPECT_NEAR(web.bridge[8].left.values[r], cashable[r], 1e-6);
  }
}

TEST(Study, EveryReplicationFoots) {
  const Studied studied(web_20);
  const Ledger& ledger = studied.of_options[0].full_year.ledger;
  const auto line = [&](const char* name, std::size_t r) { return find_line(ledger, name)->values[r]; };
  for (std::size_t r = 0; r < 4; ++r)
    EXPECT_NEAR(line("total_cost", r),
                line("overstaffing", r) + line("cashable", r) + line("not_cashable", r) + line("income_lost", r), 1e-6);
}

// The shift alone, all completed, none induced, random contacts: what it releases is the handle time of those who
// moved, at what a busy hour costs.
TEST(Study, TheFirstStepsAreTheMechanismsOneByOne) {
  const Studied studied(web_20);
  const std::vector<Option> steps = mechanism_steps(studied.study.scenario, studied.study.scenario.options[0]);
  EXPECT_EQ(steps[0].shifts[0].simplest_first, 0);
  EXPECT_EQ(steps[0].shifts[0].completes, 1.0);
  EXPECT_EQ(steps[0].shifts[0].induced, 0);
  EXPECT_EQ(steps[1].shifts[0].simplest_first, 0.5);
  EXPECT_EQ(steps[1].shifts[0].completes, 1.0);
  EXPECT_EQ(steps[2].shifts[0].completes, std::nullopt);  // the channel's own
  EXPECT_EQ(steps[2].shifts[0].induced, 0);
  EXPECT_EQ(steps[3].shifts[0].induced, 0.05);
  for (const Option& step : steps) EXPECT_EQ(step.model.teams[0].roster, studied.study.scenario.model.teams[0].roster);
  const std::vector<OptionRun>& runs = studied.study.results.mechanisms[0];
  const auto handled = [](const OptionRun& run) {
    std::int64_t sum = 0;
    for (const Counts& counts : run.replications) sum += counts.channels[0].handle;
    return sum;
  };
  EXPECT_LT(handled(runs[0]), handled(runs[1]));  // the longer ones stay
  EXPECT_LT(handled(runs[1]), handled(runs[2]));  // and some come back
}

// Without simplest-first, all completed and nothing induced, steps two to five take nothing off.
TEST(Study, AMechanismThatTheOptionLacksTakesNothingOff) {
  const Studied studied(R"([[option]]
id = "plain"
bridge = true
shift = [ { from = ["phone"], to = "web", share = 0.2, completes = 1.0 } ]
)");
  const std::vector<BridgeStep>& bridge = studied.of_options[0].bridge;
  for (std::size_t step = 2; step <= 5; ++step)
    EXPECT_EQ(bridge[step].change->values, std::vector<double>(4, 0.0)) << bridge[step].left.text.name;
}

TEST(Study, DoesNotDependOnThreads) {
  const Studied one(web_20, 1);
  const Studied two(web_20, 2);
  EXPECT_EQ(one.study.scenario.options[0].model, two.study.scenario.options[0].model);
  EXPECT_EQ(one.of_options[0].searches, two.of_options[0].searches);
  for (std::size_t step = 0; step < 9; ++step)
    EXPECT_EQ(one.of_options[0].bridge[step].left.values, two.of_options[0].bridge[step].left.values);
}

// The interval of what depends on a search covers the spread of the searches.
TEST(Study, SearchesWidenTheInterval) {
  const Studied studied(web_20);
  const OptionAccount& web = studied.of_options[0];
  const auto& cashable = web.searches.at("cashable");
  ASSERT_EQ(cashable.size(), 3u);
  const Saving* line = find_line(web.full_year.ledger, "cashable");
  const double chance = std::sqrt(std::acos(-1.0) / 2) * *sim::estimate_mean(cashable).half_width;
  EXPECT_NEAR(*line->estimate.half_width, std::hypot(*sim::estimate_mean(line->values).half_width, chance), 1e-6);
}

TEST(Study, SearchesWidenTheIntervalsOfTheBusinessCase) {
  const Studied studied(std::string(web_20) + "one-off-cost = 1000\n[finance]\nyears = 3\n");
  const OptionAccount& web = studied.of_options[0];
  for (const char* name : {"net_present_value", "benefit_cost_ratio"}) {
    const auto& by_search = web.searches.at(name);
    ASSERT_EQ(by_search.size(), 3u);
    const sim::Estimate& figure = std::string(name) == "net_present_value" ? web.business->net_present_value.estimate
                                                                           : *web.business->benefit_cost_ratio;
    EXPECT_GE(*figure.half_width, std::sqrt(std::acos(-1.0) / 2) * *sim::estimate_mean(by_search).half_width) << name;
    EXPECT_GT(*figure.half_width, 0) << name;
  }
}

}  // namespace
}  // namespace channelshift
