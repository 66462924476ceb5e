#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "models/centre/ahead.hpp"
#include "models/centre/arrivals.hpp"
#include "models/centre/contact.hpp"
#include "models/centre/levels.hpp"
#include "models/centre/simulation.hpp"
#include "sim/kernel/agenda.hpp"
#include "sim/kernel/bits.hpp"
#include "sim/kernel/ring.hpp"
#include "sim/kernel/tournament_tree.hpp"

namespace channelshift {

/// The simulation of one replication. `Full` knows every feature; without it only live and deferred contacts that come
/// once and wait or leave are known, at less cost. `Words` x 64 channels and teams at most.
///
/// The order of events at one instant is the order of the slots of the tree, then arrivals:
/// service ends (by team), calendar (interval, rises of a level, openings), overflow opens, agenda (patience ends,
/// returns), first contacts. Closings and falls of a level come after these: one tick later, accounted at the instant.
template <bool Full, int Words>
class Loop final : public Simulation {
 public:
  explicit Loop(const Plan& plan);
  Counts run(sim::Key key, Series& series) override;

 private:
  using Set = sim::Bits<Words>;
  using Slot = std::uint32_t;

  /// A team now, and its times since they were last flushed.
  struct TeamState {
    int level = 0;
    int rostered = 0;
    int busy = 0;
    sim::Ticks accounted = 0;
    TeamCounts counts;  ///< since the last flush
    std::vector<Slot> free_slots;
    std::vector<Slot> interruptible;  ///< slots at work that may be put down
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
  };

  /// An attempt in a queue that something on the agenda refers to.
  struct Watch {
    bool answered = false;
    bool gone = false;  ///< left, and counted so
    int holders = 0;    ///< the queue and the agenda
    sim::Ticks arrived = 0;
    sim::Ticks deadline = 0;
    std::uint32_t week_cell = 0;
    std::uint16_t day_cell = 0;
  };

  enum class DayEventKind : std::uint8_t { interval, rise, opening, closing, fall };
  struct DayEvent {
    int at_s;
    DayEventKind kind;
    int id;  ///< team or channel
    int level = 0;
    int rostered = 0;
  };

  /// What an attempt brings with it: its handle time, and its patience or the word that gives it.
  struct Drawn {
    sim::Ticks handle;
    std::uint32_t patience_word;
    std::optional<sim::Ticks> patience;
  };

  // loop_day.hpp: the calendar
  void reset(sim::Key key);
  void set_phase(int day);
  void calendar();
  void after_hours();
  void start_day();
  void add_openings();
  void add_level_changes();
  void set_paces();
  void start_interval();
  void start_measuring();
  void set_level(int team, int level, int rostered);
  void account(TeamState& team);
  void flush();

  // loop_arrive.hpp: contacts come
  void first_contact(int demand);
  void first_contact_full(int demand, ArrivalStream& stream);
  int shift_of(const DemandPlan& demand, const ArrivalStream& stream) const;
  void move(Contact& contact, int demand, int shift, const ArrivalStream& stream);
  void induce(const Contact& contact, const ShiftPlan& shift);
  void arrive(const Contact& contact, int channel, Origin origin, const Drawn& drawn);
  void arrive_again(AgendaItem& item);
  void go_on(const Contact& parent, Kinship kinship, int channel, Origin origin);
  void turn_away(const Contact& contact, int channel);
  void serve_itself(const Contact& contact, int channel);
  void wait(const Contact& contact, int channel, sim::Ticks handle, sim::Ticks patience, const sim::Words& leaving);
  bool still_coming(AgendaItem& item);
  void agenda();

  // loop_answer.hpp: agents take them
  int free_team(int channel) const;
  int choose(int team, Set among, int busy_after);
  Waiting* head(int channel);
  Slot take_slot(int team);
  void take(int team, Slot slot, int channel);
  sim::Ticks occupy(int team, Slot slot, int channel, sim::Ticks handle);
  sim::Ticks paced(int team, int channel, sim::Ticks handle) const;
  void keep_interruptible(int team, Slot slot, const Waiting& work);
  void begin(int team, Slot slot, int channel, const Waiting& work);
  void answer_at_once(int team, Slot slot, int channel, const Contact& contact, sim::Ticks handle);
  void service_ends(Slot slot);
  void finish(int team, Slot slot);
  void release(int team, Slot slot);
  void fill(int team);
  void dispatch(int channel);
  bool interrupt(const Contact& contact, int channel, sim::Ticks handle);
  Slot lowest_interruptible(int team, int below_rank) const;
  void put_down(int team, Slot slot);
  void arm_overflow(int team);
  void arm_overflow_to(int channel, sim::Ticks arrived);
  void overflow_opens(Slot clock);

