#include <cmath>

#include <fmt/format.h>

#include "models/scenario/store.hpp"

/// What may become of a contact that was served: `escalate`, `churn`, `case` and `satisfaction` of a reason.
namespace channelshift {

namespace {

constexpr std::string_view clocks[] = {"elapsed", "working"};

void store_channel_scores(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<double>& scores = static_cast<Satisfaction*>(object)->channel;
  scores.assign(reading.channels.ids().size(), 0);
  if (!is_table(node, key, reading)) return;
  for (const Entry& entry : *node.table()) {
    const auto channel = id_of(Node{entry.key_place, entry.key}, key, reading.channels, "channel", reading);
    const auto score = number_of(entry.value, key, reading);
    if (channel && score) scores[*channel] = *score;
  }
}

void check_satisfaction(void* object, const Node&, Reading& reading) {
  std::vector<double>& scores = static_cast<Satisfaction*>(object)->channel;
  if (scores.empty()) scores.assign(reading.channels.ids().size(), 0);
}

void check_confirm(void* object, const Node& table, Reading& reading) {
  const Confirm& confirm = *static_cast<Confirm*>(object);
  if (confirm.breeds > 0 && !find(table, "channel"))
    reading.faults.add(place_of(table, "breeds"),
                       "breeds without channel (by which channel do they ask?). Add it, like channel = \"phone\".");
}

/// Days of working time end at the same time of day: they are counted, not measured.
void check_promise(Case& work, const Node& table, Reading& reading) {
  const Node* promise = find(table, "promise");
  const std::string* text = promise ? promise->text() : nullptr;
  if (work.clock != Clock::working || !text || !parse_duration(*text).value) return;
  const std::string_view unit = unit_of_duration(*text);
  const double days = work.promise_s / 86400;
  if (unit == "w" || (unit == "d" && (days != std::floor(days) || days < 1)))
    reading.faults.add(promise->place, fmt::format("promise is {} with the working clock (open days are counted "
                                                   "whole). Give whole days like \"5d\", or hours.",
                                                   in_quotes(*text)));
  else if (unit == "d")
    work.promise_days = static_cast<int>(days);
}

void check_case(void* object, const Node& table, Reading& reading) {
  Case& work = *static_cast<Case*>(object);
  const bool channel = find(table, "channel");
  const bool lead_time = find(table, "lead-time");
  if (channel == lead_time)
    reading.faults.add(table.place,
                       fmt::format("case has {} (who does the work?). Give one: the channel where it waits "
                                   "for a team, or the time that it takes.",
                                   channel ? "both channel and lead-time" : "neither channel nor lead-time"));
  if (channel && find(table, "hours"))
    reading.faults.add(place_of(table, "hours"),
                       "hours of a case that waits on a channel (the channel has its own). Leave hours out.");
  else if (find(table, "hours") && work.clock != Clock::working)
    reading.faults.add(place_of(table, "hours"),
                       "hours with the elapsed clock (which counts every hour). Leave hours out, or say clock = "
                       "\"working\".");
  check_promise(work, table, reading);
}

}  // namespace

const TableKeys& escalate_keys() {
  static const TableKeys keys{
      .name = "escalate",
      .keys = {
          {.name = "share",
           .type = Type::share,
           .meaning = "Share of the unresolved contacts that are handed on; the others come again, or not. A team's "
                      "`authority` settles part of them at once.",
           .required = true,
           .store = into<&Escalate::share>},
          {.name = "to",
           .type = Type::channel,
           .meaning = "The channel where those answer to whom it is handed on: with a handle time, a target and teams "
                      "of its own. What they do not resolve is not handed on to them again.",
           .required = true,
           .store = into<&Escalate::to>},
          {.name = "as",
           .type = Type::reason,
           .meaning = "The reason that it is from then on: with its own shares, repeats and cases.",
           .without = "the same reason",
           .store = into<&Escalate::as>},
          {.name = "after",
           .type = Type::table,
           .meaning = "Time until it reaches them.",
           .without = "at once",
           .form = "distribution",
           .table = distribution_keys,
           .store = into<&Escalate::after>},
      }};
  return keys;
}

const TableKeys& churn_keys() {
  static const TableKeys keys{
      .name = "churn",
      .keys = {
          {.name = "unresolved",
           .type = Type::share,
           .meaning = "Share of the unresolved contacts (those handed on apart) whose customer leaves for good.",
           .standard = "0",
           .store = into<&Churn::unresolved>},
          {.name = "abandoned",
           .type = Type::share,
           .meaning = "Share of the attempts without an answer (no patience, no line) whose customer leaves for good.",
           .standard = "0",
           .store = into<&Churn::abandoned>},
          {.name = "value",
           .type = Type::money,
           .meaning = "What a customer who leaves is worth.",
           .standard = "0",
           .store = into<&Churn::value>},
      }};
  return keys;
}

const TableKeys& case_keys() {
  static const TableKeys keys{
      .name = "case",
      .keys =
          {
              {.name = "channel",
               .type = Type::channel,
               .meaning = "The deferred channel where the work waits for a team (a back office, a supplier).",
               .without = "lead-time says how long it takes",
               .store = into<&Case::channel>},
              {.name = "lead-time",
               .type = Type::table,
               .meaning = "How long the work takes, however much there is; hours of `hours` on the working clock.",
               .without = "channel says who does it",
               .form = "distribution",
               .table = distribution_keys,
               .store = into<&Case::lead_time>},
              {.name = "hours",
               .type = Type::hours,
               .meaning =
                   "With lead-time and the working clock: when work goes on, and which hours the promise counts.",
               .without = "those of the channel; with lead-time, always",
               .store = into<&Case::hours>},
              {.name = "promise",
               .type = Type::duration,
               .meaning = "The time within which the case is to close; closing at its very end is in time.",
               .required = true,
               .store = into<&Case::promise_s>},
              {.name = "clock",
               .type = Type::choice,
               .meaning =
                   "elapsed: every hour counts. working: hours and minutes count open time only, and \"5d\" ends "
                   "at the same time of day on the 5th open day after.",
               .standard = "elapsed",
               .choices = clocks,
               .store = into<&Case::clock>},
              {.name = "confirm",
               .type = Type::table,
               .meaning = "A text message that confirms the work.",
               .without = "none",
               .table = confirm_keys,
               .store = into<&Case::confirm>},
              {.name = "chase",
               .type = Type::table,
               .meaning = "Contacts about an open case that is past its promise, again and again until it closes.",
               .without = "nobody asks",
               .table = case_chase_keys,
               .store = into<&Case::chase>},
          },
      .check = check_case};
  return keys;
}

const TableKeys& confirm_keys() {
  static const TableKeys keys{.name = "confirm",
                              .keys =
                                  {
                                      {.name = "cost",
                                       .type = Type::money,
                                       .meaning = "Money per message.",
                                       .standard = "0",
                                       .store = into<&Confirm::cost>},
                                      {.name = "breeds",
                                       .type = Type::share,
                                       .meaning = "Share of the messages that are followed by a contact about them.",
                                       .standard = "0",
                                       .store = into<&Confirm::breeds>},
                                      {.name = "after",
                                       .type = Type::table,
                                       .meaning = "How long after the message that contact comes.",
                                       .without = "exponential with mean 1h",
                                       .form = "distribution",
                                       .table = distribution_keys,
                                       .store = into<&Confirm::after>},
                                      {.name = "channel",
                                       .type = Type::channel,
                                       .meaning = "The channel by which it comes.",
                                       .without = "required with breeds",
                                       .store = into<&Confirm::channel>},
                                      {.name = "reassures",
                                       .type = Type::share,
                                       .meaning = "Share of the customers who would chase and, with a message, do not.",
                                       .standard = "0",
                                       .store = into<&Confirm::reassures>},
                                  },
                              .check = check_confirm};
  return keys;
}

const TableKeys& case_chase_keys() {
  static const TableKeys keys{
      .name = "chase",
      .keys = {
          {.name = "share",
           .type = Type::share,
           .meaning = "Share of customers who chase when the promise is past and the case is open.",
           .required = true,
           .store = into<&CaseChase::share>},
          {.name = "after",
           .type = Type::table,
           .meaning = "How long after the promise they do so first, and how long after that again.",
           .form = "distribution",
           .required = true,
           .table = distribution_keys,
           .store = into<&CaseChase::after>},
          {.name = "channel",
           .type = Type::channel,
           .meaning = "The channel by which they ask.",
           .required = true,
           .store = into<&CaseChase::channel>},
      }};
  return keys;
}

const TableKeys& satisfaction_keys() {
  static const Range any{-100, 100};
  static const TableKeys keys{.name = "satisfaction",
                              .keys =
                                  {
                                      {.name = "base",
                                       .type = Type::number,
                                       .meaning = "Score, 0 to 10, of a need met at once by one contact.",
                                       .range = Range{0, 10},
                                       .required = true,
                                       .store = into<&Satisfaction::base>},
                                      {.name = "per-wait-minute",
                                       .type = Type::number,
                                       .meaning = "Change for each minute waited, over all attempts; usually negative.",
                                       .standard = "0",
                                       .range = any,
                                       .store = into<&Satisfaction::per_wait_minute>},
                                      {.name = "unresolved",
                                       .type = Type::number,
                                       .meaning = "Change if the need is lost.",
                                       .standard = "0",
                                       .range = any,
                                       .store = into<&Satisfaction::unresolved>},
                                      {.name = "per-hand-off",
                                       .type = Type::number,
                                       .meaning = "Change for each time the contact was handed on.",
                                       .standard = "0",
                                       .range = any,
                                       .store = into<&Satisfaction::per_hand_off>},
                                      {.name = "channel",
                                       .type = Type::number,
                                       .meaning = "Change by the channel of the last contact.",
                                       .without = "0 on all",
                                       .form = "table of channel ids and numbers, like { web = 0.5 }",
                                       .range = any,
                                       .store = store_channel_scores},
                                      {.name = "noise",
                                       .type = Type::number,
                                       .meaning = "Standard deviation of what else moves the score (normal).",
                                       .standard = "0",
                                       .range = Range{0, 100},
                                       .store = into<&Satisfaction::noise>},
                                  },
                              .check = check_satisfaction};
  return keys;
}

}  // namespace channelshift
