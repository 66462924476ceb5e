#include "models/study/draws.hpp"

#include "models/scenario/uncertain_value.hpp"
#include "sim/random/address.hpp"
#include "sim/random/latin_hypercube.hpp"
#include "sim/random/uniform.hpp"

namespace channelshift {

Draws draw_inputs(const Scenario& scenario) {
  const sim::Key key = sim::key_of(scenario.seed, draws_replication);
  const auto count = static_cast<std::uint32_t>(scenario.second_order.draws);
  Draws draws;
  for (const UncertainInput& input : scenario.uncertain) {
    const UncertainValue value(input);
    std::vector<double>& uniforms = draws.uniforms.emplace_back();
    std::vector<double>& values = draws.values.emplace_back();
    for (const std::uint32_t word : sim::latin_words(key, sim::name_hash(input.path), count)) {
      uniforms.push_back(sim::uniform(word));
      values.push_back(value(word));
    }
  }
  return draws;
}

std::vector<std::string> sets_of(const std::vector<UncertainInput>& inputs, const std::vector<double>& values) {
  std::vector<std::string> sets;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    sets.push_back(inputs[i].path + "=" + value_text(inputs[i], values[i]));
  return sets;
}

}  // namespace channelshift
