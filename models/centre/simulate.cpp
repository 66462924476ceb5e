#include "models/centre/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "models/centre/months.hpp"
#include "models/centre/plan.hpp"
#include "models/centre/simulation.hpp"
#include "sim/run/parallel.hpp"

namespace channelshift {
namespace {

constexpr int first_round_replications = 2;  ///< enough to come near
constexpr int calibration_replications = 4;
constexpr int most_calibration_rounds = 20;
constexpr double calibrated_within = 1e-3;
constexpr double calibrated_within_errors = 0.2;  ///< or standard errors of a count, where few contacts come

/// Counts work done, and tells.
class Progress {
 public:
  Progress(const RunSettings& settings, std::int64_t total) : settings_(settings), total_(total) {}
  void step() {
    if (!settings_.progress) return;
    const std::lock_guard lock(guard_);
    settings_.progress(++done_, total_);
  }

 private:
  const RunSettings& settings_;
  const std::int64_t total_;
  std::int64_t done_ = 0;
  std::mutex guard_;
};

/// One option under one plan.
struct Job {
  Plan plan;
  OptionRun* run;
};

/// Jobs whose plans meet the same first contacts, at most so many in memory at once.
constexpr std::size_t most_in_step = 8;
using Group = std::vector<std::size_t>;  ///< of jobs, ascending

std::vector<Group> in_step(const std::vector<Job>& jobs) {
  std::vector<Group> groups;
  for (std::size_t j = 0; j < jobs.size(); ++j) {
    const auto group = std::ranges::find_if(groups, [&](const Group& g) {
      return g.size() < most_in_step && same_first_contacts(jobs[g[0]].plan, jobs[j].plan);
    });
    if (group == groups.end())
      groups.push_back({j});
    else
      group->push_back(j);
  }
  return groups;
}

/// What a thread simulates without a break.
struct Task {
  std::uint64_t replication;
  Group jobs;
};

/// All tasks: jobs in step, but each alone in the last replications, one for every thread, so that none waits long for
/// another at the end. Replication by replication: the first error does not hang on how jobs are grouped.
std::vector<Task> tasks_of(const std::vector<Job>& jobs, std::uint64_t replications, std::uint64_t threads) {
  const std::vector<Group> groups = in_step(jobs);
  std::vector<Task> tasks;
  for (std::uint64_t r = 0; r < replications; ++r) {
    if (r + threads < replications)
      for (const Group& group : groups) tasks.push_back({r, group});
    else
      for (std::size_t j = 0; j < jobs.size(); ++j) tasks.push_back({r, {j}});
  }
  return tasks;
}

/// Takes in what one replication of a job came to.
void keep(const Scenario& scenario, std::uint64_t replication, Counts counts, const Series& series, Counts& kept) {
  counts.months = month_counts(scenario.calendar, series, scenario.model.channels.size());
  const std::string broken = broken_law(scenario, counts);
  if (!broken.empty())
    throw std::logic_error(
        fmt::format("a conservation law is broken (seed {}, replication {}): {}", scenario.seed, replication, broken));
  kept = std::move(counts);
}

/// Simulates replications first..first + n - 1 of every job, n the size of their slots.
void run_jobs(const Scenario& scenario, std::vector<Job>& jobs, std::uint64_t first, const RunSettings& settings,
              Progress* progress) {
  if (jobs.empty()) return;
  const std::uint64_t replications = jobs[0].run->replications.size();
  const int threads = sim::thread_count(settings.threads);
  const std::vector<Task> tasks = tasks_of(jobs, replications, static_cast<std::uint64_t>(threads));
  struct Worker {
    Group jobs;
    std::unique_ptr<Simulation> simulation;
  };
  std::vector<Worker> workers(static_cast<std::size_t>(threads));
  std::vector<std::mutex> guards(jobs.size());
  for (Job& job : jobs) job.run->series = empty_series(job.plan);
  Group all(jobs.size());
  std::iota(all.begin(), all.end(), std::size_t{0});

  const auto simulate = [&](Worker& worker, const Group& group, std::uint64_t replication) {
    if (worker.jobs != group) {
      std::vector<const Plan*> plans;
      for (const std::size_t j : group) plans.push_back(&jobs[j].plan);
      worker.simulation.reset();
      worker.simulation = std::make_unique<Simulation>(plans);
      worker.jobs = group;
    }
    std::vector<Series> series;
    for (const std::size_t j : group) series.push_back(empty_series(jobs[j].plan));
    std::vector<Counts> counts = worker.simulation->run(sim::key_of(scenario.seed, first + replication), series);
    for (std::size_t i = 0; i < group.size(); ++i) {
      Job& job = jobs[group[i]];
      keep(scenario, replication, std::move(counts[i]), series[i], job.run->replications[replication]);
      const std::lock_guard lock(guards[group[i]]);
      add(job.run->series, series[i]);
    }
    for (std::size_t i = 0; progress && i < group.size(); ++i) progress->step();
  };
  sim::for_each_slot(static_cast<std::int64_t>(tasks.size()), threads, [&](std::int64_t slot, int thread) {
    const Task& task = tasks[static_cast<std::size_t>(slot)];
    const auto one_by_one = [&](const Group& group) {
      for (const std::size_t j : group) simulate(workers[thread], {j}, task.replication);
    };
    try {
      simulate(workers[thread], task.jobs, task.replication);
    } catch (const SimulationStopped&) {  // alone each has room for a longer queue
      try {
        one_by_one(task.jobs);
      } catch (const SimulationStopped&) {  // of which job is told must not hang on which are in step
        one_by_one(all);
        throw;
      }
    }
  });
}

/// [demand] over the measured days, busy days at their mean.
std::vector<double> expected_first_contacts(const Plan& plan) {
  std::vector<double> expected;
  for (const DemandDays& demand : plan.demand_days)
    expected.push_back(
        std::accumulate(demand.volume.begin() + plan.day_list.measured_from(), demand.volume.end(), 0.0));
  return expected;
}

double per_year(const Scenario& scenario, double count) { return count * 365.25 / (7.0 * scenario.calendar.weeks); }

/// Contacts a year that each channel is offered in the baseline with these factors. How many first contacts happen to
/// come is most of the chance in that, and known, so it is taken out (a ratio estimator): what is offered of a
/// channel's first contacts is as much a part of those expected as of those that came, and what is offered beside them
/// grows with the first contacts of all channels.
std::vector<double> offered_a_year(const Scenario& scenario, const std::vector<double>& factors, int replications,
                                   const RunSettings& settings) {
  OptionRun run;
  run.replications.resize(replications);
  std::vector<Job> jobs;
  jobs.push_back({compile(scenario, {.demand_factors = factors}), &run});
  const std::vector<double> expected = expected_first_contacts(jobs.back().plan);
  run_jobs(scenario, jobs, first_calibration_replication, settings, nullptr);

  const std::size_t channels = scenario.model.channels.size();
  std::vector<double> expected_first(channels, 0.0), first(channels, 0.0);
  for (std::size_t d = 0; d < expected.size(); ++d) {
    const std::size_t c = scenario.model.demands[d].channel.value;
    expected_first[c] += expected[d];
    for (const Counts& counts : run.replications) first[c] += static_cast<double>(counts.demands[d].first);
  }
  const auto sum = [](const std::vector<double>& of) { return std::accumulate(of.begin(), of.end(), 0.0); };
  const auto more = [](double expected_count, double came) { return came > 0 ? expected_count / came : 0.0; };
  const double all_more = more(sum(expected_first), sum(first));
  std::vector<double> offered(channels, 0.0);
  for (std::size_t c = 0; c < channels; ++c) {
    double offered_first = 0, offered_later = 0;
    for (const Counts& counts : run.replications) {
      const ChannelCounts& channel = counts.channels[c];
      const std::int64_t at_first = channel.offered_by_origin[static_cast<std::size_t>(Origin::first)];
      offered_first += static_cast<double>(at_first);
      offered_later += static_cast<double>(channel.offered - at_first);
    }
    offered[c] = per_year(scenario, offered_first * more(expected_first[c], first[c]) + offered_later * all_more);
  }
  return offered;
}

}  // namespace

std::vector<double> demand_factors(const Scenario& scenario, const std::vector<Calibration>& calibrations) {
  std::vector<double> factors(scenario.model.demands.size(), 1.0);
  for (std::size_t d = 0; d < factors.size(); ++d)
    for (const Calibration& calibration : calibrations)
      if (scenario.model.demands[d].channel == calibration.channel) factors[d] = calibration.factor;
  return factors;
}

/// Retries and all. What a channel is offered grows nearly in proportion to its factor, so each round multiplies by
/// what is missing.
std::vector<Calibration> calibrate(const Scenario& scenario, const RunSettings& settings) {
  std::vector<Calibration> calibrations;
  const std::vector<Channel>& channels = scenario.model.channels;
  for (std::size_t c = 0; c < channels.size(); ++c)
    if (channels[c].offered_per_year) calibrations.push_back({ChannelId{static_cast<std::uint16_t>(c)}, 1.0, 0.0});
  if (calibrations.empty()) return calibrations;

  for (int round = 0; round < most_calibration_rounds; ++round) {
    const int replications = round == 0 ? first_round_replications : calibration_replications;
    const std::vector<double> offered =
        offered_a_year(scenario, demand_factors(scenario, calibrations), replications, settings);
    bool near = true;
    for (Calibration& calibration : calibrations) {
      const Channel& channel = channels[calibration.channel.value];
      calibration.offered_per_year = offered[calibration.channel.value];
      const double missing = *channel.offered_per_year / calibration.offered_per_year;
      if (!std::isfinite(missing))
        throw SimulationStopped(
            fmt::format("channel \"{}\" is offered nothing, so no factor brings it to {:.0f} contacts "
                        "a year. Give it a demand, or leave out offered-per-year.",
                        channel.id, *channel.offered_per_year));
      const double simulated = *channel.offered_per_year / per_year(scenario, 1) * replications;
      const double within = std::max(calibrated_within, calibrated_within_errors / std::sqrt(simulated));
      near &= std::abs(missing - 1) <= within;
    }
    if (round > 0 && near) return calibrations;
    for (Calibration& calibration : calibrations)
      calibration.factor *= *channels[calibration.channel.value].offered_per_year / calibration.offered_per_year;
  }
  throw SimulationStopped(
      "no factor brings the channels to their offered-per-year (contacts that come back outweigh "
      "those that come first). Check retry, repeat and fall-back shares.");
}

std::vector<OptionRun> simulate_plans(const Scenario& scenario, std::span<const PlanSettings> plans,
                                      std::uint64_t first, int replications, const RunSettings& settings) {
  std::vector<OptionRun> runs(plans.size());
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    runs[i].replications.resize(replications);
    runs[i].paid = paid_hours(scenario, plans[i]);
    jobs.push_back({compile(scenario, plans[i]), &runs[i]});
    runs[i].expected_first = expected_first_contacts(jobs.back().plan);
  }
  Progress progress(settings, static_cast<std::int64_t>(jobs.size()) * replications);
  run_jobs(scenario, jobs, first, settings, &progress);
  return runs;
}

