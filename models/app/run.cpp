#include <chrono>
#include <ctime>

#include <fmt/format.h>

#include "generated/version.hpp"
#include "models/app/console.hpp"
#include "models/app/verbs.hpp"
#include "models/centre/simulate.hpp"
#include "models/money/precision.hpp"
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

Results simulate_with_progress(const Scenario& scenario, const Arguments& arguments) {
  sim::Progress progress(progress_style(arguments.quiet), stderr_columns());
  RunSettings settings;
  settings.threads = arguments.threads;
  settings.progress = [&](std::int64_t done, std::int64_t total) { progress.update(done, total); };
  if (!arguments.precision) return simulate(scenario, settings);
  Precision precision{*arguments.precision};
  if (arguments.replications) precision.most_replications = *arguments.replications;
  return simulate_until_precise(scenario, precision, settings);
}

std::string percent(double share) { return fmt::format("{:.2g}%", 100 * share); }

/// How long it took, and what that does to the intervals.
void tell_precision(const Scenario& scenario, const Results& results, double wanted, bool quiet) {
  const double widest = widest_interval(scenario, results);
  if (!(widest < wanted)) {
    print_warning(
        fmt::format("after {} replications the widest interval of a saving is still ±{} of the baseline's "
                    "cost ({} was asked for). Allow more with -n.",
                    results.replications, percent(widest), percent(wanted)));
  } else if (!quiet) {
    print_note(
        fmt::format("precision: {} replications; the widest interval of a saving is ±{} of the baseline's cost. "
                    "A run that stops when its intervals are narrow enough has slightly too narrow ones: 95% "
                    "covers about 93%.",
                    results.replications, percent(widest)));
  }
}

/// With a precision, the scenario as a run of as many replications has it.
ReadScenario as_run(const ReadScenario& read, const Arguments& arguments, const Results& results) {
  if (!arguments.precision) return read;
  std::vector<std::string> sets = arguments.sets;
  sets.push_back(fmt::format("run.replications={}", results.replications));
  return read_scenario(arguments.inputs[0], sets);
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
  const Results results = simulate_with_progress(*read.scenario, arguments);
  if (arguments.precision) tell_precision(*read.scenario, results, *arguments.precision, arguments.quiet);
  const ReadScenario done = as_run(read, arguments, results);
  const Json json = summary(*done.scenario, results, problems(done.warnings));
  write_results(file, *done.scenario, results, done.resolved_toml, json_text(json),
                {program_version, git_commit, arguments.command, now_utc()});
  if (!arguments.quiet) print_note("results: " + file.string());
  print_summary(json, arguments.format);
  return exit_done;
}

}  // namespace channelshift
