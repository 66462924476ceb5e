#include "models/study/drawn_savings.hpp"

#include "models/money/accounts.hpp"
#include "models/study/study.hpp"

namespace channelshift {

namespace {

std::vector<double> values_of(const OptionAccount& account, std::string_view name) {
  if (name == "net_present_value") {
    return account.business ? account.business->net_present_value.values : std::vector<double>();
  }
  if (const Saving* line = find_line(account.full_year.ledger, name)) return line->values;
  for (const Saving& saving : account.full_year.savings) {
    if (saving.text.name == name) return saving.values;
  }
  return {};
}

}  // namespace

DrawnSavings drawn_savings(const Scenario& scenario, const std::vector<Calibration>& calibrations, int threads) {
  const Study study = make_study(scenario, calibrations, {threads, {}});
  const std::vector<Simulated> options = full_years(study.scenario, study.results);
  const std::vector<Simulated> dated = first_years(study.scenario, study.results);
  DrawnSavings drawn;
  for (const OptionAccount& account : accounts(study.results, options, dated)) {
    std::vector<std::vector<double>>& values = drawn.emplace_back();
    for (const std::string_view name : drawn_measures) values.push_back(values_of(account, name));
  }
  return drawn;
}

}  // namespace channelshift
