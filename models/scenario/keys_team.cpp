#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/store.hpp"

/// [[team]]: the people who answer, and when they are there.
namespace channelshift {

namespace {

constexpr std::string_view employment[] = {"employed", "contracted"};  // as TeamKind
constexpr unsigned employed = kinds(TeamKind::employed);
constexpr unsigned contracted = kinds(TeamKind::contracted);
constexpr double most_staff = 100'000;

Answers read_answer(const Node& node, const Key& key, Reading& reading) {
  Answers answer;
  if (node.table()) {
    read_table(&answer, node, answers_keys(), reading);
  } else {
    read_into(answer.channel, node, key, reading);
  }
  return answer;
}

bool ranked(const std::vector<std::vector<Answers>>& ranks, ChannelId channel) {
  return std::any_of(ranks.begin(), ranks.end(), [&](const std::vector<Answers>& rank) {
    return std::any_of(rank.begin(), rank.end(), [&](const Answers& a) { return a.channel == channel; });
  });
}

void add_answer(std::vector<std::vector<Answers>>& ranks, const Node& node, const Key& key, Reading& reading) {
  const Answers answer = read_answer(node, key, reading);
  if (answer.channel.value == unread) return;
  if (ranked(ranks, answer.channel)) {
    reading.faults.add(node.place, fmt::format("answers names {} twice (which rank holds?). Name each channel once.",
                                               reading.channels.ids()[answer.channel.value]));
    return;
  }
  ranks.back().push_back(answer);
}

void store_answers(void* object, const Node& node, const Key& key, Reading& reading) {
  auto& ranks = static_cast<Team*>(object)->answers;
  if (!is_list(node, key, reading)) return;
  for (const Node& item : *node.list()) {
    ranks.emplace_back();
    if (!item.list()) {
      add_answer(ranks, item, key, reading);
      continue;
    }
    if (item.list()->empty()) refuse(item, key, reading, "that is empty (a rank has channels). Remove it.");
    for (const Node& equal : *item.list()) add_answer(ranks, equal, key, reading);
  }
  std::erase_if(ranks, [](const std::vector<Answers>& rank) { return rank.empty(); });
}

void store_speed(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<double>& speed = static_cast<Team*>(object)->speed;
  speed.assign(reading.channels.ids().size(), 1);
  if (!node.table()) {
    if (const auto all = number_of(node, key, reading)) speed.assign(speed.size(), *all);
    return;
  }
  for (const Entry& entry : *node.table()) {
    const auto channel = id_of(Node{entry.key_place, entry.key}, key, reading.channels, "channel", reading);
    const auto factor = number_of(entry.value, key, reading);
    if (channel && factor) speed[*channel] = *factor;
  }
}

void store_overflow(void* object, const Node& node, const Key& key, Reading& reading) {
  auto& overflow = static_cast<Team*>(object)->overflow;
  if (!is_table(node, key, reading)) return;
  for (const Entry& entry : *node.table()) {
    const auto channel = id_of(Node{entry.key_place, entry.key}, key, reading.channels, "channel", reading);
    const auto after_s = number_of(entry.value, key, reading);
    if (channel) overflow.push_back({{*channel}, after_s.value_or(0)});
  }
}

/// A channel in both answers and overflow: the overflow holds, so that it is taken after the wait alone.
void overflow_holds(Team& team, const Overflow& overflow, const Place& place, Reading& reading) {
  const std::string& channel = reading.channels.ids()[overflow.channel.value];
  for (std::vector<Answers>& rank : team.answers) {
    const auto both =
        std::find_if(rank.begin(), rank.end(), [&](const Answers& a) { return a.channel == overflow.channel; });
    if (both == rank.end()) continue;
    if (both->keep_free > 0 || both->ages_s) {
      reading.faults.add(place,
                         fmt::format("overflow names {}, which answers names with {} (which holds?). Keep one of them.",
                                     channel, both->keep_free > 0 ? "keep-free" : "ages"));
    } else {
      reading.warnings.add(place,
                           fmt::format("{0} stands in answers and in overflow (the team takes it only after {1}, and "
                                       "after all its other work). Leave it out of answers to say so, or out of "
                                       "overflow to take it at once.",
                                       channel, show_duration(overflow.after_s)));
    }
    rank.erase(both);
  }
  std::erase_if(team.answers, [](const std::vector<Answers>& rank) { return rank.empty(); });
}

/// Nobody is paid by the hour in a contracted team.
void refuse_premiums(const Node& table, Reading& reading) {
  const Node* roster = find(table, "roster");
  if (!roster || !roster->list()) return;
  for (const Node& line : *roster->list()) {
    if (!line.table() || !find(line, "premium")) continue;
    reading.faults.add(place_of(line, "premium"),
                       "premium in the roster of a contracted team (it is paid by its rate, not by the hour). "
                       "Remove it.");
  }
}

/// What says how a roster may be found says nothing of one that is kept.
void refuse_limits(const Node& table, Reading& reading) {
  for (const char* key : {"minimum-staff", "contract-hours"}) {
    if (!find(table, key)) continue;
    reading.faults.add(place_of(table, key),
                       fmt::format("{} of a team with keep-roster = true (no roster is found for it). Remove one of "
                                   "them.",
                                   key));
  }
}

void check_roster(const Node& table, Reading& reading) {
  const bool lines = find(table, "roster");
  const bool file = find(table, "roster-csv");
  if (lines && file) {
    reading.faults.add(place_of(table, "roster-csv"), "both roster and roster-csv (which holds?). Keep one of them.");
  } else if (!lines && !file) {
    const Key& key = *find_key(team_keys(), "roster");
    reading.faults.add(table.place, fmt::format("[[team]] lacks the key \"roster\" (it has no default). Add it; it "
                                                "takes: {}. Or name a file in roster-csv.",
                                                show_type(key)));
  }
}

void check_team(void* object, const Node& table, Reading& reading) {
  Team& team = *static_cast<Team*>(object);
  if (team.title.empty()) team.title = team.id;
  if (team.kind == TeamKind::contracted) refuse_premiums(table, reading);
  if (team.keep_roster) refuse_limits(table, reading);
  check_roster(table, reading);
  for (const Overflow& overflow : team.overflow) {
    const std::string& channel = reading.channels.ids()[overflow.channel.value];
    overflow_holds(team, overflow, place_of(*find(table, "overflow"), channel), reading);
  }
}

bool inside(const TimeRange& range, const std::vector<TimeRange>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const TimeRange& around) {
    return around.from_s <= range.from_s && range.to_s <= around.to_s;
  });
}

