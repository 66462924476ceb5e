#include <fmt/format.h>

#include "models/scenario/explain_parts.hpp"
#include "models/scenario/words.hpp"

/// Shift patterns in words.
namespace channelshift {

namespace {

std::string in_words(const Model& model, const ShiftPattern& pattern) {
  std::vector<std::string> teams, starts;
  for (const TeamId team : pattern.teams) teams.push_back(model.teams[team.value].id);
  for (const int start : pattern.starts_s) starts.push_back(show_time(start));
  std::string words = fmt::format("{}: {} of {}, {}, from {}", pattern.id, show_duration(pattern.length_s),
                                  listed(teams), show_days(pattern.days), listed(starts, "or"));
  if (pattern.break_s > 0)
    words += fmt::format(", unpaid break of {} {}", show_duration(pattern.break_s),
                         pattern.break_after_s ? show_duration(*pattern.break_after_s) + " after the start"
                                               : std::string("in the middle"));
  if (pattern.premium != 1) words += fmt::format(", at {} of the hourly cost", show_share(pattern.premium));
  return words + ".";
}

}  // namespace

void explain_shift_patterns(Page& page, const Scenario& scenario) {
  if (scenario.shift_patterns.empty()) return;
  page.heading("Shift patterns");
  for (const ShiftPattern& pattern : scenario.shift_patterns) page.indented(in_words(scenario.model, pattern));
}

}  // namespace channelshift
