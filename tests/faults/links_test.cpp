#include "faulty.hpp"

/// What is contradictory between tables: ids, channels, teams, shifts, fall-backs.
namespace channelshift::test {

namespace {

struct Edit {
  std::string old;
  std::string by;
};

/// The sound scenario after these edits has one fault, at `needle`, that says `part`.
void expect_fault(const std::vector<Edit>& edits, std::string_view needle, std::string_view part) {
  std::string text = sound;
  for (const Edit& edit : edits) text = edited(text, edit.old, edit.by);
  SCOPED_TRACE(part);
  expect_only_fault(text, place_in(text, needle), part);
}

}  // namespace

TEST(Links, IdsAreUnique) {
  expect_fault({{"id = \"email\"", "id = \"phone\""},
                {"channel = \"email\"\nper", "channel = \"phone\"\nper"},
                {"\"phone\", { channel = \"email\", keep-free = 1 }", "\"phone\""},
                {"[\"phone\", \"email\"]", "\"phone\""}},
               "\"phone\"\nkind = \"deferred\"", "another channel has the id \"phone\" already");
  expect_fault({{"id = \"mails\"", "id = \"repair-phone\""}}, "\"repair-phone\"",
               "another demand has the id \"repair-phone\"");
  const std::string twice = sound + "\n[[demand]]\nreason = \"repair\"\nchannel = \"phone\"\nper-hour = 1\n";
  const ReadScenario read = read_scenario_text(twice, "test.toml");
  EXPECT_TRUE(has(read.faults, "test.toml:68:1", "which it has by default from reason and channel"))
      << all_of(read.faults);
  expect_fault({{"hourly-cost = 16.40",
                 "hourly-cost = 16.40\n[[team]]\nid = \"advisers\"\nanswers = []\nroster = []\n"
                 "hourly-cost = 0"}},
               "\"advisers\"\nanswers = []", "another team");
}

TEST(Links, TeamsAnswerKnownStaffedChannels) {
  expect_fault({{"[\"phone\", {", "[\"phnoe\", {"}}, "\"phnoe\"", "Did you mean \"phone\"?");
  expect_fault({{"{ channel = \"email\", keep", "{ channel = \"emial\", keep"}}, "\"emial\"",
               "Did you mean \"email\"?");
  expect_fault({{"[\"phone\", {", "[\"phone\", \"telex\", {"}}, "\"telex\"", "The ids are phone, email and web");
  expect_fault({{"[\"phone\", {", "[\"phone\", \"web\", {"}}, "\"web\", {", "no team answers it");
  expect_fault({{"[\"phone\", {", "[\"phone\", [\"phone\"], {"}}, "\"phone\"], {", "answers names phone twice");
  expect_fault({{"[\"phone\", {", "[\"phone\", [], {"}}, "[], {", "Remove it.");
  expect_fault({{"hourly-cost", "overflow = { fone = \"60s\" }\nhourly-cost"}}, "fone", "Did you mean \"phone\"?");
  expect_fault({{"hourly-cost", "overflow = { web = \"60s\" }\nhourly-cost"}}, "web = \"60s\"", "no team answers it");
  expect_fault({{"hourly-cost", "speed = { fone = 1.1 }\nhourly-cost"}}, "fone", "Did you mean \"phone\"?");
  expect_fault({{"hourly-cost", "overflow = { email = \"60s\" }\nhourly-cost"}}, "email = \"60s\"", "with keep-free");
  expect_fault({{"keep-free = 1 }", "ages = \"2h\" }"}, {"hourly-cost", "overflow = { email = \"60s\" }\nhourly-cost"}},
               "email = \"60s\"", "with ages");
}

TEST(Links, SeveralContactsAtOnceAgreeWithTheirSpeeds) {
  const auto with = [](const std::string& keys) { return std::vector<Edit>{{"patience =", keys + "\npatience ="}}; };
  expect_fault(with("concurrency = 3"), "concurrency", "concurrency is 3 without speed");
  expect_fault(with("concurrency = 3\nspeed = [1, 0.8]"), "[1, 0.8]", "speed has 2 numbers and concurrency is 3");
  expect_fault(with("speed = [1, 0.8]"), "[1, 0.8]", "concurrency is 1");
  expect_fault(with("concurrency = 2\nspeed = [1, 0.001]"), "0.001]", "from 0.01 to 1");
  expect_fault(with("concurrency = 2\nspeed = [1, 1.25]"), "1.25]", "from 0.01 to 1");
  expect_fault(with("concurrency = 2\nspeed = 0.77"), "0.77", "speed");
  expect_fault(with("concurrency = 0"), "0\npatience", "concurrency");
  expect_fault(
      {{"kind = \"deferred\"", "kind = \"deferred\"\nconcurrency = 2\nspeed = [1, 0.8]\ninterruptible = true"}},
      "interruptible", "which of them would be put down?");
  expect_fault({{"completes = 0.85", "completes = 0.85\nconcurrency = 2"}}, "concurrency", "self-service");
}

TEST(Links, RoutingIsAChoice) {
  expect_fault({{"[profile.office]", "[routing]\nchoice = \"cheapest\"\n[profile.office]"}}, "\"cheapest\"",
               "least-cost");
  expect_fault({{"keep-free = 1 }", "ages = \"0s\" }"}}, "\"0s\"", "ages");
}

TEST(Links, SelfServiceHasNoHandle) {
  expect_fault({{"[[team]]",
                 "[[demand]]\nid = \"forms\"\nreason = \"repair\"\nchannel = \"web\"\nper-hour = 1\n"
                 "handle = { family = \"exponential\", mean = \"1min\" }\n\n[[team]]"}},
               "handle = { family = \"exponential\", mean = \"1min\"",
               "handle of forms, which comes to the self-service web");
}

TEST(Links, AChannelThatContactsReachIsAnswered) {
  expect_fault({{"[\"phone\", {", "[{"}}, "\"phone\"\nkind", "nobody answers the channel phone");
  expect_fault({{"[\"phone\", { channel = \"email\", keep-free = 1 }]", "[\"phone\"]"}}, "\"email\"\nkind",
               "nobody answers the channel email");
  // Nobody needs to answer what nobody reaches.
  std::string text = edited(sound, "[\"phone\", { channel = \"email\", keep-free = 1 }]", "[\"phone\"]");
  text = edited(text, "per-hour = 2", "per-hour = 0");
  EXPECT_TRUE(read_scenario_text(text, "test.toml").faults.empty());
  // Reached by a fall-back, a switch, a repeat, a closed channel and a shift.
  const std::string care =
      "[[channel]]\nid = \"care\"\nkind = \"live\"\nhours = \"always\"\n"
      "handle = { family = \"exponential\", mean = \"3min\" }\n\n[[demand]]\nid = \"mails\"";
  const Edit add{"[[demand]]\nid = \"mails\"", care};
  expect_fault({add, {"falls-back-to = \"phone\"", "falls-back-to = \"care\""}}, "\"care\"\nkind",
               "by falls-back-to of web");
  expect_fault({add, {"{ web = 0.1 }", "{ care = 0.1 }"}}, "\"care\"\nkind", "by retry of phone");
  expect_fault({add, {"mean = \"2d\" }", "mean = \"2d\" }, channel = \"care\""}}, "\"care\"\nkind",
               "by repeat of reason repair");
  expect_fault({add,
                {"resolved = 0.8", "resolved = 0.8\nemergency = true"},
                {"patience =", "when-closed = { emergency-to = \"care\" }\npatience ="}},
               "\"care\"\nkind", "by emergency-to of phone");
  expect_fault({add, {"patience =", "when-closed = { switch = { care = 0.5 } }\npatience ="}}, "\"care\"\nkind",
               "by when-closed of phone");
  expect_fault({add, {"to = \"web\"", "to = \"care\""}}, "\"care\"\nshare", "by a shift of option more-web");
}

TEST(Links, AStaffedChannelThatContactsReachHasAHandle) {
  expect_fault({{"handle = { family = \"lognormal\", mean = \"250s\", cv = 1.0 }\n", ""}}, "[[demand]]\nid",
               "reach the channel email by demand mails without a handle time");
  expect_fault({{"handle = { family = \"lognormal\", mean = \"250s\", cv = 0.9, wrap = \"20s\" }\n", ""}},
               "[[demand]]\nreason", "reach the channel phone");
  // A shift's own handle will do on the channel that it leads to.
  const std::string chat =
      "[[channel]]\nid = \"chat\"\nkind = \"live\"\nhours = { mon-fri = \"08:00-17:00\" }\n\n"
      "[[demand]]\nid = \"mails\"";
  const Edit add{"[[demand]]\nid = \"mails\"", chat};
  const Edit answer{"[\"phone\", {", "[\"phone\", \"chat\", {"};
  const Edit shift{"to = \"web\"", "to = \"chat\""};
  expect_fault({add, answer, shift}, "\"chat\"\nshare", "Give the channel or the shift a handle");
  std::string text = edited(edited(edited(sound, add.old, add.by), answer.old, answer.by), shift.old, shift.by);
  text += "handle = { family = \"exponential\", mean = \"4min\" }\n";
  EXPECT_TRUE(read_scenario_text(text, "test.toml").faults.empty());
}

TEST(Links, ShiftsLeadSomewhereElse) {
  expect_fault({{"to = \"web\"", "to = \"wbe\""}}, "\"wbe\"", "Did you mean \"web\"?");
  expect_fault({{"to = \"web\"", "to = \"teletext\""}}, "\"teletext\"",
               "names the channel \"teletext\", which does not exist");
  expect_fault({{"from = [\"phone\", \"email\"]", "from = [\"phone\", \"emial\"]"}}, "\"emial\"",
               "Did you mean \"email\"?");
  expect_fault({{"from = [\"phone\", \"email\"]", "from = [\"phone\", \"web\"]"}}, "\"web\"\nshare", "from web to web");
  expect_fault({{"from = [\"phone\", \"email\"]", "from = [\"phone\", \"phone\"]"}}, "\"phone\"]\nto",
               "in this list already");
  expect_fault({{"from = [\"phone\", \"email\"]", "from = []"}}, "[]\nto", "it names no channel");
  expect_fault({{"share = 0.1\n", "share = 0.1\nreasons = [\"repiar\"]\n"}}, "\"repiar\"", "Did you mean \"repair\"?");
  expect_fault({{"to = \"web\"\n", "completes = 0.5\n"}}, "completes = 0.5", "in a shift without to");
  expect_fault({{"share = 0.1\n", "share = 0.1\nhandle = { family = \"exponential\", mean = \"1min\" }\n"}},
               "handle = { family = \"exponential\"", "which is self-service");
}

TEST(Links, MovedContactsFallBackSomewhere) {
  const Edit to_email{"from = [\"phone\", \"email\"]\nto = \"web\"\n",
                      "from = \"phone\"\nto = \"email\"\ncompletes = 0.9\n"};
  expect_fault({to_email}, "completes = 0.9", "moved contacts that are not completed go nowhere");
  for (const char* way : {"falls-back-to = \"phone\"\n", "gives-up = 1\n"}) {
    const std::string text = edited(sound, to_email.old, to_email.by + way);
    EXPECT_TRUE(read_scenario_text(text, "test.toml").faults.empty()) << way;
  }
  expect_fault({{"falls-back-to = \"phone\"\n", ""}}, "completes = 0.85", "Add falls-back-to, or gives-up = 1");
  const std::string gives_up = edited(sound, "falls-back-to = \"phone\"\n", "gives-up = 1\n");
  EXPECT_TRUE(read_scenario_text(gives_up, "test.toml").faults.empty());
}

TEST(Links, CircularFallBacksAreNamed) {
  const Edit app{"[[demand]]\nid = \"mails\"",
                 "[[channel]]\nid = \"app\"\nkind = \"self-service\"\ncompletes = 0.5\nfalls-back-to = \"web\"\n\n"
                 "[[demand]]\nid = \"mails\""};
  expect_fault({app, {"falls-back-to = \"phone\"", "falls-back-to = \"app\""}}, "\"web\"\n\n[[demand]]",
               "circular fall-backs: web -> app -> web");
  expect_fault({{"falls-back-to = \"phone\"", "falls-back-to = \"web\""}}, "\"web\"\n\n[[demand]]",
               "circular fall-backs: web -> web");
  expect_fault({app, {"share = 0.1\n", "share = 0.1\nfalls-back-to = \"app\" #\n"}}, "\"app\" #",
               "circular fall-backs: web -> app -> web");
}

TEST(Links, CircularEmergencyToIsNamed) {
  const std::string closed = "kind = \"live\"\nwhen-closed = { emergency-to = \"care\" }\n";
  const std::string care =
      "[[channel]]\nid = \"care\"\nkind = \"live\"\nhours = { mon-fri = \"08:00-17:00\" }\n"
      "when-closed = { emergency-to = \"phone\" }\n\n[[demand]]\nid = \"mails\"";
  expect_fault({{"kind = \"live\"\n", closed}, {"[[demand]]\nid = \"mails\"", care}}, "\"phone\" }",
               "circular emergency-to: phone -> care -> phone");
  expect_fault({{"kind = \"live\"\n", "kind = \"live\"\nwhen-closed = { emergency-to = \"phone\" }\n"}}, "\"phone\" }",
               "circular emergency-to: phone -> phone");
}

TEST(Links, SharesOfTheSameContactsSumToAtMostOne) {
  expect_fault({{"{ web = 0.1 }", "{ web = 0.7 }"}}, "{ share = 0.4", "share and switch together are 1.1");
  expect_fault({{"kind = \"live\"\n",
                 "kind = \"live\"\nwhen-closed = { later = 0.6, later-after = \"2h\", switch = { web = 0.5 } }\n"}},
               "{ later", "later and switch together are 1.1");
  expect_fault({{"kind = \"live\"\n", "kind = \"live\"\nwhen-closed = { later = 0.6 }\n"}}, "later = 0.6",
               "later-after");
  expect_fault({{"{ web = 0.1 }", "{ phone = 0.1 }"}}, "phone = 0.1", "leads to phone itself");
  const Edit second{"share = 0.1\n", "share = 0.6\n\n[[option.shift]]\nfrom = \"phone\"\nshare = 0.5\n"};
  expect_fault({second, {"shiftable = 0.7\n", ""}}, "0.5\n", "take 1.1 of the contacts of repair-phone");
  expect_fault(
      {{"share = 0.1\n", "share = 0.1\n\n[[option.shift]]\nfrom = \"phone\"\nshare = 0.1\nsimplest-first = 0.5\n"}},
      "simplest-first", "with different simplest-first");
}

TEST(Links, DemandIsHourlyOrYearly) {
  expect_fault({{"per-hour = 2", "per-hour = 2\nper-year = 3"}}, "per-year = 3", "both per-hour and per-year");
  expect_fault({{"per-hour = 2", "per-hour = 2\nprofile = \"office\""}}, "profile = \"office\"\n\n[[team]]",
               "both per-hour and profile");
  expect_fault(
      {{"per-year = 20000", "per-year = 1000000000"}, {"\"08:00\" = 1, \"17:00\" = 0", "\"08:00\" = 1, \"08:01\" = 0"}},
      "1000000000", "contacts an hour at its peak");
  expect_fault({{"sat = 0, sun = 0 }", "sat = 0, sun = 0 }\nclosed-day-factor = 0\nmonth = [0,0,0,0,0,0,0,0,0,0,0,1]"},
                {"weeks = 4", "weeks = 4\nclosed-days = [" +
                                  [] {
                                    std::string days;
                                    for (int day = 1; day <= 31; ++day)
                                      days += (day > 1 ? ", 2024-12-" : "2024-12-") + std::string(day < 10 ? "0" : "") +
                                              std::to_string(day);
                                    return days;
                                  }() +
                                  "]"}},
               "\"office\"\nhandle", "no contact of repair-phone would come");
  expect_fault({{"channel = \"phone\"\nper", "channel = \"phnoe\"\nper"}}, "\"phnoe\"", "Did you mean \"phone\"?");
  expect_fault({{"completes = 0.85", "completes = 0.85\noffered-per-year = 1000"}}, "offered-per-year",
               "there is nothing to scale");
}

TEST(Links, TheWorkingClockIsForDeferredWork) {
  expect_fault({{"within = \"20s\"", "within = \"20s\", clock = \"working\""}}, "\"working\"", "on a live channel");
  expect_fault({{"within = \"24h\"", "within = \"2w\", clock = \"working\""}}, "\"2w\"", "Give days");
  expect_fault({{"within = \"24h\"", "within = \"1.5d\", clock = \"working\""}}, "\"1.5d\"", "whole days");
  expect_fault({{"within = \"24h\"", "within = \"0d\", clock = \"working\""}}, "\"0d\"", "whole days");
}

TEST(Links, StaffHasLimits) {
  expect_fault({{"staff = 12", "staff = 16001"}}, "roster", "16,001 people are rostered at 08:00 on 2023-12-25");
  // Lines on other days, or after one another, do not add up.
  const std::string text = edited(sound, "staff = 12 }",
                                  "staff = 16000 }, { days = \"mon-fri\", hours = \"17:00-20:00\", "
                                  "staff = 16000 }, { days = \"sat\", hours = \"always\", staff = 16000 }");
  EXPECT_TRUE(read_scenario_text(text, "test.toml").faults.empty());
  expect_fault({{"staff = 12 }",
                 "staff = 16000 }, { days = \"wed\", hours = \"16:59-17:00\", staff = 1, from = 2024-01-17, "
                 "to = 2024-01-17 }"}},
               "roster", "16,001 people are rostered at 16:59 on 2024-01-17");
}

TEST(Links, TooManyTables) {
  std::string text = sound;
  for (int i = 0; i < 1000; ++i)
    text += "[[demand]]\nid = \"d" + std::to_string(i) + "\"\nchannel = \"web\"\nper-hour = 0\n";
  const ReadScenario read = read_scenario_text(text, "test.toml");
  EXPECT_EQ(read.faults.size(), 1u) << all_of(read.faults);
  EXPECT_TRUE(has(read.faults, place_in(text, "[[demand]]\nid = \"d998\""), "more than 1,000")) << all_of(read.faults);
}

}  // namespace channelshift::test
