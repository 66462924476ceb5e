#include "models/scenario/text_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

std::string too_long(std::size_t longest) {
  return fmt::format("the file is too large (at most {} MB are read). Is it the right file? Split or shorten it.",
                     longest / 1'000'000);
}

/// Length of the UTF-8 character that begins at `at`; 0 if there is none.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(at);
  const unsigned second = byte(at + 1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(at + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool shortest = first != 0xE0 || second >= 0xA0;
    const bool no_surrogate = first != 0xED || second < 0xA0;
    return shortest && no_surrogate && follows(at + 1) && follows(at + 2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool in_range = (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90);
    return in_range && follows(at + 1) && follows(at + 2) && follows(at + 3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

FileText read_text_file(const std::filesystem::path& path, std::size_t longest) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return {{}, "there is no such file (looked for " + path.string() + "). Check the name and the folder."};
  }
  if (status.type() == fs::file_type::directory) {
    return {{}, "this is a folder, not a file. Name the file in it."};
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return {{}, "the file cannot be opened (is reading it allowed?). Check its permissions."};
  std::string text;
  char buffer[1 << 16];
  while (file.read(buffer, sizeof buffer) || file.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(file.gcount()));
    if (text.size() > longest) return {{}, too_long(longest)};
  }
  if (file.bad()) return {{}, "the file could not be read to its end (the disk or network failed). Try again."};
  return {std::move(text), {}};
}

std::optional<BadText> bad_text(std::string_view text) {
  int line = 1;
  int column = 1;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool control = (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
    if (control) {
      return BadText{line, column,
                     fmt::format("control character {:#04x} (only text is read). Remove it; was the file saved by a "
                                 "word processor or cut off?",
                                 static_cast<unsigned>(byte))};
    }
    const std::size_t length = character_length(text, at);
    if (length == 0) {
      return BadText{line, column,
                     fmt::format("byte {:#04x} is not UTF-8 text (files are read as UTF-8). Save the file again "
                                 "with the encoding UTF-8.",
                                 static_cast<unsigned>(byte))};
    }
    if (byte == '\n') {
      ++line;
      column = 1;
    } else {
      ++column;
    }
    at += length;
  }
  return std::nullopt;
}

}  // namespace channelshift
