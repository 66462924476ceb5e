#pragma once

#include "models/centre/loop.hpp"

/// The calendar's part of the loop: days, intervals, opening hours, levels of staff.
namespace channelshift {

template <bool Full, int Words>
Loop<Full, Words>::Loop(const Plan& plan, std::size_t longest_queue)
    : plan_(plan),
      intervals_(7 * plan.intervals_per_day),
      measured_days_(plan.day_list.days() - plan.day_list.measured_from()),
      longest_queue_(longest_queue),
      measured_from_(plan.day_list.measured_from() * ticks_per_day),
      end_(plan.day_list.days() * ticks_per_day) {
  for (const TeamDays& team : plan.team_days) agents_ += static_cast<Slot>(team.places);
  early_slot_ = agents_ + 1;
  overflow_slot_ = early_slot_ + 1;
  const Slot slots = overflow_slot_ + static_cast<Slot>(plan.overflow_clocks);
  tree_.resize(static_cast<int>(slots));
  queues_.resize(plan.channels);
  teams_.resize(plan.teams);
  slot_team_.resize(slots);
  if constexpr (Full) {
    slots_.resize(agents_ + 1);
    slot_work_.resize(agents_ + 1);
    make_desks();
  }
}

template <bool Full, int Words>
void Loop<Full, Words>::start(sim::Key key) {
  key_ = key;
  now_ = 0;
  running_ = true;
  measured_ = false;
  day_ = -1;
  week_now_ = static_cast<std::uint32_t>(intervals_);
  day_now_ = static_cast<std::uint32_t>(measured_days_);

  tree_.clear();
  tree_.set(early_slot_, 0);
  for (auto& queue : queues_) queue.clear();
  Slot slot = 1;
  for (int t = 0; t < plan_.teams; ++t) {
    const auto places = static_cast<Slot>(plan_.team_days[t].places);
    teams_[t] = TeamState{};
    for (Slot place = places; place > 0; --place) teams_[t].free_slots.push_back(slot + place - 1);
    for (Slot place = 0; place < places; ++place) slot_team_[slot++] = static_cast<std::uint16_t>(t);
  }
  for (Desk& desk : desks_) desk.held.clear();
  desk_lists_.clear();
  agenda_.clear();
  may_return_.clear();
  most_undecided_ = 64;
  decision_due_ = sim::never;
  agenda_due_ = sim::never;
  books_.assign(plan_.channels, Book{});
  for (int c = 0; c < plan_.channels; ++c) books_[c].taken.assign(plan_.slots[c].size(), 0);
  watches_.assign(1, Watch{.holders = std::numeric_limits<std::int64_t>::max()});
  free_watches_.clear();
  cases_.assign(1, CaseState{});
  free_cases_.clear();
  lines_used_.assign(plan_.channels, 0);
  open_.clear();
  waiting_.clear();
  idle_.clear();
  may_interrupt_.clear();
  next_opening_.assign(plan_.channels, 0);
  next_closing_.assign(plan_.channels, 0);
  last_closing_.assign(plan_.channels, -1);
  early_.clear();
  late_.clear();
  next_early_ = next_late_ = 0;
  level_at_day_end_.assign(plan_.teams, 0);

  hot_.assign(plan_.channels, Hot{});
  week_.assign(plan_.channels * (intervals_ + 1), Cell{});
  days_.assign(plan_.channels * (measured_days_ + 1), Cell{});
  backlog_.assign(plan_.channels * measured_days_, BacklogCell{});
  team_week_.assign(plan_.teams * intervals_, TeamCell{});
  histogram_.assign(plan_.channels * wait_buckets, 0);
  at_once_.assign(plan_.channels, 0);
  counts_ = Counts{};
  counts_.channels.resize(plan_.channels);
  counts_.teams.resize(plan_.teams);
  counts_.demands.resize(plan_.demands);
  counts_.reasons.resize(plan_.reasons);
  tallies_.assign(2 * plan_.demands, Tally{});
  offered_.assign(static_cast<std::size_t>(plan_.channels) * plan_.reasons * origins, 0);
  counts_.appointments.resize(plan_.channels);
  counts_.team_channel_busy.assign(plan_.teams * plan_.channels, 0);
  counts_.moved.assign(plan_.channels * (plan_.channels + 1), 0);

  if (Full && plan_.gate) releases_.start(plan_);
  if (Full && plan_.any_turnover) holders_.start(plan_, key);
}

/// Takes the tables that hold from this day on.
template <bool Full, int Words>
void Loop<Full, Words>::set_phase(int day) {
  phase_ = &plan_.phases[plan_.phase_of(day)];
  live_.clear();
  workable_.clear();
  answered_by_.assign(plan_.channels, Set{});
  answers_.assign(plan_.teams, Set{});
  any_interruptible_ = false;
  shared_.clear();
  any_contracted_ = false;
  for (const TeamPlan& team : phase_->teams) any_contracted_ |= team.contracted;
  for (int c = 0; c < plan_.channels; ++c) {
    const ChannelPlan& channel = phase_->channels[c];
    const bool live = channel.kind == ChannelKind::live;
    live_.put(c, live);
    workable_.put(c, live || open_.test(c));
    any_interruptible_ |= channel.interruptible;
    shared_.put(c, channel.concurrency() > 1);
    for (const int t : channel.teams) {
      answered_by_[c].set(t);
      answers_[t].set(c);
    }
    for (const auto& [t, place] : channel.overflow_clocks) answers_[t].set(c);
  }
  reserves_.assign(plan_.teams, Reserve{});
  for (int t = 0; t < plan_.teams; ++t)
    for (int c = 0; c < plan_.channels; ++c)
      if (const int agents = phase_->teams[t].keep_free[c]; agents > 0) {
        Reserve& reserve = reserves_[t];
        reserve.least = reserve.channels.any() ? std::min(reserve.least, agents) : agents;
        reserve.channels.set(c);
      }
  any_shared_ = shared_.any();
  longest_idle_ = phase_->routing == Routing::longest_idle;
  if constexpr (Full) {
    pace_desks();
    if (longest_idle_)
      for (int t = 0; t < plan_.teams; ++t) count_idle(t);
  }
}

/// Everything that the calendar has at this instant but closings and falls.
template <bool Full, int Words>
void Loop<Full, Words>::calendar() {
  if (now_ == (day_ + 1) * ticks_per_day) start_day();
  if (!running_) return;
  const sim::Ticks midnight = day_ * ticks_per_day;
  const auto due_at = [&](const DayEvent& event) { return midnight + sim::ticks(event.at_s); };
  if (now_ == next_interval_) start_interval();
  bool opened = false;
  for (; next_early_ < early_.size() && due_at(early_[next_early_]) == now_; ++next_early_) {
    const DayEvent& event = early_[next_early_];
    if (event.kind == DayEventKind::rise) {
      set_level(event.id, event.level, event.rostered);
    } else {
      open_.set(event.id);
      workable_.set(event.id);
      opened = true;
    }
  }
  if (opened) fill_all();
  const sim::Ticks next = next_early_ < early_.size() ? due_at(early_[next_early_]) : sim::never;
  tree_.set(early_slot_, std::min(next, next_interval_));
}

/// Closings, then falls of a level: one tick after their instant in the order of events, but accounted at it.
template <bool Full, int Words>
void Loop<Full, Words>::after_hours() {
  --now_;
  const sim::Ticks midnight = day_ * ticks_per_day;
  const auto due_at = [&](const DayEvent& event) { return midnight + sim::ticks(event.at_s); };
  for (; next_late_ < late_.size() && due_at(late_[next_late_]) == now_; ++next_late_) {
    const DayEvent& event = late_[next_late_];
    if (event.kind == DayEventKind::fall) {
      set_level(event.id, event.level, event.rostered);
    } else {
      open_.reset(event.id);
      workable_.put(event.id, live_.test(event.id));
      last_closing_[event.id] = now_;
      if constexpr (Full)
        if (live_.test(event.id)) serve_those_in_time(event.id);
    }
  }
  tree_.set(late_slot_, next_late_ < late_.size() ? due_at(late_[next_late_]) + 1 : sim::never);
}

/// A live channel has closed: nobody is kept free any longer from those who wait, and agents with room stay for them.
template <bool Full, int Words>
void Loop<Full, Words>::serve_those_in_time(int c) {
  for (int t = 0; t < plan_.teams; ++t)
    if (phase_->teams[t].keep_free[c] > 0) fill(t);
  if (!shared_.test(c)) return;
  for (int t = 0; t < plan_.teams; ++t) fill_room(t);
}

template <bool Full, int Words>
void Loop<Full, Words>::start_day() {
  flush();
  if (measured_) count_night();
  ++day_;
  if (Full && plan_.gate) releases_.start_day(day_);
  if (Full && plan_.any_turnover) holders_.start_day(day_, plan_.gate ? &releases_ : nullptr);
  if (day_ == plan_.day_list.days()) {
    running_ = false;
    return;
  }
  const bool exchanged = phase_ != &plan_.phases[plan_.phase_of(day_)] || day_ == 0;
  if (exchanged) {
    if (Full && day_ > 0) decide_returns(sim::never);  // by the tables by which they came
    set_phase(day_);
  }
  if constexpr (Full)
    if (exchanged || plan_.any_turnover) set_paces();
  if (day_ == plan_.day_list.measured_from()) start_measuring();
  if (measured_) day_now_ = static_cast<std::uint32_t>(day_ - plan_.day_list.measured_from());

  early_.clear();
  late_.clear();
  next_early_ = next_late_ = 0;
  next_interval_ = now_;
  add_openings();
  add_level_changes();
  std::ranges::sort(early_, {}, &DayEvent::order);
  std::ranges::sort(late_, {}, &DayEvent::order);
  if (!late_.empty()) tree_.set(late_slot_, day_ * ticks_per_day + sim::ticks(late_[0].at_s) + 1);
  if (exchanged) fill_all();
}

/// Today's openings, and closings from midnight on (a day that ends at 24:00 closes on the next).
template <bool Full, int Words>
void Loop<Full, Words>::add_openings() {
  const sim::Ticks midnight = day_ * ticks_per_day;
  const sim::Ticks tomorrow = midnight + ticks_per_day;
  const auto second = [&](sim::Ticks time) { return static_cast<int>((time - midnight) / sim::ticks(1)); };
  for (int c = 0; c < plan_.channels; ++c) {
    const std::vector<Span>& spans = plan_.open[c].spans();
    for (std::size_t& next = next_closing_[c]; next < spans.size() && spans[next].close < tomorrow; ++next)
      late_.push_back({second(spans[next].close), DayEventKind::closing, c});
    for (std::size_t& next = next_opening_[c]; next < spans.size() && spans[next].open < tomorrow; ++next)
      early_.push_back({second(spans[next].open), DayEventKind::opening, c});
  }
}

template <bool Full, int Words>
void Loop<Full, Words>::add_level_changes() {
  changes_.clear();
  for (int t = 0; t < plan_.teams; ++t) {
    const std::size_t first = changes_.size();
    append_levels(plan_, t, day_, key_, changes_, &holders_, Full && plan_.gate && releases_.kept(t));
    int level = level_at_day_end_[t];
    for (std::size_t i = first; i < changes_.size(); ++i) {
      const LevelChange& change = changes_[i];
      if (change.level >= level)
        early_.push_back({change.at_s, DayEventKind::rise, t, change.level, change.rostered});
      else
        late_.push_back({change.at_s, DayEventKind::fall, t, change.level, change.rostered});
      level = change.level;
    }
    level_at_day_end_[t] = level;
  }
}

/// Agents within a team are alike: those who still learn make all of them slower today.
template <bool Full, int Words>
void Loop<Full, Words>::set_paces() {
  pace_.resize(plan_.teams * plan_.channels);
  for (int t = 0; t < plan_.teams; ++t)
    for (int c = 0; c < plan_.channels; ++c)
      pace_[t * plan_.channels + c] =
          phase_->teams[t].pace[c] / (plan_.team_days[t].has_turnover ? holders_.speed(t) : 1.0);
}

template <bool Full, int Words>
void Loop<Full, Words>::start_interval() {
  flush();
  next_interval_ = now_ + sim::ticks(plan_.interval_s);
  if (!measured_) return;
  const int of_day = static_cast<int>((now_ - day_ * ticks_per_day) / sim::ticks(plan_.interval_s));
  week_now_ = static_cast<std::uint32_t>(plan_.day_list.weekday(day_) * plan_.intervals_per_day + of_day);
}

/// Forgets what the warm-up counted; the centre stays as it is.
template <bool Full, int Words>
void Loop<Full, Words>::start_measuring() {
  measured_ = true;
  week_now_ = static_cast<std::uint32_t>(plan_.day_list.weekday(day_) * plan_.intervals_per_day);
  for (TeamCounts& team : counts_.teams) team = TeamCounts{};
  std::fill(counts_.team_channel_busy.begin(), counts_.team_channel_busy.end(), 0);
  for (int t = 0; t < plan_.teams; ++t)
    for (const Slot slot : teams_[t].interruptible)
      counts_.team_channel_busy[t * plan_.channels + slots_[slot].channel] += tree_.time(slot) - now_;
  count_backlog(&ChannelCounts::backlog_start, &ChannelCounts::backlog_work_start);
}

template <bool Full, int Words>
void Loop<Full, Words>::set_level(int t, int level, int rostered) {
  TeamState& team = teams_[t];
  account(team);
  account_level(team);
  team.level = level;
  team.rostered = rostered;
  if constexpr (Full)
    if (longest_idle_) count_idle(t);
  if constexpr (Full)
    while (team.busy > team.level && !team.interruptible.empty()) {
      const Slot slot = lowest_interruptible(t, none);
      const int channel = slots_[slot].channel;
      put_down(t, slot);
      const int next = choose(t, live_ - open_, team.busy);
      if (next != none)
        take(t, slot, next);
      else
        release(t, slot);
      dispatch(channel);
    }
  fill(t);
  if constexpr (Full)
    if (any_shared_) fill_room(t);
}

/// Brings a team's busy time up to now. Its level is never above its roster.
template <bool Full, int Words>
void Loop<Full, Words>::account(TeamState& team) {
  const sim::Ticks passed = now_ - team.accounted;
  team.accounted = now_;
  team.times.busy += team.busy * passed;
  if (team.busy <= team.level) return;
  team.times.beyond_level += (team.busy - team.level) * passed;
  team.times.beyond_roster += std::max(0, team.busy - team.rostered) * passed;
}

/// The same for the time of those at work, which is another only where the level changes.
template <bool Full, int Words>
void Loop<Full, Words>::account_level(TeamState& team) {
  team.times.at_work += team.level * (now_ - team.level_accounted);
  team.level_accounted = now_;
}

/// Moves what was counted since the last flush to the cells of the interval that ends.
template <bool Full, int Words>
void Loop<Full, Words>::flush() {
  for (int c = 0; c < plan_.channels; ++c) {
    Hot& hot = hot_[c];
    if (hot.offered == 0) continue;
    const bool target = phase_->channels[c].has_target;
    for (Cell* cell : {&week_cell(c, week_now_), &day_cell(c, day_now_)}) {
      cell->offered += hot.offered;
      cell->answered += hot.at_once;
      cell->answered_in_target += target ? hot.at_once : 0;
      cell->handle += hot.handle;
    }
    if (measured_) {
      at_once_[c] += hot.at_once;
      histogram_[c * wait_buckets] += hot.at_once;
    }
    hot = Hot{};
  }
  for (int t = 0; t < plan_.teams; ++t) {
    TeamState& team = teams_[t];
    account(team);
    account_level(team);
    if (measured_) {
      const TeamTimes& times = team.times;
      const bool contracted = Full && phase_->teams[t].contracted;
      const sim::Ticks overtime = contracted ? 0 : times.beyond_roster;
      TeamCounts& sum = counts_.teams[t];
      sum.busy_within += times.busy - times.beyond_level;
      sum.busy += times.busy;
      sum.at_work += times.at_work;
      sum.overtime += overtime;
      TeamCell& cell = team_week_[t * intervals_ + week_now_];
      cell.busy_within += times.busy - times.beyond_level;
      cell.at_work += times.at_work;
      cell.overtime += overtime;
    }
    team.times = TeamTimes{};
  }
}

}  // namespace channelshift
