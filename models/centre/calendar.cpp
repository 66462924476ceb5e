#include "models/centre/calendar.hpp"

#include <algorithm>

#include "sim/kernel/tournament_tree.hpp"

namespace channelshift {

bool applies(Days days, int weekday, bool closed) {
  return closed ? (days.bits & closed_day_bit) != 0 : (days.bits >> weekday & 1) != 0;
}

std::vector<TimeRange> ranges_on(const Hours& hours, int weekday, bool closed) {
  std::vector<TimeRange> all;
  for (const HoursLine& line : hours)
    if (applies(line.days, weekday, closed)) all.insert(all.end(), line.ranges.begin(), line.ranges.end());
  std::sort(all.begin(), all.end(), [](const TimeRange& a, const TimeRange& b) { return a.from_s < b.from_s; });
  std::vector<TimeRange> joined;
  for (const TimeRange& range : all) {
    if (!joined.empty() && range.from_s <= joined.back().to_s)
      joined.back().to_s = std::max(joined.back().to_s, range.to_s);
    else
      joined.push_back(range);
  }
  return joined;
}

DayList::DayList(const Calendar& calendar)
    : first_(calendar.start - std::chrono::days{7 * calendar.warm_up_weeks}),
      days_(7 * (calendar.warm_up_weeks + calendar.weeks)),
      measured_from_(7 * calendar.warm_up_weeks),
      closed_days_(calendar.closed_days) {}

int DayList::weekday(int day) const { return static_cast<int>(std::chrono::weekday{date(day)}.iso_encoding()) - 1; }

bool DayList::closed(int day) const { return std::binary_search(closed_days_.begin(), closed_days_.end(), date(day)); }

int DayList::month(int day) const {
  return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{date(day)}.month())) - 1;
}

OpenTimes::OpenTimes(const std::vector<std::vector<TimeRange>>& on_day) {
  sim::Ticks open = 0;
  for (std::size_t day = 0; day < on_day.size(); ++day) {
    if (!on_day[day].empty()) open_days_.push_back(static_cast<int>(day));
    for (const TimeRange& range : on_day[day]) {
      const sim::Ticks midnight = static_cast<sim::Ticks>(day) * ticks_per_day;
      const Span span{midnight + sim::ticks(range.from_s), midnight + sim::ticks(range.to_s)};
      if (!spans_.empty() && spans_.back().close == span.open) {
        spans_.back().close = span.close;
      } else {
        spans_.push_back(span);
        open_before_span_.push_back(open);
      }
      open += span.close - span.open;
    }
  }
}

sim::Ticks OpenTimes::next_opening(sim::Ticks time) const {
  const auto next = std::upper_bound(spans_.begin(), spans_.end(), time,
                                     [](sim::Ticks t, const Span& span) { return t < span.open; });
  return next == spans_.end() ? sim::never : next->open;
}

sim::Ticks OpenTimes::open_before(sim::Ticks time) const {
  const auto next = std::upper_bound(spans_.begin(), spans_.end(), time,
                                     [](sim::Ticks t, const Span& span) { return t < span.open; });
  if (next == spans_.begin()) return 0;
  const auto span = static_cast<std::size_t>(next - spans_.begin()) - 1;
  return open_before_span_[span] + std::min(time, spans_[span].close) - spans_[span].open;
}

sim::Ticks OpenTimes::open_between(sim::Ticks from, sim::Ticks to) const { return open_before(to) - open_before(from); }

sim::Ticks OpenTimes::after_open_time(sim::Ticks from, sim::Ticks within) const {
  const sim::Ticks wanted = open_before(from) + within;
  const auto next = std::upper_bound(open_before_span_.begin(), open_before_span_.end(), wanted);
  if (next == open_before_span_.begin()) return sim::never;
  auto span = static_cast<std::size_t>(next - open_before_span_.begin()) - 1;
  if (span > 0 && open_before_span_[span] == wanted) --span;  // due at a closing, not at the opening after it
  const sim::Ticks due = spans_[span].open + (wanted - open_before_span_[span]);
  return due <= spans_[span].close ? std::max(due, from) : sim::never;
}

sim::Ticks OpenTimes::after_open_days(sim::Ticks from, int n) const {
  const int day = static_cast<int>(from / ticks_per_day);
  const auto next = std::upper_bound(open_days_.begin(), open_days_.end(), day);
  if (open_days_.end() - next < n) return sim::never;
  return next[n - 1] * ticks_per_day + from % ticks_per_day;
}

}  // namespace channelshift
