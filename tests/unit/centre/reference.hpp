#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "builders.hpp"
#include "models/centre/arrivals.hpp"
#include "sim/kernel/tournament_tree.hpp"

/// A second simulator, written from the rules alone: no event list, no lazy patience, no queues but one list of who
/// waits, searched from the front each time. It knows first contacts, patience, ranks, ages, keep-free, interruptible
/// work, agents who hold several contacts, opening hours and levels without chance; targets on the elapsed clock.
namespace channelshift::reference {

struct Work {
  sim::Ticks arrived = 0;
  sim::Ticks deadline = 0;
  sim::Ticks left = 0;  ///< handling still to be done
  int channel = 0;
  bool begun = false;
};

struct ChannelSums {
  std::int64_t offered = 0, answered = 0, in_target = 0, abandoned = 0, turned_away = 0, waited = 0, waiting_at_end = 0;
  sim::Ticks wait = 0, wait_answered = 0, handle = 0;
  bool operator==(const ChannelSums&) const = default;
};
struct TeamSums {
  sim::Ticks busy = 0, busy_within = 0, at_work = 0, overtime = 0;
  std::vector<sim::Ticks> on_channel;  ///< [channel]
};

class Simulator {
 public:
  explicit Simulator(const Scenario& s, std::uint64_t replication = 0) : scenario_(s) {
    complete();
    const Plan plan = compile(scenario_, {});
    end_ = plan.day_list.days() * ticks_per_day;
    draw(plan, sim::key_of(s.seed, replication));
    channels.resize(model().channels.size());
    teams.resize(model().teams.size());
    staff_.resize(model().teams.size());
    open_.assign(model().channels.size(), false);
    for (TeamSums& t : teams) t.on_channel.assign(model().channels.size(), 0);
    make_calendar(plan);
  }

  void run() {
    for (std::size_t next = 0;;) {
      const sim::Ticks at =
          std::min({next_end(), next_calendar(), next < comers_.size() ? comers_[next].arrived : end_, end_});
      pass_to(at);
      if (at == end_) break;
      end_services();
      while (calendar_at(at, true)) {
      }
      for (; next < comers_.size() && comers_[next].arrived == at; ++next) arrive(comers_[next]);
      while (next_end() > at && calendar_at(at, false)) {
      }
    }
    finish();
  }

  std::vector<ChannelSums> channels;
  std::vector<TeamSums> teams;

 private:
  /// Work in hand, in parts of a tick.
  struct Piece {
    Work work;
    std::int64_t left;
    sim::Ticks answered;
  };
  struct Agent {
    std::vector<Piece> held;
    std::int64_t turn;  ///< ascending in the order in which agents came to hold so many
    int channel() const { return held[0].work.channel; }
    auto first_done() {
      return std::min_element(held.begin(), held.end(), [](const Piece& a, const Piece& b) { return a.left < b.left; });
    }
  };
  struct Staff {
    int level = 0;
    std::vector<Agent> busy;
    int free() const { return level - static_cast<int>(busy.size()); }
  };
  struct Change {
    sim::Ticks at;
    int order;  ///< rise, opening; closing, fall
    int id;
    int level;
  };

  const Model& model() const { return scenario_.model; }
  const Channel& channel(int c) const { return model().channels[c]; }
  bool is_live(int c) const { return channel(c).kind == ChannelKind::live; }
  void complete() { build::complete(scenario_.model); }

  void draw(const Plan& plan, sim::Key key) {
    BusyDays busy_days;
    busy_days.draw(plan, key);
    const auto stream = std::make_unique<ArrivalStream>();
    for (int d = 0; d < plan.demands; ++d) {
      stream->start(plan, d, key, busy_days);
      for (sim::Ticks at = stream->next(); at != sim::never; at = stream->next())
        comers_.push_back(
            {at, at + duration(stream->patience_s()), stream->handle(), model().demands[d].channel.value, false});
    }
    std::stable_sort(comers_.begin(), comers_.end(),
                     [](const Work& a, const Work& b) { return a.arrived < b.arrived; });
  }

