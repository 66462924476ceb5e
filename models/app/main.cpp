#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>
#include <string_view>

#include "generated/version.hpp"
#include "models/app/console.hpp"
#include "models/app/verbs.hpp"
#include "models/centre/simulate.hpp"
#include "sim/io/atomic_file.hpp"

namespace {

using namespace channelshift;

struct Verb {
  std::string_view name;
  std::string_view takes;
  std::string_view does;
  int (*act)(const Arguments&) = nullptr;  ///< none: not available yet
};

constexpr std::array verbs{
    Verb{"run", "SCENARIO", "simulate the centre as it is and every option; print service, cost and savings", run},
    Verb{"check", "SCENARIO...", "read and check; every fault at once", check},
    Verb{"explain", "[SCENARIO] [KEY]", "a scenario in words with every default, or what a key means", explain},
    Verb{"show", "FILE.h5", "print again what run printed, from its file alone", show},
    Verb{"staff", "SCENARIO", "the cheapest roster that meets the targets, or the best service that a budget buys",
         staff},
    Verb{"sweep", "SCENARIO --vary PATH=VALUES...", "a grid of runs over one or more keys", sweep},
    Verb{"report", "FILE.h5", "one page of HTML (not available yet)"},
    Verb{"merge", "OUT.h5 SHARD.h5...", "join parts of one run (not available yet)"},
    Verb{"import", "HISTORY.csv", "a scenario from a contact log (not available yet)"},
};

std::string usage() {
  std::string text = "Usage: channelshift VERB ...\n\n";
  for (const Verb& verb : verbs) {
    std::string call = "  " + std::string(verb.name) + " " + std::string(verb.takes);
    call.resize(std::max<std::size_t>(call.size() + 2, 30), ' ');
    text += call + std::string(verb.does) + "\n";
  }
  return text +
         "\nSCENARIO is a TOML file, or a folder that holds scenario.toml.\n"
         "channelshift VERB --help tells the options of a verb, channelshift --version the version.\n"
         "Exit codes: 0 done, 1 failed, 2 bad input or bad usage, 130 interrupted.\n";
}

std::string usage_of(const Verb& verb) {
  return "Usage: channelshift " + std::string(verb.name) + " " + std::string(verb.takes) + " [OPTIONS]\n\n" +
         std::string(verb.does) + "\n\n" + options_text(std::string(verb.name));
}

int print_version() {
  print_result("channelshift " + std::string(program_version) + " (" + std::string(git_commit) + ")\n");
  return exit_done;
}

const Verb& verb_of(const std::string& name) {
  const auto found = std::ranges::find(verbs, name, &Verb::name);
  if (found == verbs.end()) throw UsageError("\"" + name + "\" is no verb. See channelshift --help.");
  return *found;
}

/// The call as a text that a shell would read back.
std::string command_text(const std::vector<std::string>& words) {
  std::string text = "channelshift";
  for (const std::string& word : words) {
    const bool plain = !word.empty() && word.find_first_of(" \t\n\"'\\$`*?[](){}<>|&;#~!") == std::string::npos;
    text += plain ? " " + word : " '" + word + "'";
  }
  return text;
}

int act(const std::vector<std::string>& words) {
  if (words.empty()) throw UsageError("a verb is needed.\n\n" + usage());
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    print_result(usage());
    return exit_done;
  }
  if (words[0] == "--version") return print_version();
  const Verb& verb = verb_of(words[0]);
  if (verb.act == nullptr) throw UsageError(std::string(verb.name) + ": not available yet.");
  Arguments arguments = parse_arguments(words[0], {words.begin() + 1, words.end()});
  arguments.command = command_text(words);
  if (arguments.version) return print_version();
  if (arguments.help) {
    print_result(usage_of(verb));
    return exit_done;
  }
  return verb.act(arguments);
}

}  // namespace

int main(int count, char** words) {
  stop_cleanly_on_signals();
  try {
    return act({words + 1, words + count});
  } catch (const UsageError& error) {
    print_error(error.what());
    return exit_bad_input;
  } catch (const SimulationStopped& stopped) {
    print_error(stopped.what());
  } catch (const sim::FileError& error) {
    print_error(error.what());
    // At once: the HDF5 library would try to finish, at exit, the file that could not be written, and crash.
    std::_Exit(exit_failed);
  } catch (const std::logic_error& bug) {
    print_error(std::string(bug.what()) +
                "\nThis is a fault of channelshift, not of your scenario. No result was written. Please report these "
                "lines, the scenario and the version (channelshift --version).");
  } catch (const std::bad_alloc&) {
    print_error("out of memory. Ask for fewer replications or weeks, or run on a larger machine.");
  } catch (const std::exception& error) {
    print_error(error.what());
  }
  return exit_failed;
}
