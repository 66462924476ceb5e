#include "models/scenario/explain.hpp"

#include <algorithm>

#include "models/app/console.hpp"
#include "models/app/verbs.hpp"
#include "models/centre/simulate.hpp"
#include "models/measures/measure.hpp"
#include "models/measures/words.hpp"

namespace channelshift {
namespace {

struct Cause {
  const char* measure;
  const char* words;
};
constexpr Cause causes[] = {
    {"offered_retry", "trying again after leaving unanswered"},
    {"offered_switched", "coming over from another channel"},
    {"offered_later", "coming back after the channel was closed"},
    {"offered_emergency", "emergencies from a closed channel"},
    {"offered_fall_back", "not completed on another channel"},
    {"offered_repeat", "not resolved the first time"},
    {"offered_escalated", "handed on by another channel"},
    {"offered_chaser", "asking after a case or contact that is still open"},
    {"offered_prompted", "asking about a confirmation"},
    {"offered_job", "work behind contacts"},
};

/// "Telephone: 400,012 contacts a year, of which 350,000 are first contacts and 50,012 come on top: ..."
std::string on_top_of(const Simulated& baseline, std::size_t channel) {
  const auto yearly = [&](const char* name) {
    return estimate(measure(channel_measures(), name), baseline, channel).value().mean;
  };
  const Channel& of = baseline.model->channels[channel];
  const double first = yearly("offered_first");
  std::string text = "  " + (of.title.empty() ? of.id : of.title) + ": " + grouped(yearly("offered")) +
                     " contacts a year reach it, " + grouped(first) + " of them first contacts, " +
                     grouped(yearly("offered") - first) + " on top\n";
  for (const Cause& cause : causes) {
    const double count = yearly(cause.measure);
    if (count > 0) text += "    " + grouped(count) + " " + cause.words + "\n";
  }
  return text;
}

/// A short simulation of the baseline alone.
std::string contacts_on_top(Scenario scenario) {
  scenario.options.clear();
  scenario.replications = std::min(scenario.replications, 2);
  const Results results = simulate(scenario, {});
  const std::vector<Simulated> options = full_years(scenario, results);
  std::string text = "\nWhat to expect (simulated with " + std::to_string(scenario.replications) +
                     (scenario.replications == 1 ? " replication" : " replications") + ", without any option)\n";
  for (std::size_t c = 0; c < scenario.model.channels.size(); ++c) text += on_top_of(options[0], c);
  return text;
}

int explain_one_key(const std::string& key) {
  const auto text = explain_key(key);
  if (!text) {
    throw UsageError("\"" + key + "\" is neither a scenario nor a key. Keys look like channel.target.share.");
  }
  print_result(*text + (text->ends_with('\n') ? "" : "\n"));
  return exit_done;
}

}  // namespace

int explain(const Arguments& arguments) {
  const std::size_t count = arguments.inputs.size();
  if (count < 1 || count > 2)
    throw UsageError("explain takes a scenario, a key, or both: channelshift explain SCENARIO.");
  if (count == 2) return explain_one_key(arguments.inputs[1]);
  const std::string& input = arguments.inputs[0];
  if (!std::filesystem::exists(input) && explain_key(input)) return explain_one_key(input);
  const ReadScenario read = read_scenario(input, arguments.sets);
  print_warnings(read.warnings);
  if (!read.scenario) {
    print_faults(read.faults);
    return exit_bad_input;
  }
  print_result(explain_scenario(*read.scenario));
  print_result(contacts_on_top(*read.scenario));
  return exit_done;
}

}  // namespace channelshift
