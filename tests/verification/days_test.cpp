#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "models/erlang/patience.hpp"
#include "tests/support/day.hpp"
#include "tests/support/trial.hpp"

/// Days that begin empty, with rates and staff that change: against the Kolmogorov equations, and the examples that
/// SSJ and ContactCenters publish (their exact values: tests/unit/support/day_test.cpp).
namespace channelshift::test {
namespace {

using C = ChannelCounts;
constexpr double hour_s = 3600;

std::string clock(int hour) { return fmt::format("{:02}:00", hour); }

struct Wording {
  int opens;                 ///< hour of the day
  std::string channel = "";  ///< further keys
  std::string profile = "";
  int weeks = 2;
  int replications = 100;
};

/// A day of whole hours as a scenario: seven like it in each week.
std::string text(const Day& day, const Wording& wording) {
  std::string weights = "\"00:00\" = 0.0";
  std::string roster;
  double volume = 0;
  double from_s = 0;
  for (const DayPiece& piece : day.pieces) {
    const int from = wording.opens + static_cast<int>(from_s / hour_s);
    const int until = wording.opens + static_cast<int>(piece.until_s / hour_s);
    weights += fmt::format(", \"{}\" = {:.17g}", clock(from), piece.arrivals_per_s);
    roster += fmt::format("{}{{ hours = \"{}-{}\", staff = {} }}", roster.empty() ? "" : ", ", clock(from),
                          clock(until), piece.agents);
    volume += piece.arrivals_per_s * (piece.until_s - from_s);
    from_s = piece.until_s;
  }
  const std::string closes = clock(wording.opens + static_cast<int>(from_s / hour_s));
  std::string channel = wording.channel;
  if (day.patience_s) {
    channel += fmt::format("\npatience = {{ family = \"exponential\", mean = \"{}s\" }}", *day.patience_s);
  }
  if (day.balk > 0) channel += fmt::format("\nbalk = {}", day.balk);
  if (day.lines) channel += fmt::format("\nlines = {}", *day.lines);
  return head(wording.weeks, wording.replications, 0) + fmt::format(R"(
[profile.day]
day = {{ {}, "{}" = 0.0 }}
{}
[[channel]]
id = "phone"
kind = "live"
hours = "{}-{}"
target = {{ within = "20s", share = 0.8 }}
{}
[[demand]]
channel = "phone"
profile = "day"
per-year = {:.17g}
handle = {{ family = "exponential", mean = "{}s" }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {} ]
hourly-cost = 1.0
)",
                                                                    weights, closes, wording.profile,
                                                                    clock(wording.opens), closes, channel,
                                                                    volume * 365.25, day.handle_s, roster);
}

/// `blunt`: how large a standard error may be, as in `agrees`.
void expect_day(const Trial& trial, const DayCounts& exact, int days, double blunt = 0.02) {
  const auto agree = [&](ChannelField field, double want, const char* name) {
    EXPECT_TRUE(agrees(mean_of(trial.each("phone", field)), days * want, blunt)) << name;
  };
  const auto agree_ticks = [&](const Values& ticks, double want_s, const char* name) {
    EXPECT_TRUE(agrees(mean_of(ticks), days * want_s * sim::ticks_per_s, blunt)) << name;
  };
  agree(&C::offered, exact.offered, "offered");
  agree(&C::answered, exact.answered, "answered");
  agree(&C::answered_in_target, exact.answered_in_target, "answered_in_target");
  agree(&C::waited, exact.waited, "waited");
  if (exact.abandoned > 0) agree(&C::abandoned, exact.abandoned, "abandoned");
  if (exact.blocked > 0) agree(&C::blocked, exact.blocked, "blocked");
  agree_ticks(trial.each("phone", &C::wait), exact.wait_s, "wait");
  agree_ticks(trial.each("phone", &C::queue), exact.queue_s, "queue");  // over open hours: not while it drains
  if (exact.wait_answered_s) {
    agree_ticks(trial.each("phone", &C::wait_answered), *exact.wait_answered_s, "wait_answered");
  }
  agree_ticks(trial.each_team("agents", &TeamCounts::busy_within), exact.busy_within_s, "busy_within");
  agree_ticks(trial.each_team("agents", &TeamCounts::overtime), exact.overtime_s, "overtime");
}

Day eight_hours() {
  return {.pieces = {{8 * hour_s, 4.2 / 60, 12}}, .handle_s = 120, .patience_s = {}, .balk = 0, .lines = {}};
}

TEST(Days, ContactCentersMmc) {
  const Trial trial(text(eight_hours(), {.opens = 8}));
  expect_day(trial, solve_day(eight_hours(), 20, 250), 14);
  // Published, 1,000 days with 95%: 1816.158 (1812.618-1819.698).
  const Measured in_time = mean_of(trial.each("phone", &C::answered_in_target));
  const double published_error = (1819.698 - 1812.618) / 2 / 1.96;
  EXPECT_NEAR(in_time.mean / 14, 1816.158, 4 * std::hypot(in_time.standard_error / 14, published_error));
}

TEST(Days, ContactCentersMmcAb) {
  Day day = eight_hours();
  day.patience_s = 60;
  const Trial trial(text(day, {.opens = 8}));
  expect_day(trial, solve_day(day, 20, 120), 14);
  const Measured abandoned = mean_of(trial.each("phone", &C::abandoned));
  EXPECT_NEAR(abandoned.mean / 14, 58.609, 4 * std::hypot(abandoned.standard_error / 14, (59.558 - 57.660) / 2 / 1.96));
}

TEST(Days, ContactCentersMmcBlocked) {
  Day day = eight_hours();
  day.lines = 17;
  const Trial trial(text(day, {.opens = 8}));
  expect_day(trial, solve_day(day, 20, 5), 14);
  const Measured blocked = mean_of(trial.each("phone", &C::blocked));
  EXPECT_NEAR(blocked.mean / 14, 18.655, 4 * std::hypot(blocked.standard_error / 14, (19.265 - 18.045) / 2 / 1.96));
}

/// In the manner of Telethon (its announcement and its closing are other rules): few places to wait, 10 minutes a call.
TEST(Days, ContactCentersTelethonLines) {
  const Day day{.pieces = {{4 * hour_s, 50 / hour_s, 12}}, .handle_s = 600, .patience_s = 120, .balk = 0, .lines = 14};
  expect_day(Trial(text(day, {.opens = 6, .weeks = 8})), solve_day(day, 20, 2), 56);
}

Day ssj_call_center() {
  Day day{.pieces = {}, .handle_s = 100, .patience_s = 1000, .balk = 0.1, .lines = {}};
  const int per_hour[] = {100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60};
  const int agents[] = {4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4};
  for (int h = 0; h < 13; ++h) day.pieces.push_back({(h + 1) * hour_s, per_hour[h] / hour_s, agents[h]});
  return day;
}

/// SSJ's CallCenter: staff rises and falls, balking, and busy days of gamma(400). Published over 10,000 days, 90%:
/// sum of waits / 1660 = 4.713 (4.680-4.746), lost / 1660 = .020.
TEST(Days, SsjCallCenter) {
  const Trial trial(
      text(ssj_call_center(), {.opens = 8, .profile = "busy-day = { cv = 0.05 }", .weeks = 4, .replications = 200}));
  expect_day(trial, solve_gamma_day(ssj_call_center(), 0.05, 20, 120), 28);
  const Measured wait = mean_of(trial.each("phone", &C::wait));
  const double scale = 1 / (28 * 1660 * sim::ticks_per_s);
  EXPECT_NEAR(scale * wait.mean, 4.713, 4 * std::hypot(scale * wait.standard_error, (4.746 - 4.680) / 2 / 1.645));
}

/// The same with gamma(10): days of half and of double the calls.
TEST(Days, SsjCallCenterWildDays) {
  const std::string busy = fmt::format("busy-day = {{ cv = {:.17g} }}", 1 / std::sqrt(10.0));
  const Trial trial(text(ssj_call_center(), {.opens = 8, .profile = busy, .weeks = 10, .replications = 200}));
  const DayCounts exact = solve_gamma_day(ssj_call_center(), 1 / std::sqrt(10.0), 20, 400);
  EXPECT_NEAR(exact.wait_s / 1660, 12.51965, 5e-4);
  EXPECT_NEAR((exact.answered_in_target + exact.left_in_target) / 1660, 0.854676, 5e-6);
  EXPECT_NEAR(exact.abandoned / 1660, 0.0364895, 5e-6);
  expect_day(trial, exact, 70, 0.05);
}

/// Overloaded mornings, a deep fall of staff at noon, and a late rise.
TEST(Days, StaffRisesAndFalls) {
  const Day day{
      .pieces = {{2 * hour_s, 0.06, 10}, {4 * hour_s, 0.05, 16}, {5 * hour_s, 0.02, 3}, {8 * hour_s, 0.03, 9}},
      .handle_s = 300,
      .patience_s = 240,
      .balk = 0,
      .lines = {}};
  expect_day(Trial(text(day, {.opens = 9, .weeks = 4})), solve_day(day, 20, 80), 28);
}

/// Nobody leaves: the morning's queue is carried into the afternoon and over closing time.
TEST(Days, AQueueOutlivesItsHours) {
  const Day day{.pieces = {{2 * hour_s, 0.045, 10}, {3 * hour_s, 0.04, 14}, {6 * hour_s, 0.02, 6}},
                .handle_s = 300,
                .patience_s = {},
                .balk = 0,
                .lines = {}};
  expect_day(Trial(text(day, {.opens = 9, .weeks = 4})), solve_day(day, 20, 250), 28, 0.05);
}

/// Overtime where everyone is served at once: of those who come in the last minutes, what is left at closing time.
TEST(Days, OvertimeByHand) {
  const Day day{.pieces = {{1 * hour_s, 0.02, 60}}, .handle_s = 600, .patience_s = {}, .balk = 0, .lines = {}};
  std::string scenario = text(day, {.opens = 9, .weeks = 4});
  const std::string exponential = "family = \"exponential\", mean = \"600s\"";
  scenario.replace(scenario.find(exponential), exponential.size(), "family = \"deterministic\", mean = \"600s\"");
  const Trial trial(scenario);
  const Measured overtime = mean_of(trial.each_team("agents", &TeamCounts::overtime));
  EXPECT_TRUE(agrees(overtime, 28 * 0.02 * 600 * 600 / 2 * sim::ticks_per_s));
  // Paid and at work: the roster, no more.
  EXPECT_DOUBLE_EQ(trial.run().paid.paid_hours.front(), 28 * 60);
  EXPECT_EQ(mean_of(trial.each_team("agents", &TeamCounts::at_work)).mean, 28 * 60 * hour_s * sim::ticks_per_s);
  for (const Counts& counts : trial.run().replications) {
    EXPECT_EQ(counts.teams[0].busy, counts.teams[0].busy_within + counts.teams[0].overtime);
    EXPECT_EQ(counts.teams[0].busy, counts.channels[0].handle);
  }
}

/// Correlation of two gamma factors of mean 1 whose normal scores have correlation r, by quadrature.
double gamma_correlation(double cv, double r) {
  const double shape = 1 / (cv * cv);
  const auto factor = [&](double score) {
    const double p = 0.5 * std::erfc(-score / std::sqrt(2.0));
    double low = 0, high = 50;
    for (int i = 0; i < 80; ++i)
      (erlang::gamma_distribution(shape, shape * 0.5 * (low + high)) < p ? low : high) = 0.5 * (low + high);
    return low;
  };
  // factor(z) in Hermite polynomials: the correlation is the sum of r^k c_k^2 / k!, over that with r = 1.
  double covariance = 0, variance = 0, factorial = 1;
  const double step = 0.02;
  Values factors, weights, before, now;
  for (double z = -7; z < 7; z += step) {
    factors.push_back(factor(z));
    weights.push_back(step * std::exp(-0.5 * z * z) / std::sqrt(2 * M_PI));
    before.push_back(1);
    now.push_back(z);
  }
  for (int k = 1; k <= 12; ++k) {
    factorial *= k;
    double c = 0;
    for (std::size_t i = 0; i < now.size(); ++i) c += weights[i] * factors[i] * now[i];
    covariance += std::pow(r, k) * c * c / factorial;
    variance += c * c / factorial;
    for (std::size_t i = 0; i < now.size(); ++i) {
      const double z = -7 + step * static_cast<double>(i);
      const double next = z * now[i] - k * before[i];
      before[i] = now[i];
      now[i] = next;
    }
  }
  return covariance / variance;
}

/// Variance of a day's count = mean + cv^2 mean^2; days are tied by their normal scores. Mondays and Tuesdays alone.
TEST(BusyDays, VarianceAndTiesOfDays) {
  const double cv = 0.3, r = 0.6, mean = 300;
  const auto demand = [&](const char* day) {
    return fmt::format("[[demand]]\nid = \"{0}\"\nchannel = \"web\"\nprofile = \"{0}\"\nper-year = {1:.17g}\n", day,
                       mean / 7 * 365.25);
  };
  const std::string scenario =
      head(1, 2000, 0) + fmt::format(R"(
[profile.monday]
weekday = {{ mon = 1, tue = 0, wed = 0, thu = 0, fri = 0, sat = 0, sun = 0 }}
busy-day = {{ cv = {}, correlation = {} }}
[profile.tuesday]
weekday = {{ mon = 0, tue = 1, wed = 0, thu = 0, fri = 0, sat = 0, sun = 0 }}
busy-day = "monday"
[profile.apart]
weekday = {{ mon = 0, tue = 1, wed = 0, thu = 0, fri = 0, sat = 0, sun = 0 }}
busy-day = {{ cv = {}, correlation = {} }}
[[channel]]
id = "web"
kind = "self-service"
{}{}{})",
                                     cv, r, cv, r, demand("monday"), demand("tuesday"), demand("apart"));
  const Trial trial(scenario);
  const auto deviations = [&](const char* id) {
    Values values =
        trial.each([&](const Counts& counts) { return static_cast<double>(trial.demand(counts, id).first); });
    EXPECT_TRUE(agrees(mean_of(values), mean)) << id;
    for (double& value : values) value -= mean;
    return values;
  };
  const Values monday = deviations("monday");
  const Values tuesday = deviations("tuesday");
  const Values apart = deviations("apart");
  const auto product = [](const Values& a, const Values& b) {
    Values values;
    for (std::size_t i = 0; i < a.size(); ++i) values.push_back(a[i] * b[i]);
    return mean_of(values);
  };
  const double gamma_variance = cv * cv * mean * mean;
  EXPECT_TRUE(agrees(product(monday, monday), mean + gamma_variance, 0.05));
  EXPECT_TRUE(agrees(product(tuesday, tuesday), mean + gamma_variance, 0.05));
  EXPECT_TRUE(agrees(product(monday, tuesday), gamma_correlation(cv, r) * gamma_variance, 0.1));
  const Measured strangers = product(tuesday, apart);  // same day, another profile: independent
  EXPECT_LT(std::abs(strangers.mean), 4 * strangers.standard_error);
}

