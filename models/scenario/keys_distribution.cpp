#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/scenario/handle.hpp"
#include "models/scenario/store.hpp"

/// Distributions of durations: handle, patience, `after`.
namespace channelshift {

namespace {

using sim::Distribution;
using sim::Family;

constexpr std::string_view families[] = {"deterministic",    "exponential", "lognormal", "gamma",
                                         "erlang",           "weibull",     "uniform",   "triangular",
                                         "hyperexponential", "empirical"};

constexpr unsigned with_mean = kinds(Family::deterministic, Family::exponential, Family::lognormal, Family::gamma,
                                     Family::erlang, Family::weibull);
constexpr unsigned with_cv = kinds(Family::lognormal, Family::gamma, Family::weibull);
constexpr unsigned with_ends = kinds(Family::uniform, Family::triangular);
constexpr unsigned with_branches = kinds(Family::hyperexponential);
constexpr unsigned observed = kinds(Family::empirical);
constexpr double longest_s = 520 * 604800.0;

const std::vector<Key>& distribution_rows() {
  static const std::vector<Key> rows = {
      {.name = "family",
       .type = Type::choice,
       .meaning = "The family of the distribution. Each is given by its mean, never by a rate.",
       .choices = families,
       .required = true,
       .store = into<&Distribution::family>},
      {.name = "mean",
       .type = Type::duration,
       .meaning = "The mean.",
       .range = Range{0, longest_s, true},
       .only = with_mean,
       .required_of = with_mean,
       .store = into<&Distribution::mean_s>},
      {.name = "cv",
       .type = Type::number,
       .meaning = "Coefficient of variation: standard deviation divided by mean. 1 is as variable as the exponential.",
       .range = Range{0.001, 10},
       .only = with_cv,
       .required_of = with_cv,
       .store = into<&Distribution::cv>},
      {.name = "k",
       .type = Type::whole,
       .meaning = "Number of phases of the Erlang distribution; 1 is the exponential, more is more regular.",
       .range = Range{1, 1000},
       .only = kinds(Family::erlang),
       .required_of = kinds(Family::erlang),
       .store = into<&Distribution::k>},
      {.name = "low",
       .type = Type::duration,
       .meaning = "The shortest time.",
       .only = with_ends,
       .required_of = with_ends,
       .store = into<&Distribution::low_s>},
      {.name = "mode",
       .type = Type::duration,
       .meaning = "The most likely time.",
       .only = kinds(Family::triangular),
       .required_of = kinds(Family::triangular),
       .store = into<&Distribution::mode_s>},
      {.name = "high",
       .type = Type::duration,
       .meaning = "The longest time.",
       .range = Range{0, longest_s, true},
       .only = with_ends,
       .required_of = with_ends,
       .store = into<&Distribution::high_s>},
      {.name = "shares",
       .type = Type::share,
       .meaning = "The share of each branch, in the order of `means`. They sum to 1.",
       .form = "list of shares that sum to 1",
       .only = with_branches,
       .required_of = with_branches,
       .store = into<&Distribution::shares>},
      {.name = "means",
       .type = Type::duration,
       .meaning = "The mean of each exponential branch, in the order of `shares`.",
       .form = "list of durations, like [\"2min\", \"10min\"]",
       .range = Range{0, longest_s, true},
       .only = with_branches,
       .required_of = with_branches,
       .store = into<&Distribution::means_s>},
      {.name = "csv",
       .type = Type::text,
       .meaning = "A CSV file of observed times in seconds, one in each line, with or without a heading. The path is "
                  "relative to the file that names it.",
       .without = "the observed times stand in `values`",
       .only = observed},
      {.name = "values",
       .type = Type::duration,
       .meaning = "The observed times themselves, in place of `csv`.",
       .without = "the observed times stand in `csv`",
       .form = "list of durations, like [\"95s\", \"4min\"]",
       .only = observed,
       .store = into<&Distribution::values_s>},
  };
  return rows;
}

void check_ends(const Distribution& d, const Node& table, Reading& reading) {
  const bool given = find(table, "low") && find(table, "high");
  if (!given) return;
  if (d.low_s >= d.high_s) {
    reading.faults.add(place_of_value(table, "high"),
                       fmt::format("high is {}, not above low, {} (nothing lies between them). Correct one of them.",
                                   show_duration(d.high_s), show_duration(d.low_s)));
  } else if (d.family == Family::triangular && find(table, "mode") && (d.mode_s < d.low_s || d.mode_s > d.high_s)) {
    reading.faults.add(place_of_value(table, "mode"),
                       fmt::format("mode is {}, outside {} to {} (the most likely time lies between low and high). "
                                   "Correct one of them.",
                                   show_duration(d.mode_s), show_duration(d.low_s), show_duration(d.high_s)));
  }
}

void check_branches(const Distribution& d, const Node& table, Reading& reading) {
  if (!find(table, "shares") || !find(table, "means")) return;
  if (d.shares.size() != d.means_s.size() || d.shares.empty()) {
    reading.faults.add(
        place_of_value(table, "means"),
        fmt::format("{} shares and {} means (each branch has one of each). Give both lists the same length.",
                    d.shares.size(), d.means_s.size()));
    return;
  }
  double sum = 0;
  for (const double share : d.shares) sum += share;
  if (std::abs(sum - 1) <= 1e-9) return;
  reading.faults.add(place_of_value(table, "shares"),
                     fmt::format("the shares sum to {} (they must sum to 1). Correct them.", show_number(sum)));
}

void check_observed(Distribution& d, const Node& table, Reading& reading) {
  const bool has_csv = find(table, "csv");
  const bool has_values = find(table, "values");
  if (has_csv && has_values) {
    reading.faults.add(place_of(table, "values"), "both csv and values (they say the same thing). Remove one of them.");
  }
  if (!has_csv && !has_values) {
    reading.faults.add(table.place,
                       "an empirical distribution without csv (it has no observed times). Name the CSV file.");
  }
  if (has_values && d.values_s.empty() && find(table, "values")->list()) {
    reading.faults.add(place_of_value(table, "values"),
                       "values is empty (nothing was observed). Give at least one time.");
  }
  std::sort(d.values_s.begin(), d.values_s.end());
}

void check_distribution(void* object, const Node& table, Reading& reading) {
  Distribution& d = *static_cast<Distribution*>(object);
  if (kind_of(table, distribution_keys()) < 0) return;
  switch (d.family) {
    case Family::uniform:
    case Family::triangular:
      return check_ends(d, table, reading);
    case Family::hyperexponential:
      return check_branches(d, table, reading);
    case Family::empirical:
      return check_observed(d, table, reading);
    case Family::deterministic:
    case Family::exponential:
    case Family::lognormal:
    case Family::gamma:
    case Family::erlang:
    case Family::weibull:
      return;
  }
}

void store_wrap(void* object, const Node& node, const Key& key, Reading& reading) {
  // handle_keys are read into a DemandHandle alone (read_handle below).
  read_into(static_cast<DemandHandle*>(static_cast<Distribution*>(object))->wrap_s, node, key, reading);
}

std::vector<Key> handle_rows() {
  std::vector<Key> rows = distribution_rows();
  rows.push_back({.name = "wrap",
                  .type = Type::duration,
                  .meaning = "How much of the mean is work after the contact. It is part of the mean, not on top.",
                  .standard = "0s",
                  .store = store_wrap});
  return rows;
}

}  // namespace

const TableKeys& distribution_keys() {
  static const TableKeys keys{
      .name = "a distribution", .keys = distribution_rows(), .kind_key = "family", .check = check_distribution};
  return keys;
}

const TableKeys& handle_keys() {
  static const TableKeys keys{
      .name = "the handle of a demand", .keys = handle_rows(), .kind_key = "family", .check = check_distribution};
  return keys;
}

void read_handle(DemandHandle& handle, const Node& node, const Key& key, Reading& reading) {
  if (!is_table(node, key, reading)) return;
  const std::size_t faults = reading.faults.found().size();
  read_table(static_cast<Distribution*>(&handle), node, handle_keys(), reading);
  if (reading.faults.found().size() > faults || handle.wrap_s <= sim::mean_s(handle)) return;
  reading.faults.add(
      place_of_value(node, "wrap"),
      fmt::format("wrap is {}, more than the mean, {} (wrap is a part of the mean). Correct one of them.",
                  show_duration(handle.wrap_s), show_duration(sim::mean_s(handle))));
}

}  // namespace channelshift
