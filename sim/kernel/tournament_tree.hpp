#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/kernel/ticks.hpp"

namespace sim {

/// When a slot's next event is due, and which slot: `ticks << 14 | slot`. One integer comparison orders events by time
/// and, at one instant, by slot, so the order of the slots is the order of kinds of events.
using EventKey = std::uint64_t;

inline constexpr int slot_bits = 14;
inline constexpr int max_slots = 1 << slot_bits;
inline constexpr Ticks never = (Ticks{1} << (63 - slot_bits)) - 1;

constexpr EventKey event_key(Ticks time, std::uint32_t slot) { return static_cast<EventKey>(time) << slot_bits | slot; }
constexpr Ticks time_of(EventKey key) { return static_cast<Ticks>(key >> slot_bits); }
constexpr std::uint32_t slot_of(EventKey key) { return static_cast<std::uint32_t>(key & (max_slots - 1)); }

/// The event list: a fixed number of slots, each with one pending time, and the earliest of them at the top. Setting a
/// slot replays its path of matches, `x = min(x, sibling)`, without a branch and without allocating.
class TournamentTree {
 public:
  explicit TournamentTree(int slots = 1) { resize(slots); }

  /// Room for `slots` <= max_slots; every slot is set to never.
  void resize(int slots) {
    leaves_ = std::bit_ceil(static_cast<std::uint32_t>(slots));
    keys_.assign(2 * std::size_t{leaves_}, 0);
    clear();
  }

  void clear() {
    for (std::uint32_t slot = 0; slot < leaves_; ++slot) keys_[leaves_ + slot] = event_key(never, slot);
    for (std::uint32_t node = leaves_ - 1; node >= 1; --node) keys_[node] = keys_[2 * node];
  }

  void set(std::uint32_t slot, Ticks time) {
    EventKey* keys = keys_.data();
    std::uint32_t node = slot + leaves_;
    EventKey winner = event_key(time, slot);
    keys[node] = winner;
    while (node > 1) {
      const EventKey sibling = keys[node ^ 1];
      winner = sibling < winner ? sibling : winner;
      node >>= 1;
      keys[node] = winner;
    }
  }

  EventKey top() const { return keys_[1]; }
  Ticks time(std::uint32_t slot) const { return time_of(keys_[leaves_ + slot]); }

 private:
  std::uint32_t leaves_ = 1;
  std::vector<EventKey> keys_;  ///< [1] the winner; node n has children 2n and 2n + 1; leaves from [leaves_]
};

}  // namespace sim
