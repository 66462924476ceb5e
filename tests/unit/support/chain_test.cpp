#include "tests/support/chain.hpp"

#include <gtest/gtest.h>

#include "models/erlang/queues.hpp"

namespace channelshift::test {
namespace {

TEST(Chain, BirthsAndDeathsAreErlangs) {
  Chain loss(11);
  for (int n = 0; n < 10; ++n) {
    loss.add(n, n + 1, 7.0);
    loss.add(n + 1, n, n + 1.0);
  }
  EXPECT_NEAR(loss.stationary().back(), erlang::erlang_b(7, 10), 1e-15);
}

TEST(Chain, TwoQueuesInARowAreIndependent) {
  // Jackson: geometric with 0.5 and 0.8, cut where nothing is left of them.
  constexpr int size = 160;
  Chain chain(size * size);
  const auto state = [](int a, int b) { return a * size + b; };
  for (int a = 0; a < size; ++a) {
    for (int b = 0; b < size; ++b) {
      if (a + 1 < size) chain.add(state(a, b), state(a + 1, b), 0.4);
      if (a > 0 && b + 1 < size) chain.add(state(a, b), state(a - 1, b + 1), 0.8);
      if (b > 0) chain.add(state(a, b), state(a, b - 1), 0.5);
    }
  }
  const std::vector<double> share = chain.stationary();
  EXPECT_NEAR(share[static_cast<std::size_t>(state(2, 3))], 0.125 * 0.2 * 0.512, 1e-12);
}

}  // namespace
}  // namespace channelshift::test
