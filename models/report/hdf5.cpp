#include "models/report/hdf5.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "models/centre/months.hpp"
#include "models/report/dates.hpp"
#include "models/report/hdf5_parts.hpp"
#include "sim/io/hdf5_reader.hpp"

namespace channelshift {
namespace {

template <class Things>
std::vector<std::string> ids(const Things& things) {
  std::vector<std::string> result;
  for (const auto& thing : things) result.push_back(thing.id);
  return result;
}

std::vector<std::string> days_of(const Calendar& calendar) {
  std::vector<std::string> days;
  for (int i = 0; i < 7 * calendar.weeks; ++i) days.push_back(date_text(calendar.start + std::chrono::days(i)));
  return days;
}

std::vector<std::string> months_of(const Calendar& calendar) {
  std::vector<std::string> months;
  for (const Date first : measured_months(calendar)) months.push_back(date_text(first).substr(0, 7));
  return months;
}

std::vector<std::string> intervals_of(const Calendar& calendar) {
  std::vector<std::string> intervals;
  for (int at = 0; at < 7 * 86400; at += calendar.interval_s) intervals.push_back(interval_text(at));
  return intervals;
}

std::vector<double> wait_edges() {
  std::vector<double> edges;
  for (int bucket = 0; bucket < wait_buckets; ++bucket) edges.push_back(wait_bucket_edge_s(bucket));
  return edges;
}

void write_axes(sim::Hdf5Writer& file, const Scenario& scenario, int replications) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(replications));
  std::iota(numbers.begin(), numbers.end(), 1);
  file.axis("replication", numbers, "1", "number of the replication, from 1");
  std::vector<std::string> options = ids(scenario.options);
  options.insert(options.begin(), baseline_id);
  file.axis("option", options, "baseline, then the options in the order of the scenario");
  file.axis("channel", ids(scenario.model.channels), "ids of the channels");
  file.axis("team", ids(scenario.model.teams), "ids of the teams");
  file.axis("demand", ids(scenario.model.demands), "ids of the demands");
  file.axis("reason", ids(scenario.model.reasons), "ids of the reasons");
  std::vector<std::string> destinations = ids(scenario.model.channels);
  destinations.push_back("avoided");
  file.axis("destination", destinations, "where shifted contacts go: ids of the channels, then avoided");
  file.axis("day", days_of(scenario.calendar), "measured days");
  file.axis("month", months_of(scenario.calendar), "calendar months of the measured days");
  file.axis("interval", intervals_of(scenario.calendar), "start of the interval within the week");
  if (scenario.finance) {
    std::vector<std::int64_t> years(static_cast<std::size_t>(scenario.finance->years) + 1);
    std::iota(years.begin(), years.end(), 0);
    file.axis("year", years, "1", "year of the business case; 0: before the first");
  }
  file.axis("wait_bucket", wait_edges(), "s", "lower edge of the wait; the first is no wait at all");
}

/// Only where rosters are searched for.
void write_search_axis(sim::Hdf5Writer& file, const Results& results) {
  std::size_t searches = 0;
  for (const auto& of_option : results.searches) searches = std::max(searches, of_option.size());
  if (searches == 0) return;
  std::vector<std::int64_t> numbers(searches);
  std::iota(numbers.begin(), numbers.end(), 1);
  file.axis("search", numbers, "1", "number of the search for rosters, from 1");
}

void write_head(sim::Hdf5Writer& file, const Scenario& scenario, const Results& results, const FileOrigin& origin) {
  file.attribute("format", results_format);
  file.attribute("format_version", std::int64_t{results_version});
  file.attribute("program_version", origin.program_version);
  file.attribute("git_commit", origin.git_commit);
  file.attribute("command", origin.command);
  file.attribute("created", origin.created);
  file.attribute("scenario", scenario.name);
  file.attribute("seed", scenario.seed);
  file.attribute("replications", std::int64_t{results.replications});
  file.attribute("weeks", std::int64_t{scenario.calendar.weeks});
}

void write_calibration(sim::Hdf5Writer& file, const Scenario& scenario, const Results& results) {
  if (results.calibrations.empty()) return;
  const double none = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> factors(scenario.model.channels.size(), none);
  std::vector<double> reached = factors;
  for (const Calibration& calibration : results.calibrations) {
    factors[calibration.channel.value] = calibration.factor;
    reached[calibration.channel.value] = calibration.offered_per_year;
  }
  file.dataset({"/calibration/factor", "1", "factor on the channel's demands found for offered-per-year", {"channel"}},
               factors);
  file.dataset({"/calibration/offered_per_year",
                "1/year",
                "contacts that reach the channel with it, on replications of its own and with as many first contacts "
                "as are expected",
                {"channel"}},
               reached);
}

void write_option(sim::Hdf5Writer& file, const Simulated& simulated) {
  write_measures(file, simulated);
  write_counts(file, simulated);
  write_series(file, simulated);
}

}  // namespace

void write_results(const std::filesystem::path& path, const Scenario& scenario, const Results& results,
                   const std::string& scenario_text, const std::string& summary_text, const FileOrigin& origin,
                   const Uncertainty* uncertainty) {
  sim::Hdf5Writer file(path);
  write_head(file, scenario, results, origin);
  file.text("/scenario/text", scenario_text, "the scenario, complete in one TOML text");
  file.text("/summary", summary_text, "what the run printed, as JSON");
  write_axes(file, scenario, results.replications);
  write_search_axis(file, results);
  write_calibration(file, scenario, results);
  const std::vector<Simulated> options = full_years(scenario, results);
  const std::vector<Simulated> dated = first_years(scenario, results);
  for (const Simulated& simulated : options) write_option(file, simulated);
  for (const Simulated& simulated : dated) write_option(file, simulated);
  for (const OptionAccount& account : accounts(results, options, dated)) write_account(file, account);
  if (uncertainty) write_uncertainty(file, *uncertainty, scenario.currency);
  file.commit();
}

std::string read_summary(const std::filesystem::path& file) {
  sim::Hdf5Text found = sim::read_hdf5_text(file, "/summary");
  if (found.format != results_format || !found.text) {
    throw sim::FileError(file.string() + ": no results file of channelshift (its format is \"" + found.format +
                         "\"). Give a file that channelshift run has written.");
  }
  return std::move(*found.text);
}

}  // namespace channelshift
