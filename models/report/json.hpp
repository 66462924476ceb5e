#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace channelshift {

/// JSON whose objects keep the order in which they were filled.
using Json = nlohmann::ordered_json;

/// An empty object with room for so many members. An object that outgrows its room copies all that is in it.
Json object_for(std::size_t members);

/// The same bytes for the same value, everywhere: two spaces a level, small objects on one line, the shortest number
/// that reads back the same, one line feed at the end. Numbers that are not finite are null.
std::string json_text(const Json& json);

/// Reads what json_text wrote. Throws std::runtime_error if it is no JSON.
Json parse_json(std::string_view text);

}  // namespace channelshift
