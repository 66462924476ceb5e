#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/centre/calendar.hpp"
#include "models/centre/desks.hpp"
#include "models/centre/draws.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/kernel/ticks.hpp"
#include "sim/random/quantile.hpp"

/// A scenario and one option of it, compiled once into flat tables that every replication reads and none changes.
namespace channelshift {

inline constexpr int none = -1;  ///< no such thing, in the tables of this file

/// Which way a contact goes, by one word: the first way whose cumulated share lies above it.
struct Way {
  double up_to;  ///< cumulated share
  int channel;
  bool same;  ///< the channel it came from
};

struct ChannelPlan {
  ChannelKind kind = ChannelKind::live;
  bool has_target = false;
  sim::Ticks within = 0;  ///< elapsed clock, or open time of a working clock in hours
  int within_days = 0;    ///< working clock in days; 0: not
  bool working_clock = false;
  int patience = none;  ///< into quantiles
  Chance balk;
  Chance books;          ///< instead of coming at once
  Chance no_show;        ///< of the booked
  int booked_on = none;  ///< channel on which the booked are served
  sim::Ticks lead = 0;   ///< from booking to slot, at least
  int lines = none;
  bool interruptible = false;
  std::vector<std::int64_t> speeds{
      parts_per_tick};          ///< [contacts one agent holds, less 1] parts of work a tick on each
  std::vector<Way> comes_back;  ///< retry and switches
  int comes_back_after = none;  ///< into quantiles
  bool has_when_closed = false;
  int emergency_to = none;
  std::vector<Way> when_closed;  ///< later (same) and switches
  double later_after_s = 0;
  Chance completes{1.0};
  Chance gives_up;
  int falls_back_to = none;
  int falls_back_after = none;  ///< into quantiles
  sim::Ticks switch_cost = 0;   ///< of work put down, at speed 1
  Chance chase;
  sim::Ticks chase_after = 0;
  int chase_channel = none;
  Chance callback;                                  ///< accepts the offer
  sim::Ticks callback_over = 0;                     ///< made when more than this is to be waited
  std::vector<int> teams;                           ///< that answer it, in file order
  std::vector<std::array<int, 2>> overflow_clocks;  ///< {team, place in its overflow}

