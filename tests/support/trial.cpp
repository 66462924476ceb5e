#include "tests/support/trial.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/stats/estimate.hpp"

namespace channelshift::test {
namespace {

template <class Thing>
std::size_t find(const std::vector<Thing>& things, std::string_view id) {
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (things[i].id == id) return i;
  }
  throw std::invalid_argument("the test's scenario has no " + std::string(id));
}

double standard_error(const sim::Estimate& estimate, std::size_t replications) {
  return estimate.sd.value() / std::sqrt(static_cast<double>(replications));
}

}  // namespace

Measured mean_of(const Values& values) {
  const sim::Estimate estimate = sim::estimate_mean(values);
  return {estimate.mean, standard_error(estimate, values.size())};
}

Measured ratio_of(const Values& numerators, const Values& denominators) {
  const sim::Estimate estimate = sim::estimate_ratio(numerators, denominators).value();
  return {estimate.mean, standard_error(estimate, numerators.size())};
}

::testing::AssertionResult agrees(const Measured& measured, double exact, double blunt) {
  const double off = measured.mean - exact;
  const double rounding = 1e-12 * std::abs(exact);
  const bool equal = std::abs(off) <= 4 * measured.standard_error + rounding;
  const bool sharp = measured.standard_error <= blunt * std::abs(exact);
  return (equal && sharp ? ::testing::AssertionSuccess() : ::testing::AssertionFailure())
         << "simulated " << measured.mean << " +- " << measured.standard_error << " (standard error), exact " << exact
         << ": " << off / measured.standard_error << " standard errors off" << (sharp ? "" : "; too blunt to tell");
}

Scenario read_text(std::string_view toml, const std::vector<std::string>& sets) {
  ReadScenario read = read_scenario_text(toml, "test.toml", sets);
  std::string faults;
  for (const Fault& fault : read.faults) faults += to_string(fault) + "\n";
  if (!read.scenario) throw std::invalid_argument("the test's scenario is not read:\n" + faults);
  return std::move(*read.scenario);
}

Trial::Trial(std::string_view toml, int threads, const std::vector<std::string>& sets)
    : scenario_(read_text(toml, sets)), results_(simulate(scenario_, {.threads = threads, .progress = {}})) {}

const OptionRun& Trial::run(std::string_view option) const {
  if (option.empty() || option == "baseline") return results_.runs.front();
  return results_.runs[1 + find(scenario_.options, option)];
}

const ChannelCounts& Trial::channel(const Counts& counts, std::string_view id) const {
  return counts.channels[find(scenario_.model.channels, id)];
}
const TeamCounts& Trial::team(const Counts& counts, std::string_view id) const {
  return counts.teams[find(scenario_.model.teams, id)];
}
const DemandCounts& Trial::demand(const Counts& counts, std::string_view id) const {
  return counts.demands[find(scenario_.model.demands, id)];
}

Values Trial::each(const std::function<double(const Counts&)>& value, std::string_view option) const {
  Values values;
  for (const Counts& counts : run(option).replications) values.push_back(value(counts));
  return values;
}
Values Trial::each(std::string_view id, ChannelField field, std::string_view option) const {
  return each([&](const Counts& counts) { return static_cast<double>(channel(counts, id).*field); }, option);
}
Values Trial::each_team(std::string_view id, TeamField field, std::string_view option) const {
  return each([&](const Counts& counts) { return static_cast<double>(team(counts, id).*field); }, option);
}

Measured Trial::share(std::string_view id, ChannelField part, ChannelField whole, std::string_view option) const {
  return ratio_of(each(id, part, option), each(id, whole, option));
}
Measured Trial::team_share(std::string_view id, TeamField part, TeamField whole, std::string_view option) const {
  return ratio_of(each_team(id, part, option), each_team(id, whole, option));
}
Measured Trial::seconds_per(std::string_view id, ChannelField time, ChannelField count, std::string_view option) const {
  const Measured ticks = share(id, time, count, option);
  return {ticks.mean / sim::ticks_per_s, ticks.standard_error / sim::ticks_per_s};
}

bool same(const Counts& a, const Counts& b) {
  const auto without_nan = [](Counts counts) {
    for (auto& percentiles_s : counts.wait_percentiles_s) {
      for (double& value : percentiles_s) value = std::isnan(value) ? -1 : value;
    }
    return counts;
  };
  return without_nan(a) == without_nan(b);
}

bool same(const OptionRun& a, const OptionRun& b) {
  const auto same_counts = [](const Counts& x, const Counts& y) { return same(x, y); };
  return std::equal(a.replications.begin(), a.replications.end(), b.replications.begin(), b.replications.end(),
                    same_counts) &&
         a.series == b.series && a.paid.paid_hours == b.paid.paid_hours && a.paid.staff_cost == b.paid.staff_cost;
}

void expect_performance(const Trial& trial, std::string_view channel, std::string_view team,
                        const erlang::Performance& exact, double blunt) {
  using C = ChannelCounts;
  EXPECT_TRUE(agrees(trial.share(channel, &C::waited, &C::offered), exact.waited_share, blunt)) << "waited_share";
  EXPECT_TRUE(agrees(trial.share(channel, &C::answered_in_target, &C::offered), exact.service_level, blunt))
      << "service_level";
  EXPECT_TRUE(agrees(trial.seconds_per(channel, &C::wait, &C::offered), exact.wait_s, blunt)) << "wait_s";
  EXPECT_TRUE(agrees(trial.seconds_per(channel, &C::wait_answered, &C::answered), exact.asa_s, blunt)) << "asa_s";
  EXPECT_TRUE(agrees(trial.share(channel, &C::queue, &C::open), exact.queue_length, blunt)) << "queue_length";
  EXPECT_TRUE(agrees(trial.team_share(team, &TeamCounts::busy_within, &TeamCounts::at_work), exact.occupancy, blunt))
      << "occupancy";
  if (exact.abandoned_share > 0) {
    EXPECT_TRUE(agrees(trial.share(channel, &C::abandoned, &C::offered), exact.abandoned_share, blunt))
        << "abandoned_share";
  } else {
    EXPECT_EQ(mean_of(trial.each(channel, &C::abandoned)).mean, 0);
  }
}

std::string head(int weeks, int replications, int warm_up_weeks) {
  return "schema = 1\nname = \"test\"\n[calendar]\nstart = 2024-01-01\nweeks = " + std::to_string(weeks) +
         "\nwarm-up-weeks = " + std::to_string(warm_up_weeks) +
         "\n[run]\nreplications = " + std::to_string(replications) + "\nseed = 20240101\n";
}

}  // namespace channelshift::test
