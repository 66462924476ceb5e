#include "sim/random/philox.hpp"

#include <gtest/gtest.h>

namespace sim {
namespace {

struct Known {
  Counter counter;
  Key key;
  Words words;
};

// Random123 1.14, tests/kat_vectors, the lines "philox4x32 10".
const Known known[] = {
    {{0, 0, 0, 0}, {0, 0}, {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}},
};

TEST(Philox, GivesThePublishedWords) {
  for (const Known& k : known) EXPECT_EQ(philox(k.counter, k.key), k.words);
}

TEST(Philox, BlockGivesThePublishedWords) {
  alignas(64) std::uint32_t w[4][16];
  for (const Known& k : known) {
    Counter first = k.counter;
    first.c0 -= 5;  // wraps for the first of them
    philox_block(first, k.key, 16, w[0], w[1], w[2], w[3]);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(w[i][5], k.words.w[i]);
  }
}

TEST(Philox, BlockIsTheScalarOneWordByWordOverTheWrapOfTheCounter) {
  constexpr int n = 256;
  alignas(64) std::uint32_t w[4][n];
  const Counter first{0xFFFFFFF0u, 20260105, 7, 0xABCDEF01u};
  const Key key{123456789, 987654321};
  philox_block(first, key, n, w[0], w[1], w[2], w[3]);
  for (std::uint32_t j = 0; j < n; ++j) {
    const Words one = philox({first.c0 + j, first.c1, first.c2, first.c3}, key);
    for (int i = 0; i < 4; ++i) ASSERT_EQ(w[i][j], one.w[i]) << "word " << i << " at " << j;
  }
}

}  // namespace
}  // namespace sim
