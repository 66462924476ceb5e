#include "faulty.hpp"

#include "models/scenario/levels.hpp"

/// Surges, correlated busy days, parts of the day, recorded contacts and duty rosters: what is nonsense or
/// contradictory.
namespace channelshift::test {

namespace {

const std::string a_surge = R"(
[[surge]]
demand = ["mails"]
start = 2024-01-08
shape = { "0d" = 2.5, "3d" = 1.8, "1w" = 1 }
)";

const std::string two_busy = R"(
[profile.calls]
busy-day = { cv = 0.2, correlation = 0.3 }

[profile.visits]
busy-day = { cv = 0.3, correlation = 0.5 }

[profile.calm]
closed-day-factor = 0.5

[[busy-day-correlation]]
profiles = ["calls", "visits"]
correlation = 0.6
)";

void expect_edited(const std::string& base, std::string_view old, std::string_view by, std::string_view needle,
                   std::string_view part) {
  SCOPED_TRACE(by);
  const std::string text = edited(base, old, by);
  expect_only_fault(text, place_in(text, needle), part);
}

/// Reading finds no fault, and this warning.
void expect_warning(const std::string& text, const std::string& where, std::string_view part,
                    const std::filesystem::path& name = "test.toml") {
  const ReadScenario read = read_scenario_text(text, name);
  EXPECT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  EXPECT_TRUE(has(read.warnings, where, part)) << all_of(read.warnings);
}

void expect_sound(const std::string& text) {
  const ReadScenario read = read_scenario_text(text, "test.toml");
  EXPECT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  EXPECT_TRUE(read.warnings.empty()) << all_of(read.warnings);
}

}  // namespace

TEST(SurgeFaults, EachHasItsPlaceAndReason) {
  const std::string text = sound + a_surge;
  expect_sound(text);
  expect_edited(text, "demand = [\"mails\"]", "demand = [\"mils\"]", "\"mils\"", "Did you mean \"mails\"?");
  expect_edited(text, "demand = [\"mails\"]", "demand = [\"mails\", \"mails\"]", "\"mails\"]", "in this list already");
  expect_edited(text, "demand = [\"mails\"]", "demand = []", "[]", "it names no demand");
  expect_edited(text, "\"0d\" = 2.5", "\"1d\" = 2.5", "{ \"1d\"", "does not say the factor from \"0d\" on");
  expect_edited(text, "\"3d\" = 1.8", "\"3h\" = 1.8", "\"3h\"", "whole days");
  expect_edited(text, "\"3d\" = 1.8", "3 = 1.8", "3 = 1.8", "a duration needs its unit");
  expect_edited(text, "\"3d\" = 1.8", "\"7d\" = 1.8", "\"1w\"", "names day 7 twice");
  expect_edited(text, "\"3d\" = 1.8", "\"3d\" = -7", "-7", "from 0 to 1000");
  expect_edited(text, "start = 2024-01-08", "start = \"soon\"", "\"soon\"", "dates are written");
  expect_edited(text, "start = 2024-01-08\n", "", "[[surge]]", "lacks the key \"start\"");
}

TEST(SurgeFaults, OddOnesAreWarnings) {
  const std::string endless = edited(sound + a_surge, "\"1w\" = 1 }", "\"1w\" = 1.2 }");
  expect_warning(endless, place_in(endless, "{ \"0d\""), "never ends");
  const std::string late = edited(sound + a_surge, "start = 2024-01-08", "start = 2025-01-08");
  expect_warning(late, place_in(late, "2025-01-08"), "changes nothing");
}

TEST(SurgeFaults, TooManyAnHour) {
  const std::string text =
      edited(edited(sound + a_surge, "per-hour = 2", "per-hour = 20000"), "\"0d\" = 2.5", "\"0d\" = 100");
  expect_only_fault(text, place_in(text, "20000\n\n[[team]]"), "2000000 contacts an hour at its peak on 2024-01-08");
}

