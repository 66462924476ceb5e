#pragma once

#include <cstdint>

#include "sim/random/philox.hpp"

namespace sim {

/// Philox as an engine for Boost.Random, for the draws that are not a contact's (normals of day factors, absence,
/// resampling). It owns the addresses {0.., c1, c2, c3} under its key: four words from each, 2^34 in all.
class Engine {
 public:
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return 0xFFFFFFFFu; }

  Engine(Key key, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3) : key_(key), next_{0, c1, c2, c3} {}

  result_type operator()() {
    if (used_ == 4) refill();
    return words_.w[used_++];
  }

 private:
  void refill() {
    words_ = philox(next_, key_);
    ++next_.c0;
    used_ = 0;
  }

  Key key_;
  Counter next_;
  Words words_{};
  unsigned used_ = 4;
};

}  // namespace sim
