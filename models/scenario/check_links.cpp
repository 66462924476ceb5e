#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/check.hpp"
#include "models/scenario/reading.hpp"
#include "models/scenario/volumes.hpp"

/// What a channel, team or date may refer to: teams answer staffed channels, contacts go to other channels.
namespace channelshift {

namespace {

bool self_service(const ModelView& view, ChannelId channel) {
  return channel.value != unread && view.model.channels[channel.value].kind == ChannelKind::self_service &&
         kind_known(view, channel.value);
}

/// The entry of `answers` that names a channel, in a rank of its own or of several.
const Node* entry_of(const Node& list, const std::string& channel) {
  if (!list.list()) return nullptr;
  for (const Node& item : *list.list()) {
    const Node* name = item.table() ? find(item, "channel") : &item;
    if (name && name->text() && *name->text() == channel) return &item;
    if (const Node* inner = entry_of(item, channel)) return inner;
  }
  return nullptr;
}

Place answers_place(const ModelView& view, std::size_t team, ChannelId channel) {
  const Node& table = table_of(view, "team", team);
  const Node* answers = find(table, "answers");
  const Node* entry = answers ? entry_of(*answers, channel_id(view, channel)) : nullptr;
  return entry ? entry->place : place_of(table, "answers");
}

void check_answer(const ModelView& view, std::size_t team, const Answers& answer, Faults& faults) {
  if (answer.channel.value == unread) return;
  const std::string& id = channel_id(view, answer.channel);
  if (self_service(view, answer.channel)) {
    faults.add(
        answers_place(view, team, answer.channel),
        fmt::format("{} is self-service, so no team answers it (it needs no agent). Remove it from answers.", id));
  }
}

void check_team(const ModelView& view, std::size_t index, Faults& faults) {
  const Team& team = view.model.teams[index];
  for (const std::vector<Answers>& rank : team.answers) {
    for (const Answers& answer : rank) check_answer(view, index, answer, faults);
  }
  for (const Overflow& overflow : team.overflow) {
    if (!self_service(view, overflow.channel)) continue;
    const std::string& id = channel_id(view, overflow.channel);
    faults.add(
        place_of(*find(table_of(view, "team", index), "overflow"), id),
        fmt::format("{} is self-service, so no team answers it (it needs no agent). Remove it from overflow.", id));
  }
}

void to_itself(const Place& place, std::string_view key, const std::string& id, Faults& faults) {
  faults.add(place,
             fmt::format("{} of {} leads to {} itself (nothing would change). Name another channel.", key, id, id));
}

void check_switches(const std::vector<Switch>& switches, const Node& table, std::string_view key,
                    const Channel& channel, ChannelId self, Faults& faults) {
  const Node* inner = find(table, key);
  const Node* names = inner ? find(*inner, "switch") : nullptr;
  for (const Switch& other : switches) {
    if (other.channel == self && names) to_itself(place_of(*names, channel.id), "switch", channel.id, faults);
  }
}

void check_channel(const ModelView& view, std::size_t index, Faults& faults) {
  const Channel& channel = view.model.channels[index];
  const Node& table = table_of(view, "channel", index);
  const ChannelId self{static_cast<std::uint16_t>(index)};
  if (channel.retry) check_switches(channel.retry->switches, table, "retry", channel, self, faults);
  if (channel.when_closed) check_switches(channel.when_closed->switches, table, "when-closed", channel, self, faults);
  if (!channel.offered_per_year) return;
  const bool any = std::any_of(view.model.demands.begin(), view.model.demands.end(), [&](const Demand& demand) {
    return demand.channel == self && expects_contacts(demand);
  });
  if (any) return;
  faults.add(
      place_of(table, "offered-per-year"),
      fmt::format("offered-per-year of {}, which has no demand (there is nothing to scale). Add a [[demand]] on it, of "
                  "any size.",
                  channel.id));
}

void check_demand(const ModelView& view, std::size_t index, Faults& faults) {
  const Demand& demand = view.model.demands[index];
  if (!demand.handle || !self_service(view, demand.channel)) return;
  faults.add(
      place_of(table_of(view, "demand", index), "handle"),
      fmt::format("handle of {}, which comes to the self-service {} (no agent handles its contacts there). Remove it; "
                  "where they fall back, the handle of that channel holds.",
                  demand.id, channel_id(view, demand.channel)));
}

void check_special_hours(const ModelView& view, Faults& faults) {
  const Node* calendar = find(view.root, "calendar");
  const Node* list = calendar ? find(*calendar, "special-hours") : nullptr;
  for (std::size_t i = 0; i < view.calendar.special_hours.size() && list && list->list(); ++i) {
    if (!self_service(view, view.calendar.special_hours[i].channel)) continue;
    faults.add(place_of_value((*list->list())[i], "channel"),
               fmt::format("special hours of {}, which is self-service (it is always open). Remove them.",
                           channel_id(view, view.calendar.special_hours[i].channel)));
  }
}

}  // namespace

void check_links(const ModelView& view, Faults& faults) {
  for (std::size_t i = 0; i < view.model.teams.size(); ++i) check_team(view, i, faults);
  for (std::size_t i = 0; i < view.model.channels.size(); ++i) check_channel(view, i, faults);
  for (std::size_t i = 0; i < view.model.demands.size(); ++i) check_demand(view, i, faults);
  check_special_hours(view, faults);
}

}  // namespace channelshift
