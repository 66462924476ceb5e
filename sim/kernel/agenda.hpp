#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "sim/kernel/ticks.hpp"
#include "sim/kernel/tournament_tree.hpp"

namespace sim {

/// What is to happen later and belongs to no slot, by time, then rank at one instant, then order of entry. Its earliest
/// time stands in one slot of the tournament tree.
///
/// What comes within the current span of 2048 s, or after 24 days, is a heap of small keys, four children to a node
/// (one cache line); the rest lies unsorted in a wheel of spans and joins the heap when its span begins. So the heap
/// stays small. What the keys stand for lies still in a pool.
template <class What>
class Agenda {
 public:
  std::size_t size() const { return keys_.size() + in_wheel_; }

  /// When to look at the agenda next: its earliest time, or the begin of a span before that.
  Ticks next_time() const {
    const Ticks first = keys_.empty() ? never : static_cast<Ticks>(keys_.front() >> 64);
    return in_wheel_ == 0 ? first : std::min(first, begin_of(span_ + 1));
  }

  void clear() {
    keys_.clear();
    pool_.clear();
    free_.clear();
    wheel_.assign(spans, nothing);
    in_wheel_ = 0;
    span_ = 0;
    sequence_ = 0;
  }

  /// Puts something down for `time` >= `now`; `rank` is 0 to 3.
  void add(Ticks now, Ticks time, int rank, const What& what) {
    if (in_wheel_ == 0) span_ = span_of(now);
    const std::uint32_t place = keep(what);
    const std::uint64_t order = static_cast<std::uint64_t>(rank) << 62 | sequence_++ << place_bits | place;
    const Key key = static_cast<Key>(time) << 64 | order;
    const std::int64_t ahead = span_of(time) - span_;
    if (ahead <= 0 || ahead >= spans) return push(key);
    pool_[place].key = key;
    pool_[place].next = wheel_[slot_of_span(span_of(time))];
    wheel_[slot_of_span(span_of(time))] = place;
    ++in_wheel_;
  }

  /// Is anything due at `now`? Nothing has been due before.
  bool due(Ticks now) {
    while (in_wheel_ > 0 && begin_of(span_ + 1) <= now) begin_span();
    return !keys_.empty() && static_cast<Ticks>(keys_.front() >> 64) <= now;
  }

  /// The first of what is due.
  What take() {
    const std::uint32_t place = place_of(keys_.front());
    free_.push_back(place);
    const Key last = keys_.back();
    keys_.pop_back();
    if (!keys_.empty()) sink(last);
    return pool_[place].what;
  }

  /// Calls visit(what) for everything on the agenda, in no order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Key key : keys_) visit(pool_[place_of(key)].what);
    for (std::uint32_t place : wheel_)
      for (; place != nothing; place = pool_[place].next) visit(pool_[place].what);
  }

 private:
  /// time (64 bits), rank (2), sequence (34), place in the pool (28): one comparison orders everything.
  __extension__ using Key = unsigned __int128;
  static constexpr int place_bits = 28;
  static constexpr std::size_t children = 4;

  /// A span is 2^29 ticks.
  static constexpr int span_bits = 29;
  static constexpr std::int64_t spans = 1024;
  static constexpr std::uint32_t nothing = 0xFFFFFFFFu;

  struct Kept {
    What what;
    Key key;             ///< in the wheel
    std::uint32_t next;  ///< in the same span
  };

  static std::uint32_t place_of(Key key) { return static_cast<std::uint32_t>(key) & ((1u << place_bits) - 1); }
  static std::int64_t span_of(Ticks time) { return time >> span_bits; }
  static Ticks begin_of(std::int64_t span) { return span << span_bits; }
  static std::size_t slot_of_span(std::int64_t span) { return static_cast<std::size_t>(span % spans); }

  std::uint32_t keep(const What& what) {
    if (!free_.empty()) {
      const std::uint32_t place = free_.back();
      free_.pop_back();
      pool_[place].what = what;
      return place;
    }
    if (pool_.size() >> place_bits != 0) throw std::length_error("more than 268 million events are still to come");
    pool_.push_back({what, 0, nothing});
    return static_cast<std::uint32_t>(pool_.size() - 1);
  }

  /// The next span becomes the current one.
  void begin_span() {
    std::uint32_t& first = wheel_[slot_of_span(++span_)];
    for (std::uint32_t place = first; place != nothing; place = pool_[place].next) {
      push(pool_[place].key);
      --in_wheel_;
    }
    first = nothing;
  }

  void push(Key key) {
    keys_.push_back(key);
    std::size_t node = keys_.size() - 1;
    while (node > 0) {
      const std::size_t parent = (node - 1) / children;
      if (keys_[parent] < key) break;
      keys_[node] = keys_[parent];
      node = parent;
    }
    keys_[node] = key;
  }

  /// Puts `key` in place of the root, which is gone.
  void sink(Key key) {
    const std::size_t size = keys_.size();
    std::size_t node = 0;
    for (;;) {
      const std::size_t first = children * node + 1;
      if (first >= size) break;
      const std::size_t end = std::min(first + children, size);
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child) least = keys_[child] < keys_[least] ? child : least;
      if (key < keys_[least]) break;
      keys_[node] = keys_[least];
      node = least;
    }
    keys_[node] = key;
  }

  std::vector<Key> keys_;  ///< the heap
  std::vector<Kept> pool_;
  std::vector<std::uint32_t> free_;                                                ///< places of the pool
  std::vector<std::uint32_t> wheel_ = std::vector<std::uint32_t>(spans, nothing);  ///< [span % spans] first place
  std::size_t in_wheel_ = 0;
  std::int64_t span_ = 0;  ///< the current one, while anything is in the wheel
  std::uint64_t sequence_ = 0;
};

}  // namespace sim
