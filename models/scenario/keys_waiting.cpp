#include "models/scenario/store.hpp"

/// `chase` and `callback` of a channel: what people do, or are offered, while they wait.
namespace channelshift {

const TableKeys& chase_keys() {
  static const TableKeys keys{
      .name = "chase",
      .keys = {
          {.name = "after",
           .type = Type::duration,
           .meaning = "Time without an answer after which they ask; elapsed time, once for each contact.",
           .range = Range{0, 520 * 604800.0, true},
           .required = true,
           .store = into<&Chase::after_s>},
          {.name = "share",
           .type = Type::share,
           .meaning = "Share of the contacts then unanswered that are asked after.",
           .required = true,
           .store = into<&Chase::share>},
          {.name = "channel",
           .type = Type::channel,
           .meaning = "The channel by which they ask. The contact keeps its place meanwhile.",
           .required = true,
           .store = into<&Chase::channel>},
      }};
  return keys;
}

const TableKeys& callback_keys() {
  static const TableKeys keys{
      .name = "callback",
      .keys = {
          {.name = "when-wait-over",
           .type = Type::duration,
           .meaning =
               "The offer is made when the expected wait is over this. Expected is what the first in the queue has "
               "waited so far.",
           .required = true,
           .store = into<&Callback::when_wait_over_s>},
          {.name = "accepted",
           .type = Type::share,
           .meaning = "Share of offers that are accepted.",
           .required = true,
           .store = into<&Callback::accepted>},
      }};
  return keys;
}

}  // namespace channelshift
