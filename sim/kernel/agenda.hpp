#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "sim/kernel/ticks.hpp"
#include "sim/kernel/tournament_tree.hpp"

namespace sim {

/// What is to happen later and belongs to no slot, by time, then rank at one instant, then order of entry. The
/// model compares its earliest time with that of the tournament tree.
///
/// Time is cut into spans of 1024 s. What comes in a later span lies unsorted in a wheel of 24 days; when its span
/// begins, the model may look at it once more (draw its numbers together, or drop what has become pointless), and the
/// rest is sorted. What is put down for the current span, or for after 24 days, is a heap of small keys, four children
/// to a node (one cache line). What the keys stand for lies still in a pool.
template <class What>
class Agenda {
 public:
  static constexpr Ticks span = Ticks{1} << 28;  ///< 1024 s

  std::size_t size() const { return heap_.size() + (sorted_.size() - 1 - next_sorted_) + in_wheel_; }

  /// When to look at the agenda next: its earliest time, or the begin of a span before that.
  Ticks next_time() const { return in_wheel_ == 0 ? time_of(first_) : std::min(time_of(first_), begin_of(span_ + 1)); }

  void clear() {
    heap_.clear();
    sorted_.assign(1, no_key);
    next_sorted_ = 0;
    first_ = no_key;
    pool_.clear();
    in_span_.clear();
    free_.clear();
    wheel_.assign(spans, nothing);
    in_wheel_ = 0;
    span_ = 0;
    sequence_ = 0;
  }

  /// Puts something down for `time` >= `now`; `rank` is 0 to 3. What it is, is written where the result points, before
  /// anything else is added.
  What& add(Ticks now, Ticks time, int rank) {
    if (in_wheel_ == 0) span_ = std::max(span_, span_of(now));
    const std::uint32_t place = new_place();
    const std::uint64_t order = static_cast<std::uint64_t>(rank) << 62 | sequence_++ << place_bits | place;
    const Key key = static_cast<Key>(time) << 64 | order;
    const std::int64_t ahead = span_of(time) - span_;
    if (ahead <= 0 || ahead >= spans) {
      push(key);
      first_ = std::min(first_, key);
    } else {
      std::uint32_t& first = wheel_[slot_of_span(span_of(time))];
      in_span_[place] = {key, first};
      first = place;
      ++in_wheel_;
    }
    return pool_[place];
  }

  /// Is anything due at `now`? Nothing has been due before. Of each span that begins meanwhile, `still(what)` is asked
  /// of everything that was put down for it: false drops it. `what` may be altered, and stays where it is until it is
  /// taken or something is added.
  template <class Still>
  bool due(Ticks now, Still still) {
    while (in_wheel_ > 0 && begin_of(span_ + 1) <= now) begin_span(still);
    return time_of(first_) <= now;
  }

  /// The first of all.
  What take() {
    const std::uint32_t place = place_of(first_);
    free_.push_back(place);
    if (first_ == sorted_[next_sorted_])
      ++next_sorted_;
    else
      pop();
    find_first();
    return pool_[place];
  }

  /// Calls visit(what) for everything on the agenda, in no order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Key key : heap_) visit(pool_[place_of(key)]);
    for (std::size_t i = next_sorted_; i + 1 < sorted_.size(); ++i) visit(pool_[place_of(sorted_[i])]);
    for (std::uint32_t place : wheel_)
      for (; place != nothing; place = in_span_[place].next) visit(pool_[place]);
  }

 private:
  /// time (64 bits), rank (2), sequence (34), place in the pool (28): one comparison orders everything.
  __extension__ using Key = unsigned __int128;
  static constexpr Key no_key = static_cast<Key>(never) << 64;  ///< after all others
  static constexpr int place_bits = 28;
  static constexpr std::size_t children = 4;

  static constexpr int span_bits = std::countr_zero(static_cast<std::uint64_t>(span));
  static constexpr std::int64_t spans = 2048;
  static constexpr std::uint32_t nothing = 0xFFFFFFFFu;

  /// What the wheel keeps of an entry: small, and apart from the pool, so that the entries of a span are found without
  /// waiting for the memory of one after the other.
  struct InSpan {
    Key key = 0;
    std::uint32_t next = nothing;
  };

