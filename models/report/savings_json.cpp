#include "models/report/savings_json.hpp"

#include "models/money/controlled.hpp"

namespace channelshift {
namespace {

Json optional_number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json change_json(const OptionSavings& savings) {
  Json change = Json::object();
  for (const Saving& item : savings.changes) change[std::string(item.text.name)] = statistic(item.estimate);
  Json& service = change["service_level"] = Json::object();
  for (const ServiceChange& item : savings.service) {
    service[savings.simulated->model->channels[item.channel].id] = statistic(item.estimate);
  }
  return change;
}

Json ledger_json(const Ledger& ledger) {
  Json lines = Json::object();
  for (const Saving& line : ledger.lines) lines[std::string(line.text.name)] = statistic(line.estimate);
  return lines;
}

Json posts_json(const OptionSavings& savings) {
  Json teams = Json::object();
  for (const PostsFreed& posts : savings.ledger.teams) {
    teams[savings.simulated->model->teams[posts.team].id] = {
        {"hours_freed", posts.hours_freed},
        {"posts_freed", posts.posts_freed},
        {"posts_whole", posts.posts_whole},
        {"remainder", posts.remainder},
        {"cashable", statistic(sim::estimate_mean(posts.cashable))},
        {"not_cashable", statistic(sim::estimate_mean(posts.not_cashable))}};
  }
  return teams;
}

/// Adds the savings of one option, full year or first year, under names with `suffix`.
void add_savings(Json& into, const OptionSavings& savings, const std::string& suffix) {
  for (const Saving& saving : savings.savings)
    into[std::string(saving.text.name) + suffix] = statistic(saving.estimate);
  for (const NoSaving& none : savings.absent) into[std::string(none.name) + "_absent" + suffix] = none.reason;
  for (const char* name : {"cashable", "not_cashable"})
    into[name + suffix] = statistic(find_line(savings.ledger, name)->estimate);
  into["like_for_like" + suffix] = savings.like_for_like;
  into["reasons" + suffix] = savings.reasons;
  into["change" + suffix] = change_json(savings);
  into["ledger" + suffix] = ledger_json(savings.ledger);
  into["posts" + suffix] = posts_json(savings);
}

Json cash_flow_json(const BusinessCase& business) {
  Json years = Json::array();
  for (std::size_t y = 0; y < business.mean.size(); ++y) {
    const CashFlow& mean = business.mean[y];
    const auto amount = [&](double CashFlow::*of) { return statistic(estimate_of(business.flows, y, of)); };
    years.push_back({{"year", mean.year},
                     {"take_up", mean.take_up},
                     {"gross", amount(&CashFlow::gross)},
                     {"running_cost", mean.running_cost},
                     {"one_off_cost", mean.one_off_cost},
                     {"redundancy", mean.redundancy},
                     {"net", amount(&CashFlow::net)},
                     {"discounted", amount(&CashFlow::discounted)},
                     {"cumulative", amount(&CashFlow::cumulative)}});
  }
  return years;
}

void add_business_case(Json& into, const BusinessCase& business) {
  into["net_present_value"] = statistic(business.net_present_value.estimate);
  if (business.payback_years) into["payback_years"] = *business.payback_years;
  if (business.benefit_cost_ratio) into["benefit_cost_ratio"] = statistic(*business.benefit_cost_ratio);
  into["cash_flow"] = cash_flow_json(business);
}

Json bridge_json(const std::vector<BridgeStep>& steps) {
  Json list = Json::array();
  for (const BridgeStep& step : steps) {
    list.push_back({{"step", step.left.text.name}, {"value", statistic(step.left.estimate)}});
    if (step.change) list.back()["change"] = statistic(step.change->estimate);
  }
  return list;
}

}  // namespace

Json statistic(const sim::Estimate& estimate) {
  Json json = object_for(3);
  json["mean"] = estimate.mean;
  json["half_width"] = optional_number(estimate.half_width);
  json["sd"] = optional_number(estimate.sd);
  return json;
}

Json savings_json(const OptionAccount& option) {
  Json json = Json::object();
  if (const auto& claim = option.full_year.simulated->option->claim) json["claim"] = *claim;
  add_savings(json, option.full_year, "");
  for (const ControlledSaving& item : controlled_savings(option.full_year))
    json["controlled"][std::string(item.name)] = {{"mean", item.saving.estimate.mean},
                                                  {"half_width", optional_number(item.saving.estimate.half_width)},
                                                  {"factor", item.saving.factor}};
  if (option.first_year) add_savings(json, *option.first_year, first_year_suffix);
  if (option.business) add_business_case(json, *option.business);
  if (!option.bridge.empty()) json["bridge"] = bridge_json(option.bridge);
  if (!option.searches.empty()) json["searches"] = option.searches;
  return json;
}

}  // namespace channelshift
