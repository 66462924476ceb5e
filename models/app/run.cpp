#include <chrono>
#include <ctime>
#include <optional>

#include "generated/version.hpp"
#include "models/app/console.hpp"
#include "models/app/verbs.hpp"
#include "models/money/study.hpp"
#include "models/report/hdf5.hpp"
#include "models/report/summary.hpp"
#include "sim/io/atomic_file.hpp"
#include "sim/run/progress.hpp"

namespace channelshift {
namespace {

namespace fs = std::filesystem;

std::string now_utc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, length};
}

/// Where the results go: asked before the simulation, so that no long work is lost. Their folder is made.
fs::path prepare_output(const Arguments& arguments, const Scenario& scenario) {
  fs::path file = arguments.output.value_or(fs::path("results") / (scenario.name + ".h5"));
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

Study study_with_progress(const Scenario& scenario, const Arguments& arguments) {
  std::optional<sim::Progress> shown;
  const auto begin_stage = [&](const std::string& stage) {
    shown.emplace(progress_style(arguments.quiet), stderr_columns(), stage);
    return [&](std::int64_t done, std::int64_t total) { shown->update(done, total); };
  };
  return make_study(scenario, {arguments.threads, begin_stage});
}

std::vector<std::string> problems(const std::vector<Fault>& warnings) {
  std::vector<std::string> texts;
  for (const Fault& warning : warnings) texts.push_back(warning.problem);
  return texts;
}

}  // namespace

int run(const Arguments& arguments) {
  if (arguments.inputs.size() != 1) throw UsageError("run takes one scenario: channelshift run SCENARIO.");
  const ReadScenario read = read_scenario(arguments.inputs[0], arguments.sets);
  print_warnings(read.warnings);
  if (!read.scenario) {
    print_faults(read.faults);
    return exit_bad_input;
  }
  const fs::path file = prepare_output(arguments, *read.scenario);
  const Study study = study_with_progress(*read.scenario, arguments);
  const Json json = summary(study.scenario, study.results, problems(read.warnings));
  write_results(file, study.scenario, study.results, read.resolved_toml, json_text(json),
                {program_version, git_commit, arguments.command, now_utc()});
  if (!arguments.quiet) print_note("results: " + file.string());
  print_summary(json, arguments.format);
  return exit_done;
}

}  // namespace channelshift
