#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/tree.hpp"

/// The one table of everything that may stand in a scenario. A record per key reads it, checks it, fills in its
/// default, names it when a key is misspelt, and explains it. The records of each kind of table stand in its own file,
/// keys_channel.cpp and so on; there is no second list of names.
namespace channelshift {

/// What kind of value a key takes.
enum class Type {
  text,
  id,      ///< letters, digits and dashes
  choice,  ///< one of `choices`
  yes_no,
  number,
  whole,     ///< a whole number
  share,     ///< a number, 0..1 unless the range says otherwise
  money,     ///< a number in the scenario's currency, from 0
  duration,  ///< text with a unit; seconds inside
  date,
  days,    ///< "mon-fri", "sat", "closed", or a list of them
  ranges,  ///< "08:00-19:00" or a list of such
  ranges_or_always,
  ranges_or_closed,  ///< also "always"
  hours,             ///< of a channel: all of these, or a table of days
  channel,           ///< id of a channel
  channels,
  reason,
  reasons,
  profile,
  option,
  table,   ///< with keys of its own
  tables,  ///< a list of those
  list,    ///< of values whose form `form` says
  other,   ///< `form` says
};

/// What a number may be; durations in seconds.
struct Range {
  double low = 0;
  double high = 0;
  bool above_low = false;   ///< low itself is refused
  bool below_high = false;  ///< high itself is refused
};

struct Key;
struct Reading;
struct TableKeys;

/// Reads a value into the member of `object` that the key stands for.
using Store = void (*)(void* object, const Node& node, const Key& key, Reading& reading);

struct Key {
  std::string_view name;
  Type type = Type::text;
  std::string_view meaning;         ///< one or two plain sentences; the first says what it is, and its unit
  std::string_view standard = {};   ///< the default, written as --set takes it
  std::string_view without = {};    ///< what holds when it is left out and there is no such value
  std::string_view form = {};       ///< the value in words, where the type does not say enough
  std::optional<Range> range = {};  ///< where the type's own does not fit
  std::span<const std::string_view> choices = {};
  bool required = false;
  unsigned only = 0;                      ///< belongs to these kinds of its table alone, one bit each; 0: to all
  unsigned required_of = 0;               ///< required of these kinds
  const TableKeys& (*table)() = nullptr;  ///< the keys of its table or tables
  Store store = nullptr;
};

/// A kind of table: its keys, and what must hold between them.
struct TableKeys {
  std::string_view name;  ///< as in messages: "[[channel]]", "target"
  std::vector<Key> keys;
  std::string_view kind_key = {};  ///< the choice that says which kind it is (for `only`, `required_of`)
  bool named = false;              ///< stands below its id, as [profile.office], not in a list
  bool has_id = false;             ///< its items are told apart by their id
  bool by_path = false;            ///< what it stands below is a path, "channel.phone.lines"
  /// Contradictions between keys of one table.
  void (*check)(void* object, const Node& table, Reading& reading) = nullptr;
};

const TableKeys& root_keys();
const TableKeys& calendar_keys();
const TableKeys& special_hours_keys();
const TableKeys& run_keys();
const TableKeys& routing_keys();
const TableKeys& profile_keys();
const TableKeys& busy_day_keys();
const TableKeys& reason_keys();
const TableKeys& repeat_keys();
const TableKeys& escalate_keys();
const TableKeys& churn_keys();
const TableKeys& case_keys();
const TableKeys& confirm_keys();
const TableKeys& case_chase_keys();
const TableKeys& satisfaction_keys();
const TableKeys& chase_keys();
const TableKeys& callback_keys();
const TableKeys& channel_keys();
const TableKeys& target_keys();
const TableKeys& retry_keys();
const TableKeys& when_closed_keys();
const TableKeys& cost_keys();
const TableKeys& appointments_keys();
const TableKeys& distribution_keys();
const TableKeys& handle_keys();
const TableKeys& demand_keys();
const TableKeys& revenue_keys();
const TableKeys& team_keys();
const TableKeys& answers_keys();
const TableKeys& roster_keys();
const TableKeys& rate_keys();
const TableKeys& surge_keys();
const TableKeys& busy_day_correlation_keys();
const TableKeys& turnover_keys();
const TableKeys& learning_keys();
const TableKeys& option_keys();
const TableKeys& ramp_keys();
const TableKeys& shift_keys();
const TableKeys& finance_keys();
const TableKeys& shift_pattern_keys();
const TableKeys& pattern_starts_keys();
const TableKeys& release_keys();
const TableKeys& uncertain_keys();

/// Reads an option's `release`: a word or a table.
void store_release(void* option, const Node& node, const Key& key, Reading& reading);

/// One bit for each kind of a table, for Key::only.
template <class... Kinds>
constexpr unsigned kinds(Kinds... kind) {
  return ((1u << static_cast<unsigned>(kind)) | ...);
}

const Key* find_key(const TableKeys& table, std::string_view name);
std::vector<std::string> key_names(const TableKeys& table);

/// The range that holds for a key; none for what is no number.
std::optional<Range> range_of(const Key& key);
/// "from 0 to 1", "more than 0s, at most 520w"
std::string show_range(const Key& key);
/// The type in words, with the unit: "duration", "share, from 0 to 1".
std::string show_type(const Key& key);
/// The key's default as a value; null if it has none.
const Node* standard_of(const Key& key);

/// All kinds of table that can be reached from the root, each once, with the path that leads there first.
struct Reached {
  const TableKeys* table;
  std::string path;  ///< "channel.target"; empty for the root
};
const std::vector<Reached>& all_tables();

}  // namespace channelshift
