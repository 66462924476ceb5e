#include "models/erlang/priority.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "models/erlang/queues.hpp"

namespace channelshift::erlang {
namespace {

TEST(SingleAgent, ExponentialIsErlangC) {
  const Stream stream{.arrivals_per_s = 0.8 / 270, .handle_s = 270, .handle_cv = 1};
  EXPECT_NEAR(single_agent_wait_s(stream).value(), 0.8 / 0.2 * 270, 1e-9);
  EXPECT_NEAR(*single_agent_wait_s(stream), erlang_c({stream.arrivals_per_s, 270, 1}, 20)->wait_s, 1e-9);
  EXPECT_NEAR(single_agent_wait_s({.arrivals_per_s = 0.8 / 270, .handle_s = 270, .handle_cv = 0}).value(), 540, 1e-9);
  EXPECT_FALSE(single_agent_wait_s({.arrivals_per_s = 1, .handle_s = 1, .handle_cv = 0}));
}

TEST(Priority, WorkIsConserved) {
  // Kleinrock's law: the waits weighted by load do not depend on the order of the ranks.
  const std::array streams{Stream{0.002, 100, 0.5}, Stream{0.001, 300, 2.0}, Stream{0.003, 50, 0}};
  const std::array reversed{streams[2], streams[1], streams[0]};
  const auto weighted = [](std::span<const Stream> order) {
    const std::vector<double> waits_s = single_agent_priority_waits_s(order).value();
    double sum = 0;
    for (std::size_t i = 0; i < order.size(); ++i) sum += order[i].arrivals_per_s * order[i].handle_s * waits_s[i];
    return sum;
  };
  EXPECT_NEAR(weighted(streams), weighted(reversed), 1e-9);
}

TEST(Priority, CobhamTwoRanks) {
  // W1 = W0 / (1 - rho1), W2 = W0 / ((1 - rho1)(1 - rho)), W0 = C / (s mu).
  const std::array rates{0.01, 0.02};
  const std::vector<double> waits_s = priority_waits_s(rates, 270, 10).value();
  const double w0 = erlang_c_waited_share(8.1, 10).value() * 27;
  EXPECT_NEAR(waits_s[0], w0 / (1 - 0.27), 1e-9);
  EXPECT_NEAR(waits_s[1], w0 / ((1 - 0.27) * (1 - 0.81)), 1e-9);
  // One agent: both formulas are one.
  const std::array small{Stream{0.001, 270, 1}, Stream{0.002, 270, 1}};
  const std::array small_rates{0.001, 0.002};
  const auto by_stream = single_agent_priority_waits_s(small).value();
  const auto by_rate = priority_waits_s(small_rates, 270, 1).value();
  EXPECT_NEAR(by_stream[0], by_rate[0], 1e-9);
  EXPECT_NEAR(by_stream[1], by_rate[1], 1e-9);
  EXPECT_FALSE(priority_waits_s(rates, 1000, 10));
}

TEST(Priority, AnInterruptedRankIsNotInTheWay) {
  const std::array streams{Stream{0.002, 100, 1}, Stream{0.001, 300, 1}};
  const std::vector<double> waits_s = single_agent_interrupted_waits_s(streams).value();
  EXPECT_NEAR(waits_s[0], single_agent_wait_s(streams[0]).value(), 1e-9);
  // Until its first start, the last rank waits as long as where nothing is interrupted: the work before it is the same.
  EXPECT_NEAR(waits_s[1], single_agent_priority_waits_s(streams).value()[1], 1e-9);
}

}  // namespace
}  // namespace channelshift::erlang
