#pragma once

#include <vector>

namespace channelshift::test {

/// A continuous-time Markov chain with finitely many states, numbered so that moves are short.
class Chain {
 public:
  explicit Chain(int states) : moves_(static_cast<std::size_t>(states)) {}

  int states() const { return static_cast<int>(moves_.size()); }

  /// A move at this rate per second. Rates of 0 and moves to the state itself change nothing.
  void add(int from, int to, double rate_per_s);

  /// Long-run share of time in each state, by elimination without subtraction (Grassmann, Taksar, Heyman, Oper. Res.
  /// 33 (1985) 1107-1116), so every figure is good to the last few digits. All states must reach one another.
  std::vector<double> stationary() const;

 private:
  struct Move {
    int to;
    double rate_per_s;
  };
  std::vector<std::vector<Move>> moves_;  ///< [from]
};

}  // namespace channelshift::test
