#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/measures/words.hpp"
#include "models/report/figures.hpp"
#include "models/report/layout.hpp"
#include "models/report/sections.hpp"

namespace channelshift {
namespace {

std::string number_text(double value) {
  return std::abs(value) >= 1000 ? grouped(value) : fmt::format("{:.3g}", value);
}

const char* name_of(const std::string& measure) {
  if (measure == "cashable") return "Cashable";
  if (measure == "total_cost") return "Yearly cost saved";
  if (measure == "capacity_value") return "Staff hours set free, worth";
  return "Net present value";
}

constexpr int label_width = 46;

std::string line(const std::string& label, const std::string& value, const std::string& beside) {
  return pad_right("  " + label, label_width) + pad_left(value, 14) + (beside.empty() ? "" : "  " + beside) + "\n";
}

/// One option's part of the section.
class Block {
 public:
  Block(const Json& summary, const std::string& id, const Json& option)
      : summary_(summary),
        id_(id),
        option_(option),
        inputs_(summary.at("uncertainty").at("inputs")),
        currency_(summary.at("currency").get<std::string>()) {}

  std::string text() const { return measures() + chances() + variance() + inputs() + never(); }

 private:
  std::string money(double amount) const { return money_text(amount, currency_); }
  const Json& headline() const { return option_.at("measures").at(option_.at("headline").get<std::string>()); }

  std::string measures() const {
    std::string text;
    for (const auto& [name, of] : option_.at("measures").items()) {
      const auto at = [&](const char* key) { return money(of.at(key).get<double>()); };
      text += line(name_of(name), at("mean"), "9 in 10 between " + at("p05") + " and " + at("p95"));
    }
    return text;
  }

  double draws() const { return summary_.at("uncertainty").at("draws").get<double>(); }

  std::string chance_line(const std::string& label, const char* key) const {
    const Figure chance = figure(summary_.at("savings").at(id_), key);
    if (!chance.there) return "";
    return line(label, grouped(100 * chance.mean) + "%",
                "±" + grouped(100 * chance.half_width) + " (" + grouped(draws()) + " draws)");
  }

  std::string chances() const {
    const std::string what = option_.at("headline") == "cashable" ? "cash is saved" : "cost is saved";
    std::string text = chance_line("Chance that " + what, "probability_positive");
    if (option_.contains("claim"))
      text +=
          chance_line("Chance of the " + money(option_.at("claim").get<double>()) + " claimed", "probability_of_claim");
    return text;
  }

  std::string variance() const {
    const Json& split = headline().at("variance");
    const auto sd = [&](const char* key) { return money(std::sqrt(split.at(key).get<double>())); };
    return line("Standard deviation by the inputs", sd("inputs"), "by chance, of one year: " + sd("chance"));
  }

  std::string value_text(const std::string& path, const Json& value) const {
    if (value.is_null()) return no_figure;
    const double x = value.get<double>();
    return inputs_.at(path).at("unit") == "s" ? duration_text(x) : number_text(x);
  }

  /// As far as the printed figures show.
  bool has_effect(const std::string& path) const {
    const Json& ends = headline().at("one_at_a_time").at(path);
    return money(ends.at("at_p10").get<double>()) != money(ends.at("at_p90").get<double>());
  }

  /// Take-up first, then by how far they move the saving.
  std::vector<std::string> ranked() const {
    std::vector<std::string> paths;
    for (const auto& [path, input] : inputs_.items()) {
      if (has_effect(path)) paths.push_back(path);
    }
    const auto swing = [&](const std::string& path) {
      const Json& ends = headline().at("one_at_a_time").at(path);
      return std::abs(ends.at("at_p90").get<double>() - ends.at("at_p10").get<double>());
    };
    const auto take_up = [&](const std::string& path) {
      return path.starts_with("option." + id_ + ".shift.") && path.ends_with(".share");
    };
    std::stable_sort(paths.begin(), paths.end(), [&](const std::string& a, const std::string& b) {
      return take_up(a) != take_up(b) ? take_up(a) : swing(a) > swing(b);
    });
    return paths;
  }

  std::string inputs() const {
    Grid grid({"", "1 in 10\nbelow", "\nlikely", "1 in 10\nabove", "saved at\nthe first", "saved at\nthe last",
               "share of\nvariance", "nothing\nsaved at"});
    for (const std::string& path : ranked()) {
      const Json& input = inputs_.at(path);
      const Json& ends = headline().at("one_at_a_time").at(path);
      std::string share = no_figure;
      if (headline().contains("variance_share"))
        share = grouped(100 * headline().at("variance_share").at(path).get<double>()) + "%";
      grid.line("  " + path);
      grid.row("", {{value_text(path, input.at("p10")), ""},
                    {value_text(path, input.at("likely")), ""},
                    {value_text(path, input.at("p90")), ""},
                    {money(ends.at("at_p10").get<double>()), ""},
                    {money(ends.at("at_p90").get<double>()), ""},
                    {share, ""},
                    {value_text(path, option_.at("switching_value").at(path)), ""}});
    }
    return ranked().empty() ? "" : grid.text();
  }

  std::string never() const {
    std::string text;
    std::string without;
    for (const auto& [path, reason] : option_.at("switching_value_absent").items()) {
      if (has_effect(path)) {
        text += wrapped(path + ": " + reason.get<std::string>() + ".", "  ", "    ");
      } else {
        without += (without.empty() ? "" : ", ") + path;
      }
    }
    if (!without.empty()) text += wrapped("Hardly any effect here: " + without + ".", "  ", "    ");
    return text;
  }

  const Json& summary_;
  const std::string& id_;
  const Json& option_;
  const Json& inputs_;
  std::string currency_;
};

}  // namespace

std::string uncertainty_section(const Json& summary) {
  if (!summary.contains("uncertainty")) return "";
  const Json& uncertainty = summary.at("uncertainty");
  std::string text =
      heading("UNCERTAIN INPUTS", grouped(uncertainty.at("draws").get<double>()) + " draws of all of them, " +
                                      grouped(uncertainty.at("replications").get<double>()) +
                                      " replications each, a full year");
  bool first = true;
  for (const auto& [id, option] : uncertainty.at("options").items()) {
    text += (first ? "" : "\n") +
            wrapped(summary.at("about").at("options").at(id).at("title").get<std::string>(), id + ": ", "  ");
    text += Block(summary, id, option).text();
    first = false;
  }
  return text + "\n" +
         wrapped(
             "Each line of an input moves that one alone, the others at their likely values. \"Nothing saved at\" is "
             "the value at which the saving turns; \"share of variance\" is what the input alone explains of the "
             "saving's variance over the draws, and what is missing to 100% comes of inputs together.",
             "", "");
}

}  // namespace channelshift
