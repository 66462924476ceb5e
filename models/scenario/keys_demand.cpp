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
               .meaning = "What a contact earns.",
               .without = "nothing",
               .later = true},
          },
      .has_id = true,
      .check = check_demand};
  return keys;
}

}  // namespace channelshift
