#include "models/centre/releases.hpp"

#include <algorithm>

namespace channelshift {

void Releases::start(const Plan& plan) {
  plan_ = &plan;
  day_ = 0;
  today_ = window_ = Seen{};
  days_.fill(Seen{});
  passed_.reset();
  kept_.assign(plan.teams, PaidTime{});
}

/// Whole numbers on both sides of the division, so that a share that is just reached is not missed by rounding.
bool Releases::reached() const {
  const std::int64_t seen = std::min(day_, observed_days);
  if (window_.named == 0) return false;
  return static_cast<double>(window_.moved * seen) / static_cast<double>(window_.named * observed_days) >= *plan_->gate;
}

/// The day before `day_` is over.
void Releases::end_day() {
  Seen& oldest = days_[(day_ - 1) % observed_days];
  window_.named += today_.named - oldest.named;
  window_.moved += today_.moved - oldest.moved;
  oldest = today_;
  today_ = Seen{};
  if (!passed_ && reached()) passed_ = day_;
}

void Releases::start_day(int day) {
  day_ = day;
  if (day_ > 0) end_day();
  if (day_ < plan_->day_list.measured_from() || day_ == plan_->day_list.days()) return;
  for (int t = 0; t < plan_->teams; ++t) {
    if (!kept(t)) continue;
    kept_[t].paid += plan_->team_days[t].kept_more[day_].paid;
    kept_[t].at_premium += plan_->team_days[t].kept_more[day_].at_premium;
  }
}

bool Releases::kept(int team) const {
  const TeamDays& days = plan_->team_days[team];
  return days.waits_for_gate && (!passed_ || day_ < *passed_ + days.notice_days);
}

}  // namespace channelshift
