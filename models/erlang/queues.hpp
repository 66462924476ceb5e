#pragma once

#include <optional>

#include "models/erlang/performance.hpp"

/// Erlang's three formulas. All recursions run over ratios that stay between 0 and 1, so 10,000 agents are no trouble.
namespace channelshift::erlang {

/// Share of offered contacts that find all `lines` taken where nobody can wait (M/G/s/s). erlangs >= 0, lines >= 0.
/// A. K. Erlang (1917); the recursion over lines: D. L. Jagerman, Bell Syst. Tech. J. 53 (1974) 525-551.
double erlang_b(double erlangs, int lines);

/// Share that waits where nobody leaves (M/M/s). Empty if the load is not below the agents: the queue has no steady
/// state.
std::optional<double> erlang_c_waited_share(double erlangs, int agents);

/// M/M/s. Empty if the load is not below the agents.
std::optional<Performance> erlang_c(const Load& load, double within_s);

/// M/M/s + M: patience is exponential with this mean. Any load has a steady state.
/// C. Palm (1957); O. Garnett, A. Mandelbaum, M. Reiman, Manuf. Serv. Oper. Manag. 4 (2002) 208-227,
/// doi:10.1287/msom.4.3.208.7753. `balk`: share that leaves at once when it finds no agent free.
Performance erlang_a(const Load& load, double patience_s, double within_s, double balk = 0);

/// An overloaded queue with exponential patience, as the number of agents grows: what is over capacity leaves.
/// W. Whitt, Manag. Sci. 50 (2004) 1449-1461, doi:10.1287/mnsc.1040.0302. Empty unless the load exceeds the agents.
struct FluidLimit {
  double abandoned_share = 0;  ///< 1 - 1/rho
  double queue_length = 0;
  double offered_wait_s = 0;  ///< wait of someone who never leaves
};
std::optional<FluidLimit> fluid_limit(const Load& load, double patience_s);

/// Expected number in service t seconds after the start where there is always an agent free, handle times are
/// exponential, and the rate of arrivals is mean + swing * sin(2 pi t / period) since long before the start.
/// S. Eick, W. Massey, W. Whitt, Oper. Res. 41 (1993) 731-742, doi:10.1287/opre.41.4.731.
double infinite_server_busy(double arrivals_per_s, double swing_per_s, double period_s, double handle_s, double t_s);

}  // namespace channelshift::erlang
