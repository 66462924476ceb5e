#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "models/scenario/values.hpp"

/// Text that stands for a duration, a time of day, a range of hours, days.
namespace channelshift {

namespace {

struct Unit {
  std::string_view name;
  double seconds;
};
constexpr Unit duration_units[] = {{"ms", 0.001}, {"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86400}, {"w", 604800}};

constexpr std::string_view units_in_words = "ms, s, min, h, d or w";

/// What people write for a unit; empty if it cannot be told.
std::string_view meant_unit(std::string_view written) {
  struct Habit {
    std::string_view start;
    std::string_view unit;
  };
  static constexpr Habit habits[] = {{"ms", "ms"}, {"mil", "ms"}, {"mon", ""}, {"m", "min"}, {"s", "s"},
                                     {"h", "h"},   {"d", "d"},    {"w", "w"},  {"M", "min"}, {"S", "s"},
                                     {"H", "h"},   {"D", "d"},    {"W", "w"}};
  for (const Habit& habit : habits) {
    if (written.starts_with(habit.start)) return habit.unit;
  }
  return {};
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::string unknown_unit(std::string_view number, std::string_view unit) {
  const bool has_digits = std::any_of(unit.begin(), unit.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (has_digits) {
    return "(a duration is one number and one unit). Write it in the smaller unit: \"90min\" for 1 h 30 min.";
  }
  if (unit.empty()) {
    return fmt::format("(a duration needs its unit: {}). Write {} if seconds are meant.", units_in_words,
                       in_quotes(std::string(number) + "s"));
  }
  const std::string_view meant = meant_unit(trimmed(unit));
  const std::string advice = meant.empty() ? std::string("Write it in one of these, as in \"20s\".")
                                           : "Write " + in_quotes(std::string(number) + std::string(meant)) + ".";
  if (unit.starts_with(' ')) return "(no space stands between number and unit). " + advice;
  return fmt::format("({} is no unit of time; they are {}). {}", in_quotes(unit), units_in_words, advice);
}

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Parsed<double> parse_duration(std::string_view text) {
  if (text.starts_with('-')) return {{}, "(a duration cannot be negative). Give 0s or more."};
  const bool begins = !text.empty() && (digit(text[0]) || (text[0] == '.' && text.size() > 1 && digit(text[1])));
  if (!begins) {
    return {
        {},
        fmt::format("(a duration is a number and a unit: {}). Write it like \"20s\" or \"4.5min\".", units_in_words)};
  }
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (error != std::errc{} || !std::isfinite(number)) return {{}, "(the number is out of range). Give a shorter time."};
  const std::string_view digits(text.data(), static_cast<std::size_t>(stop - text.data()));
  const std::string_view unit(stop, static_cast<std::size_t>(end - stop));
  for (const Unit& known : duration_units) {
    if (known.name == unit) return {number * known.seconds, {}};
  }
  return {{}, unknown_unit(digits, unit)};
}

std::string_view unit_of_duration(std::string_view text) {
  const std::size_t at = text.find_first_not_of("0123456789.");
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

std::optional<Date> parse_date(std::string_view text) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                      std::all_of(text.begin(), text.end(), [](char c) { return digit(c) || c == '-'; });
  if (!shaped) return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok() || year < 1900 || year > 2199) return std::nullopt;
  return Date{date};
}

Parsed<int> parse_time(std::string_view text) {
  const bool shaped =
      text.size() == 5 && digit(text[0]) && digit(text[1]) && text[2] == ':' && digit(text[3]) && digit(text[4]);
  if (!shaped) return {{}, "(times of day are HH:MM, from 00:00 to 24:00). Write it like \"08:00\"."};
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (minute > 59 || hour * 60 + minute > 1440) {
    return {{}, "(times of day run from 00:00 to 24:00, minutes to 59). Correct the time."};
  }
  return {hour * 3600 + minute * 60, {}};
}

Parsed<TimeRange> parse_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) {
    return {{}, "(hours are a range from one time of day to another). Write it like \"08:00-19:00\"."};
  }
  const Parsed<int> from = parse_time(text.substr(0, dash));
  const Parsed<int> to = parse_time(text.substr(dash + 1));
  if (!from.value || !to.value) return {{}, !from.value ? from.problem : to.problem};
  if (*from.value < *to.value) return {TimeRange{*from.value, *to.value}, {}};
  if (*from.value == *to.value) {
    return {{}, "(it ends when it begins, so it is empty). Write 00:00-24:00 for the whole day."};
  }
  const std::string early = "00:00-" + show_time(*to.value);
  const std::string late = show_time(*from.value) + "-24:00";
  const std::string halves = *to.value == 0 ? in_quotes(late) : in_quotes(late) + " and " + in_quotes(early);
  return {{},
          fmt::format("(it ends before it begins; hours run forward within one day). For work over midnight write "
                      "{}, each on its day.",
                      halves)};
}

namespace {

int day_number(std::string_view name) {
  const auto found = std::find(std::begin(day_names), std::end(day_names), name);
  return found == std::end(day_names) ? -1 : static_cast<int>(found - std::begin(day_names));
}

}  // namespace

Parsed<Days> parse_days(std::string_view text) {
  static const std::string known = "(days are mon tue wed thu fri sat sun, ranges like mon-fri, and closed). ";
  const std::size_t dash = text.find('-');
  const int first = day_number(text.substr(0, dash));
  const int last = dash == std::string_view::npos ? first : day_number(text.substr(dash + 1));
  if (first < 0 || last < 0) {
    const std::vector<std::string> names(std::begin(day_names), std::end(day_names));
    const std::string_view odd = first < 0 ? text.substr(0, dash) : text.substr(dash + 1);
    const std::string near = nearest(odd.substr(0, 3), names);
    return {{},
            known + (near.empty() ? "Write it like \"mon-fri\" or [\"mon\", \"wed\"]."
                                  : "Did you mean " + in_quotes(near) + "?")};
  }
  if (dash != std::string_view::npos && (first >= last || last > 6)) {
    return {{}, "(days run forward from mon to sun). Write a list of days, as in [\"sat\", \"sun\", \"mon\"]."};
  }
  unsigned bits = 0;
  for (int day = first; day <= last; ++day) bits |= 1u << day;
  return {Days{static_cast<std::uint8_t>(bits)}, {}};
}

bool valid_id(std::string_view id) {
  if (id.empty() || id.size() > 100) return false;
  return std::all_of(id.begin(), id.end(),
                     [](char c) { return digit(c) || c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace channelshift
