#pragma once

#include <string>

#include "models/report/json.hpp"
#include "models/rosters/staff.hpp"

/// What `staff` prints, in each format.
namespace channelshift {

Json staff_json(const Scenario& scenario, const StaffReport& report, std::optional<double> budget);
std::string staff_table(const Scenario& scenario, const StaffReport& report, std::optional<double> budget);
/// option,part,id,measure,unit,mean,half_width,sd
std::string staff_csv(const Scenario& scenario, const StaffReport& report);

}  // namespace channelshift
