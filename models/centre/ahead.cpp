#include "models/centre/ahead.hpp"

#include "models/centre/arrivals.hpp"

namespace channelshift {

int handle_quantile(const Plan& plan, const Phase& phase, const Contact& contact, int c) {
  if (contact.moved) {
    const ShiftPlan& shift = phase.shifts[contact.shift];
    if (shift.to == c && shift.handle != none) return shift.handle;
  }
  const DemandPlan& demand = phase.demands[contact.demand];
  const bool own = c == demand.channel && contact.reason == demand.reason;
  return own ? demand.handle : phase.handle[contact.reason * plan.channels + c];
}

namespace {

/// Does it take an agent a time of its own? Else it is the matter of its parent, as long as that.
bool new_matter(Origin origin) {
  switch (origin) {
    case Origin::repeat:
    case Origin::induced:
    case Origin::chaser:
    case Origin::prompted:
    case Origin::job:
      return true;
    case Origin::first:
    case Origin::moved:
    case Origin::retry:
    case Origin::switched:
    case Origin::later:
    case Origin::emergency:
    case Origin::fall_back:
    case Origin::escalated:
      return false;
  }
  __builtin_unreachable();
}

}  // namespace

void take_words(AgendaItem& item, const sim::Words& own) {
  item.patience_word = word(own, Draw::patience);
  item.contact.resolved_word = word(own, Draw::resolved);
  if (new_matter(item.origin)) item.contact.handle_word = word(own, Draw::handle);
}

void DrawAhead::draw(const Plan& plan, const Phase& phase, sim::Key key) {
  if (items_.empty()) return;
  counters_.clear();
  for (const AgendaItem* item : items_) counters_.push_back(address(plan, item->contact, 0));
  words_.resize(counters_.size());
  sim::philox_each(counters_, key, words_);

  if (groups_.size() < phase.quantiles.size()) groups_.resize(phase.quantiles.size());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    AgendaItem& item = *items_[i];
    item.drawn = true;
    take_words(item, words_[i]);
    const int quantile = handle_quantile(plan, phase, item.contact, item.channel);
    if (quantile == none) continue;
    groups_[quantile].items.push_back(&item);
    groups_[quantile].words.push_back(item.contact.handle_word);
  }
  items_.clear();
  for (std::size_t q = 0; q < phase.quantiles.size(); ++q) {
    Group& group = groups_[q];
    const std::size_t n = group.items.size();
    if (n == 0) continue;
    group.words.resize((n + 15) / 16 * 16);  // whole registers: the rest of a block would be drawn one by one
    if (seconds_.size() < group.words.size()) seconds_.resize(group.words.size());
    phase.quantiles[q].block(group.words.data(), seconds_.data(), static_cast<int>(group.words.size()));
    for (std::size_t i = 0; i < n; ++i) group.items[i]->handle = duration(seconds_[i]);
    group.items.clear();
    group.words.clear();
  }
}

}  // namespace channelshift
