#include "models/scenario/correlated_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

using Matrix = std::vector<std::vector<double>>;

struct Member {
  std::string id;
  double day_to_day = 0;
};

/// The profiles whose own busy days these are, ascending by id.
std::vector<Member> members_of(const Model& model) {
  std::vector<Member> members;
  for (const BusyDayCorrelation& pair : model.busy_day_correlations)
    for (const ProfileId id : pair.profiles)
      if (const auto& busy = model.profiles[id.value].busy_day)
        members.push_back({busy->of_profile, busy->correlation});
  std::ranges::sort(members, {}, &Member::id);
  const auto [from, to] = std::ranges::unique(members, {}, &Member::id);
  members.erase(from, to);
  return members;
}

/// Lower triangular L with L L' = a; none if `a` is not positive semidefinite (to 1e-9).
std::optional<Matrix> root_of(const Matrix& a) {
  const std::size_t n = a.size();
  Matrix root(n, std::vector<double>(n, 0.0));
  for (std::size_t j = 0; j < n; ++j) {
    const auto rest = [&](std::size_t i) {
      double sum = a[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= root[i][k] * root[j][k];
      return sum;
    };
    const double pivot = rest(j);
    if (pivot < -1e-9) return std::nullopt;
    root[j][j] = pivot > 1e-9 ? std::sqrt(pivot) : 0;
    for (std::size_t i = j + 1; i < n; ++i) {
      if (root[j][j] > 0) {
        root[i][j] = rest(i) / root[j][j];
      } else if (std::abs(rest(i)) > 1e-6) {
        return std::nullopt;
      }
    }
  }
  return root;
}

Matrix same_day(const Model& model, const std::vector<Member>& members) {
  Matrix matrix(members.size(), std::vector<double>(members.size(), 0.0));
  const auto at = [&](ProfileId id) {
    const std::string& of = model.profiles[id.value].busy_day->of_profile;
    return static_cast<std::size_t>(std::ranges::find(members, of, &Member::id) - members.begin());
  };
  for (std::size_t i = 0; i < members.size(); ++i) matrix[i][i] = 1;
  for (const BusyDayCorrelation& pair : model.busy_day_correlations)
    for (const ProfileId a : pair.profiles)
      for (const ProfileId b : pair.profiles)
        if (a != b && model.profiles[a.value].busy_day && model.profiles[b.value].busy_day)
          matrix[at(a)][at(b)] = pair.correlation;
  return matrix;
}

/// Correlation of what is new each day; more than 1 where there can be none.
double of_news(double rho, double r1, double r2) {
  if (rho == 0) return 0;
  const double left = std::sqrt((1 - r1 * r1) * (1 - r2 * r2));
  if (left > 0) return rho * (1 - r1 * r2) / left;
  return r1 == r2 ? 0 : 2;  // two that never change keep what they had on the first day
}

std::vector<ScoreShare> row_of(const Matrix& root, std::size_t row, const std::vector<Member>& members) {
  std::vector<ScoreShare> shares;
  for (std::size_t k = 0; k <= row; ++k)
    if (root[row][k] != 0) shares.push_back({members[k].id, root[row][k]});
  return shares;
}

}  // namespace

CorrelatedDays correlated_days(const Model& model) {
  const std::vector<Member> members = members_of(model);
  const Matrix stated = same_day(model, members);
  Matrix news = stated;
  for (std::size_t i = 0; i < members.size(); ++i)
    for (std::size_t j = 0; j < members.size(); ++j) {
      if (i == j) continue;
      news[i][j] = of_news(stated[i][j], members[i].day_to_day, members[j].day_to_day);
      if (std::abs(news[i][j]) <= 1 + 1e-9) continue;
      return {{},
              fmt::format("busy days of {} and {} cannot have the correlation {} (their own correlations from day to "
                          "day, {} and {}, are too different). Bring these nearer to each other, or lower it.",
                          members[i].id, members[j].id, show_number(stated[i][j]), show_number(members[i].day_to_day),
                          show_number(members[j].day_to_day))};
    }
  const std::optional<Matrix> first = root_of(stated);
  const std::optional<Matrix> later = root_of(news);
  if (!first || !later)
    return {{},
            "the correlations of busy days contradict each other (no days are like that: if a goes with b and b with "
            "c, a cannot go against c). Bring them nearer to 0."};
  CorrelatedDays days;
  for (std::size_t i = 0; i < members.size(); ++i)
    days.mixes.push_back({members[i].id, row_of(*first, i, members), row_of(*later, i, members)});
  return days;
}

}  // namespace channelshift
