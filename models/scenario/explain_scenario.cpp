#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/scenario/explain.hpp"
#include "models/scenario/explain_parts.hpp"
#include "models/scenario/words.hpp"

/// The scenario as a whole: calendar, reasons, profiles, demands. Channels, teams and options have their own files.
namespace channelshift {

namespace {

using std::chrono::days;

std::string dates(const std::vector<Date>& all) {
  std::vector<std::string> words;
  for (const Date date : all) words.push_back(show_date(date));
  return listed(words);
}

void explain_calendar(Page& page, const Scenario& scenario) {
  const Calendar& calendar = scenario.calendar;
  const Date last = calendar.start + days{7 * calendar.weeks - 1};
  page.heading("Calendar and runs");
  page.indented(fmt::format("Measured: {} week{}, from {} ({}) to {}, after {} week{} of warm-up that {} not measured.",
                            calendar.weeks, calendar.weeks == 1 ? "" : "s", show_date(calendar.start),
                            day_names[std::chrono::weekday{calendar.start}.iso_encoding() - 1], show_date(last),
                            calendar.warm_up_weeks, calendar.warm_up_weeks == 1 ? "" : "s",
                            calendar.warm_up_weeks == 1 ? "is" : "are"));
  page.indented(fmt::format("Closed days: {}.", calendar.closed_days.empty() ? "none" : dates(calendar.closed_days)));
  for (const SpecialHours& special : calendar.special_hours) {
    page.indented(fmt::format("Special hours: {} on {}: {}.", id_of(scenario.model, special.channel),
                              show_date(special.date), show_ranges(special.ranges)));
  }
  page.indented(fmt::format("Reported by intervals of {}. {} replications, seed {}. Money in {}.",
                            show_duration(calendar.interval_s), show_number(scenario.replications), scenario.seed,
                            scenario.currency));
}

bool is_used(const Model& model, std::size_t reason) {
  return std::any_of(model.demands.begin(), model.demands.end(),
                     [&](const Demand& demand) { return demand.reason.value == reason; }) ||
         std::any_of(model.reasons.begin(), model.reasons.end(), [&](const Reason& other) {
           return other.escalate && other.escalate->as && other.escalate->as->value == reason;
         });
}

std::string resolved_in_words(const Model& model, const Reason& reason) {
  const bool alike = std::all_of(reason.resolved.begin(), reason.resolved.end(),
                                 [&](double share) { return share == reason.resolved.front(); });
  if (alike && !reason.resolved.empty()) return show_share(reason.resolved.front());
  std::vector<std::string> words;
  for (std::size_t c = 0; c < reason.resolved.size(); ++c) {
    words.push_back(show_share(reason.resolved[c]) + " by " + model.channels[c].id);
  }
  return listed(words);
}

void explain_reason(Page& page, const Model& model, const Reason& reason) {
  page.indented(named(reason.id, reason.title) + (reason.emergency ? ": an emergency, which cannot wait." : "."));
  page.line(fmt::format("An answered, completed contact resolves it: {}.", resolved_in_words(model, reason)), 4);
  explain_outcomes(page, model, reason);
  if (!reason.repeat) {
    page.line("After an unresolved contact nobody comes again.", 4);
    return;
  }
  page.line(
      fmt::format("After an unresolved contact {} come again, by {}, after: {}.", show_share(reason.repeat->share),
                  reason.repeat->channel ? id_of(model, *reason.repeat->channel) : "the same channel",
                  in_words(reason.repeat->after)),
      4);
}

void explain_reasons(Page& page, const Model& model) {
  page.heading("Reasons for contact");
  for (std::size_t r = 0; r < model.reasons.size(); ++r) {
    if (is_used(model, r)) explain_reason(page, model, model.reasons[r]);
  }
}

void explain_profile(Page& page, const Profile& profile) {
  static constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  page.indented(profile.id);
  std::vector<std::string> words;
  for (std::size_t m = 0; m < 12; ++m) words.push_back(fmt::format("{} {:.4g}", months[m], profile.month[m]));
  page.line("Months: " + listed(words) + ".", 4);
  words.clear();
  for (std::size_t d = 0; d < 7; ++d) words.push_back(fmt::format("{} {:.4g}", day_names[d], profile.weekday[d]));
  page.line("Days of the week: " + listed(words) + ".", 4);
  for (std::size_t d = 0; d < 7; ++d) {
    const auto same = [&](std::size_t other) {
      return std::equal(
          profile.day[d].begin(), profile.day[d].end(), profile.day[other].begin(), profile.day[other].end(),
          [](const RatePiece& a, const RatePiece& b) { return a.start_s == b.start_s && a.weight == b.weight; });
    };
    if (d > 0 && same(d - 1)) continue;
    std::size_t last = d;
    while (last < 6 && same(last + 1)) ++last;
    words.clear();
    for (const RatePiece& piece : profile.day[d])
      words.push_back(fmt::format("{} {:.4g}", show_time(piece.start_s), piece.weight));
    const std::string name = std::string(day_names[d]) + (last > d ? "-" + std::string(day_names[last]) : "");
    page.line(fmt::format("Rates from each time on, {}: {}.", name, listed(words)), 4);
  }
  page.line(fmt::format("On closed days: {} of an ordinary day's demand.", show_share(profile.closed_day_factor)), 4);
  if (!profile.busy_day) return page.line("No day is busier by chance than its contacts make it.", 4);
  page.line(fmt::format("Busy days by chance: cv {}, correlation from day to day {}{}.",
                        show_number(profile.busy_day->cv), show_number(profile.busy_day->correlation),
                        profile.busy_day->of_profile == profile.id
                            ? ""
                            : ", the same days as those of " + profile.busy_day->of_profile),
            4);
  if (!profile.busy_day->parts.empty())
    page.line(fmt::format("On top of it a factor of its own for each of {}: cv {}.",
                          show_ranges(profile.busy_day->parts), show_number(profile.busy_day->part_cv)),
              4);
}

std::string span_in_words(const std::vector<RecordedArrival>& recorded) {
  const Date first = recorded.front().date;
  const Date last = recorded.back().date;
  return first == last ? "on " + show_date(first) : fmt::format("from {} to {}", show_date(first), show_date(last));
}

void explain_recorded(Page& page, const Model& model, const Demand& demand) {
  const auto with_time = std::ranges::count_if(demand.recorded, [](const auto& a) { return a.handle_s.has_value(); });
  page.indented(fmt::format("{}: {} recorded contacts {}, by {}, for reason {}, the same in every replication.",
                            demand.id, show_number(static_cast<double>(demand.recorded.size())),
                            span_in_words(demand.recorded), id_of(model, demand.channel),
                            model.reasons[demand.reason.value].id));
  if (with_time > 0)
    page.line(
        fmt::format("{} of them have their recorded handle time; mean {}.", show_number(static_cast<double>(with_time)),
                    show_duration(std::round(10 * sim::mean_s(*demand.handle)) / 10)),
        4);
  else if (demand.handle)
    page.line(fmt::format("Handle time: {}.", in_words(*demand.handle)), 4);
}

std::string revenue_in_words(const Revenue& revenue) {
  std::string words =
      fmt::format("A first answered, completed contact converts with probability {}", show_share(revenue.conversion));
  const std::string beyond =
      revenue.from_minute > 0 ? fmt::format(" beyond {} min", show_number(revenue.from_minute)) : "";
  if (revenue.conversion_per_minute != 0)
    words += fmt::format(", {} more for each minute of handle time{} (at most {})",
                         show_number(revenue.conversion_per_minute), beyond, show_share(revenue.conversion_max));
  words += fmt::format(", and is then worth {}", show_number(revenue.value));
  if (revenue.value_per_minute != 0)
    words += fmt::format(", {} more for each minute{}", show_number(revenue.value_per_minute), beyond);
  return words;
}

void explain_demand(Page& page, const Model& model, const Demand& demand) {
  if (!demand.recorded.empty()) {
    explain_recorded(page, model, demand);
    return page.line(fmt::format("At most {} of them can move in an option.", show_share(demand.shiftable)), 4);
  }
  const std::string spread = demand.per_hour ? "an hour, day and night"
                             : demand.profile
                                 ? "a year, spread by the profile " + model.profiles[demand.profile->value].id
                                 : "a year, at a constant rate";
  page.indented(fmt::format("{}: {} first contacts {}, by {}, for reason {}.", demand.id,
                            show_number(demand.per_hour ? *demand.per_hour : *demand.per_year), spread,
                            id_of(model, demand.channel), model.reasons[demand.reason.value].id));
  if (demand.daily_counts == DailyCounts::fixed)
    page.line("The number of a day is what is expected of it, rounded up or down; only the times are by chance.", 4);
  if (demand.handle) {
    page.line(fmt::format("Handle time: {}{}.", in_words(*demand.handle),
                          demand.wrap_s > 0 ? ", of which wrap " + show_duration(demand.wrap_s) : ""),
              4);
  }
  page.line(fmt::format("At most {} of them can move in an option.", show_share(demand.shiftable)), 4);
  if (demand.revenue) page.line(revenue_in_words(*demand.revenue) + ".", 4);
}

}  // namespace

std::string explain_scenario(const Scenario& scenario) {
  Page page;
  page.line(named(scenario.name, scenario.title));
  if (!scenario.notes.empty()) page.indented(scenario.notes);
  explain_calendar(page, scenario);
  page.heading("Channels");
  for (const Channel& channel : scenario.model.channels) explain_channel(page, scenario.model, channel);
  explain_reasons(page, scenario.model);
  if (!scenario.model.profiles.empty()) page.heading("Profiles of demand (relative)");
  for (const Profile& profile : scenario.model.profiles) explain_profile(page, profile);
  explain_correlations(page, scenario.model);
  page.heading("Demand");
  for (const Demand& demand : scenario.model.demands) explain_demand(page, scenario.model, demand);
  explain_surges(page, scenario);
  page.heading("Teams");
  for (const Team& team : scenario.model.teams) explain_team(page, scenario.model, team);
  explain_shift_patterns(page, scenario);
  explain_routing(page, scenario.model);
  explain_uncertain(page, scenario);
  if (!scenario.options.empty()) page.heading("Options");
  for (const Option& option : scenario.options) explain_option(page, scenario, option);
  explain_finance(page, scenario);
  return page.text();
}

}  // namespace channelshift