  // loop_settle.hpp: what becomes of those that were served
  void settle(const Contact& contact, int channel, sim::Ticks end, bool measured);
  void not_completed(const Contact& contact, int channel, sim::Ticks end, bool measured, const ShiftPlan* shift);

  // loop_revenue.hpp: what a need earns, and in which way it is handled
  void count_conversion(const Contact& contact, int channel);
  std::uint32_t draw_of_need(const Contact& contact, Draw which) const;
  const Phase& way_of(const Contact& contact) const;

  // loop_leave.hpp: contacts leave, and what comes of it
  const Way* way_back(const Contact& contact, int channel, const sim::Words& leaving) const;
  AgendaItem& come_back(const Contact& contact, int channel, const Way& way, sim::Ticks left,
                        const sim::Words& leaving);
  void leave_unanswered(const Contact& contact, int channel, const sim::Words& leaving);
  template <class Waited>
  void abandon(const Waited& waiting, int channel);
  void need_met(const Contact& contact, bool first);
  void need_lost(const Contact& contact);
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
  void count_waiting_at_end();
  void count_open_needs();
  void open_need(const Contact& contact);
  Counts finish_counts();
  void add_series(Series& series) const;
  void purge(int channel);

  const Plan& plan_;
  const Phase* phase_ = nullptr;
  const int intervals_;  ///< of a week
  const int measured_days_;
  const sim::Ticks measured_from_;
  const sim::Ticks end_;

  // Slots of the tree.
  static constexpr Slot late_slot_ = 0;
  Slot agents_ = 0;  ///< agents have slots 1..agents_
  Slot early_slot_ = 0;
  Slot overflow_slot_ = 0;  ///< the first of them
  Slot agenda_slot_ = 0;

  // State.
  sim::Key key_;
  sim::Ticks now_ = 0;
  bool running_ = false;
  bool measured_ = false;
  bool any_interruptible_ = false;
  bool any_contracted_ = false;
  int day_ = 0;
  std::uint32_t week_now_ = 0;  ///< cells of arrivals now; one past the last while not measured
  std::uint32_t day_now_ = 0;
  sim::TournamentTree tree_;
  sim::TournamentTree arrivals_;        ///< [demand]
  std::vector<ArrivalStream> streams_;  ///< [demand]
  BusyDays busy_days_;
  std::vector<sim::Ring<Waiting>> queues_;  ///< [channel]
  std::vector<TeamState> teams_;
  std::vector<std::uint16_t> slot_team_;  ///< [slot]
  std::vector<SlotState> slots_;          ///< [slot] full loop only
  std::vector<Waiting> slot_work_;        ///< [slot] while it may be put down
  std::vector<int> lines_used_;           ///< [channel]
  sim::Agenda<AgendaItem> agenda_;
  DrawAhead ahead_;             ///< those of the agenda's span that begins
  std::vector<Watch> watches_;  ///< [0] is none
  std::vector<std::uint32_t> free_watches_;
  Set open_;  ///< channels now open (live: contacts may come; deferred: are worked)
  Set live_;
  Set waiting_;                            ///< channels with a queue (those in it may all have left)
  Set workable_;                           ///< live, or deferred and open
  Set idle_;                               ///< teams with a free agent
  std::vector<Set> answered_by_;           ///< [channel] teams
  std::vector<Set> answers_;               ///< [team] channels, overflow too
  std::vector<std::size_t> next_opening_;  ///< [channel] spans already begun
  std::vector<std::size_t> next_closing_;
  std::vector<sim::Ticks> last_closing_;  ///< [channel]
  std::vector<DayEvent> early_;           ///< of today, in order
  std::vector<DayEvent> late_;
  std::size_t next_early_ = 0;
  std::size_t next_late_ = 0;
  std::vector<LevelChange> changes_;
  std::vector<int> level_at_day_end_;  ///< [team]
  PlaceHolders holders_;
  std::vector<double> pace_;  ///< [team * channels + channel] full loop: 1 / speed, today

  // Counts.
  std::vector<Hot> hot_;                 ///< [channel]
  std::vector<Cell> week_;               ///< [channel][interval, and one for what is not measured]
  std::vector<Cell> days_;               ///< [day, and one][channel]
  std::vector<TeamCell> team_week_;      ///< [team][interval]
  std::vector<std::int64_t> histogram_;  ///< [channel][bucket]
  std::vector<std::int64_t> at_once_;    ///< [channel] measured
  Counts counts_;
};

}  // namespace channelshift
