#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "models/scenario/check.hpp"
#include "models/scenario/levels.hpp"
#include "models/scenario/volumes.hpp"
#include "models/scenario/words.hpp"

/// Work that comes against hours of agents, week by week: a rough sum, so that a queue without end is no surprise.
namespace channelshift {

namespace {

constexpr double far_above = 1.1;
constexpr std::size_t no_channel = static_cast<std::size_t>(-1);

/// Channels that share teams, directly or through others, have the same number.
std::vector<std::size_t> groups(const Model& model) {
  std::vector<std::size_t> group(model.channels.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (const Team& team : model.teams) {
    std::size_t first = no_channel;
    const auto join = [&](ChannelId channel) {
      if (first == no_channel) first = group[channel.value];
      const std::size_t old = group[channel.value];
      std::replace(group.begin(), group.end(), old, first);
    };
    for (const std::vector<Answers>& rank : team.answers) {
      for (const Answers& answer : rank) join(answer.channel);
    }
    for (const Overflow& overflow : team.overflow) join(overflow.channel);
  }
  return group;
}

std::size_t group_of(const Team& team, const std::vector<std::size_t>& group) {
  if (!team.answers.empty()) return group[team.answers[0][0].channel.value];
  return team.overflow.empty() ? no_channel : group[team.overflow[0].channel.value];
}

double handle_mean_s(const Model& model, const Demand& demand, std::size_t channel) {
  if (demand.handle && demand.channel.value == channel) return sim::mean_s(*demand.handle);
  for (const Demand& other : model.demands) {
    if (other.handle && other.reason == demand.reason && other.channel.value == channel)
      return sim::mean_s(*other.handle);
  }
  const std::optional<sim::Distribution>& own = model.channels[channel].handle;
  return own ? sim::mean_s(*own) : 0;
}

double fastest(const Model& model, std::size_t channel) {
  double speed = 0;
  for (const Team& team : model.teams) speed = std::max(speed, team.speed[channel]);
  double at_once = model.channels[channel].speed.empty() ? 1 : 0;
  for (std::size_t i = 0; i < model.channels[channel].speed.size(); ++i)
    at_once = std::max(at_once, static_cast<double>(i + 1) * model.channels[channel].speed[i]);
  return (speed > 0 ? speed : 1) * (at_once > 0 ? at_once : 1);
}

/// Hours of agents that first contacts of one demand need, and where: through self-service to where it falls back.
struct Work {
  std::size_t channel = no_channel;
  double hours_each = 0;  ///< per first contact
};
Work work_of(const Model& model, const Demand& demand) {
  std::size_t channel = demand.channel.value;
  double share = 1;
  for (std::size_t hop = 0; hop <= model.channels.size(); ++hop) {
    const Channel& at = model.channels[channel];
    if (at.kind != ChannelKind::self_service) {
      return {channel, share * handle_mean_s(model, demand, channel) / fastest(model, channel) / 3600};
    }
    share *= (1 - at.completes) * (1 - at.gives_up);
    if (!at.falls_back_to || share == 0) return {};
    channel = at.falls_back_to->value;
  }
  return {};
}

/// By how much `offered-per-year` scales a demand, roughly: as if all that is offered were first contacts.
double scale_of(const ModelView& view, const Demand& demand) {
  const std::optional<double>& offered = view.model.channels[demand.channel.value].offered_per_year;
  if (!offered) return 1;
  double stated = 0;
  for (const Demand& other : view.model.demands) {
    if (other.channel == demand.channel) stated += other.per_year.value_or(other.per_hour.value_or(0) * 24 * 365.25);
  }
  return stated > 0 ? *offered / stated : 1;
}

/// [group][week] hours of work and of agents.
struct Week {
  double work_h = 0;
  double agents_h = 0;
};
using Weeks = std::map<std::size_t, std::vector<Week>>;

void add_work(const ModelView& view, const std::vector<std::size_t>& group, Weeks& weeks) {
  const int days = 7 * view.calendar.weeks;
  for (const Demand& demand : view.model.demands) {
    const Work work = work_of(view.model, demand);
    if (work.channel == no_channel || work.hours_each == 0) continue;
    const double scale = scale_of(view, demand);
    const Channel& first = view.model.channels[demand.channel.value];
    const std::vector<double> volumes = daily_volumes(view.calendar, view.model, demand, view.calendar.start, days);
    std::vector<Week>& into = weeks[group[work.channel]];
    into.resize(static_cast<std::size_t>(view.calendar.weeks));
    for (int day = 0; day < days; ++day) {
      const Date date = view.calendar.start + std::chrono::days{day};
      double served = 1;  // of live contacts only those that come while it is open
      if (first.kind == ChannelKind::live && demand.recorded.empty()) {
        const std::vector<TimeRange> open = open_on(first, date, closed_on(view.calendar, date));
        served = share_within(view.model, demand, weekday_number(date), open);
      }
      into[static_cast<std::size_t>(day / 7)].work_h +=
          volumes[static_cast<std::size_t>(day)] * scale * served * work.hours_each;
    }
  }
}

double agent_hours(const Team& team, const DayKind& day) {
  const std::vector<Level> levels = levels_on(team, day);
  double hours = 0;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const int end_s = i + 1 < levels.size() ? levels[i + 1].from_s : 86400;
    hours += levels[i].staff * (end_s - levels[i].from_s) / 3600.0;
  }
  return hours * (1 - team.shrinkage) * (1 - team.absence);
}

void add_agents(const ModelView& view, const std::vector<std::size_t>& group, Weeks& weeks) {
  for (const Team& team : view.model.teams) {
    const auto into = weeks.find(group_of(team, group));
    if (into == weeks.end()) continue;
    for (int day = 0; day < 7 * view.calendar.weeks; ++day) {
      const Date date = view.calendar.start + std::chrono::days{day};
      into->second[static_cast<std::size_t>(day / 7)].agents_h +=
          agent_hours(team, {date, 1, closed_on(view.calendar, date)});
    }
  }
}

/// Channels of a group whose contacts never leave.
std::vector<std::string> patient_channels(const Model& model, const std::vector<std::size_t>& group,
                                          std::size_t number) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < model.channels.size(); ++i) {
    const Channel& channel = model.channels[i];
    const bool waits = channel.kind == ChannelKind::deferred ||
                       (channel.kind == ChannelKind::live && !channel.patience && !channel.lines && channel.balk < 1);
    if (group[i] == number && waits) names.push_back(channel.id);
  }
  return names;
}

