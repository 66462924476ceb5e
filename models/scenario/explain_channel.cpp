#include <fmt/format.h>

#include "models/scenario/explain_parts.hpp"
#include "models/scenario/words.hpp"

namespace channelshift {

std::string named(const std::string& id, const std::string& title) {
  return title.empty() || title == id ? id : id + " (" + title + ")";
}

const std::string& id_of(const Model& model, ChannelId channel) { return model.channels[channel.value].id; }

std::string in_words(const sim::Distribution& d) {
  const std::string mean = show_duration(d.mean_s);
  switch (d.family) {
    case sim::Family::deterministic:
      return "always " + mean;
    case sim::Family::exponential:
      return "exponential, mean " + mean;
    case sim::Family::lognormal:
      return fmt::format("lognormal, mean {}, cv {}", mean, show_number(d.cv));
    case sim::Family::gamma:
      return fmt::format("gamma, mean {}, cv {}", mean, show_number(d.cv));
    case sim::Family::erlang:
      return fmt::format("Erlang of {} phases, mean {}", d.k, mean);
    case sim::Family::weibull:
      return fmt::format("Weibull, mean {}, cv {}", mean, show_number(d.cv));
    case sim::Family::uniform:
      return fmt::format("evenly from {} to {}", show_duration(d.low_s), show_duration(d.high_s));
    case sim::Family::triangular:
      return fmt::format("triangular from {} over {} to {}", show_duration(d.low_s), show_duration(d.mode_s),
                         show_duration(d.high_s));
    case sim::Family::hyperexponential: {
      std::vector<std::string> branches;
      for (std::size_t i = 0; i < d.shares.size(); ++i) {
        branches.push_back(show_share(d.shares[i]) + " exponential of mean " + show_duration(d.means_s[i]));
      }
      return listed(branches);
    }
    case sim::Family::empirical:
      return fmt::format("as {} observed times, mean {:.4g}s", show_number(static_cast<double>(d.values_s.size())),
                         sim::mean_s(d));
  }
  return {};
}

namespace {

std::string kind_in_words(ChannelKind kind) {
  switch (kind) {
    case ChannelKind::live:
      return "live: people wait for an agent";
    case ChannelKind::deferred:
      return "deferred: waits in a backlog and never leaves";
    case ChannelKind::self_service:
      return "self-service: needs no agent, always open";
  }
  return {};
}

std::string hours_in_words(const Hours& hours) {
  if (hours.empty()) return "never";
  std::vector<std::string> lines;
  for (const HoursLine& line : hours) lines.push_back(show_days(line.days) + " " + show_ranges(line.ranges));
  std::string words;
  for (const std::string& line : lines) words += (words.empty() ? "" : "; ") + line;
  return words;
}

std::string target_in_words(const Target& target) {
  const std::string within =
      target.within_days ? fmt::format("{} open day{}", *target.within_days, *target.within_days == 1 ? "" : "s")
                         : show_duration(target.within_s) + (target.clock == Clock::working ? " of open time" : "");
  return fmt::format("{} of what is offered answered within {}", show_share(target.share), within);
}

std::string switches_in_words(const Model& model, const std::vector<Switch>& switches) {
  std::string words;
  for (const Switch& other : switches)
    words += fmt::format(", {} go to {}", show_share(other.share), id_of(model, other.channel));
  return words;
}

void explain_appointments(Page& page, const Model& model, const Appointments& booked) {
  page.line(fmt::format("Of first contacts {} book the first free time at least {} ahead: a slot every {} with {} "
                        "place{}. Of them {} do not come; the others are served {}.",
                        show_share(booked.share), show_duration(booked.lead_s), show_duration(booked.every_s),
                        booked.places, booked.places == 1 ? "" : "s", show_share(booked.no_show),
                        booked.to ? "on " + id_of(model, *booked.to) + ", in whose hours the slots lie"
                                  : "here, in the order in which people come"),
            4);
}

void explain_leaving(Page& page, const Model& model, const Channel& channel) {
  page.line(channel.patience ? "Patience: " + in_words(*channel.patience) + "." : "Nobody ever leaves the queue.", 4);
  page.line(fmt::format("Leave at once when no agent is free: {}. Lines: {}.", show_share(channel.balk),
                        channel.lines ? show_number(*channel.lines) : "as many as come"),
            4);
  if (channel.retry) {
    page.line(
        fmt::format("Of those who leave or find no line {} try again{}, after: {}.", show_share(channel.retry->share),
                    switches_in_words(model, channel.retry->switches), in_words(channel.retry->after)),
        4);
  } else {
    page.line("Who leaves or finds no line does not try again.", 4);
  }
  if (channel.appointments) explain_appointments(page, model, *channel.appointments);
  if (!channel.when_closed) return page.line("Outside the hours contacts are lost.", 4);
  const WhenClosed& closed = *channel.when_closed;
  page.line(
      fmt::format(
          "Outside the hours: {}{} come back after the next opening{}{}; the rest is lost.",
          closed.emergency_to ? "emergencies go to " + id_of(model, *closed.emergency_to) + ", of the others " : "",
          show_share(closed.later),
          closed.later > 0 ? " (exponential, mean " + show_duration(closed.later_after_s) + ")" : "",
          switches_in_words(model, closed.switches)),
      4);
}

void explain_concurrency(Page& page, const Channel& channel) {
  if (channel.concurrency == 1 && (channel.speed.empty() || channel.speed[0] == 1))
    return page.line("An agent holds one contact at a time.", 4);
  std::vector<std::string> speeds;
  for (const double speed : channel.speed) speeds.push_back(show_number(speed));
  if (channel.concurrency == 1)
    return page.line("An agent holds one contact at a time, at speed " + speeds[0] + ".", 4);
  page.line(
      fmt::format("An agent holds up to {} contacts at once and nothing else beside them; the work on each goes at "
                  "speed {} when 1, 2... are held. A contact goes to an idle agent, else to the one with room who "
                  "holds fewest.",
                  channel.concurrency, listed(speeds)),
      4);
}

void explain_completing(Page& page, const Model& model, const Channel& channel) {
  page.line(fmt::format("Completes {} of its contacts{}.", show_share(channel.completes),
                        channel.gives_up > 0 ? "; of the others " + show_share(channel.gives_up) + " give up" : ""),
            4);
  if (!channel.falls_back_to) return;
  page.line(fmt::format("Not completed, they fall back to {}, after: {}.", id_of(model, *channel.falls_back_to),
                        in_words(channel.falls_back_after)),
            4);
}

}  // namespace

void explain_channel(Page& page, const Model& model, const Channel& channel) {
  page.indented(fmt::format("{}: {}.", named(channel.id, channel.title), kind_in_words(channel.kind)));
  if (channel.kind == ChannelKind::self_service) {
    explain_completing(page, model, channel);
  } else {
    page.line(
        fmt::format("{}: {}.", channel.kind == ChannelKind::live ? "Open" : "Worked", hours_in_words(channel.hours)),
        4);
    page.line(channel.target ? "Target: " + target_in_words(*channel.target) + "." : "No target.", 4);
    if (channel.handle) page.line("Handle time where no demand says it: " + in_words(*channel.handle) + ".", 4);
  }
  if (channel.kind != ChannelKind::self_service) explain_concurrency(page, channel);
  if (channel.kind == ChannelKind::live) explain_leaving(page, model, channel);
  if (channel.kind == ChannelKind::deferred) {
    page.line(
        channel.interruptible ? "Work is put down for a live contact, and resumed." : "Work that is begun is finished.",
        4);
    if (channel.switch_cost_s > 0)
      page.line(fmt::format("Each time it is taken up again costs {}.", show_duration(channel.switch_cost_s)), 4);
  }
  if (channel.chase)
    page.line(
        fmt::format("After {} without an answer {} are asked after, by {}.", show_duration(channel.chase->after_s),
                    show_share(channel.chase->share), id_of(model, channel.chase->channel)),
        4);
  if (channel.callback)
    page.line(fmt::format("When the first in the queue has waited over {}, those who come are offered a call back; {} "
                          "accept, keep their place, and never leave.",
                          show_duration(channel.callback->when_wait_over_s), show_share(channel.callback->accepted)),
              4);
  page.line(fmt::format("Cost: {} per contact, {} per minute, {} a year{}.", show_number(channel.cost.per_contact),
                        show_number(channel.cost.per_minute), show_number(channel.cost.per_year),
                        channel.unit_cost ? "; published cost of a contact " + show_number(*channel.unit_cost) : ""),
            4);
  if (!channel.offered_per_year) return;
  page.line(fmt::format("Its demands are scaled until {} contacts of every kind are offered a year.",
                        show_number(*channel.offered_per_year)),
            4);
}

}  // namespace channelshift
