#include "tests/support/day.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace channelshift::test {
namespace {

using Vector = std::vector<double>;

/// Share of Poisson(mean) at 0, 1, 2... until what is left is below 1e-16.
Vector poisson(double mean) {
  const int peak = static_cast<int>(mean);
  const int last = peak + 12 + static_cast<int>(10 * std::sqrt(mean + 1));
  Vector shares(static_cast<std::size_t>(last) + 1);
  for (int k = 0; k <= last; ++k) {
    shares[static_cast<std::size_t>(k)] = std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0));
  }
  const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= total;
  return shares;
}

/// States: b agents busy and q contacts waiting. While b is above the level (agents who should have gone), nobody new
/// is served.
class Piece {
 public:
  Piece(const Day& day, double arrivals_per_s, int level, int least_level, int most_busy, int queue)
      : day_(day),
        arrivals_per_s_(arrivals_per_s),
        level_(level),
        least_level_(least_level),
        most_busy_(most_busy),
        queue_(queue) {
    const double leave_per_s = day.patience_s ? (queue + 1) / *day.patience_s : 0;
    fastest_per_s_ = arrivals_per_s + most_busy / day.handle_s + leave_per_s + 1e-9;
  }

  int level() const { return level_; }
  std::size_t size() const { return index(most_busy_, queue_) + 1; }
  /// Nobody ever waits where fewer are busy than the day's least level.
  std::size_t index(int b, int q) const {
    return static_cast<std::size_t>(b + std::max(0, b - least_level_) * queue_ + q);
  }
  int most_busy() const { return most_busy_; }
  int queue() const { return queue_; }
  /// Longest queue that is possible with b agents busy.
  int longest(int b) const { return b < level_ ? 0 : queue_; }
  bool full(int b, int q) const { return day_.lines && b + q >= *day_.lines; }

  /// Distribution after `for_s`, and the expected time spent in each state until then, added to `stay`.
  Vector forward(const Vector& start, double for_s, Vector* stay) const {
    const Vector jumps = poisson(fastest_per_s_ * for_s);
    double more = 1;  // share of paths with more than k jumps
    Vector now = start;
    Vector end(size());
    for (const double share : jumps) {
      more -= share;
      for (std::size_t i = 0; i < now.size(); ++i) {
        end[i] += share * now[i];
        if (stay != nullptr) (*stay)[i] += std::max(0.0, more) / fastest_per_s_ * now[i];
      }
      now = jump(now);
    }
    return end;
  }

  /// For a contact that waits behind q others: the function `value` of where it will be after `for_s`, seen from now.
  /// Once answered its value is 1, once it has left `value_of_leaving`. Who comes later does not matter to it.
  Vector backward(const Vector& value, double value_of_leaving, double for_s) const {
    Vector now = value;
    Vector seen(size());
    for (const double share : poisson(fastest_per_s_ * for_s)) {
      for (std::size_t i = 0; i < now.size(); ++i) seen[i] += share * now[i];
      now = jump_back(now, value_of_leaving);
    }
    return seen;
  }

 private:
  Vector jump(const Vector& now) const {
    Vector next(size());
    for (int b = 0; b <= most_busy_; ++b) {
      for (int q = 0; q <= longest(b); ++q) {
        const double here = now[index(b, q)];
        if (here == 0) continue;
        double stays = fastest_per_s_;
        const auto move = [&](int to_b, int to_q, double rate_per_s) {
          next[index(to_b, to_q)] += here * rate_per_s / fastest_per_s_;
          stays -= rate_per_s;
        };
        if (b < level_ && !full(b, q)) {
          move(b + 1, 0, arrivals_per_s_);
        } else if (q < queue_ && !full(b, q)) {
          move(b, q + 1, arrivals_per_s_ * (1 - day_.balk));
        }
        if (b == level_ && q > 0) {
          move(b, q - 1, b / day_.handle_s);
        } else if (b > 0) {
          move(b - 1, q, b / day_.handle_s);
        }
        if (q > 0 && day_.patience_s) move(b, q - 1, q / *day_.patience_s);
        next[index(b, q)] += here * stays / fastest_per_s_;
      }
    }
    return next;
  }

