#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/scenario/explain.hpp"
#include "models/scenario/page.hpp"
#include "models/scenario/paths.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

std::string default_of(const Key& key) {
  if (key.required || key.required_of != 0) return "none; it must be given";
  if (!key.standard.empty()) return std::string(key.standard);
  if (!key.without.empty()) return "left out: " + std::string(key.without);
  return "none";
}

std::string kinds_in(const TableKeys& table, unsigned kinds) {
  std::vector<std::string> words;
  const Key& kind = *find_key(table, table.kind_key);
  for (std::size_t i = 0; i < kind.choices.size(); ++i) {
    if (kinds >> i & 1u) words.emplace_back(kind.choices[i]);
  }
  return listed(words);
}

/// Elsewhere the same keys stand too: distributions occur in many places.
std::string places_of(const TableKeys& table, const std::string& path) {
  std::vector<std::string> others;
  for (const Reached& reached : all_tables()) {
    for (const Key& key : reached.table->keys) {
      if (!key.table || &key.table() != &table) continue;
      const std::string other =
          reached.path.empty() ? std::string(key.name) : reached.path + "." + std::string(key.name);
      if (other != path) others.push_back(other);
    }
  }
  return listed(others);
}

void explain_at(Page& page, const Key& key, const TableKeys& table, const std::string& path) {
  page.line(path.empty() ? std::string(key.name) : path + "." + std::string(key.name));
  page.indented(std::string(key.meaning));
  page.indented("Takes: " + show_type(key) + ".");
  page.indented("Default: " + default_of(key) + ".");
  if (key.only != 0) page.indented(fmt::format("Only with {} {}.", table.kind_key, kinds_in(table, key.only)));
  if (key.required_of != 0) {
    page.indented(fmt::format("Required with {} {}.", table.kind_key, kinds_in(table, key.required_of)));
  }
  const std::string elsewhere = places_of(table, path);
  if (!elsewhere.empty()) page.indented("Also in: " + elsewhere + ".");
  if (!key.table) return;
  std::string names;
  for (const Key& inner : key.table().keys) names += (names.empty() ? "" : ", ") + std::string(inner.name);
  page.indented("Its keys: " + names + ".");
}

std::string path_of(const TableKeys& table) {
  for (const Reached& reached : all_tables()) {
    if (reached.table == &table) return reached.path;
  }
  return {};
}

}  // namespace

std::optional<std::string> explain_key(std::string_view name) {
  Page page;
  if (name.find('.') != std::string_view::npos) {
    PathKey found = key_at_path(name);
    if (!found.key) found = key_at_path(name, true);
    if (!found.key) return std::nullopt;
    explain_at(page, *found.key, *found.table, path_of(*found.table));
    return page.text();
  }
  bool any = false;
  for (const Reached& reached : all_tables()) {
    const Key* key = find_key(*reached.table, name);
    const bool repeated = reached.table == &handle_keys() && find_key(distribution_keys(), name);
    if (!key || repeated) continue;
    if (any) page.line("");
    explain_at(page, *key, *reached.table, reached.path);
    any = true;
  }
  return any ? std::optional(page.text()) : std::nullopt;
}

std::string nearest_key(std::string_view key) {
  const std::size_t dot = key.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? key : key.substr(dot + 1);
  std::set<std::string> names;
  for (const Reached& reached : all_tables()) {
    for (const std::string& name : key_names(*reached.table)) names.insert(name);
  }
  const std::vector<std::string> known(names.begin(), names.end());
  return nearest(last, known);
}

}  // namespace channelshift
