#include "models/centre/compile_phase.hpp"

#include <algorithm>
#include <cmath>

namespace channelshift {
namespace {

/// Compiles each distribution once, however often it is named.
class Quantiles {
 public:
  explicit Quantiles(std::vector<sim::Quantile>& compiled) : compiled_(compiled) {}

  int add(const sim::Distribution& distribution) {
    const auto known = std::find(distributions_.begin(), distributions_.end(), distribution);
    if (known != distributions_.end()) return static_cast<int>(known - distributions_.begin());
    distributions_.push_back(distribution);
    compiled_.emplace_back(distribution);
    return static_cast<int>(compiled_.size()) - 1;
  }
  int add(const std::optional<sim::Distribution>& distribution) { return distribution ? add(*distribution) : none; }

 private:
  std::vector<sim::Distribution> distributions_;
  std::vector<sim::Quantile>& compiled_;
};

constexpr double default_breeds_after_s = 3600;

int index_of(const std::optional<ChannelId>& channel) { return channel ? channel->value : none; }

/// The same channel first, then the switches, as cumulated shares.
std::vector<Way> ways(double same, const std::vector<Switch>& switches, int channel) {
  std::vector<Way> all;
  double sum = 0;
  if (same > 0) all.push_back({sum += same, channel, true});
  for (const Switch& other : switches)
    if (other.share > 0) all.push_back({sum += other.share, other.channel.value, false});
  return all;
}

ChannelPlan compile_channel(const Channel& channel, int index, Quantiles& quantiles) {
  ChannelPlan plan;
  plan.kind = channel.kind;
  if (channel.target) {
    plan.has_target = true;
    plan.within = sim::ticks(channel.target->within_s);
    plan.working_clock = channel.target->clock == Clock::working;
    plan.within_days = plan.working_clock ? channel.target->within_days.value_or(0) : 0;
  }
  plan.patience = quantiles.add(channel.patience);
  plan.balk = Chance{channel.balk};
  plan.lines = channel.lines.value_or(none);
  if (channel.appointments) {
    plan.books = Chance{channel.appointments->share};
    plan.no_show = Chance{channel.appointments->no_show};
    plan.booked_on = channel.appointments->to ? channel.appointments->to->value : index;
    plan.lead = sim::ticks(channel.appointments->lead_s);
  }
  plan.interruptible = channel.interruptible;
  plan.switch_cost = sim::ticks(channel.switch_cost_s);
  if (channel.chase) {
    plan.chase = Chance{channel.chase->share};
    plan.chase_after = sim::ticks(channel.chase->after_s);
    plan.chase_channel = channel.chase->channel.value;
  }
  if (channel.callback) {
    plan.callback = Chance{channel.callback->accepted};
    plan.callback_over = sim::ticks(channel.callback->when_wait_over_s);
  }
  if (channel.concurrency > 1) {
    plan.speeds.assign(channel.concurrency, parts_per_tick);
    for (std::size_t i = 0; i < channel.speed.size(); ++i)
      plan.speeds[i] = std::llround(channel.speed[i] * static_cast<double>(parts_per_tick));
  }
  if (channel.retry) {
    plan.comes_back = ways(channel.retry->share, channel.retry->switches, index);
    plan.comes_back_after = quantiles.add(channel.retry->after);
  }
  if (channel.when_closed) {
    plan.has_when_closed = true;
    plan.emergency_to = index_of(channel.when_closed->emergency_to);
    plan.when_closed = ways(channel.when_closed->later, channel.when_closed->switches, index);
    plan.later_after_s = channel.when_closed->later_after_s;
  }
  plan.completes = Chance{channel.completes};
  plan.gives_up = Chance{channel.gives_up};
  plan.falls_back_to = index_of(channel.falls_back_to);
  plan.falls_back_after = quantiles.add(channel.falls_back_after);
  return plan;
}

/// 1 / speed of this team on a contact that its agent holds alone. What several do is in ChannelPlan::speeds.
double pace_of(const Team& team, const Channel& channel, int c) {
  const double alone = channel.concurrency == 1 && !channel.speed.empty() ? channel.speed[0] : 1.0;
  return 1.0 / (team.speed[c] * alone);
}

/// Mean handle time on a channel: of its demands by their volume, else the channel's own.
double mean_handle_h(const Model& model, int channel) {
  double volume = 0, hours = 0;
  for (const Demand& demand : model.demands) {
    if (demand.channel.value != channel || !demand.handle) continue;
    const double of = demand.per_year.value_or(0) + demand.per_hour.value_or(0) + 1e-9;
    volume += of;
    hours += of * sim::mean_s(*demand.handle) / 3600;
  }
  if (volume > 0) return hours / volume;
  return model.channels[channel].handle ? sim::mean_s(*model.channels[channel].handle) / 3600 : 0;
}

/// What a contact that takes so long costs with this team.
double contact_cost(const Team& team, double hours) {
  if (team.kind == TeamKind::contracted) return team.rate.per_contact + team.rate.per_minute * 60 * hours;
  return team.hourly_cost * hours;
}

TeamPlan compile_team(const Team& team, const std::vector<Channel>& channel_list) {
  const int channels = static_cast<int>(channel_list.size());
  TeamPlan plan;
  plan.rank_of.assign(channels, none);
  plan.keep_free.assign(channels, 0);
  plan.pace.assign(channels, 1.0);
  plan.authority = Chance{team.authority};
  plan.contracted = team.kind == TeamKind::contracted;
  for (int c = 0; c < channels; ++c) plan.pace[c] = pace_of(team, channel_list[c], c);
  for (const auto& rank : team.answers) {
    RankPlan compiled;
    for (const Answers& entry : rank) {
      compiled.channels.push_back(entry.channel.value);
      plan.rank_of[entry.channel.value] = static_cast<int>(plan.ranks.size());
      plan.keep_free[entry.channel.value] = entry.keep_free;
      if (!entry.ages_s) continue;
      plan.ageing.resize(channels, 0.0);
      plan.ageing[entry.channel.value] = 1 / (*entry.ages_s * static_cast<double>(sim::ticks_per_s));
    }
    std::sort(compiled.channels.begin(), compiled.channels.end());
    plan.ranks.push_back(compiled);
  }
  for (const Overflow& overflow : team.overflow)
    plan.overflow.push_back({overflow.channel.value, sim::ticks(overflow.after_s), none});
  return plan;
}

CasePlan compile_case(const Case& work, Quantiles& quantiles) {
  CasePlan plan;
  plan.channel = index_of(work.channel);
  plan.lead_time = quantiles.add(work.lead_time);
  plan.promise = sim::ticks(work.promise_s);
  plan.promise_days = work.promise_days.value_or(0);
  plan.working_clock = work.clock == Clock::working;
  const double reassured = work.confirm ? work.confirm->reassures : 0;
  if (work.confirm) {
    plan.confirmed = true;
    plan.breeds = Chance{work.confirm->breeds};
    plan.breeds_channel = index_of(work.confirm->channel);
    sim::Distribution an_hour;
    an_hour.family = sim::Family::exponential;
    an_hour.mean_s = default_breeds_after_s;
    plan.breeds_after = quantiles.add(work.confirm->after.value_or(an_hour));
  }
  if (work.chase) {
    plan.chases = Chance{work.chase->share * (1 - reassured)};
    plan.chase_after = quantiles.add(work.chase->after);
    plan.chase_channel = work.chase->channel.value;
  }
  return plan;
}

ReasonPlan compile_reason(const Reason& reason, int index, Quantiles& quantiles) {
  ReasonPlan plan;
  plan.emergency = reason.emergency;
  for (const double share : reason.resolved) plan.resolved.emplace_back(share);
  if (reason.repeat) {
    plan.repeat = Chance{reason.repeat->share};
    plan.repeat_channel = index_of(reason.repeat->channel);
    plan.repeat_after = quantiles.add(reason.repeat->after);
  }
  if (reason.escalate) {
    plan.escalate = Chance{reason.escalate->share};
    plan.escalate_to = reason.escalate->to.value;
    plan.escalate_as = reason.escalate->as ? reason.escalate->as->value : index;
    plan.escalate_after = quantiles.add(reason.escalate->after);
  }
  if (reason.churn) {
    plan.churn_unresolved = Chance{reason.churn->unresolved};
    plan.churn_abandoned = Chance{reason.churn->abandoned};
  }
  if (reason.work) plan.work = compile_case(*reason.work, quantiles);
  if (const auto& score = reason.satisfaction)
    plan.score = ScorePlan{score->base,         score->per_wait_minute, score->unresolved,
                           score->per_hand_off, score->noise,           score->channel};
  return plan;
}

ShiftPlan compile_shift(const Shift& shift, const Model& model, Quantiles& quantiles) {
  ShiftPlan plan;
  plan.to = index_of(shift.to);
  if (!shift.to) return plan;
  const Channel& to = model.channels[shift.to->value];
  plan.handle = quantiles.add(shift.handle);
  plan.completes = Chance{shift.completes.value_or(to.completes)};
  plan.gives_up = Chance{shift.gives_up.value_or(to.gives_up)};
  plan.falls_back_to = index_of(shift.falls_back_to ? shift.falls_back_to : to.falls_back_to);
  plan.falls_back_after = quantiles.add(to.falls_back_after);
  plan.induced_whole = static_cast<int>(std::floor(shift.induced));
  plan.induced_part = Chance{shift.induced - std::floor(shift.induced)};
  return plan;
}

RevenuePlan compile_revenue(const std::optional<Revenue>& revenue) {
  if (!revenue) return {};
  return {true, revenue->conversion, revenue->conversion_per_minute, revenue->conversion_max,
          sim::ticks(60 * revenue->from_minute)};
}

/// The range of scores that moves, divided among the shifts that name this demand's channel and reason.
void compile_slices(const Demand& demand, std::span<const Shift> shifts, DemandPlan& plan) {
  double sum = 0;
  for (std::size_t s = 0; s < shifts.size(); ++s) {
    const Shift& shift = shifts[s];
    const bool named = std::find(shift.from.begin(), shift.from.end(), demand.channel) != shift.from.end() &&
                       shift.reasons[demand.reason.value];
    if (!named || shift.share == 0) continue;
    plan.slices.push_back({sum += shift.share, static_cast<int>(s)});
    plan.simplest_first = Chance{shift.simplest_first};
  }
  if (sum <= demand.shiftable) return;
  for (Slice& slice : plan.slices) slice.up_to *= demand.shiftable / sum;
}

}  // namespace

Phase compile_phase(const Model& model, std::span<const Shift> shifts) {
  Phase phase;
  Quantiles quantiles(phase.quantiles);
  const int channels = static_cast<int>(model.channels.size());
  phase.routing = model.routing;

  for (int c = 0; c < channels; ++c) phase.channels.push_back(compile_channel(model.channels[c], c, quantiles));
  for (std::size_t r = 0; r < model.reasons.size(); ++r)
    phase.reasons.push_back(compile_reason(model.reasons[r], static_cast<int>(r), quantiles));
  for (const ReasonPlan& reason : phase.reasons) phase.any_score |= reason.score.has_value();
  for (const Team& team : model.teams) {
    phase.teams.push_back(compile_team(team, model.channels));
    for (int c = 0; c < channels; ++c)
      phase.teams.back().contact_cost.push_back(contact_cost(team, mean_handle_h(model, c)));
  }
  for (const Shift& shift : shifts) phase.shifts.push_back(compile_shift(shift, model, quantiles));

  int clock = 0;
  for (std::size_t t = 0; t < phase.teams.size(); ++t) {
    TeamPlan& team = phase.teams[t];
    for (int c = 0; c < channels; ++c)
      if (team.rank_of[c] != none) phase.channels[c].teams.push_back(static_cast<int>(t));
    for (std::size_t o = 0; o < team.overflow.size(); ++o) {
      team.overflow[o].clock = clock++;
      phase.channels[team.overflow[o].channel].overflow_clocks.push_back({static_cast<int>(t), static_cast<int>(o)});
    }
  }

  phase.handle.assign(model.reasons.size() * channels, none);
  for (std::size_t r = 0; r < model.reasons.size(); ++r)
    for (int c = 0; c < channels; ++c) phase.handle[r * channels + c] = quantiles.add(model.channels[c].handle);
  for (auto demand = model.demands.rbegin(); demand != model.demands.rend(); ++demand)  // the first in the file wins
    if (demand->handle)
      phase.handle[demand->reason.value * channels + demand->channel.value] = quantiles.add(demand->handle);

  for (const Demand& demand : model.demands) {
    DemandPlan plan;
    plan.channel = demand.channel.value;
    plan.reason = demand.reason.value;
    plan.handle = demand.handle ? quantiles.add(demand.handle) : phase.handle[plan.reason * channels + plan.channel];
    compile_slices(demand, shifts, plan);
    plan.revenue = compile_revenue(demand.revenue);
    phase.demands.push_back(plan);
  }
  return phase;
}

bool is_plain(const Phase& phase) {
  if (phase.reasons.size() > 1) return false;
  for (const ChannelPlan& channel : phase.channels)
    if (channel.kind == ChannelKind::self_service || !channel.balk.never() || channel.lines != none ||
        channel.interruptible || channel.concurrency() > 1 || channel.booked_on != none ||
        !channel.comes_back.empty() || channel.has_when_closed || !channel.overflow_clocks.empty() ||
        !channel.chase.never() || !channel.callback.never())
      return false;
  if (phase.routing != Routing::first) return false;
  for (const TeamPlan& team : phase.teams) {
    if (team.contracted || !team.ageing.empty()) return false;
    for (const RankPlan& rank : team.ranks)
      if (rank.channels.size() > 1) return false;
    for (const int keep : team.keep_free)
      if (keep > 0) return false;
    for (const double pace : team.pace)
      if (pace != 1.0) return false;
  }
  for (const DemandPlan& demand : phase.demands)
    if (demand.revenue.there) return false;
  for (const ReasonPlan& reason : phase.reasons) {
    if (reason.work || reason.score || !reason.churn_abandoned.never()) return false;
    for (const Chance& resolved : reason.resolved)
      if (!resolved.always()) return false;
  }
  return phase.shifts.empty();
}

}  // namespace channelshift
