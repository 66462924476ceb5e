#include "sim/random/address.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <set>
#include <string>

namespace sim {
namespace {

// Addresses are final: a change here changes every result ever published. The stored values were worked out a second
// time in another language.
TEST(Address, KeysAreTheStoredOnes) {
  EXPECT_EQ(key_of(0, 0), (Key{0xFF3CD4BF, 0x48218226}));
  EXPECT_EQ(key_of(1, 0), (Key{0x82C0D5B8, 0xDCE423FC}));
  EXPECT_EQ(key_of(1, 1), (Key{0x7439611E, 0x5E41AB08}));
  EXPECT_EQ(key_of(0xFFFFFFFFFFFFFFFFu, 0xFFFFFFFFFFFFFFFFu), (Key{0x65B7FF81, 0x2DFE1AA5}));
}

TEST(Address, NamesHaveTheStoredHashes) {
  EXPECT_EQ(name_hash(""), 0x5C9FFD72u);
  EXPECT_EQ(name_hash("phone"), 0xAAB8A18Fu);
  EXPECT_EQ(name_hash("phone/billing"), 0xFF3AA8E5u);
  EXPECT_EQ(name_hash("t\xC3\xA9l\xC3\xA9phone"), 0x7FF451E6u);
}

TEST(Address, LineagesAreTheStoredOnes) {
  EXPECT_EQ(lineage(0, 0, 0), 0xB71D5699u);
  EXPECT_EQ(lineage(0, 1, 0), 0x5E24F644u);
  EXPECT_EQ(lineage(0, 0, 1), 0xEA1FA340u);
  EXPECT_EQ(lineage(0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu), 0x63FEF68Au);
}

// The finaliser on its own: splitmix64 from state 0 gives these (Vigna, prng.di.unimi.it/splitmix64.c).
TEST(Address, MixesLikeSplitmix64) {
  EXPECT_EQ(detail::mixed(detail::golden), 0xE220A8397B1DCDAFu);
  EXPECT_EQ(detail::mixed(2 * detail::golden), 0x6E789E6AA1B965F4u);
}

// 10^5 keys in a row differ for certain within a seed; over seeds a collision has probability 3e-10.
TEST(Address, KeysOfNeighboursDiffer) {
  std::set<std::uint64_t> keys;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (std::uint64_t replication = 0; replication < 1000; ++replication) {
      const Key key = key_of(seed, replication);
      keys.insert(std::uint64_t{key.k0} << 32 | key.k1);
    }
  }
  EXPECT_EQ(keys.size(), 100'000u);
}

/// Mean over many inputs of the number of result bits that change with one input bit.
template <class F>
double bits_changed(F result, int input_bits, int bit) {
  constexpr int inputs = 2000;
  int changed = 0;
  for (std::uint64_t i = 0; i < inputs; ++i) {
    const std::uint64_t x = i * 0x0000000100000001u & ((input_bits < 64 ? std::uint64_t{1} << input_bits : 0u) - 1u);
    changed += std::popcount(result(x) ^ result(x ^ std::uint64_t{1} << bit));
  }
  return static_cast<double>(changed) / inputs;
}

// Half of 32 bits should change: 16 with a standard error of sqrt(8 / 2000) = 0.063. At 5 standard errors over 64 + 64
// + 64 + 32 bits the false alarm rate is 1.3e-4; the inputs are fixed.
TEST(Address, EveryInputBitChangesHalfTheBits) {
  const auto of_seed = [](std::uint64_t x) { return key_of(x, 3).k0; };
  const auto of_replication = [](std::uint64_t x) { return key_of(3, x).k1; };
  const auto of_family = [](std::uint64_t x) {
    return lineage(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(x >> 32), 0);
  };
  const auto of_ordinal = [](std::uint64_t x) { return lineage(5, 2, static_cast<std::uint32_t>(x)); };
  for (int bit = 0; bit < 64; ++bit) {
    EXPECT_NEAR(bits_changed(of_seed, 64, bit), 16, 0.32) << "seed bit " << bit;
    EXPECT_NEAR(bits_changed(of_replication, 64, bit), 16, 0.32) << "replication bit " << bit;
    EXPECT_NEAR(bits_changed(of_family, 64, bit), 16, 0.32) << "parent or kind bit " << bit;
  }
  for (int bit = 0; bit < 32; ++bit) {
    EXPECT_NEAR(bits_changed(of_ordinal, 32, bit), 16, 0.32) << "ordinal bit " << bit;
  }
}

// Children of one contact, and their children, six kinds and twenty ordinals deep: of 14,520 lineages two are equal
// with probability 2.5%, for these inputs none are. None is 0, the lineage of a first contact.
TEST(Address, LineagesOfOneFamilyDiffer) {
  std::set<std::uint32_t> seen{0};
  for (std::uint32_t kind = 0; kind < 6; ++kind) {
    for (std::uint32_t ordinal = 0; ordinal < 20; ++ordinal) {
      const std::uint32_t child = lineage(0, kind, ordinal);
      EXPECT_TRUE(seen.insert(child).second);
      for (std::uint32_t k = 0; k < 6; ++k) {
        for (std::uint32_t o = 0; o < 20; ++o) EXPECT_TRUE(seen.insert(lineage(child, k, o)).second);
      }
    }
  }
}

TEST(Address, NamesThatLookAlikeHaveDifferentHashes) {
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(name_hash("channel-" + std::to_string(i)));
  EXPECT_EQ(seen.size(), 1000u);
  EXPECT_NE(name_hash("ab"), name_hash("ba"));
}

}  // namespace
}  // namespace sim
