#include "models/scenario/store.hpp"

/// appointments of a [[channel]]: times that can be booked.
namespace channelshift {

const TableKeys& appointments_keys() {
  static const TableKeys keys{
      .name = "appointments",
      .keys = {
          {.name = "share",
           .type = Type::share,
           .meaning = "Share of the channel's first contacts that book, at the moment at which they would have come, "
                      "open or not. Who comes again later does not book.",
           .required = true,
           .store = into<&Appointments::share>},
          {.name = "every",
           .type = Type::duration,
           .meaning = "Time from one slot to the next, the first at each opening; a slot that would end after the "
                      "closing is left out.",
           .range = Range{60, 86400},
           .required = true,
           .store = into<&Appointments::every_s>},
          {.name = "places",
           .type = Type::whole,
           .meaning = "People that can be booked into one slot. A place of someone who does not come stays taken.",
           .range = Range{1, 16000},
           .required = true,
           .store = into<&Appointments::places>},
          {.name = "lead",
           .type = Type::duration,
           .meaning = "The shortest time between booking and slot; the first slot after it with a free place is taken.",
           .standard = "0s",
           .range = Range{0, 52 * 604800.0},
           .store = into<&Appointments::lead_s>},
          {.name = "no-show",
           .type = Type::share,
           .meaning = "Share of the booked that does not come. They try again as the channel's retry says, without "
                      "booking; the rest is lost.",
           .standard = "0",
           .store = into<&Appointments::no_show>},
          {.name = "to",
           .type = Type::channel,
           .meaning = "The live channel on which the booked are served, with a target, patience and rank of its own; "
                      "the slots follow its hours. Let a team name it first in answers, and the booked go first.",
           .without = "the same channel, in the order in which people come",
           .store = into<&Appointments::to>},
      }};
  return keys;
}

}  // namespace channelshift
