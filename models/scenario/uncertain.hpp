#pragma once

#include <vector>

#include "models/scenario/tree.hpp"

namespace channelshift {

/// An uncertain input where it was found.
struct FoundUncertain {
  UncertainInput input;
  Place place;
  Node least;  ///< least and greatest value that it is drawn from, as values of its key
  Node greatest;
};

/// Takes the uncertain inputs out of a tree: each is replaced by its likely value, and [uncertain] is gone.
std::vector<FoundUncertain> take_uncertain(Node& root, Faults& faults, Faults& warnings);

/// What is wrong with the scenario when an input has its least or greatest value, all others their likely ones.
/// `certain` is the tree without uncertain inputs.
void check_ends(const Node& certain, const std::vector<FoundUncertain>& inputs, Faults& faults);

}  // namespace channelshift