Place place_of_channel(const ModelView& view, const std::string& id) {
  std::size_t at = 0;
  while (view.model.channels[at].id != id) ++at;
  return place_of_value(table_of(view, "channel", at), "id");
}

}  // namespace

void warn_of_load(const ModelView& view, Faults& warnings) {
  const std::vector<std::size_t> group = groups(view.model);
  Weeks weeks;
  add_work(view, group, weeks);
  add_agents(view, group, weeks);
  for (const auto& [number, all] : weeks) {
    const auto more = [](const Week& a, const Week& b) { return a.work_h - a.agents_h < b.work_h - b.agents_h; };
    const auto worst = std::max_element(all.begin(), all.end(), more);
    const std::vector<std::string> names = patient_channels(view.model, group, number);
    if (names.empty() || worst->work_h <= far_above * worst->agents_h) continue;
    const Date monday = view.calendar.start + std::chrono::days{7 * (worst - all.begin())};
    warnings.add(
        place_of_channel(view, names.front()),
        fmt::format("more work than agents: in the week of {} contacts bring about {:.0f} hours of work, and the teams "
                    "have {:.0f}, shrinkage and absence taken off; {} would wait without end, as nobody leaves. Add "
                    "staff, or patience if people do leave.",
                    show_date(monday), worst->work_h, worst->agents_h, listed(names)));
  }
}

}  // namespace channelshift
