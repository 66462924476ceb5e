#pragma once

#include <cstdint>

#include "models/centre/counts.hpp"
#include "models/centre/draws.hpp"
#include "sim/kernel/ticks.hpp"

namespace channelshift {

/// Who a contact is: enough to draw anything about it, whenever it is needed. Half a cache line. No bit fields: a
/// processor that copies what it has just written in smaller pieces has to wait for them.
struct Contact {
  std::uint32_t number;  ///< of the need's first contact within demand and day, 24 bits
  std::uint32_t lineage;
  std::uint32_t handle_word;
  std::uint32_t resolved_word;
  std::uint16_t day;  ///< of the need's first contact
  std::uint16_t demand;
  std::uint16_t attempts;  ///< of the need so far, this one included
  std::uint16_t shift;     ///< that moved or induced it
  std::uint8_t tries;      ///< returns after leaving unanswered or finding closed, since the need's last repeat
  std::uint8_t later;      ///< times it came back after an opening
  bool moved;              ///< `shift` counts
  bool measured;           ///< the need's first contact came in measured time
  bool induced;            ///< the need was brought by a shift
  bool answered;           ///< an earlier or this contact of the need was answered
  bool started;            ///< deferred work that was begun and put down
};
static_assert(sizeof(Contact) == 32);

/// A contact in a queue.
struct Waiting {
  sim::Ticks arrived;
  sim::Ticks deadline;  ///< when its patience ends
  sim::Ticks handle;    ///< at speed 1, or what remains of it
  Contact contact;
  std::uint32_t week_cell;  ///< interval of the week in which it came; one past the last: not measured
  std::uint16_t day_cell;   ///< measured day, likewise
  std::uint32_t watch;      ///< number of the watch on it, 0 for none
};

/// Something on the agenda.
enum class Coming : std::uint8_t {
  arrival,          ///< the contact arrives
  unless_answered,  ///< it arrives again, unless the attempt watched was answered
  patience_ends,    ///< of the attempt watched
  appointment,      ///< the contact comes at its time
  no_show,          ///< it does not
};
struct AgendaItem {
  Coming coming;
  Origin origin;
  std::uint16_t channel;
  std::uint32_t watch;
  Contact contact;
  sim::Ticks handle;
  std::uint32_t patience_word;
  bool drawn;  ///< `handle`, `patience_word` and the contact's words are those of this attempt
};

}  // namespace channelshift
