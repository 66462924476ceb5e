#include "models/rosters/cover.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/erlang/queues.hpp"
#include "models/rosters/programme.hpp"

namespace channelshift {
namespace {

constexpr double shortage_cost = 20;      ///< of an agent missing in an interval, in the dearest line's cost
constexpr double deferred_reserve = 1.1;  ///< time for deferred work, in its handle time
constexpr int most_agents = 10'000;

/// What is offered to a channel in an interval of the week, on average.
struct Offered {
  double arrivals_per_s = 0;
  double handle_s = 0;
};

class Cover {
 public:
  Cover(const RosterTask& task, const std::vector<FreeLine>& lines)
      : task_(task),
        lines_(lines),
        interval_s_(task.scenario->calendar.interval_s),
        intervals_(7 * 86400 / static_cast<std::size_t>(interval_s_)) {
    const PlanSettings plan{.before = task.model, .demand_factors = task.demand_factors};
    run_ = std::move(
        simulate_plans(*task.scenario, {&plan, 1}, task.first_replication, 1, {.threads = 1, .progress = {}})[0]);
  }

  Places places() {
    for (std::size_t t = 0; t < task_.model->teams.size(); ++t) add_team(t);
    const Limits limits(*task_.scenario, *task_.model, lines_);
    for (const Limits::Minimum& minimum : limits.minima()) {
      Programme::Row row{{}, static_cast<double>(minimum.staff), {}};
      for (const std::size_t l : minimum.lines) row.terms.push_back({l, 1.0});
      programme_.rows.push_back(std::move(row));
    }
    costs_.resize(std::max(costs_.size(), lines_.size()));
    for (std::size_t l = 0; l < lines_.size(); ++l) costs_[l] = lines_[l].cost;
    programme_.cost.assign(costs_.begin(), costs_.end());
    const auto solution = solve(programme_);
    if (!solution) return places_of(*task_.model, lines_);
    return {solution->begin(), solution->begin() + static_cast<std::ptrdiff_t>(lines_.size())};
  }

 private:
  double handle_s(std::size_t channel) const {
    const ChannelCounts& counts = run_.replications[0].channels[channel];
    if (counts.answered > 0) return sim::seconds(counts.handle) / static_cast<double>(counts.answered);
    for (const Demand& demand : task_.model->demands)
      if (demand.channel.value == channel && demand.handle) return demand.handle->mean_s;
    const auto& own = task_.model->channels[channel].handle;
    return own ? own->mean_s : 60;
  }
  Offered offered(std::size_t channel, std::size_t interval) const {
    const Cell& cell = run_.series.week[channel * intervals_ + interval];
    return {static_cast<double>(cell.offered) / (task_.scenario->calendar.weeks * double(interval_s_)),
            handle_s(channel)};
  }

  static bool answers(const Team& team, std::size_t channel) {
    for (const auto& rank : team.answers)
      for (const Answers& entry : rank)
        if (entry.channel.value == channel) return true;
    return false;
  }
  double reach(std::size_t team, std::size_t interval) const {
    double most = 0;
    for (const FreeLine& line : lines_)
      if (line.team == team) most = std::max(most, line.cover[interval]);
    return most;
  }
  /// The first team that can answer the channel then.
  bool is_for(std::size_t team, std::size_t channel, std::size_t interval) const {
    for (std::size_t t = 0; t <= team; ++t)
      if (answers(task_.model->teams[t], channel) && reach(t, interval) > 0) return t == team;
    return false;
  }

