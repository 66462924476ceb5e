#include "models/measures/words.hpp"
#include "models/report/layout.hpp"
#include "models/report/sections.hpp"

namespace channelshift {
namespace {

constexpr int when_width = 67;

std::string staff_columns(const std::string& as_it_is, const std::string& without, const std::string& with) {
  return pad_left(as_it_is, 11) + pad_left(without, 11) + pad_left(with, 11);
}

bool changes(const Json& line) {
  return line.at("as_it_is") != line.at("without") || line.at("as_it_is") != line.at("with");
}

std::string staff(const Json& line, const char* roster) { return grouped(line.at(roster).get<double>()); }

/// The lines that change, and how many do not.
std::string team_text(const std::string& title, const Json& lines) {
  std::string changed;
  int kept = 0;
  for (const Json& line : lines) {
    if (!changes(line)) {
      ++kept;
      continue;
    }
    const std::string when = "    " + line.at("when").get<std::string>();
    changed += pad_right(shortened(when, when_width), when_width) +
               staff_columns(staff(line, "as_it_is"), staff(line, "without"), staff(line, "with")) + "\n";
  }
  if (changed.empty()) return "";
  if (kept > 0) changed += "    and " + std::to_string(kept) + (kept == 1 ? " line" : " lines") + " as before\n";
  return "  " + title + "\n" + changed;
}

std::string option_text(const Json& summary, const std::string& id, const Json& rosters) {
  std::string text = pad_right(id, when_width) + staff_columns("as it is", "without", "with it") + "\n";
  std::string teams;
  for (const auto& [team, lines] : rosters.items())
    teams += team_text(summary.at("about").at("teams").at(team).at("title").get<std::string>(), lines);
  return text + (teams.empty() ? "  Every line stays as it is.\n" : teams);
}

}  // namespace

std::string roster_section(const Json& summary) {
  std::string text;
  for (const auto& [id, about] : summary.at("about").at("options").items())
    if (about.contains("rosters")) text += option_text(summary, id, about.at("rosters"));
  if (text.empty()) return "";
  return heading("ROSTERS FOUND", "people on a line: as it is, the cheapest without the option, and with it") + text;
}

}  // namespace channelshift
