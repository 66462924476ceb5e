#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

#include "models/scenario/check.hpp"
#include "models/scenario/reading.hpp"
#include "models/scenario/volumes.hpp"
#include "models/scenario/words.hpp"

/// Follows every contact wherever it can go: each staffed channel that it reaches needs a team and a handle time.
namespace channelshift {

namespace {

constexpr int no_shift = -1;

/// A contact of this reason on this channel, moved there or before by this shift.
struct Visit {
  std::size_t channel;
  std::size_t reason;
  int shift = no_shift;
  auto key() const { return std::tuple(channel, reason, shift); }
};

/// How it came there, for the message.
struct Coming {
  Place place;
  std::string how;
};

class Walk {
 public:
  Walk(const ModelView& view, Faults& faults) : view_(view), model_(view.model), faults_(faults) {
    find_answered();
    find_described();
    // First without the shifts, so that what is wrong without them is told as it is in the baseline.
    for (std::size_t d = 0; d < model_.demands.size(); ++d) start(d);
    follow();
    for (std::size_t d = 0; d < model_.demands.size() && view_.option; ++d) start_moved(d);
    follow();
  }

 private:
  void find_answered() {
    answered_.assign(model_.channels.size(), false);
    const auto mark = [&](ChannelId channel) {
      if (channel.value < answered_.size()) answered_[channel.value] = true;
    };
    for (const Team& team : model_.teams) {
      for (const std::vector<Answers>& rank : team.answers) {
        for (const Answers& answer : rank) mark(answer.channel);
      }
      for (const Overflow& overflow : team.overflow) mark(overflow.channel);
    }
  }

  void find_described() {
    for (const Demand& demand : model_.demands) {
      if (demand.handle) described_.insert({demand.channel.value, demand.reason.value});
    }
  }

  bool known(ChannelId channel) const { return channel.value < model_.channels.size(); }

  void follow() {
    while (!open_.empty()) {
      const Visit visit = open_.front();
      open_.pop_front();
      go_on(visit);
    }
  }

  bool comes(const Demand& demand) const {
    return expects_contacts(demand) && known(demand.channel) && demand.reason.value < model_.reasons.size();
  }

  void start(std::size_t d) {
    const Demand& demand = model_.demands[d];
    if (!comes(demand)) return;
    const Node& table = table_of(view_, "demand", d);
    visit({demand.channel.value, demand.reason.value}, {table.place, fmt::format("demand {}", demand.id)});
  }

  void start_moved(std::size_t d) {
    const Demand& demand = model_.demands[d];
    if (!comes(demand)) return;
    for (std::size_t s = 0; s < view_.option->shifts.size(); ++s) {
      const Shift& shift = view_.option->shifts[s];
      const bool moves = shift.share > 0 && shift.to && known(*shift.to) && shift.reasons[demand.reason.value] &&
                         std::find(shift.from.begin(), shift.from.end(), demand.channel) != shift.from.end();
      if (!moves) continue;
      visit({shift.to->value, demand.reason.value, static_cast<int>(s)},
            {place_of_value(*view_.option->nodes[s], "to"), fmt::format("a shift of option {}", view_.option->id)});
    }
  }

  void visit(const Visit& visit, const Coming& coming) {
    if (!seen_.insert(visit.key()).second) return;
    open_.push_back(visit);
    const Channel& channel = model_.channels[visit.channel];
    if (channel.kind == ChannelKind::self_service || !kind_known(view_, visit.channel)) return;
    if (!answered_[visit.channel] && unanswered_told_.insert(visit.channel).second) {
      const bool own = visit.shift == no_shift;
      const Place place = own ? place_of_value(table_of(view_, "channel", visit.channel), "id") : coming.place;
      faults_.add(
          place, fmt::format("nobody answers the channel {} (contacts reach it by {}, and no team has it in answers or "
                             "overflow). Add it to a team.",
                             channel.id, coming.how));
    }
    if (has_handle(visit) || !no_handle_told_.insert({visit.channel, visit.reason}).second) return;
    faults_.add(
        coming.place,
        fmt::format("contacts of reason {} reach the channel {} by {} without a handle time (how long do they keep an "
                    "agent?). Give the channel or {} a handle.",
                    model_.reasons[visit.reason].id, channel.id, coming.how,
                    visit.shift == no_shift ? "its demand" : "the shift"));
  }

  bool has_handle(const Visit& visit) const {
    if (model_.channels[visit.channel].handle || described_.contains({visit.channel, visit.reason})) return true;
    if (visit.shift == no_shift) return false;
    const Shift& shift = view_.option->shifts[static_cast<std::size_t>(visit.shift)];
    return shift.handle && shift.to->value == visit.channel;
  }

  void go_on(const Visit& visit) {
    const Channel& channel = model_.channels[visit.channel];
    if (channel.kind == ChannelKind::live) go_on_unanswered(visit, channel);
    fall_back(visit, channel);
    repeat(visit);
    hand_on(visit);
    ask(visit, channel);
  }

