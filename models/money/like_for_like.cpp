#include "models/money/like_for_like.hpp"

#include "models/measures/words.hpp"

namespace channelshift {
namespace {

/// Above 0 with its whole interval; where there is no interval (one replication), above 0.
bool rises(const sim::Estimate& change) { return change.mean - change.half_width.value_or(0) > 0; }

std::string rise_text(const sim::Estimate& change) {
  const int decimals = change.mean < 10 ? 1 : 0;
  if (!change.half_width) return "by " + grouped(change.mean, decimals) + " a year (one replication, no interval)";
  return "by " + grouped(change.mean, decimals) +
         " a year (95%: " + grouped(change.mean - *change.half_width, decimals) + " to " +
         grouped(change.mean + *change.half_width, decimals) + ")";
}

/// Asks for less than the other: a smaller share, a longer wait, or a clock that cannot be compared.
bool is_looser(const Target& target, const Target& than) {
  if (target.share < than.share) return true;
  if (target.clock != than.clock || target.within_days.has_value() != than.within_days.has_value()) return true;
  if (target.within_days) return *target.within_days > *than.within_days;
  return target.within_s > than.within_s;
}

std::string name_of(const Channel& channel) { return channel.title.empty() ? channel.id : channel.title; }

void add_looser_targets(const Simulated& baseline, const Simulated& option, std::vector<std::string>& reasons) {
  for (std::size_t c = 0; c < baseline.model->channels.size(); ++c) {
    const Channel& before = baseline.model->channels[c];
    const Channel& after = option.model->channels[c];
    if (!before.target) continue;
    if (!after.target) {
      reasons.push_back(name_of(after) + " has no target any more (it was " + target_text(*before.target) + ").");
    } else if (is_looser(*after.target, *before.target)) {
      reasons.push_back(name_of(after) + " has a looser target: " + target_text(*after.target) + " in place of " +
                        target_text(*before.target) + ".");
    }
  }
}

void add_missed_targets(const Simulated& baseline, const Simulated& option, std::vector<std::string>& reasons) {
  const Measure& service_level = measure(channel_measures(), "service_level");
  for (std::size_t c = 0; c < baseline.model->channels.size(); ++c) {
    const Channel& before = baseline.model->channels[c];
    if (!before.target || !option.model->channels[c].target) continue;
    const auto level_before = estimate(service_level, baseline, c);
    const auto level_after = estimate(service_level, option, c);
    if (!level_before || !level_after) continue;
    if (level_before->mean >= before.target->share && level_after->mean < before.target->share) {
      reasons.push_back(name_of(before) + " misses the target that it met: " + grouped(100 * level_after->mean, 1) +
                        "% in time, was " + grouped(100 * level_before->mean, 1) + "%, target " +
                        target_text(*before.target) + ".");
    }
  }
}

}  // namespace

std::vector<std::string> less_service(const Simulated& baseline, const OptionSavings& savings) {
  std::vector<std::string> reasons;
  for (const Saving& change : savings.changes) {
    if (!rises(change.estimate)) continue;
    if (change.text.name == "needs_lost") reasons.push_back("Needs lost rise " + rise_text(change.estimate) + ".");
    if (change.text.name == "backlog_end") {
      reasons.push_back("The backlog at the end grows " + rise_text(change.estimate) + ".");
    }
  }
  add_missed_targets(baseline, *savings.simulated, reasons);
  add_looser_targets(baseline, *savings.simulated, reasons);
  return reasons;
}

}  // namespace channelshift
