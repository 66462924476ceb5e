#pragma once

#include <optional>
#include <span>
#include <vector>

/// One agent and handle times of any distribution, or several agents and ranked contacts.
namespace channelshift::erlang {

/// Poisson contacts of one kind.
struct Stream {
  double arrivals_per_s = 0;
  double handle_s = 1;   ///< mean
  double handle_cv = 1;  ///< standard deviation / mean: 0 deterministic, 1 exponential
};

/// Mean wait where one agent serves in order of arrival (M/G/1). Empty if the agent is overloaded.
/// F. Pollaczek (1930), A. Khinchine (1932): only the mean and variance of the handle time matter.
std::optional<double> single_agent_wait_s(const Stream& stream);

/// Mean wait of each stream, the first one ranked highest, where one agent finishes what it has begun.
/// Empty if all streams together overload the agent. A. Cobham, Oper. Res. 2 (1954) 70-76, doi:10.1287/opre.2.1.70.
std::optional<std::vector<double>> single_agent_priority_waits_s(std::span<const Stream> streams);

/// The same where a higher rank interrupts a lower one, which is resumed later: mean wait until the first start.
/// R. W. Conway, W. L. Maxwell, L. W. Miller, Theory of Scheduling (1967), 8-6.
std::optional<std::vector<double>> single_agent_interrupted_waits_s(std::span<const Stream> streams);

/// Mean wait of each rank, the first one highest, with several agents, one exponential handle time for all ranks, and
/// no interruption. Empty if the agents are overloaded. Cobham, as above.
std::optional<std::vector<double>> priority_waits_s(std::span<const double> arrivals_per_s, double handle_s,
                                                    int agents);

}  // namespace channelshift::erlang
