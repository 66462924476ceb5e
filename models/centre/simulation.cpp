#include "models/centre/simulation.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

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
  void at_most(std::string_view law, std::string_view where, std::int64_t left, std::int64_t right) {
    if (left > right && broken_.empty()) broken_ = fmt::format("{} of {}: {} is above {}", law, where, left, right);
  }
  std::string broken() const { return broken_; }

 private:
  std::string broken_;
};

template <class T, class Count>
std::int64_t sum_of(const std::vector<T>& all, Count count) {
  std::int64_t sum = 0;
  for (const T& one : all) sum += count(one);
  return sum;
}
template <class T>
std::int64_t sum_of(const std::vector<T>& all, std::int64_t T::*count) {
  return sum_of(all, [&](const T& one) { return one.*count; });
}
template <class T>
std::int64_t sum_of(const std::vector<T>& all, Origin origin) {
  return sum_of(all, [&](const T& one) { return one.offered_by_origin[static_cast<int>(origin)]; });
}

void look_at_channel(const Channel& channel, const ChannelCounts& counts, const AppointmentCounts& booked, Laws& laws) {
  const std::string& id = channel.id;
  if (channel.kind == ChannelKind::self_service)
    laws.holds("offered = completed + fell back + gave up", id, counts.offered,
               counts.completed + counts.fell_back + counts.gave_up);
  else
    laws.holds("offered = answered + abandoned + blocked + waiting at end", id, counts.offered,
               counts.answered + counts.abandoned + counts.blocked + counts.waiting_at_end);
  std::int64_t by_origin = 0;
  for (const std::int64_t count : counts.offered_by_origin) by_origin += count;
  laws.holds("offered = sum over origins", id, counts.offered, by_origin);
  laws.holds("needs = met + lost + open", id, counts.needs, counts.needs_met + counts.needs_lost + counts.needs_open);
  laws.at_most("resolved first <= met", id, counts.resolved_first, counts.needs_met);
  laws.at_most("met <= answered needs", id, counts.needs_met, counts.needs_answered);
  laws.at_most("answered needs <= needs", id, counts.needs_answered, counts.needs);
  laws.at_most("in target <= answered", id, counts.answered_in_target, counts.answered);
  laws.at_most("balked <= abandoned", id, counts.balked, counts.abandoned);
  laws.at_most("not yet due <= waiting at end", id, counts.not_yet_due, counts.waiting_at_end);
  laws.at_most("called back <= answered + waiting at end", id, counts.called_back,
               counts.answered + counts.waiting_at_end);
  laws.at_most("called back <= waited", id, counts.called_back, counts.waited);
  laws.at_most("places taken <= places", id, booked.places_taken, booked.places);
  laws.at_most("no-shows <= booked", id, booked.no_shows, booked.booked);
  laws.at_most("0 <= time until the appointment", id, 0, booked.seconds_ahead);
}

void look_at_reason(const std::string& id, const ReasonCounts& counts, Laws& laws) {
  laws.at_most("needs met <= their attempts", id, counts.needs_met, counts.attempts_of_met);
  laws.at_most("cases in promise <= closed", id, counts.cases_in_promise, counts.cases_closed);
  laws.at_most("cases closed + not yet due <= cases", id, counts.cases_closed + counts.cases_not_yet_due, counts.cases);
  laws.at_most("0 <= time of cases", id, 0, counts.case_time);
  laws.at_most("confirmations <= cases", id, counts.confirmations, counts.cases);
  laws.at_most("promoters <= satisfied", id, counts.promoters, counts.satisfied);
  laws.at_most("satisfied + detractors <= scored", id, counts.satisfied + counts.detractors, counts.scored);
  const std::int64_t passive = counts.scored - counts.promoters - counts.detractors;
  laws.at_most("scores of promoters (9, 10) and passives (7, 8) <= all scores", id, 9 * counts.promoters + 7 * passive,
               counts.score);
  laws.at_most("all scores <= 10, 8 and 6 for each promoter, passive and detractor", id, counts.score,
               10 * counts.promoters + 8 * passive + 6 * counts.detractors);
}

void look_at_months(const std::vector<Channel>& channels, const Counts& counts, Laws& laws) {
  if (counts.months.empty()) return;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    std::int64_t in_target = 0, due = 0;
    for (std::size_t i = c; i < counts.months.size(); i += channels.size()) {
      laws.at_most("in target <= due, of a month", channels[c].id, counts.months[i].answered_in_target,
                   counts.months[i].due);
      in_target += counts.months[i].answered_in_target;
      due += counts.months[i].due;
    }
    const ChannelCounts& all = counts.channels[c];
    laws.holds("in target = sum over months", channels[c].id, all.answered_in_target, in_target);
    laws.holds("offered - not yet due = sum over months", channels[c].id, all.offered - all.not_yet_due, due);
  }
}

