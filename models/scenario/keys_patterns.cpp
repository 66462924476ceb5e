#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/store.hpp"

/// [[shift-pattern]]: ways to work a day, from which rosters are made.
namespace channelshift {

namespace {

constexpr int day_s = 86400;
constexpr std::size_t most_starts = 288;

/// Shifts from `from` to `to`, one every so often.
struct Starts {
  std::vector<int> from_s, to_s;
  double every_s = 0;
};

void add_start(std::vector<int>& starts, const Node& node, const Key& key, Reading& reading) {
  const std::string* text = text_of(node, key, reading);
  if (!text) return;
  const Parsed<int> time = parse_time(*text);
  if (!time.value) return refuse(node, key, reading, time.problem);
  if (std::ranges::find(starts, *time.value) != starts.end())
    return refuse(node, key, reading, "(it is in this list already). Name each time once.");
  starts.push_back(*time.value);
}

template <auto member>
void store_time(void* object, const Node& node, const Key& key, Reading& reading) {
  add_start(static_cast<Starts*>(object)->*member, node, key, reading);
}

void add_every(std::vector<int>& starts, const Node& node, const Key& key, Reading& reading) {
  Starts every;
  const std::size_t before = reading.faults.found().size();
  read_table(&every, node, pattern_starts_keys(), reading);
  if (reading.faults.found().size() > before || every.from_s.empty() || every.to_s.empty()) return;
  if (every.from_s[0] > every.to_s[0])
    return refuse(node, key, reading, "whose `to` is before its `from` (no shift starts). Correct one of them.");
  if ((every.to_s[0] - every.from_s[0]) / every.every_s >= most_starts)
    return refuse(node, key, reading, fmt::format("with more than {} starts. Space them further apart.", most_starts));
  for (double at = every.from_s[0]; at <= every.to_s[0]; at += every.every_s) starts.push_back(static_cast<int>(at));
}

void store_starts(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<int>& starts = static_cast<ShiftPattern*>(object)->starts_s;
  if (node.table()) return add_every(starts, node, key, reading);
  if (!node.list()) return add_start(starts, node, key, reading);
  for (const Node& item : *node.list()) add_start(starts, item, key, reading);
  if (node.list()->empty()) refuse(node, key, reading, "(it names no time). Name at least one.");
  std::ranges::sort(starts);
}

void add_team(std::vector<TeamId>& teams, const Node& node, const Key& key, Reading& reading) {
  const auto position = id_of(node, key, reading.teams, "team", reading);
  if (!position) return;
  if (std::ranges::find(teams, TeamId{*position}) != teams.end())
    return refuse(node, key, reading, "(it is in this list already). Name each team once.");
  teams.push_back({*position});
}

void store_teams(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<TeamId>& teams = static_cast<ShiftPattern*>(object)->teams;
  if (!node.list()) return add_team(teams, node, key, reading);
  for (const Node& item : *node.list()) add_team(teams, item, key, reading);
  if (node.list()->empty()) refuse(node, key, reading, "(it names no team). Name at least one.");
}

void check_break(const ShiftPattern& pattern, const Node& table, Reading& reading) {
  if (pattern.break_after_s && pattern.break_s == 0)
    reading.faults.add(place_of(table, "break-after"), "break-after without break (there is none). Add break.");
  const double after_s = pattern.break_after_s.value_or(0);
  if (after_s + pattern.break_s < pattern.length_s || pattern.length_s == 0) return;
  reading.faults.add(place_of_value(table, "break"),
                     fmt::format("the break ends {} after the start, and the shift is {} long (a break is within the "
                                 "shift). Make it shorter or earlier.",
                                 show_duration(after_s + pattern.break_s), show_duration(pattern.length_s)));
}

void check_pattern(void* object, const Node& table, Reading& reading) {
  const ShiftPattern& pattern = *static_cast<ShiftPattern*>(object);
  check_break(pattern, table, reading);
  for (const int start : pattern.starts_s) {
    if (start + pattern.length_s <= day_s) continue;
    reading.faults.add(place_of_value(table, "start"),
                       fmt::format("a shift that starts at {} and is {} long ends after midnight (hours end at 24:00). "
                                   "Start it earlier, or write night work as two patterns that touch at midnight.",
                                   show_time(start), show_duration(pattern.length_s)));
    return;
  }
}

}  // namespace

const TableKeys& shift_pattern_keys() {
  static const TableKeys keys{
      .name = "[[shift-pattern]]",
      .keys =
          {
              {.name = "id",
               .type = Type::id,
               .meaning = "The pattern's id.",
               .required = true,
               .store = into<&ShiftPattern::id>},
              {.name = "teams",
               .type = Type::list,
               .meaning = "The teams whose people work so.",
               .form = "id of a team or a list of them",
               .required = true,
               .store = store_teams},
              {.name = "days",
               .type = Type::days,
               .meaning = "The days of the shift: one roster line is made of them, whose people work all these days.",
               .without = "every day, closed days too",
               .store = into<&ShiftPattern::days>},
              {.name = "start",
               .type = Type::list,
               .meaning = "When shifts may start; of each start roster lines are made as they are needed.",
               .form = "time, list of times, or table like { from = \"07:00\", to = \"10:00\", every = \"30min\" }",
               .required = true,
               .table = pattern_starts_keys,
               .store = store_starts},
              {.name = "length",
               .type = Type::duration,
               .meaning = "From start to end, the break included.",
               .range = Range{0, day_s, true},
               .required = true,
               .store = into<&ShiftPattern::length_s>},
              {.name = "break",
               .type = Type::duration,
               .meaning = "Length of the unpaid break.",
               .standard = "0s",
               .range = Range{0, day_s},
               .store = into<&ShiftPattern::break_s>},
              {.name = "break-after",
               .type = Type::duration,
               .meaning = "How long after the start the break begins.",
               .without = "in the middle of the shift",
               .range = Range{0, day_s, true},
               .store = into<&ShiftPattern::break_after_s>},
              {.name = "premium",
               .type = Type::number,
               .meaning = "What an hour of it costs, in hourly-cost.",
               .standard = "1",
               .range = Range{0, 10},
               .store = into<&ShiftPattern::premium>},
          },
      .has_id = true,
      .check = check_pattern};
  return keys;
}

const TableKeys& pattern_starts_keys() {
  static const TableKeys keys{.name = "start",
                              .keys = {
                                  {.name = "from",
                                   .type = Type::list,
                                   .meaning = "The first start.",
                                   .form = "time like \"07:00\"",
                                   .required = true,
                                   .store = store_time<&Starts::from_s>},
                                  {.name = "to",
                                   .type = Type::list,
                                   .meaning = "The last start.",
                                   .form = "time like \"10:00\"",
                                   .required = true,
                                   .store = store_time<&Starts::to_s>},
                                  {.name = "every",
                                   .type = Type::duration,
                                   .meaning = "From one start to the next.",
                                   .range = Range{60, day_s},
                                   .required = true,
                                   .store = into<&Starts::every_s>},
                              }};
  return keys;
}

}  // namespace channelshift
