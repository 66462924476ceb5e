#include "sim/io/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstring>
#include <string>
#include <utility>

namespace sim {
namespace {

namespace fs = std::filesystem;

/// For the signal handler, which may touch plain memory only.
std::array<char, PATH_MAX> temporary_name{};
std::atomic<bool> temporary_exists{false};

FileError cannot_write(const fs::path& target, int error) {
  return FileError(target.string() + ": the file cannot be written (" + std::strerror(error) +
                   "). Choose another place with --output, or make room there.");
}

fs::path folder_of(const fs::path& target) {
  return target.parent_path().empty() ? fs::path(".") : target.parent_path();
}

/// 0, or the error number.
int sync_to_disk(const fs::path& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return errno;
  const int error = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  return error == EINVAL ? 0 : error;  // a file system without fsync for folders
}

/// Tries to append so many blocks of 64 KB there: 0, or the error number.
int try_to_append(const fs::path& path, int blocks) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) return errno;
  const std::string block(1 << 16, '\0');
  int error = 0;
  for (int i = 0; i < blocks && error == 0; ++i) {
    errno = 0;
    const ssize_t written = ::write(file, block.data(), block.size());
    if (written != static_cast<ssize_t>(block.size())) error = errno != 0 ? errno : ENOSPC;
  }
  if (::close(file) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

AtomicFile::AtomicFile(fs::path target) : target_(std::move(target)) {
  temporary_ = target_;
  temporary_ += ".tmp." + std::to_string(::getpid());
  const std::string& name = temporary_.native();
  if (name.size() >= temporary_name.size()) throw cannot_write(target_, ENAMETOOLONG);
  std::copy(name.begin(), name.end(), temporary_name.begin());
  temporary_name[name.size()] = '\0';
  temporary_exists = true;
}

AtomicFile::~AtomicFile() {
  if (committed_) return;
  discard_temporary_file();
}

void AtomicFile::commit() {
  if (const int error = sync_to_disk(temporary_, O_RDONLY)) throw cannot_write(target_, error);
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0) throw cannot_write(target_, errno);
  temporary_exists = false;
  committed_ = true;
  if (const int error = sync_to_disk(folder_of(target_), O_RDONLY | O_DIRECTORY)) throw cannot_write(target_, error);
}

FileError AtomicFile::failure() const {
  constexpr int blocks = 256;  // 16 MB: more than what the failed step could still have found room for
  const int error = try_to_append(temporary_, blocks);
  return cannot_write(target_, error != 0 ? error : EIO);
}

void check_writable(const fs::path& target) {
  if (fs::is_directory(target)) throw cannot_write(target, EISDIR);
  if (fs::exists(target) && !fs::is_regular_file(target)) throw cannot_write(target, EINVAL);
  const AtomicFile trial(target);
  if (const int error = try_to_append(trial.temporary(), 1)) throw cannot_write(target, error);
}

void discard_temporary_file() noexcept {
  if (temporary_exists.exchange(false)) ::unlink(temporary_name.data());
}

}  // namespace sim
