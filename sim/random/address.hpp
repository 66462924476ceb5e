#pragma once

#include <cstdint>
#include <string_view>

#include "sim/random/philox.hpp"

/// Addresses of draws. These functions are final: changing one changes every number the simulator has ever printed.
namespace sim {

namespace detail {

inline constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;  ///< 2^64 / golden ratio, odd

/// One-to-one on 64 bits; every bit of the result hangs on every bit of x. The finaliser of splitmix64 (Steele, Lea,
/// Flood: Fast splittable pseudorandom number generators. OOPSLA 2014, doi:10.1145/2660193.2660195).
constexpr std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

constexpr std::uint32_t folded(std::uint64_t x) { return static_cast<std::uint32_t>(x ^ (x >> 32)); }

}  // namespace detail

/// The generator's key for one replication. Two replications of a seed never share a key.
constexpr Key key_of(std::uint64_t seed, std::uint64_t replication) {
  const std::uint64_t bits = detail::mixed(detail::mixed(seed + detail::golden) + replication * detail::golden);
  return {static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32)};
}

/// 32 bits for a name: FNV-1a over its bytes, in 64 bits, then mixed and folded. Two names share them once in 2^32.
constexpr std::uint32_t name_hash(std::string_view name) {
  std::uint64_t bits = 0xCBF29CE484222325u;
  for (const char c : name) bits = (bits ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return detail::folded(detail::mixed(bits));
}

/// The lineage of a child (attempt, repeat, ...): of its parent's lineage, what kind of child it is, and which of that
/// kind. Never 0, which is the lineage of a first contact.
constexpr std::uint32_t lineage(std::uint32_t parent, std::uint32_t kind, std::uint32_t ordinal) {
  const std::uint64_t born = detail::mixed(((std::uint64_t{parent} << 32) | kind) + detail::golden);
  const std::uint32_t bits = detail::folded(detail::mixed(born + ordinal * detail::golden));
  return bits == 0 ? 1 : bits;
}

}  // namespace sim
