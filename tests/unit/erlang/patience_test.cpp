#include "models/erlang/patience.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/erlang/queues.hpp"

namespace channelshift::erlang {
namespace {

TEST(GammaDistribution, KnownValues) {
  EXPECT_NEAR(gamma_distribution(1, 2), 1 - std::exp(-2), 1e-15);
  EXPECT_NEAR(gamma_distribution(3, 0.5), 1 - std::exp(-0.5) * (1 + 0.5 + 0.125), 1e-15);
  EXPECT_NEAR(gamma_distribution(3, 12), 1 - std::exp(-12) * (1 + 12 + 72), 1e-15);
  EXPECT_NEAR(gamma_distribution(0.5, 1.7), std::erf(std::sqrt(1.7)), 1e-15);
  EXPECT_EQ(gamma_distribution(2, 0), 0);
}

TEST(Patience, RestrictedMeanIsTheIntegralOfSurvival) {
  const std::vector<Patience> families{exponential_patience(100),
                                       deterministic_patience(100),
                                       uniform_patience(20, 300),
                                       gamma_patience(100, 0.5),
                                       gamma_patience(100, 1.7),
                                       lognormal_patience(100, 1.2),
                                       with_balking(exponential_patience(100), 0.3)};
  for (std::size_t family = 0; family < families.size(); ++family) {
    double sum = 0;
    const double step_s = 0.01;
    for (int i = 0; i < 50000; ++i) {
      sum += step_s * families[family].survival((i + 0.5) * step_s);
      if (i % 7000 == 6999) {
        EXPECT_NEAR(families[family].restricted_mean((i + 1) * step_s), sum, 2e-4) << "family " << family;
      }
    }
    EXPECT_EQ(families[family].restricted_mean(0), 0);
  }
}

TEST(GeneralPatience, DeterministicByHand) {
  // M/M/1 + D with load 1: the offered wait is uniform on (0, d) and exponential beyond, so with x = d / handle the
  // weights of idle, in (0, d) and beyond are 1 : x : 1.
  const double handle_s = 100, d_s = 150, x = d_s / handle_s;
  const Performance p = general_patience({.arrivals_per_s = 1 / handle_s, .handle_s = handle_s, .agents = 1},
                                         deterministic_patience(d_s), 60);
  EXPECT_NEAR(p.waited_share, (x + 1) / (x + 2), 1e-12);
  EXPECT_NEAR(p.abandoned_share, 1 / (x + 2), 1e-12);
  EXPECT_NEAR(p.service_level, (1 + 0.6) / (x + 2), 1e-12);
  EXPECT_NEAR(p.wait_s, (x * d_s / 2 + d_s) / (x + 2), 1e-9);
  EXPECT_NEAR(p.asa_s, x * d_s / 2 / (x + 1), 1e-9);
  EXPECT_NEAR(p.occupancy, (x + 1) / (x + 2), 1e-12);
}

TEST(GeneralPatience, IdentitiesHold) {
  // Answered + abandoned work balances: all agents are busy with probability occupancy-consistent birth rates.
  // P(abandon) for load > 0: answered rate = agents' service rate x mean busy, an identity of the integrals by parts:
  // arrivals x share willing = served x waited share - arrivals x share that goes from idle to all busy.
  for (const Patience& patience : {gamma_patience(90, 0.5), uniform_patience(0, 240), lognormal_patience(120, 1.5)}) {
    for (const double rho : {0.7, 1.0, 1.4}) {
      const Load load{.arrivals_per_s = rho * 20 / 270, .handle_s = 270, .agents = 20};
      const Performance p = general_patience(load, patience, 20);
      // Mean busy agents by the distribution of states: given that an agent is free, the number busy is that of
      // M/M/19/19; else 20.
      const double free_busy = load.erlangs() * (1 - erlang_b(load.erlangs(), 19));
      const double busy = (1 - p.waited_share) * free_busy + p.waited_share * 20;
      EXPECT_NEAR(p.occupancy, busy / 20, 1e-9);
      EXPECT_GE(p.service_level, 1 - p.waited_share);
      EXPECT_LE(p.service_level, 1 - p.abandoned_share);
    }
  }
}

TEST(GeneralPatience, ExtremeScalesStayFinite) {
  for (const int agents : {1, 100, 10000}) {
    for (const double rho : {0.01, 0.5, 0.99, 1.0, 1.01, 2.0, 50.0}) {
      for (const double patience_s : {0.01, 100.0, 1e6}) {
        const Load load{.arrivals_per_s = rho * agents / 270, .handle_s = 270, .agents = agents};
        const Performance p = erlang_a(load, patience_s, 20);
        for (const double share : {p.waited_share, p.abandoned_share, p.service_level, p.occupancy}) {
          EXPECT_GE(share, -1e-9);
          EXPECT_LE(share, 1 + 1e-9);
        }
        EXPECT_NEAR(p.wait_s, p.abandoned_share * patience_s, 1e-7 * (1 + p.wait_s)) << agents << ' ' << rho;
      }
    }
  }
}

}  // namespace
}  // namespace channelshift::erlang
