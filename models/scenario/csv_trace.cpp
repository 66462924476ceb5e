#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "models/scenario/csv_file.hpp"
#include "models/scenario/values.hpp"
#include "models/scenario/words.hpp"

/// A call log: when each contact came, and how long it was handled.
namespace channelshift {

namespace {

constexpr std::string_view arrival_names[] = {"arrival", "arrived"};
constexpr std::string_view handle_names[] = {"handle_s"};

/// "09:30", "09:30:15" or "09:30:15.25", in seconds.
std::optional<double> clock_time(std::string_view text) {
  const Parsed<int> minute = parse_time(text.substr(0, 5));
  if (!minute.value || *minute.value >= 86400) return std::nullopt;
  if (text.size() == 5) return *minute.value;
  const std::string_view rest = text.substr(5);
  const bool shaped = rest.size() >= 3 && rest[0] == ':' && (rest.size() == 3 || (rest.size() > 4 && rest[3] == '.'));
  const std::optional<double> seconds = shaped ? plain_number(rest.substr(1)) : std::nullopt;
  if (!seconds || *seconds < 0 || *seconds >= 60 || rest[1] == '-' || rest[1] == '+' || rest[1] == '.')
    return std::nullopt;
  return *minute.value + *seconds;
}

struct Day {
  Place place;
  std::vector<std::pair<double, Node>> come;  ///< when, and the handle time
};

class Log {
 public:
  Log(const Csv& csv, Faults& faults) : csv_(csv), faults_(faults) {}

  bool columns() {
    arrival_ = column_of(csv_, arrival_names);
    handle_ = column_of(csv_, handle_names);
    if (!arrival_)
      faults_.add({csv_.source, 1, 1},
                  "the heading lacks the column \"arrival\" (a trace has the columns arrival and, if known, handle_s, "
                  "separated by commas). Add it.");
    return arrival_.has_value();
  }

  bool add(const CsvRow& row) {
    if (row.fields.size() <= *arrival_) return fault({csv_.source, row.line, 1}, "the line has no arrival", "");
    const CsvField& field = row.fields[*arrival_];
    const std::string_view text = field.text;
    const bool shaped = text.size() >= 16 && (text[10] == 'T' || text[10] == ' ');
    const std::optional<Date> date = shaped ? parse_date(text.substr(0, 10)) : std::nullopt;
    const std::optional<double> at_s = date ? clock_time(text.substr(11)) : std::nullopt;
    if (!at_s)
      return fault(csv_.place(row, field), in_quotes(text) + " is no arrival",
                   " (date and time are written 2024-01-31T09:30:15, without a time zone)");
    std::optional<Node> handle = handle_of(row);
    if (!handle) return false;
    Day& day = days_.try_emplace(std::string(text.substr(0, 10)), Day{csv_.place(row, field), {}}).first->second;
    day.come.emplace_back(*at_s, std::move(*handle));
    return true;
  }

  Node written(const Place& place) {
    Node all{place, Node::Table{}};
    for (auto& [date, day] : days_) {
      std::ranges::stable_sort(day.come, {}, [](const auto& come) { return come.first; });
      Node::List at;
      Node::List handle;
      for (auto& [at_s, handle_s] : day.come) {
        at.push_back({day.place, at_s});
        if (handle_) handle.push_back(std::move(handle_s));
      }
      Node entry{day.place, Node::Table{}};
      put(entry, "at", day.place, {day.place, std::move(at)});
      if (handle_) put(entry, "handle", day.place, {day.place, std::move(handle)});
      put(all, date, day.place, std::move(entry));
    }
    return all;
  }

 private:
  bool fault(const Place& place, const std::string& what, std::string_view why) {
    faults_.add(place,
                fmt::format("{}{}. Correct or remove the line.", what, why.empty() ? " (it is too short)" : why));
    return false;
  }

  /// A number, or "" where the file says none; nothing, with a fault, where it is neither.
  std::optional<Node> handle_of(const CsvRow& row) {
    const Place start{csv_.source, row.line, 1};
    if (!handle_ || row.fields.size() <= *handle_ || row.fields[*handle_].text.empty())
      return Node{start, std::string()};
    const CsvField& field = row.fields[*handle_];
    const std::optional<double> seconds = plain_number(field.text);
    if (seconds && *seconds >= 0 && *seconds < 86400) return Node{csv_.place(row, field), *seconds};
    fault(csv_.place(row, field), in_quotes(field.text) + " is no handle time",
          " (a number of seconds from 0, less than a day)");
    return std::nullopt;
  }

  const Csv& csv_;
  Faults& faults_;
  std::optional<std::size_t> arrival_;
  std::optional<std::size_t> handle_;
  std::map<std::string, Day> days_;  ///< by date, so in order of time
};

}  // namespace

Node recorded_contacts(const Node& name, const Csv& csv, Faults& faults) {
  Log log(csv, faults);
  if (!log.columns()) return name;
  int told = 0;
  for (std::size_t i = 1; i < csv.rows.size() && told < most_faults; ++i)
    if (!log.add(csv.rows[i])) ++told;
  if (csv.rows.size() == 1)
    faults.add({csv.source, 1, 1}, "the trace holds no contact (only a heading). Add lines, or leave the demand out.");
  return log.written(name.place);
}

}  // namespace channelshift
