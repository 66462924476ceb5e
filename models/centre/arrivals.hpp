#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/centre/plan.hpp"
#include "sim/kernel/tournament_tree.hpp"
#include "sim/random/philox.hpp"

namespace channelshift {

/// How much busier than expected each day of a replication is.
class BusyDays {
 public:
  void draw(const Plan& plan, sim::Key key);
  /// 1 where the demand has no busy days.
  double factor(int busy_day, int day) const { return busy_day == none ? 1.0 : factors_[busy_day][day]; }
  /// Of each part of the day, in order; empty where the day has no parts.
  std::span<const double> part_factors(int busy_day, int day, std::size_t parts) const {
    return std::span(part_factors_[busy_day]).subspan(static_cast<std::size_t>(day) * parts, parts);
  }

 private:
  std::vector<std::vector<double>> factors_;       ///< [busy_day][day]
  std::vector<std::vector<double>> part_factors_;  ///< [busy_day][day * parts + part]
};

inline constexpr double forever_s = 0x1p30;  ///< 34 years

/// A duration in ticks, at most for ever, so that sums of times never overflow.
inline sim::Ticks duration(double seconds) { return sim::ticks(std::min(seconds, forever_s)); }

/// The words of a first contact, which only the full loop asks for.
struct FirstWords {
  std::uint32_t number;  ///< within demand and day
  std::uint32_t handle, patience, resolved;
  std::uint32_t score, score_kind;  ///< drawn where shifts take from its demand
  sim::Words leaving, returning;    ///< its blocks of draws `leaving_block` and `returning_block`
  bool has_leaving, has_returning;
};

/// The first contacts of one demand in order of time. Each day is a unit-rate Poisson process, mapped through the
/// day's cumulated rate; numbers are drawn in blocks, each at its own contact's address. Days with parts, fixed counts
/// and recorded contacts take the same way: only the curve, the volume and the gaps are others.
class ArrivalStream {
 public:
  /// Begins a replication. `others` meet the same first contacts: what any of them needs is drawn, too.
  void start(const Plan& plan, int demand, sim::Key key, const BusyDays& busy_days,
             std::span<const Plan* const> others = {});

  /// Moves to the next first contact and returns its time; never after the last.
  sim::Ticks next() {
    if (++place_ == come_) draw();
    return block_.at[place_];
  }

  // The contact moved to.
  int day() const { return day_; }
  std::uint32_t number() const { return block_first_ + static_cast<std::uint32_t>(place_); }
  sim::Ticks handle() const { return duration(block_.handle_s[place_]); }
  double patience_s() const { return patience_ == nullptr ? forever_s : block_.patience_s[place_]; }
  FirstWords words() const {
    return {.number = number(),
            .handle = block_.own.at(place_, Draw::handle),
            .patience = block_.own.at(place_, Draw::patience),
            .resolved = block_.own.at(place_, Draw::resolved),
            .score = block_.scores.at(place_, Draw::score),
            .score_kind = block_.scores.at(place_, Draw::score_kind),
            .leaving = block_.leaving.at(place_),
            .returning = block_.returning.at(place_),
            .has_leaving = leaves_,
            .has_returning = returns_};
  }

 private:
  static constexpr int block_size = 256;
  /// The four words of a block of draws, for each contact.
  struct Rows {
    std::array<std::array<std::uint32_t, block_size>, 4> w;
    sim::Words at(int place) const { return {{w[0][place], w[1][place], w[2][place], w[3][place]}}; }
    std::uint32_t at(int place, Draw which) const { return w[static_cast<std::size_t>(which) % 4][place]; }
  };
  struct alignas(64) Block {
    Rows own, leaving, returning, scores;
    std::array<double, block_size> gap, handle_s, patience_s;
    std::array<sim::Ticks, block_size> at;
  };

  void draw();
  bool next_day();
  void fill();
  void fill(Rows& rows, int block, int n);
  void draw_gaps(int n);
  void time();
  // arrivals_special.cpp: days that are more than a rate and a factor
  void set_special_day();
  void spread_over_parts(const BusyDayPlan& busy, std::span<const double> factors);
  void fix_count();
  void set_recorded_day();
  void fill_recorded();
  void set_phase();
  void need(const Plan& plan);

  const Plan* plan_ = nullptr;
  std::span<const Plan* const> others_;
  const DemandDays* days_ = nullptr;
  const BusyDays* busy_days_ = nullptr;
  const sim::Quantile* handle_ = nullptr;
  const sim::Quantile* patience_ = nullptr;
  bool leaves_ = false;   ///< `leaving` is drawn today
  bool returns_ = false;  ///< `returning` is
  bool moves_ = false;    ///< scores are
  int index_ = 0;
  sim::Key key_;
  int day_ = 0;
  double volume_ = 0;             ///< expected today
  double share_per_contact_ = 0;  ///< 1 / volume
  double gaps_ = 0;               ///< sum of today's unit gaps
  const CurvePiece* piece_ = nullptr;
  Curve todays_;  ///< where the parts of today have factors of their own
  sim::Ticks midnight_ = 0;
  std::uint32_t block_first_ = 0;
  int place_ = 0;   ///< in the block
  int filled_ = 0;  ///< places drawn
  int come_ = 0;    ///< of these, contacts that come today; the rest is beyond the day's end
  Block block_;
};

}  // namespace channelshift
