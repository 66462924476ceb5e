#include "models/scenario/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace channelshift {

void refuse(const Node& node, const Key& key, Reading& reading, const std::string& why_and_what_to_do) {
  reading.faults.add(node.place, fmt::format("{} is {} {}", key.name, describe(node), why_and_what_to_do));
}

namespace {

std::string wanted(const Key& key) { return fmt::format("(it takes: {}).", show_type(key)); }

/// What to write in place of a number that is given in another form.
std::string number_advice(const Node& node, const Key& key) {
  const std::string* text = node.text();
  if (text && !text->empty() && text->back() == '%') return "Write it as a fraction: 0.1 is 10%.";
  if (text) return "Write a plain number, without quotes.";
  if (find(node, "low") || find(node, "high")) return "An uncertain one is { low = , likely = , high = }.";
  return key.type == Type::share ? "Write a number such as 0.1." : "Write a plain number.";
}

/// A number as it stands, whole or not.
std::optional<double> plain_number(const Node& node) {
  if (const auto* whole = node.as<std::int64_t>()) return static_cast<double>(*whole);
  if (const auto* number = node.as<double>()) return *number;
  return std::nullopt;
}

bool within(double number, const Range& range) {
  const bool low = range.above_low ? number > range.low : number >= range.low;
  const bool high = range.below_high ? number < range.high : number <= range.high;
  return low && high;
}

std::string range_advice(double number, const Key& key) {
  const bool percent = key.type == Type::share && number > 1 && number <= 100;
  if (percent) return fmt::format("A share is a fraction: write {:g} for {:g}%.", number / 100, number);
  return "Give a value in this range.";
}

bool check_range(double number, const Node& node, const Key& key, Reading& reading) {
  const std::optional<Range> range = range_of(key);
  if (!range || within(number, *range)) return true;
  refuse(node, key, reading, fmt::format("(it must be {}). {}", show_range(key), range_advice(number, key)));
  return false;
}

std::optional<double> duration_of(const Node& node, const Key& key, Reading& reading) {
  if (const std::optional<double> number = plain_number(node)) {
    refuse(node, key, reading,
           fmt::format("(a duration is text with its unit: ms, s, min, h, d or w). Write \"{}s\" if seconds are meant.",
                       std::isfinite(*number) ? fmt::format("{}", *number) : "20"));
    return std::nullopt;
  }
  const std::string* text = node.text();
  if (!text) {
    refuse(node, key, reading, wanted(key) + " Write it like \"20s\" or \"4.5min\".");
    return std::nullopt;
  }
  const Parsed<double> seconds = parse_duration(*text);
  if (!seconds.value) {
    refuse(node, key, reading, seconds.problem);
    return std::nullopt;
  }
  return check_range(*seconds.value, node, key, reading) ? seconds.value : std::nullopt;
}

}  // namespace

std::optional<double> number_of(const Node& node, const Key& key, Reading& reading) {
  if (key.type == Type::duration) return duration_of(node, key, reading);
  const std::optional<double> number = plain_number(node);
  if (!number) {
    refuse(node, key, reading, wanted(key) + " " + number_advice(node, key));
    return std::nullopt;
  }
  if (!std::isfinite(*number)) {
    refuse(node, key, reading, "(only finite numbers have a meaning here). Give a number.");
    return std::nullopt;
  }
  return check_range(*number, node, key, reading) ? number : std::nullopt;
}

std::optional<std::int64_t> whole_of(const Node& node, const Key& key, Reading& reading) {
  const auto* number = node.as<std::int64_t>();
  if (!number) {
    const bool fraction = node.as<double>() != nullptr;
    refuse(node, key, reading,
           fraction ? "(it is a count). Give a whole number." : wanted(key) + " Write a whole number, without quotes.");
    return std::nullopt;
  }
  return check_range(static_cast<double>(*number), node, key, reading) ? std::optional(*number) : std::nullopt;
}

const std::string* text_of(const Node& node, const Key& key, Reading& reading) {
  if (const std::string* text = node.text()) return text;
  refuse(node, key, reading, wanted(key) + " Put it in quotes.");
  return nullptr;
}

std::optional<int> choice_of(const Node& node, const Key& key, Reading& reading) {
  const std::string* text = text_of(node, key, reading);
  if (!text) return std::nullopt;
  const auto found = std::find(key.choices.begin(), key.choices.end(), *text);
  if (found != key.choices.end()) return static_cast<int>(found - key.choices.begin());
  std::vector<std::string> known(key.choices.begin(), key.choices.end());
  refuse(node, key, reading,
         fmt::format("(it can be {}).{}", listed(known, "or"),
                     nearest(*text, known).empty() ? " Choose one of these." : did_you_mean(*text, known)));
  return std::nullopt;
}

std::optional<std::uint16_t> id_of(const Node& node, const Key& key, const Names& names, std::string_view kind,
                                   Reading& reading) {
  const std::string* text = text_of(node, key, reading);
  if (!text) return std::nullopt;
  if (const std::uint16_t* at = names.find(*text)) return *at;
  std::vector<std::string> known;
  for (const std::string& id : names.ids()) {
    if (!id.empty()) known.push_back(id);
  }
  const std::string near = nearest(*text, known);
  std::string advice = near.empty() ? "" : " Did you mean " + in_quotes(near) + "?";
  if (near.empty() && known.empty()) advice = fmt::format(" Add a {} with this id, or leave this out.", kind);
  if (near.empty() && !known.empty()) {
    const bool many = known.size() > 12;
    known.resize(std::min<std::size_t>(known.size(), 12));
    advice =
        fmt::format(" The ids are {}{}; use one of them, or add this {}.", listed(known), many ? " ..." : "", kind);
  }
  reading.faults.add(node.place, fmt::format("{} names the {} {}, which does not exist (no {} has this id).{}",
                                             key.name, kind, in_quotes(*text), kind, advice));
  return near.empty() ? std::nullopt : std::optional(*names.find(near));
}

}  // namespace channelshift
