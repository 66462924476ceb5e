#include "models/app/console.hpp"
#include "models/app/verbs.hpp"

namespace channelshift {

int check(const Arguments& arguments) {
  if (arguments.inputs.empty()) throw UsageError("check takes one scenario or more: channelshift check SCENARIO...");
  int code = exit_done;
  for (const std::string& input : arguments.inputs) {
    const ReadScenario read = read_scenario(input, arguments.sets);
    print_warnings(read.warnings);
    print_faults(read.faults);
    if (read.scenario) {
      print_result("ok " + input + "\n");
    } else {
      code = exit_bad_input;
    }
  }
  return code;
}

}  // namespace channelshift
