#include "models/rosters/staff.hpp"

#include "models/app/console.hpp"
#include "models/app/staff_text.hpp"
#include "models/app/verbs.hpp"

namespace channelshift {
namespace {

StaffReport staff_with_progress(const Scenario& scenario, const Arguments& arguments) {
  sim::Progress progress(progress_style(arguments.quiet), stderr_columns());
  RunSettings settings;
  settings.threads = arguments.threads;
  const std::vector<Calibration> calibrations = calibrate(scenario, settings);
  settings.progress = [&](std::int64_t done, std::int64_t total) { progress.update(done, total); };
  return staff(scenario, calibrations, {arguments.budget, arguments.frontier}, settings);
}

void print(const Scenario& scenario, const StaffReport& report, const Arguments& arguments) {
  switch (arguments.format) {
    case Format::table:
      return print_result(staff_table(scenario, report, arguments.budget));
    case Format::json:
      return print_result(json_text(staff_json(scenario, report, arguments.budget)));
    case Format::csv:
      return print_result(staff_csv(scenario, report));
  }
}

}  // namespace

int staff(const Arguments& arguments) {
  if (arguments.inputs.size() != 1) throw UsageError("staff takes one scenario: channelshift staff SCENARIO.");
  const ReadScenario read = read_scenario(arguments.inputs[0], arguments.sets);
  print_warnings(read.warnings);
  if (!read.scenario) {
    print_faults(read.faults);
    return exit_bad_input;
  }
  print(*read.scenario, staff_with_progress(*read.scenario, arguments), arguments);
  return exit_done;
}

}  // namespace channelshift
