#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "models/scenario/csv_file.hpp"
#include "models/scenario/values.hpp"
#include "models/scenario/words.hpp"

/// Who was on duty: a line for each date and span of hours, or for each agent's time at work.
namespace channelshift {

namespace {

using Names = std::span<const std::string_view>;
constexpr std::string_view date_names[] = {"date"};
constexpr std::string_view from_names[] = {"from"};
constexpr std::string_view to_names[] = {"to"};
constexpr std::string_view staff_names[] = {"staff"};
constexpr std::string_view start_names[] = {"start"};
constexpr std::string_view end_names[] = {"end"};
constexpr int day_s = 86400;

/// Times of one span of duty, on the day of its start; an end up to 24 h later.
struct Duty {
  Date date{};
  int from_s = 0;
  int to_s = 0;
  std::int64_t staff = 1;
};

class DutyRoster {
 public:
  DutyRoster(const Csv& csv, Faults& faults) : csv_(csv), faults_(faults) {}

  bool columns() {
    const auto all = [&](std::initializer_list<Names> names) {
      columns_.clear();
      for (const Names one : names)
        if (const auto column = column_of(csv_, one)) columns_.push_back(*column);
      return columns_.size() == names.size();
    };
    if (all({date_names, from_names, to_names, staff_names})) return by_date_ = true;
    if (all({start_names, end_names})) return true;
    faults_.add({csv_.source, 1, 1},
                "the heading has neither the columns date, from, to, staff nor start, end (one line for each span of "
                "duty, or for each agent's). Correct the heading.");
    return false;
  }

  bool add(const CsvRow& row) {
    if (row.fields.size() <= *std::max_element(columns_.begin(), columns_.end()))
      return fault({csv_.source, row.line, 1}, "the line is too short (it lacks a column of the heading)");
    const std::optional<Duty> duty = by_date_ ? dated(row) : stamped(row);
    if (!duty) return false;
    const Place place = csv_.place(row, row.fields[columns_[0]]);
    const bool over_midnight = duty->to_s <= duty->from_s;
    keep(place, duty->date, duty->from_s, over_midnight ? day_s : duty->to_s, duty->staff);
    if (over_midnight && duty->to_s > 0) keep(place, duty->date + std::chrono::days{1}, 0, duty->to_s, duty->staff);
    return true;
  }

  Node written(const Place& place) const {
    Node::List lines;
    for (const auto& [span, known] : lines_) {
      const auto& [date, from_s, to_s] = span;
      Node line{known.place, Node::Table{}};
      const auto add = [&](std::string_view key, Node value) { put(line, key, known.place, std::move(value)); };
      add("hours", {known.place, show_time(from_s) + "-" + show_time(to_s)});
      add("staff", {known.place, known.staff});
      add("from", {known.place, date});
      add("to", {known.place, date});
      lines.push_back(std::move(line));
    }
    return {place, std::move(lines)};
  }

 private:
  struct Known {
    Place place;
    std::int64_t staff = 0;
  };

  bool fault(const Place& place, const std::string& problem) {
    faults_.add(place, problem + ". Correct or remove the line.");
    return false;
  }

  void keep(const Place& place, Date date, int from_s, int to_s, std::int64_t staff) {
    lines_.try_emplace({date, from_s, to_s}, Known{place, 0}).first->second.staff += staff;
  }

  std::optional<int> time(const CsvRow& row, const CsvField& field, std::string_view text) {
    if (text.size() == 8 && text.ends_with(":00")) text = text.substr(0, 5);
    const Parsed<int> at = parse_time(text);
    if (!at.value)
      fault(csv_.place(row, field), in_quotes(field.text) +
                                        " is no time of a roster (they are HH:MM, in "
                                        "whole minutes)");
    return at.value;
  }

  std::optional<Date> date(const CsvRow& row, const CsvField& field, std::string_view text) {
    const std::optional<Date> found = parse_date(text);
    if (!found) fault(csv_.place(row, field), in_quotes(field.text) + " is no date (they are written 2024-01-31)");
    return found;
  }

  std::optional<Duty> dated(const CsvRow& row) {
    const auto field = [&](std::size_t i) -> const CsvField& { return row.fields[columns_[i]]; };
    const auto on = date(row, field(0), field(0).text);
    const auto from = on ? time(row, field(1), field(1).text) : std::nullopt;
    const auto to = from ? time(row, field(2), field(2).text) : std::nullopt;
    if (!to) return std::nullopt;
    const std::optional<double> staff = plain_number(field(3).text);
    if (!staff || *staff < 0 || *staff > 100'000 || *staff != static_cast<double>(static_cast<int>(*staff))) {
      fault(csv_.place(row, field(3)), in_quotes(field(3).text) + " is no number of staff (a whole number from 0)");
      return std::nullopt;
    }
    if (*from == *to || *from == day_s) {
      fault(csv_.place(row, field(2)), "the duty is empty (it ends when it begins)");
      return std::nullopt;
    }
    return Duty{*on, *from, *to, static_cast<std::int64_t>(*staff)};
  }

  std::optional<std::pair<Date, int>> stamp(const CsvRow& row, const CsvField& field) {
    const std::string_view text = field.text;
    const bool shaped = text.size() >= 16 && (text[10] == 'T' || text[10] == ' ');
    if (!shaped) {
      fault(csv_.place(row, field), in_quotes(text) + " is no moment (date and time are written 2024-01-31T09:30)");
      return std::nullopt;
    }
    const auto on = date(row, field, text.substr(0, 10));
    const auto at = on ? time(row, field, text.substr(11)) : std::nullopt;
    return at ? std::optional(std::pair(*on, *at)) : std::nullopt;
  }

  std::optional<Duty> stamped(const CsvRow& row) {
    const auto start = stamp(row, row.fields[columns_[0]]);
    const auto end = start ? stamp(row, row.fields[columns_[1]]) : std::nullopt;
    if (!end) return std::nullopt;
    const auto length_s = (end->first - start->first).count() * day_s + end->second - start->second;
    if (length_s > 0 && length_s < day_s && start->second < day_s)
      return Duty{start->first, start->second, end->second % day_s, 1};
    fault(csv_.place(row, row.fields[columns_[1]]),
          "the duty lasts no time, or a day and more (it ends within 24 hours "
          "of its start)");
    return std::nullopt;
  }

  const Csv& csv_;
  Faults& faults_;
  std::vector<std::size_t> columns_;
  bool by_date_ = false;
  std::map<std::tuple<Date, int, int>, Known> lines_;
};

}  // namespace

Node roster_lines(const Node& name, const Csv& csv, Faults& faults) {
  DutyRoster roster(csv, faults);
  if (!roster.columns()) return name;
  int told = 0;
  for (std::size_t i = 1; i < csv.rows.size() && told < most_faults; ++i)
    if (!roster.add(csv.rows[i])) ++told;
  return roster.written(name.place);
}

}  // namespace channelshift
