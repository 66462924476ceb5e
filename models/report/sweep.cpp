#include "models/report/sweep.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "models/measures/words.hpp"
#include "models/report/figures.hpp"
#include "models/report/flat.hpp"
#include "models/report/layout.hpp"
#include "models/report/sections.hpp"

namespace channelshift {
namespace {

/// A number where the value is one, else its text.
Json value_of(const std::string& text) {
  std::int64_t whole = 0;
  double number = 0;
  const char* end = text.data() + text.size();
  if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc{} && read.ptr == end)
    return whole;
  if (const auto read = std::from_chars(text.data(), end, number); read.ec == std::errc{} && read.ptr == end) {
    if (std::isfinite(number)) return number;
  }
  return text;
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string text = json_text(value);
  text.pop_back();  // the line feed
  return text;
}

/// A column of the table: its head, and a cell for each row.
struct Column {
  std::string head;
  std::vector<TableCell> cells;
};

int width_of(const std::string& head) {
  const std::size_t line = head.find('\n');
  if (line == std::string::npos) return display_width(head);
  return std::max(display_width(head.substr(0, line)), display_width(head.substr(line + 1)));
}

int width_of(const Column& column) {
  int width = width_of(column.head);
  for (const TableCell& cell : column.cells) width = std::max(width, display_width(cell.value));
  return width;
}

constexpr std::size_t longest_value = 16;

/// "A", "B", ... in the order of the keys.
std::string letter(std::size_t key) { return std::string(1, static_cast<char>('A' + key % 26)); }

std::string last_step(const std::string& path) { return path.substr(path.find_last_of('.') + 1); }

/// One row for each point and option.
class Rows {
 public:
  explicit Rows(const Json& sweep) : sweep_(sweep) {
    for (const Json& point : sweep.at("points")) {
      for (const NamedOption& option : options_of(point.at("summary"))) rows_.push_back({&point, option});
    }
  }

  template <class Cell>
  Column column(std::string head, Cell cell) const {
    Column result{std::move(head), {}};
    for (const Row& row : rows_) result.cells.push_back(cell(*row.point, row.option));
    return result;
  }

  std::vector<Column> values() const {
    std::vector<Column> columns;
    for (const Json& key : sweep_.at("vary")) {
      const std::string path = key.at("path").get<std::string>();
      columns.push_back(column(letter(columns.size()) + "\n" + shortened(last_step(path), longest_value),
                               [&](const Json& point, const NamedOption&) {
                                 return TableCell{shortened(text_of(point.at("values").at(path)), longest_value), ""};
                               }));
    }
    return columns;
  }

  std::vector<Column> figures() const {
    std::vector<Column> columns = service();
    const std::string currency = sweep_.at("currency").get<std::string>();
    columns.push_back(column("needs\nlost", [](const Json&, const NamedOption& option) {
      return count_cell(figure(option.json->at("needs"), "lost"));
    }));
    columns.push_back(column("cost\na year", [&](const Json&, const NamedOption& option) {
      return money_cell(figure(option.json->at("cost"), "total"), currency);
    }));
    columns.push_back(saving("cost\nsaved", "total_cost"));
    columns.push_back(saving("\ncashable", "cashable"));
    columns.push_back(column("like\nfor like", [](const Json& point, const NamedOption& option) {
      const Json& savings = point.at("summary").at("savings");
      if (!savings.contains(option.id)) return TableCell{no_figure, ""};
      return TableCell{savings.at(option.id).at("like_for_like").get<bool>() ? "yes" : "no", ""};
    }));
    std::erase_if(columns, [](const Column& column) {
      return std::ranges::all_of(column.cells, [](const TableCell& cell) { return cell.value == no_figure; });
    });
    return columns;
  }

  std::vector<std::string> labels() const {
    std::vector<std::string> labels;
    for (const Row& row : rows_) labels.push_back(short_name(row.option));
    return labels;
  }

 private:
  struct Row {
    const Json* point;
    NamedOption option;
  };

  Column saving(std::string head, const std::string& name) const {
    const std::string currency = sweep_.at("currency").get<std::string>();
    return column(std::move(head), [&](const Json& point, const NamedOption& option) {
      const Json& savings = point.at("summary").at("savings");
      if (!savings.contains(option.id)) return TableCell{no_figure, ""};
      return money_cell(figure(savings.at(option.id), name), currency);
    });
  }

  std::vector<Column> service() const {
    std::vector<Column> columns;
    if (sweep_.at("points").empty()) return columns;
    const Json& channels = sweep_.at("points")[0].at("summary").at("about").at("channels");
    for (const auto& [id, about] : channels.items()) {
      columns.push_back(column("in time\n" + shortened(id, 12), [&](const Json&, const NamedOption& option) {
        return percent_cell(figure(option.json->at("channels").at(id), "service_level"));
      }));
    }
    return columns;
  }

