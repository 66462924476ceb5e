#include "models/centre/months.hpp"

namespace channelshift {
namespace {

Date first_of_month(Date date) {
  const std::chrono::year_month_day day{date};
  return Date{day.year() / day.month() / 1};
}

}  // namespace

std::vector<Date> measured_months(const Calendar& calendar) {
  std::vector<Date> months;
  const Date end = calendar.start + std::chrono::days{7 * calendar.weeks};
  for (Date day = calendar.start; day < end; day += std::chrono::days{1})
    if (months.empty() || months.back() != first_of_month(day)) months.push_back(first_of_month(day));
  return months;
}

std::vector<MonthCounts> month_counts(const Calendar& calendar, const Series& series, std::size_t channels) {
  const std::vector<Date> months = measured_months(calendar);
  std::vector<MonthCounts> counts(months.size() * channels);
  std::size_t month = 0;
  for (std::size_t day = 0; day < 7 * static_cast<std::size_t>(calendar.weeks); ++day) {
    const Date date = calendar.start + std::chrono::days{day};
    if (month + 1 < months.size() && date == months[month + 1]) ++month;
    for (std::size_t c = 0; c < channels; ++c) {
      const Cell& cell = series.days[day * channels + c];
      counts[month * channels + c].answered_in_target += cell.answered_in_target;
      counts[month * channels + c].due += cell.offered - cell.not_yet_due;
    }
  }
  return counts;
}

}  // namespace channelshift
