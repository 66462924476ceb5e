#include "models/rosters/search.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "models/erlang/queues.hpp"
#include "models/rosters/cheapest.hpp"
#include "models/rosters/lines.hpp"
#include "models/rosters/standards.hpp"
#include "tests/unit/centre/builders.hpp"

namespace channelshift {
namespace {

using namespace build;

Target target(double within_s, double share) {
  Target t;
  t.within_s = within_s;
  t.share = share;
  return t;
}

/// Two phones, or one; one or two teams; two to four lines that overlap.
Scenario small(unsigned seed) {
  std::mt19937 draw(seed);
  const auto among = [&](int low, int high) {
    return low + static_cast<int>(draw() % static_cast<unsigned>(high - low + 1));
  };
  Scenario s = scenario(2);
  s.search.replications = 2;
  const int channels = among(1, 2);
  const Hours hours{on(mon_fri, 8, 18)};
  for (int c = 0; c < channels; ++c) {
    s.model.channels.push_back(live("phone-" + std::to_string(c), hours));
    s.model.channels.back().target = target(among(10, 60), 0.05 * among(12, 18));
    s.model.channels.back().patience = exponential(120);
    s.model.demands.push_back(per_hour(static_cast<std::size_t>(c), among(6, 20), exponential(among(120, 240))));
  }
  const RosterLine shapes[] = {staffed(3, 8, 14, mon_fri), staffed(3, 12, 18, mon_fri), staffed(2, 8, 18, mon_fri),
                               staffed(1, 10, 16, mon_fri)};
  std::vector<RosterLine> first(shapes, shapes + among(2, 3));
  s.model.teams.push_back(team({0}, first, "first"));
  if (channels == 2) {
    s.model.teams[0].answers.push_back({{channel(1), 0, std::nullopt}});
    if (among(0, 1) == 1) s.model.teams.push_back(team({1}, {staffed(2, 8, 18, mon_fri)}, "second"));
  }
  s.model.teams.back().hourly_cost = among(12, 25);
  s.model.teams[0].roster.back().premium = 1 + 0.1 * among(0, 3);
  complete(s.model);
  return s;
}

RosterTask task_of(const Scenario& s) {
  RosterTask task;
  task.scenario = &s;
  task.model = &s.model;
  task.first_replication = first_search_replication;
  task.replications = s.search.replications;
  task.standards = standards_of_targets(s.model);
  return task;
}

/// The least cost of all rosters with up to `most` places on a line, each simulated.
double least_cost_of_all(const RosterTask& task, int most) {
  const std::vector<FreeLine> lines = free_lines(*task.scenario, *task.model);
  Trials trials(task, lines);
  double least = 1e300;
  Places places(lines.size(), 0);
  for (;;) {
    const double cost = staff_cost(lines, places);
    if (cost < least - 1e-6) {
      const auto trial = trials.run(places);
      if (trial && trial->verdict.meets) least = cost;
    }
    std::size_t l = 0;
    while (l < places.size() && places[l] == most) places[l++] = 0;
    if (l == places.size()) return least;
    ++places[l];
  }
}

TEST(CheapestRoster, IsTheBestOfAllRostersOfSmallCases) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Scenario s = small(seed);
    const RosterTask task = task_of(s);
    const FoundRoster found = cheapest_roster(task);
    EXPECT_TRUE(found.meets);
    EXPECT_NEAR(found.staff_cost, least_cost_of_all(task, 5), 1e-6) << "seed " << seed;
  }
}

/// Channels, demands and teams of `other` beside those of `s`, with names of their own.
void join(Scenario& s, Scenario other, const std::string& suffix) {
  const std::size_t first = s.model.channels.size();
  for (Channel& c : other.model.channels) {
    c.id += suffix;
    s.model.channels.push_back(c);
  }
  for (Demand& d : other.model.demands) {
    d.id += suffix;
    d.channel = channel(d.channel.value + first);
    s.model.demands.push_back(d);
  }
  for (Team& t : other.model.teams) {
    t.id += suffix;
    t.speed.clear();
    for (auto& rank : t.answers)
      for (Answers& entry : rank) entry.channel = channel(entry.channel.value + first);
    s.model.teams.push_back(t);
  }
  complete(s.model);
}