TEST(Surges, AreSetByNumberAndById) {
  const auto factor = [](const std::string& text, const std::string& set) {
    const ReadScenario read = read_scenario_text(text, "test.toml", std::vector{set});
    EXPECT_TRUE(read.scenario.has_value()) << all_of(read.faults);
    return read.scenario ? read.scenario->model.surges.at(0).shape.at(0).factor : 0;
  };
  EXPECT_EQ(factor(sound + a_surge, "surge.1.shape={ \"0d\" = 4, \"1d\" = 1 }"), 4);
  EXPECT_EQ(factor(edited(sound + a_surge, "demand = [\"mails\"]", "id = \"bills\"\ndemand = [\"mails\"]"),
                   "surge.bills.shape={ \"0d\" = 5, \"1d\" = 1 }"),
            5);
  const std::string text = edited(sound + a_surge, "\"channel.phone.target.share\" = 0.75",
                                  "\"surge.1.shape\" = { \"0d\" = 1.5, \"9d\" = 1 }");
  const ReadScenario read = read_scenario_text(text, "test.toml");
  ASSERT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  EXPECT_EQ(read.scenario->model.surges[0].shape[0].factor, 2.5);
  EXPECT_EQ(read.scenario->options[0].model.surges[0].shape[0].factor, 1.5);
}

TEST(CorrelationFaults, EachHasItsPlaceAndReason) {
  const std::string text = sound + two_busy;
  expect_sound(text);
  const std::string_view pair = "profiles = [\"calls\", \"visits\"]";
  expect_edited(text, pair, "profiles = [\"calls\", \"vists\"]", "\"vists\"", "Did you mean \"visits\"?");
  expect_edited(text, pair, "profiles = [\"calls\"]", "[\"calls\"]", "between two or more");
  expect_edited(text, pair, "profiles = [\"calls\", \"calm\"]", "[\"calls\", \"calm\"]", "calm has no busy days");
  expect_edited(text, pair, "profiles = [\"calls\", \"calls\"]", "[\"calls\", \"calls\"]", "with themselves");
  expect_edited(text, "correlation = 0.6", "correlation = 1.25", "1.25", "from -1 to 1");
  expect_edited(text, "correlation = 0.6", "correlation = 0.99", "0.99", "too different");
  const std::string twice = "\n[[busy-day-correlation]]\nprofiles = [ \"visits\", \"calls\"]\ncorrelation = 0.1\n";
  expect_only_fault(text + twice, place_in(text + twice, "[ \"visits\""), "is given before");
}

// a with b 0.9, b with c 0.9 and a against c: the determinant is negative.
TEST(CorrelationFaults, NoDaysAreLikeThat) {
  std::string text = sound;
  for (const char* id : {"a", "b", "c"})
    text += std::string("\n[profile.") + id + "]\nbusy-day = { cv = 0.2, correlation = 0.3 }\n";
  const auto pair = [](const char* names, const char* correlation) {
    return std::string("\n[[busy-day-correlation]]\nprofiles = ") + names + "\ncorrelation = " + correlation + "\n";
  };
  text += pair("[\"a\", \"b\"]", "0.9") + pair("[\"b\", \"c\"]", "0.9");
  expect_sound(text + pair("[\"a\", \"c\"]", "0.62"));  // 2 x 0.81 - 1
  const std::string wrong = text + pair("[\"a\", \"c\"]", "0.61");
  expect_only_fault(wrong, place_in(wrong, "0.61"), "contradict each other");
}

TEST(PartsFaults, EachHasItsPlaceAndReason) {
  const std::string text = edited(sound + two_busy, "cv = 0.2, correlation = 0.3",
                                  "cv = 0.2, parts = [\"08:00-12:00\", \"12:00-17:00\"], part-cv = 0.1");
  expect_sound(text);
  expect_edited(text, ", part-cv = 0.1", "", "parts = [", "parts without part-cv");
  expect_edited(text, "parts = [\"08:00-12:00\", \"12:00-17:00\"], ", "", "part-cv", "part-cv without parts");
  expect_edited(text, "\"12:00-17:00\"], part", "\"11:00-17:00\"], part", "\"11:00-17:00\"", "overlap");
}

