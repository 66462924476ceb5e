#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "models/centre/simulate.hpp"
#include "models/erlang/performance.hpp"
#include "models/scenario/read.hpp"

/// A scenario in a test: read, simulate, and compare its replications with exact values.
namespace channelshift::test {

using ChannelField = std::int64_t ChannelCounts::*;
using TeamField = std::int64_t TeamCounts::*;

/// One number per replication.
using Values = std::vector<double>;

/// What the replications say, with its standard error.
struct Measured {
  double mean = 0;
  double standard_error = 0;
};
Measured mean_of(const Values& values);
Measured ratio_of(const Values& numerators, const Values& denominators);

/// Within four standard errors of the exact value. With 100 replications a right program fails this once in 8,000
/// comparisons (Student, 99 degrees of freedom); as seeds are fixed, it fails always or never.
/// And the comparison must mean something: a standard error above `blunt` of the exact value fails too.
::testing::AssertionResult agrees(const Measured& measured, double exact, double blunt = 0.02);

/// What a text is read to; faults fail the test.
Scenario read_text(std::string_view toml, const std::vector<std::string>& sets = {});

class Trial {
 public:
  /// `threads`: 0 for all cores.
  explicit Trial(std::string_view toml, int threads = 0, const std::vector<std::string>& sets = {});

  const Scenario& scenario() const { return scenario_; }
  const Results& results() const { return results_; }
  /// "" or "baseline", else the option's full year.
  const OptionRun& run(std::string_view option = "") const;

  const ChannelCounts& channel(const Counts& counts, std::string_view id) const;
  const TeamCounts& team(const Counts& counts, std::string_view id) const;
  const DemandCounts& demand(const Counts& counts, std::string_view id) const;

  /// One value of each replication.
  Values each(const std::function<double(const Counts&)>& value, std::string_view option = "") const;
  Values each(std::string_view channel, ChannelField field, std::string_view option = "") const;
  Values each_team(std::string_view team, TeamField field, std::string_view option = "") const;

  /// Ratio of means of two fields of a channel, or of a team.
  Measured share(std::string_view channel, ChannelField part, ChannelField whole, std::string_view option = "") const;
  Measured team_share(std::string_view team, TeamField part, TeamField whole, std::string_view option = "") const;
  /// The same where the numerator is a time: in seconds.
  Measured seconds_per(std::string_view channel, ChannelField time, ChannelField count,
                       std::string_view option = "") const;

 private:
  Scenario scenario_;
  Results results_;
};

/// The same counts and sums to the last bit; percentiles of nothing (not a number) are the same too.
bool same(const Counts& a, const Counts& b);
bool same(const OptionRun& a, const OptionRun& b);

/// Every measure of the channel that `exact` has, and the team's occupancy, agree.
void expect_performance(const Trial& trial, std::string_view channel, std::string_view team,
                        const erlang::Performance& exact, double blunt = 0.02);

/// The head of a scenario that starts on Monday 2024-01-01.
std::string head(int weeks, int replications, int warm_up_weeks = 1);

}  // namespace channelshift::test
