#pragma once

#include <fmt/format.h>

#include "models/centre/loop.hpp"
#include "models/centre/simulate.hpp"
#include "sim/random/gaps.hpp"
#include "sim/random/uniform.hpp"

/// The loop's part in which contacts come.
namespace channelshift {

inline constexpr std::size_t longest_queue = 10'000'000;
inline constexpr int most_tries = 20;  ///< returns after leaving unanswered
inline constexpr int most_later = 3;   ///< returns after an opening
inline constexpr double induced_after_s = 86400;

template <bool Full, int Words>
void Loop<Full, Words>::first_contact(int d) {
  ArrivalStream& stream = streams_[d];
  counts_.demands[d].first += measured_;
  if constexpr (Full) {
    first_contact_full(d, stream);
  } else {
    const int c = phase_->demands[d].channel;
    if (live_.test(c) && !open_.test(c)) {
      counts_.channels[c].turned_away += measured_;
    } else {
      ++hot_[c].offered;
      const int team = workable_.test(c) ? free_team(c) : none;
      if (team != none)
        answer_at_once(team, take_slot(team), c, Contact{}, stream.handle());
      else
        wait(Contact{}, c, stream.handle(), stream.patience());
    }
  }
  arrivals_.set(static_cast<Slot>(d), stream.next());
}

template <bool Full, int Words>
void Loop<Full, Words>::first_contact_full(int d, ArrivalStream& stream) {
  const DemandPlan& demand = phase_->demands[d];
  Contact contact{};
  contact.number = stream.number() & 0xFFFFFFu;
  contact.measured = measured_;
  contact.handle_word = stream.handle_word();
  contact.resolved_word = stream.resolved_word();
  contact.day = static_cast<std::uint16_t>(stream.day());
  contact.demand = static_cast<std::uint16_t>(d);
  contact.attempts = 1;
  const int shift = demand.slices.empty() ? none : shift_of(demand, stream);
  if (shift != none) return move(contact, d, shift, stream);
  counts_.channels[demand.channel].needs += measured_;
  arrive(contact, demand.channel, Origin::first, stream.handle(), stream.patience_word());
}

/// The shift that takes this contact, or none.
template <bool Full, int Words>
int Loop<Full, Words>::shift_of(const DemandPlan& demand, const ArrivalStream& stream) const {
  const bool by_length = demand.simplest_first(stream.score_kind_word());
  const double score = sim::uniform(by_length ? stream.handle_word() : stream.score_word());
  const double take_up = plan_.take_up[stream.day()];
  for (const Slice& slice : demand.slices)
    if (score < take_up * slice.up_to) return slice.shift;
  return none;
}

template <bool Full, int Words>
void Loop<Full, Words>::move(Contact contact, int d, int s, const ArrivalStream& stream) {
  const int from = phase_->demands[d].channel;
  const ShiftPlan& shift = phase_->shifts[s];
  const int to = shift.to == none ? plan_.channels : shift.to;
  counts_.moved[from * (plan_.channels + 1) + to] += measured_;
  if (shift.to == none) {
    counts_.demands[d].avoided += measured_;
    return;
  }
  counts_.demands[d].moved += measured_;
  counts_.channels[from].needs += measured_;
  contact.moved = 1;
  contact.shift = static_cast<std::uint16_t>(s) & 0x7FFu;
  induce(contact, shift);
  arrive(contact, to, Origin::moved, handle_on(contact, to), stream.patience_word());
}

/// The new contacts that a moved one brings, each an exponential day later.
template <bool Full, int Words>
void Loop<Full, Words>::induce(const Contact& parent, const ShiftPlan& shift) {
  int count = shift.induced_whole;
  if (!shift.induced_part.never()) count += shift.induced_part(draw(parent, Draw::induced));
  for (int i = 0; i < count; ++i) {
    Contact contact = child(parent, Kinship::induced, static_cast<std::uint32_t>(i));
    contact.induced = 1;
    contact.measured = 0;
    contact.attempts = 1;
    const double after_s = induced_after_s * sim::unit_gap(draw(contact, Draw::induced_after));
    schedule(now_ + duration(after_s),
             {Coming::arrival, Origin::induced, static_cast<std::uint16_t>(shift.to), 0, contact});
  }
}

/// A contact reaches a channel.
template <bool Full, int Words>
void Loop<Full, Words>::arrive(const Contact& contact, int c, Origin origin, sim::Ticks handle,
                               std::uint32_t patience_word) {
  const ChannelPlan& channel = phase_->channels[c];
  const bool open = open_.test(c);
  if (channel.kind == ChannelKind::live && !open) return turn_away(contact, c);

  ++hot_[c].offered;
  counts_.channels[c].offered_by_origin[static_cast<int>(origin)] += measured_;
  if (channel.kind == ChannelKind::self_service) return serve_itself(contact, c);
  const bool lines_came_later = plan_.phases.size() > 1;  // then some who left may not have been noticed yet
  if (lines_came_later && channel.lines != none && lines_used_[c] >= channel.lines) purge(c);
  if (channel.lines != none && lines_used_[c] >= channel.lines) {
    counts_.channels[c].blocked += measured_;
    return leave_unanswered(contact, c);
  }
  ++lines_used_[c];
  const int team = open ? free_team(c) : none;
  if (team != none) return answer_at_once(team, take_slot(team), c, contact, handle);
  if (any_interruptible_ && live_.test(c) && interrupt(contact, c, handle)) return;
  if (!channel.balk.never() && channel.balk(draw(contact, Draw::balk))) {
    --lines_used_[c];
    counts_.channels[c].balked += measured_;
    ++week_cell(c, week_now_).abandoned;
    ++day_cell(c, day_now_).abandoned;
    return leave_unanswered(contact, c);
  }
  wait(contact, c, handle, drawn_duration(channel.patience, patience_word));
}

/// A later attempt, whose patience and outcome are drawn at its own lineage.
template <bool Full, int Words>
void Loop<Full, Words>::arrive_again(Contact contact, int c, Origin origin) {
  const sim::Words words = draws(contact, 0);
  contact.resolved_word = words.w[static_cast<int>(Draw::resolved)];
  if (origin == Origin::repeat || origin == Origin::induced)
    contact.handle_word = words.w[static_cast<int>(Draw::handle)];
  if (origin == Origin::induced) {
    contact.measured = measured_;
    counts_.induced.needs += measured_;
  }
  arrive(contact, c, origin, handle_on(contact, c), words.w[static_cast<int>(Draw::patience)]);
}

/// A live contact found its channel closed.
template <bool Full, int Words>
void Loop<Full, Words>::turn_away(const Contact& contact, int c) {
  counts_.channels[c].turned_away += measured_;
  const ChannelPlan& channel = phase_->channels[c];
  if (!channel.has_when_closed || contact.tries >= most_tries) return need_lost(contact);

  const ReasonPlan& reason = phase_->reasons[phase_->demands[contact.demand].reason];
  if (reason.emergency && channel.emergency_to != none) {
    Contact again = child(contact, Kinship::emergency);
    ++again.tries;
    return arrive_again(again, channel.emergency_to, Origin::emergency);
  }
  const double u = sim::uniform(draw(contact, Draw::when_closed));
  const auto way =
      std::find_if(channel.when_closed.begin(), channel.when_closed.end(), [&](const Way& w) { return u < w.up_to; });
  if (way == channel.when_closed.end() || (way->same && contact.later >= most_later)) return need_lost(contact);
  if (!way->same) {
    Contact again = child(contact, Kinship::switched);
    ++again.tries;
    return arrive_again(again, way->channel, Origin::switched);
  }
  Contact again = child(contact, Kinship::later);
  again.later = (contact.later + 1u) & 3u;
  const double after_s = channel.later_after_s * sim::unit_gap(draw(contact, Draw::later_after));
  const sim::Ticks opening = plan_.open[c].next_opening(now_);
  const sim::Ticks at = opening == sim::never ? sim::never - 1 : opening + duration(after_s);
  schedule(at, {Coming::arrival, Origin::later, static_cast<std::uint16_t>(c), 0, again});
}

/// Self-service: completed at once, or not.
template <bool Full, int Words>
void Loop<Full, Words>::serve_itself(const Contact& contact, int c) {
  settle(contact, c, now_, measured_);
}

/// Joins the queue.
template <bool Full, int Words>
void Loop<Full, Words>::wait(const Contact& contact, int c, sim::Ticks handle, sim::Ticks patience) {
  Waiting waiting{now_, now_ + patience, handle, contact, week_now_, static_cast<std::uint16_t>(day_now_), 0};
  if constexpr (Full) {
    const ChannelPlan& channel = phase_->channels[c];
    if (channel.patience != none && channel.lines != none) {  // its line is free again when it leaves
      waiting.watch = new_watch(waiting, 2);
      schedule(waiting.deadline,
               {Coming::patience_ends, Origin::first, static_cast<std::uint16_t>(c), waiting.watch, contact});
    } else if (channel.patience != none && !channel.comes_back.empty()) {
      if (const auto back = coming_back(contact, c)) {
        waiting.watch = new_watch(waiting, 2);
        AgendaItem item = back->item;
        item.coming = Coming::unless_answered;
        item.watch = waiting.watch;
        schedule(waiting.deadline + back->after, item);
      }
    }
    arm_overflow_to(c, now_);
  }
  if (queues_[c].size() >= longest_queue) purge(c);
  queues_[c].push_back(waiting);
  waiting_.set(c);
}

/// The earliest thing on the agenda happens.
template <bool Full, int Words>
void Loop<Full, Words>::agenda() {
  if (!agenda_.due(now_)) return tree_.set(agenda_slot_, agenda_.next_time());
  const AgendaItem item = agenda_.take();
  tree_.set(agenda_slot_, agenda_.next_time());
  if (item.coming == Coming::arrival) return arrive_again(item.contact, item.channel, item.origin);

  Watch& watch = watches_[item.watch];
  const bool answered = watch.answered;
  if (item.coming == Coming::patience_ends && !answered) {
    watch.gone = true;
    const Waiting left = watch.waiting;
    abandon(left, item.channel, left.deadline);
    --lines_used_[item.channel];
  }
  let_go(item.watch);
  if (answered) return;
  if (item.coming == Coming::patience_ends)
    leave_unanswered(item.contact, item.channel);
  else
    arrive_again(item.contact, item.channel, item.origin);
}

}  // namespace channelshift
