#include "tests/bench/ordinary_kernel.hpp"

#include <algorithm>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <cmath>
#include <deque>
#include <limits>
#include <queue>

namespace channelshift::bench {
namespace {

constexpr double drain_s = 86400;  ///< simulated beyond the last week, so that all that is measured comes to its end

enum class Kind : std::uint8_t { arrival, service_end, patience_end, staff, opening };

struct Event {
  double time;
  Kind kind;
  std::uint32_t who;                                                      ///< demand, team, contact or channel
  bool operator<(const Event& other) const { return time > other.time; }  // the heap has its largest on top
};

enum class State : std::uint8_t { waiting, served, gone };

struct Contact {
  double arrived;
  double handle;
  int week;
  std::int16_t channel;
  State state;
};

/// Walks round a weekly table.
class Walk {
 public:
  explicit Walk(const Weekly& steps) : steps_(&steps) {}
  double value() const { return (*steps_)[place_].value; }
  double until() const { return week_start_ + (place_ + 1 < steps_->size() ? (*steps_)[place_ + 1].from_s : week_s); }
  void advance() {
    if (++place_ < steps_->size()) return;
    place_ = 0;
    week_start_ += week_s;
  }

 private:
  const Weekly* steps_;
  std::size_t place_ = 0;
  double week_start_ = 0;
};

struct DemandState {
  Walk rate;
  boost::random::lognormal_distribution<double> handle;
};

struct TeamState {
  Walk walk;
  int staff = 0;
  int busy = 0;
  double accounted = 0;
};

struct ChannelState {
  Walk walk;
  bool open = false;
  std::deque<std::uint32_t> queue;
  std::vector<int> teams;
};

boost::random::lognormal_distribution<double> lognormal(double mean, double cv) {
  const double variance = std::log(1 + cv * cv);
  return boost::random::lognormal_distribution<double>(std::log(mean) - variance / 2, std::sqrt(variance));
}

class OrdinaryKernel {
 public:
  OrdinaryKernel(const Tables& tables, std::uint64_t seed) : tables_(tables), random_(seed) {
    for (const DemandTable& demand : tables.demands)
      demands_.push_back({Walk(demand.per_s), lognormal(demand.handle_s, demand.handle_cv)});
    for (const ChannelTable& channel : tables.channels) channels_.push_back({Walk(channel.open), false, {}, {}});
    for (std::size_t t = 0; t < tables.teams.size(); ++t) {
      teams_.push_back({Walk(tables.teams[t].staff)});
      for (const int c : tables.teams[t].answers) channels_[c].teams.push_back(static_cast<int>(t));
    }
    run_.weeks.resize((tables.weeks + 1) * channels_.size());  // one more for what is not measured
    run_.team_weeks.resize((tables.weeks + 1) * teams_.size());
  }

  OrdinaryRun run() {
    const double end = (tables_.warm_up_weeks + tables_.weeks) * week_s + drain_s;
    for (std::uint32_t c = 0; c < channels_.size(); ++c) open_or_close(c);
    for (std::uint32_t t = 0; t < teams_.size(); ++t) set_staff(t);
    for (std::uint32_t d = 0; d < demands_.size(); ++d) schedule_arrival(d);
    while (!events_.empty() && events_.top().time < end) {
      const Event event = events_.top();
      events_.pop();
      now_ = event.time;
      switch (event.kind) {
        case Kind::arrival:
          arrive(event.who);
          break;
        case Kind::service_end:
          service_ends(event.who);
          break;
        case Kind::patience_end:
          patience_ends(event.who);
          break;
        case Kind::staff:
          account(event.who);
          teams_[event.who].walk.advance();
          set_staff(event.who);
          break;
        case Kind::opening:
          channels_[event.who].walk.advance();
          open_or_close(event.who);
          break;
      }
    }
    run_.simulated = static_cast<std::int64_t>(contacts_.size());
    run_.weeks.resize(tables_.weeks * channels_.size());
    run_.team_weeks.resize(tables_.weeks * teams_.size());
    return run_;
  }

 private:
  /// The measured week of a time; one past the last if it is not measured.
  int week_of(double time) const {
    const int week = static_cast<int>(time / week_s) - tables_.warm_up_weeks;
    return week < 0 || week >= tables_.weeks ? tables_.weeks : week;
  }
  WeekSums& sums(const Contact& contact) { return run_.weeks[contact.week * channels_.size() + contact.channel]; }

