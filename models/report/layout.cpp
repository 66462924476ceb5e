#include "models/report/layout.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace channelshift {
namespace {

constexpr int gap = 2;  // columns between columns
constexpr int narrowest_label = 12;
constexpr int narrowest_label_with_half_widths = 20;

/// The code point at `at`, which moves on; a damaged byte stands for itself.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  std::uint32_t point = more == 0 ? lead : lead & (0x3Fu >> more);
  for (int i = 0; i < more && at < text.size() && (byte(at) & 0xC0) == 0x80; ++i)
    point = point << 6 | (byte(at++) & 0x3F);
  return point;
}

int columns_of(std::uint32_t point) {
  const auto in = [&](std::uint32_t low, std::uint32_t high) { return point >= low && point <= high; };
  if (in(0x300, 0x36F) || in(0x200B, 0x200F) || point == 0xFEFF) return 0;
  const bool wide = in(0x1100, 0x115F) || in(0x2E80, 0xA4CF) || in(0xAC00, 0xD7A3) || in(0xF900, 0xFAFF) ||
                    in(0xFE30, 0xFE6F) || in(0xFF00, 0xFF60) || in(0xFFE0, 0xFFE6) || in(0x1F300, 0x1FAFF) ||
                    in(0x20000, 0x3FFFD);
  return wide ? 2 : 1;
}

std::string spaces(int count) { return std::string(static_cast<std::size_t>(std::max(count, 0)), ' '); }

std::string without_end_spaces(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string head_part(const std::string& head, int line) {
  const std::size_t at = head.find('\n');
  if (at == std::string::npos) return line == 1 ? head : "";
  return line == 0 ? head.substr(0, at) : head.substr(at + 1);
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) width += columns_of(next_code_point(text, at));
  return width;
}

std::string pad_left(std::string_view text, int width) {
  return spaces(width - display_width(text)) + std::string(text);
}

std::string pad_right(std::string_view text, int width) {
  return std::string(text) + spaces(width - display_width(text));
}

std::string shortened(std::string_view text, int width) {
  if (display_width(text) <= width) return std::string(text);
  std::size_t end = 0;
  int used = 0;
  for (std::size_t at = 0; at < text.size();) {
    used += columns_of(next_code_point(text, at));
    if (used > width - 3) break;
    end = at;
  }
  return std::string(text.substr(0, end)) + "...";
}

std::string wrapped(std::string_view text, std::string_view first, std::string_view next) {
  std::string out;
  std::string line(first);
  bool line_has_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    std::string word(text.substr(at, end - at));
    at = end + 1;
    if (word.empty()) continue;
    if (line_has_word && display_width(line) + 1 + display_width(word) > screen_columns) {
      out += line + "\n";
      line = next;
      line_has_word = false;
    }
    word = shortened(word, screen_columns - display_width(line));
    line += (line_has_word ? " " : "") + word;
    line_has_word = true;
  }
  return out + without_end_spaces(line) + "\n";
}

void Grid::row(std::string label, std::vector<TableCell> cells) {
  rows_.push_back({std::move(label), std::move(cells), false});
}

void Grid::line(std::string text) { rows_.push_back({std::move(text), {}, true}); }

std::vector<int> Grid::widths(bool with_half_widths) const {
  std::vector<int> result;
  for (const std::string& head : heads_) {
    result.push_back(std::max(display_width(head_part(head, 0)), display_width(head_part(head, 1))));
  }
  for (const Row& row : rows_) {
    if (row.is_line) continue;
    result[0] = std::max(result[0], display_width(row.label));
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      int width = display_width(row.cells[i].value);
      if (with_half_widths && !row.cells[i].half_width.empty()) width += 1 + display_width(row.cells[i].half_width);
      result[i + 1] = std::max(result[i + 1], width);
    }
  }
  return result;
}

std::string Grid::head_line(int line, const std::vector<int>& widths) const {
  std::string out = pad_right(head_part(heads_[0], line), widths[0]);
  for (std::size_t i = 1; i < heads_.size(); ++i) out += spaces(gap) + pad_left(head_part(heads_[i], line), widths[i]);
  return without_end_spaces(out);
}

std::string Grid::text() const {
  const auto total = [](const std::vector<int>& widths) {
    return std::accumulate(widths.begin(), widths.end(), gap * (static_cast<int>(widths.size()) - 1));
  };
  bool with_half_widths = true;
  std::vector<int> columns = widths(true);
  if (total(columns) > screen_columns &&
      columns[0] - (total(columns) - screen_columns) < narrowest_label_with_half_widths) {
    with_half_widths = false;
    columns = widths(false);
  }
  if (const int over = total(columns) - screen_columns; over > 0)
    columns[0] = std::max(narrowest_label, columns[0] - over);
  std::string out;
  for (const int line : {0, 1}) {
    if (const std::string head = head_line(line, columns); !head.empty()) out += head + "\n";
  }
  for (const Row& row : rows_) {
    if (row.is_line) {
      out += shortened(row.label, screen_columns) + "\n";
      continue;
    }
    std::string line = pad_right(shortened(row.label, columns[0]), columns[0]);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      std::string cell = row.cells[i].value;
      if (with_half_widths && !row.cells[i].half_width.empty()) cell += " " + row.cells[i].half_width;
      line += spaces(gap) + pad_left(cell, columns[i + 1]);
    }
    out += without_end_spaces(line) + "\n";
  }
  return out;
}

}  // namespace channelshift
