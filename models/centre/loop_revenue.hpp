#pragma once

#include "models/centre/loop.hpp"
#include "sim/random/uniform.hpp"

/// The loop's part that says what a need earns, and in which way it is handled while an option's take-up grows.
namespace channelshift {

/// A draw that belongs to the need, whichever of its attempts is answered.
template <bool Full, int Words>
std::uint32_t Loop<Full, Words>::draw_of_need(const Contact& contact, Draw which) const {
  Contact need = contact;
  if (!need.induced) need.lineage = 0;
  return draw(need, which);
}

/// The tables by which this contact is handled today: those of the option for a share of the needs that is the take-up
/// and grows with it, those before it for the others.
template <bool Full, int Words>
const Phase& Loop<Full, Words>::way_of(const Contact& contact) const {
  if (!plan_.blends || phase_ == plan_.phases.data()) return *phase_;
  const double take_up = plan_.take_up[std::min(day_, plan_.day_list.days() - 1)];
  return take_up >= 1 || sim::uniform(draw_of_need(contact, Draw::new_way)) < take_up ? *phase_ : plan_.phases[0];
}

/// A need's first answered, completed contact earns, or does not.
template <bool Full, int Words>
void Loop<Full, Words>::count_conversion(const Contact& contact, int c) {
  if (!contact.measured) return;
  const Phase& way = way_of(contact);
  const RevenuePlan& revenue = way.demands[contact.demand].revenue;
  if (!revenue.there) return;
  const sim::Ticks beyond = std::max<sim::Ticks>(0, handle_on(contact, c) - revenue.from);
  const double conversion = revenue.conversion + revenue.conversion_per_minute * (sim::seconds(beyond) / 60);
  if (sim::uniform(draw_of_need(contact, Draw::converts)) >= std::min(conversion, revenue.conversion_max)) return;
  DemandCounts& counts = counts_.demands[contact.demand];
  ++counts.converted;
  counts.converted_beyond += beyond;
  if (plan_.phases.size() == 1 || &way != plan_.phases.data()) return;
  ++counts.converted_before;
  counts.converted_beyond_before += beyond;
}

}  // namespace channelshift
