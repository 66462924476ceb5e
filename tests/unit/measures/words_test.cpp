#include "models/measures/words.hpp"

#include <gtest/gtest.h>

namespace channelshift {
namespace {

TEST(Words, Numbers) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(-0.2), "0");
  EXPECT_EQ(grouped(999.6), "1,000");
  EXPECT_EQ(grouped(-1234567.25, 2), "-1,234,567.25");
  EXPECT_EQ(grouped(100), "100");
  EXPECT_EQ(grouped(1000000), "1,000,000");
}

TEST(Words, Durations) {
  EXPECT_EQ(duration_text(0), "0 s");
  EXPECT_EQ(duration_text(4.56), "4.6 s");
  EXPECT_EQ(duration_text(20), "20 s");
  EXPECT_EQ(duration_text(60), "1 min");
  EXPECT_EQ(duration_text(75), "75 s");
  EXPECT_EQ(duration_text(270), "4.5 min");
  EXPECT_EQ(duration_text(86400), "24 h");
  EXPECT_EQ(duration_text(3 * 86400), "3 days");
}

TEST(Words, Money) {
  EXPECT_EQ(money_text(1234.4, "GBP"), "£1,234");
  EXPECT_EQ(money_text(-12.5, "EUR", 2), "-€12.50");
  EXPECT_EQ(money_text(7, "CHF"), "CHF 7");
}

TEST(Words, Targets) {
  EXPECT_EQ(target_text({20, std::nullopt, 0.8, Clock::elapsed}), "80% within 20 s");
  EXPECT_EQ(target_text({0, 5, 0.995, Clock::working}), "99.5% within 5 open days");
  EXPECT_EQ(target_text({7200, std::nullopt, 0.9, Clock::working}), "90% within 2 h of open time");
}

}  // namespace
}  // namespace channelshift
