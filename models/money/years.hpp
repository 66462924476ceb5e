#pragma once

#include <optional>
#include <span>
#include <vector>

#include "models/money/release.hpp"

/// The business case in plain numbers: of one replication, one search or one draw of uncertain inputs.
namespace channelshift {

/// What an option saves in a year at one take-up, posts not yet made whole. Positive saves.
struct YearlySaving {
  double take_up = 1;         ///< mean while it is in force
  std::vector<double> hours;  ///< [team] rostered paid hours
  std::vector<double> staff;  ///< [team] cost of staff
  double with_volume = 0;     ///< overtime, contracts, channels' variable cost and income: grows with first contacts
  double fixed = 0;           ///< what does not
};

/// How a team's posts are counted, and go.
struct TeamPosts {
  double hours_of_post = 0;  ///< a year
  double redundancy_per_post = 0;
  PostsLeaving leaving;
};

struct CaseInput {
  Finance finance;
  ReleasePlan release;
  std::vector<YearInForce> years;     ///< [year]
  std::vector<TeamPosts> teams;       ///< those whose hours or cost change
  std::vector<YearlySaving> savings;  ///< ascending take-up, at least one; from nothing at 0 to the first
  double one_off_cost = 0;
  double running_cost = 0;                      ///< a year
  std::optional<double> staff_first_year = {};  ///< cashable staff cost of year 1, where it was simulated as dated
  std::optional<double> other_first_year = {};  ///< and all other savings of that year
};

struct CashFlow {
  int year = 0;
  double take_up = 0;
  double gross = 0;  ///< cashable before what the option costs
  double running_cost = 0;
  double one_off_cost = 0;
  double redundancy = 0;
  double net = 0;
  double discounted = 0;  ///< net in money of year 0
  double cumulative = 0;  ///< net up to the end of the year, not discounted
};

/// Year 0 and those of the input. Amounts in the prices of year 0.
std::vector<CashFlow> cash_flow(const CaseInput& input);

double net_present_value(std::span<const CashFlow> flow);

/// Gross savings and costs (one-off, redundancy, running) in money of year 0.
struct PresentValues {
  double gross = 0;
  double costs = 0;
};
PresentValues present_values(std::span<const CashFlow> flow, double discount_rate);

/// Years until the sum of the net cash flow is 0 or more, and stays so; a year's flow comes evenly. None: not within
/// the years. 0: nothing ever has to be paid back.
std::optional<double> payback_years(std::span<const CashFlow> flow);

}  // namespace channelshift
