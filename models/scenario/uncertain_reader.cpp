#include "models/scenario/uncertain_reader.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "models/scenario/paths.hpp"
#include "models/scenario/reading.hpp"
#include "models/scenario/toml_text.hpp"
#include "models/scenario/uncertain_keys.hpp"
#include "models/scenario/uncertain_value.hpp"
#include "models/scenario/values.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

KeyOfPath key_of_path(std::string path) {
  const std::vector<std::string> steps = split_path(path);
  if (steps.size() > 3 && steps[0] == "option" && steps[2] == "set") path.erase(0, path.find(".set.") + 5);
  for (bool exact = true;; exact = false) {
    if (const Key* key = key_at_path(path).key) return {key, exact};
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos) return {};
    path.resize(dot);
  }
}

AllowedRange allowed_range(const UncertainInput& input) {
  const KeyOfPath found = key_of_path(input.path);
  const std::optional<Range> range = found.key ? range_of(*found.key) : std::nullopt;
  if (!range) return {};
  return {range->low, range->high};
}

namespace {

bool can_be_uncertain(Type type) {
  return type == Type::number || type == Type::whole || type == Type::share || type == Type::money ||
         type == Type::duration || type == Type::list || type == Type::other;
}

/// One uncertain input while it is read.
class Reader {
 public:
  Reader(std::string path, const Node& table, const Place& place, Faults& faults)
      : path_(std::move(path)), table_(table), place_(place), faults_(faults) {}

  /// `standing`: the value in the file, for an input without a likely one; may be null.
  std::optional<FoundUncertain> read(const Node* standing) {
    if (refused() || !read_stated()) return std::nullopt;
    const std::size_t before = faults_.found().size();
    const Node* given = stated_.likely ? stated_.likely : !stated_.family ? standing : nullptr;
    if (!stated_.family) need_triple(given);
    read_numbers(given);
    if (faults_.found().size() > before) return std::nullopt;
    fill(given);
    check_order();
    if (faults_.found().size() > before) return std::nullopt;
    const UncertainValue value(found_.input);
    if (!given && !found_.input.whole) found_.input.likely = mean_of(value);
    found_.least = stated_.low ? *stated_.low : node_of(value(0));
    found_.greatest = stated_.high ? *stated_.high : node_of(value(0xFFFFFFFFu));
    return found_;
  }

  /// The value that the plain run takes.
  Node likely_node(const Node* standing) const {
    if (stated_.likely) return *stated_.likely;
    if (!stated_.family && standing) return *standing;
    return node_of(found_.input.likely);
  }

 private:
  void fault(const Place& place, std::string problem) { faults_.add(place, std::move(problem)); }

  bool refused() {
    const std::string top = split_path(path_)[0];
    if (top == "run" || top == "calendar" || top == "schema" || top == "uncertain") {
      fault(place_, fmt::format("{} cannot be uncertain (it says how the simulation is run, and is no input). Give one "
                                "value.",
                                path_));
      return true;
    }
    const KeyOfPath found = key_of_path(path_);
    if (found.key && found.exact && !can_be_uncertain(found.key->type)) {
      fault(place_, fmt::format("{} cannot be uncertain (only numbers and durations can). Give one value.", path_));
      return true;
    }
    whole_ = found.key && found.key->type == Type::whole;
    return false;
  }

  bool read_stated() {
    if (!table_.table()) {
      fault(table_.place, fmt::format("{} is {} (an uncertain input is a range or a distribution). Write it like "
                                      "{{ low = 0.05, likely = 0.1, high = 0.12 }}.",
                                      path_, describe(table_)));
      return false;
    }
    const std::size_t before = faults_.found().size();
    Faults warnings;
    Reading reading{faults_, warnings, {}, {}, {}, {}, {}, {}};
    read_table(&stated_, table_, uncertain_keys(), reading);
    return faults_.found().size() == before;
  }

  void need_triple(const Node* likely) {
    const auto need = [&](const Node* node, std::string_view key) {
      if (node) return;
      fault(table_.place,
            fmt::format("{} is uncertain and lacks the key \"{}\" (a range has low, likely and high). Add "
                        "it, or name a family.",
                        path_, key));
    };
    need(stated_.low, "low");
    need(likely, "likely");
    need(stated_.high, "high");
    for (const std::string_view key : {"mode", "mean", "cv"}) {
      if (const Entry* entry = find_entry(table_, key)) {
        fault(entry->key_place, fmt::format("{} without a family (a range has low, likely and high alone). Name the "
                                            "family, or remove it.",
                                            key));
      }
    }
  }

