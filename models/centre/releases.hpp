#pragma once

#include <array>
#include <optional>
#include <vector>

#include "models/centre/plan.hpp"

namespace channelshift {

/// Days over which take-up is observed.
inline constexpr int observed_days = 28;

/// When the posts go that an option gives up once take-up has been seen, in one replication. At the end of each day it
/// looks at the first contacts of the last 28 days that the shifts name, by channel and reason: once the share of them
/// that moved or was avoided has reached the gate, teams change their roster at midnight, after their notice. Of days
/// before the simulated time it takes as many contacts as of those it has seen, and that none of them moved.
class Releases {
 public:
  void start(const Plan& plan);
  /// A first contact that the shifts name, today.
  void count(bool moves) {
    ++today_.named;
    today_.moved += moves;
  }
  /// Days come in order from 0; the day after the last ends the counts.
  void start_day(int day);

  /// Whether the team still has its roster from before, today.
  bool kept(int team) const;
  /// The first day after the gate was passed; none: never.
  std::optional<int> passed() const { return passed_; }

  // Paid time of kept rosters beyond the new ones, over the measured days so far.
  sim::Ticks kept_time(int team) const { return kept_[team].paid; }
  sim::Ticks kept_at_premium(int team) const { return kept_[team].at_premium; }

 private:
  struct Seen {
    std::int64_t named = 0;
    std::int64_t moved = 0;
  };
  bool reached() const;
  void end_day();

  const Plan* plan_ = nullptr;
  int day_ = 0;
  Seen today_;
  Seen window_;  ///< the last days
  std::array<Seen, observed_days> days_{};
  std::optional<int> passed_;
  std::vector<PaidTime> kept_;  ///< [team]
};

}  // namespace channelshift
