#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/money/bridge.hpp"
#include "models/money/ledger.hpp"

/// What chance in the search for rosters does to the savings.
namespace channelshift {

/// [name of a saving, of a line of the ledger or of a step of the bridge][search] its mean on the search's own
/// replications, as if that search were the only one. What some searches have no value for is left out.
/// Steps of the bridge stand under "bridge/" and "bridge_change/", those before the rosters are no search's.
using BySearch = std::map<std::string, std::vector<double>, std::less<>>;

inline constexpr const char* bridge_prefix = "bridge/";
inline constexpr const char* bridge_change_prefix = "bridge_change/";

/// `without` and `option` as reported; `searches` in their place, one after the other.
BySearch by_search(const Simulated& baseline, const Simulated& without, const Simulated& option,
                   std::span<const SearchRuns> searches);

/// Widens the interval of a figure by what the searches differ in it, if they know of it by this name.
void add_search_chance(const BySearch& searches, std::string_view name, sim::Estimate& figure);

/// The least and the greatest of a saving over the searches, if they differ by more than the saving of their median:
/// then one search is no answer.
std::optional<std::pair<double, double>> disagreement(const BySearch& searches, std::string_view name);

/// Staff cost without the option less with it.
Saving roster_saving(const Simulated& without, const Simulated& option);

}  // namespace channelshift
