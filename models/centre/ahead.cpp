#include "models/centre/ahead.hpp"

#include <algorithm>

#include "models/centre/arrivals.hpp"

namespace channelshift {

int handle_quantile(const Plan& plan, const Phase& phase, const Contact& contact, int c) {
  if (contact.moved) {
    const ShiftPlan& shift = phase.shifts[contact.shift];
    if (shift.to == c && shift.handle != none) return shift.handle;
  }
  const DemandPlan& demand = phase.demands[contact.demand];
  const std::array<int, 2> of_reason_or_own{phase.handle[contact.reason * plan.channels + c], demand.handle};
  return of_reason_or_own[(c == demand.channel) & (contact.reason == demand.reason)];
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

void DrawAhead::draw_all(const Plan& plan, const Phase& phase, sim::Key key) {
  for (std::size_t first = 0; first < items_.size(); first += batch)
    draw_batch(plan, phase, key, std::span(items_).subspan(first, std::min(batch, items_.size() - first)));
  items_.clear();
}

void DrawAhead::draw_batch(const Plan& plan, const Phase& phase, sim::Key key, std::span<AgendaItem* const> items) {
  const std::size_t n = items.size();
  for (std::size_t i = 0; i < n; ++i) counters_[i] = address(plan, items[i]->contact, 0);
  const std::size_t whole = (n + 15) / 16 * 16;  // registers: the rest would be drawn one by one
  sim::philox_each(std::span(counters_).first(whole), key, std::span(words_).first(whole));

  std::size_t handled = 0;
  for (std::size_t i = 0; i < n; ++i) {
    AgendaItem& item = *items[i];
    item.drawn = true;
    take_words(item, words_[i]);
    const int quantile = handle_quantile(plan, phase, item.contact, item.channel);
    if (quantile == none) continue;
    handled_[handled] = &item;
    quantiles_[handled] = &phase.quantiles[quantile];
    handle_words_[handled++] = item.contact.handle_word;
  }
  sim::Quantile::each(std::span(quantiles_).first(handled), handle_words_.data(), seconds_.data());
  for (std::size_t i = 0; i < handled; ++i) handled_[i]->handle = duration(seconds_[i]);
}

}  // namespace channelshift
