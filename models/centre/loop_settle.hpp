#pragma once

#include "models/centre/loop.hpp"

/// The loop's part that says what becomes of a contact that was served.
namespace channelshift {

/// What comes of a contact that was served until `end`: not completed, resolved, or back again.
template <bool Full, int Words>
void Loop<Full, Words>::settle(const Contact& contact, int c, sim::Ticks end, bool measured) {
  const ChannelPlan& channel = phase_->channels[c];
  const bool self_service = channel.kind == ChannelKind::self_service;
  const ShiftPlan* shift = contact.moved ? &phase_->shifts[contact.shift] : nullptr;
  if (shift && shift->to != c) shift = nullptr;
  const Chance completes = shift ? shift->completes : self_service ? channel.completes : Chance{1.0};
  const bool completed = completes.always() || completes(draw(contact, Draw::completes));

  const bool first = !contact.answered && (completed || !self_service);
  if (first && contact.measured && !contact.induced)
    ++counts_.channels[phase_->demands[contact.demand].channel].needs_answered;
  if (!completed) return not_completed(contact, c, end, measured, shift);
  if (self_service) counts_.channels[c].completed += measured;
  if (first && plan_.any_revenue) count_conversion(contact, c);

  const ReasonPlan& reason = phase_->reasons[phase_->demands[contact.demand].reason];
  if (reason.resolved[c](contact.resolved_word)) return need_met(contact, first);
  if (reason.repeat.never()) return need_lost(contact);
  const sim::Words words = draws(contact, static_cast<int>(Draw::repeat) / 4);
  if (!reason.repeat(word(words, Draw::repeat))) return need_lost(contact);
  const int by = reason.repeat_channel == none ? c : reason.repeat_channel;
  const sim::Ticks after = drawn_duration(reason.repeat_after, word(words, Draw::repeat_after));
  Contact& again = schedule_child(end + after, contact, Kinship::repeat, Origin::repeat, by).contact;
  again.answered = true;
  again.tries = 0;
  again.later = 0;
}

template <bool Full, int Words>
void Loop<Full, Words>::not_completed(const Contact& contact, int c, sim::Ticks end, bool measured,
                                      const ShiftPlan* shift) {
  const ChannelPlan& channel = phase_->channels[c];
  const Chance gives_up = shift ? shift->gives_up : channel.gives_up;
  const int to = shift ? shift->falls_back_to : channel.falls_back_to;
  const int after = shift ? shift->falls_back_after : channel.falls_back_after;
  if (to == none || (!gives_up.never() && gives_up(draw(contact, Draw::gives_up)))) {
    counts_.channels[c].gave_up += measured;
    return need_lost(contact);
  }
  counts_.channels[c].fell_back += measured;
  const sim::Ticks at = end + drawn_duration(after, draw(contact, Draw::falls_back_after));
  Contact& again = schedule_child(at, contact, Kinship::fall_back, Origin::fall_back, to).contact;
  if (channel.kind != ChannelKind::self_service) again.answered = true;
}

}  // namespace channelshift
