#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/scenario/store.hpp"

/// [[surge]]: events that multiply demand for some days; [[busy-day-correlation]]: profiles that are busy together.
namespace channelshift {

namespace {

constexpr double largest_factor = 1000;

void store_demands(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<DemandId>& demands = static_cast<Surge*>(object)->demands;
  const auto add = [&](const Node& item) {
    const auto position = id_of(item, key, reading.demands, "demand", reading);
    if (!position) return;
    if (std::find(demands.begin(), demands.end(), DemandId{*position}) == demands.end()) {
      demands.push_back({*position});
    } else {
      refuse(item, key, reading, "(it is in this list already). Name each demand once.");
    }
  };
  if (!node.list()) return add(node);
  for (const Node& item : *node.list()) add(item);
  if (node.list()->empty()) refuse(node, key, reading, "(it names no demand). Name at least one.");
}

/// "3d" as 3; a fault if it is no whole number of days.
std::optional<int> day_of(const Entry& entry, const Key& key, Reading& reading) {
  const Parsed<double> after = parse_duration(entry.key);
  std::string problem = after.problem;
  if (after.value) {
    const double days = *after.value / 86400;
    if (days == std::floor(days) && days <= 3640) return static_cast<int>(days);
    problem = days > 3640 ? "(the longest time is 520w). Give a shorter one."
                          : "(a factor holds for whole days). Write whole days, like \"3d\".";
  }
  reading.faults.add(entry.key_place, fmt::format("{} names the time {} {}", key.name, in_quotes(entry.key), problem));
  return std::nullopt;
}

void store_shape(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<SurgeStep>& shape = static_cast<Surge*>(object)->shape;
  if (!is_table(node, key, reading)) return;
  const std::size_t before = reading.faults.found().size();
  for (const Entry& entry : *node.table()) {
    const std::optional<int> day = day_of(entry, key, reading);
    const std::optional<double> factor = number_of(entry.value, key, reading);
    if (!day || !factor) continue;
    const bool twice = std::any_of(shape.begin(), shape.end(), [&](const SurgeStep& s) { return s.day == *day; });
    if (twice)
      reading.faults.add(
          entry.key_place,
          fmt::format("{} names day {} twice (which factor holds?). Remove one of them.", key.name, *day));
    shape.push_back({*day, *factor});
  }
  std::sort(shape.begin(), shape.end(), [](const SurgeStep& a, const SurgeStep& b) { return a.day < b.day; });
  if (reading.faults.found().size() > before || (!shape.empty() && shape[0].day == 0)) return;
  reading.faults.add(node.place, fmt::format("{} does not say the factor from \"0d\" on, the day of start (each factor "
                                             "holds from its day to the next). Add \"0d\".",
                                             key.name));
}

void check_surge(void* object, const Node& table, Reading& reading) {
  const Surge& surge = *static_cast<Surge*>(object);
  if (surge.shape.empty() || surge.shape.back().factor == 1) return;
  reading.warnings.add(
      place_of_value(table, "shape"),
      fmt::format("the surge never ends (its last factor, {}, holds on). End it with a factor of 1, as in \"{}d\" = 1.",
                  show_number(surge.shape.back().factor), surge.shape.back().day + 7));
}

void store_profiles(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<ProfileId>& profiles = static_cast<BusyDayCorrelation*>(object)->profiles;
  if (!is_list(node, key, reading)) return;
  const std::size_t before = reading.faults.found().size();
  for (const Node& item : *node.list()) {
    const auto position = id_of(item, key, reading.profiles, "profile", reading);
    if (position) profiles.push_back({*position});
  }
  if (profiles.size() < 2 && reading.faults.found().size() == before)
    refuse(node, key, reading, "(a correlation is between two or more). Name at least two profiles.");
}

}  // namespace

const TableKeys& surge_keys() {
  static const TableKeys keys{
      .name = "[[surge]]",
      .keys =
          {
              {.name = "id",
               .type = Type::id,
               .meaning = "The surge's id, by which --set and other files address it.",
               .without = "surge-1 for the first, surge-2 for the second... (addressed by its number: surge.2.start)",
               .store = into<&Surge::id>},
              {.name = "title",
               .type = Type::text,
               .meaning = "What people read.",
               .without = "the id",
               .store = into<&Surge::title>},
              {.name = "demand",
               .type = Type::list,
               .meaning = "The demands that it multiplies.",
               .form = "list of ids of demands",
               .required = true,
               .store = store_demands},
              {.name = "start",
               .type = Type::date,
               .meaning = "Its first day.",
               .required = true,
               .store = into<&Surge::start>},
              {.name = "shape",
               .type = Type::number,
               .meaning =
                   "What demand is multiplied by from each day on, until the next; \"0d\" is the day of start. The "
                   "last holds on, so it should be 1. Where surges meet, their factors multiply.",
               .form = "table of whole days and factors, like { \"0d\" = 2.5, \"3d\" = 1.8, \"14d\" = 1 }",
               .range = Range{0, largest_factor},
               .required = true,
               .store = store_shape},
          },
      .has_id = true,
      .check = check_surge};
  return keys;
}

const TableKeys& busy_day_correlation_keys() {
  static const TableKeys keys{
      .name = "[[busy-day-correlation]]",
      .keys = {
          {.name = "profiles",
           .type = Type::list,
           .meaning = "Two or more profiles with busy days of their own.",
           .form = "list of ids of profiles",
           .required = true,
           .store = store_profiles},
          {.name = "correlation",
           .type = Type::number,
           .meaning = "Correlation of their normal scores on the same day, each with each: 1 entirely alike, 0 nothing "
                      "in common, -1 one is quiet when the other is busy.",
           .range = Range{-1, 1},
           .required = true,
           .store = into<&BusyDayCorrelation::correlation>},
      }};
  return keys;
}

}  // namespace channelshift
