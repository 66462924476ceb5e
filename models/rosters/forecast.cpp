#include "models/rosters/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/random/arithmetic.hpp"

namespace channelshift {
namespace {

constexpr double odds_per_sigma = 1.7;  ///< logistic beside normal distribution function
constexpr double least_share = 0.01;    ///< of an interval, in log odds; and most: 1 less it
constexpr double least_load = 0.25;     ///< erlangs: below, one agent more or less is about all or nothing
constexpr double nobody = 0.05;         ///< agents: nobody answers
constexpr double deferred_scale = 0.1;  ///< share of a team's time on contacts that is worth one sigma
constexpr double least_strength = 0.05;
constexpr double most_strength = 50;
constexpr double least_error = 0.0005;

double clamped(double share) { return std::clamp(share, least_share, 1 - least_share); }
double log_odds(double share) { return sim::log_of(share / (1 - share)); }

}  // namespace

Forecast::Forecast(const RosterTask& task, const std::vector<FreeLine>& lines)
    : task_(task),
      lines_(lines),
      intervals_(7 * 86400 / static_cast<std::size_t>(task.scenario->calendar.interval_s)),
      interval_h_(task.scenario->calendar.interval_s / 3600.0),
      strength_(task.standards.size(), std::vector<double>(lines.size(), 1.0)),
      linear_(task.standards.size(), std::vector<double>(lines.size(), 0.0)),
      cells_(task.standards.size()) {}

bool Forecast::answers(std::size_t team, std::size_t channel) const {
  const Team& of = task_.model->teams[team];
  for (const auto& rank : of.answers)
    if (std::ranges::any_of(rank, [&](const Answers& entry) { return entry.channel.value == channel; })) return true;
  return std::ranges::any_of(of.overflow, [&](const Overflow& entry) { return entry.channel.value == channel; });
}

double Forecast::present(std::size_t team) const {
  const Team& of = task_.model->teams[team];
  return (1 - of.shrinkage) * (1 - of.absence);
}

/// Mean agents of a team on contacts in an interval of the week.
double Forecast::busy(const Trial& trial, std::size_t team, std::size_t interval) const {
  const TeamCell& cell = trial.run.series.team_week[team * intervals_ + interval];
  const double hours =
      task_.scenario->calendar.weeks * static_cast<double>(trial.run.replications.size()) * interval_h_;
  return sim::seconds(cell.busy_within + cell.overtime) / 3600 / hours;
}

void Forecast::fill_live(std::size_t s, const Trial& trial) {
  const Standard& standard = task_.standards[s];
  const std::size_t c = standard.channel.value;
  const double measured_h =
      task_.scenario->calendar.weeks * static_cast<double>(trial.run.replications.size()) * interval_h_;
  Cells& cells = cells_[s];
  double contacts = 0;
  for (std::size_t i = 0; i < intervals_; ++i)
    contacts += kept(standard, trial.run.series.week[c * intervals_ + i]).contacts;
  for (std::size_t i = 0; i < intervals_; ++i) {
    const Kept here = kept(standard, trial.run.series.week[c * intervals_ + i]);
    if (here.contacts <= 0) continue;
    double load = 0;
    double agents = 0;
    for (std::size_t t = 0; t < task_.model->teams.size(); ++t) {
      if (!answers(t, c)) continue;
      load += busy(trial, t, i);
      agents += sim::seconds(trial.run.series.team_week[t * intervals_ + i].at_work) / 3600 / measured_h;
    }
    cells.weight.push_back(here.contacts / contacts);
    cells.odds.push_back(log_odds(clamped(here.good / here.contacts)));
    cells.agents.push_back(agents);
    for (std::size_t l = 0; l < lines_.size(); ++l) {
      const std::size_t t = lines_[l].team;
      const double more = answers(t, c) ? lines_[l].cover[i] * present(t) : 0.0;
      cells.agents_of_line[l].push_back(more);
      cells.odds_of_line[l].push_back(odds_per_sigma * strength_[s][l] * more / std::sqrt(std::max(load, least_load)));
    }
  }
}

void Forecast::fill_deferred(std::size_t s, const Trial& trial) {
  const std::size_t c = task_.standards[s].channel.value;
  Cells& cells = cells_[s];
  double busy_h = 1;
  double agents = 0;
  for (std::size_t t = 0; t < task_.model->teams.size(); ++t)
    for (std::size_t i = 0; answers(t, c) && i < intervals_; ++i) {
      busy_h += busy(trial, t, i) * interval_h_;
      agents += sim::seconds(trial.run.series.team_week[t * intervals_ + i].at_work);
    }
  const auto good = share_of(task_.standards[s], trial.run);
  cells.weight = {1.0};
  cells.odds = {log_odds(clamped(good.value_or(1.0)))};
  cells.agents = {agents / 3600};
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    const std::size_t t = lines_[l].team;
    const double hours =
        answers(t, c) ? std::accumulate(lines_[l].cover.begin(), lines_[l].cover.end(), 0.0) * present(t) * interval_h_
                      : 0.0;
    cells.agents_of_line[l] = {hours};
    cells.odds_of_line[l] = {odds_per_sigma * strength_[s][l] * hours / (deferred_scale * busy_h)};
  }
}