void check_roster_line(void* object, const Node& table, Reading& reading) {
  const RosterLine& line = *static_cast<RosterLine*>(object);
  for (const TimeRange& pause : line.breaks) {
    if (line.hours.empty() || inside(pause, line.hours)) continue;
    reading.faults.add(
        place_of_value(table, "break"),
        fmt::format("the break {} lies outside the line's hours, {} (nobody is there to take it). Correct one "
                    "of them.",
                    show_ranges({pause}), show_ranges(line.hours)));
  }
  if (line.from && line.to && *line.from > *line.to) {
    reading.faults.add(place_of_value(table, "to"),
                       fmt::format("to is {}, before from, {} (the line never holds). Correct "
                                   "one of them.",
                                   show_date(*line.to), show_date(*line.from)));
  }
}

}  // namespace

const TableKeys& team_keys() {
  static const TableKeys keys{
      .name = "[[team]]",
      .keys =
          {
              {.name = "id", .type = Type::id, .meaning = "The team's id.", .required = true, .store = into<&Team::id>},
              {.name = "title",
               .type = Type::text,
               .meaning = "What people read.",
               .without = "the id",
               .store = into<&Team::title>},
              {.name = "answers",
               .type = Type::list,
               .meaning = "The channels that the team answers, the most important first; channels in a nested list are "
                          "equal. An empty list answers nothing.",
               .form = "list of ids of channels, or of { channel = \"email\", keep-free = 1, ages = \"2h\" }",
               .required = true,
               .table = answers_keys,
               .store = store_answers},
              {.name = "roster",
               .type = Type::tables,
               .meaning = "How many people are there, when. Lines that hold at the same moment add up. Give this or "
                          "roster-csv.",
               .without = "roster-csv says it",
               .table = roster_keys,
               .store = into<&Team::roster>},
              {.name = "roster-csv",
               .type = Type::text,
               .meaning = "A CSV file of who was on duty, in place of `roster`: the columns date, from, to, staff, or "
                          "start, end with a line for each agent (date and time, like 2024-01-31T22:00). Duty that "
                          "ends before it begins ends on the next day; lines at the same moment add up. The path is "
                          "relative to the file that names it.",
               .without = "roster says it"},
              {.name = "shrinkage",
               .type = Type::share,
               .meaning = "Share of paid time not at work, leave included.",
               .standard = "0",
               .range = Range{0, 1, false, true},
               .store = into<&Team::shrinkage>},
              {.name = "absence",
               .type = Type::share,
               .meaning = "Probability that a rostered place stays empty for the whole block; it is paid all the same.",
               .standard = "0",
               .range = Range{0, 1, false, true},
               .store = into<&Team::absence>},
              {.name = "fte-hours",
               .type = Type::number,
               .meaning = "Paid hours of one full-time post in a week.",
               .standard = "37",
               .range = Range{0, 168, true},
               .only = employed,
               .store = into<&Team::fte_hours>},
              {.name = "hourly-cost",
               .type = Type::money,
               .meaning = "Full cost of a paid hour.",
               .only = employed,
               .required_of = employed,
               .store = into<&Team::hourly_cost>},
              {.name = "overtime-factor",
               .type = Type::number,
               .meaning = "What an hour of overtime costs, in hourly-cost.",
               .standard = "1",
               .range = Range{0, 10},
               .only = employed,
               .store = into<&Team::overtime_factor>},
              {.name = "authority",
               .type = Type::share,
               .meaning = "Share of the contacts to be escalated that the team may settle itself, and does.",
               .standard = "0",
               .store = into<&Team::authority>},
              {.name = "speed",
               .type = Type::number,
               .meaning = "Handle times are divided by it: 1.1 is a tenth faster. One number, or one for each channel.",
               .standard = "1",
               .form = "number, or table like { phone = 1.0, email = 1.1 } (the others 1)",
               .range = Range{0.01, 100},
               .store = store_speed},
              {.name = "overflow",
               .type = Type::duration,
               .meaning =
                   "Channels that the team takes only after a contact has waited so long. They rank after all of "
                   "`answers`, in this order; a channel that stands in both is taken after the wait alone.",
               .without = "none",
               .form = "table of channel ids and durations, like { phone = \"60s\" }",
               .store = store_overflow},
              {.name = "kind",
               .type = Type::choice,
               .meaning = "employed: paid by the rostered hour. contracted: paid by `rate` for what it handles; its "
                          "roster says how many contacts it takes at once.",
               .standard = "employed",
               .choices = employment,
               .store = into<&Team::kind>},
              {.name = "rate",
               .type = Type::table,
               .meaning = "What a contracted team charges: for contacts and minutes handled, at least the minimum.",
               .only = contracted,
               .required_of = contracted,
               .table = rate_keys,
               .store = into<&Team::rate>},
              {.name = "turnover",
               .type = Type::table,
               .meaning = "People leave and are replaced. Each roster place (by the start of its hours and its number "
                          "among those that start then) is somebody's on all the days that have it; one with more "
                          "hours a week than a post is shared, by weekday.",
               .without = "nobody leaves",
               .only = employed,
               .table = turnover_keys,
               .store = into<&Team::turnover>},
              {.name = "post-step",
               .type = Type::number,
               .meaning = "Posts are given up in steps of so many full-time ones.",
               .standard = "1",
               .range = Range{0, 1000, true},
               .only = employed,
               .store = into<&Team::post_step>},
              {.name = "redundancy-per-post",
               .type = Type::money,
               .meaning = "Paid once for each full-time post that is given up, unless it goes by attrition.",
               .standard = "0",
               .only = employed,
               .store = into<&Team::redundancy_per_post>},
              {.name = "notice",
               .type = Type::duration,
               .meaning = "Time from the decision to give up posts until they are gone; they work and are paid.",
               .standard = "0s",
               .only = employed,
               .store = into<&Team::notice_s>},
              {.name = "attrition",
               .type = Type::share,
               .meaning = "Share of the posts whose holders leave in a year: so fast posts go where an option releases "
                          "them by attrition.",
               .without = "leavers-per-year of its turnover",
               .only = employed,
               .store = into<&Team::attrition>},
              {.name = "keep-roster",
               .type = Type::yes_no,
               .meaning =
                   "Its roster stays as it is where rosters are searched for: for people who are not there for the "
                   "contacts alone, like team leads.",
               .standard = "false",
               .only = employed,
               .store = into<&Team::keep_roster>},
              {.name = "minimum-staff",
               .type = Type::whole,
               .meaning = "Least number of people rostered while a channel that the team answers is open (as far as "
                          "its roster lines and shift patterns reach), where a roster is searched for.",
               .standard = "0",
               .range = Range{0, most_staff},
               .only = employed,
               .store = into<&Team::minimum_staff>},
              {.name = "contract-hours",
               .type = Type::number,
               .meaning = "Paid hours a week that the team has at most, where a roster is searched for.",
               .without = "no limit",
               .range = Range{0, 1e7, true},
               .only = employed,
               .store = into<&Team::contract_hours>},
          },
      .kind_key = "kind",
      .has_id = true,
      .check = check_team};
  return keys;
}