  /// The next arrival after now: one unit exponential, used up at the rate of each step on the way.
  void schedule_arrival(std::uint32_t d) {
    Walk& rate = demands_[d].rate;
    double left = unit_(random_);
    double at = now_;
    while (left > rate.value() * (rate.until() - at)) {
      left -= rate.value() * (rate.until() - at);
      at = rate.until();
      rate.advance();
    }
    events_.push({at + left / rate.value(), Kind::arrival, d});
  }

  void arrive(std::uint32_t d) {
    const int c = tables_.demands[d].channel;
    const auto id = static_cast<std::uint32_t>(contacts_.size());
    contacts_.push_back(
        {now_, demands_[d].handle(random_), week_of(now_), static_cast<std::int16_t>(c), State::waiting});
    ++sums(contacts_.back()).offered;
    schedule_arrival(d);
    for (const int t : channels_[c].teams)
      if (teams_[t].busy < teams_[t].staff) return begin(id, static_cast<std::uint32_t>(t));
    channels_[c].queue.push_back(id);
    const std::optional<double>& patience = tables_.channels[c].patience_s;
    if (patience) events_.push({now_ + *patience * unit_(random_), Kind::patience_end, id});
  }

  void begin(std::uint32_t id, std::uint32_t t) {
    Contact& contact = contacts_[id];
    contact.state = State::served;
    WeekSums& week = sums(contact);
    const double wait = now_ - contact.arrived;
    week.wait_s += wait;
    week.answered_in_target += wait <= tables_.channels[contact.channel].target_s;
    account(t);
    ++teams_[t].busy;
    events_.push({now_ + contact.handle, Kind::service_end, t});
  }

  void service_ends(std::uint32_t t) {
    account(t);
    --teams_[t].busy;
    take_next(t);
  }

  /// An agent without work takes the next contact; one whose shift is over stays only for a channel that is closed.
  void take_next(std::uint32_t t) {
    const bool on_shift = teams_[t].busy < teams_[t].staff;
    for (const int c : tables_.teams[t].answers) {
      if (!on_shift && channels_[c].open) continue;
      std::deque<std::uint32_t>& queue = channels_[c].queue;
      while (!queue.empty()) {
        const std::uint32_t id = queue.front();
        queue.pop_front();
        if (contacts_[id].state == State::waiting) return begin(id, t);
      }
    }
  }

  void patience_ends(std::uint32_t id) {
    Contact& contact = contacts_[id];
    if (contact.state != State::waiting) return;
    contact.state = State::gone;
    WeekSums& week = sums(contact);
    ++week.abandoned;
    week.wait_s += now_ - contact.arrived;
  }

  void set_staff(std::uint32_t t) {
    TeamState& team = teams_[t];
    team.staff = static_cast<int>(team.walk.value());
    int before = -1;
    while (team.busy < team.staff && team.busy != before) {
      before = team.busy;
      take_next(t);
    }
    events_.push({team.walk.until(), Kind::staff, t});
  }

  void open_or_close(std::uint32_t c) {
    channels_[c].open = channels_[c].walk.value() > 0;
    events_.push({channels_[c].walk.until(), Kind::opening, c});
  }

  void account(std::uint32_t t) {
    TeamState& team = teams_[t];
    TeamSums& sums = run_.team_weeks[week_of(team.accounted) * teams_.size() + t];
    sums.busy_s += std::min(team.busy, team.staff) * (now_ - team.accounted);
    sums.staffed_s += team.staff * (now_ - team.accounted);
    team.accounted = now_;
  }

  const Tables& tables_;
  boost::random::mt19937_64 random_;
  boost::random::exponential_distribution<double> unit_;
  double now_ = 0;
  std::priority_queue<Event> events_;
  std::vector<Contact> contacts_;
  std::vector<DemandState> demands_;
  std::vector<TeamState> teams_;
  std::vector<ChannelState> channels_;
  OrdinaryRun run_;
};

}  // namespace

OrdinaryRun run_ordinary(const Tables& tables, std::uint64_t seed) { return OrdinaryKernel(tables, seed).run(); }

}  // namespace channelshift::bench
