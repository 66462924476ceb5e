#pragma once

#include "models/centre/loop.hpp"

/// The loop's part that says what becomes of a contact that was served.
namespace channelshift {

/// What comes of a contact that was served until `end` by this team (none: by itself): not completed, resolved, handed
/// on or back again.
template <bool Full, int Words>
void Loop<Full, Words>::settle(const Contact& contact, int t, int c, sim::Ticks end, bool measured) {
  if (contact.of_case != 0) return work_done(contact.of_case, end);
  const ChannelPlan& channel = phase_->channels[c];
  const bool self_service = channel.kind == ChannelKind::self_service;
  const ShiftPlan* shift = contact.moved ? &phase_->shifts[contact.shift] : nullptr;
  if (shift && shift->to != c) shift = nullptr;
  const Chance completes = shift ? shift->completes : self_service ? channel.completes : Chance{1.0};
  const bool completed = completes.always() || completes(draw(contact, Draw::completes));

  const bool answered = completed | (self_service == false);  // no `||` and `&&`: they would be branches
  const bool first = answered & (contact.answered == false);
  tally_of(contact).answered += first & contact.measured;
  if (!completed) return not_completed(contact, c, end, measured, shift);
  if (self_service) counts_.channels[c].completed += measured;
  if (contact.extra) return;
  if (plan_.any_revenue && first) count_conversion(contact, c);

  const ReasonPlan& reason = phase_->reasons[contact.reason];
  if (!reason.resolved[c](contact.resolved_word)) return unresolved(contact, reason, t, c, first, end);
  if (reason.work)
    open_case(contact, *reason.work, c, first, end);
  else
    need_met(contact, c, first);
}

/// Handed on, lost for good, back again, or given up.
template <bool Full, int Words>
void Loop<Full, Words>::unresolved(const Contact& contact, const ReasonPlan& reason, int t, int c, bool first,
                                   sim::Ticks end) {
  if (!reason.escalate.never() && c != reason.escalate_to) {
    const sim::Words words = draws(contact, static_cast<int>(Draw::escalate) / 4);
    if (reason.escalate(word(words, Draw::escalate))) {
      if (t == none || !phase_->teams[t].authority(word(words, Draw::authority)))
        return hand_on(contact, reason, end, words);
      counts_.reasons[contact.reason].settled_by_authority += measured_;
      return reason.work ? open_case(contact, *reason.work, c, first, end) : need_met(contact, c, first);
    }
  }
  if (!reason.churn_unresolved.never() && reason.churn_unresolved(draw(contact, Draw::churn))) {
    counts_.reasons[contact.reason].customers_lost += measured_;
    return need_lost(contact, c);
  }
  if (reason.repeat.never()) return need_lost(contact, c);
  const sim::Words words = draws(contact, static_cast<int>(Draw::repeat) / 4);
  if (!reason.repeat(word(words, Draw::repeat))) return need_lost(contact, c);
  const int by = reason.repeat_channel == none ? c : reason.repeat_channel;
  const sim::Ticks after = drawn_duration(reason.repeat_after, word(words, Draw::repeat_after));
  Contact& again = schedule_child(end + after, contact, Kinship::repeat, Origin::repeat, by).contact;
  again.answered = true;
  again.tries = 0;
  again.later = 0;
}

/// To those who answer escalations, with the matter as long as it is.
template <bool Full, int Words>
void Loop<Full, Words>::hand_on(const Contact& contact, const ReasonPlan& reason, sim::Ticks end,
                                const sim::Words& words) {
  counts_.reasons[contact.reason].escalated += measured_;
  const sim::Ticks after =
      reason.escalate_after == none ? 0 : drawn_duration(reason.escalate_after, word(words, Draw::escalate_after));
  Contact& next =
      schedule_child(end + after, contact, Kinship::escalated, Origin::escalated, reason.escalate_to).contact;
  next.reason = static_cast<std::uint16_t>(reason.escalate_as);
  if (next.hand_offs < 0xFF) ++next.hand_offs;
  next.answered = true;
  next.moved = false;
  next.tries = 0;
  next.later = 0;
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
    return need_lost(contact, c);
  }
  counts_.channels[c].fell_back += measured;
  const sim::Ticks at = end + drawn_duration(after, draw(contact, Draw::falls_back_after));
  Contact& again = schedule_child(at, contact, Kinship::fall_back, Origin::fall_back, to).contact;
  if (channel.kind != ChannelKind::self_service) again.answered = true;
}

}  // namespace channelshift
