#include "models/scenario/tree.hpp"

#include <algorithm>
#include <utility>

#include "models/scenario/words.hpp"

namespace channelshift {

const Entry* find_entry(const Node& node, std::string_view key) {
  const Node::Table* table = node.table();
  if (!table) return nullptr;
  const auto found = std::find_if(table->begin(), table->end(), [&](const Entry& entry) { return entry.key == key; });
  return found == table->end() ? nullptr : &*found;
}

const Node* find(const Node& node, std::string_view key) {
  const Entry* entry = find_entry(node, key);
  return entry ? &entry->value : nullptr;
}

Node* find(Node& node, std::string_view key) { return const_cast<Node*>(find(std::as_const(node), key)); }

Place place_of(const Node& table, std::string_view key) {
  const Entry* entry = find_entry(table, key);
  return entry ? entry->key_place : table.place;
}

Place place_of_value(const Node& table, std::string_view key) {
  const Node* value = find(table, key);
  return value ? value->place : table.place;
}

void put(Node& table, std::string_view key, const Place& key_place, Node value) {
  Node::Table& entries = *table.as<Node::Table>();
  for (Entry& entry : entries) {
    if (entry.key != key) continue;
    entry.key_place = key_place;
    entry.value = std::move(value);
    return;
  }
  entries.push_back({std::string(key), key_place, std::move(value)});
}

namespace {

struct Describe {
  std::string operator()(bool yes) const { return yes ? "true" : "false"; }
  std::string operator()(std::int64_t number) const { return "the number " + std::to_string(number); }
  std::string operator()(double number) const { return "the number " + show_number(number); }
  std::string operator()(const std::string& text) const { return "the text " + in_quotes(text); }
  std::string operator()(Date date) const { return "the date " + show_date(date); }
  std::string operator()(const Unused& unused) const { return unused.what; }
  std::string operator()(const Node::List&) const { return "a list"; }
  std::string operator()(const Node::Table&) const { return "a table"; }
};

}  // namespace

std::string describe(const Node& node) { return std::visit(Describe{}, node.value); }

}  // namespace channelshift
