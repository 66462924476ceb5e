#include "models/app/console.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "models/report/table.hpp"
#include "sim/io/atomic_file.hpp"

namespace channelshift {
namespace {

void print_to_stderr(std::string_view before, std::string_view text) {
  const std::string line = std::string(before) + std::string(text) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

extern "C" void stop_on_signal(int signal) {
  sim::discard_temporary_file();
  constexpr char text[] = "\ninterrupted\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text, sizeof text - 1);
  ::_exit(128 + signal);
}

}  // namespace

void print_result(std::string_view text) {
  const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!whole) {
    throw sim::FileError(std::string("standard output: the result cannot be printed (") + std::strerror(errno) +
                         "). Send it elsewhere.");
  }
}

void print_error(std::string_view text) { print_to_stderr("error: ", text); }
void print_warning(std::string_view text) { print_to_stderr("warning: ", text); }
void print_note(std::string_view text) { print_to_stderr("", text); }

void print_summary(const Json& summary, Format format) {
  switch (format) {
    case Format::table:
      print_result(table_text(summary));
      break;
    case Format::json:
      print_result(json_text(summary));
      break;
    case Format::csv:
      print_result(csv_text(summary));
      break;
  }
}

void print_faults(std::span<const Fault> faults) {
  for (const Fault& fault : faults) print_to_stderr("", to_string(fault));
}

void print_warnings(std::span<const Fault> warnings) {
  for (const Fault& warning : warnings) print_warning(to_string(warning));
}

sim::ProgressStyle progress_style(bool quiet) {
  if (quiet) return sim::ProgressStyle::none;
  const char* terminal = std::getenv("TERM");
  const bool redraws = terminal != nullptr && std::string_view(terminal) != "dumb" && std::getenv("CI") == nullptr;
  return ::isatty(STDERR_FILENO) != 0 && redraws ? sim::ProgressStyle::bar : sim::ProgressStyle::lines;
}

int stderr_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void stop_cleanly_on_signals() {
  struct sigaction action {};
  action.sa_handler = stop_on_signal;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
}

}  // namespace channelshift