  const Json& sweep_;
  std::vector<Row> rows_;
};

/// As many of `figures` from `first` on as fit beside the label and the values; at least one.
std::size_t fitting(const std::vector<Column>& values, const std::vector<Column>& figures, std::size_t first) {
  constexpr int gap = 2;
  int width = 12;  // of the shortest label that is still told apart
  for (const Column& column : values) width += gap + width_of(column);
  std::size_t count = 0;
  for (; first + count < figures.size(); ++count) {
    width += gap + width_of(figures[first + count]);
    if (width > screen_columns && count > 0) break;
  }
  return count;
}

std::string grid_text(const std::vector<std::string>& labels, const std::vector<Column>& columns) {
  std::vector<std::string> heads{""};
  for (const Column& column : columns) heads.push_back(column.head);
  Grid grid(std::move(heads));
  for (std::size_t row = 0; row < labels.size(); ++row) {
    std::vector<TableCell> cells;
    for (const Column& column : columns) cells.push_back(column.cells[row]);
    grid.row(labels[row], std::move(cells));
  }
  return grid.text();
}

/// What is wrong with the service of options that save nothing like for like, each reason once.
std::string notes(const Json& sweep) {
  std::string text = heading("NOTES");
  text += wrapped(
      "Every point is simulated with the same random numbers, so that points differ by their values alone. \"In "
      "time\" is the share of offered contacts answered within the target; saved is the centre as it is less the "
      "option, at that point.",
      "- ", "  ");
  if (sweep.at("points").empty() || sweep.at("points")[0].at("summary").at("savings").empty()) return text;
  return text + wrapped(
                    "Like for like \"no\": the option loses more needs, leaves more undone or misses a target that the "
                    "centre as it is meets: less service, not a saving.",
                    "- ", "  ");
}

std::string replications_text(const Json& sweep) {
  const Json& first = sweep.at("points")[0].at("summary");
  return std::to_string(sweep.at("points").size()) + " points, " + grouped(first.at("replications").get<double>()) +
         " replications of " + grouped(first.at("weeks").get<double>()) +
         " weeks each. Every count and sum of money is that of a year.";
}

}  // namespace

Json sweep_summary(std::span<const SweptKey> keys) {
  Json sweep = Json::object();
  sweep["format"] = sweep_format;
  sweep["version"] = sweep_version;
  sweep["scenario"] = "";
  sweep["title"] = "";
  sweep["currency"] = "";
  Json& vary = sweep["vary"] = Json::array();
  for (const SweptKey& key : keys) {
    Json values = Json::array();
    for (const std::string& value : key.values) values.push_back(value_of(value));
    vary.push_back({{"path", key.path}, {"values", std::move(values)}});
  }
  sweep["points"] = Json::array();
  return sweep;
}

void add_point(Json& sweep, std::span<const std::string> values, Json summary) {
  if (sweep.at("points").empty()) {
    for (const char* key : {"scenario", "title", "currency"}) sweep[key] = summary.at(key);
  }
  Json point = Json::object();
  Json& given = point["values"] = Json::object();
  for (std::size_t i = 0; i < values.size(); ++i) {
    given[sweep.at("vary")[i].at("path").get<std::string>()] = value_of(values[i]);
  }
  point["summary"] = std::move(summary);
  sweep["points"].push_back(std::move(point));
}

std::string sweep_table_text(const Json& sweep) {
  std::string text = wrapped(sweep.at("title").get<std::string>(), "", "");
  text += std::string(screen_columns, '=') + "\n" + wrapped(replications_text(sweep), "", "") + "\n";
  std::size_t key = 0;
  for (const Json& varied : sweep.at("vary")) {
    text += wrapped(varied.at("path").get<std::string>(), letter(key++) + "  ", "   ");
  }
  const Rows rows(sweep);
  const std::vector<std::string> labels = rows.labels();
  const std::vector<Column> values = rows.values();
  const std::vector<Column> figures = rows.figures();
  for (std::size_t first = 0; first < figures.size();) {
    const std::size_t count = fitting(values, figures, first);
    std::vector<Column> columns = values;
    columns.insert(columns.end(), figures.begin() + static_cast<std::ptrdiff_t>(first),
                   figures.begin() + static_cast<std::ptrdiff_t>(first + count));
    text += "\n" + grid_text(labels, columns);
    first += count;
  }
  return text + notes(sweep);
}

std::string sweep_csv_text(const Json& sweep) {
  std::string text = "point";
  for (const Json& key : sweep.at("vary")) text += "," + csv_field(key.at("path").get<std::string>());
  text += "," + std::string(csv_columns) + "\n";
  std::size_t number = 0;
  for (const Json& point : sweep.at("points")) {
    std::string start = std::to_string(++number) + ",";
    for (const auto& [path, value] : point.at("values").items()) start += csv_field(text_of(value)) + ",";
    for (const FlatFigure& figure : flat_figures(point.at("summary"))) text += start + csv_row(figure);
  }
  return text;
}

}  // namespace channelshift
