#pragma once

#include <string>

#include "models/scenario/tree.hpp"

namespace channelshift {

/// A scenario's tree as TOML text that reads as the same tree (comments and places apart).
std::string write_toml(const Node& root);

/// One value, in one line.
std::string write_value(const Node& node);

}  // namespace channelshift