  Vector jump_back(const Vector& now, double value_of_leaving) const {
    Vector before(size());
    for (int b = level_; b <= most_busy_; ++b) {
      for (int q = 0; q <= queue_; ++q) {
        double stays = fastest_per_s_;
        double sum = 0;
        const auto move = [&](double value, double rate_per_s) {
          sum += value * rate_per_s;
          stays -= rate_per_s;
        };
        if (b > level_) {
          move(now[index(b - 1, q)], b / day_.handle_s);
        } else {
          move(q > 0 ? now[index(b, q - 1)] : 1, b / day_.handle_s);
        }
        if (q > 0 && day_.patience_s) move(now[index(b, q - 1)], q / *day_.patience_s);
        if (day_.patience_s) move(value_of_leaving, 1 / *day_.patience_s);
        before[index(b, q)] = (sum + stays * now[index(b, q)]) / fastest_per_s_;
      }
    }
    return before;
  }

  const Day& day_;
  double arrivals_per_s_;
  int level_;
  int least_level_;  ///< of the day
  int most_busy_;
  int queue_;
  double fastest_per_s_;
};

/// [state] Of those who join the queue there: the shares that are answered, and that are answered or have left, within
/// the target wait.
struct InTime {
  Vector answered;
  Vector gone;
};

/// Walks the pieces forward, and for those who come just before a change of staff looks over it.
class Solver {
 public:
  Solver(const Day& day, double within_s, int queue) : day_(day), within_s_(within_s) {
    const auto fewer = [](const DayPiece& a, const DayPiece& b) { return a.agents < b.agents; };
    const auto [least, most] = std::minmax_element(day.pieces.begin(), day.pieces.end(), fewer);
    const auto add = [&](double arrivals_per_s, int agents) {
      pieces_.emplace_back(day, arrivals_per_s, agents, least->agents, most->agents, queue);
    };
    for (const DayPiece& piece : day.pieces) add(piece.arrivals_per_s, piece.agents);
    add(0, day.pieces.back().agents);
  }

  DayCounts solve() {
    Vector state(pieces_.front().size());
    state[0] = 1;
    double from_s = 0;
    for (std::size_t i = 0; i < day_.pieces.size(); ++i) {
      const double until_s = day_.pieces[i].until_s;
      const bool changes = i + 1 < day_.pieces.size() && day_.pieces[i + 1].agents != day_.pieces[i].agents;
      const double window_s = changes ? std::min(within_s_, until_s - from_s) : 0;
      if (until_s - from_s > window_s) state = run(i, state, until_s - from_s - window_s);
      if (window_s > 0) state = run_window(i, state, window_s);
      from_s = until_s;
      state = change_level(pieces_[i], pieces_[i + 1], state);
    }
    drain(state);
    counts_.answered = counts_.offered - counts_.blocked - counts_.abandoned;
    const bool constant = std::all_of(day_.pieces.begin(), day_.pieces.end(), [&](const DayPiece& piece) {
      return piece.agents == day_.pieces.front().agents;
    });
    if (constant) counts_.wait_answered_s = wait_answered_s_;
    return counts_;
  }

 private:
  /// Runs a part of piece i after which staff stays the same for the target wait.
  Vector run(std::size_t i, const Vector& state, double for_s) {
    const Piece& piece = pieces_[i];
    Vector stay(state.size());
    Vector end = piece.forward(state, for_s, &stay);
    const Vector waiting(state.size());
    count(i, stay, {piece.backward(waiting, 0, within_s_), piece.backward(waiting, 1, within_s_)});
    return end;
  }

