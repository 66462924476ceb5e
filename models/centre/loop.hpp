#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "models/centre/ahead.hpp"
#include "models/centre/contact.hpp"
#include "models/centre/desks.hpp"
#include "models/centre/first_contacts.hpp"
#include "models/centre/levels.hpp"
#include "models/centre/releases.hpp"
#include "sim/kernel/agenda.hpp"
#include "sim/kernel/bits.hpp"
#include "sim/kernel/ring.hpp"
#include "sim/kernel/tournament_tree.hpp"

namespace channelshift {

/// The simulation of one plan, replication by replication, whatever the loop.
class AnyLoop {
 public:
  virtual ~AnyLoop() = default;

  /// Begins a replication.
  virtual void start(sim::Key key) = 0;
  /// Goes on with all that happens before the next first contact that is not there yet; false once it is over.
  virtual bool advance(const FirstContacts& contacts) = 0;
  /// What was counted; adds the series to `series`.
  virtual Counts finish(Series& series) = 0;
};

/// The simulation of one replication. `Full` knows every feature; without it only live and deferred contacts that come
/// once and wait or leave are known, at less cost. `Words` x 64 channels and teams at most.
///
/// The order of events at one instant is the order of the slots of the tree, then the agenda, then arrivals:
/// service ends (by team), calendar (interval, rises of a level, openings), overflow opens, agenda (patience ends,
/// returns), first contacts. Closings and falls of a level come after these: one tick later, accounted at the instant.
template <bool Full, int Words>
class Loop final : public AnyLoop {
 public:
  /// Stops when more than so many contacts wait on one channel.
  Loop(const Plan& plan, std::size_t longest_queue);
  void start(sim::Key key) override;
  bool advance(const FirstContacts& contacts) override;
  Counts finish(Series& series) override;

 private:
  using Set = sim::Bits<Words>;
  using Slot = std::uint32_t;

  /// Sums over a team's agents.
  struct TeamTimes {
    sim::Ticks busy = 0;
    sim::Ticks beyond_level = 0;   ///< of that, by more agents than the level
    sim::Ticks beyond_roster = 0;  ///< by more than are rostered
    sim::Ticks at_work = 0;
  };

  /// A team now, and its times since they were last flushed.
  struct TeamState {
    int level = 0;
    int rostered = 0;
    int busy = 0;
    sim::Ticks accounted = 0;        ///< until then its busy time is counted
    sim::Ticks level_accounted = 0;  ///< until then the time at its level is
    TeamTimes times;                 ///< since the last flush
    std::vector<Slot> free_slots;
    std::vector<Slot> interruptible;   ///< slots at work that may be put down
    sim::Ring<sim::Ticks> idle_since;  ///< of its free agents, where the longest idle is asked for
  };

  /// Arrivals of the current interval that need no more than counting.
  struct Hot {
    std::int64_t offered = 0;
    std::int64_t at_once = 0;
    sim::Ticks handle = 0;
  };

  /// What an agent is at.
  struct SlotState {
    std::uint16_t channel = 0;
    bool interruptible = false;
    bool shared = false;  ///< its work is on its desk
  };

  /// An attempt in a queue that something on the agenda refers to.
  struct Watch {
    bool answered = false;
    bool gone = false;  ///< left, and counted so
    std::uint16_t day_cell = 0;
    std::uint32_t week_cell = 0;
    std::int64_t holders = 0;  ///< the queue and the agenda
    sim::Ticks arrived = 0;
    sim::Ticks deadline = 0;
  };

  /// A contact in a queue that would come back, should it leave before it is answered.
  struct MayReturn {
    Contact contact;
    std::uint32_t watch = 0;
    int channel = 0;
  };

  /// A case that is open, or still on the agenda.
  struct CaseState {
    Contact contact;  ///< that opened it
    sim::Ticks opened = 0;
    sim::Ticks due = 0;
    std::uint32_t asked = 0;  ///< chasers so far
    std::uint16_t reason = 0;
    std::uint16_t channel = 0;  ///< of the contact
    bool first = false;         ///< that contact was the need's first to be answered
    bool measured = false;
    bool closed = false;
    int holders = 0;  ///< who will close it, and a chaser to come
  };

  enum class DayEventKind : std::uint8_t { rise, opening, closing, fall };
  struct DayEvent {
    int at_s;
    DayEventKind kind;
    int id;  ///< team or channel
    int level = 0;
    int rostered = 0;
    /// By time, kind, then team or channel.
    std::uint64_t order() const {
      return static_cast<std::uint64_t>(at_s) << 32 | static_cast<std::uint64_t>(kind) << 24 |
             static_cast<std::uint64_t>(id);
    }
  };

