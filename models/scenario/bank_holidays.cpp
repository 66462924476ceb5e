#include "models/scenario/bank_holidays.hpp"

#include <algorithm>
#include <initializer_list>

namespace channelshift {

namespace {

using namespace std::chrono;

Date on(int y, unsigned m, unsigned d) { return sys_days{year{y} / month{m} / day{d}}; }

/// Gregorian Easter Sunday (the anonymous algorithm published in Nature, 20 April 1876, p. 487).
Date easter_sunday(int y) {
  const int a = y % 19, b = y / 100, c = y % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return on(y, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

bool weekend(Date date) { return weekday{date} == Saturday || weekday{date} == Sunday; }

Date first_monday(int y, unsigned m) { return sys_days{year{y} / month{m} / Monday[1]}; }
Date last_monday(int y, unsigned m) { return sys_days{year{y} / month{m} / Monday[last]}; }

/// A holiday of one year alone: added, or moved from its ordinary date.
struct Change {
  Date from;  ///< the ordinary holiday that falls away; Date{}: none
  Date to;
};

std::vector<Change> single_changes(int y) {
  switch (y) {
    case 1981:
      return {{Date{}, on(y, 7, 29)}};  // royal wedding
    case 1995:
      return {{on(y, 5, 1), on(y, 5, 8)}};  // 50 years of VE Day
    case 1999:
      return {{Date{}, on(y, 12, 31)}};  // millennium
    case 2002:
      return {{on(y, 5, 27), on(y, 6, 4)}, {Date{}, on(y, 6, 3)}};  // Golden Jubilee
    case 2011:
      return {{Date{}, on(y, 4, 29)}};  // royal wedding
    case 2012:
      return {{on(y, 5, 28), on(y, 6, 4)}, {Date{}, on(y, 6, 5)}};  // Diamond Jubilee
    case 2020:
      return {{on(y, 5, 4), on(y, 5, 8)}};  // 75 years of VE Day
    case 2022:
      return {{on(y, 5, 30), on(y, 6, 2)},
              {Date{}, on(y, 6, 3)},    // Platinum Jubilee
              {Date{}, on(y, 9, 19)}};  // funeral of Elizabeth II
    case 2023:
      return {{Date{}, on(y, 5, 8)}};  // coronation
    default:
      return {};
  }
}

}  // namespace

std::vector<Date> bank_holidays_of_england_and_wales(int y) {
  const Date easter = easter_sunday(y);
  std::vector<Date> holidays = {easter - days{2}, easter + days{1}, first_monday(y, 5), last_monday(y, 5),
                                last_monday(y, 8)};
  for (const Date fixed : {on(y, 1, 1), on(y, 12, 25), on(y, 12, 26)}) {
    Date kept = fixed;  // on a weekend, the next working day that is no holiday already
    while (weekend(kept) || std::find(holidays.begin(), holidays.end(), kept) != holidays.end()) kept += days{1};
    holidays.push_back(kept);
  }
  for (const Change& change : single_changes(y)) {
    std::erase(holidays, change.from);
    holidays.push_back(change.to);
  }
  std::sort(holidays.begin(), holidays.end());
  return holidays;
}

}  // namespace channelshift
