#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/bench/tables.hpp"
#include "tests/bench/workload.hpp"

/// `scenario_tables SCENARIO`: prints as JSON what the yardsticks need of a scenario, for those in other languages.
namespace {

using namespace channelshift::bench;
using Json = nlohmann::ordered_json;

Json json_of(const Weekly& weekly) {
  Json steps = Json::array();
  for (const Step& step : weekly) steps.push_back({step.from_s, step.value});
  return steps;
}

Json json_of(const Tables& tables) {
  Json json = {{"weeks", tables.weeks}, {"warm_up_weeks", tables.warm_up_weeks}};
  for (const ChannelTable& channel : tables.channels) {
    json["channels"].push_back({{"id", channel.id},
                                {"target_s", channel.target_s},
                                {"patience_s", channel.patience_s ? Json(*channel.patience_s) : Json(nullptr)},
                                {"open", json_of(channel.open)}});
  }
  for (const DemandTable& demand : tables.demands) {
    json["demands"].push_back({{"channel", demand.channel},
                               {"handle_s", demand.handle_s},
                               {"handle_cv", demand.handle_cv},
                               {"per_s", json_of(demand.per_s)}});
  }
  for (const TeamTable& team : tables.teams)
    json["teams"].push_back({{"answers", team.answers}, {"staff", json_of(team.staff)}});
  return json;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw std::invalid_argument("usage: scenario_tables SCENARIO");
    std::cout << json_of(tables_of(workload(argv[1]))) << '\n';
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
