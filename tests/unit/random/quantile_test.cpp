#include "sim/random/quantile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/hyperexponential.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "sim/random/address.hpp"
#include "sim/random/philox.hpp"
#include "sim/random/uniform.hpp"

namespace sim {
namespace {

constexpr std::uint32_t last = 0xFFFFFFFF;

Distribution with_cv(Family family, double mean, double cv) {
  Distribution d;
  d.family = family;
  d.mean_s = mean;
  d.cv = cv;
  return d;
}
Distribution with_mean(Family family, double mean) { return with_cv(family, mean, 0); }
Distribution erlang(double mean, int k) {
  Distribution d = with_mean(Family::erlang, mean);
  d.k = k;
  return d;
}
Distribution triangular(double low, double mode, double high) {
  Distribution d;
  d.family = Family::triangular;
  d.low_s = low;
  d.mode_s = mode;
  d.high_s = high;
  return d;
}
Distribution between(double low, double high) {
  Distribution d = triangular(low, 0, high);
  d.family = Family::uniform;
  return d;
}
Distribution hyperexponential(std::vector<double> shares, std::vector<double> means) {
  Distribution d;
  d.family = Family::hyperexponential;
  d.shares = std::move(shares);
  d.means_s = std::move(means);
  return d;
}
Distribution empirical(std::vector<double> values) {
  Distribution d;
  d.family = Family::empirical;
  d.values_s = std::move(values);
  return d;
}

std::uint32_t word(std::uint32_t i) { return philox({i, 0, 0, 0}, {2024, 6}).w[0]; }

/// Words from end to end: the two ends, powers of two from both, and a few hundred in between.
std::vector<std::uint32_t> words_over_the_range() {
  std::vector<std::uint32_t> words{0, last};
  for (int bit = 0; bit < 32; ++bit) {
    words.push_back(std::uint32_t{1} << bit);
    words.push_back(~(std::uint32_t{1} << bit));
  }
  for (std::uint32_t i = 0; i < 400; ++i) words.push_back(i * (last / 400) + i);
  std::sort(words.begin(), words.end());
  return words;
}

/// Quantile of a Boost distribution at a word's uniform, from the nearer tail.
template <class D>
double boost_quantile(const D& d, std::uint32_t w) {
  return w < 0x80000000u ? quantile(d, uniform(w)) : quantile(complement(d, uniform(~w)));
}

template <class D>
void expect_agreement(const Distribution& ours, const D& theirs, double relative) {
  const Quantile quantile(ours);
  for (const std::uint32_t w : words_over_the_range()) {
    const double truth = boost_quantile(theirs, w);
    EXPECT_NEAR(quantile(w), truth, relative * truth) << "word " << w;
  }
}

// --- every family ----------------------------------------------------------------------------------------------

struct Case {
  std::string name;
  Distribution distribution;
  double cv;             ///< the standard deviation over the mean that it should have
  std::uint64_t digest;  ///< of the bits of 10^6 draws
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const std::vector<Case> cases{
    {"deterministic", with_mean(Family::deterministic, 300), 0, 0x744D3DD4CFE9391Au},
    {"exponential", with_mean(Family::exponential, 180), 1, 0x1D746B31323373EAu},
    {"lognormal", with_cv(Family::lognormal, 270, 1), 1, 0xF1BF7B432ED068F2u},
    {"lognormal_narrow", with_cv(Family::lognormal, 270, 0.01), 0.01, 0x05D557F0B0E21EDEu},
    {"lognormal_wide", with_cv(Family::lognormal, 270, 10), 10, 0xC244FE942F69A575u},
    {"gamma", with_cv(Family::gamma, 240, 0.8), 0.8, 0x017EFE0015B5FD32u},
    {"gamma_narrow", with_cv(Family::gamma, 240, 0.001), 0.001, 0x745A3FE7EE087360u},
    {"gamma_wide", with_cv(Family::gamma, 240, 10), 10, 0x5465AF51C3648851u},
    {"erlang_1", erlang(60, 1), 1, 0x293DC1D4259B0976u},
    {"erlang_3", erlang(60, 3), std::sqrt(1.0 / 3.0), 0x999F6940E815DA92u},
    {"erlang_1000", erlang(60, 1000), std::sqrt(1e-3), 0xB197BFEC3C080D29u},
    {"weibull", with_cv(Family::weibull, 120, 1.5), 1.5, 0xB4AC887A5F2D848Du},
    {"weibull_narrow", with_cv(Family::weibull, 120, 0.05), 0.05, 0xE385E4A0929C2D7Cu},
    {"weibull_wide", with_cv(Family::weibull, 120, 10), 10, 0x61123AFEE1B7CAD9u},
    {"uniform", between(10, 40), 15 / std::sqrt(3.0) / 25, 0x4057631145250A4Du},
    {"triangular", triangular(10, 20, 60), std::sqrt((100 + 400 + 3600 - 200 - 600 - 1200) / 18.0) / 30,
     0x84AB155B48FDD123u},
    {"triangular_falling", triangular(10, 10, 60), std::sqrt(2500 / 18.0) / (80 / 3.0), 0x773D9B0733EC6A02u},
    {"hyperexponential", hyperexponential({0.4, 0.6}, {30, 300}),
     std::sqrt(2 * (0.4 * 900 + 0.6 * 90000) - 192.0 * 192.0) / 192, 0xD4058E932634F878u},
    {"hyperexponential_wide", hyperexponential({0.999, 0.001}, {1, 1e6}),
     std::sqrt(2 * (0.999 + 0.001 * 1e12) - 1000.999 * 1000.999) / 1000.999, 0x4910C75366D4FCA7u},
    {"empirical", empirical({1, 2, 2, 5, 40}), std::sqrt(1634 / 5.0 - 100) / 10, 0xD74534CCFA299083u},
};

class QuantileOf : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Families, QuantileOf, testing::ValuesIn(cases),
                         [](const auto& each) { return each.param.name; });

TEST_P(QuantileOf, BlockIsTheScalarOneToTheBit) {
  const Quantile quantile(GetParam().distribution);
  for (const int n : {1, 13, 256}) {
    std::vector<std::uint32_t> words(n);
    for (int j = 0; j < n; ++j) words[j] = j == 0 ? 0 : j == 1 ? last : word(j);
    std::vector<double> out(n);
    quantile.block(words.data(), out.data(), n);
    for (int j = 0; j < n; ++j) {
      ASSERT_EQ(std::bit_cast<std::uint64_t>(out[j]), std::bit_cast<std::uint64_t>(quantile(words[j]))) << j;
    }
  }
}

// All families mixed, and more lognormals than are drawn at a time.
TEST(Quantiles, OfEachWordAreTheScalarOnesToTheBit) {
  std::vector<Quantile> quantiles;
  for (const Case& each : cases) quantiles.emplace_back(each.distribution);
  for (int i = 1; i <= 40; ++i) quantiles.emplace_back(with_cv(Family::lognormal, 60 * i, 0.05 * i));
  for (const int n : {0, 1, 17, 300}) {
    std::vector<const Quantile*> which(n);
    std::vector<std::uint32_t> words(n);
    for (int j = 0; j < n; ++j) {
      which[j] = &quantiles[static_cast<std::size_t>(j) * 7 % quantiles.size()];
      words[j] = j == 0 ? 0 : j == 1 ? last : word(j);
    }
    std::vector<double> out(n);
    Quantile::each(which, words.data(), out.data());
    for (int j = 0; j < n; ++j) {
      ASSERT_EQ(std::bit_cast<std::uint64_t>(out[j]), std::bit_cast<std::uint64_t>((*which[j])(words[j]))) << j;
    }
  }
}

TEST_P(QuantileOf, IsFiniteAndNotNegative) {
  const Quantile quantile(GetParam().distribution);
  for (const std::uint32_t w : words_over_the_range()) {
    EXPECT_GE(quantile(w), 0.0) << w;
    EXPECT_TRUE(std::isfinite(quantile(w))) << w;
  }
}

TEST_P(QuantileOf, NeverFallsOverTheRange) {
  const Quantile quantile(GetParam().distribution);
  double before = 0;
  for (std::uint32_t step = 0; step <= 0xFFFF; ++step) {
    const double value = quantile(step * 0x10001u);
    ASSERT_LE(before, value) << "step " << step;
    before = value;
  }
}

TEST_P(QuantileOf, NeverFallsFromWordToWord) {
  const Quantile quantile(GetParam().distribution);
  for (const std::uint32_t start : {0u, 0x12345678u, 0x40000000u, 0x7FFFF800u, 0xDEADBEEFu, last - 0x1000u}) {
    double before = quantile(start);
    for (std::uint32_t i = 1; i <= 0x1000; ++i) {
      const double value = quantile(start + i);
      ASSERT_LE(before, value) << "word " << start + i;
      before = value;
    }
  }
}

/// Mean of f over all 2^32 words, by the midpoint rule with 2^12 points on each of the intervals that halve towards
/// both ends. For smooth quantile functions the rule is within 2e-7 of the mean.
template <class F>
double mean_over_words(F f) {
  double mean = 0;
  for (int bit = 0; bit < 31; ++bit) {
    const std::uint64_t width = std::uint64_t{1} << bit;  // words width to 2 width, and their complements
    const std::uint64_t points = std::min<std::uint64_t>(width, 4096);
    double sum = 0;
    for (std::uint64_t i = 0; i < points; ++i) {
      const auto w = static_cast<std::uint32_t>(width + width / points * i + width / points / 2);
      sum += f(w) + f(~w);
    }
    mean += sum / static_cast<double>(points) * static_cast<double>(width);
  }
  return (mean + f(0) + f(last)) * 0x1p-32;
}

// A word has 32 bits: of the last 2^-32 of a distribution it gives the middle. At cv 10 the lognormal's mean
// lacks 3.7e-6.
TEST_P(QuantileOf, HasTheStatedMean) {
  if (GetParam().distribution.family == Family::empirical) GTEST_SKIP() << "steps: see EmpiricalGivesEachValueItsShare";
  const Quantile quantile(GetParam().distribution);
  const double stated = mean_s(GetParam().distribution);
  const double tolerance = GetParam().name == "lognormal_wide" ? 4e-6 : 1e-6;
  EXPECT_NEAR(mean_over_words(quantile), stated, tolerance * stated);
}

TEST_P(QuantileOf, HasTheStatedVariation) {
  if (GetParam().distribution.family == Family::empirical) GTEST_SKIP() << "steps: see EmpiricalGivesEachValueItsShare";
  if (GetParam().cv > 5) GTEST_SKIP() << "hangs on what lies beyond the last word";
  const Quantile quantile(GetParam().distribution);
  const double mean = mean_s(GetParam().distribution);
  const auto distance = [&](std::uint32_t w) { return (quantile(w) - mean) * (quantile(w) - mean); };
  EXPECT_NEAR(std::sqrt(mean_over_words(distance)) / mean, GetParam().cv, 1e-5 * GetParam().cv);
}

// Mean of 10^6 draws, within 4 standard errors: false alarm rate 6e-5 for each family, the words are fixed.
TEST_P(QuantileOf, DrawsHaveTheRightMean) {
  const Quantile quantile(GetParam().distribution);
  constexpr std::uint32_t draws = 1'000'000;
  double sum = 0;
  for (std::uint32_t i = 0; i < draws; ++i) sum += quantile(word(i));
  const double mean = mean_s(GetParam().distribution);
  EXPECT_NEAR(sum / draws, mean, 4 * GetParam().cv * mean / std::sqrt(draws) + 1e-12 * mean);
}

std::uint64_t digest_of_a_million_draws(const Quantile& quantile) {
  alignas(64) std::uint32_t w[4][64];
  double out[64];
  std::uint64_t digest = 0;
  for (std::uint32_t first = 0; first < 1'000'000; first += 64) {
    philox_block({first, 1, 2, 3}, {4, 5}, 64, w[0], w[1], w[2], w[3]);
    quantile.block(w[0], out, 64);
    for (const double value : out) digest = detail::mixed(digest + std::bit_cast<std::uint64_t>(value));
  }
  return digest;
}

// Not a truth but a witness: the same bits today as when it was stored, on this machine as on that one.
TEST_P(QuantileOf, DrawsAreTheStoredOnesToTheBit) {
  const std::uint64_t digest = digest_of_a_million_draws(Quantile(GetParam().distribution));
  EXPECT_EQ(digest, GetParam().digest) << std::hex << "0x" << digest << "u";
}

// --- family by family, against Boost.Math ------------------------------------------------------------------------

TEST(Quantile, ExponentialAgreesWithBoost) {
  expect_agreement(with_mean(Family::exponential, 180), boost::math::exponential(1 / 180.0), 1e-14);
}

TEST(Quantile, LognormalAgreesWithBoost) {
  for (const double cv : {0.1, 1.0, 3.0, 10.0}) {
    const double variance = std::log1p(cv * cv);
    const boost::math::lognormal theirs(std::log(270) - variance / 2, std::sqrt(variance));
    expect_agreement(with_cv(Family::lognormal, 270, cv), theirs, 2e-12);
  }
}

// The table's error grows with the cv: a cubic over 1/32 of a standard deviation.
TEST(Quantile, GammaAgreesWithBoost) {
  const auto look_at = [](double cv, double relative) {
    const double shape = 1 / (cv * cv);
    expect_agreement(with_cv(Family::gamma, 240, cv), boost::math::gamma_distribution(shape, 240 / shape), relative);
  };
  look_at(0.005, 1e-9);
  look_at(0.0100001, 1e-9);
  look_at(0.1, 1e-10);
  look_at(0.8, 1e-9);
  look_at(1.0, 1e-9);
  look_at(2.0, 1e-8);
}

// At cv 10 most quantiles are far below 1e-30 s: there the error is held against the mean.
TEST(Quantile, WideGammaAgreesWithBoost) {
  const boost::math::gamma_distribution theirs(0.01, 240 / 0.01);
  const Quantile quantile(with_cv(Family::gamma, 240, 10));
  for (const std::uint32_t w : words_over_the_range()) {
    const double truth = boost_quantile(theirs, w);
    EXPECT_NEAR(quantile(w), truth, 1e-7 * truth + 1e-9 * 240) << "word " << w;
  }
}

TEST(Quantile, ErlangAgreesWithBoost) {
  for (const int k : {1, 2, 3, 10, 100, 1000}) {
    expect_agreement(erlang(60, k), boost::math::gamma_distribution(1.0 * k, 60.0 / k), 1e-9);
  }
}

// The cv of three powers is known in closed form: of the square of an exponential sqrt 5, of its cube sqrt 19, and of
// its root (Rayleigh) sqrt(4 / pi - 1).
TEST(Quantile, WeibullAgreesWithBoost) {
  const double pi = std::acos(-1);
  expect_agreement(with_cv(Family::weibull, 2, std::sqrt(5)), boost::math::weibull(1.0 / 2, 1), 1e-12);
  expect_agreement(with_cv(Family::weibull, 6, std::sqrt(19)), boost::math::weibull(1.0 / 3, 1), 1e-12);
  expect_agreement(with_cv(Family::weibull, std::sqrt(pi) / 2, std::sqrt(4 / pi - 1)), boost::math::weibull(2, 1),
                   1e-12);
}

// A tenth of a percent too much on one side of the mode would hide from the means.
TEST(Quantile, TriangularTurnsAtTheMode) {
  const boost::math::triangular theirs(10, 20, 60);
  const Quantile quantile(triangular(10, 20, 60));
  for (double share = 0.199; share < 0.201; share += 1e-6) {
    const auto w = static_cast<std::uint32_t>(share * 0x1p32);
    EXPECT_NEAR(quantile(w), boost_quantile(theirs, w), 1e-13) << share;
  }
}

TEST(Quantile, UniformAgreesWithBoost) { expect_agreement(between(10, 40), boost::math::uniform(10, 40), 1e-15); }

TEST(Quantile, TriangularAgreesWithBoost) {
  for (const double mode : {10.0, 20.0, 60.0}) {
    expect_agreement(triangular(10, mode, 60), boost::math::triangular(10, mode, 60), 1e-14);
  }
}

// Boost's quantile is a root found to half its digits, so the value is put into its distribution function instead.
TEST(Quantile, HyperexponentialInvertsBoostsDistributionFunction) {
  struct Branches {
    std::vector<double> shares, means;
  };
  const Branches sets[] = {
      {{1}, {50}}, {{0.4, 0.6}, {30, 300}}, {{0.999, 0.001}, {1, 1e6}}, {{0.2, 0.3, 0.5}, {1, 60, 3600}}};
  for (const auto& [shares, means] : sets) {
    std::vector<double> rates;
    for (const double mean : means) rates.push_back(1 / mean);
    const boost::math::hyperexponential theirs(shares, rates);
    const Quantile quantile(hyperexponential(shares, means));
    for (const std::uint32_t w : words_over_the_range()) {
      const double x = quantile(w);
      EXPECT_NEAR(cdf(theirs, x), uniform(w), 1e-15 + 1e-12 * uniform(w)) << "word " << w;
      EXPECT_NEAR(cdf(complement(theirs, x)), uniform(~w), 1e-15 + 1e-12 * uniform(~w)) << "word " << w;
    }
  }
}

TEST(Quantile, HyperexponentialLeavesOutBranchesWithoutShare) {
  const Quantile with(hyperexponential({0.4, 0, 0.6}, {30, 1e9, 300}));
  const Quantile without(hyperexponential({0.4, 0.6}, {30, 300}));
  for (const std::uint32_t w : words_over_the_range()) EXPECT_EQ(with(w), without(w));
}

TEST(Quantile, EmpiricalGivesEachValueItsShareOfWords) {
  const Quantile quantile(empirical({1, 2, 2, 5}));
  EXPECT_EQ(quantile(0), 1);
  EXPECT_EQ(quantile(0x3FFFFFFF), 1);
  EXPECT_EQ(quantile(0x40000000), 2);
  EXPECT_EQ(quantile(0xBFFFFFFF), 2);
  EXPECT_EQ(quantile(0xC0000000), 5);
  EXPECT_EQ(quantile(last), 5);
}

TEST(Quantile, WithoutVariationIsTheMean) {
  for (const Family family : {Family::lognormal, Family::gamma, Family::weibull}) {
    for (const double cv : {0.0, 1e-12, 1e-200}) {
      const Quantile quantile(with_cv(family, 240, cv));
      for (const std::uint32_t w : {0u, 12345u, last}) EXPECT_NEAR(quantile(w), 240, 1e-6 * 240);
    }
  }
  EXPECT_EQ(Quantile(triangular(5, 5, 5))(77), 5);
  EXPECT_EQ(Quantile(between(5, 5))(77), 5);
  EXPECT_EQ(Quantile(with_mean(Family::exponential, 0))(77), 0);
  EXPECT_EQ(Quantile(with_cv(Family::lognormal, 0, 1))(77), 0);
}

TEST(MeanOfADistribution, IsDerivedWhereItIsNotStated) {
  EXPECT_EQ(mean_s(with_cv(Family::gamma, 240, 2)), 240);
  EXPECT_EQ(mean_s(between(10, 40)), 25);
  EXPECT_EQ(mean_s(triangular(10, 20, 60)), 30);
  EXPECT_DOUBLE_EQ(mean_s(hyperexponential({0.4, 0.6}, {30, 300})), 192);
  EXPECT_EQ(mean_s(empirical({1, 2, 2, 5})), 2.5);
}

// --- the factor of a busy day --------------------------------------------------------------------------------------

TEST(GammaOfScore, AgreesWithBoostAtTheScoresShare) {
  const boost::math::normal normal;
  const boost::math::gamma_distribution gamma(25.0, 0.04);
  const GammaOfScore factor(1, 0.2);
  for (double score = -7.9; score < 8; score += 0.1) {
    const double truth =
        score < 0 ? quantile(gamma, cdf(normal, score)) : quantile(complement(gamma, cdf(complement(normal, score))));
    EXPECT_NEAR(factor(score), truth, 1e-10 * truth) << score;
  }
}

TEST(GammaOfScore, RisesAndHoldsItsEnds) {
  const GammaOfScore factor(1, 0.2);
  for (double score = -8; score < 8; score += 0.001) ASSERT_LT(factor(score), factor(score + 0.001)) << score;
  EXPECT_EQ(factor(-100), factor(-8));
  EXPECT_EQ(factor(100), factor(8));
}

TEST(GammaOfScore, WithoutVariationIsTheMean) {
  const GammaOfScore factor(1, 0);
  for (const double score : {-100.0, -3.0, 0.0, 2.5, 100.0}) EXPECT_EQ(factor(score), 1.0);
}

}  // namespace
}  // namespace sim
