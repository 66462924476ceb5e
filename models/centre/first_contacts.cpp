#include "models/centre/first_contacts.hpp"

#include <algorithm>

namespace channelshift {
namespace {

/// Is the demand drawn from the same distributions, with the same busy days, on this day?
bool same_draws(const Plan& a, const Plan& b, int d, int day) {
  const int in_a = a.phase_of(day), in_b = b.phase_of(day);
  const Phase& one = a.phases[in_a];
  const Phase& other = b.phases[in_b];
  const auto same_quantile = [&](int i, int j) {
    return i == none || j == none ? i == j : one.quantiles[i] == other.quantiles[j];
  };
  const auto same_busy_day = [&](int i, int j) {
    return i == none || j == none ? i == j : a.busy_days[i].same_as(b.busy_days[j]);
  };
  const auto patience = [&](const Phase& phase) { return phase.channels[phase.demands[d].channel].patience; };
  return same_quantile(one.demands[d].handle, other.demands[d].handle) &&
         same_quantile(patience(one), patience(other)) &&
         same_busy_day(a.demand_days[d].busy_day[in_a], b.demand_days[d].busy_day[in_b]) &&
         a.demand_days[d].fixed[in_a] == b.demand_days[d].fixed[in_b];
}

bool same_days(const Plan& a, const Plan& b, int d) {
  const DemandDays& one = a.demand_days[d];
  const DemandDays& other = b.demand_days[d];
  if (one.volume != other.volume || one.recorded != other.recorded || one.special != other.special) return false;
  for (std::size_t day = 0; day < one.curve.size(); ++day)
    if (a.curves[one.curve[day]] != b.curves[other.curve[day]]) return false;
  return true;
}

}  // namespace

bool same_first_contacts(const Plan& a, const Plan& b) {
  for (int d = 0; d < a.demands; ++d) {
    if (!same_days(a, b, d)) return false;
    for (const int day : {0, a.switch_day, b.switch_day})
      if (day < a.day_list.days() && !same_draws(a, b, d, day)) return false;
  }
  return true;
}

FirstContacts::FirstContacts(std::vector<const Plan*> plans, bool with_words, std::size_t room)
    : plans_(std::move(plans)),
      with_words_(with_words),
      streams_(static_cast<std::size_t>(plans_.front()->demands)),
      contacts_(room + 1),
      words_(with_words_ ? room : 0) {
  next_.resize(std::max(1, plans_.front()->demands));
}

void FirstContacts::start(sim::Key key) {
  first_ = size_ = 0;
  contacts_[0].at = 0;
  busy_days_.draw(*plans_.front(), key);
  next_.clear();
  for (std::size_t d = 0; d < streams_.size(); ++d) {
    streams_[d].start(*plans_.front(), static_cast<int>(d), key, busy_days_, plans_);
    next_.set(static_cast<std::uint32_t>(d), streams_[d].next());
  }
}

void FirstContacts::draw() {
  first_ += size_;
  const auto room = static_cast<std::uint32_t>(contacts_.size() - 1);
  std::uint32_t n = 0;
  sim::EventKey next = next_.top();
  for (; n < room && sim::time_of(next) != sim::never; ++n) {
    const std::uint32_t d = sim::slot_of(next);
    ArrivalStream& stream = streams_[d];
    contacts_[n] = {sim::time_of(next), stream.handle(), stream.patience_s(), static_cast<std::uint16_t>(d),
                    static_cast<std::uint16_t>(stream.day())};
    if (with_words_) words_[n] = stream.words();
    next_.set(d, stream.next());
    next = next_.top();
  }
  contacts_[n].at = sim::time_of(next);
  size_ = n;
}

}  // namespace channelshift