TEST(DailyCountsFaults, AreOneOfTwo) {
  expect_sound(edited(sound, "per-hour = 2", "per-hour = 2\ndaily-counts = \"fixed\""));
  expect_edited(sound, "per-hour = 2", "per-hour = 2\ndaily-counts = \"fixd\"", "\"fixd\"", "Did you mean \"fixed\"?");
}

TEST(TraceFaults, StandInTheFile) {
  const Folder folder;
  const std::string text = edited(sound, "per-hour = 2", "trace = \"log.csv\"");
  const std::filesystem::path scenario = folder.path() / "test.toml";
  const std::string log = (folder.path() / "log.csv").string();
  const auto expect = [&](std::string_view csv, const std::string& where, std::string_view part) {
    SCOPED_TRACE(csv);
    folder.write("log.csv", csv);
    const ReadScenario read = read_scenario_text(text, scenario);
    EXPECT_FALSE(read.scenario.has_value());
    EXPECT_EQ(read.faults.size(), 1u) << all_of(read.faults);
    EXPECT_TRUE(has(read.faults, log + where, part)) << all_of(read.faults);
  };
  expect("time\n2024-01-01T09:00\n", ":1:1", "lacks the column \"arrival\"");
  expect("arrival\n", ":1:1", "holds no contact");
  expect("arrival\n2024-01-01T09:00\nnever\n", ":3:1", "\"never\" is no arrival");
  expect("arrival\n2024-01-32T09:00\n", ":2:1", "is no arrival");
  expect("arrival\n2024-01-31T24:00\n", ":2:1", "is no arrival");
  expect("arrival\n2024-01-31T09:00:15Z\n", ":2:1", "without a time zone");
  expect("arrival\n2024-01-31T09:00:61\n", ":2:1", "is no arrival");
  expect("arrival,handle_s\n2024-01-31T09:00,soon\n", ":2:18", "\"soon\" is no handle time");
  expect("arrival,handle_s\n2024-01-31T09:00,-5\n", ":2:18", "is no handle time");
  expect("handle_s,arrival\n5\n", ":2:1", "the line has no arrival");
}

TEST(TraceFaults, ContradictionsAndWhatLiesOutside) {
  const Folder folder;
  folder.write("log.csv", "arrival,handle_s\n2024-01-03T09:00,60\n2023-12-24T09:00,60\n2024-01-02 09:00:00.5,\n");
  const std::filesystem::path name = folder.path() / "test.toml";
  const std::string text = edited(sound, "per-hour = 2", "trace = \"log.csv\"");
  expect_warning(text, place_in(text, "trace", name.string()), "1 of the 3 recorded contacts of mails", name);
  const auto expect = [&](const std::string& wrong, std::string_view needle, std::string_view part) {
    SCOPED_TRACE(part);
    const ReadScenario read = read_scenario_text(wrong, name);
    EXPECT_EQ(read.faults.size(), 1u) << all_of(read.faults);
    EXPECT_TRUE(has(read.faults, place_in(wrong, needle, name.string()), part)) << all_of(read.faults);
  };
  const auto with = [&](std::string_view more) { return edited(text, "trace =", std::string(more) + "\ntrace ="); };
  expect(with("per-hour = 3"), "trace", "both per-hour and recorded");
  expect(with("profile = \"office\" # x"), "profile = \"office\" # x", "both profile and trace");
  expect(with("daily-counts = \"fixed\""), "daily-counts", "both daily-counts and trace");
  expect(text + a_surge, "[\"mails\"]", "whose contacts are recorded");
  const std::string offered = edited(text, "id = \"email\"", "id = \"email\"\noffered-per-year = 5");
  expect(offered, "offered-per-year", "a record cannot be scaled");
}

