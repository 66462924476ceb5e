#pragma once

#include "models/centre/loop.hpp"
#include "models/centre/loop_arrive.hpp"

/// The loop's part in which contacts leave unanswered, come back or are lost; and their draws.
namespace channelshift {

/// How and when a contact that leaves this channel unanswered comes back; empty if it gives up.
template <bool Full, int Words>
auto Loop<Full, Words>::coming_back(const Contact& contact, int c) const -> std::optional<ComingBack> {
  const ChannelPlan& channel = phase_->channels[c];
  if (channel.comes_back.empty() || contact.tries >= most_tries) return std::nullopt;
  const sim::Words words = draws(contact, static_cast<int>(Draw::comes_back) / 4);
  const double u = sim::uniform(word(words, Draw::comes_back));
  for (const Way& way : channel.comes_back) {
    if (u >= way.up_to) continue;
    Contact again = child(contact, way.same ? Kinship::retry : Kinship::switched);
    ++again.tries;
    const Origin origin = way.same ? Origin::retry : Origin::switched;
    return ComingBack{{Coming::arrival, origin, static_cast<std::uint16_t>(way.channel), 0, again},
                      drawn_duration(channel.comes_back_after, word(words, Draw::comes_back_after))};
  }
  return std::nullopt;
}

/// Balked, blocked, or out of patience where that is an event.
template <bool Full, int Words>
void Loop<Full, Words>::leave_unanswered(const Contact& contact, int c) {
  if (const auto back = coming_back(contact, c))
    schedule(now_ + back->after, back->item);
  else
    need_lost(contact);
}

/// Counts a contact whose patience ended while it waited.
template <bool Full, int Words>
void Loop<Full, Words>::abandon(const Waiting& waiting, int c, sim::Ticks at) {
  const sim::Ticks waited = at - waiting.arrived;
  for (Cell* cell : {&week_cell(c, waiting.week_cell), &day_cell(c, waiting.day_cell)}) {
    ++cell->abandoned;
    cell->wait += waited;
  }
  count_queue(c, waiting.arrived, at);
}

template <bool Full, int Words>
void Loop<Full, Words>::need_met(const Contact& contact, bool first) {
  if (!contact.measured) return;
  if (contact.induced) {
    ++counts_.induced.needs_met;
    return;
  }
  ChannelCounts& channel = counts_.channels[phase_->demands[contact.demand].channel];
  ++channel.needs_met;
  channel.resolved_first += first;
  channel.attempts_of_met += contact.attempts;
}

template <bool Full, int Words>
void Loop<Full, Words>::need_lost(const Contact& contact) {
  if (!contact.measured) return;
  if (contact.induced)
    ++counts_.induced.needs_lost;
  else
    ++counts_.channels[phase_->demands[contact.demand].channel].needs_lost;
}

template <bool Full, int Words>
std::uint32_t Loop<Full, Words>::new_watch(const Waiting& waiting, int holders) {
  std::uint32_t watch = static_cast<std::uint32_t>(watches_.size());
  if (free_watches_.empty()) {
    watches_.emplace_back();
  } else {
    watch = free_watches_.back();
    free_watches_.pop_back();
  }
  watches_[watch] = Watch{false, false, holders, waiting};
  return watch;
}

template <bool Full, int Words>
void Loop<Full, Words>::let_go(std::uint32_t watch) {
  if (watch != 0 && --watches_[watch].holders == 0) free_watches_.push_back(watch);
}

template <bool Full, int Words>
void Loop<Full, Words>::schedule(sim::Ticks at, const AgendaItem& item) {
  agenda_.add(now_, at, item.coming == Coming::patience_ends ? 0 : 1, item);
  tree_.set(agenda_slot_, agenda_.next_time());
}

/// The next attempt of the same need.
template <bool Full, int Words>
Contact Loop<Full, Words>::child(const Contact& parent, Kinship kinship, std::uint32_t ordinal) const {
  Contact contact = parent;
  contact.lineage = sim::lineage(parent.lineage, static_cast<std::uint32_t>(kinship), ordinal);
  if (contact.attempts < 0xFFFF) ++contact.attempts;
  contact.started = 0;
  return contact;
}

template <bool Full, int Words>
sim::Words Loop<Full, Words>::draws(const Contact& contact, int block) const {
  const std::uint32_t number = contact.number;
  return sim::philox({number | static_cast<std::uint32_t>(block) << 24, plan_.day_list.address(contact.day),
                      contact.lineage, plan_.demand_days[contact.demand].address},
                     key_);
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

/// A contact's handle time on a channel: its quantile of the shift's distribution if that moved it there, else of its
/// own demand's, else of what holds for its reason on that channel.
template <bool Full, int Words>
sim::Ticks Loop<Full, Words>::handle_on(const Contact& contact, int c) const {
  const DemandPlan& demand = phase_->demands[contact.demand];
  int quantile = c == demand.channel ? demand.handle : phase_->handle[demand.reason * plan_.channels + c];
  if (contact.moved) {
    const ShiftPlan& shift = phase_->shifts[contact.shift];
    if (shift.to == c && shift.handle != none) quantile = shift.handle;
  }
  return quantile == none ? 0 : duration(phase_->quantiles[quantile](contact.handle_word));
}

}  // namespace channelshift
