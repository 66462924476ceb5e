#include "sim/random/latin_hypercube.hpp"

#include <numeric>
#include <utility>

namespace sim {

namespace {

/// Two words for the k-th point of a coordinate: for its order, and its place within its interval.
Words drawn(Key key, std::uint32_t owner, std::uint32_t k) { return philox({k, owner, 0, 0}, key); }

/// A number in 0..below - 1; off from uniform by less than below / 2^32 of itself.
std::uint64_t scaled(std::uint32_t word, std::uint64_t below) { return word * below >> 32; }

/// The first word whose uniform, (2 word + 1) / 2^33, is not below k / points.
std::uint64_t first_word(std::uint64_t k, std::uint64_t points) {
  const std::uint64_t odd = ((k << 33) + points - 1) / points;  // least 2 word + 1
  return odd / 2;
}

}  // namespace

std::vector<std::uint32_t> latin_words(Key key, std::uint32_t owner, std::uint32_t points) {
  std::vector<std::uint32_t> strata(points);
  std::iota(strata.begin(), strata.end(), 0u);
  for (std::uint32_t i = points; i-- > 1;) {  // Fisher and Yates
    std::swap(strata[i], strata[scaled(drawn(key, owner, i).w[0], std::uint64_t{i} + 1)]);
  }
  std::vector<std::uint32_t> words;
  words.reserve(points);
  for (std::uint32_t i = 0; i < points; ++i) {
    const std::uint64_t first = first_word(strata[i], points);
    const std::uint64_t end = first_word(std::uint64_t{strata[i]} + 1, points);
    words.push_back(static_cast<std::uint32_t>(first + scaled(drawn(key, owner, i).w[1], end - first)));
  }
  return words;
}

}  // namespace sim
