#pragma once

#include "models/money/accounts.hpp"
#include "models/report/json.hpp"

namespace channelshift {

/// {"mean", "half_width", "sd"}
Json statistic(const sim::Estimate& estimate);

/// What the summary says of an option's money.
Json savings_json(const OptionAccount& option);

}  // namespace channelshift
