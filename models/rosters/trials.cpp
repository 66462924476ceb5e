#include "models/rosters/trials.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "models/centre/plan.hpp"
#include "models/centre/simulation.hpp"

namespace channelshift {
namespace {

Verdict verdict_on(const std::vector<Standard>& standards, const OptionRun& run) {
  Verdict verdict;
  for (const Standard& standard : standards) {
    const auto share = share_of(standard, run);
    verdict.margins.push_back(share ? *share - standard.at_least : 0.0);
  }
  verdict.meets = std::ranges::all_of(verdict.margins, [](double margin) { return margin >= 0; });
  return verdict;
}

std::optional<double> share_in(const Standard& standard, const Counts& counts) {
  const Kept one = kept(standard, counts.channels[standard.channel.value]);
  if (one.contacts == 0) return std::nullopt;
  return one.good / one.contacts;
}

/// Simulates one model, replication by replication.
class Replications {
 public:
  Replications(const RosterTask& task, const PlanSettings& settings)
      : task_(task), plan_(compile(*task.scenario, settings)), simulation_(make_simulation(plan_)) {
    run_.series = empty_series(plan_);
    run_.paid = paid_hours(*task.scenario, settings);
  }
  void next() {
    const std::uint64_t replication = task_.first_replication + run_.replications.size();
    run_.replications.push_back(simulation_->run(sim::key_of(task_.scenario->seed, replication), run_.series));
    const std::string broken = broken_law(*task_.scenario, run_.replications.back());
    if (!broken.empty()) throw std::logic_error("a conservation law is broken in a search for rosters: " + broken);
    if (task_.simulated) task_.simulated(1);
  }
  const OptionRun& run() const { return run_; }
  OptionRun take() { return std::move(run_); }

 private:
  const RosterTask& task_;
  const Plan plan_;
  std::unique_ptr<Simulation> simulation_;
  OptionRun run_;
};

}  // namespace

Trials::Trials(const RosterTask& task, const std::vector<FreeLine>& lines)
    : task_(task), lines_(lines), model_(*task.model) {
  if (task.option) option_ = *task.option;
}

Trial Trials::run(const Places& places) { return *run_if_hopeful(places, {}); }

std::optional<Trial> Trials::run_if_hopeful(const Places& places, const Trial& beside) {
  if (option_)
    set_places(option_->model, lines_, places);
  else
    set_places(model_, lines_, places);
  PlanSettings settings{.demand_factors = task_.demand_factors};
  if (option_)
    settings.option = &*option_;
  else
    settings.before = &model_;
  Replications replications(task_, settings);
  for (int r = 0; r < task_.replications; ++r) {
    replications.next();
    ++simulations_;
    if (r > 0 || beside.run.replications.empty() || !hopeless(replications.run(), beside)) continue;
    known_[places] = {false, verdict_on(task_.standards, replications.run()).margins};
    return std::nullopt;
  }
  Trial trial{places, replications.take(), {}};
  trial.verdict = verdict_on(task_.standards, trial.run);
  known_[places] = trial.verdict;
  return trial;
}

const Verdict* Trials::known(const Places& places) const {
  const auto found = known_.find(places);
  return found == known_.end() ? nullptr : &found->second;
}

/// On the same replication both have the same luck, so what the first one loses, all will lose, within a part of what
/// replications differ by.
bool Trials::hopeless(const OptionRun& first, const Trial& beside) const {
  for (std::size_t s = 0; s < task_.standards.size(); ++s) {
    const Standard& standard = task_.standards[s];
    const auto here = share_in(standard, first.replications[0]);
    const auto there = share_in(standard, beside.run.replications[0]);
    if (!here || !there) continue;
    double spread = 0;
    for (const Counts& counts : beside.run.replications)
      spread = std::max(spread, std::abs(share_in(standard, counts).value_or(*there) - *there));
    if (beside.verdict.margins[s] + *here - *there < -spread / 2) return true;
  }
  return false;
}

}  // namespace channelshift
