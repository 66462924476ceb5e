#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sim/io/atomic_file.hpp"

namespace sim {

/// What a results file says of itself, and one text of it.
struct Hdf5Text {
  std::string format;               ///< attribute `format` of the file, empty if it has none
  std::optional<std::string> text;  ///< none if there is no such dataset
};

/// Reads the text at `path` of the HDF5 file `file`. Throws FileError if the file is missing, damaged or of another
/// kind.
Hdf5Text read_hdf5_text(const std::filesystem::path& file, const std::string& path);

}  // namespace sim
