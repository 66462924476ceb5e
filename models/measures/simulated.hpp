#pragma once

#include <string>
#include <vector>

#include "models/centre/counts.hpp"

namespace channelshift {

/// One option as it was simulated: what it was, and what it came to. Points into the scenario and the results, which
/// must outlive it.
struct Simulated {
  std::string id;  ///< "baseline", an option's id, or that with "_first_year"
  std::string title;
  const Scenario* scenario = nullptr;
  const Model* model = nullptr;
  const Option* option = nullptr;  ///< none: the baseline
  const OptionRun* run = nullptr;
  bool first_year = false;           ///< as dated; else a full year
  double years = 1;                  ///< measured time in years of 365.25 days
  double running_cost_per_year = 0;  ///< what the option itself costs while it runs
};

inline constexpr const char* baseline_id = "baseline";
inline constexpr const char* first_year_suffix = "_first_year";
inline constexpr const char* without_suffix = "-without";
inline constexpr double days_per_year = 365.25;

/// Whether teams keep posts until take-up has been seen, so that each replication has a day of its own on which they
/// go.
bool waits_for_gate(const Simulated& simulated);

/// Whether the hours that a team is paid differ from one replication to the next.
bool paid_time_varies(const Simulated& simulated, std::size_t team);

/// The baseline, then every option in a full year, in the order of the file.
std::vector<Simulated> full_years(const Scenario& scenario, const Results& results);

/// Of these full years, the one with the cheapest roster without this option; where its roster is kept, the baseline.
const Simulated& without_option(const std::vector<Simulated>& full_years, const Option& option);

/// The options that have dates, as dated. Running cost is paid from `starts` on.
std::vector<Simulated> first_years(const Scenario& scenario, const Results& results);

}  // namespace channelshift
