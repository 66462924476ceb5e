#pragma once

#include <optional>
#include <string>

#include "models/scenario/keys.hpp"
#include "models/scenario/uncertain.hpp"

namespace channelshift {

/// The record of the key at a path, or of the nearest key above it (a share in a table of channels).
struct KeyOfPath {
  const Key* key = nullptr;
  bool exact = false;
};
KeyOfPath key_of_path(std::string path);

/// One uncertain input, and the value that the plain run takes.
struct ReadUncertain {
  FoundUncertain found;
  Node likely;
};
/// Reads the range or distribution of the input at `path`; faults of the input as a whole stand at `place`. `standing`:
/// the value in the file, for a range without a likely one; may be null.
std::optional<ReadUncertain> read_uncertain(const std::string& path, const Node& table, const Place& place,
                                            const Node* standing, Faults& faults);

}  // namespace channelshift
