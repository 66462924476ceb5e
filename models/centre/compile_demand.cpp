#include "models/centre/compile_demand.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "models/scenario/correlated_days.hpp"
#include "models/scenario/volumes.hpp"

namespace channelshift {
namespace {

std::vector<NormalShare> addressed(const std::vector<ScoreShare>& shares) {
  std::vector<NormalShare> normals;
  for (const ScoreShare& share : shares) normals.push_back({busy_day_address(share.profile), share.weight});
  return normals;
}

void correlate(const Model& model, const std::string& profile, BusyDayPlan& plan) {
  if (model.busy_day_correlations.empty()) return;
  for (const ScoreMix& mix : correlated_days(model).mixes) {
    if (mix.profile != profile) continue;
    plan.first = addressed(mix.first);
    plan.later = addressed(mix.later);
  }
}

/// The word whose quantile of a demand's own recorded handle times is this one's, by its rank among them.
void add_handle_words(const std::vector<RecordedArrival>& recorded, std::vector<std::uint32_t>& words) {
  std::vector<std::size_t> by_length;
  for (std::size_t i = 0; i < recorded.size(); ++i)
    if (recorded[i].handle_s) by_length.push_back(i);
  std::ranges::stable_sort(by_length, {}, [&](std::size_t i) { return *recorded[i].handle_s; });
  words.assign(recorded.size(), 0);
  for (std::size_t rank = 0; rank < by_length.size(); ++rank)
    words[by_length[rank]] = static_cast<std::uint32_t>(((2 * std::uint64_t{rank} + 1) << 31) / by_length.size());
}

}  // namespace

bool BusyDayPlan::same_as(const BusyDayPlan& other) const {
  return address == other.address && cv == other.cv && correlation == other.correlation && first == other.first &&
         later == other.later && part_cv == other.part_cv && parts == other.parts;
}

int add_busy_day(const Model& model, const Demand& demand, std::vector<BusyDayPlan>& all) {
  if (!demand.profile) return none;
  const std::optional<BusyDay>& busy = model.profiles[demand.profile->value].busy_day;
  if (!busy) return none;
  const bool parts = busy->part_cv > 0 && !busy->parts.empty();
  if (busy->cv == 0 && !parts) return none;
  BusyDayPlan plan;
  plan.address = busy_day_address(busy->of_profile);
  plan.cv = busy->cv;
  plan.correlation = busy->correlation;
  correlate(model, busy->of_profile, plan);
  if (parts) {
    plan.part_address = busy_part_address(busy->of_profile);
    plan.part_cv = busy->part_cv;
    plan.parts = busy->parts;
  }
  const auto known = std::ranges::find_if(all, [&](const BusyDayPlan& other) { return plan.same_as(other); });
  if (known != all.end()) return static_cast<int>(known - all.begin());
  if (plan.cv > 0) plan.factor.emplace(1.0, plan.cv);
  if (parts) plan.part_factor.emplace(1.0, plan.part_cv);
  all.push_back(std::move(plan));
  return static_cast<int>(all.size()) - 1;
}

std::vector<RatePiece> split_at_parts(const Profile& profile, const std::vector<RatePiece>& pieces) {
  if (!profile.busy_day || profile.busy_day->parts.empty()) return pieces;
  std::vector<int> times;
  for (const RatePiece& piece : pieces) times.push_back(piece.start_s);
  for (const TimeRange& part : profile.busy_day->parts) times.insert(times.end(), {part.from_s, part.to_s});
  if (pieces.empty()) times.push_back(0);
  std::ranges::sort(times);
  const auto [from, to] = std::ranges::unique(times);
  times.erase(from, to);
  std::vector<RatePiece> split;
  for (const int time : times) {
    if (time >= seconds_per_day) continue;
    const auto after = std::ranges::upper_bound(pieces, time, {}, &RatePiece::start_s);
    split.push_back({time, pieces.empty() ? 1.0 : std::prev(after)->weight});
  }
  return split;
}

std::optional<RecordedDays> recorded_days(const Demand& before, const Demand& after, int switch_day,
                                          const DayList& days) {
  if (before.recorded.empty() && after.recorded.empty()) return std::nullopt;
  std::array<std::vector<std::uint32_t>, 2> words;
  add_handle_words(before.recorded, words[0]);
  add_handle_words(after.recorded, words[1]);
  RecordedDays all;
  for (int day = 0; day < days.days(); ++day) {
    const bool switched = day >= switch_day;
    const std::vector<RecordedArrival>& recorded = (switched ? after : before).recorded;
    const auto [from, to] = recorded_on(recorded, days.date(day));
    all.first.push_back(static_cast<std::uint32_t>(all.at.size()));
    for (std::size_t i = from; i < to; ++i) {
      all.at.push_back(std::min(sim::ticks(recorded[i].at_s), ticks_per_day - 1));
      all.handle_word.push_back(words[switched ? 1 : 0][i]);
      all.has_handle.push_back(recorded[i].handle_s.has_value());
    }
  }
  all.first.push_back(static_cast<std::uint32_t>(all.at.size()));
  return all;
}

bool is_special(const DemandDays& demand, const std::vector<BusyDayPlan>& busy_days) {
  const bool parts =
      std::ranges::any_of(demand.busy_day, [&](int b) { return b != none && !busy_days[b].parts.empty(); });
  return parts || demand.fixed[0] || demand.fixed[1] || demand.recorded;
}

}  // namespace channelshift
