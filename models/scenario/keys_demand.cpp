#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/handle.hpp"
#include "models/scenario/store.hpp"

/// [[demand]]: streams of first contacts.
namespace channelshift {

namespace {

constexpr std::string_view daily_counts[] = {"poisson", "fixed"};

void store_handle(void* object, const Node& node, const Key& key, Reading& reading) {
  Demand& demand = *static_cast<Demand*>(object);
  DemandHandle handle;
  read_handle(handle, node, key, reading);
  demand.wrap_s = handle.wrap_s;
  demand.handle = handle;
}

void check_revenue(void* object, const Node& table, Reading& reading) {
  const Revenue& revenue = *static_cast<Revenue*>(object);
  if (revenue.conversion > revenue.conversion_max) {
    reading.faults.add(place_of_value(table, "conversion"),
                       "the conversion is above conversion-max (no contact could have it). Correct one of them.");
  }
  if (find(table, "conversion-max") && !find(table, "conversion-per-minute")) {
    reading.faults.add(place_of(table, "conversion-max"),
                       "conversion-max without conversion-per-minute (nothing raises the conversion). Remove it, or "
                       "add conversion-per-minute.");
  }
  if (find(table, "from-minute") && !find(table, "conversion-per-minute") && !find(table, "value-per-minute")) {
    reading.faults.add(place_of(table, "from-minute"),
                       "from-minute without conversion-per-minute or value-per-minute (nothing depends on the "
                       "minutes). Remove it, or add one of them.");
  }
}

/// One recorded contact's handle time: a number of seconds, or nothing where it is drawn.
std::optional<double> recorded_handle(const Node& item, const Key& key, Reading& reading) {
  if (item.text() && item.text()->empty()) return std::nullopt;
  return number_of(item, key, reading);
}

std::optional<Date> date_of(const Entry& entry, const Key& key, Reading& reading) {
  const std::optional<Date> date = parse_date(entry.key);
  if (!date)
    reading.faults.add(entry.key_place, fmt::format("{} names the date {} (dates are written 2024-01-31). Correct it.",
                                                    key.name, in_quotes(entry.key)));
  return date;
}

void add_recorded_day(std::vector<RecordedArrival>& recorded, const Entry& entry, const Key& key, Reading& reading) {
  const std::optional<Date> date = date_of(entry, key, reading);
  const Node* times = find(entry.value, "at");
  const Node* handles = find(entry.value, "handle");
  const bool sound =
      times && times->list() && (!handles || (handles->list() && handles->list()->size() == times->list()->size()));
  if (!sound)
    return refuse(entry.value, key, reading,
                  "(a recorded day is { at = [...], handle = [...] }, both in seconds and equally long; handle may be "
                  "left out). Correct it, or name the file in trace.");
  for (std::size_t i = 0; date && i < times->list()->size(); ++i) {
    const std::optional<double> at_s = number_of((*times->list())[i], key, reading);
    RecordedArrival& arrival = recorded.emplace_back();
    arrival.date = *date;
    arrival.at_s = at_s.value_or(0);
    if (handles) arrival.handle_s = recorded_handle((*handles->list())[i], key, reading);
  }
}

void store_recorded(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<RecordedArrival>& recorded = static_cast<Demand*>(object)->recorded;
  if (!is_table(node, key, reading)) return;
  const std::size_t before = reading.faults.found().size();
  for (const Entry& entry : *node.table()) add_recorded_day(recorded, entry, key, reading);
  const auto later = [](const RecordedArrival& a, const RecordedArrival& b) {
    return std::pair(a.date, a.at_s) < std::pair(b.date, b.at_s);
  };
  std::stable_sort(recorded.begin(), recorded.end(), later);
  if (recorded.empty() && reading.faults.found().size() == before)
    refuse(node, key, reading, "(it holds no contact). Leave the demand out.");
}

/// Recorded handle times hold where no distribution is given; then they are the distribution, too.
void settle_recorded(Demand& demand) {
  std::vector<double> times;
  for (RecordedArrival& arrival : demand.recorded) {
    if (demand.handle) arrival.handle_s.reset();
    if (arrival.handle_s) times.push_back(*arrival.handle_s);
  }
  if (times.empty()) return;
  std::sort(times.begin(), times.end());
  demand.handle.emplace().family = sim::Family::empirical;
  demand.handle->values_s = std::move(times);
}

void check_volume(const Node& table, Reading& reading) {
  std::vector<std::string> given;
  for (const std::string_view key : {"per-hour", "per-year", "trace", "recorded"})
    if (find(table, key)) given.emplace_back(key);
  if (given.empty()) {
    reading.faults.add(table.place,
                       "[[demand]] has neither per-hour nor per-year (how many contacts come?). Give one.");
  }
  if (given.size() < 2) return;
  reading.faults.add(place_of(table, given[1]),
                     fmt::format("both {} and {} (which holds?). Keep one of them.", given[0], given[1]));
}

/// Keys that say how contacts come by chance, of a demand that is recorded.
void check_recorded_alone(const Node& table, Reading& reading) {
  if (!find(table, "trace") && !find(table, "recorded")) return;
  for (const std::string_view key : {"profile", "daily-counts"}) {
    if (!find(table, key)) continue;
    reading.faults.add(
        place_of(table, key),
        fmt::format("both {} and trace (recorded contacts come when they came). Leave out {}.", key, key));
  }
}

void check_demand(void* object, const Node& table, Reading& reading) {
  Demand& demand = *static_cast<Demand*>(object);
  if (!find(table, "id")) demand.id = demand_id(table);
  check_volume(table, reading);
  check_recorded_alone(table, reading);
  if (find(table, "per-hour") && find(table, "profile")) {
    reading.faults.add(place_of(table, "profile"),
                       "both per-hour and profile (per-hour is a constant rate; a profile spreads a yearly volume). "
                       "Give per-year, or leave out the profile.");
  }
  settle_recorded(demand);
}

}  // namespace

const TableKeys& revenue_keys() {
  static const TableKeys keys{
      .name = "revenue",
      .keys =
          {
              {.name = "conversion",
               .type = Type::share,
               .meaning = "Probability that such a contact converts (buys, pays, signs).",
               .required = true,
               .store = into<&Revenue::conversion>},
              {.name = "value",
               .type = Type::money,
               .meaning = "What a converted contact is worth.",
               .required = true,
               .store = into<&Revenue::value>},
              {.name = "conversion-per-minute",
               .type = Type::number,
               .meaning = "What each minute of handle time beyond `from-minute` adds to the conversion; below 0 it "
                          "takes off.",
               .standard = "0",
               .range = Range{-1, 1},
               .store = into<&Revenue::conversion_per_minute>},
              {.name = "conversion-max",
               .type = Type::share,
               .meaning = "The highest conversion, however long the contact.",
               .standard = "1",
               .store = into<&Revenue::conversion_max>},
              {.name = "value-per-minute",
               .type = Type::money,
               .meaning = "What each minute of handle time beyond `from-minute` adds to the value.",
               .standard = "0",
               .store = into<&Revenue::value_per_minute>},
              {.name = "from-minute",
               .type = Type::number,
               .meaning = "Minutes of handle time (before division by the team's speed) from which on they add.",
               .standard = "0",
               .range = Range{0, 1e6},
               .store = into<&Revenue::from_minute>},
          },
      .check = check_revenue};
  return keys;
}

const TableKeys& demand_keys() {
  static const TableKeys keys{
      .name = "[[demand]]",
      .keys =
          {
              {.name = "id",
               .type = Type::id,
               .meaning = "The demand's id.",
               .without = "\"<reason>-<channel>\"",
               .store = into<&Demand::id>},
              {.name = "reason",
               .type = Type::reason,
               .meaning = "Why these contacts are made.",
               .standard = "general",
               .store = into<&Demand::reason>},
              {.name = "channel",
               .type = Type::channel,
               .meaning = "The channel by which they first come.",
               .required = true,
               .store = into<&Demand::channel>},
              {.name = "per-hour",
               .type = Type::number,
               .meaning = "First contacts an hour, at a constant rate day and night. Give this or per-year, or trace.",
               .without = "per-year says it",
               .range = Range{0, 1e6},
               .store = into<&Demand::per_hour>},
              {.name = "per-year",
               .type = Type::number,
               .meaning =
                   "First contacts in 365.25 days, spread by the profile. Retries, repeats and fall-backs come on "
                   "top. Give this or per-hour.",
               .without = "per-hour says it",
               .range = Range{0, 1e9},
               .store = into<&Demand::per_year>},
              {.name = "profile",
               .type = Type::profile,
               .meaning = "How per-year spreads over months, days and hours.",
               .without = "a constant rate",
               .store = into<&Demand::profile>},
              {.name = "daily-counts",
               .type = Type::choice,
               .meaning = "How many contacts come on a day, given what is expected of it. poisson: by chance, as many "
                          "callers who know nothing of each other make it. fixed: what is expected, rounded up or "
                          "down, at times by chance.",
               .standard = "poisson",
               .choices = daily_counts,
               .store = into<&Demand::daily_counts>},
              {.name = "trace",
               .type = Type::text,
               .meaning = "A CSV file of recorded contacts with the column arrival (date and time, like "
                          "2024-01-31T09:30:15), in place of per-hour and per-year: they come as they came, in every "
                          "replication. A column handle_s, in seconds, holds where no `handle` is given; where a line "
                          "leaves it empty, the time is drawn from the others. The path is relative to the file that "
                          "names it.",
               .without = "per-hour or per-year says it"},
              {.name = "recorded",
               .type = Type::number,
               .meaning = "What `trace` says, written out: for each date the times in seconds after midnight, and the "
                          "handle times in seconds (\"\" where it is drawn).",
               .without = "per-hour or per-year says it",
               .form = "table of dates, like { 2024-01-31 = { at = [34215, 34300.5], handle = [250, \"\"] } }",
               .range = Range{0, 86399.999},
               .store = store_recorded},
              {.name = "handle",
               .type = Type::table,
               .meaning = "Time of an agent on one contact, talk and wrap, before division by the team's speed.",
               .without = "that of another demand with this reason and channel, else the channel's",
               .form = "distribution, also with `wrap`",
               .table = handle_keys,
               .store = store_handle},
              {.name = "shiftable",
               .type = Type::share,
               .meaning = "Share of these contacts that are able to move: no option moves more of them.",
               .standard = "1",
               .store = into<&Demand::shiftable>},
              {.name = "revenue",
               .type = Type::table,
               .meaning = "What a need's first answered, completed contact earns. It stands beside cost, not in it.",
               .without = "nothing",
               .table = revenue_keys,
               .store = into<&Demand::revenue>},
          },
      .has_id = true,
      .check = check_demand};
  return keys;
}

}  // namespace channelshift
