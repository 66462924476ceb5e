#pragma once

#include <string>
#include <string_view>

#include "models/scenario/scenario.hpp"

/// Numbers as people write them. The same text everywhere, whatever the locale.
namespace channelshift {

/// "1,234,567.9"; halves are rounded as printf does; never "-0".
std::string grouped(double value, int decimals = 0);

/// "20 s", "4.5 min", "2 h", "3 days": the largest unit in which it is at least 1, at most one decimal.
std::string duration_text(double seconds);

/// "80%", "99.5%".
std::string percent_text(double share);

/// What a target asks for: "80% within 20 s", "90% within 5 open days".
std::string target_text(const Target& target);
std::string within_text(const Target& target);

/// "£1,234", "€12.50", "CHF 1,234".
std::string money_text(double amount, std::string_view currency, int decimals = 0);

}  // namespace channelshift
