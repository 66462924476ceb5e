#pragma once

#include "models/centre/loop.hpp"

/// The loop's part in which agents take contacts and finish them.
namespace channelshift {

/// Whether the team's agents are kept free from this channel, so many being busy with it. Not from those who came in
/// time to a live channel now closed: they would never be answered.
template <bool Full, int Words>
bool Loop<Full, Words>::kept_free(int t, int c, int busy_after) const {
  const int keep_free = phase_->teams[t].keep_free[c];
  return keep_free > 0 && teams_[t].level - busy_after < keep_free && (open_.test(c) || !live_.test(c));
}

/// The team that has an agent free for this channel, the first in the order of the file unless `routing` says
/// otherwise; none if there is none.
template <bool Full, int Words>
int Loop<Full, Words>::free_team(int c) const {
  Set teams = idle_ & answered_by_[c];
  if constexpr (Full)
    if (phase_->routing != Routing::first) return routed_team(c, teams);
  for (;;) {
    const int t = teams.first();
    if constexpr (!Full) return t;
    if (t < 0) return none;
    if (!kept_free(t, c, teams_[t].busy + 1)) return t;
    teams.reset(t);
  }
}

/// The first in a queue that is still there; nullptr if all have left. Those that left meanwhile are counted.
template <bool Full, int Words>
Waiting* Loop<Full, Words>::head(int c) {
  sim::Ring<Waiting>& queue = queues_[c];
  while (!queue.empty()) {
    Waiting& first = queue.front();
    if (Full && watches_[first.watch].gone) {
      let_go(first.watch);
    } else if (first.deadline < now_) {
      abandon(first, c);
      if constexpr (Full) {
        --lines_used_[c];
        if (first.watch != 0)
          let_go(first.watch);
        else
          give_up(first.contact, c, first.deadline - first.arrived);
      }
    } else {
      return &first;
    }
    queue.pop_front();
  }
  waiting_.reset(c);
  return nullptr;
}

/// The channel whose first contact this team takes next, `busy_after` of its agents being busy then; none if there is
/// nothing for it.
template <bool Full, int Words>
int Loop<Full, Words>::choose(int t, Set among, int busy_after) {
  Set candidates = waiting_ & answers_[t] & among;
  if constexpr (Full) {
    const Reserve& reserve = reserves_[t];
    const bool reached = teams_[t].level - busy_after < reserve.least;  // then no agent is free for any of them
    candidates = candidates - (reserve.channels - (live_ - open_)).only_if(reached);
  }
  if (!candidates.any()) return none;
  const TeamPlan& team = phase_->teams[t];
  if constexpr (!Full) {
    for (const RankPlan& rank : team.ranks) {
      const int c = rank.channels.front();
      if (candidates.test(c) && head(c)) return c;
    }
    return none;
  } else {
    if (!team.ageing.empty()) {
      const int c = choose_aged(t, candidates, busy_after);
      if (c != none) return c;
    }
    for (const RankPlan& rank : team.ranks) {
      if (!team.ageing.empty()) break;
      int best = none;
      sim::Ticks longest = sim::never;
      for (const int c : rank.channels) {
        if (!candidates.test(c)) continue;
        if (kept_free(t, c, busy_after)) continue;
        const Waiting* first = head(c);
        if (first == nullptr || first->arrived >= longest) continue;
        best = c;
        longest = first->arrived;
      }
      if (best != none) return best;
    }
    for (const OverflowPlan& overflow : team.overflow) {
      if (!candidates.test(overflow.channel)) continue;
      const Waiting* first = head(overflow.channel);
      if (first != nullptr && now_ - first->arrived >= overflow.after) return overflow.channel;
    }
    return none;
  }
}

/// A free agent of the team goes to work.
template <bool Full, int Words>
auto Loop<Full, Words>::take_slot(int t) -> Slot {
  TeamState& team = teams_[t];
  account(team);
  ++team.busy;
  idle_.reset_if(t, team.busy >= team.level);
  if constexpr (Full)
    if (longest_idle_) count_idle(t);
  const Slot slot = team.free_slots.back();
  team.free_slots.pop_back();
  return slot;
}

/// The agent in this slot takes the first of a queue, known to be there.
template <bool Full, int Words>
void Loop<Full, Words>::take(int t, Slot slot, int c) {
  sim::Ring<Waiting>& queue = queues_[c];
  Waiting& work = queue.front();  // stays where it is until somebody joins the queue
  queue.pop_front();
  waiting_.reset_if(c, queue.empty());
  if constexpr (Full) {
    watches_[work.watch].answered = true;
    let_go(work.watch);
    if (work.called_back) {
      ++lines_used_[c];
      work.called_back = false;
    }
    if (!work.contact.started) add_wait(work.contact, now_ - work.arrived);
    begin(t, slot, c, work);
  } else {
    count_answer(work, c, work.handle);
    counts_.team_channel_busy[t * plan_.channels + c] += work.handle;
    tree_.set(slot, now_ + work.handle);
  }
}

/// Full loop: handling begins or goes on, until then.
template <bool Full, int Words>
sim::Ticks Loop<Full, Words>::occupy(int t, Slot slot, int c, sim::Ticks handle) {
  counts_.team_channel_busy[t * plan_.channels + c] += handle;
  tree_.set(slot, now_ + handle);
  slots_[slot] = {static_cast<std::uint16_t>(c), phase_->channels[c].interruptible, false};
  return now_ + handle;
}

/// Full loop: a handle time at this team's speed.
template <bool Full, int Words>
sim::Ticks Loop<Full, Words>::paced(int t, int c, sim::Ticks handle) const {
  const double pace = pace_[t * plan_.channels + c];
  return pace == 1.0 ? handle : static_cast<sim::Ticks>(static_cast<double>(handle) * pace);
}

/// Full loop: work from a queue begins or is taken up again.
template <bool Full, int Words>
void Loop<Full, Words>::begin(int t, Slot slot, int c, const Waiting& work) {
  if (shared_.test(c)) {
    if (!work.contact.started) count_answer(work, c, 0);
    return hold(t, slot, c, work);
  }
  const sim::Ticks handle = paced(t, c, work.handle);
  if (!work.contact.started) {
    count_answer(work, c, handle);
    count_for_team(t, handle, work.day_cell != measured_days_);
  }
  const sim::Ticks end = occupy(t, slot, c, handle);
  if (slots_[slot].interruptible)
    keep_interruptible(t, slot, work);
  else
    settle(work.contact, t, c, end, work.day_cell != measured_days_);
}

template <bool Full, int Words>
void Loop<Full, Words>::keep_interruptible(int t, Slot slot, const Waiting& work) {
  slot_work_[slot] = work;
  slot_work_[slot].watch = 0;
  teams_[t].interruptible.push_back(slot);
  may_interrupt_.set(t);
}

template <bool Full, int Words>
void Loop<Full, Words>::forget_interruptible(int t, Slot slot) {
  std::vector<Slot>& slots = teams_[t].interruptible;
  slots.erase(std::find(slots.begin(), slots.end(), slot));
  may_interrupt_.put(t, !slots.empty());
}

/// A contact that finds an agent free.
template <bool Full, int Words>
void Loop<Full, Words>::answer_at_once(int t, Slot slot, int c, const Contact& contact, sim::Ticks base_handle) {
  ++hot_[c].at_once;
  if constexpr (!Full) {
    hot_[c].handle += base_handle;
    counts_.team_channel_busy[t * plan_.channels + c] += base_handle;
    tree_.set(slot, now_ + base_handle);
  } else {
    if (shared_.test(c))
      return hold(t, slot, c, {now_, 0, base_handle, contact, week_now_, static_cast<std::uint16_t>(day_now_), 0});
    const sim::Ticks handle = paced(t, c, base_handle);
    hot_[c].handle += handle;
    count_for_team(t, handle, measured_);
    const sim::Ticks end = occupy(t, slot, c, handle);
    if (slots_[slot].interruptible)
      keep_interruptible(t, slot, {now_, 0, base_handle, contact, week_now_, static_cast<std::uint16_t>(day_now_), 0});
    else
      settle(contact, t, c, end, measured_);
  }
}

/// An agent becomes free: takes the next contact, or leaves if the level has fallen. Beyond the level it stays only for
/// contacts that came in time to a channel now closed.
template <bool Full, int Words>
void Loop<Full, Words>::service_ends(Slot slot) {
  const int t = slot_team_[slot];
  TeamState& team = teams_[t];
  if constexpr (Full) {
    if (slots_[slot].shared) {
      end_one(t, slot);
      if (!desks_[slot].held.empty()) return fill_room(t);
    } else {
      finish(t, slot);
    }
  }
  const int c = team.busy <= team.level ? choose(t, workable_, team.busy) : choose(t, live_ - open_, team.busy);
  if (c != none)
    take(t, slot, c);
  else
    release(t, slot);
  if constexpr (Full)
    if (any_shared_) fill_room(t);
}

template <bool Full, int Words>
void Loop<Full, Words>::finish(int t, Slot slot) {
  const int c = slots_[slot].channel;
  --lines_used_[c];
  if (!slots_[slot].interruptible) return;
  forget_interruptible(t, slot);
  const Waiting& work = slot_work_[slot];
  settle(work.contact, t, c, now_, work.day_cell != measured_days_);
}

template <bool Full, int Words>
void Loop<Full, Words>::release(int t, Slot slot) {
  TeamState& team = teams_[t];
  account(team);
  --team.busy;
  team.free_slots.push_back(slot);
  tree_.set(slot, sim::never);
  if (team.busy >= team.level) return;
  idle_.set(t);
  if constexpr (Full) {
    if (longest_idle_) count_idle(t);
    arm_overflow(t);
  }
}

/// Gives work to every free agent of a team, as far as there is any.
template <bool Full, int Words>
void Loop<Full, Words>::fill(int t) {
  TeamState& team = teams_[t];
  while (team.busy < team.level) {
    const int c = choose(t, workable_, team.busy + 1);
    if (c == none) break;
    take(t, take_slot(t), c);
  }
  idle_.put(t, team.busy < team.level);
  if constexpr (Full)
    if (idle_.test(t)) arm_overflow(t);
}

/// The same for every team, then to agents who have something in hand and room for more.
template <bool Full, int Words>
void Loop<Full, Words>::fill_all() {
  for (int t = 0; t < plan_.teams; ++t) fill(t);
  if constexpr (Full)
    if (any_shared_)
      for (int t = 0; t < plan_.teams; ++t) fill_room(t);
}

/// Gives a queue to the free agents of any team.
template <bool Full, int Words>
void Loop<Full, Words>::dispatch(int c) {
  if (!workable_.test(c)) return;
  while (waiting_.test(c)) {
    const int t = free_team(c);
    if (t == none || head(c) == nullptr) break;
    take(t, take_slot(t), c);
  }
  if constexpr (Full)
    if (shared_.test(c))
      for (int t = 0; t < plan_.teams; ++t) fill_room(t);
}

/// Sets the clocks at which contacts that now wait will be old enough for this team, which has a free agent or one with
/// room.
template <bool Full, int Words>
void Loop<Full, Words>::arm_overflow(int t) {
  for (const OverflowPlan& overflow : phase_->teams[t].overflow) {
    if (!waiting_.test(overflow.channel) || !workable_.test(overflow.channel)) continue;
    const Waiting* first = head(overflow.channel);
    if (first == nullptr) continue;
    const sim::Ticks opens = std::max(now_, first->arrived + overflow.after);
    tree_.set(overflow_slot_ + static_cast<Slot>(overflow.clock), opens);
  }
}

/// The same when a contact that came at `arrived` joins this channel's queue.
template <bool Full, int Words>
void Loop<Full, Words>::arm_overflow_to(int c, sim::Ticks arrived) {
  if (!workable_.test(c)) return;
  for (const auto& [team, place] : phase_->channels[c].overflow_clocks) {
    const OverflowPlan& overflow = phase_->teams[team].overflow[place];
    const Slot clock = overflow_slot_ + static_cast<Slot>(overflow.clock);
    const sim::Ticks opens = std::max(now_, arrived + overflow.after);
    if ((idle_.test(team) || (any_shared_ && room(team, c))) && opens < tree_.time(clock)) tree_.set(clock, opens);
  }
}

/// An overflow clock has rung: its team, if an agent is free or has room, looks again.
template <bool Full, int Words>
void Loop<Full, Words>::overflow_opens(Slot clock) {
  for (int t = 0; t < plan_.teams; ++t)
    for (const OverflowPlan& overflow : phase_->teams[t].overflow) {
      if (static_cast<Slot>(overflow.clock) != clock) continue;
      if (idle_.test(t)) fill(t);
      if (any_shared_) fill_room(t);
      return;
    }
}

/// A live contact that finds no agent free takes one from deferred work that ranks lower with that team.
template <bool Full, int Words>
bool Loop<Full, Words>::interrupt(const Contact& contact, int c, sim::Ticks handle) {
  Set teams = may_interrupt_ & answered_by_[c];
  for (int t = teams.first(); t != none; teams.reset(t), t = teams.first()) {
    if (kept_free(t, c, teams_[t].busy)) continue;
    const Slot slot = lowest_interruptible(t, phase_->teams[t].rank_of[c]);
    if (slot == 0) continue;
    const int put_aside = slots_[slot].channel;
    put_down(t, slot);
    answer_at_once(t, slot, c, contact, handle);
    dispatch(put_aside);
    return true;
  }
  return false;
}

/// The slot whose interruptible work ranks lowest, of that the one that came last; 0 if none ranks below `rank`.
template <bool Full, int Words>
auto Loop<Full, Words>::lowest_interruptible(int t, int rank) const -> Slot {
  const std::vector<int>& rank_of = phase_->teams[t].rank_of;
  const auto rank_at = [&](Slot slot) {  // overflow ranks after all
    const int r = rank_of[slots_[slot].channel];
    return r == none ? plan_.channels : r;
  };
  Slot lowest = 0;
  for (const Slot slot : teams_[t].interruptible) {
    if (rank_at(slot) <= rank) continue;
    if (lowest == 0 || rank_at(slot) > rank_at(lowest) ||
        (rank_at(slot) == rank_at(lowest) && slot_work_[slot].arrived > slot_work_[lowest].arrived))
      lowest = slot;
  }
  return lowest;
}

/// Interruptible work goes back to its place in the queue with what remains of it; the agent stays busy.
template <bool Full, int Words>
void Loop<Full, Words>::put_down(int t, Slot slot) {
  const int c = slots_[slot].channel;
  forget_interruptible(t, slot);
  Waiting work = slot_work_[slot];
  const sim::Ticks remains = tree_.time(slot) - now_;
  const double pace = pace_[t * plan_.channels + c];
  work.handle = pace == 1.0 ? remains : static_cast<sim::Ticks>(static_cast<double>(remains) / pace);
  work.handle += phase_->channels[c].switch_cost;
  work.deadline = sim::Ticks{1} << 48;
  work.contact.started = true;
  counts_.team_channel_busy[t * plan_.channels + c] -= remains;
  queues_[c].insert_ordered(work, [](const Waiting& a, const Waiting& b) { return a.arrived < b.arrived; });
  waiting_.set(c);
  arm_overflow_to(c, work.arrived);
}

}  // namespace channelshift
