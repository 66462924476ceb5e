#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/bench/ordinary_kernel.hpp"
#include "tests/bench/workload.hpp"

/// `ordinary_kernel SCENARIO YEARS SEED`: simulates so many years and prints as JSON the seconds that took, the
/// contacts simulated, and for each week and channel [offered, wait in s, answered in target, abandoned].
namespace {

using namespace channelshift::bench;
using Json = nlohmann::ordered_json;

Json run(const Tables& tables, int years, std::uint64_t seed) {
  std::vector<OrdinaryRun> runs;
  const auto start = std::chrono::steady_clock::now();
  for (int year = 0; year < years; ++year) runs.push_back(run_ordinary(tables, seed + year));
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;

  std::int64_t simulated = 0;
  Json weeks = Json::array();
  Json team_weeks = Json::array();
  for (const OrdinaryRun& run : runs) {
    simulated += run.simulated;
    for (int week = 0; week < tables.weeks; ++week) {
      Json channels = Json::array();
      for (std::size_t c = 0; c < tables.channels.size(); ++c) {
        const WeekSums& sums = run.weeks[week * tables.channels.size() + c];
        channels.push_back({sums.offered, sums.wait_s, sums.answered_in_target, sums.abandoned});
      }
      weeks.push_back(channels);
      Json teams = Json::array();
      for (std::size_t t = 0; t < tables.teams.size(); ++t) {
        const TeamSums& sums = run.team_weeks[week * tables.teams.size() + t];
        teams.push_back({sums.busy_s, sums.staffed_s});
      }
      team_weeks.push_back(teams);
    }
  }
  return {{"seconds", passed.count()}, {"simulated", simulated}, {"weeks", weeks}, {"team_weeks", team_weeks}};
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 4) throw std::invalid_argument("usage: ordinary_kernel SCENARIO YEARS SEED");
    const Tables tables = tables_of(workload(argv[1]));
    std::cout << run(tables, std::atoi(argv[2]), std::strtoull(argv[3], nullptr, 10)) << '\n';
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
