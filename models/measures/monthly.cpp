#include "models/measures/monthly.hpp"

namespace channelshift {
namespace {

bool meets(const Target& target, const MonthCounts& month) {
  if (month.due == 0) return true;
  return static_cast<double>(month.answered_in_target) / static_cast<double>(month.due) >= target.share;
}

}  // namespace

bool targets_met_every_month(const Model& model, const Counts& counts) {
  const std::size_t channels = model.channels.size();
  for (std::size_t i = 0; i < counts.months.size(); ++i) {
    const Channel& channel = model.channels[i % channels];
    if (channel.target && !meets(*channel.target, counts.months[i])) return false;
  }
  return true;
}

}  // namespace channelshift
