#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "sim/random/address.hpp"
#include "sim/random/gaps.hpp"
#include "sim/random/normal.hpp"
#include "sim/random/philox.hpp"
#include "sim/random/quantile.hpp"

/// Prints a digest of the bits of draws of every kind, in blocks and one by one. Compiled several times, for several
/// processors and by several compilers: all must print the same.
///     digests [KIND]    KIND: a kind of processor that this one must be able to act as; else exit code 77
namespace {

using sim::Distribution;
using sim::Family;

constexpr std::uint32_t draws = 1 << 17;
constexpr int block = 64;
constexpr sim::Key key{4, 5};

struct Digest {
  std::uint64_t value = 0;
  void add(std::uint64_t bits) { value = sim::detail::mixed(value + bits); }
  void add(double number) { add(std::bit_cast<std::uint64_t>(number)); }
};

void print(const std::string& what, const Digest& digest) {
  std::printf("%-40s %016llx\n", what.c_str(), static_cast<unsigned long long>(digest.value));
}

struct Words {
  alignas(64) std::uint32_t w[4][block];
  explicit Words(std::uint32_t first) { sim::philox_block({first, 1, 2, 3}, key, block, w[0], w[1], w[2], w[3]); }
};

void print_words() {
  Digest digest, each_digest, gaps_digest;
  for (std::uint32_t first = 0; first < draws; first += block) {
    const Words words(first);
    for (const auto& row : words.w)
      for (const std::uint32_t word : row) digest.add(std::uint64_t{word});
    double gaps[block];
    sim::unit_gaps(words.w[1], gaps, block);
    for (const double gap : gaps) gaps_digest.add(gap);
    sim::Counter counters[block];
    sim::Words out[block];
    for (int j = 0; j < block; ++j) counters[j] = {words.w[0][j], words.w[1][j], first, 7};
    sim::philox_each(counters, key, out);
    for (const sim::Words& four : out)
      for (const std::uint32_t word : four.w) each_digest.add(std::uint64_t{word});
  }
  print("words in blocks", digest);
  print("words of scattered addresses", each_digest);
  print("gaps", gaps_digest);
}

void print_draws(const std::string& name, const Distribution& distribution) {
  const sim::Quantile quantile(distribution);
  Digest in_blocks, one_by_one, each;
  const std::vector<const sim::Quantile*> quantiles(block, &quantile);
  for (std::uint32_t first = 0; first < draws; first += block) {
    const Words words(first);
    double out[block];
    quantile.block(words.w[0], out, block);
    for (int j = 0; j < block; ++j) {
      in_blocks.add(out[j]);
      one_by_one.add(quantile(words.w[0][j]));
    }
    sim::Quantile::each(quantiles, words.w[0], out);
    for (const double value : out) each.add(value);
  }
  print(name + " in blocks", in_blocks);
  print(name + " one by one", one_by_one);
  print(name + " each with its own", each);
}

void print_days() {
  Digest digest;
  const sim::GammaOfScore factor(1.0, 0.3);
  for (std::uint32_t day = 0; day < 4096; ++day) digest.add(factor(sim::normal_at(key, day, 1, 2)));
  print("factors of busy days", digest);
}

Distribution of(Family family, double cv, int k = 1) {
  Distribution d;
  d.family = family, d.mean_s = 270, d.cv = cv, d.k = k;
  return d;
}

Distribution between(Family family, double low, double mode, double high) {
  Distribution d;
  d.family = family, d.low_s = low, d.mode_s = mode, d.high_s = high;
  return d;
}

Distribution of_lists(Family family, std::vector<double> shares, std::vector<double> means,
                      std::vector<double> values) {
  Distribution d;
  d.family = family, d.shares = std::move(shares), d.means_s = std::move(means), d.values_s = std::move(values);
  return d;
}

std::vector<std::pair<std::string, Distribution>> distributions() {
  return {
      {"deterministic", of(Family::deterministic, 0)},
      {"exponential", of(Family::exponential, 1)},
      {"lognormal", of(Family::lognormal, 1)},
      {"lognormal, wide", of(Family::lognormal, 10)},
      {"gamma", of(Family::gamma, 0.8)},
      {"gamma, wide", of(Family::gamma, 10)},
      {"erlang", of(Family::erlang, 0, 3)},
      {"weibull", of(Family::weibull, 1.5)},
      {"uniform", between(Family::uniform, 10, 0, 40)},
      {"triangular", between(Family::triangular, 10, 20, 60)},
      {"hyperexponential", of_lists(Family::hyperexponential, {0.4, 0.6}, {30, 300}, {})},
      {"empirical", of_lists(Family::empirical, {}, {}, {1, 2, 2, 5, 40})},
  };
}

bool can_act_as(const char* kind) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (std::strcmp(kind, "avx512") == 0) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
  }
  if (std::strcmp(kind, "avx2") == 0) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return true;
#else
  return std::strcmp(kind, "any") == 0;
#endif
}

}  // namespace

int main(int count, char** words) {
  constexpr int skipped = 77;
  if (count > 1 && !can_act_as(words[1])) {
    std::printf("this processor cannot act as %s\n", words[1]);
    return skipped;
  }
  print_words();
  for (const auto& [name, distribution] : distributions()) print_draws(name, distribution);
  print_days();
}
