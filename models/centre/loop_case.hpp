#pragma once

#include "models/centre/loop.hpp"

/// The loop's part with the work behind contacts: a case opens when its contact ends, waits for a back office or just
/// takes its time, closes, and is asked after when it is late.
namespace channelshift {

template <bool Full, int Words>
std::uint32_t Loop<Full, Words>::new_case() {
  if (free_cases_.empty()) {
    cases_.emplace_back();
    return static_cast<std::uint32_t>(cases_.size() - 1);
  }
  const std::uint32_t number = free_cases_.back();
  free_cases_.pop_back();
  cases_[number] = CaseState{};
  return number;
}

template <bool Full, int Words>
void Loop<Full, Words>::let_go_of_case(std::uint32_t number) {
  if (--cases_[number].holders == 0) free_cases_.push_back(number);
}

/// When a case of this reason that opened then is to be closed.
template <bool Full, int Words>
sim::Ticks Loop<Full, Words>::promised(int reason, sim::Ticks opened) const {
  const CasePlan& work = *phase_->reasons[reason].work;
  if (!work.working_clock) return opened + work.promise;
  const OpenTimes& open = *plan_.case_open[reason];
  return work.promise_days > 0 ? open.after_open_days(opened, work.promise_days)
                               : open.after_open_time(opened, work.promise);
}

/// A contact was resolved at `opened`: what was agreed is to be done. The need is met when it is.
template <bool Full, int Words>
void Loop<Full, Words>::open_case(const Contact& contact, const CasePlan& work, int c, bool first, sim::Ticks opened) {
  const sim::Words words = draws(contact, static_cast<int>(Draw::lead_time) / 4);
  const std::uint32_t number = new_case();
  CaseState& state = cases_[number];
  state.contact = contact;
  state.contact.answered = true;
  state.opened = opened;
  state.reason = contact.reason;
  state.channel = static_cast<std::uint16_t>(c);
  state.first = first;
  state.due = promised(contact.reason, opened);
  state.measured = opened >= measured_from_ && opened < end_;
  state.holders = 1;
  ReasonCounts& counts = counts_.reasons[contact.reason];
  counts.cases += state.measured;
  if (work.confirmed) {
    counts.confirmations += state.measured;
    if (work.breeds(word(words, Draw::breeds))) {
      const sim::Ticks after = drawn_duration(work.breeds_after, draw(contact, Draw::breeds_after));
      ask_later(opened + after, contact, Kinship::prompted, Origin::prompted, work.breeds_channel);
    }
  }

  sim::Ticks closes = sim::never;
  if (work.channel != none) {
    Contact& job = schedule_child(opened, contact, Kinship::job, Origin::job, work.channel).contact;
    job.of_case = number;
    job.answered = true;
    job.tries = 0;
  } else {
    const sim::Ticks lead_time = drawn_duration(work.lead_time, word(words, Draw::lead_time));
    closes =
        work.working_clock ? plan_.case_open[contact.reason]->after_open_time(opened, lead_time) : opened + lead_time;
    schedule_close(number, closes);
  }
  if (!work.chases(word(words, Draw::chases))) return;
  const sim::Ticks asked = cases_[number].due + drawn_duration(work.chase_after, word(words, Draw::case_chase_after));
  if (asked < closes) schedule_chase(number, asked);
}

template <bool Full, int Words>
void Loop<Full, Words>::schedule_close(std::uint32_t number, sim::Ticks at) {
  AgendaItem& item = schedule(std::min(at, sim::never - 1), Coming::case_closes, Origin::job, 0);
  item.watch = number;
  item.contact = cases_[number].contact;
}

template <bool Full, int Words>
void Loop<Full, Words>::schedule_chase(std::uint32_t number, sim::Ticks at) {
  if (at >= end_) return;
  ++cases_[number].holders;
  schedule(at, Coming::case_is_chased, Origin::chaser, 0).watch = number;
}

/// The back office is at the work until `end`.
template <bool Full, int Words>
void Loop<Full, Words>::work_done(std::uint32_t number, sim::Ticks end) {
  if (end == now_)
    close_case(number, now_);
  else
    schedule_close(number, end);
}

template <bool Full, int Words>
void Loop<Full, Words>::close_case(std::uint32_t number, sim::Ticks at) {
  CaseState& state = cases_[number];
  state.closed = true;
  ReasonCounts& counts = counts_.reasons[state.reason];
  if (state.measured) {
    ++counts.cases_closed;
    counts.cases_in_promise += at <= state.due;
    counts.case_time += at - state.opened;
  }
  const std::uint32_t attempts = state.contact.attempts + state.asked;
  state.contact.attempts = static_cast<std::uint16_t>(std::min(attempts, 0xFFFFu));
  need_met(state.contact, state.channel, state.first);
  let_go_of_case(number);
}

/// Somebody asks after a case, unless it closed meanwhile or an option has done away with asking.
template <bool Full, int Words>
void Loop<Full, Words>::chase_case(std::uint32_t number) {
  const std::optional<CasePlan>& plan = phase_->reasons[cases_[number].reason].work;
  if (!cases_[number].closed && plan && plan->chase_channel != none) {
    const CasePlan& work = *plan;
    const Contact about = cases_[number].contact;
    const std::uint32_t asked = ++cases_[number].asked;
    ask(about, Kinship::chaser, Origin::chaser, work.chase_channel, asked);
    Contact chaser;
    become_child(chaser, about, Kinship::chaser, asked);
    const sim::Ticks after = drawn_duration(work.chase_after, draw(chaser, Draw::case_chase_after));
    schedule_chase(number, now_ + std::max<sim::Ticks>(after, 1));
  }
  let_go_of_case(number);
}

/// A contact about another one, on which no need hangs.
inline void become_question(Contact& contact, const Contact& about, Kinship kinship, std::uint32_t ordinal) {
  become_child(contact, about, kinship, ordinal);
  contact.extra = true;
  contact.measured = false;
  contact.answered = true;
  contact.induced = false;
  contact.moved = false;
  contact.tries = 0;
  contact.later = 0;
}

template <bool Full, int Words>
void Loop<Full, Words>::ask(const Contact& about, Kinship kinship, Origin origin, int c, std::uint32_t ordinal) {
  AgendaItem item{};
  item.origin = origin;
  item.channel = static_cast<std::uint16_t>(c);
  become_question(item.contact, about, kinship, ordinal);
  arrive_again(item);
}

template <bool Full, int Words>
void Loop<Full, Words>::ask_later(sim::Ticks at, const Contact& about, Kinship kinship, Origin origin, int c) {
  become_question(schedule(at, Coming::arrival, origin, c).contact, about, kinship, 0);
}

/// Somebody asks after a deferred contact, by the channel that holds now; nobody where an option has done away with it.
template <bool Full, int Words>
void Loop<Full, Words>::ask_after(const AgendaItem& item) {
  const int by = phase_->channels[item.channel].chase_channel;
  if (by != none) ask(item.contact, Kinship::chaser, Origin::chaser, by, 0);
}

/// Cases open at the end whose promise has not passed are neither kept nor broken.
template <bool Full, int Words>
void Loop<Full, Words>::count_open_cases() {
  for (const CaseState& state : cases_)
    if (state.holders > 0 && state.measured && !state.closed && state.due >= end_)
      ++counts_.reasons[state.reason].cases_not_yet_due;
}

}  // namespace channelshift
