#include "models/scenario/csv_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "models/scenario/text_file.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

std::optional<Csv> open_csv(const Node& name, std::string_view key, Sources& sources, Faults& faults) {
  const std::filesystem::path path = (sources.folder(name.place.source) / *name.text()).lexically_normal();
  const FileText file = read_text_file(path, longest_csv);
  if (!file.problem.empty()) {
    faults.add(name.place, fmt::format("{} names {}: {}", key, in_quotes(*name.text()), file.problem));
    return std::nullopt;
  }
  Csv csv{sources.add(path.string(), path.parent_path()), {}};
  if (const std::optional<BadText> bad = bad_text(file.text)) {
    faults.add({csv.source, bad->line, bad->column}, bad->problem);
    return std::nullopt;
  }
  csv.rows = parse_csv(file.text);
  return csv;
}

std::optional<double> plain_number(std::string_view text) {
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  const bool whole = error == std::errc{} && stop == text.data() + text.size() && !text.empty();
  const bool digits = text.find_first_not_of("+-.0123456789") == std::string_view::npos;
  return whole && digits ? std::optional(number) : std::nullopt;
}

std::optional<std::size_t> column_of(const Csv& csv, std::span<const std::string_view> names) {
  if (csv.rows.empty()) return std::nullopt;
  const std::vector<CsvField>& heading = csv.rows[0].fields;
  const auto found = std::find_if(heading.begin(), heading.end(), [&](const CsvField& field) {
    return std::find(names.begin(), names.end(), field.text) != names.end();
  });
  if (found == heading.end()) return std::nullopt;
  return static_cast<std::size_t>(found - heading.begin());
}

}  // namespace channelshift