TEST(TraceFaults, NoTimeIsAWarning) {
  const Folder folder;
  folder.write("log.csv", "arrival,handle_s\n2024-01-03T09:00,60\n2024-01-02T09:00,0\n");
  const std::filesystem::path name = folder.path() / "test.toml";
  const std::string text = edited(sound, "per-hour = 2", "trace = \"log.csv\"");
  expect_warning(text, place_in(text, "trace", name.string()), "1 of the 2 recorded contacts of mails have", name);
}

TEST(Trace, IsReadInOrderWithRecordedOrGivenHandleTimes) {
  const Folder folder;
  folder.write("log.csv", "arrival,handle_s\n2024-01-03T09:00:00,61\n2024-01-02T09:00,59\n2024-01-02 08:59:59.5,\n");
  const std::string text = edited(sound, "per-hour = 2", "trace = \"log.csv\"");
  const ReadScenario read = read_scenario_text(text, folder.path() / "test.toml");
  ASSERT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  const Demand& demand = read.scenario->model.demands[1];
  const Date second{std::chrono::year{2024} / 1 / 2};
  const std::vector<RecordedArrival> by_hand{
      {second, 32399.5, std::nullopt}, {second, 32400, 59.0}, {second + std::chrono::days{1}, 32400, 61.0}};
  EXPECT_EQ(demand.recorded, by_hand);
  ASSERT_TRUE(demand.handle.has_value());
  EXPECT_EQ(demand.handle->values_s, (std::vector<double>{59, 61}));

  // The resolved text says the same without the file.
  const ReadScenario again = read_scenario_text(read.resolved_toml, "elsewhere.toml");
  ASSERT_TRUE(again.scenario.has_value()) << all_of(again.faults);
  EXPECT_EQ(again.scenario->model, read.scenario->model);

  const ReadScenario given = read_scenario_text(text, folder.path() / "test.toml",
                                                std::vector<std::string>{"demand.mails.handle={ family = "
                                                                         "\"exponential\", mean = \"90s\" }"});
  ASSERT_TRUE(given.scenario.has_value()) << all_of(given.faults);
  EXPECT_EQ(given.scenario->model.demands[1].handle->mean_s, 90);
  EXPECT_FALSE(given.scenario->model.demands[1].recorded[1].handle_s.has_value());
}

TEST(DutyFaults, StandInTheFile) {
  const Folder folder;
  const std::string line = "roster = [ { days = \"mon-fri\", hours = \"08:00-17:00\", staff = 12 } ]";
  const std::string text = edited(sound, line, "roster-csv = \"duty.csv\"");
  const std::string duty = (folder.path() / "duty.csv").string();
  const auto expect = [&](std::string_view csv, const std::string& where, std::string_view part) {
    SCOPED_TRACE(csv);
    folder.write("duty.csv", csv);
    const ReadScenario read = read_scenario_text(text, folder.path() / "test.toml");
    EXPECT_EQ(read.faults.size(), 1u) << all_of(read.faults);
    EXPECT_TRUE(has(read.faults, duty + where, part)) << all_of(read.faults);
  };
  expect("date,from,staff\n", ":1:1", "neither the columns date, from, to, staff nor start, end");
  expect("date,from,to,staff\n2024-01-02,08:00,17:00\n", ":2:1", "too short");
  expect("date,from,to,staff\n2024-13-02,08:00,17:00,3\n", ":2:1", "is no date");
  expect("date,from,to,staff\n2024-01-02,8:00,17:00,3\n", ":2:12", "is no time of a roster");
  expect("date,from,to,staff\n2024-01-02,08:00,17:00:30,3\n", ":2:18", "whole minutes");
  expect("date,from,to,staff\n2024-01-02,08:00,17:00,2.5\n", ":2:24", "is no number of staff");
  expect("date,from,to,staff\n2024-01-02,08:00,08:00,2\n", ":2:18", "the duty is empty");
  expect("agent,start,end\nx,2024-01-02T08:00,2024-01-03T08:00\n", ":2:20", "ends within 24 hours");
  expect("agent,start,end\nx,2024-01-02T08:00,2024-01-02T07:00\n", ":2:20", "ends within 24 hours");
  folder.write("duty.csv", "start,end\n2024-01-02T08:00,2024-01-02T17:00\n");
  const std::string both = edited(text, "roster-csv", line + "\nroster-csv");
  const ReadScenario read = read_scenario_text(both, folder.path() / "test.toml");
  EXPECT_TRUE(has(read.faults, place_in(both, "roster-csv", (folder.path() / "test.toml").string()), "both roster and"))
      << all_of(read.faults);
  expect_only_fault(edited(sound, line + "\n", ""), place_in(edited(sound, line + "\n", ""), "[[team]]"),
                    "lacks the key \"roster\"");
}

