#include "models/app/staff_text.hpp"

#include <numeric>

#include <fmt/format.h>

#include "models/measures/words.hpp"
#include "models/report/layout.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {
namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

std::string quoted_time(const TimeRange& range) {
  return fmt::format("\"{}-{}\"", show_time(range.from_s), show_time(range.to_s));
}

std::string toml_ranges(const std::vector<TimeRange>& ranges) {
  if (ranges.size() == 1) return quoted_time(ranges[0]);
  std::string text;
  for (const TimeRange& range : ranges) text += (text.empty() ? "[" : ", ") + quoted_time(range);
  return text + "]";
}

std::string toml_days(Days days) {
  std::string text;
  for (int day = 0; day < 8; ++day)
    if (days.bits >> day & 1) text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", day_names[day]);
  return "[" + text + "]";
}

std::string toml_line(const RosterLine& line) {
  std::string text = "{ ";
  if (line.days != every_day) text += "days = " + toml_days(line.days) + ", ";
  text += "hours = " + toml_ranges(line.hours) + fmt::format(", staff = {}", line.staff);
  if (!line.breaks.empty()) text += ", break = " + toml_ranges(line.breaks);
  if (line.premium != 1) text += fmt::format(", premium = {}", line.premium);
  if (line.from) text += ", from = " + show_date(*line.from);
  if (line.to) text += ", to = " + show_date(*line.to);
  return text + " }";
}

/// The rosters as tables that complete those of the scenario.
std::string toml_of(const Model& model, const Roster& roster) {
  std::string text;
  for (std::size_t t = 0; t < roster.size(); ++t) {
    if (model.teams[t].kind == TeamKind::contracted) continue;
    text += fmt::format("[[team]]\nid = \"{}\"\nroster = [\n", model.teams[t].id);
    for (const RosterLine& line : roster[t])
      if (line.staff > 0) text += "  " + toml_line(line) + ",\n";
    text += "]\n\n";
  }
  return text;
}

Json line_json(const RosterLine& line) {
  Json json;
  json["days"] = show_days(line.days);
  json["hours"] = show_ranges(line.hours);
  json["staff"] = line.staff;
  if (!line.breaks.empty()) json["break"] = show_ranges(line.breaks);
  if (line.premium != 1) json["premium"] = line.premium;
  if (line.from) json["from"] = show_date(*line.from);
  if (line.to) json["to"] = show_date(*line.to);
  return json;
}

Json service_json(const Model& model, const std::vector<TargetCheck>& service) {
  Json json = Json::object();
  for (const TargetCheck& check : service) {
    Json& one = json[model.channels[check.channel.value].id];
    one["target"] = check.target;
    one["service_level"] = check.share.mean;
    if (check.share.half_width) one["half_width"] = *check.share.half_width;
    one["holds"] = check.holds;
  }
  return json;
}

Json answer_json(const Model& model, const StaffAnswer& answer) {
  Json json;
  json["standard"] = answer.standard;
  json["staff_cost"] = answer.staff_cost;
  json["fte"] = sum(answer.fte);
  json["holds"] = answer.holds();
  json["service"] = service_json(model, answer.service);
  json["teams"] = Json::object();
  for (std::size_t t = 0; t < answer.roster.size(); ++t) {
    if (model.teams[t].kind == TeamKind::contracted) continue;
    Json& team = json["teams"][model.teams[t].id];
    team["fte"] = answer.fte[t];
    team["roster"] = Json::array();
    for (const RosterLine& line : answer.roster[t])
      if (line.staff > 0) team["roster"].push_back(line_json(line));
  }
  json["simulations"] = answer.simulations;
  return json;
}

std::string share_text(const sim::Estimate& share) {
  return fmt::format("{:.1f}%", 100 * share.mean) +
         (share.half_width ? fmt::format(" ±{:.1f}", 100 * *share.half_width) : "");
}

std::string heading(const std::string& title) { return "\n" + title + "\n" + std::string(screen_columns, '-') + "\n"; }

std::string rosters(const Scenario& scenario, const StaffAnswer& answer) {
  std::string text;
  for (std::size_t t = 0; t < answer.roster.size(); ++t) {
    const Team& team = scenario.model.teams[t];
    if (team.kind == TeamKind::contracted) continue;
    text += heading(fmt::format("{}: {:.1f} FTE", team.title, answer.fte[t]));
    for (const RosterLine& line : answer.roster[t]) {
      if (line.staff == 0) continue;
      text += fmt::format("  {:>4}  {:<24} {:<28} ", line.staff, show_days(line.days), show_ranges(line.hours));
      if (!line.breaks.empty()) text += "break " + show_ranges(line.breaks);
      if (line.from || line.to)
        text +=
            fmt::format("  {} to {}", line.from ? show_date(*line.from) : "...", line.to ? show_date(*line.to) : "...");
      while (text.back() == ' ') text.pop_back();
      text += "\n";
    }
  }
  return text;
}

std::string service(const Scenario& scenario, const StaffReport& report) {
  Grid grid({"", "target", "as it is", "found", ""});
  for (const TargetCheck& check : report.answer->service) {
    const Channel& channel = scenario.model.channels[check.channel.value];
    std::string before = "-";
    for (const TargetCheck& other : report.as_it_is.service)
      if (other.channel == check.channel) before = share_text(other.share);
    grid.row(channel.title, {{target_text(*channel.target), ""},
                             {before, ""},
                             {share_text(check.share), ""},
                             {check.holds ? "holds" : "not sure", ""}});
  }
  return heading("Service") + grid.text();
}