const TableKeys& rate_keys() {
  static const TableKeys keys{
      .name = "rate",
      .keys = {
          {.name = "per-contact",
           .type = Type::money,
           .meaning = "For a contact that the team answered.",
           .standard = "0",
           .store = into<&ContractRate::per_contact>},
          {.name = "per-minute",
           .type = Type::money,
           .meaning = "For a minute of handling.",
           .standard = "0",
           .store = into<&ContractRate::per_minute>},
          {.name = "minimum-per-year",
           .type = Type::money,
           .meaning =
               "The least that a year costs; owed for the days on which the team has a roster. A run of some weeks "
               "pays their share of it.",
           .standard = "0",
           .store = into<&ContractRate::minimum_per_year>},
      }};
  return keys;
}

const TableKeys& answers_keys() {
  static const TableKeys keys{
      .name = "an entry of answers",
      .keys = {
          {.name = "channel",
           .type = Type::channel,
           .meaning = "The channel.",
           .required = true,
           .store = into<&Answers::channel>},
          {.name = "keep-free",
           .type = Type::whole,
           .meaning =
               "The channel is taken only while so many agents of the team stay free after it, for those of other "
               "channels. Who waits on a live channel when it closes is answered all the same.",
           .standard = "0",
           .range = Range{0, most_staff},
           .store = into<&Answers::keep_free>},
          {.name = "ages",
           .type = Type::duration,
           .meaning =
               "The wait that lifts a contact by one rank: the team takes the one for which rank less wait / ages is "
               "least. Of equal ones that which has waited longest. It neither interrupts sooner nor passes "
               "keep-free.",
           .without = "the rank holds, however long it waits",
           .range = Range{0, 520 * 604800.0, true},
           .store = into<&Answers::ages_s>},
      }};
  return keys;
}

