#pragma once

#include "models/app/arguments.hpp"

/// One function for each verb: does it, and returns the program's exit code.
namespace channelshift {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_bad_input = 2;

int run(const Arguments& arguments);
int check(const Arguments& arguments);
int explain(const Arguments& arguments);
int show(const Arguments& arguments);
int sweep(const Arguments& arguments);
int staff(const Arguments& arguments);

}  // namespace channelshift