  /// A number or duration; all of an input must be of one kind.
  double number(const Node& node, std::string_view name) {
    std::optional<double> value;
    bool duration = false;
    if (const std::string* text = node.text()) {
      const Parsed<double> seconds = parse_duration(*text);
      if (!seconds.value) fault(node.place, fmt::format("{} is {} {}", name, describe(node), seconds.problem));
      value = seconds.value.value_or(0);
      duration = true;
    } else if (const auto* whole = node.as<std::int64_t>()) {
      value = static_cast<double>(*whole);
    } else if (const double* real = node.as<double>(); real && std::isfinite(*real)) {
      value = *real;
    }
    if (!value) {
      fault(node.place,
            fmt::format("{} is {} (it takes a number, or a duration like \"20s\"). Write one.", name, describe(node)));
    } else if (duration_ && *duration_ != duration && !std::exchange(told_kind_, true)) {
      fault(node.place, fmt::format("{} is {}, and another value of this input is {} (all are of one kind). Write them "
                                    "alike.",
                                    name, describe(node), duration ? "a plain number" : "a duration"));
    }
    if (value && !duration_) duration_ = duration;
    return value.value_or(0);
  }

  void read_numbers(const Node* likely) {
    if (stated_.low) low_ = number(*stated_.low, "low");
    if (likely) likely_ = number(*likely, "likely");
    if (stated_.mode) mode_ = number(*stated_.mode, "mode");
    if (stated_.mean) mean_ = number(*stated_.mean, "mean");
    if (stated_.high) high_ = number(*stated_.high, "high");
  }

  static sim::Family family_of(UncertainFamily family) {
    switch (family) {
      case UncertainFamily::uniform:
        return sim::Family::uniform;
      case UncertainFamily::triangular:
        return sim::Family::triangular;
      case UncertainFamily::exponential:
        return sim::Family::exponential;
      case UncertainFamily::lognormal:
        return sim::Family::lognormal;
      case UncertainFamily::gamma:
        return sim::Family::gamma;
      case UncertainFamily::weibull:
        return sim::Family::weibull;
    }
    return sim::Family::triangular;
  }

  void fill(const Node* likely) {
    UncertainInput& input = found_.input;
    input.path = path_;
    input.whole = whole_;
    input.duration = duration_.value_or(false);
    input.low = low_;
    input.high = high_;
    sim::Distribution& distribution = input.distribution;
    distribution.family = family_of(stated_.family.value_or(UncertainFamily::triangular));
    distribution.low_s = low_.value_or(0);
    distribution.high_s = high_.value_or(0);
    distribution.mode_s = mode_ ? *mode_ : likely_.value_or(0);
    distribution.mean_s = mean_.value_or(0);
    distribution.cv = stated_.cv;
    input.likely = likely ? *likely_ : mode_ ? *mode_ : std::round(sim::mean_s(distribution));
    found_.place = place_;
  }

  void check_order() {
    const Place& at = stated_.high ? stated_.high->place : table_.place;
    if (low_ && high_ && *low_ >= *high_) {
      return fault(at,
                   fmt::format("high of {} is not above low (nothing lies between them). Correct one of them.", path_));
    }
    const auto outside = [&](const std::optional<double>& value) {
      return value && ((low_ && *value < *low_) || (high_ && *value > *high_));
    };
    if (outside(likely_) || outside(mode_)) {
      return fault(at,
                   fmt::format("the {} value of {} lies outside low to high (it is the one between them). Correct one "
                               "of them.",
                               outside(likely_) ? "likely" : "mode", path_));
    }
    if (mean_ && *mean_ <= 0) {
      return fault(stated_.mean->place,
                   "the mean is not above 0 (these families have positive values alone). Use a triangular one.");
    }
    const UncertainValue value(found_.input);
    const double spread = value(0xFFFFFFFFu) - value(0);
    if (!whole_ && !(spread > 0)) {
      fault(at, fmt::format("nothing of the distribution of {} lies within low to high (it has no spread there). Widen "
                            "them.",
                            path_));
    }
  }

  double mean_of(const UncertainValue& value) const {
    if (mode_) return *mode_;
    if (stated_.family == UncertainFamily::uniform) return sim::mean_s(found_.input.distribution);
    if (!low_ && !high_) return *mean_;
    constexpr int points = 4096;
    double sum = 0;
    for (int i = 0; i < points; ++i) sum += value.at((i + 0.5) / points);
    return std::stod(fmt::format("{:.6g}", sum / points));  // people read it
  }

  Node node_of(double value) const { return parse_value(value_text(found_.input, value), place_); }

  std::string path_;
  const Node& table_;
  Place place_;
  Faults& faults_;
  StatedUncertain stated_;
  bool whole_ = false;
  std::optional<bool> duration_;
  bool told_kind_ = false;
  std::optional<double> low_, likely_, high_, mode_, mean_;
  FoundUncertain found_;
};

}  // namespace

std::optional<ReadUncertain> read_uncertain(const std::string& path, const Node& table, const Place& place,
                                            const Node* standing, Faults& faults) {
  Reader reader(path, table, place, faults);
  std::optional<FoundUncertain> found = reader.read(standing);
  if (!found) return std::nullopt;
  return ReadUncertain{std::move(*found), reader.likely_node(standing)};
}

}  // namespace channelshift
