#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace sim {

/// A set of small numbers below 64 x Words, in registers when Words is 1.
template <int Words>
struct Bits {
  std::array<std::uint64_t, Words> words{};

  void set(int i) { words[i >> 6] |= std::uint64_t{1} << (i & 63); }
  void reset(int i) { words[i >> 6] &= ~(std::uint64_t{1} << (i & 63)); }
  /// Takes i out, or does nothing, without a branch.
  void reset_if(int i, bool wanted) { words[i >> 6] &= ~(std::uint64_t{wanted} << (i & 63)); }
  void put(int i, bool value) { value ? set(i) : reset(i); }
  bool test(int i) const { return words[i >> 6] >> (i & 63) & 1; }
  void clear() { words.fill(0); }

  /// The set itself, or the empty one.
  Bits only_if(bool wanted) const {
    Bits kept = *this;
    for (std::uint64_t& word : kept.words) word &= -std::uint64_t{wanted};
    return kept;
  }

  bool any() const {
    std::uint64_t all = 0;
    for (const std::uint64_t word : words) all |= word;
    return all != 0;
  }

  /// The smallest member, or -1.
  int first() const {
    for (int i = 0; i < Words; ++i)
      if (words[i]) return 64 * i + std::countr_zero(words[i]);
    return -1;
  }

  friend Bits operator&(Bits a, const Bits& b) {
    for (int i = 0; i < Words; ++i) a.words[i] &= b.words[i];
    return a;
  }
  friend Bits operator|(Bits a, const Bits& b) {
    for (int i = 0; i < Words; ++i) a.words[i] |= b.words[i];
    return a;
  }
  /// Members of a that are not in b.
  friend Bits operator-(Bits a, const Bits& b) {
    for (int i = 0; i < Words; ++i) a.words[i] &= ~b.words[i];
    return a;
  }
};

}  // namespace sim