  /// Contacts that one agent holds at once.
  int concurrency() const { return static_cast<int>(speeds.size()); }
  /// Parts of work a tick on each of so many. Beyond the limit (it was higher in the phase before) the agent as a whole
  /// is as fast as at the limit.
  std::int64_t speed_when(int held) const {
    if (held <= concurrency()) return speeds[held - 1];
    return std::max<std::int64_t>(1, speeds.back() * concurrency() / held);
  }
};

struct RankPlan {  ///< one rank of a team, in order
  std::vector<int> channels;
};
struct OverflowPlan {
  int channel;
  sim::Ticks after;
  int clock;  ///< number of its clock
};
struct TeamPlan {
  std::vector<RankPlan> ranks;
  std::vector<OverflowPlan> overflow;
  std::vector<int> rank_of;    ///< [channel] none if it does not answer it
  std::vector<int> keep_free;  ///< [channel]
  std::vector<double> pace;    ///< [channel] 1 / speed
  Chance authority;
  bool contracted = false;           ///< what it handles is counted, and it has no overtime
  std::vector<double> ageing;        ///< [channel] ranks gained in a tick of wait; empty: none does
  std::vector<double> contact_cost;  ///< [channel] of one of mean handle time, for routing by least cost
};

/// Work behind the contacts of a reason.
struct CasePlan {
  int channel = none;    ///< where it waits; none: it takes
  int lead_time = none;  ///< into quantiles
  sim::Ticks promise = 0;
  int promise_days = 0;  ///< working clock in days; 0: not
  bool working_clock = false;
  bool confirmed = false;
  Chance breeds;
  int breeds_after = none;  ///< into quantiles
  int breeds_channel = none;
  Chance chases;
  int chase_after = none;  ///< into quantiles
  int chase_channel = none;
};

struct ScorePlan {
  double base, per_wait_minute, unresolved, per_hand_off, noise;
  std::vector<double> channel;
};

struct ReasonPlan {
  bool emergency = false;
  std::vector<Chance> resolved;  ///< [channel]
  Chance repeat;
  int repeat_channel = none;
  int repeat_after = none;  ///< into quantiles
  Chance escalate;
  int escalate_to = none;
  int escalate_as = none;     ///< reason
  int escalate_after = none;  ///< into quantiles; none: at once
  Chance churn_unresolved;
  Chance churn_abandoned;
  std::optional<CasePlan> work;
  std::optional<ScorePlan> score;
};

struct ShiftPlan {
  int to = none;      ///< none: avoided
  int handle = none;  ///< into quantiles; none: as for any contact
  Chance completes{1.0};
  Chance gives_up;
  int falls_back_to = none;
  int falls_back_after = none;
  int induced_whole = 0;
  Chance induced_part;
};

/// Part of the range of scores: below `up_to` x take-up it goes by `shift`.
struct Slice {
  double up_to;
  int shift;
};

/// When a contact converts; see Revenue.
struct RevenuePlan {
  bool there = false;
  double conversion = 0;
  double conversion_per_minute = 0;
  double conversion_max = 1;
  sim::Ticks from = 0;
};

struct DemandPlan {
  int channel = 0;
  int reason = 0;
  int handle = none;          ///< on its own channel
  std::vector<Slice> slices;  ///< ascending; empty: nothing moves
  Chance simplest_first;
  RevenuePlan revenue;
};

/// A time that can be booked.
struct AppointmentSlot {
  sim::Ticks starts;
  int places;
  bool operator==(const AppointmentSlot&) const = default;
};

/// The tables that an option's `set` may exchange at the day on which it starts.
struct Phase {
  Routing routing = Routing::first;
  std::vector<ChannelPlan> channels;
  std::vector<TeamPlan> teams;
  std::vector<ReasonPlan> reasons;
  bool any_score = false;  ///< of a reason
  std::vector<DemandPlan> demands;
  std::vector<ShiftPlan> shifts;
  std::vector<sim::Quantile> quantiles;
  std::vector<int> handle;  ///< [reason * channels + channel] into quantiles, none if unreachable
};

/// One piece of a day's arrival curve: from `start_s` on, `before` of the day's contacts have come.
struct CurvePiece {
  double start_s;
  double before;
  double s_per_share;  ///< 1 / rate: seconds for a whole day's volume at this rate
  bool operator==(const CurvePiece&) const = default;
};
using Curve = std::vector<CurvePiece>;  ///< ends with a piece at 86400 with before = 1

/// What came in a call log: the k-th contact of the day stands at first[day] + k.
struct RecordedDays {
  std::vector<std::uint32_t> first;        ///< [day + 1]
  std::vector<sim::Ticks> at;              ///< since midnight, ascending within a day
  std::vector<std::uint32_t> handle_word;  ///< that gives the recorded handle time
  std::vector<char> has_handle;            ///< else it is drawn
  bool operator==(const RecordedDays&) const = default;
};

/// A demand on every day.
struct DemandDays {
  std::uint32_t address = 0;
  std::array<int, 2> busy_day{none, none};  ///< [phase] into busy_days; none: every factor is 1
  std::vector<double> volume;               ///< [day] expected first contacts, busy days at their mean
  std::vector<int> curve;                   ///< [day] into curves
  bool special = false;                     ///< days are more than a rate and a factor: any of what follows, or parts
  std::array<bool, 2> fixed{};              ///< [phase] daily counts are no chance
  std::uint32_t rounding_address = 0;
  std::optional<RecordedDays> recorded;  ///< in place of a rate
};

/// Part of a normal that several profiles share.
struct NormalShare {
  std::uint32_t address;
  double weight;
  bool operator==(const NormalShare&) const = default;
};
struct BusyDayPlan {
  std::uint32_t address = 0;
  double cv = 0;
  double correlation = 0;
  std::vector<NormalShare> first;  ///< what the first day's normal is made of; empty: its own alone
  std::vector<NormalShare> later;  ///< and any later day's
  std::uint32_t part_address = 0;
  double part_cv = 0;
  std::vector<TimeRange> parts;
  std::optional<sim::GammaOfScore> factor;  ///< of mean 1; none: always 1
  std::optional<sim::GammaOfScore> part_factor;
  bool same_as(const BusyDayPlan& other) const;  ///< draws the same numbers
};

/// The part of a roster that works on one day: these staff, from then to then, less breaks.
struct Block {
  int from_s;
  int to_s;
  int staff;
  std::vector<TimeRange> breaks;
  bool works_at(int time_s) const;
};
/// From `at_s` on, so many are rostered. A step at every change, and at every interval where shrinkage is drawn.
struct RosterStep {
  int at_s;
  int rostered;
};
struct DayRoster {
  std::vector<Block> blocks;
  std::vector<RosterStep> steps;
};
/// How the places of a team change hands; see Turnover. Times in days.
struct TurnoverPlan {
  double leavers_per_day = 0;
  double hiring_days = 0;
  double training_days = 0;
  double learning_days = 0;  ///< 0: full speed at once
  double start = 1;
  bool exponential = false;
};
/// Places that are paid on one day, all alike.
struct PaidBlock {
  int from_s;
  int staff;
  sim::Ticks paid;             ///< of each
  sim::Ticks paid_at_premium;  ///< that time x premium
};
/// What a roster pays on one day.
struct PaidTime {
  sim::Ticks paid = 0;
  sim::Ticks at_premium = 0;  ///< that time x premium
};
struct TeamDays {
  std::uint32_t shrinkage_address = 0;
  std::uint32_t absence_address = 0;
  std::array<double, 2> shrinkage{};  ///< [phase]
  std::array<Chance, 2> absence;      ///< [phase]
  std::vector<DayRoster> rosters;     ///< distinct days
  std::vector<int> roster;            ///< [day] into rosters
  int places = 0;                     ///< most agents ever rostered at one moment
  bool has_turnover = false;          ///< in any phase
  std::uint32_t turnover_address = 0;
  std::array<TurnoverPlan, 2> turnover;      ///< [phase]
  std::vector<std::vector<PaidBlock>> paid;  ///< [day] with turnover only
  sim::Ticks post_week = 0;                  ///< paid time of a full-time post in a week
  bool waits_for_gate = false;               ///< keeps its roster from before until take-up has been seen
  int notice_days = 0;
  std::vector<int> kept_roster;                   ///< [day] into rosters while it is kept; waiting teams only
  std::vector<std::vector<PaidBlock>> kept_paid;  ///< [day] with turnover only, waiting or with notice
  std::vector<PaidTime> kept_more;                ///< [day] what the kept roster pays beyond the new one

