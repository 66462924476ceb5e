#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <string>

#include "models/centre/simulate.hpp"
#include "random_scenario.hpp"

/// Conservation laws, on small scenarios in which every feature is switched on or off by chance.
namespace channelshift {
namespace {

using namespace build;

struct Run {
  const OptionRun* run;
  bool same_demand;  ///< as in the baseline
};
std::vector<Run> runs_of(const Scenario& s, const Results& results) {
  std::vector<Run> all{{&results.runs[0], true}};
  for (std::size_t o = 0; o < s.options.size(); ++o) {
    all.push_back({&results.runs[1 + o], !s.options[o].changes_model});
    if (results.first_year[o]) all.push_back({&*results.first_year[o], !s.options[o].changes_model});
  }
  return all;
}

void expect_same(const Scenario& s, const Results& a, const Results& b, unsigned seed) {
  const auto x = runs_of(s, a), y = runs_of(s, b);
  ASSERT_EQ(x.size(), y.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    ASSERT_TRUE(x[i].run->series == y[i].run->series) << "seed " << seed << " run " << i;
    for (std::size_t r = 0; r < x[i].run->replications.size(); ++r)
      ASSERT_TRUE(same(x[i].run->replications[r], y[i].run->replications[r])) << "seed " << seed << " run " << i;
  }
}

/// Laws beyond those that `simulate` itself looks after.
void expect_laws(const Scenario& s, const Counts& counts, const Counts& baseline, bool same_demand,
                 const std::string& where) {
  const std::size_t channels = s.model.channels.size();
  for (std::size_t c = 0; c < channels; ++c) {
    const ChannelCounts& one = counts.channels[c];
    EXPECT_LE(one.abandoned + one.blocked,
              one.waited + (s.model.channels[c].kind == ChannelKind::live ? 0 : one.offered))
        << where;
    EXPECT_LE(one.wait_answered, one.wait) << where;
    EXPECT_LE(one.needs_met, one.attempts_of_met) << where;
    EXPECT_GE(one.backlog_work_end, 0) << where;
    EXPECT_GE(one.queue, 0) << where;
    for (const std::int64_t count :
         {one.offered, one.answered, one.abandoned, one.balked, one.blocked, one.turned_away, one.waiting_at_end,
          one.waited, one.completed, one.fell_back, one.gave_up, one.wait})
      EXPECT_GE(count, 0) << where;
  }
  for (std::size_t t = 0; t < counts.teams.size(); ++t) {
    const TeamCounts& team = counts.teams[t];
    for (const std::int64_t count : {team.busy_within, team.overtime, team.leavers, team.vacant})
      EXPECT_GE(count, 0) << where;
    EXPECT_GE(team.vacant_at_premium, team.vacant) << where;  // no premium is below 1 here
  }
  for (std::size_t d = 0; d < s.model.demands.size() && same_demand; ++d)
    EXPECT_EQ(counts.demands[d].first, baseline.demands[d].first) << where;
  for (std::size_t r = 0; r < s.model.reasons.size() && same_demand; ++r) {
    if (s.model.reasons[r].satisfaction)
      EXPECT_LE(counts.reasons[r].needs_met, counts.reasons[r].scored) << where;
    else
      EXPECT_EQ(counts.reasons[r].scored, 0) << where;
  }
}

void expect_series_add_up(const Scenario& s, const OptionRun& run, const std::string& where) {
  const std::size_t channels = s.model.channels.size();
  const std::size_t intervals = run.series.week.size() / channels;
  for (std::size_t c = 0; c < channels; ++c) {
    Cell counted, week, days;
    for (const Counts& counts : run.replications) {
      const ChannelCounts& one = counts.channels[c];
      counted.offered += one.offered, counted.answered += one.answered, counted.abandoned += one.abandoned;
      counted.wait += one.wait, counted.handle += one.handle;
    }
    const auto add_to = [](Cell& sum, const Cell& cell) {
      sum.offered += cell.offered, sum.answered += cell.answered, sum.abandoned += cell.abandoned;
      sum.wait += cell.wait, sum.handle += cell.handle;
    };
    for (std::size_t i = 0; i < intervals; ++i) add_to(week, run.series.week[c * intervals + i]);
    for (std::size_t d = c; d < run.series.days.size(); d += channels) add_to(days, run.series.days[d]);
    EXPECT_EQ(week, counted) << where;
    EXPECT_EQ(days, counted) << where;
  }
}

/// How often what a feature does was seen, by name.
using Seen = std::map<std::string, std::int64_t>;
void look(const Counts& counts, Seen& seen) {
  for (const ChannelCounts& one : counts.channels) {
    seen["called back"] += one.called_back;
    seen["blocked"] += one.blocked;
    seen["balked"] += one.balked;
    for (int origin = 0; origin < origins; ++origin)
      seen["origin " + std::to_string(origin)] += one.offered_by_origin[origin];
  }
  for (const ReasonCounts& one : counts.reasons) {
    seen["escalated"] += one.escalated;
    seen["settled by authority"] += one.settled_by_authority;
    seen["customers lost"] += one.customers_lost;
    seen["cases closed"] += one.cases_closed;
    seen["cases in promise"] += one.cases_in_promise;
    seen["cases late"] += one.cases_closed - one.cases_in_promise;
    seen["cases not yet due"] += one.cases_not_yet_due;
    seen["confirmations"] += one.confirmations;
    seen["promoters"] += one.promoters;
    seen["detractors"] += one.detractors;
  }
  for (const AppointmentCounts& one : counts.appointments) {
    seen["places taken"] += one.places_taken;
    seen["no-shows"] += one.no_shows;
  }
  for (const TeamCounts& one : counts.teams) {
    seen["contracted"] += one.answered;
    seen["leavers"] += one.leavers;
    seen["vacant"] += one.vacant;
    seen["kept"] += one.kept;
    seen["overtime"] += one.overtime;
  }
  for (const DemandCounts& one : counts.demands) {
    seen["avoided"] += one.avoided;
    seen["converted in the new way"] += one.converted - one.converted_before;
    seen["converted in the way before"] += one.converted_before;
  }
}

// `simulate` throws if broken_law() names a law; here every run is asked again, and more laws are put to it.
TEST(Laws, HoldWhateverIsSwitchedOn) {
  Seen seen;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const RandomScenario random(seed);
    const Scenario& s = *random;
    RunSettings settings;
    settings.threads = 1;
    const Results results = simulate(s, settings);
    const auto runs = runs_of(s, results);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const std::string where = "seed " + std::to_string(seed) + " run " + std::to_string(i);
      expect_series_add_up(s, *runs[i].run, where);
      for (std::size_t r = 0; r < runs[i].run->replications.size(); ++r) {
        const Counts& counts = runs[i].run->replications[r];
        EXPECT_EQ(broken_law(s, counts), "") << where;
        look(counts, seen);
        expect_laws(s, counts, results.runs[0].replications[r], runs[i].same_demand, where);
      }
    }
    settings.threads = 2;  // so each of the two replications option by option; above, the first with all in step
    expect_same(s, results, simulate(s, settings), seed);
    if (testing::Test::HasFailure()) return;
  }
  for (const auto& [what, often] : seen) EXPECT_GT(often, 100) << what;
}

