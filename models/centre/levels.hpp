#pragma once

#include <vector>

#include "models/centre/plan.hpp"
#include "models/centre/turnover.hpp"
#include "sim/random/philox.hpp"

namespace channelshift {

/// From `at_s` on this team has `level` agents at work, of `rostered` ones.
struct LevelChange {
  int at_s;
  int team;
  int level;
  int rostered;
};

/// Of `present` agents, those at work: present x (1 - shrinkage), the whole part always and one more with the
/// probability of the rest (by `word`); at least one while anyone is present.
int at_work(int present, double shrinkage, std::uint32_t word);

/// Appends one team's level over one day, a change at 0 s first, then whenever it differs. `holders` of the places, on
/// this day, if the team has turnover; `kept`: it still has its roster from before.
void append_levels(const Plan& plan, int team, int day, sim::Key key, std::vector<LevelChange>& changes,
                   const PlaceHolders* holders = nullptr, bool kept = false);

}  // namespace channelshift
