#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/centre/contact.hpp"
#include "models/centre/plan.hpp"
#include "sim/random/philox.hpp"

namespace channelshift {

/// The distribution of a contact's handle time on a channel, into quantiles: the shift's if that moved it there, else
/// its own demand's, else what holds for its reason on that channel. None where no agent answers.
int handle_quantile(const Plan& plan, const Phase& phase, const Contact& contact, int channel);

/// Where the words of a contact's attempt are.
inline sim::Counter address(const Plan& plan, const Contact& contact, int block) {
  return {contact.number | static_cast<std::uint32_t>(block) << 24, plan.day_list.address(contact.day), contact.lineage,
          plan.demand_days[contact.demand].address};
}

/// The next attempt of the same need.
inline void become_child(Contact& contact, const Contact& parent, Kinship kinship, std::uint32_t ordinal) {
  contact = parent;
  contact.lineage = sim::lineage(parent.lineage, static_cast<std::uint32_t>(kinship), ordinal);
  if (parent.attempts < 0xFFFF) contact.attempts = parent.attempts + 1;
  contact.started = false;
  contact.of_case = 0;
}

/// A later attempt has handle, patience and outcome of its own lineage; a retry, fall-back or escalation keeps the
/// handle quantile of its parent. `own` are the words of its block 0.
void take_words(AgendaItem& item, const sim::Words& own);

/// Contacts that return within the same quarter of an hour, whose numbers are drawn together: a tenth of the cost of
/// drawing each when it comes, and the same numbers.
class DrawAhead {
 public:
  void add(AgendaItem* item) { items_.push_back(item); }
  /// Draws for all that were added, by the tables of this phase, and forgets them.
  void draw(const Plan& plan, const Phase& phase, sim::Key key) {
    if (!items_.empty()) draw_all(plan, phase, key);
  }

 private:
  static constexpr std::size_t batch = 64;
  void draw_all(const Plan& plan, const Phase& phase, sim::Key key);
  void draw_batch(const Plan& plan, const Phase& phase, sim::Key key, std::span<AgendaItem* const> items);

  std::vector<AgendaItem*> items_;
  std::array<sim::Counter, batch> counters_;
  std::array<sim::Words, batch> words_;
  std::array<AgendaItem*, batch> handled_;  ///< those of a batch that take an agent's time
  std::array<const sim::Quantile*, batch> quantiles_;
  std::array<std::uint32_t, batch> handle_words_;
  std::array<double, batch> seconds_;
};

}  // namespace channelshift
