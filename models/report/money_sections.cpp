#include <cmath>

#include "models/measures/words.hpp"
#include "models/report/account.hpp"
#include "models/report/dates.hpp"
#include "models/report/figures.hpp"
#include "models/report/money_lines.hpp"
#include "models/report/sections.hpp"

namespace channelshift {
namespace {

struct Line {
  const char* key;
  const char* head;
};
constexpr Line lines[] = {{"staff", "\nstaff"},
                          {"overtime", "\novertime"},
                          {"contracted", "\ncontracted"},
                          {"leavers", "\nleavers"},
                          {"channel_variable", "channels,\nby contact"},
                          {"channel_fixed", "channels,\nfixed"},
                          {"confirmations", "confir-\nmations"},
                          {"option_running", "option,\nrunning"}};

/// With its sign, plus included unless it would stand before a zero.
std::string signed_number(double value, int decimals) {
  std::string text = grouped(value, decimals);
  if (value > 0 && text.find_first_of("123456789") != std::string::npos) text.insert(text.begin(), '+');
  return text;
}

/// One option's savings, of a full year or of the first; the keys of the latter carry `suffix`.
class SavingsBlock {
 public:
  SavingsBlock(const Json& summary, const Json& savings, std::string suffix)
      : summary_(summary),
        savings_(savings),
        suffix_(std::move(suffix)),
        currency_(summary.at("currency").get<std::string>()),
        decimals_(decimals_of(summary)) {}

  std::string text() const { return verdict() + claimed() + claim() + simulated() + beside(); }

 private:
  std::string money(double amount) const { return money_text(amount, currency_, decimals_); }

  std::string money_line(const std::string& label, const std::string& key) const {
    const Figure value = figure(savings_, key + suffix_);
    return figure_line(label, money(value.mean), between(value, [this](double x) { return money(x); }));
  }

  std::string verdict() const {
    if (savings_.at("like_for_like" + suffix_).get<bool>()) return "";
    std::string text = "  ! less service, not a like-for-like saving:\n";
    for (const Json& reason : savings_.at("reasons" + suffix_)) {
      text += wrapped(reason.get<std::string>(), "    - ", "      ");
    }
    return text;
  }

  std::string claimed() const {
    if (!suffix_.empty() || !savings_.contains("claim")) return "";
    return figure_line("Claimed: saving of a year", money(savings_.at("claim").get<double>()), "");
  }

  std::string claim() const {
    const Json& change = savings_.at("change" + suffix_);
    if (figure(change, "moved").mean == 0 && figure(change, "avoided").mean == 0)
      return "";  // it knows of nothing else
    if (figure(savings_, "unit_cost" + suffix_).there) {
      return money_line("A channel-shift calculator would claim", "unit_cost");
    }
    const std::string key = "unit_cost_absent" + suffix_;
    const std::string reason = savings_.contains(key) ? savings_.at(key).get<std::string>() : "not known";
    return wrapped("A channel-shift calculator can claim nothing: " + reason, "  ", "    ");
  }

  std::string simulated() const {
    const Figure hours = figure(savings_, "capacity_hours" + suffix_);
    const auto print_hours = [](double x) { return grouped(x); };
    return Account(summary_, savings_, suffix_).text() +
           figure_line("Simulated: staff hours set free", grouped(hours.mean) + " h", between(hours, print_hours)) +
           money_line("  worth at hourly cost (not cashable)", "capacity_value") + roster() + revenue();
  }

  /// Of rosters that were searched for.
  std::string roster() const {
    if (!figure(savings_, "roster_saving" + suffix_).there) return "";
    return money_line("Cheapest rosters: staff cost saved", "roster_saving");
  }

  /// Revenue is no saving: it stands by itself, a gain positive.
  std::string revenue() const {
    if (!figure(savings_, "revenue_gain" + suffix_).there) return "";
    return money_line("Simulated: yearly revenue gained", "revenue_gain");
  }

  std::string beside() const {
    const Json& change = savings_.at("change" + suffix_);
    std::string text;
    const auto add = [&](const char* label, const char* key) {
      const Figure value = figure(change, key);
      const auto print = [](double x) { return grouped(x); };
      text += figure_line(label, signed_number(value.mean, 0), between(value, print));
    };
    if (const Figure moved = figure(change, "moved"); moved.mean > 0) {
      text += figure_line("Contacts moved", grouped(moved.mean), "");
    }
    if (const Figure avoided = figure(change, "avoided"); avoided.mean > 0) {
      text += figure_line("Contacts avoided", grouped(avoided.mean), "");
    }
    add("Needs lost, change", "needs_lost");
    if (change.contains("customers_lost")) {
      add("Customers lost, change", "customers_lost");
      const Figure worth = figure(change, "customers_lost_value");
      if (worth.mean != 0)
        text += figure_line("  worth (in no sum above)", money(worth.mean),
                            between(worth, [this](double x) { return money(x); }));
    }
    if (has_backlog()) add("Backlog at the end, change", "backlog_end");
    return text + service(change.at("service_level"));
  }

