#include <fmt/format.h>

#include "models/scenario/explain_parts.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

std::string reasons_in_words(const Model& model, const std::vector<bool>& moves) {
  std::vector<std::string> words;
  for (std::size_t r = 0; r < moves.size(); ++r) {
    if (moves[r]) words.push_back(model.reasons[r].id);
  }
  return words.size() == moves.size() ? "all reasons" : "reason " + listed(words, "or");
}

std::string bounce_in_words(const Model& model, const Shift& shift) {
  const Channel& to = model.channels[shift.to->value];
  const bool self_service = to.kind == ChannelKind::self_service;
  const double completes = shift.completes.value_or(self_service ? to.completes : 1);
  const double gives_up = shift.gives_up.value_or(to.gives_up);
  const std::optional<ChannelId> back = shift.falls_back_to ? shift.falls_back_to : to.falls_back_to;
  if (completes == 1) return "All of them complete there.";
  const std::string given_up = gives_up > 0 ? fmt::format("of the others {} give up", show_share(gives_up)) : "";
  const std::string fallen = back ? fmt::format("the {} fall back to {}, after: {}", gives_up > 0 ? "rest" : "others",
                                                id_of(model, *back), in_words(to.falls_back_after))
                                  : "";
  return fmt::format("{} of them complete there; {}{}{}.", show_share(completes), given_up,
                     gives_up > 0 && back ? "; " : "", gives_up < 1 ? fallen : "");
}

void explain_shift(Page& page, const Model& model, const Shift& shift) {
  std::vector<std::string> from;
  for (const ChannelId channel : shift.from) from.push_back(id_of(model, channel));
  page.line(fmt::format("{} of the first contacts by {} ({}) {}.", show_share(shift.share), listed(from),
                        reasons_in_words(model, shift.reasons),
                        shift.to ? "move to " + id_of(model, *shift.to) : "are avoided"),
            4);
  if (shift.to) {
    page.line(bounce_in_words(model, shift), 6);
    if (shift.handle) page.line("Handle time there: " + in_words(*shift.handle) + ".", 6);
    page.line(fmt::format("New contacts that it brings, per contact moved: {}.", show_number(shift.induced)), 6);
  }
  page.line(shift.simplest_first == 0 ? "They move whatever their length."
                                      : fmt::format("The shortest first: {}.", show_share(shift.simplest_first)),
            6);
}

std::string ramp_in_words(const Option& option) {
  switch (option.ramp) {
    case RampShape::step:
      return "Full take-up at once";
    case RampShape::linear:
      return fmt::format("Take-up grows evenly over {} weeks", option.ramp_weeks);
    case RampShape::logistic:
      return fmt::format("Take-up grows along a logistic curve over {} weeks", option.ramp_weeks);
  }
  return {};
}

}  // namespace

void explain_option(Page& page, const Scenario& scenario, const Option& option) {
  page.indented(named(option.id, option.title) + ".");
  for (const Shift& shift : option.shifts) explain_shift(page, option.model, shift);
  if (option.shifts.empty()) page.line("No contacts move.", 4);
  for (const std::string& change : option.changes) page.line("It sets " + change + ".", 4);
  if (!option.changes.empty() && option.ramp != RampShape::step)
    page.line("Handle times and revenue change with take-up, everything else that is set at once.", 4);
  page.line(
      fmt::format("{}, from {}.", ramp_in_words(option), option.starts ? show_date(*option.starts) : "the beginning"),
      4);
  explain_staffing(page, scenario, option);
  page.line(fmt::format("Costs {} {} once and {} a year.", scenario.currency, show_number(option.one_off_cost),
                        show_number(option.per_year_cost)),
            4);
}

}  // namespace channelshift
