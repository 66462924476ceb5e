#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sim/random/vectorised.hpp"

/// Philox4x32-10: a counter and a key in, 128 random bits out, no state. Salmon, Moraes, Dror, Shaw: Parallel random
/// numbers: as easy as 1, 2, 3. SC11, doi:10.1145/2063384.2063405.
namespace sim {

struct Words {
  std::array<std::uint32_t, 4> w;
  bool operator==(const Words&) const = default;
};

struct Counter {
  std::uint32_t c0 = 0, c1 = 0, c2 = 0, c3 = 0;
};

struct Key {
  std::uint32_t k0 = 0, k1 = 0;
  bool operator==(const Key&) const = default;
};

namespace detail {

SIM_INLINE void philox_round(Counter& c, Key& k) {
  const std::uint64_t even = std::uint64_t{c.c0} * 0xD2511F53u;
  const std::uint64_t odd = std::uint64_t{c.c2} * 0xCD9E8D57u;
  c.c0 = static_cast<std::uint32_t>(odd >> 32) ^ c.c1 ^ k.k0;
  c.c1 = static_cast<std::uint32_t>(odd);
  c.c2 = static_cast<std::uint32_t>(even >> 32) ^ c.c3 ^ k.k1;
  c.c3 = static_cast<std::uint32_t>(even);
  k.k0 += 0x9E3779B9u;
  k.k1 += 0xBB67AE85u;
}

}  // namespace detail

/// The four words at one address.
SIM_INLINE Words philox(Counter c, Key k) {
  using detail::philox_round;  // written out: the vectoriser does not look into a loop of rounds
  philox_round(c, k), philox_round(c, k), philox_round(c, k), philox_round(c, k), philox_round(c, k);
  philox_round(c, k), philox_round(c, k), philox_round(c, k), philox_round(c, k), philox_round(c, k);
  return {{c.c0, c.c1, c.c2, c.c3}};
}

/// The words at these addresses, in their order; the two are of one size.
void philox_each(std::span<const Counter> counters, Key key, std::span<Words> words);

/// The words at n addresses: c0 counts up from `first.c0` (and wraps), the rest of the counter stays. w0[j]..w3[j] are
/// the words of the j-th. n is a multiple of 16, the arrays start on 64 bytes and do not overlap.
void philox_block(Counter first, Key key, int n, std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2,
                  std::uint32_t* w3);

}  // namespace sim