  /// Agents at work for all live channels of a team in an interval, pooled: the strictest target of those there.
  double agents_for(std::size_t team, std::size_t interval) {
    erlang::Load load{0, 0, 1};
    double work = 0, patience_s = 0, patient = 0, share = 0, within_s = 1e9;
    for (std::size_t c = 0; c < task_.model->channels.size(); ++c) {
      const Channel& channel = task_.model->channels[c];
      if (channel.kind != ChannelKind::live || !is_for(team, c, interval)) continue;
      const Offered here = offered(c, interval);
      if (here.arrivals_per_s <= 0) continue;
      load.arrivals_per_s += here.arrivals_per_s;
      work += here.arrivals_per_s * here.handle_s / task_.model->teams[team].speed[c];
      if (channel.patience) patience_s += here.arrivals_per_s * channel.patience->mean_s;
      if (channel.patience) patient += here.arrivals_per_s;
      if (!channel.target) continue;
      for (const Standard& standard : task_.standards)
        if (standard.channel.value == c && standard.of == Standard::Of::in_time)
          share = std::max(share, standard.at_least);
      within_s = std::min(within_s, channel.target->within_s);
    }
    if (work <= 0) return 0;
    load.handle_s = work / load.arrivals_per_s;
    live_erlangs_ += work;
    for (load.agents = 1; load.agents < most_agents; ++load.agents) {
      const double level = patient > 0 ? erlang::erlang_a(load, patience_s / patient, within_s).service_level
                                       : service_without_leaving(load, within_s);
      if (level >= share && level > 0) break;
    }
    return load.agents;
  }
  static double service_without_leaving(const erlang::Load& load, double within_s) {
    const auto performance = erlang::erlang_c(load, within_s);
    return performance ? performance->service_level : 0.0;
  }

  /// A row that a shortage at a price may fill.
  void add_row(Programme::Row row, double price) {
    const std::size_t slack = lines_.size() + slacks_++;
    costs_.resize(std::max(costs_.size(), lines_.size()));
    costs_.push_back(price);
    row.terms.push_back({slack, 1.0});
    programme_.rows.push_back(std::move(row));
  }

  void add_team(std::size_t t) {
    const Team& team = task_.model->teams[t];
    const double present = (1 - team.shrinkage) * (1 - team.absence);
    double dearest = 1;
    for (const FreeLine& line : lines_)
      if (line.team == t) dearest = std::max(dearest, line.cost);
    live_erlangs_ = 0;
    for (std::size_t i = 0; i < intervals_; ++i) {
      const double most = reach(t, i);
      const double agents = most > 0 ? agents_for(t, i) : 0;
      if (agents <= 0) continue;
      Programme::Row row{{}, std::ceil(agents / present - 1e-9), {}};
      for (std::size_t l = 0; l < lines_.size(); ++l)  // a line of some weeks or closed days alone counts less
        if (lines_[l].team == t && lines_[l].cover[i] > 0) row.terms.push_back({l, lines_[l].cover[i] / most});
      add_row(std::move(row), shortage_cost * dearest);
    }
    add_week(t, present, dearest);
    if (!team.contract_hours) return;
    Programme::Row row{{}, 0, *team.contract_hours};
    for (std::size_t l = 0; l < lines_.size(); ++l)
      if (lines_[l].team == t) row.terms.push_back({l, lines_[l].hours_a_week});
    programme_.rows.push_back(std::move(row));
  }

  /// Deferred work has to be done in the week, whenever live contacts leave time for it.
  void add_week(std::size_t t, double present, double dearest) {
    const double interval_h = interval_s_ / 3600.0;
    double hours = 0;
    for (std::size_t c = 0; c < task_.model->channels.size(); ++c) {
      if (task_.model->channels[c].kind != ChannelKind::deferred) continue;
      const bool first = [&] {
        for (std::size_t other = 0; other < t; ++other)
          if (answers(task_.model->teams[other], c)) return false;
        return answers(task_.model->teams[t], c);
      }();
      for (std::size_t i = 0; first && i < intervals_; ++i) {
        const Offered here = offered(c, i);
        hours += deferred_reserve * here.arrivals_per_s * here.handle_s * interval_h / task_.model->teams[t].speed[c];
      }
    }
    if (hours <= 0) return;
    Programme::Row row{{}, hours + live_erlangs_ * interval_h, {}};
    for (std::size_t l = 0; l < lines_.size(); ++l)
      if (lines_[l].team == t)
        row.terms.push_back(
            {l, std::accumulate(lines_[l].cover.begin(), lines_[l].cover.end(), 0.0) * present * interval_h});
    if (!row.terms.empty()) add_row(std::move(row), shortage_cost * dearest);
  }

  const RosterTask& task_;
  const std::vector<FreeLine>& lines_;
  const int interval_s_;
  const std::size_t intervals_;
  OptionRun run_;
  Programme programme_;
  std::vector<double> costs_;  ///< [line], then [slack]
  std::size_t slacks_ = 0;
  double live_erlangs_ = 0;  ///< sum over the intervals of the team at hand
};

}  // namespace

Places covering_places(const RosterTask& task, const std::vector<FreeLine>& lines) {
  return Cover(task, lines).places();
}

}  // namespace channelshift
