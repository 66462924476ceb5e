#include "models/study/grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace channelshift {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> values(std::string_view text) {
  const ParsedVary parsed = parse_vary(text);
  EXPECT_TRUE(parsed.vary) << text << ": " << parsed.problem;
  return parsed.vary ? parsed.vary->values : std::vector<std::string>();
}

TEST(Grid, ARangeHasBothEnds) {
  EXPECT_THAT(values("a.b=0.05:0.2:0.05"), ElementsAre("0.05", "0.1", "0.15", "0.2"));
  EXPECT_THAT(values("a.b=8:12:2"), ElementsAre("8", "10", "12"));
  EXPECT_THAT(values("a.b=0:1:0.3"), ElementsAre("0", "0.3", "0.6", "0.9"));
  EXPECT_THAT(values("a.b=1:1:5"), ElementsAre("1"));
  EXPECT_THAT(values("a.b=-0.5:0.5:0.5"), ElementsAre("-0.5", "0", "0.5"));
  EXPECT_THAT(values("a.b=0.3:0.1:-0.1"), ElementsAre("0.3", "0.2", "0.1"));
  EXPECT_EQ(values("a.b=0.1:1:0.1").size(), 10u);
  EXPECT_EQ(values("a.b=0:0.0003:0.0000003").size(), 1001u);
}

TEST(Grid, ARangeOfDurationsKeepsItsUnit) {
  EXPECT_THAT(values("a.b=10s:30s:10s"), ElementsAre("10s", "20s", "30s"));
  EXPECT_THAT(values("a.b=1.5min:2min:0.25min"), ElementsAre("1.5min", "1.75min", "2min"));
}

TEST(Grid, AListIsPartedByItsOwnCommasAlone) {
  EXPECT_THAT(values("a.b=0.7, 0.80"), ElementsAre("0.7", "0.80"));
  EXPECT_THAT(values("a.b=08:00-19:00,09:00-17:00"), ElementsAre("08:00-19:00", "09:00-17:00"));
  EXPECT_THAT(values("a.b=[{ days = \"mon\", staff = 1 }, { staff = 2 }],[]"),
              ElementsAre("[{ days = \"mon\", staff = 1 }, { staff = 2 }]", "[]"));
  EXPECT_THAT(values("a.b=\"one, two\",'three, four'"), ElementsAre("\"one, two\"", "'three, four'"));
  EXPECT_THAT(values("a.b=x=y"), ElementsAre("x=y"));
}

TEST(Grid, WhatMakesNoSenseIsToldWithItsReason) {
  const auto problem = [](std::string_view text) {
    const ParsedVary parsed = parse_vary(text);
    EXPECT_FALSE(parsed.vary) << text;
    return parsed.problem;
  };
  EXPECT_THAT(problem("a.b"), HasSubstr("no PATH="));
  EXPECT_THAT(problem("=1"), HasSubstr("no PATH="));
  EXPECT_THAT(problem("a.b="), HasSubstr("empty"));
  EXPECT_THAT(problem("a.b=1,,2"), HasSubstr("empty"));
  EXPECT_THAT(problem("a.b=1,2,1"), HasSubstr("twice"));
  EXPECT_THAT(problem("a.b=1:2:0"), HasSubstr("leads nowhere"));
  EXPECT_THAT(problem("a.b=1:2:-1"), HasSubstr("leads away"));
  EXPECT_THAT(problem("a.b=2:1:5"), HasSubstr("leads away"));
  EXPECT_THAT(problem("a.b=1s:2min:1s"), HasSubstr("different units"));
  EXPECT_THAT(problem("a.b=0:1:0.00001"), HasSubstr("at most 10,000"));
}

TEST(Grid, TheLastKeyRunsFastest) {
  const std::vector<Vary> varies = {{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}};
  EXPECT_EQ(count_points(varies), 6u);
  EXPECT_THAT(values_at(varies, 0), ElementsAre("1", "x"));
  EXPECT_THAT(values_at(varies, 2), ElementsAre("1", "z"));
  EXPECT_THAT(values_at(varies, 3), ElementsAre("2", "x"));
  EXPECT_THAT(sets_at(varies, 5), ElementsAre("a=2", "b=z"));
}

TEST(Grid, MoreThanTenThousandPointsAreRefused) {
  const Vary hundred{"a", std::vector<std::string>(100)};
  EXPECT_EQ(count_points(std::vector{hundred, hundred}), 10'000u);
  EXPECT_EQ(count_points(std::vector{hundred, hundred, Vary{"b", {"1", "2"}}}), std::nullopt);
}

}  // namespace
}  // namespace channelshift
