#include "models/scenario/reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/values.hpp"

namespace channelshift {

void Names::add(const std::string& id) {
  if (!id.empty()) at_.emplace(id, static_cast<std::uint16_t>(ids_.size()));
  ids_.push_back(id);
}

const std::uint16_t* Names::find(std::string_view id) const {
  const auto found = at_.find(id);
  return found == at_.end() ? nullptr : &found->second;
}

namespace {

std::string text_at(const Node& table, std::string_view key) {
  const Node* node = find(table, key);
  const std::string* text = node ? node->text() : nullptr;
  return text ? *text : std::string();
}

void collect_list(const Node& root, std::string_view key, Names& names) {
  const Node* node = find(root, key);
  if (!node || !node->list()) return;
  for (const Node& item : *node->list()) names.add(key == "demand" ? demand_id(item) : text_at(item, "id"));
}

}  // namespace

std::string demand_id(const Node& demand) {
  if (find(demand, "id")) return text_at(demand, "id");
  const std::string channel = text_at(demand, "channel");
  const std::string reason = find(demand, "reason") ? text_at(demand, "reason") : std::string(general_reason);
  return channel.empty() || reason.empty() ? std::string() : reason + "-" + channel;
}

void collect_names(const Node& root, Reading& reading) {
  collect_list(root, "channel", reading.channels);
  collect_list(root, "demand", reading.demands);
  collect_list(root, "team", reading.teams);
  collect_list(root, "reason", reading.reasons);
  collect_list(root, "option", reading.options);
  if (!reading.reasons.find(general_reason)) reading.reasons.add(std::string(general_reason));
  const Node* profiles = find(root, "profile");
  if (!profiles || !profiles->table()) return;
  for (const Entry& entry : *profiles->table()) reading.profiles.add(entry.key);
}

int kind_of(const Node& table, const TableKeys& keys) {
  const Key* key = keys.kind_key.empty() ? nullptr : find_key(keys, keys.kind_key);
  if (!key) return -1;
  const std::string kind = find(table, keys.kind_key) ? text_at(table, keys.kind_key) : std::string(key->standard);
  if (kind.empty()) return -1;
  const auto found = std::find(key->choices.begin(), key->choices.end(), kind);
  return found == key->choices.end() ? -1 : static_cast<int>(found - key->choices.begin());
}

namespace {

bool includes(unsigned kinds, int kind) { return kind >= 0 && (kinds >> kind & 1u); }

/// The kinds of table to which a key belongs: "live or deferred".
std::string kinds_in_words(const TableKeys& keys, unsigned kinds) {
  std::vector<std::string> words;
  const Key& kind_key = *find_key(keys, keys.kind_key);
  for (std::size_t i = 0; i < kind_key.choices.size(); ++i) {
    if (kinds >> i & 1u) words.emplace_back(kind_key.choices[i]);
  }
  return listed(words, "and");
}

std::string key_problem_elsewhere(const Entry& entry, const TableKeys& keys) {
  for (const Reached& other : all_tables()) {
    if (other.table != &keys && other.table->keys.size() > 2 && find_key(*other.table, entry.key)) {
      return fmt::format(" It is a key of {}.", other.table->name);
    }
  }
  return " Remove it, or correct its name.";
}

void unknown_key(const Entry& entry, const TableKeys& keys, Reading& reading) {
  const std::vector<std::string> names = key_names(keys);
  const std::string near = did_you_mean(entry.key, names);
  reading.faults.add(entry.key_place,
                     fmt::format("unknown key {} in {} (it would have no effect).{}", in_quotes(entry.key), keys.name,
                                 near.empty() ? key_problem_elsewhere(entry, keys) : near));
}

void read_entry(void* object, const Entry& entry, const TableKeys& keys, int kind, Reading& reading) {
  const Key* key = find_key(keys, entry.key);
  if (!key) return unknown_key(entry, keys, reading);
  if (key->only != 0 && kind >= 0 && !includes(key->only, kind)) {
    const std::string_view own = find_key(keys, keys.kind_key)->choices[static_cast<std::size_t>(kind)];
    reading.faults.add(
        entry.key_place,
        fmt::format("{} does not belong to {} of {} {} (only {} have it). Remove it, or correct the {}.", key->name,
                    keys.name, keys.kind_key, in_quotes(own), kinds_in_words(keys, key->only), keys.kind_key));
    return;
  }
  if (key->store) {
    key->store(object, entry.value, *key, reading);
  } else if (key->type == Type::choice) {  // nothing to store: there is one choice as yet
    choice_of(entry.value, *key, reading);
  } else {  // the name of a file, read before
    text_of(entry.value, *key, reading);
  }
}

void left_out(void* object, const Node& table, const Key& key, const TableKeys& keys, int kind, Reading& reading) {
  if (key.required || includes(key.required_of, kind)) {
    const bool of_kind = !key.required;
    const std::string whose =
        of_kind ? fmt::format("; {} {} needs it", keys.kind_key,
                              in_quotes(find_key(keys, keys.kind_key)->choices[static_cast<std::size_t>(kind)]))
                : std::string();
    reading.faults.add(table.place, fmt::format("{} lacks the key {} (it has no default{}). Add it; it takes: {}.",
                                                keys.name, in_quotes(key.name), whose, show_type(key)));
    return;
  }
  const Node* standard = standard_of(key);
  if (standard && key.store) key.store(object, *standard, key, reading);
}

}  // namespace

void read_table(void* object, const Node& table, const TableKeys& keys, Reading& reading) {
  const int kind = kind_of(table, keys);
  for (const Entry& entry : *table.table()) read_entry(object, entry, keys, kind, reading);
  for (const Key& key : keys.keys) {
    if (!find(table, key.name)) left_out(object, table, key, keys, kind, reading);
  }
  if (keys.check) keys.check(object, table, reading);
}

}  // namespace channelshift
