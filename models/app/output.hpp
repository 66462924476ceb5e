#pragma once

#include <filesystem>
#include <string>

#include "models/app/arguments.hpp"

namespace channelshift {

/// Where the results go: asked before the simulation, so that no long work is lost. Their folder is made. `standard` is
/// the file's name where --output names none.
std::filesystem::path prepare_output(const Arguments& arguments, const std::string& standard);

/// "2024-01-31T12:00:00Z"
std::string now_utc();

}  // namespace channelshift
