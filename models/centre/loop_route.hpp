#pragma once

#include "models/centre/loop.hpp"

/// The loop's part that chooses where the order of the file does not: among teams with a free agent (`routing`), and
/// among what waits where waiting lifts the rank (`ages`).
namespace channelshift {

/// Of these teams, each with a free agent, the one that takes a contact of the channel; of equal ones the first.
template <bool Full, int Words>
int Loop<Full, Words>::routed_team(int c, Set teams) const {
  const auto before = [&](int a, int b) {
    if (longest_idle_) return teams_[a].idle_since[0] < teams_[b].idle_since[0];
    return phase_->teams[a].contact_cost[c] < phase_->teams[b].contact_cost[c];
  };
  int best = none;
  for (int t = teams.first(); t >= 0; t = teams.first()) {
    teams.reset(t);
    if (!kept_free(t, c, teams_[t].busy + 1) && (best == none || before(t, best))) best = t;
  }
  return best;
}

/// As many idle agents as are free: who comes is idle from now on, and of those who go the longest idle goes first.
template <bool Full, int Words>
void Loop<Full, Words>::count_idle(int t) {
  TeamState& team = teams_[t];
  const auto idle = static_cast<std::size_t>(std::max(0, team.level - team.busy));
  while (team.idle_since.size() > idle) team.idle_since.pop_front();
  while (team.idle_since.size() < idle) team.idle_since.push_back(now_);
}

/// As `choose`, where some contacts rise in rank as they wait: the least of rank - wait / ages, then the longest wait.
/// Accumulating priority, after L. Kleinrock, A delay dependent queue discipline, Naval Research Logistics Quarterly 11
/// (1964) 329-341, doi:10.1002/nav.3800110306. Within a channel all rise alike, so its first is its highest.
template <bool Full, int Words>
int Loop<Full, Words>::choose_aged(int t, Set candidates, int busy_after) {
  const TeamPlan& team = phase_->teams[t];
  int best = none;
  double highest = 0;
  sim::Ticks longest = 0;
  for (std::size_t rank = 0; rank < team.ranks.size(); ++rank)
    for (const int c : team.ranks[rank].channels) {
      if (!candidates.test(c) || kept_free(t, c, busy_after)) continue;
      const Waiting* first = head(c);
      if (first == nullptr) continue;
      const sim::Ticks waited = now_ - first->arrived;
      const double place = static_cast<double>(rank) - static_cast<double>(waited) * team.ageing[c];
      if (best != none && (place > highest || (place == highest && waited <= longest))) continue;
      best = c;
      highest = place;
      longest = waited;
    }
  return best;
}

}  // namespace channelshift