  const DayRoster& roster_on(int day, bool kept) const { return rosters[kept ? kept_roster[day] : roster[day]]; }
  const std::vector<PaidBlock>& paid_on(int day, bool kept) const { return kept ? kept_paid[day] : paid[day]; }
};

/// Everything that one option x replication needs.
struct Plan {
  explicit Plan(const DayList& days) : day_list(days) {}

  int channels = 0;
  int teams = 0;
  int demands = 0;
  int reasons = 0;
  std::vector<std::string> channel_ids;  ///< for messages
  int interval_s = 1800;
  int intervals_per_day = 48;
  DayList day_list;
  std::vector<Phase> phases;  ///< one, or two: before and from `switch_day`
  int switch_day = 0;
  std::vector<double> take_up;  ///< [day] 0..1
  bool blends = false;          ///< on some days part of the contacts is still handled in the way before the option
  std::vector<OpenTimes> open;  ///< [channel]
  std::vector<std::optional<OpenTimes>> case_open;  ///< [reason] when work on its cases goes on
  std::vector<std::vector<AppointmentSlot>> slots;  ///< [channel] ascending; none where nobody books
  std::vector<DemandDays> demand_days;
  std::vector<BusyDayPlan> busy_days;
  std::vector<Curve> curves;
  std::vector<TeamDays> team_days;
  int overflow_clocks = 0;
  bool any_revenue = false;
  bool any_turnover = false;
  std::optional<double> gate;  ///< take-up from which posts go, where teams wait for it
  bool plain = false;          ///< nothing but live and deferred contacts that come once: the lean loop does

  int phase_of(int day) const { return phases.size() > 1 && day >= switch_day ? 1 : 0; }
};

/// How an option is run.
struct PlanSettings {
  const Option* option = nullptr;  ///< none: the baseline
  bool as_dated = false;           ///< with `starts` and `ramp`; else in full from the first day
  const Model* before = nullptr;   ///< holds where no option does, and before `starts`; none: the scenario's own
  std::vector<double> demand_factors = {};  ///< [demand] from offered-per-year; empty: all 1
};

/// Compiles. Throws SimulationStopped when the scenario is beyond what the kernel can hold (agents, contacts a day).
Plan compile(const Scenario& scenario, const PlanSettings& settings);

/// What the rosters pay over the measured weeks.
struct PaidHours paid_hours(const Scenario& scenario, const PlanSettings& settings);

}  // namespace channelshift
