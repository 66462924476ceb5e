#include "models/report/money_lines.hpp"

#include <cmath>

#include "models/report/figures.hpp"

namespace channelshift {
namespace {

constexpr int label_width = 46;

}  // namespace

int decimals_of(const Json& summary) {
  return std::abs(figure(summary.at("options").at("baseline").at("cost"), "total").mean) < 1000 ? 2 : 0;
}

double rounded(double value, int decimals) {
  const double scale = decimals == 2 ? 100 : 1;
  return std::round(value * scale) / scale;
}

std::string figure_line(const std::string& label, const std::string& value, const std::string& aside) {
  const std::string head = pad_right("  " + shortened(label, label_width - 3), label_width) + pad_left(value, 14);
  if (aside.empty()) return head + "\n";
  if (display_width(head) + 2 + display_width(aside) <= screen_columns) return head + "  " + aside + "\n";
  return head + "\n" + pad_left(shortened(aside, screen_columns - 2), screen_columns) + "\n";
}

}  // namespace channelshift
