#include <array>

#include "models/measures/cost.hpp"
#include "models/measures/measure.hpp"

namespace channelshift {
namespace {

template <auto Field>
double count(const View& view) {
  return static_cast<double>(view.channel().*Field);
}

template <auto Field>
double seconds_of(const View& view) {
  return sim::seconds(view.channel().*Field);
}

template <Origin From>
double offered_by(const View& view) {
  return static_cast<double>(view.channel().offered_by_origin[static_cast<std::size_t>(From)]);
}

template <int Which>
double percentile(const View& view) {
  return view.counts.wait_percentiles_s[view.index][Which];
}

bool is_self_service(const View& view) { return view.model().channels[view.index].kind == ChannelKind::self_service; }

/// Offered contacts of which it is known whether they were answered in time.
double due(const View& view) { return static_cast<double>(view.channel().offered - view.channel().not_yet_due); }

/// On a staffed channel: answered, and neither fell back nor gave up afterwards.
double completed(const View& view) {
  const ChannelCounts& counts = view.channel();
  if (is_self_service(view)) return static_cast<double>(counts.completed);
  return static_cast<double>(counts.answered - counts.fell_back - counts.gave_up);
}

double served(const View& view) {
  const ChannelCounts& counts = view.channel();
  return static_cast<double>(is_self_service(view) ? counts.completed : counts.answered) / view.simulated.years;
}

double backlog_growth(const View& view) {
  return static_cast<double>(view.channel().backlog_end - view.channel().backlog_start);
}

double oldest_hours(const View& view) { return sim::seconds(view.channel().backlog_oldest) / 3600; }

double backlog_growth_hours(const View& view) {
  return sim::seconds(view.channel().backlog_work_end - view.channel().backlog_work_start) / 3600;
}

template <auto Field>
double booking(const View& view) {
  return static_cast<double>(view.counts.appointments[view.index].*Field);
}

double days_ahead(const View& view) { return booking<&AppointmentCounts::seconds_ahead>(view) / 86400; }

bool has_appointments(const Channel& channel) { return channel.appointments.has_value(); }

double cost_of_channel(const View& view) { return activity_cost(view, view.index); }

using C = ChannelCounts;

constexpr Measure offered_by_origin(std::string_view name, std::string_view meaning, Quantity from) {
  return {.name = name, .unit = "1/year", .meaning = meaning, .numerator = from};
}

/// What exists only beside the measures in the file, so that every ratio can be made again.
constexpr Measure sum(std::string_view name, std::string_view unit, std::string_view meaning, Quantity of,
                      unsigned kinds = staffed) {
  return {
      .name = name, .unit = unit, .meaning = meaning, .numerator = of, .kinds = kinds, .audience = Audience::file_only};
}

/// Of channels on which people book.
constexpr Measure of_bookings(std::string_view name, std::string_view unit, std::string_view meaning, Quantity of,
                              Quantity per = nullptr, Audience audience = Audience::everyone) {
  return {.name = name,
          .unit = unit,
          .meaning = meaning,
          .numerator = of,
          .denominator = per,
          .kinds = live,
          .audience = audience,
          .of_channel = has_appointments};
}

constexpr Measure percentile_of_wait(std::string_view name, std::string_view meaning, Quantity of) {
  return {.name = name, .unit = "s", .meaning = meaning, .numerator = of, .scaling = Scaling::as_is, .kinds = staffed};
}

constexpr std::array table{
    Measure{.name = "offered",
            .unit = "1/year",
            .meaning = "contacts that reached the channel while it was open (deferred, self-service: at any time), "
                       "of every origin",
            .numerator = count<&C::offered>},
    Measure{.name = "answered",
            .unit = "1/year",
            .meaning = "contacts answered by an agent",
            .numerator = count<&C::answered>,
            .kinds = staffed},
    Measure{.name = "abandoned",
            .unit = "1/year",
            .meaning = "contacts that left before an answer, those that left at once included",
            .numerator = count<&C::abandoned>,
            .kinds = staffed},
    Measure{.name = "balked",
            .unit = "1/year",
            .meaning = "contacts that left at once because no agent was free",
            .numerator = count<&C::balked>,
            .kinds = staffed},
    Measure{.name = "blocked",
            .unit = "1/year",
            .meaning = "contacts that found no line",
            .numerator = count<&C::blocked>,
            .kinds = staffed},
    Measure{.name = "turned_away",
            .unit = "1/year",
            .meaning = "contacts that came while the channel was closed",
            .numerator = count<&C::turned_away>,
            .kinds = staffed},
    Measure{.name = "waiting_at_end",
            .unit = "1/year",
            .meaning = "contacts neither answered nor gone when the simulation ended",
            .numerator = count<&C::waiting_at_end>,
            .kinds = staffed},
    Measure{.name = "completed",
            .unit = "1/year",
            .meaning = "self-service: contacts completed there; elsewhere: answered and neither fell back nor gave up",
            .numerator = completed},
    Measure{.name = "fell_back",
            .unit = "1/year",
            .meaning = "contacts not completed that went on to another channel",
            .numerator = count<&C::fell_back>},
    Measure{.name = "gave_up",
            .unit = "1/year",
            .meaning = "contacts not completed that gave up",
            .numerator = count<&C::gave_up>},
    Measure{.name = "service_level",
            .unit = "1",
            .meaning = "share of offered contacts answered within the target; contacts whose target had not passed "
                       "at the end are left out",
            .numerator = count<&C::answered_in_target>,
            .denominator = due,
            .kinds = staffed,
            .needs_target = true},
    Measure{.name = "service_level_answered",
            .unit = "1",
            .meaning = "share of answered contacts answered within the target",
            .numerator = count<&C::answered_in_target>,
            .denominator = count<&C::answered>,
            .kinds = staffed,
            .needs_target = true},
    Measure{.name = "abandoned_share",
            .unit = "1",
            .meaning = "share of offered contacts that left before an answer; 0 if nothing was offered",
            .numerator = count<&C::abandoned>,
            .denominator = count<&C::offered>,
            .kinds = staffed,
            .zero_of_nothing = true},
    Measure{.name = "asa_s",
            .unit = "s",
            .meaning = "mean wait of answered contacts (average speed of answer)",
            .numerator = seconds_of<&C::wait_answered>,
            .denominator = count<&C::answered>,
            .kinds = staffed},
    Measure{.name = "wait_s",
            .unit = "s",
            .meaning = "mean wait of offered contacts until answer or departure; contacts whose target had not passed "
                       "at the end are left out",
            .numerator = seconds_of<&C::wait>,
            .denominator = due,
            .kinds = staffed},
    percentile_of_wait("wait_p50_s", "half of the answered contacts waited no longer", percentile<0>),
    percentile_of_wait("wait_p90_s", "90% of the answered contacts waited no longer", percentile<1>),
    percentile_of_wait("wait_p99_s", "99% of the answered contacts waited no longer", percentile<2>),
    Measure{.name = "waited_share",
            .unit = "1",
            .meaning = "share of offered contacts that found no agent free for them; 0 if nothing was offered",
            .numerator = count<&C::waited>,
            .denominator = count<&C::offered>,
            .kinds = staffed,
            .zero_of_nothing = true},
    Measure{.name = "queue_length",
            .unit = "1",
            .meaning = "mean number of contacts waiting, over open hours (deferred: over all hours)",
            .numerator = seconds_of<&C::queue>,
            .denominator = seconds_of<&C::open>,
            .kinds = staffed},
    Measure{.name = "handle_s",
            .unit = "s",
            .meaning = "mean handle time of answered contacts",
            .numerator = seconds_of<&C::handle>,
            .denominator = count<&C::answered>,
            .kinds = staffed},
    Measure{.name = "resolved_share",
            .unit = "1",
            .meaning = "of the needs that had an answered (self-service: completed) contact, the share that the first "
                       "such contact resolved",
            .numerator = count<&C::resolved_first>,
            .denominator = count<&C::needs_answered>},
    Measure{.name = "contacts_per_need",
            .unit = "1",
            .meaning = "attempts of needs met, per need met",
            .numerator = count<&C::attempts_of_met>,
            .denominator = count<&C::needs_met>},
    Measure{.name = "needs",
            .unit = "1/year",
            .meaning = "needs whose first contact belongs to a demand on this channel",
            .numerator = count<&C::needs>},
    Measure{.name = "needs_met",
            .unit = "1/year",
            .meaning = "of those, resolved or completed",
            .numerator = count<&C::needs_met>},
    Measure{.name = "needs_lost",
            .unit = "1/year",
            .meaning = "of those, not met, and no further attempt comes",
            .numerator = count<&C::needs_lost>},
    Measure{.name = "needs_open",
            .unit = "1/year",
            .meaning = "of those, still open at the end",
            .numerator = count<&C::needs_open>},
    Measure{.name = "backlog_end",
            .unit = "1/year",
            .meaning = "contacts waiting at the end less those at the start of measurement: what the backlog grows by",
            .numerator = backlog_growth,
            .kinds = deferred},
    Measure{.name = "backlog_end_hours",
            .unit = "h/year",
            .meaning = "hours of work in the backlog at the end less those at the start of measurement",
            .numerator = backlog_growth_hours,
            .kinds = deferred},
    Measure{.name = "backlog_oldest_h",
            .unit = "h",
            .meaning = "greatest age of a contact that waits at the end of a day",
            .numerator = oldest_hours,
            .scaling = Scaling::as_is,
            .kinds = deferred},
    Measure{.name = "cost_per_contact",
            .unit = "money",
            .meaning = "activity-based: team cost shared out by time on contacts, plus the channel's own cost, per "
                       "answered (self-service: completed) contact",
            .numerator = cost_of_channel,
            .denominator = served,
            .scaling = Scaling::as_is},
    of_bookings("booked", "1/year", "contacts that booked a time instead of coming at once",
                booking<&AppointmentCounts::booked>),
    of_bookings("no_shows", "1/year", "contacts that booked a time and did not come",
                booking<&AppointmentCounts::no_shows>),
    of_bookings("no_show_share", "1", "share of the booked that did not come", booking<&AppointmentCounts::no_shows>,
                booking<&AppointmentCounts::booked>),
    of_bookings("slot_use", "1", "share of the places in slots that were booked",
                booking<&AppointmentCounts::places_taken>, booking<&AppointmentCounts::places>),
    of_bookings("days_ahead", "d", "mean time from booking to appointment", days_ahead,
                booking<&AppointmentCounts::booked>),
    offered_by_origin("offered_first", "offered: first contacts of a need, on the channel that its demand names",
                      offered_by<Origin::first>),
    offered_by_origin("offered_moved", "offered: first contacts that an option moved here", offered_by<Origin::moved>),
    offered_by_origin("offered_induced", "offered: brought by an easier channel", offered_by<Origin::induced>),
    offered_by_origin("offered_retry", "offered: tries again after leaving this channel unanswered",
                      offered_by<Origin::retry>),
    offered_by_origin("offered_switched", "offered: comes from another channel, after leaving it or finding it closed",
                      offered_by<Origin::switched>),
    offered_by_origin("offered_later", "offered: came to the closed channel before, and again after the next opening",
                      offered_by<Origin::later>),
    offered_by_origin("offered_emergency", "offered: came to a closed channel and could not wait",
                      offered_by<Origin::emergency>),
    offered_by_origin("offered_fall_back", "offered: was not completed on another channel",
                      offered_by<Origin::fall_back>),
    offered_by_origin("offered_repeat", "offered: was answered before, and not resolved", offered_by<Origin::repeat>),
    offered_by_origin("offered_escalated", "offered: was handed on, unresolved", offered_by<Origin::escalated>),
    offered_by_origin("offered_chaser", "offered: asks after an open case or an unanswered contact",
                      offered_by<Origin::chaser>),
    offered_by_origin("offered_prompted", "offered: asks about a confirmation", offered_by<Origin::prompted>),
    offered_by_origin("offered_job", "offered: work behind contacts, not a contact of a customer",
                      offered_by<Origin::job>),
    Measure{.name = "called_back",
            .unit = "1/year",
            .meaning = "of the offered, those who accepted to be called back",
            .numerator = count<&C::called_back>,
            .of_channel = [](const Channel& channel) { return channel.callback.has_value(); }},
    of_bookings("slot_places", "1/year", "places in slots", booking<&AppointmentCounts::places>, nullptr,
                Audience::file_only),
    of_bookings("slot_places_taken", "1/year", "places in slots that were booked",
                booking<&AppointmentCounts::places_taken>, nullptr, Audience::file_only),
    sum("answered_in_target", "1/year", "contacts answered within the target", count<&C::answered_in_target>),
    sum("not_yet_due", "1/year", "contacts waiting at the end whose target had not passed", count<&C::not_yet_due>),
    sum("waited", "1/year", "contacts that found no agent free for them", count<&C::waited>),
    sum("wait_s_sum", "s/year", "wait of offered contacts, summed", seconds_of<&C::wait>),
    sum("wait_answered_s_sum", "s/year", "wait of answered contacts, summed", seconds_of<&C::wait_answered>),
    sum("handle_s_sum", "s/year", "handle time of answered contacts, summed", seconds_of<&C::handle>),
    sum("queue_s_sum", "s/year", "number waiting, integrated over open time", seconds_of<&C::queue>),
    sum("open_s", "s/year", "open time", seconds_of<&C::open>, every_kind),
    sum("needs_answered", "1/year", "needs that had an answered (self-service: completed) contact",
        count<&C::needs_answered>, every_kind),
    sum("resolved_first", "1/year", "needs resolved by the first such contact", count<&C::resolved_first>, every_kind),
    sum("attempts_of_met", "1/year", "attempts of needs met, summed", count<&C::attempts_of_met>, every_kind),
};

}  // namespace

std::span<const Measure> channel_measures() { return table; }

}  // namespace channelshift
