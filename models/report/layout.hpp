#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Text for a screen of 100 columns.
namespace channelshift {

inline constexpr int screen_columns = 100;

/// Columns that a UTF-8 text takes: combining marks none, wide East Asian characters two.
int display_width(std::string_view text);
std::string pad_left(std::string_view text, int width);
std::string pad_right(std::string_view text, int width);
/// Cut with "..." if it is wider.
std::string shortened(std::string_view text, int width);
/// Words in lines of at most 100 columns, the first after `first`, the others under it.
std::string wrapped(std::string_view text, std::string_view first, std::string_view next);

/// A figure, and after it the half-width of its interval, which is left out where the table would be too wide.
struct TableCell {
  std::string value;
  std::string half_width;
};

/// Rows of a label and figures, set right under their heads; between them lines of text.
class Grid {
 public:
  /// Heads, each of one or two lines ("contacts\na year"); the first stands over the labels, to the left.
  explicit Grid(std::vector<std::string> heads) : heads_(std::move(heads)) {}
  void row(std::string label, std::vector<TableCell> cells);
  void line(std::string text);
  /// All of it, at most 100 columns wide.
  std::string text() const;

 private:
  struct Row {
    std::string label;
    std::vector<TableCell> cells;
    bool is_line = false;
  };
  std::vector<int> widths(bool with_half_widths) const;
  std::string head_line(int line, const std::vector<int>& widths) const;
  std::vector<std::string> heads_;
  std::vector<Row> rows_;
};

}  // namespace channelshift
