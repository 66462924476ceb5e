#pragma once

#include <cstddef>
#include <vector>

#include "models/measures/measure.hpp"
#include "models/money/saving.hpp"

/// Where the money goes: what an option saves, line by line, and how much of it leaves the yearly budget.
namespace channelshift {

/// What becomes of one team's posts. Negative: more of them.
struct PostsFreed {
  std::size_t team = 0;
  double hours_freed = 0;  ///< rostered paid hours a year
  double posts_freed = 0;  ///< full-time ones
  double posts_whole = 0;  ///< of those, what can be given up in whole steps; more posts, in full
  double remainder = 0;
  std::vector<double> cost_freed;  ///< [replication] yearly staff cost without - with
  std::vector<double> cashable;    ///< [replication]
  std::vector<double> not_cashable;
};

struct Ledger {
  std::vector<PostsFreed> teams;  ///< employed ones whose hours or staff cost change
  std::vector<Saving> lines;      ///< those that the scenario has
};

/// `without`: the centre with the cheapest roster without the option; where the roster is kept, the baseline. In every
/// replication total_cost = overstaffing + cashable + not_cashable + income_lost, and cashable = gross - running_cost.
/// Of an option as dated, the posts are those of its `full_year`, and the money what falls away while they are gone.
Ledger ledger(const Simulated& baseline, const Simulated& without, const Simulated& option,
              const Ledger* full_year = nullptr);

/// The team whose posts are counted: as it is without the option, or with it if the option brings it to life.
const Team& team_with_posts(const Simulated& without, const Simulated& option, std::size_t team);

/// The line of this name, if the scenario has it.
const Saving* find_line(const Ledger& ledger, std::string_view name);

}  // namespace channelshift
