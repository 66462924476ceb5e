#include "models/scenario/uncertain_value.hpp"

#include <charconv>
#include <cmath>

namespace channelshift {

namespace {

bool has_ends(const sim::Distribution& distribution) {
  return distribution.family == sim::Family::uniform || distribution.family == sim::Family::triangular;
}

/// The distribution with its low end at 0.
sim::Distribution from_zero(sim::Distribution distribution) {
  if (!has_ends(distribution)) return distribution;
  distribution.mode_s -= distribution.low_s;
  distribution.high_s -= distribution.low_s;
  distribution.low_s = 0;
  return distribution;
}

/// The least word for which `holds`, which does not change back once it holds.
template <class Holds>
std::uint32_t first_word(Holds holds) {
  std::uint64_t low = 0;
  std::uint64_t high = 0xFFFFFFFFu;
  while (low < high) {
    const std::uint64_t middle = (low + high) / 2;
    if (holds(static_cast<std::uint32_t>(middle))) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return static_cast<std::uint32_t>(low);
}

}  // namespace

UncertainValue::UncertainValue(const UncertainInput& input)
    : quantile_(from_zero(input.distribution)),
      offset_(has_ends(input.distribution) ? input.distribution.low_s : 0),
      whole_(input.whole) {
  if (has_ends(input.distribution)) return;
  if (input.low) first_ = first_word([&](std::uint32_t word) { return uncut(word) >= *input.low; });
  if (input.high && uncut(last_) > *input.high) {
    const std::uint32_t beyond = first_word([&](std::uint32_t word) { return uncut(word) > *input.high; });
    last_ = beyond > first_ ? beyond - 1 : first_;
  }
}

double UncertainValue::uncut(std::uint32_t word) const { return offset_ + quantile_(word); }

double UncertainValue::operator()(std::uint32_t word) const {
  const std::uint64_t width = std::uint64_t{last_} - first_ + 1;
  const double value = uncut(first_ + static_cast<std::uint32_t>(width * word >> 32));
  return whole_ ? std::round(value) : value;
}

double UncertainValue::at(double probability) const {
  const double word = std::floor(probability * 0x1p32);
  return (*this)(word >= 0x1p32 ? 0xFFFFFFFFu : word <= 0 ? 0u : static_cast<std::uint32_t>(word));
}

std::string value_text(const UncertainInput& input, double value) {
  char text[400];
  const auto written = input.whole ? std::to_chars(text, text + sizeof text, static_cast<std::int64_t>(value))
                                   : std::to_chars(text, text + sizeof text, value, std::chars_format::fixed);
  return std::string(text, written.ptr) + (input.duration ? "s" : "");
}

}  // namespace channelshift
