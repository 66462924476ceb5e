#include "models/measures/measure.hpp"
#include "models/report/table.hpp"

namespace channelshift {
namespace {

/// In quotes where a comma, a quote or a line feed would confuse a reader.
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + "\"";
}

std::string number(const Json& value) {
  if (value.is_null()) return "";
  std::string text = json_text(value);
  text.pop_back();  // the line feed
  return text;
}

std::string unit_of(std::span<const Measure> table, const std::string& name, const std::string& currency) {
  for (const Measure& measure : table) {
    if (measure.name == name) return unit_text(measure.unit, currency);
  }
  return "1";
}

class Csv {
 public:
  explicit Csv(std::string currency) : currency_(std::move(currency)) {}

  void statistic(const std::string& option, const std::string& part, const std::string& id, const std::string& measure,
                 const std::string& unit, const Json& value) {
    std::string figures;
    if (value.is_boolean()) {
      figures = value.get<bool>() ? "1,," : "0,,";
    } else if (value.is_number()) {
      figures = number(value) + ",,";
    } else if (value.is_object() && value.contains("mean")) {
      figures = number(value.at("mean")) + "," + number(value.at("half_width")) + "," + number(value.at("sd"));
    } else {
      return;
    }
    text_ += field(option) + "," + part + "," + field(id) + "," + measure + "," + field(unit) + "," + figures + "\n";
  }

  void group(const std::string& option, const std::string& part, const std::string& id, const Json& measures,
             std::span<const Measure> table) {
    for (const auto& [name, value] : measures.items()) {
      statistic(option, part, id, name, unit_of(table, name, currency_), value);
    }
  }

  void options(const Json& all, const std::string& suffix) {
    for (const auto& [option, parts] : all.items()) {
      for (const auto& [id, measures] : parts.at("channels").items()) {
        group(option + suffix, "channel", id, measures, channel_measures());
      }
      for (const auto& [id, measures] : parts.at("teams").items()) {
        group(option + suffix, "team", id, measures, team_measures());
      }
      if (parts.contains("reasons")) {
        for (const auto& [id, measures] : parts.at("reasons").items()) {
          group(option + suffix, "reason", id, measures, reason_measures());
        }
      }
      for (const auto& [name, value] : parts.at("needs").items()) {
        statistic(option + suffix, "needs", "", name == "total" ? "needs" : "needs_" + name, "1/year", value);
      }
      group(option + suffix, "cost", "", parts.at("cost"), cost_measures());
      if (parts.contains("gate")) {
        statistic(option + suffix, "gate", "", "share_passed", "1", parts.at("gate").at("share_passed"));
        if (parts.at("gate").contains("day"))
          statistic(option + suffix, "gate", "", "day", "d", parts.at("gate").at("day"));
      }
      if (parts.contains("probability_target_met"))
        statistic(option + suffix, "chance", "", "probability_target_met", "1", parts.at("probability_target_met"));
      if (parts.contains("revenue"))
        statistic(option + suffix, "revenue", "", "revenue", currency_ + "/year", parts.at("revenue"));
    }
  }

  void savings(const Json& all) {
    for (const auto& [option, figures] : all.items()) {
      for (const auto& [name, value] : figures.items()) {
        if (name.starts_with("change")) {
          changes(option, name, value);
        } else if (name == "controlled") {
          controlled(option, value);
        } else {
          statistic(option, "saving", "", name, saving_unit(name), value);
        }
      }
    }
  }

  std::string text() && { return std::move(text_); }

 private:
  void controlled(const std::string& option, const Json& savings) {
    for (const auto& [name, value] : savings.items()) {
      const Json figures{{"mean", value.at("mean")}, {"half_width", value.at("half_width")}, {"sd", nullptr}};
      statistic(option, "saving", "", name + "_controlled", saving_unit(name), figures);
      statistic(option, "saving", "", name + "_controlled_factor", "1", value.at("factor"));
    }
  }

  void changes(const std::string& option, const std::string& prefix, const Json& change) {
    const std::string suffix = prefix.substr(std::string("change").size());
    for (const auto& [name, value] : change.items()) {
      if (name == "service_level") {
        for (const auto& [id, level] : value.items()) {
          statistic(option, "saving", id, "change_service_level" + suffix, "1", level);
        }
      } else {
        const std::string unit = name.ends_with("_value") ? currency_ + "/year" : "1/year";
        statistic(option, "saving", "", "change_" + name + suffix, unit, value);
      }
    }
  }

  std::string saving_unit(const std::string& name) const {
    if (name.starts_with("like_for_like")) return "1";
    return name.starts_with("capacity_hours") ? "h/year" : currency_ + "/year";
  }

  std::string currency_;
  std::string text_ = "option,part,id,measure,unit,mean,half_width,sd\n";
};

}  // namespace

std::string csv_text(const Json& summary) {
  Csv csv(summary.at("currency").get<std::string>());
  csv.options(summary.at("options"), "");
  if (summary.contains("options_first_year")) csv.options(summary.at("options_first_year"), "_first_year");
  csv.savings(summary.at("savings"));
  return std::move(csv).text();
}

}  // namespace channelshift
