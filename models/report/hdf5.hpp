#pragma once

#include <filesystem>
#include <string>

#include "models/centre/counts.hpp"
#include "models/money/uncertainty.hpp"

namespace channelshift {

/// What the file says of the program that made it.
struct FileOrigin {
  std::string program_version;
  std::string git_commit;  ///< "unknown" outside git
  std::string command;
  std::string created;  ///< UTC, ISO 8601
};

inline constexpr const char* results_format = "channelshift-results";
inline constexpr int results_version = 1;

/// Writes the whole results file, or throws sim::FileError and leaves none. `summary_text` is the JSON text of the
/// summary, `scenario_text` the resolved TOML; `uncertainty` is null without uncertain inputs. Layout:
/// results/README.md.
void write_results(const std::filesystem::path& file, const Scenario& scenario, const Results& results,
                   const std::string& scenario_text, const std::string& summary_text, const FileOrigin& origin,
                   const Uncertainty* uncertainty = nullptr);

/// The JSON text of the summary in a results file. Throws sim::FileError if there is none.
std::string read_summary(const std::filesystem::path& file);

}  // namespace channelshift