  /// The last `window_s` of piece i, in panels with Gauss and Legendre's three points. The time spent in each state is
  /// exact; which share of it is in time is weighed at the points.
  Vector run_window(std::size_t i, Vector state, double window_s) {
    constexpr int panels = 3;
    static constexpr std::array<double, 3> nodes{0.1127016653792583, 0.5, 0.8872983346207417};
    static constexpr std::array<double, 3> weights{5.0 / 18, 8.0 / 18, 5.0 / 18};
    const double width_s = window_s / panels;
    for (int panel = 0; panel < panels; ++panel) {
      const Vector start = state;
      Vector stay(state.size());
      state = pieces_[i].forward(start, width_s, &stay);
      InTime sum{Vector(state.size()), Vector(state.size())};
      for (std::size_t node = 0; node < nodes.size(); ++node) {
        const double at_s = nodes[node] * width_s;
        const double left_s = window_s - panel * width_s - at_s;
        const Vector here = pieces_[i].forward(start, at_s, nullptr);
        const Vector answered = look_over(i, 0, left_s);
        const Vector gone = look_over(i, 1, left_s);
        for (std::size_t k = 0; k < here.size(); ++k) {
          const double time_s = weights[node] * width_s * here[k];
          sum.answered[k] += time_s * answered[k];
          sum.gone[k] += time_s * gone[k];
        }
      }
      for (std::size_t k = 0; k < stay.size(); ++k) {
        if (stay[k] == 0) continue;
        sum.answered[k] /= stay[k];
        sum.gone[k] /= stay[k];
      }
      count(i, stay, sum);
    }
    return state;
  }

  /// Value of joining `left_s` before the end of piece i.
  Vector look_over(std::size_t i, double value_of_leaving, double left_s) const {
    const Piece& piece = pieces_[i];
    const Piece& next = pieces_[i + 1];
    const Vector later = next.backward(Vector(next.size()), value_of_leaving, within_s_ - left_s);
    Vector at_change(piece.size());
    for (int b = piece.level(); b <= piece.most_busy(); ++b) {
      for (int q = 0; q <= piece.queue(); ++q) {
        const int starts = std::max(0, next.level() - b);
        at_change[piece.index(b, q)] = q < starts ? 1 : later[next.index(b + starts, q - starts)];
      }
    }
    return piece.backward(at_change, value_of_leaving, left_s);
  }

  static Vector change_level(const Piece& before, const Piece& after, const Vector& state) {
    Vector changed(state.size());
    for (int b = 0; b <= before.most_busy(); ++b) {
      for (int q = 0; q <= before.longest(b); ++q) {
        const int starts = std::clamp(after.level() - b, 0, q);
        changed[after.index(b + starts, q - starts)] += state[before.index(b, q)];
      }
    }
    return changed;
  }

  void count(std::size_t i, const Vector& stay, const InTime& in_time) {
    const Piece& piece = pieces_[i];
    const bool open = i < day_.pieces.size();
    const double rate = open ? day_.pieces[i].arrivals_per_s : 0;
    for (int b = 0; b <= piece.most_busy(); ++b) {
      for (int q = 0; q <= piece.longest(b); ++q) {
        const std::size_t state = piece.index(b, q);
        const double came = rate * stay[state];
        counts_.offered += came;
        counts_.wait_s += q * stay[state];
        counts_.queue_s += open ? q * stay[state] : 0;
        if (day_.patience_s) counts_.abandoned += q / *day_.patience_s * stay[state];
        const int within = open ? std::min(b, piece.level()) : 0;
        counts_.busy_within_s += within * stay[state];
        counts_.overtime_s += (b - within) * stay[state];
        if (piece.full(b, q)) {
          counts_.waited += came;
          counts_.blocked += came;
        } else if (b < piece.level()) {
          counts_.answered_in_target += came;
        } else {
          const double joined = (1 - day_.balk) * came;
          counts_.waited += came;
          counts_.abandoned += day_.balk * came;
          counts_.answered_in_target += joined * in_time.answered[state];
          counts_.left_in_target += day_.balk * came + joined * (in_time.gone[state] - in_time.answered[state]);
          wait_answered_s_ += joined * wait_until_answered_s(b, q);
        }
      }
    }
  }