/// What channels, reasons, demands and teams count of the same contacts.
void look_at_sums(const Counts& counts, Laws& laws) {
  using Channels = ChannelCounts;
  using Reasons = ReasonCounts;
  for (int origin = 0; origin < origins; ++origin)
    laws.holds("sum over channels = sum over reasons", fmt::format("contacts of origin {}", origin),
               sum_of(counts.channels, Origin{static_cast<std::uint8_t>(origin)}),
               sum_of(counts.reasons, Origin{static_cast<std::uint8_t>(origin)}));
  const InducedCounts& induced = counts.induced;
  const std::int64_t met = sum_of(counts.channels, &Channels::needs_met) + induced.needs_met;
  const std::int64_t lost = sum_of(counts.channels, &Channels::needs_lost) + induced.needs_lost;
  laws.holds("needs met by reason = by channel, and induced", "all", sum_of(counts.reasons, &Reasons::needs_met), met);
  laws.at_most("scored <= met + lost", "all", sum_of(counts.reasons, &Reasons::scored), met + lost);
  laws.at_most("converted <= answered and induced needs", "all", sum_of(counts.demands, &DemandCounts::converted),
               sum_of(counts.channels, &Channels::needs_answered) + induced.needs);
  laws.at_most("answered by contracted teams <= answered", "all", sum_of(counts.teams, &TeamCounts::answered),
               sum_of(counts.channels, &Channels::answered));
  laws.at_most("handle time of contracted teams <= of all", "all", sum_of(counts.teams, &TeamCounts::handle),
               sum_of(counts.channels, &Channels::handle));
  laws.holds("moved between channels = of demands", "all", sum_of(counts.moved, [](std::int64_t n) { return n; }),
             sum_of(counts.demands, &DemandCounts::moved) + sum_of(counts.demands, &DemandCounts::avoided));
}

/// Without a warm-up nothing comes of what was not counted, so every contact that follows another has one before it.
void look_at_what_follows(const Counts& counts, Laws& laws) {
  using Channels = ChannelCounts;
  using Reasons = ReasonCounts;
  const auto came = [&](Origin origin) { return sum_of(counts.channels, origin); };
  const std::int64_t left = sum_of(counts.channels, &Channels::abandoned) +
                            sum_of(counts.channels, &Channels::blocked) +
                            sum_of(counts.appointments, &AppointmentCounts::no_shows);
  const std::int64_t turned_away = sum_of(counts.channels, &Channels::turned_away);
  laws.at_most("first contacts that came <= not moved", "all", came(Origin::first),
               sum_of(counts.channels, &Channels::needs) - sum_of(counts.demands, &DemandCounts::moved));
  laws.at_most("moved that came <= moved", "all", came(Origin::moved), sum_of(counts.demands, &DemandCounts::moved));
  laws.at_most("retries <= left unanswered", "all", came(Origin::retry), left);
  laws.at_most("returns by any way <= left unanswered or turned away", "all",
               came(Origin::retry) + came(Origin::switched) + came(Origin::later) + came(Origin::emergency),
               left + turned_away);
  laws.at_most("fall-backs <= fell back", "all", came(Origin::fall_back),
               sum_of(counts.channels, &Channels::fell_back));
  laws.at_most("escalated that came <= escalated", "all", came(Origin::escalated),
               sum_of(counts.reasons, &Reasons::escalated));
  laws.at_most("work behind contacts <= cases", "all", came(Origin::job), sum_of(counts.reasons, &Reasons::cases));
  laws.at_most("contacts about confirmations <= confirmations", "all", came(Origin::prompted),
               sum_of(counts.reasons, &Reasons::confirmations));
  laws.at_most("customers lost <= needs lost", "all", sum_of(counts.reasons, &Reasons::customers_lost),
               sum_of(counts.channels, &Channels::needs_lost) + counts.induced.needs_lost);
}

/// First contacts that are drawn at once. For one plan few, that stay at hand. For several so many (6 MB) that a loop
/// rarely has to fetch again what the others drove out of the processor's cache.
constexpr std::size_t room_for_one = 256;
constexpr std::size_t room_for_several = 65'536;

bool small(const Plan& plan) { return plan.channels <= 64 && plan.teams <= 64; }

std::unique_ptr<AnyLoop> loop_for(const Plan& plan, bool lean, std::size_t longest) {
  if (lean) return std::make_unique<Loop<false, 1>>(plan, longest);
  if (small(plan)) return std::make_unique<Loop<true, 1>>(plan, longest);
  return std::make_unique<Loop<true, 16>>(plan, longest);
}

