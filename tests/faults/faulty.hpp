#pragma once

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/read.hpp"

/// Scenarios made wrong on purpose.
namespace channelshift::test {

/// A small scenario with a thing of each kind, without faults or warnings.
inline const std::string sound = R"(schema = 1
name = "sound"

[calendar]
start = 2024-01-01
weeks = 4

[profile.office]
weekday = { mon = 1.2, tue = 1.1, wed = 1.0, thu = 1.0, fri = 0.9, sat = 0, sun = 0 }
day = { "00:00" = 0, "08:00" = 1, "17:00" = 0 }

[[reason]]
id = "repair"
resolved = 0.8
repeat = { share = 0.5, after = { family = "exponential", mean = "2d" } }

[[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "08:00-17:00" }
target = { within = "20s", share = 0.8 }
patience = { family = "exponential", mean = "3min" }
retry = { share = 0.4, after = { family = "exponential", mean = "20min" }, switch = { web = 0.1 } }

[[channel]]
id = "email"
kind = "deferred"
hours = { mon-fri = "08:00-17:00" }
target = { within = "24h", share = 0.9 }
handle = { family = "lognormal", mean = "250s", cv = 1.0 }

[[channel]]
id = "web"
kind = "self-service"
completes = 0.85
falls-back-to = "phone"

[[demand]]
reason = "repair"
channel = "phone"
per-year = 20000
profile = "office"
handle = { family = "lognormal", mean = "250s", cv = 0.9, wrap = "20s" }
shiftable = 0.7

[[demand]]
id = "mails"
reason = "repair"
channel = "email"
per-hour = 2

[[team]]
id = "advisers"
answers = ["phone", { channel = "email", keep-free = 1 }]
roster = [ { days = "mon-fri", hours = "08:00-17:00", staff = 12 } ]
hourly-cost = 16.40

[[option]]
id = "more-web"
ramp = { shape = "linear", weeks = 2 }
set = { "channel.phone.target.share" = 0.75 }

[[option.shift]]
from = ["phone", "email"]
to = "web"
share = 0.1
)";

/// `text` with `old` (which stands in it once) replaced.
inline std::string edited(std::string text, std::string_view old, std::string_view by) {
  const std::size_t at = text.find(old);
  if (at == std::string::npos || text.find(old, at + 1) != std::string::npos) {
    ADD_FAILURE() << "\"" << old << "\" stands in the text not once";
    return text;
  }
  return text.replace(at, old.size(), by);
}

/// "test.toml:line:column" of `needle`, which stands in the text once.
inline std::string place_in(const std::string& text, std::string_view needle, const std::string& file = "test.toml") {
  const std::size_t at = text.find(needle);
  if (at == std::string::npos || text.find(needle, at + 1) != std::string::npos) {
    ADD_FAILURE() << "\"" << needle << "\" stands in the text not once";
    return {};
  }
  int line = 1;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < at; ++i) {
    if (text[i] != '\n') continue;
    ++line;
    begin = i + 1;
  }
  return file + ":" + std::to_string(line) + ":" + std::to_string(at - begin + 1);
}

inline std::string all_of(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) text += "  " + to_string(fault) + "\n";
  return text;
}

inline bool has(const std::vector<Fault>& faults, const std::string& where, std::string_view part) {
  for (const Fault& fault : faults) {
    if (fault.where == where && fault.problem.find(part) != std::string::npos) return true;
  }
  return false;
}

/// Reading `text` finds this one fault and nothing else.
inline void expect_only_fault(const std::string& text, const std::string& where, std::string_view part,
                              const std::vector<std::string>& sets = {}) {
  const ReadScenario read = read_scenario_text(text, "test.toml", sets);
  EXPECT_FALSE(read.scenario.has_value());
  EXPECT_EQ(read.faults.size(), 1u) << all_of(read.faults);
  EXPECT_TRUE(has(read.faults, where, part)) << "expected " << where << ": ..." << part << "..., found\n"
                                             << all_of(read.faults);
}

/// A folder of its own below the system's temporary folder, removed in the end.
class Folder {
 public:
  Folder() {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    path_ = std::filesystem::temp_directory_path() / ("channelshift-faults-" + name + "-" + std::to_string(::getpid()));
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// One edit of the sound scenario, and the one fault that it makes.
struct Case {
  std::string old;
  std::string by;
  std::string needle;  ///< in the edited text, where the fault stands
  std::string part;    ///< of the message
};

inline void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.by);
    const std::string text = edited(sound, c.old, c.by);
    expect_only_fault(text, place_in(text, c.needle), c.part);
  }
}

}  // namespace channelshift::test
