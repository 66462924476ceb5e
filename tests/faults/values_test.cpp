#include <algorithm>

#include "faulty.hpp"

/// Values of the wrong kind or size, keys that are unknown or missing: each at its place.
namespace channelshift::test {

namespace {}  // namespace

TEST(Values, SoundScenarioHasNoFaultsAndNoWarnings) {
  const ReadScenario read = read_scenario_text(sound, "test.toml");
  EXPECT_TRUE(read.scenario.has_value());
  EXPECT_TRUE(read.faults.empty()) << all_of(read.faults);
  EXPECT_TRUE(read.warnings.empty()) << all_of(read.warnings);
}

TEST(Values, UnknownKeysAndTheNearestKnownOne) {
  expect_all({
      {"weeks = 4", "weks = 4\nweeks = 4", "weks",
       "unknown key \"weks\" in [calendar] (it would have no effect). Did you "
       "mean \"weeks\"?"},
      {"per-hour = 2", "per-hour = 2\nshiftble = 0.5", "shiftble", "Did you mean \"shiftable\"?"},
      {"per-hour = 2", "per-hour = 2\npatience = 3", "patience = 3", "It is a key of [[channel]]."},
      {"wrap = \"20s\"", "wrapp = \"20s\"", "wrapp", "Did you mean \"wrap\"?"},
      {"keep-free = 1", "keep_free = 1", "keep_free", "Did you mean \"keep-free\"?"},
      {"share = 0.1\n", "share = 0.1\nqqqqq = 1\n", "qqqqq", "Remove it, or correct its name."},
      {"name = \"sound\"", "name = \"sound\"\nnme = 2", "nme", "in the scenario"},
  });
}

TEST(Values, DurationsNeedANumberAndAUnit) {
  expect_all({
      {"\"20s\", share", "20, share", "20, share", "Write \"20s\" if seconds are meant."},
      {"\"20s\", share", "\"20sec\", share", "\"20sec\"", "\"sec\" is no unit of time"},
      {"\"20s\", share", "\"20sec\", share", "\"20sec\"", "Write \"20s\"."},
      {"\"20s\", share", "\"2m\", share", "\"2m\"", "Write \"2min\"."},
      {"\"20s\", share", "\"20 s\", share", "\"20 s\"", "no space stands between number and unit"},
      {"\"20s\", share", "\"1h30min\", share", "\"1h30min\"", "one number and one unit"},
      {"\"20s\", share", "\"-20s\", share", "\"-20s\"", "cannot be negative"},
      {"\"20s\", share", "\"20\", share", "\"20\"", "a duration needs its unit"},
      {"\"20s\", share", "\"soon\", share", "\"soon\"", "a duration is a number and a unit"},
      {"\"20s\", share", "\"nan s\", share", "\"nan s\"", "a duration is a number and a unit"},
      {"\"20s\", share", "\"infs\", share", "\"infs\"", "a duration is a number and a unit"},
      {"\"20s\", share", "\"1e3s\", share", "\"1e3s\"", "one number and one unit"},
      {"\"20s\", share", "\"9999w\", share", "\"9999w\"", "it must be from 0s to 520w"},
      {"\"20s\", share", "true, share", "true", "within is true"},
      {"mean = \"3min\"", "mean = \"0s\"", "\"0s\"", "more than 0s"},
  });
}

TEST(Values, NumbersAreFiniteAndInTheirRange) {
  expect_all({
      {"share = 0.8 }", "share = 1.2 }", "1.2 }", "it must be from 0 to 1"},
      {"share = 0.8 }", "share = 80 }", "80 }", "write 0.8 for 80%"},
      {"share = 0.8 }", "share = -0.1 }", "-0.1", "it must be from 0 to 1"},
      {"share = 0.8 }", "share = nan }", "nan", "only finite numbers"},
      {"share = 0.8 }", "share = inf }", "inf }", "only finite numbers"},
      {"share = 0.8 }", "share = \"80%\" }", "\"80%\"", "0.1 is 10%"},
      {"per-hour = 2", "per-hour = -2", "-2", "it must be from 0 to 1,000,000"},
      {"per-hour = 2", "per-hour = 1000001", "1000001", "it must be from 0 to 1,000,000"},
      {"per-hour = 2", "per-hour = nan", "nan", "only finite numbers"},
      {"per-hour = 2", "per-hour = 2025-01-01", "2025-01-01", "is the date 2025-01-01"},
      {"per-year = 20000", "per-year = 1000000001", "1000000001", "from 0 to 1,000,000,000"},
      {"weeks = 4", "weeks = 0", "0\n\n[profile", "weeks is the number 0 (it must be from 1 to 520)"},
      {"weeks = 4", "weeks = 521", "521", "from 1 to 520"},
      {"weeks = 4", "weeks = 4.5", "4.5", "it is a count"},
      {"weeks = 4", "weeks = \"4\"", "\"4\"", "without quotes"},
      {"staff = 12", "staff = 100001", "100001", "from 0 to 100,000"},
      {"staff = 12", "staff = -33", "-33", "from 0 to 100,000"},
      {"staff = 12", "staff = 1.5", "1.5", "Give a whole number."},
      {"hourly-cost = 16.40", "hourly-cost = -33", "-33", "from 0 to"},
      {"weeks = 4", "weeks = 4\n[run]\nreplications = 1000001", "1000001", "from 1 to 1,000,000"},
      {"weeks = 4", "weeks = 4\n[run]\nseed = -33", "-33", "seed"},
      {"hourly-cost = 16.40", "hourly-cost = 16.40\nshrinkage = 1", "1\n\n[[option]]", "less than 1"},
      {"cv = 0.9", "cv = 0", "0, wrap", "it must be from 0.001 to 10"},
  });
}

TEST(Values, HoursRunForwardWithinADay) {
  expect_all({
      {"hours = \"08:00-17:00\"", "hours = \"17:00-08:00\"", "\"17:00-08:00\"", "it ends before it begins"},
      {"hours = \"08:00-17:00\"", "hours = \"22:00-06:00\"", "\"22:00-06:00\"",
       "write \"22:00-24:00\" and \"00:00-06:00\", each on its day"},
      {"hours = \"08:00-17:00\"", "hours = \"08:00-08:00\"", "\"08:00-08:00\"", "it is empty"},
      {"hours = \"08:00-17:00\"", "hours = \"8:00-17:00\"", "\"8:00-17:00\"", "times of day are HH:MM"},
      {"hours = \"08:00-17:00\"", "hours = \"08:00-24:30\"", "\"08:00-24:30\"", "from 00:00 to 24:00"},
      {"hours = \"08:00-17:00\"", "hours = \"08:60-17:00\"", "\"08:60-17:00\"", "minutes to 59"},
      {"hours = \"08:00-17:00\"", "hours = \"all day\"", "\"all day\"", "Write it like \"08:00-19:00\"."},
      {"hours = \"08:00-17:00\"", "hours = 8", "8, staff", "hours are text"},
      {"hours = \"08:00-17:00\"", "hours = [\"08:00-17:00\", \"16:00-18:00\"]", "\"16:00-18:00\"", "it overlaps"},
      {"hours = \"08:00-17:00\"", "hours = []", "[], staff", "it is empty"},
      {"days = \"mon-fri\"", "days = \"mon-fry\"", "\"mon-fry\"", "Did you mean \"fri\"?"},
      {"days = \"mon-fri\"", "days = \"sat-mon\"", "\"sat-mon\"", "days run forward"},
      {"days = \"mon-fri\"", "days = [\"mon-fri\", \"wed\"]", "\"wed\"", "Name each day once."},
      {"days = \"mon-fri\"", "days = []", "[], hours", "it names no day"},
      {"days = \"mon-fri\"", "days = 1", "1, hours", "days are text"},
      {"staff = 12", "staff = 12, break = \"17:00-17:30\"", "\"17:00-17:30\"", "outside the line's hours, 08:00-17:00"},
      {"staff = 12", "staff = 12, from = 2024-02-01, to = 2024-01-01", "2024-01-01 }", "before from, 2024-02-01"},
  });
  const std::string text = edited(sound, "{ mon-fri = \"08:00-17:00\" }\ntarget = { within = \"20s\"",
                                  "{ mon-fri = \"08:00-17:00\", fri = \"08:00-12:00\" }\ntarget = { within = \"20s\"");
  expect_only_fault(text, place_in(text, "fri = \"08:00-12:00\""), "names fri twice");
}

TEST(Values, TextChoicesAndDates) {
  expect_all({
      {"kind = \"self-service\"", "kind = \"self service\"", "\"self service\"", "Did you mean \"self-service\"?"},
      {"kind = \"self-service\"", "kind = 3", "3\ncompletes", "Put it in quotes."},
      {"shape = \"linear\"", "shape = \"slow\"", "\"slow\"", "it can be step, linear or logistic"},
      {"start = 2024-01-01", "start = \"2024-01-01\"", "\"2024-01-01\"", "without quotes"},
      {"start = 2024-01-01", "start = 0024-01-01", "0024", "between 1900 and 2199"},
      {"start = 2024-01-01", "start = 2024-01-01T08:00:00", "2024-01-01T", "a date with a time"},
      {"name = \"sound\"", "name = \"a b\"", "\"a b\"", "letters a-z, digits and dashes"},
      {"name = \"sound\"", "name = \"\"", "\"\"", "letters a-z, digits and dashes"},
      {"id = \"mails\"", "id = \"ma.ils\"", "\"ma.ils\"", "letters a-z, digits and dashes"},
      {"schema = 1", "schema = 2", "2\nname", "this program reads schema 1"},
      {"id = \"more-web\"", "id = \"baseline\"", "\"baseline\"", "the scenario as it stands"},
      {"id = \"repair\"", "id = \"repair\"\nemergency = \"no\"", "\"no\"", "Write true or false"},
      {"hourly-cost", "kind = \"hired\"\nhourly-cost", "\"hired\"", "it can be employed"},
  });
}

TEST(Values, RequiredKeys) {
  expect_all({
      {"schema = 1\n", "", "name", "lacks the key \"schema\""},
      {"name = \"sound\"\n", "", "schema", "lacks the key \"name\""},
      {"start = 2024-01-01\n", "", "[calendar]", "lacks the key \"start\""},
      {"weeks = 4\n", "", "[calendar]", "lacks the key \"weeks\""},
      {"hourly-cost = 16.40\n", "", "[[team]]", "lacks the key \"hourly-cost\""},
      {", staff = 12", "", "{ days", "lacks the key \"staff\""},
      {"hours = \"08:00-17:00\", ", "", "{ days", "lacks the key \"hours\""},
      {"per-hour = 2\n", "", "[[demand]]\nid", "neither per-hour nor per-year"},
      {"within = \"20s\", ", "", "{ share = 0.8 }", "target lacks the key \"within\""},
      {", cv = 1.0", "", "{ family = \"lognormal\", mean = \"250s\" }", "family \"lognormal\" needs it"},
      {", weeks = 2", "", "{ shape", "shape \"linear\" needs it"},
      {"share = 0.1\n", "", "[[option.shift]]", "lacks the key \"share\""},
  });
}

TEST(Values, ContractedTeams) {
  expect_all({
      {"hourly-cost = 16.40", "", "[[team]]", "lacks the key \"hourly-cost\""},
      {"hourly-cost = 16.40", "kind = \"contracted\"", "[[team]]", "kind \"contracted\" needs it"},
      {"hourly-cost", "kind = \"contracted\"\nrate = { per-contact = 1 }\nhourly-cost", "hourly-cost",
       "does not belong to [[team]] of kind \"contracted\""},
      {"hourly-cost = 16.40", "kind = \"contracted\"\nrate = { per-contact = 1 }\novertime-factor = 2",
       "overtime-factor", "only employed have it"},
      {"hourly-cost", "rate = { per-contact = 1 }\nhourly-cost", "rate = {", "only contracted have it"},
      {"staff = 12 } ]\nhourly-cost = 16.40",
       "staff = 12, premium = 1.1 } ]\nkind = \"contracted\"\nrate = { per-contact = 1 }", "premium",
       "paid by its rate"},
      {"hourly-cost = 16.40", "kind = \"contracted\"\nrate = { per-contact = -3.5 }", "-3.5", "per-contact"},
  });
}

TEST(Values, TurnoverOfStaff) {
  expect_all({
      {"hourly-cost", "turnover = { hiring = \"6w\" }\nhourly-cost", "{ hiring", "lacks the key \"leavers-per-year\""},
      {"hourly-cost", "turnover = { leavers-per-year = -0.5 }\nhourly-cost", "-0.5", "leavers-per-year"},
      {"hourly-cost", "turnover = { leavers-per-year = 0.2, hiring = 6 }\nhourly-cost", "6 }", "a duration"},
      {"hourly-cost", "turnover = { leavers-per-year = 0.2, learning = { start = 1.5, weeks = 8 } }\nhourly-cost",
       "1.5", "from 0.01 to 1"},
      {"hourly-cost", "turnover = { leavers-per-year = 0.2, learning = { start = 0.6 } }\nhourly-cost", "{ start",
       "lacks the key \"weeks\""},
      {"hourly-cost = 16.40",
       "kind = \"contracted\"\nrate = { per-contact = 1 }\nturnover = { leavers-per-year = 0.2 }", "turnover",
       "only employed have it"},
  });
}

TEST(Values, Revenue) {
  expect_all({
      {"shiftable = 0.7", "revenue = { value = 3 }", "{ value", "lacks the key \"conversion\""},
      {"shiftable = 0.7", "revenue = { conversion = 0.1 }", "{ conversion", "lacks the key \"value\""},
      {"shiftable = 0.7", "revenue = { value = 3, conversion = 1.7 }", "1.7", "conversion is the number 1.7"},
      {"shiftable = 0.7",
       "revenue = { value = 3, conversion = 0.6, conversion-max = 0.5, conversion-per-minute = 0.1 }", "0.6",
       "above conversion-max"},
      {"shiftable = 0.7", "revenue = { value = 3, conversion = 0.2, conversion-max = 0.5 }", "conversion-max",
       "nothing raises the conversion"},
      {"shiftable = 0.7", "revenue = { value = 3, conversion = 0.2, from-minute = 2 }", "from-minute",
       "nothing depends on the minutes"},
  });
}

TEST(Values, KeysThatDoNotBelongToTheKind) {
  for (const char* key :
       {"patience = { family = \"exponential\", mean = \"1min\" }", "balk = 0.1", "lines = 3",
        "retry = { after = { family = \"exponential\", mean = \"1min\" } }", "when-closed = { later = 0 }"}) {
    const std::string text = edited(sound, "kind = \"deferred\"", "kind = \"deferred\"\n" + std::string(key));
    const std::string name = std::string(key).substr(0, std::string(key).find(' '));
    expect_only_fault(text, place_in(text, key), name + " does not belong to [[channel]] of kind \"deferred\"");
  }
  expect_all({
      {"kind = \"live\"", "kind = \"live\"\ninterruptible = true", "interruptible", "only deferred have it"},
      {"kind = \"live\"", "kind = \"live\"\ngives-up = 0.1", "gives-up", "only self-service have it"},
      {"kind = \"live\"", "kind = \"live\"\nfalls-back-to = \"email\"", "falls-back-to = \"email\"", "does not belong"},
      {"completes = 0.85", "completes = 0.85\nhours = \"always\"", "hours = \"always\"",
       "only live and deferred have it"},
      {"mean = \"3min\"", "mean = \"3min\", k = 2", "k = 2", "of family \"exponential\" (only erlang have it)"},
  });
}

TEST(Values, Distributions) {
  const auto patience = [](const std::string& table) {
    return edited(sound, "patience = { family = \"exponential\", mean = \"3min\" }", "patience = " + table);
  };
  const std::vector<std::array<std::string, 3>> cases = {
      {"{ family = \"normal\", mean = \"3min\" }", "\"normal\"", "it can be deterministic"},
      {"{ mean = \"3min\" }", "{ mean = \"3min\" }", "lacks the key \"family\""},
      {"{ family = \"uniform\", low = \"3min\", high = \"2min\" }", "\"2min\"", "not above low"},
      {"{ family = \"triangular\", low = \"1min\", mode = \"5min\", high = \"2min\" }", "\"5min\"",
       "outside 1min to 2min"},
      {"{ family = \"hyperexponential\", shares = [0.5, 0.4], means = [\"1min\", \"2min\"] }", "[0.5, 0.4]",
       "sum to 0.9"},
      {"{ family = \"hyperexponential\", shares = [1.0], means = [\"1min\", \"2min\"] }", "[\"1min\", \"2min\"]",
       "1 shares and 2 means"},
      {"{ family = \"erlang\", mean = \"3min\", k = 0 }", "0 }\nretry", "from 1 to 1000"},
      {"{ family = \"empirical\" }", "{ family = \"empirical\" }", "without csv"},
      {"{ family = \"empirical\", values = [] }", "[] }", "nothing was observed"},
      {"{ family = \"empirical\", csv = \"none.csv\" }", "\"none.csv\"", "there is no such file"},
      {"\"3min\"", "\"3min\"", "distribution"},
  };
  for (const auto& [table, needle, part] : cases) {
    SCOPED_TRACE(table);
    const std::string text = patience(table);
    expect_only_fault(text, place_in(text, needle), part);
  }
  const std::string text = edited(sound, "wrap = \"20s\"", "wrap = \"251s\"");
  expect_only_fault(text, place_in(text, "\"251s\""), "wrap is a part of the mean");
}

TEST(Values, Profiles) {
  const auto with = [](const std::string& lines) {
    return edited(sound, "day = { \"00:00\" = 0, \"08:00\" = 1, \"17:00\" = 0 }\n", lines + "\n");
  };
  const std::vector<std::array<std::string, 3>> cases = {
      {"month = [1, 1, 1]", "[1, 1, 1]", "month has 3 values"},
      {"day = { \"08:00\" = 1 }", "{ \"08:00\" = 1 }", "from \"00:00\" on"},
      {"day = { \"00:00\" = 0 }", "{ \"00:00\" = 0 }", "of zeros"},
      {"day = { \"00:00\" = 1, \"24:00\" = 2 }", "\"24:00\"", "the day ends there"},
      {"day = { \"00:00\" = 1, \"9\" = 2 }", "\"9\"", "times of day are HH:MM"},
      {"busy-day = \"ofice\"", "\"ofice\"", "Did you mean \"office\"?"},
      {"busy-day = { correlation = 0.3 }", "{ correlation", "lacks the key \"cv\""},
      {"csv = \"none.csv\"", "weekday", "both weekday and csv"},
      {"closed-day-factor = -33", "-33", "from 0 to 1000"},
  };
  for (const auto& [lines, needle, part] : cases) {
    SCOPED_TRACE(lines);
    const std::string text = with(lines);
    const ReadScenario read = read_scenario_text(text, "test.toml");
    EXPECT_TRUE(has(read.faults, place_in(text, needle), part)) << all_of(read.faults);
  }
  expect_all({{"wed = 1.0, ", "", "{ mon = 1.2", "lacks wed"},
              {"sun = 0 }", "sun = 0, son = 1 }", "son = 1", "no day of the week"},
              {"profile = \"office\"", "profile = \"ofice\"", "\"ofice\"", "Did you mean \"office\"?"}});
  const std::string shared = sound + "\n[profile.a]\nbusy-day = \"b\"\n[profile.b]\nbusy-day = \"office\"\n";
  const ReadScenario read = read_scenario_text(shared, "test.toml");
  EXPECT_TRUE(has(read.faults, place_in(shared, "\"b\""), "no busy days of its own")) << all_of(read.faults);
}

TEST(Values, Calendar) {
  expect_all({
      {"weeks = 4", "weeks = 4\ninterval = \"7min\"", "\"7min\"", "must divide 24 hours"},
      {"weeks = 4", "weeks = 4\ninterval = \"10s\"", "\"10s\"", "from 1min to 1d"},
      {"weeks = 4", "weeks = 4\nclosed-days = \"scotland\"", "\"scotland\"", "england-and-wales"},
      {"weeks = 4", "weeks = 4\nclosed-days = [2024-01-02, 2024-01-02]", "2024-01-02]", "Name each day once."},
      {"weeks = 4", "weeks = 4\nclosed-days = [\"2024-01-02\"]", "\"2024-01-02\"", "without quotes"},
      {"weeks = 4", "weeks = 4\nspecial-hours = [ { date = 2024-01-05, channel = \"fone\", hours = \"closed\" } ]",
       "\"fone\"", "Did you mean \"phone\"?"},
      {"weeks = 4", "weeks = 4\nspecial-hours = [ { date = 2024-01-05, channel = \"web\", hours = \"closed\" } ]",
       "\"web\", hours", "it is always open"},
      {"weeks = 4",
       "weeks = 4\nspecial-hours = [ { date = 2024-01-05, channel = \"phone\", hours = \"closed\" },\n"
       "  { date = 2024-01-05, channel = \"phone\", hours = \"always\" } ]",
       "{ date = 2024-01-05, channel = \"phone\", hours = \"always\" }", "given twice"},
  });
  const std::string text = edited(edited(sound, "weeks = 4", "weeks = 4\nclosed-days = \"england-and-wales\""),
                                  "start = 2024-01-01", "start = 1960-01-04");
  expect_only_fault(text, place_in(text, "\"england-and-wales\""), "not known");
}

TEST(Values, EveryFaultAtOnceInOrder) {
  std::string text = edited(sound, "weeks = 4", "weeks = 0");
  text = edited(text, "within = \"20s\"", "within = 20");
  text = edited(text, "answers = [\"phone\"", "answers = [\"phnoe\"");
  text = edited(text, "hourly-cost = 16.40", "hourly-cost = nan");
  text = edited(text, "to = \"web\"", "to = \"wbe\"");
  text = edited(text, "shiftable = 0.7", "shiftable = 7");
  const ReadScenario read = read_scenario_text(text, "test.toml");
  std::vector<std::string> places;
  for (const Fault& fault : read.faults) places.push_back(fault.where);
  const std::vector<std::string> expected = {"test.toml:6:9",   "test.toml:21:21", "test.toml:44:13",
                                             "test.toml:54:12", "test.toml:56:15", "test.toml:65:6"};
  EXPECT_EQ(places, expected) << all_of(read.faults);
}

}  // namespace channelshift::test