  void hand_on(const Visit& from) {
    const Reason& reason = model_.reasons[from.reason];
    if (!reason.escalate || reason.escalate->share <= 0 || reason.resolved[from.channel] >= 1) return;
    if (!known(reason.escalate->to) || reason.escalate->to.value == from.channel) return;
    const std::size_t as = reason.escalate->as ? reason.escalate->as->value : from.reason;
    if (as >= model_.reasons.size()) return;
    visit({reason.escalate->to.value, as},
          {place_of(table_of(view_, "reason", from.reason), "escalate"), fmt::format("escalate of {}", reason.id)});
  }

  /// Those who ask after an unanswered contact or a case, those who ask about a confirmation, and the work itself.
  void ask(const Visit& from, const Channel& channel) {
    if (channel.chase && channel.chase->share > 0)
      to(from, channel.chase->channel, place_of(table_of(view_, "channel", from.channel), "chase"), "chase");
    const Reason& reason = model_.reasons[from.reason];
    if (!reason.work || reason.resolved[from.channel] <= 0) return;
    const Place place = place_of(table_of(view_, "reason", from.reason), "case");
    const auto go = [&](ChannelId to) {
      if (known(to)) visit({to.value, from.reason}, {place, fmt::format("the case of {}", reason.id)});
    };
    if (reason.work->channel) go(*reason.work->channel);
    if (reason.work->chase && reason.work->chase->share > 0) go(reason.work->chase->channel);
    if (reason.work->confirm && reason.work->confirm->channel && reason.work->confirm->breeds > 0)
      go(*reason.work->confirm->channel);
  }

  void to(const Visit& from, ChannelId channel, const Place& place, std::string_view key) {
    if (!known(channel)) return;
    visit({channel.value, from.reason, from.shift},
          {place, fmt::format("{} of {}", key, model_.channels[from.channel].id)});
  }

  void go_on_unanswered(const Visit& from, const Channel& channel) {
    const Node& table = table_of(view_, "channel", from.channel);
    if (channel.retry) {
      for (const Switch& other : channel.retry->switches) {
        if (other.share > 0) to(from, other.channel, place_of(table, "retry"), "retry");
      }
    }
    if (channel.appointments && channel.appointments->to && channel.appointments->share > 0) {
      to(from, *channel.appointments->to, place_of(table, "appointments"), "appointments");
    }
    const bool always = std::find(channel.hours.begin(), channel.hours.end(), HoursLine{every_day, {TimeRange{}}}) !=
                        channel.hours.end();
    if (!channel.when_closed || (always && view_.calendar.special_hours.empty())) return;
    const Place place = place_of(table, "when-closed");
    if (channel.when_closed->emergency_to && model_.reasons[from.reason].emergency) {
      to(from, *channel.when_closed->emergency_to, place, "emergency-to");
    }
    for (const Switch& other : channel.when_closed->switches) {
      if (other.share > 0) to(from, other.channel, place, "when-closed");
    }
  }

  void fall_back(const Visit& from, const Channel& channel) {
    const bool self_service = channel.kind == ChannelKind::self_service;
    double completes = self_service ? channel.completes : 1;
    double gives_up = channel.gives_up;
    std::optional<ChannelId> back = channel.falls_back_to;
    Place place = place_of(table_of(view_, "channel", from.channel), "falls-back-to");
    if (from.shift != no_shift) {
      const Shift& shift = view_.option->shifts[static_cast<std::size_t>(from.shift)];
      if (shift.to->value == from.channel) {
        completes = shift.completes.value_or(channel.completes);
        gives_up = shift.gives_up.value_or(gives_up);
        if (shift.falls_back_to) {
          back = shift.falls_back_to;
          place = place_of(*view_.option->nodes[static_cast<std::size_t>(from.shift)], "falls-back-to");
        }
      }
    }
    if (back && completes < 1 && gives_up < 1) to(from, *back, place, "falls-back-to");
  }

  void repeat(const Visit& from) {
    const Reason& reason = model_.reasons[from.reason];
    const bool comes_again =
        reason.repeat && reason.repeat->share > 0 && reason.repeat->channel && reason.resolved[from.channel] < 1;
    if (!comes_again) return;  // by its own channel it is where it was
    to(from, *reason.repeat->channel, place_of(table_of(view_, "reason", from.reason), "repeat"),
       fmt::format("repeat of reason {}, from a contact", reason.id));
  }

  const ModelView& view_;
  const Model& model_;
  Faults& faults_;
  std::vector<bool> answered_;
  std::set<std::pair<std::size_t, std::size_t>> described_;  ///< channel and reason of a demand with a handle
  std::set<std::tuple<std::size_t, std::size_t, int>> seen_;
  std::set<std::size_t> unanswered_told_;
  std::set<std::pair<std::size_t, std::size_t>> no_handle_told_;  ///< channel and reason
  std::deque<Visit> open_;
};

}  // namespace

void check_reach(const ModelView& view, Faults& faults) { const Walk walk(view, faults); }

}  // namespace channelshift
