#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/check.hpp"
#include "models/scenario/levels.hpp"
#include "models/scenario/volumes.hpp"
#include "models/scenario/words.hpp"

/// People at one moment: not too many in all, and somebody where a channel is open; shift patterns of their teams.
namespace channelshift {

namespace {

constexpr double most_at_once = 16'000;

std::string on_day(const DayKind& day) {
  return fmt::format("{}{}", show_date(day.date), day.closed ? ", a closed day" : "");
}

bool takes(const Team& team, ChannelId channel) {
  for (const std::vector<Answers>& rank : team.answers) {
    for (const Answers& answer : rank) {
      if (answer.channel == channel) return true;
    }
  }
  return std::any_of(team.overflow.begin(), team.overflow.end(),
                     [&](const Overflow& o) { return o.channel == channel; });
}

/// First moment of open hours with nobody there; none if there is none.
std::optional<int> first_gap(const std::vector<TimeRange>& open, const std::vector<Level>& levels) {
  std::optional<int> gap;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i].staff > 0) continue;
    const int end_s = i + 1 < levels.size() ? levels[i + 1].from_s : 86400;
    for (const TimeRange& range : open) {
      const int from_s = std::max(range.from_s, levels[i].from_s);
      if (from_s < std::min(range.to_s, end_s) && (!gap || from_s < *gap)) gap = from_s;
    }
  }
  return gap;
}

bool may_be_reached(const ModelView& view, std::size_t index) {
  const ChannelId channel{static_cast<std::uint16_t>(index)};
  return std::any_of(view.model.demands.begin(), view.model.demands.end(),
                     [&](const Demand& demand) { return demand.channel == channel && expects_contacts(demand); });
}

void warn_of_gap(const ModelView& view, std::size_t index, const std::vector<DayKind>& kinds, Faults& warnings) {
  const Channel& channel = view.model.channels[index];
  const ChannelId id{static_cast<std::uint16_t>(index)};
  for (const DayKind& day : kinds) {
    std::vector<Level> there{{0, 0}};
    for (const Team& team : view.model.teams) {
      if (takes(team, id)) there = sum_of(there, levels_on(team, day));
    }
    const std::optional<int> gap = first_gap(open_on(channel, day.date, day.closed), there);
    if (!gap) continue;
    const std::string_view weekday = day_names[weekday_number(day.date)];
    warnings.add(
        place_of_value(table_of(view, "channel", index), "hours"),
        fmt::format(
            "the channel {} is open with nobody rostered for it, first from {} {} (on {}); its contacts wait or "
            "leave. Roster someone, or shorten its hours.",
            channel.id, weekday, show_time(*gap), on_day(day)));
    return;
  }
}

/// Why no roster is searched for this team; empty if one is.
std::string kept_because(const Team& team) {
  if (team.kind == TeamKind::contracted) return "which is contracted";
  return team.keep_roster ? "which has keep-roster = true" : "";
}

void check_pattern_team(const ModelView& view, const Node& name, Faults& faults) {
  for (const Team& team : view.model.teams) {
    const std::string because = kept_because(team);
    if (because.empty() || !name.text() || *name.text() != team.id) continue;
    faults.add(name.place, fmt::format("a shift pattern of the team {}, {} (no roster is found for it). Leave the team "
                                       "out of the pattern.",
                                       team.id, because));
  }
}

/// What says how a roster may be found says nothing of one that stays as it is.
void check_patterns(const ModelView& view, Faults& faults) {
  const Node* patterns = find(view.root, "shift-pattern");
  if (!patterns || !patterns->list()) return;
  for (const Node& pattern : *patterns->list()) {
    const Node* teams = find(pattern, "teams");
    if (!teams) continue;
    if (!teams->list())
      check_pattern_team(view, *teams, faults);
    else
      for (const Node& name : *teams->list()) check_pattern_team(view, name, faults);
  }
}

}  // namespace

void check_staff(const ModelView& view, Faults& faults) {
  check_patterns(view, faults);
  if (view.calendar.start == Date{}) return;  // a fault of its own
  for (const DayKind& day : day_kinds(view.calendar, view.model.teams)) {
    std::vector<Level> all{{0, 0}};
    for (const Team& team : view.model.teams) all = sum_of(all, levels_on(team, day));
    const auto most =
        std::max_element(all.begin(), all.end(), [](const Level& a, const Level& b) { return a.staff < b.staff; });
    if (most->staff <= most_at_once) continue;
    faults.add(
        place_of(table_of(view, "team", 0), "roster"),
        fmt::format("{} people are rostered at {} on {}, in all teams (the most at one moment is 16,000). Lower the "
                    "staff, or divide the scenario.",
                    show_number(most->staff), show_time(most->from_s), on_day(day)));
    return;
  }
}

void warn_of_gaps(const ModelView& view, Faults& warnings) {
  const std::vector<DayKind> kinds = day_kinds(view.calendar, view.model.teams);
  for (std::size_t i = 0; i < view.model.channels.size(); ++i) {
    if (view.model.channels[i].kind == ChannelKind::live && may_be_reached(view, i))
      warn_of_gap(view, i, kinds, warnings);
  }
}

}  // namespace channelshift
