#include "models/scenario/bank_holidays.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

std::string listed_of(int year) {
  std::string text;
  for (const Date date : bank_holidays_of_england_and_wales(year))
    text += (text.empty() ? "" : " ") + show_date(date).substr(5);
  return text;
}

}  // namespace

/// Against the lists that www.gov.uk/bank-holidays and, for earlier years, the London Gazette published.
TEST(BankHolidays, AreThosePublished) {
  const std::map<int, std::string> published = {
      {1995, "01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26"},
      {1999, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31"},
      {2000, "01-03 04-21 04-24 05-01 05-29 08-28 12-25 12-26"},
      {2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26"},
      {2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"},
      {2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"},
      {2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"},
      {2013, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"},
      {2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"},
      {2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27"},
      {2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"},
      {2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"},
      {2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"},
      {2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"},
      {2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"},
      {2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"},
      {2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"},
  };
  for (const auto& [year, dates] : published) EXPECT_EQ(listed_of(year), dates) << year;
}

TEST(BankHolidays, AreEightWorkingDaysInAnOrdinaryYear) {
  for (int year = first_year_of_bank_holidays; year < 2100; ++year) {
    const std::vector<Date> dates = bank_holidays_of_england_and_wales(year);
    EXPECT_GE(dates.size(), 8u) << year;
    for (std::size_t i = 0; i < dates.size(); ++i) {
      EXPECT_LE(std::chrono::weekday{dates[i]}.iso_encoding(), 5u) << show_date(dates[i]);
      if (i > 0) {
        EXPECT_LT(dates[i - 1], dates[i]);
      }
    }
  }
}

}  // namespace channelshift
