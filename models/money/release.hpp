#pragma once

#include <optional>
#include <span>
#include <vector>

#include "models/scenario/scenario.hpp"

/// When posts that are not needed any more are gone. Times in years from the start of the calendar.
namespace channelshift {

/// A year of the business case, and how far the option has come in it.
struct YearInForce {
  double take_up = 1;  ///< mean over the whole year
  double share = 1;    ///< of the year, up to its end, in which the option is in force
  double begins(int year) const { return year - share; }  ///< of year 1, 2, ...: when it is in force from
};

struct ReleasePlan {
  ReleaseRule rule = ReleaseRule::at_once;
  double starts = 0;                       ///< when the option does
  std::optional<double> gate_passed = {};  ///< when_take_up only; none: never
};

/// How a team lets posts go.
struct PostsLeaving {
  double step = 1;
  double notice = 0;    ///< years from the decision until a post is gone
  double per_year = 0;  ///< posts whose holders leave in a year
};

/// [year] Mean number of posts gone while the option is in force, where so many whole ones are not needed any more.
/// At once: each year's new ones are decided on when the option comes into force or the year begins, and gone after
/// notice; with a gate not before it has been passed. By attrition: those whose holders have left since the start, in
/// whole steps, at most those that are not needed; no notice.
std::vector<double> posts_gone(const PostsLeaving& leaving, std::span<const double> not_needed,
                               std::span<const YearInForce> years, const ReleasePlan& plan);

}  // namespace channelshift
