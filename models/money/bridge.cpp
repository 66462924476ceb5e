#include "models/money/bridge.hpp"

#include <array>
#include <utility>

#include "models/measures/cost.hpp"
#include "models/money/unit_cost.hpp"

namespace channelshift {
namespace {

constexpr std::array<SavingText, simulated_steps> simulated_texts{{
    {"fixed_cost_that_stays", "money/year",
     "the shift alone: hours on contacts released, at what a busy hour costs as it is, and the change of contracted "
     "and "
     "variable channel cost"},
    {"residual_mix", "money/year", "and the simplest contacts move first, so that those that stay are longer"},
    {"bounce_back", "money/year", "and some are not completed: they come back or give up"},
    {"induced_demand", "money/year", "and the easier channel brings new contacts"},
    {"other_changes", "money/year", "and everything else that the option sets, but for rosters"},
}};
constexpr SavingText claim_text{"unit_cost", "money/year", "what a channel-shift calculator claims"};
constexpr SavingText pooling_text{
    "pooling_and_minimum_staff", "money/year",
    "what rosters, overtime, contracts and channels cost less, and income lost, for the service that is to be given"};
constexpr SavingText posts_text{"whole_posts", "money/year", "of that, whole posts only"};
constexpr SavingText running_text{"running_cost", "money/year", "less the option's running cost: what is cashable"};

void keep_rosters(const Model& of, Model& model) {
  for (std::size_t t = 0; t < model.teams.size(); ++t) model.teams[t].roster = of.teams[t].roster;
}

/// Without a handle time of its own a channel that only the option uses could not be simulated.
void borrow_handles(const Model& from, Model& model) {
  for (std::size_t c = 0; c < model.channels.size(); ++c)
    if (!model.channels[c].handle) model.channels[c].handle = from.channels[c].handle;
}

bool runs_alike(const Option& a, const Option& b) { return a.shifts == b.shifts && a.model == b.model; }

double changes_with_volume(const Simulated& of, const Counts& counts) {
  const View view{of, counts};
  double sum = 0;
  for (std::size_t t = 0; t < of.model->teams.size(); ++t) sum += contracted_cost(view, t);
  for (std::size_t c = 0; c < of.model->channels.size(); ++c) sum += variable_cost(view, c);
  return sum;
}

double busy_hours(const Simulated& of, const Counts& counts, std::size_t team) {
  return sim::seconds(counts.teams[team].busy) / 3600 / of.years;
}

/// [team] what an hour on contacts costs in the baseline: ratio of means over replications; contracted teams and idle
/// ones: 0.
std::vector<double> cost_per_busy_hour(const Simulated& baseline) {
  std::vector<double> costs;
  for (std::size_t t = 0; t < baseline.model->teams.size(); ++t) {
    double cost = 0;
    double hours = 0;
    for (const Counts& counts : baseline.run->replications) {
      cost += team_cost({baseline, counts}, t);
      hours += busy_hours(baseline, counts, t);
    }
    const bool employed = baseline.model->teams[t].kind == TeamKind::employed;
    costs.push_back(employed && hours > 0 ? cost / hours : 0);
  }
  return costs;
}

/// [replication] what a step with the roster as it is releases.
std::vector<double> released(const Simulated& baseline, const Simulated& step, const std::vector<double>& per_hour) {
  std::vector<double> values;
  for (std::size_t r = 0; r < baseline.run->replications.size(); ++r) {
    const Counts& before = baseline.run->replications[r];
    const Counts& after = step.run->replications[r];
    double value = changes_with_volume(baseline, before) - changes_with_volume(step, after);
    for (std::size_t t = 0; t < per_hour.size(); ++t)
      value += (busy_hours(baseline, before, t) - busy_hours(step, after, t)) * per_hour[t];
    values.push_back(value);
  }
  return values;
}

/// [replication] cost without the running cost, less income.
std::vector<double> net_cost(const Simulated& of) {
  const std::vector<double> total = by_replication(measure(cost_measures(), "total"), of);
  const std::vector<double> revenue = by_replication(measure(revenue_measures(), "revenue"), of);
  std::vector<double> net;
  for (std::size_t r = 0; r < total.size(); ++r) net.push_back(total[r] - of.running_cost_per_year - revenue[r]);
  return net;
}

std::vector<double> difference(const std::vector<double>& a, std::span<const double> b) {
  std::vector<double> values;
  for (std::size_t r = 0; r < a.size(); ++r) values.push_back(a[r] - b[r]);
  return values;
}

Saving saving_of(const SavingText& text, std::vector<double> values) {
  const sim::Estimate estimate = sim::estimate_mean(values);
  return {text, std::move(values), estimate};
}

void add_step(std::vector<BridgeStep>& steps, const SavingText& text, std::vector<double> values) {
  BridgeStep step{saving_of(text, std::move(values)), {}};
  if (!steps.empty()) step.change = saving_of(text, difference(step.left.values, steps.back().left.values));
  steps.push_back(std::move(step));
}

}  // namespace

std::vector<Option> mechanism_steps(const Scenario& scenario, const Option& option) {
  std::vector<Option> steps(simulated_steps, option);
  for (std::size_t step = 0; step < simulated_steps; ++step) {
    Option& of = steps[step];
    if (step < 4) {
      of.model = scenario.model;
      borrow_handles(option.model, of.model);
    }
    keep_rosters(scenario.model, of.model);
    of.without.reset();
    for (Shift& shift : of.shifts) {
      if (step < 1) shift.simplest_first = 0;
      if (step < 2 && shift.to) shift.completes = 1;
      if (step < 3) shift.induced = 0;
    }
  }
  return steps;
}

std::vector<OptionRun> simulate_mechanisms(const Scenario& scenario, const Option& option, const OptionRun& full_year,
                                           const std::vector<double>& demand_factors, const RunSettings& settings) {
  const std::vector<Option> steps = mechanism_steps(scenario, option);
  std::vector<PlanSettings> plans;
  std::vector<std::size_t> plan_of;  // [step] beyond the last: the option itself
  constexpr std::size_t itself = SIZE_MAX;
  for (std::size_t step = 0; step < steps.size(); ++step) {
    if (step > 0 && runs_alike(steps[step], steps[step - 1])) {
      plan_of.push_back(plan_of.back());
    } else if (runs_alike(steps[step], option)) {
      plan_of.push_back(itself);
    } else {
      plan_of.push_back(plans.size());
      plans.push_back({.option = &steps[step], .demand_factors = demand_factors});
    }
  }
  const auto replications = static_cast<int>(full_year.replications.size());
  const std::vector<OptionRun> simulated = simulate_plans(scenario, plans, 0, replications, settings);
  std::vector<OptionRun> runs;
  for (const std::size_t plan : plan_of) {
    const OptionRun& run = plan == itself ? full_year : simulated[plan];
    runs.push_back({run.replications, {}, run.paid});
  }
  return runs;
}

std::vector<BridgeStep> roster_steps(const Simulated& without, const Simulated& option,
                                     const std::vector<double>& not_cashable) {
  std::vector<BridgeStep> steps;
  const auto add_less = [&](const SavingText& text, const std::vector<double>& less) {
    add_step(steps, text, difference(steps.back().left.values, less));
  };
  add_step(steps, pooling_text, difference(net_cost(without), net_cost(option)));
  add_less(posts_text, not_cashable);
  add_less(running_text, std::vector<double>(not_cashable.size(), option.running_cost_per_year));
  return steps;
}

std::vector<BridgeStep> bridge(const Simulated& baseline, const Simulated& without, const Simulated& option,
                               std::span<const OptionRun> mechanisms, const std::vector<double>& not_cashable) {
  std::vector<BridgeStep> steps;
  auto claim = unit_cost_claim(baseline, option);
  if (auto* values = std::get_if<std::vector<double>>(&claim)) add_step(steps, claim_text, std::move(*values));
  const std::vector<Option> options = mechanism_steps(*baseline.scenario, *option.option);
  const std::vector<double> per_hour = cost_per_busy_hour(baseline);
  for (std::size_t step = 0; step < mechanisms.size(); ++step) {
    Simulated simulated = baseline;
    simulated.model = &options[step].model;
    simulated.run = &mechanisms[step];
    add_step(steps, simulated_texts[step], released(baseline, simulated, per_hour));
  }
  for (BridgeStep& step : roster_steps(without, option, not_cashable))
    add_step(steps, step.left.text, std::move(step.left.values));
  return steps;
}

}  // namespace channelshift