namespace {

/// Staff by the hour on a date of January 2024.
std::vector<double> by_hour(const Team& team, unsigned day) {
  const Date date{std::chrono::year{2024} / 1 / std::chrono::day{day}};
  const std::vector<Level> levels = levels_on(team, {date, 1, false});
  std::vector<double> hours;
  for (int h = 0; h < 24; ++h) {
    double staff = 0;
    for (const Level& level : levels)
      if (level.from_s <= h * 3600) staff = level.staff;
    hours.push_back(staff);
  }
  return hours;
}

std::vector<double> table(std::initializer_list<std::pair<int, double>> runs) {
  std::vector<double> hours;
  for (const auto& [length, staff] : runs) hours.insert(hours.end(), static_cast<std::size_t>(length), staff);
  return hours;
}

}  // namespace

// Levels by the hour as one would write them down beside the file; both forms of the file say the same.
TEST(Duty, LevelsAreThoseOfTheFile) {
  const Folder folder;
  folder.write("duty.csv",
               "date,from,to,staff\n2024-01-02,08:00,16:00,3\n2024-01-02,12:00,20:00,2\n2024-01-02,22:00,06:00,1\n"
               "2024-01-03,00:00,24:00,1\n2024-01-02,08:00,16:00,1\n2024-01-04,20:00,24:00,5\n");
  folder.write("agents.csv",
               "agent,start,end\n"
               "a,2024-01-02T08:00,2024-01-02T16:00\nb,2024-01-02T08:00,2024-01-02T16:00:00\n"
               "c,2024-01-02 08:00,2024-01-02 16:00\nd,2024-01-02T08:00,2024-01-02T16:00\n"
               "e,2024-01-02T12:00,2024-01-02T20:00\nf,2024-01-02T12:00,2024-01-02T20:00\n"
               "g,2024-01-02T22:00,2024-01-03T06:00\n");
  const std::string line = "roster = [ { days = \"mon-fri\", hours = \"08:00-17:00\", staff = 12 } ]";
  const auto team = [&](const std::string& file) {
    const ReadScenario read =
        read_scenario_text(edited(sound, line, "roster-csv = \"" + file + "\""), folder.path() / "test.toml");
    EXPECT_TRUE(read.scenario.has_value()) << all_of(read.faults);
    return read.scenario ? read.scenario->model.teams[0] : Team{};
  };
  const std::vector<double> second = table({{8, 0}, {4, 4}, {4, 6}, {4, 2}, {2, 0}, {2, 1}});
  const Team dated = team("duty.csv");
  EXPECT_EQ(by_hour(dated, 1), table({{24, 0}}));
  EXPECT_EQ(by_hour(dated, 2), second);
  EXPECT_EQ(by_hour(dated, 3), table({{6, 2}, {18, 1}}));
  EXPECT_EQ(by_hour(dated, 4), table({{20, 0}, {4, 5}}));
  const Team agents = team("agents.csv");
  EXPECT_EQ(by_hour(agents, 2), second);
  EXPECT_EQ(by_hour(agents, 3), table({{6, 1}, {18, 0}}));
}

}  // namespace channelshift::test
