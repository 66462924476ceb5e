#include "models/money/searched.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/money/business_case.hpp"

namespace channelshift {
namespace {

constexpr SavingText roster_text{"roster_saving", "money/year",
                                 "staff cost of the cheapest roster that meets the staffing rule without the option, "
                                 "less that of the cheapest one with it"};

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The same, on other replications.
Simulated on(Simulated simulated, const OptionRun& run) {
  simulated.run = &run;
  return simulated;
}

void take(BySearch& all, const Simulated& baseline, const Simulated& without, const Simulated& option) {
  const auto add = [&](std::string_view name, double value) { all[std::string(name)].push_back(value); };
  const OptionSavings saved = savings(baseline, without, option);
  const Ledger& lines = saved.ledger;
  if (const auto business = business_case(without, saved, nullptr)) {
    add("net_present_value", business->net_present_value.estimate.mean);
    if (business->benefit_cost_ratio) add("benefit_cost_ratio", business->benefit_cost_ratio->mean);
  }
  for (const Saving& line : lines.lines) add(line.text.name, mean_of(line.values));
  add("roster_saving", mean_of(roster_saving(without, option).values));
  for (const BridgeStep& step : roster_steps(without, option, find_line(lines, "not_cashable")->values)) {
    const std::string name(step.left.text.name);
    add(bridge_prefix + name, mean_of(step.left.values));
    add(bridge_change_prefix + name, mean_of(step.change ? step.change->values : step.left.values));
  }
}

}  // namespace

BySearch by_search(const Simulated& baseline, const Simulated& without, const Simulated& option,
                   std::span<const SearchRuns> searches) {
  BySearch all;
  for (const SearchRuns& search : searches) {
    take(all, on(baseline, search.as_it_is), on(without, search.without), on(option, search.with));
  }
  std::erase_if(all, [&](const auto& one) { return one.second.size() < searches.size(); });  // some without any cost
  return all;
}

void add_search_chance(const BySearch& searches, std::string_view name, sim::Estimate& figure) {
  if (const auto found = searches.find(name); found != searches.end())
    figure = sim::with_search_chance(figure, found->second);
}

std::optional<std::pair<double, double>> disagreement(const BySearch& searches, std::string_view name) {
  const auto found = searches.find(name);
  if (found == searches.end() || found->second.empty()) return std::nullopt;
  std::vector<double> values = found->second;
  std::ranges::sort(values);
  const double median = values[(values.size() - 1) / 2];
  if (values.back() - values.front() <= std::abs(median)) return std::nullopt;
  return std::pair(values.front(), values.back());
}

Saving roster_saving(const Simulated& without, const Simulated& option) {
  const Measure& staff = measure(cost_measures(), "staff");
  const std::vector<double> before = by_replication(staff, without);
  const std::vector<double> after = by_replication(staff, option);
  Saving saving{roster_text, {}, sim::estimate_paired_difference(before, after)};
  for (std::size_t r = 0; r < before.size(); ++r) saving.values.push_back(before[r] - after[r]);
  return saving;
}

}  // namespace channelshift
