#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "models/scenario/check.hpp"
#include "models/scenario/reading.hpp"
#include "models/scenario/volumes.hpp"
#include "models/scenario/words.hpp"

/// An option's shifts: each by itself, and together on the demands that they take from.
namespace channelshift {

namespace {

constexpr std::size_t most_shifts = 250;

void check_bounce(const ModelView& view, const Shift& shift, const Node& table, Faults& faults) {
  const Channel& to = view.model.channels[shift.to->value];
  if (!kind_known(view, shift.to->value)) return;
  const bool self_service = to.kind == ChannelKind::self_service;
  if (shift.handle && self_service) {
    faults.add(place_of(table, "handle"),
               fmt::format("handle of a shift to {}, which is self-service (no agent handles its "
                           "contacts). Remove it.",
                           to.id));
  }
  const double completes = shift.completes.value_or(self_service ? to.completes : 1);
  const double gives_up = shift.gives_up.value_or(to.gives_up);
  const bool nowhere = completes < 1 && gives_up < 1 && !shift.falls_back_to && !to.falls_back_to;
  if (!nowhere || (self_service && !shift.completes)) return;  // of the channel's own it is told there
  faults.add(
      place_of(table, "completes"),
      fmt::format(
          "moved contacts that are not completed go nowhere (completes is {}, and neither the shift nor {} has a "
          "falls-back-to). Add falls-back-to, or gives-up = 1.",
          show_number(completes), to.id));
}

bool takes_from(const Shift& shift, const Demand& demand) {
  return demand.reason.value < shift.reasons.size() && shift.reasons[demand.reason.value] &&
         std::find(shift.from.begin(), shift.from.end(), demand.channel) != shift.from.end();
}

/// Of one demand: all shifts that take from it.
struct Taken {
  double sum = 0;
  std::optional<std::size_t> first;
};

void check_demand(const ModelView& view, const Demand& demand, Faults& faults, Faults& warnings) {
  Taken taken;
  const std::vector<Shift>& shifts = view.option->shifts;
  for (std::size_t s = 0; s < shifts.size(); ++s) {
    if (!takes_from(shifts[s], demand)) continue;
    const Node& table = *view.option->nodes[s];
    const double before = taken.sum;
    taken.sum += shifts[s].share;
    if (before <= 1 + 1e-9 && taken.sum > 1 + 1e-9) {
      faults.add(
          place_of_value(table, "share"),
          fmt::format("the shifts of option {} take {} of the contacts of {} (together at most 1). Lower a share.",
                      view.option->id, show_number(taken.sum), demand.id));
    }
    if (!taken.first) taken.first = s;
    if (shifts[*taken.first].simplest_first != shifts[s].simplest_first) {
      faults.add(
          place_of(table, "simplest-first"),
          fmt::format("two shifts of option {} take from {} with different simplest-first (they share one order of its "
                      "contacts). Give both the same.",
                      view.option->id, demand.id));
    }
  }
  if (!taken.first || taken.sum <= demand.shiftable + 1e-9) return;
  warnings.add(
      place_of_value(*view.option->nodes[*taken.first], "share"),
      fmt::format("option {} would move {} of {}, of which only {} is shiftable (that much moves, no more). Lower the "
                  "share to say so, or raise shiftable.",
                  view.option->id, show_share(taken.sum), demand.id, show_share(demand.shiftable)));
}

void warn_of_nothing_moved(const ModelView& view, std::size_t s, Faults& warnings) {
  const Shift& shift = view.option->shifts[s];
  const bool any = std::any_of(view.model.demands.begin(), view.model.demands.end(), [&](const Demand& demand) {
    return takes_from(shift, demand) && expects_contacts(demand);
  });
  if (any) return;
  warnings.add(
      place_of_value(*view.option->nodes[s], "from"),
      fmt::format("a shift of option {} moves nothing (no demand comes first to the channels it names, with its "
                  "reasons). Check from and reasons.",
                  view.option->id));
}

}  // namespace

void check_shifts(const ModelView& view, Faults& faults, Faults& warnings) {
  const std::vector<Shift>& shifts = view.option->shifts;
  if (shifts.size() > most_shifts) {
    faults.add(
        view.option->nodes[most_shifts]->place,
        fmt::format(
            "option {} has {} shifts, those of based-on included (the most is {}). Join some: from takes a list.",
            view.option->id, shifts.size(), most_shifts));
    return;
  }
  for (std::size_t s = 0; s < shifts.size(); ++s) {
    if (shifts[s].to && shifts[s].to->value < view.model.channels.size()) {
      check_bounce(view, shifts[s], *view.option->nodes[s], faults);
    }
  }
  for (const Demand& demand : view.model.demands) check_demand(view, demand, faults, warnings);
  if (!faults.none()) return;
  for (std::size_t s = 0; s < shifts.size(); ++s) warn_of_nothing_moved(view, s, warnings);
}

}  // namespace channelshift
