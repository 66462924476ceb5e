#include <optional>

#include <fmt/format.h>

#include "generated/version.hpp"
#include "models/app/console.hpp"
#include "models/app/output.hpp"
#include "models/app/verbs.hpp"
#include "models/money/precision.hpp"
#include "models/report/hdf5.hpp"
#include "models/report/summary.hpp"
#include "models/report/uncertainty.hpp"
#include "models/study/study.hpp"
#include "models/study/uncertain_study.hpp"
#include "sim/run/progress.hpp"

namespace channelshift {
namespace {

namespace fs = std::filesystem;

Study study_with_progress(const Scenario& scenario, const Arguments& arguments) {
  std::optional<sim::Progress> shown;
  const auto begin_stage = [&](const std::string& stage) {
    shown.emplace(progress_style(arguments.quiet), stderr_columns(), stage);
    return [&](std::int64_t done, std::int64_t total) { shown->update(done, total); };
  };
  StudySettings settings{arguments.threads, begin_stage, {}};
  if (arguments.precision) settings.precision.emplace().share = *arguments.precision;
  if (arguments.precision && arguments.replications) settings.precision->most_replications = *arguments.replications;
  return make_study(scenario, settings);
}

UncertainStudy uncertain_with_progress(const ReadScenario& read, const Arguments& arguments) {
  sim::Progress progress(progress_style(arguments.quiet), stderr_columns(), "drawing uncertain inputs");
  return study_uncertain(read, arguments.threads,
                         [&](std::int64_t done, std::int64_t total) { progress.update(done, total); });
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

/// With a precision, the text of the scenario as a run of as many replications has it.
std::string resolved_text(const ReadScenario& read, const Arguments& arguments, const Study& study) {
  if (!arguments.precision) return read.resolved_toml;
  std::vector<std::string> sets = arguments.sets;
  sets.push_back(fmt::format("run.replications={}", study.results.replications));
  return read_scenario(arguments.inputs[0], sets).resolved_toml;
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
  const fs::path file = prepare_output(arguments, read.scenario->name + ".h5");
  const UncertainStudy uncertain = uncertain_with_progress(read, arguments);
  if (!uncertain.faults.empty()) {
    print_faults(uncertain.faults);
    return exit_bad_input;
  }
  const Study study = study_with_progress(*read.scenario, arguments);
  if (arguments.precision) tell_precision(study.scenario, study.results, *arguments.precision, arguments.quiet);
  Json json = summary(study.scenario, study.results, problems(read.warnings));
  if (uncertain.uncertainty) add_uncertainty(json, *uncertain.uncertainty);
  write_results(file, study.scenario, study.results, resolved_text(read, arguments, study), json_text(json),
                {program_version, git_commit, arguments.command, now_utc()},
                uncertain.uncertainty ? &*uncertain.uncertainty : nullptr);
  if (!arguments.quiet) print_note("results: " + file.string());
  print_summary(json, arguments.format);
  return exit_done;
}

}  // namespace channelshift
