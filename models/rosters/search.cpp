#include "models/rosters/search.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <numeric>
#include <utility>

#include "models/rosters/cheapest.hpp"
#include "models/rosters/patterns.hpp"
#include "sim/run/parallel.hpp"

namespace channelshift {
namespace {

constexpr std::int64_t expected_simulations = 220;  ///< of one search for one model

/// Counts replications simulated, and tells.
class Told {
 public:
  Told(const RunSettings& settings, std::int64_t expected) : settings_(settings), total_(expected) {}
  void add(int replications) {
    if (!settings_.progress) return;
    const std::lock_guard lock(guard_);
    done_ += replications;
    total_ = std::max(total_, done_ + 1);
    settings_.progress(done_, total_);
  }

 private:
  const RunSettings& settings_;
  std::int64_t total_;
  std::int64_t done_ = 0;
  std::mutex guard_;
};

/// Whose rosters are searched for: the baseline's under a rule, or an option's.
struct Wanted {
  Staffing rule;
  const Option* option;  ///< none: without any shift
};

class Searches {
 public:
  Searches(const Scenario& scenario, const std::vector<Calibration>& calibrations, const RunSettings& settings);
  std::vector<std::optional<StaffedOption>> found() const;

 private:
  std::size_t want(Staffing rule, const Option* option);
  bool any(Staffing rule) const;
  RosterTask task(std::size_t search) const;
  std::vector<Standard> standards(const Wanted& wanted, std::size_t search) const;
  void match_service();
  FoundRoster search(const Wanted& wanted, std::size_t number, const FoundRoster* baseline, Told& told) const;
  void search_all();
  bool is_baseline(const Option& option) const;

