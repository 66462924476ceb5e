#include "models/scenario/volumes.hpp"

#include <algorithm>

namespace channelshift {

int weekday_number(Date date) { return static_cast<int>(std::chrono::weekday{date}.iso_encoding()) - 1; }

bool closed_on(const Calendar& calendar, Date date) {
  return std::binary_search(calendar.closed_days.begin(), calendar.closed_days.end(), date);
}

namespace {

double weight(const Calendar& calendar, const Profile* profile, Date date) {
  if (!profile) return 1;
  const unsigned month = static_cast<unsigned>(std::chrono::year_month_day{date}.month());
  const double closed = closed_on(calendar, date) ? profile->closed_day_factor : 1;
  return profile->month[month - 1] * profile->weekday[static_cast<std::size_t>(weekday_number(date))] * closed;
}

const Profile* profile_of(const Model& model, const Demand& demand) {
  const bool known = demand.profile && demand.profile->value < model.profiles.size();
  return known ? &model.profiles[demand.profile->value] : nullptr;
}

}  // namespace

double factor_of(const Surge& surge, Date date) {
  double factor = 1;
  for (const SurgeStep& step : surge.shape)
    if (date >= surge.start + std::chrono::days{step.day}) factor = step.factor;
  return factor;
}

bool names_demand(const Surge& surge, const Model& model, const Demand& demand) {
  return std::any_of(surge.demands.begin(), surge.demands.end(), [&](DemandId named) {
    return named.value < model.demands.size() && model.demands[named.value].id == demand.id;
  });
}

double surge_factor(const Model& model, const Demand& demand, Date date) {
  double factor = 1;
  for (const Surge& surge : model.surges)
    if (names_demand(surge, model, demand)) factor *= factor_of(surge, date);
  return factor;
}

std::pair<std::size_t, std::size_t> recorded_on(const std::vector<RecordedArrival>& recorded, Date date) {
  const auto [first, last] = std::ranges::equal_range(recorded, date, {}, &RecordedArrival::date);
  return {static_cast<std::size_t>(first - recorded.begin()), static_cast<std::size_t>(last - recorded.begin())};
}

namespace {

std::vector<double> recorded_counts(const std::vector<RecordedArrival>& recorded, Date from, int days) {
  std::vector<double> counts;
  for (int day = 0; day < days; ++day) {
    const auto [first, last] = recorded_on(recorded, from + std::chrono::days{day});
    counts.push_back(static_cast<double>(last - first));
  }
  return counts;
}

/// daily_volumes without surges.
std::vector<double> ordinary_volumes(const Calendar& calendar, const Model& model, const Demand& demand, Date from,
                                     int days) {
  using Days_ = std::chrono::days;
  if (demand.per_hour) return std::vector<double>(static_cast<std::size_t>(days), *demand.per_hour * 24);
  if (!demand.recorded.empty()) return recorded_counts(demand.recorded, from, days);
  constexpr int year = 364;
  const Profile* profile = profile_of(model, demand);
  double sum = 0;
  for (int day = 0; day < year; ++day) sum += weight(calendar, profile, calendar.start + Days_{day});
  const double scale = sum > 0 ? demand.per_year.value_or(0) * year / 365.25 / sum : 0;
  std::vector<double> volumes;
  for (int day = 0; day < days; ++day) volumes.push_back(scale * weight(calendar, profile, from + Days_{day}));
  return volumes;
}

}  // namespace

std::vector<double> daily_volumes(const Calendar& calendar, const Model& model, const Demand& demand, Date from,
                                  int days) {
  std::vector<double> volumes = ordinary_volumes(calendar, model, demand, from, days);
  if (model.surges.empty()) return volumes;
  for (int day = 0; day < days; ++day)
    volumes[static_cast<std::size_t>(day)] *= surge_factor(model, demand, from + std::chrono::days{day});
  return volumes;
}

namespace {

const std::vector<RatePiece>& pieces_of(const Model& model, const Demand& demand, int weekday) {
  static const std::vector<RatePiece> constant{{0, 1}};
  const Profile* profile = profile_of(model, demand);
  return profile ? profile->day[static_cast<std::size_t>(weekday)] : constant;
}

/// Integral of the relative rate over a range, in weight x seconds.
double integral(const std::vector<RatePiece>& pieces, const TimeRange& range) {
  double sum = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const int end_s = i + 1 < pieces.size() ? pieces[i + 1].start_s : 86400;
    const int within_s = std::min(end_s, range.to_s) - std::max(pieces[i].start_s, range.from_s);
    sum += pieces[i].weight * std::max(within_s, 0);
  }
  return sum;
}

}  // namespace

double peak_per_hour(const Model& model, const Demand& demand, int weekday, double volume) {
  const std::vector<RatePiece>& pieces = pieces_of(model, demand, weekday);
  const double all = integral(pieces, TimeRange{});
  double highest = 0;
  for (const RatePiece& piece : pieces) highest = std::max(highest, piece.weight);
  return all > 0 ? volume * highest * 3600 / all : 0;
}

double share_within(const Model& model, const Demand& demand, int weekday, const std::vector<TimeRange>& ranges) {
  const std::vector<RatePiece>& pieces = pieces_of(model, demand, weekday);
  const double all = integral(pieces, TimeRange{});
  double within = 0;
  for (const TimeRange& range : ranges) within += integral(pieces, range);
  return all > 0 ? within / all : 0;
}

}  // namespace channelshift
