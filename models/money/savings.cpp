#include "models/money/savings.hpp"

#include <cmath>

#include "models/money/like_for_like.hpp"
#include "models/money/unit_cost.hpp"

namespace channelshift {
namespace {

constexpr SavingText unit_cost_text{
    "unit_cost", "money/year",
    "what a channel-shift calculator claims: contacts moved (bounces not taken off) x (unit cost of the channel they "
    "leave - unit cost of the channel they go to)"};
constexpr SavingText total_cost_text{
    "total_cost", "money/year",
    "all yearly cost of the baseline less that of the option, as simulated; one-off cost apart"};
constexpr SavingText capacity_hours_text{"capacity_hours", "h/year",
                                         "hours on contacts set free, with the roster as it is"};
constexpr SavingText capacity_value_text{
    "capacity_value", "money/year", "those hours at each team's hourly cost in the baseline: released, not cashable"};
constexpr SavingText revenue_gain_text{"revenue_gain", "money/year",
                                       "revenue with the option less that of the baseline"};
constexpr SavingText needs_lost_text{"needs_lost", "1/year", "needs lost with the option less those of the baseline"};
constexpr SavingText backlog_text{"backlog_end", "1/year",
                                  "growth of all backlogs with the option less that of the baseline"};
constexpr SavingText customers_text{"customers_lost", "1/year",
                                    "customers who leave for good with the option less those of the baseline"};
constexpr SavingText customers_value_text{"customers_lost_value", "money/year", "what they are worth; in no saving"};
constexpr SavingText moved_text{"moved", "1/year", "first contacts that the option moves to another channel"};
constexpr SavingText avoided_text{"avoided", "1/year", "first contacts that the option does away with"};

/// Sums over one replication of one option.
double total_cost(const Simulated& of, const Counts& counts) {
  return measure(cost_measures(), "total").numerator({of, counts});
}

double revenue(const Simulated& of, const Counts& counts) {
  return measure(revenue_measures(), "revenue").numerator({of, counts}) / of.years;
}

double busy_hours(const Simulated& of, const Counts& counts, std::size_t team) {
  return sim::seconds(counts.teams[team].busy) / 3600 / of.years;
}

double needs_lost(const Simulated& of, const Counts& counts) {
  std::int64_t sum = 0;
  for (const ChannelCounts& channel : counts.channels) sum += channel.needs_lost;
  return static_cast<double>(sum) / of.years;
}

double backlog_growth(const Simulated& of, const Counts& counts) {
  std::int64_t sum = 0;
  for (const ChannelCounts& channel : counts.channels) sum += channel.backlog_end - channel.backlog_start;
  return static_cast<double>(sum) / of.years;
}

/// A measure of all reasons together, a year.
double of_reasons(const Simulated& of, const Counts& counts, std::string_view name) {
  const Measure& lost = measure(reason_measures(), name);
  double sum = 0;
  for (std::size_t r = 0; r < counts.reasons.size(); ++r) sum += lost.numerator({of, counts, r});
  return sum / of.years;
}

bool loses_customers(const Scenario& scenario) {
  const Measure& lost = measure(reason_measures(), "customers_lost");
  for (std::size_t r = 0; r < scenario.model.reasons.size(); ++r)
    if (applies_to_reason(lost, scenario, r)) return true;
  return false;
}

double moved_away(const Simulated& of, const Counts& counts) {
  std::int64_t sum = 0;
  for (const DemandCounts& demand : counts.demands) sum += demand.moved;
  return static_cast<double>(sum) / of.years;
}

double avoided(const Simulated& of, const Counts& counts) {
  std::int64_t sum = 0;
  for (const DemandCounts& demand : counts.demands) sum += demand.avoided;
  return static_cast<double>(sum) / of.years;
}

/// `less` - `more` in every replication.
template <class Of>
Saving difference(SavingText text, const Simulated& more, const Simulated& less, Of of) {
  std::vector<double> first;
  std::vector<double> second;
  Saving saving{text, {}, {}};
  for (std::size_t r = 0; r < more.run->replications.size(); ++r) {
    first.push_back(of(more, more.run->replications[r]));
    second.push_back(of(less, less.run->replications[r]));
    saving.values.push_back(first.back() - second.back());
  }
  saving.estimate = sim::estimate_paired_difference(first, second);
  return saving;
}

template <class Of>
Saving level(SavingText text, const Simulated& option, Of of) {
  Saving saving{text, {}, {}};
  for (const Counts& counts : option.run->replications) saving.values.push_back(of(option, counts));
  saving.estimate = sim::estimate_mean(saving.values);
  return saving;
}

/// Sum over employed teams of hours set free x `worth` of an hour.
template <class Worth>
Saving hours_set_free(SavingText text, const Simulated& baseline, const Simulated& option, Worth worth) {
  return difference(text, baseline, option, [&](const Simulated& of, const Counts& counts) {
    double sum = 0;
    for (std::size_t team = 0; team < counts.teams.size(); ++team)
      if (of.model->teams[team].kind == TeamKind::employed) sum += busy_hours(of, counts, team) * worth(team);
    return sum;
  });
}

/// Ratio of means R = n/d as values by replication, R + (n_r - R d_r) / mean(d), whose mean is R.
std::optional<std::vector<double>> linearised(const Measure& measure, const Simulated& simulated, std::size_t channel) {
  const Values sums = values(measure, simulated, channel);
  const auto ratio = sim::estimate_ratio(sums.numerators, sums.denominators);
  if (!ratio) return std::nullopt;
  const double mean = sim::estimate_mean(sums.denominators).mean;
  std::vector<double> result;
  for (std::size_t r = 0; r < sums.numerators.size(); ++r) {
    result.push_back(ratio->mean + (sums.numerators[r] - ratio->mean * sums.denominators[r]) / mean);
  }
  return result;
}

std::vector<ServiceChange> service_changes(const Simulated& baseline, const Simulated& option) {
  const Measure& service_level = measure(channel_measures(), "service_level");
  std::vector<ServiceChange> changes;
  for (std::size_t c = 0; c < baseline.model->channels.size(); ++c) {
    if (!applies_to_channel(service_level, baseline.model->channels[c])) continue;
    if (!applies_to_channel(service_level, option.model->channels[c])) continue;
    const auto before = linearised(service_level, baseline, c);
    const auto after = linearised(service_level, option, c);
    if (!before || !after) continue;
    ServiceChange change{c, {}, sim::estimate_paired_difference(*after, *before)};
    for (std::size_t r = 0; r < after->size(); ++r) change.values.push_back((*after)[r] - (*before)[r]);
    changes.push_back(std::move(change));
  }
  return changes;
}

void add_unit_cost(const Simulated& baseline, const Simulated& option, OptionSavings& result) {
  auto claim = unit_cost_claim(baseline, option);
  if (const auto* reason = std::get_if<std::string>(&claim)) {
    result.absent.push_back({unit_cost_text.name, *reason});
    return;
  }
  auto& values = std::get<std::vector<double>>(claim);
  const sim::Estimate estimate = sim::estimate_mean(values);
  result.savings.push_back({unit_cost_text, std::move(values), estimate});
}

}  // namespace

OptionSavings savings(const Simulated& baseline, const Simulated& without, const Simulated& option,
                      const OptionSavings* full_year) {
  OptionSavings result;
  result.simulated = &option;
  add_unit_cost(baseline, option, result);
  result.savings.push_back(difference(total_cost_text, baseline, option, total_cost));
  result.savings.push_back(hours_set_free(capacity_hours_text, baseline, option, [](std::size_t) { return 1.0; }));
  result.savings.push_back(hours_set_free(capacity_value_text, baseline, option,
                                          [&](std::size_t team) { return baseline.model->teams[team].hourly_cost; }));
  if (applies_to_scenario(measure(revenue_measures(), "revenue"), *option.scenario))
    result.savings.push_back(difference(revenue_gain_text, option, baseline, revenue));
  result.changes.push_back(difference(needs_lost_text, option, baseline, needs_lost));
  result.changes.push_back(difference(backlog_text, option, baseline, backlog_growth));
  if (loses_customers(*baseline.scenario)) {
    for (const SavingText& text : {customers_text, customers_value_text})
      result.changes.push_back(difference(text, option, baseline, [&](const Simulated& of, const Counts& counts) {
        return of_reasons(of, counts, text.name);
      }));
  }
  result.changes.push_back(level(moved_text, option, moved_away));
  result.changes.push_back(level(avoided_text, option, avoided));
  result.service = service_changes(baseline, option);
  result.ledger = ledger(baseline, without, option, full_year ? &full_year->ledger : nullptr);
  result.reasons = less_service(baseline, result);
  result.like_for_like = result.reasons.empty();
  return result;
}

}  // namespace channelshift
