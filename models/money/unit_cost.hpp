#pragma once

#include <string>
#include <variant>
#include <vector>

#include "models/measures/measure.hpp"

namespace channelshift {

/// What a channel-shift calculator would claim, by replication: contacts moved x (unit cost of the channel they leave
/// less that of the one they go to); an avoided contact saves all of the former. Contacts that bounce are not taken
/// off. A channel's unit cost is its published one in the option, else its cost per contact in the baseline. Where
/// something moves and a unit cost is not to be had: the reason.
std::variant<std::vector<double>, std::string> unit_cost_claim(const Simulated& baseline, const Simulated& option);

}  // namespace channelshift