/// Replication 0 by a simulation that had another one before.
Counts after_another(const Scenario& s) {
  const Plan plan = compile(s, {});
  Simulation simulation(plan);
  Series series = empty_series(plan);
  simulation.run(sim::key_of(s.seed, 1), series);
  return simulation.run(sim::key_of(s.seed, 0), series);
}

// Nothing is left over from the replication before.
TEST(Laws, AReplicationDoesNotDependOnTheOneBefore) {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    const Scenario s = *RandomScenario(seed);
    const Plan plan = compile(s, {});
    Series series = empty_series(plan);
    const Counts alone = Simulation(plan).run(sim::key_of(s.seed, 0), series);
    ASSERT_TRUE(same(alone, after_another(s))) << "seed " << seed;
  }
}

/// All that the lean loop knows, drawn by chance: what comes, who is there, how long they wait.
Scenario without_features(Scenario s) {
  Model& model = s.model;
  s.options.clear();
  model.routing = Routing::first;
  model.reasons.resize(1);
  model.reasons[0] = Reason{};
  model.reasons[0].id = "general";
  for (Channel& one : model.channels) {
    Channel plain = one.kind == ChannelKind::deferred ? deferred(one.id, one.hours) : live(one.id, one.hours);
    plain.target = one.target;
    plain.handle = one.handle;
    if (plain.kind == ChannelKind::live) plain.patience = one.patience;
    if (plain.kind == ChannelKind::live && plain.target && plain.target->clock == Clock::working) plain.target.reset();
    one = plain;
  }
  for (Demand& one : model.demands) {
    one.reason = ReasonId{0};
    one.revenue.reset();
  }
  for (Team& one : model.teams) {
    one.kind = TeamKind::employed;
    one.turnover.reset();
    one.overflow.clear();
    one.speed.assign(model.channels.size(), 1.0);
    std::vector<std::vector<Answers>> single;
    for (const auto& rank : one.answers)
      for (const Answers& entry : rank) single.push_back({{entry.channel, 0, std::nullopt}});
    one.answers = single;
  }
  complete(model);
  return s;
}

