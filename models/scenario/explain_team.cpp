#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/explain.hpp"
#include "models/scenario/explain_parts.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

std::string rank_in_words(const Model& model, const std::vector<Answers>& rank) {
  std::vector<std::string> words;
  for (const Answers& answer : rank) {
    words.push_back(
        id_of(model, answer.channel) +
        (answer.keep_free > 0 ? fmt::format(" (keeping {} free)", answer.keep_free) : "") +
        (answer.ages_s ? fmt::format(" (a rank higher for each {} of wait)", show_duration(*answer.ages_s)) : ""));
  }
  return rank.size() > 1 ? listed(words) + " alike" : words.front();
}

std::string answers_in_words(const Model& model, const Team& team) {
  std::string words;
  for (const std::vector<Answers>& rank : team.answers)
    words += (words.empty() ? "" : ", then ") + rank_in_words(model, rank);
  for (const Overflow& overflow : team.overflow) {
    words += fmt::format("{}{} once it has waited {}", words.empty() ? "" : ", then ", id_of(model, overflow.channel),
                         show_duration(overflow.after_s));
  }
  return words.empty() ? "nothing" : words;
}

std::string line_in_words(const RosterLine& line) {
  return fmt::format("{} {}", show_number(line.staff), when_in_words(line));
}

std::string speed_in_words(const Model& model, const Team& team) {
  const bool alike =
      std::all_of(team.speed.begin(), team.speed.end(), [&](double s) { return s == team.speed.front(); });
  if (alike && !team.speed.empty()) return show_number(team.speed.front());
  std::vector<std::string> words;
  for (std::size_t c = 0; c < team.speed.size(); ++c) {
    if (team.speed[c] != 1) words.push_back(show_number(team.speed[c]) + " on " + model.channels[c].id);
  }
  return listed(words) + ", else 1";
}

/// Lines of one date each, as a duty roster has them, are too many to show beyond the first.
void explain_roster(Page& page, const Team& team) {
  constexpr std::size_t most_dated = 5;
  std::size_t dated = 0;
  for (const RosterLine& line : team.roster) {
    const bool one_date = line.from && line.from == line.to;
    if (one_date && ++dated > most_dated) continue;
    page.line(line_in_words(line) + ".", 4);
  }
  if (dated > most_dated)
    page.line(fmt::format("And {} more lines of one date each.", show_number(static_cast<double>(dated - most_dated))),
              4);
}

std::string turnover_in_words(const Turnover& turnover) {
  std::string words = fmt::format(
      "Of each place {} people leave a year, at a cost of {} each; it is vacant and unpaid for {}, then {} of paid "
      "training",
      show_number(turnover.leavers_per_year), show_number(turnover.cost_per_leaver), show_duration(turnover.hiring_s),
      show_duration(turnover.training_s));
  if (!turnover.learning) return words;
  const Learning& learning = *turnover.learning;
  return words + fmt::format(", then work at {} of full speed, rising {} over {} weeks", show_share(learning.start),
                             learning.shape == LearningShape::linear ? "evenly" : "ever more slowly",
                             show_number(learning.weeks));
}

}  // namespace

std::string when_in_words(const RosterLine& line) {
  const bool all_day = line.hours.size() == 1 && line.hours[0] == TimeRange{};
  std::string words = all_day ? fmt::format("day and night, {}", show_days(line.days))
                              : fmt::format("from {}, {}", show_ranges(line.hours), show_days(line.days));
  if (!line.breaks.empty()) words += ", unpaid break " + show_ranges(line.breaks);
  if (line.from) words += ", from " + show_date(*line.from);
  if (line.to) words += ", to " + show_date(*line.to);
  if (line.premium != 1) words += fmt::format(", at {} of the hourly cost", show_share(line.premium));
  return words;
}

void explain_team(Page& page, const Model& model, const Team& team) {
  page.indented(fmt::format("{}: answers {}.", named(team.id, team.title), answers_in_words(model, team)));
  if (team.roster.empty()) page.line("Nobody is rostered.", 4);
  explain_roster(page, team);
  page.line(fmt::format("Shrinkage {}, absence {}. Speed {}.", show_share(team.shrinkage), show_share(team.absence),
                        speed_in_words(model, team)),
            4);
  if (team.authority > 0)
    page.line(
        fmt::format("Of the contacts to be handed on it settles {} by its own authority.", show_share(team.authority)),
        4);
  if (team.kind == TeamKind::contracted) {
    page.line(fmt::format("Contracted: {} for a contact, {} for a minute of handling, at least {} a year.",
                          show_number(team.rate.per_contact), show_number(team.rate.per_minute),
                          show_number(team.rate.minimum_per_year)),
              4);
    return;
  }
  if (team.turnover) page.line(turnover_in_words(*team.turnover) + ".", 4);
  page.line(fmt::format("A paid hour costs {}, overtime {} times that; a full-time post is {} hours a week.",
                        show_number(team.hourly_cost), show_number(team.overtime_factor), show_number(team.fte_hours)),
            4);
  if (team.keep_roster) page.line("Its roster stays as it is where rosters are searched for.", 4);
  if (team.minimum_staff > 0)
    page.line(fmt::format("A roster found for it has at least {} while a channel that it answers is open.",
                          show_number(team.minimum_staff)),
              4);
  if (team.contract_hours)
    page.line(fmt::format("A roster found for it has at most {} paid hours a week.", show_number(*team.contract_hours)),
              4);
  explain_posts(page, team);
}

void explain_routing(Page& page, const Model& model) {
  if (model.teams.size() < 2) return;
  switch (model.routing) {
    case Routing::first:
      return page.indented("Of several teams with a free agent the first of the file takes a contact.");
    case Routing::longest_idle:
      return page.indented(
          "Of several teams with a free agent that takes a contact whose agent has been idle longest.");
    case Routing::least_cost:
      return page.indented("Of several teams with a free agent the one with which a contact costs least takes it.");
  }
}

}  // namespace channelshift
