#include <limits>

#include "models/report/hdf5_parts.hpp"

/// /savings of the results file.
namespace channelshift {
namespace {

/// Where the savings of one option stand, and how their names end.
struct Place {
  std::string folder;
  std::string suffix;
  std::string currency;
};

void write_saving(sim::Hdf5Writer& file, const Place& place, const std::string& name, const Saving& saving) {
  file.dataset({place.folder + name + place.suffix,
                unit_text(saving.text.unit, place.currency),
                std::string(saving.text.meaning),
                {"replication"}},
               saving.values);
}

void write_service(sim::Hdf5Writer& file, const Place& place, const OptionSavings& all) {
  if (all.service.empty()) return;
  const std::size_t channels = all.simulated->model->channels.size();
  std::vector<double> levels(all.simulated->run->replications.size() * channels,
                             std::numeric_limits<double>::quiet_NaN());
  for (const ServiceChange& change : all.service) {
    for (std::size_t r = 0; r < change.values.size(); ++r) levels[r * channels + change.channel] = change.values[r];
  }
  file.dataset({place.folder + "change_service_level" + place.suffix,
                "1",
                "service level with the option less that of the baseline, linearised: the mean is the difference of "
                "the two ratios of means",
                {"replication", "channel"}},
               levels);
}

void write_savings(sim::Hdf5Writer& file, const OptionSavings& all) {
  const Place place{"/savings/" + all.simulated->option->id + "/", all.simulated->first_year ? first_year_suffix : "",
                    all.simulated->scenario->currency};
  for (const Saving& saving : all.savings) write_saving(file, place, std::string(saving.text.name), saving);
  for (const Saving& change : all.changes) write_saving(file, place, "change_" + std::string(change.text.name), change);
  write_service(file, place, all);
}

void write_bridge(sim::Hdf5Writer& file, const Account& account) {
  const Simulated& option = *account.full_year.simulated;
  const Place place{"/savings/" + option.option->id + "/bridge/", "", option.scenario->currency};
  int number = account.bridge.front().left.text.name == "unit_cost" ? 0 : 1;
  for (const BridgeStep& step : account.bridge)
    write_saving(file, place, std::to_string(number++) + "_" + std::string(step.left.text.name), step.left);
}

void write_searches(sim::Hdf5Writer& file, const Account& account) {
  const Simulated& option = *account.full_year.simulated;
  const std::string folder = "/savings/" + option.option->id + "/searches/";
  for (const auto& [name, values] : account.searches) {
    if (name.starts_with(bridge_change_prefix)) continue;
    file.dataset({folder + name,
                  unit_text("money/year", option.scenario->currency),
                  "mean of the saving of this name on each search's own replications, as if it were the only search",
                  {"search"}},
                 values);
  }
}

}  // namespace

void write_account(sim::Hdf5Writer& file, const Account& account) {
  write_savings(file, account.full_year);
  if (account.first_year) write_savings(file, *account.first_year);
  if (!account.bridge.empty()) write_bridge(file, account);
  if (!account.searches.empty()) write_searches(file, account);
}

}  // namespace channelshift
