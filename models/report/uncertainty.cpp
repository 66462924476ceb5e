#include "models/report/uncertainty.hpp"

namespace channelshift {
namespace {

Json statistic(const sim::Estimate& estimate) {
  return {{"mean", estimate.mean},
          {"half_width", estimate.half_width ? Json(*estimate.half_width) : Json(nullptr)},
          {"sd", nullptr}};
}

Json inputs_of(const Uncertainty& uncertainty) {
  Json inputs = Json::object();
  for (const DrawnInput& drawn : uncertainty.inputs) {
    inputs[drawn.input.path] = {{"unit", drawn.input.duration ? "s" : "1"},
                                {"likely", drawn.input.likely},
                                {"p10", drawn.p10},
                                {"p90", drawn.p90}};
  }
  return inputs;
}

Json variance_of(const sim::VarianceSplit& variance) {
  return {{"inputs", variance.inputs},
          {"chance", variance.chance + variance.interaction},
          {"of_draw_means", variance.of_means}};
}

/// `value` of each input, by its path.
template <class Value>
Json by_input(const Uncertainty& uncertainty, Value value) {
  Json all = Json::object();
  for (std::size_t i = 0; i < uncertainty.inputs.size(); ++i) all[uncertainty.inputs[i].input.path] = value(i);
  return all;
}

Json measure_of(const Uncertainty& uncertainty, const MeasureUncertainty& measure) {
  Json json = {{"mean", measure.mean},
               {"sd", measure.sd},
               {"p05", measure.p05},
               {"p50", measure.p50},
               {"p95", measure.p95},
               {"likely", measure.likely},
               {"probability_positive", statistic(measure.probability_positive)},
               {"variance", variance_of(measure.variance)}};
  if (measure.shares) {
    double sum = 0;
    for (const double share : *measure.shares) sum += share;
    json["variance_share"] = by_input(uncertainty, [&](std::size_t i) { return Json((*measure.shares)[i]); });
    json["variance_share_left_over"] = 1 - sum;
  }
  json["one_at_a_time"] = by_input(uncertainty, [&](std::size_t i) {
    return Json{{"at_p10", measure.one_at_a_time[i].at_low}, {"at_p90", measure.one_at_a_time[i].at_high}};
  });
  return json;
}

Json option_of(const Uncertainty& uncertainty, const OptionUncertainty& option) {
  Json json = Json::object();
  json["headline"] = option.measures[option.headline].name;
  if (option.claim) json["claim"] = *option.claim;
  Json& measures = json["measures"] = Json::object();
  for (const MeasureUncertainty& measure : option.measures)
    measures[std::string(measure.name)] = measure_of(uncertainty, measure);
  json["switching_value"] = by_input(uncertainty, [&](std::size_t i) {
    const std::optional<double>& value = option.switching[i].value;
    return value ? Json(*value) : Json(nullptr);
  });
  Json& absent = json["switching_value_absent"] = Json::object();
  for (std::size_t i = 0; i < uncertainty.inputs.size(); ++i) {
    if (!option.switching[i].value) absent[uncertainty.inputs[i].input.path] = option.switching[i].reason;
  }
  return json;
}

/// Lines of one option.
class Lines {
 public:
  Lines(const Json& uncertainty, std::string option, const std::string& currency, std::vector<FlatFigure>& into)
      : uncertainty_(uncertainty), option_(std::move(option)), currency_(currency), into_(into) {}

  void measure(const std::string& name, const Json& of) {
    const std::string unit = unit_of_drawn(name, currency_);
    add("", name, unit, of.at("mean"), of.at("sd"));
    for (const char* key : {"likely", "p05", "p50", "p95"}) add("", name + "_" + key, unit, of.at(key));
    for (const char* key : {"inputs", "chance"})
      add("", name + "_variance_" + key, "(" + unit + ")^2", of.at("variance").at(key));
    const Json& chance = of.at("probability_positive");
    into_.push_back({option_, "uncertainty", "", name + "_probability_positive", "1", chance.at("mean"),
                     chance.at("half_width"), nullptr});
    if (of.contains("variance_share")) {
      for (const auto& [path, share] : of.at("variance_share").items()) add(path, name + "_variance_share", "1", share);
    }
    for (const auto& [path, ends] : of.at("one_at_a_time").items()) {
      for (const char* key : {"at_p10", "at_p90"}) add(path, name + "_" + key, unit, ends.at(key));
    }
  }

  void switching(const Json& values) {
    for (const auto& [path, value] : values.items()) {
      const std::string unit = uncertainty_.at("inputs").at(path).at("unit").get<std::string>();
      if (!value.is_null()) add(path, "switching_value", unit, value);
    }
  }

 private:
  void add(const std::string& id, const std::string& name, const std::string& unit, const Json& value,
           const Json& sd = nullptr) {
    into_.push_back({option_, "uncertainty", id, name, unit, value, nullptr, sd});
  }

  const Json& uncertainty_;
  std::string option_;
  const std::string& currency_;
  std::vector<FlatFigure>& into_;
};

}  // namespace

std::string unit_of_drawn(std::string_view measure, const std::string& currency) {
  return measure == "net_present_value" ? currency : currency + "/year";
}

void add_uncertainty(Json& summary, const Uncertainty& uncertainty) {
  Json& json = summary["uncertainty"] = Json::object();
  json["draws"] = uncertainty.draws;
  json["replications"] = uncertainty.replications;
  json["inputs"] = inputs_of(uncertainty);
  Json& options = json["options"] = Json::object();
  for (const OptionUncertainty& option : uncertainty.options) {
    options[option.option] = option_of(uncertainty, option);
    Json& savings = summary["savings"][option.option];
    savings["probability_positive"] = statistic(option.measures[option.headline].probability_positive);
    if (option.probability_of_claim) savings["probability_of_claim"] = statistic(*option.probability_of_claim);
  }
}

std::vector<FlatFigure> uncertainty_figures(const Json& summary) {
  std::vector<FlatFigure> figures;
  if (!summary.contains("uncertainty")) return figures;
  const Json& uncertainty = summary.at("uncertainty");
  const std::string currency = summary.at("currency").get<std::string>();
  for (const auto& [id, option] : uncertainty.at("options").items()) {
    Lines lines(uncertainty, id, currency, figures);
    for (const auto& [name, measure] : option.at("measures").items()) lines.measure(name, measure);
    lines.switching(option.at("switching_value"));
  }
  return figures;
}

}  // namespace channelshift
