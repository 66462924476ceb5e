#include "models/report/account.hpp"

#include <cmath>

#include "models/measures/words.hpp"
#include "models/report/money_lines.hpp"

namespace channelshift {
namespace {

struct Line {
  const char* key;
  const char* label;
  double sign;
};
constexpr Line lines[] = {{"overtime", "overtime", 1},
                          {"contracted", "contracts", 1},
                          {"leavers", "replacing leavers", 1},
                          {"channel_variable", "channels, by contact", 1},
                          {"channel_fixed", "channels, fixed", 1},
                          {"confirmations", "confirmations", 1},
                          {"income_lost", "income", -1},
                          {"running_cost", "running cost of the option", -1}};

std::string posts_text(const Json& posts) {
  const double freed = posts.at("posts_freed").get<double>();
  const double whole = posts.at("posts_whole").get<double>();
  const auto number = [](double value) { return grouped(value, value == std::round(value) ? 0 : 2); };
  if (freed == 0) return "the same hours at another price";
  if (freed < 0) return number(-freed) + " posts more";
  const double over = posts.at("remainder").get<double>();
  return number(whole) + " whole of " + number(freed) + " posts" +
         (over > 0.005 ? ", " + number(over) + " left over" : "");
}

}  // namespace

Account::Account(const Json& summary, const Json& savings, const std::string& suffix)
    : summary_(summary),
      currency_(summary.at("currency").get<std::string>()),
      decimals_(decimals_of(summary)),
      exact_cashable_(figure(savings, "cashable" + suffix)),
      exact_total_(figure(savings, "total_cost" + suffix)) {
  const Json& ledger = savings.at("ledger" + suffix);
  const Json& posts = savings.at("posts" + suffix);
  overstaffing_ = rounded(figure(ledger, "overstaffing").mean, decimals_);
  not_cashable_ = rounded(figure(ledger, "not_cashable").mean, decimals_);
  income_lost_ = rounded(figure(ledger, "income_lost").mean, decimals_);
  in_full_ = suffix.empty() && (!posts.empty() || overstaffing_ != 0 || income_lost_ != 0);
  add_staff(posts);
  for (const Line& line : lines) {
    const double amount = line.sign * rounded(figure(ledger, line.key).mean, decimals_);
    if (amount != 0) cashable_.push_back({line.label, amount, ""});
  }
  for (const Part& part : cashable_) cashable_sum_ += part.amount;
}

void Account::add_staff(const Json& posts) {
  const Json& teams = summary_.at("about").at("teams");
  for (const auto& [id, team] : posts.items()) {
    const double amount = rounded(figure(team, "cashable").mean, decimals_);
    cashable_.push_back({"staff: " + teams.at(id).at("title").get<std::string>(), amount, posts_text(team)});
  }
}

std::string Account::line(const Part& part) const {
  return figure_line(part.label, money_text(part.amount, currency_, decimals_), part.aside);
}

std::string Account::text() const {
  const auto print = [this](double amount) { return money_text(amount, currency_, decimals_); };
  const double total = overstaffing_ + cashable_sum_ + not_cashable_ + income_lost_;
  const Part saved{"Simulated: yearly cost saved", total, between(exact_total_, print)};
  const Part cashable{"Cashable: leaves the yearly budget", cashable_sum_, between(exact_cashable_, print)};
  if (!in_full_) return line(saved) + line({"  " + cashable.label, cashable.amount, cashable.aside});
  std::string text;
  if (overstaffing_ != 0) text += line({"Overstaffing: not the option's doing", overstaffing_, ""});
  text += line(cashable);
  for (const Part& part : cashable_) text += line({"  " + part.label, part.amount, part.aside});
  if (not_cashable_ != 0) text += line({"Not cashable: parts of posts left over", not_cashable_, ""});
  if (income_lost_ > 0) text += line({"Income lost: taken off above, but no cost", income_lost_, ""});
  if (income_lost_ < 0) text += line({"Income gained: added above, but no cost", income_lost_, ""});
  return text + line(saved);
}

}  // namespace channelshift
