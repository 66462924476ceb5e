#include "models/centre/calendar.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "builders.hpp"
#include "sim/kernel/tournament_tree.hpp"

namespace channelshift {
namespace {

using namespace build;

sim::Ticks at(int d, double h) { return d * ticks_per_day + sim::ticks(h * hour); }
sim::Ticks hours_of(double h) { return sim::ticks(h * hour); }

constexpr Days monday_only{1};
constexpr Days closed_only{closed_day_bit};

TEST(Applies, OnAClosedDayOnlyWhatNamesClosedDays) {
  EXPECT_TRUE(applies(mon_fri, 0, false));
  EXPECT_FALSE(applies(mon_fri, 5, false));
  EXPECT_FALSE(applies(mon_fri, 0, true));
  EXPECT_TRUE(applies(closed_only, 0, true));
  EXPECT_FALSE(applies(closed_only, 0, false));
  EXPECT_TRUE(applies(every_day, 3, true));
  EXPECT_TRUE(applies(every_day, 6, false));
}

TEST(RangesOn, SortsAndJoinsTheLinesThatApply) {
  const Hours hours{on(monday_only, 14, 18), on(mon_fri, 8, 12), on(monday_only, 12, 13), on(closed_only, 10, 11)};
  EXPECT_EQ(ranges_on(hours, 0, false), (std::vector<TimeRange>{from_to(8, 13), from_to(14, 18)}));
  EXPECT_EQ(ranges_on(hours, 1, false), (std::vector<TimeRange>{from_to(8, 12)}));
  EXPECT_TRUE(ranges_on(hours, 6, false).empty());
  EXPECT_EQ(ranges_on(hours, 0, true), (std::vector<TimeRange>{from_to(10, 11)}));
}

TEST(RangesOn, JoinsOverlaps) {
  EXPECT_EQ(ranges_on({on(every_day, 8, 12), on(every_day, 9, 10), on(every_day, 11, 15)}, 0, false),
            (std::vector<TimeRange>{from_to(8, 15)}));
}

TEST(DayList, CountsFromTheWarmUp) {
  Calendar calendar;
  calendar.start = monday;
  calendar.weeks = 3;
  calendar.warm_up_weeks = 2;
  calendar.closed_days = {monday, monday + std::chrono::days{4}};
  const DayList days(calendar);
  EXPECT_EQ(days.days(), 35);
  EXPECT_EQ(days.measured_from(), 14);
  EXPECT_EQ(days.date(14), monday);
  EXPECT_EQ(days.day_of(monday), 14);
  EXPECT_EQ(days.weekday(0), 0);
  EXPECT_EQ(days.weekday(20), 6);
  EXPECT_EQ(days.month(13), 11);  // 31 December
  EXPECT_EQ(days.month(14), 0);
  EXPECT_TRUE(days.closed(14));
  EXPECT_FALSE(days.closed(15));
  EXPECT_TRUE(days.closed(18));
}

TEST(DayList, KnowsTheWeekdayOfAStartThatIsNoMonday) {
  Calendar calendar;
  calendar.start = std::chrono::sys_days{std::chrono::year{2012} / 4 / 6};  // Good Friday
  EXPECT_EQ(DayList(calendar).weekday(7), 4);
}

TEST(OpenTimes, JoinsSpansThatTouchAtMidnight) {
  const OpenTimes night({{from_to(22, 24)}, {from_to(0, 6), from_to(22, 24)}, {from_to(0, 6)}});
  ASSERT_EQ(night.spans().size(), 2u);
  EXPECT_EQ(night.spans()[0].open, at(0, 22));
  EXPECT_EQ(night.spans()[0].close, at(1, 6));
  EXPECT_EQ(night.spans()[1].close, at(2, 6));
  const OpenTimes ever({{TimeRange{}}, {TimeRange{}}, {TimeRange{}}});
  EXPECT_EQ(ever.spans().size(), 1u);
  const OpenTimes apart({{from_to(22, 24)}, {}, {from_to(0, 6)}});
  EXPECT_EQ(apart.spans().size(), 2u);
}

/// Friday (day 0), Saturday, Sunday, Monday a bank holiday, Tuesday, Wednesday, Thursday: 8 to 12 and 13 to 17 on
/// working days, Wednesday by special hours to 12 only.
OpenTimes around_a_weekend() {
  const std::vector<TimeRange> ordinary{from_to(8, 12), from_to(13, 17)};
  return OpenTimes({ordinary, {}, {}, {}, ordinary, {from_to(8, 12)}, ordinary});
}

TEST(OpenTimes, FindsTheNextOpening) {
  const OpenTimes open = around_a_weekend();
  EXPECT_EQ(open.next_opening(at(0, 7)), at(0, 8));
  EXPECT_EQ(open.next_opening(at(0, 8)), at(0, 13));  // an opening is not after itself
  EXPECT_EQ(open.next_opening(at(0, 12.5)), at(0, 13));
  EXPECT_EQ(open.next_opening(at(0, 17)), at(4, 8));
  EXPECT_EQ(open.next_opening(at(2, 3)), at(4, 8));
  EXPECT_EQ(open.next_opening(at(5, 13)), at(6, 8));
  EXPECT_EQ(open.next_opening(at(6, 15)), sim::never);
}

TEST(OpenTimes, MeasuresOpenTime) {
  const OpenTimes open = around_a_weekend();
  EXPECT_EQ(open.open_between(0, at(7, 0)), hours_of(8 + 8 + 4 + 8));
  EXPECT_EQ(open.open_between(at(0, 9), at(0, 11)), hours_of(2));
  EXPECT_EQ(open.open_between(at(0, 11), at(0, 14)), hours_of(2));
  EXPECT_EQ(open.open_between(at(0, 16), at(4, 9)), hours_of(2));
  EXPECT_EQ(open.open_between(at(1, 0), at(4, 8)), 0);
  EXPECT_EQ(open.open_between(at(0, 12), at(0, 13)), 0);
  EXPECT_EQ(open.open_between(at(0, 0), at(0, 8)), 0);
}

// The table was written out by hand from the hours above.
TEST(OpenTimes, RunsAWorkingClockInHours) {
  const OpenTimes open = around_a_weekend();
  struct Row {
    sim::Ticks from;
    double within_h;
    sim::Ticks due;
  };
  const std::vector<Row> table{
      {at(0, 9), 2, at(0, 11)},      // within a morning
      {at(0, 9), 3, at(0, 12)},      // to the closing itself
      {at(0, 9), 3.5, at(0, 13.5)},  // over lunch
      {at(0, 12.5), 1, at(0, 14)},   // came at lunch
      {at(0, 12.5), 4, at(0, 17)},   // to the evening
      {at(0, 16), 2, at(4, 9)},      // over the weekend and the bank holiday
      {at(0, 16), 1, at(0, 17)},     // Friday's closing, not Tuesday's opening
      {at(1, 10), 1, at(4, 9)},      // came on Saturday
      {at(3, 10), 8, at(4, 17)},     // came on the bank holiday, a whole day
      {at(3, 10), 8.5, at(5, 8.5)},  //
      {at(4, 16), 6, at(6, 9)},      // 1 on Tuesday, 4 on the short Wednesday, 1 on Thursday
      {at(0, 6), 28, at(6, 17)},     // all there is
      {at(0, 6), 28.5, sim::never},  // beyond what is known
      {at(1, 10), 0, at(1, 10)},     // nothing may pass
  };
  for (const Row& row : table)
    EXPECT_EQ(open.after_open_time(row.from, hours_of(row.within_h)), row.due)
        << "from hour " << sim::seconds(row.from) / hour << " within " << row.within_h;
}

// By hand: open days are 0 (Friday), 4, 5, 6.
TEST(OpenTimes, RunsAWorkingClockInDays) {
  const OpenTimes open = around_a_weekend();
  EXPECT_EQ(open.after_open_days(at(0, 9), 1), at(4, 9));  // Friday 9:00: Tuesday 9:00
  EXPECT_EQ(open.after_open_days(at(0, 9), 3), at(6, 9));
  EXPECT_EQ(open.after_open_days(at(0, 22), 1), at(4, 22));  // the same time of day, open or not
  EXPECT_EQ(open.after_open_days(at(1, 15), 1), at(4, 15));  // came on Saturday
  EXPECT_EQ(open.after_open_days(at(3, 15), 2), at(5, 15));  // came on the bank holiday
  EXPECT_EQ(open.after_open_days(at(4, 0), 1), at(5, 0));
  EXPECT_EQ(open.after_open_days(at(0, 9), 4), sim::never);
}

TEST(OpenTimes, MayNeverBeOpen) {
  const OpenTimes never_open({{}, {}, {}});
  EXPECT_EQ(never_open.next_opening(0), sim::never);
  EXPECT_EQ(never_open.open_between(0, at(3, 0)), 0);
  EXPECT_EQ(never_open.after_open_time(0, hours_of(1)), sim::never);
  EXPECT_EQ(never_open.after_open_days(0, 1), sim::never);
}

// The plan: closed days, lines for the day name `closed`, special hours, "always", self-service.
TEST(PlanHours, FollowClosedDaysAndSpecialHours) {
  Scenario s = scenario(1);
  s.model.channels = {live("phone", {on(mon_fri, 8, 18), on(closed_only, 10, 12)}), live("desk", {on(mon_fri, 9, 17)}),
                      live("care", always()), channel_of(ChannelKind::self_service, "web")};
  s.calendar.closed_days = {monday + std::chrono::days{1}};  // Tuesday
  s.calendar.special_hours = {{monday + std::chrono::days{1}, channel(1), {from_to(13, 14)}},
                              {monday + std::chrono::days{2}, channel(0), {}},
                              {monday + std::chrono::days{6}, channel(0), {from_to(11, 12), from_to(23, 24)}}};
  complete(s.model);
  const Plan plan = compile(s, {});
  const auto open_hours = [&](int c, int d) {
    return sim::seconds(plan.open[c].open_between(at(d, 0), at(d + 1, 0))) / hour;
  };
  const std::vector<std::vector<double>> by_hand{{10, 2, 0, 10, 10, 0, 2},       // phone
                                                 {8, 1, 8, 8, 8, 0, 0},          // desk
                                                 {24, 24, 24, 24, 24, 24, 24},   // care
                                                 {24, 24, 24, 24, 24, 24, 24}};  // web
  for (int c = 0; c < 4; ++c)
    for (int d = 0; d < 7; ++d) EXPECT_EQ(open_hours(c, d), by_hand[c][d]) << "channel " << c << " day " << d;
  EXPECT_EQ(plan.open[2].spans().size(), 1u);
  EXPECT_EQ(plan.open[0].next_opening(at(6, 11.5)), at(6, 23));
}

}  // namespace
}  // namespace channelshift
