#include "models/scenario/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>

#include "models/scenario/inline_csv.hpp"
#include "models/scenario/paths.hpp"
#include "models/scenario/reading.hpp"
#include "models/scenario/text_file.hpp"
#include "models/scenario/toml_text.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

namespace fs = std::filesystem;

/// Most tables of one kind. Beyond it the list is cut, so that a runaway file ends in one fault, not in many.
constexpr std::size_t most_of_a_kind = 1000;

/// The file that a path of a user means: itself, or scenario.toml in a folder.
struct Found {
  fs::path file;
  std::string problem;
};
Found scenario_file(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path, {}};
  const fs::path inside = path / "scenario.toml";
  if (fs::exists(inside, error)) return {inside, {}};
  return {inside,
          fmt::format("the folder {} holds no scenario.toml (a scenario is a TOML file, or a folder with that one). "
                      "Name the file itself.",
                      in_quotes(path.string()))};
}

/// Of a list of tables with ids: too many, or two with the same id.
void check_items(Node& list, const Key& key, Faults& faults) {
  Node::List& items = *list.as<Node::List>();
  if (items.size() > most_of_a_kind) {
    faults.add(items[most_of_a_kind].place,
               fmt::format("more than 1,000 tables [[{}]] (that is the limit). Join some.", key.name));
    items.resize(most_of_a_kind);
  }
  std::map<std::string, const Node*> first;
  for (const Node& item : items) {
    const Node* id = find(item, "id");
    const std::string name = key.name == "demand" ? demand_id(item) : id && id->text() ? *id->text() : std::string();
    if (name.empty()) continue;
    const auto [other, is_new] = first.emplace(name, &item);
    if (is_new) continue;
    const Place& place = id ? id->place : item.place;
    const std::string by_default = id ? "" : ", which it has by default from reason and channel,";
    faults.add(place, fmt::format("another {} has the id {}{} already (line {}). Give each its own id.", key.name,
                                  in_quotes(name), by_default, other->second->place.line));
  }
}

void check_ids(Node& root, Faults& faults) {
  for (const Key& key : root_keys().keys) {
    Node* node = find(root, key.name);
    if (!node || !key.table) continue;
    if (key.table().has_id && node->list()) check_items(*node, key, faults);
    Node::Table* named = key.table().named ? node->as<Node::Table>() : nullptr;
    if (!named || named->size() <= most_of_a_kind) continue;
    faults.add((*named)[most_of_a_kind].key_place, "more than 1,000 profiles (that is the limit). Join some.");
    named->resize(most_of_a_kind);
  }
}

/// One reading of a file and of those it extends.
class Loading {
 public:
  Loading(Sources& sources, Faults& faults) : sources_(sources), faults_(faults) {}

  Loaded text(std::string_view text, const fs::path& name) {
    const int source = sources_.add(name.string(), name.parent_path());
    chain_.push_back({identity(name), name.string()});
    Loaded loaded = parse(text, source);
    if (loaded.whole) check_ids(loaded.root, faults_);
    if (loaded.whole && find(loaded.root, "extends")) loaded = extended(std::move(loaded.root));
    chain_.pop_back();
    return loaded;
  }

 private:
  struct Link {
    fs::path identity;
    std::string shown;
  };

  static fs::path identity(const fs::path& path) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(path, error);
    return error ? path : whole;
  }

  Loaded parse(std::string_view text, int source) {
    const std::size_t before = faults_.found().size();
    Node root = parse_toml(text, source, faults_);
    return {std::move(root), faults_.found().size() == before};
  }

  Loaded failed(const Place& place, std::string problem) {
    faults_.add(place, std::move(problem));
    return {};
  }

  Loaded extended(Node root) {
    const Node& name = *find(root, "extends");
    if (!name.text())
      return failed(name.place, "extends is no text (it names a file). Write extends = \"other.toml\".");
    const Found file = scenario_file((sources_.folder(name.place.source) / *name.text()).lexically_normal());
    const fs::path self = identity(file.file);
    const auto again =
        std::find_if(chain_.begin(), chain_.end(), [&](const Link& link) { return link.identity == self; });
    if (again != chain_.end()) return failed(name.place, circle(again));
    if (chain_.size() > 100)
      return failed(name.place, "more than 100 files extend each other (that is the limit). Join some.");
    const FileText base =
        file.problem.empty() ? read_text_file(file.file, longest_scenario) : FileText{{}, file.problem};
    if (!base.problem.empty())
      return failed(name.place, fmt::format("extends names {}: {}", in_quotes(*name.text()), base.problem));
    Loaded loaded = text(base.text, file.file);
    if (!loaded.whole) return loaded;
    std::erase_if(*root.as<Node::Table>(), [](const Entry& entry) { return entry.key == "extends"; });
    extend(loaded.root, root);
    loaded.root.place = root.place;
    return loaded;
  }

  std::string circle(std::vector<Link>::const_iterator from) const {
    std::string names;
    for (auto link = from; link != chain_.end(); ++link) names += link->shown + " extends ";
    return fmt::format("circular extends: {}{} (no file is the first). Take one of these keys out.", names,
                       from->shown);
  }

  Sources& sources_;
  Faults& faults_;
  std::vector<Link> chain_;
};

