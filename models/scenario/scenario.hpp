#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/random/distribution.hpp"

/// The scenario: plain data that a reader fills and checks once, and that nothing changes afterwards.
/// Durations are in seconds, times of day in whole seconds after midnight (0..86400), shares 0..1, money in `currency`.
namespace channelshift {

using Date = std::chrono::sys_days;

/// Position of a thing in its list of the scenario. A channel's cannot be used for a team's.
template <class Of>
struct Index {
  std::uint16_t value = 0;
  auto operator<=>(const Index&) const = default;
  bool operator==(const Index&) const = default;
};
using ChannelId = Index<struct Channel>;
using DemandId = Index<struct Demand>;
using TeamId = Index<struct Team>;
using ReasonId = Index<struct Reason>;
using ProfileId = Index<struct Profile>;

/// A set of the eight kinds of day: Monday (bit 0) to Sunday (bit 6) and closed days (bit 7).
/// On a closed day only what names bit 7 applies.
struct Days {
  std::uint8_t bits = 0;
  bool operator==(const Days&) const = default;
};
inline constexpr std::uint8_t closed_day_bit = 1u << 7;
inline constexpr Days every_day{0xFF};  ///< "always", and whatever names no days

/// From `from_s` up to but not including `to_s`, within one day.
struct TimeRange {
  int from_s = 0;
  int to_s = 86400;
  bool operator==(const TimeRange&) const = default;
};

/// On these days, during these ranges (in order, not overlapping).
struct HoursLine {
  Days days = every_day;
  std::vector<TimeRange> ranges;
  bool operator==(const HoursLine&) const = default;
};

/// When something is open: the union of its lines. "always" is one line, every day, 0..86400.
using Hours = std::vector<HoursLine>;

/// One channel's hours on one date, in place of its ordinary ones (closed days too). No ranges: closed.
struct SpecialHours {
  Date date{};
  ChannelId channel;
  std::vector<TimeRange> ranges;
  bool operator==(const SpecialHours&) const = default;
};

struct Calendar {
  Date start{};                   ///< first measured day
  int weeks = 1;                  ///< measured weeks
  int warm_up_weeks = 1;          ///< simulated before `start`, not measured
  std::vector<Date> closed_days;  ///< ascending, unique; "england-and-wales" is resolved by the reader
  std::vector<SpecialHours> special_hours;
  int interval_s = 1800;  ///< reporting interval; divides a day
  bool operator==(const Calendar&) const = default;
};

/// How much busier or quieter whole days are by chance: a gamma factor of mean 1, scores correlated from day to day.
struct BusyDay {
  double cv = 0;
  double correlation = 0;
  std::string of_profile;  ///< id of the profile whose factors these are (its own, or the one it names)
  double part_cv = 0;      ///< of a second factor, drawn for each part of each day by itself
  std::vector<TimeRange> parts = {};
  bool operator==(const BusyDay&) const = default;
};

/// Rate from this time of day on, relative.
struct RatePiece {
  int start_s = 0;
  double weight = 0;
  bool operator==(const RatePiece&) const = default;
};

/// How a yearly volume spreads over the months, days and hours.
struct Profile {
  std::string id;
  std::array<double, 12> month{};   ///< relative volume of a day in the month; all 1 if left out
  std::array<double, 7> weekday{};  ///< relative volume, Monday first; all 1 if left out
  std::array<std::vector<RatePiece>, 7>
      day;  ///< rate within the day, by weekday; first piece at 0; constant if left out
  double closed_day_factor = 1;
  std::optional<BusyDay> busy_day;
  bool operator==(const Profile&) const = default;
};

/// Why people make contact.
struct Repeat {
  double share = 1;  ///< of the unresolved
  sim::Distribution after;
  std::optional<ChannelId> channel;  ///< none: by the channel of the unresolved contact
  bool operator==(const Repeat&) const = default;
};
/// Where unresolved contacts are handed on to.
struct Escalate {
  double share = 0;  ///< of the unresolved, before they come again
  ChannelId to;
  std::optional<ReasonId> as;  ///< the reason that it is from then on; none: the same
  std::optional<sim::Distribution> after;
  bool operator==(const Escalate&) const = default;
};
/// Customers who leave for good.
struct Churn {
  double unresolved = 0;  ///< per unresolved contact that is not escalated
  double abandoned = 0;   ///< per attempt that ends without an answer
  double value = 0;       ///< of a customer
  bool operator==(const Churn&) const = default;
};

enum class Clock { elapsed, working };

/// A text that says that the work is booked.
struct Confirm {
  double cost = 0;    ///< of one
  double breeds = 0;  ///< share of confirmations that are followed by a contact about them
  std::optional<sim::Distribution> after;
  std::optional<ChannelId> channel;  ///< of that contact
  double reassures = 0;              ///< share of those who would chase and now do not
  bool operator==(const Confirm&) const = default;
};
/// Contacts about work that is not done in the promised time.
struct CaseChase {
  double share = 0;  ///< of customers who chase
  sim::Distribution after;
  ChannelId channel;
  bool operator==(const CaseChase&) const = default;
};
/// Work behind a contact.
struct Case {
  std::optional<ChannelId> channel;            ///< where it waits for the back office; or
  std::optional<sim::Distribution> lead_time;  ///< how long it takes; on the working clock in hours of `hours`
  std::optional<Hours> hours;                  ///< in which it is worked on; none: of `channel`, or always
  double promise_s = 0;
  std::optional<int> promise_days;  ///< working clock given in days
  Clock clock = Clock::elapsed;
  std::optional<Confirm> confirm;
  std::optional<CaseChase> chase;
  bool operator==(const Case&) const = default;
};
/// How likely the customer is to recommend, 0 to 10.
struct Satisfaction {
  double base = 0;
  double per_wait_minute = 0;
  double unresolved = 0;
  double per_hand_off = 0;
  std::vector<double> channel;  ///< [channel] of the last contact
  double noise = 0;             ///< standard deviation
  bool operator==(const Satisfaction&) const = default;
};
struct Reason {
  std::string id;
  std::string title;
  bool emergency = false;
  std::vector<double> resolved;  ///< [channel] share of answered, completed contacts that resolve
  std::optional<Repeat> repeat;
  std::optional<Escalate> escalate;
  std::optional<Churn> churn;
  std::optional<Case> work;
  std::optional<Satisfaction> satisfaction;
  bool operator==(const Reason&) const = default;
};

enum class ChannelKind { live, deferred, self_service };

/// Answered within this wait, for this share of what is offered.
struct Target {
  double within_s = 0;             ///< elapsed time, or open time if `clock` is working
  std::optional<int> within_days;  ///< working clock given in days: same time of day on the n-th open day after
  double share = 0;
  Clock clock = Clock::elapsed;
  bool operator==(const Target&) const = default;
};

/// Share that goes on by another channel.
struct Switch {
  ChannelId channel;
  double share = 0;
  bool operator==(const Switch&) const = default;
};
struct Retry {
  double share = 0;  ///< tries the same channel again
  sim::Distribution after;
  std::vector<Switch> switches;  ///< tries another, after the same delay
  bool operator==(const Retry&) const = default;
};
struct WhenClosed {
  std::optional<ChannelId> emergency_to;
  double later = 0;
  double later_after_s = 0;      ///< mean of the exponential delay after the next opening
  std::vector<Switch> switches;  ///< at once
  bool operator==(const WhenClosed&) const = default;
};
/// Contacts that ask after an unanswered one.
struct Chase {
  double after_s = 0;
  double share = 0;
  ChannelId channel;
  bool operator==(const Chase&) const = default;
};
/// The offer to be called back instead of waiting.
struct Callback {
  double when_wait_over_s = 0;
  double accepted = 0;
  bool operator==(const Callback&) const = default;
};
/// First contacts that book a time instead of coming at once.
struct Appointments {
  double share = 0;    ///< of the channel's first contacts
  double every_s = 0;  ///< from slot to slot, from each opening on
  int places = 1;      ///< in a slot
  double lead_s = 0;   ///< shortest time between booking and slot
  double no_show = 0;  ///< share of the booked that does not come
  std::optional<ChannelId>
      to;  ///< where the booked are served, and whose hours the slots follow; none: the same channel
  bool operator==(const Appointments&) const = default;
};
struct ChannelCost {
  double per_contact = 0;  ///< per answered contact (self-service: per offered one)
  double per_minute = 0;   ///< per minute of wait and handling
  double per_year = 0;
  bool operator==(const ChannelCost&) const = default;
};

struct Channel {
  std::string id;
  std::string title;  ///< the id if left out
  ChannelKind kind = ChannelKind::live;
  Hours hours;  ///< self-service: always
  std::optional<Target> target;
  std::optional<sim::Distribution> handle;
  std::optional<sim::Distribution> patience;  ///< live only; none: nobody ever leaves
  double balk = 0;
  std::optional<Retry> retry;
  std::optional<WhenClosed> when_closed;
  std::optional<int> lines;
  std::optional<Appointments> appointments;  ///< live only
  ChannelCost cost;
  std::optional<double> unit_cost;
  std::optional<double> offered_per_year;
  bool interruptible = false;  ///< deferred only
  double switch_cost_s = 0;    ///< of work put down, when it is taken up again
  std::optional<Chase> chase;  ///< deferred only
  std::optional<Callback> callback;
  int concurrency = 1;        ///< contacts that one agent holds at once
  std::vector<double> speed;  ///< [contacts held, less 1] of work on each; empty: 1
  double completes = 1;       ///< self-service
  std::optional<ChannelId> falls_back_to;
  sim::Distribution falls_back_after;  ///< default exponential, mean 10 min
  double gives_up = 0;
  bool operator==(const Channel&) const = default;
};

/// What a need's first answered, completed contact earns: it converts with a probability, and has a value if it does.
/// Both may grow with the minutes of handle time beyond `from_minute`.
struct Revenue {
  double conversion = 0;
  double conversion_per_minute = 0;
  double conversion_max = 1;
  double value = 0;
  double value_per_minute = 0;
  double from_minute = 0;
  bool operator==(const Revenue&) const = default;
};

/// How the number of contacts of a day comes about, given what is expected of it.
enum class DailyCounts {
  poisson,  ///< by chance
  fixed,    ///< what is expected, in whole numbers
};

/// A contact of a call log.
struct RecordedArrival {
  Date date{};
  double at_s = 0;                 ///< after midnight
  std::optional<double> handle_s;  ///< none: drawn
  bool operator==(const RecordedArrival&) const = default;
};

struct Demand {
  std::string id;
  ReasonId reason;
  ChannelId channel;
  std::optional<double> per_hour;         ///< exactly one of these two, or `recorded`
  std::optional<double> per_year;         ///< first contacts per 365.25 days
  std::vector<RecordedArrival> recorded;  ///< ascending; what really came, in place of a rate
  std::optional<ProfileId> profile;       ///< none: a constant rate
  std::optional<sim::Distribution> handle;
  double wrap_s = 0;  ///< part of the handle mean
  double shiftable = 1;
  std::optional<Revenue> revenue;
  DailyCounts daily_counts = DailyCounts::poisson;
  bool operator==(const Demand&) const = default;
};

/// A channel that a team answers, and the agents it keeps free when it takes one.
struct Answers {
  ChannelId channel;
  int keep_free = 0;
  std::optional<double> ages_s = {};  ///< the wait that is worth one rank; none: rank alone counts
  bool operator==(const Answers&) const = default;
};
struct Overflow {
  ChannelId channel;
  double after_s = 0;
  bool operator==(const Overflow&) const = default;
};
struct RosterLine {
  Days days = every_day;
  std::vector<TimeRange> hours;
  int staff = 0;
  std::vector<TimeRange> breaks;  ///< unpaid, everyone in the line away
  double premium = 1;
  std::optional<Date> from;  ///< first and last date on which the line holds
  std::optional<Date> to;
  bool operator==(const RosterLine&) const = default;
};
enum class TeamKind { employed, contracted };
/// What a contracted team charges. A year's invoice is the minimum or what was handled, whichever is more.
struct ContractRate {
  double per_contact = 0;  ///< per answered contact
  double per_minute = 0;   ///< of handling
  double minimum_per_year = 0;
  bool operator==(const ContractRate&) const = default;
};
enum class LearningShape { linear, exponential };
/// Speed of somebody newly trained, relative to one who knows the work, and how it grows.
struct Learning {
  LearningShape shape = LearningShape::linear;
  double start = 1;
  double weeks = 0;  ///< until full speed (exponential: until 95% of the way)
  bool operator==(const Learning&) const = default;
};
/// People leave their places, which stay vacant (and unpaid) until somebody new comes, who is trained first (and paid).
struct Turnover {
  double leavers_per_year = 0;  ///< of each place while it is held
  double hiring_s = 0;
  double training_s = 0;
  std::optional<Learning> learning;
  double cost_per_leaver = 0;
  bool operator==(const Turnover&) const = default;
};
struct Team {
  std::string id;
  std::string title;
  TeamKind kind = TeamKind::employed;
  ContractRate rate;                          ///< contracted only
  std::vector<std::vector<Answers>> answers;  ///< ranks, highest first; channels of one rank are equal
  std::vector<RosterLine> roster;
  double shrinkage = 0;
  double absence = 0;
  double fte_hours = 37;
  double hourly_cost = 0;
  double overtime_factor = 1;
  double authority = 0;              ///< share of the contacts to be escalated that it settles itself
  std::vector<double> speed;         ///< [channel] handle time is divided by it
  std::vector<Overflow> overflow;    ///< ranks after all of `answers`, in this order
  std::optional<Turnover> turnover;  ///< employed only
  double post_step = 1;              ///< posts go in steps of so many full-time ones
  double redundancy_per_post = 0;    ///< paid once for each post that goes at once
  double notice_s = 0;               ///< from the decision until a post is gone
  std::optional<double> attrition;   ///< share of the posts whose holders leave in a year
  int minimum_staff = 0;     ///< rostered while a channel that it answers is open, where rosters are searched for
  bool keep_roster = false;  ///< it stays as it is where rosters are searched for
  std::optional<double> contract_hours;  ///< paid hours a week that a roster found for it has at most
  bool operator==(const Team&) const = default;
};

/// Which team takes a contact for which several have a free agent.
enum class Routing { first, longest_idle, least_cost };

/// An event that multiplies demand from its start on: a billing run, a storm.
struct SurgeStep {
  int day = 0;        ///< whole days since the start
  double factor = 1;  ///< from that day on, until the next step; the last holds on
  bool operator==(const SurgeStep&) const = default;
};
struct Surge {
  std::string id;  ///< "surge-2" if left out and the second of the file
  std::string title;
  std::vector<DemandId> demands;
  Date start{};
  std::vector<SurgeStep> shape;  ///< ascending, the first at day 0
  bool operator==(const Surge&) const = default;
};

/// The normal scores of these profiles' busy days have this correlation on the same day, each with each.
struct BusyDayCorrelation {
  std::vector<ProfileId> profiles;
  double correlation = 0;
  bool operator==(const BusyDayCorrelation&) const = default;
};

/// What an option's `set` may change.
struct Model {
  std::vector<Profile> profiles;
  std::vector<Reason> reasons;  ///< at least "general"
  std::vector<Channel> channels;
  std::vector<Demand> demands;
  std::vector<Team> teams;
  Routing routing = Routing::first;
  std::vector<Surge> surges;
  std::vector<BusyDayCorrelation> busy_day_correlations;
  bool operator==(const Model&) const = default;
};

struct Shift {
  std::vector<ChannelId> from;
  std::optional<ChannelId> to;  ///< none: the contact is avoided
  double share = 0;
  std::vector<bool> reasons;        ///< [reason] does it move?
  std::optional<double> completes;  ///< none: the channel's own
  std::optional<ChannelId> falls_back_to;
  std::optional<double> gives_up;
  std::optional<sim::Distribution> handle;  ///< on `to`
  double induced = 0;                       ///< new contacts per contact moved
  double simplest_first = 0;
  bool operator==(const Shift&) const = default;
};

enum class RampShape { step, linear, logistic };

/// Which roster an option has.
enum class Staffing {
  keep,           ///< as it is, but for what `set` says
  match_service,  ///< the cheapest that serves no worse than the baseline
  match_targets,  ///< the cheapest that meets every target
};
/// When posts that an option does not need any more go.
enum class ReleaseRule {
  at_once,       ///< from its start, after notice
  attrition,     ///< as their holders leave
  when_take_up,  ///< once observed take-up has passed a gate, after notice
};
struct Release {
  ReleaseRule rule = ReleaseRule::at_once;
  double gate = 0;  ///< share of the first contacts that shifts name which has moved over four weeks
  bool operator==(const Release&) const = default;
};

struct Option {
  std::string id;
  std::string title;
  Model model;                       ///< the scenario's, with this option's `set`
  bool changes_model = false;        ///< has a `set`, its own or by `based-on`
  std::vector<std::string> changes;  ///< that `set` for people: "channel.phone.lines = 30", in order
  std::vector<Shift> shifts;         ///< those of `based-on` first
  RampShape ramp = RampShape::step;
  int ramp_weeks = 0;
  std::optional<Date> starts;
  double one_off_cost = 0;
  double per_year_cost = 0;
  std::optional<double> claim;  ///< the yearly saving that was claimed for it
  Staffing staffing = Staffing::keep;
  Release release;
  bool bridge = false;  ///< the steps from the claim to what is cashable are simulated
  /// The baseline's model with the cheapest roster that meets the option's staffing rule without the option; there once
  /// a search has found it, and then `model` has the cheapest one with the option.
  std::optional<Model> without;
  /// Has a first year that differs from a full one.
  bool dated() const { return starts.has_value() || ramp != RampShape::step; }
  bool operator==(const Option&) const = default;
};

/// The business case.
struct Finance {
  int years = 5;
  double discount_rate = 0.035;
  double optimism_bias = 0;  ///< share by which one-off and running cost are raised
  double trend = 0;          ///< yearly change of first contacts that comes without any option
  std::optional<int> price_base;
  bool operator==(const Finance&) const = default;
};

/// How rosters are searched for.
struct RosterSearch {
  int searches = 5;      ///< independent ones, each on replications of its own
  int replications = 4;  ///< of each
  bool operator==(const RosterSearch&) const = default;
};

/// An input that is known only as a range. The scenario itself has its likely value.
struct UncertainInput {
  std::string path;                ///< as --set takes it
  sim::Distribution distribution;  ///< in the input's own unit, durations in seconds
  std::optional<double> low;       ///< what is below or above is cut off
  std::optional<double> high;
  double likely = 0;
  bool duration = false;
  bool whole = false;  ///< draws are rounded to whole numbers
  bool operator==(const UncertainInput&) const = default;
};

/// How often uncertain inputs are drawn, and how many replications each draw has.
struct SecondOrder {
  int draws = 64;
  int replications = 4;
  bool operator==(const SecondOrder&) const = default;
};

/// A way to work a day, from which rosters may be made.
struct ShiftPattern {
  std::string id;
  std::vector<TeamId> teams;
  Days days = every_day;
  std::vector<int> starts_s;            ///< ascending; each is a shift of its own
  double length_s = 0;                  ///< breaks included
  double break_s = 0;                   ///< unpaid
  std::optional<double> break_after_s;  ///< from the start; none: in the middle
  double premium = 1;
  bool operator==(const ShiftPattern&) const = default;
};

struct Scenario {
  std::string name;
  std::string title;  ///< the name if left out
  std::string currency = "GBP";
  std::string notes;
  Calendar calendar;
  int replications = 20;
  std::uint64_t seed = 1;
  RosterSearch search;
  std::vector<ShiftPattern> shift_patterns;
  std::optional<Finance> finance;
  SecondOrder second_order;
  std::vector<UncertainInput> uncertain;
  Model model;
  std::vector<Option> options;
  bool operator==(const Scenario&) const = default;
};

}  // namespace channelshift
