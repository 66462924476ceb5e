#include "models/scenario/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "models/scenario/toml_text.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

const Key* find_key(const TableKeys& table, std::string_view name) {
  const auto found =
      std::find_if(table.keys.begin(), table.keys.end(), [&](const Key& key) { return key.name == name; });
  return found == table.keys.end() ? nullptr : &*found;
}

std::vector<std::string> key_names(const TableKeys& table) {
  std::vector<std::string> names;
  for (const Key& key : table.keys) names.emplace_back(key.name);
  return names;
}

std::optional<Range> range_of(const Key& key) {
  constexpr double longest_s = 520 * 604800.0;
  if (key.range) return key.range;
  switch (key.type) {
    case Type::share:
      return Range{0, 1};
    case Type::money:
      return Range{0, 1e12};
    case Type::duration:
      return Range{0, longest_s};
    case Type::number:
      return Range{0, 1e12};
    case Type::whole:
      return Range{0, 1e9};
    case Type::text:
    case Type::id:
    case Type::choice:
    case Type::yes_no:
    case Type::date:
    case Type::days:
    case Type::ranges:
    case Type::ranges_or_always:
    case Type::ranges_or_closed:
    case Type::hours:
    case Type::channel:
    case Type::channels:
    case Type::reason:
    case Type::reasons:
    case Type::profile:
    case Type::option:
    case Type::table:
    case Type::tables:
    case Type::list:
    case Type::other:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string show_range(const Key& key) {
  const std::optional<Range> range = range_of(key);
  if (!range) return {};
  const auto show = [&](double bound) {
    return key.type == Type::duration ? show_duration(bound) : show_number(bound);
  };
  if (!range->above_low && !range->below_high) return fmt::format("from {} to {}", show(range->low), show(range->high));
  return fmt::format("{} {} and {} {}", range->above_low ? "more than" : "at least", show(range->low),
                     range->below_high ? "less than" : "at most", show(range->high));
}

namespace {

std::string_view type_word(const Key& key) {
  switch (key.type) {
    case Type::text:
      return "text";
    case Type::id:
      return "name of letters, digits and dashes";
    case Type::choice:
      return "choice";
    case Type::yes_no:
      return "true or false";
    case Type::number:
      return "number";
    case Type::whole:
      return "whole number";
    case Type::share:
      return "share";
    case Type::money:
      return "money, in the scenario's currency";
    case Type::duration:
      return "duration with its unit, like \"20s\"";
    case Type::date:
      return "date, like 2024-01-31";
    case Type::days:
      return "days, like \"mon-fri\", \"closed\" or [\"mon\", \"wed\"]";
    case Type::ranges:
      return "hours of a day, like \"12:00-12:30\", or a list of them";
    case Type::ranges_or_always:
      return "\"always\", or hours like \"08:00-16:00\", or a list of them";
    case Type::ranges_or_closed:
      return "\"always\", \"closed\", or hours like \"08:00-13:00\", or a list of them";
    case Type::hours:
      return "\"always\", hours like \"08:00-19:00\", or a table like { mon-fri = \"08:00-19:00\" }";
    case Type::channel:
      return "id of a channel";
    case Type::channels:
      return "list of ids of channels";
    case Type::reason:
      return "id of a reason";
    case Type::reasons:
      return "list of ids of reasons";
    case Type::profile:
      return "id of a profile";
    case Type::option:
      return "id of another option";
    case Type::table:
      return "table";
    case Type::tables:
      return key.table && key.table().named ? "tables, each below its id" : "list of tables";
    case Type::list:
      return "list";
    case Type::other:
      return "value";
  }
  return "value";
}

}  // namespace

std::string show_type(const Key& key) {
  if (!key.form.empty()) return std::string(key.form);
  if (key.type == Type::choice) {
    std::vector<std::string> choices;
    for (const std::string_view choice : key.choices) choices.push_back(in_quotes(choice));
    return listed(choices, "or");
  }
  const std::string range = show_range(key);
  return std::string(type_word(key)) + (range.empty() ? "" : ", " + range);
}

const Node* standard_of(const Key& key) {
  static std::mutex guard;
  static std::map<const Key*, Node> standards;
  if (key.standard.empty()) return nullptr;
  const std::lock_guard<std::mutex> lock(guard);
  auto found = standards.find(&key);
  if (found == standards.end()) found = standards.emplace(&key, parse_value(key.standard, Place{})).first;
  return &found->second;
}

namespace {

std::vector<Reached> reach_tables() {
  std::vector<Reached> reached{{&root_keys(), {}}};
  for (std::size_t at = 0; at < reached.size(); ++at) {
    const Reached here = reached[at];
    for (const Key& key : here.table->keys) {
      if (!key.table) continue;
      const TableKeys* next = &key.table();
      const bool known = std::any_of(reached.begin(), reached.end(), [&](const Reached& r) { return r.table == next; });
      const std::string name(key.name);
      if (!known) reached.push_back({next, here.path.empty() ? name : here.path + "." + name});
    }
  }
  return reached;
}

}  // namespace

const std::vector<Reached>& all_tables() {
  static const std::vector<Reached> tables = reach_tables();
  return tables;
}

}  // namespace channelshift
