#include "models/report/hdf5.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "models/report/summary.hpp"
#include "sim/io/atomic_file.hpp"
#include "sim/io/hdf5_writer.hpp"
#include "tests/unit/measures/handmade.hpp"

namespace channelshift {
namespace {

namespace fs = std::filesystem;
using namespace handmade;

class ResultsFile : public testing::Test {
 protected:
  ResultsFile() : file_(fs::temp_directory_path() / ("channelshift-report-" + std::to_string(::getpid()) + ".h5")) {
    Option& option = add_option(scenario_, results_, "other-1");
    option.starts = scenario_.calendar.start;
    results_.first_year[0] = results_.runs[0];
    results_.runs[1].replications[0].teams[0].busy -= sim::ticks(3600);
    results_.runs[1].paid = {{50.0}, {1000.0}, {}};  // 1.01 of 1.35 posts go
    scenario_.finance.emplace();
    scenario_.finance->years = 3;
    scenario_.finance->discount_rate = 0.1;
    option.one_off_cost = 700;
    results_.calibrations.push_back({ChannelId{0}, 1.25, 400000});
  }
  ~ResultsFile() override { fs::remove(file_); }

  void write() {
    write_results(file_, scenario_, results_, "schema = 1\n", json_text(summary(scenario_, results_, {})),
                  {"0.1.0", "unknown", "channelshift run x", "2024-01-01T00:00:00Z"});
  }

  Scenario scenario_ = scenario();
  Results results_ = results();
  fs::path file_;
};

TEST_F(ResultsFile, PythonFindsEverythingByItself) {
  write();
  const std::string script = std::string(CHANNELSHIFT_TEST_DATA) + "/unit/report/read_results.py";
  EXPECT_EQ(std::system(("/usr/bin/python3 " + script + " " + file_.string()).c_str()), 0);
}

TEST_F(ResultsFile, TheSummaryComesBackByteForByte) {
  write();
  EXPECT_EQ(read_summary(file_), json_text(summary(scenario_, results_, {})));
}

TEST_F(ResultsFile, AnotherFileIsRefused) {
  {
    sim::Hdf5Writer other(file_);
    other.attribute("format", "something-else");
    other.commit();
  }
  EXPECT_THROW(read_summary(file_), sim::FileError);
}

}  // namespace
}  // namespace channelshift
