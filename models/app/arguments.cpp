#include "models/app/arguments.hpp"

#include <boost/program_options.hpp>
#include <charconv>
#include <sstream>

namespace channelshift {
namespace {

namespace po = boost::program_options;
using Text = std::string;

constexpr const char* set_help =
    "replace a value of the scenario, e.g. --set channel.phone.target.share=0.7; may be given several times";
constexpr const char* format_help = "table for a person, json or csv for a program";

void add_scenario_options(po::options_description& options) {
  options.add_options()("set", po::value<std::vector<Text>>()->composing()->value_name("PATH=VALUE"), set_help);
}

void add_format(po::options_description& options) {
  options.add_options()("format", po::value<Text>()->default_value("table")->value_name("table|json|csv"), format_help);
}

constexpr const char* vary_help =
    "a key and its values: a list, e.g. --vary channel.phone.target.share=0.7,0.8, or from:to:step, both ends "
    "included, "
    "e.g. --vary option.digital-10.shift.1.share=0.05:0.2:0.05; given several times, every combination is run, at most "
    "10,000";

void add_run_options(po::options_description& options, const char* output_help) {
  options.add_options()("output,o", po::value<Text>()->value_name("FILE.h5"), output_help)(
      "replications,n", po::value<Text>()->value_name("N"),
      "number of simulated runs, 1 to 1000000 (default: the scenario's, else 20)")(
      "precision", po::value<Text>()->value_name("SHARE"),
      "go on until the half-width of every saving is below this share of the baseline's yearly cost: at least 10 "
      "replications, at most N of -n, else 10000")("threads,j", po::value<Text>()->value_name("N"),
                                                   "threads, 1 to 1024 (default: all cores)")(
      "seed", po::value<Text>()->value_name("N"), "seed of the random numbers (default: the scenario's, else 1)");
  add_scenario_options(options);
  add_format(options);
  options.add_options()("quiet", "no progress and no notes; warnings and errors stay");
}

void add_staff_options(po::options_description& options) {
  options.add_options()("budget", po::value<Text>()->value_name("MONEY"),
                        "the best service that so much a year for employed staff buys: the roster whose smallest share "
                        "above target is largest (default: the cheapest roster that meets every target)")(
      "frontier", "also what other standards cost: the targets' shares from 20 points lower to 10 points higher")(
      "replications,n", po::value<Text>()->value_name("N"),
      "number of simulated runs that check the roster, at least 20 (default: the scenario's, else 20)")(
      "threads,j", po::value<Text>()->value_name("N"), "threads, 1 to 1024 (default: all cores)")(
      "seed", po::value<Text>()->value_name("N"), "seed of the random numbers (default: the scenario's, else 1)");
  add_scenario_options(options);
  add_format(options);
  options.add_options()("quiet", "no progress and no notes; warnings and errors stay");
}

void add_later_options(po::options_description& options) {
  options.add_options()("shard", po::value<Text>())("resume", "");
}

po::options_description visible_options(const Text& verb) {
  po::options_description options("Options", 100, 50);
  if (verb == "run") add_run_options(options, "file of results (default: results/<name>.h5 below the current folder)");
  if (verb == "sweep") {
    options.add_options()("vary", po::value<std::vector<Text>>()->composing()->value_name("PATH=VALUES"), vary_help);
    add_run_options(options, "file of results (default: results/<name>-sweep.h5 below the current folder)");
  }
  if (verb == "check" || verb == "explain") add_scenario_options(options);
  if (verb == "show") add_format(options);
  if (verb == "staff") add_staff_options(options);
  options.add_options()("help", "this text")("version", "the version of the program");
  return options;
}

/// A whole number within limits, or a UsageError.
std::uint64_t whole_number(const Text& option, const Text& text, std::uint64_t low, std::uint64_t high) {
  std::uint64_t value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = end.ec == std::errc() && end.ptr == text.data() + text.size() && !text.empty();
  if (!is_whole || value < low || value > high) {
    throw UsageError(option + " " + text + ": not a whole number from " + std::to_string(low) + " to " +
                     std::to_string(high) + ".");
  }
  return value;
}

/// An amount of money from 0 on, or a UsageError.
double money(const Text& option, const Text& text) {
  double value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_money = end.ec == std::errc() && end.ptr == text.data() + text.size() && value >= 0 && value < 1e15;
  if (!is_money) throw UsageError(option + " " + text + ": not an amount of money. Write a number, like 900000.");
  return value;
}

/// A share above 0 and below 1, or a UsageError.
double share_of(const Text& option, const Text& text) {
  double value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size() || !(value > 0 && value < 1))
    throw UsageError(option + " " + text + ": not a share above 0 and below 1, like 0.005.");
  return value;
}

Format format_of(const Text& text) {
  if (text == "table") return Format::table;
  if (text == "json") return Format::json;
  if (text == "csv") return Format::csv;
  throw UsageError("--format " + text + ": no such format. Choose table, json or csv.");
}

void refuse_what_comes_later(const po::variables_map& given) {
  for (const char* option : {"shard", "resume"}) {
    if (given.count(option) != 0) throw UsageError("--" + Text(option) + ": not available yet.");
  }
}

Arguments from(const po::variables_map& given) {
  refuse_what_comes_later(given);
  Arguments arguments;
  const auto text = [&](const char* name) -> std::optional<Text> {
    if (given.count(name) == 0) return std::nullopt;
    return given[name].as<Text>();
  };
  if (given.count("input") != 0) arguments.inputs = given["input"].as<std::vector<Text>>();
  if (given.count("set") != 0) arguments.sets = given["set"].as<std::vector<Text>>();
  if (given.count("vary") != 0) arguments.varies = given["vary"].as<std::vector<Text>>();
  arguments.output = text("output");
  if (arguments.output && arguments.output->empty()) throw UsageError("--output: the name of the file is empty.");
  if (const auto format = text("format")) arguments.format = format_of(*format);
  if (const auto share = text("precision")) arguments.precision = share_of("--precision", *share);
  if (const auto n = text("replications")) {
    arguments.replications = static_cast<int>(whole_number("--replications", *n, 1, 1'000'000));
    arguments.sets.push_back("run.replications=" + std::to_string(whole_number("--replications", *n, 1, 1'000'000)));
  }
  if (const auto seed = text("seed")) {
    arguments.sets.push_back("run.seed=" + std::to_string(whole_number("--seed", *seed, 0, INT64_MAX)));
  }
  if (const auto threads = text("threads")) {
    arguments.threads = static_cast<int>(whole_number("--threads", *threads, 1, 1024));
  }
  if (const auto budget = text("budget")) arguments.budget = money("--budget", *budget);
  arguments.frontier = given.count("frontier") != 0;
  arguments.quiet = given.count("quiet") != 0;
  arguments.help = given.count("help") != 0;
  arguments.version = given.count("version") != 0;
  return arguments;
}

}  // namespace

Arguments parse_arguments(const std::string& verb, const std::vector<std::string>& words) {
  po::options_description all = visible_options(verb);
  if (verb == "run") add_later_options(all);
  all.add_options()("input", po::value<std::vector<Text>>());
  po::positional_options_description places;
  places.add("input", -1);
  try {
    namespace style = po::command_line_style;
    po::variables_map given;
    po::store(po::command_line_parser(words)
                  .options(all)
                  .positional(places)
                  .style(style::unix_style & ~style::allow_guessing)
                  .run(),
              given);
    return from(given);
  } catch (const po::error& error) {
    throw UsageError(std::string(error.what()) + ". See channelshift " + verb + " --help.");
  }
}

std::string options_text(const std::string& verb) {
  std::ostringstream out;
  out << visible_options(verb);
  return out.str();
}

}  // namespace channelshift
