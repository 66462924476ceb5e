#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "models/report/hdf5.hpp"
#include "models/report/json.hpp"

/// A grid of runs: one object that holds all, and its table, CSV and file, each made from that object alone.
namespace channelshift {

/// A varied key, and its values as they were given.
struct SweptKey {
  std::string path;
  std::vector<std::string> values;
};

inline constexpr const char* sweep_format = "channelshift-sweep";
inline constexpr int sweep_version = 1;

/// The grid before any run is added.
Json sweep_summary(std::span<const SweptKey> keys);
/// Adds the next point: its values, one for each key, and what a run with them says.
void add_point(Json& sweep, std::span<const std::string> values, Json summary);

/// For a planner: a row for each point and option, on 100 columns.
std::string sweep_table_text(const Json& sweep);
/// The lines of --format csv of every run, after the point's number and values.
std::string sweep_csv_text(const Json& sweep);

/// Writes the whole file, or throws sim::FileError and leaves none. `scenario_text` is the resolved TOML of the first
/// point. Layout: results/README.md.
void write_sweep(const std::filesystem::path& file, const Json& sweep, const std::string& scenario_text,
                 const FileOrigin& origin);

}  // namespace channelshift
