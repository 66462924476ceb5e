#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "models/measures/measure.hpp"
#include "models/report/hdf5_parts.hpp"

/// The counts as they left the simulation: whole numbers over the measured weeks, for each replication. Sums of two
/// files are the file of both.
namespace channelshift {
namespace {

constexpr std::string_view contacts = "1";
constexpr std::string_view time_unit = "2^-18 s";

template <class Of>
struct Field {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  std::int64_t Of::*value;
};

using C = ChannelCounts;
constexpr std::array channel_fields{
    Field<C>{"offered", contacts, "reached the channel while it was open", &C::offered},
    Field<C>{"answered", contacts, "answered by an agent", &C::answered},
    Field<C>{"answered_in_target", contacts, "answered within the target", &C::answered_in_target},
    Field<C>{"abandoned", contacts, "left before an answer, balked included", &C::abandoned},
    Field<C>{"balked", contacts, "left at once", &C::balked},
    Field<C>{"blocked", contacts, "found no line", &C::blocked},
    Field<C>{"turned_away", contacts, "came when the channel was closed", &C::turned_away},
    Field<C>{"waiting_at_end", contacts, "neither answered nor gone at the end", &C::waiting_at_end},
    Field<C>{"not_yet_due", contacts, "of those, target not passed", &C::not_yet_due},
    Field<C>{"waited", contacts, "found no agent free for them", &C::waited},
    Field<C>{"completed", contacts, "self-service: completed", &C::completed},
    Field<C>{"fell_back", contacts, "not completed, went on to another channel", &C::fell_back},
    Field<C>{"gave_up", contacts, "not completed, gave up", &C::gave_up},
    Field<C>{"wait", time_unit, "wait of offered contacts until answer or departure", &C::wait},
    Field<C>{"wait_answered", time_unit, "wait of answered contacts", &C::wait_answered},
    Field<C>{"handle", time_unit, "handle time of answered contacts", &C::handle},
    Field<C>{"queue", time_unit, "number waiting, integrated over open time", &C::queue},
    Field<C>{"open", time_unit, "open time", &C::open},
    Field<C>{"needs", contacts, "needs of the channel's demands", &C::needs},
    Field<C>{"needs_met", contacts, "of those, met", &C::needs_met},
    Field<C>{"needs_lost", contacts, "of those, lost", &C::needs_lost},
    Field<C>{"needs_open", contacts, "of those, open at the end", &C::needs_open},
    Field<C>{"needs_answered", contacts, "needs that had an answered or completed contact", &C::needs_answered},
    Field<C>{"resolved_first", contacts, "of those, resolved by the first one", &C::resolved_first},
    Field<C>{"attempts_of_met", contacts, "attempts of needs met", &C::attempts_of_met},
    Field<C>{"backlog_start", contacts, "unfinished at the start of measurement", &C::backlog_start},
    Field<C>{"backlog_end", contacts, "unfinished at the end", &C::backlog_end},
    Field<C>{"backlog_work_start", time_unit, "work in the backlog at the start of measurement",
             &C::backlog_work_start},
    Field<C>{"backlog_work_end", time_unit, "work in the backlog at the end", &C::backlog_work_end},
};

using T = TeamCounts;
constexpr std::array team_fields{
    Field<T>{"busy_within", time_unit, "on contacts, within the level of staff", &T::busy_within},
    Field<T>{"busy", time_unit, "on contacts", &T::busy},
    Field<T>{"at_work", time_unit, "the level of staff", &T::at_work},
    Field<T>{"overtime", time_unit, "on contacts by more agents than are rostered", &T::overtime},
};

constexpr std::array contracted_fields{
    Field<T>{"answered", contacts, "contracted teams: contacts answered", &T::answered},
    Field<T>{"handle", time_unit, "contracted teams: handle time of those", &T::handle},
};

constexpr std::array turnover_fields{
    Field<T>{"leavers", "1", "with turnover: people who left", &T::leavers},
    Field<T>{"vacant", time_unit, "with turnover: rostered time of vacant places, not paid", &T::vacant},
    Field<T>{"vacant_at_premium", time_unit, "that time x premium", &T::vacant_at_premium},
};

constexpr std::array kept_fields{
    Field<T>{"kept", time_unit, "paid time of a roster kept until take-up was seen, beyond the new one's", &T::kept},
    Field<T>{"kept_at_premium", time_unit, "that time x premium", &T::kept_at_premium},
};

using D = DemandCounts;
constexpr std::array demand_fields{
    Field<D>{"first", contacts, "first contacts: moved + avoided + stayed", &D::first},
    Field<D>{"moved", contacts, "of those, moved to another channel", &D::moved},
    Field<D>{"avoided", contacts, "of those, avoided", &D::avoided},
};

constexpr std::array revenue_fields{
    Field<D>{"converted", contacts, "first answered, completed contacts that earn", &D::converted},
    Field<D>{"converted_beyond", time_unit, "handle time of those beyond from-minute", &D::converted_beyond},
    Field<D>{"converted_before", contacts, "of the converted, those in the way before the option",
             &D::converted_before},
    Field<D>{"converted_beyond_before", time_unit, "handle time of those beyond from-minute",
             &D::converted_beyond_before},
};

using I = InducedCounts;
constexpr std::array induced_fields{
    Field<I>{"needs", contacts, "needs that shifts induced", &I::needs},
    Field<I>{"needs_met", contacts, "of those, met", &I::needs_met},
    Field<I>{"needs_lost", contacts, "of those, lost", &I::needs_lost},
    Field<I>{"needs_open", contacts, "of those, open at the end", &I::needs_open},
};

constexpr std::array<std::string_view, origins> origin_names{"first",  "moved",     "induced",   "retry",  "switched",
                                                             "later",  "emergency", "fall_back", "repeat", "escalated",
                                                             "chaser", "prompted",  "job"};

using R = ReasonCounts;
constexpr std::array reason_fields{
    Field<R>{"needs_met", contacts, "needs met, induced ones among them", &R::needs_met},
    Field<R>{"attempts_of_met", contacts, "attempts of needs met, summed", &R::attempts_of_met},
    Field<R>{"escalated", contacts, "handed on, counted for the reason that they had", &R::escalated},
    Field<R>{"settled_by_authority", contacts, "settled instead of handed on", &R::settled_by_authority},
    Field<R>{"customers_lost", contacts, "customers who left for good", &R::customers_lost},
    Field<R>{"cases", contacts, "cases opened", &R::cases},
    Field<R>{"cases_closed", contacts, "of those, closed", &R::cases_closed},
    Field<R>{"cases_in_promise", contacts, "of those, within the promise", &R::cases_in_promise},
    Field<R>{"cases_not_yet_due", contacts, "cases open at the end with time left", &R::cases_not_yet_due},
    Field<R>{"case_time", time_unit, "from opening to close, of closed cases", &R::case_time},
    Field<R>{"confirmations", contacts, "text messages that confirmed a case", &R::confirmations},
    Field<R>{"scored", contacts, "finished needs with a score", &R::scored},
    Field<R>{"score", "1", "sum of scores", &R::score},
    Field<R>{"promoters", contacts, "scores of 9 and 10", &R::promoters},
    Field<R>{"detractors", contacts, "scores of 0 to 6", &R::detractors},
    Field<R>{"satisfied", contacts, "scores of 8 to 10", &R::satisfied},
};

using A = AppointmentCounts;
constexpr std::array appointment_fields{
    Field<A>{"booked", contacts, "booked a time instead of coming at once", &A::booked},
    Field<A>{"no_shows", contacts, "booked a time and did not come", &A::no_shows},
    Field<A>{"slot_places", contacts, "places in slots of measured time", &A::places},
    Field<A>{"slot_places_taken", contacts, "places in slots of measured time that were booked", &A::places_taken},
    Field<A>{"seconds_ahead", "s", "from booking to appointment, summed", &A::seconds_ahead},
};

using M = MonthCounts;
constexpr std::array month_fields{
    Field<M>{"answered_in_target", contacts, "of the contacts of the month, answered within the target",
             &M::answered_in_target},
    Field<M>{"due", contacts, "contacts of the month, less those whose target has not passed at the end", &M::due},
};

template <class Get>
void write_rows(sim::Hdf5Writer& file, const Simulated& simulated, const sim::DatasetText& text, Get append) {
  std::vector<std::int64_t> values;
  for (const Counts& counts : simulated.run->replications) append(counts, values);
  file.dataset(text, values);
}

template <class Fields, class List>
void write_fields(sim::Hdf5Writer& file, const Simulated& simulated, const std::string& folder, const Fields& fields,
                  const std::string& axis, List list) {
  for (const auto& field : fields) {
    const sim::DatasetText text{folder_of(simulated) + folder + std::string(field.name),
                                std::string(field.unit),
                                std::string(field.meaning),
                                {"replication", axis}};
    write_rows(file, simulated, text, [&](const Counts& counts, std::vector<std::int64_t>& values) {
      for (const auto& item : list(counts)) values.push_back(item.*(field.value));
    });
  }
}

void write_reasons(sim::Hdf5Writer& file, const Simulated& simulated) {
  const auto list = [](const Counts& counts) -> const auto& { return counts.reasons; };
  write_fields(file, simulated, "/counts/reasons/", reason_fields, "reason", list);
  for (std::size_t origin = 0; origin < origins; ++origin) {
    const std::string name(origin_names[origin]);
    const sim::DatasetText text{folder_of(simulated) + "/counts/reasons/offered_" + name,
                                std::string(contacts),
                                "of the offered contacts, those of origin " + name,
                                {"replication", "reason"}};
    write_rows(file, simulated, text, [&](const Counts& counts, std::vector<std::int64_t>& values) {
      for (const ReasonCounts& reason : counts.reasons) values.push_back(reason.offered_by_origin[origin]);
    });
  }
}

void write_origins(sim::Hdf5Writer& file, const Simulated& simulated) {
  for (std::size_t origin = 0; origin < origins; ++origin) {
    const std::string name(origin_names[origin]);
    const sim::DatasetText text{folder_of(simulated) + "/counts/channels/offered_" + name,
                                std::string(contacts),
                                "of the offered contacts, those of origin " + name,
                                {"replication", "channel"}};
    write_rows(file, simulated, text, [&](const Counts& counts, std::vector<std::int64_t>& values) {
      for (const ChannelCounts& channel : counts.channels) values.push_back(channel.offered_by_origin[origin]);
    });
  }
}

void write_months(sim::Hdf5Writer& file, const Simulated& simulated) {
  for (const auto& field : month_fields) {
    const sim::DatasetText text{folder_of(simulated) + "/counts/months/" + std::string(field.name),
                                std::string(field.unit),
                                std::string(field.meaning),
                                {"replication", "month", "channel"}};
    write_rows(file, simulated, text, [&](const Counts& counts, std::vector<std::int64_t>& values) {
      for (const MonthCounts& month : counts.months) values.push_back(month.*(field.value));
    });
  }
}

/// What an option's posts that wait for take-up were paid, and when it was seen.
void write_gate(sim::Hdf5Writer& file, const Simulated& simulated) {
  if (!waits_for_gate(simulated)) return;
  write_fields(
      file, simulated, "/counts/teams/", kept_fields, "team",
      [](const Counts& counts) -> const auto& { return counts.teams; });
  std::vector<double> days;
  for (const Counts& counts : simulated.run->replications)
    days.push_back(counts.gate_day ? *counts.gate_day : std::numeric_limits<double>::quiet_NaN());
  file.dataset({folder_of(simulated) + "/release/gate_day",
                "d",
                "from the start of the calendar to the day after take-up passed the gate; NaN: never",
                {"replication"}},
               days);
}

void write_induced(sim::Hdf5Writer& file, const Simulated& simulated) {
  for (const auto& field : induced_fields) {
    const sim::DatasetText text{folder_of(simulated) + "/counts/induced/" + std::string(field.name),
                                std::string(field.unit),
                                std::string(field.meaning),
                                {"replication"}};
    write_rows(file, simulated, text, [&](const Counts& counts, std::vector<std::int64_t>& values) {
      values.push_back(counts.induced.*(field.value));
    });
  }
}

void write_matrices(sim::Hdf5Writer& file, const Simulated& simulated) {
  const std::string folder = folder_of(simulated) + "/counts/";
  write_rows(file, simulated,
             {folder + "team_channel_busy",
              std::string(time_unit),
              "time of a team on contacts of a channel",
              {"replication", "team", "channel"}},
             [](const Counts& counts, std::vector<std::int64_t>& values) {
               values.insert(values.end(), counts.team_channel_busy.begin(), counts.team_channel_busy.end());
             });
  write_rows(file, simulated,
             {folder + "moved",
              std::string(contacts),
              "first contacts shifted, by the channel left and the destination",
              {"replication", "channel", "destination"}},
             [](const Counts& counts, std::vector<std::int64_t>& values) {
               values.insert(values.end(), counts.moved.begin(), counts.moved.end());
             });
}

}  // namespace

void write_counts(sim::Hdf5Writer& file, const Simulated& simulated) {
  write_fields(
      file, simulated, "/counts/channels/", channel_fields, "channel",
      [](const Counts& counts) -> const auto& { return counts.channels; });
  write_origins(file, simulated);
  if (has_reasons(*simulated.scenario)) write_reasons(file, simulated);
  const auto books = [](const Channel& channel) { return channel.appointments.has_value(); };
  if (std::ranges::any_of(simulated.model->channels, books)) {
    write_fields(
        file, simulated, "/counts/channels/", appointment_fields, "channel",
        [](const Counts& counts) -> const auto& { return counts.appointments; });
  }
  write_fields(
      file, simulated, "/counts/teams/", team_fields, "team",
      [](const Counts& counts) -> const auto& { return counts.teams; });
  if (std::ranges::any_of(simulated.model->teams, [](const Team& t) { return t.kind == TeamKind::contracted; }))
    write_fields(
        file, simulated, "/counts/teams/", contracted_fields, "team",
        [](const Counts& counts) -> const auto& { return counts.teams; });
  if (std::ranges::any_of(simulated.model->teams, [](const Team& t) { return t.turnover.has_value(); }))
    write_fields(
        file, simulated, "/counts/teams/", turnover_fields, "team",
        [](const Counts& counts) -> const auto& { return counts.teams; });
  write_fields(
      file, simulated, "/demands/", demand_fields, "demand",
      [](const Counts& counts) -> const auto& { return counts.demands; });
  if (applies_to_scenario(measure(revenue_measures(), "revenue"), *simulated.scenario))
    write_fields(
        file, simulated, "/demands/", revenue_fields, "demand",
        [](const Counts& counts) -> const auto& { return counts.demands; });
  write_gate(file, simulated);
  write_induced(file, simulated);
  write_months(file, simulated);
  write_matrices(file, simulated);
}

}  // namespace channelshift
