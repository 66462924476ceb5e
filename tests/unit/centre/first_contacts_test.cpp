#include "models/centre/first_contacts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <tuple>
#include <vector>

#include "builders.hpp"
#include "models/centre/ahead.hpp"
#include "models/centre/simulate.hpp"

namespace channelshift {
namespace {

using namespace build;

/// Three demands on two channels, one of them with busy days; people come back.
Scenario office() {
  Scenario s = scenario(2, 1);
  s.model.channels = {live("phone"), deferred("email")};
  s.model.channels[0].patience = exponential(180);
  s.model.channels[0].balk = 0.1;
  s.model.reasons[0].resolved = {0.8, 0.8};
  s.model.reasons[0].repeat = Repeat{.share = 0.5, .after = exponential(day), .channel = std::nullopt};
  s.model.profiles = {flat_profile("calls")};
  s.model.profiles[0].busy_day = BusyDay{.cv = 0.2, .of_profile = "calls"};
  s.model.demands = {per_hour(0, 20, lognormal(300, 1), "repairs"), per_year(0, 60000, ProfileId{0}, "rent"),
                     per_hour(1, 5, exponential(400), "letters")};
  s.model.teams = {team({0, 1}, {staffed(5)})};
  complete(s.model);
  return s;
}

struct Come {
  sim::Ticks at;
  std::size_t demand;
  int day;
  std::uint32_t number;
  sim::Ticks handle;
  auto operator<=>(const Come&) const = default;
};

// Against the streams of the demands, read one after the other and sorted.
TEST(FirstContacts, AreThoseOfAllDemandsInOrder) {
  const Scenario s = office();
  const Plan plan = compile(s, {});
  const sim::Key key = sim::key_of(s.seed, 3);
  BusyDays busy_days;
  busy_days.draw(plan, key);
  std::vector<Come> expected;
  for (int d = 0; d < plan.demands; ++d) {
    const auto stream = std::make_unique<ArrivalStream>();
    stream->start(plan, d, key, busy_days);
    for (sim::Ticks at = stream->next(); at != sim::never; at = stream->next())
      expected.push_back({at, static_cast<std::size_t>(d), stream->day(), stream->number(), stream->handle()});
  }
  std::ranges::sort(expected, {}, [](const Come& come) { return std::tuple(come.at, come.demand); });

  for (const std::size_t room : {1u, 7u, 100'000u}) {
    FirstContacts first({&plan}, true, room);
    first.start(key);
    std::vector<Come> seen;
    do {
      first.draw();
      for (const FirstContact& one : first)
        seen.push_back({one.at, one.demand, one.day, first.words_of(first.place_of(one))->number, one.handle});
      if (seen.size() < expected.size()) {
        EXPECT_EQ(first.end()->at, expected[seen.size()].at);
      }
    } while (first.end()->at != sim::never);
    EXPECT_EQ(seen, expected) << "room " << room;
  }
}

TEST(FirstContacts, KnowTheWordsOfThoseThatAreHere) {
  const Scenario s = office();
  const Plan plan = compile(s, {});
  const sim::Key key = sim::key_of(s.seed, 0);
  FirstContacts first({&plan}, true, 50);
  first.start(key);
  EXPECT_EQ(first.words_of(0), nullptr);
  for (std::uint32_t round = 0; round < 20; ++round) {
    first.draw();
    EXPECT_EQ(first.words_of(50 * round - 1), nullptr);
    EXPECT_EQ(first.words_of(50 * round + 50), nullptr);
    for (const FirstContact& one : first) {
      const FirstWords& words = *first.words_of(first.place_of(one));
      Contact contact{};
      contact.number = words.number;
      contact.day = one.day;
      contact.demand = one.demand;
      const auto block = [&](int b) { return sim::philox(address(plan, contact, b), key); };
      EXPECT_EQ(words.handle, word(block(0), Draw::handle));
      EXPECT_EQ(words.patience, word(block(0), Draw::patience));
      EXPECT_EQ(words.resolved, word(block(0), Draw::resolved));
      ASSERT_EQ(words.has_leaving, one.demand != 2);  // nobody leaves an email
      ASSERT_TRUE(words.has_returning);
      if (words.has_leaving) {
        EXPECT_EQ(words.leaving, block(leaving_block));
      }
      EXPECT_EQ(words.returning, block(returning_block));
    }
  }
}

/// The office, and an option that starts after its first measured week and makes this change.
bool same_after(const std::function<void(Option&)>& change, bool as_dated) {
  Scenario s = office();
  s.options = {option_of(s)};
  s.options[0].changes_model = true;
  s.options[0].starts = monday + std::chrono::days{7};
  change(s.options[0]);
  const Plan before = compile(s, {});
  const Plan after = compile(s, {.option = &s.options[0], .as_dated = as_dated});
  EXPECT_EQ(same_first_contacts(before, after), same_first_contacts(after, before));
  return same_first_contacts(before, after);
}

TEST(SameFirstContacts, WhateverIsDoneAboutThem) {
  for (const bool dated : {false, true}) {
    EXPECT_TRUE(same_after([](Option&) {}, dated));
    EXPECT_TRUE(same_after([](Option& o) { o.shifts = {shift({channel(0)}, channel(1), 0.3)}; }, dated));
    EXPECT_TRUE(same_after([](Option& o) { o.model.teams[0].roster[0].staff = 9; }, dated));
    EXPECT_TRUE(same_after([](Option& o) { o.model.channels[0].balk = 0; }, dated));
    EXPECT_TRUE(same_after([](Option& o) { o.model.channels[0].hours = {on(mon_fri, 9, 17)}; }, dated));
  }
}

TEST(SameFirstContacts, NotIfOtherOnesCome) {
  const std::vector<std::function<void(Model&)>> changes = {
      [](Model& m) { m.demands[0].per_hour = 21; },
      [](Model& m) { m.demands[1].per_year = 61000; },
      [](Model& m) { m.demands[2].handle = exponential(401); },
      [](Model& m) { m.channels[0].patience = exponential(181); },
      [](Model& m) { m.channels[0].patience.reset(); },
      [](Model& m) { m.profiles[0].weekday[2] = 2; },
      [](Model& m) {
        m.profiles[0].day[4] = {{0, 1}, {9 * 3600, 2}};
      },
      [](Model& m) { m.profiles[0].busy_day->cv = 0.3; },
      [](Model& m) { m.profiles[0].busy_day.reset(); },
      [](Model& m) { m.demands[0].daily_counts = DailyCounts::fixed; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i)
    for (const bool dated : {false, true})
      EXPECT_FALSE(same_after([&](Option& o) { changes[i](o.model); }, dated)) << "change " << i;
}

}  // namespace
}  // namespace channelshift
