#include "models/scenario/read.hpp"

#include "models/scenario/build.hpp"
#include "models/scenario/check.hpp"
#include "models/scenario/load.hpp"
#include "models/scenario/uncertain.hpp"
#include "models/scenario/write_toml.hpp"

namespace channelshift {

namespace {

ReadScenario finish(const Loaded& loaded, const Sources& sources, Faults& faults) {
  Faults warnings;
  ReadScenario result;
  if (loaded.whole) {
    Node certain = loaded.root;
    const std::vector<FoundUncertain> uncertain = take_uncertain(certain, faults, warnings);
    Scenario scenario = build_scenario(certain, faults, warnings);
    if (faults.none()) check_ends(certain, uncertain, faults);
    if (faults.none()) {
      if (!uncertain.empty() && scenario.options.empty()) {
        warnings.add(uncertain[0].place,
                     "uncertain inputs without any option (it is the savings of options that are drawn; the run takes "
                     "likely values). Add an option.");
      }
      for (const FoundUncertain& found : uncertain) scenario.uncertain.push_back(found.input);
      result.scenario = std::move(scenario);
      result.resolved_toml = write_toml(loaded.root);
    }
  }
  result.faults = faults.sorted(sources);
  if (faults.none()) result.warnings = warnings.sorted(sources);
  return result;
}

}  // namespace

ReadScenario read_scenario(const std::filesystem::path& path, std::span<const std::string> sets) {
  Sources sources;
  Faults faults;
  const Loaded loaded = load_file(path, sets, sources, faults);
  return finish(loaded, sources, faults);
}

ReadScenario read_scenario_text(std::string_view text, const std::filesystem::path& name,
                                std::span<const std::string> sets) {
  Sources sources;
  Faults faults;
  const Loaded loaded = load_text(text, name, sets, sources, faults);
  return finish(loaded, sources, faults);
}

}  // namespace channelshift
