#pragma once

#include <optional>
#include <vector>

#include "models/rosters/lines.hpp"

/// What a roster must keep to whatever the service: minimum staff, contract hours.
namespace channelshift {

class Limits {
 public:
  Limits(const Scenario& scenario, const Model& model, const std::vector<FreeLine>& lines);

  bool allow(const Places& places) const;
  /// Staff added, where it costs least, until the minimum is there. Empty if contract hours forbid it.
  std::optional<Places> met(Places places) const;

  /// So many in these lines together.
  struct Minimum {
    std::vector<std::size_t> lines;
    int staff = 0;
    bool operator==(const Minimum&) const = default;
  };
  const std::vector<Minimum>& minima() const { return minima_; }

 private:
  bool within_contract(const Places& places) const;

  const std::vector<FreeLine>& lines_;
  std::vector<Minimum> minima_;
  std::vector<std::optional<double>> contract_hours_;  ///< [team]
};

}  // namespace channelshift