bool suits_lean(const Plan* plan) { return small(*plan) && plan->plain; }

}  // namespace

Simulation::Simulation(std::vector<const Plan*> plans, bool lean, std::size_t longest_queue)
    : first_contacts_(plans, !lean || !std::ranges::all_of(plans, suits_lean),
                      plans.size() == 1 ? room_for_one : room_for_several) {
  for (const Plan* plan : plans)
    loops_.push_back(loop_for(*plan, lean && suits_lean(plan), longest_queue / plans.size()));
}

Simulation::~Simulation() = default;

std::vector<Counts> Simulation::run(sim::Key key, std::span<Series> series) {
  first_contacts_.start(key);
  for (const auto& loop : loops_) loop->start(key);
  for (bool on = true; on;) {
    first_contacts_.draw();
    on = false;
    for (const auto& loop : loops_) on |= loop->advance(first_contacts_);
  }
  std::vector<Counts> counts;
  for (std::size_t i = 0; i < loops_.size(); ++i) counts.push_back(loops_[i]->finish(series[i]));
  return counts;
}

Series empty_series(const Plan& plan) {
  const int intervals = 7 * plan.intervals_per_day;
  const int days = plan.day_list.days() - plan.day_list.measured_from();
  return {std::vector<Cell>(plan.channels * intervals), std::vector<Cell>(plan.channels * days),
          std::vector<BacklogCell>(plan.channels * days), std::vector<TeamCell>(plan.teams * intervals),
          std::vector<std::int64_t>(plan.channels * wait_buckets)};
}

void add(Series& sum, const Series& more) {
  add_all(sum.week, more.week);
  add_all(sum.days, more.days);
  add_all(sum.backlog, more.backlog);
  add_all(sum.team_week, more.team_week);
  add_all(sum.wait_histogram, more.wait_histogram);
}

namespace {

void append(OptionRun& run, OptionRun more) {
  std::move(more.replications.begin(), more.replications.end(), std::back_inserter(run.replications));
  add(run.series, more.series);
}

void append(std::optional<OptionRun>& run, std::optional<OptionRun>& more) {
  if (run) append(*run, std::move(*more));
}

}  // namespace

void append(Results& results, Results more) {
  results.replications += more.replications;
  for (std::size_t i = 0; i < results.runs.size(); ++i) append(results.runs[i], std::move(more.runs[i]));
  for (std::size_t i = 0; i < results.first_year.size(); ++i) append(results.first_year[i], more.first_year[i]);
  for (std::size_t i = 0; i < results.without.size(); ++i) append(results.without[i], more.without[i]);
}

std::string broken_law(const Scenario& scenario, const Counts& counts) {
  Laws laws;
  const Model& model = scenario.model;
  std::vector<std::int64_t> needs(model.channels.size(), 0);
  for (std::size_t d = 0; d < model.demands.size(); ++d) {
    const DemandCounts& demand = counts.demands[d];
    const std::string& id = model.demands[d].id;
    needs[model.demands[d].channel.value] += demand.first - demand.avoided;
    laws.at_most("moved + avoided <= first contacts", id, demand.moved + demand.avoided, demand.first);
    laws.at_most("converted in the way before <= converted", id, demand.converted_before, demand.converted);
    laws.at_most("their minutes", id, demand.converted_beyond_before, demand.converted_beyond);
  }
  for (std::size_t c = 0; c < model.channels.size(); ++c) {
    look_at_channel(model.channels[c], counts.channels[c], counts.appointments[c], laws);
    laws.holds("needs = first contacts - avoided", model.channels[c].id, counts.channels[c].needs, needs[c]);
  }
  laws.holds("needs = met + lost + open", "induced contacts", counts.induced.needs,
             counts.induced.needs_met + counts.induced.needs_lost + counts.induced.needs_open);
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    const TeamCounts& team = counts.teams[t];
    const std::string& id = model.teams[t].id;
    laws.at_most("time within the level <= time at work", id, team.busy_within, team.at_work);
    laws.at_most("time within the level <= busy time", id, team.busy_within, team.busy);
    laws.at_most("overtime <= busy time beyond the level", id, team.overtime, team.busy - team.busy_within);
    laws.at_most("0 <= vacant time", id, 0, team.vacant);
    if (model.teams[t].kind == TeamKind::contracted)
      laws.holds("kept paid time of a contracted team", id, team.kept, 0);
  }
  for (std::size_t r = 0; r < model.reasons.size(); ++r) look_at_reason(model.reasons[r].id, counts.reasons[r], laws);
  look_at_months(model.channels, counts, laws);
  look_at_sums(counts, laws);
  if (scenario.calendar.warm_up_weeks == 0) look_at_what_follows(counts, laws);
  return laws.broken();
}

}  // namespace channelshift
