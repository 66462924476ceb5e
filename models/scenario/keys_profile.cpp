#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "models/scenario/store.hpp"

/// [profile.*]: how demand spreads over months, days and hours.
namespace channelshift {

namespace {

constexpr std::string_view weekdays_in_words = "mon, tue, wed, thu, fri, sat and sun";
constexpr double largest_weight = 1e9;

double weight_of(const Node& node, const Key& key, Reading& reading) {
  return number_of(node, key, reading).value_or(0);
}

void store_month(void* object, const Node& node, const Key& key, Reading& reading) {
  std::array<double, 12>& month = static_cast<Profile*>(object)->month;
  if (!is_list(node, key, reading)) return;
  const Node::List& list = *node.list();
  if (list.size() != month.size()) {
    reading.faults.add(node.place, fmt::format("month has {} values (a year has 12 months). Give one for each, January "
                                               "first.",
                                               list.size()));
    return;
  }
  for (std::size_t i = 0; i < month.size(); ++i) month[i] = weight_of(list[i], key, reading);
  const bool nothing = std::accumulate(month.begin(), month.end(), 0.0) == 0;
  if (nothing) refuse(node, key, reading, "of zeros (no month has any demand). Give some month a weight.");
}

int weekday_number(std::string_view name) {
  const auto found = std::find(std::begin(day_names), std::begin(day_names) + 7, name);
  return found == std::begin(day_names) + 7 ? -1 : static_cast<int>(found - std::begin(day_names));
}

/// The entries of a table with one key for each of the seven weekdays, Monday first; null, with a fault, where one
/// lacks.
std::array<const Node*, 7> by_weekday(const Node& node, const Key& key, Reading& reading) {
  std::array<const Node*, 7> by_day{};
  if (!is_table(node, key, reading)) return by_day;
  for (const Entry& entry : *node.table()) {
    const int day = weekday_number(entry.key);
    if (day < 0) {
      reading.faults.add(entry.key_place,
                         fmt::format("{} names {}, which is no day of the week (they are {}). Correct it.", key.name,
                                     in_quotes(entry.key), weekdays_in_words));
    } else {
      by_day[static_cast<std::size_t>(day)] = &entry.value;
    }
  }
  for (std::size_t day = 0; day < 7; ++day) {
    if (by_day[day]) continue;
    reading.faults.add(node.place,
                       fmt::format("{} lacks {} (it must name all seven days of the week). Add it; 0 means no "
                                   "demand.",
                                   key.name, day_names[day]));
  }
  return by_day;
}

void store_weekday(void* object, const Node& node, const Key& key, Reading& reading) {
  std::array<double, 7>& weekday = static_cast<Profile*>(object)->weekday;
  const std::size_t faults = reading.faults.found().size();
  const std::array<const Node*, 7> days = by_weekday(node, key, reading);
  for (std::size_t day = 0; day < 7; ++day) {
    if (days[day]) weekday[day] = weight_of(*days[day], key, reading);
  }
  const bool nothing = std::accumulate(weekday.begin(), weekday.end(), 0.0) == 0;
  if (nothing && reading.faults.found().size() == faults)
    refuse(node, key, reading, "of zeros (no day has any demand). Give some day a weight.");
}

/// Integral of the rate over the day: weight x hours.
double volume(const std::vector<RatePiece>& pieces) {
  double sum = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const int end_s = i + 1 < pieces.size() ? pieces[i + 1].start_s : 86400;
    sum += pieces[i].weight * (end_s - pieces[i].start_s) / 3600.0;
  }
  return sum;
}

std::vector<RatePiece> read_day(const Node& node, const Key& key, Reading& reading) {
  std::vector<RatePiece> pieces;
  if (!is_table(node, key, reading)) return pieces;
  for (const Entry& entry : *node.table()) {
    const Parsed<int> start = parse_time(entry.key);
    const bool sound = start.value && *start.value < 86400;
    if (!sound) {
      reading.faults.add(entry.key_place,
                         fmt::format("{} names the time {} {}", key.name, in_quotes(entry.key),
                                     start.value ? "(the day ends there). Remove it." : start.problem));
      continue;
    }
    pieces.push_back({*start.value, weight_of(entry.value, key, reading)});
  }
  std::sort(pieces.begin(), pieces.end(), [](const RatePiece& a, const RatePiece& b) { return a.start_s < b.start_s; });
  if (pieces.empty() || pieces[0].start_s != 0) {
    reading.faults.add(node.place,
                       fmt::format("{} does not say the rate from \"00:00\" on (each weight holds from its time "
                                   "to the next). Add \"00:00\"; 0 means no demand.",
                                   key.name));
  }
  return pieces;
}

void store_day(void* object, const Node& node, const Key& key, Reading& reading) {
  const std::size_t faults = reading.faults.found().size();
  const std::vector<RatePiece> pieces = read_day(node, key, reading);
  if (reading.faults.found().size() > faults) return;
  if (volume(pieces) == 0) {
    return refuse(node, key, reading, "of zeros (no time of day has any demand). Give some time a weight.");
  }
  static_cast<Profile*>(object)->day.fill(pieces);
}

void store_day_by_weekday(void* object, const Node& node, const Key& key, Reading& reading) {
  Profile& profile = *static_cast<Profile*>(object);
  const std::size_t faults = reading.faults.found().size();
  const std::array<const Node*, 7> days = by_weekday(node, key, reading);
  double sum = 0;
  for (std::size_t day = 0; day < 7; ++day) {
    if (!days[day]) continue;
    profile.day[day] = read_day(*days[day], key, reading);
    profile.weekday[day] = volume(profile.day[day]);
    sum += profile.weekday[day];
  }
  if (sum > 0 || reading.faults.found().size() > faults) return;
  refuse(node, key, reading, "of zeros (no day has any demand). Give some time a weight.");
}

void store_busy_day(void* object, const Node& node, const Key& key, Reading& reading) {
  Profile& profile = *static_cast<Profile*>(object);
  BusyDay& busy = profile.busy_day.emplace();
  busy.of_profile = profile.id;
  if (!node.text()) {
    if (is_table(node, key, reading)) read_table(&busy, node, busy_day_keys(), reading);
  } else if (id_of(node, key, reading.profiles, "profile", reading)) {
    busy.of_profile = *node.text();  // its cv and correlation follow once all profiles are read
  }
}

void check_profile(void* object, const Node& table, Reading& reading) {
  Profile& profile = *static_cast<Profile*>(object);
  const auto nothing = [](const auto& weights) { return std::accumulate(weights.begin(), weights.end(), 0.0) == 0; };
  const bool whole_week = find(table, "csv") || find(table, "day-by-weekday");
  // Left out, or faulty, which is told: no follow-on faults.
  if (nothing(profile.month)) profile.month.fill(1);
  if (nothing(profile.weekday)) profile.weekday.fill(1);
  for (std::size_t day = 0; day < 7; ++day) {
    // No shape, or a day without demand: a constant rate, which its volume scales.
    if (volume(profile.day[day]) == 0) profile.day[day] = {{0, 1}};
  }
  if (!whole_week) return;
  const std::string_view given = find(table, "csv") ? "csv" : "day-by-weekday";
  for (const std::string_view other : {"weekday", "day", "day-by-weekday"}) {
    if (other == given || !find(table, other)) continue;
    reading.faults.add(place_of(table, other),
                       fmt::format("both {} and csv (csv says the rates of the whole week, in place "
                                   "of weekday and day). Remove one of them.",
                                   other));
  }
}

void check_busy_day(void*, const Node& table, Reading& reading) {
  const bool parts = find(table, "parts");
  if (parts == (find(table, "part-cv") != nullptr)) return;
  reading.faults.add(place_of(table, parts ? "parts" : "part-cv"),
                     parts ? "parts without part-cv (how much do their factors vary?). Give part-cv, or leave both out."
                           : "part-cv without parts (which parts of the day does it mean?). Give parts, as in parts = "
                             "[\"08:00-12:00\", \"12:00-18:00\"], or leave both out.");
}

}  // namespace

