#include "models/study/grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace channelshift {

namespace {

/// A decimal number without rounding: digits x 10^-places.
struct Decimal {
  std::int64_t digits = 0;
  int places = 0;
};
/// Longest number of digits of LO, HI and STEP.
constexpr std::size_t most_digits = 15;

struct Quantity {
  Decimal number;
  std::string unit;  ///< of a duration; empty: a plain number
};

bool digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// A decimal number at the start of `text`, which is shortened by it.
std::optional<Decimal> take_decimal(std::string_view& text) {
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  Decimal number;
  std::size_t digits = 0;
  bool point = false;
  for (; !text.empty() && (digit(text[0]) || (text[0] == '.' && !point)); text.remove_prefix(1)) {
    if (text[0] == '.') {
      point = true;
      continue;
    }
    if (++digits > most_digits) return std::nullopt;
    number.digits = number.digits * 10 + (text[0] - '0');
    number.places += point ? 1 : 0;
  }
  if (digits == 0) return std::nullopt;
  if (minus) number.digits = -number.digits;
  return number;
}

std::optional<Quantity> parse_quantity(std::string_view text) {
  text = trimmed(text);
  const std::optional<Decimal> number = take_decimal(text);
  if (!number) return std::nullopt;
  static constexpr std::array<std::string_view, 7> units = {"", "ms", "s", "min", "h", "d", "w"};
  if (std::find(units.begin(), units.end(), text) == units.end()) return std::nullopt;
  return Quantity{*number, std::string(text)};
}

std::int64_t scaled(const Decimal& number, int places) {
  std::int64_t digits = number.digits;
  for (int i = number.places; i < places; ++i) digits *= 10;
  return digits;
}

/// digits x 10^-places as text, without zeros at its end: 100 at 2 places is "1".
std::string decimal_text(std::int64_t digits, int places) {
  std::string text = std::to_string(digits < 0 ? -digits : digits);
  if (places > 0) {
    if (text.size() <= static_cast<std::size_t>(places))
      text.insert(0, static_cast<std::size_t>(places) + 1 - text.size(), '0');
    text.insert(text.size() - static_cast<std::size_t>(places), ".");
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return (digits < 0 ? "-" : "") + text;
}

/// Parts of `text` between `mark`s that stand in no quotes and brackets.
std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts(1);
  char quote = 0;
  int depth = 0;
  for (const char c : text) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == mark && depth <= 0) {
      parts.emplace_back();
      continue;
    }
    parts.back() += c;
  }
  return parts;
}

/// The three numbers of a range; none if the text is no range at all.
std::optional<std::array<Quantity, 3>> parse_range_of_values(std::string_view text) {
  const std::vector<std::string> parts = split(text, ':');
  if (parts.size() != 3) return std::nullopt;
  std::array<Quantity, 3> range;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::optional<Quantity> quantity = parse_quantity(parts[i]);
    if (!quantity) return std::nullopt;
    range[i] = *quantity;
  }
  return range;
}

ParsedVary in_steps(std::string path, const std::array<Quantity, 3>& range) {
  const auto& [low, high, step] = range;
  if (low.unit != high.unit || low.unit != step.unit) {
    return {{}, "(LO, HI and STEP are of different units). Write all three in one, as in 10s:60s:10s."};
  }
  const int places = std::max({low.number.places, high.number.places, step.number.places});
  const std::int64_t from = scaled(low.number, places);
  const std::int64_t to = scaled(high.number, places);
  const std::int64_t by = scaled(step.number, places);
  if (by == 0) return {{}, "(a STEP of 0 leads nowhere). Give a step, as in 0.05:0.2:0.05."};
  if ((to - from) / by < 0 || (to != from && (to > from) != (by > 0))) {
    return {{}, "(STEP leads away from HI). Change its sign, or swap LO and HI."};
  }
  const auto steps = static_cast<std::size_t>((to - from) / by);
  if (steps >= most_points) {
    return {{}, fmt::format("({} values, and at most 10,000 points are run). Take a larger STEP.", steps + 1)};
  }
  Vary vary{std::move(path), {}};
  for (std::size_t i = 0; i <= steps; ++i) {
    vary.values.push_back(decimal_text(from + static_cast<std::int64_t>(i) * by, places) + low.unit);
  }
  return {std::move(vary), {}};
}

ParsedVary in_list(std::string path, std::string_view text) {
  Vary vary{std::move(path), {}};
  for (const std::string& part : split(text, ',')) {
    std::string value(trimmed(part));
    if (value.empty()) return {{}, "(a value is empty). Write a list like 0.7,0.8, or a range like 0.05:0.2:0.05."};
    if (std::find(vary.values.begin(), vary.values.end(), value) != vary.values.end()) {
      return {{}, fmt::format("(the value {} stands there twice). Remove one.", value)};
    }
    vary.values.push_back(std::move(value));
  }
  return {std::move(vary), {}};
}

}  // namespace

ParsedVary parse_vary(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return {{},
            "there is no PATH= in it (--vary takes PATH=LIST or PATH=LO:HI:STEP). Write it like "
            "--vary channel.phone.target.share=0.7,0.8."};
  }
  std::string path(trimmed(text.substr(0, equals)));
  const std::string_view values = text.substr(equals + 1);
  const auto range = parse_range_of_values(values);
  ParsedVary parsed = range ? in_steps(std::move(path), *range) : in_list(std::move(path), values);
  if (!parsed.vary)
    parsed.problem = fmt::format("{} gives no values {}", values.empty() ? "nothing" : values, parsed.problem);
  return parsed;
}

std::optional<std::size_t> count_points(std::span<const Vary> varies) {
  std::size_t points = 1;
  for (const Vary& vary : varies) {
    points *= vary.values.size();
    if (points > most_points) return std::nullopt;
  }
  return points;
}

std::vector<std::string> values_at(std::span<const Vary> varies, std::size_t point) {
  std::vector<std::string> values(varies.size());
  for (std::size_t i = varies.size(); i-- > 0;) {
    values[i] = varies[i].values[point % varies[i].values.size()];
    point /= varies[i].values.size();
  }
  return values;
}

std::vector<std::string> sets_at(std::span<const Vary> varies, std::size_t point) {
  std::vector<std::string> sets = values_at(varies, point);
  for (std::size_t i = 0; i < sets.size(); ++i) sets[i] = varies[i].path + "=" + sets[i];
  return sets;
}

}  // namespace channelshift