void Forecast::fill(std::size_t s, const Trial& trial) {
  cells_[s] = {};
  cells_[s].odds_of_line.resize(lines_.size());
  cells_[s].agents_of_line.resize(lines_.size());
  if (is_deferred(s))
    fill_deferred(s, trial);
  else
    fill_live(s, trial);
  for (const Counts& counts : trial.run.replications)
    cells_[s].contacts += kept(task_.standards[s], counts.channels[task_.standards[s].channel.value]).contacts /
                          static_cast<double>(trial.run.replications.size());
}

double Forecast::share(const Cells& cells, std::span<const double> odds, std::span<const double> agents) const {
  double sum = 0;
  for (std::size_t i = 0; i < odds.size(); ++i) {
    const double z = agents[i] < nobody ? -30.0 : std::clamp(odds[i], -30.0, 30.0);
    sum += cells.weight[i] / (1 + sim::exp_in_range(-z));
  }
  return sum;
}

void Forecast::centre_on(const Trial& trial) {
  centre_ = trial.places;
  centre_margins_ = trial.verdict.margins;
  for (std::size_t s = 0; s < cells_.size(); ++s) {
    fill(s, trial);
    cells_[s].offset = centre_margins_[s] - share(cells_[s], cells_[s].odds, cells_[s].agents);
  }
  stand_at(centre_);
}

/// What was lost with the first place is not won by another one more.
double Forecast::linear(std::size_t s, std::size_t line, int more) const {
  const double per_place = linear_[s][line];
  return (more < 0) == (per_place > 0) ? per_place * more : 0.0;
}

void Forecast::stand_at(const Places& places) {
  at_ = places;
  margins_.resize(cells_.size());
  for (std::size_t s = 0; s < cells_.size(); ++s) {
    Cells& cells = cells_[s];
    cells.odds_here = cells.odds;
    cells.agents_here = cells.agents;
    for (std::size_t l = 0; l < lines_.size(); ++l) {
      const int more = places[l] - centre_[l];
      for (std::size_t i = 0; more != 0 && i < cells.weight.size(); ++i) {
        cells.odds_here[i] += more * cells.odds_of_line[l][i];
        cells.agents_here[i] += more * cells.agents_of_line[l][i];
      }
    }
    cells.linear_here = 0;
    for (std::size_t l = 0; l < lines_.size(); ++l) cells.linear_here += linear(s, l, places[l] - centre_[l]);
    margins_[s] = cells.offset + cells.linear_here + share(cells, cells.odds_here, cells.agents_here);
  }
}

const std::vector<double>& Forecast::after(std::span<const Change> move) {
  after_.resize(cells_.size());
  for (std::size_t s = 0; s < cells_.size(); ++s) {
    const Cells& cells = cells_[s];
    odds_after_ = cells.odds_here;
    agents_after_ = cells.agents_here;
    for (const Change& change : move)
      for (std::size_t i = 0; i < odds_after_.size(); ++i) {
        odds_after_[i] += change.places * cells.odds_of_line[change.line][i];
        agents_after_[i] += change.places * cells.agents_of_line[change.line][i];
      }
    after_[s] = cells.offset + cells.linear_here + share(cells, odds_after_, agents_after_);
    for (const Change& change : move) {
      const int more = at_[change.line] - centre_[change.line];
      after_[s] += linear(s, change.line, more + change.places) - linear(s, change.line, more);
    }
  }
  return after_;
}