  void make_calendar(const Plan& plan) {
    for (int c = 0; c < plan.channels; ++c)
      for (const Span& span : plan.open[c].spans()) {
        changes_.push_back({span.open, 1, c, 0});
        changes_.push_back({span.close, 2, c, 0});
      }
    for (int t = 0; t < plan.teams; ++t) {
      int before = 0;
      for (int second = 0; second < plan.day_list.days() * seconds_per_day; second += 60) {
        const int level = rostered(t, plan.day_list, second / seconds_per_day, second % seconds_per_day);
        if (level != before) changes_.push_back({sim::ticks(second), level > before ? 0 : 3, t, level});
        before = level;
      }
    }
    std::sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) {
      return std::tie(a.at, a.order, a.id) < std::tie(b.at, b.order, b.id);
    });
  }

  int rostered(int t, const DayList& days, int d, int second) const {
    int staff = 0;
    for (const RosterLine& line : model().teams[t].roster)
      for (const TimeRange& range : line.hours)
        if (applies(line.days, days.weekday(d), days.closed(d)) && range.from_s <= second && second < range.to_s)
          staff += line.staff;
    return staff;
  }

  sim::Ticks next_end() const {
    sim::Ticks first = end_;
    for (const Staff& staff : staff_)
      for (Agent agent : staff.busy) first = std::min(first, end_of(agent));
    return first;
  }
  std::int64_t speed_of(const Agent& agent) const {
    const std::vector<double>& speed = channel(agent.channel()).speed;
    return std::llround(65536 * (speed.empty() ? 1.0 : speed[agent.held.size() - 1]));
  }
  sim::Ticks end_of(Agent& agent) const {
    const std::int64_t speed = speed_of(agent);
    return now_ + std::max<std::int64_t>(0, (agent.first_done()->left + speed - 1) / speed);
  }
  sim::Ticks next_calendar() const { return next_change_ < changes_.size() ? changes_[next_change_].at : end_; }

  void pass_to(sim::Ticks at) {
    const sim::Ticks passed = at - now_;
    for (std::size_t t = 0; t < teams.size(); ++t) {
      const auto busy = static_cast<sim::Ticks>(staff_[t].busy.size());
      const auto level = static_cast<sim::Ticks>(staff_[t].level);
      teams[t].busy += busy * passed;
      teams[t].busy_within += std::min(busy, level) * passed;
      teams[t].at_work += level * passed;
      teams[t].overtime += std::max<sim::Ticks>(0, busy - level) * passed;
      for (Agent& agent : staff_[t].busy) {
        teams[t].on_channel[agent.channel()] += passed;
        const std::int64_t speed = speed_of(agent);
        for (Piece& piece : agent.held) piece.left -= passed * speed;
      }
    }
    now_ = at;
  }

  void end_services() {
    for (std::size_t t = 0; t < staff_.size(); ++t)
      for (std::size_t a = 0; a < staff_[t].busy.size();) {
        Agent& agent = staff_[t].busy[a];
        if (end_of(agent) != now_) {
          ++a;
          continue;
        }
        const bool beyond = static_cast<int>(staff_[t].busy.size()) > staff_[t].level;
        const auto done = agent.first_done();
        if (channel(agent.channel()).concurrency > 1) channels[agent.channel()].handle += now_ - done->answered;
        agent.held.erase(done);
        agent.turn = ++turns_;
        if (agent.held.empty()) {
          staff_[t].busy.erase(staff_[t].busy.begin() + static_cast<std::ptrdiff_t>(a));
          if (const auto place = choice(t, beyond)) begin(t, *place);
        }
        fill_room(t);
        a = 0;
      }
  }

  /// Who holds some of the channel and takes more of it.
  std::optional<std::size_t> room(std::size_t t, int c) const {
    const std::vector<Agent>& busy = staff_[t].busy;
    std::vector<std::size_t> able;
    for (std::size_t a = 0; a < busy.size(); ++a)
      if (busy[a].channel() == c && static_cast<int>(busy[a].held.size()) < channel(c).concurrency) able.push_back(a);
    std::sort(able.begin(), able.end(), [&](std::size_t a, std::size_t b) {
      return std::tuple(busy[a].held.size(), busy[a].turn) < std::tuple(busy[b].held.size(), busy[b].turn);
    });
    const bool stay = is_live(c) && !open_[c];
    const int leaving = stay ? 0 : std::max(0, -staff_[t].free());
    if (leaving >= static_cast<int>(able.size())) return std::nullopt;
    return able[static_cast<std::size_t>(leaving)];
  }

  void fill_room(std::size_t t) {
    forget_those_who_left();
    for (std::size_t c = 0; c < channels.size(); ++c)
      for (;;) {
        const auto agent = room(t, static_cast<int>(c));
        const Answers* entry = entry_of(t, static_cast<int>(c));
        if (!agent || !entry || (!is_live(entry->channel.value) && !open_[c])) break;
        if (kept_free(t, *entry, staff_[t].free())) break;
        std::optional<std::size_t> best;
        for (std::size_t place = 0; place < waiting_.size(); ++place)
          if (waiting_[place].channel == static_cast<int>(c) &&
              (!best || waiting_[place].arrived < waiting_[*best].arrived))
            best = place;
        if (!best) break;
        begin(t, *best, *agent);
      }
  }

  /// So many agents staying free: fewer than must stay?
  bool kept_free(std::size_t, const Answers& entry, int free) const {
    const bool in_time = is_live(entry.channel.value) && !open_[entry.channel.value];
    return !in_time && entry.keep_free > 0 && free < entry.keep_free;
  }

  const Answers* entry_of(std::size_t t, int c) const {
    for (const auto& rank : model().teams[t].answers)
      for (const Answers& entry : rank)
        if (entry.channel.value == c) return &entry;
    return nullptr;
  }

  bool calendar_at(sim::Ticks at, bool early) {
    if (next_calendar() != at || (changes_[next_change_].order < 2) != early) return false;
    const Change change = changes_[next_change_++];
    if (change.order == 1 || change.order == 2) open_[change.id] = change.order == 1;
    if (change.order == 0 || change.order == 3) staff_[change.id].level = change.level;
    for (std::size_t t = 0; t < staff_.size() && change.order == 3; ++t) put_down_beyond_level(t);
    // What opens at one instant opens together, so that a team takes the highest rank of it.
    if (change.order == 1 && next_calendar() == at && changes_[next_change_].order == 1) return true;
    serve_all();
    return true;
  }

  void put_down_beyond_level(std::size_t t) {
    while (staff_[t].free() < 0) {
      const auto agent = lowest_interruptible(t, -1);
      if (!agent) return;
      put_down(t, *agent);
      if (const auto place = choice(t, true)) begin(t, *place);
    }
  }

  /// Every free agent of every team, in order, takes what it may.
  void serve_all() {
    for (std::size_t t = 0; t < staff_.size(); ++t)
      while (staff_[t].free() > 0) {
        const auto place = choice(t, false);
        if (!place) break;
        begin(t, *place);
      }
    for (std::size_t t = 0; t < staff_.size(); ++t) fill_room(t);
  }

  void arrive(const Work& work) {
    ChannelSums& sums = channels[work.channel];
    if (is_live(work.channel) && !open_[work.channel]) {
      ++sums.turned_away;
      return;
    }
    ++sums.offered;
    const auto answered_before = sums.answered;
    waiting_.push_back(work);
    serve_all();
    if (sums.answered == answered_before && is_live(work.channel)) interrupt(work);
    sums.waited += sums.answered == answered_before;
  }

  void interrupt(const Work& work) {
    for (std::size_t t = 0; t < staff_.size(); ++t) {
      const auto rank = rank_of(t, work.channel);
      if (!rank || kept_free(t, *entry_of(t, work.channel), staff_[t].free())) continue;
      const auto agent = lowest_interruptible(t, *rank);
      if (!agent) continue;
      put_down(t, *agent);
      const auto mine = std::find_if(waiting_.begin(), waiting_.end(), [&](const Work& w) {
        return w.arrived == work.arrived && w.channel == work.channel && w.left == work.left &&
               w.deadline == work.deadline;
      });
      begin(t, static_cast<std::size_t>(mine - waiting_.begin()));
      serve_all();
      return;
    }
  }

  std::optional<int> rank_of(std::size_t t, int c) const {
    const auto& ranks = model().teams[t].answers;
    for (std::size_t r = 0; r < ranks.size(); ++r)
      for (const Answers& entry : ranks[r])
        if (entry.channel.value == c) return static_cast<int>(r);
    return std::nullopt;
  }

  std::optional<std::size_t> lowest_interruptible(std::size_t t, int below) const {
    std::optional<std::size_t> lowest;
    for (std::size_t a = 0; a < staff_[t].busy.size(); ++a) {
      const Work& work = staff_[t].busy[a].held[0].work;
      const int rank = *rank_of(t, work.channel);
      if (!channel(work.channel).interruptible || rank <= below) continue;
      if (lowest) {
        const Work& other = staff_[t].busy[*lowest].held[0].work;
        const int its = *rank_of(t, other.channel);
        if (rank < its || (rank == its && work.arrived <= other.arrived)) continue;
      }
      lowest = a;
    }
    return lowest;
  }

  void put_down(std::size_t t, std::size_t a) {
    Work work = staff_[t].busy[a].held[0].work;
    work.left = staff_[t].busy[a].held[0].left / 65536;
    staff_[t].busy.erase(staff_[t].busy.begin() + static_cast<std::ptrdiff_t>(a));
    waiting_.push_back(work);
  }

  /// Whom an agent of the team, who would be busy then, takes.
  std::optional<std::size_t> choice(std::size_t t, bool beyond_level) {
    forget_those_who_left();
    std::optional<std::size_t> best;
    std::tuple<double, sim::Ticks, int> least;
    for (std::size_t place = 0; place < waiting_.size(); ++place) {
      const int c = waiting_[place].channel;
      const Answers* entry = entry_of(t, c);
      if (!entry) continue;
      if (beyond_level ? !is_live(c) || open_[c] : !is_live(c) && !open_[c]) continue;
      if (kept_free(t, *entry, staff_[t].free() - 1)) continue;
      const auto waited = static_cast<double>(now_ - waiting_[place].arrived);
      const double aged = entry->ages_s ? waited / (*entry->ages_s * static_cast<double>(sim::ticks_per_s)) : 0;
      const std::tuple key(*rank_of(t, c) - aged, waiting_[place].arrived, c);
      if (best && least <= key) continue;
      best = place;
      least = key;
    }
    return best;
  }

  void begin(std::size_t t, std::size_t place, std::optional<std::size_t> further = std::nullopt) {
    Work work = waiting_[place];
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(place));
    ChannelSums& sums = channels[work.channel];
    if (!work.begun) {
      const sim::Ticks waited = now_ - work.arrived;
      ++sums.answered;
      sums.wait += waited;
      sums.wait_answered += waited;
      if (channel(work.channel).concurrency == 1) sums.handle += work.left;
      const auto& target = channel(work.channel).target;
      sums.in_target += target && waited <= sim::ticks(target->within_s);
    }
    work.begun = true;
    if (!further) staff_[t].busy.emplace_back();
    Agent& agent = further ? staff_[t].busy[*further] : staff_[t].busy.back();
    agent.held.push_back({work, work.left * 65536, now_});
    agent.turn = ++turns_;
  }

  void forget_those_who_left() {
    std::erase_if(waiting_, [&](const Work& work) {
      if (work.begun || work.deadline >= now_) return false;
      ++channels[work.channel].abandoned;
      channels[work.channel].wait += work.deadline - work.arrived;
      return true;
    });
  }

  void finish() {
    forget_those_who_left();
    for (const Staff& staff : staff_)
      for (const Agent& agent : staff.busy)
        for (const Piece& piece : agent.held)
          if (channel(agent.channel()).concurrency > 1)
            channels[agent.channel()].handle += now_ - piece.answered + piece.left / speed_of(agent);
    for (const Work& work : waiting_) {
      if (work.begun) continue;
      ChannelSums& sums = channels[work.channel];
      ++sums.waiting_at_end;
      const auto& target = channel(work.channel).target;
      if (is_live(work.channel) || !target || work.arrived + sim::ticks(target->within_s) < end_)
        sums.wait += end_ - work.arrived;
    }
  }

  Scenario scenario_;
  sim::Ticks end_ = 0;
  sim::Ticks now_ = 0;
  std::vector<Work> comers_;
  std::vector<Work> waiting_;
  std::vector<Staff> staff_;
  std::vector<bool> open_;
  std::vector<Change> changes_;
  std::size_t next_change_ = 0;
  std::int64_t turns_ = 0;
};

inline ChannelSums sums_of(const ChannelCounts& c) {
  return {c.offered,        c.answered, c.answered_in_target, c.abandoned, c.turned_away, c.waited,
          c.waiting_at_end, c.wait,     c.wait_answered,      c.handle};
}

}  // namespace channelshift::reference
