#include "models/centre/simulation.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "models/centre/loop.hpp"
#include "models/centre/loop_answer.hpp"
#include "models/centre/loop_appointments.hpp"
#include "models/centre/loop_arrive.hpp"
#include "models/centre/loop_case.hpp"
#include "models/centre/loop_count.hpp"
#include "models/centre/loop_day.hpp"
#include "models/centre/loop_leave.hpp"
#include "models/centre/loop_revenue.hpp"
#include "models/centre/loop_route.hpp"
#include "models/centre/loop_settle.hpp"
#include "models/centre/loop_share.hpp"

namespace channelshift {
namespace {

void add(std::int64_t& sum, std::int64_t more) {
  if (__builtin_add_overflow(sum, more, &sum))
    throw std::overflow_error("a sum over replications is beyond 64 bits. Run fewer replications in one file.");
}

void add(Cell& sum, const Cell& more) {
  add(sum.offered, more.offered);
  add(sum.answered, more.answered);
  add(sum.answered_in_target, more.answered_in_target);
  add(sum.abandoned, more.abandoned);
  add(sum.not_yet_due, more.not_yet_due);
  add(sum.wait, more.wait);
  add(sum.wait_answered, more.wait_answered);
  add(sum.handle, more.handle);
}

void add(BacklogCell& sum, const BacklogCell& more) {
  add(sum.contacts, more.contacts);
  add(sum.work, more.work);
  add(sum.oldest, more.oldest);
}

void add(TeamCell& sum, const TeamCell& more) {
  add(sum.busy_within, more.busy_within);
  add(sum.at_work, more.at_work);
  add(sum.overtime, more.overtime);
}

template <class T>
void add_all(std::vector<T>& sums, const std::vector<T>& more) {
  for (std::size_t i = 0; i < sums.size(); ++i) add(sums[i], more[i]);
}

/// Collects the first broken law of a replication.
class Laws {
 public:
  void holds(std::string_view law, std::string_view where, std::int64_t left, std::int64_t right) {
    if (left != right && broken_.empty()) broken_ = fmt::format("{} of {}: {} is not {}", law, where, left, right);
  }
  std::string broken() const { return broken_; }

 private:
  std::string broken_;
};

}  // namespace

std::unique_ptr<Simulation> make_simulation(const Plan& plan, bool lean) {
  const bool small = plan.channels <= 64 && plan.teams <= 64;
  if (small && plan.plain && lean) return std::make_unique<Loop<false, 1>>(plan);
  if (small) return std::make_unique<Loop<true, 1>>(plan);
  return std::make_unique<Loop<true, 16>>(plan);
}

Series empty_series(const Plan& plan) {
  const int intervals = 7 * plan.intervals_per_day;
  const int days = plan.day_list.days() - plan.day_list.measured_from();
  return {std::vector<Cell>(plan.channels * intervals), std::vector<Cell>(plan.channels * days),
          std::vector<BacklogCell>(plan.channels * days),
          std::vector<TeamCell>(plan.teams * intervals), std::vector<std::int64_t>(plan.channels * wait_buckets)};
}

void add(Series& sum, const Series& more) {
  add_all(sum.week, more.week);
  add_all(sum.days, more.days);
  add_all(sum.backlog, more.backlog);
  add_all(sum.team_week, more.team_week);
  add_all(sum.wait_histogram, more.wait_histogram);
}

std::string broken_law(const Scenario& scenario, const Counts& counts) {
  Laws laws;
  const Model& model = scenario.model;
  std::vector<std::int64_t> needs(model.channels.size(), 0);
  for (std::size_t d = 0; d < model.demands.size(); ++d)
    needs[model.demands[d].channel.value] += counts.demands[d].first - counts.demands[d].avoided;
  for (std::size_t c = 0; c < model.channels.size(); ++c) {
    const ChannelCounts& channel = counts.channels[c];
    const std::string& id = model.channels[c].id;
    if (model.channels[c].kind == ChannelKind::self_service)
      laws.holds("offered = completed + fell back + gave up", id, channel.offered,
                 channel.completed + channel.fell_back + channel.gave_up);
    else
      laws.holds("offered = answered + abandoned + blocked + waiting at end", id, channel.offered,
                 channel.answered + channel.abandoned + channel.blocked + channel.waiting_at_end);
    std::int64_t by_origin = 0;
    for (const std::int64_t count : channel.offered_by_origin) by_origin += count;
    laws.holds("offered = sum over origins", id, channel.offered, by_origin);
    laws.holds("needs = met + lost + open", id, channel.needs,
               channel.needs_met + channel.needs_lost + channel.needs_open);
    laws.holds("needs = first contacts - avoided", id, channel.needs, needs[c]);
    const AppointmentCounts& booked = counts.appointments[c];
    laws.holds("places taken <= places", id, std::min(booked.places_taken, booked.places), booked.places_taken);
  }
  laws.holds("needs = met + lost + open", "induced contacts", counts.induced.needs,
             counts.induced.needs_met + counts.induced.needs_lost + counts.induced.needs_open);
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    const TeamCounts& team = counts.teams[t];
    laws.holds("time within the level <= time at work", model.teams[t].id, std::min(team.busy_within, team.at_work),
               team.busy_within);
    laws.holds("time within the level <= busy time", model.teams[t].id, std::min(team.busy_within, team.busy),
               team.busy_within);
  }
  return laws.broken();
}

}  // namespace channelshift
