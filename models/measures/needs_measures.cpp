#include <array>

#include "models/measures/measure.hpp"

namespace channelshift {
namespace {

template <auto Field>
double of_all_channels(const View& view) {
  std::int64_t sum = 0;
  for (const ChannelCounts& channel : view.counts.channels) sum += channel.*Field;
  return static_cast<double>(sum);
}

template <auto Field>
double of_induced(const View& view) {
  return static_cast<double>(view.counts.induced.*Field);
}

constexpr Measure needs(std::string_view name, std::string_view meaning, Quantity of) {
  return {.name = name, .unit = "1/year", .meaning = meaning, .numerator = of};
}

using C = ChannelCounts;
using I = InducedCounts;

constexpr std::array table{
    needs("met", "needs of all demands that were resolved or completed", of_all_channels<&C::needs_met>),
    needs("lost", "needs of all demands that were not met and make no further attempt",
          of_all_channels<&C::needs_lost>),
    needs("open", "needs of all demands still open at the end", of_all_channels<&C::needs_open>),
    needs("total", "needs of all demands: met + lost + open", of_all_channels<&C::needs>),
    needs("induced", "needs that an easier channel brought, apart from those above", of_induced<&I::needs>),
    needs("induced_met", "of the induced needs, those met", of_induced<&I::needs_met>),
    needs("induced_lost", "of the induced needs, those lost", of_induced<&I::needs_lost>),
    needs("induced_open", "of the induced needs, those still open at the end", of_induced<&I::needs_open>),
};

}  // namespace

std::span<const Measure> needs_measures() { return table; }

}  // namespace channelshift
