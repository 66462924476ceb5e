#include "models/scenario/inline_csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/csv_file.hpp"
#include "models/scenario/paths.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

Node observed_times(const Node& name, const Csv& csv, Faults& faults) {
  Node::List values;
  int told = 0;
  for (std::size_t i = 0; i < csv.rows.size() && told < most_faults; ++i) {
    const CsvRow& row = csv.rows[i];
    const CsvField& field = row.fields[0];
    const std::optional<double> seconds = plain_number(field.text);
    if (seconds && *seconds >= 0) {
      values.push_back({csv.place(row, field), field.text + "s"});
    } else if (seconds || i > 0) {  // the first line may be a heading
      faults.add(csv.place(row, field),
                 fmt::format("{} is no observed time (a number of seconds from 0 stands first in each "
                             "line). Correct or remove the line.",
                             in_quotes(field.text)));
      ++told;
    }
  }
  return {name.place, std::move(values)};
}

/// Positions of weekday, start and weight in the heading.
std::optional<std::array<std::size_t, 3>> profile_columns(const Csv& csv, Faults& faults) {
  constexpr std::string_view wanted[] = {"weekday", "start", "weight"};
  std::array<std::size_t, 3> columns{};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto named = [&](const CsvField& field) { return field.text == wanted[i]; };
    const std::vector<CsvField> none;
    const std::vector<CsvField>& heading = csv.rows.empty() ? none : csv.rows[0].fields;
    const auto found = std::find_if(heading.begin(), heading.end(), named);
    if (found == heading.end()) {
      faults.add({csv.source, 1, 1},
                 fmt::format("the heading lacks the column {} (a profile has the columns weekday, start, "
                             "weight, separated by commas). Add it.",
                             in_quotes(wanted[i])));
      return std::nullopt;
    }
    columns[i] = static_cast<std::size_t>(found - heading.begin());
  }
  return columns;
}

void add_rate(Node& week, const Csv& csv, const CsvRow& row, const std::array<std::size_t, 3>& columns,
              Faults& faults) {
  const CsvField& day = row.fields[columns[0]];
  const CsvField& start = row.fields[columns[1]];
  const CsvField& weight = row.fields[columns[2]];
  const std::optional<double> number = plain_number(weight.text);
  if (!number) {
    faults.add(csv.place(row, weight),
               fmt::format("the weight {} is no number (it is a relative rate). Correct it.", in_quotes(weight.text)));
    return;
  }
  if (!find(week, day.text)) put(week, day.text, csv.place(row, day), {csv.place(row, day), Node::Table{}});
  Node& rates = *find(week, day.text);
  if (find(rates, start.text)) {
    faults.add(csv.place(row, start), fmt::format("{} {} is given twice (which weight holds?). Remove one of them.",
                                                  day.text, in_quotes(start.text)));
    return;
  }
  put(rates, start.text, csv.place(row, start), {csv.place(row, weight), *number});
}

Node rates_of_week(const Node& name, const Csv& csv, Faults& faults) {
  Node week{name.place, Node::Table{}};
  const auto columns = profile_columns(csv, faults);
  if (!columns) return week;
  const std::size_t needed = *std::max_element(columns->begin(), columns->end()) + 1;
  const std::size_t before = faults.found().size();
  for (std::size_t i = 1; i < csv.rows.size() && faults.found().size() < before + most_faults; ++i) {
    const CsvRow& row = csv.rows[i];
    if (row.fields.size() >= needed) {
      add_rate(week, csv, row, *columns, faults);
    } else {
      faults.add({csv.source, row.line, 1},
                 "the line is too short (it has weekday, start, weight). Complete or remove it.");
    }
  }
  return week;
}

/// A key that names a CSV file, and the key that says the same written out.
struct CsvKey {
  const TableKeys& (*table)();
  std::string_view name;
  std::string_view written_out;
  Node (*content)(const Node& name, const Csv& csv, Faults& faults);
};
constexpr CsvKey csv_keys[] = {
    {profile_keys, "csv", "day-by-weekday", rates_of_week}, {distribution_keys, "csv", "values", observed_times},
    {handle_keys, "csv", "values", observed_times},         {demand_keys, "trace", "recorded", recorded_contacts},
    {team_keys, "roster-csv", "roster", roster_lines},
};

const CsvKey* csv_key(const TableKeys& keys, std::string_view name) {
  const auto found = std::find_if(std::begin(csv_keys), std::end(csv_keys),
                                  [&](const CsvKey& key) { return key.name == name && &key.table() == &keys; });
  return found == std::end(csv_keys) ? nullptr : found;
}

/// Replaces the name of a file in its table (or its path in an option's `set`) by the file's content. Nothing changes
/// if it cannot be read.
void inline_entry(Entry& entry, const CsvKey& key, Sources& sources, Faults& faults) {
  if (!entry.value.text()) return;
  const std::optional<Csv> csv = open_csv(entry.value, key.name, sources, faults);
  if (!csv) return;
  const std::size_t before = faults.found().size();
  Node content = key.content(entry.value, *csv, faults);
  if (faults.found().size() > before) return;
  entry.key = entry.key.substr(0, entry.key.size() - key.name.size()) + std::string(key.written_out);
  entry.value = std::move(content);
}

void inline_table(Node& table, const TableKeys& keys, Sources& sources, Faults& faults);

/// A value of `key`: a table, a list of tables, or tables below their ids.
void inline_value(Node& node, const Key& key, Sources& sources, Faults& faults) {
  if (Node::List* list = node.as<Node::List>()) {
    for (Node& item : *list) inline_table(item, key.table(), sources, faults);
  } else if (Node::Table* table = node.as<Node::Table>(); table && key.table().named) {
    for (Entry& entry : *table) inline_table(entry.value, key.table(), sources, faults);
  } else {
    inline_table(node, key.table(), sources, faults);
  }
}

void inline_set(Node& set, Sources& sources, Faults& faults) {
  if (!set.table()) return;
  for (Entry& entry : *set.as<Node::Table>()) {
    const PathKey at = key_at_path(entry.key);
    if (!at.key) continue;
    if (const CsvKey* csv = csv_key(*at.table, at.key->name)) {
      inline_entry(entry, *csv, sources, faults);
    } else if (at.key->table) {
      inline_value(entry.value, *at.key, sources, faults);
    }
  }
}

void inline_table(Node& table, const TableKeys& keys, Sources& sources, Faults& faults) {
  if (!table.table()) return;
  for (Entry& entry : *table.as<Node::Table>()) {
    const Key* key = find_key(keys, entry.key);
    if (!key) continue;
    const CsvKey* csv = csv_key(keys, entry.key);
    if (csv && !find(table, csv->written_out)) {
      inline_entry(entry, *csv, sources, faults);
    } else if (&keys == &option_keys() && entry.key == "set") {
      inline_set(entry.value, sources, faults);
    } else if (key->table) {
      inline_value(entry.value, *key, sources, faults);
    }
  }
}

}  // namespace

void inline_csv(Node& root, Sources& sources, Faults& faults) { inline_table(root, root_keys(), sources, faults); }

}  // namespace channelshift
