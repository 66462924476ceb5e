#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/scenario/scenario.hpp"

namespace channelshift {

/// The scenario in plain words, every default filled in, in lines of at most 100 characters.
std::string explain_scenario(const Scenario& scenario);

/// "from 08:00-16:00, mon-fri, unpaid break 12:00-12:30": all of a roster line but its staff.
std::string when_in_words(const RosterLine& line);

/// What a key means: its unit, range and default, wherever it can stand. `key` is bare ("patience"), or a path with or
/// without ids ("channel.patience", "channel.phone.patience"). None if there is no such key.
std::optional<std::string> explain_key(std::string_view key);

/// The known key that was most likely meant; empty if none is near.
std::string nearest_key(std::string_view key);

}  // namespace channelshift
