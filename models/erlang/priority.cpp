#include "models/erlang/priority.hpp"

#include <numeric>

#include "models/erlang/queues.hpp"

namespace channelshift::erlang {
namespace {

double load_of(const Stream& stream) { return stream.arrivals_per_s * stream.handle_s; }

/// Work that an arrival finds in the hands of the agent, on average.
double work_in_hand_s(const Stream& stream) {
  return 0.5 * load_of(stream) * stream.handle_s * (1 + stream.handle_cv * stream.handle_cv);
}

double total_load(std::span<const Stream> streams) {
  return std::accumulate(streams.begin(), streams.end(), 0.0,
                         [](double sum, const Stream& stream) { return sum + load_of(stream); });
}

}  // namespace

std::optional<double> single_agent_wait_s(const Stream& stream) {
  if (load_of(stream) >= 1) return std::nullopt;
  return work_in_hand_s(stream) / (1 - load_of(stream));
}

std::optional<std::vector<double>> single_agent_priority_waits_s(std::span<const Stream> streams) {
  if (total_load(streams) >= 1) return std::nullopt;
  double in_hand_s = 0;
  for (const Stream& stream : streams) in_hand_s += work_in_hand_s(stream);
  std::vector<double> waits_s;
  double above = 0;  // load of the ranks above
  for (const Stream& stream : streams) {
    const double down_to = above + load_of(stream);
    waits_s.push_back(in_hand_s / ((1 - above) * (1 - down_to)));
    above = down_to;
  }
  return waits_s;
}

std::optional<std::vector<double>> single_agent_interrupted_waits_s(std::span<const Stream> streams) {
  if (total_load(streams) >= 1) return std::nullopt;
  std::vector<double> waits_s;
  double above = 0;
  double in_hand_s = 0;  // lower ranks are not in the way
  for (const Stream& stream : streams) {
    const double down_to = above + load_of(stream);
    in_hand_s += work_in_hand_s(stream);
    waits_s.push_back(in_hand_s / ((1 - above) * (1 - down_to)));
    above = down_to;
  }
  return waits_s;
}

std::optional<std::vector<double>> priority_waits_s(std::span<const double> arrivals_per_s, double handle_s,
                                                    int agents) {
  const double arrivals = std::accumulate(arrivals_per_s.begin(), arrivals_per_s.end(), 0.0);
  const std::optional<double> waited = erlang_c_waited_share(arrivals * handle_s, agents);
  if (!waited) return std::nullopt;
  const double until_free_s = *waited * handle_s / agents;
  std::vector<double> waits_s;
  double above = 0;
  for (const double rate : arrivals_per_s) {
    const double down_to = above + rate * handle_s / agents;
    waits_s.push_back(until_free_s / ((1 - above) * (1 - down_to)));
    above = down_to;
  }
  return waits_s;
}

}  // namespace channelshift::erlang
