#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace sim {

/// How progress is shown: a bar that is drawn again on a terminal, a plain line now and then elsewhere, or not at all.
enum class ProgressStyle { bar, lines, none };

/// Shows how far a long piece of work has come, with the time left. The clock never reaches a result.
class Progress {
 public:
  struct Outside {
    std::function<void(const std::string&)> write;  ///< to standard error
    std::function<double()> now_s;                  ///< a clock that only goes forward
    int columns = 80;
    std::string stage = "simulating";
  };

  /// On standard error, which is so wide; `stage` says what is being done.
  Progress(ProgressStyle style, int columns, std::string stage = "simulating");
  Progress(ProgressStyle style, Outside outside);
  ~Progress();  ///< clears the bar
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// One call at a time; `done` of `total` pieces.
  void update(std::int64_t done, std::int64_t total);

 private:
  void draw_bar(double share, double left_s);
  void write_line(double share, double left_s);

  ProgressStyle style_;
  Outside outside_;
  double start_s_;
  double last_s_;
  bool bar_drawn_ = false;
};

/// "12 s", "3 min", "1 h 05 min".
std::string time_left_text(double seconds);

}  // namespace sim
