#include "models/app/console.hpp"
#include "models/app/verbs.hpp"
#include "models/report/hdf5.hpp"
#include "sim/io/atomic_file.hpp"

namespace channelshift {

int show(const Arguments& arguments) {
  if (arguments.inputs.size() != 1) throw UsageError("show takes one file of results: channelshift show FILE.h5.");
  const std::filesystem::path file = arguments.inputs[0];
  if (!std::filesystem::is_regular_file(file)) {
    throw UsageError(file.string() + ": there is no such file. Give a file that channelshift run has written.");
  }
  const std::string text = read_summary(file);
  if (arguments.format == Format::json) {
    print_result(text);
    return exit_done;
  }
  try {
    print_summary(parse_json(text), arguments.format);
  } catch (const sim::FileError&) {
    throw;
  } catch (const std::exception& error) {
    throw sim::FileError(file.string() + ": the summary in the file is damaged (" + error.what() +
                         "). Run the scenario again.");
  }
  return exit_done;
}

}  // namespace channelshift