void complete(Node& base, const Node& added) {
  for (const Entry& entry : *added.table()) put(base, entry.key, entry.key_place, entry.value);
}

std::string id_of_item(const Node& item, std::string_view kind) {
  if (!item.table()) return {};
  if (kind == "demand") return demand_id(item);
  const Node* id = find(item, "id");
  return id && id->text() ? *id->text() : std::string();
}

void extend_list(Node& base, const Node& added, std::string_view kind) {
  Node::List& items = *base.as<Node::List>();
  for (const Node& item : *added.list()) {
    const std::string id = id_of_item(item, kind);
    const auto same = std::find_if(items.begin(), items.end(),
                                   [&](const Node& other) { return !id.empty() && id_of_item(other, kind) == id; });
    if (same == items.end()) {
      items.push_back(item);
    } else {
      complete(*same, item);
    }
  }
}

void extend_named(Node& base, const Node& added, bool values_whole) {
  for (const Entry& entry : *added.table()) {
    Node* same = find(base, entry.key);
    if (same && same->table() && entry.value.table() && !values_whole) {
      complete(*same, entry.value);
    } else {
      put(base, entry.key, entry.key_place, entry.value);
    }
  }
}

/// What --set gives is certain: ranges of that key, or of one below it, are taken out of [uncertain].
void make_certain(Node& root, const std::string& path) {
  Node* uncertain = find(root, "uncertain");
  if (!uncertain || !uncertain->table()) return;
  std::erase_if(*uncertain->as<Node::Table>(),
                [&](const Entry& entry) { return entry.key == path || entry.key.starts_with(path + "."); });
}

void apply_sets(Node& root, const fs::path& folder, std::span<const std::string> sets, Sources& sources,
                Faults& faults) {
  for (const std::string& set : sets) {
    const std::size_t equals = set.find('=');
    const std::string path = set.substr(0, equals);
    const Place place{sources.add("--set " + path, folder), 0, 0};
    if (equals == std::string::npos) {
      faults.add(place, "there is no = in it (--set takes PATH=VALUE). Write it like --set channel.phone.lines=30.");
    } else if (path == "extends" || path.starts_with("extends.")) {
      faults.add(place, "extends cannot be set (the files are read before). Change it in the file.");
    } else {
      make_certain(root, path);
      set_at_path(root, path, parse_value(std::string_view(set).substr(equals + 1), place), place, faults);
    }
  }
}

}  // namespace

void extend(Node& base, const Node& added) {
  for (const Entry& entry : *added.table()) {
    const Key* key = find_key(root_keys(), entry.key);
    const TableKeys* keys = key && key->table ? &key->table() : nullptr;
    Node* same = find(base, entry.key);
    const bool tables = same && same->table() && entry.value.table();
    const bool lists = same && same->list() && entry.value.list();
    if (keys && keys->named && tables) {
      extend_named(*same, entry.value, keys->by_path);
    } else if (keys && keys->has_id && lists) {
      extend_list(*same, entry.value, key->name);
    } else if (keys && tables) {
      complete(*same, entry.value);
    } else {
      put(base, entry.key, entry.key_place, entry.value);
    }
  }
}

Loaded load_text(std::string_view text, const fs::path& name, std::span<const std::string> sets, Sources& sources,
                 Faults& faults) {
  Loaded loaded = Loading(sources, faults).text(text, name);
  if (!loaded.whole) return loaded;
  apply_sets(loaded.root, name.parent_path(), sets, sources, faults);
  check_ids(loaded.root, faults);
  inline_csv(loaded.root, sources, faults);
  return loaded;
}

Loaded load_file(const fs::path& path, std::span<const std::string> sets, Sources& sources, Faults& faults) {
  const Found found = scenario_file(path);
  const FileText file =
      found.problem.empty() ? read_text_file(found.file, longest_scenario) : FileText{{}, found.problem};
  if (file.problem.empty()) return load_text(file.text, found.file, sets, sources, faults);
  const int source = sources.add(path.string(), path.parent_path());
  faults.add({source, 0, 0}, file.problem);
  return {};
}

}  // namespace channelshift