std::string cost(const Scenario& scenario, const StaffReport& report) {
  Grid grid({"", "staff cost\na year", "FTE"});
  const auto row = [&](const std::string& title, double money, const std::vector<double>& fte) {
    grid.row(title, {{money_text(money, scenario.currency), ""}, {grouped(sum(fte), 1), ""}});
  };
  row("Rosters as they are", report.as_it_is.staff_cost, report.as_it_is.fte);
  row("Rosters found", report.answer->staff_cost, report.answer->fte);
  return heading("Cost") + grid.text();
}

std::string frontier(const Scenario& scenario, const StaffReport& report) {
  if (report.frontier.empty()) return {};
  std::vector<std::string> heads{"points above target", "staff cost\na year", "FTE"};
  for (const TargetCheck& check : report.frontier.front().service)
    heads.push_back(shortened(scenario.model.channels[check.channel.value].id, 13));
  Grid grid(heads);
  for (const StaffAnswer& answer : report.frontier) {
    std::vector<TableCell> cells{{money_text(answer.staff_cost, scenario.currency), ""},
                                 {grouped(sum(answer.fte), 1), ""}};
    for (const TargetCheck& check : answer.service)
      cells.push_back({fmt::format("{:.1f}%", 100 * check.share.mean), ""});
    grid.row(fmt::format("{:+.0f}", 100 * answer.standard), std::move(cells));
  }
  return heading("What other standards cost") + grid.text();
}

std::string verdict(const Scenario& scenario, const StaffReport& report, std::optional<double> budget) {
  if (budget)
    return wrapped(fmt::format("What {} a year buys: every target's share moved by {:+.1f} points, the most whose "
                               "cheapest roster found is within the budget.",
                               money_text(*budget, scenario.currency), 100 * report.answer->standard),
                   "", "");
  return wrapped(report.answer->holds()
                     ? "The cheapest rosters found that meet every target. On replications that the search did not see "
                       "the lower end of each 95% interval is not below its target."
                     : "The cheapest rosters found. NOT CONFIRMED: on replications that the search did not see, the "
                       "95% interval of a channel reaches below its target, even with higher standards in the search.",
                 "", "");
}

}  // namespace

Json staff_json(const Scenario& scenario, const StaffReport& report, std::optional<double> budget) {
  Json json;
  json["format"] = "channelshift-staff";
  json["version"] = 1;
  json["name"] = scenario.name;
  json["currency"] = scenario.currency;
  if (budget) json["budget"] = *budget;
  json["check_replications"] = report.check_replications;
  json["as_it_is"] = {{"staff_cost", report.as_it_is.staff_cost},
                      {"fte", sum(report.as_it_is.fte)},
                      {"service", service_json(scenario.model, report.as_it_is.service)}};
  if (report.answer) {
    json["found"] = answer_json(scenario.model, *report.answer);
    json["toml"] = toml_of(scenario.model, report.answer->roster);
  }
  for (const StaffAnswer& answer : report.frontier) json["frontier"].push_back(answer_json(scenario.model, answer));
  return json;
}

std::string staff_table(const Scenario& scenario, const StaffReport& report, std::optional<double> budget) {
  std::string text = wrapped(scenario.title, "", "") + std::string(screen_columns, '=') + "\n";
  if (!report.answer) {
    text += wrapped(
        fmt::format("{} a year buys none of the rosters tried (as they are they cost {}).",
                    money_text(*budget, scenario.currency), money_text(report.as_it_is.staff_cost, scenario.currency)),
        "", "");
    return text + frontier(scenario, report);
  }
  text += verdict(scenario, report, budget) + service(scenario, report) + cost(scenario, report);
  text += rosters(scenario, *report.answer) + frontier(scenario, report);
  text += heading("To paste into a scenario (or below extends = ...)");
  text += "\n" + toml_of(scenario.model, report.answer->roster);
  return text + wrapped(fmt::format("Searched with {} simulations, checked with {} others.", report.answer->simulations,
                                    report.check_replications),
                        "", "");
}

std::string staff_csv(const Scenario& scenario, const StaffReport& report) {
  std::string text = "option,part,id,measure,unit,mean,half_width,sd\n";
  const auto plain = [&](std::string_view option, std::string_view part, const std::string& id,
                         std::string_view measure, const std::string& unit, double value) {
    text += fmt::format("{},{},{},{},{},{},,\n", option, part, id, measure, unit, value);
  };
  const auto service = [&](const std::string& option, const std::vector<TargetCheck>& checks) {
    for (const TargetCheck& check : checks)
      text += fmt::format("{},channel,{},service_level,1,{},{},{}\n", option,
                          scenario.model.channels[check.channel.value].id, check.share.mean,
                          check.share.half_width ? fmt::format("{}", *check.share.half_width) : "",
                          check.share.sd ? fmt::format("{}", *check.share.sd) : "");
  };
  const std::string a_year = scenario.currency + "/year";
  plain("as-it-is", "all", "", "staff_cost", a_year, report.as_it_is.staff_cost);
  service("as-it-is", report.as_it_is.service);
  if (report.answer) {
    plain("found", "all", "", "staff_cost", a_year, report.answer->staff_cost);
    for (std::size_t t = 0; t < report.answer->roster.size(); ++t) {
      if (scenario.model.teams[t].kind == TeamKind::contracted) continue;
      plain("found", "team", scenario.model.teams[t].id, "fte", "1", report.answer->fte[t]);
    }
    service("found", report.answer->service);
  }
  for (const StaffAnswer& answer : report.frontier) {
    const std::string option = fmt::format("standard{:+.0f}", 100 * answer.standard);
    plain(option, "all", "", "staff_cost", a_year, answer.staff_cost);
    plain(option, "all", "", "fte", "1", sum(answer.fte));
    service(option, answer.service);
  }
  return text;
}

}  // namespace channelshift
