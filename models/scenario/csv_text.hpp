#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace channelshift {

/// One field of a CSV file, and where it begins in its line, from 1.
struct CsvField {
  std::string text;
  int column = 1;
};
struct CsvRow {
  int line = 1;
  std::vector<CsvField> fields;
};

/// Rows of comma-separated fields, spaces around them taken off; a field may stand in double quotes, within one line.
/// Lines without any text are left out.
std::vector<CsvRow> parse_csv(std::string_view text);

}  // namespace channelshift
