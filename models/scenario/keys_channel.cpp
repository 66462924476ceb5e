#include <fmt/format.h>

#include <cmath>

#include "models/scenario/store.hpp"

/// [[channel]]: the ways by which people make contact.
namespace channelshift {

namespace {

constexpr std::string_view channel_kinds[] = {"live", "deferred", "self-service"};
constexpr std::string_view clocks[] = {"elapsed", "working"};
constexpr unsigned live = kinds(ChannelKind::live);
constexpr unsigned deferred = kinds(ChannelKind::deferred);
constexpr unsigned staffed = kinds(ChannelKind::live, ChannelKind::deferred);
constexpr unsigned self_service = kinds(ChannelKind::self_service);

void check_concurrency(const Channel& channel, const Node& table, Reading& reading) {
  const Node* speed = find(table, "speed");
  const auto given = channel.speed.size();
  if (!speed && channel.concurrency > 1) {
    reading.faults.add(place_of(table, "concurrency"),
                       fmt::format("concurrency is {} without speed (how fast is the work on each contact then?). Add "
                                   "{} numbers, like speed = [1, 0.85, 0.7].",
                                   channel.concurrency, channel.concurrency));
  } else if (speed && speed->list() && given != static_cast<std::size_t>(channel.concurrency)) {
    reading.faults.add(place_of_value(table, "speed"),
                       fmt::format("speed has {} number{} and concurrency is {} (it says the speed with 1, 2, 3... "
                                   "contacts in hand). Give as many numbers as concurrency.",
                                   given, given == 1 ? "" : "s", channel.concurrency));
  }
  if (channel.interruptible && channel.concurrency > 1) {
    reading.faults.add(
        place_of(table, "interruptible"),
        fmt::format("interruptible with a concurrency of {} (which of them would be put down?). Keep one "
                    "of them.",
                    channel.concurrency));
  }
}

void check_channel(void* object, const Node& table, Reading& reading) {
  Channel& channel = *static_cast<Channel*>(object);
  if (channel.title.empty()) channel.title = channel.id;
  if (channel.kind == ChannelKind::self_service) channel.hours = {{every_day, {TimeRange{}}}};
  if (channel.kind != ChannelKind::self_service) check_concurrency(channel, table, reading);
  const Node* target = find(table, "target");
  if (target && channel.target && channel.target->clock == Clock::working && channel.kind == ChannelKind::live) {
    reading.faults.add(place_of_value(*target, "clock"),
                       "clock is \"working\" on a live channel (its contacts wait only while someone is there). Leave "
                       "clock out.");
  }
  const bool nowhere = channel.kind == ChannelKind::self_service && channel.completes < 1 && channel.gives_up < 1 &&
                       kind_of(table, channel_keys()) >= 0 && !find(table, "falls-back-to");
  if (!nowhere) return;
  reading.faults.add(
      place_of(table, "completes"),
      "contacts that are not completed go nowhere (completes and gives-up leave some over, and there is no "
      "falls-back-to). Add falls-back-to, or gives-up = 1.");
}

/// Days of open time end at the same time of day: they are counted, not measured.
void check_target(void* object, const Node& table, Reading& reading) {
  Target& target = *static_cast<Target*>(object);
  const Node* within = find(table, "within");
  const std::string* text = within ? within->text() : nullptr;
  if (target.clock != Clock::working || !text || !parse_duration(*text).value) return;
  const std::string_view unit = unit_of_duration(*text);
  const double days = target.within_s / 86400;
  if (unit == "w") {
    reading.faults.add(within->place,
                       fmt::format("within is {} with the working clock (how many open days has a week?). "
                                   "Give days, like \"5d\".",
                                   in_quotes(*text)));
  } else if (unit == "d" && (days != std::floor(days) || days < 1)) {
    reading.faults.add(within->place,
                       fmt::format("within is {} with the working clock (open days are counted whole). Give "
                                   "whole days like \"5d\", or hours.",
                                   in_quotes(*text)));
  } else if (unit == "d") {
    target.within_days = static_cast<int>(days);
  }
}

double sum(const std::vector<Switch>& switches, double more) {
  for (const Switch& to : switches) more += to.share;
  return more;
}

void check_shares(double total, std::string_view what, const Node& table, Reading& reading) {
  if (total <= 1 + 1e-9) return;
  reading.faults.add(table.place,
                     fmt::format("{} together are {} (they are shares of the same contacts, at most 1). Lower "
                                 "them.",
                                 what, show_number(total)));
}

void check_retry(void* object, const Node& table, Reading& reading) {
  const Retry& retry = *static_cast<Retry*>(object);
  check_shares(sum(retry.switches, retry.share), "share and switch", table, reading);
}

void check_when_closed(void* object, const Node& table, Reading& reading) {
  const WhenClosed& closed = *static_cast<WhenClosed*>(object);
  check_shares(sum(closed.switches, closed.later), "later and switch", table, reading);
  if (closed.later > 0 && !find(table, "later-after")) {
    reading.faults.add(
        place_of(table, "later"),
        "later without later-after (how long after the opening do they come back?). Add it, like \"2h\".");
  }
}

}  // namespace

const TableKeys& channel_keys() {
  static const TableKeys keys{
      .name = "[[channel]]",
      .keys =
          {
              {.name = "id",
               .type = Type::id,
               .meaning = "The channel's id.",
               .required = true,
               .store = into<&Channel::id>},
              {.name = "title",
               .type = Type::text,
               .meaning = "What people read.",
               .without = "the id",
               .store = into<&Channel::title>},
              {.name = "kind",
               .type = Type::choice,
               .meaning = "live: people wait for an agent, and may leave. deferred: work waits in a backlog and never "
                          "leaves. self-service: no agent is needed.",
               .choices = channel_kinds,
               .required = true,
               .store = into<&Channel::kind>},
              {.name = "hours",
               .type = Type::hours,
               .meaning =
                   "When a live channel is open, or deferred work is done. \"always\" is day and night, closed days "
                   "too; so is a range without days on closed days. Self-service is always open.",
               .only = staffed,
               .required_of = staffed,
               .store = into<&Channel::hours>},
              {.name = "target",
               .type = Type::table,
               .meaning = "The promise: answered within this wait, for this share.",
               .without = "no target, and no service level",
               .only = staffed,
               .table = target_keys,
               .store = into<&Channel::target>},
              {.name = "handle",
               .type = Type::table,
               .meaning =
                   "Time of an agent on one contact that no demand describes, before division by the team's speed.",
               .without = "each demand must give its own",
               .form = "distribution",
               .only = staffed,
               .table = distribution_keys,
               .store = into<&Channel::handle>},
              {.name = "patience",
               .type = Type::table,
               .meaning = "How long people wait for an agent before they leave.",
               .without = "nobody ever leaves",
               .form = "distribution",
               .only = live,
               .table = distribution_keys,
               .store = into<&Channel::patience>},
              {.name = "balk",
               .type = Type::share,
               .meaning = "Share that leaves at once when no agent is free.",
               .standard = "0",
               .only = live,
               .store = into<&Channel::balk>},
              {.name = "retry",
               .type = Type::table,
               .meaning = "Who tries again after leaving or finding no line.",
               .without = "nobody tries again",
               .only = live,
               .table = retry_keys,
               .store = into<&Channel::retry>},
              {.name = "when-closed",
               .type = Type::table,
               .meaning = "What becomes of contacts outside the hours.",
               .without = "they are lost",
               .only = live,
               .table = when_closed_keys,
               .store = into<&Channel::when_closed>},
              {.name = "lines",
               .type = Type::whole,
               .meaning = "How many contacts there can be at once, waiting or being served; more find a busy tone.",
               .without = "as many as come",
               .range = Range{1, 1e6},
               .only = live,
               .store = into<&Channel::lines>},
              {.name = "appointments",
               .type = Type::table,
               .meaning = "Who books a time instead of coming at once, and the times that there are.",
               .without = "nobody books",
               .only = live,
               .table = appointments_keys,
               .store = into<&Channel::appointments>},
              {.name = "cost",
               .type = Type::table,
               .meaning = "What the channel costs beside the teams.",
               .without = "nothing",
               .table = cost_keys,
               .store = into<&Channel::cost>},
              {.name = "unit-cost",
               .type = Type::money,
               .meaning = "A published cost of one contact, used for the claimed saving `unit_cost` alone.",
               .without = "the cost of a contact that the baseline finds",
               .store = into<&Channel::unit_cost>},
              {.name = "offered-per-year",
               .type = Type::number,
               .meaning =
                   "Contacts of every kind that the channel counts in 365.25 days; its demands are scaled by one "
                   "factor until the simulation gives it.",
               .without = "the demands hold as they are",
               .range = Range{0, 1e9, true},
               .store = into<&Channel::offered_per_year>},
              {.name = "interruptible",
               .type = Type::yes_no,
               .meaning = "Whether deferred work is put down for a live contact, and resumed.",
               .standard = "false",
               .only = deferred,
               .store = into<&Channel::interruptible>},
              {.name = "completes",
               .type = Type::share,
               .meaning = "Share of contacts that self-service settles.",
               .standard = "1",
               .only = self_service,
               .store = into<&Channel::completes>},
              {.name = "falls-back-to",
               .type = Type::channel,
               .meaning = "Where contacts that are not completed go on.",
               .without = "nowhere",
               .only = self_service,
               .store = into<&Channel::falls_back_to>},
              {.name = "falls-back-after",
               .type = Type::table,
               .meaning = "How long after the attempt they do so.",
               .standard = "{ family = 'exponential', mean = '10min' }",
               .form = "distribution",
               .only = self_service,
               .table = distribution_keys,
               .store = into<&Channel::falls_back_after>},
              {.name = "gives-up",
               .type = Type::share,
               .meaning = "Share of the contacts that are not completed which do not fall back but give up.",
               .standard = "0",
               .only = self_service,
               .store = into<&Channel::gives_up>},
              {.name = "chase",
               .type = Type::table,
               .meaning = "Contacts that ask after one which is still unanswered.",
               .without = "nobody asks",
               .only = deferred,
               .table = chase_keys,
               .store = into<&Channel::chase>},
              {.name = "switch-cost",
               .type = Type::duration,
               .meaning =
                   "Time that an agent needs to find back into interrupted work, each time it is taken up again.",
               .standard = "0s",
               .only = deferred,
               .store = into<&Channel::switch_cost_s>},
              {.name = "callback",
               .type = Type::table,
               .meaning =
                   "The offer to be called back. Who accepts keeps the place in the queue, never loses patience, and "
                   "holds no line.",
               .without = "no offer",
               .only = live,
               .table = callback_keys,
               .store = into<&Channel::callback>},
              {.name = "concurrency",
               .type = Type::whole,
               .meaning =
                   "Contacts that one agent holds at once, as in chat; `speed` says what that costs. An agent at "
                   "work on another channel takes none of this, and an agent who holds some takes nothing else. "
                   "A contact goes to an agent who is idle, else to the one with room who holds fewest.",
               .standard = "1",
               .range = Range{1, 100},
               .only = staffed,
               .store = into<&Channel::concurrency>},
              {.name = "speed",
               .type = Type::number,
               .meaning =
                   "Speed of the work on each contact while one agent holds 1, 2, 3... of them: with 0.5 for two, "
                   "each takes twice as long, and nothing is gained. As many numbers as `concurrency`.",
               .without = "1; required with a concurrency above 1",
               .form = "list of numbers, like [1, 0.85, 0.7]",
               .range = Range{0.01, 1},
               .only = staffed,
               .store = into<&Channel::speed>},
          },
      .kind_key = "kind",
      .has_id = true,
      .check = check_channel};
  return keys;
}

const TableKeys& target_keys() {
  static const TableKeys keys{
      .name = "target",
      .keys =
          {
              {.name = "within",
               .type = Type::duration,
               .meaning = "The wait within which contacts are to be answered; a wait equal to it is in time.",
               .required = true,
               .store = into<&Target::within_s>},
              {.name = "share",
               .type = Type::share,
               .meaning = "The share of offered contacts for which this is to hold.",
               .required = true,
               .store = into<&Target::share>},
              {.name = "clock",
               .type = Type::choice,
               .meaning =
                   "elapsed: every hour counts. working: hours and minutes count open time only, and \"5d\" ends at "
                   "the same time of day on the 5th open day after. Deferred channels only.",
               .standard = "elapsed",
               .choices = clocks,
               .store = into<&Target::clock>},
          },
      .check = check_target};
  return keys;
}

const TableKeys& retry_keys() {
  static const TableKeys keys{.name = "retry",
                              .keys =
                                  {
                                      {.name = "share",
                                       .type = Type::share,
                                       .meaning = "Share that tries again by the same channel.",
                                       .standard = "0",
                                       .store = into<&Retry::share>},
                                      {.name = "after",
                                       .type = Type::table,
                                       .meaning = "How long after leaving they try again.",
                                       .form = "distribution",
                                       .required = true,
                                       .table = distribution_keys,
                                       .store = into<&Retry::after>},
                                      {.name = "switch",
                                       .type = Type::share,
                                       .meaning = "Shares that try another channel, after the same time.",
                                       .without = "none",
                                       .form = "table of channel ids and shares, like { web = 0.1 }",
                                       .store = into<&Retry::switches>},
                                  },
                              .check = check_retry};
  return keys;
}

const TableKeys& when_closed_keys() {
  static const TableKeys keys{
      .name = "when-closed",
      .keys =
          {
              {.name = "emergency-to",
               .type = Type::channel,
               .meaning = "The channel that contacts of an emergency reason go to, at once.",
               .without = "they fare like the others",
               .store = into<&WhenClosed::emergency_to>},
              {.name = "later",
               .type = Type::share,
               .meaning = "Share of the others that comes back after the next opening.",
               .standard = "0",
               .store = into<&WhenClosed::later>},
              {.name = "later-after",
               .type = Type::duration,
               .meaning = "Mean time between the opening and their coming back; it is exponential.",
               .without = "required with later",
               .range = Range{0, 520 * 604800.0, true},
               .store = into<&WhenClosed::later_after_s>},
              {.name = "switch",
               .type = Type::share,
               .meaning = "Shares of the others that go to another channel at once.",
               .without = "none",
               .form = "table of channel ids and shares, like { web = 0.2 }",
               .store = into<&WhenClosed::switches>},
          },
      .check = check_when_closed};
  return keys;
}

const TableKeys& cost_keys() {
  static const TableKeys keys{.name = "cost",
                              .keys = {
                                  {.name = "per-contact",
                                   .type = Type::money,
                                   .meaning = "Money per answered contact; of self-service per contact that comes.",
                                   .standard = "0",
                                   .store = into<&ChannelCost::per_contact>},
                                  {.name = "per-minute",
                                   .type = Type::money,
                                   .meaning = "Money per minute of wait and handling.",
                                   .standard = "0",
                                   .store = into<&ChannelCost::per_minute>},
                                  {.name = "per-year",
                                   .type = Type::money,
                                   .meaning = "Money in a year, whatever comes.",
                                   .standard = "0",
                                   .store = into<&ChannelCost::per_year>},
                              }};
  return keys;
}

}  // namespace channelshift
