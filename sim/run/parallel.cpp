#include "sim/run/parallel.hpp"

#include <atomic>
#include <exception>
#include <mutex>

#include <omp.h>

namespace sim {

int thread_count(int threads) { return threads > 0 ? threads : omp_get_num_procs(); }

void for_each_slot(std::int64_t slots, int threads, const std::function<void(std::int64_t, int)>& work) {
  std::atomic<std::int64_t> lowest{slots};  // that failed
  std::mutex guard;
  std::exception_ptr first;
#pragma omp parallel for schedule(dynamic, 1) num_threads(thread_count(threads))
  for (std::int64_t slot = 0; slot < slots; ++slot) {
    if (slot > lowest.load(std::memory_order_relaxed)) continue;
    try {
      work(slot, omp_get_thread_num());
    } catch (...) {  // must not cross the parallel region
      const std::lock_guard lock(guard);
      if (slot < lowest) {
        lowest = slot;
        first = std::current_exception();
      }
    }
  }
  if (first) std::rethrow_exception(first);
}

}  // namespace sim
