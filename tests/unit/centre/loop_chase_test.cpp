#include <gtest/gtest.h>

#include "builders.hpp"
#include "models/centre/simulate.hpp"

/// Chasers of contacts and cases when an option, from its first day on, has none.
namespace channelshift {
namespace {

using namespace build;

constexpr int starts_on = 7;

/// Post is never answered; whoever waits, or has an open case, asks after a day by a channel of its own.
Scenario with_chasers() {
  Scenario s = scenario(2);
  s.model.channels = {live("phone"), deferred("post"), live("asks")};
  for (Channel& one : s.model.channels) one.handle = fixed(60);
  s.model.channels[1].chase = Chase{day, 1, channel(2)};
  s.model.demands = {per_hour(0, 5, fixed(60), "calls"), per_hour(1, 5, fixed(60), "letters")};
  s.model.teams = {team({0, 2}, {staffed(20)})};
  Case& work = s.model.reasons[0].work.emplace();
  work.lead_time = fixed(400 * day);
  work.chase = CaseChase{1, fixed(day), channel(2)};
  complete(s.model);
  return s;
}

std::int64_t asked_on(const Scenario& s, const Series& series, int day_of_run) {
  return series.days[static_cast<std::size_t>(day_of_run) * s.model.channels.size() + 2].offered;
}

/// Nobody asks on the first day; from then on as in the baseline until the option starts, and never after.
void expect_no_more(Scenario s, Option without) {
  without.changes_model = true;
  without.starts = monday + std::chrono::days{starts_on};
  s.options = {without};
  const Results results = simulate(s, {});
  EXPECT_EQ(asked_on(s, results.runs[0].series, 0), 0);
  for (int d = 1; d < 14; ++d) {
    const std::int64_t baseline = asked_on(s, results.runs[0].series, d);
    EXPECT_GT(baseline, 0);
    EXPECT_EQ(asked_on(s, results.first_year[0]->series, d), d < starts_on ? baseline : 0) << "day " << d;
  }
}

TEST(Chasers, OfContactsEndWhenAnOptionDoesAwayWithThem) {
  Scenario s = with_chasers();
  s.model.reasons[0].work.reset();
  Option without = option_of(s);
  without.model.channels[1].chase.reset();
  expect_no_more(s, without);
}

TEST(Chasers, OfCasesEndWhenAnOptionDoesAwayWithThem) {
  Scenario s = with_chasers();
  s.model.channels[1].chase.reset();
  Option without = option_of(s);
  without.model.reasons[0].work->chase.reset();
  expect_no_more(s, without);
}

TEST(Chasers, OfCasesEndWhenAnOptionHasNoCases) {
  Scenario s = with_chasers();
  s.model.channels[1].chase.reset();
  Option without = option_of(s);
  without.model.reasons[0].work.reset();
  expect_no_more(s, without);
}

}  // namespace
}  // namespace channelshift