  /// A line for each channel whose service level changes by more than chance; the others in one sentence.
  std::string service(const Json& levels) const {
    std::string text;
    std::string unchanged;
    for (const auto& [id, statistic] : levels.items()) {
      const Figure value = figure(levels, id);
      if (std::abs(value.mean) > value.half_width) {
        text += service_line(id, value);
      } else {
        unchanged += (unchanged.empty() ? "" : ", ") + title_of(id);
      }
    }
    return unchanged.empty() ? text
                             : text + wrapped("No change in time beyond chance: " + unchanged + ".", "  ", "    ");
  }

  std::string title_of(const std::string& channel) const {
    return summary_.at("about").at("channels").at(channel).at("title").get<std::string>();
  }

  std::string service_line(const std::string& id, const Figure& value) const {
    const auto points = [](double x) { return grouped(100 * x, 1); };
    return figure_line("In time, points: " + shortened(title_of(id), 25), signed_number(100 * value.mean, 1),
                       between(value, points));
  }

  bool has_backlog() const {
    for (const auto& [id, about] : summary_.at("about").at("channels").items()) {
      if (about.at("kind") == "deferred") return true;
    }
    return false;
  }

  const Json& summary_;
  const Json& savings_;
  std::string suffix_;
  std::string currency_;
  int decimals_;
};

/// When take-up passed the gate that posts wait for.
std::string gate_line(const Json& option) {
  if (!option.contains("gate")) return "";
  const Json& gate = option.at("gate");
  const double share = gate.at("share_passed").get<double>();
  const std::string when =
      gate.contains("date") ? "on average on " + long_date_text(gate.at("date").get<std::string>()) : "";
  return figure_line("Years in which take-up passed the gate", grouped(100 * share) + "%", when);
}

/// How often the targets hold all year, beside how often they do as it is.
std::string targets_line(const Json& summary, const Json& option) {
  const Figure met = figure(option, "probability_target_met");
  const Figure as_it_is = figure(summary.at("options").at("baseline"), "probability_target_met");
  if (!met.there) return "";
  const auto percent = [](const Figure& share) { return grouped(100 * share.mean) + "%"; };
  return figure_line("Years with every target met in every month", percent(met),
                     as_it_is.there ? "as it is " + percent(as_it_is) : "");
}

std::string one_option(const Json& summary, const std::string& id, const Json& savings) {
  const Json& about = summary.at("about").at("options").at(id);
  std::string text = wrapped(about.at("title").get<std::string>(), id + ": ", "  ");
  text += SavingsBlock(summary, savings, "").text();
  text += targets_line(summary, summary.at("options").at(id));
  const std::string currency = summary.at("currency").get<std::string>();
  if (about.contains("one_off_cost")) {
    text += figure_line("One-off cost, in none of the above",
                        money_text(about.at("one_off_cost").get<double>(), currency), "");
  }
  if (savings.contains("total_cost_first_year")) {
    const std::string from =
        about.contains("starts") ? " (starts " + long_date_text(about.at("starts").get<std::string>()) + ")" : "";
    text += "In the simulated weeks as dated" + from + ", as a yearly figure:\n";
    text += SavingsBlock(summary, savings, "_first_year").text();
    text += gate_line(summary.at("options_first_year").at(id));
    text += targets_line(summary, summary.at("options_first_year").at(id));
  }
  text += business_case_lines(summary, savings);
  return text;
}

}  // namespace

std::string cost_section(const Json& summary) {
  const std::string currency = summary.at("currency").get<std::string>();
  const int decimals = decimals_of(summary);
  const Json& baseline = summary.at("options").at("baseline").at("cost");
  std::vector<std::string> heads{""};
  for (const Line& line : lines) {
    if (baseline.contains(line.key)) heads.push_back(line.head);
  }
  heads.push_back("\ntotal");
  const bool any_revenue = summary.at("options").at("baseline").contains("revenue");
  if (any_revenue) heads.push_back("beside it,\nrevenue");
  Grid grid(heads);
  for (const NamedOption& option : options_of(summary)) {
    std::vector<TableCell> cells;
    double total = 0;
    for (const Line& line : lines) {
      const Figure value = figure(option.json->at("cost"), line.key);
      if (!baseline.contains(line.key)) continue;
      total += rounded(value.mean, decimals);
      cells.push_back({money_text(rounded(value.mean, decimals), currency, decimals), ""});
    }
    const Figure exact = figure(option.json->at("cost"), "total");
    cells.push_back({money_text(total, currency, decimals), money_cell(exact, currency, decimals).half_width});
    if (any_revenue) cells.push_back(money_cell(figure(*option.json, "revenue"), currency, decimals));
    grid.row(short_name(option), cells);
  }
  return heading("COST OF A YEAR") + grid.text();
}

std::string savings_section(const Json& summary) {
  if (summary.at("savings").empty()) return "";
  std::string text = heading("SAVINGS OF A YEAR", "against the centre as it is; a minus costs more");
  bool first = true;
  for (const auto& [id, savings] : summary.at("savings").items()) {
    if (!first) text += "\n";
    first = false;
    text += one_option(summary, id, savings);
  }
  if (summary.contains("uncertainty")) return text;
  return text + "\n" +
         wrapped(
             "Inputs taken as exact: how likely these savings are cannot be said, for no input is given with a range.",
             "", "");
}

}  // namespace channelshift