  static std::uint32_t place_of(Key key) { return static_cast<std::uint32_t>(key) & ((1u << place_bits) - 1); }
  static Ticks time_of(Key key) { return static_cast<Ticks>(key >> 64); }
  static std::int64_t span_of(Ticks time) { return time >> span_bits; }
  static Ticks begin_of(std::int64_t span) { return span << span_bits; }
  static std::size_t slot_of_span(std::int64_t span) { return static_cast<std::size_t>(span % spans); }

  std::uint32_t new_place() {
    if (!free_.empty()) {
      const std::uint32_t place = free_.back();
      free_.pop_back();
      return place;
    }
    if (pool_.size() >> place_bits != 0) throw std::length_error("more than 268 million events are still to come");
    pool_.emplace_back();
    in_span_.emplace_back();
    return static_cast<std::uint32_t>(pool_.size() - 1);
  }

  void find_first() { first_ = heap_.empty() ? sorted_[next_sorted_] : std::min(sorted_[next_sorted_], heap_.front()); }

  /// The next span becomes the current one.
  template <class Still>
  void begin_span(Still& still) {
    std::uint32_t& first = wheel_[slot_of_span(++span_)];
    if (first == nothing) return;
    for (; next_sorted_ + 1 < sorted_.size(); ++next_sorted_) push(sorted_[next_sorted_]);
    sorted_.clear();
    next_sorted_ = 0;
    for (std::uint32_t place = first; place != nothing; place = in_span_[place].next) {
      --in_wheel_;
      if (still(pool_[place]))
        sorted_.push_back(in_span_[place].key);
      else
        free_.push_back(place);
    }
    first = nothing;
    sort_span();
    sorted_.push_back(no_key);
    find_first();
  }

  /// Sorts what the current span has. Few are put where the number of lesser ones says, which is more comparisons but
  /// no branch that is foreseen wrongly (eight at once, the last of them with what is after all); of keys of one span
  /// the lower 28 bits of time, rank and sequence are all that differs.
  void sort_span() {
    constexpr std::size_t few = 32;
    const std::size_t n = sorted_.size();
    if (n > few) return std::sort(sorted_.begin(), sorted_.end());
    std::array<Key, few> keys;
    std::array<std::uint64_t, few> order;
    order.fill(~std::uint64_t{0});
    for (std::size_t i = 0; i < n; ++i) {
      keys[i] = sorted_[i];
      order[i] = static_cast<std::uint64_t>(keys[i] >> place_bits);
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t own = order[i];
      std::size_t lesser = 0;
      for (std::size_t j = 0; j < n; j += 8)
        for (std::size_t k = 0; k < 8; ++k) lesser += order[j + k] < own;
      sorted_[lesser] = keys[i];
    }
  }

  void push(Key key) {
    heap_.push_back(key);
    std::size_t node = heap_.size() - 1;
    while (node > 0) {
      const std::size_t parent = (node - 1) / children;
      if (heap_[parent] < key) break;
      heap_[node] = heap_[parent];
      node = parent;
    }
    heap_[node] = key;
  }

  /// Removes the root: the last key sinks from its place.
  void pop() {
    const Key key = heap_.back();
    heap_.pop_back();
    if (heap_.empty()) return;
    const std::size_t size = heap_.size();
    std::size_t node = 0;
    for (;;) {
      const std::size_t first = children * node + 1;
      if (first >= size) break;
      const std::size_t end = std::min(first + children, size);
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child) least = heap_[child] < heap_[least] ? child : least;
      if (key < heap_[least]) break;
      heap_[node] = heap_[least];
      node = least;
    }
    heap_[node] = key;
  }

  std::vector<Key> heap_;            ///< of the current span, and after 24 days
  std::vector<Key> sorted_{no_key};  ///< what lay in the wheel for the current span, ascending, and no_key
  std::size_t next_sorted_ = 0;
  Key first_ = no_key;  ///< the lesser of the first of the two
  std::vector<What> pool_;
  std::vector<InSpan> in_span_;                                                    ///< [place in the pool]
  std::vector<std::uint32_t> free_;                                                ///< places of the pool
  std::vector<std::uint32_t> wheel_ = std::vector<std::uint32_t>(spans, nothing);  ///< [span % spans] first place
  std::size_t in_wheel_ = 0;
  std::int64_t span_ = 0;  ///< the current one, while anything is in the wheel
  std::uint64_t sequence_ = 0;
};

}  // namespace sim
