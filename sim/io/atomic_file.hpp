#pragma once

#include <filesystem>
#include <stdexcept>

/// Files that are either whole or not there under their name.
namespace sim {

/// A file that cannot be written or read, in words that say which, why, and what to do.
struct FileError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A temporary file beside its target, which takes the target's name when it is whole. One at a time in a process.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target);
  ~AtomicFile();  ///< removes the temporary file if it was not committed
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  const std::filesystem::path& temporary() const { return temporary_; }
  const std::filesystem::path& target() const { return target_; }
  /// Makes the closed temporary file durable and gives it the target's name. Throws FileError.
  void commit();
  /// The failure of a write, with the reason that the operating system gives for it.
  FileError failure() const;

 private:
  std::filesystem::path target_;
  std::filesystem::path temporary_;
  bool committed_ = false;
};

/// Throws FileError if no file can be written under this name: asked before long work, so that it is not lost.
void check_writable(const std::filesystem::path& target);

/// Removes the temporary file of this process, if there is one. May be called from a signal handler.
void discard_temporary_file() noexcept;

}  // namespace sim
