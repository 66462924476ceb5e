#include <algorithm>
#include <cmath>

#include "models/centre/arrivals.hpp"
#include "sim/random/gaps.hpp"
#include "sim/random/uniform.hpp"

/// Days of first contacts that are more than a rate and a factor.
namespace channelshift {
namespace {

/// Recorded times go through next() as whole ticks, times a power of two, so that not a tick is lost: "contacts" are
/// ticks, the day's "volume" is 2^35 ticks (a day has fewer), and a share of it is 2^17 s.
constexpr double recorded_volume = 0x1p35;
constexpr double recorded_day_s = recorded_volume / sim::ticks_per_s;
static_assert(static_cast<double>(ticks_per_day) < recorded_volume);
const Curve recorded_curve{{0, 0, recorded_day_s}, {seconds_per_day, 1, 0}};

}  // namespace

void ArrivalStream::set_special_day() {
  const int phase = plan_->phase_of(day_);
  if (days_->recorded) return set_recorded_day();
  const int busy = days_->busy_day[phase];
  if (busy != none && !plan_->busy_days[busy].parts.empty()) {
    const BusyDayPlan& plan = plan_->busy_days[busy];
    spread_over_parts(plan, busy_days_->part_factors(busy, day_, plan.parts.size()));
  }
  if (days_->fixed[phase]) fix_count();
}

/// Today's curve and volume with each part of the day multiplied by its factor. No part begins or ends within a piece.
void ArrivalStream::spread_over_parts(const BusyDayPlan& busy, std::span<const double> factors) {
  const auto factor_at = [&](double time_s) {
    for (std::size_t p = 0; p < busy.parts.size(); ++p)
      if (busy.parts[p].from_s <= time_s && time_s < busy.parts[p].to_s) return factors[p];
    return 1.0;
  };
  todays_.clear();
  double before = 0;
  for (const CurvePiece* piece = piece_; piece->start_s < seconds_per_day; ++piece) {
    const double factor = factor_at(piece->start_s);
    todays_.push_back({piece->start_s, before, factor > 0 ? piece->s_per_share / factor : 0});
    before += factor * (piece[1].before - piece->before);
  }
  todays_.push_back({seconds_per_day, before, 0});
  volume_ *= before;
  for (CurvePiece& piece : todays_) {
    piece.before = before > 0 ? std::min(piece.before / before, 1.0) : 0;
    piece.s_per_share *= before;
  }
  piece_ = todays_.data();
}

/// As many contacts as are expected, in whole numbers. Given their number N, the times of a Poisson process are a
/// sorted sample, and sums of N + 1 unit gaps over their total are one of uniforms: so the day's volume is that total.
void ArrivalStream::fix_count() {
  const double whole = std::floor(volume_);
  const sim::Words rounding = sim::philox({0, plan_->day_list.address(day_), 0, days_->rounding_address}, key_);
  const auto count = static_cast<std::int64_t>(whole) + (sim::uniform(rounding.w[0]) < volume_ - whole ? 1 : 0);
  volume_ = 0;
  if (count == 0) return;
  for (std::int64_t first = 0; first <= count; first += block_size) {
    block_first_ = static_cast<std::uint32_t>(first);
    draw_gaps(block_size);
    const auto rest = static_cast<std::size_t>(std::min<std::int64_t>(block_size, count + 1 - first));
    for (std::size_t i = 0; i < rest; ++i) volume_ += block_.gap[i];  // in the order of next(), so to the bit
  }
}

void ArrivalStream::set_recorded_day() {
  const bool any = days_->recorded->first[day_] < days_->recorded->first[day_ + 1];
  volume_ = any ? recorded_volume : 0;
  piece_ = recorded_curve.data();
}

/// The block's gaps, in ticks, and its recorded handle words; past the last contact a gap that ends the day.
void ArrivalStream::fill_recorded() {
  const RecordedDays& recorded = *days_->recorded;
  const std::uint32_t first = recorded.first[day_];
  const std::uint32_t count = recorded.first[day_ + 1] - first;
  for (int i = 0; i < filled_; ++i) {
    const std::uint32_t number = block_first_ + static_cast<std::uint32_t>(i);
    if (number >= count) {
      block_.gap[i] = recorded_volume;
      continue;
    }
    const std::uint32_t at = first + number;
    block_.gap[i] = static_cast<double>(recorded.at[at] - (number == 0 ? 0 : recorded.at[at - 1]));
    if (recorded.has_handle[at]) block_.own.w[static_cast<int>(Draw::handle)][i] = recorded.handle_word[at];
  }
}

}  // namespace channelshift
