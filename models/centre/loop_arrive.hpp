#pragma once

#include <fmt/format.h>

#include "models/centre/loop.hpp"
#include "models/centre/simulate.hpp"
#include "sim/random/gaps.hpp"
#include "sim/random/uniform.hpp"

/// The loop's part in which contacts come.
namespace channelshift {

inline constexpr int most_tries = 20;  ///< returns after leaving unanswered
inline constexpr int most_later = 3;   ///< returns after an opening
inline constexpr double induced_after_s = 86400;

template <bool Full, int Words>
void Loop<Full, Words>::first_contact(const FirstContact& first) {
  counts_.demands[first.demand].first += measured_;
  if constexpr (Full) return first_contact_full(first);
  const int c = phase_->demands[first.demand].channel;
  if (live_.test(c) && !open_.test(c)) {
    counts_.channels[c].turned_away += measured_;
    return;
  }
  ++hot_[c].offered;
  const int team = workable_.test(c) ? free_team(c) : none;
  if (team != none)
    answer_at_once(team, take_slot(team), c, Contact{}, first.handle);
  else
    wait(Contact{}, c, first.handle, duration(first.patience_s), {});
}

template <bool Full, int Words>
void Loop<Full, Words>::first_contact_full(const FirstContact& first) {
  const DemandPlan& demand = phase_->demands[first.demand];
  const std::uint32_t place = first_contacts_->place_of(first);
  const FirstWords& words = *first_contacts_->words_of(place);
  Contact contact;
  contact.number = words.number;
  contact.lineage = 0;
  contact.place = place;
  contact.handle_word = words.handle;
  contact.resolved_word = words.resolved;
  contact.day = first.day;
  contact.demand = first.demand;
  contact.attempts = 1;
  contact.reason = static_cast<std::uint16_t>(demand.reason);
  contact.shift = 0;
  contact.hand_offs = 0;
  contact.tries = 0;
  contact.later = 0;
  contact.moved = false;
  contact.measured = measured_;
  contact.induced = false;
  contact.answered = false;
  contact.started = false;
  contact.extra = false;
  contact.waited = 0;
  contact.of_case = 0;
  const int shift = demand.slices.empty() ? none : shift_of(demand, first, words);
  if (!demand.slices.empty()) releases_.count(shift != none);
  if (shift != none) return move(contact, shift, words.patience);
  tallies_[first.demand].needs += measured_;
  const sim::Ticks handle = plan_.blends ? handle_on(contact, demand.channel) : first.handle;
  arrive(contact, demand.channel, Origin::first, {handle, words.patience, first.patience_s});
}

/// The shift that takes this contact, or none.
template <bool Full, int Words>
int Loop<Full, Words>::shift_of(const DemandPlan& demand, const FirstContact& first, const FirstWords& words) const {
  const bool by_length = demand.simplest_first(words.score_kind);
  const double score = sim::uniform(by_length ? words.handle : words.score);
  const double take_up = plan_.take_up[first.day];
  for (const Slice& slice : demand.slices)
    if (score < take_up * slice.up_to) return slice.shift;
  return none;
}

template <bool Full, int Words>
void Loop<Full, Words>::move(Contact& contact, int s, std::uint32_t patience_word) {
  const int d = contact.demand;
  const int from = phase_->demands[d].channel;
  const ShiftPlan& shift = phase_->shifts[s];
  const int to = shift.to == none ? plan_.channels : shift.to;
  counts_.moved[from * (plan_.channels + 1) + to] += measured_;
  if (shift.to == none) {
    counts_.demands[d].avoided += measured_;
    return;
  }
  counts_.demands[d].moved += measured_;
  tallies_[d].needs += measured_;
  contact.moved = true;
  contact.shift = static_cast<std::uint16_t>(s);
  induce(contact, shift);
  arrive(contact, to, Origin::moved, {handle_on(contact, to), patience_word, std::nullopt});
}

/// The new contacts that a moved one brings, each an exponential day later.
template <bool Full, int Words>
void Loop<Full, Words>::induce(const Contact& parent, const ShiftPlan& shift) {
  int count = shift.induced_whole;
  if (!shift.induced_part.never()) count += shift.induced_part(draw(parent, Draw::induced));
  for (int i = 0; i < count; ++i) {
    Contact contact;
    become_child(contact, parent, Kinship::induced, static_cast<std::uint32_t>(i));
    contact.induced = true;
    contact.measured = false;
    contact.attempts = 1;
    const double after_s = induced_after_s * sim::unit_gap(draw(contact, Draw::induced_after));
    schedule(now_ + duration(after_s), Coming::arrival, Origin::induced, shift.to).contact = contact;
  }
}

/// A contact reaches a channel.
template <bool Full, int Words>
void Loop<Full, Words>::arrive(const Contact& contact, int c, Origin origin, const Drawn& drawn) {
  const ChannelPlan& channel = phase_->channels[c];
  if (!channel.books.never() && contact.attempts == 1 && !drawn.by_appointment && book(contact, c, origin)) return;
  const bool open = open_.test(c);
  if (channel.kind == ChannelKind::live && !open) return turn_away(contact, c);

  ++hot_[c].offered;
  // Who asks after another contact does so in every further attempt, too.
  const Origin why = contact.extra && origin != Origin::prompted ? Origin::chaser : origin;
  offered_[(c * plan_.reasons + contact.reason) * origins + static_cast<int>(why)] += measured_;
  if (channel.kind == ChannelKind::self_service) return serve_itself(contact, c);
  const bool lines_came_later = plan_.phases.size() > 1;  // then some who left may not have been noticed yet
  if (lines_came_later && channel.lines != none && lines_used_[c] >= channel.lines) purge(c);
  if (channel.lines != none && lines_used_[c] >= channel.lines) {
    counts_.channels[c].blocked += measured_;
    return leave_unanswered(contact, c, draws(contact, leaving_block), 0);
  }
  ++lines_used_[c];
  const int team = open ? free_team(c) : none;
  if (team != none) return answer_at_once(team, take_slot(team), c, contact, drawn.handle);
  if (any_shared_ && open && join(contact, c, drawn.handle)) return;
  if (any_interruptible_ && live_.test(c) && interrupt(contact, c, drawn.handle)) return;
  const bool may_leave = !channel.balk.never() || !channel.comes_back.empty();
  const sim::Words leaving = may_leave ? draws(contact, leaving_block) : sim::Words{};
  if (channel.balk(word(leaving, Draw::balk))) {
    --lines_used_[c];
    counts_.channels[c].balked += measured_;
    ++week_cell(c, week_now_).abandoned;
    ++day_cell(c, day_now_).abandoned;
    return leave_unanswered(contact, c, leaving, 0);
  }
  const sim::Ticks patience =
      drawn.patience_s ? duration(*drawn.patience_s) : drawn_duration(channel.patience, drawn.patience_word);
  wait(contact, c, drawn.handle, patience, leaving);
}

/// A later attempt.
template <bool Full, int Words>
void Loop<Full, Words>::arrive_again(AgendaItem& item) {
  if (!item.drawn) {
    take_words(item, draws(item.contact, 0));
    item.handle = handle_on(item.contact, item.channel);
  }
  if (item.origin == Origin::induced) {
    item.contact.measured = measured_;
    tally_of(item.contact).needs += measured_;
  }
  arrive(item.contact, item.channel, item.origin, {item.handle, item.patience_word, std::nullopt});
}

/// The next attempt of the same need, at once.
template <bool Full, int Words>
void Loop<Full, Words>::go_on(const Contact& parent, Kinship kinship, int c, Origin origin) {
  AgendaItem item{};
  item.origin = origin;
  item.channel = static_cast<std::uint16_t>(c);
  become_child(item.contact, parent, kinship, 0);
  ++item.contact.tries;
  arrive_again(item);
}

/// A live contact found its channel closed.
template <bool Full, int Words>
void Loop<Full, Words>::turn_away(const Contact& contact, int c) {
  counts_.channels[c].turned_away += measured_;
  const ChannelPlan& channel = phase_->channels[c];
  if (!channel.has_when_closed || contact.tries >= most_tries) return need_lost(contact, c);

  const ReasonPlan& reason = phase_->reasons[contact.reason];
  if (reason.emergency && channel.emergency_to != none)
    return go_on(contact, Kinship::emergency, channel.emergency_to, Origin::emergency);
  const double u = sim::uniform(draw(contact, Draw::when_closed));
  const auto way =
      std::find_if(channel.when_closed.begin(), channel.when_closed.end(), [&](const Way& w) { return u < w.up_to; });
  if (way == channel.when_closed.end() || (way->same && contact.later >= most_later)) return need_lost(contact, c);
  if (!way->same) return go_on(contact, Kinship::switched, way->channel, Origin::switched);
  const double after_s = channel.later_after_s * sim::unit_gap(draw(contact, Draw::later_after));
  const sim::Ticks opening = plan_.open[c].next_opening(now_);
  const sim::Ticks at = opening == sim::never ? sim::never - 1 : opening + duration(after_s);
  ++schedule_child(at, contact, Kinship::later, Origin::later, c).contact.later;
}

/// Self-service: completed at once, or not.
template <bool Full, int Words>
void Loop<Full, Words>::serve_itself(const Contact& contact, int c) {
  settle(contact, none, c, now_, measured_);
}

/// Joins the queue.
template <bool Full, int Words>
void Loop<Full, Words>::wait(const Contact& contact, int c, sim::Ticks handle, sim::Ticks patience,
                             const sim::Words& leaving) {
  if (queues_[c].size() >= longest_queue_) purge(c);
  Waiting& waiting = queues_[c].add_back();
  waiting.arrived = now_;
  waiting.deadline = now_ + patience;
  waiting.handle = handle;
  waiting.contact = contact;
  waiting.week_cell = week_now_;
  waiting.day_cell = static_cast<std::uint16_t>(day_now_);
  waiting.watch = 0;
  waiting.called_back = false;
  if constexpr (Full) {
    const ChannelPlan& channel = phase_->channels[c];
    if (!channel.callback.never() && called_back(contact, c)) {
      waiting.called_back = true;
      waiting.deadline = now_ + drawn_duration(none, 0);
      --lines_used_[c];
    } else if (!channel.chase.never()) {
      if (contact.of_case == 0 && channel.chase(draw(contact, Draw::chase))) {
        waiting.watch = new_watch(waiting);
        AgendaItem& asks = schedule(now_ + channel.chase_after, Coming::asks_after, Origin::chaser, c);
        asks.contact = contact;
        asks.watch = waiting.watch;
      }
    } else if (channel.patience != none && channel.lines != none) {  // its line is free again when it leaves
      waiting.watch = new_watch(waiting);
      AgendaItem& end = schedule(waiting.deadline, Coming::patience_ends, Origin::first, c);
      end.contact = contact;
      end.watch = waiting.watch;
    } else if (channel.patience != none && !channel.comes_back.empty()) {
      if (way_back(contact, c, leaving)) {
        waiting.watch = new_watch(waiting);
        may_return_.push_back({waiting.contact, waiting.watch, c});
        decision_due_ = std::min(decision_due_, waiting.deadline);
        agenda_due_ = std::min(agenda_due_, decision_due_);
        if (may_return_.size() > most_undecided_) decide_returns(now_);
      }
    }
    arm_overflow_to(c, now_);
  }
  waiting_.set(c);
}

/// Would it have to wait longer than the channel lets people wait without an offer, and does it take the offer?
/// Expected is what the first in the queue has waited so far: Ibrahim, Whitt: Real-time delay estimation in overloaded
/// multiserver queues with abandonments. Management Science 55 (2009), doi:10.1287/mnsc.1090.1059.
template <bool Full, int Words>
bool Loop<Full, Words>::called_back(const Contact& contact, int c) {
  const ChannelPlan& channel = phase_->channels[c];
  const bool offered = now_ - head(c)->arrived > channel.callback_over;
  if (!offered || !channel.callback(draw(contact, Draw::callback))) return false;
  counts_.channels[c].called_back += measured_;
  return true;
}

/// Asked of everything that comes within the span of the agenda that begins: what was answered meanwhile goes, and
/// contacts are drawn together, unless the tables change before the span ends.
template <bool Full, int Words>
bool Loop<Full, Words>::still_coming(AgendaItem& item) {
  switch (item.coming) {
    case Coming::case_closes:
    case Coming::case_is_chased:
      return true;
    case Coming::no_show:
      return true;
    case Coming::arrival:
    case Coming::unless_answered:
    case Coming::appointment:
    case Coming::patience_ends:
    case Coming::asks_after:
      break;
  }
  if (item.watch != 0 && watches_[item.watch].answered) {
    let_go(item.watch);
    return false;
  }
  const auto last_day = static_cast<int>((now_ + decltype(agenda_)::span) / ticks_per_day);
  const bool arrives = item.coming != Coming::patience_ends && item.coming != Coming::asks_after;
  if (arrives && !plan_.blends && plan_.phase_of(last_day) == plan_.phase_of(day_)) ahead_.add(&item);
  return true;
}

/// Of those who would come back: who was answered does not, and who has left by then does. All others wait.
template <bool Full, int Words>
void Loop<Full, Words>::decide_returns(sim::Ticks until) {
  sim::Ticks next = sim::never;
  std::erase_if(may_return_, [&](const MayReturn& one) {
    const Watch& watch = watches_[one.watch];
    if (watch.answered) {
      let_go(one.watch);
      return true;
    }
    if (watch.deadline > until) {
      next = std::min(next, watch.deadline);
      return false;
    }
    const sim::Words leaving = draws(one.contact, leaving_block);
    AgendaItem& back =
        come_back(one.contact, one.channel, *way_back(one.contact, one.channel, leaving), watch.deadline, leaving);
    add_wait(back.contact, watch.deadline - watch.arrived);
    back.coming = Coming::unless_answered;
    back.watch = one.watch;
    return true;
  });
  decision_due_ = next;
  most_undecided_ = 2 * may_return_.size() + 64;
  look_at_agenda();
}

/// The earliest thing on the agenda happens.
template <bool Full, int Words>
void Loop<Full, Words>::agenda() {
  if (decision_due_ <= now_) decide_returns(now_);
  const bool due = agenda_.due(now_, [&](AgendaItem& item) { return still_coming(item); });
  ahead_.draw(plan_, *phase_, key_);
  if (!due) return look_at_agenda();
  AgendaItem item = agenda_.take();
  look_at_agenda();
  if (item.coming == Coming::arrival) return arrive_again(item);
  if (item.coming == Coming::case_closes) return close_case(item.watch, now_);
  if (item.coming == Coming::case_is_chased) return chase_case(item.watch);
  if (item.coming == Coming::appointment || item.coming == Coming::no_show) return appointment_due(item);

  Watch& watch = watches_[item.watch];
  const bool answered = watch.answered;
  const sim::Ticks arrived = watch.arrived;
  if (item.coming == Coming::patience_ends && !answered) {
    watch.gone = true;
    abandon(watch, item.channel);
    --lines_used_[item.channel];
  }
  let_go(item.watch);
  if (answered) return;
  if (item.coming == Coming::patience_ends)
    leave_unanswered(item.contact, item.channel, draws(item.contact, leaving_block), now_ - arrived);
  else if (item.coming == Coming::asks_after)
    ask_after(item);
  else
    arrive_again(item);
}

}  // namespace channelshift
