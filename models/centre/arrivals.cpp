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

void ArrivalStream::start(const Plan& plan, int demand, sim::Key key, const BusyDays& busy_days) {
  plan_ = &plan;
  days_ = &plan.demand_days[demand];
  busy_days_ = &busy_days;
  index_ = demand;
  key_ = key;
  day_ = -1;
  over_ = !next_day();
}

sim::Ticks ArrivalStream::next_from_tomorrow() {
  do {
    over_ = !next_day();
    if (over_) return sim::never;
    come_ += block_.gap[++place_];
  } while (come_ >= volume_);
  return time();
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
  come_ = 0;
  midnight_ = day_ * ticks_per_day;
  block_first_ = 0;
  place_ = filled_ = 0;
  set_phase();
  fill();
  place_ = -1;
  return true;
}

void ArrivalStream::set_phase() {
  const Phase& phase = plan_->phases[plan_->phase_of(day_)];
  demand_ = &phase.demands[index_];
  const auto quantile = [&](int i) { return i == none ? nullptr : &phase.quantiles[i]; };
  handle_ = quantile(demand_->handle);
  const ChannelPlan& channel = phase.channels[demand_->channel];
  patience_ = quantile(channel.patience);
  leaves_ = !channel.balk.never() || !channel.comes_back.empty() || channel.has_when_closed;
  returns_ = !phase.reasons[demand_->reason].repeat.never() || channel.has_when_closed;
}

void ArrivalStream::fill(Rows& rows, int block) {
  const std::uint32_t first = block_first_ | static_cast<std::uint32_t>(block) << 24;
  sim::philox_block({first, plan_->day_list.address(day_), 0, days_->address}, key_, filled_, rows.w[0].data(),
                    rows.w[1].data(), rows.w[2].data(), rows.w[3].data());
}

/// The next block of the day: as many contacts as are still likely, a multiple of 16.
void ArrivalStream::fill() {
  block_first_ += static_cast<std::uint32_t>(filled_);
  if (block_first_ + block_size > most_numbers)
    throw SimulationStopped(
        "more than 16 million first contacts of one demand on one day. Divide it into several demands.");
  const double rest = std::max(0.0, volume_ - come_);
  const int likely = static_cast<int>(std::min<double>(block_size, rest + 3 * std::sqrt(rest) + 2));
  filled_ = std::min(block_size, (likely + 15) / 16 * 16);
  place_ = 0;

  const sim::Counter first{block_first_, plan_->day_list.address(day_), 0, days_->address};
  sim::philox_block(first, key_, filled_, block_.gap_word.data(), block_.handle_word.data(),
                    block_.patience_word.data(), block_.resolved_word.data());
  sim::unit_gaps(block_.gap_word.data(), block_.gap.data(), filled_);
  if (days_->recorded) fill_recorded();
  if (handle_)
    handle_->block(block_.handle_word.data(), block_.handle_s.data(), filled_);
  else
    std::fill_n(block_.handle_s.begin(), filled_, 0.0);
  if (patience_) patience_->block(block_.patience_word.data(), block_.patience_s.data(), filled_);
  if (leaves_) fill(block_.leaving, leaving_block);
  if (returns_) fill(block_.returning, returning_block);
  if (demand_->slices.empty()) return;
  const sim::Counter scores{first.c0 | 1u << 24, first.c1, first.c2, first.c3};
  sim::philox_block(scores, key_, filled_, block_.score_word.data(), block_.score_kind_word.data(),
                    block_.unused0.data(), block_.unused1.data());
}

}  // namespace channelshift
