#include "models/app/output.hpp"

#include <chrono>
#include <ctime>

#include "sim/io/atomic_file.hpp"

namespace channelshift {

namespace fs = std::filesystem;

fs::path prepare_output(const Arguments& arguments, const std::string& standard) {
  fs::path file = arguments.output.value_or(fs::path("results") / standard);
  if (const fs::path folder = file.parent_path(); !folder.empty()) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
      throw sim::FileError(folder.string() + ": the folder cannot be made (" + error.message() +
                           "). Choose another place with --output.");
    }
  }
  if (fs::is_directory(file)) throw UsageError("--output " + file.string() + ": that is a folder. Name a file in it.");
  const bool is_input =
      fs::exists(file) && fs::exists(arguments.inputs[0]) && fs::equivalent(file, arguments.inputs[0]);
  if (is_input) throw UsageError("--output " + file.string() + ": that is the scenario itself. Choose another name.");
  sim::check_writable(file);
  return file;
}

std::string now_utc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, length};
}

}  // namespace channelshift
