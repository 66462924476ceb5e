#pragma once

#include <string>

#include "models/scenario/page.hpp"
#include "models/scenario/scenario.hpp"

/// The parts of explain_scenario, and the words they share.
namespace channelshift {

/// "phone" or "phone (Telephone)"
std::string named(const std::string& id, const std::string& title);
const std::string& id_of(const Model& model, ChannelId channel);
/// "lognormal, mean 250s, cv 0.9"
std::string in_words(const sim::Distribution& distribution);

/// What becomes of those who were served, but for repeats.
void explain_outcomes(Page& page, const Model& model, const Reason& reason);
void explain_channel(Page& page, const Model& model, const Channel& channel);
void explain_routing(Page& page, const Model& model);
/// The surges, and how many contacts each adds over the measured weeks.
void explain_surges(Page& page, const Scenario& scenario);
void explain_correlations(Page& page, const Model& model);
void explain_team(Page& page, const Model& model, const Team& team);
void explain_uncertain(Page& page, const Scenario& scenario);
void explain_shift_patterns(Page& page, const Scenario& scenario);
void explain_option(Page& page, const Scenario& scenario, const Option& option);
/// An option's rosters, and what becomes of posts that it does not need.
void explain_staffing(Page& page, const Scenario& scenario, const Option& option);
/// How a team gives up posts, where the scenario says so.
void explain_posts(Page& page, const Team& team);
void explain_finance(Page& page, const Scenario& scenario);

}  // namespace channelshift
