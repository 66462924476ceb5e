#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "sim/random/address.hpp"
#include "sim/random/philox.hpp"

/// Where every random number of the model lives. These addresses are final: changing one changes the numbers of every
/// scenario that was ever run. New draws get new places; old ones are never reused.
namespace channelshift {

/// A contact's draws: place / 4 is the block, place % 4 the word in it. All belong to one attempt (its lineage); of a
/// first contact's lineage only are gap, score and score_kind.
enum class Draw : std::uint8_t {
  gap = 0,     ///< unit-rate gap since the previous first contact of the day
  handle = 1,  ///< quantile of the handle time; a retry or fall-back keeps that of its parent
  patience = 2,
  resolved = 3,
  score = 4,       ///< orders contacts in the range that a shift takes from
  score_kind = 5,  ///< whether the score is the handle quantile (simplest-first)
  completes = 6,
  gives_up = 7,  ///< after an attempt that was not completed
  balk = 8,
  comes_back = 9,  ///< after leaving unanswered: retry, switch or give up
  comes_back_after = 10,
  when_closed = 11,  ///< later, switch or lost
  repeat = 12,
  repeat_after = 13,
  falls_back_after = 14,
  later_after = 15,
  induced = 16,        ///< one more induced contact, with the probability of the fraction
  induced_after = 17,  ///< of the induced contact's own lineage
  escalate = 20,
  authority = 21,
  churn = 22,
  escalate_after = 23,
  lead_time = 24,
  chases = 25,  ///< whether the customer of a case chases
  case_chase_after =
      26,  ///< the first at the lineage that opened the case, later ones at the lineage of the chaser before
  breeds = 27,
  breeds_after = 28,
  chase = 29,         ///< whether a deferred contact is asked after
  callback = 30,      ///< whether the offer is accepted
  satisfaction = 31,  ///< noise of the score
  converts = 60,      ///< of the need: its first answered, completed contact earns
  new_way = 61,       ///< of the need: it is handled in the option's way once take-up is above this
  books = 90,         ///< whether a first contact books instead of coming at once
  no_show = 91,       ///< whether one that booked does not come
};

/// The block of a first contact's scores.
inline constexpr int scores_block = static_cast<int>(Draw::score) / 4;
/// The block of those of an attempt that finds no agent free or the channel closed.
inline constexpr int leaving_block = static_cast<int>(Draw::balk) / 4;
static_assert(static_cast<int>(Draw::when_closed) / 4 == leaving_block);
/// The block of those that say when it comes again.
inline constexpr int returning_block = static_cast<int>(Draw::repeat) / 4;
static_assert(static_cast<int>(Draw::later_after) / 4 == returning_block);

/// One draw out of its block.
inline std::uint32_t word(const sim::Words& block, Draw which) { return block.w[static_cast<int>(which) % 4]; }

/// How a contact came from its parent; part of its lineage.
enum class Kinship : std::uint32_t {
  retry = 1,
  switched = 2,
  fall_back = 3,
  repeat = 4,
  later = 5,
  emergency = 6,
  induced = 7,
  escalated = 8,
  chaser = 9,
  job = 10,
  prompted = 11
};

inline std::uint32_t demand_address(const std::string& id) { return sim::name_hash("demand:" + id); }
inline std::uint32_t busy_day_address(const std::string& id) { return sim::name_hash("busy-day:" + id); }
/// A part of a day is addressed by its first second.
inline std::uint32_t busy_part_address(const std::string& id) { return sim::name_hash("busy-part:" + id); }
/// Whether a day of fixed counts has one contact more than the whole part of what is expected.
inline std::uint32_t rounding_address(const std::string& id) { return sim::name_hash("rounding:" + id); }
inline std::uint32_t shrinkage_address(const std::string& id) { return sim::name_hash("shrinkage:" + id); }
/// The holders of a roster place: {ordinal of the holder, number of the place, start of its hours, this}.
inline std::uint32_t turnover_address(const std::string& id) { return sim::name_hash("turnover:" + id); }
inline std::uint32_t absence_address(const std::string& id) { return sim::name_hash("absence:" + id); }

/// An event of probability p, decided by one word: uniform(word) < p.
struct Chance {
  std::uint64_t below = 0;
  Chance() = default;
  explicit Chance(double p) : below(static_cast<std::uint64_t>(std::ceil(std::max(0.0, p * 4294967296.0 - 0.5)))) {}
  bool operator()(std::uint32_t word) const { return word < below; }
  bool never() const { return below == 0; }
  bool always() const { return below > 0xFFFFFFFFu; }
};

}  // namespace channelshift
