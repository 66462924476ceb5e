#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/scenario/bank_holidays.hpp"
#include "models/scenario/store.hpp"

/// [calendar]: the simulated time, closed days and special hours.
namespace channelshift {

namespace {

using std::chrono::days;

constexpr std::string_view english_holidays = "england-and-wales";

/// The list as given; the name of a country's holidays waits until start and weeks are known.
void store_closed_days(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<Date>& closed = static_cast<Calendar*>(object)->closed_days;
  if (const std::string* name = node.text()) {
    if (*name != english_holidays) {
      refuse(node, key, reading,
             fmt::format("(the holidays that are known are {}). Write this, or a list of dates.",
                         in_quotes(english_holidays)));
    }
    return;
  }
  if (!is_list(node, key, reading)) return;
  std::set<Date> dates;
  for (const Node& item : *node.list()) {
    Date date{};
    const std::size_t faults = reading.faults.found().size();
    read_into(date, item, key, reading);
    if (reading.faults.found().size() > faults) continue;
    if (!dates.insert(date).second) refuse(item, key, reading, "(it is in the list already). Name each day once.");
  }
  closed.assign(dates.begin(), dates.end());
}

void store_interval(void* object, const Node& node, const Key& key, Reading& reading) {
  const std::optional<double> seconds = number_of(node, key, reading);
  if (!seconds) return;
  const int whole = static_cast<int>(*seconds);
  if (whole != *seconds || 86400 % whole != 0) {
    refuse(node, key, reading, "(intervals must divide 24 hours evenly). Use 5min, 10min, 15min, 30min or 1h.");
    return;
  }
  static_cast<Calendar*>(object)->interval_s = whole;
}

/// Bank holidays of every year that the simulation or the scaling of demand (364 days from start) touches.
void fill_holidays(Calendar& calendar, const Node& table, Reading& reading) {
  const Node* node = find(table, "closed-days");
  const std::string* name = node ? node->text() : nullptr;
  if (!name || *name != english_holidays || !find(table, "start")) return;
  const Date first = calendar.start - days{7 * calendar.warm_up_weeks};
  const Date last = calendar.start + days{std::max(7 * calendar.weeks, 364)};
  const int first_year = static_cast<int>(std::chrono::year_month_day{first}.year());
  const int last_year = static_cast<int>(std::chrono::year_month_day{last}.year());
  if (first_year < first_year_of_bank_holidays) {
    reading.faults.add(node->place, fmt::format("the bank holidays of {} are not known (they are from {} on). List the "
                                                "dates instead.",
                                                first_year, first_year_of_bank_holidays));
    return;
  }
  for (int year = first_year; year <= last_year; ++year) {
    const std::vector<Date> holidays = bank_holidays_of_england_and_wales(year);
    calendar.closed_days.insert(calendar.closed_days.end(), holidays.begin(), holidays.end());
  }
}

void check_special_hours(const Calendar& calendar, const Node& table, Reading& reading) {
  const Node* node = find(table, "special-hours");
  if (!node || !node->list()) return;
  for (std::size_t i = 0; i < calendar.special_hours.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const SpecialHours& a = calendar.special_hours[i];
      const SpecialHours& b = calendar.special_hours[j];
      if (a.channel.value == unread || a.channel != b.channel || a.date != b.date || a.date == Date{}) continue;
      reading.faults.add(
          (*node->list())[i].place,
          fmt::format("special hours of {} on {} are given twice (which hold?). Keep one; its hours may be "
                      "a list of ranges.",
                      reading.channels.ids()[a.channel.value], show_date(a.date)));
      break;
    }
  }
}

void check_calendar(void* object, const Node& table, Reading& reading) {
  Calendar& calendar = *static_cast<Calendar*>(object);
  fill_holidays(calendar, table, reading);
  check_special_hours(calendar, table, reading);
}

}  // namespace

const TableKeys& calendar_keys() {
  static const TableKeys keys{
      .name = "[calendar]",
      .keys =
          {
              {.name = "start",
               .type = Type::date,
               .meaning = "The first day that is measured.",
               .required = true,
               .store = into<&Calendar::start>},
              {.name = "weeks",
               .type = Type::whole,
               .meaning = "How many weeks are measured. 52 make a year of whole weeks.",
               .range = Range{1, 520},
               .required = true,
               .store = into<&Calendar::weeks>},
              {.name = "warm-up-weeks",
               .type = Type::whole,
               .meaning =
                   "Weeks before `start` that are simulated and not measured, so that queues are not empty at first.",
               .standard = "1",
               .range = Range{0, 520},
               .store = into<&Calendar::warm_up_weeks>},
              {.name = "closed-days",
               .type = Type::list,
               .meaning =
                   "Days such as bank holidays: of hours and rosters only the lines for `closed`, those that are "
                   "\"always\" and those that name no days apply.",
               .without = "none",
               .form = "list of dates, or \"england-and-wales\" for its bank holidays",
               .store = store_closed_days},
              {.name = "special-hours",
               .type = Type::tables,
               .meaning = "Hours of one channel on one date, in place of its ordinary ones.",
               .without = "none",
               .table = special_hours_keys,
               .store = into<&Calendar::special_hours>},
              {.name = "interval",
               .type = Type::duration,
               .meaning = "Width of the reporting interval; it divides 24 hours.",
               .standard = "30min",
               .range = Range{60, 86400},
               .store = store_interval},
          },
      .check = check_calendar};
  return keys;
}

const TableKeys& special_hours_keys() {
  static const TableKeys keys{.name = "special-hours",
                              .keys = {
                                  {.name = "date",
                                   .type = Type::date,
                                   .meaning = "The date.",
                                   .required = true,
                                   .store = into<&SpecialHours::date>},
                                  {.name = "channel",
                                   .type = Type::channel,
                                   .meaning = "The channel.",
                                   .required = true,
                                   .store = into<&SpecialHours::channel>},
                                  {.name = "hours",
                                   .type = Type::ranges_or_closed,
                                   .meaning = "When it is open on that date.",
                                   .required = true,
                                   .store = into<&SpecialHours::ranges>},
                              }};
  return keys;
}

}  // namespace channelshift
