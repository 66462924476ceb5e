#include "models/report/rosters_found.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario/explain.hpp"

namespace channelshift {
namespace {

/// Staff on the same line in three rosters.
struct Line {
  std::string when;
  std::array<int, 3> staff{};
};

void add(std::vector<Line>& lines, const std::vector<RosterLine>& roster, std::size_t column) {
  for (const RosterLine& line : roster) {
    const std::string when = when_in_words(line);
    auto known = std::ranges::find(lines, when, &Line::when);
    if (known == lines.end()) {
      lines.push_back({when, {}});
      known = lines.end() - 1;
    }
    known->staff[column] += line.staff;
  }
}

}  // namespace

Json rosters_found(const Model& baseline, const Option& option) {
  Json rosters = Json::object();
  for (std::size_t t = 0; t < baseline.teams.size(); ++t) {
    std::vector<Line> lines;
    add(lines, baseline.teams[t].roster, 0);
    add(lines, option.without->teams[t].roster, 1);
    add(lines, option.model.teams[t].roster, 2);
    Json& of_team = rosters[baseline.teams[t].id] = Json::array();
    for (const Line& line : lines)
      of_team.push_back(
          {{"when", line.when}, {"as_it_is", line.staff[0]}, {"without", line.staff[1]}, {"with", line.staff[2]}});
  }
  return rosters;
}

}  // namespace channelshift
