#pragma once

#include <cstdint>

#include "models/centre/counts.hpp"
#include "models/centre/draws.hpp"
#include "sim/kernel/ticks.hpp"

namespace channelshift {

/// Who a contact is: enough to draw anything about it, whenever it is needed.
struct Contact {
  std::uint32_t number : 24;   ///< of the need's first contact within demand and day
  std::uint32_t measured : 1;  ///< the need's first contact came in measured time
  std::uint32_t induced : 1;   ///< the need was brought by a shift
  std::uint32_t answered : 1;  ///< an earlier or this contact of the need was answered
  std::uint32_t started : 1;   ///< deferred work that was begun and put down
  std::uint32_t later : 2;     ///< times it came back after an opening
  std::uint32_t moved : 1;     ///< `shift` counts
  std::uint32_t lineage;
  std::uint32_t handle_word;
  std::uint32_t resolved_word;
  std::uint16_t day;  ///< of the need's first contact
  std::uint16_t demand;
  std::uint16_t attempts;    ///< of the need so far, this one included
  std::uint16_t shift : 11;  ///< that moved or induced it
  std::uint16_t tries : 5;   ///< returns after leaving unanswered or finding closed, since the need's last repeat
};

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
};
struct AgendaItem {
  Coming coming;
  Origin origin;
  std::uint16_t channel;
  std::uint32_t watch;
  Contact contact;
};

}  // namespace channelshift
