#pragma once

#include "models/centre/loop.hpp"

/// The loop's part in which one agent holds several contacts of a channel at once (`concurrency`). Work on each goes on
/// at the speed for the number held, and the agent's slot of the tree has the time at which the first of them ends.
/// What becomes of them is settled, and handling counted, when they end.
namespace channelshift {

/// Tables for those channels of which some phase lets an agent hold several.
template <bool Full, int Words>
void Loop<Full, Words>::make_desks() {
  int most = 1;
  for (const Phase& phase : plan_.phases)
    for (const ChannelPlan& channel : phase.channels) most = std::max(most, channel.concurrency());
  if (most == 1) return;
  desks_.resize(agents_ + 1);
  desk_lists_.resize(agents_ + 1, plan_.teams * plan_.channels, most);
}

/// Whether the team may take the contact at the head of this queue without a further agent.
template <bool Full, int Words>
bool Loop<Full, Words>::old_enough(int t, int c, const Waiting& first) const {
  const TeamPlan& team = phase_->teams[t];
  if (team.rank_of[c] != none) return true;
  return std::any_of(team.overflow.begin(), team.overflow.end(), [&](const OverflowPlan& overflow) {
    return overflow.channel == c && now_ - first.arrived >= overflow.after;
  });
}

/// The agent of the team who takes a further contact: of those with room the one who holds fewest. While more are busy
/// than the level, as many of them, those who hold fewest, take no more, but for what came in time to a channel now
/// closed. 0: nobody.
template <bool Full, int Words>
auto Loop<Full, Words>::room(int t, int c) const -> Slot {
  const TeamState& team = teams_[t];
  if (kept_free(t, c, team.busy)) return 0;
  const bool stay = live_.test(c) && !open_.test(c);
  int go = stay ? 0 : team.busy - team.level;
  const int group = t * plan_.channels + c;
  for (int held = 1; held < phase_->channels[c].concurrency(); ++held)
    for (Slot slot = desk_lists_.first(group, held); slot != DeskLists::nobody; slot = desk_lists_.after(slot))
      if (go-- <= 0) return slot;
  return 0;
}

/// A contact that finds no agent idle goes to one with room.
template <bool Full, int Words>
bool Loop<Full, Words>::join(const Contact& contact, int c, sim::Ticks handle) {
  for (const int t : phase_->channels[c].teams)
    if (const Slot slot = room(t, c)) {
      answer_at_once(t, slot, c, contact, handle);
      return true;
    }
  return false;
}

/// One more contact on the desk of the agent in this slot.
template <bool Full, int Words>
void Loop<Full, Words>::hold(int t, Slot slot, int c, const Waiting& work) {
  Desk& desk = desks_[slot];
  const int group = t * plan_.channels + c;
  const auto held = static_cast<int>(desk.held.size());
  if (held == 0) {
    slots_[slot] = {static_cast<std::uint16_t>(c), false, true};
    desk.occupied = now_;
  } else {
    desk_lists_.remove(group, held, slot);
  }
  desk.work_until(now_);
  desk.held.push_back({paced(t, c, work.handle) * parts_per_tick, now_, work});
  desk.held.back().work.watch = 0;
  desk_lists_.append(group, held + 1, slot);
  pace_desk(slot);
}

/// The speed for what the desk holds now, and the time at which the first of it ends.
template <bool Full, int Words>
void Loop<Full, Words>::pace_desk(Slot slot) {
  Desk& desk = desks_[slot];
  desk.speed = phase_->channels[slots_[slot].channel].speed_when(static_cast<int>(desk.held.size()));
  tree_.set(slot, now_ + desk.until_done());
}

/// One of the contacts that this agent holds ends.
template <bool Full, int Words>
void Loop<Full, Words>::end_one(int t, Slot slot) {
  Desk& desk = desks_[slot];
  const int c = slots_[slot].channel;
  const int group = t * plan_.channels + c;
  desk.work_until(now_);
  desk_lists_.remove(group, static_cast<int>(desk.held.size()), slot);
  const auto first = desk.first_done();
  const Held ended = *first;
  desk.held.erase(first);
  if (desk.held.empty()) {
    count_occupied(t, slot);
  } else {
    desk_lists_.append(group, static_cast<int>(desk.held.size()), slot);
    pace_desk(slot);
  }
  --lines_used_[c];
  count_handled(ended.work, t, c, now_ - ended.answered);
  settle(ended.work.contact, t, c, now_, ended.work.day_cell != measured_days_);
}

/// Gives queues to agents of the team who hold some of the same channel and have room.
template <bool Full, int Words>
void Loop<Full, Words>::fill_room(int t) {
  Set channels = waiting_ & answers_[t] & shared_ & workable_;
  for (int c = channels.first(); c >= 0; c = channels.first()) {
    channels.reset(c);
    while (const Slot slot = waiting_.test(c) ? room(t, c) : 0) {
      const Waiting* first = head(c);
      if (first == nullptr) break;
      if (!old_enough(t, c, *first)) {
        arm_overflow_to(c, first->arrived);
        break;
      }
      take(t, slot, c);
    }
  }
}

/// When a phase begins: speeds may have changed.
template <bool Full, int Words>
void Loop<Full, Words>::pace_desks() {
  for (Slot slot = 1; slot < desks_.size(); ++slot) {
    if (desks_[slot].held.empty()) continue;
    desks_[slot].work_until(now_);
    pace_desk(slot);
  }
}

/// Handling that ended, or would end, so long after the answer.
template <bool Full, int Words>
void Loop<Full, Words>::count_handled(const Waiting& work, int t, int c, sim::Ticks handle) {
  if (work.contact.started) return;  // counted when it was begun
  count_for_team(t, handle, work.day_cell != measured_days_);
  week_cell(c, work.week_cell).handle += handle;
  day_cell(c, work.day_cell).handle += handle;
}

/// The time for which the agent in this slot held contacts.
template <bool Full, int Words>
void Loop<Full, Words>::count_occupied(int t, Slot slot) {
  const sim::Ticks from = measured_ ? std::max(desks_[slot].occupied, measured_from_) : now_;
  counts_.team_channel_busy[t * plan_.channels + slots_[slot].channel] += now_ - from;
}

/// At the end: needs in hand are open, and handling counts as if nobody took more.
template <bool Full, int Words>
void Loop<Full, Words>::count_desks_at_end() {
  for (Slot slot = 1; slot < desks_.size(); ++slot) {
    Desk& desk = desks_[slot];
    if (desk.held.empty()) continue;
    count_occupied(slot_team_[slot], slot);
    desk.work_until(now_);
    for (const Held& one : desk.held) {
      open_need(one.work.contact);
      count_handled(one.work, slot_team_[slot], slots_[slot].channel,
                    now_ - one.answered + std::max<sim::Ticks>(0, one.left / desk.speed));
    }
  }
}

}  // namespace channelshift