  const Scenario& scenario_;
  const RunSettings& settings_;
  const std::vector<double> factors_;
  std::vector<Wanted> wanted_;
  std::vector<std::optional<std::array<std::size_t, 2>>> of_option_;  ///< [option] without, with
  std::vector<OptionRun> as_it_is_;                                   ///< [search]
  std::vector<FoundRoster> found_;                                    ///< [wanted * searches + search]
};

Searches::Searches(const Scenario& scenario, const std::vector<Calibration>& calibrations, const RunSettings& settings)
    : scenario_(scenario), settings_(settings), factors_(demand_factors(scenario, calibrations)) {
  for (const Option& option : scenario.options) {
    of_option_.emplace_back();
    if (option.staffing == Staffing::keep) continue;
    const std::size_t without = want(option.staffing, nullptr);
    of_option_.back() = {without, is_baseline(option) ? without : want(option.staffing, &option)};
  }
  if (any(Staffing::match_service)) match_service();
  search_all();
}

bool Searches::is_baseline(const Option& option) const {
  return option.shifts.empty() && option.model == scenario_.model;
}

std::size_t Searches::want(Staffing rule, const Option* option) {
  const auto known = std::ranges::find_if(
      wanted_, [&](const Wanted& other) { return !option && !other.option && other.rule == rule; });
  if (known != wanted_.end()) return static_cast<std::size_t>(known - wanted_.begin());
  wanted_.push_back({rule, option});
  return wanted_.size() - 1;
}

bool Searches::any(Staffing rule) const {
  return std::ranges::any_of(wanted_, [&](const Wanted& wanted) { return wanted.rule == rule; });
}

RosterTask Searches::task(std::size_t search) const {
  RosterTask task;
  task.scenario = &scenario_;
  task.model = &scenario_.model;
  task.demand_factors = factors_;
  task.first_replication = first_search_replication + search * replications_between_searches;
  task.replications = scenario_.search.replications;
  return task;
}

/// The service of the roster as it is, on the replications of each search.
void Searches::match_service() {
  as_it_is_.resize(scenario_.search.searches);
  sim::for_each_slot(scenario_.search.searches, settings_.threads, [&](std::int64_t search, int) {
    const PlanSettings baseline{.demand_factors = factors_};
    const RosterTask of = task(static_cast<std::size_t>(search));
    as_it_is_[search] = std::move(simulate_plans(scenario_, {&baseline, 1}, of.first_replication, of.replications,
                                                 {.threads = 1, .progress = {}})[0]);
  });
}

std::vector<Standard> Searches::standards(const Wanted& wanted, std::size_t search) const {
  const Model& model = wanted.option ? wanted.option->model : scenario_.model;
  if (wanted.rule == Staffing::match_targets) return standards_of_targets(model);
  return standards_of_service(model, scenario_.model, as_it_is_[search]);
}

/// Where a search starts: the roster found for the baseline; but for teams whose roster the option sets.
Places start_of(const Scenario& scenario, const Option* option, const Model& model, const FoundRoster& baseline) {
  Model start = model;
  for (std::size_t t = 0; t < start.teams.size(); ++t)
    if (!option || option->model.teams[t].roster == scenario.model.teams[t].roster)
      start.teams[t].roster = baseline.roster[t];
  return places_of(start, free_lines(scenario, model));
}

/// From the roster as it is, or, if one is given, from what was found for the baseline.
FoundRoster Searches::search(const Wanted& wanted, std::size_t number, const FoundRoster* baseline, Told& told) const {
  RosterTask of = task(number);
  of.option = wanted.option;
  const Model own = wanted.option ? wanted.option->model : scenario_.model;
  const Model model = with_pattern_lines(scenario_, own);
  of.model = &model;
  of.standards = standards(wanted, number);
  of.simulated = [&told](int replications) { told.add(replications); };
  if (!baseline) return cheapest_roster(of);
  FoundRoster found = cheapest_roster(of, start_of(scenario_, wanted.option, model, *baseline));
  drop_unused_patterns(found.roster, own);
  return found;
}

/// First the baseline's, from the roster as it is; then all, the baseline's among them, from what was found: so a model
/// that is like the baseline's finds what the baseline's does.
void Searches::search_all() {
  const std::size_t searches = scenario_.search.searches;
  found_.resize(wanted_.size() * searches);
  std::vector<FoundRoster> first(found_.size());
  std::vector<std::size_t> baselines;
  for (std::size_t w = 0; w < wanted_.size(); ++w)
    if (!wanted_[w].option) baselines.push_back(w);
  const std::size_t all = baselines.size() + wanted_.size();
  Told told(settings_, static_cast<std::int64_t>(all * searches) * expected_simulations);
  sim::for_each_slot(static_cast<std::int64_t>(baselines.size() * searches), settings_.threads,
                     [&](std::int64_t slot, int) {
                       const std::size_t w = baselines[slot / searches];
                       first[w * searches + slot % searches] = search(wanted_[w], slot % searches, nullptr, told);
                     });
  sim::for_each_slot(static_cast<std::int64_t>(found_.size()), settings_.threads, [&](std::int64_t slot, int) {
    const Wanted& wanted = wanted_[slot / searches];
    const std::size_t baseline =
        *std::ranges::find_if(baselines, [&](std::size_t w) { return wanted_[w].rule == wanted.rule; });
    found_[slot] = search(wanted, slot % searches, &first[baseline * searches + slot % searches], told);
  });
}

std::size_t median_of(const std::vector<RosterPair>& pairs) {
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t s) { return pairs[s].saving(); });
  return order[(order.size() - 1) / 2];
}

std::vector<std::optional<StaffedOption>> Searches::found() const {
  const std::size_t searches = scenario_.search.searches;
  std::vector<std::optional<StaffedOption>> options;
  for (const auto& sides : of_option_) {
    options.emplace_back();
    if (!sides) continue;
    StaffedOption& option = options.back().emplace();
    for (std::size_t s = 0; s < searches; ++s)
      option.searches.push_back({found_[(*sides)[0] * searches + s], found_[(*sides)[1] * searches + s]});
    option.median = median_of(option.searches);
  }
  return options;
}

void set_roster(Model& model, const Roster& roster) {
  for (std::size_t t = 0; t < roster.size(); ++t) model.teams[t].roster = roster[t];
}

}  // namespace

Staffed staff_options(const Scenario& scenario, const std::vector<Calibration>& calibrations,
                      const RunSettings& settings) {
  Staffed staffed{scenario, Searches(scenario, calibrations, settings).found()};
  for (std::size_t i = 0; i < scenario.options.size(); ++i) {
    if (!staffed.options[i]) continue;
    const RosterPair& median = staffed.options[i]->searches[staffed.options[i]->median];
    Option& option = staffed.scenario.options[i];
    set_roster(option.model, median.with.roster);
    option.without = scenario.model;
    set_roster(*option.without, median.without.roster);
  }
  return staffed;
}

}  // namespace channelshift
