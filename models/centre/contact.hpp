#pragma once

#include <algorithm>
#include <cstdint>

#include "models/centre/counts.hpp"
#include "models/centre/draws.hpp"
#include "sim/kernel/ticks.hpp"

namespace channelshift {

/// Who a contact is: enough to draw anything about it, whenever it is needed. No bit fields: a
/// processor that copies what it has just written in smaller pieces has to wait for them.
struct Contact {
  std::uint32_t number;  ///< of the need's first contact within demand and day, 24 bits
  std::uint32_t lineage;
  std::uint32_t place;  ///< of the need's first contact among all of the replication
  std::uint32_t handle_word;
  std::uint32_t resolved_word;
  std::uint16_t day;  ///< of the need's first contact
  std::uint16_t demand;
  std::uint16_t attempts;  ///< of the need so far, this one included
  std::uint16_t reason;    ///< now; an escalation may change it
  std::uint16_t shift;     ///< that moved or induced it
  std::uint8_t hand_offs;
  std::uint8_t tries;     ///< returns after leaving unanswered or finding closed, since the need's last repeat
  std::uint8_t later;     ///< times it came back after an opening
  bool moved;             ///< `shift` counts
  bool measured;          ///< the need's first contact came in measured time
  bool induced;           ///< the need was brought by a shift
  bool answered;          ///< an earlier or this contact of the need was answered
  bool started;           ///< deferred work that was begun and put down
  bool extra;             ///< asks after another contact: no need hangs on it, and it is not `measured`
  std::uint32_t waited;   ///< by earlier attempts of the need, in 1/256 s; kept where satisfaction is scored
  std::uint32_t of_case;  ///< number of the case that this is work on, 0 for none
};
static_assert(sizeof(Contact) == 48);

/// Adds the wait of an attempt to what its need has waited, at most 194 days.
inline void add_wait(Contact& contact, sim::Ticks waited) {
  const std::int64_t sum = contact.waited + waited / (sim::ticks(1) / 256);
  contact.waited = static_cast<std::uint32_t>(std::min<std::int64_t>(sum, 0xFFFFFFFF));
}

/// A contact in a queue.
struct Waiting {
  sim::Ticks arrived;
  sim::Ticks deadline;  ///< when its patience ends
  sim::Ticks handle;    ///< at speed 1, or what remains of it
  Contact contact;
  std::uint32_t week_cell;   ///< interval of the week in which it came; one past the last: not measured
  std::uint16_t day_cell;    ///< measured day, likewise
  std::uint32_t watch;       ///< number of the watch on it, 0 for none
  bool called_back = false;  ///< holds no line
};

/// Something on the agenda.
enum class Coming : std::uint8_t {
  arrival,          ///< the contact arrives
  unless_answered,  ///< it arrives again, unless the attempt watched was answered
  patience_ends,    ///< of the attempt watched
  asks_after,       ///< somebody does, about the deferred contact watched
  case_closes,
  case_is_chased,
  appointment,  ///< the contact comes at its time
  no_show,      ///< it does not
};
struct AgendaItem {
  Coming coming;
  Origin origin;
  std::uint16_t channel;
  std::uint32_t watch;  ///< or the number of a case
  Contact contact;
  sim::Ticks handle;
  std::uint32_t patience_word;
  bool drawn;  ///< `handle`, `patience_word` and the contact's words are those of this attempt
};

}  // namespace channelshift
