#include "sim/run/progress.hpp"

#include <gtest/gtest.h>

namespace sim {
namespace {

/// A clock that the test moves, and what was written.
struct Watched {
  double now_s = 0;
  std::string written;
  Progress::Outside outside(int columns = 80) {
    return {[this](const std::string& text) { written += text; }, [this] { return now_s; }, columns};
  }
};

TEST(Progress, ABarIsRedrawnAndClearedAndFitsTheTerminal) {
  Watched watched;
  {
    Progress progress(ProgressStyle::bar, watched.outside(40));
    watched.now_s = 10;
    progress.update(1, 4);
    EXPECT_EQ(watched.written.find('\n'), std::string::npos);
    EXPECT_NE(watched.written.find("25%, 30 s left"), std::string::npos) << watched.written;
    EXPECT_LE(watched.written.size(), 40u + 4u);  // the bar, a carriage return and "clear to the end"
  }
  EXPECT_TRUE(watched.written.ends_with("\r\x1b[K"));
}

TEST(Progress, ABarIsNotDrawnMoreOftenThanTheEyeSees) {
  Watched watched;
  Progress progress(ProgressStyle::bar, watched.outside());
  watched.now_s = 1;
  progress.update(1, 100);
  const std::string once = watched.written;
  progress.update(2, 100);
  EXPECT_EQ(watched.written, once);
}

TEST(Progress, ShortWorkShowsNothing) {
  for (const ProgressStyle style : {ProgressStyle::bar, ProgressStyle::lines, ProgressStyle::none}) {
    Watched watched;
    {
      Progress progress(style, watched.outside());
      for (int done = 1; done <= 10; ++done) {
        watched.now_s = done * 0.02;
        progress.update(done, 10);
      }
    }
    EXPECT_EQ(watched.written, "");
  }
}

TEST(Progress, PlainLinesNowAndThen) {
  Watched watched;
  Progress progress(ProgressStyle::lines, watched.outside());
  for (int done = 1; done <= 60; ++done) {
    watched.now_s = done;
    progress.update(done, 60);
  }
  EXPECT_EQ(std::count(watched.written.begin(), watched.written.end(), '\n'), 5);  // at 10, 20, ... 50 s
  EXPECT_EQ(watched.written.find('\r'), std::string::npos);
  EXPECT_TRUE(watched.written.starts_with("simulating: 16% done, about 50 s left\n")) << watched.written;
}

TEST(Progress, TimeLeftInWords) {
  EXPECT_EQ(time_left_text(0.2), "1 s");
  EXPECT_EQ(time_left_text(89), "89 s");
  EXPECT_EQ(time_left_text(150), "3 min");
  EXPECT_EQ(time_left_text(3 * 3600 + 300), "3 h 05 min");
}

}  // namespace
}  // namespace sim
