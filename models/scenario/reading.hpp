#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/faults.hpp"
#include "models/scenario/keys.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

/// The ids of one kind of thing, each at its position in the list.
class Names {
 public:
  /// An id that cannot be read is added as "", so that the positions hold.
  void add(const std::string& id);
  /// Position of an id; of equal ids the first.
  const std::uint16_t* find(std::string_view id) const;
  const std::vector<std::string>& ids() const { return ids_; }

 private:
  std::vector<std::string> ids_;
  std::map<std::string, std::uint16_t, std::less<>> at_;
};

/// What stands in place of an id that names nothing: checks pass over it, its fault is already told.
inline constexpr std::uint16_t unread = 0xFFFF;

/// What the reading of one scenario carries along.
struct Reading {
  Faults& faults;
  Faults& warnings;
  Names channels;
  Names demands;
  Names teams;
  Names reasons;
  Names profiles;
  Names options;
};

/// Finds all ids of a scenario, before anything refers to them.
void collect_names(const Node& root, Reading& reading);
/// The demand's id, or the one it has by default: "<reason>-<channel>". Empty if it cannot be told.
std::string demand_id(const Node& demand);
/// The reason of demands that name none.
inline constexpr std::string_view general_reason = "general";

/// Reads a table into `object`, by the records of `keys`: unknown and missing keys, defaults, contradictions.
void read_table(void* object, const Node& table, const TableKeys& keys, Reading& reading);
/// Which kind of its table this is (position among the choices of `kind_key`); -1 if unknown.
int kind_of(const Node& table, const TableKeys& keys);

}  // namespace channelshift
