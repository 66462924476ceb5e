#pragma once

#include <cstdint>
#include <vector>

#include "models/centre/plan.hpp"
#include "sim/random/philox.hpp"

namespace channelshift {

/// Speed so many days after training: `start`, rising to 1 in `learning_days`.
double learned_speed(const TurnoverPlan& plan, double days);

class Releases;

/// Who holds each roster place of the teams that have turnover, in one replication. A place is known by the start of
/// its block and its number among the team's places that start then, as for absence. A place with more hours a week
/// than a post is shared by several people, each on weekdays of their own. Its holders follow one another: a stay of
/// exponential length, then vacant for the time of hiring; as it would be after many years when the first day begins.
/// What holds at midnight holds for the day.
class PlaceHolders {
 public:
  void start(const Plan& plan, sim::Key key);
  /// Goes on to this day; days come in order from 0, and the day after the last ends the counts. `releases` if some
  /// team keeps its roster from before.
  void start_day(int day, const Releases* releases = nullptr);

  /// Vacant or in training today.
  bool away(int team, int from_s, std::uint32_t number) const;
  /// Mean speed of the team's people who are rostered and not away today; 1 if there are none, or nothing to learn.
  double speed(int team) const { return teams_[team].speed; }

  // Over the measured days so far.
  std::int64_t leavers(int team) const { return teams_[team].leavers; }
  sim::Ticks vacant(int team) const { return teams_[team].vacant; }  ///< paid time that nobody was there to be paid for
  sim::Ticks vacant_at_premium(int team) const { return teams_[team].vacant_at_premium; }

 private:
  struct Place {
    double joined;   ///< day on which its holder came, or the next will come; may lie before the first day
    double remains;  ///< of the holder's stay, in mean stays
    std::uint32_t ordinal = 0;
  };
  struct Group {  ///< places that start at the same time
    int from_s;
    std::vector<std::vector<Place>> places;  ///< [number][who share it]
  };
  struct TeamPlaces {
    std::vector<Group> groups;
    double speed = 1;
    std::int64_t leavers = 0;
    sim::Ticks vacant = 0;
    sim::Ticks vacant_at_premium = 0;
  };

  std::vector<Group> groups_of(const TeamDays& days) const;
  Place first_holder(const TurnoverPlan& plan, std::uint32_t number, int from_s, std::uint32_t owner) const;
  template <class Each>
  static void for_each_holder(std::vector<Group>& groups, Each each);
  int pass_day(Place& place, const TurnoverPlan& plan, std::uint32_t number, int from_s, std::uint32_t owner) const;
  const Place& place(int team, int from_s, std::uint32_t number) const;
  const TurnoverPlan& today(int team) const;
  void count_vacant(int team, bool kept);
  double mean_speed(int team, bool kept) const;

  const Plan* plan_ = nullptr;
  sim::Key key_;
  int day_ = 0;
  std::vector<TeamPlaces> teams_;
};

}  // namespace channelshift
