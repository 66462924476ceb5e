#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/keys.hpp"

/// Addresses of values, as --set and an option's `set` write them: "channel.phone.target.share".
namespace channelshift {

std::vector<std::string> split_path(std::string_view path);

/// Puts `value` at `path`, in place of all that stood there. False, with a fault at `place`, if the path leads nowhere;
/// an unknown key at its end is left to the reader.
bool set_at_path(Node& root, std::string_view path, Node value, const Place& place, Faults& faults);

/// The record of the key to which a path leads, whatever ids and numbers stand in it; null if there is none. Where
/// `ids_optional`, "channel.patience" will do for "channel.phone.patience".
struct PathKey {
  const Key* key = nullptr;
  const TableKeys* table = nullptr;  ///< to which the key belongs
};
PathKey key_at_path(std::string_view path, bool ids_optional = false);

}  // namespace channelshift