  /// Wait of one who joins behind q others, counted 0 if not answered, where staff never changes: one exponential stage
  /// for each place in the queue.
  double wait_until_answered_s(int b, int q) const {
    const double leave = day_.patience_s ? 1 / *day_.patience_s : 0;
    const double serve = b / day_.handle_s;
    double answered = 1;
    double wait_s = 0;
    for (int place = 0; place <= q; ++place) {
      const double stage = serve + (place + 1) * leave;
      answered *= (stage - leave) / stage;
      wait_s += 1 / stage;
    }
    return answered * wait_s;
  }

  /// After the last piece: nobody comes, the queue empties and the calls end.
  void drain(Vector state) {
    while (std::accumulate(state.begin() + 1, state.end(), 0.0) > 1e-12) {
      state = run(day_.pieces.size(), state, 4 * day_.handle_s);
    }
  }

  const Day& day_;
  double within_s_;
  std::vector<Piece> pieces_;  ///< the day's, and the time after them
  DayCounts counts_;
  double wait_answered_s_ = 0;
};

}  // namespace

DayCounts operator+(const DayCounts& a, const DayCounts& b) {
  DayCounts sum = a;
  sum.offered += b.offered;
  sum.blocked += b.blocked;
  sum.waited += b.waited;
  sum.abandoned += b.abandoned;
  sum.answered += b.answered;
  sum.answered_in_target += b.answered_in_target;
  sum.left_in_target += b.left_in_target;
  sum.wait_s += b.wait_s;
  sum.queue_s += b.queue_s;
  if (sum.wait_answered_s && b.wait_answered_s) {
    *sum.wait_answered_s += *b.wait_answered_s;
  } else {
    sum.wait_answered_s.reset();
  }
  sum.busy_within_s += b.busy_within_s;
  sum.overtime_s += b.overtime_s;
  return sum;
}

DayCounts operator*(double factor, const DayCounts& counts) {
  DayCounts product = counts;
  for (double* value : {&product.offered, &product.blocked, &product.waited, &product.abandoned, &product.answered,
                        &product.answered_in_target, &product.left_in_target, &product.wait_s, &product.queue_s,
                        &product.busy_within_s, &product.overtime_s}) {
    *value *= factor;
  }
  if (product.wait_answered_s) *product.wait_answered_s *= factor;
  return product;
}

DayCounts solve_day(const Day& day, double within_s, int queue) { return Solver(day, within_s, queue).solve(); }

DayCounts solve_gamma_day(const Day& day, double cv, double within_s, int queue) {
  // Simpson's rule over the square root of the factor, where the density is smooth and nearly normal.
  const double shape = 1 / (cv * cv);
  const double low = std::max(0.0, 1 - 4.5 * cv);
  const double high = 1 + 6 * cv + 10 * cv * cv;
  constexpr int steps = 36;
  const double width = (std::sqrt(high) - std::sqrt(low)) / steps;
  DayCounts sum;
  sum.wait_answered_s = 0;
  double weights = 0;
  for (int i = 0; i <= steps; ++i) {
    const double root = std::sqrt(low) + i * width;
    const double factor = root * root;
    if (factor == 0) continue;
    const double density = std::exp((shape - 1) * std::log(factor) + shape * (1 - factor)) * root;
    const double weight = density * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
    Day scaled = day;
    for (DayPiece& piece : scaled.pieces) piece.arrivals_per_s *= factor;
    sum = sum + weight * solve_day(scaled, within_s, queue);
    weights += weight;
  }
  return 1 / weights * sum;
}

double busy_without_limit(const std::vector<DayPiece>& pieces, double handle_s, double t_s) {
  double busy = 0;
  double from_s = 0;
  const auto decay = [&](double rate, double for_s) {
    busy = rate * handle_s + (busy - rate * handle_s) * std::exp(-for_s / handle_s);
  };
  for (const DayPiece& piece : pieces) {
    if (t_s > from_s) decay(piece.arrivals_per_s, std::min(t_s, piece.until_s) - from_s);
    from_s = piece.until_s;
  }
  if (t_s > from_s) decay(0, t_s - from_s);
  return busy;
}

}  // namespace channelshift::test
