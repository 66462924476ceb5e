#include "sim/run/parallel.hpp"

#include <atomic>
#include <exception>
#include <mutex>

#include <omp.h>

namespace sim {

int thread_count(int threads) { return threads > 0 ? threads : omp_get_num_procs(); }

void for_each_slot(std::int64_t slots, int threads, const std::function<void(std::int64_t, int)>& work) {
  std::atomic<bool> failed{false};
  std::mutex guard;
  std::exception_ptr first;
  std::int64_t first_slot = slots;
#pragma omp parallel for schedule(dynamic, 1) num_threads(thread_count(threads))
  for (std::int64_t slot = 0; slot < slots; ++slot) {
    if (failed.load(std::memory_order_relaxed)) continue;
    try {
      work(slot, omp_get_thread_num());
    } catch (...) {  // must not cross the parallel region
      const std::lock_guard lock(guard);
      failed = true;
      if (slot < first_slot) {
        first_slot = slot;
        first = std::current_exception();
      }
    }
  }
  if (first) std::rethrow_exception(first);
}

}  // namespace sim
