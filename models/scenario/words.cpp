#include "models/scenario/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace channelshift {

std::string show_number(double number) {
  const bool whole = number == std::floor(number) && std::abs(number) < 1e15;
  if (!whole) return fmt::format("{}", number);
  std::string digits = fmt::format("{:.0f}", std::abs(number));
  if (digits.size() > 4) {
    for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
      digits.insert(static_cast<std::size_t>(at), ",");
  }
  return (number < 0 ? "-" : "") + digits;
}

std::string show_duration(double seconds) {
  struct Unit {
    const char* name;
    double seconds;
  };
  static constexpr Unit units[] = {{"w", 604800}, {"d", 86400}, {"h", 3600}, {"min", 60}};
  for (const Unit& unit : units) {
    const double in_units = seconds / unit.seconds;
    if (in_units >= 1 && in_units * 2 == std::floor(in_units * 2)) return show_number(in_units) + unit.name;
  }
  if (seconds > 0 && seconds < 1) return show_number(seconds * 1000) + "ms";
  return show_number(seconds) + "s";
}

std::string show_time(int second_of_day) {
  return fmt::format("{:02}:{:02}", second_of_day / 3600, second_of_day / 60 % 60);
}

std::string show_date(Date date) {
  const std::chrono::year_month_day day{date};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string show_days(Days days) {
  if (days == every_day) return "every day";
  std::vector<std::string> parts;
  for (int first = 0; first < 7; ++first) {
    if (!(days.bits >> first & 1)) continue;
    int last = first;
    while (last < 6 && (days.bits >> (last + 1) & 1)) ++last;
    std::string part(day_names[first]);
    if (last > first) part += std::string(last == first + 1 ? " and " : "-") + std::string(day_names[last]);
    parts.push_back(std::move(part));
    first = last;
  }
  if (days.bits & closed_day_bit) parts.push_back("closed days");
  return listed(parts);
}

std::string show_ranges(const std::vector<TimeRange>& ranges) {
  if (ranges.empty()) return "closed";
  if (ranges.size() == 1 && ranges[0] == TimeRange{}) return "all day";
  std::vector<std::string> parts;
  for (const TimeRange& range : ranges) parts.push_back(show_time(range.from_s) + "-" + show_time(range.to_s));
  return listed(parts);
}

std::string show_share(double share) { return fmt::format("{:.6g}%", share * 100); }

std::string in_quotes(std::string_view text) {
  std::string shown;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      shown += '?';
    } else {
      shown += c;
    }
  }
  constexpr std::size_t longest = 60;
  if (shown.size() > longest) {
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(shown[cut]) & 0xC0) == 0x80) --cut;  // not inside a character
    shown = shown.substr(0, cut) + "...";
  }
  return '"' + shown + '"';
}

std::string listed(std::span<const std::string> words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " " + std::string(last) + " " : ", ";
    text += words[i];
  }
  return text;
}

namespace {

/// Edits that turn one word into the other: a letter added, dropped, replaced, or two neighbours swapped.
int distance(std::string_view a, std::string_view b) {
  std::vector<int> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  std::iota(previous.begin(), previous.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({replaced, previous[j] + 1, current[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

/// Spelling that people mix up: case, and _ or space for -.
std::string plain(std::string_view word) {
  std::string lower;
  for (const char c : word) {
    lower += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return lower;
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string> known) {
  if (word.size() > 64) return {};
  const std::string meant = plain(word);
  std::string best;
  int fewest = 0;
  for (const std::string& candidate : known) {
    const int edits = distance(meant, plain(candidate));
    const int allowed = std::max(1, static_cast<int>(std::max(meant.size(), candidate.size()) + 1) / 3);
    if (edits > allowed || (!best.empty() && edits >= fewest)) continue;
    best = candidate;
    fewest = edits;
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  const std::string near = nearest(word, known);
  return near.empty() ? std::string() : " Did you mean " + in_quotes(near) + "?";
}

}  // namespace channelshift
