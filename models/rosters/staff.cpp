#include "models/rosters/staff.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "models/rosters/cheapest.hpp"
#include "models/rosters/cover.hpp"
#include "models/rosters/patterns.hpp"
#include "sim/run/parallel.hpp"

namespace channelshift {
namespace {

constexpr std::uint64_t staff_replications = first_search_replication + (std::uint64_t{1} << 35);
constexpr std::uint64_t check_replications = first_search_replication + (std::uint64_t{1} << 36);
constexpr std::uint64_t apart = std::uint64_t{1} << 20;
constexpr int fewest_checks = 20;
constexpr int most_raises = 10;
constexpr double least_raise = 0.001;
constexpr double most_share = 0.995;  ///< of a standard above the target

class Staffer {
 public:
  Staffer(const Scenario& scenario, const std::vector<Calibration>& calibrations, const RunSettings& settings)
      : scenario_(scenario),
        settings_(settings),
        factors_(demand_factors(scenario, calibrations)),
        model_(with_pattern_lines(scenario, scenario.model)),
        lines_(free_lines(scenario, model_)),
        checks_(std::max(fewest_checks, scenario.replications)) {
    if (standards_of_targets(model_).empty())
      throw SimulationStopped("no channel has a target, so any roster meets all of them. Give the channels targets.");
    if (lines_.empty())
      throw SimulationStopped(
          "no employed team has a roster line, and there is no shift pattern, so there is nothing to choose. Add "
          "roster lines or a [[shift-pattern]].");
    start_ = places_of(model_, lines_);
    if (!scenario.shift_patterns.empty()) start_ = covering_places(base_task(0), lines_);
  }

  StaffReport report(const StaffQuestion& question) {
    StaffReport report;
    report.check_replications = checks_;
    const PaidHours paid = paid_hours(scenario_, {.before = &model_});
    report.as_it_is.staff_cost = staff_cost(scenario_, paid);
    report.as_it_is.fte = posts_of(scenario_, model_, paid);
    report.as_it_is.service = checked(scenario_.model, 0);
    if (question.frontier) report.frontier = at_standards(spread(-0.20, 0.10, 7));
    if (question.budget)
      report.answer = bought(*question.budget);
    else
      report.answer = confirmed();
    return report;
  }

 private:
  RosterTask base_task(double standard) const {
    RosterTask task;
    task.scenario = &scenario_;
    task.model = &model_;
    task.demand_factors = factors_;
    task.first_replication = staff_replications;
    task.replications = scenario_.search.replications;
    task.standards = standards_of_targets(model_);
    for (Standard& one : task.standards) one.at_least = raised(one.at_least, standard);
    return task;
  }
  static double raised(double share, double by) {
    return by <= 0 ? std::max(0.0, share + by) : std::max(share, std::min(most_share, share + by));
  }

  /// Service on replications of its own.
  std::vector<TargetCheck> checked(const Model& model, std::uint64_t round) const {
    const PlanSettings plan{.before = &model, .demand_factors = factors_};
    const OptionRun run = std::move(simulate_plans(scenario_, {&plan, 1}, check_replications + round * apart, checks_,
                                                   {.threads = settings_.threads, .progress = {}})[0]);
    std::vector<TargetCheck> checks;
    for (const Standard& standard : standards_of_targets(model)) {
      std::vector<double> good, contacts;
      for (const Counts& counts : run.replications) {
        const Kept one = kept(standard, counts.channels[standard.channel.value]);
        good.push_back(one.good);
        contacts.push_back(one.contacts);
      }
      const auto share = sim::estimate_ratio(good, contacts);
      if (!share) continue;
      checks.push_back({standard.channel, standard.at_least, *share,
                        share->mean - share->half_width.value_or(0) >= standard.at_least});
    }
    return checks;
  }

  StaffAnswer answer(FoundRoster found, double standard, std::uint64_t round) {
    StaffAnswer answer;
    Model model = model_;
    for (std::size_t t = 0; t < found.roster.size(); ++t) model.teams[t].roster = found.roster[t];
    answer.standard = standard;
    answer.staff_cost = found.staff_cost;
    answer.fte = posts_of(scenario_, model, found.run.paid);
    answer.service = checked(model, round);
    answer.simulations = found.simulations;
    for (const TargetCheck& check : answer.service) {
      const double ahead = check.share.mean - check.target;
      answer.smallest_ahead = std::min(answer.smallest_ahead.value_or(ahead), ahead);
    }
    answer.roster = std::move(found.roster);
    drop_unused_patterns(answer.roster, scenario_.model);
    return answer;
  }

