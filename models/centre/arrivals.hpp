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

/// A duration in ticks, at most 2^30 s (34 years), so that sums of times never overflow.
inline sim::Ticks duration(double seconds) { return sim::ticks(std::min(seconds, 0x1p30)); }

/// The first contacts of one demand in order of time. Each day is a unit-rate Poisson process, mapped through the
/// day's cumulated rate; numbers are drawn in blocks, each at its own contact's address. Days with parts, fixed counts
/// and recorded contacts take the same way: only the curve, the volume and the gaps are others.
class ArrivalStream {
 public:
  void start(const Plan& plan, int demand, sim::Key key, const BusyDays& busy_days);

  /// Moves to the next first contact and returns its time; never after the last.
  sim::Ticks next() {
    if (over_) return sim::never;
    if (++place_ >= filled_) fill();
    come_ += block_.gap[place_];
    return come_ < volume_ ? time() : next_from_tomorrow();
  }

  // The contact moved to.
  int day() const { return day_; }
  std::uint32_t number() const { return block_first_ + static_cast<std::uint32_t>(place_); }
  sim::Ticks handle() const { return duration(block_.handle_s[place_]); }
  sim::Ticks patience() const {
    return patience_ == nullptr ? sim::Ticks{1} << 48 : duration(block_.patience_s[place_]);
  }
  std::uint32_t handle_word() const { return block_.handle_word[place_]; }
  std::uint32_t patience_word() const { return block_.patience_word[place_]; }
  std::uint32_t resolved_word() const { return block_.resolved_word[place_]; }
  std::uint32_t score_word() const { return block_.score_word[place_]; }            ///< demands from which shifts take
  std::uint32_t score_kind_word() const { return block_.score_kind_word[place_]; }  ///< likewise

  /// The words of that block of draws of a first contact of this demand, if they were drawn ahead with those of its
  /// neighbours: so they are for those that leave unanswered, find closed or come again, until the next neighbours
  /// come.
  std::optional<sim::Words> drawn_ahead(int day, std::uint32_t number, int block) const {
    const std::uint32_t place = number - block_first_;
    if (day != day_ || place >= static_cast<std::uint32_t>(filled_)) return std::nullopt;
    if (block == leaving_block && leaves_) return block_.leaving.at(place);
    if (block == returning_block && returns_) return block_.returning.at(place);
    return std::nullopt;
  }

 private:
  static constexpr int block_size = 256;
  /// The four words of a block of draws, for each contact.
  struct Rows {
    std::array<std::array<std::uint32_t, block_size>, 4> w;
    sim::Words at(std::uint32_t place) const { return {{w[0][place], w[1][place], w[2][place], w[3][place]}}; }
  };
  struct alignas(64) Block {
    std::array<std::uint32_t, block_size> gap_word, handle_word, patience_word, resolved_word;
    std::array<std::uint32_t, block_size> score_word, score_kind_word, unused0, unused1;
    std::array<double, block_size> gap, handle_s, patience_s;
    Rows leaving, returning;
  };

  /// When the contact moved to comes.
  sim::Ticks time() {
    const double share = come_ * share_per_contact_;
    while (share >= piece_[1].before && piece_[1].start_s < seconds_per_day) ++piece_;
    const double time_s = piece_->start_s + (share - piece_->before) * piece_->s_per_share;
    return midnight_ + std::min(sim::ticks(time_s), ticks_per_day - 1);
  }
  sim::Ticks next_from_tomorrow();
  bool next_day();
  void fill();
  void fill(Rows& rows, int block);
  // arrivals_special.cpp: days that are more than a rate and a factor
  void set_special_day();
  void spread_over_parts(const BusyDayPlan& busy, std::span<const double> factors);
  void fix_count();
  void set_recorded_day();
  void fill_recorded();
  void set_phase();

  const Plan* plan_ = nullptr;
  const DemandDays* days_ = nullptr;
  const BusyDays* busy_days_ = nullptr;
  const DemandPlan* demand_ = nullptr;  ///< in the day's phase
  const sim::Quantile* handle_ = nullptr;
  const sim::Quantile* patience_ = nullptr;
  bool leaves_ = false;   ///< `leaving` is drawn
  bool returns_ = false;  ///< `returning` is
  int index_ = 0;
  bool over_ = true;
  sim::Key key_;
  int day_ = 0;
  double volume_ = 0;             ///< expected today
  double share_per_contact_ = 0;  ///< 1 / volume
  double come_ = 0;               ///< sum of today's unit gaps
  const CurvePiece* piece_ = nullptr;
  Curve todays_;  ///< where the parts of today have factors of their own
  sim::Ticks midnight_ = 0;
  std::uint32_t block_first_ = 0;
  int place_ = 0;  ///< in the block
  int filled_ = 0;
  Block block_;
};

}  // namespace channelshift
