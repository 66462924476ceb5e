#include "models/measures/words.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace channelshift {
namespace {

std::string plain(double value, int decimals) {
  std::array<char, 400> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  return {buffer.data(), end.ptr};
}

/// At most this many decimals, no trailing zeros.
std::string trimmed(double value, int decimals) {
  std::string text = grouped(value, decimals);
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string symbol(std::string_view currency) {
  if (currency == "GBP") return "£";
  if (currency == "EUR") return "€";
  if (currency == "USD") return "$";
  return std::string(currency) + " ";
}

}  // namespace

std::string grouped(double value, int decimals) {
  if (!std::isfinite(value)) return std::isnan(value) ? "-" : (value > 0 ? "infinite" : "-infinite");
  std::string digits = plain(std::abs(value), decimals);
  const std::size_t point = digits.find('.');
  for (std::size_t at = point == std::string::npos ? digits.size() : point; at > 3;) digits.insert(at -= 3, ",");
  const bool is_zero = digits.find_first_of("123456789") == std::string::npos;
  return value < 0 && !is_zero ? "-" + digits : digits;
}

std::string duration_text(double seconds) {
  struct Unit {
    double size_s;
    const char* one;
    const char* many;
  };
  constexpr std::array units{Unit{86400, " day", " days"}, Unit{3600, " h", " h"}, Unit{60, " min", " min"}};
  for (const Unit& unit : units) {
    const bool readable = unit.size_s < 86400 || seconds >= 2 * unit.size_s;  // "24 h", but "3 days"
    if (seconds < unit.size_s * 1.5 && std::fmod(seconds, unit.size_s) != 0) continue;
    if (seconds < unit.size_s || !readable) continue;
    const std::string number = trimmed(seconds / unit.size_s, 1);
    return number + (number == "1" ? unit.one : unit.many);
  }
  return trimmed(seconds, seconds < 10 ? 1 : 0) + " s";
}

std::string percent_text(double share) { return trimmed(100 * share, 2) + "%"; }

std::string within_text(const Target& target) {
  if (target.within_days) {
    return std::to_string(*target.within_days) + (*target.within_days == 1 ? " open day" : " open days");
  }
  return duration_text(target.within_s) + (target.clock == Clock::working ? " of open time" : "");
}

std::string target_text(const Target& target) { return percent_text(target.share) + " within " + within_text(target); }

std::string money_text(double amount, std::string_view currency, int decimals) {
  const std::string text = grouped(amount, decimals);
  if (text.front() == '-') return "-" + symbol(currency) + text.substr(1);
  return symbol(currency) + text;
}

}  // namespace channelshift
