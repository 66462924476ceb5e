#include "models/rosters/trials.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
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

/// Over the first `replications` of a run.
std::optional<double> share_in(const Standard& standard, const OptionRun& run, std::size_t replications) {
  Kept sum;
  for (std::size_t r = 0; r < replications; ++r) {
    const Kept one = kept(standard, run.replications[r].channels[standard.channel.value]);
    sum.contacts += one.contacts;
    sum.good += one.good;
  }
  if (sum.contacts == 0) return std::nullopt;
  return sum.good / sum.contacts;
}

bool answers_channel(const Team& team, ChannelId channel) {
  const auto here = [&](const auto& entry) { return entry.channel == channel; };
  for (const auto& rank : team.answers)
    if (std::ranges::any_of(rank, here)) return true;
  return std::ranges::any_of(team.overflow, here);
}

/// Simulates one model, replication by replication.
class Replications {
 public:
  Replications(const RosterTask& task, const PlanSettings& settings)
      : task_(task), plan_(compile(*task.scenario, settings)), simulation_(plan_) {
    run_.series = empty_series(plan_);
    run_.paid = paid_hours(*task.scenario, settings);
  }
  void next() {
    const std::uint64_t replication = task_.first_replication + run_.replications.size();
    run_.replications.push_back(simulation_.run(sim::key_of(task_.scenario->seed, replication), run_.series));
    const std::string broken = broken_law(*task_.scenario, run_.replications.back());
    if (!broken.empty()) throw std::logic_error("a conservation law is broken in a search for rosters: " + broken);
    if (task_.simulated) task_.simulated(1);
  }
  const OptionRun& run() const { return run_; }
  OptionRun take() { return std::move(run_); }

 private:
  const RosterTask& task_;
  const Plan plan_;
  Simulation simulation_;
  OptionRun run_;
};

}  // namespace

Trials::Trials(const RosterTask& task, const std::vector<FreeLine>& lines)
    : task_(task), lines_(lines), limits_(*task.scenario, *task.model, lines), model_(*task.model) {
  for (const Standard& standard : task.standards) {
    answers_.emplace_back();
    for (const FreeLine& line : lines)
      answers_.back().push_back(lines.size() <= few_lines ||
                                answers_channel(task.model->teams[line.team], standard.channel));
  }
  if (!task.option) return;
  option_ = *task.option;
  option_->model = model_;
}

std::optional<Trial> Trials::run_if_hopeful(const Places& places, const Trial* beside) {
  try {
    return simulated(places, beside);
  } catch (const SimulationStopped&) {
    known_[places] = {};
    return std::nullopt;
  }
}

PlanSettings Trials::plan_of(const Places& places) {
  Model& model = option_ ? option_->model : model_;
  set_places(model, lines_, places);
  PlanSettings settings{.demand_factors = task_.demand_factors};
  if (option_)
    settings.option = &*option_;
  else
    settings.before = &model_;
  return settings;
}

std::optional<std::vector<double>> Trials::differences(const Places& places, const Trial& beside) try {
  Replications replications(task_, plan_of(places));
  ++simulations_;
  replications.next();
  std::vector<double> differences = margins_beside(replications.run(), beside);
  for (std::size_t s = 0; s < differences.size(); ++s) differences[s] -= beside.verdict.margins[s];
  return differences;
} catch (const SimulationStopped&) {
  return std::nullopt;
}

std::optional<Trial> Trials::simulated(const Places& places, const Trial* beside) {
  Replications replications(task_, plan_of(places));
  for (int r = 0; r < task_.replications; ++r) {
    ++simulations_;
    replications.next();
    if (r + 1 == task_.replications || !beside || !hopeless(replications.run(), *beside)) continue;
    known_[places] = {false, margins_beside(replications.run(), *beside)};
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

bool Trials::sure_to_fail(const Places& places) const {
  const auto fewer_of = [&](const Places& tried, std::size_t standard) {
    for (std::size_t l = 0; l < places.size(); ++l)
      if (places[l] > tried[l] && answers_[standard][l]) return false;
    return true;
  };
  return std::ranges::any_of(known_, [&](const auto& tried) {
    for (std::size_t s = 0; s < tried.second.margins.size(); ++s)
      if (tried.second.margins[s] < 0 && fewer_of(tried.first, s)) return true;
    return tried.second.margins.empty() && std::ranges::equal(places, tried.first, std::less_equal{});
  });
}

/// Margins guessed from the first replications: on the same ones both have the same luck, so what is lost there will be
/// lost on all.
std::vector<double> Trials::margins_beside(const OptionRun& first, const Trial& beside) const {
  std::vector<double> margins = beside.verdict.margins;
  for (std::size_t s = 0; s < margins.size(); ++s) {
    const auto here = share_in(task_.standards[s], first, first.replications.size());
    const auto there = share_in(task_.standards[s], beside.run, first.replications.size());
    if (here && there) margins[s] += *here - *there;
  }
  return margins;
}

/// Further below a standard than a part of what replications differ by.
bool Trials::hopeless(const OptionRun& first, const Trial& beside) const {
  const std::vector<double> margins = margins_beside(first, beside);
  for (std::size_t s = 0; s < margins.size(); ++s) {
    const auto one = share_in(task_.standards[s], beside.run.replications[0]);
    double spread = 0;
    for (const Counts& counts : beside.run.replications)
      if (const auto other = share_in(task_.standards[s], counts); one && other)
        spread = std::max(spread, std::abs(*other - *one));
    if (margins[s] < -spread / (2.0 * static_cast<double>(first.replications.size()))) return true;
  }
  return false;
}

}  // namespace channelshift
