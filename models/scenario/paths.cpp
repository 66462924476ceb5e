#include "models/scenario/paths.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "models/scenario/reading.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> steps;
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t end = std::min(path.find('.', from), path.size());
    steps.emplace_back(path.substr(from, end - from));
    from = end + 1;
  }
  return steps;
}

namespace {

/// A walk down the tree along a path.
struct Walk {
  std::vector<std::string> steps;
  std::size_t at = 0;  ///< the step that comes next
  Node value;
  Place place;
  Faults& faults;

  bool last() const { return at + 1 == steps.size(); }
  const std::string& step() const { return steps[at]; }
  std::string so_far() const {
    std::string path = steps[0];
    for (std::size_t i = 1; i < at; ++i) path += "." + steps[i];
    return path;
  }
  bool fault(std::string problem) {
    faults.add(place, std::move(problem));
    return false;
  }
};

bool into_table(Walk& walk, Node& node, const TableKeys& keys);

std::string item_id(const Node& item, std::string_view kind) {
  if (kind == "demand") return demand_id(item);
  const Node* id = find(item, "id");
  return id && id->text() ? *id->text() : std::string();
}

bool no_such(Walk& walk, std::string_view kind, std::vector<std::string> ids) {
  std::erase(ids, std::string());
  const std::string near = did_you_mean(walk.step(), ids);
  return walk.fault(fmt::format("there is no {} {} in the scenario (only what is there can be changed).{}", kind,
                                in_quotes(walk.step()),
                                !near.empty() ? near
                                : ids.empty() ? std::string(" Correct the path.")
                                              : " Its ids are " + listed(ids) + "."));
}

bool into_list(Walk& walk, Node& node, const TableKeys* items);

bool into_item_by_id(Walk& walk, Node& list, const Key& key) {
  std::vector<std::string> ids;
  for (Node& item : *list.as<Node::List>()) {
    ids.push_back(item_id(item, key.name));
    if (ids.back() != walk.step() || !item.table()) continue;
    ++walk.at;
    return into_table(walk, item, key.table());
  }
  const bool number = walk.step().find_first_not_of("0123456789") == std::string::npos;
  if (number && !find_key(key.table(), "id")->required && key.name != "demand") {  // items that need no id
    if (!walk.last()) return into_list(walk, list, &key.table());
  }
  return no_such(walk, key.name, std::move(ids));
}

bool into_named(Walk& walk, Node& tables, const Key& key) {
  std::vector<std::string> ids;
  for (Entry& entry : *tables.as<Node::Table>()) {
    ids.push_back(entry.key);
    if (entry.key != walk.step() || !entry.value.table()) continue;
    ++walk.at;
    return into_table(walk, entry.value, key.table());
  }
  return no_such(walk, key.name, std::move(ids));
}

/// Into a value whose keys are not in the table of keys: days of hours, items of lists.
bool into_value(Walk& walk, Node& node, const TableKeys* items);

bool into_list(Walk& walk, Node& node, const TableKeys* items) {
  Node::List& list = *node.as<Node::List>();
  std::size_t number = 0;
  const std::string& step = walk.step();
  const auto [stop, error] = std::from_chars(step.data(), step.data() + step.size(), number);
  const bool sound = error == std::errc{} && stop == step.data() + step.size() && number >= 1 && number <= list.size();
  if (!sound) {
    return walk.fault(
        fmt::format("{} is a list of {} items, and {} is none of them (items are addressed by number, from 1). "
                    "Correct the path.",
                    walk.so_far(), list.size(), in_quotes(step)));
  }
  if (walk.last()) {
    list[number - 1] = std::move(walk.value);
    return true;
  }
  ++walk.at;
  return into_value(walk, list[number - 1], items);
}

bool into_value(Walk& walk, Node& node, const TableKeys* items) {
  if (node.list()) return into_list(walk, node, items);
  if (node.table() && items) return into_table(walk, node, *items);
  if (!node.table()) {
    return walk.fault(fmt::format("{} is {}, so nothing in it can be set (it is no table or list). Set it as a whole.",
                                  walk.so_far(), describe(node)));
  }
  if (walk.last()) {
    put(node, walk.step(), walk.place, std::move(walk.value));
    return true;
  }
  Node* next = find(node, walk.step());
  if (!next)
    return walk.fault(fmt::format("{} has no {} (the path goes on below it). Correct the path.", walk.so_far(),
                                  in_quotes(walk.step())));
  ++walk.at;
  return into_value(walk, *next, nullptr);
}

/// Below a key that the table of keys has.
bool into_key(Walk& walk, Node& node, const Key& key) {
  const bool by_path = &key == find_key(option_keys(), "set") || (key.table && key.table().by_path);
  if (by_path && node.table()) {
    std::string path = walk.step();
    while (!walk.last()) path += "." + walk.steps[++walk.at];
    put(node, path, walk.place, std::move(walk.value));
    return true;
  }
  const TableKeys* keys = key.table ? &key.table() : nullptr;
  if (keys && keys->named && node.table()) return into_named(walk, node, key);
  if (keys && keys->has_id && node.list()) return into_item_by_id(walk, node, key);
  return into_value(walk, node, keys);
}

bool into_table(Walk& walk, Node& node, const TableKeys& keys) {
  if (walk.at == walk.steps.size()) {
    return walk.fault(
        fmt::format("the path ends at {} (it leads to a table, not to a key of it). Add the key.", walk.so_far()));
  }
  if (walk.last()) {
    put(node, walk.step(), walk.place, std::move(walk.value));
    return true;
  }
  const Key* key = find_key(keys, walk.step());
  if (!key) {
    const std::string near = did_you_mean(walk.step(), key_names(keys));
    return walk.fault(fmt::format("unknown key {} in {} (the path goes on below it).{}", in_quotes(walk.step()),
                                  keys.name, near.empty() ? " Correct the path." : near));
  }
  if (!find(node, key->name)) {
    const bool list = key->type == Type::tables && !key->table().named;
    const Node nothing = list ? Node{walk.place, Node::List{}} : Node{walk.place, Node::Table{}};
    put(node, key->name, walk.place, nothing);
  }
  Node& next = *find(node, key->name);
  ++walk.at;
  return into_key(walk, next, *key);
}

}  // namespace

bool set_at_path(Node& root, std::string_view path, Node value, const Place& place, Faults& faults) {
  Walk walk{split_path(path), 0, std::move(value), place, faults};
  for (const std::string& step : walk.steps) {
    if (step.empty()) {
      return walk.fault(fmt::format("{} is no path (a part of it is empty). Write it like channel.phone.target.share.",
                                    in_quotes(path)));
    }
  }
  return into_table(walk, root, root_keys());
}

PathKey key_at_path(std::string_view path, bool ids_optional) {
  PathKey found{nullptr, &root_keys()};
  const TableKeys* keys = &root_keys();
  bool id_comes = false;
  bool number_comes = false;
  for (const std::string& step : split_path(path)) {
    const Key* key = keys ? find_key(*keys, step) : nullptr;
    const bool number = step.find_first_not_of("0123456789") == std::string::npos;
    const bool id = id_comes && (!key || !ids_optional);
    const bool passes = id || (number_comes && number);
    id_comes = number_comes = false;
    if (passes) {
      found = {};  // the path must go on
      continue;
    }
    if (!key) return {};
    found = {key, keys};
    keys = key->table ? &key->table() : nullptr;
    id_comes = keys && (keys->has_id || keys->named);
    number_comes = keys && !id_comes;
  }
  return found;
}

}  // namespace channelshift
