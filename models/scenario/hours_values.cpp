#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/values.hpp"

/// Days, ranges of hours, and a channel's hours.
namespace channelshift {

namespace {

const std::vector<TimeRange> whole_day{TimeRange{}};

bool takes_always(const Key& key) {
  return key.type == Type::ranges_or_always || key.type == Type::ranges_or_closed || key.type == Type::hours;
}
bool takes_closed(const Key& key) { return key.type == Type::ranges_or_closed || key.type == Type::hours; }

std::optional<TimeRange> range_of_text(const Node& node, const Key& key, Reading& reading) {
  const std::string* text = node.text();
  if (!text) {
    refuse(node, key, reading, "(hours are text). Write them like \"08:00-19:00\".");
    return std::nullopt;
  }
  const Parsed<TimeRange> range = parse_range(*text);
  if (!range.value) refuse(node, key, reading, range.problem);
  return range.value;
}

std::optional<std::vector<TimeRange>> list_of_ranges(const Node& node, const Key& key, Reading& reading) {
  constexpr std::size_t most = 100;
  if (node.list()->size() > most) {
    refuse(node, key, reading, "of more than 100 ranges (a day needs few). Join those that touch.");
    return std::nullopt;
  }
  std::vector<TimeRange> ranges;
  bool sound = true;
  for (const Node& item : *node.list()) {
    const std::optional<TimeRange> range = range_of_text(item, key, reading);
    sound = sound && range;
    if (!range) continue;
    const bool overlaps = std::any_of(ranges.begin(), ranges.end(), [&](const TimeRange& other) {
      return range->from_s < other.to_s && other.from_s < range->to_s;
    });
    if (overlaps)
      refuse(item, key, reading, "(it overlaps another range of the same day). Join the two, or part them.");
    sound = sound && !overlaps;
    ranges.push_back(*range);
  }
  if (node.list()->empty()) {
    refuse(node, key, reading, "(it is empty). Give at least one range, like \"08:00-19:00\".");
    return std::nullopt;
  }
  std::sort(ranges.begin(), ranges.end(), [](const TimeRange& a, const TimeRange& b) { return a.from_s < b.from_s; });
  return sound ? std::optional(ranges) : std::nullopt;
}

/// One entry of a table of days: "mon-fri" = "08:00-19:00".
void hours_line(const Entry& entry, const Key& key, Days& named, Hours& hours, Reading& reading) {
  const Parsed<Days> days = parse_days(entry.key);
  if (!days.value) {
    reading.faults.add(entry.key_place,
                       fmt::format("{} names the days {} {}", key.name, in_quotes(entry.key), days.problem));
    return;
  }
  if (const unsigned twice = named.bits & days.value->bits) {
    reading.faults.add(entry.key_place, fmt::format("{} names {} twice (which hours hold?). Name each day once.",
                                                    key.name, show_days({static_cast<std::uint8_t>(twice)})));
  }
  named.bits = static_cast<std::uint8_t>(named.bits | days.value->bits);
  const auto ranges = ranges_of(entry.value, key, reading);
  if (ranges && !ranges->empty()) hours.push_back({*days.value, *ranges});
}

}  // namespace

std::optional<std::vector<TimeRange>> ranges_of(const Node& node, const Key& key, Reading& reading) {
  if (node.list()) return list_of_ranges(node, key, reading);
  const std::string* text = node.text();
  if (text && *text == "always" && takes_always(key)) return whole_day;
  if (text && *text == "closed" && takes_closed(key)) return std::vector<TimeRange>{};
  const std::optional<TimeRange> range = range_of_text(node, key, reading);
  return range ? std::optional(std::vector{*range}) : std::nullopt;
}

std::optional<Days> days_of(const Node& node, const Key& key, Reading& reading) {
  unsigned bits = 0;
  const auto add = [&](const Node& item) {
    const std::string* text = item.text();
    const Parsed<Days> days = text ? parse_days(*text) : Parsed<Days>{{}, "(days are text). Write \"mon-fri\"."};
    if (!days.value) {
      refuse(item, key, reading, days.problem);
      return false;
    }
    if (bits & days.value->bits) refuse(item, key, reading, "(a day in it is named before). Name each day once.");
    bits |= days.value->bits;
    return true;
  };
  bool sound = true;
  if (!node.list()) {
    sound = add(node);
  } else {
    for (const Node& item : *node.list()) sound = add(item) && sound;
    if (node.list()->empty()) refuse(node, key, reading, "(it names no day). Leave it out for every day.");
  }
  return sound ? std::optional(Days{static_cast<std::uint8_t>(bits)}) : std::nullopt;
}

std::optional<Hours> hours_of(const Node& node, const Key& key, Reading& reading) {
  if (const Node::Table* table = node.table()) {
    Hours hours;
    Days named;
    for (const Entry& entry : *table) hours_line(entry, key, named, hours, reading);
    return hours;
  }
  const auto ranges = ranges_of(node, key, reading);
  if (!ranges) return std::nullopt;
  return ranges->empty() ? Hours{} : Hours{{every_day, *ranges}};
}

}  // namespace channelshift
