#include "models/report/layout.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace channelshift {
namespace {

int widest(const std::string& text) {
  int width = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) width = std::max(width, display_width(line));
  return width;
}

TEST(Layout, WidthIsThatOnTheScreen) {
  EXPECT_EQ(display_width("£12 ±3"), 6);
  EXPECT_EQ(display_width("Zu\xCC\x88rich"), 6);  // u and a combining diaeresis
  EXPECT_EQ(display_width("電話"), 4);
  EXPECT_EQ(pad_left("£1", 5), "   £1");
  EXPECT_EQ(shortened("Zürich and surroundings", 10), "Zürich ...");
}

TEST(Layout, WordsAreWrappedUnderTheFirst) {
  const std::string text = wrapped(std::string(60, 'a') + " " + std::string(60, 'b'), "- ", "  ");
  EXPECT_EQ(text, "- " + std::string(60, 'a') + "\n  " + std::string(60, 'b') + "\n");
  EXPECT_LE(widest(wrapped(std::string(300, 'x'), "- ", "  ")), 100);
}

TEST(Layout, FiguresStandRightUnderTheirHeads) {
  Grid grid({"", "contacts\na year", "\nmet"});
  grid.line("Telephone");
  grid.row("  as it is", {{"1,000", "±5"}, {"yes", ""}});
  grid.row("  other", {{"900", ""}, {"no", ""}});
  EXPECT_EQ(grid.text(),
            "            contacts\n"
            "              a year  met\n"
            "Telephone\n"
            "  as it is  1,000 ±5  yes\n"
            "  other          900   no\n");
}

TEST(Layout, ATableTooWideLosesItsHalfWidthsThenItsLabels) {
  std::vector<TableCell> cells(6, TableCell{"1,234,567", "±1,234,567"});
  Grid grid({"", "a", "b", "c", "d", "e", "f"});
  grid.row(std::string(80, 'x'), cells);
  const std::string text = grid.text();
  EXPECT_LE(widest(text), 100);
  EXPECT_EQ(text.find("±"), std::string::npos);
  EXPECT_NE(text.find("1,234,567"), std::string::npos);
}

}  // namespace
}  // namespace channelshift
