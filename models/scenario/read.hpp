#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace channelshift {

/// One thing wrong (or, as a warning, odd) in what the user gave, and where.
struct Fault {
  std::string where;    ///< "file:line:column", or "--set PATH"
  std::string problem;  ///< "problem (why). What to do."
};
std::string to_string(const Fault& fault);

struct ReadScenario {
  std::optional<Scenario> scenario;  ///< none if there is any fault
  std::vector<Fault> faults;         ///< every one, in order of file and line
  std::vector<Fault> warnings;
  std::string resolved_toml;  ///< one self-contained text: extends, csv and --set worked in
};

/// Reads and checks a scenario: a TOML file, or a folder that holds scenario.toml.
/// `sets`: "PATH=VALUE" of --set, in order. Bad input is returned as faults, not thrown.
ReadScenario read_scenario(const std::filesystem::path& path, std::span<const std::string> sets = {});

/// The same from text; `name` stands for the file in messages, and its folder is where csv and extends are looked for.
ReadScenario read_scenario_text(std::string_view text, const std::filesystem::path& name,
                                std::span<const std::string> sets = {});

}  // namespace channelshift
