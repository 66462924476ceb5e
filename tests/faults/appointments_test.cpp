#include "faulty.hpp"

/// Times to book that do not fit the channel, its hours, or those who come.
namespace channelshift::test {

namespace {

std::string with(const std::string& appointments) {
  return edited(sound, "id = \"phone\"\nkind = \"live\"",
                "id = \"phone\"\nkind = \"live\"\nappointments = " + appointments);
}

void expect_fault(const std::string& appointments, std::string_view needle, std::string_view part) {
  SCOPED_TRACE(part);
  const std::string text = with(appointments);
  expect_only_fault(text, place_in(text, needle), part);
}

std::string warnings_of(const std::string& appointments) {
  const ReadScenario read = read_scenario_text(with(appointments), "test.toml");
  EXPECT_TRUE(read.faults.empty()) << all_of(read.faults);
  return all_of(read.warnings);
}

}  // namespace

TEST(Appointments, Values) {
  expect_fault("{ share = 1.5, every = \"20min\", places = 1 }", "1.5", "from 0 to 1");
  expect_fault("{ share = 0.5, every = \"0s\", places = 1 }", "\"0s\"", "it must be from 1min to 1d");
  expect_fault("{ share = 0.5, every = \"20min\", places = 0 }", "0 }\nhours", "from 1 to 16,000");
  expect_fault("{ share = 0.5, every = \"20min\" }", "{ share = 0.5, every", "places");
  expect_fault("{ share = 0.5, every = \"20min\", places = 1, noshow = 0.1 }", "noshow", "Did you mean \"no-show\"?");
}

TEST(Appointments, AreOfLiveChannels) {
  const std::string text = edited(sound, "completes = 0.85",
                                  "completes = 0.85\nappointments = { share = 0.5, every = \"20min\", places = 1 }");
  const ReadScenario read = read_scenario_text(text, "test.toml");
  EXPECT_TRUE(has(read.faults, place_in(text, "appointments"), "appointments")) << all_of(read.faults);
}

TEST(Appointments, LeadToAnotherLiveChannel) {
  const std::string unknown = with("{ share = 0.5, every = \"20min\", places = 1, to = \"telex\" }");
  expect_only_fault(unknown, place_in(unknown, "\"telex\""), "The ids are phone, email and web");
  expect_fault("{ share = 0.5, every = \"20min\", places = 1, to = \"phone\" }", "to = \"phone\" }",
               "names phone itself");
  expect_fault("{ share = 0.5, every = \"20min\", places = 1, to = \"email\" }", "to = \"email\" }",
               "email, which is not live");
  const std::string text =
      edited(with("{ share = 0.5, every = \"20min\", places = 1, to = \"booked\" }"), "[[channel]]\nid = \"email\"",
             "[[channel]]\nid = \"booked\"\nkind = \"live\"\nhours = \"always\"\n\n"
             "[[channel]]\nid = \"email\"");
  const ReadScenario read = read_scenario_text(text, "test.toml");
  EXPECT_TRUE(has(read.faults, place_in(text, "\"booked\"\nkind"), "by appointments of phone")) << all_of(read.faults);
}

TEST(Appointments, FitIntoTheHours) {
  expect_fault("{ share = 0.5, every = \"10h\", places = 1 }", "every = \"10h\"",
               "no slot of 10h fits into the hours of phone");
}

/// 20,000 calls a year are about 1,500 in four weeks of twenty nine-hour days.
TEST(Appointments, AreEnoughOrAWarningSaysSo) {
  EXPECT_EQ(warnings_of("{ share = 0.5, every = \"20min\", places = 2 }"), "");
  const std::string few = warnings_of("{ share = 0.5, every = \"20min\", places = 1 }");
  EXPECT_NE(few.find("more book on phone than there are places"), std::string::npos) << few;
  EXPECT_NE(few.find("against 540 in 4 weeks"), std::string::npos) << few;
}

}  // namespace channelshift::test
