#include "models/scenario/store.hpp"

/// [[reason]]: why people make contact.
namespace channelshift {

namespace {

void store_resolved(void* object, const Node& node, const Key& key, Reading& reading) {
  std::vector<double>& resolved = static_cast<Reason*>(object)->resolved;
  resolved.assign(reading.channels.ids().size(), 1);
  if (!node.table()) {
    if (const auto share = number_of(node, key, reading)) resolved.assign(resolved.size(), *share);
    return;
  }
  for (const Entry& entry : *node.table()) {
    const auto channel = id_of(Node{entry.key_place, entry.key}, key, reading.channels, "channel", reading);
    const auto share = number_of(entry.value, key, reading);
    if (channel && share) resolved[*channel] = *share;
  }
}

void check_reason(void* object, const Node&, Reading&) {
  Reason& reason = *static_cast<Reason*>(object);
  if (reason.title.empty()) reason.title = reason.id;
}

}  // namespace

const TableKeys& reason_keys() {
  static const TableKeys keys{
      .name = "[[reason]]",
      .keys =
          {
              {.name = "id",
               .type = Type::id,
               .meaning = "The reason's id.",
               .required = true,
               .store = into<&Reason::id>},
              {.name = "title",
               .type = Type::text,
               .meaning = "What people read.",
               .without = "the id",
               .store = into<&Reason::title>},
              {.name = "emergency",
               .type = Type::yes_no,
               .meaning = "Whether the contact cannot wait: to a closed channel it goes on by `emergency-to` at once.",
               .standard = "false",
               .store = into<&Reason::emergency>},
              {.name = "resolved",
               .type = Type::share,
               .meaning = "Share of answered, completed contacts that settle the matter.",
               .standard = "1",
               .form = "share, or table of channel ids and shares like { phone = 0.85 } (the others 1)",
               .store = store_resolved},
              {.name = "repeat",
               .type = Type::table,
               .meaning = "Who comes again after an unresolved contact.",
               .without = "nobody comes again",
               .table = repeat_keys,
               .store = into<&Reason::repeat>},
              {.name = "escalate",
               .type = Type::table,
               .meaning = "Which unresolved contacts are handed on, to a channel where others answer.",
               .without = "none",
               .table = escalate_keys,
               .store = into<&Reason::escalate>},
              {.name = "churn",
               .type = Type::table,
               .meaning = "Customers who leave for good.",
               .without = "nobody leaves",
               .table = churn_keys,
               .store = into<&Reason::churn>},
              {.name = "case",
               .type = Type::table,
               .meaning =
                   "Work behind the contact, with a promise. A resolved contact opens a case, and the need is met when "
                   "the case closes.",
               .without = "none",
               .table = case_keys,
               .store = into<&Reason::work>},
              {.name = "satisfaction",
               .type = Type::table,
               .meaning =
                   "How likely its customers are to recommend, 0 to 10, when their need is met or lost: base and the "
                   "effects below, rounded.",
               .without = "not scored",
               .table = satisfaction_keys,
               .store = into<&Reason::satisfaction>},
          },
      .has_id = true,
      .check = check_reason};
  return keys;
}

const TableKeys& repeat_keys() {
  static const TableKeys keys{.name = "repeat",
                              .keys = {
                                  {.name = "share",
                                   .type = Type::share,
                                   .meaning = "Share of the unresolved contacts that are followed by another.",
                                   .standard = "1",
                                   .store = into<&Repeat::share>},
                                  {.name = "after",
                                   .type = Type::table,
                                   .meaning = "How long after the end of the unresolved contact it comes.",
                                   .form = "distribution",
                                   .required = true,
                                   .table = distribution_keys,
                                   .store = into<&Repeat::after>},
                                  {.name = "channel",
                                   .type = Type::channel,
                                   .meaning = "The channel by which it comes.",
                                   .without = "the channel of the unresolved contact",
                                   .store = into<&Repeat::channel>},
                              }};
  return keys;
}

}  // namespace channelshift
