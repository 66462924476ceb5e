#include "models/report/summary.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "models/measures/words.hpp"
#include "models/money/accounts.hpp"
#include "models/money/chances.hpp"
#include "models/report/dates.hpp"
#include "models/report/rosters_found.hpp"
#include "models/report/savings_json.hpp"

namespace channelshift {
namespace {

void put(Json& into, const Measure& measure, const Simulated& simulated, std::size_t index = 0, bool varies = false) {
  if (measure.audience == Audience::file_only) return;
  const auto value = estimate(measure, simulated, index);
  if (!value) return;
  into[std::string(measure.name)] = measure.same_in_all && !varies ? Json(value->mean) : statistic(*value);
}

Json channels_of(const Simulated& simulated) {
  Json channels = object_for(simulated.model->channels.size());
  for (std::size_t c = 0; c < simulated.model->channels.size(); ++c) {
    const Channel& channel = simulated.model->channels[c];
    Json& into = channels[channel.id] = object_for(channel_measures().size());
    for (const Measure& measure : channel_measures()) {
      if (applies_to_channel(measure, channel)) put(into, measure, simulated, c);
    }
  }
  return channels;
}

Json teams_of(const Simulated& simulated) {
  Json teams = object_for(simulated.model->teams.size());
  for (std::size_t t = 0; t < simulated.model->teams.size(); ++t) {
    Json& into = teams[simulated.model->teams[t].id] = object_for(team_measures().size());
    for (const Measure& measure : team_measures()) {
      const Team& team = simulated.model->teams[t];
      if (applies_to_team(measure, team)) put(into, measure, simulated, t, paid_time_varies(simulated, t));
    }
  }
  return teams;
}

Json reasons_of(const Simulated& simulated) {
  Json reasons = object_for(simulated.model->reasons.size());
  for (std::size_t r = 0; r < simulated.model->reasons.size(); ++r) {
    Json& into = reasons[simulated.model->reasons[r].id] = object_for(reason_measures().size());
    for (const Measure& measure : reason_measures()) {
      if (applies_to_reason(measure, *simulated.scenario, r)) put(into, measure, simulated, r);
    }
  }
  return reasons;
}

Json whole_centre(std::span<const Measure> table, const Simulated& simulated) {
  Json into = object_for(table.size());
  for (const Measure& measure : table) {
    if (applies_to_scenario(measure, *simulated.scenario)) put(into, measure, simulated);
  }
  return into;
}

constexpr std::size_t parts_of_an_option = 16;

Json option_of(const Simulated& simulated) {
  Json option = object_for(parts_of_an_option);
  option["channels"] = channels_of(simulated);
  option["teams"] = teams_of(simulated);
  if (has_reasons(*simulated.scenario)) option["reasons"] = reasons_of(simulated);
  option["needs"] = whole_centre(needs_measures(), simulated);
  option["cost"] = whole_centre(cost_measures(), simulated);
  option.update(whole_centre(revenue_measures(), simulated));
  if (const auto gate = gate_passed(simulated)) {
    option["gate"] = {{"share_passed", gate->share_passed}};
    if (gate->day) {
      option["gate"]["day"] = statistic(*gate->day);
      const auto whole = std::chrono::days{std::lround(gate->day->mean)};
      option["gate"]["date"] = date_text(simulated.scenario->calendar.start + whole);
    }
  }
  if (const auto met = probability_target_met(simulated)) option["probability_target_met"] = statistic(*met);
  return option;
}

Json about_channels(const Scenario& scenario) {
  Json about = Json::object();
  for (const Channel& channel : scenario.model.channels) {
    const char* kind = "live";
    switch (channel.kind) {
      case ChannelKind::live:
        break;
      case ChannelKind::deferred:
        kind = "deferred";
        break;
      case ChannelKind::self_service:
        kind = "self-service";
        break;
    }
    about[channel.id] = {{"title", channel.title.empty() ? channel.id : channel.title}, {"kind", kind}};
  }
  return about;
}

Json about_teams(const Scenario& scenario) {
  Json about = Json::object();
  for (const Team& team : scenario.model.teams) {
    about[team.id] = {{"title", team.title.empty() ? team.id : team.title}};
  }
  return about;
}

Json about_reasons(const Scenario& scenario) {
  Json about = Json::object();
  for (const Reason& reason : scenario.model.reasons) {
    about[reason.id] = {{"title", reason.title.empty() ? reason.id : reason.title}};
  }
  return about;
}

Json targets_of(const Model& model) {
  Json targets = Json::object();
  for (const Channel& channel : model.channels) {
    if (channel.target)
      targets[channel.id] = {{"share", channel.target->share}, {"within", within_text(*channel.target)}};
  }
  return targets;
}

Json about_options(const std::vector<Simulated>& options) {
  Json about = Json::object();
  for (const Simulated& simulated : options) {
    Json& into = about[simulated.id] = {{"title", simulated.title}, {"targets", targets_of(*simulated.model)}};
    if (simulated.option == nullptr || simulated.without) continue;
    if (simulated.option->without) into["rosters"] = rosters_found(simulated.scenario->model, *simulated.option);
    if (simulated.option->one_off_cost != 0) into["one_off_cost"] = simulated.option->one_off_cost;
    if (simulated.option->per_year_cost != 0) into["per_year_cost"] = simulated.option->per_year_cost;
    if (simulated.option->starts) into["starts"] = date_text(*simulated.option->starts);
  }
  return about;
}

Json about_finance(const Scenario& scenario) {
  const Finance& finance = *scenario.finance;
  const std::chrono::year_month_day start(scenario.calendar.start);
  return {{"years", finance.years},
          {"discount_rate", finance.discount_rate},
          {"optimism_bias", finance.optimism_bias},
          {"trend", finance.trend},
          {"price_base", finance.price_base.value_or(static_cast<int>(start.year()))}};
}

bool changes_over_the_year(const Model& model) {
  const auto has_months = [](const Profile& profile) {
    return std::ranges::any_of(profile.month, [&](double month) { return month != profile.month[0]; });
  };
  const auto has_dates = [](const Team& team) {
    return std::ranges::any_of(team.roster, [](const RosterLine& line) { return line.from || line.to; });
  };
  const auto is_recorded = [](const Demand& demand) { return !demand.recorded.empty(); };
  return std::ranges::any_of(model.profiles, has_months) || std::ranges::any_of(model.teams, has_dates) ||
         std::ranges::any_of(model.demands, is_recorded) || !model.surges.empty();
}

/// A year's figures from weeks that may not be like the rest of the year.
bool is_scaled_from_part(const Scenario& scenario) {
  if (scenario.calendar.weeks % 52 == 0) return false;
  return !scenario.calendar.closed_days.empty() || !scenario.calendar.special_hours.empty() ||
         changes_over_the_year(scenario.model) ||
         std::ranges::any_of(scenario.options, [](const Option& o) { return changes_over_the_year(o.model); });
}

Json calibrations_of(const Scenario& scenario, const Results& results) {
  Json all = Json::object();
  for (const Calibration& calibration : results.calibrations) {
    all[scenario.model.channels[calibration.channel.value].id] = {{"factor", calibration.factor},
                                                                  {"offered_per_year", calibration.offered_per_year}};
  }
  return all;
}

constexpr std::size_t parts_of_a_summary = 32;

Json head(const Scenario& scenario, const Results& results) {
  Json json = object_for(parts_of_a_summary);
  json["format"] = summary_format;
  json["version"] = summary_version;
  json["scenario"] = scenario.name;
  json["title"] = scenario.title.empty() ? scenario.name : scenario.title;
  json["currency"] = scenario.currency;
  json["replications"] = results.replications;
  json["weeks"] = scenario.calendar.weeks;
  json["start"] = date_text(scenario.calendar.start);
  json["seed"] = scenario.seed;
  if (is_scaled_from_part(scenario)) json["scaled_from_weeks"] = scenario.calendar.weeks;
  return json;
}

Json all_options(const std::vector<Simulated>& list) {
  Json all = object_for(list.size());
  for (const Simulated& simulated : list) {
    all[simulated.first_year ? simulated.option->id : simulated.id] = option_of(simulated);
  }
  return all;
}

std::optional<std::string> searches_disagree(const Scenario& scenario, const OptionAccount& account) {
  const auto range = disagreement(account.searches, "roster_saving");
  if (!range) return std::nullopt;
  const auto money = [&](double amount) { return money_text(amount, scenario.currency); };
  return fmt::format(
      "the {} searches for the rosters of option {} differ by more than they find: {} to {} of staff cost a year is "
      "saved. Rely "
      "on the interval, not on the figure. More search-replications in [run] (now {}) bring them together.",
      scenario.search.searches, account.full_year.simulated->id, money(range->first), money(range->second),
      scenario.search.replications);
}

}  // namespace

Json summary(const Scenario& scenario, const Results& results, std::span<const std::string> warnings) {
  const std::vector<Simulated> options = full_years(scenario, results);
  const std::vector<Simulated> dated = first_years(scenario, results);
  Json json = head(scenario, results);
  json["warnings"] = std::vector<std::string>(warnings.begin(), warnings.end());
  json["about"] = {
      {"channels", about_channels(scenario)}, {"teams", about_teams(scenario)}, {"options", about_options(options)}};
  if (has_reasons(scenario)) json["about"]["reasons"] = about_reasons(scenario);
  if (scenario.finance) json["about"]["finance"] = about_finance(scenario);
  json["calibrations"] = calibrations_of(scenario, results);
  json["options"] = all_options(options);
  if (!dated.empty()) json["options_first_year"] = all_options(dated);
  Json& all_savings = json["savings"] = Json::object();
  for (const OptionAccount& account : accounts(results, options, dated)) {
    all_savings[account.full_year.simulated->id] = savings_json(account);
    if (const auto warning = searches_disagree(scenario, account)) json["warnings"].push_back(*warning);
  }
  return json;
}

}  // namespace channelshift
