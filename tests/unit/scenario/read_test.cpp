#include <gtest/gtest.h>

#include <fstream>

#include "models/scenario/explain.hpp"
#include "models/scenario/read.hpp"
#include "tests/unit/scenario/examples.hpp"

namespace channelshift {

namespace {

std::string told(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) text += to_string(fault) + "\n";
  return text;
}

Scenario read_sound(std::string_view text) {
  const ReadScenario read = read_scenario_text(text, "example.toml");
  EXPECT_TRUE(read.scenario.has_value()) << told(read.faults);
  return read.scenario.value_or(Scenario{});
}

Date day(int y, unsigned m, unsigned d) { return std::chrono::sys_days{std::chrono::year{y} / m / d}; }

}  // namespace

TEST(Read, TheSmallestScenarioWithItsDefaults) {
  const Scenario s = read_sound(test::smallest);
  EXPECT_EQ(s.name, "erlang-a");
  EXPECT_EQ(s.title, "erlang-a");
  EXPECT_EQ(s.currency, "GBP");
  EXPECT_EQ(s.calendar.start, day(2024, 1, 1));
  EXPECT_EQ(s.calendar.weeks, 20);
  EXPECT_EQ(s.calendar.warm_up_weeks, 1);
  EXPECT_EQ(s.calendar.interval_s, 1800);
  EXPECT_TRUE(s.calendar.closed_days.empty());
  EXPECT_EQ(s.replications, 20);
  EXPECT_EQ(s.seed, 1u);
  ASSERT_EQ(s.model.reasons.size(), 1u);
  EXPECT_EQ(s.model.reasons[0].id, "general");
  EXPECT_EQ(s.model.reasons[0].resolved, std::vector<double>{1});
  ASSERT_EQ(s.model.channels.size(), 1u);
  const Channel& phone = s.model.channels[0];
  EXPECT_EQ(phone.kind, ChannelKind::live);
  EXPECT_EQ(phone.hours, (Hours{{every_day, {{0, 86400}}}}));
  EXPECT_EQ(phone.target->within_s, 20);
  EXPECT_EQ(phone.target->share, 0.8);
  EXPECT_EQ(phone.target->clock, Clock::elapsed);
  EXPECT_EQ(phone.patience->mean_s, 120);
  EXPECT_EQ(phone.balk, 0);
  EXPECT_FALSE(phone.retry || phone.when_closed || phone.lines || phone.handle);
  EXPECT_EQ(phone.completes, 1);
  EXPECT_EQ(phone.gives_up, 0);
  EXPECT_EQ(phone.falls_back_after.family, sim::Family::exponential);
  EXPECT_EQ(phone.falls_back_after.mean_s, 600);
  const Demand& demand = s.model.demands[0];
  EXPECT_EQ(demand.id, "general-phone");
  EXPECT_EQ(demand.per_hour, 120);
  EXPECT_FALSE(demand.per_year || demand.profile);
  EXPECT_EQ(demand.handle->mean_s, 270);
  EXPECT_EQ(demand.shiftable, 1);
  const Team& team = s.model.teams[0];
  EXPECT_EQ(team.answers, (std::vector<std::vector<Answers>>{{{ChannelId{0}, 0}}}));
  ASSERT_EQ(team.roster.size(), 1u);
  EXPECT_EQ(team.roster[0].days, every_day);
  EXPECT_EQ(team.roster[0].staff, 10);
  EXPECT_EQ(team.roster[0].premium, 1);
  EXPECT_EQ(team.hourly_cost, 15);
  EXPECT_EQ(team.fte_hours, 37);
  EXPECT_EQ(team.overtime_factor, 1);
  EXPECT_EQ(team.shrinkage, 0);
  EXPECT_EQ(team.absence, 0);
  EXPECT_EQ(team.speed, std::vector<double>{1});
}

