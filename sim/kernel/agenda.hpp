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
/// A heap of small keys, four children to a node (one cache line); what they stand for lies still in a pool.
template <class What>
class Agenda {
 public:
  bool empty() const { return keys_.empty(); }
  std::size_t size() const { return keys_.size(); }
  Ticks next_time() const { return keys_.empty() ? never : static_cast<Ticks>(keys_.front() >> 64); }

  void clear() {
    keys_.clear();
    pool_.clear();
    free_.clear();
    sequence_ = 0;
  }

  /// `rank` is 0 to 3.
  void add(Ticks time, int rank, const What& what) {
    const std::uint64_t place = keep(what);
    const std::uint64_t order = static_cast<std::uint64_t>(rank) << 62 | sequence_++ << place_bits | place;
    keys_.push_back(static_cast<Key>(time) << 64 | order);
    rise(keys_.size() - 1);
  }

  What take() {
    const std::size_t place = place_of(keys_.front());
    const What what = pool_[place];
    free_.push_back(static_cast<std::uint32_t>(place));
    const Key last = keys_.back();
    keys_.pop_back();
    if (!keys_.empty()) sink(last);
    return what;
  }

  /// Calls visit(what) for everything on the agenda, in no order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Key key : keys_) visit(pool_[place_of(key)]);
  }

 private:
  /// time (64 bits), rank (2), sequence (34), place in the pool (28): one comparison orders everything.
  __extension__ using Key = unsigned __int128;
  static constexpr int place_bits = 28;
  static constexpr std::size_t children = 4;

  static std::size_t place_of(Key key) { return static_cast<std::size_t>(key) & ((std::size_t{1} << place_bits) - 1); }

  std::uint64_t keep(const What& what) {
    if (!free_.empty()) {
      const std::uint32_t place = free_.back();
      free_.pop_back();
      pool_[place] = what;
      return place;
    }
    if (pool_.size() >> place_bits != 0) throw std::length_error("more than 268 million events are still to come");
    pool_.push_back(what);
    return pool_.size() - 1;
  }

  void rise(std::size_t node) {
    const Key key = keys_[node];
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

  std::vector<Key> keys_;
  std::vector<What> pool_;
  std::vector<std::uint32_t> free_;  ///< places of the pool
  std::uint64_t sequence_ = 0;
};

}  // namespace sim