  /// The cheapest roster whose targets hold on replications that its search did not see; each failure raises the
  /// standards of the channels that failed, and is judged on other replications.
  StaffAnswer confirmed() {
    RosterTask task = base_task(0);
    task.simulated = [this](int replications) { tell(replications); };
    std::int64_t simulations = 0;
    for (int raise = 0;; ++raise) {
      FoundRoster found = cheapest_roster(task, start_);
      start_ = places_in(found.roster);
      StaffAnswer found_answer = answer(std::move(found), 0, 1 + static_cast<std::uint64_t>(raise));
      simulations += found_answer.simulations;
      found_answer.simulations = simulations;
      if (found_answer.holds() || raise == most_raises) return found_answer;
      for (const TargetCheck& check : found_answer.service)
        for (Standard& standard : task.standards) {
          if (check.holds || standard.channel != check.channel) continue;
          const double lower = check.share.mean - check.share.half_width.value_or(0);
          standard.at_least = std::min(most_share, standard.at_least + std::max(least_raise, check.target - lower));
        }
    }
  }

  Places places_in(const Roster& roster) const {
    Model model = model_;
    for (std::size_t t = 0; t < roster.size(); ++t) model.teams[t].roster = roster[t];
    return places_of(model, lines_);
  }

  static std::vector<double> spread(double from, double to, int points) {
    std::vector<double> standards;
    for (int i = 0; i < points; ++i) standards.push_back(from + (to - from) * i / (points - 1));
    return standards;
  }

  /// The cheapest roster of each standard, those left out that no staff meets. What meets a higher standard meets the
  /// lower ones.
  std::vector<StaffAnswer> at_standards(const std::vector<double>& standards) {
    std::vector<std::optional<FoundRoster>> found(standards.size());
    sim::for_each_slot(static_cast<std::int64_t>(standards.size()), settings_.threads, [&](std::int64_t slot, int) {
      RosterTask task = base_task(standards[slot]);
      task.simulated = [this](int replications) { tell(replications); };
      try {
        found[slot] = cheapest_roster(task, start_);
      } catch (const SimulationStopped&) {
        found[slot].reset();
      }
    });
    for (std::size_t i = found.size() - 1; i-- > 0;)
      if (found[i + 1] && (!found[i] || found[i + 1]->staff_cost < found[i]->staff_cost)) found[i] = found[i + 1];
    std::vector<StaffAnswer> answers;
    for (std::size_t i = 0; i < found.size(); ++i)
      if (found[i]) answers.push_back(answer(std::move(*found[i]), standards[i], 0));
    return answers;
  }

  /// The highest standard whose cheapest roster is within the budget.
  std::optional<StaffAnswer> bought(double budget) {
    std::optional<StaffAnswer> best;
    double from = -0.95;
    double to = 0.20;
    for (const int points : {9, 7, 7}) {
      std::vector<StaffAnswer> answers = at_standards(spread(from, to, points));
      const double step = (to - from) / (points - 1);
      for (StaffAnswer& one : answers)
        if (one.staff_cost <= budget && (!best || one.standard > best->standard)) best = std::move(one);
      if (!best) return best;
      from = best->standard;
      to = from + step;
    }
    return best;
  }

  void tell(int replications) {
    if (!settings_.progress) return;
    const std::lock_guard lock(guard_);
    done_ += replications;
    settings_.progress(done_, std::max<std::int64_t>(done_ + 1, 60 * scenario_.search.replications));
  }

  const Scenario& scenario_;
  const RunSettings& settings_;
  const std::vector<double> factors_;
  const Model model_;
  const std::vector<FreeLine> lines_;
  const int checks_;
  Places start_;
  std::mutex guard_;
  std::int64_t done_ = 0;
};

}  // namespace

bool StaffAnswer::holds() const { return std::ranges::all_of(service, &TargetCheck::holds); }

StaffReport staff(const Scenario& scenario, const std::vector<Calibration>& calibrations, const StaffQuestion& question,
                  const RunSettings& settings) {
  return Staffer(scenario, calibrations, settings).report(question);
}

}  // namespace channelshift