// Offices that share nothing, in one scenario with more lines than can be searched through: what is cheapest for all is
// what is cheapest for each, and that is known by simulating every roster of each.
TEST(CheapestRoster, OfManyLinesIsTheSumOfWhatIsCheapestForEach) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    Scenario all = scenario(2);
    all.search.replications = 2;
    double least = 0;
    for (unsigned office = 0; office < 3; ++office) {
      Scenario one = scenario(2);
      one.search.replications = 2;
      join(one, small(3 * seed + office), "-of-" + std::to_string(office));
      least += least_cost_of_all(task_of(one), 5);
      join(all, small(3 * seed + office), "-of-" + std::to_string(office));
    }
    const RosterTask task = task_of(all);
    EXPECT_GT(free_lines(all, all.model).size(), few_lines);
    const FoundRoster found = cheapest_roster(task);
    EXPECT_TRUE(found.meets);
    EXPECT_GE(found.staff_cost, least - 1e-6);
    EXPECT_LE(found.staff_cost, least + 1e-6) << "seed " << seed << ", " << found.simulations << " simulations";
  }
}

TEST(CheapestRoster, LeavesATeamThatKeepsItsRoster) {
  Scenario s = small(3);
  s.model.teams.push_back(team({0}, {staffed(2, 8, 18, mon_fri)}, "leads"));
  s.model.teams.back().keep_roster = true;
  complete(s.model);
  const FoundRoster found = cheapest_roster(task_of(s));
  EXPECT_EQ(found.roster.back(), s.model.teams.back().roster);
  EXPECT_NE(found.roster.front(), s.model.teams.front().roster);
  EXPECT_NEAR(found.staff_cost, staff_cost(s, found.run.paid), 1e-9);
}

TEST(CheapestRoster, IsErlangsSmallestStaff) {
  struct Case {
    double per_hour, handle_s, within_s, share;
    std::optional<double> patience_s;
  };
  // Chosen so that the smallest staff meets the target, and one fewer misses it, by several standard errors.
  for (const Case& c : {Case{100, 180, 20, 0.80, {}}, Case{60, 240, 30, 0.85, {}}, Case{200, 180, 20, 0.80, 120.0},
                        Case{40, 300, 30, 0.75, 300.0}}) {
    Scenario s = scenario(4, 1);
    s.search.replications = 2;
    s.model.channels.push_back(live("phone"));
    s.model.channels[0].target = target(c.within_s, c.share);
    if (c.patience_s) s.model.channels[0].patience = exponential(*c.patience_s);
    s.model.demands.push_back(per_hour(0, c.per_hour, exponential(c.handle_s)));
    s.model.teams.push_back(team({0}, {staffed(20)}));
    complete(s.model);
    int smallest = 1;
    const auto level = [&](int agents) {
      const erlang::Load load{c.per_hour / 3600, c.handle_s, agents};
      if (c.patience_s) return erlang::erlang_a(load, *c.patience_s, c.within_s).service_level;
      const auto performance = erlang::erlang_c(load, c.within_s);
      return performance ? performance->service_level : 0.0;
    };
    while (level(smallest) < c.share) ++smallest;
    EXPECT_GT(std::min(level(smallest) - c.share, c.share - level(smallest - 1)), 0.01)
        << "the case is too close to call";
    const FoundRoster found = cheapest_roster(task_of(s));
    EXPECT_EQ(found.roster[0][0].staff, smallest) << c.per_hour << " an hour";
  }
}

TEST(CheapestRoster, SaysWhichHoursNobodyCovers) {
  Scenario s = scenario(1);
  s.model.channels.push_back(live("phone", {on(mon_fri, 8, 18)}));
  s.model.channels[0].target = target(20, 0.9);
  s.model.channels[0].patience = exponential(60);
  s.model.demands.push_back(per_hour(0, 30, exponential(120)));
  s.model.teams.push_back(team({0}, {staffed(3, 8, 13, mon_fri)}));
  complete(s.model);
  try {
    cheapest_roster(task_of(s));
    FAIL() << "no roster covers the afternoon";
  } catch (const SimulationStopped& stopped) {
    EXPECT_NE(std::string(stopped.what()).find("\"phone\""), std::string::npos) << stopped.what();
    EXPECT_NE(std::string(stopped.what()).find("Give a team"), std::string::npos) << stopped.what();
  }
}

