#pragma once

namespace channelshift::erlang {

/// A queue's steady input: Poisson arrivals, exponential handle times unless said otherwise, agents who are all alike.
struct Load {
  double arrivals_per_s = 0;  ///< >= 0
  double handle_s = 1;        ///< mean handle time, > 0
  int agents = 1;             ///< >= 1
  double erlangs() const { return arrivals_per_s * handle_s; }
};

/// What a queue does in the long run, in the terms of the program's own measures.
struct Performance {
  double waited_share = 0;     ///< finds no agent free
  double abandoned_share = 0;  ///< leaves unanswered (at once included)
  double wait_s = 0;           ///< mean over all offered, until answer or departure
  double asa_s = 0;            ///< mean over the answered
  double service_level = 0;    ///< answered within the target / offered
  double queue_length = 0;     ///< time-average number waiting
  double occupancy = 0;        ///< share of the agents' time spent on contacts
};

}  // namespace channelshift::erlang
