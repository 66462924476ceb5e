#pragma once

#include <string>
#include <vector>

#include "models/report/figures.hpp"

namespace channelshift {

/// What an option saves in a year as a small account that adds up as printed: its parts are rounded, and its sums are
/// those of the rounded parts. Where nothing is rostered differently and no income changes, its sums alone.
class Account {
 public:
  /// Of a full year, or of the first where names end in `suffix`.
  Account(const Json& summary, const Json& savings, const std::string& suffix);
  std::string text() const;

 private:
  struct Part {
    std::string label;
    double amount;
    std::string aside;
  };
  void add_staff(const Json& posts);
  std::string line(const Part& part) const;

  const Json& summary_;
  std::string currency_;
  int decimals_;
  double overstaffing_ = 0;
  std::vector<Part> cashable_;
  double cashable_sum_ = 0;
  double not_cashable_ = 0;
  double income_lost_ = 0;
  bool in_full_ = false;
  Figure exact_cashable_;
  Figure exact_total_;
};

/// The years of the business case, its value, payback and ratio; empty without one.
std::string business_case_lines(const Json& summary, const Json& savings);

}  // namespace channelshift