// Busy days, parts, surges, records, fixed counts, absence and shrinkage by the lean and by the full loop.
TEST(Laws, PlainScenariosAreTheSameInBothLoops) {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    const Scenario s = without_features(*RandomScenario(seed));
    ASSERT_TRUE(compile(s, {}).plain) << "seed " << seed;
    const Outcome lean = simulated(s, 0, true), full = simulated(s, 0, false);
    ASSERT_TRUE(same(lean.counts, full.counts)) << "seed " << seed;
    ASSERT_TRUE(lean.series == full.series) << "seed " << seed;
    if (testing::Test::HasFailure()) return;
  }
}

/// As reported; 1 where nothing was offered.
double service_level(const ChannelCounts& counts) {
  const std::int64_t due = counts.offered - counts.not_yet_due;
  return due > 0 ? static_cast<double>(counts.answered_in_target) / static_cast<double>(due) : 1.0;
}

/// Where the first team with a free agent is slower than the next, more of its agents make contacts take longer: seed
/// 1068, with two lines, has more callers find them engaged. So all teams are equally fast. Everything else stays on.
void make_equally_fast(Model& model) {
  for (Team& team : model.teams) team.speed.assign(model.channels.size(), 1.0);
}

// What is answered brings work elsewhere, and that can rightly fall behind: of seeds 1001 to 1600 in 1342 (16% more
// cases come to a back office) and in 1178 (41% more calls come to a channel with few lines, and find them engaged
// however many agents there are). Neither is here. More than twice the staff, the same luck. The tolerance is 4
// standard errors of the difference over replications, or of shares of as many contacts where those few differ less by
// chance (with 6 replications the first alone would be too sharp).
TEST(Laws, MoreStaffNeverLowersTheServiceLevel) {
  int compared = 0;
  for (unsigned seed = 1001; seed <= 1100; ++seed) {
    Scenario s = *RandomScenario(seed);
    s.replications = 6;
    make_equally_fast(s.model);
    Option more = option_of(s, "more");
    more.changes_model = true;
    for (Team& team : more.model.teams)
      for (RosterLine& line : team.roster) line.staff = 2 * line.staff + 1;
    s.options = {more};
    const Results results = simulate(s, {});
    for (std::size_t c = 0; c < s.model.channels.size(); ++c) {
      if (!s.model.channels[c].target || s.model.channels[c].kind == ChannelKind::self_service) continue;
      double sum = 0, squares = 0, offered = 0, level = 0;
      const auto n = static_cast<double>(s.replications);
      for (int r = 0; r < s.replications; ++r) {
        const ChannelCounts& few = results.runs[0].replications[r].channels[c];
        const ChannelCounts& many = results.runs[1].replications[r].channels[c];
        const double gained = service_level(many) - service_level(few);
        sum += gained;
        squares += gained * gained;
        offered += static_cast<double>(std::min(few.offered, many.offered));
        level += service_level(few) / n;
      }
      const double mean = sum / n;
      const double paired = std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1));
      const double binomial = std::sqrt(std::max(level * (1 - level), 0.01) / std::max(offered, 1.0));
      EXPECT_GE(mean, -4 * std::max(paired, binomial)) << "seed " << seed << " channel " << c;
      ++compared;
    }
  }
  EXPECT_GT(compared, 100);
}

/// Which of the converted came before the option is no result but a label.
Counts without_labels(Counts counts) {
  for (DemandCounts& demand : counts.demands) demand.converted_before = demand.converted_beyond_before = 0;
  return counts;
}

// An option that changes nothing saves exactly 0: the same bytes in every replication, dated or not.
TEST(Laws, AnOptionThatChangesNothingIsTheBaseline) {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    Scenario s = *RandomScenario(seed);
    Option nothing = option_of(s, "nothing");
    nothing.starts = monday + std::chrono::days{3};
    s.options = {nothing};
    const Results results = simulate(s, {});
    for (std::size_t r = 0; r < results.runs[0].replications.size(); ++r) {
      ASSERT_TRUE(same(results.runs[0].replications[r], results.runs[1].replications[r])) << "seed " << seed;
      ASSERT_TRUE(same(results.runs[0].replications[r], without_labels(results.first_year[0]->replications[r])))
          << "dated, seed " << seed;
    }
    ASSERT_TRUE(results.runs[0].series == results.runs[1].series);
    ASSERT_TRUE(results.runs[0].series == results.first_year[0]->series) << "dated, seed " << seed;
  }
}

}  // namespace
}  // namespace channelshift