void Forecast::scale(std::size_t s, std::size_t line, double factor) {
  const double strength = std::clamp(strength_[s][line] * factor, least_strength, most_strength);
  for (double& effect : cells_[s].odds_of_line[line]) effect *= strength / strength_[s][line];
  strength_[s][line] = strength;
}

bool Forecast::is_deferred(std::size_t s) const {
  return task_.model->channels[task_.standards[s].channel.value].kind == ChannelKind::deferred;
}

void Forecast::learn_line(std::size_t s, std::size_t line, double difference) {
  const Move move{{line, -1}};
  const double as_team = after(move)[s] - margins_[s];
  const double contacts = std::max(1.0, cells_[s].contacts);
  const double noise = 2 * std::sqrt(std::abs(difference) / contacts) + 1 / contacts;
  const double apart = difference - as_team;
  const double target = as_team + std::copysign(std::max(0.0, std::abs(apart) - noise), apart);
  for (int step = 0; step < 6 && answers(lines_[line].team, task_.standards[s].channel.value); ++step) {
    const double guessed = after(move)[s] - margins_[s];
    if (std::abs(guessed) < 1e-7) break;
    scale(s, line, std::clamp(target / guessed, 0.1, 10.0));
  }
  linear_[s][line] = -(target - (after(move)[s] - margins_[s]));
}

void Forecast::learn_team(std::size_t s, std::size_t team, const Differences& one_fewer) {
  double came = 0;
  double guessed = 0;
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    if (lines_[l].team != team || !one_fewer[l]) continue;
    came += (*one_fewer[l])[s];
    const Move move{{l, -1}};
    guessed += after(move)[s] - margins_[s];
  }
  if (guessed > -1e-7) return;
  const double factor = std::clamp(came / guessed, 0.1, 10.0);
  for (std::size_t l = 0; l < lines_.size(); ++l)
    if (lines_[l].team == team) scale(s, l, factor);
}

void Forecast::learn_lines(const Differences& one_fewer) {
  stand_at(centre_);
  for (std::size_t s = 0; s < cells_.size(); ++s) {
    std::ranges::fill(linear_[s], 0.0);
    for (std::size_t t = 0; t < task_.model->teams.size(); ++t) learn_team(s, t, one_fewer);
    for (std::size_t l = 0; l < lines_.size(); ++l)
      if (one_fewer[l]) learn_line(s, l, (*one_fewer[l])[s]);
  }
  stand_at(centre_);
}

void Forecast::learn(const Places& places, const Verdict& verdict) {
  const Places back = at_;
  stand_at(places);
  const std::vector<double> expected = margins_;
  const auto least = [](const std::vector<double>& margins) { return *std::ranges::min_element(margins); };
  if (!expected.empty())
    error_ = std::max(least_error, 0.5 * error_ + 0.5 * std::abs(least(expected) - least(verdict.margins)));
  stand_at(centre_);
  std::vector<std::vector<double>> parts(cells_.size(), std::vector<double>(lines_.size(), 0.0));
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    const Move move{{l, places[l] - centre_[l]}};
    const std::vector<double>& margins = after(move);
    for (std::size_t s = 0; s < cells_.size(); ++s) parts[s][l] = std::abs(margins[s] - margins_[s]);
  }
  for (std::size_t s = 0; s < cells_.size(); ++s) {
    const double guessed = expected[s] - centre_margins_[s];
    const double came = verdict.margins[s] - centre_margins_[s];
    const double all = std::accumulate(parts[s].begin(), parts[s].end(), 0.0);
    if (std::abs(guessed) < 2e-4 || all <= 0) continue;
    const double ratio = std::clamp(came / guessed, 0.5, 2.0);
    for (std::size_t l = 0; l < lines_.size(); ++l) scale(s, l, sim::exp_of(sim::log_of(ratio) * parts[s][l] / all));
  }
  stand_at(back);
}

}  // namespace channelshift