TEST(Read, AFullScenario) {
  const ReadScenario read = read_scenario_text(test::full, "example.toml");
  ASSERT_TRUE(read.scenario.has_value()) << told(read.faults);
  const Scenario& s = *read.scenario;
  EXPECT_EQ(s.calendar.closed_days, (std::vector<Date>{day(2012, 4, 6), day(2012, 4, 9)}));
  ASSERT_EQ(s.calendar.special_hours.size(), 1u);
  EXPECT_EQ(s.calendar.special_hours[0].ranges, (std::vector<TimeRange>{{8 * 3600, 13 * 3600}}));
  const Profile& office = s.model.profiles[0];
  EXPECT_EQ(office.month[0], 1.1);
  EXPECT_EQ(office.weekday[6], 0.1);
  EXPECT_EQ(office.day[3][2].start_s, 9 * 3600);
  EXPECT_EQ(office.busy_day->cv, 0.12);
  EXPECT_EQ(office.closed_day_factor, 0.4);
  EXPECT_EQ(s.model.profiles[1].busy_day->of_profile, "office");
  EXPECT_EQ(s.model.profiles[1].busy_day->correlation, 0.3);
  const Channel& phone = s.model.channels[0];
  ASSERT_EQ(phone.hours.size(), 2u);
  EXPECT_EQ(phone.hours[0].days.bits, 0b0001'1111);
  EXPECT_EQ(phone.hours[1].days.bits, 0b0010'0000);
  EXPECT_EQ(phone.retry->switches, (std::vector<Switch>{{ChannelId{2}, 0.1}}));
  EXPECT_EQ(phone.when_closed->emergency_to, ChannelId{3});
  EXPECT_EQ(phone.when_closed->later_after_s, 7200);
  EXPECT_EQ(phone.lines, 40);
  EXPECT_EQ(phone.cost.per_year, 20000);
  EXPECT_EQ(phone.unit_cost, 2.83);
  const Channel& email = s.model.channels[1];
  EXPECT_TRUE(email.interruptible);
  EXPECT_EQ(email.target->within_days, 5);
  EXPECT_EQ(email.target->clock, Clock::working);
  const Channel& web = s.model.channels[2];
  EXPECT_EQ(web.falls_back_to, ChannelId{0});
  EXPECT_EQ(web.hours, (Hours{{every_day, {{0, 86400}}}}));
  EXPECT_EQ(s.model.demands[0].wrap_s, 20);
  const Team& team = s.model.teams[0];
  ASSERT_EQ(team.answers.size(), 4u);
  EXPECT_EQ(team.answers[2].size(), 2u);
  EXPECT_EQ(team.answers[3][0].keep_free, 1);
  EXPECT_EQ(team.roster[0].breaks, (std::vector<TimeRange>{{12 * 3600, 12 * 3600 + 1800}}));
  EXPECT_EQ(team.roster[1].from, day(2012, 10, 1));
  EXPECT_EQ(team.roster[1].premium, 1.1);
  EXPECT_EQ(team.speed[1], 1.1);
  EXPECT_EQ(s.model.teams[1].overflow, (std::vector<Overflow>{{ChannelId{0}, 60}}));
  const Option& option = s.options[1];
  EXPECT_EQ(option.ramp, RampShape::logistic);
  EXPECT_EQ(option.starts, day(2012, 10, 1));
  EXPECT_EQ(option.one_off_cost, 60001);
  ASSERT_EQ(option.shifts.size(), 1u);
  const Shift& shift = option.shifts[0];
  EXPECT_EQ(shift.from, (std::vector<ChannelId>{ChannelId{4}, ChannelId{1}}));
  EXPECT_EQ(shift.to, ChannelId{5});
  EXPECT_EQ(shift.reasons, (std::vector<bool>{true, false}));
  EXPECT_EQ(shift.completes, 0.9);
  EXPECT_EQ(shift.handle->mean_s, 240);
  EXPECT_EQ(shift.induced, 0.03);
  EXPECT_EQ(shift.simplest_first, 0.5);
  EXPECT_EQ(option.model.channels[0].target->share, 0.75);
}

TEST(Read, DaysOfHours) {
  const auto hours_of = [](const std::string& hours) {
    const ReadScenario read =
        read_scenario_text(test::smallest, "example.toml", std::vector{"channel.phone.hours=" + hours});
    return read.scenario ? read.scenario->model.channels[0].hours : Hours{};
  };
  const std::vector<TimeRange> office{{8 * 3600, 17 * 3600}};
  EXPECT_EQ(hours_of("08:00-17:00"), (Hours{{every_day, office}}));
  EXPECT_EQ(hours_of("closed"), Hours{});
  EXPECT_EQ(hours_of("[\"13:00-17:00\", \"08:00-12:00\"]"),
            (Hours{{every_day, {{8 * 3600, 12 * 3600}, {13 * 3600, 17 * 3600}}}}));
  EXPECT_EQ(hours_of("{ mon-sun = \"08:00-17:00\" }"), (Hours{{Days{0x7F}, office}}));
  EXPECT_EQ(hours_of("{ closed = \"08:00-17:00\", sat = \"closed\" }"), (Hours{{Days{closed_day_bit}, office}}));
  EXPECT_EQ(hours_of("{ wed = [\"00:00-06:00\", \"22:00-24:00\"] }"), (Hours{{Days{4}, {{0, 21600}, {79200, 86400}}}}));
}

TEST(Read, ResolvedTextReadsAsTheSame) {
  for (const std::string& text : {test::smallest, test::full}) {
    const std::vector<std::string> sets = {"calendar.weeks=3", "run.replications=7"};
    const ReadScenario read = read_scenario_text(text, "example.toml", sets);
    ASSERT_TRUE(read.scenario.has_value()) << told(read.faults);
    const ReadScenario again = read_scenario_text(read.resolved_toml, "resolved.toml");
    ASSERT_TRUE(again.scenario.has_value()) << told(again.faults) << read.resolved_toml;
    EXPECT_EQ(*again.scenario, *read.scenario);
    EXPECT_EQ(again.resolved_toml, read.resolved_toml);
    EXPECT_EQ(again.scenario->calendar.weeks, 3);
  }
}

TEST(Read, AllFamiliesOfDistributions) {
  const auto patience = [](const std::string& table) {
    const ReadScenario read =
        read_scenario_text(test::smallest, "example.toml", std::vector{"channel.phone.patience=" + table});
    EXPECT_TRUE(read.scenario.has_value()) << told(read.faults);
    return read.scenario ? *read.scenario->model.channels[0].patience : sim::Distribution{};
  };
  EXPECT_EQ(patience(R"({ family = "deterministic", mean = "1min" })").mean_s, 60);
  EXPECT_EQ(patience(R"({ family = "gamma", mean = "1.5min", cv = 0.5 })").cv, 0.5);
  EXPECT_EQ(patience(R"({ family = "weibull", mean = "250ms", cv = 2 })").mean_s, 0.25);
  EXPECT_EQ(patience(R"({ family = "erlang", mean = "1d", k = 3 })").k, 3);
  EXPECT_EQ(patience(R"({ family = "uniform", low = "0s", high = "2w" })").high_s, 2 * 604800);
  EXPECT_EQ(patience(R"({ family = "triangular", low = "1s", mode = "1s", high = "2s" })").mode_s, 1);
  EXPECT_EQ(patience(R"({ family = "hyperexponential", shares = [0.25, 0.75], means = ["1s", "2s"] })").means_s,
            (std::vector<double>{1, 2}));
  EXPECT_EQ(patience(R"({ family = "empirical", values = ["3s", "1s", "2.5s"] })").values_s,
            (std::vector<double>{1, 2.5, 3}));
}

TEST(Read, BankHolidaysFillTheClosedDays) {
  const ReadScenario read = read_scenario_text(test::smallest, "example.toml",
                                               std::vector<std::string>{"calendar.closed-days=england-and-wales"});
  ASSERT_TRUE(read.scenario.has_value()) << told(read.faults);
  const std::vector<Date>& closed = read.scenario->calendar.closed_days;
  EXPECT_EQ(closed.front(), day(2023, 1, 2));  // the warm-up begins in December 2023
  EXPECT_TRUE(std::find(closed.begin(), closed.end(), day(2024, 3, 29)) != closed.end());
  EXPECT_TRUE(std::is_sorted(closed.begin(), closed.end()));
}

}  // namespace channelshift
