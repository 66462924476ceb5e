#include "models/scenario/faults.hpp"

#include <algorithm>
#include <set>

namespace channelshift {

std::string to_string(const Fault& fault) { return fault.where + ": " + fault.problem; }

int Sources::add(std::string shown, std::filesystem::path folder) {
  sources_.push_back({std::move(shown), std::move(folder)});
  return static_cast<int>(sources_.size()) - 1;
}

std::string Sources::where(const Place& place) const {
  const std::string& name = shown(place.source);
  if (place.line == 0) return name;
  return name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::vector<Fault> Faults::sorted(const Sources& sources) const {
  std::set<Found> told;
  std::vector<Found> once;
  for (const Found& fault : found_) {
    if (told.insert(fault).second) once.push_back(fault);
  }
  std::stable_sort(once.begin(), once.end(), [](const Found& a, const Found& b) { return a.place < b.place; });
  std::vector<Fault> faults;
  for (const Found& fault : once) faults.push_back({sources.where(fault.place), fault.problem});
  return faults;
}

}  // namespace channelshift
