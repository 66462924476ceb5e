#include "models/rosters/patterns.hpp"

#include <algorithm>

namespace channelshift {
namespace {

RosterLine line_of(const ShiftPattern& pattern, int start_s) {
  RosterLine line;
  line.days = pattern.days;
  line.hours = {{start_s, start_s + static_cast<int>(pattern.length_s)}};
  line.premium = pattern.premium;
  if (pattern.break_s > 0) {
    const double after_s = pattern.break_after_s.value_or((pattern.length_s - pattern.break_s) / 2);
    const int from_s = start_s + static_cast<int>(after_s);
    line.breaks = {{from_s, from_s + static_cast<int>(pattern.break_s)}};
  }
  return line;
}

bool same_shift(RosterLine a, const RosterLine& b) {
  a.staff = b.staff;
  return a == b;
}

}  // namespace

Model with_pattern_lines(const Scenario& scenario, const Model& model) {
  Model extended = model;
  for (const ShiftPattern& pattern : scenario.shift_patterns)
    for (const TeamId team : pattern.teams)
      for (const int start_s : pattern.starts_s) {
        std::vector<RosterLine>& roster = extended.teams[team.value].roster;
        const RosterLine line = line_of(pattern, start_s);
        const auto known = [&](const RosterLine& other) { return same_shift(other, line); };
        if (std::ranges::none_of(roster, known)) roster.push_back(line);
      }
  return extended;
}

void drop_unused_patterns(std::vector<std::vector<RosterLine>>& roster, const Model& model) {
  for (std::size_t t = 0; t < roster.size(); ++t) {
    const auto own = static_cast<std::ptrdiff_t>(model.teams[t].roster.size());
    roster[t].erase(std::remove_if(roster[t].begin() + own, roster[t].end(),
                                   [](const RosterLine& line) { return line.staff == 0; }),
                    roster[t].end());
  }
}

}  // namespace channelshift
