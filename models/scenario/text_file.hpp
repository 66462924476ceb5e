#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace channelshift {

inline constexpr std::size_t longest_scenario = 1'000'000;  ///< bytes
inline constexpr std::size_t longest_csv = 100'000'000;     ///< bytes

/// The text of a file, or why it cannot be had.
struct FileText {
  std::string text;
  std::string problem;  ///< empty if all is well
};
FileText read_text_file(const std::filesystem::path& path, std::size_t longest);

/// The first thing in a text that no scenario or CSV may hold: control characters, or bytes that are not UTF-8.
struct BadText {
  int line = 1;
  int column = 1;
  std::string problem;
};
std::optional<BadText> bad_text(std::string_view text);

}  // namespace channelshift
