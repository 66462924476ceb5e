#include <map>
#include <set>

#include "generated/version.hpp"
#include "models/app/console.hpp"
#include "models/app/output.hpp"
#include "models/app/verbs.hpp"
#include "models/report/summary.hpp"
#include "models/report/sweep.hpp"
#include "models/report/table.hpp"
#include "models/study/grid.hpp"
#include "models/study/study.hpp"
#include "sim/run/progress.hpp"

namespace channelshift {
namespace {

namespace fs = std::filesystem;

/// The grid that --vary asks for; every faulty --vary is told.
std::vector<Vary> grid_of(const Arguments& arguments, std::vector<Fault>& faults) {
  std::vector<Vary> varies;
  std::set<std::string> paths;
  for (const std::string& text : arguments.varies) {
    ParsedVary parsed = parse_vary(text);
    const std::string where = "--vary " + text.substr(0, text.find('='));
    if (!parsed.vary) {
      faults.push_back({where, parsed.problem});
    } else if (!paths.insert(parsed.vary->path).second) {
      faults.push_back({where, "this key is varied twice (a point has one value of it). Join the two lists."});
    } else {
      varies.push_back(std::move(*parsed.vary));
    }
  }
  return varies;
}

/// "--vary a=1 --vary b=2"
std::string point_text(const std::vector<Vary>& varies, std::size_t point) {
  std::string text;
  for (const std::string& set : sets_at(varies, point)) text += (text.empty() ? "--vary " : " --vary ") + set;
  return text;
}

ReadScenario read_point(const Arguments& arguments, const std::vector<Vary>& varies, std::size_t point) {
  std::vector<std::string> sets = arguments.sets;
  const std::vector<std::string> own = sets_at(varies, point);
  sets.insert(sets.end(), own.begin(), own.end());
  return read_scenario(arguments.inputs[0], sets);
}

/// Faults or warnings of all points, each once. What a value brings by itself stands at that value; what stands in the
/// file at every point, where it stands; what some points bring together, with the first of these.
class Told {
 public:
  explicit Told(const std::vector<Vary>& varies) : varies_(varies) {}

  void add(std::size_t point, std::span<const Fault> faults) {
    for (const Fault& fault : faults) {
      const Fault at{where(point, fault.where), fault.problem};
      const auto [found, is_new] = index_.emplace(std::pair(at.where, at.problem), told_.size());
      if (is_new) told_.push_back({at, point, 0});
      ++told_[found->second].points;
    }
  }

  std::vector<Fault> faults(std::size_t points) const {
    std::vector<Fault> faults;
    for (const Item& item : told_) {
      faults.push_back(item.fault);
      const bool own = item.fault.where.starts_with("--vary ");
      if (own || item.points == points) continue;
      faults.back().where = point_text(varies_, item.first) + ": " + item.fault.where;
    }
    return faults;
  }

 private:
  struct Item {
    Fault fault;
    std::size_t first;
    std::size_t points;
  };

  /// What the reader finds in a varied key stands at --set PATH.
  std::string where(std::size_t point, const std::string& told) const {
    const std::vector<std::string> values = values_at(varies_, point);
    for (std::size_t i = 0; i < varies_.size(); ++i) {
      if (told == "--set " + varies_[i].path) return "--vary " + varies_[i].path + "=" + values[i];
    }
    return told;
  }

  const std::vector<Vary>& varies_;
  std::map<std::pair<std::string, std::string>, std::size_t> index_;
  std::vector<Item> told_;
};

/// Reads every point. False, and all faults told, if there is any.
bool check_points(const Arguments& arguments, const std::vector<Vary>& varies, std::size_t points) {
  Told faults(varies);
  Told warnings(varies);
  for (std::size_t point = 0; point < points; ++point) {
    const ReadScenario read = read_point(arguments, varies, point);
    faults.add(point, read.faults);
    warnings.add(point, read.warnings);
  }
  const std::vector<Fault> found = faults.faults(points);
  print_faults(found);
  if (found.empty()) print_warnings(warnings.faults(points));
  return found.empty();
}

/// What a run prints. Progress is that of the stage that takes longest, in thousandths.
Json run_point(const ReadScenario& read, int threads, const std::function<void(std::int64_t)>& progress) {
  const auto stage = [&](const std::string& name) {
    const bool is_main = name == main_stage(*read.scenario);
    return [&, is_main](std::int64_t done, std::int64_t total) {
      if (is_main) progress(done * 1000 / total);
    };
  };
  std::vector<std::string> warnings;
  for (const Fault& warning : read.warnings) warnings.push_back(warning.problem);
  const Study study = make_study(*read.scenario, {threads, stage});
  return summary(study.scenario, study.results, warnings);
}

Json run_points(const Arguments& arguments, const std::vector<Vary>& varies, std::size_t points) {
  std::vector<SweptKey> keys;
  for (const Vary& vary : varies) keys.push_back({vary.path, vary.values});
  Json sweep = sweep_summary(keys);
  sim::Progress bar(progress_style(arguments.quiet), stderr_columns());
  const auto total = static_cast<std::int64_t>(points) * 1000;
  for (std::size_t point = 0; point < points; ++point) {
    const auto progress = [&](std::int64_t thousandths) {
      bar.update(static_cast<std::int64_t>(point) * 1000 + thousandths, total);
    };
    try {
      add_point(sweep, values_at(varies, point),
                run_point(read_point(arguments, varies, point), arguments.threads, progress));
    } catch (const SimulationStopped& stopped) {
      throw SimulationStopped(point_text(varies, point) + ": " + stopped.what());
    }
  }
  return sweep;
}

void print_sweep(const Json& sweep, Format format) {
  switch (format) {
    case Format::table:
      return print_result(sweep_table_text(sweep));
    case Format::json:
      return print_result(json_text(sweep));
    case Format::csv:
      return print_result(sweep_csv_text(sweep));
  }
}

}  // namespace

int sweep(const Arguments& arguments) {
  if (arguments.inputs.size() != 1)
    throw UsageError("sweep takes one scenario: channelshift sweep SCENARIO --vary ...");
  if (arguments.varies.empty()) {
    throw UsageError(
        "sweep needs --vary, e.g. --vary channel.phone.target.share=0.7,0.8. See channelshift sweep --help.");
  }
  std::vector<Fault> faults;
  const std::vector<Vary> varies = grid_of(arguments, faults);
  const std::optional<std::size_t> points = count_points(varies);
  if (!points) {
    faults.push_back({"--vary", "the grid has more than 10,000 points (that is the limit). Give fewer values."});
  }
  print_faults(faults);
  if (!faults.empty() || !check_points(arguments, varies, *points)) return exit_bad_input;
  const ReadScenario first = read_point(arguments, varies, 0);
  const fs::path file = prepare_output(arguments, first.scenario->name + "-sweep.h5");
  const Json json = run_points(arguments, varies, *points);
  write_sweep(file, json, first.resolved_toml, {program_version, git_commit, arguments.command, now_utc()});
  if (!arguments.quiet) print_note("results: " + file.string());
  print_sweep(json, arguments.format);
  return exit_done;
}

}  // namespace channelshift
