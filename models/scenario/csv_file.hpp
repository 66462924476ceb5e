#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/scenario/csv_text.hpp"
#include "models/scenario/tree.hpp"

/// CSV files that a scenario names: opened, and read by the names of their columns.
namespace channelshift {

/// A CSV file at hand: its rows, and how to speak of places in it.
struct Csv {
  int source = 0;
  std::vector<CsvRow> rows;
  Place place(const CsvRow& row, const CsvField& field) const { return {source, row.line, field.column}; }
};

/// Faults of one file that are told before the rest is left to the next run.
inline constexpr int most_faults = 20;

/// The file that `key` names; none, with a fault, if it cannot be read.
std::optional<Csv> open_csv(const Node& name, std::string_view key, Sources& sources, Faults& faults);

/// "12.5" as 12.5; none for anything else.
std::optional<double> plain_number(std::string_view text);

/// Position of a column by any of its names.
std::optional<std::size_t> column_of(const Csv& csv, std::span<const std::string_view> names);

/// A recorded day's arrivals by date, as the key `recorded` has them.
Node recorded_contacts(const Node& name, const Csv& csv, Faults& faults);
/// Roster lines, one for each date and span of hours, as the key `roster` has them.
Node roster_lines(const Node& name, const Csv& csv, Faults& faults);

}  // namespace channelshift