  /// Measured needs of one demand.
  struct Tally {
    std::int64_t needs = 0, met = 0, lost = 0, open = 0;
    std::int64_t answered = 0, resolved_first = 0, attempts = 0;
  };

  /// What an attempt brings with it: its handle time, and its patience or the word that gives it.
  struct Drawn {
    sim::Ticks handle;
    std::uint32_t patience_word;
    std::optional<double> patience_s;
    bool by_appointment = false;
  };

  /// The channels from which a team keeps agents free, and the least number that it keeps free from one of them.
  struct Reserve {
    Set channels;
    int least = 0;
  };

  /// What is taken of a channel's slots.
  struct Book {
    std::vector<int> taken;        ///< [slot]
    std::size_t first = 0;         ///< those before are full or too near
    const Phase* phase = nullptr;  ///< in which that is so
  };

  // loop_day.hpp: the calendar
  void set_phase(int day);
  void calendar();
  void after_hours();
  void serve_those_in_time(int channel);
  void start_day();
  void add_openings();
  void add_level_changes();
  void set_paces();
  void start_interval();
  void start_measuring();
  void set_level(int team, int level, int rostered);
  void account(TeamState& team);
  void account_level(TeamState& team);
  void flush();

  // loop_arrive.hpp: contacts come
  void first_contact(const FirstContact& first);
  void first_contact_full(const FirstContact& first);
  int shift_of(const DemandPlan& demand, const FirstContact& first, const FirstWords& words) const;
  void move(Contact& contact, int shift, std::uint32_t patience_word);
  void induce(const Contact& contact, const ShiftPlan& shift);
  void arrive(const Contact& contact, int channel, Origin origin, const Drawn& drawn);
  void arrive_again(AgendaItem& item);
  void go_on(const Contact& parent, Kinship kinship, int channel, Origin origin);
  void turn_away(const Contact& contact, int channel);
  void serve_itself(const Contact& contact, int channel);
  bool called_back(const Contact& contact, int channel);
  void wait(const Contact& contact, int channel, sim::Ticks handle, sim::Ticks patience, const sim::Words& leaving);
  bool still_coming(AgendaItem& item);
  void decide_returns(sim::Ticks until);
  void look_at_agenda() { agenda_due_ = std::min(agenda_.next_time(), decision_due_); }
  void agenda();

  // loop_appointments.hpp: contacts that come at a time booked before
  bool book(const Contact& contact, int channel, Origin origin);
  std::size_t take_slot_of(int channel);
  void appointment_due(AgendaItem& item);
  void count_places();

  // loop_answer.hpp: agents take them
  int free_team(int channel) const;
  int choose(int team, Set among, int busy_after);
  bool kept_free(int team, int channel, int busy_after) const;

  // loop_route.hpp: which of several teams, and which of several ranks
  int routed_team(int channel, Set teams) const;
  void count_idle(int team);
  int choose_aged(int team, Set candidates, int busy_after);

  Waiting* head(int channel);
  Slot take_slot(int team);
  void take(int team, Slot slot, int channel);
  sim::Ticks occupy(int team, Slot slot, int channel, sim::Ticks handle);
  sim::Ticks paced(int team, int channel, sim::Ticks handle) const;
  void keep_interruptible(int team, Slot slot, const Waiting& work);
  void forget_interruptible(int team, Slot slot);
  void begin(int team, Slot slot, int channel, const Waiting& work);
  void answer_at_once(int team, Slot slot, int channel, const Contact& contact, sim::Ticks handle);
  void service_ends(Slot slot);
  void finish(int team, Slot slot);
  void release(int team, Slot slot);
  void fill(int team);
  void fill_all();
  void dispatch(int channel);
  bool interrupt(const Contact& contact, int channel, sim::Ticks handle);
  Slot lowest_interruptible(int team, int below_rank) const;
  void put_down(int team, Slot slot);
  void arm_overflow(int team);
  void arm_overflow_to(int channel, sim::Ticks arrived);
  void overflow_opens(Slot clock);

  // loop_share.hpp: agents who hold several contacts at once
  void make_desks();
  bool old_enough(int team, int channel, const Waiting& first) const;
  Slot room(int team, int channel) const;
  bool join(const Contact& contact, int channel, sim::Ticks handle);
  void hold(int team, Slot slot, int channel, const Waiting& work);
  void pace_desk(Slot slot);
  void pace_desks();
  void end_one(int team, Slot slot);
  void fill_room(int team);
  void count_handled(const Waiting& work, int team, int channel, sim::Ticks handle);
  void count_occupied(int team, Slot slot);
  void count_desks_at_end();

