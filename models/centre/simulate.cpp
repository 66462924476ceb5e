#include "models/centre/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>

#include <fmt/format.h>

#include "models/centre/plan.hpp"
#include "models/centre/simulation.hpp"
#include "sim/run/parallel.hpp"

namespace channelshift {
namespace {

/// Calibration has replications of its own, never those reported.
constexpr std::uint64_t first_calibration_replication = std::uint64_t{1} << 40;
constexpr int first_round_replications = 2;  ///< enough to come near
constexpr int calibration_replications = 8;
constexpr int most_calibration_rounds = 20;
constexpr double calibrated_within = 1e-3;  ///< below what 8 replications of a year with busy days can tell

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

/// Simulates replications first..first + n - 1 of every job, n the size of their slots.
void run_jobs(const Scenario& scenario, std::vector<Job>& jobs, std::uint64_t first, const RunSettings& settings,
              Progress* progress) {
  if (jobs.empty()) return;
  const auto replications = static_cast<std::int64_t>(jobs[0].run->replications.size());
  struct Worker {
    std::size_t job = SIZE_MAX;
    std::unique_ptr<Simulation> simulation;
  };
  std::vector<Worker> workers(sim::thread_count(settings.threads));
  std::vector<std::mutex> guards(jobs.size());
  for (Job& job : jobs) job.run->series = empty_series(job.plan);

  sim::for_each_slot(
      replications * static_cast<std::int64_t>(jobs.size()), settings.threads, [&](std::int64_t slot, int thread) {
        const auto j = static_cast<std::size_t>(slot / replications);
        const std::uint64_t replication = static_cast<std::uint64_t>(slot % replications);
        Worker& worker = workers[thread];
        if (worker.job != j) {
          worker.simulation.reset();
          worker.simulation = make_simulation(jobs[j].plan);
          worker.job = j;
        }
        Series series = empty_series(jobs[j].plan);
        Counts& counts = jobs[j].run->replications[replication];
        counts = worker.simulation->run(sim::key_of(scenario.seed, first + replication), series);
        const std::string broken = broken_law(scenario, counts);
        if (!broken.empty())
          throw std::logic_error(fmt::format("a conservation law is broken (seed {}, replication {}): {}",
                                             scenario.seed, replication, broken));
        {
          const std::lock_guard lock(guards[j]);
          add(jobs[j].run->series, series);
        }
        if (progress) progress->step();
      });
}

double per_year(const Scenario& scenario, double count) { return count * 365.25 / (7.0 * scenario.calendar.weeks); }

/// Mean contacts a year that each channel is offered in the baseline with these factors.
std::vector<double> offered_a_year(const Scenario& scenario, const std::vector<double>& factors, int replications,
                                   const RunSettings& settings) {
  OptionRun run;
  run.replications.resize(replications);
  std::vector<Job> jobs;
  jobs.push_back({compile(scenario, {nullptr, false, factors}), &run});
  run_jobs(scenario, jobs, first_calibration_replication, settings, nullptr);
  std::vector<double> offered(scenario.model.channels.size(), 0.0);
  for (const Counts& counts : run.replications)
    for (std::size_t c = 0; c < offered.size(); ++c)
      offered[c] += per_year(scenario, static_cast<double>(counts.channels[c].offered)) / replications;
  return offered;
}

std::vector<double> factors_of(const Scenario& scenario, const std::vector<Calibration>& calibrations) {
  std::vector<double> factors(scenario.model.demands.size(), 1.0);
  for (std::size_t d = 0; d < factors.size(); ++d)
    for (const Calibration& calibration : calibrations)
      if (scenario.model.demands[d].channel == calibration.channel) factors[d] = calibration.factor;
  return factors;
}

/// Finds the factors that bring every channel with `offered-per-year` to it, retries and all. What a channel is offered
/// grows nearly in proportion to its factor, so each round multiplies by what is missing.
std::vector<Calibration> calibrate(const Scenario& scenario, const RunSettings& settings) {
  std::vector<Calibration> calibrations;
  const std::vector<Channel>& channels = scenario.model.channels;
  for (std::size_t c = 0; c < channels.size(); ++c)
    if (channels[c].offered_per_year) calibrations.push_back({ChannelId{static_cast<std::uint16_t>(c)}, 1.0, 0.0});
  if (calibrations.empty()) return calibrations;

  for (int round = 0; round < most_calibration_rounds; ++round) {
    const int replications = round == 0 ? first_round_replications : calibration_replications;
    const std::vector<double> offered =
        offered_a_year(scenario, factors_of(scenario, calibrations), replications, settings);
    double worst = 0;
    for (Calibration& calibration : calibrations) {
      const Channel& channel = channels[calibration.channel.value];
      calibration.offered_per_year = offered[calibration.channel.value];
      const double missing = *channel.offered_per_year / calibration.offered_per_year;
      if (!std::isfinite(missing))
        throw SimulationStopped(
            fmt::format("channel \"{}\" is offered nothing, so no factor brings it to {:.0f} contacts "
                        "a year. Give it a demand, or leave out offered-per-year.",
                        channel.id, *channel.offered_per_year));
      worst = std::max(worst, std::abs(missing - 1));
    }
    if (round > 0 && worst <= calibrated_within) return calibrations;
    for (Calibration& calibration : calibrations)
      calibration.factor *= *channels[calibration.channel.value].offered_per_year / calibration.offered_per_year;
  }
  throw SimulationStopped(
      "no factor brings the channels to their offered-per-year (contacts that come back outweigh "
      "those that come first). Check retry, repeat and fall-back shares.");
}

}  // namespace

Results simulate(const Scenario& scenario, const RunSettings& settings) {
  Results results;
  results.replications = scenario.replications;
  results.calibrations = calibrate(scenario, settings);
  const std::vector<double> factors = factors_of(scenario, results.calibrations);

  results.runs.resize(1 + scenario.options.size());
  results.first_year.resize(scenario.options.size());
  std::vector<Job> jobs;
  const auto add_job = [&](OptionRun& run, const PlanSettings& plan) {
    run.replications.resize(scenario.replications);
    run.paid = paid_hours(scenario, plan);
    jobs.push_back({compile(scenario, plan), &run});
  };
  add_job(results.runs[0], {nullptr, false, factors});
  for (std::size_t o = 0; o < scenario.options.size(); ++o) {
    const Option& option = scenario.options[o];
    add_job(results.runs[1 + o], {&option, false, factors});
    if (option.dated()) add_job(results.first_year[o].emplace(), {&option, true, factors});
  }
  Progress progress(settings, static_cast<std::int64_t>(jobs.size()) * scenario.replications);
  run_jobs(scenario, jobs, 0, settings, &progress);
  return results;
}

}  // namespace channelshift