/// A phone and a web channel; an option that does nothing, one that moves a third, one that moves all.
Scenario with_options() {
  Scenario s = scenario(2);
  s.search = {3, 2};
  s.model.channels.push_back(live("phone", {on(mon_fri, 8, 18)}));
  s.model.channels.push_back(channel_of(ChannelKind::self_service, "web"));
  s.model.channels[0].target = target(30, 0.8);
  s.model.channels[0].patience = exponential(180);
  s.model.demands.push_back(per_hour(0, 30, exponential(200)));
  s.model.teams.push_back(team({0}, {staffed(4, 8, 13, mon_fri), staffed(4, 13, 18, mon_fri)}));
  complete(s.model);
  s.options.push_back(option_of(s, "nothing"));
  s.options.push_back(option_of(s, "no-share"));
  s.options[1].shifts.push_back(shift({channel(0)}, channel(1), 0.0));
  s.options.push_back(option_of(s, "third"));
  s.options[2].shifts.push_back(shift({channel(0)}, channel(1), 0.33));
  s.options.push_back(option_of(s, "all"));
  s.options[3].shifts.push_back(shift({channel(0)}, channel(1), 1.0));
  s.options.push_back(option_of(s, "kept"));
  for (std::size_t i = 0; i < 4; ++i)
    s.options[i].staffing = i == 2 ? Staffing::match_service : Staffing::match_targets;
  return s;
}

TEST(StaffOptions, AnOptionThatChangesNothingSavesNothing) {
  const Staffed staffed = staff_options(with_options(), {}, {});
  for (const std::size_t i : {0u, 1u})
    for (const RosterPair& pair : staffed.options[i]->searches) {
      EXPECT_EQ(pair.without.roster, pair.with.roster);
      EXPECT_EQ(pair.saving(), 0);
    }
  EXPECT_FALSE(staffed.options[4].has_value());
}

TEST(StaffOptions, MovesEverythingAwayAndNobodyIsLeft) {
  const Staffed staffed = staff_options(with_options(), {}, {});
  EXPECT_GT(staffed.options[3]->searches[0].without.staff_cost, 0);
  EXPECT_EQ(staffed.options[3]->searches[0].with.staff_cost, 0);
}

TEST(StaffOptions, ServesNoWorseThanTheBaseline) {
  const Scenario s = with_options();
  const Staffed staffed = staff_options(s, {}, {});
  for (std::size_t search = 0; search < 3; ++search) {
    const RosterPair& pair = staffed.options[2]->searches[search];
    const PlanSettings baseline;
    const OptionRun as_it_is =
        std::move(simulate_plans(s, {&baseline, 1}, first_search_replication + (search << 20), 2, {})[0]);
    double calls = 0;
    for (const Counts& counts : as_it_is.replications) calls += static_cast<double>(counts.channels[0].offered);
    for (const OptionRun* run : {&pair.without.run, &pair.with.run})
      for (const auto of : {Standard::Of::in_time, Standard::Of::staying}) {
        const double now = *share_of({channel(0), of, 0}, as_it_is);
        EXPECT_GE(share_of({channel(0), of, 0}, *run), now - std::sqrt((now * (1 - now) + 1 / calls) / calls));
      }
    EXPECT_GE(pair.saving(), 0);
  }
  const RosterPair& median = staffed.options[2]->searches[staffed.options[2]->median];
  EXPECT_EQ(staffed.scenario.options[2].model.teams[0].roster, median.with.roster[0]);
  EXPECT_EQ(staffed.scenario.options[2].without->teams[0].roster, median.without.roster[0]);
}

// 24 of 32 calls in time: 0.75 less the root of (0.75 x 0.25 + 1/32) / 32; of 32 that all stay: less one.
TEST(Standards, OfServiceAllowForWhatSoManyContactsCanTell) {
  Scenario s = with_options();
  OptionRun run;
  Counts counts;
  counts.channels.resize(2);
  counts.channels[0].offered = 32;
  counts.channels[0].answered_in_target = 24;
  run.replications = {counts};
  const auto standards = standards_of_service(s.model, s.model, run);
  ASSERT_EQ(standards.size(), 2u);
  EXPECT_NEAR(standards[0].at_least, 0.75 - std::sqrt(0.21875 / 32), 1e-12);
  EXPECT_NEAR(standards[1].at_least, 1 - 1.0 / 32, 1e-12);
}

TEST(StaffOptions, DoesNotDependOnThreads) {
  const Scenario s = with_options();
  const Staffed one = staff_options(s, {}, {.threads = 1, .progress = {}});
  const Staffed three = staff_options(s, {}, {.threads = 3, .progress = {}});
  EXPECT_EQ(one.scenario, three.scenario);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_EQ(one.options[i]->searches[k].with.roster, three.options[i]->searches[k].with.roster);
      EXPECT_EQ(one.options[i]->searches[k].with.simulations, three.options[i]->searches[k].with.simulations);
    }
}

}  // namespace
}  // namespace channelshift
