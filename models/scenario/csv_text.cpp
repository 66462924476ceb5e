#include "models/scenario/csv_text.hpp"

#include <algorithm>

namespace channelshift {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Where the field that begins at `from` ends: at a comma outside quotes, or with the line.
std::size_t field_end(std::string_view line, std::size_t from) {
  bool within_quotes = false;
  for (std::size_t at = from; at < line.size(); ++at) {
    if (line[at] == '"') within_quotes = !within_quotes;
    if (line[at] == ',' && !within_quotes) return at;
  }
  return line.size();
}

std::string unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string plain;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    plain += text[i];
    if (text[i] == '"' && text[i + 1] == '"' && i + 2 < text.size()) ++i;
  }
  return plain;
}

std::vector<CsvField> parse_line(std::string_view line) {
  std::vector<CsvField> fields;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t end = field_end(line, from);
    const std::string_view field = trimmed(line.substr(from, end - from));
    const std::size_t begin = field.empty() ? from : static_cast<std::size_t>(field.data() - line.data());
    fields.push_back({unquoted(field), static_cast<int>(begin) + 1});
    from = end + 1;
  }
  return fields;
}

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<CsvRow> rows;
  int number = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (!trimmed(line).empty()) rows.push_back({number, parse_line(line)});
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
  }
  return rows;
}

}  // namespace channelshift
