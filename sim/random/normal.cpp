#include "sim/random/normal.hpp"

#include <boost/random/normal_distribution.hpp>

#include "sim/random/engine.hpp"

namespace sim {

double normal_at(Key key, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3) {
  Engine engine(key, c1, c2, c3);
  return boost::random::normal_distribution<double>()(engine);
}

}  // namespace sim
