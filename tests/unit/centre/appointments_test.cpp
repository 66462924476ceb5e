#include "models/centre/appointments.hpp"

#include <gtest/gtest.h>

#include "builders.hpp"
#include "tests/support/trial.hpp"

/// Times that can be booked, counted by hand.
namespace channelshift {
namespace {

using namespace build;
using test::Trial;

sim::Ticks at(int d, double h) { return d * ticks_per_day + sim::ticks(h * hour); }

std::vector<AppointmentSlot> slots(const std::vector<std::vector<TimeRange>>& on_day, double every_s, int places) {
  const std::optional<Appointments> booked = Appointments{.share = 1, .every_s = every_s, .places = places, .to = {}};
  const auto on = [&](int) -> const std::optional<Appointments>& { return booked; };
  return appointment_slots(OpenTimes(on_day), static_cast<int>(on_day.size()), on);
}

TEST(AppointmentSlots, StartAtEachOpeningAndEndBeforeTheClosing) {
  const std::vector<TimeRange> day{from_to(9, 10.5), from_to(13, 13.75)};
  EXPECT_EQ(slots({day, {}, day}, 20 * minute, 2),
            (std::vector<AppointmentSlot>{{at(0, 9), 2},
                                          {at(0, 9) + sim::ticks(20 * minute), 2},
                                          {at(0, 9) + sim::ticks(40 * minute), 2},
                                          {at(0, 10), 2},  // 10:20 would end after 10:30
                                          {at(0, 13), 2},
                                          {at(0, 13) + sim::ticks(20 * minute), 2},
                                          {at(2, 9), 2},
                                          {at(2, 9) + sim::ticks(20 * minute), 2},
                                          {at(2, 9) + sim::ticks(40 * minute), 2},
                                          {at(2, 10), 2},
                                          {at(2, 13), 2},
                                          {at(2, 13) + sim::ticks(20 * minute), 2}}));
}

TEST(AppointmentSlots, RunOnOverMidnight) {
  const std::vector<AppointmentSlot> all = slots({{TimeRange{}}, {TimeRange{}}}, 5 * hour, 1);
  ASSERT_EQ(all.size(), 9u);
  EXPECT_EQ(all[4].starts, at(0, 20));
  EXPECT_EQ(all[5].starts, at(1, 1));
}

TEST(AppointmentSlots, BeginAndEndWithTheDaysThatHaveThem) {
  const std::optional<Appointments> booked = Appointments{.share = 1, .every_s = 6 * hour, .places = 3, .to = {}};
  const std::optional<Appointments> nothing;
  const auto on = [&](int d) -> const std::optional<Appointments>& { return d == 1 ? booked : nothing; };
  const OpenTimes open({{TimeRange{}}, {TimeRange{}}, {TimeRange{}}});
  EXPECT_EQ(appointment_slots(open, 3, on),
            (std::vector<AppointmentSlot>{{at(1, 0), 3}, {at(1, 6), 3}, {at(1, 12), 3}, {at(1, 18), 3}}));
}

/// Three places a day, on Mondays to Fridays; Monday 8 January is a bank holiday. All come on Fridays at noon and book
/// four days ahead: of Friday the 5th three each on Wednesday the 10th, Thursday and Friday, the rest after the end.
TEST(Appointments, FillTheSlotsInOrderOverAWeekendAndABankHoliday) {
  const Trial trial(R"(
schema = 1
name = "counter"
[calendar]
start = 2024-01-01
weeks = 2
warm-up-weeks = 0
closed-days = [2024-01-08]
[run]
replications = 20
[profile.friday]
weekday = { mon = 0, tue = 0, wed = 0, thu = 0, fri = 1, sat = 0, sun = 0 }
day = { "00:00" = 0, "12:00" = 1, "12:01" = 0 }
[[channel]]
id = "counter"
kind = "live"
hours = { mon-fri = "09:00-10:10" }
appointments = { share = 1, every = "20min", places = 1, lead = "4d" }
[[demand]]
channel = "counter"
per-year = 400
profile = "friday"
handle = { family = "deterministic", mean = "5min" }
[[team]]
id = "clerks"
answers = ["counter"]
roster = [ { hours = "always", staff = 1 } ]
hourly-cost = 10
)");
  std::int64_t came = 0;
  std::vector<std::int64_t> expected(14, 0);
  for (const Counts& counts : trial.run().replications) {
    const AppointmentCounts& booked = counts.appointments[0];
    const ChannelCounts& counter = counts.channels[0];
    EXPECT_EQ(counter.turned_away, 0);  // at noon the counter is closed: one can book all the same
    EXPECT_EQ(booked.booked, counts.demands[0].first);
    EXPECT_EQ(booked.places, 27);  // nine open days
    EXPECT_EQ(booked.places_taken, counter.offered);
    EXPECT_EQ(counter.answered, counter.offered);
    EXPECT_EQ(counter.wait, 0);  // one every 20 minutes, for 5
    const std::int64_t of_the_fifth = counter.offered;
    ASSERT_LE(of_the_fifth, 9);  // who comes after these has a time after the end
    EXPECT_EQ(counter.needs_open, booked.booked - of_the_fifth);
    std::int64_t left = of_the_fifth;
    for (const int day : {9, 10, 11}) {
      expected[day] += std::min<std::int64_t>(left, 3);
      left -= std::min<std::int64_t>(left, 3);
    }
    came += of_the_fifth;
  }
  EXPECT_GT(expected[10], 0);
  EXPECT_GT(came, 20 * 4);
  for (int day = 0; day < 14; ++day) EXPECT_EQ(trial.run().series.days[day].offered, expected[day]) << "day " << day;
}

}  // namespace
}  // namespace channelshift
