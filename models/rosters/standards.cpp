#include "models/rosters/standards.hpp"

#include <cmath>

namespace channelshift {
namespace {

Kept kept_of(Standard::Of of, std::int64_t offered, std::int64_t not_yet_due, std::int64_t in_time,
             std::int64_t abandoned) {
  switch (of) {
    case Standard::Of::in_time:
      return {static_cast<double>(offered - not_yet_due), static_cast<double>(in_time)};
    case Standard::Of::staying:
      return {static_cast<double>(offered), static_cast<double>(offered - abandoned)};
  }
  return {};
}

ChannelId channel_id(std::size_t c) { return {static_cast<std::uint16_t>(c)}; }

bool has_standard(const Channel& channel) {
  return channel.target.has_value() && channel.kind != ChannelKind::self_service;
}

/// The share as it is, less what chance makes of so many contacts: the binomial standard error, at least one contact.
std::optional<double> matched(const Standard& standard, const OptionRun& as_it_is) {
  const Kept sum = kept(standard, as_it_is);
  if (sum.contacts == 0) return std::nullopt;
  const double share = sum.good / sum.contacts;
  return share - std::sqrt((share * (1 - share) + 1 / sum.contacts) / sum.contacts);
}

}  // namespace

Kept kept(const Standard& standard, const ChannelCounts& counts) {
  return kept_of(standard.of, counts.offered, counts.not_yet_due, counts.answered_in_target, counts.abandoned);
}

Kept kept(const Standard& standard, const Cell& cell) {
  return kept_of(standard.of, cell.offered, cell.not_yet_due, cell.answered_in_target, cell.abandoned);
}

Kept kept(const Standard& standard, const OptionRun& run) {
  Kept sum;
  for (const Counts& counts : run.replications) {
    const Kept one = kept(standard, counts.channels[standard.channel.value]);
    sum.contacts += one.contacts;
    sum.good += one.good;
  }
  return sum;
}

std::optional<double> share_of(const Standard& standard, const OptionRun& run) {
  const Kept sum = kept(standard, run);
  if (sum.contacts == 0) return std::nullopt;
  return sum.good / sum.contacts;
}

std::vector<Standard> standards_of_targets(const Model& model) {
  std::vector<Standard> standards;
  for (std::size_t c = 0; c < model.channels.size(); ++c)
    if (has_standard(model.channels[c]))
      standards.push_back({channel_id(c), Standard::Of::in_time, model.channels[c].target->share});
  return standards;
}

std::vector<Standard> standards_of_service(const Model& model, const Model& baseline, const OptionRun& as_it_is) {
  std::vector<Standard> standards;
  for (std::size_t c = 0; c < model.channels.size(); ++c) {
    if (!has_standard(model.channels[c])) continue;
    Standard in_time{channel_id(c), Standard::Of::in_time, model.channels[c].target->share};
    Standard staying{channel_id(c), Standard::Of::staying, 0};
    const auto in_time_now = has_standard(baseline.channels[c]) ? matched(in_time, as_it_is) : std::nullopt;
    in_time.at_least = in_time_now.value_or(in_time.at_least);
    standards.push_back(in_time);
    const auto staying_now = matched(staying, as_it_is);
    if (!in_time_now || !staying_now || model.channels[c].kind != ChannelKind::live) continue;
    staying.at_least = *staying_now;
    standards.push_back(staying);
  }
  return standards;
}

}  // namespace channelshift
