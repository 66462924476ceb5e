#include "models/scenario/uncertain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/build.hpp"
#include "models/scenario/paths.hpp"
#include "models/scenario/reading.hpp"
#include "models/scenario/uncertain_reader.hpp"
#include "models/scenario/write_toml.hpp"

namespace channelshift {

namespace {

/// Most uncertain inputs.
constexpr std::size_t most_inputs = 100;

std::string step_of_item(const Node& item, std::string_view kind, std::size_t number) {
  std::string id;
  if (kind == "demand") {
    id = demand_id(item);
  } else if (const Node* node = find(item, "id"); node && node->text()) {
    id = *node->text();
  }
  return id.empty() ? std::to_string(number) : id;
}

/// Uncertain values that stand in place of a number: tables with a key `likely`.
class InPlace {
 public:
  InPlace(std::vector<FoundUncertain>& found, Faults& faults) : found_(found), faults_(faults) {}

  void walk(Node& node, const std::string& path) {
    if (Node::List* list = node.as<Node::List>()) {
      const Key* key = find_key(root_keys(), path);
      const bool ids = key && key->table && key->table().has_id;
      for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string step = ids ? step_of_item((*list)[i], path, i + 1) : std::to_string(i + 1);
        walk((*list)[i], path + "." + step);
      }
    } else if (Node::Table* table = node.as<Node::Table>()) {
      if (find(node, "likely")) return take(node, path);
      for (Entry& entry : *table) {
        if (path.empty() && entry.key == "uncertain") continue;
        walk(entry.value, path.empty() ? entry.key : path + "." + entry.key);
      }
    }
  }

 private:
  void take(Node& node, const std::string& path) {
    if (const auto read = read_uncertain(path, node, node.place, nullptr, faults_)) found_.push_back(read->found);
    Node likely = *find(node, "likely");
    node = std::move(likely);
  }

  std::vector<FoundUncertain>& found_;
  Faults& faults_;
};

/// What stands at a path; null if nothing does.
const Node* node_at(const Node& root, std::string_view path) {
  const Node* node = &root;
  std::string kind;
  while (node && !path.empty()) {
    if (const Node* rest = find(*node, path)) return rest;  // an option's `set` has paths as keys
    const std::string step(path.substr(0, path.find('.')));
    path = step.size() == path.size() ? std::string_view() : path.substr(step.size() + 1);
    if (const Node::List* list = node->list()) {
      const Node* item = nullptr;
      for (std::size_t i = 0; i < list->size(); ++i) {
        const bool by_number = step == std::to_string(i + 1);
        if (by_number || step_of_item((*list)[i], kind, i + 1) == step) item = &(*list)[i];
      }
      node = item;
    } else {
      node = find(*node, step);
    }
    kind = step;
  }
  return node;
}

void warn_of_two_values(const Entry& entry, const Node* standing, Faults& warnings) {
  const Node* likely = find(entry.value, "likely");
  if (!likely || !standing || write_value(*likely) == write_value(*standing)) return;
  warnings.add(likely->place,
               fmt::format("{} is {} in its own place, and likely {} here (the plain run takes the latter). Leave out "
                           "likely, or write both alike.",
                           entry.key, write_value(*standing), write_value(*likely)));
}

/// What [uncertain] says.
void take_section(Node& root, const Node& section, std::vector<FoundUncertain>& found, Faults& faults,
                  Faults& warnings) {
  if (!section.table()) {
    faults.add(section.place, "uncertain is no table (it holds a range for each path). Begin it with [uncertain].");
    return;
  }
  for (const Entry& entry : *section.table()) {
    const bool twice =
        std::ranges::any_of(found, [&](const FoundUncertain& other) { return other.input.path == entry.key; });
    if (twice) {
      faults.add(
          entry.key_place,
          fmt::format("{} is uncertain in its own place too (two ranges for one input). Remove one.", entry.key));
      continue;
    }
    const Node* standing = node_at(root, entry.key);
    const KeyOfPath key = key_of_path(entry.key);
    if (!standing && key.key && key.exact) standing = standard_of(*key.key);
    const auto read = read_uncertain(entry.key, entry.value, entry.key_place, standing, faults);
    if (!read) continue;
    found.push_back(read->found);
    warn_of_two_values(entry, standing, warnings);
    set_at_path(root, entry.key, read->likely, entry.key_place, faults);
  }
}

}  // namespace

std::vector<FoundUncertain> take_uncertain(Node& root, Faults& faults, Faults& warnings) {
  std::vector<FoundUncertain> found;
  InPlace(found, faults).walk(root, "");
  if (const Entry* entry = find_entry(root, "uncertain")) {
    const Node section = entry->value;
    std::erase_if(*root.as<Node::Table>(), [](const Entry& e) { return e.key == "uncertain"; });
    take_section(root, section, found, faults, warnings);
  }
  if (found.size() > most_inputs) {
    faults.add(found[most_inputs].place, "more than 100 uncertain inputs (that is the limit). Give some one value.");
    found.resize(most_inputs);
  }
  return found;
}

namespace {

void check_end(const Node& certain, const FoundUncertain& found, const Node& end, std::string_view which,
               Faults& faults) {
  Node tree = certain;
  if (!set_at_path(tree, found.input.path, end, end.place, faults)) return;
  Faults at_end;
  Faults warnings;
  build_scenario(tree, at_end, warnings);
  for (const Faults::Found& fault : at_end.found()) {
    const bool own = fault.place == end.place && end.place != found.place;
    faults.add(own ? fault.place : found.place,
               own ? fault.problem : fmt::format("with {} at its {}: {}", found.input.path, which, fault.problem));
  }
}

}  // namespace

void check_ends(const Node& certain, const std::vector<FoundUncertain>& inputs, Faults& faults) {
  for (const FoundUncertain& found : inputs) {
    check_end(certain, found, found.least, "least value", faults);
    check_end(certain, found, found.greatest, "greatest value", faults);
  }
}

}  // namespace channelshift
