#include "models/scenario/store.hpp"

/// [team.turnover]: people leave, places stay vacant, new people learn.
namespace channelshift {

namespace {

constexpr std::string_view learning_shapes[] = {"linear", "exponential"};  // as LearningShape

}  // namespace

const TableKeys& turnover_keys() {
  static const TableKeys keys{
      .name = "turnover",
      .keys = {
          {.name = "leavers-per-year",
           .type = Type::number,
           .meaning = "How often in a year somebody leaves, on average: leavers a year / people.",
           .range = Range{0, 100},
           .required = true,
           .store = into<&Turnover::leavers_per_year>},
          {.name = "hiring",
           .type = Type::duration,
           .meaning = "How long a place then stays vacant. A vacant place is not paid.",
           .standard = "0s",
           .store = into<&Turnover::hiring_s>},
          {.name = "training",
           .type = Type::duration,
           .meaning = "How long somebody new is trained, paid and not yet at work.",
           .standard = "0s",
           .store = into<&Turnover::training_s>},
          {.name = "learning",
           .type = Type::table,
           .meaning = "How fast somebody newly trained works.",
           .without = "as fast as anybody",
           .table = learning_keys,
           .store = into<&Turnover::learning>},
          {.name = "cost-per-leaver",
           .type = Type::money,
           .meaning = "What it costs to replace one: advertising, interviews, trainers. The wages in training come on "
                      "top by themselves.",
           .standard = "0",
           .store = into<&Turnover::cost_per_leaver>},
      }};
  return keys;
}

const TableKeys& learning_keys() {
  static const TableKeys keys{
      .name = "learning",
      .keys = {
          {.name = "start",
           .type = Type::number,
           .meaning = "Speed on the first day after training, relative to somebody who knows the work.",
           .range = Range{0.01, 1},
           .required = true,
           .store = into<&Learning::start>},
          {.name = "weeks",
           .type = Type::number,
           .meaning = "Weeks from there to full speed (exponential: to 95% of the way).",
           .range = Range{0, 520, true},
           .required = true,
           .store = into<&Learning::weeks>},
          {.name = "shape",
           .type = Type::choice,
           .meaning = "linear: evenly. exponential: fast at first, then ever more slowly.",
           .standard = "linear",
           .choices = learning_shapes,
           .store = into<&Learning::shape>},
      }};
  return keys;
}

}  // namespace channelshift
