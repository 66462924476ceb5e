#include "models/money/release.hpp"

#include <algorithm>
#include <cmath>

namespace channelshift {
namespace {

/// Whole posts whose holders have left, integrated over the time from 0 to `time` years after the start; at most
/// `most` posts. The n-th step is gone after n x step / per_year years.
double left_post_years(const PostsLeaving& leaving, double most, double time) {
  if (time <= 0 || leaving.per_year <= 0) return 0;
  constexpr double rounding = 1e-9;
  const double steps = std::floor(std::min(leaving.per_year * time, most) / leaving.step + rounding);
  return leaving.step * (steps * time - leaving.step * steps * (steps + 1) / (2 * leaving.per_year));
}

double by_attrition(const PostsLeaving& leaving, double most, const YearInForce& year, int number, double starts) {
  const double until = left_post_years(leaving, most, number - starts);
  const double before = left_post_years(leaving, most, year.begins(number) - starts);
  return (until - before) / year.share;
}

/// Posts that are not needed from one moment on.
struct Batch {
  double gone;
  double posts;
};

std::vector<Batch> batches(const PostsLeaving& leaving, std::span<const double> not_needed,
                           std::span<const YearInForce> years, double not_before) {
  std::vector<Batch> all;
  double so_far = 0;
  for (std::size_t y = 0; y < years.size(); ++y) {
    if (years[y].share <= 0 || not_needed[y] <= so_far) continue;
    const double decided = std::max(years[y].begins(static_cast<int>(y) + 1), not_before);
    all.push_back({decided + leaving.notice, not_needed[y] - so_far});
    so_far = not_needed[y];
  }
  return all;
}

double after_notice(const std::vector<Batch>& all, double most, const YearInForce& year, int number) {
  double gone = 0;
  for (const Batch& batch : all) gone += batch.posts * std::clamp((number - batch.gone) / year.share, 0.0, 1.0);
  return std::min(gone, most);
}

}  // namespace

std::vector<double> posts_gone(const PostsLeaving& leaving, std::span<const double> not_needed,
                               std::span<const YearInForce> years, const ReleasePlan& plan) {
  std::vector<double> gone(years.size(), 0.0);
  const bool gated = plan.rule == ReleaseRule::when_take_up;
  if (gated && !plan.gate_passed) return gone;
  const std::vector<Batch> all = batches(leaving, not_needed, years, gated ? *plan.gate_passed : 0.0);
  for (std::size_t y = 0; y < years.size(); ++y) {
    if (years[y].share <= 0) continue;
    const int number = static_cast<int>(y) + 1;
    gone[y] = plan.rule == ReleaseRule::attrition ? by_attrition(leaving, not_needed[y], years[y], number, plan.starts)
                                                  : after_notice(all, not_needed[y], years[y], number);
  }
  return gone;
}

}  // namespace channelshift
