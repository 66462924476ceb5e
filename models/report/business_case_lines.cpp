#include "models/measures/words.hpp"
#include "models/report/account.hpp"
#include "models/report/dates.hpp"
#include "models/report/money_lines.hpp"

namespace channelshift {
namespace {

/// The years as printed: amounts rounded, and every sum that of what is printed.
class PrintedYears {
 public:
  PrintedYears(const Json& summary, const Json& flow)
      : flow_(flow), currency_(summary.at("currency").get<std::string>()), decimals_(decimals_of(summary)) {
    for (const Json& year : flow) any_redundancy_ = any_redundancy_ || figure(year, "redundancy").mean != 0;
  }

  std::string text() {
    std::vector<std::string> heads{"  year", "take-up", "gross\nsaving", "running\ncost", "one-off\ncost"};
    if (any_redundancy_) heads.push_back("redun-\ndancy");
    for (const char* head : {"\nnet", "net\nso far", "worth in\nyear 0"}) heads.push_back(head);
    Grid grid(heads);
    for (const Json& year : flow_) grid.row("  " + grouped(year.at("year").get<double>()), cells(year));
    return grid.text();
  }
  /// The sum of the last column.
  double value() const { return value_; }

 private:
  TableCell money(double amount) const {
    return {amount == 0 ? no_figure : money_text(amount, currency_, decimals_), ""};
  }

  std::vector<TableCell> cells(const Json& year) {
    const auto amount = [&](const char* key) { return rounded(figure(year, key).mean, decimals_); };
    const double net = amount("gross") - amount("running_cost") - amount("one_off_cost") - amount("redundancy");
    so_far_ += net;
    value_ += amount("discounted");
    std::vector<TableCell> row{percent_cell(figure(year, "take_up")), money(amount("gross")),
                               money(-amount("running_cost")), money(-amount("one_off_cost"))};
    if (year.at("year") == 0) row[0] = {no_figure, ""};
    if (any_redundancy_) row.push_back(money(-amount("redundancy")));
    for (const double sum : {net, so_far_, amount("discounted")}) row.push_back(money(sum));
    return row;
  }

  const Json& flow_;
  std::string currency_;
  int decimals_;
  bool any_redundancy_ = false;
  double so_far_ = 0;
  double value_ = 0;
};

std::string premises(const Json& summary) {
  const Json& finance = summary.at("about").at("finance");
  const double trend = finance.at("trend").get<double>();
  const double bias = finance.at("optimism_bias").get<double>();
  std::string text = "Business case of " + grouped(finance.at("years").get<double>()) + " years from " +
                     long_date_text(summary.at("start").get<std::string>()) + ", in prices of " +
                     std::to_string(finance.at("price_base").get<int>()) + ", discounted at " +
                     grouped(100 * finance.at("discount_rate").get<double>(), 1) + "% a year";
  if (trend != 0) text += "; first contacts change by " + grouped(100 * trend, 1) + "% a year without any option";
  if (bias != 0) text += "; one-off and running cost raised by " + grouped(100 * bias) + "%";
  return wrapped(text + ":", "", "  ");
}

std::string payback_text(const Json& summary, const Json& savings) {
  if (!savings.contains("payback_years"))
    return "not within " + grouped(summary.at("about").at("finance").at("years").get<double>()) + " years";
  const double years = savings.at("payback_years").get<double>();
  return years == 0 ? "at once" : grouped(years, 1) + " years";
}

}  // namespace

std::string business_case_lines(const Json& summary, const Json& savings) {
  if (!savings.contains("cash_flow")) return "";
  const std::string currency = summary.at("currency").get<std::string>();
  const int decimals = decimals_of(summary);
  PrintedYears years(summary, savings.at("cash_flow"));
  std::string text = premises(summary);
  if (!savings.at("like_for_like").get<bool>()) text += "  ! less service, not a like-for-like saving\n";
  text += years.text();
  const auto print = [&](double amount) { return money_text(amount, currency, decimals); };
  text += figure_line("Net present value", print(years.value()), between(figure(savings, "net_present_value"), print));
  text += figure_line("Payback", payback_text(summary, savings), "");
  if (const Figure ratio = figure(savings, "benefit_cost_ratio"); ratio.there) {
    const auto number = [](double value) { return grouped(value, 2); };
    text += figure_line("Gross saving / all cost, present values", number(ratio.mean), between(ratio, number));
  }
  return text;
}

}  // namespace channelshift
