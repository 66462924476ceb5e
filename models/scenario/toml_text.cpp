#include "models/scenario/toml_text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>  // the only file that knows the parser

#include <algorithm>
#include <optional>

#include "models/scenario/text_file.hpp"

namespace channelshift {

namespace {

/// Where everything stands: in a file by the parser's positions, or all at one place.
class Placing {
 public:
  explicit Placing(int source) : place_{source, 0, 0} {}
  explicit Placing(const Place& fixed) : place_(fixed), fixed_(true) {}
  Place operator()(const toml::source_region& region) const {
    if (fixed_) return place_;
    return {place_.source, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
  }

 private:
  Place place_;
  bool fixed_ = false;
};

Node convert(const toml::node& from, const Placing& placing);

Node::Table convert_table(const toml::table& from, const Placing& placing) {
  // The parser sorts a table's keys by name; the order of the file is in their positions.
  std::vector<std::pair<const toml::key*, const toml::node*>> entries;
  for (const auto& [key, value] : from) entries.emplace_back(&key, &value);
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    const toml::source_position& x = a.first->source().begin;
    const toml::source_position& y = b.first->source().begin;
    return x.line != y.line ? x.line < y.line : x.column < y.column;
  });
  Node::Table table;
  table.reserve(entries.size());
  for (const auto& [key, value] : entries) {
    table.push_back({std::string(key->str()), placing(key->source()), convert(*value, placing)});
  }
  return table;
}

Node::List convert_list(const toml::array& from, const Placing& placing) {
  Node::List list;
  list.reserve(from.size());
  for (const toml::node& item : from) list.push_back(convert(item, placing));
  return list;
}

Date to_date(const toml::date& date) {
  using namespace std::chrono;
  return sys_days{year{date.year} / month{date.month} / day{date.day}};
}

Node convert(const toml::node& from, const Placing& placing) {
  Node node;
  node.place = placing(from.source());
  switch (from.type()) {
    case toml::node_type::table:
      node.value = convert_table(*from.as_table(), placing);
      break;
    case toml::node_type::array:
      node.value = convert_list(*from.as_array(), placing);
      break;
    case toml::node_type::string:
      node.value = from.as_string()->get();
      break;
    case toml::node_type::integer:
      node.value = from.as_integer()->get();
      break;
    case toml::node_type::floating_point:
      node.value = from.as_floating_point()->get();
      break;
    case toml::node_type::boolean:
      node.value = from.as_boolean()->get();
      break;
    case toml::node_type::date:
      node.value = to_date(from.as_date()->get());
      break;
    case toml::node_type::time:
      node.value = Unused{"a time without quotes"};
      break;
    case toml::node_type::date_time:
      node.value = Unused{"a date with a time"};
      break;
    case toml::node_type::none:
      node.value = Unused{"nothing"};
      break;
  }
  return node;
}

/// The parser recurses into "a.a.a..." without a limit of its own: a key of that many parts would end the program.
std::optional<BadText> endless_key(std::string_view text) {
  constexpr int most = 1000;
  int line = 1;
  int column = 1;
  int dots = 0;
  for (const char c : text) {
    if (c == '.' && ++dots > most) {
      return BadText{line, column, "a key of more than 1,000 parts (no scenario has one). Shorten this line."};
    }
    if (c == '=' || c == ',' || c == '\n') dots = 0;
    column = c == '\n' ? 1 : column + 1;
    line += c == '\n' ? 1 : 0;
  }
  return std::nullopt;
}

Node empty_table(const Place& place) { return {place, Node::Table{}}; }

}  // namespace

Node parse_toml(std::string_view text, int source, Faults& faults) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // the mark some editors put before UTF-8
  const Place top{source, 1, 1};
  std::optional<BadText> bad = bad_text(text);
  if (!bad) bad = endless_key(text);
  if (bad) {
    faults.add({source, bad->line, bad->column}, bad->problem);
    return empty_table(top);
  }
  try {
    Node root{top, convert_table(toml::parse(text), Placing(source))};
    return root;
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    faults.add({source, static_cast<int>(at.line), static_cast<int>(at.column)},
               fmt::format("this is not TOML ({}). Correct this line first; text, durations and hours of the day stand "
                           "in quotes, and other faults of the file are found after that.",
                           error.description()));
    return empty_table(top);
  }
}

Node parse_value(std::string_view text, const Place& place) {
  Node as_text{place, std::string(text)};
  if (text.find_first_of("\r\n") != std::string_view::npos) return as_text;
  if (bad_text(text) || endless_key(text)) return as_text;
  try {
    const toml::table parsed = toml::parse("value = " + std::string(text));
    const toml::node* value = parsed.get("value");
    if (!value || parsed.size() != 1) return as_text;
    Node node = convert(*value, Placing(place));
    return node.as<Unused>() ? as_text : node;  // 08:00:00 is a time to TOML, and text to a scenario
  } catch (const toml::parse_error&) {
    return as_text;
  }
}

}  // namespace channelshift
