#include "models/centre/months.hpp"

#include <gtest/gtest.h>

#include "models/centre/simulate.hpp"
#include "tests/unit/centre/builders.hpp"

namespace channelshift {
namespace {

using std::chrono::year;

Calendar calendar_from(Date start, int weeks) {
  Calendar calendar;
  calendar.start = start;
  calendar.weeks = weeks;
  return calendar;
}

TEST(Months, AreThoseThatMeasuredDaysLieIn) {
  // 52 weeks from Monday 2 April 2012 end on Sunday 31 March 2013.
  const std::vector<Date> months = measured_months(calendar_from(Date{year{2012} / 4 / 2}, 52));
  ASSERT_EQ(months.size(), 12u);
  EXPECT_EQ(months.front(), Date{year{2012} / 4 / 1});
  EXPECT_EQ(months.back(), Date{year{2013} / 3 / 1});
  EXPECT_EQ(measured_months(calendar_from(Date{year{2012} / 4 / 9}, 52)).size(), 13u);
  EXPECT_EQ(measured_months(calendar_from(Date{year{2024} / 1 / 1}, 4)).size(), 1u);
}

TEST(Months, AddUpTheirDays) {
  // Four weeks from 22 January: 10 days in January, 18 in February. Two channels; day d has d + 1 contacts on the
  // first.
  const Calendar calendar = calendar_from(Date{year{2024} / 1 / 22}, 4);
  Series series;
  series.days.resize(28 * 2);
  for (int day = 0; day < 28; ++day) {
    series.days[day * 2] = {.offered = day + 1, .answered_in_target = day, .not_yet_due = 1};
    series.days[day * 2 + 1].offered = 100;
  }
  const std::vector<MonthCounts> counts = month_counts(calendar, series, 2);
  ASSERT_EQ(counts.size(), 4u);
  EXPECT_EQ(counts[0], (MonthCounts{45, 45}));  // 0 + ... + 9
  EXPECT_EQ(counts[1], (MonthCounts{0, 1000}));
  EXPECT_EQ(counts[2], (MonthCounts{378 - 45, 378 - 45}));  // 0 + ... + 27 less those
  EXPECT_EQ(counts[3], (MonthCounts{0, 1800}));
}

}  // namespace
}  // namespace channelshift
