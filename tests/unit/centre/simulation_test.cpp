#include "models/centre/simulation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "builders.hpp"
#include "models/centre/first_contacts.hpp"
#include "models/centre/simulate.hpp"

namespace channelshift {
namespace {

using namespace build;

/// A telephone that people leave, and come back to; half of them move to letters in the option.
Scenario office() {
  Scenario s = scenario(3, 1);
  s.model.channels = {live("phone"), deferred("letters")};
  s.model.channels[0].patience = exponential(180);
  s.model.channels[0].retry = Retry{.share = 0.5, .after = exponential(600), .switches = {}};
  s.model.reasons[0].resolved = {0.7, 0.7};
  s.model.reasons[0].repeat = Repeat{.share = 0.5, .after = exponential(day), .channel = std::nullopt};
  s.model.demands = {per_hour(0, 60, lognormal(270, 1)), per_hour(1, 4, exponential(400))};
  s.model.teams = {team({0, 1}, {staffed(6)})};
  complete(s.model);
  s.options = {option_of(s)};
  s.options[0].shifts = {shift({channel(0)}, channel(1), 0.5)};
  complete(s.options[0].model);
  return s;
}

TEST(PlansInStep, GiveWhatEachGivesAlone) {
  const Scenario s = office();
  const Plan baseline = compile(s, {});
  const Plan option = compile(s, {.option = &s.options[0]});
  ASSERT_TRUE(same_first_contacts(baseline, option));
  Simulation in_step({&baseline, &option});
  for (std::uint64_t replication = 0; replication < 2; ++replication) {
    const sim::Key key = sim::key_of(s.seed, replication);
    std::vector<Series> series{empty_series(baseline), empty_series(option)};
    const std::vector<Counts> counts = in_step.run(key, series);
    const std::vector<const Plan*> plans{&baseline, &option};
    for (std::size_t i = 0; i < plans.size(); ++i) {
      Series alone = empty_series(*plans[i]);
      EXPECT_TRUE(same(counts[i], Simulation(*plans[i]).run(key, alone))) << i;
      EXPECT_TRUE(series[i] == alone) << i;
    }
    EXPECT_FALSE(same(counts[0], counts[1]));
  }
}

// 100 contacts an hour, and one agent who never rests: what he cannot answer waits at the end of the week.
TEST(PlansInStep, ShareTheLengthThatAQueueMayHave) {
  Scenario s = scenario(1);
  s.model.channels = {live("phone")};
  s.model.demands = {per_hour(0, 100, exponential(270))};
  s.model.teams = {team({0}, {staffed(1)})};
  complete(s.model);
  const Plan plan = compile(s, {});
  const sim::Key key = sim::key_of(s.seed, 0);
  const auto run = [&](std::vector<const Plan*> plans, bool lean, std::size_t longest) {
    std::vector<Series> series(plans.size(), empty_series(plan));
    return Simulation(plans, lean, longest).run(key, series);
  };
  for (const bool lean : {true, false}) {
    const std::int64_t waiting = run({&plan}, lean, 20'000)[0].channels[0].waiting_at_end;
    const double come = 100.0 * 7 * 24, answered = 7 * 86400 / 270.0;
    EXPECT_NEAR(static_cast<double>(waiting), come - answered, 4 * std::sqrt(come + answered));  // of Poisson counts
    EXPECT_THROW(run({&plan}, lean, 14'000), SimulationStopped);
    EXPECT_THROW(run({&plan, &plan}, lean, 20'000), SimulationStopped);
    EXPECT_EQ(run({&plan, &plan}, lean, 40'000)[1].channels[0].waiting_at_end, waiting);
  }
}

}  // namespace
}  // namespace channelshift
