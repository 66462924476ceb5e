#pragma once

#include <cstdint>
#include <string>

#include "models/scenario/scenario.hpp"
#include "sim/random/quantile.hpp"

namespace channelshift {

/// The value of an uncertain input at a random word: its inverse distribution function, cut off where low and high say.
/// Grows with the word; in the input's own unit, durations in seconds.
class UncertainValue {
 public:
  explicit UncertainValue(const UncertainInput& input);
  double operator()(std::uint32_t word) const;
  /// At a probability in 0..1.
  double at(double probability) const;

 private:
  double uncut(std::uint32_t word) const;

  sim::Quantile quantile_;
  double offset_ = 0;  ///< added to the quantile: sim's distributions start at 0 or above
  bool whole_ = false;
  std::uint32_t first_ = 0;  ///< words that are not cut off
  std::uint32_t last_ = 0xFFFFFFFFu;
};

/// What the key of an input allows; none where there is no such bound.
struct AllowedRange {
  std::optional<double> low;
  std::optional<double> high;
};
AllowedRange allowed_range(const UncertainInput& input);

/// A value of the input as --set takes it after "PATH=".
std::string value_text(const UncertainInput& input, double value);

}  // namespace channelshift
