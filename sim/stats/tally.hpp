#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

namespace sim {

/// Mean and variance in one pass (Welford, Technometrics 4, 1962, doi:10.1080/00401706.1962.10490022). Equal values
/// have a variance of exactly 0.
class Tally {
 public:
  void add(double value) {
    ++count_;
    const double before = value - mean_;
    mean_ += before / static_cast<double>(count_);
    squares_ += before * (value - mean_);
  }

  /// As if the other's values had been added here, up to rounding (Chan, Golub, LeVeque, 1979): merge in a fixed order.
  void merge(const Tally& other) {
    if (other.count_ == 0) return;
    const double here = static_cast<double>(count_);
    const double there = static_cast<double>(other.count_);
    const double apart = other.mean_ - mean_;
    count_ += other.count_;
    mean_ += apart * (there / (here + there));
    squares_ += other.squares_ + apart * apart * (here * there / (here + there));
  }

  std::int64_t count() const { return count_; }
  /// Empty without values.
  std::optional<double> mean() const { return count_ > 0 ? std::optional(mean_) : std::nullopt; }
  /// Unbiased, divided by count - 1. Empty below two values.
  std::optional<double> variance() const {
    return count_ > 1 ? std::optional(squares_ / static_cast<double>(count_ - 1)) : std::nullopt;
  }
  std::optional<double> sd() const { return count_ > 1 ? std::optional(std::sqrt(*variance())) : std::nullopt; }

 private:
  std::int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  ///< sum of squared distances from the mean
};

}  // namespace sim