  // loop_settle.hpp: what becomes of those that were served
  void settle(const Contact& contact, int team, int channel, sim::Ticks end, bool measured);
  void unresolved(const Contact& contact, const ReasonPlan& reason, int team, int channel, bool first, sim::Ticks end);
  void hand_on(const Contact& contact, const ReasonPlan& reason, sim::Ticks end, const sim::Words& words);
  void not_completed(const Contact& contact, int channel, sim::Ticks end, bool measured, const ShiftPlan* shift);

  // loop_case.hpp: work behind contacts, and those who ask after it
  std::uint32_t new_case();
  void let_go_of_case(std::uint32_t number);
  sim::Ticks promised(int reason, sim::Ticks opened) const;
  void open_case(const Contact& contact, const CasePlan& work, int channel, bool first, sim::Ticks opened);
  void close_case(std::uint32_t number, sim::Ticks at);
  void work_done(std::uint32_t number, sim::Ticks end);
  void chase_case(std::uint32_t number);
  void schedule_close(std::uint32_t number, sim::Ticks at);
  void schedule_chase(std::uint32_t number, sim::Ticks at);
  void ask_later(sim::Ticks at, const Contact& about, Kinship kinship, Origin origin, int channel);
  void ask(const Contact& about, Kinship kinship, Origin origin, int channel, std::uint32_t ordinal);
  void ask_after(const AgendaItem& item);
  void count_open_cases();
  // loop_revenue.hpp: what a need earns, and in which way it is handled
  void count_conversion(const Contact& contact, int channel);
  std::uint32_t draw_of_need(const Contact& contact, Draw which) const;
  const Phase& way_of(const Contact& contact) const;

  // loop_leave.hpp: contacts leave, and what comes of it
  const Way* way_back(const Contact& contact, int channel, const sim::Words& leaving) const;
  AgendaItem& come_back(const Contact& contact, int channel, const Way& way, sim::Ticks left,
                        const sim::Words& leaving);
  void leave_unanswered(const Contact& contact, int channel, const sim::Words& leaving, sim::Ticks waited);
  template <class Waited>
  void abandon(const Waited& waiting, int channel);
  bool lost_for_good(const Contact& contact) const;
  void give_up(const Contact& contact, int channel, sim::Ticks waited);
  void need_met(const Contact& contact, int channel, bool first);
  void need_lost(const Contact& contact, int channel, sim::Ticks waited = 0);
  void score(const Contact& contact, int channel, bool met, sim::Ticks waited);
  std::uint32_t new_watch(const Waiting& waiting);
  void let_go(std::uint32_t watch);
  AgendaItem& schedule(sim::Ticks at, Coming coming, Origin origin, int channel);
  AgendaItem& schedule_child(sim::Ticks at, const Contact& parent, Kinship kinship, Origin origin, int channel,
                             std::uint32_t ordinal = 0);
  sim::Words draws(const Contact& contact, int block) const;
  std::uint32_t draw(const Contact& contact, Draw which) const;
  sim::Ticks drawn_duration(int quantile, std::uint32_t word) const;
  sim::Ticks handle_on(const Contact& contact, int channel) const;

  // loop_count.hpp: what is counted
  Cell& week_cell(int channel, std::uint32_t cell) { return week_[channel * (intervals_ + 1) + cell]; }
  Cell& day_cell(int channel, std::uint32_t cell) { return days_[cell * plan_.channels + channel]; }
  bool in_target(int channel, sim::Ticks arrived, sim::Ticks answered) const;
  sim::Ticks due(int channel, sim::Ticks arrived) const;
  void count_answer(const Waiting& waiting, int channel, sim::Ticks handle);
  void count_for_team(int team, sim::Ticks handle, bool measured);
  void count_queue(int channel, sim::Ticks from, sim::Ticks to);
  void count_backlog(std::int64_t ChannelCounts::*contacts, sim::Ticks ChannelCounts::*work);
  void count_night();
  void count_waiting_at_end();
  void count_open_needs();
  void open_need(const Contact& contact);
  Tally& tally_of(const Contact& contact) {
    return tallies_[contact.demand + (contact.induced ? static_cast<std::size_t>(plan_.demands) : 0)];
  }
  void count_needs();
  void count_plain();
  void count_kept();
  Counts finish_counts();
  void add_series(Series& series) const;
  void purge(int channel);

