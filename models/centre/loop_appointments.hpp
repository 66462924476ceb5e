#pragma once

#include <algorithm>

#include "models/centre/loop.hpp"
#include "models/centre/loop_arrive.hpp"

/// The loop's part in which first contacts book, and come at their time or not.
namespace channelshift {

/// Books instead of coming at once? Which slot it gets and whether it will come is settled now. Needs for which no slot
/// is known (they lie after the end) stay open.
template <bool Full, int Words>
bool Loop<Full, Words>::book(const Contact& contact, int c, Origin origin) {
  const ChannelPlan& channel = phase_->channels[c];
  const sim::Words words = draws(contact, static_cast<int>(Draw::books) / 4);
  static_assert(static_cast<int>(Draw::books) / 4 == static_cast<int>(Draw::no_show) / 4);
  if (!channel.books(word(words, Draw::books))) return false;

  const std::size_t slot = take_slot_of(c);
  const bool known = slot < plan_.slots[c].size();
  const sim::Ticks at = known ? plan_.slots[c][slot].starts : sim::never - 1;
  const bool stays_away = channel.no_show(word(words, Draw::no_show));
  if (known && measured_) {
    AppointmentCounts& counts = counts_.appointments[c];
    ++counts.booked;
    counts.no_shows += stays_away;
    counts.seconds_ahead += (at - now_) / sim::ticks(1);
  }
  schedule(at, stays_away ? Coming::no_show : Coming::appointment, origin, stays_away ? c : channel.booked_on).contact =
      contact;
  return true;
}

/// Takes a place in the first slot, at least `lead` from now, that has one; past the last if there is none.
template <bool Full, int Words>
std::size_t Loop<Full, Words>::take_slot_of(int c) {
  const std::vector<AppointmentSlot>& slots = plan_.slots[c];
  Book& book = books_[c];
  if (book.phase != phase_) {  // the lead may be another
    book.phase = phase_;
    book.first = 0;
  }
  const sim::Ticks from = now_ + phase_->channels[c].lead;
  while (book.first < slots.size() &&
         (slots[book.first].starts < from || book.taken[book.first] == slots[book.first].places))
    ++book.first;
  if (book.first < slots.size()) ++book.taken[book.first];
  return book.first;
}

/// One that booked comes, or does not and is treated as those who leave unanswered.
template <bool Full, int Words>
void Loop<Full, Words>::appointment_due(AgendaItem& item) {
  if (item.coming == Coming::no_show)
    return leave_unanswered(item.contact, item.channel, draws(item.contact, leaving_block), 0);
  if (!item.drawn) {
    take_words(item, draws(item.contact, 0));
    item.handle = handle_on(item.contact, item.channel);
  }
  arrive(item.contact, item.channel, item.origin, {item.handle, item.patience_word, std::nullopt, true});
}

template <bool Full, int Words>
void Loop<Full, Words>::count_places() {
  for (int c = 0; c < plan_.channels; ++c)
    for (std::size_t i = 0; i < plan_.slots[c].size(); ++i) {
      const AppointmentSlot& slot = plan_.slots[c][i];
      if (slot.starts < measured_from_ || slot.starts >= end_) continue;
      counts_.appointments[c].places += slot.places;
      counts_.appointments[c].places_taken += books_[c].taken[i];
    }
}

}  // namespace channelshift
