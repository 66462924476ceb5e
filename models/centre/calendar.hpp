#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"
#include "sim/kernel/ticks.hpp"

/// The days that are simulated, and when each channel is open on them. Day 0 is the first day of the warm-up.
namespace channelshift {

inline constexpr int seconds_per_day = 86400;
inline constexpr sim::Ticks ticks_per_day = sim::ticks(seconds_per_day);

/// From `open` up to but not including `close`, both since the start of day 0.
struct Span {
  sim::Ticks open = 0;
  sim::Ticks close = 0;
};

/// Does what holds on `days` hold on this weekday (0 Monday), or if the day is closed, on a closed day?
bool applies(Days days, int weekday, bool closed);

/// Ranges of one day, ascending, with overlapping and touching ones joined.
std::vector<TimeRange> ranges_on(const Hours& hours, int weekday, bool closed);

class DayList {
 public:
  explicit DayList(const Calendar& calendar);

  int days() const { return days_; }                    ///< warm-up and measured
  int measured_from() const { return measured_from_; }  ///< first measured day
  Date date(int day) const { return first_ + std::chrono::days{day}; }
  int day_of(Date date) const { return static_cast<int>((date - first_).count()); }
  int weekday(int day) const;  ///< 0 Monday
  bool closed(int day) const;
  int month(int day) const;  ///< 0 January
  std::uint32_t address(int day) const { return static_cast<std::uint32_t>(date(day).time_since_epoch().count()); }

 private:
  Date first_;
  int days_;
  int measured_from_;
  std::vector<Date> closed_days_;
};

/// When one channel is open, over all simulated days and some weeks beyond, as joined spans.
class OpenTimes {
 public:
  /// `on_day[d]`: the ranges of day d.
  explicit OpenTimes(const std::vector<std::vector<TimeRange>>& on_day);

  const std::vector<Span>& spans() const { return spans_; }

  /// The first opening after `time`; never if none is known.
  sim::Ticks next_opening(sim::Ticks time) const;
  /// Open time within [from, to).
  sim::Ticks open_between(sim::Ticks from, sim::Ticks to) const;
  /// When `within` of open time has passed since `from`; never if that is beyond what is known.
  sim::Ticks after_open_time(sim::Ticks from, sim::Ticks within) const;
  /// The same time of day on the n-th day after `from` that has open hours; never if beyond what is known.
  sim::Ticks after_open_days(sim::Ticks from, int n) const;

 private:
  sim::Ticks open_before(sim::Ticks time) const;

  std::vector<Span> spans_;
  std::vector<sim::Ticks> open_before_span_;  ///< [span] open time before it
  std::vector<int> open_days_;                ///< days with open hours, ascending
};

}  // namespace channelshift
