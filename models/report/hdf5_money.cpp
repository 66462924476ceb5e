#include <array>
#include <limits>

#include "models/report/hdf5_parts.hpp"

/// Savings, ledger and business case of an option.
namespace channelshift {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Below /savings/<option>/; what is of the first year has a suffix.
class Money {
 public:
  Money(sim::Hdf5Writer& file, const OptionSavings& savings)
      : file_(file),
        savings_(savings),
        option_(*savings.simulated),
        folder_("/savings/" + option_.option->id + "/"),
        suffix_(option_.first_year ? first_year_suffix : "") {}

  void write() const {
    for (const Saving& saving : savings_.savings) by_replication(std::string(saving.text.name), saving);
    for (const Saving& change : savings_.changes) by_replication("change_" + std::string(change.text.name), change);
    service_levels();
    for (const char* name : {"cashable", "not_cashable"}) by_replication(name, *find_line(savings_.ledger, name));
    for (const Saving& line : savings_.ledger.lines) by_replication("ledger/" + std::string(line.text.name), line);
    posts();
  }

  void by_replication(const std::string& name, const Saving& saving) const {
    dataset(name, saving.text.unit, std::string(saving.text.meaning), {"replication"}, saving.values);
  }

  void dataset(const std::string& name, std::string_view unit, const std::string& meaning,
               std::vector<std::string> axes, const std::vector<double>& values) const {
    file_.dataset({folder_ + name + suffix_, unit_text(unit, option_.scenario->currency), meaning, std::move(axes)},
                  values);
  }

 private:
  std::size_t replications() const { return option_.run->replications.size(); }

  void service_levels() const {
    const std::size_t channels = option_.model->channels.size();
    std::vector<double> levels(replications() * channels, none);
    for (const ServiceChange& change : savings_.service) {
      for (std::size_t r = 0; r < change.values.size(); ++r) levels[r * channels + change.channel] = change.values[r];
    }
    if (savings_.service.empty()) return;
    dataset(
        "change_service_level", "1",
        "service level with the option less that of the baseline, linearised: the mean is the difference of the two "
        "ratios of means",
        {"replication", "channel"}, levels);
  }

  /// NaN: teams without change.
  void posts() const {
    team_figure("hours_freed", "h/year", "rostered paid hours that fall away", &PostsFreed::hours_freed);
    team_figure("posts_freed", "1", "those hours in full-time posts", &PostsFreed::posts_freed);
    team_figure("posts_whole", "1", "of them, those that can be given up in whole steps", &PostsFreed::posts_whole);
    team_figure("remainder", "1", "the part of a post left over", &PostsFreed::remainder);
    team_costs("cost_freed", "staff cost without the option less with it", &PostsFreed::cost_freed);
    team_costs("cashable", "of that, what leaves the budget", &PostsFreed::cashable);
    team_costs("not_cashable", "of that, what the parts of posts cost that are left over", &PostsFreed::not_cashable);
  }

  void team_figure(const std::string& name, const char* unit, const char* meaning, double PostsFreed::*figure) const {
    std::vector<double> values(option_.model->teams.size(), none);
    for (const PostsFreed& posts : savings_.ledger.teams) values[posts.team] = posts.*figure;
    dataset("posts/" + name, unit, meaning, {"team"}, values);
  }

  void team_costs(const std::string& name, const char* meaning, std::vector<double> PostsFreed::*costs) const {
    const std::size_t teams = option_.model->teams.size();
    std::vector<double> values(replications() * teams, none);
    for (const PostsFreed& posts : savings_.ledger.teams) {
      for (std::size_t r = 0; r < replications(); ++r) values[r * teams + posts.team] = (posts.*costs)[r];
    }
    dataset("posts/" + name, "money/year", meaning, {"replication", "team"}, values);
  }

  sim::Hdf5Writer& file_;
  const OptionSavings& savings_;
  const Simulated& option_;
  std::string folder_;
  std::string suffix_;
};

struct FlowText {
  const char* name;
  const char* unit;
  const char* meaning;
  double CashFlow::*amount;
};
constexpr std::array flows{
    FlowText{"take_up", "1", "mean take-up of the year", &CashFlow::take_up},
    FlowText{"gross", "money", "cashable saving before what the option costs", &CashFlow::gross},
    FlowText{"running_cost", "money", "what the option costs while it runs, optimism bias included",
             &CashFlow::running_cost},
    FlowText{"one_off_cost", "money", "what it costs once, optimism bias included", &CashFlow::one_off_cost},
    FlowText{"redundancy", "money", "paid for posts given up", &CashFlow::redundancy},
    FlowText{"net", "money", "gross less all cost", &CashFlow::net},
    FlowText{"discounted", "money", "net in money of year 0", &CashFlow::discounted},
    FlowText{"cumulative", "money", "net up to the end of the year, not discounted", &CashFlow::cumulative},
};

void write_business_case(const Money& money, const BusinessCase& business) {
  money.by_replication("net_present_value", business.net_present_value);
  for (const FlowText& flow : flows) {
    std::vector<double> values;
    for (const std::vector<CashFlow>& years : business.flows) {
      for (const CashFlow& year : years) values.push_back(year.*(flow.amount));
    }
    money.dataset("cash_flow/" + std::string(flow.name), flow.unit, flow.meaning, {"replication", "year"}, values);
  }
}

void write_bridge(const Money& money, const std::vector<BridgeStep>& bridge) {
  if (bridge.empty()) return;
  int number = bridge.front().left.text.name == "unit_cost" ? 0 : 1;
  for (const BridgeStep& step : bridge)
    money.by_replication("bridge/" + std::to_string(number++) + "_" + std::string(step.left.text.name), step.left);
}

void write_searches(const Money& money, const BySearch& searches) {
  for (const auto& [name, values] : searches) {
    if (name.starts_with(bridge_change_prefix)) continue;
    const char* unit = name == "net_present_value" ? "money" : name == "benefit_cost_ratio" ? "1" : "money/year";
    money.dataset("searches/" + name, unit,
                  "mean of the saving of this name on each search's own replications, as if it were the only search",
                  {"search"}, values);
  }
}

}  // namespace

void write_account(sim::Hdf5Writer& file, const OptionAccount& option) {
  const Money full_year(file, option.full_year);
  full_year.write();
  if (option.first_year) Money(file, *option.first_year).write();
  if (option.business) write_business_case(full_year, *option.business);
  write_bridge(full_year, option.bridge);
  write_searches(full_year, option.searches);
}

}  // namespace channelshift
