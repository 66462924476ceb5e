#pragma once

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "models/centre/loop.hpp"
#include "models/centre/simulate.hpp"

/// The loop's part that counts.
namespace channelshift {

/// When a contact that came at `arrived` must be answered to be in target.
template <bool Full, int Words>
sim::Ticks Loop<Full, Words>::due(int c, sim::Ticks arrived) const {
  const ChannelPlan& channel = phase_->channels[c];
  if (!channel.working_clock) return arrived + channel.within;
  return channel.within_days > 0 ? plan_.open[c].after_open_days(arrived, channel.within_days)
                                 : plan_.open[c].after_open_time(arrived, channel.within);
}

template <bool Full, int Words>
bool Loop<Full, Words>::in_target(int c, sim::Ticks arrived, sim::Ticks answered) const {
  return phase_->channels[c].has_target && answered <= due(c, arrived);
}

/// Counts the answer, now, of a contact that waited.
template <bool Full, int Words>
void Loop<Full, Words>::count_answer(const Waiting& waiting, int c, sim::Ticks handle) {
  const sim::Ticks waited = now_ - waiting.arrived;
  const bool in_time = in_target(c, waiting.arrived, now_);
  for (Cell* cell : {&week_cell(c, waiting.week_cell), &day_cell(c, waiting.day_cell)}) {
    ++cell->answered;
    cell->answered_in_target += in_time;
    cell->wait += waited;
    cell->wait_answered += waited;
    cell->handle += handle;
  }
  if (waiting.day_cell != measured_days_) ++histogram_[c * wait_buckets + wait_bucket(waited)];
  count_queue(c, waiting.arrived, now_);
}

/// Full loop: a contracted team charges for this contact.
template <bool Full, int Words>
void Loop<Full, Words>::count_for_team(int t, sim::Ticks handle, bool measured) {
  if (!any_contracted_ || !measured || !phase_->teams[t].contracted) return;
  ++counts_.teams[t].answered;
  counts_.teams[t].handle += handle;
}

/// Someone waited from then to then: open time only, for live channels; measured time only.
template <bool Full, int Words>
void Loop<Full, Words>::count_queue(int c, sim::Ticks arrived, sim::Ticks to) {
  const sim::Ticks from = std::max(arrived, measured_from_);
  if (to <= from) return;
  const bool all_open = !live_.test(c) || last_closing_[c] < arrived;
  counts_.channels[c].queue += all_open ? to - from : plan_.open[c].open_between(from, to);
}

/// Deferred contacts in the queues and the handling that remains of them.
template <bool Full, int Words>
void Loop<Full, Words>::count_backlog(std::int64_t ChannelCounts::*contacts, sim::Ticks ChannelCounts::*work) {
  for (int c = 0; c < plan_.channels; ++c) {
    if (phase_->channels[c].kind != ChannelKind::deferred) continue;
    ChannelCounts& counts = counts_.channels[c];
    counts.*contacts = static_cast<std::int64_t>(queues_[c].size());
    for (std::size_t i = 0; i < queues_[c].size(); ++i) counts.*work += queues_[c][i].handle;
  }
}

/// What waits for another day.
template <bool Full, int Words>
void Loop<Full, Words>::count_night() {
  for (int c = 0; c < plan_.channels; ++c) {
    if (phase_->channels[c].kind != ChannelKind::deferred || queues_[c].empty()) continue;
    BacklogCell& cell = backlog_[day_now_ * plan_.channels + c];
    cell.contacts = static_cast<std::int64_t>(queues_[c].size());
    for (std::size_t i = 0; i < queues_[c].size(); ++i) cell.work += queues_[c][i].handle;
    cell.oldest = now_ - queues_[c].front().arrived;
    counts_.channels[c].backlog_oldest = std::max(counts_.channels[c].backlog_oldest, cell.oldest);
  }
}

/// Drops those in a queue that have left; stops the run if it is still beyond all bounds.
template <bool Full, int Words>
void Loop<Full, Words>::purge(int c) {
  queues_[c].remove_if([&](const Waiting& waiting) {
    if (Full && watches_[waiting.watch].gone) {
      let_go(waiting.watch);
      return true;
    }
    if (waiting.deadline >= now_) return false;
    abandon(waiting, c);
    if constexpr (Full) {
      --lines_used_[c];
      if (waiting.watch != 0)
        let_go(waiting.watch);
      else
        give_up(waiting.contact, c, waiting.deadline - waiting.arrived);
    }
    return true;
  });
  if (queues_[c].size() >= longest_queue_)
    throw SimulationStopped(
        fmt::format("more than 10 million contacts wait on channel \"{}\" (far more come than its teams can answer). "
                    "Give its teams "
                    "more staff, or its contacts a patience.",
                    plan_.channel_ids[c]));
}

template <bool Full, int Words>
void Loop<Full, Words>::open_need(const Contact& contact) {
  if (!contact.measured) return;
  ++tally_of(contact).open;
}

/// Those still in a queue at the end.
template <bool Full, int Words>
void Loop<Full, Words>::count_waiting_at_end() {
  for (int c = 0; c < plan_.channels; ++c) {
    purge(c);
    const ChannelPlan& channel = phase_->channels[c];
    for (std::size_t i = 0; i < queues_[c].size(); ++i) {
      const Waiting& waiting = queues_[c][i];
      if constexpr (Full) {
        open_need(waiting.contact);
        if (waiting.watch != 0) watches_[waiting.watch].answered = true;  // its return is no need of its own
      }
      if (waiting.contact.started) continue;
      count_queue(c, waiting.arrived, end_);
      if (waiting.day_cell == measured_days_) continue;
      const bool not_yet_due =
          channel.kind == ChannelKind::deferred && channel.has_target && due(c, waiting.arrived) >= end_;
      ++counts_.channels[c].waiting_at_end;
      for (Cell* cell : {&week_cell(c, waiting.week_cell), &day_cell(c, waiting.day_cell)}) {
        if (not_yet_due)
          ++cell->not_yet_due;
        else
          cell->wait += end_ - waiting.arrived;
      }
    }
  }
}

/// Needs whose next attempt comes after the end, or whose work is in hand.
template <bool Full, int Words>
void Loop<Full, Words>::count_open_needs() {
  agenda_.for_each([&](const AgendaItem& item) {
    switch (item.coming) {
      case Coming::patience_ends:
      case Coming::asks_after:
      case Coming::case_is_chased:
        return;
      case Coming::unless_answered:
        if (!watches_[item.watch].answered) open_need(item.contact);
        return;
      case Coming::arrival:
        if (item.origin != Origin::induced) open_need(item.contact);
        return;
      case Coming::case_closes:
      case Coming::appointment:
      case Coming::no_show:
        return open_need(item.contact);
    }
  });
  count_open_cases();
  for (const TeamState& team : teams_)
    for (const Slot slot : team.interruptible) open_need(slot_work_[slot].contact);
}

/// Needs by the channel and reason of their demands; induced ones apart.
template <bool Full, int Words>
void Loop<Full, Words>::count_needs() {
  for (int d = 0; d < plan_.demands; ++d) {
    const Tally& own = tallies_[d];
    const Tally& induced = tallies_[plan_.demands + d];
    ChannelCounts& channel = counts_.channels[phase_->demands[d].channel];
    channel.needs += own.needs;
    channel.needs_met += own.met;
    channel.needs_lost += own.lost;
    channel.needs_open += own.open;
    channel.needs_answered += own.answered;
    channel.resolved_first += own.resolved_first;
    channel.attempts_of_met += own.attempts;
    counts_.induced.needs += induced.needs;
    counts_.induced.needs_met += induced.met;
    counts_.induced.needs_lost += induced.lost;
    counts_.induced.needs_open += induced.open;
    ReasonCounts& reason = counts_.reasons[phase_->demands[d].reason];
    reason.needs_met += own.met + induced.met;
    reason.attempts_of_met += own.attempts + induced.attempts;
  }
}

/// Lean loop: every contact is a first one of the only reason, and its answer meets the need.
template <bool Full, int Words>
void Loop<Full, Words>::count_plain() {
  for (int d = 0; d < plan_.demands; ++d)
    counts_.channels[phase_->demands[d].channel].needs += counts_.demands[d].first;
  for (ChannelCounts& channel : counts_.channels) {
    channel.offered_by_origin[static_cast<int>(Origin::first)] = channel.offered;
    channel.needs_met = channel.needs_answered = channel.resolved_first = channel.attempts_of_met = channel.answered;
    channel.needs_lost = channel.abandoned + channel.turned_away;
    channel.needs_open = channel.waiting_at_end;
    counts_.reasons[0].offered_by_origin[static_cast<int>(Origin::first)] += channel.offered;
    counts_.reasons[0].needs_met += channel.needs_met;
    counts_.reasons[0].attempts_of_met += channel.attempts_of_met;
  }
}

/// What teams that waited for take-up were paid beyond their new roster.
template <bool Full, int Words>
void Loop<Full, Words>::count_kept() {
  for (int t = 0; t < plan_.teams; ++t) {
    counts_.teams[t].kept = releases_.kept_time(t);
    counts_.teams[t].kept_at_premium = releases_.kept_at_premium(t);
  }
  if (releases_.passed()) counts_.gate_day = *releases_.passed() - plan_.day_list.measured_from();
}

template <bool Full, int Words>
Counts Loop<Full, Words>::finish_counts() {
  now_ = end_;
  if constexpr (Full) {
    decide_returns(sim::never);
    count_desks_at_end();
  }
  count_waiting_at_end();
  if constexpr (Full) {
    count_open_needs();
    count_places();
  }
  for (int t = 0; Full && plan_.any_turnover && t < plan_.teams; ++t) {
    counts_.teams[t].leavers = holders_.leavers(t);
    counts_.teams[t].vacant = holders_.vacant(t);
    counts_.teams[t].vacant_at_premium = holders_.vacant_at_premium(t);
  }
  if (Full && plan_.gate) count_kept();
  count_backlog(&ChannelCounts::backlog_end, &ChannelCounts::backlog_work_end);

  counts_.wait_percentiles_s.resize(plan_.channels);
  for (int c = 0; c < plan_.channels; ++c) {
    ChannelCounts& channel = counts_.channels[c];
    for (int day = 0; day < measured_days_; ++day) {
      const Cell& cell = day_cell(c, static_cast<std::uint32_t>(day));
      channel.offered += cell.offered;
      channel.answered += cell.answered;
      channel.answered_in_target += cell.answered_in_target;
      channel.abandoned += cell.abandoned;
      channel.not_yet_due += cell.not_yet_due;
      channel.wait += cell.wait;
      channel.wait_answered += cell.wait_answered;
      channel.handle += cell.handle;
    }
    const bool live = phase_->channels[c].kind == ChannelKind::live;
    channel.open = live ? plan_.open[c].open_between(measured_from_, end_) : end_ - measured_from_;
    if (phase_->channels[c].kind != ChannelKind::self_service) channel.waited = channel.offered - at_once_[c];
    counts_.wait_percentiles_s[c] = wait_percentiles_s(std::span(histogram_).subspan(c * wait_buckets, wait_buckets));
  }
  if constexpr (Full) {
    count_needs();
    for (int c = 0; c < plan_.channels; ++c)
      for (int r = 0; r < plan_.reasons; ++r)
        for (int origin = 0; origin < origins; ++origin) {
          const std::int64_t offered = offered_[(c * plan_.reasons + r) * origins + origin];
          counts_.channels[c].offered_by_origin[origin] += offered;
          counts_.reasons[r].offered_by_origin[origin] += offered;
        }
  } else {
    count_plain();
  }
  return std::move(counts_);
}

template <bool Full, int Words>
void Loop<Full, Words>::add_series(Series& series) const {
  Series mine;
  for (int c = 0; c < plan_.channels; ++c) {
    const auto first = week_.begin() + c * (intervals_ + 1);
    mine.week.insert(mine.week.end(), first, first + intervals_);
  }
  mine.days.assign(days_.begin(), days_.end() - plan_.channels);
  mine.backlog = backlog_;
  mine.team_week = team_week_;
  mine.wait_histogram = histogram_;
  add(series, mine);
}

template <bool Full, int Words>
bool Loop<Full, Words>::advance(const FirstContacts& contacts) {
  first_contacts_ = &contacts;
  next_first_ = contacts.begin();
  while (running_) {
    const sim::EventKey event = tree_.top();
    const sim::Ticks arrival = next_first_->at;
    if (Full && agenda_due_ < sim::time_of(event) && agenda_due_ <= arrival) {
      now_ = agenda_due_;
      agenda();
      continue;
    }
    if (sim::time_of(event) > arrival) {
      if (next_first_ == contacts.end()) return true;
      now_ = arrival;
      first_contact(*next_first_++);
      continue;
    }
    now_ = sim::time_of(event);
    const Slot slot = sim::slot_of(event);
    if (slot - 1 < agents_)
      service_ends(slot);
    else if (slot == late_slot_)
      after_hours();
    else if (slot == early_slot_)
      calendar();
    else if constexpr (Full) {
      tree_.set(slot, sim::never);
      overflow_opens(slot - overflow_slot_);
    }
  }
  return false;
}

template <bool Full, int Words>
Counts Loop<Full, Words>::finish(Series& series) {
  Counts counts = finish_counts();
  add_series(series);
  return counts;
}

}  // namespace channelshift