const TableKeys& profile_keys() {
  static const TableKeys keys{
      .name = "a profile",
      .keys =
          {
              {.name = "month",
               .type = Type::number,
               .meaning = "Relative demand of a day in each month, January first.",
               .without = "all months alike",
               .form = "list of 12 numbers",
               .range = Range{0, largest_weight},
               .store = store_month},
              {.name = "weekday",
               .type = Type::number,
               .meaning = "Relative demand of each day of the week.",
               .without = "all days alike",
               .form = "table of all seven days, like { mon = 1.3, ... sun = 0.1 }",
               .range = Range{0, largest_weight},
               .store = store_weekday},
              {.name = "day",
               .type = Type::number,
               .meaning = "Relative rate from each time of day on, until the next; the first is \"00:00\".",
               .without = "the same rate all day",
               .form = "table of times, like { \"00:00\" = 0.2, \"09:00\" = 6.0 }",
               .range = Range{0, largest_weight},
               .store = store_day},
              {.name = "csv",
               .type = Type::text,
               .meaning =
                   "A CSV file with the columns weekday, start, weight, in place of `weekday` and `day`: the rate "
                   "from that time of that day on. The path is relative to the file that names it.",
               .without = "weekday and day say it"},
              {.name = "day-by-weekday",
               .type = Type::number,
               .meaning = "What `csv` says, written out: for each day of the week its rates, as in `day`.",
               .without = "weekday and day say it",
               .form = "table of all seven days, each like { \"00:00\" = 0.2, \"09:00\" = 6.0 }",
               .range = Range{0, largest_weight},
               .store = store_day_by_weekday},
              {.name = "busy-day",
               .type = Type::other,
               .meaning = "How much busier or quieter whole days are by chance. The id of another profile means: the "
                          "same days are busy as there.",
               .without = "no day is busier by chance than its contacts make it",
               .form = "table of cv and correlation, or id of a profile",
               .table = busy_day_keys,
               .store = store_busy_day},
              {.name = "closed-day-factor",
               .type = Type::number,
               .meaning = "Demand on closed days, relative to an ordinary day of that weekday and month.",
               .standard = "1",
               .range = Range{0, 1000},
               .store = into<&Profile::closed_day_factor>},
          },
      .named = true,
      .check = check_profile};
  return keys;
}

