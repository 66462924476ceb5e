#include "models/scenario/keys.hpp"

#include <gtest/gtest.h>

#include <set>

#include "models/scenario/explain.hpp"
#include "models/scenario/paths.hpp"
#include "models/scenario/read.hpp"
#include "tests/unit/scenario/examples.hpp"

namespace channelshift {

TEST(Keys, EachRecordIsComplete) {
  for (const Reached& reached : all_tables()) {
    std::set<std::string_view> names;
    for (const Key& key : reached.table->keys) {
      SCOPED_TRACE(reached.path + "." + std::string(key.name));
      EXPECT_TRUE(names.insert(key.name).second) << "twice";
      EXPECT_FALSE(key.meaning.empty());
      EXPECT_TRUE(key.meaning.ends_with('.'));
      const bool says_default = key.required || !key.standard.empty() || !key.without.empty() || key.required_of != 0;
      EXPECT_TRUE(says_default) << "says neither a default nor what holds without it";
      EXPECT_FALSE(key.required && !key.standard.empty());
      EXPECT_EQ(key.type == Type::choice, !key.choices.empty());
      const bool file = key.name == "csv" || key.name == "extends" || key.name == "trace" || key.name == "roster-csv";
      const bool read = key.store || key.type == Type::choice || file;
      EXPECT_TRUE(read) << "nothing reads it";
      EXPECT_TRUE(key.only == 0 || !reached.table->kind_key.empty());
    }
  }
}

TEST(Keys, DefaultsReadAsIfTheyHadBeenWritten) {
  // Each default of the channel, team and demand, written out by --set, changes nothing.
  const ReadScenario plain = read_scenario_text(test::smallest, "example.toml");
  ASSERT_TRUE(plain.scenario.has_value());
  const auto check = [&](const TableKeys& table, const std::string& path) {
    for (const Key& key : table.keys) {
      if (key.standard.empty() || (key.only != 0 && !(key.only & 1u))) continue;
      const std::string set = path + "." + std::string(key.name) + "=" + std::string(key.standard);
      const ReadScenario read = read_scenario_text(test::smallest, "example.toml", std::vector{set});
      ASSERT_TRUE(read.scenario.has_value()) << set << ": " << read.faults[0].problem;
      EXPECT_EQ(*read.scenario, *plain.scenario) << set;
    }
  };
  check(channel_keys(), "channel.phone");
  check(team_keys(), "team.agents");
  check(demand_keys(), "demand.general-phone");
  check(calendar_keys(), "calendar");
}

TEST(Keys, PathsLeadToRecords) {
  EXPECT_EQ(key_at_path("channel.phone.target.share").table, &target_keys());
  EXPECT_EQ(key_at_path("channel.phone.patience.mean").table, &distribution_keys());
  EXPECT_EQ(key_at_path("option.x.shift.1.share").table, &shift_keys());
  EXPECT_EQ(key_at_path("team.cost.roster.2.staff").table, &roster_keys());
  EXPECT_EQ(key_at_path("channel.cost.cost.per-year").table, &cost_keys());
  EXPECT_EQ(key_at_path("channel.patience").key, nullptr);
  EXPECT_EQ(key_at_path("channel.patience", true).table, &channel_keys());
  EXPECT_EQ(key_at_path("option.shift.share", true).table, &shift_keys());
  EXPECT_EQ(key_at_path("nothing").key, nullptr);
  EXPECT_EQ(key_at_path("", true).key, nullptr);
}

TEST(ExplainKey, SaysWhatAKeyMeans) {
  for (const char* name : {"patience", "channel.patience", "channel.phone.patience"}) {
    const auto text = explain_key(name);
    ASSERT_TRUE(text.has_value()) << name;
    EXPECT_NE(text->find("How long people wait"), std::string::npos) << *text;
    EXPECT_NE(text->find("nobody ever leaves"), std::string::npos) << *text;
    EXPECT_NE(text->find("Only with kind live"), std::string::npos) << *text;
  }
  const auto share = explain_key("share");  // all the places of a bare key
  ASSERT_TRUE(share.has_value());
  for (const char* place :
       {"channel.target.share", "channel.retry.share", "reason.repeat.share", "option.shift.share"}) {
    EXPECT_NE(share->find(place), std::string::npos) << *share;
  }
  EXPECT_NE(explain_key("calendar.interval")->find("Default: 30min"), std::string::npos);
  EXPECT_NE(explain_key("wrap").value_or("").find("part of the mean"), std::string::npos);
  EXPECT_FALSE(explain_key("patence").has_value());
  EXPECT_EQ(nearest_key("patence"), "patience");
  EXPECT_EQ(nearest_key("channel.phone.patence"), "patience");
}

TEST(ExplainKey, KnowsEveryKey) {
  for (const Reached& reached : all_tables()) {
    for (const Key& key : reached.table->keys) {
      const std::string path = (reached.path.empty() ? "" : reached.path + ".") + std::string(key.name);
      EXPECT_TRUE(explain_key(key.name).has_value()) << key.name;
      EXPECT_TRUE(explain_key(path).has_value()) << path;
    }
  }
}

TEST(ExplainScenario, FitsAHundredColumnsAndNamesEverything) {
  const ReadScenario read = read_scenario_text(test::full, "example.toml");
  ASSERT_TRUE(read.scenario.has_value());
  const std::string text = explain_scenario(*read.scenario);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    EXPECT_LE(end - begin, 100u) << text.substr(begin, end - begin);
    begin = end + 1;
  }
  for (const char* words : {"Everything at once",
                            "made up",
                            "2012-04-06 and 2012-04-09",
                            "phone (Telephone)",
                            "80% of what is offered answered within 20s",
                            "within 5 open days",
                            "Lines: 40",
                            "exponential, mean 3min",
                            "Nobody ever leaves the queue.",
                            "150,000 first contacts a year",
                            "of which wrap 20s",
                            "keeping 1 free",
                            "desk and social alike",
                            "phone once it has waited 1min",
                            "Shrinkage 25%",
                            "42 from 08:00-16:00, mon-fri, unpaid break 12:00-12:30",
                            "10% of the first contacts by desk",
                            "channel.phone.target.share = 0.75",
                            "GBP 60,001 once",
                            "1 day and night, every day"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
  }
}

}  // namespace channelshift
