#include "sim/random/uniform.hpp"

#include <gtest/gtest.h>

namespace sim {
namespace {

const std::uint32_t words[] = {0, 1, 2, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFE, 0xFFFFFFFF};

TEST(Uniform, IsTheMiddleOfTheWordsCellExactly) {
  for (const std::uint32_t word : words) {
    EXPECT_EQ(static_cast<long double>(uniform(word)), (word + 0.5L) / 4294967296.0L);
  }
}

TEST(Uniform, LiesStrictlyInside) {
  EXPECT_GT(uniform(0), 0.0);
  EXPECT_LT(uniform(0xFFFFFFFF), 1.0);
}

TEST(Uniform, OfTheComplementIsTheComplementExactly) {
  for (const std::uint32_t word : words) EXPECT_EQ(uniform(~word), 1.0 - uniform(word));
}

}  // namespace
}  // namespace sim
