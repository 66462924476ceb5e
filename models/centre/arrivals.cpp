#include "models/centre/arrivals.hpp"

#include <algorithm>
#include <cmath>

#include "models/centre/simulate.hpp"
#include "sim/random/gaps.hpp"
#include "sim/random/normal.hpp"

namespace channelshift {
namespace {

constexpr std::uint32_t most_numbers = 1u << 24;

/// What is new in the score of a day: the profile's own normal, or a sum of those that it shares with others.
double fresh_normal(const BusyDayPlan& busy, const std::vector<NormalShare>& shares, std::uint32_t date, sim::Key key) {
  if (shares.empty()) return sim::normal_at(key, date, 0, busy.address);
  double sum = 0;
  for (const NormalShare& share : shares) sum += share.weight * sim::normal_at(key, date, 0, share.address);
  return sum;
}

std::vector<double> draw_factors(const BusyDayPlan& busy, const DayList& days, sim::Key key) {
  if (!busy.factor) return std::vector<double>(static_cast<std::size_t>(days.days()), 1.0);
  const double r = busy.correlation;
  const double rest = std::sqrt(1 - r * r);
  std::vector<double> factors;
  double score = 0;
  for (int day = 0; day < days.days(); ++day) {
    const double fresh = fresh_normal(busy, day == 0 ? busy.first : busy.later, days.address(day), key);
    score = day == 0 ? fresh : r * score + rest * fresh;
    factors.push_back((*busy.factor)(score));
  }
  return factors;
}

std::vector<double> draw_part_factors(const BusyDayPlan& busy, const DayList& days, sim::Key key) {
  std::vector<double> factors;
  for (int day = 0; day < days.days() && !busy.parts.empty(); ++day)
    for (const TimeRange& part : busy.parts) {
      const auto from_s = static_cast<std::uint32_t>(part.from_s);
      factors.push_back((*busy.part_factor)(sim::normal_at(key, days.address(day), from_s, busy.part_address)));
    }
  return factors;
}

}  // namespace

void BusyDays::draw(const Plan& plan, sim::Key key) {
  factors_.clear();
  part_factors_.clear();
  for (const BusyDayPlan& busy : plan.busy_days) {
    factors_.push_back(draw_factors(busy, plan.day_list, key));
    part_factors_.push_back(draw_part_factors(busy, plan.day_list, key));
  }
}

void ArrivalStream::start(const Plan& plan, int demand, sim::Key key, const BusyDays& busy_days,
                          std::span<const Plan* const> others) {
  plan_ = &plan;
  others_ = others;
  days_ = &plan.demand_days[demand];
  busy_days_ = &busy_days;
  index_ = demand;
  key_ = key;
  day_ = -1;
  place_ = -1;
  filled_ = come_ = 0;
}

/// Moves to the next block in which anyone comes. Past the last day nobody does, ever.
void ArrivalStream::draw() {
  do {
    const bool day_goes_on = filled_ > 0 && come_ == filled_;
    if (!day_goes_on && !next_day()) {
      filled_ = 0;
      come_ = 1;
      block_.at[0] = sim::never;
    } else {
      fill();
    }
  } while (come_ == 0);
  place_ = 0;
}

/// Moves to the next day on which anyone is expected; false if there is none.
bool ArrivalStream::next_day() {
  const int days = plan_->day_list.days();
  do {
    if (++day_ >= days) return false;
    volume_ = days_->volume[day_] * busy_days_->factor(days_->busy_day[plan_->phase_of(day_)], day_);
    piece_ = plan_->curves[days_->curve[day_]].data();
    if (days_->special) set_special_day();
  } while (volume_ <= 0);
  share_per_contact_ = 1 / volume_;
  gaps_ = 0;
  midnight_ = day_ * ticks_per_day;
  block_first_ = 0;
  filled_ = 0;
  set_phase();
  return true;
}

void ArrivalStream::set_phase() {
  const Phase& phase = plan_->phases[plan_->phase_of(day_)];
  const DemandPlan& demand = phase.demands[index_];
  const auto quantile = [&](int i) { return i == none ? nullptr : &phase.quantiles[i]; };
  handle_ = quantile(demand.handle);
  patience_ = quantile(phase.channels[demand.channel].patience);
  leaves_ = returns_ = moves_ = false;
  need(*plan_);
  for (const Plan* other : others_) need(*other);
}

/// What this plan may ask of today's contacts is drawn with them.
void ArrivalStream::need(const Plan& plan) {
  const Phase& phase = plan.phases[plan.phase_of(day_)];
  const DemandPlan& demand = phase.demands[index_];
  const ChannelPlan& channel = phase.channels[demand.channel];
  leaves_ |= !channel.balk.never() || !channel.comes_back.empty() || channel.has_when_closed;
  returns_ |= !phase.reasons[demand.reason].repeat.never() || channel.has_when_closed;
  moves_ |= !demand.slices.empty();
}

/// When those of the block come whose gaps are drawn, until the day ends.
void ArrivalStream::time() {
  for (come_ = 0; come_ < filled_; ++come_) {
    gaps_ += block_.gap[come_];
    if (gaps_ >= volume_) return;
    const double share = gaps_ * share_per_contact_;
    while (share >= piece_[1].before && piece_[1].start_s < seconds_per_day) ++piece_;
    const double time_s = piece_->start_s + (share - piece_->before) * piece_->s_per_share;
    block_.at[come_] = midnight_ + std::min(sim::ticks(time_s), ticks_per_day - 1);
  }
}

void ArrivalStream::fill(Rows& rows, int block, int n) {
  const std::uint32_t first = block_first_ | static_cast<std::uint32_t>(block) << 24;
  sim::philox_block({first, plan_->day_list.address(day_), 0, days_->address}, key_, n, rows.w[0].data(),
                    rows.w[1].data(), rows.w[2].data(), rows.w[3].data());
}

/// The gaps of a block of n, and what else stands in their block of draws.
void ArrivalStream::draw_gaps(int n) {
  fill(block_.own, 0, n);
  sim::unit_gaps(block_.own.w[static_cast<int>(Draw::gap)].data(), block_.gap.data(), n);
}

/// The next block of the day: gaps of as many contacts as are still likely, and whatever else of those that come; both
/// in multiples of 16.
void ArrivalStream::fill() {
  block_first_ += static_cast<std::uint32_t>(filled_);
  if (block_first_ + block_size > most_numbers)
    throw SimulationStopped(
        "more than 16 million first contacts of one demand on one day. Divide it into several demands.");
  const auto multiple = [](int n) { return std::min(block_size, (n + 15) / 16 * 16); };
  const double rest = std::max(0.0, volume_ - gaps_);
  filled_ = multiple(static_cast<int>(std::min<double>(block_size, rest + 3 * std::sqrt(rest) + 2)));

  draw_gaps(filled_);
  if (days_->recorded) fill_recorded();
  time();
  const int n = multiple(come_);
  if (handle_)
    handle_->block(block_.own.w[static_cast<int>(Draw::handle)].data(), block_.handle_s.data(), n);
  else
    std::fill_n(block_.handle_s.begin(), n, 0.0);
  if (patience_) patience_->block(block_.own.w[static_cast<int>(Draw::patience)].data(), block_.patience_s.data(), n);
  if (leaves_) fill(block_.leaving, leaving_block, n);
  if (returns_) fill(block_.returning, returning_block, n);
  if (moves_) fill(block_.scores, scores_block, n);
}

}  // namespace channelshift
