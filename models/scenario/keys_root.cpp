#include <fmt/format.h>

#include "models/scenario/store.hpp"

/// The top of a scenario, and [run].
namespace channelshift {

namespace {

template <auto member>
void into_model(void* object, const Node& node, const Key& key, Reading& reading) {
  read_into(static_cast<Scenario*>(object)->model.*member, node, key, reading);
}

template <auto member>
void into_search(void* object, const Node& node, const Key& key, Reading& reading) {
  read_into(static_cast<Scenario*>(object)->search.*member, node, key, reading);
}

template <auto member>
void into_draws(void* object, const Node& node, const Key& key, Reading& reading) {
  read_into(static_cast<Scenario*>(object)->second_order.*member, node, key, reading);
}

/// Taken out of the tree before it is read (uncertain.cpp).
void store_uncertain(void*, const Node&, const Key&, Reading&) {}

void store_schema(void*, const Node& node, const Key& key, Reading& reading) {
  const std::optional<std::int64_t> schema = whole_of(node, key, reading);
  if (!schema || *schema == 1) return;
  refuse(node, key, reading,
         "(this program reads schema 1). Write schema = 1, or use the program that this file is for.");
}

void store_run(void* object, const Node& node, const Key& key, Reading& reading) {
  if (is_table(node, key, reading)) read_table(object, node, run_keys(), reading);
}

void store_routing(void* object, const Node& node, const Key& key, Reading& reading) {
  if (is_table(node, key, reading)) read_table(&static_cast<Scenario*>(object)->model, node, routing_keys(), reading);
}

void store_profiles(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<Profile>& profiles = static_cast<Scenario*>(object)->model.profiles;
  if (!is_table(node, key, reading)) return;
  for (const Entry& entry : *node.table()) {
    Profile& profile = profiles.emplace_back();
    profile.id = entry.key;
    if (!valid_id(entry.key)) {
      reading.faults.add(entry.key_place, fmt::format("the profile {} has an odd name (ids are 1 to 100 letters a-z, "
                                                      "digits and dashes). Rename it.",
                                                      in_quotes(entry.key)));
    }
    if (entry.value.table()) {
      read_table(&profile, entry.value, profile_keys(), reading);
    } else {
      refuse(entry.value, key, reading, "(a profile is a table). Write [profile.name], and its keys below.");
    }
  }
}

/// Surges without an id are named by their place in the file.
void name_surges(std::vector<Surge>& surges) {
  for (std::size_t i = 0; i < surges.size(); ++i) {
    if (surges[i].id.empty()) surges[i].id = fmt::format("surge-{}", i + 1);
    if (surges[i].title.empty()) surges[i].title = surges[i].id;
  }
}

void check_root(void* object, const Node& table, Reading& reading) {
  Scenario& scenario = *static_cast<Scenario*>(object);
  if (scenario.title.empty()) scenario.title = scenario.name;
  name_surges(scenario.model.surges);
  if (!find(table, "calendar")) {
    reading.faults.add(table.place, "there is no [calendar] (start and weeks have no default). Add it, with both.");
  }
  if (!find(table, "channel")) {
    reading.faults.add(table.place, "there is no [[channel]] (nothing can be simulated). Add at least one.");
  }
}

}  // namespace

const TableKeys& root_keys() {
  static const TableKeys keys{
      .name = "the scenario",
      .keys =
          {
              {.name = "schema",
               .type = Type::whole,
               .meaning = "The version of the scenario format. It is 1.",
               .required = true,
               .store = store_schema},
              {.name = "name",
               .type = Type::id,
               .meaning = "The scenario's name; results are stored under it.",
               .required = true,
               .store = into<&Scenario::name>},
              {.name = "title",
               .type = Type::text,
               .meaning = "What people read as the scenario's heading.",
               .without = "the name",
               .store = into<&Scenario::title>},
              {.name = "currency",
               .type = Type::text,
               .meaning = "The currency of every amount of money.",
               .standard = "GBP",
               .store = into<&Scenario::currency>},
              {.name = "notes",
               .type = Type::text,
               .meaning = "Free text: where the numbers come from.",
               .without = "none",
               .store = into<&Scenario::notes>},
              {.name = "extends",
               .type = Type::text,
               .meaning = "Another scenario file to start from, relative to this one. Tables with the same id are "
                          "completed key by key, new ones are added, other lists are replaced.",
               .without = "this file stands alone"},
              {.name = "calendar",
               .type = Type::table,
               .meaning = "When the simulation runs, and which days are special.",
               .without = "a fault: start and weeks must be given",
               .table = calendar_keys,
               .store = into<&Scenario::calendar>},
              {.name = "run",
               .type = Type::table,
               .meaning = "How often the simulation is repeated.",
               .without = "its defaults",
               .table = run_keys,
               .store = store_run},
              {.name = "profile",
               .type = Type::tables,
               .meaning = "How yearly demand spreads over months, days and hours; each stands below its id, as "
                          "[profile.office].",
               .without = "none: demand is spread evenly",
               .table = profile_keys,
               .store = store_profiles},
              {.name = "reason",
               .type = Type::tables,
               .meaning = "Why people make contact.",
               .without = "one, \"general\"",
               .table = reason_keys,
               .store = into_model<&Model::reasons>},
              {.name = "channel",
               .type = Type::tables,
               .meaning = "The ways by which people make contact.",
               .without = "a fault: at least one must be given",
               .table = channel_keys,
               .store = into_model<&Model::channels>},
              {.name = "demand",
               .type = Type::tables,
               .meaning = "Streams of first contacts.",
               .without = "none",
               .table = demand_keys,
               .store = into_model<&Model::demands>},
              {.name = "team",
               .type = Type::tables,
               .meaning =
                   "The people who answer. Of several teams with a free agent, [routing] says who takes a contact.",
               .without = "none",
               .table = team_keys,
               .store = into_model<&Model::teams>},
              {.name = "routing",
               .type = Type::table,
               .meaning = "Which team takes a contact for which several have a free agent.",
               .without = "the first of the file",
               .table = routing_keys,
               .store = store_routing},
              {.name = "option",
               .type = Type::tables,
               .meaning = "What might be done instead; each is compared with the baseline, the scenario as it stands.",
               .without = "none: only the baseline is run",
               .table = option_keys,
               .store = into<&Scenario::options>},
              {.name = "surge",
               .type = Type::tables,
               .meaning = "An event that multiplies demand for some days. What it brings comes on top of per-year.",
               .without = "none",
               .table = surge_keys,
               .store = into_model<&Model::surges>},
              {.name = "busy-day-correlation",
               .type = Type::tables,
               .meaning = "Profiles that are busy on the same days, not entirely but more often than by chance.",
               .without = "the busy days of different profiles have nothing to do with each other",
               .table = busy_day_correlation_keys,
               .store = into_model<&Model::busy_day_correlations>},
              {.name = "shift-pattern",
               .type = Type::tables,
               .meaning = "Ways to work a day, of which `channelshift staff` makes rosters.",
               .without = "the roster lines of the teams alone",
               .table = shift_pattern_keys,
               .store = into<&Scenario::shift_patterns>},
              {.name = "finance",
               .type = Type::table,
               .meaning = "Years, discount rate and trend of the business case.",
               .without = "no business case: savings of one year alone",
               .table = finance_keys,
               .store = into<&Scenario::finance>},
              {.name = "uncertain",
               .type = Type::table,
               .meaning = "Inputs that are known only as a range, each below its path, as in \"demand.calls.per-year\" "
                          "= { low = "
                          "900, likely = 1000, high = 1300 }. A number or duration may also be written so in its own "
                          "place.",
               .without = "none but those in their own place: inputs are taken as exact",
               .table = uncertain_keys,
               .store = store_uncertain},
          },
      .check = check_root};
  return keys;
}

const TableKeys& routing_keys() {
  static constexpr std::string_view choices[] = {"first", "longest-idle", "least-cost"};
  static const TableKeys keys{
      .name = "[routing]",
      .keys = {
          {.name = "choice",
           .type = Type::choice,
           .meaning =
               "first: the first team of the file. longest-idle: the team with the agent who has been idle longest. "
               "least-cost: the team with which a contact of mean handle time costs least, by hourly-cost or rate. Of "
               "equal ones the first of the file.",
           .standard = "first",
           .choices = choices,
           .store = into<&Model::routing>},
      }};
  return keys;
}

const TableKeys& run_keys() {
  static const TableKeys keys{
      .name = "[run]",
      .keys = {
          {.name = "replications",
           .type = Type::whole,
           .meaning =
               "How many times everything is simulated, each time with other chances. More give narrower intervals.",
           .standard = "20",
           .range = Range{1, 1'000'000},
           .store = into<&Scenario::replications>},
          {.name = "seed",
           .type = Type::whole,
           .meaning = "The number from which all chances follow: the same seed gives the same results.",
           .standard = "1",
           .range = Range{0, 9.2e18},
           .store = into<&Scenario::seed>},
          {.name = "searches",
           .type = Type::whole,
           .meaning = "How many times the roster of an option with staffing match-service or match-targets is searched "
                      "for, each time with other chances. They tell how far the saving depends on chance in the "
                      "search.",
           .standard = "5",
           .range = Range{1, 1000},
           .store = into_search<&RosterSearch::searches>},
          {.name = "search-replications",
           .type = Type::whole,
           .meaning = "How many replications each search looks at. More make it slower, and its roster less a matter "
                      "of chance.",
           .standard = "4",
           .range = Range{1, 10'000},
           .store = into_search<&RosterSearch::replications>},
          {.name = "draws",
           .type = Type::whole,
           .meaning = "How many draws of all uncertain inputs are simulated, beside the run on their likely values.",
           .standard = "64",
           .range = Range{2, 100'000},
           .store = into_draws<&SecondOrder::draws>},
          {.name = "draw-replications",
           .type = Type::whole,
           .meaning = "How many replications each draw of the uncertain inputs has, the same ones for all.",
           .standard = "4",
           .range = Range{2, 10'000},
           .store = into_draws<&SecondOrder::replications>},
      }};
  return keys;
}

}  // namespace channelshift
