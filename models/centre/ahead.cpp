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
  counters_.resize((counters_.size() + 15) / 16 * 16);  // whole registers: the rest would be drawn one by one
  words_.resize(counters_.size());
  sim::philox_each(counters_, key, words_);

  handled_.clear();
  quantiles_.clear();
  handle_words_.clear();
  for (std::size_t i = 0; i < items_.size(); ++i) {
    AgendaItem& item = *items_[i];
    item.drawn = true;
    take_words(item, words_[i]);
    const int quantile = handle_quantile(plan, phase, item.contact, item.channel);
    if (quantile == none) continue;
    handled_.push_back(&item);
    quantiles_.push_back(&phase.quantiles[quantile]);
    handle_words_.push_back(item.contact.handle_word);
  }
  items_.clear();
  seconds_.resize(handled_.size());
  sim::Quantile::each(quantiles_, handle_words_.data(), seconds_.data());
  for (std::size_t i = 0; i < handled_.size(); ++i) handled_[i]->handle = duration(seconds_[i]);
}

}  // namespace channelshift
