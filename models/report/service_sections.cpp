#include <utility>

#include "models/measures/words.hpp"
#include "models/report/figures.hpp"
#include "models/report/sections.hpp"

namespace channelshift {
namespace {

const Json& channel_of(const NamedOption& option, const std::string& channel) {
  return option.json->at("channels").at(channel);
}

/// The target of a channel in an option; null if it has none.
const Json& target_of(const Json& summary, const NamedOption& option, const std::string& channel) {
  static const Json none;
  const Json& targets = summary.at("about").at("options").at(option.id).at("targets");
  const auto found = targets.find(channel);
  return found == targets.end() ? none : *found;
}

std::string target_line(const Json& target) {
  if (target.is_null()) return "no target";
  return "target: " + percent_text(target.at("share").get<double>()) + " within " +
         target.at("within").get<std::string>();
}

std::string verdict(const Json& channel, const Json& target) {
  const Figure level = figure(channel, "service_level");
  if (!level.there || target.is_null()) return no_figure;
  return level.mean >= target.at("share").get<double>() ? "met" : "MISSED";
}

Figure not_served_share(const Json& channel) {
  Figure share = figure(channel, "abandoned_share");
  const Figure blocked = figure(channel, "blocked");
  const Figure offered = figure(channel, "offered");
  if (blocked.mean > 0 && offered.mean > 0) share.mean += blocked.mean / offered.mean;
  share.has_interval = false;
  return share;
}

std::vector<TableCell> service_cells(const Json& channel, const Json& target, const std::string& currency) {
  return {{count_cell(figure(channel, "offered")).value, ""},
          percent_cell(figure(channel, "service_level")),
          {verdict(channel, target), ""},
          percent_cell(not_served_share(channel)),
          duration_cell(figure(channel, "asa_s")),
          duration_cell(figure(channel, "wait_p90_s")),
          duration_cell(figure(channel, "handle_s")),
          {money_cell(figure(channel, "cost_per_contact"), currency, 2).value, ""}};
}

void add_channel(Grid& grid, const Json& summary, const std::string& id, const std::string& title) {
  const std::vector<NamedOption> options = options_of(summary);
  const std::string first_target = target_line(target_of(summary, options.front(), id));
  grid.line(title + "  (" + first_target + ")");
  for (const NamedOption& option : options) {
    const Json& target = target_of(summary, option, id);
    grid.row("  " + short_name(option),
             service_cells(channel_of(option, id), target, summary.at("currency").get<std::string>()));
    if (const std::string own = target_line(target); own != first_target) grid.line("    (" + own + ")");
  }
}

std::vector<TableCell> self_service_cells(const Json& channel, const std::string& currency) {
  const Figure offered = figure(channel, "offered");
  const auto share = [&](const char* of) {
    const Figure part = figure(channel, of);
    return offered.mean > 0 ? TableCell{grouped(100 * part.mean / offered.mean, 1) + "%", ""}
                            : TableCell{no_figure, ""};
  };
  return {count_cell(offered), count_cell(figure(channel, "completed")),
          share("completed"),  share("fell_back"),
          share("gave_up"),    {money_cell(figure(channel, "cost_per_contact"), currency, 2).value, ""}};
}

}  // namespace

std::string service_section(const Json& summary) {
  Grid grid({"", "contacts\na year", "in\ntime", "\ntarget", "left\nunserved", "mean\nwait", "9 in 10\nwithin",
             "handle\ntime", "cost\neach"});
  bool any = false;
  for (const auto& [id, about] : summary.at("about").at("channels").items()) {
    if (about.at("kind") == "self-service") continue;
    any = true;
    add_channel(grid, summary, id, about.at("title").get<std::string>());
  }
  return any ? heading("SERVICE BY CHANNEL") + grid.text() : "";
}

std::string self_service_section(const Json& summary) {
  Grid grid({"", "contacts\na year", "completed\na year", "\ncompleted", "went to\nstaff", "gave\nup",
             "cost per\ncompleted"});
  bool any = false;
  for (const auto& [id, about] : summary.at("about").at("channels").items()) {
    if (about.at("kind") != "self-service") continue;
    any = true;
    grid.line(about.at("title").get<std::string>());
    for (const NamedOption& option : options_of(summary)) {
      grid.row("  " + short_name(option),
               self_service_cells(channel_of(option, id), summary.at("currency").get<std::string>()));
    }
  }
  return any ? heading("SELF-SERVICE") + grid.text() : "";
}

std::string appointments_section(const Json& summary) {
  Grid grid({"", "booked\na year", "days\nahead", "places\nbooked", "did not\ncome"});
  bool any = false;
  for (const auto& [id, about] : summary.at("about").at("channels").items()) {
    std::string title = about.at("title").get<std::string>();
    for (const NamedOption& option : options_of(summary)) {
      const Json& channel = channel_of(option, id);
      if (!figure(channel, "booked").there) continue;
      any = true;
      if (!title.empty()) grid.line(std::exchange(title, ""));
      grid.row("  " + short_name(option),
               {count_cell(figure(channel, "booked")), count_cell(figure(channel, "days_ahead"), 1),
                percent_cell(figure(channel, "slot_use")), percent_cell(figure(channel, "no_show_share"))});
    }
  }
  return any ? heading("APPOINTMENTS") + grid.text() : "";
}

std::string needs_section(const Json& summary) {
  bool any_induced = false;
  for (const NamedOption& option : options_of(summary)) {
    any_induced = any_induced || figure(option.json->at("needs"), "induced").mean > 0;
  }
  std::vector<std::string> heads{"", "\nneeds", "\nmet", "\nlost", "still open\nat the end"};
  if (any_induced) heads.push_back("brought by an\neasier channel");
  Grid grid(heads);
  for (const NamedOption& option : options_of(summary)) {
    const Json& needs = option.json->at("needs");
    std::vector<TableCell> cells{count_cell(figure(needs, "total")), count_cell(figure(needs, "met")),
                                 count_cell(figure(needs, "lost")), count_cell(figure(needs, "open"))};
    if (any_induced) cells.push_back(count_cell(figure(needs, "induced")));
    grid.row(short_name(option), cells);
  }
  return heading("WHAT BECOMES OF PEOPLE'S NEEDS", "a year") + grid.text();
}

std::string team_section(const Json& summary) {
  Grid grid(
      {"", "\nFTE", "paid hours\na year", "\noccupancy", "hours on\ncontacts", "overtime\nhours", "cost\na year"});
  const std::string currency = summary.at("currency").get<std::string>();
  for (const auto& [id, about] : summary.at("about").at("teams").items()) {
    grid.line(about.at("title").get<std::string>());
    for (const NamedOption& option : options_of(summary)) {
      const Json& team = option.json->at("teams").at(id);
      grid.row("  " + short_name(option), {count_cell(figure(team, "fte"), 1),
                                           count_cell(figure(team, "paid_hours")),
                                           percent_cell(figure(team, "occupancy")),
                                           count_cell(figure(team, "busy_hours")),
                                           {count_cell(figure(team, "overtime_hours")).value, ""},
                                           {money_cell(figure(team, "cost"), currency).value, ""}});
    }
  }
  return summary.at("about").at("teams").empty() ? "" : heading("TEAMS") + grid.text();
}

}  // namespace channelshift
