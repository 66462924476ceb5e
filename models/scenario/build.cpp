#include "models/scenario/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/scenario/check.hpp"
#include "models/scenario/paths.hpp"
#include "models/scenario/reading.hpp"
#include "models/scenario/write_toml.hpp"

namespace channelshift {

namespace {

/// Profiles whose busy days are those of another take over its numbers.
void share_busy_days(Model& model, const Node& root, Faults& faults) {
  for (Profile& profile : model.profiles) {
    if (!profile.busy_day || profile.busy_day->of_profile == profile.id) continue;
    const auto named = std::find_if(model.profiles.begin(), model.profiles.end(),
                                    [&](const Profile& p) { return p.id == profile.busy_day->of_profile; });
    if (named == model.profiles.end()) continue;
    const bool own = named->busy_day && named->busy_day->of_profile == named->id;
    if (own) {
      *profile.busy_day = *named->busy_day;
      continue;
    }
    faults.add(
        find(*find(*find(root, "profile"), profile.id), "busy-day")->place,
        fmt::format("busy-day names the profile {}, which has no busy days of its own (there is nothing to take over). "
                    "Give that one a busy-day table, or name the profile that has it.",
                    in_quotes(named->id)));
  }
}

void add_general_reason(Model& model, const Reading& reading) {
  if (model.reasons.size() == reading.reasons.ids().size()) return;
  Reason general;
  general.id = general.title = std::string(general_reason);
  general.resolved.assign(model.channels.size(), 1);
  model.reasons.push_back(std::move(general));
}

Scenario read_tree(const Node& root, Faults& faults, Faults& warnings) {
  Reading reading{faults, warnings, {}, {}, {}, {}, {}, {}};
  collect_names(root, reading);
  Scenario scenario;
  read_table(&scenario, root, root_keys(), reading);
  add_general_reason(scenario.model, reading);
  share_busy_days(scenario.model, root, faults);
  return scenario;
}

/// An option while it is put together: what it has by `based-on`, then its own.
struct Draft {
  const Node* node = nullptr;
  std::vector<const Node*> shifts;
  std::vector<const Entry*> sets;
  enum class State { untouched, open, done } state = State::untouched;
};

class Options {
 public:
  Options(Scenario& scenario, const Node& root, Faults& faults) : scenario_(scenario), faults_(faults) {
    const Node* list = find(root, "option");
    if (!list || !list->list()) return;
    for (const Node& item : *list->list()) drafts_.push_back({&item, {}, {}, Draft::State::untouched});
    for (std::size_t i = 0; i < drafts_.size(); ++i) complete(i);
    for (Option& option : scenario.options) {
      const bool in_time = option.ramp != RampShape::step || option.release.rule != ReleaseRule::at_once;
      if (!option.starts && in_time) option.starts = scenario.calendar.start;
    }
  }
  const std::vector<Draft>& drafts() const { return drafts_; }

 private:
  void complete(std::size_t i) {
    Draft& draft = drafts_[i];
    if (draft.state != Draft::State::untouched) return;
    draft.state = Draft::State::open;
    chain_.push_back(i);
    take_own(i);
    if (const std::optional<std::size_t> base = base_of(i)) {
      if (drafts_[*base].state == Draft::State::open) {
        circle(*base);
      } else {
        complete(*base);
        take_over(i, *base);
      }
    }
    chain_.pop_back();
    draft.state = Draft::State::done;
  }

  std::optional<std::size_t> base_of(std::size_t i) const {
    const Node* name = find(*drafts_[i].node, "based-on");
    if (!name || !name->text()) return std::nullopt;
    for (std::size_t j = 0; j < drafts_.size(); ++j) {
      if (scenario_.options[j].id == *name->text()) return j;
    }
    return std::nullopt;
  }

  void take_own(std::size_t i) {
    Draft& draft = drafts_[i];
    if (const Node* shifts = find(*draft.node, "shift"); shifts && shifts->list()) {
      for (const Node& shift : *shifts->list()) draft.shifts.push_back(&shift);
    }
    if (const Node* set = find(*draft.node, "set"); set && set->table()) {
      for (const Entry& entry : *set->table()) draft.sets.push_back(&entry);
    }
  }

  void take_over(std::size_t i, std::size_t base) {
    Option& option = scenario_.options[i];
    const Option& other = scenario_.options[base];
    Draft& draft = drafts_[i];
    const Draft& from = drafts_[base];
    option.shifts.insert(option.shifts.begin(), other.shifts.begin(), other.shifts.end());
    draft.shifts.insert(draft.shifts.begin(), from.shifts.begin(), from.shifts.end());
    draft.sets.insert(draft.sets.begin(), from.sets.begin(), from.sets.end());
    option.one_off_cost += other.one_off_cost;
    option.per_year_cost += other.per_year_cost;
    if (!find(*draft.node, "starts")) option.starts = other.starts;
    if (!find(*draft.node, "staffing")) option.staffing = other.staffing;
    if (!find(*draft.node, "release")) option.release = other.release;
    if (!find(*draft.node, "bridge")) option.bridge = other.bridge || option.staffing != Staffing::keep;
    if (find(*draft.node, "ramp")) return;
    option.ramp = other.ramp;
    option.ramp_weeks = other.ramp_weeks;
  }

