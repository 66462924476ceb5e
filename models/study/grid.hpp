#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace channelshift {

/// A key and the values that it takes one after the other, written as --set takes them.
struct Vary {
  std::string path;
  std::vector<std::string> values;
  bool operator==(const Vary&) const = default;
};

/// "PATH=LIST" or "PATH=LO:HI:STEP", or what is wrong with it: "why. What to do."
struct ParsedVary {
  std::optional<Vary> vary;
  std::string problem;
};

/// LIST: values with commas between them; a comma within quotes, [ ] or { } parts nothing. LO:HI:STEP: numbers, or
/// durations of one unit, from LO on in steps of STEP up to HI, exact in decimals, HI included where a step meets it.
ParsedVary parse_vary(std::string_view text);

/// Most points of a grid.
inline constexpr std::size_t most_points = 10'000;

/// Number of points of the grid: the product of the numbers of values. None above `most_points`.
std::optional<std::size_t> count_points(std::span<const Vary> varies);

/// [key] the value at a point, counted from 0; the last key runs fastest.
std::vector<std::string> values_at(std::span<const Vary> varies, std::size_t point);

/// "PATH=VALUE" for each key.
std::vector<std::string> sets_at(std::span<const Vary> varies, std::size_t point);

}  // namespace channelshift
