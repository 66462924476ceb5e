#include "models/erlang/queues.hpp"

#include <cmath>
#include <numbers>

#include "models/erlang/patience.hpp"

namespace channelshift::erlang {

double erlang_b(double erlangs, int lines) {
  double blocked = 1;
  for (int line = 1; line <= lines; ++line) blocked = erlangs * blocked / (line + erlangs * blocked);
  return blocked;
}

std::optional<double> erlang_c_waited_share(double erlangs, int agents) {
  if (erlangs >= agents) return std::nullopt;
  const double blocked = erlang_b(erlangs, agents);
  return blocked / (1 - erlangs / agents * (1 - blocked));
}

std::optional<Performance> erlang_c(const Load& load, double within_s) {
  const std::optional<double> waited = erlang_c_waited_share(load.erlangs(), load.agents);
  if (!waited) return std::nullopt;
  const double spare_per_s = load.agents / load.handle_s - load.arrivals_per_s;
  Performance result;
  result.waited_share = *waited;
  result.wait_s = result.asa_s = *waited / spare_per_s;
  result.service_level = 1 - *waited * std::exp(-spare_per_s * within_s);
  result.queue_length = load.arrivals_per_s * result.wait_s;
  result.occupancy = load.erlangs() / load.agents;
  return result;
}

Performance erlang_a(const Load& load, double patience_s, double within_s, double balk) {
  return general_patience(load, with_balking(exponential_patience(patience_s), balk), within_s);
}

std::optional<FluidLimit> fluid_limit(const Load& load, double patience_s) {
  const double rho = load.erlangs() / load.agents;
  if (rho <= 1) return std::nullopt;
  return FluidLimit{.abandoned_share = 1 - 1 / rho,
                    .queue_length = load.arrivals_per_s * (1 - 1 / rho) * patience_s,
                    .offered_wait_s = patience_s * std::log(rho)};
}

double infinite_server_busy(double arrivals_per_s, double swing_per_s, double period_s, double handle_s, double t_s) {
  const double turn = 2 * std::numbers::pi / period_s;
  const double service = 1 / handle_s;
  const double swing = service * std::sin(turn * t_s) - turn * std::cos(turn * t_s);
  return arrivals_per_s * handle_s + swing_per_s * swing / (service * service + turn * turn);
}

}  // namespace channelshift::erlang
