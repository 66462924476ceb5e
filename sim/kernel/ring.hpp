#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace sim {

/// A queue in one contiguous block that doubles when it is full. Removal at the front only; what comes back to the
/// front part of the queue is put in its place by `insert_ordered`.
template <class T>
class Ring {
 public:
  bool empty() const { return head_ == tail_; }
  std::size_t size() const { return tail_ - head_; }
  std::size_t capacity() const { return items_.size(); }
  T& front() { return items_[head_ & mask_]; }
  T& operator[](std::size_t place) { return items_[(head_ + place) & mask_]; }
  const T& operator[](std::size_t place) const { return items_[(head_ + place) & mask_]; }
  void pop_front() { ++head_; }
  void clear() { head_ = tail_ = 0; }
  bool full() const { return size() == items_.size(); }

  void push_back(const T& item) { add_back() = item; }

  /// A place at the back with something old in it, to be written over.
  T& add_back() {
    if (full()) grow();
    return items_[tail_++ & mask_];
  }

  /// Puts `item` behind everything at the front that `before(other, item)`; cheap when that is little.
  template <class Before>
  void insert_ordered(const T& item, Before before) {
    if (full()) grow();
    --head_;
    std::size_t place = 0;
    while (place + 1 < size() && before((*this)[place + 1], item)) {
      (*this)[place] = (*this)[place + 1];
      ++place;
    }
    (*this)[place] = item;
  }

  /// Drops everything for which `drop(item)` is true; keeps the order of the rest.
  template <class Drop>
  void remove_if(Drop drop) {
    std::size_t kept = 0;
    const std::size_t all = size();
    for (std::size_t place = 0; place < all; ++place) {
      if (drop((*this)[place])) continue;
      if (kept != place) (*this)[kept] = (*this)[place];
      ++kept;
    }
    tail_ = head_ + kept;
  }

 private:
  void grow() {
    std::vector<T> larger(items_.empty() ? 64 : 2 * items_.size());
    const std::size_t count = size();
    for (std::size_t place = 0; place < count; ++place) larger[place] = (*this)[place];
    items_ = std::move(larger);
    mask_ = items_.size() - 1;
    head_ = 0;
    tail_ = count;
  }

  std::vector<T> items_;  ///< size a power of two
  std::size_t mask_ = 0;
  std::size_t head_ = 0;  ///< both only count up (head may step back by one); places are taken modulo the size
  std::size_t tail_ = 0;
};

}  // namespace sim
