#include "models/erlang/queues.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace channelshift::erlang {
namespace {

constexpr double minute_s = 60;
constexpr double hour_s = 3600;

/// M/M/s + M summed state by state, as the yardstick of the integral. Small cases only.
Performance by_states(const Load& load, double patience_s) {
  double weight = 1;
  double total = 1;
  double waited = 0;
  double queue = 0;
  for (int n = 1; n < load.agents + 20000; ++n) {
    weight *=
        load.arrivals_per_s / (std::min(n, load.agents) / load.handle_s + std::max(0, n - load.agents) / patience_s);
    total += weight;
    if (n >= load.agents) waited += weight;
    if (n > load.agents) queue += weight * (n - load.agents);
    if (weight > 1e200) {
      for (double* sum : {&weight, &total, &waited, &queue}) *sum *= 1e-200;
    }
  }
  Performance result;
  result.waited_share = waited / total;
  result.queue_length = queue / total;
  result.wait_s = result.queue_length / load.arrivals_per_s;
  result.abandoned_share = result.wait_s / patience_s;
  return result;
}

TEST(ErlangB, PublishedValues) {
  // pyworkforce, 200 contacts an hour of 180 s on 17 lines; whose page prints .0183; exact to 5 figures.
  EXPECT_NEAR(erlang_b(200 * 180 / hour_s, 17), 0.01295, 5e-6);
  // One line: a / (1 + a). Two lines: (a^2/2) / (1 + a + a^2/2).
  EXPECT_DOUBLE_EQ(erlang_b(0.7, 1), 0.7 / 1.7);
  EXPECT_DOUBLE_EQ(erlang_b(2, 2), 2.0 / 5.0);
  EXPECT_EQ(erlang_b(3, 0), 1);
  EXPECT_EQ(erlang_b(0, 4), 0);
}

TEST(ErlangB, TenThousandLines) {
  // At a load equal to the lines: sqrt(2 / (pi s)) to first order, next term by Jagerman's expansion:
  // 1/B = sqrt(pi s / 2) + 2/3 + sqrt(pi / (2 s)) / 12 + ...
  const double s = 10000;
  const double inverse = std::sqrt(M_PI * s / 2) + 2.0 / 3 + std::sqrt(M_PI / (2 * s)) / 12;
  EXPECT_NEAR(erlang_b(s, 10000) * inverse, 1, 1e-7);
}

TEST(ErlangC, PublishedValues) {
  const Load pyworkforce{.arrivals_per_s = 200 / hour_s, .handle_s = 180, .agents = 14};
  const Performance p = erlang_c(pyworkforce, 20).value();
  EXPECT_NEAR(p.waited_share, 0.17413, 5e-6);
  EXPECT_NEAR(p.service_level, 0.88835, 5e-6);
  EXPECT_NEAR(p.occupancy, 0.7143, 5e-5);

  const Load herzog{.arrivals_per_s = 3.5 / minute_s, .handle_s = 180, .agents = 13};
  EXPECT_NEAR(erlang_c(herzog, 20)->wait_s, 26.557, 5e-4);

  const Load zinnov{.arrivals_per_s = 48 / minute_s, .handle_s = 60, .agents = 50};
  const Performance q = erlang_c(zinnov, 20).value();
  EXPECT_NEAR(q.wait_s, 20.834, 5e-4);
  EXPECT_NEAR(q.queue_length, 16.667, 5e-4);
  EXPECT_DOUBLE_EQ(q.occupancy, 0.96);
}

TEST(ErlangC, NoSteadyStateAtFullLoad) {
  EXPECT_FALSE(erlang_c({.arrivals_per_s = 1, .handle_s = 10, .agents = 10}, 20));
  EXPECT_TRUE(erlang_c({.arrivals_per_s = 0.999, .handle_s = 10, .agents = 10}, 20));
}

TEST(ErlangA, PublishedValues) {
  const Load zinnov{.arrivals_per_s = 48 / minute_s, .handle_s = 60, .agents = 50};
  const Performance p = erlang_a(zinnov, 120, 20);
  EXPECT_NEAR(p.abandoned_share, 0.030912, 5e-7);
  EXPECT_NEAR(p.wait_s, 3.7095, 5e-5);
  EXPECT_NEAR(p.queue_length, 2.9676, 5e-5);
  EXPECT_NEAR(p.occupancy, 0.96 * (1 - 0.030912), 5e-7);

  Load herzog{.arrivals_per_s = 3.5 / minute_s, .handle_s = 180, .agents = 13};
  EXPECT_NEAR(erlang_a(herzog, 300, 20).wait_s, 9.9128, 5e-5);
  herzog.agents = 9;
  EXPECT_NEAR(erlang_a(herzog, 300, 20).wait_s, 56.618, 5e-4);

  // pyworkforce's parameters with patience 60 s: its printed values are wrong, these are not.
  const Load pyworkforce{.arrivals_per_s = 200 / hour_s, .handle_s = 180, .agents = 12};
  EXPECT_NEAR(erlang_a(pyworkforce, 60, 20).abandoned_share, by_states(pyworkforce, 60).abandoned_share, 1e-12);
}

TEST(ErlangA, AgreesWithTheSumOverStates) {
  for (const double rho : {0.2, 0.8, 1.0, 1.3, 3.0}) {
    for (const int agents : {1, 2, 10, 200}) {
      for (const double patience_s : {10.0, 120.0, 3600.0}) {
        const Load load{.arrivals_per_s = rho * agents / 270, .handle_s = 270, .agents = agents};
        const Performance got = erlang_a(load, patience_s, 20);
        const Performance want = by_states(load, patience_s);
        EXPECT_NEAR(got.waited_share, want.waited_share, 1e-10);
        EXPECT_NEAR(got.wait_s, want.wait_s, 1e-9 * (1 + want.wait_s));
        EXPECT_NEAR(got.abandoned_share, want.abandoned_share, 1e-10);
      }
    }
  }
}

TEST(ErlangA, LongPatienceIsErlangC) {
  const Load load{.arrivals_per_s = 0.03, .handle_s = 270, .agents = 10};
  const Performance a = erlang_a(load, 1e12, 20);
  const Performance c = erlang_c(load, 20).value();
  EXPECT_NEAR(a.waited_share, c.waited_share, 1e-8);
  EXPECT_NEAR(a.wait_s, c.wait_s, 1e-6);
  EXPECT_NEAR(a.asa_s, c.asa_s, 1e-6);
  EXPECT_NEAR(a.service_level, c.service_level, 1e-8);
}

TEST(ErlangA, TenThousandAgents) {
  // Overloaded by a fifth: the fluid limit holds to within its next term. Far below capacity: nobody waits.
  const Load over{.arrivals_per_s = 12000.0 / 270, .handle_s = 270, .agents = 10000};
  const Performance p = erlang_a(over, 180, 20);
  const FluidLimit fluid = fluid_limit(over, 180).value();
  EXPECT_NEAR(p.abandoned_share, fluid.abandoned_share, 1e-6);
  EXPECT_NEAR(p.queue_length, fluid.queue_length, 1e-3 * fluid.queue_length);
  EXPECT_NEAR(p.occupancy, 1, 1e-6);
  EXPECT_NEAR(p.asa_s, fluid.offered_wait_s, 1e-3 * fluid.offered_wait_s);
  EXPECT_NEAR(p.waited_share, 1, 1e-12);

  const Load under{.arrivals_per_s = 1000.0 / 270, .handle_s = 270, .agents = 10000};
  const Performance q = erlang_a(under, 180, 20);
  EXPECT_EQ(q.waited_share, 0);
  EXPECT_EQ(q.service_level, 1);
}

TEST(ErlangA, HalfinWhittRegime) {
  // Garnett, Mandelbaum, Reiman (2002), theorem 2: with s = R + beta sqrt(R) and as patient as the handle time,
  // P(wait) -> 1 / (1 + h(beta) / h(-beta)) for equal rates = 1 - Phi(beta), since then N is Poisson(R).
  const double r = 9000;
  const int agents = 9100;
  const Performance p = erlang_a({.arrivals_per_s = r / 270, .handle_s = 270, .agents = agents}, 270, 20);
  // Exactly: P(Poisson(R) >= s), the incomplete gamma function's normal limit to third order.
  const double z = (agents - 0.5 - r) / std::sqrt(r);
  const double density = std::exp(-0.5 * z * z) / std::sqrt(2 * M_PI);
  const double tail = 0.5 * std::erfc(z / std::sqrt(2)) + density * (z * z - 1) / (6 * std::sqrt(r));
  EXPECT_NEAR(p.waited_share, tail, 1e-5);
}

TEST(ErlangA, BalkingByStates) {
  const Load load{.arrivals_per_s = 12.0 / 270, .handle_s = 270, .agents = 10};
  const double balk = 0.1;
  // Above all busy, only 90% of the arrivals join.
  double weight = 1, total = 1, waited = 0, queue = 0;
  for (int n = 1; n < 2000; ++n) {
    weight *= load.arrivals_per_s * (n > 10 ? 1 - balk : 1) / (std::min(n, 10) / 270.0 + std::max(0, n - 10) / 120.0);
    total += weight;
    if (n >= 10) waited += weight;
    queue += weight * std::max(0, n - 10);
  }
  const Performance p = erlang_a(load, 120, 20, balk);
  EXPECT_NEAR(p.waited_share, waited / total, 1e-10);
  EXPECT_NEAR(p.queue_length, queue / total, 1e-9);
  EXPECT_NEAR(p.abandoned_share, balk * waited / total + queue / total / 120 / load.arrivals_per_s, 1e-10);
}

TEST(InfiniteServer, SolvesItsEquation) {
  // dm/dt = rate(t) - m / handle
  const double mean = 0.1, swing = 0.04, period_s = 86400, handle_s = 7200;
  for (const double t_s : {0.0, 5000.0, 30000.0, 86400.0}) {
    const double step_s = 1;
    const double slope = (infinite_server_busy(mean, swing, period_s, handle_s, t_s + step_s) -
                          infinite_server_busy(mean, swing, period_s, handle_s, t_s - step_s)) /
                         (2 * step_s);
    const double rate = mean + swing * std::sin(2 * M_PI * t_s / period_s);
    EXPECT_NEAR(slope, rate - infinite_server_busy(mean, swing, period_s, handle_s, t_s) / handle_s, 1e-9);
  }
  EXPECT_DOUBLE_EQ(infinite_server_busy(mean, 0, period_s, handle_s, 1), 720);
}

}  // namespace
}  // namespace channelshift::erlang
