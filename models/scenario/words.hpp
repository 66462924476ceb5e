#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/scenario.hpp"

/// How values are put into words, in messages and explanations.
namespace channelshift {

/// Shortest form that names the number; whole numbers from 10,000 on with commas.
std::string show_number(double number);
/// In the largest unit that leaves a plain number: "20s", "4.5min", "2h", "3d", "2w".
std::string show_duration(double seconds);
/// "08:00"
std::string show_time(int second_of_day);
/// "2024-01-31"
std::string show_date(Date date);
/// "mon-fri, closed days"; "every day" for all.
std::string show_days(Days days);
/// "08:00-12:00 and 13:00-19:00"; "all day" for the whole day; "closed" for none.
std::string show_ranges(const std::vector<TimeRange>& ranges);
/// "70%"
std::string show_share(double share);
/// Between quotes, control characters and over-long text made harmless.
std::string in_quotes(std::string_view text);
/// "a, b and c"
std::string listed(std::span<const std::string> words, std::string_view last = "and");

/// The three-letter names of the days, Monday first, and "closed".
inline constexpr std::string_view day_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", "closed"};

/// The one of `known` that `word` was most likely meant to be; empty if none is near.
std::string nearest(std::string_view word, std::span<const std::string> known);
/// ` Did you mean "x"?` or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace channelshift
