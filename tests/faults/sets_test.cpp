#include "faulty.hpp"

/// --set, an option's `set`, `based-on` and ramps.
namespace channelshift::test {

namespace {

Scenario read_with(const std::vector<std::string>& sets, const std::string& text = sound) {
  const ReadScenario read = read_scenario_text(text, "test.toml", sets);
  EXPECT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  return read.scenario.value_or(Scenario{});
}

void expect_set_fault(const std::string& set, std::string_view part) {
  SCOPED_TRACE(set);
  expect_only_fault(sound, "--set " + set.substr(0, set.find('=')), part, {set});
}

}  // namespace

TEST(Set, ReachesEveryKind) {
  const Scenario s =
      read_with({"channel.phone.target.share=0.7", "channel.phone.hours=always", "calendar.weeks=8", "run.seed=3",
                 "demand.repair-phone.per-year=1e4", "demand.mails.shiftable=0.5", "reason.repair.resolved=1",
                 "team.advisers.roster=[{ hours = \"always\", staff = 3 }]", "team.advisers.shrinkage=0.25",
                 "profile.office.closed-day-factor=0", "option.more-web.shift.1.share=0.2", "title=Other words",
                 "option.more-web.ramp.weeks=4"});
  EXPECT_EQ(s.model.channels[0].target->share, 0.7);
  EXPECT_EQ(s.model.channels[0].target->within_s, 20);
  EXPECT_EQ(s.model.channels[0].hours, (Hours{{every_day, {TimeRange{}}}}));
  EXPECT_EQ(s.calendar.weeks, 8);
  EXPECT_EQ(s.seed, 3u);
  EXPECT_EQ(s.model.demands[0].per_year, 10000);
  EXPECT_EQ(s.model.demands[1].shiftable, 0.5);
  EXPECT_EQ(s.model.reasons[0].resolved[0], 1);
  EXPECT_EQ(s.model.teams[0].roster[0].staff, 3);
  EXPECT_EQ(s.model.teams[0].shrinkage, 0.25);
  EXPECT_EQ(s.model.profiles[0].closed_day_factor, 0);
  EXPECT_EQ(s.options[0].shifts[0].share, 0.2);
  EXPECT_EQ(s.options[0].ramp_weeks, 4);
  EXPECT_EQ(s.title, "Other words");
}

TEST(Set, TextWithoutQuotesAndPartsOfValues) {
  const Scenario s = read_with({"channel.phone.hours.mon-fri=09:00-17:00", "channel.phone.hours.sat=10:00-12:00",
                                "channel.phone.target.within=30s", "team.advisers.roster.1.staff=20",
                                "option.more-web.set.channel.phone.lines=30"});
  ASSERT_EQ(s.model.channels[0].hours.size(), 2u);
  EXPECT_EQ(s.model.channels[0].hours[0].ranges[0], (TimeRange{9 * 3600, 17 * 3600}));
  EXPECT_EQ(s.model.channels[0].target->within_s, 30);
  EXPECT_EQ(s.model.teams[0].roster[0].staff, 20);
  EXPECT_EQ(s.options[0].model.channels[0].lines, 30);
  EXPECT_FALSE(s.model.channels[0].lines.has_value());
}

TEST(Set, ReplacesTheWholeKeyAndTheLastHolds) {
  const Scenario s =
      read_with({"channel.phone.target={ within = \"5s\", share = 0.5 }", "calendar.weeks=3", "calendar.weeks=2"});
  EXPECT_EQ(s.model.channels[0].target->within_s, 5);
  EXPECT_EQ(s.calendar.weeks, 2);
  expect_set_fault("channel.phone.target={ share = 0.5 }", "target lacks the key \"within\"");
}

TEST(Set, FaultsAreReportedAsTheSet) {
  expect_set_fault("channel.phone.target.share=7", "it must be from 0 to 1");
  expect_set_fault("channel.phone.patence=3", "Did you mean \"patience\"?");
  expect_set_fault("channel.fone.lines=3", "there is no channel \"fone\"");
  expect_set_fault("channel.fone.lines=3", "Did you mean \"phone\"?");
  expect_set_fault("profile.none.month=3", "Its ids are office");
  expect_set_fault("chanel.phone.lines=3", "Did you mean \"channel\"?");
  expect_set_fault("team.advisers.roster.2.staff=3", "a list of 1 items");
  expect_set_fault("team.advisers.roster.x.staff=3", "by number, from 1");
  expect_set_fault("channel.phone.target.share.more=3", "it is no table or list");
  expect_set_fault("channel.phone=3", "not to a key of it");
  expect_set_fault("channel..lines=3", "a part of it is empty");
  expect_set_fault("nonsense", "--set takes PATH=VALUE");
  expect_set_fault("extends=other.toml", "extends cannot be set");
  expect_set_fault("calendar.weeks=", "is the text \"\"");
}

TEST(OptionSet, ChangesTheModelOfTheOptionAlone) {
  const Scenario s = read_with({});
  ASSERT_EQ(s.options.size(), 1u);
  EXPECT_TRUE(s.options[0].changes_model);
  EXPECT_EQ(s.options[0].changes, (std::vector<std::string>{"channel.phone.target.share = 0.75"}));
  EXPECT_EQ(s.options[0].model.channels[0].target->share, 0.75);
  EXPECT_EQ(s.model.channels[0].target->share, 0.8);
}

TEST(OptionSet, FaultsStandAtTheSet) {
  const auto expect = [](const std::string& set, std::string_view needle, std::string_view part) {
    SCOPED_TRACE(set);
    const std::string text = edited(sound, "set = { \"channel.phone.target.share\" = 0.75 }", "set = { " + set + " }");
    expect_only_fault(text, place_in(text, needle), part);
  };
  expect("\"channel.phone.target.share\" = 1.75", "1.75", "it must be from 0 to 1");
  expect("\"channel.fone.lines\" = 3", "\"channel.fone.lines\"", "Did you mean \"phone\"?");
  expect("\"channel.phone.linse\" = 3", "\"channel.phone.linse\"", "Did you mean \"lines\"?");
  expect("\"calendar.weeks\" = 3", "\"calendar.weeks\"", "an option cannot set \"calendar.weeks\"");
  expect("\"chanel.phone.lines\" = 3", "\"chanel.phone.lines\"", "Did you mean \"channel\"?");
  expect("\"channel.phone.id\" = \"x\"", "\"channel.phone.id\"", "cannot rename");
  expect("\"channel.phone.offered-per-year\" = 3", "\"channel.phone.offered-per-year\"", "the same in every option");
  expect("channel.phone.lines = 3", "channel.phone.lines", "in quotes");
  // What the set makes wrong elsewhere is told at the set.
  expect("\"team.advisers.answers\" = [\"phone\"]", "\"team.advisers.answers\"",
         "with the set of option more-web: nobody answers the channel email");
  expect("\"channel.web.falls-back-to\" = \"web\"", "\"web\" }", "circular fall-backs: web -> web");
}

TEST(BasedOn, TakesShiftsSetAndCostsAndAddsItsOwn) {
  const Scenario s = read_with({}, sound + R"(
[[option]]
id = "both"
based-on = "costly"
one-off-cost = 5
set = { "channel.phone.lines" = 30 }
shift = [ { from = "phone", share = 0.05 } ]

[[option]]
id = "costly"
based-on = "more-web"
one-off-cost = 100
per-year-cost = 7
starts = 2024-01-08
)");
  const Option& both = s.options[1];
  ASSERT_EQ(both.shifts.size(), 2u);
  EXPECT_EQ(both.shifts[0].share, 0.1);
  EXPECT_EQ(both.shifts[1].share, 0.05);
  EXPECT_FALSE(both.shifts[1].to.has_value());
  EXPECT_EQ(both.one_off_cost, 105);
  EXPECT_EQ(both.per_year_cost, 7);
  EXPECT_EQ(both.ramp, RampShape::linear);
  EXPECT_EQ(both.ramp_weeks, 2);
  EXPECT_EQ(both.starts, Date{std::chrono::year{2024} / 1 / 8});
  EXPECT_EQ(both.model.channels[0].lines, 30);
  EXPECT_EQ(both.model.channels[0].target->share, 0.75);
  EXPECT_EQ(s.options[0].starts, s.calendar.start);  // a ramp without `starts` begins with the measured time
}

TEST(BasedOn, CirclesAndUnknownOptionsAreNamed) {
  std::string text = edited(sound, "id = \"more-web\"", "id = \"more-web\"\nbased-on = \"second\"");
  text += "\n[[option]]\nid = \"second\"\nbased-on = \"more-web\"\n";
  expect_only_fault(text, "test.toml:71:12", "circular based-on: more-web -> second -> more-web");
  text =
      edited(sound, "id = \"more-web\"", "id = \"more-web\"\nbased-on = \"secnd\"") + "\n[[option]]\nid = \"second\"\n";
  expect_only_fault(text, place_in(text, "\"secnd\""), "Did you mean \"second\"?");
  text = edited(sound, "weeks = 2", "weeks = 2, shape2 = 3");
  expect_only_fault(text, place_in(text, "shape2"), "Did you mean \"shape\"?");
  text = edited(sound, "shape = \"linear\"", "shape = \"step\"");
  expect_only_fault(text, place_in(text, "weeks = 2"), "a step takes no weeks");
}

}  // namespace channelshift::test