  const Plan& plan_;
  const Phase* phase_ = nullptr;
  const int intervals_;  ///< of a week
  const int measured_days_;
  const std::size_t longest_queue_;
  const sim::Ticks measured_from_;
  const sim::Ticks end_;

  // Slots of the tree.
  static constexpr Slot late_slot_ = 0;
  Slot agents_ = 0;  ///< agents have slots 1..agents_
  Slot early_slot_ = 0;
  Slot overflow_slot_ = 0;  ///< the first of them

  // State.
  sim::Key key_;
  sim::Ticks now_ = 0;
  bool running_ = false;
  bool measured_ = false;
  bool any_interruptible_ = false;
  bool any_shared_ = false;
  bool longest_idle_ = false;  ///< is asked for
  bool any_contracted_ = false;
  int day_ = 0;
  std::uint32_t week_now_ = 0;  ///< cells of arrivals now; one past the last while not measured
  std::uint32_t day_now_ = 0;
  sim::TournamentTree tree_;
  const FirstContacts* first_contacts_ = nullptr;
  const FirstContact* next_first_ = nullptr;  ///< of those
  std::vector<sim::Ring<Waiting>> queues_;    ///< [channel]
  std::vector<TeamState> teams_;
  std::vector<std::uint16_t> slot_team_;  ///< [slot]
  std::vector<SlotState> slots_;          ///< [slot] full loop only
  std::vector<Waiting> slot_work_;        ///< [slot] while it may be put down
  std::vector<Desk> desks_;               ///< [slot] where some channel has concurrency, else empty
  DeskLists desk_lists_;                  ///< agents with something on their desks, by team x channel
  std::vector<int> lines_used_;           ///< [channel]
  std::vector<Book> books_;               ///< [channel]
  sim::Agenda<AgendaItem> agenda_;
  std::vector<MayReturn> may_return_;
  std::size_t most_undecided_ = 0;        ///< of these, then those who were answered are dropped
  sim::Ticks decision_due_ = sim::never;  ///< when the first of these may leave
  sim::Ticks agenda_due_ = sim::never;    ///< next time of the agenda, or that
  DrawAhead ahead_;                       ///< those of the agenda's span that begins
  std::vector<Watch> watches_;            ///< [0] is none's: nobody reads whether it was answered, and it is never free
  std::vector<std::uint32_t> free_watches_;
  std::vector<CaseState> cases_;  ///< [0] is none
  std::vector<std::uint32_t> free_cases_;
  Set open_;  ///< channels now open (live: contacts may come; deferred: are worked)
  Set live_;
  Set waiting_;                            ///< channels with a queue (those in it may all have left)
  Set workable_;                           ///< live, or deferred and open
  Set idle_;                               ///< teams with a free agent
  Set may_interrupt_;                      ///< teams at work that may be put down
  Set shared_;                             ///< channels with concurrency above 1
  std::vector<Set> answered_by_;           ///< [channel] teams
  std::vector<Set> answers_;               ///< [team] channels, overflow too
  std::vector<Reserve> reserves_;          ///< [team]
  std::vector<std::size_t> next_opening_;  ///< [channel] spans already begun
  std::vector<std::size_t> next_closing_;
  std::vector<sim::Ticks> last_closing_;  ///< [channel]
  sim::Ticks next_interval_ = 0;          ///< when it begins
  std::vector<DayEvent> early_;           ///< of today, in order
  std::vector<DayEvent> late_;
  std::size_t next_early_ = 0;
  std::size_t next_late_ = 0;
  std::vector<LevelChange> changes_;
  std::vector<int> level_at_day_end_;  ///< [team]
  PlaceHolders holders_;
  Releases releases_;
  std::vector<double> pace_;  ///< [team * channels + channel] full loop: 1 / speed, today

  // Counts.
  std::vector<Hot> hot_;                 ///< [channel]
  std::vector<Cell> week_;               ///< [channel][interval, and one for what is not measured]
  std::vector<Cell> days_;               ///< [day, and one][channel]
  std::vector<BacklogCell> backlog_;     ///< [day][channel]
  std::vector<TeamCell> team_week_;      ///< [team][interval]
  std::vector<std::int64_t> histogram_;  ///< [channel][bucket]
  std::vector<std::int64_t> at_once_;    ///< [channel] measured
  std::vector<Tally> tallies_;           ///< [demand], then those of induced needs [demand]; full loop only
  std::vector<std::int64_t> offered_;    ///< [channel][reason][origin] measured, full loop only
  Counts counts_;
};

}  // namespace channelshift
