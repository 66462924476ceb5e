#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/io/atomic_file.hpp"

namespace sim {

/// Where a dataset stands and what it says. Paths are absolute; folders on the way are made.
struct DatasetText {
  std::string path;
  std::string unit;
  std::string meaning;
  std::vector<std::string> axes;  ///< names of the axes of its dimensions, slowest first
};

/// Writes an HDF5 file: whole under its name after `commit`, or not there. Axes come before what stands on them.
/// Every dataset carries `unit` and `meaning`, and its axes as dimension scales. The same calls make the same bytes.
/// Everything throws FileError.
class Hdf5Writer {
 public:
  explicit Hdf5Writer(const std::filesystem::path& target);
  ~Hdf5Writer();
  Hdf5Writer(const Hdf5Writer&) = delete;
  Hdf5Writer& operator=(const Hdf5Writer&) = delete;

  /// Attributes of the file.
  void attribute(const std::string& name, std::string_view value);
  void attribute(const std::string& name, std::int64_t value);
  void attribute(const std::string& name, std::uint64_t value);

  /// /axes/<name>, a dimension scale; by a second name, /<name>, readers of netCDF find it too.
  void axis(const std::string& name, std::span<const std::string> values, const std::string& meaning);
  void axis(const std::string& name, std::span<const std::int64_t> values, const std::string& unit,
            const std::string& meaning);
  void axis(const std::string& name, std::span<const double> values, const std::string& unit,
            const std::string& meaning);

  /// One UTF-8 string.
  void text(const std::string& path, std::string_view value, const std::string& meaning);

  /// As many values as the axes have places, the last axis running fastest. Left out if an axis has no places.
  void dataset(const DatasetText& text, std::span<const double> values);
  void dataset(const DatasetText& text, std::span<const std::int64_t> values);
  /// UTF-8 strings.
  void dataset(const DatasetText& text, std::span<const std::string> values);

  /// Closes the file, makes it durable and gives it its name.
  void commit();

 private:
  struct Content;
  AtomicFile file_;
  std::unique_ptr<Content> content_;
};

}  // namespace sim