Results simulate_part(const Scenario& scenario, const std::vector<Calibration>& calibrations, std::uint64_t first,
                      int replications, const RunSettings& settings) {
  const std::vector<double> factors = demand_factors(scenario, calibrations);
  std::vector<PlanSettings> plans{{.demand_factors = factors}};
  for (const Option& option : scenario.options) {
    const Model* without = option.without ? &*option.without : nullptr;
    plans.push_back({.option = &option, .before = without, .demand_factors = factors});
    if (option.dated())
      plans.push_back({.option = &option, .as_dated = true, .before = without, .demand_factors = factors});
    if (without) plans.push_back({.before = without, .demand_factors = factors});
  }
  std::vector<OptionRun> runs = simulate_plans(scenario, plans, first, replications, settings);

  Results results;
  results.replications = replications;
  results.calibrations = calibrations;
  std::size_t next = 0;
  results.runs.push_back(std::move(runs[next++]));
  for (const Option& option : scenario.options) {
    results.runs.push_back(std::move(runs[next++]));
    results.first_year.emplace_back();
    if (option.dated()) results.first_year.back() = std::move(runs[next++]);
    results.without.emplace_back();
    if (option.without) results.without.back() = std::move(runs[next++]);
  }
  return results;
}

Results simulate(const Scenario& scenario, const std::vector<Calibration>& calibrations, const RunSettings& settings) {
  return simulate_part(scenario, calibrations, 0, scenario.replications, settings);
}

Results simulate(const Scenario& scenario, const RunSettings& settings) {
  return simulate(scenario, calibrate(scenario, settings), settings);
}

}  // namespace channelshift
