#pragma once

#include <cstdint>
#include <functional>

namespace sim {

/// Calls work(slot, thread) once for each slot in 0..slots-1, on `threads` threads (0: all cores), thread in
/// 0..threads-1. Slots must not depend on one another. An exception ends the work early; of several, that of the lowest
/// slot is thrown again here.
void for_each_slot(std::int64_t slots, int threads, const std::function<void(std::int64_t slot, int thread)>& work);

/// How many threads `threads` stands for.
int thread_count(int threads);

}  // namespace sim
