#include "models/measures/words.hpp"
#include "models/report/figures.hpp"
#include "models/report/sections.hpp"

namespace channelshift {
namespace {

/// A column of the table of reasons: absent where no reason of any option has it.
struct Column {
  const char* head;
  const char* measure;
  TableCell (*cell)(const Figure&, const std::string& currency);
};

TableCell count(const Figure& figure, const std::string&) { return {count_cell(figure).value, ""}; }
TableCell share(const Figure& figure, const std::string&) { return {percent_cell(figure).value, ""}; }
TableCell money(const Figure& figure, const std::string& currency) {
  return {money_cell(figure, currency, 0).value, ""};
}
TableCell hours(const Figure& figure, const std::string&) {
  return {figure.there ? grouped(figure.mean, 1) + " h" : no_figure, ""};
}
TableCell number(const Figure& figure, const std::string&) {
  return {figure.there ? grouped(figure.mean, 2) : no_figure, ""};
}
TableCell points(const Figure& figure, const std::string&) {
  return {figure.there ? grouped(figure.mean, 0) : no_figure, ""};
}

constexpr Column columns[] = {
    {"contacts\na year", "contacts", count},
    {"avoid-\nable", "avoidable_share", share},
    {"contacts\nper need", "contacts_per_need_met", number},
    {"handed\non", "escalated", count},
    {"work in\npromise", "case_in_promise_share", share},
    {"work\ntakes", "case_h", hours},
    {"\nchasers", "chasers", count},
    {"customers\nlost", "customers_lost", count},
    {"\nworth", "customers_lost_value", money},
    {"\nNPS", "nps", points},
};

std::vector<Column> used_columns(const Json& summary) {
  std::vector<Column> used;
  for (const Column& column : columns) {
    bool any = false;
    for (const NamedOption& option : options_of(summary))
      for (const auto& [id, reason] : option.json->at("reasons").items()) any = any || reason.contains(column.measure);
    if (any) used.push_back(column);
  }
  return used;
}

bool has_any(const Json& summary, const std::string& reason) {
  for (const NamedOption& option : options_of(summary)) {
    const Json& measures = option.json->at("reasons").at(reason);
    if (figure(measures, "contacts").mean > 0 || figure(measures, "cases").mean > 0) return true;
  }
  return false;
}

}  // namespace

std::string reason_section(const Json& summary) {
  if (!summary.at("about").contains("reasons")) return "";
  const std::vector<Column> used = used_columns(summary);
  const std::string currency = summary.at("currency").get<std::string>();
  std::vector<std::string> heads{""};
  for (const Column& column : used) heads.push_back(column.head);
  Grid grid(heads);
  for (const auto& [id, about] : summary.at("about").at("reasons").items()) {
    if (!has_any(summary, id)) continue;
    grid.line(about.at("title").get<std::string>());
    for (const NamedOption& option : options_of(summary)) {
      std::vector<TableCell> cells;
      for (const Column& column : used)
        cells.push_back(column.cell(figure(option.json->at("reasons").at(id), column.measure), currency));
      grid.row("  " + short_name(option), cells);
    }
  }
  return heading("WHY PEOPLE MAKE CONTACT", "avoidable: repeats, chasers, fall-backs, and those who found no answer") +
         grid.text();
}

}  // namespace channelshift
