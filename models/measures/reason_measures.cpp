#include <array>

#include "models/measures/measure.hpp"

namespace channelshift {
namespace {

enum : unsigned { has_escalate = 1, has_churn = 2, has_case = 4, has_score = 8, has_chase = 16, has_confirm = 32 };

const Reason& reason_of(const View& view) { return view.model().reasons[view.index]; }

template <auto Field>
double count(const View& view) {
  return static_cast<double>(view.reason().*Field);
}

template <Origin... From>
double offered_by(const View& view) {
  return static_cast<double>((view.reason().offered_by_origin[static_cast<std::size_t>(From)] + ...));
}

/// Contacts that customers made.
double contacts(const View& view) {
  std::int64_t all = 0;
  for (const std::int64_t offered : view.reason().offered_by_origin) all += offered;
  return static_cast<double>(all) - offered_by<Origin::escalated, Origin::job>(view);
}

/// Contacts that better service would have made needless.
double avoidable(const View& view) {
  return offered_by<Origin::retry, Origin::switched, Origin::later, Origin::fall_back, Origin::repeat, Origin::chaser,
                    Origin::prompted>(view);
}

double customers_lost_value(const View& view) {
  const auto& churn = reason_of(view).churn;
  return churn ? churn->value * static_cast<double>(view.reason().customers_lost) : 0;
}

double cases_due(const View& view) {
  return static_cast<double>(view.reason().cases - view.reason().cases_not_yet_due);
}

double case_hours(const View& view) { return sim::seconds(view.reason().case_time) / 3600; }

double promoters_less_detractors(const View& view) {
  return 100.0 * static_cast<double>(view.reason().promoters - view.reason().detractors);
}

using R = ReasonCounts;

constexpr Measure sum(std::string_view name, std::string_view meaning, Quantity of, unsigned of_reasons = 0,
                      std::string_view unit = "1/year") {
  return {.name = name, .unit = unit, .meaning = meaning, .numerator = of, .kinds = of_reasons};
}

constexpr Measure ratio(std::string_view name, std::string_view unit, std::string_view meaning, Quantity of,
                        Quantity among, unsigned of_reasons = 0) {
  return {.name = name, .unit = unit, .meaning = meaning, .numerator = of, .denominator = among, .kinds = of_reasons};
}

constexpr std::array table{
    sum("contacts", "contacts that customers made, of every kind; what is handed on and work behind contacts apart",
        contacts),
    sum("avoidable",
        "of those, what better service would have made needless: retries, contacts from another channel or after an "
        "opening, fall-backs, repeats, chasers, questions about confirmations",
        avoidable),
    ratio("avoidable_share", "1", "avoidable / contacts (failure demand)", avoidable, contacts),
    ratio("contacts_per_need_met", "1", "contacts / needs that began with this reason and were met", contacts,
          count<&R::needs_met>),
    sum("escalated", "contacts that were handed on", count<&R::escalated>, has_escalate),
    sum("settled_by_authority", "contacts that would have been handed on, had the team not had the authority",
        count<&R::settled_by_authority>, has_escalate),
    sum("customers_lost", "customers who left for good", count<&R::customers_lost>, has_churn),
    sum("customers_lost_value", "what they are worth; beside cost, not in it", customers_lost_value, has_churn,
        "money/year"),
    sum("cases", "cases opened", count<&R::cases>, has_case),
    ratio("case_in_promise_share", "1",
          "cases closed within the promise / cases opened; those open at the end with time left are left out",
          count<&R::cases_in_promise>, cases_due, has_case),
    ratio("case_h", "h", "mean time from opening to close, of closed cases", case_hours, count<&R::cases_closed>,
          has_case),
    sum("chasers", "contacts that asked after an open case or an unanswered contact", offered_by<Origin::chaser>,
        has_chase),
    sum("confirmations", "text messages that confirmed a case", count<&R::confirmations>, has_confirm),
    sum("prompted", "contacts that asked about a confirmation", offered_by<Origin::prompted>, has_confirm),
    ratio("nps", "1", "net promoter score: 100 x (scores of 9 and 10 - scores of 0 to 6) / needs scored",
          promoters_less_detractors, count<&R::scored>, has_score),
    ratio("csat", "1", "scores of 8 to 10 / needs scored", count<&R::satisfied>, count<&R::scored>, has_score),
    ratio("score", "1", "mean score, 0 to 10", count<&R::score>, count<&R::scored>, has_score),
};

unsigned bits_of(const Scenario& scenario, const Reason& reason) {
  bool chased = reason.work && reason.work->chase;
  for (const Channel& channel : scenario.model.channels) chased |= channel.chase.has_value();
  return (reason.escalate ? has_escalate : 0u) | (reason.churn ? has_churn : 0u) | (reason.work ? has_case : 0u) |
         (reason.satisfaction ? has_score : 0u) | (chased ? has_chase : 0u) |
         (reason.work && reason.work->confirm ? has_confirm : 0u);
}

unsigned bits_in_any_option(const Scenario& scenario, std::size_t reason) {
  unsigned bits = bits_of(scenario, scenario.model.reasons[reason]);
  for (const Option& option : scenario.options) bits |= bits_of(scenario, option.model.reasons[reason]);
  return bits;
}

}  // namespace

std::span<const Measure> reason_measures() { return table; }

bool applies_to_reason(const Measure& measure, const Scenario& scenario, std::size_t reason) {
  return measure.kinds == 0 || (measure.kinds & bits_in_any_option(scenario, reason)) != 0;
}

bool has_reasons(const Scenario& scenario) {
  return scenario.model.reasons.size() > 1 || bits_in_any_option(scenario, 0) != 0;
}

}  // namespace channelshift
