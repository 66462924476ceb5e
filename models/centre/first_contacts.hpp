#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/centre/arrivals.hpp"
#include "models/centre/plan.hpp"
#include "sim/kernel/tournament_tree.hpp"
#include "sim/random/philox.hpp"

namespace channelshift {

/// Do both plans of one scenario meet the same first contacts: at the same times, with the same handle time and
/// patience? Then what is drawn for one serves the other.
bool same_first_contacts(const Plan& a, const Plan& b);

/// A first contact, as every loop needs it.
struct FirstContact {
  sim::Ticks at;
  sim::Ticks handle;  ///< on the channel of its demand
  double patience_s;  ///< likewise
  std::uint16_t demand;
  std::uint16_t day;
};

/// The first contacts of all demands in order of time, of contacts at one instant in that of their demands, some
/// thousands at once. Plans that meet the same may read them one after the other: drawn once, used by each.
class FirstContacts {
 public:
  /// For these plans, each of which meets the first contacts of the first of them; they must live as long. `room`:
  /// contacts at once.
  FirstContacts(std::vector<const Plan*> plans, bool with_words, std::size_t room);

  /// Begins a replication; there is nothing to read yet.
  void start(sim::Key key);
  /// Goes on to the contacts that follow.
  void draw();

  /// The contacts there are now. One more stands behind them: it comes at the earliest time at which another may come.
  const FirstContact* begin() const { return contacts_.data(); }
  const FirstContact* end() const { return contacts_.data() + size_; }

  /// The place of one of these among all of the replication; the words of that place, nullptr if it is not here (any
  /// more).
  std::uint32_t place_of(const FirstContact& contact) const {
    return first_ + static_cast<std::uint32_t>(&contact - begin());
  }
  const FirstWords* words_of(std::uint32_t place) const {
    const std::uint32_t here = place - first_;
    return here < size_ ? &words_[here] : nullptr;
  }

 private:
  std::vector<const Plan*> plans_;
  bool with_words_;
  BusyDays busy_days_;
  std::vector<ArrivalStream> streams_;  ///< [demand]
  sim::TournamentTree next_;            ///< [demand]
  std::vector<FirstContact> contacts_;  ///< [room + 1]
  std::vector<FirstWords> words_;       ///< [room]
  std::uint32_t first_ = 0;             ///< place of the first of these
  std::uint32_t size_ = 0;
};

}  // namespace channelshift
