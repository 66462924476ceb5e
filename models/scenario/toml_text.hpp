#pragma once

#include <string_view>

#include "models/scenario/tree.hpp"

namespace channelshift {

/// Reads TOML text of the source numbered `source` into a table. Of faults only the first is found: after it nothing
/// is certain; then the table is empty.
Node parse_toml(std::string_view text, int source, Faults& faults);

/// A value as --set takes it: TOML if it reads as TOML, else the text itself. All of it stands at `place`.
Node parse_value(std::string_view text, const Place& place);

}  // namespace channelshift
