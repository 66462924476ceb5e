#pragma once

#include <string>

namespace channelshift {

/// Text of at most 100 columns, written paragraph by paragraph.
class Page {
 public:
  static constexpr std::size_t width = 100;

  /// A line by itself, broken where it is too long; what follows the break stands two columns further in.
  void line(const std::string& text, std::size_t indent = 0);
  void indented(const std::string& text) { line(text, 2); }
  /// A heading, with a free line before it.
  void heading(const std::string& text);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace channelshift
