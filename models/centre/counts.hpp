#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/scenario/scenario.hpp"
#include "sim/kernel/ticks.hpp"

/// What leaves the simulation: sums of whole numbers only (contacts, ticks). Averages are made outside it.
namespace channelshift {

/// Why a contact came.
enum class Origin : std::uint8_t {
  first,      ///< a need's first contact, on the channel that its demand names
  moved,      ///< a first contact that an option moved here
  induced,    ///< brought by an easier channel
  retry,      ///< tries the same channel again after leaving unanswered
  switched,   ///< comes from another channel, after leaving it or finding it closed
  later,      ///< came back after the next opening
  emergency,  ///< came to a closed channel and could not wait
  fall_back,  ///< was not completed on another channel
  repeat,     ///< was answered and not resolved
  escalated,  ///< was handed on, unresolved
  chaser,     ///< asks after a contact or case that is still open
  prompted,   ///< asks about a confirmation
  job,        ///< is work behind a contact, not a contact of a customer
};
inline constexpr int origins = 13;

/// One channel, one replication. Contacts by measured arrivals; `queue` and `open` by measured time.
struct ChannelCounts {
  std::int64_t offered = 0;  ///< reached the open channel (deferred, self-service: at any time)
  std::int64_t answered = 0;
  std::int64_t answered_in_target = 0;
  std::int64_t abandoned = 0;  ///< balked included
  std::int64_t balked = 0;
  std::int64_t blocked = 0;
  std::int64_t turned_away = 0;
  std::int64_t waiting_at_end = 0;
  std::int64_t not_yet_due =
      0;  ///< of those, deferred ones whose target has not passed: left out of service level and waits
  std::int64_t waited = 0;  ///< found no agent free (balked and blocked included)
  std::int64_t completed = 0;
  std::int64_t fell_back = 0;
  std::int64_t gave_up = 0;
  sim::Ticks wait = 0;  ///< of all offered until answer or departure; not_yet_due left out
  sim::Ticks wait_answered = 0;
  sim::Ticks handle = 0;   ///< of answered contacts
  sim::Ticks queue = 0;    ///< integral of the number waiting over open time (deferred: all time)
  sim::Ticks open = 0;     ///< open time (deferred, self-service: all time)
  std::int64_t needs = 0;  ///< measured needs of demands on this channel; induced ones apart
  std::int64_t needs_met = 0;
  std::int64_t needs_lost = 0;
  std::int64_t needs_open = 0;
  std::int64_t needs_answered = 0;  ///< had an answered (self-service: completed) contact
  std::int64_t resolved_first = 0;  ///< of those, resolved by the first such contact
  std::int64_t attempts_of_met = 0;
  std::int64_t backlog_start = 0;  ///< deferred: unfinished contacts at the start of measurement
  std::int64_t backlog_end = 0;
  sim::Ticks backlog_work_start = 0;  ///< handling time still to be done on them
  sim::Ticks backlog_work_end = 0;
  sim::Ticks backlog_oldest = 0;  ///< greatest age of a waiting deferred contact at the end of a measured day
  std::array<std::int64_t, origins> offered_by_origin{};
  std::int64_t called_back = 0;  ///< of the offered, those who accepted to be called back
  bool operator==(const ChannelCounts&) const = default;
};

/// One reason, one replication. Contacts by measured arrivals; cases by measured openings; needs by first contacts.
struct ReasonCounts {
  std::array<std::int64_t, origins> offered_by_origin{};
  std::int64_t needs_met = 0;  ///< of demands of this reason, induced ones among them
  std::int64_t attempts_of_met = 0;
  std::int64_t escalated = 0;  ///< handed on; they are contacts of the reason that they become
  std::int64_t settled_by_authority = 0;
  std::int64_t customers_lost = 0;  ///< churn, in measured time
  std::int64_t cases = 0;
  std::int64_t cases_closed = 0;
  std::int64_t cases_in_promise = 0;
  std::int64_t cases_not_yet_due = 0;  ///< open at the end, and promised for later
  sim::Ticks case_time = 0;            ///< of closed ones, from opening to close
  std::int64_t confirmations = 0;
  std::int64_t scored = 0;  ///< finished needs with a score
  std::int64_t score = 0;   ///< sum of scores, 0 to 10
  std::int64_t promoters = 0;
  std::int64_t detractors = 0;
  std::int64_t satisfied = 0;
  bool operator==(const ReasonCounts&) const = default;
};

/// One team, one replication, over measured time.
struct TeamCounts {
  sim::Ticks busy_within = 0;        ///< on contacts, within the level
  sim::Ticks busy = 0;               ///< on contacts, all
  sim::Ticks at_work = 0;            ///< the level: rostered less shrinkage and absence
  sim::Ticks overtime = 0;           ///< on contacts by more agents than are rostered; contracted teams: none
  std::int64_t answered = 0;         ///< contracted teams: measured contacts that it answered
  sim::Ticks handle = 0;             ///< contracted teams: handle time of those
  std::int64_t leavers = 0;          ///< with turnover: those who left
  sim::Ticks vacant = 0;             ///< with turnover: rostered time of vacant places, which is not paid
  sim::Ticks vacant_at_premium = 0;  ///< that time x premium
  sim::Ticks kept = 0;               ///< paid time of a roster kept until take-up was seen, beyond the new one's
  sim::Ticks kept_at_premium = 0;    ///< that time x premium
  bool operator==(const TeamCounts&) const = default;
};

/// One demand, one replication: where its measured first contacts went. first = moved + avoided + stayed.
struct DemandCounts {
  std::int64_t first = 0;
  std::int64_t moved = 0;
  std::int64_t avoided = 0;
  std::int64_t converted = 0;         ///< first answered, completed contacts of its measured needs that earn
  sim::Ticks converted_beyond = 0;    ///< handle time of those beyond `from-minute`
  std::int64_t converted_before = 0;  ///< of the converted, those in the way before the option
  sim::Ticks converted_beyond_before = 0;
  bool operator==(const DemandCounts&) const = default;
};

/// One channel, one replication: contacts by the moment of booking, places by the time of their slot.
struct AppointmentCounts {
  std::int64_t booked = 0;
  std::int64_t no_shows = 0;       ///< of those, did not or will not come
  std::int64_t places = 0;         ///< in slots of measured time
  std::int64_t places_taken = 0;   ///< of those
  std::int64_t seconds_ahead = 0;  ///< from booking to slot, whole seconds
  bool operator==(const AppointmentCounts&) const = default;
};

/// One channel in one calendar month, one replication; by the day of arrival.
struct MonthCounts {
  std::int64_t answered_in_target = 0;
  std::int64_t due = 0;  ///< offered less not_yet_due
  bool operator==(const MonthCounts&) const = default;
};

/// Needs that shifts induced, apart from those of the demands.
struct InducedCounts {
  std::int64_t needs = 0, needs_met = 0, needs_lost = 0, needs_open = 0;
  bool operator==(const InducedCounts&) const = default;
};

/// Buckets of the wait of answered contacts: bucket 0 is "at once"; then 64 to each doubling from 2^-7 s up (what is
/// shorter goes to the first of them). The lower edge of each is within 1.6% of its upper one.
inline constexpr int wait_buckets = 1 + 64 * 36;
int wait_bucket(sim::Ticks wait);
/// Lower edge in seconds of bucket b in 0..wait_buckets; b = wait_buckets is the upper edge of the last.
double wait_bucket_edge_s(int bucket);
/// 50, 90 and 99% points in seconds of a histogram of waits [bucket], linear within a bucket (error below 1.6%); NaN if
/// it is empty.
std::array<double, 3> wait_percentiles_s(std::span<const std::int64_t> histogram);

/// One replication. Two of them compare unequal where a percentile is NaN.
struct Counts {
  std::vector<ChannelCounts> channels;  ///< [channel]
  std::vector<TeamCounts> teams;        ///< [team]
  std::vector<DemandCounts> demands;    ///< [demand]
  std::vector<ReasonCounts> reasons;    ///< [reason]
  InducedCounts induced;
  std::vector<AppointmentCounts> appointments;            ///< [channel]
  std::vector<sim::Ticks> team_channel_busy;              ///< [team * channels + channel]
  std::vector<std::int64_t> moved;                        ///< [from * (channels + 1) + to]; to = channels: avoided
  std::vector<std::array<double, 3>> wait_percentiles_s;  ///< [channel] 50, 90, 99%; NaN if nothing was answered
  std::optional<int> gate_day = {};      ///< the day after take-up passed its gate, counted from the first measured one
  std::vector<MonthCounts> months = {};  ///< [month of the measured days * channels + channel]
  bool operator==(const Counts&) const = default;
};

/// One cell of the week or day series.
struct Cell {
  std::int64_t offered = 0;
  std::int64_t answered = 0;
  std::int64_t answered_in_target = 0;
  std::int64_t abandoned = 0;
  std::int64_t not_yet_due = 0;
  sim::Ticks wait = 0;
  sim::Ticks wait_answered = 0;
  sim::Ticks handle = 0;
  bool operator==(const Cell&) const = default;
};
/// Deferred contacts that wait at the end of a day.
struct BacklogCell {
  std::int64_t contacts = 0;
  sim::Ticks work = 0;    ///< handling time still to be done on them
  sim::Ticks oldest = 0;  ///< age of the one that has waited longest
  bool operator==(const BacklogCell&) const = default;
};
struct TeamCell {
  sim::Ticks busy_within = 0;
  sim::Ticks at_work = 0;
  sim::Ticks overtime = 0;
  bool operator==(const TeamCell&) const = default;
};

/// Sums over all replications of one option. Measured days only.
struct Series {
  std::vector<Cell> week;                    ///< [channel * intervals + interval of the week, Monday 00:00 first]
  std::vector<Cell> days;                    ///< [day * channels + channel]
  std::vector<BacklogCell> backlog;          ///< [day * channels + channel]; 0 where nothing is deferred
  std::vector<TeamCell> team_week;           ///< [team * intervals + interval of the week]
  std::vector<std::int64_t> wait_histogram;  ///< [channel * wait_buckets + bucket] of answered contacts
  bool operator==(const Series&) const = default;
};

/// What a roster pays over the measured weeks, whatever comes; the same in every replication.
struct PaidHours {
  std::vector<double> paid_hours;         ///< [team] rostered less unpaid breaks, worked or not; contracted teams: 0
  std::vector<double> staff_cost;         ///< [team] those hours at hourly cost and premium
  std::vector<double> minimum_cost = {};  ///< [team] least that a contracted team charges for those weeks
};

/// What one option, run in one way, came to.
struct OptionRun {
  std::vector<Counts> replications;  ///< [replication]
  Series series;
  PaidHours paid;
  std::vector<double> expected_first = {};  ///< [demand] first contacts expected over the measured days
};

/// The factor by which `offered-per-year` scaled a channel's demands.
struct Calibration {
  ChannelId channel;
  double factor = 1;
  double offered_per_year = 0;  ///< reached with it on replications of its own, where first contacts are as expected
};

/// What one search for a roster came to, on replications of its own; no series.
struct SearchRuns {
  OptionRun as_it_is;
  OptionRun without;  ///< the baseline with the roster found for the option without its shift
  OptionRun with;     ///< the option with the roster found for it
};

/// Everything a run came to. runs[0] is the baseline, runs[1 + i] option i in a full year;
/// first_year[i] option i as dated, if it has dates; without[i] the baseline with the roster that was found for option
/// i without its shift.
struct Results {
  int replications = 0;
  std::vector<OptionRun> runs;
  std::vector<std::optional<OptionRun>> first_year;
  std::vector<std::optional<OptionRun>> without;
  std::vector<std::vector<SearchRuns>> searches;   ///< [option][search]; empty where the roster is kept
  std::vector<std::vector<OptionRun>> mechanisms;  ///< [option] steps of the bridge, see models/money; no series
  std::vector<Calibration> calibrations;
};

/// Adds the replications of `more`, which follow those of `results`, as if they had been run together.
void append(Results& results, Results more);

}  // namespace channelshift
