#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/kernel/ticks.hpp"
#include "sim/kernel/tournament_tree.hpp"

namespace sim {

/// What is to happen later and belongs to no slot: a binary heap by time, then rank at one instant, then order of
/// entry. Its earliest time stands in one slot of the tournament tree.
template <class What>
class Agenda {
 public:
  struct Entry {
    Ticks time;
    std::uint64_t order;  ///< rank << 56 | sequence
    What what;
  };

  bool empty() const { return entries_.empty(); }
  Ticks next_time() const { return entries_.empty() ? never : entries_.front().time; }
  const std::vector<Entry>& entries() const { return entries_; }

  void clear() {
    entries_.clear();
    sequence_ = 0;
  }

  void add(Ticks time, int rank, const What& what) {
    entries_.push_back({time, static_cast<std::uint64_t>(rank) << 56 | sequence_++, what});
    std::push_heap(entries_.begin(), entries_.end(), later);
  }

  What take() {
    std::pop_heap(entries_.begin(), entries_.end(), later);
    const What what = entries_.back().what;
    entries_.pop_back();
    return what;
  }

 private:
  static bool later(const Entry& a, const Entry& b) { return a.time != b.time ? a.time > b.time : a.order > b.order; }

  std::vector<Entry> entries_;
  std::uint64_t sequence_ = 0;
};

}  // namespace sim
