#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/scenario/faults.hpp"
#include "models/scenario/scenario.hpp"

namespace channelshift {

struct Entry;

/// A value that TOML has and a scenario never uses (a time, a date with a time).
struct Unused {
  std::string what;
};

/// A TOML value that knows where it stands. Unlike the parser's own tree it keeps the order of the file, and a copy
/// keeps its place: `extends`, --set and an option's `set` move values about.
struct Node {
  using List = std::vector<Node>;
  using Table = std::vector<Entry>;

  Place place;
  std::variant<bool, std::int64_t, double, std::string, Date, Unused, List, Table> value;

  template <class T>
  const T* as() const {
    return std::get_if<T>(&value);
  }
  template <class T>
  T* as() {
    return std::get_if<T>(&value);
  }
  const std::string* text() const { return as<std::string>(); }
  const List* list() const { return as<List>(); }
  const Table* table() const { return as<Table>(); }
};

struct Entry {
  std::string key;
  Place key_place;
  Node value;
};

/// The value of `key`; null if `node` is no table or lacks it.
const Node* find(const Node& node, std::string_view key);
Node* find(Node& node, std::string_view key);
const Entry* find_entry(const Node& node, std::string_view key);

/// Where `key` stands in `table`; the table itself if it is left out.
Place place_of(const Node& table, std::string_view key);
/// Where the value of `key` stands in `table`; the table itself if it is left out.
Place place_of_value(const Node& table, std::string_view key);

/// Puts `value` in the place of what `key` had, or at the end.
void put(Node& table, std::string_view key, const Place& key_place, Node value);

/// What a value is, for messages: "the number 20", "the text \"20\"", "a list".
std::string describe(const Node& node);

}  // namespace channelshift
