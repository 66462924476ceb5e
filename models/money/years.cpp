#include "models/money/years.hpp"

#include <algorithm>
#include <cmath>

#include "models/money/posts.hpp"

namespace channelshift {
namespace {

/// A figure at this take-up, on straight lines from nothing through the known savings; the last beyond it.
template <class Of>
double at_take_up(std::span<const YearlySaving> savings, double take_up, Of of) {
  double below = 0;
  double value_below = 0;
  for (const YearlySaving& known : savings) {
    const double value = of(known);
    if (take_up == known.take_up) return value;
    if (take_up < known.take_up)
      return value_below + (value - value_below) * (take_up - below) / (known.take_up - below);
    below = known.take_up;
    value_below = value;
  }
  return value_below;
}

/// The input, year by year.
class Years {
 public:
  explicit Years(const CaseInput& input) : in_(input) {}

  std::size_t count() const { return in_.years.size(); }
  /// Of a year in which the option is in force throughout.
  template <class Of>
  double rate(std::size_t year, Of of) const {
    const YearInForce& at = in_.years[year];
    return at.share > 0 ? at_take_up(in_.savings, at.take_up / at.share, of) : 0;
  }
  double growth(std::size_t year) const { return std::pow(1 + in_.finance.trend, static_cast<double>(year)); }
  double share(std::size_t year) const { return in_.years[year].share; }

 private:
  const CaseInput& in_;
};

/// One team in every year.
struct StaffYears {
  std::vector<double> not_needed;  ///< [year] whole posts
  std::vector<double> cashable;    ///< [year]
};

StaffYears staff_years(const CaseInput& input, std::size_t team) {
  const Years years(input);
  const TeamPosts& posts = input.teams[team];
  StaffYears result{std::vector<double>(years.count(), 0.0), std::vector<double>(years.count(), 0.0)};
  std::vector<double> freed(years.count(), 0.0);
  for (std::size_t y = 0; y < years.count(); ++y) {
    const double hours = years.rate(y, [&](const YearlySaving& known) { return known.hours[team]; });
    freed[y] = hours > 0 ? hours * years.growth(y) / posts.hours_of_post : 0;
    result.not_needed[y] = whole_posts(freed[y], posts.leaving.step);
  }
  const std::vector<double> gone = posts_gone(posts.leaving, result.not_needed, input.years, input.release);
  for (std::size_t y = 0; y < years.count(); ++y) {
    const double staff = years.rate(y, [&](const YearlySaving& known) { return known.staff[team]; });
    const bool fewer = freed[y] > 0 && staff > 0;
    const double part = fewer ? years.growth(y) * std::min(1.0, gone[y] / freed[y]) : 1;
    result.cashable[y] = staff * part * years.share(y);
  }
  return result;
}

/// Staff cost that leaves the budget [year], and what is paid to those who go.
struct StaffCase {
  std::vector<double> cashable;
  double redundancy = 0;
};

StaffCase staff_case(const CaseInput& input) {
  StaffCase result{std::vector<double>(input.years.size(), 0.0), 0.0};
  const bool ever_gone = input.release.rule != ReleaseRule::when_take_up || input.release.gate_passed.has_value();
  const bool paid_off = input.release.rule != ReleaseRule::attrition && ever_gone;
  for (std::size_t team = 0; team < input.teams.size(); ++team) {
    const StaffYears staff = staff_years(input, team);
    for (std::size_t y = 0; y < staff.cashable.size(); ++y) result.cashable[y] += staff.cashable[y];
    if (paid_off && !staff.not_needed.empty())
      result.redundancy += input.teams[team].redundancy_per_post * std::ranges::max(staff.not_needed);
  }
  if (input.staff_first_year && !result.cashable.empty()) result.cashable[0] = *input.staff_first_year;
  return result;
}

double other_savings(const CaseInput& input, const Years& years, std::size_t year) {
  if (year == 0 && input.other_first_year) return *input.other_first_year;
  const double with_volume = years.rate(year, [](const YearlySaving& known) { return known.with_volume; });
  const double fixed = years.rate(year, [](const YearlySaving& known) { return known.fixed; });
  return (with_volume * years.growth(year) + fixed) * years.share(year);
}

void close(CashFlow& flow, double before, double discount_rate) {
  flow.net = flow.gross - flow.running_cost - flow.one_off_cost - flow.redundancy;
  flow.discounted = flow.net / std::pow(1 + discount_rate, flow.year);
  flow.cumulative = before + flow.net;
}

}  // namespace

std::vector<CashFlow> cash_flow(const CaseInput& input) {
  const Finance& finance = input.finance;
  const double raised = 1 + finance.optimism_bias;
  const Years years(input);
  const StaffCase staff = staff_case(input);
  std::vector<CashFlow> flow(1 + input.years.size());
  flow[0].one_off_cost = input.one_off_cost * raised;
  flow[0].redundancy = staff.redundancy;
  close(flow[0], 0, finance.discount_rate);
  for (std::size_t y = 0; y < input.years.size(); ++y) {
    CashFlow& of = flow[y + 1];
    of.year = static_cast<int>(y) + 1;
    of.take_up = input.years[y].take_up;
    of.gross = staff.cashable[y] + other_savings(input, years, y);
    of.running_cost = input.running_cost * years.share(y) * raised;
    close(of, flow[y].cumulative, finance.discount_rate);
  }
  return flow;
}

double net_present_value(std::span<const CashFlow> flow) {
  double sum = 0;
  for (const CashFlow& of : flow) sum += of.discounted;
  return sum;
}

PresentValues present_values(std::span<const CashFlow> flow, double discount_rate) {
  PresentValues sum;
  for (const CashFlow& of : flow) {
    const double worth = std::pow(1 + discount_rate, -of.year);
    sum.gross += of.gross * worth;
    sum.costs += (of.running_cost + of.one_off_cost + of.redundancy) * worth;
  }
  return sum;
}

std::optional<double> payback_years(std::span<const CashFlow> flow) {
  if (flow.empty() || flow.back().cumulative < 0) return std::nullopt;
  for (std::size_t y = flow.size(); y-- > 1;) {
    const double before = flow[y - 1].cumulative;
    if (before < 0) return static_cast<double>(y - 1) - before / flow[y].net;
  }
  return 0.0;
}

}  // namespace channelshift
