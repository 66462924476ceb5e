#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "models/report/flat.hpp"
#include "models/report/sweep.hpp"
#include "sim/io/hdf5_writer.hpp"

/// The file of a grid of runs.
namespace channelshift {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// One figure at every point; NaN where a point does not have it.
struct Swept {
  std::string path;
  std::string unit;
  std::string measure;
  std::vector<double> means;
  std::vector<double> half_widths;
};

std::string folder_of_part(const std::string& part) {
  const bool listed = part == "channel" || part == "team" || part == "reason";
  return listed ? part + "s" : part;
}

/// Where a figure stands, as in the file of a single run, but for the id: /options/<option>/channels/<id>/<measure>.
std::string path_of(const FlatFigure& figure) {
  std::string path = figure.part == "saving" ? "/savings/" + figure.option
                                             : "/options/" + figure.option + "/" + folder_of_part(figure.part);
  if (!figure.id.empty()) path += "/" + figure.id;
  return path + "/" + figure.measure;
}

double number_or_nan(const Json& value) { return value.is_number() ? value.get<double>() : none; }

/// In the order in which they first appear.
std::vector<Swept> swept_figures(const Json& sweep) {
  const std::size_t points = sweep.at("points").size();
  std::vector<Swept> all;
  std::map<std::string, std::size_t> at;
  for (std::size_t p = 0; p < points; ++p) {
    for (const FlatFigure& figure : flat_figures(sweep.at("points")[p].at("summary"))) {
      const auto [found, is_new] = at.emplace(path_of(figure), all.size());
      if (is_new) {
        all.push_back({found->first, figure.unit, figure.measure, std::vector<double>(points, none),
                       std::vector<double>(points, none)});
      }
      all[found->second].means[p] = number_or_nan(figure.mean);
      all[found->second].half_widths[p] = number_or_nan(figure.half_width);
    }
  }
  return all;
}

bool all_numbers(const Json& values) {
  return std::ranges::all_of(values, [](const Json& value) { return value.is_number(); });
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  std::string text = json_text(value);
  text.pop_back();
  return text;
}

std::vector<std::string> texts_of(const Json& values) {
  std::vector<std::string> texts;
  for (const Json& value : values) texts.push_back(text_of(value));
  return texts;
}

/// /axes/vary_1 and so on: the values of each key.
void write_axes(sim::Hdf5Writer& file, const Json& sweep) {
  std::vector<std::int64_t> numbers(sweep.at("points").size());
  std::iota(numbers.begin(), numbers.end(), 1);
  file.axis("point", numbers, "1", "number of the point, from 1; the last varied key runs fastest");
  std::size_t number = 0;
  for (const Json& key : sweep.at("vary")) {
    const std::string name = "vary_" + std::to_string(++number);
    const std::string path = key.at("path").get<std::string>();
    const Json& values = key.at("values");
    if (all_numbers(values)) {
      file.axis(name, values.get<std::vector<double>>(), "1", "values of " + path);
    } else {
      file.axis(name, texts_of(values), "values of " + path);
    }
  }
}

/// /points/<path>: the value of each key at each point; /points/summary: what a run with these values prints.
void write_points(sim::Hdf5Writer& file, const Json& sweep) {
  for (const Json& key : sweep.at("vary")) {
    const std::string path = key.at("path").get<std::string>();
    Json values = Json::array();
    for (const Json& point : sweep.at("points")) values.push_back(point.at("values").at(path));
    if (all_numbers(key.at("values"))) {
      file.dataset({"/points/" + path, "1", "value of " + path, {"point"}}, values.get<std::vector<double>>());
    } else {
      file.dataset({"/points/" + path, "", "value of " + path, {"point"}}, texts_of(values));
    }
  }
  std::vector<std::string> summaries;
  for (const Json& point : sweep.at("points")) summaries.push_back(json_text(point.at("summary")));
  file.dataset({"/points/summary", "", "what a run with the values of the point prints, as JSON", {"point"}},
               summaries);
}

void write_head(sim::Hdf5Writer& file, const Json& sweep, const FileOrigin& origin) {
  const Json& first = sweep.at("points")[0].at("summary");
  file.attribute("format", sweep_format);
  file.attribute("format_version", std::int64_t{sweep_version});
  file.attribute("program_version", origin.program_version);
  file.attribute("git_commit", origin.git_commit);
  file.attribute("command", origin.command);
  file.attribute("created", origin.created);
  file.attribute("scenario", sweep.at("scenario").get<std::string>());
  file.attribute("seed", first.at("seed").get<std::uint64_t>());
  file.attribute("replications", first.at("replications").get<std::int64_t>());
  file.attribute("weeks", first.at("weeks").get<std::int64_t>());
}

}  // namespace

void write_sweep(const std::filesystem::path& path, const Json& sweep, const std::string& scenario_text,
                 const FileOrigin& origin) {
  sim::Hdf5Writer file(path);
  write_head(file, sweep, origin);
  file.text("/scenario/text", scenario_text, "the scenario of the first point, complete in one TOML text");
  write_axes(file, sweep);
  write_points(file, sweep);
  for (const Swept& figure : swept_figures(sweep)) {
    file.dataset({figure.path, figure.unit, figure.measure + ": mean at each point", {"point"}}, figure.means);
    if (std::ranges::all_of(figure.half_widths, [](double x) { return x != x; })) continue;
    file.dataset({figure.path + "_half_width", figure.unit, "half-width of its 95% interval", {"point"}},
                 figure.half_widths);
  }
  file.commit();
}

}  // namespace channelshift
