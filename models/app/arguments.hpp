#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace channelshift {

/// The program was called in a way that makes no sense; the text says how to do it.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class Format { table, json, csv };

/// What the command line asks for.
struct Arguments {
  std::vector<std::string> inputs;  ///< scenarios, results files or keys, by the verb
  std::optional<std::filesystem::path> output;
  std::vector<std::string> sets;    ///< "PATH=VALUE", those of -n and --seed last
  std::vector<std::string> varies;  ///< "PATH=LIST" or "PATH=LO:HI:STEP"
  std::optional<int> replications;  ///< -n; also in `sets`
  std::optional<double> precision;  ///< wanted half-width of savings, as a share of the baseline's cost
  int threads = 0;                  ///< 0: all cores
  Format format = Format::table;
  std::optional<double> budget;  ///< of staff: a year
  bool frontier = false;         ///< of staff
  bool quiet = false;
  bool help = false;
  bool version = false;
  std::string command;  ///< the whole call, as text
};

/// The arguments after the verb. Throws UsageError.
Arguments parse_arguments(const std::string& verb, const std::vector<std::string>& words);

/// The options that a verb takes, for its help.
std::string options_text(const std::string& verb);

}  // namespace channelshift
