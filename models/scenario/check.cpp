#include "models/scenario/check.hpp"

#include "models/scenario/reading.hpp"

namespace channelshift {

void check_model(const ModelView& view, Faults& faults, Faults& warnings) {
  check_links(view, faults);
  check_appointments(view, faults);
  check_circles(view, faults);
  check_reach(view, faults);
  check_volumes(view, faults);
  check_demand_side(view, faults);
  check_staff(view, faults);
  if (!faults.none()) return;
  warn_of_gaps(view, warnings);
  warn_of_load(view, warnings);
  warn_of_demand_side(view, warnings);
  warn_of_few_appointments(view, warnings);
  warn_of_idle_keys(view, warnings);
}

void check_option(const ModelView& view, Faults& faults, Faults& warnings) {
  check_shifts(view, faults, warnings);
  check_circles(view, faults);
  check_reach(view, faults);
}

const Node& table_of(const ModelView& view, std::string_view kind, std::size_t position) {
  static const Node nothing{{}, Node::Table{}};
  const Node* list = find(view.root, kind);
  const bool there = list && list->list() && position < list->list()->size();
  return there ? (*list->list())[position] : nothing;
}

bool kind_known(const ModelView& view, std::size_t channel) {
  return kind_of(table_of(view, "channel", channel), channel_keys()) >= 0;
}

const std::string& channel_id(const ModelView& view, ChannelId channel) {
  static const std::string unknown = "?";
  return channel.value < view.model.channels.size() ? view.model.channels[channel.value].id : unknown;
}

}  // namespace channelshift