const TableKeys& busy_day_keys() {
  static const TableKeys keys{
      .name = "busy-day",
      .keys =
          {
              {.name = "cv",
               .type = Type::number,
               .meaning =
                   "Coefficient of variation of the day's factor, whose mean is 1. 0.1 is a centre with steady days.",
               .range = Range{0, 5},
               .required = true,
               .store = into<&BusyDay::cv>},
              {.name = "correlation",
               .type = Type::number,
               .meaning = "How much a day resembles the day before: 0 not at all, 1 entirely.",
               .standard = "0",
               .range = Range{-1, 1},
               .store = into<&BusyDay::correlation>},
              {.name = "parts",
               .type = Type::ranges,
               .meaning =
                   "Parts of the day that have a factor of their own on top of the day's, such as the morning and "
                   "the afternoon; other times have the day's alone.",
               .without = "the day's factor holds all day",
               .form = "list of ranges of hours, like [\"08:00-12:00\", \"12:00-18:00\"]",
               .store = into<&BusyDay::parts>},
              {.name = "part-cv",
               .type = Type::number,
               .meaning =
                   "Coefficient of variation of each part's factor, whose mean is 1. It is drawn for each part of "
                   "each day by itself.",
               .without = "no part has a factor of its own",
               .range = Range{0, 5},
               .store = into<&BusyDay::part_cv>},
          },
      .check = check_busy_day};
  return keys;
}

}  // namespace channelshift
