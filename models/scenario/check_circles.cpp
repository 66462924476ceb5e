#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "models/scenario/check.hpp"
#include "models/scenario/reading.hpp"

/// Ways of a contact that lead back to where it was: fall-backs, and what happens at once on closed channels.
namespace channelshift {

namespace {

/// From each channel to the channels to which a contact may go, and where that stands.
struct Way {
  std::size_t to;
  Place place;
  bool of_shift = false;
};
using Ways = std::vector<std::vector<Way>>;

struct Circle {
  std::vector<std::size_t> channels;  ///< in order; the first comes again after the last
  Place place;                        ///< of the way that closes it, or of a shift's that is part of it
};

/// Depth first; each circle that a way back to an open channel closes.
class Search {
 public:
  explicit Search(const Ways& ways) : ways_(ways), state_(ways.size(), State::fresh) {
    for (std::size_t channel = 0; channel < ways.size(); ++channel) visit(channel);
  }
  const std::vector<Circle>& found() const { return found_; }

 private:
  enum class State { fresh, open, done };

  void visit(std::size_t channel) {
    if (state_[channel] != State::fresh) return;
    state_[channel] = State::open;
    path_.push_back(channel);
    for (const Way& way : ways_[channel]) {
      taken_.push_back(&way);
      if (state_[way.to] == State::open) {
        close(way);
      } else {
        visit(way.to);
      }
      taken_.pop_back();
    }
    path_.pop_back();
    state_[channel] = State::done;
  }

  void close(const Way& way) {
    const auto first = std::find(path_.begin(), path_.end(), way.to);
    const auto ways = taken_.begin() + (first - path_.begin());  // from each channel of the path one way was taken
    const auto shift = std::find_if(ways, taken_.end(), [](const Way* taken) { return taken->of_shift; });
    found_.push_back({{first, path_.end()}, shift == taken_.end() ? way.place : (*shift)->place});
  }

  const Ways& ways_;
  std::vector<State> state_;
  std::vector<std::size_t> path_;
  std::vector<const Way*> taken_;
  std::vector<Circle> found_;
};

void tell(const ModelView& view, const Ways& ways, std::string_view what, std::string_view advice, Faults& faults) {
  const Search search(ways);
  for (const Circle& circle : search.found()) {
    std::string names;
    for (const std::size_t channel : circle.channels) names += view.model.channels[channel].id + " -> ";
    names += view.model.channels[circle.channels.front()].id;
    faults.add(circle.place, fmt::format("circular {}: {} {}", what, names, advice));
  }
}

void add_way(Ways& ways, std::size_t from, ChannelId to, const Place& place, bool of_shift = false) {
  if (from < ways.size() && to.value < ways.size()) ways[from].push_back({to.value, place, of_shift});
}

Ways fall_backs(const ModelView& view) {
  Ways ways(view.model.channels.size());
  for (std::size_t i = 0; i < view.model.channels.size(); ++i) {
    const Channel& channel = view.model.channels[i];
    const Place place = place_of_value(table_of(view, "channel", i), "falls-back-to");
    if (channel.kind == ChannelKind::self_service && channel.falls_back_to)
      add_way(ways, i, *channel.falls_back_to, place);
  }
  if (!view.option) return ways;
  for (std::size_t s = 0; s < view.option->shifts.size(); ++s) {
    const Shift& shift = view.option->shifts[s];
    if (!shift.to || !shift.falls_back_to) continue;
    add_way(ways, shift.to->value, *shift.falls_back_to, place_of_value(*view.option->nodes[s], "falls-back-to"), true);
  }
  return ways;
}

/// What certainly happens, at once, to a contact that finds the channel closed.
Ways when_closed(const ModelView& view, bool emergency) {
  constexpr double certain = 1 - 1e-9;
  Ways ways(view.model.channels.size());
  for (std::size_t i = 0; i < view.model.channels.size(); ++i) {
    const std::optional<WhenClosed>& closed = view.model.channels[i].when_closed;
    const Node* table = closed ? find(table_of(view, "channel", i), "when-closed") : nullptr;
    if (!table) continue;
    if (emergency && closed->emergency_to) {
      add_way(ways, i, *closed->emergency_to, place_of_value(*table, "emergency-to"));
      continue;
    }
    for (const Switch& other : closed->switches) {
      if (other.share >= certain) add_way(ways, i, other.channel, place_of_value(*table, "switch"));
    }
  }
  return ways;
}

}  // namespace

void check_circles(const ModelView& view, Faults& faults) {
  tell(view, fall_backs(view), "fall-backs",
       "(a contact that is not completed would never arrive). Let one of them fall back to a channel with agents.",
       faults);
  if (view.option) return;
  constexpr std::string_view advice =
      "(while all are closed a contact would go round for ever). Let the last name a channel that is always open, or "
      "none.";
  tell(view, when_closed(view, true), "emergency-to", advice, faults);
  tell(view, when_closed(view, false), "switch of when-closed", advice, faults);
}

}  // namespace channelshift
