#include <fmt/format.h>

#include "models/scenario/store.hpp"

/// [[option]]: what might be done instead, and the shifts in it.
namespace channelshift {

namespace {

constexpr std::string_view staffing_rules[] = {"keep", "match-service", "match-targets"};  // as Staffing
constexpr std::string_view ramp_shapes[] = {"step", "linear", "logistic"};

void store_option_id(void* object, const Node& node, const Key& key, Reading& reading) {
  Option& option = *static_cast<Option*>(object);
  read_into(option.id, node, key, reading);
  if (option.id != "baseline") return;
  refuse(node, key, reading, "(that is the name of the scenario as it stands). Choose another id.");
}

void store_based_on(void*, const Node& node, const Key& key, Reading& reading) {
  id_of(node, key, reading.options, "option", reading);  // what it brings is worked in once all options are read
}

void store_ramp(void* object, const Node& node, const Key& key, Reading& reading) {
  if (is_table(node, key, reading)) read_table(object, node, ramp_keys(), reading);
}

void store_set(void*, const Node& node, const Key& key, Reading& reading) {
  is_table(node, key, reading);  // its paths are applied to the tree, which is then read again
}

void check_option(void* object, const Node& table, Reading&) {
  Option& option = *static_cast<Option*>(object);
  if (!find(table, "bridge")) option.bridge = option.staffing != Staffing::keep;
  if (option.title.empty()) option.title = option.id;
}

void check_ramp(void* object, const Node& table, Reading& reading) {
  const Option& option = *static_cast<Option*>(object);
  if (option.ramp == RampShape::step && option.ramp_weeks > 0 && kind_of(table, ramp_keys()) >= 0) {
    reading.faults.add(place_of(table, "weeks"),
                       "a step takes no weeks (it is there at once). Leave weeks out, or choose "
                       "linear or logistic.");
  }
}

void store_reasons(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<bool>& reasons = static_cast<Shift*>(object)->reasons;
  reasons.assign(reading.reasons.ids().size(), false);
  const auto add = [&](const Node& item) {
    if (const auto reason = id_of(item, key, reading.reasons, "reason", reading)) reasons[*reason] = true;
  };
  if (!node.list()) return add(node);
  for (const Node& item : *node.list()) add(item);
  if (node.list()->empty()) refuse(node, key, reading, "(it names no reason). Leave it out for all.");
}

void check_shift(void* object, const Node& table, Reading& reading) {
  Shift& shift = *static_cast<Shift*>(object);
  if (!find(table, "reasons")) shift.reasons.assign(reading.reasons.ids().size(), true);
  for (const ChannelId from : shift.from) {
    if (!shift.to || from.value == unread || from != *shift.to) continue;
    reading.faults.add(place_of_value(table, "to"),
                       fmt::format("the shift goes from {0} to {0} (nothing would move). Correct "
                                   "from or to.",
                                   reading.channels.ids()[from.value]));
  }
  if (shift.to) return;
  for (const std::string_view key : {"completes", "falls-back-to", "gives-up", "handle", "induced"}) {
    if (!find(table, key)) continue;
    reading.faults.add(place_of(table, key),
                       fmt::format("{} in a shift without to (its contacts are avoided, so there is no "
                                   "contact that this could hold for). Remove it, or add to.",
                                   key));
  }
}

}  // namespace

const TableKeys& option_keys() {
  static const TableKeys keys{
      .name = "[[option]]",
      .keys =
          {
              {.name = "id",
               .type = Type::id,
               .meaning = "The option's id.",
               .required = true,
               .store = store_option_id},
              {.name = "title",
               .type = Type::text,
               .meaning = "What people read.",
               .without = "the id",
               .store = into<&Option::title>},
              {.name = "based-on",
               .type = Type::option,
               .meaning = "Another option whose shifts, set and costs this one takes, and adds its own to; its ramp, "
                          "starts, staffing, release and bridge hold unless given here.",
               .without = "it stands alone",
               .store = store_based_on},
              {.name = "staffing",
               .type = Type::choice,
               .meaning =
                   "keep: the roster stays as it is, but for what is set. match-service: the cheapest roster with "
                   "which every channel with a target is served no worse than as it is (service level and, if live, "
                   "share that left; within a standard error of the search's replications). match-targets: the "
                   "cheapest roster with which every channel meets its target. Either is searched for twice, without "
                   "the shift and with it, so that overstaffing is told apart.",
               .standard = "keep",
               .choices = staffing_rules,
               .store = into<&Option::staffing>},
              {.name = "release",
               .type = Type::other,
               .meaning = "When posts that are not needed any more go. at-once: at the start, after the team's notice. "
                          "attrition: as their holders leave. Or once take-up has been seen.",
               .standard = "at-once",
               .form = "at-once, attrition, or { when-take-up = 0.05 }",
               .table = release_keys,
               .store = store_release},
              {.name = "bridge",
               .type = Type::yes_no,
               .meaning = "Whether the steps from the sum on paper to the cashable saving are simulated, one mechanism "
                          "after the other.",
               .without = "yes where staffing is not keep",
               .store = into<&Option::bridge>},
              {.name = "ramp",
               .type = Type::table,
               .meaning =
                   "How take-up grows from nothing to full. Handle times and revenue that `set` changes follow it, "
                   "contact by contact; what else is set holds in full from `starts`.",
               .without = "full at once",
               .table = ramp_keys,
               .store = store_ramp},
              {.name = "starts",
               .type = Type::date,
               .meaning = "The first day of the option.",
               .without = "from the beginning",
               .store = into<&Option::starts>},
              {.name = "set",
               .type = Type::other,
               .meaning = "Keys of channels, demands, teams, reasons, profiles and surges that have another value in "
                          "this option.",
               .without = "nothing differs",
               .form = "table of paths and values, like { \"channel.phone.lines\" = 30 }",
               .store = store_set},
              {.name = "one-off-cost",
               .type = Type::money,
               .meaning = "Cost of bringing it in, once.",
               .standard = "0",
               .store = into<&Option::one_off_cost>},
              {.name = "per-year-cost",
               .type = Type::money,
               .meaning = "Cost of running it for a year.",
               .standard = "0",
               .store = into<&Option::per_year_cost>},
              {.name = "shift",
               .type = Type::tables,
               .meaning = "First contacts that move to another channel.",
               .without = "none move",
               .table = shift_keys,
               .store = into<&Option::shifts>},
              {.name = "claim",
               .type = Type::money,
               .meaning = "The yearly saving that was claimed for it.",
               .without = "none",
               .store = into<&Option::claim>},
          },
      .has_id = true,
      .check = check_option};
  return keys;
}

const TableKeys& ramp_keys() {
  static const TableKeys keys{
      .name = "ramp",
      .keys = {{.name = "shape",
                .type = Type::choice,
                .meaning = "step: at once. linear: evenly over the weeks. logistic: slowly, then fast, then slowly.",
                .standard = "step",
                .choices = ramp_shapes,
                .store = into<&Option::ramp>},
               {.name = "weeks",
                .type = Type::whole,
                .meaning = "Weeks from nothing to full take-up.",
                .without = "required unless it is a step",
                .range = Range{1, 520},
                .required_of = kinds(RampShape::linear, RampShape::logistic),
                .store = into<&Option::ramp_weeks>}},
      .kind_key = "shape",
      .check = check_ramp};
  return keys;
}

const TableKeys& shift_keys() {
  static const TableKeys keys{
      .name = "[[option.shift]]",
      .keys =
          {
              {.name = "from",
               .type = Type::channels,
               .meaning = "The channels whose first contacts move.",
               .required = true,
               .store = into<&Shift::from>},
              {.name = "to",
               .type = Type::channel,
               .meaning = "The channel that they move to.",
               .without = "the contact is avoided",
               .store = into<&Shift::to>},
              {.name = "share",
               .type = Type::share,
               .meaning = "The share of those first contacts that moves.",
               .required = true,
               .store = into<&Shift::share>},
              {.name = "reasons",
               .type = Type::reasons,
               .meaning = "The reasons whose contacts move.",
               .without = "all",
               .store = store_reasons},
              {.name = "completes",
               .type = Type::share,
               .meaning = "Share of the moved contacts that is settled on the new channel; the others bounce.",
               .without = "the channel's own",
               .store = into<&Shift::completes>},
              {.name = "falls-back-to",
               .type = Type::channel,
               .meaning = "Where moved contacts that are not completed go.",
               .without = "the channel's own",
               .store = into<&Shift::falls_back_to>},
              {.name = "gives-up",
               .type = Type::share,
               .meaning = "Share of the moved contacts not completed that gives up in place of falling back.",
               .without = "the channel's own",
               .store = into<&Shift::gives_up>},
              {.name = "handle",
               .type = Type::table,
               .meaning = "Time of an agent on a moved contact, on the new channel.",
               .without = "that of a demand with its reason and the new channel, else the channel's",
               .form = "distribution",
               .table = distribution_keys,
               .store = into<&Shift::handle>},
              {.name = "induced",
               .type = Type::number,
               .meaning = "New contacts that the easier channel brings, per contact moved.",
               .standard = "0",
               .range = Range{0, 100},
               .store = into<&Shift::induced>},
              {.name = "simplest-first",
               .type = Type::share,
               .meaning = "0: contacts move whatever their length. 1: the shortest move first.",
               .standard = "0",
               .store = into<&Shift::simplest_first>},
          },
      .check = check_shift};
  return keys;
}

}  // namespace channelshift
