#pragma once

#include "models/rosters/trials.hpp"

namespace channelshift {

/// A first guess at the places that a task needs, without regard to the roster as it is: agents for each interval of
/// the week by Erlang A (C where nobody leaves), the work of deferred channels in the week as a whole, minimum staff
/// and contract hours, covered at least cost by whole lines (an integer programme, CBC). One replication with the
/// model's roster says how many contacts come.
Places covering_places(const RosterTask& task, const std::vector<FreeLine>& lines);

}  // namespace channelshift