  void circle(std::size_t base) {
    std::string names;
    for (auto at = std::find(chain_.begin(), chain_.end(), base); at != chain_.end(); ++at) {
      names += scenario_.options[*at].id + " -> ";
    }
    faults_.add(find(*drafts_[chain_.back()].node, "based-on")->place,
                fmt::format("circular based-on: {}{} (no option is the first). Take one of these keys out.", names,
                            scenario_.options[base].id));
  }

  Scenario& scenario_;
  Faults& faults_;
  std::vector<Draft> drafts_;
  std::vector<std::size_t> chain_;
};

/// What is wrong with setting this path in an option; empty if nothing is.
std::string refused_path(const std::string& path) {
  const std::vector<std::string> steps = split_path(path);
  const std::vector<std::string> reached = {"channel", "demand", "team", "reason", "profile", "surge", "routing"};
  if (std::find(reached.begin(), reached.end(), steps[0]) == reached.end()) {
    return fmt::format(
        "an option cannot set {} (it reaches channels, demands, teams, reasons, profiles, surges and "
        "routing).{}",
        in_quotes(path),
        nearest(steps[0], reached).empty() ? " Use a scenario of its own that extends this one."
                                           : did_you_mean(steps[0], reached));
  }
  if (path == "routing.choice") return {};
  if (steps.size() < 3) {
    return fmt::format(
        "{} names no key (a path is like channel.phone.lines). Write it whole, in quotes: "
        "\"channel.phone.lines\" = 30.",
        in_quotes(path));
  }
  if (steps[2] == "id") return "an option cannot rename things (results are compared by id). Remove it.";
  if (steps[2] == "offered-per-year") {
    return "an option cannot set offered-per-year (its factor is found once, and is the same in every option). Set the "
           "demand itself.";
  }
  return {};
}

void collect_places(const Node& node, std::set<Place>& places) {
  places.insert(node.place);
  if (const Node::List* list = node.list()) {
    for (const Node& item : *list) collect_places(item, places);
  } else if (const Node::Table* table = node.table()) {
    for (const Entry& entry : *table) {
      places.insert(entry.key_place);
      collect_places(entry.value, places);
    }
  }
}

/// Faults of an option with a `set`. Those that it has without the set too (`without`) are told where they stand; what
/// only the set brings is told at the set.
void tell(const Faults& found, const Faults& without, const Draft& draft, const std::string& option, Faults& faults) {
  std::set<Place> own;
  for (const Entry* set : draft.sets) {
    own.insert(set->key_place);
    collect_places(set->value, own);
  }
  const std::set<Faults::Found> known(without.found().begin(), without.found().end());
  for (const Faults::Found& fault : found.found()) {
    if (known.contains(fault) || own.contains(fault.place)) {
      faults.add(fault.place, fault.problem);
    } else {
      faults.add(draft.sets.back()->key_place, fmt::format("with the set of option {}: {}", option, fault.problem));
    }
  }
}

}  // namespace

Scenario build_scenario(const Node& root, Faults& faults, Faults& warnings) {
  Scenario scenario = read_tree(root, faults, warnings);
  const Options options(scenario, root, faults);
  const ModelView base{scenario.calendar, scenario.model, root, nullptr};
  check_model(base, faults, warnings);

  for (std::size_t i = 0; i < scenario.options.size(); ++i) {
    Option& option = scenario.options[i];
    const Draft& draft = options.drafts()[i];
    const OptionView view{option.id, option.shifts, draft.shifts};
    if (draft.sets.empty()) {
      option.model = scenario.model;
      check_option({scenario.calendar, option.model, root, &view}, faults, warnings);
      continue;
    }
    option.changes_model = true;
    Node changed = root;
    std::erase_if(*changed.as<Node::Table>(), [](const Entry& entry) { return entry.key == "option"; });
    for (const Entry* set : draft.sets) {
      option.changes.push_back(set->key + " = " + write_value(set->value));
      const std::string refused = refused_path(set->key);
      if (refused.empty()) {
        set_at_path(changed, set->key, set->value, set->key_place, faults);
      } else {
        faults.add(set->key_place, refused);
      }
    }
    Faults without = faults;
    Faults odd_without = warnings;
    check_option({scenario.calendar, scenario.model, root, &view}, without, odd_without);
    Faults found;
    Faults odd;
    option.model = read_tree(changed, found, odd).model;
    check_model({scenario.calendar, option.model, changed, nullptr}, found, odd);
    check_option({scenario.calendar, option.model, changed, &view}, found, odd);
    tell(found, without, draft, option.id, faults);
    tell(odd, odd_without, draft, option.id, warnings);
  }
  if (faults.none()) check_releases(scenario, root, faults, warnings);
  if (faults.none()) warn_of_unused_shiftable(scenario, root, warnings);
  return scenario;
}

}  // namespace channelshift