const TableKeys& roster_keys() {
  static const TableKeys keys{
      .name = "a roster line",
      .keys =
          {
              {.name = "days",
               .type = Type::days,
               .meaning = "The days on which the line holds.",
               .without = "every day, closed days too",
               .store = into<&RosterLine::days>},
              {.name = "hours",
               .type = Type::ranges_or_always,
               .meaning =
                   "The hours on those days. With `days`, a line for closed days must name \"closed\" among them.",
               .required = true,
               .store = into<&RosterLine::hours>},
              {.name = "staff",
               .type = Type::whole,
               .meaning = "How many people.",
               .range = Range{0, most_staff},
               .required = true,
               .store = into<&RosterLine::staff>},
              {.name = "break",
               .type = Type::ranges,
               .meaning = "Unpaid time within the hours, everyone of the line away.",
               .without = "none",
               .store = into<&RosterLine::breaks>},
              {.name = "premium",
               .type = Type::number,
               .meaning = "What an hour of this line costs, in hourly-cost.",
               .standard = "1",
               .range = Range{0, 10},
               .store = into<&RosterLine::premium>},
              {.name = "from",
               .type = Type::date,
               .meaning = "The first date on which the line holds.",
               .without = "from the beginning",
               .store = into<&RosterLine::from>},
              {.name = "to",
               .type = Type::date,
               .meaning = "The last date on which the line holds.",
               .without = "to the end",
               .store = into<&RosterLine::to>},
          },
      .check = check_roster_line};
  return keys;
}

}  // namespace channelshift
