#include "faulty.hpp"

/// Files that are missing, unreadable or no TOML; files that extend each other; CSV files.
namespace channelshift::test {

TEST(Files, MissingFileOrFolderWithoutScenario) {
  const Folder folder;
  const std::string absent = (folder.path() / "absent.toml").string();
  ReadScenario read = read_scenario(absent);
  EXPECT_TRUE(has(read.faults, absent, "there is no such file")) << all_of(read.faults);
  read = read_scenario(folder.path());
  EXPECT_TRUE(has(read.faults, folder.path().string(), "holds no scenario.toml")) << all_of(read.faults);
  folder.write("scenario.toml", sound);
  read = read_scenario(folder.path());
  EXPECT_TRUE(read.scenario.has_value()) << all_of(read.faults);
}

TEST(Files, OnlyTheFirstFaultOfSyntax) {
  expect_only_fault("schema = 1\nname = \nx = = 2\n", "test.toml:2:8", "this is not TOML");
  expect_only_fault("schema = 1\nwithin = 08:00-19:00\n", "test.toml:2:10", "in quotes");
  expect_only_fault("schema = 1\nschema = 1\n", "test.toml:2:10", "cannot redefine");
  expect_only_fault("start = 2024-02-30\n", "test.toml:1:19", "expected day");
  expect_only_fault("[;", "test.toml:1:2", "this is not TOML");
  expect_only_fault(std::string(5000, '['), "test.toml:1:3", "this is not TOML");
}

TEST(Files, ControlCharactersAndOtherEncodings) {
  using namespace std::string_literals;
  expect_only_fault("schema = 1\nname = \"a\0b\"\n"s, "test.toml:2:10", "control character 0x00");
  expect_only_fault("schema = 1\nname = \"a\x07\"\n"s, "test.toml:2:10", "control character 0x07");
  expect_only_fault("name = \"caf\xE9\"\n", "test.toml:1:12", "not UTF-8");
  expect_only_fault("a = \"\xED\xA0\x80\"\n", "test.toml:1:6", "not UTF-8");
  // A mark before the text and the line ends of Windows are in order.
  std::string text = "\xEF\xBB\xBF" + sound;
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.replace(at, 1, "\r\n");
  EXPECT_TRUE(read_scenario_text(text, "test.toml").scenario.has_value());
}

TEST(Files, EndlessKeysAndFiles) {
  std::string key = "a";
  for (int i = 0; i < 200'000; ++i) key += ".a";
  expect_only_fault(key + " = 1\n", "test.toml:1:2002", "more than 1,000 parts");
  const Folder folder;
  const std::filesystem::path large = folder.write("large.toml", sound + std::string(1'000'000, '#'));
  const ReadScenario read = read_scenario(large);
  EXPECT_TRUE(has(read.faults, large.string(), "at most 1 MB")) << all_of(read.faults);
}

TEST(Files, AnEmptyScenarioLacksEverything) {
  const ReadScenario read = read_scenario_text("", "test.toml");
  for (const char* part : {"\"schema\"", "\"name\"", "no [calendar]", "no [[channel]]"}) {
    EXPECT_TRUE(has(read.faults, "test.toml:1:1", part)) << all_of(read.faults);
  }
}

TEST(Extends, CompletesKeyByKeyAndReplacesOtherLists) {
  const Folder folder;
  folder.write("base.toml", sound);
  const std::filesystem::path path = folder.write("child.toml", R"(extends = "base.toml"
name = "child"
[calendar]
weeks = 8
[profile.office]
closed-day-factor = 0.5
[profile.even]
[[channel]]
id = "phone"
target = { within = "30s", share = 0.7 }
[[channel]]
id = "chat"
kind = "live"
hours = "always"
[[demand]]
id = "repair-phone"
per-year = 30000
[[team]]
id = "advisers"
roster = [ { hours = "always", staff = 3 } ]
)");
  const ReadScenario read = read_scenario(path);
  ASSERT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  const Scenario& s = *read.scenario;
  EXPECT_EQ(s.name, "child");
  EXPECT_EQ(s.calendar.weeks, 8);
  EXPECT_EQ(s.calendar.start, Date{std::chrono::year{2024} / 1 / 1});
  ASSERT_EQ(s.model.profiles.size(), 2u);
  EXPECT_EQ(s.model.profiles[0].closed_day_factor, 0.5);
  EXPECT_EQ(s.model.profiles[0].weekday[0], 1.2);
  ASSERT_EQ(s.model.channels.size(), 4u);
  EXPECT_EQ(s.model.channels[0].target->within_s, 30);
  EXPECT_TRUE(s.model.channels[0].patience.has_value());
  EXPECT_EQ(s.model.channels[3].id, "chat");
  EXPECT_EQ(s.model.demands.size(), 2u);
  EXPECT_EQ(s.model.demands[0].per_year, 30000);
  ASSERT_EQ(s.model.teams[0].roster.size(), 1u);
  EXPECT_EQ(s.model.teams[0].roster[0].staff, 3);
  EXPECT_EQ(s.model.teams[0].hourly_cost, 16.40);
}

TEST(Extends, FaultsAreLocatedInTheFileOfTheValue) {
  const Folder folder;
  const std::string base = edited(sound, "hourly-cost = 16.40", "hourly-cost = -16.40");
  const std::string base_path = folder.write("base.toml", base).string();
  const std::string child = "extends = \"base.toml\"\n[[team]]\nid = \"advisers\"\nshrinkage = 2\n";
  const std::string child_path = folder.write("child.toml", child).string();
  const ReadScenario read = read_scenario(child_path);
  EXPECT_EQ(read.faults.size(), 2u);
  EXPECT_TRUE(has(read.faults, place_in(base, "-16.40", base_path), "hourly-cost")) << all_of(read.faults);
  EXPECT_TRUE(has(read.faults, child_path + ":4:13", "shrinkage")) << all_of(read.faults);
}

TEST(Extends, CirclesAndMissingFilesAreNamed) {
  const Folder folder;
  const std::string a = folder.write("a.toml", "extends = \"b.toml\"\n").string();
  const std::string b = folder.write("b.toml", "extends = \"a.toml\"\n").string();
  ReadScenario read = read_scenario(a);
  EXPECT_EQ(read.faults.size(), 1u) << all_of(read.faults);
  EXPECT_TRUE(has(read.faults, b + ":1:11", "circular extends: " + a + " extends " + b + " extends " + a))
      << all_of(read.faults);
  const std::string self = folder.write("self.toml", "name = \"x\"\nextends = \"self.toml\"\n").string();
  EXPECT_TRUE(has(read_scenario(self).faults, self + ":2:11", "circular extends"));
  const std::string lost = folder.write("lost.toml", "extends = \"nowhere.toml\"\n").string();
  EXPECT_TRUE(has(read_scenario(lost).faults, lost + ":1:11", "there is no such file"));
  const std::string odd = folder.write("odd.toml", "extends = 3\n").string();
  EXPECT_TRUE(has(read_scenario(odd).faults, odd + ":1:11", "Write extends = \"other.toml\""));
  const std::string broken = folder.write("broken.toml", "schema = = 1\n").string();
  const std::string child = folder.write("child.toml", "extends = \"broken.toml\"\n").string();
  read = read_scenario(child);
  EXPECT_EQ(read.faults.size(), 1u) << all_of(read.faults);
  EXPECT_TRUE(has(read.faults, broken + ":1:10", "this is not TOML")) << all_of(read.faults);
}

TEST(Extends, AFolderCanBeExtended) {
  const Folder folder;
  std::filesystem::create_directories(folder.path() / "base");
  folder.write("base/scenario.toml", sound);
  EXPECT_TRUE(read_scenario(folder.write("child.toml", "extends = \"base\"\n")).scenario.has_value());
}

TEST(Csv, ProfilesAndTimesAreReadFromTheirFiles) {
  const Folder folder;
  std::string csv = "weekday, start, weight\r\n";
  for (const char* day : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) {
    csv += std::string(day) + ",00:00,1\r\n" + day + ",12:00," + (day[0] == 's' ? "0" : "3") + "\r\n";
  }
  folder.write("week.csv", csv);
  folder.write("times.csv", "seconds\n200\n100.5\n\n300\n");
  std::string text = edited(sound, "day = { \"00:00\" = 0, \"08:00\" = 1, \"17:00\" = 0 }\n", "csv = \"week.csv\"\n");
  text = edited(text, "weekday = { mon = 1.2, tue = 1.1, wed = 1.0, thu = 1.0, fri = 0.9, sat = 0, sun = 0 }\n", "");
  text =
      edited(text, "{ family = \"exponential\", mean = \"3min\" }", "{ family = \"empirical\", csv = \"times.csv\" }");
  const ReadScenario read = read_scenario(folder.write("scenario.toml", text));
  ASSERT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  const Profile& profile = read.scenario->model.profiles[0];
  EXPECT_EQ(profile.weekday[0], 12 * 1 + 12 * 3);
  EXPECT_EQ(profile.weekday[5], 12);
  ASSERT_EQ(profile.day[0].size(), 2u);
  EXPECT_EQ(profile.day[0][1].start_s, 43200);
  EXPECT_EQ(profile.day[0][1].weight, 3);
  EXPECT_EQ(read.scenario->model.channels[0].patience->values_s, (std::vector<double>{100.5, 200, 300}));
  // Read again from the resolved text, without the files.
  const ReadScenario again = read_scenario_text(read.resolved_toml, "elsewhere/resolved.toml");
  ASSERT_TRUE(again.scenario.has_value()) << all_of(again.faults);
  EXPECT_EQ(again.resolved_toml, read.resolved_toml);
  EXPECT_EQ(again.scenario->model.profiles[0].weekday, profile.weekday);
  EXPECT_EQ(again.scenario->model.channels[0].patience, read.scenario->model.channels[0].patience);
}

TEST(Csv, FaultsAreLocatedInTheCsv) {
  const Folder folder;
  std::string text = edited(sound, "day = { \"00:00\" = 0, \"08:00\" = 1, \"17:00\" = 0 }\n", "csv = \"week.csv\"\n");
  text = edited(text, "weekday = { mon = 1.2, tue = 1.1, wed = 1.0, thu = 1.0, fri = 0.9, sat = 0, sun = 0 }\n", "");
  const std::filesystem::path scenario = folder.write("scenario.toml", text);
  const std::string csv = (folder.path() / "week.csv").string();
  const auto faults_of = [&](const std::string& content) {
    folder.write("week.csv", content);
    return read_scenario(scenario).faults;
  };
  const std::string head = "weekday,start,weight\n";
  EXPECT_TRUE(has(faults_of("day;start;weight\n"), csv + ":1:1", "lacks the column \"weekday\""));
  EXPECT_TRUE(has(faults_of(head + "mon,00:00,much\n"), csv + ":2:11", "is no number"));
  EXPECT_TRUE(has(faults_of(head + "mon,00:00,nan\n"), csv + ":2:11", "is no number"));
  EXPECT_TRUE(has(faults_of(head + "mon,00:00\n"), csv + ":2:1", "the line is too short"));
  EXPECT_TRUE(has(faults_of(head + "mon,00:00,1\nmon,00:00,2\n"), csv + ":3:5", "given twice"));
  EXPECT_TRUE(has(faults_of(head + "mon,0:00,1\n"), csv + ":2:5", "times of day are HH:MM"));
  EXPECT_TRUE(has(faults_of(head + "monday,00:00,1\n"), csv + ":2:1", "no day of the week"));
  EXPECT_TRUE(has(faults_of(head + "mon,00:00,-1\n" +
                            "tue,00:00,1\nwed,00:00,1\nthu,00:00,1\nfri,00:00,1\nsat,00:00,1\n"
                            "sun,00:00,1\n"),
                  csv + ":2:11", "it must be from 0"));
  EXPECT_TRUE(has(faults_of(head + "mon,00:00,1\n"), place_in(text, "\"week.csv\"", scenario.string()), "lacks tue"));
  EXPECT_TRUE(has(faults_of(head + "mon,00:00,1\x01\n"), csv + ":2:12", "control character"));
}

}  // namespace channelshift::test
