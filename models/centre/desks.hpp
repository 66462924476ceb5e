#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/centre/contact.hpp"

/// Agents who hold several contacts of one channel at once: what is on their desks, and which of them has most room.
namespace channelshift {

/// Work is measured in parts of a tick: a contact worked on at speed 1 gets so many in a tick. Whole numbers, so that
/// it makes no difference into how many pieces time falls.
inline constexpr std::int64_t parts_per_tick = 1 << 16;

/// A contact in hand.
struct Held {
  std::int64_t left;    ///< work, in parts
  sim::Ticks answered;  ///< when
  Waiting work;
};

struct Desk {
  std::vector<Held> held;   ///< in the order in which they were taken
  std::int64_t speed = 0;   ///< of work on each, in parts a tick
  sim::Ticks since = 0;     ///< up to when `left` holds
  sim::Ticks occupied = 0;  ///< since when there is something on it

  void work_until(sim::Ticks now) {
    for (Held& one : held) one.left -= (now - since) * speed;
    since = now;
  }
  /// The one that ends first; of equal ones that taken first.
  std::vector<Held>::iterator first_done() {
    return std::min_element(held.begin(), held.end(), [](const Held& a, const Held& b) { return a.left < b.left; });
  }
  /// How long after `since` that is.
  sim::Ticks until_done() { return std::max<sim::Ticks>(0, (first_done()->left + speed - 1) / speed); }
};

/// Agents by group (team and channel) and number of contacts held; in each list the one first that has held so many
/// longest. Every step takes constant time.
class DeskLists {
 public:
  using Slot = std::uint32_t;
  static constexpr Slot nobody = 0;

  void resize(std::size_t slots, int groups, int most_held) {
    most_ = most_held;
    links_.assign(slots, {});
    ends_.assign(static_cast<std::size_t>(groups * most_held), {});
  }
  void clear() { resize(links_.size(), most_ == 0 ? 0 : static_cast<int>(ends_.size()) / most_, most_); }
  Slot first(int group, int held) const { return ends_[place(group, held)].next; }
  Slot after(Slot slot) const { return links_[slot].next; }

  void append(int group, int held, Slot slot) {
    Link& ends = ends_[place(group, held)];
    links_[slot] = {ends.previous, nobody};
    (ends.previous == nobody ? ends.next : links_[ends.previous].next) = slot;
    ends.previous = slot;
  }
  void remove(int group, int held, Slot slot) {
    Link& ends = ends_[place(group, held)];
    const Link link = links_[slot];
    (link.previous == nobody ? ends.next : links_[link.previous].next) = link.next;
    (link.next == nobody ? ends.previous : links_[link.next].previous) = link.previous;
  }

 private:
  struct Link {
    Slot previous = nobody;
    Slot next = nobody;
  };
  std::size_t place(int group, int held) const { return static_cast<std::size_t>(group * most_ + held - 1); }

  int most_ = 0;
  std::vector<Link> links_;  ///< [slot]
  std::vector<Link> ends_;   ///< [group * most_ + held - 1]: last and first
};

}  // namespace channelshift
