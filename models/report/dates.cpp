#include "models/report/dates.hpp"

#include <array>

namespace channelshift {
namespace {

std::string padded(unsigned number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

}  // namespace

std::string date_text(Date date) {
  const std::chrono::year_month_day day(date);
  return padded(static_cast<unsigned>(static_cast<int>(day.year())), 4) + "-" +
         padded(static_cast<unsigned>(day.month()), 2) + "-" + padded(static_cast<unsigned>(day.day()), 2);
}

std::string long_date_text(std::string_view iso) {
  constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                              "July",    "August",   "September", "October", "November", "December"};
  if (iso.size() != 10) return std::string(iso);
  const auto digits = [&](std::size_t at) { return (iso[at] - '0') * 10 + (iso[at + 1] - '0'); };
  const int month = digits(5);
  if (month < 1 || month > 12) return std::string(iso);
  return std::to_string(digits(8)) + " " + months[static_cast<std::size_t>(month - 1)] + " " +
         std::string(iso.substr(0, 4));
}

std::string interval_text(int seconds_into_week) {
  constexpr std::array names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  const auto at = static_cast<unsigned>(seconds_into_week);
  const unsigned minute = at % 86400 / 60;
  std::string text = std::string(names[at / 86400]) + " " + padded(minute / 60, 2) + ":" + padded(minute % 60, 2);
  if (at % 60 != 0) text += ":" + padded(at % 60, 2);
  return text;
}

}  // namespace channelshift
