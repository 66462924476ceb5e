#include <fmt/format.h>

#include "models/scenario/explain_parts.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

std::string promise_in_words(const Case& work) {
  const std::string within =
      work.promise_days ? fmt::format("{} open days", *work.promise_days) : show_duration(work.promise_s);
  return within + (work.clock == Clock::working && !work.promise_days ? " of working time" : "");
}

void explain_case(Page& page, const Model& model, const Case& work) {
  const std::string who = work.channel
                              ? fmt::format("waits on {} for those who answer there", id_of(model, *work.channel))
                              : fmt::format("takes: {}{}", in_words(*work.lead_time),
                                            work.clock == Clock::working ? ", in working time" : "");
  page.line(fmt::format("A resolved contact opens a case, which {}. It is promised within {}, and the need is met when "
                        "it closes.",
                        who, promise_in_words(work)),
            4);
  if (const auto& confirm = work.confirm) {
    page.line(
        fmt::format("A text message confirms it, at {} each; {} of them are followed by a contact{}, and {} of those "
                    "who would chase do not.",
                    show_number(confirm->cost), show_share(confirm->breeds),
                    confirm->channel ? " by " + id_of(model, *confirm->channel) : "", show_share(confirm->reassures)),
        4);
  }
  if (!work.chase) return page.line("Nobody asks after a late case.", 4);
  page.line(fmt::format("Past the promise {} of the customers ask by {}, again and again until it closes, after: {}.",
                        show_share(work.chase->share), id_of(model, work.chase->channel), in_words(work.chase->after)),
            4);
}

}  // namespace

void explain_outcomes(Page& page, const Model& model, const Reason& reason) {
  if (reason.work) explain_case(page, model, *reason.work);
  if (const auto& escalate = reason.escalate) {
    page.line(fmt::format("Of the unresolved contacts {} are handed on to {}{}{}.", show_share(escalate->share),
                          id_of(model, escalate->to),
                          escalate->as ? ", as " + model.reasons[escalate->as->value].id : std::string(),
                          escalate->after ? ", after: " + in_words(*escalate->after) : ", at once"),
              4);
  }
  if (const auto& churn = reason.churn) {
    page.line(fmt::format("Customers leave for good after {} of the other unresolved contacts and {} of the attempts "
                          "without an answer; each is worth {}.",
                          show_share(churn->unresolved), show_share(churn->abandoned), show_number(churn->value)),
              4);
  }
  if (const auto& score = reason.satisfaction) {
    page.line(
        fmt::format("Satisfaction, 0 to 10: {}; {} for each minute waited, {} if the need is lost, {} for each time "
                    "it is handed on; normal noise of {}.",
                    show_number(score->base), show_number(score->per_wait_minute), show_number(score->unresolved),
                    show_number(score->per_hand_off), show_number(score->noise)),
        4);
  }
}

}  // namespace channelshift
