#include "models/report/table.hpp"

#include "models/measures/words.hpp"
#include "models/report/dates.hpp"
#include "models/report/figures.hpp"
#include "models/report/sections.hpp"

namespace channelshift {
namespace {

std::string plural(double count, const std::string& one) {
  return grouped(count) + " " + one + (count == 1 ? "" : "s");
}

std::string note(const std::string& text) { return wrapped(text, "- ", "  "); }

/// Yearly cost saved where a control makes the interval narrower, in one sentence.
std::string controlled_note(const Json& summary) {
  std::string options;
  for (const auto& [id, savings] : summary.at("savings").items()) {
    if (!savings.contains("controlled") || !savings.at("controlled").contains("total_cost")) continue;
    const Json& value = savings.at("controlled").at("total_cost");
    const std::string currency = summary.at("currency").get<std::string>();
    options += (options.empty() ? "" : ", ") + id + " " + money_text(value.at("mean").get<double>(), currency) + " ± " +
               money_text(value.at("half_width").get<double>(), currency) + " (variance x " +
               grouped(value.at("factor").get<double>(), 2) + ")";
  }
  if (options.empty()) return "";
  return note("Yearly cost saved, corrected for how many more or fewer people made contact than are expected: " +
              options + ". The figures above are not corrected, so that they add up.");
}

}  // namespace

std::string heading(const std::string& title, const std::string& aside) {
  std::string text = "\n" + title;
  if (!aside.empty()) text += "  (" + aside + ")";
  return text + "\n" + std::string(screen_columns, '-') + "\n";
}

std::string head_section(const Json& summary) {
  std::string text = wrapped(summary.at("title").get<std::string>(), "", "");
  text += std::string(screen_columns, '=') + "\n";
  text += wrapped("Simulated: " + plural(summary.at("weeks").get<double>(), "week") + " from " +
                      long_date_text(summary.at("start").get<std::string>()) + ", " +
                      plural(summary.at("replications").get<double>(), "replication") + ", seed " +
                      std::to_string(summary.at("seed").get<std::uint64_t>()) +
                      ". Every count, hour and sum of money is that of a year.",
                  "", "");
  if (summary.contains("scaled_from_weeks")) {
    text += wrapped("Scaled from " + plural(summary.at("scaled_from_weeks").get<double>(), "week") +
                        ", not a year: months, surges, closed days or dated staff outside these weeks do not count.",
                    "", "");
  }
  for (const auto& [id, calibration] : summary.at("calibrations").items()) {
    text +=
        wrapped("Demand for " + summary.at("about").at("channels").at(id).at("title").get<std::string>() +
                    " is scaled by " + grouped(calibration.at("factor").get<double>(), 4) + ", so that " +
                    grouped(calibration.at("offered_per_year").get<double>()) + " contacts a year reach the channel.",
                "", "");
  }
  const Json& options = summary.at("about").at("options");
  if (options.size() > 1) text += "\n";
  for (const auto& [id, option] : options.items()) {
    if (id == "baseline") continue;
    text += wrapped(option.at("title").get<std::string>(), "Option " + id + ": ", "  ");
  }
  return text;
}

std::string notes_section(const Json& summary) {
  std::string text = heading("NOTES");
  if (summary.at("replications").get<int>() < 2) {
    text += note("One replication: no intervals. Ask for more with -n to see what is chance.");
  } else {
    const std::string inputs = summary.contains("uncertainty")
                                   ? "uncertain inputs have their likely values, and how wrong they may be stands in "
                                     "the part on uncertain inputs."
                                   : "the inputs are taken as exact, and how wrong they may be is not in them.";
    text += note(
        "Values after ± and \"between\" are 95% intervals of the mean. They cover the chance of the "
        "simulated days alone: " +
        inputs);
  }
  text += controlled_note(summary);
  text += note(
      "\"In time\" is the share of offered contacts answered within the target; \"wait\" is that of answered "
      "contacts; \"9 in 10 within\" is the wait that 90% of them did not exceed. Contacts count once for "
      "each attempt; needs count once.");
  text += note(
      "Cost is rounded line by line, and totals are the sums of the lines as printed, so they may differ "
      "from the file by a unit or two.");
  for (const Json& warning : summary.at("warnings")) text += note("Warning: " + warning.get<std::string>());
  return text;
}

std::string table_text(const Json& summary) {
  return head_section(summary) + service_section(summary) + self_service_section(summary) +
         appointments_section(summary) + reason_section(summary) + needs_section(summary) + team_section(summary) +
         cost_section(summary) + savings_section(summary) + bridge_section(summary) + roster_section(summary) +
         uncertainty_section(summary) + notes_section(summary);
}

}  // namespace channelshift
