#include <gtest/gtest.h>

#include "models/scenario/levels.hpp"
#include "models/scenario/read.hpp"
#include "models/scenario/volumes.hpp"
#include "tests/unit/scenario/examples.hpp"

namespace channelshift {

namespace {

/// The warnings of the smallest scenario after these sets, in one text.
std::string warnings_after(const std::vector<std::string>& sets) {
  const ReadScenario read = read_scenario_text(test::smallest, "example.toml", sets);
  EXPECT_TRUE(read.scenario.has_value()) << (read.faults.empty() ? "" : read.faults[0].problem);
  std::string text;
  for (const Fault& warning : read.warnings) text += to_string(warning) + "\n";
  return text;
}

}  // namespace

TEST(Warnings, NoneWithoutCause) { EXPECT_EQ(warnings_after({}), ""); }

TEST(Warnings, AnOpenChannelWithNobodyRostered) {
  const std::string text =
      warnings_after({"team.agents.roster=[{ days = \"mon-fri\", hours = \"08:00-17:00\", staff = 50 }]"});
  EXPECT_NE(text.find("example.toml:16:9"), std::string::npos) << text;
  EXPECT_NE(text.find("phone is open with nobody rostered for it, first from mon 00:00 (on 2023-12-25)"),
            std::string::npos)
      << text;
  const std::string pause = warnings_after({"team.agents.roster.1.break=12:00-12:30"});
  EXPECT_NE(pause.find("first from mon 12:00"), std::string::npos) << pause;
  const std::string dated = warnings_after({"team.agents.roster.1.to=2024-02-06"});
  EXPECT_NE(dated.find("first from wed 00:00 (on 2024-02-07)"), std::string::npos) << dated;
  const std::string closed = warnings_after({"calendar.closed-days=[2024-01-03]", "team.agents.roster.1.days=mon-sun"});
  EXPECT_NE(closed.find("first from wed 00:00 (on 2024-01-03, a closed day)"), std::string::npos) << closed;
  EXPECT_EQ(warnings_after({"calendar.closed-days=[2024-01-03]"}), "");  // lines without days hold on closed days
}

TEST(Warnings, MoreWorkThanAgentsWithoutPatience) {
  // 120 an hour x 270 s = 9 agents' work, for 10 agents.
  std::string text = test::smallest;
  text.erase(text.find("patience ="), text.find('\n', text.find("patience =")) - text.find("patience ="));
  const auto warnings = [&](const std::string& change) {
    const ReadScenario read = read_scenario_text(text, "example.toml", std::vector{change});
    std::string all;
    for (const Fault& warning : read.warnings) all += to_string(warning) + "\n";
    return all;
  };
  EXPECT_EQ(warnings("run.seed=1"), "");
  EXPECT_EQ(warnings("demand.general-phone.per-hour=145"), "");
  const std::string heavy = warnings("demand.general-phone.per-hour=300");
  EXPECT_NE(heavy.find("contacts bring about 3780 hours of work, and the teams have 1680"), std::string::npos) << heavy;
  EXPECT_NE(warnings("team.agents.shrinkage=0.5"), "");
  EXPECT_EQ(warnings("channel.phone.lines=20"), "");
  EXPECT_EQ(warnings_after({"demand.general-phone.per-hour=300"}), "");  // people leave
}

TEST(Warnings, KeysWithoutEffect) {
  std::string text = test::smallest + "\n[[option]]\nid = \"o\"\n[[option.shift]]\nfrom = \"phone\"\nshare = 0.5\n";
  const auto warnings = [&](const std::vector<std::string>& sets) {
    const ReadScenario read = read_scenario_text(text, "example.toml", sets);
    std::string all;
    for (const Fault& warning : read.warnings) all += to_string(warning) + "\n";
    for (const Fault& fault : read.faults) all += "FAULT " + to_string(fault) + "\n";
    return all;
  };
  EXPECT_EQ(warnings({}), "");
  EXPECT_NE(warnings({"demand.general-phone.shiftable=0.4"}).find("would move 50% of general-phone, of which only 40%"),
            std::string::npos);
  EXPECT_NE(warnings({"demand.general-phone.per-hour=0"}).find("moves nothing"), std::string::npos);
  EXPECT_NE(warnings({"calendar.closed-days=[2025-12-25]"}).find("none of the closed days lies in the simulated time"),
            std::string::npos);
  EXPECT_NE(warnings({"team.agents.overflow={ phone = \"1min\" }"}).find("stands in answers and in overflow"),
            std::string::npos);
  EXPECT_EQ(warnings({"option.o.shift.1.reasons=[\"general\"]"}), "");
}

TEST(Levels, LinesAddUpAndBreaksAreTakenOff) {
  Team team;
  RosterLine& early = team.roster.emplace_back();
  early.hours = {{28800, 61200}};
  early.breaks = {{43200, 45000}};
  early.staff = 4;
  RosterLine& late = team.roster.emplace_back();
  late.days = Days{1};
  late.hours = {{43200, 86400}};
  late.staff = 3;
  const DayKind monday{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}, 1, false};
  const std::vector<Level> levels = levels_on(team, monday);
  const std::vector<std::pair<int, double>> expected = {{0, 0}, {28800, 4}, {43200, 3}, {45000, 7}, {61200, 3}};
  ASSERT_EQ(levels.size(), expected.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    EXPECT_EQ(levels[i].from_s, expected[i].first);
    EXPECT_EQ(levels[i].staff, expected[i].second);
  }
}

TEST(Volumes, AYearlyVolumeIsSpreadOverTheFirst364Days) {
  const ReadScenario read = read_scenario_text(test::full, "example.toml");
  ASSERT_TRUE(read.scenario.has_value());
  const Scenario& s = *read.scenario;
  const std::vector<double> days = daily_volumes(s.calendar, s.model, s.model.demands[0], s.calendar.start, 364);
  double sum = 0;
  for (const double volume : days) sum += volume;
  EXPECT_NEAR(sum, 150000 * 364 / 365.25, 1e-6);
  EXPECT_NEAR(days[1] / days[0], 1.1 / 1.3, 1e-12);  // Tuesday to Monday
  EXPECT_NEAR(days[4] / days[11], 0.4, 1e-12);       // Good Friday to the Friday after
  const std::vector<TimeRange> morning{{9 * 3600, 12 * 3600}};
  const double all = 7 * 0.2 + 2 * 2.0 + 3 * 6.0 + 5 * 4.5 + 3 * 2.0 + 4 * 0.5;
  EXPECT_NEAR(share_within(s.model, s.model.demands[0], 0, morning), 18 / all, 1e-12);
  EXPECT_NEAR(peak_per_hour(s.model, s.model.demands[0], 0, 1000), 6000 / all, 1e-9);
}

}  // namespace channelshift
