#pragma once

#include "models/centre/loop.hpp"
#include "models/centre/loop_arrive.hpp"
#include "sim/random/arithmetic.hpp"

/// The loop's part in which contacts leave unanswered, come back or are lost; and their draws.
namespace channelshift {

/// How a contact that leaves this channel unanswered comes back; nullptr if it gives up.
template <bool Full, int Words>
const Way* Loop<Full, Words>::way_back(const Contact& contact, int c, const sim::Words& leaving) const {
  const std::vector<Way>& ways = phase_->channels[c].comes_back;
  if (ways.empty() || contact.tries >= most_tries || lost_for_good(contact)) return nullptr;
  const double u = sim::uniform(word(leaving, Draw::comes_back));
  for (const Way& way : ways)
    if (u < way.up_to) return &way;
  return nullptr;
}

/// Puts the return of one that leaves at `left` on the agenda.
template <bool Full, int Words>
AgendaItem& Loop<Full, Words>::come_back(const Contact& contact, int c, const Way& way, sim::Ticks left,
                                         const sim::Words& leaving) {
  const sim::Ticks after = drawn_duration(phase_->channels[c].comes_back_after, word(leaving, Draw::comes_back_after));
  AgendaItem& item = schedule_child(left + after, contact, way.same ? Kinship::retry : Kinship::switched,
                                    way.same ? Origin::retry : Origin::switched, way.channel);
  ++item.contact.tries;
  return item;
}

/// Balked, blocked, or out of patience where that is an event.
template <bool Full, int Words>
void Loop<Full, Words>::leave_unanswered(const Contact& contact, int c, const sim::Words& leaving, sim::Ticks waited) {
  if (const Way* way = way_back(contact, c, leaving))
    add_wait(come_back(contact, c, *way, now_, leaving).contact, waited);
  else
    give_up(contact, c, waited);
}

/// Counts a contact whose patience ended while it waited (a `Waiting`, or a `Watch` on one).
template <bool Full, int Words>
template <class Waited>
void Loop<Full, Words>::abandon(const Waited& waiting, int c) {
  const sim::Ticks waited = waiting.deadline - waiting.arrived;
  for (Cell* cell : {&week_cell(c, waiting.week_cell), &day_cell(c, waiting.day_cell)}) {
    ++cell->abandoned;
    cell->wait += waited;
  }
  count_queue(c, waiting.arrived, waiting.deadline);
}

/// Does its customer leave for good when this attempt ends without an answer?
template <bool Full, int Words>
bool Loop<Full, Words>::lost_for_good(const Contact& contact) const {
  const Chance churn = phase_->reasons[contact.reason].churn_abandoned;
  return !churn.never() && !contact.extra && churn(draw(contact, Draw::churn));
}

/// An attempt ended without an answer after that wait, and no other comes.
template <bool Full, int Words>
void Loop<Full, Words>::give_up(const Contact& contact, int c, sim::Ticks waited) {
  if (lost_for_good(contact)) counts_.reasons[contact.reason].customers_lost += measured_;
  need_lost(contact, c, waited);
}

template <bool Full, int Words>
void Loop<Full, Words>::need_met(const Contact& contact, int c, bool first) {
  if (!contact.measured) return;
  if (phase_->any_score) score(contact, c, true, 0);
  Tally& tally = tally_of(contact);
  ++tally.met;
  tally.resolved_first += first;
  tally.attempts += contact.attempts;
}

/// It is lost on this channel, after a wait that the contact does not know of yet.
template <bool Full, int Words>
void Loop<Full, Words>::need_lost(const Contact& contact, int c, sim::Ticks waited) {
  if (!contact.measured) return;
  if (phase_->any_score) score(contact, c, false, waited);
  ++tally_of(contact).lost;
}

/// How likely the customer of a finished need is to recommend: 0 to 10, where its reason is scored.
template <bool Full, int Words>
void Loop<Full, Words>::score(const Contact& contact, int c, bool met, sim::Ticks waited) {
  const int r = phase_->demands[contact.demand].reason;
  const std::optional<ScorePlan>& plan = phase_->reasons[r].score;
  if (!plan) return;
  const double waited_min = (contact.waited / 256.0 + sim::seconds(waited)) / 60;
  double points = plan->base + plan->per_wait_minute * waited_min + plan->per_hand_off * contact.hand_offs +
                  plan->channel[c] + (met ? 0 : plan->unresolved);
  if (plan->noise > 0) points += plan->noise * sim::inverse_normal(sim::uniform(draw(contact, Draw::satisfaction)));
  const int rounded = static_cast<int>(std::floor(std::clamp(points, 0.0, 10.0) + 0.5));
  ReasonCounts& counts = counts_.reasons[r];
  ++counts.scored;
  counts.score += rounded;
  counts.promoters += rounded >= 9;
  counts.detractors += rounded <= 6;
  counts.satisfied += rounded >= 8;
}

template <bool Full, int Words>
std::uint32_t Loop<Full, Words>::new_watch(const Waiting& waiting) {
  std::uint32_t watch = static_cast<std::uint32_t>(watches_.size());
  if (free_watches_.empty()) {
    watches_.emplace_back();
  } else {
    watch = free_watches_.back();
    free_watches_.pop_back();
  }
  watches_[watch] = Watch{.day_cell = waiting.day_cell,
                          .week_cell = waiting.week_cell,
                          .holders = 2,
                          .arrived = waiting.arrived,
                          .deadline = waiting.deadline};
  return watch;
}

template <bool Full, int Words>
void Loop<Full, Words>::let_go(std::uint32_t watch) {
  if (--watches_[watch].holders == 0) free_watches_.push_back(watch);
}

/// Puts something on the agenda; its contact is to be written before anything else is scheduled.
template <bool Full, int Words>
AgendaItem& Loop<Full, Words>::schedule(sim::Ticks at, Coming coming, Origin origin, int c) {
  AgendaItem& item = agenda_.add(now_, at, coming == Coming::patience_ends ? 0 : 1);
  if (at < agenda_due_) look_at_agenda();
  item.coming = coming;
  item.origin = origin;
  item.channel = static_cast<std::uint16_t>(c);
  item.watch = 0;
  item.drawn = false;
  return item;
}

/// The next attempt of the same need.
template <bool Full, int Words>
AgendaItem& Loop<Full, Words>::schedule_child(sim::Ticks at, const Contact& parent, Kinship kinship, Origin origin,
                                              int c, std::uint32_t ordinal) {
  AgendaItem& item = schedule(at, Coming::arrival, origin, c);
  become_child(item.contact, parent, kinship, ordinal);
  return item;
}

template <bool Full, int Words>
sim::Words Loop<Full, Words>::draws(const Contact& contact, int block) const {
  if (contact.lineage == 0)
    if (const FirstWords* words = first_contacts_->words_of(contact.place)) {
      if (block == leaving_block && words->has_leaving) return words->leaving;
      if (block == returning_block && words->has_returning) return words->returning;
    }
  return sim::philox(address(plan_, contact, block), key_);
}

template <bool Full, int Words>
std::uint32_t Loop<Full, Words>::draw(const Contact& contact, Draw which) const {
  return word(draws(contact, static_cast<int>(which) / 4), which);
}

/// A duration by the inverse distribution function; without one, for ever.
template <bool Full, int Words>
sim::Ticks Loop<Full, Words>::drawn_duration(int quantile, std::uint32_t word) const {
  return quantile == none ? sim::Ticks{1} << 48 : duration(phase_->quantiles[quantile](word));
}

/// A contact's handle time on a channel.
template <bool Full, int Words>
sim::Ticks Loop<Full, Words>::handle_on(const Contact& contact, int c) const {
  const Phase* way = plan_.blends ? &way_of(contact) : phase_;
  int quantile = handle_quantile(plan_, *way, contact, c);
  if (quantile == none && way != phase_) {  // a channel that had no agents before
    way = phase_;
    quantile = handle_quantile(plan_, *way, contact, c);
  }
  return quantile == none ? 0 : duration(way->quantiles[quantile](contact.handle_word));
}

}  // namespace channelshift
