#include "models/money/unit_cost.hpp"

#include <cmath>

namespace channelshift {
namespace {

/// Unit costs of one channel by replication; NaN where nothing was answered.
std::vector<double> unit_costs(const Simulated& baseline, const Simulated& option, std::size_t channel) {
  if (const auto& published = option.model->channels[channel].unit_cost) {
    return std::vector<double>(option.run->replications.size(), *published);
  }
  return by_replication(measure(channel_measures(), "cost_per_contact"), baseline, channel);
}

struct Move {
  std::size_t from;
  std::size_t to;  ///< number of channels: avoided
};

std::vector<Move> moves(const Simulated& option) {
  const std::size_t channels = option.model->channels.size();
  std::vector<Move> found;
  for (std::size_t from = 0; from < channels; ++from) {
    for (std::size_t to = 0; to <= channels; ++to) {
      bool any = false;
      for (const Counts& counts : option.run->replications) any = any || counts.moved[from * (channels + 1) + to] != 0;
      if (any) found.push_back({from, to});
    }
  }
  return found;
}

bool all_known(const std::vector<double>& costs) {
  for (const double cost : costs) {
    if (!std::isfinite(cost)) return false;
  }
  return true;
}

std::string reason(const Channel& channel) {
  return "\"" + channel.id + "\" has no unit-cost, and " +
         (channel.kind == ChannelKind::self_service ? "completed" : "answered") +
         " no contact in the baseline from which one could be worked out. Give the channel a unit-cost.";
}

}  // namespace

std::variant<std::vector<double>, std::string> unit_cost_claim(const Simulated& baseline, const Simulated& option) {
  const std::size_t channels = option.model->channels.size();
  std::vector<double> claim(option.run->replications.size(), 0.0);
  for (const Move& move : moves(option)) {
    const std::vector<double> from = unit_costs(baseline, option, move.from);
    if (!all_known(from)) return reason(option.model->channels[move.from]);
    std::vector<double> to(claim.size(), 0.0);
    if (move.to < channels) to = unit_costs(baseline, option, move.to);
    if (!all_known(to)) return reason(option.model->channels[move.to]);
    for (std::size_t r = 0; r < claim.size(); ++r) {
      const std::int64_t moved = option.run->replications[r].moved[move.from * (channels + 1) + move.to];
      claim[r] += static_cast<double>(moved) * (from[r] - to[r]) / option.years;
    }
  }
  return claim;
}

}  // namespace channelshift
