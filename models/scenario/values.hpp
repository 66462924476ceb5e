#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/scenario/reading.hpp"

/// From a value of the tree to the value meant, with a fault if it is none.
namespace channelshift {

/// A number as it is in text: 0 is "0", or a problem in words.
template <class T>
struct Parsed {
  std::optional<T> value;
  std::string problem;  ///< "why. What to do.", after the name of the thing
};

/// One number and one unit, to seconds.
Parsed<double> parse_duration(std::string_view text);
/// The unit of a duration that parses: "d" of "5d".
std::string_view unit_of_duration(std::string_view text);
/// "HH:MM", 00:00 to 24:00, to seconds after midnight.
Parsed<int> parse_time(std::string_view text);
/// "08:00-19:00"
Parsed<TimeRange> parse_range(std::string_view text);
/// "mon-fri", "sat", "closed"
Parsed<Days> parse_days(std::string_view text);

/// "2024-01-31"; none if it is no date, or beyond 1900 to 2199.
std::optional<Date> parse_date(std::string_view text);

bool valid_id(std::string_view id);

/// What is wrong with this value for this key, at the value's place.
void refuse(const Node& node, const Key& key, Reading& reading, const std::string& why_and_what_to_do);

/// A number within the key's range: share, money, number or duration by the key's type.
std::optional<double> number_of(const Node& node, const Key& key, Reading& reading);
std::optional<std::int64_t> whole_of(const Node& node, const Key& key, Reading& reading);
const std::string* text_of(const Node& node, const Key& key, Reading& reading);
/// Position of the chosen word.
std::optional<int> choice_of(const Node& node, const Key& key, Reading& reading);
/// Position of the thing whose id this is. Of a near miss the fault is told, and the nearest taken, so that no
/// follow-on faults hide it.
std::optional<std::uint16_t> id_of(const Node& node, const Key& key, const Names& names, std::string_view kind,
                                   Reading& reading);
/// In order and not overlapping. "always" and "closed" where the key's type has them.
std::optional<std::vector<TimeRange>> ranges_of(const Node& node, const Key& key, Reading& reading);
std::optional<Days> days_of(const Node& node, const Key& key, Reading& reading);
std::optional<Hours> hours_of(const Node& node, const Key& key, Reading& reading);

}  // namespace channelshift
