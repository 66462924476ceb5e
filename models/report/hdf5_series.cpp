#include <array>
#include <limits>
#include <string_view>

#include "models/report/hdf5_parts.hpp"

/// What is summed over all replications: the mean week, the days, and the waits.
namespace channelshift {
namespace {

constexpr double seconds_per_tick = 1 / sim::ticks_per_s;

/// A sum of a cell. Its mean is per replication (and week), in `mean_unit`.
template <class Of>
struct Sum {
  std::string_view name;
  std::string_view mean_name;
  std::string_view meaning;
  std::int64_t Of::*value;
  bool is_time = false;
  bool is_level = false;  ///< at the end of the day, not of the day
};

constexpr std::array channel_sums{
    Sum<Cell>{"offered", "offered", "contacts offered", &Cell::offered},
    Sum<Cell>{"answered", "answered", "contacts answered", &Cell::answered},
    Sum<Cell>{"answered_in_target", "answered_in_target", "contacts answered within the target",
              &Cell::answered_in_target},
    Sum<Cell>{"abandoned", "abandoned", "contacts that left before an answer", &Cell::abandoned},
    Sum<Cell>{"not_yet_due", "not_yet_due", "contacts waiting at the end whose target had not passed",
              &Cell::not_yet_due},
    Sum<Cell>{"wait", "wait_s_sum", "wait of offered contacts, summed", &Cell::wait, true},
    Sum<Cell>{"wait_answered", "wait_answered_s_sum", "wait of answered contacts, summed", &Cell::wait_answered, true},
    Sum<Cell>{"handle", "handle_s_sum", "handle time of answered contacts, summed", &Cell::handle, true},
};

constexpr std::array backlog_sums{
    Sum<BacklogCell>{"backlog", "backlog", "deferred contacts that wait at the end of the day", &BacklogCell::contacts,
                     false, true},
    Sum<BacklogCell>{"backlog_work", "backlog_work_s", "handling time still to be done on them", &BacklogCell::work,
                     true, true},
    Sum<BacklogCell>{"backlog_oldest", "backlog_oldest_s", "age of the one that has waited longest",
                     &BacklogCell::oldest, true, true},
};

constexpr std::array team_sums{
    Sum<TeamCell>{"busy_within", "busy_within_s", "time on contacts within the level of staff", &TeamCell::busy_within,
                  true},
    Sum<TeamCell>{"at_work", "at_work_s", "the level of staff", &TeamCell::at_work, true},
    Sum<TeamCell>{"overtime", "overtime_s", "time on contacts by more agents than are rostered", &TeamCell::overtime,
                  true},
};

/// A ratio of the sums of a cell.
template <class Of>
struct Ratio {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  double (*numerator)(const Of&);
  double (*denominator)(const Of&);
};

template <auto Field, class Of>
double whole(const Of& cell) {
  return static_cast<double>(cell.*Field);
}

template <auto Field, class Of>
double seconds_of(const Of& cell) {
  return static_cast<double>(cell.*Field) * seconds_per_tick;
}

double due(const Cell& cell) { return static_cast<double>(cell.offered - cell.not_yet_due); }

constexpr std::array channel_ratios{
    Ratio<Cell>{"service_level", "1", "answered within the target / offered", whole<&Cell::answered_in_target>, due},
    Ratio<Cell>{"abandoned_share", "1", "abandoned / offered", whole<&Cell::abandoned>, whole<&Cell::offered>},
    Ratio<Cell>{"asa_s", "s", "mean wait of answered contacts", seconds_of<&Cell::wait_answered>,
                whole<&Cell::answered>},
    Ratio<Cell>{"wait_s", "s", "mean wait of offered contacts", seconds_of<&Cell::wait>, due},
    Ratio<Cell>{"handle_s", "s", "mean handle time", seconds_of<&Cell::handle>, whole<&Cell::answered>},
};

constexpr std::array team_ratios{
    Ratio<TeamCell>{"occupancy", "1", "time on contacts within the level / time at work",
                    seconds_of<&TeamCell::busy_within>, seconds_of<&TeamCell::at_work>},
};

/// Where a series stands and by what its sums are divided to be means.
struct SeriesPlace {
  std::string folder;
  std::vector<std::string> axes;
  std::string per;  ///< "week" or "day"
  double divisor;
  std::vector<bool> has_target = {};  ///< [cell]; empty: every one
};

template <class Cells, class Sums>
void write_sums(sim::Hdf5Writer& file, const SeriesPlace& place, const Cells& cells, const Sums& sums) {
  for (const auto& sum : sums) {
    std::vector<std::int64_t> whole_numbers;
    std::vector<double> means;
    whole_numbers.reserve(cells.size());
    means.reserve(cells.size());
    for (const auto& cell : cells) {
      const std::int64_t value = cell.*(sum.value);
      whole_numbers.push_back(value);
      means.push_back(static_cast<double>(value) * (sum.is_time ? seconds_per_tick : 1.0) / place.divisor);
    }
    const std::string meaning(sum.meaning);
    file.dataset({place.folder + std::string(sum.name) + "_sum", sum.is_time ? "2^-18 s" : "1",
                  meaning + ", over all replications", place.axes},
                 whole_numbers);
    const std::string unit = (sum.is_time ? "s" : "1") + (sum.is_level ? "" : "/" + place.per);
    file.dataset({place.folder + std::string(sum.mean_name), unit, meaning + ", mean", place.axes}, means);
  }
}

template <class Cells, class Ratios>
void write_ratios(sim::Hdf5Writer& file, const SeriesPlace& place, const Cells& cells, const Ratios& ratios) {
  for (const auto& ratio : ratios) {
    std::vector<double> values;
    values.reserve(cells.size());
    for (const auto& cell : cells) values.push_back(ratio.numerator(cell) / ratio.denominator(cell));
    for (std::size_t i = 0; i < place.has_target.size(); ++i) {
      if (!place.has_target[i] && ratio.name == "service_level") values[i] = std::numeric_limits<double>::quiet_NaN();
    }
    file.dataset({place.folder + std::string(ratio.name), std::string(ratio.unit),
                  std::string(ratio.meaning) + "; NaN where there was nothing", place.axes},
                 values);
  }
}

void write_histogram(sim::Hdf5Writer& file, const Simulated& simulated, double replications) {
  const std::vector<std::int64_t>& sums = simulated.run->series.wait_histogram;
  std::vector<double> means;
  for (const std::int64_t sum : sums) means.push_back(static_cast<double>(sum) / replications / simulated.years);
  const std::string path = folder_of(simulated) + "/wait_histogram";
  file.dataset(
      {path + "_sum", "1", "answered contacts by their wait, over all replications", {"channel", "wait_bucket"}}, sums);
  file.dataset({path, "1/year", "answered contacts by their wait, mean", {"channel", "wait_bucket"}}, means);
}

/// Whether the channel of each cell has a target; the channel runs fastest (days) or slowest (week).
std::vector<bool> target_of_cells(const Simulated& simulated, std::size_t cells, bool channel_runs_fastest) {
  const std::vector<Channel>& channels = simulated.model->channels;
  std::vector<bool> result;
  for (std::size_t i = 0; i < cells; ++i) {
    const std::size_t channel = channel_runs_fastest ? i % channels.size() : i / (cells / channels.size());
    result.push_back(channels[channel].target.has_value());
  }
  return result;
}

}  // namespace

void write_series(sim::Hdf5Writer& file, const Simulated& simulated) {
  const Series& series = simulated.run->series;
  const std::string folder = folder_of(simulated);
  const auto replications = static_cast<double>(simulated.run->replications.size());
  const double weeks = replications * simulated.scenario->calendar.weeks;
  const SeriesPlace week{
      folder + "/week/", {"channel", "interval"}, "week", weeks, target_of_cells(simulated, series.week.size(), false)};
  write_sums(file, week, series.week, channel_sums);
  write_ratios(file, week, series.week, channel_ratios);
  const SeriesPlace days{
      folder + "/days/", {"day", "channel"}, "day", replications, target_of_cells(simulated, series.days.size(), true)};
  write_sums(file, days, series.days, channel_sums);
  write_ratios(file, days, series.days, channel_ratios);
  write_sums(file, days, series.backlog, backlog_sums);
  const SeriesPlace team_week{folder + "/team_week/", {"team", "interval"}, "week", weeks};
  write_sums(file, team_week, series.team_week, team_sums);
  write_ratios(file, team_week, series.team_week, team_ratios);
  write_histogram(file, simulated, replications);
}

}  // namespace channelshift
