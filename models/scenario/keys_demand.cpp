#include "models/scenario/handle.hpp"
#include "models/scenario/store.hpp"

/// [[demand]]: streams of first contacts.
namespace channelshift {

namespace {

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

void check_demand(void* object, const Node& table, Reading& reading) {
  Demand& demand = *static_cast<Demand*>(object);
  if (!find(table, "id")) demand.id = demand_id(table);
  const bool hourly = find(table, "per-hour");
  const bool yearly = find(table, "per-year");
  if (!hourly && !yearly) {
    reading.faults.add(table.place,
                       "[[demand]] has neither per-hour nor per-year (how many contacts come?). Give one.");
  }
  if (hourly && yearly) {
    reading.faults.add(place_of(table, "per-year"), "both per-hour and per-year (which holds?). Keep one of them.");
  }
  if (hourly && find(table, "profile")) {
    reading.faults.add(place_of(table, "profile"),
                       "both per-hour and profile (per-hour is a constant rate; a profile spreads a yearly volume). "
                       "Give per-year, or leave out the profile.");
  }
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
               .meaning = "First contacts an hour, at a constant rate day and night. Give this or per-year.",
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
