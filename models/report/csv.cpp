#include "models/measures/measure.hpp"
#include "models/report/flat.hpp"
#include "models/report/table.hpp"
#include "models/report/uncertainty.hpp"

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

class Flat {
 public:
  explicit Flat(std::string currency) : currency_(std::move(currency)) {}

  void statistic(const std::string& option, const std::string& part, const std::string& id, const std::string& measure,
                 const std::string& unit, const Json& value) {
    if (value.is_boolean()) {
      add({option, part, id, measure, unit, Json(value.get<bool>() ? 1 : 0), nullptr, nullptr});
    } else if (value.is_number()) {
      add({option, part, id, measure, unit, value, nullptr, nullptr});
    } else if (value.is_object() && value.contains("mean")) {
      add({option, part, id, measure, unit, value.at("mean"), value.at("half_width"), value.at("sd")});
    }
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
        } else if (name.starts_with("ledger")) {
          for (const auto& [line, amount] : value.items())
            statistic(option, "saving", "", "ledger_" + line + suffix_of(name, "ledger"), currency_ + "/year", amount);
        } else if (name.starts_with("posts")) {
          posts(option, value, suffix_of(name, "posts"));
        } else if (name == "cash_flow") {
          cash_flow(option, value);
        } else if (name == "controlled") {
          controlled(option, value);
        } else {
          statistic(option, "saving", "", name, saving_unit(name), value);
        }
      }
    }
  }

  std::vector<FlatFigure> figures() && { return std::move(figures_); }

 private:
  void add(FlatFigure figure) { figures_.push_back(std::move(figure)); }

  void controlled(const std::string& option, const Json& savings) {
    for (const auto& [name, value] : savings.items()) {
      const Json figures{{"mean", value.at("mean")}, {"half_width", value.at("half_width")}, {"sd", nullptr}};
      statistic(option, "saving", "", name + "_controlled", saving_unit(name), figures);
      statistic(option, "saving", "", name + "_controlled_factor", "1", value.at("factor"));
    }
  }

  void changes(const std::string& option, const std::string& prefix, const Json& change) {
    const std::string suffix = suffix_of(prefix, "change");
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

  void posts(const std::string& option, const Json& teams, const std::string& suffix) {
    for (const auto& [id, team] : teams.items()) {
      for (const auto& [name, value] : team.items()) {
        const std::string unit = name == "hours_freed" ? "h/year" : value.is_object() ? currency_ + "/year" : "1";
        statistic(option, "saving", id, name + suffix, unit, value);
      }
    }
  }

  /// `id` is the year.
  void cash_flow(const std::string& option, const Json& years) {
    for (const Json& year : years) {
      for (const auto& [name, value] : year.items()) {
        if (name == "year") continue;
        statistic(option, "saving", number(year.at("year")), name, name == "take_up" ? "1" : currency_, value);
      }
    }
  }

  static std::string suffix_of(const std::string& name, std::string_view stem) { return name.substr(stem.size()); }

  std::string saving_unit(const std::string& name) const {
    if (name.starts_with("like_for_like") || name.starts_with("probability_") || name == "benefit_cost_ratio")
      return "1";
    if (name == "payback_years") return "years";
    if (name == "net_present_value") return currency_;
    return name.starts_with("capacity_hours") ? "h/year" : currency_ + "/year";
  }

  std::string currency_;
  std::vector<FlatFigure> figures_;
};

}  // namespace

std::vector<FlatFigure> flat_figures(const Json& summary) {
  Flat flat(summary.at("currency").get<std::string>());
  flat.options(summary.at("options"), "");
  if (summary.contains("options_first_year")) flat.options(summary.at("options_first_year"), "_first_year");
  flat.savings(summary.at("savings"));
  std::vector<FlatFigure> figures = std::move(flat).figures();
  for (FlatFigure& figure : uncertainty_figures(summary)) figures.push_back(std::move(figure));
  return figures;
}

std::string csv_field(std::string_view text) { return field(text); }

std::string csv_row(const FlatFigure& of) {
  return field(of.option) + "," + of.part + "," + field(of.id) + "," + of.measure + "," + field(of.unit) + "," +
         number(of.mean) + "," + number(of.half_width) + "," + number(of.sd) + "\n";
}

std::string csv_text(const Json& summary) {
  std::string text = std::string(csv_columns) + "\n";
  for (const FlatFigure& figure : flat_figures(summary)) text += csv_row(figure);
  return text;
}

}  // namespace channelshift
