#pragma once

#include <string>

#include "models/report/json.hpp"

/// The sections of the printed table, each from the summary alone; empty where there is nothing to say.
namespace channelshift {

std::string heading(const std::string& title, const std::string& aside = "");
std::string head_section(const Json& summary);
std::string service_section(const Json& summary);
std::string self_service_section(const Json& summary);
std::string reason_section(const Json& summary);
std::string appointments_section(const Json& summary);
std::string needs_section(const Json& summary);
std::string team_section(const Json& summary);
std::string cost_section(const Json& summary);
std::string savings_section(const Json& summary);
/// The rosters that were searched for.
std::string roster_section(const Json& summary);
/// The steps from the claim to what is cashable, of the options that have them.
std::string bridge_section(const Json& summary);
std::string uncertainty_section(const Json& summary);
std::string notes_section(const Json& summary);

}  // namespace channelshift
