#include "models/scenario/page.hpp"

#include <algorithm>

namespace channelshift {

namespace {

/// Columns that UTF-8 text takes, one for each character.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void Page::line(const std::string& text, std::size_t indent) {
  std::string current(indent, ' ');
  bool empty = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string word = text.substr(at, end - at);
    const bool fits = columns(current) + 1 + columns(word) <= width;
    if (!empty && !fits) {
      text_ += current + "\n";
      current.assign(indent + 2, ' ');
      empty = true;
    }
    current += (empty ? "" : " ") + word;
    empty = false;
    at = end + 1;
  }
  text_ += current + "\n";
}

void Page::heading(const std::string& text) {
  if (!text_.empty()) text_ += "\n";
  line(text);
}

}  // namespace channelshift