/// Demand of one hour is Poisson, and its months, weekdays and closed days have the volumes that are stated.
TEST(Arrivals, VolumesOfMonthsWeekdaysAndClosedDays) {
  // Four weeks of January 2024, Mondays closed twice; the scale comes from 364 days with every month.
  const std::string scenario = head(4, 100, 0) + R"(
[[channel]]
id = "web"
kind = "self-service"
[profile.year]
month = [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
weekday = { mon = 2, tue = 1, wed = 1, thu = 1, fri = 1, sat = 0.5, sun = 0.5 }
closed-day-factor = 0.25
[[demand]]
channel = "web"
profile = "year"
per-year = 100000
)";
  std::string closed = scenario;
  closed.replace(closed.find("weeks = 4"), 9, "closed-days = [2024-01-01, 2024-01-08]\nweeks = 4");
  // 364 days from 2024-01-01: January has 31 of them (30, 31 a Tuesday and a Wednesday), with twice the volume.
  const double week = 7;
  const double all = 52 * week + (4 * week + 2 + 1 + 1);  // every day once, January's once more (29th: a Monday)
  const double lost = 2 * 2 * 2 * 0.75;                   // two Mondays of January at a quarter
  const double scale = 100000 * 364 / 365.25 / (all - lost);
  EXPECT_TRUE(agrees(mean_of(Trial(closed).each("web", &C::offered)), scale * (2 * 4 * week - lost)));
}

}  // namespace
}  // namespace channelshift::test
