#include "sim/run/progress.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <utility>

namespace sim {
namespace {

constexpr double first_bar_after_s = 0.3;  // work that is over at once shows nothing
constexpr double bar_every_s = 0.1;
constexpr double line_every_s = 10.0;

double clock_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void write_stderr(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

std::string percent(double share) { return std::to_string(static_cast<int>(std::floor(100 * share))) + "%"; }

}  // namespace

std::string time_left_text(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds - 1e-6));
  if (whole < 90) return std::to_string(whole) + " s";
  const long minutes = (whole + 30) / 60;
  if (minutes < 90) return std::to_string(minutes) + " min";
  const std::string rest = std::to_string(minutes % 60);
  return std::to_string(minutes / 60) + " h " + (rest.size() < 2 ? "0" : "") + rest + " min";
}

Progress::Progress(ProgressStyle style, int columns, std::string stage)
    : Progress(style, Outside{write_stderr, clock_s, columns, std::move(stage)}) {}

Progress::Progress(ProgressStyle style, Outside outside)
    : style_(style), outside_(std::move(outside)), start_s_(outside_.now_s()), last_s_(start_s_) {}

Progress::~Progress() {
  if (bar_drawn_) outside_.write("\r\x1b[K");
}

void Progress::update(std::int64_t done, std::int64_t total) {
  if (style_ == ProgressStyle::none || done <= 0 || done >= total) return;
  const double now_s = outside_.now_s();
  const bool is_bar = style_ == ProgressStyle::bar;
  if (is_bar && now_s - start_s_ < first_bar_after_s) return;
  if (now_s - last_s_ < (is_bar ? bar_every_s : line_every_s)) return;
  last_s_ = now_s;
  const double share = static_cast<double>(done) / static_cast<double>(total);
  const double left_s = (now_s - start_s_) * (1 - share) / share;
  if (is_bar) {
    draw_bar(share, left_s);
  } else {
    write_line(share, left_s);
  }
}

void Progress::draw_bar(double share, double left_s) {
  const std::string doing = outside_.stage == "simulating" ? "" : " " + outside_.stage + ":";
  const std::string after = doing + " " + percent(share) + ", " + time_left_text(left_s) + " left";
  const int room = std::min(50, outside_.columns - static_cast<int>(after.size()) - 3);
  std::string bar;
  if (room >= 5) {
    const int full = static_cast<int>(share * room);
    bar = "[" + std::string(static_cast<std::size_t>(full), '=') +
          std::string(static_cast<std::size_t>(room - full), ' ') + "]";
  }
  outside_.write("\r" + bar + after + "\x1b[K");
  bar_drawn_ = true;
}

void Progress::write_line(double share, double left_s) {
  outside_.write(outside_.stage + ": " + percent(share) + " done, about " + time_left_text(left_s) + " left\n");
}

}  // namespace sim
