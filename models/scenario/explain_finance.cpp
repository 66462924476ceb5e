#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/explain_parts.hpp"
#include "models/scenario/words.hpp"

/// The business case, and what becomes of posts that an option does not need.
namespace channelshift {

namespace {

std::string staffing_in_words(const Scenario& scenario, const Option& option) {
  switch (option.staffing) {
    case Staffing::keep: {
      const bool set = std::ranges::any_of(option.changes, [](const std::string& change) {
        return change.starts_with("team.") && change.find(".roster") != std::string::npos;
      });
      return set ? "The roster stays as it is, but for what is set." : "The roster stays as it is.";
    }
    case Staffing::match_service:
      return fmt::format(
          "The roster is the cheapest with which nothing with a target is served worse than as it is; found by {} "
          "searches, each on {} replications.",
          scenario.search.searches, scenario.search.replications);
    case Staffing::match_targets:
      return fmt::format(
          "The roster is the cheapest with which every target is met; found by {} searches, each on {} replications.",
          scenario.search.searches, scenario.search.replications);
  }
  return {};
}

std::string release_in_words(const Release& release) {
  switch (release.rule) {
    case ReleaseRule::at_once:
      return "Posts that are not needed go at once, after notice.";
    case ReleaseRule::attrition:
      return "Posts that are not needed go as their holders leave.";
    case ReleaseRule::when_take_up:
      return fmt::format(
          "Posts that are not needed go, after notice, once {} of the first contacts that its shifts name have really "
          "moved over four weeks.",
          show_share(release.gate));
  }
  return {};
}

/// How fast they fall vacant: stated, or by turnover.
std::string vacancies_in_words(const Team& team) {
  if (team.attrition) return fmt::format("; {} of its posts fall vacant in a year", show_share(*team.attrition));
  if (!team.turnover) return {};
  return fmt::format("; its posts fall vacant {} times a year each", show_number(team.turnover->leavers_per_year));
}

}  // namespace

void explain_staffing(Page& page, const Scenario& scenario, const Option& option) {
  page.line(staffing_in_words(scenario, option), 4);
  const bool gives_up = option.staffing != Staffing::keep || option.release.rule != ReleaseRule::at_once;
  if (gives_up) page.line(release_in_words(option.release), 4);
  if (option.claim)
    page.line(fmt::format("It was claimed to save {} {} a year.", scenario.currency, show_number(*option.claim)), 4);
  if (option.bridge) page.line("The steps from the sum on paper to the cashable saving are simulated.", 4);
}

void explain_posts(Page& page, const Team& team) {
  const std::string vacancies = vacancies_in_words(team);
  const bool stated =
      team.post_step != 1 || team.redundancy_per_post > 0 || team.notice_s > 0 || team.attrition.has_value();
  if (!stated) return;
  page.line(fmt::format("Posts are given up in steps of {} full-time ones, at {} each, {} after the decision{}.",
                        show_number(team.post_step), show_number(team.redundancy_per_post),
                        show_duration(team.notice_s), vacancies),
            4);
}

void explain_finance(Page& page, const Scenario& scenario) {
  if (!scenario.finance) return;
  const Finance& finance = *scenario.finance;
  const int start = static_cast<int>(std::chrono::year_month_day{scenario.calendar.start}.year());
  page.heading("Business case");
  page.indented(fmt::format("{} years, in prices of {}; a year's delay takes off {}.", finance.years,
                            finance.price_base.value_or(start), show_share(finance.discount_rate)));
  if (finance.optimism_bias > 0)
    page.indented(fmt::format("One-off and running cost are raised by {}.", show_share(finance.optimism_bias)));
  if (finance.trend != 0)
    page.indented(
        fmt::format("First contacts change by {} from year to year without any option.", show_share(finance.trend)));
}

}  // namespace channelshift
