#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>

#include "models/erlang/queues.hpp"
#include "sim/stats/estimate.hpp"
#include "tests/support/trial.hpp"

/// What an option moves, whom it leaves behind, and how sharply it is compared.
namespace channelshift::test {
namespace {

using C = ChannelCounts;

/// A phone with `handle`, a web form, and options.
std::string text(const std::string& options, const std::string& handle = "family = \"exponential\", mean = \"270s\"",
                 int replications = 100, const std::string& phone = "", int seed = 20240101) {
  std::string all = head(1, replications) + fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = {{ within = "20s", share = 0.8 }}
patience = {{ family = "exponential", mean = "3min" }}
{}
[[channel]]
id = "web"
kind = "self-service"
completes = 0.8
falls-back-to = "phone"
[[demand]]
channel = "phone"
per-hour = 120
handle = {{ {} }}
[[demand]]
channel = "web"
per-hour = 30
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 10 }} ]
hourly-cost = 16.0
{}
)",
                                                        phone, handle, options);
  const std::string seed_line = "seed = 20240101";
  all.replace(all.find(seed_line), seed_line.size(), fmt::format("seed = {}", seed));
  return all;
}

std::string option(const char* id, const std::string& shift) {
  return fmt::format("[[option]]\nid = \"{}\"\nshift = [ {} ]\n", id, shift);
}

std::int64_t first_contacts(const ChannelCounts& channel) {
  return channel.offered_by_origin[static_cast<std::size_t>(Origin::first)];
}

TEST(Shift, ExactlyTheStatedShareAndNobodyIsLost) {
  const Trial trial(
      text(option("web-25", "{ from = [\"phone\"], to = \"web\", share = 0.25 }") +
           option("avoid-10", "{ from = [\"phone\"], share = 0.10 }") +
           option("both", "{ from = [\"phone\"], to = \"web\", share = 0.20 }, { from = [\"phone\"], share = 0.05 }")));
  const auto part = [&](const char* id, std::int64_t DemandCounts::*field) {
    return trial.each(
        [&](const Counts& counts) { return static_cast<double>(trial.demand(counts, "general-phone").*field); }, id);
  };
  const Values first = part("", &DemandCounts::first);
  EXPECT_TRUE(agrees(ratio_of(part("web-25", &DemandCounts::moved), first), 0.25));
  EXPECT_TRUE(agrees(ratio_of(part("avoid-10", &DemandCounts::avoided), first), 0.10));
  EXPECT_TRUE(agrees(ratio_of(part("both", &DemandCounts::moved), first), 0.20));
  EXPECT_TRUE(agrees(ratio_of(part("both", &DemandCounts::avoided), first), 0.05));
  for (const char* id : {"web-25", "avoid-10", "both"}) {
    for (std::size_t r = 0; r < 100; ++r) {
      const Counts& counts = trial.run(id).replications[r];
      const DemandCounts& demand = trial.demand(counts, "general-phone");
      const std::int64_t stayed = first_contacts(trial.channel(counts, "phone"));
      EXPECT_EQ(demand.first, trial.demand(trial.run().replications[r], "general-phone").first);
      EXPECT_EQ(demand.moved + demand.avoided + stayed, demand.first);
      EXPECT_EQ(trial.channel(counts, "web").offered_by_origin[static_cast<std::size_t>(Origin::moved)], demand.moved);
      EXPECT_EQ(counts.moved[0 * 3 + 1], demand.moved);    // [from phone][to web]
      EXPECT_EQ(counts.moved[0 * 3 + 2], demand.avoided);  // [from phone][avoided]
    }
  }
}

/// Nested choices: what 20% move beyond what 10% move are a tenth of the contacts, counted with the spread of one draw
/// (0.1 x 0.9). Two draws of their own would have 0.2 x 0.8 + 0.1 x 0.9.
TEST(Shift, ALargerShareMovesASuperset) {
  std::string scenario = text(option("ten", "{ from = [\"phone\"], to = \"web\", share = 0.1 }") +
                                  option("twenty", "{ from = [\"phone\"], to = \"web\", share = 0.2 }") +
                                  option("ten-and-ten",
                                         "{ from = [\"phone\"], to = \"web\", share = 0.1 }, "
                                         "{ from = [\"phone\"], share = 0.1 }"),
                              "family = \"exponential\", mean = \"270s\"", 400);
  scenario.replace(scenario.find("per-hour = 120"), 14, "per-hour = 12");
  const Trial trial(scenario);
  Values squares;
  for (std::size_t r = 0; r < 400; ++r) {
    const auto at = [&](const char* id) { return trial.demand(trial.run(id).replications[r], "general-phone"); };
    const double first = static_cast<double>(at("ten").first);
    const double more = static_cast<double>(at("twenty").moved - at("ten").moved) - 0.1 * first;
    squares.push_back(more * more / (first * 0.1 * 0.9));
    // Shifts divide the range in the order of the file: the first ten go where they went alone.
    EXPECT_EQ(at("ten-and-ten").moved, at("ten").moved);
    EXPECT_EQ(at("ten-and-ten").avoided, at("twenty").moved - at("ten").moved);
  }
  EXPECT_TRUE(agrees(mean_of(squares), 1, 0.1));
}

TEST(Shift, ShiftableIsTheCeiling) {
  std::string scenario = text(option("all", "{ from = [\"phone\"], share = 0.9 }"));
  scenario.replace(scenario.find("per-hour = 120"), 14, "per-hour = 120\nshiftable = 0.4");
  const Trial trial(scenario);
  const Values avoided =
      trial.each([&](const Counts& counts) { return static_cast<double>(counts.demands[0].avoided); }, "all");
  const Values first = trial.each([&](const Counts& counts) { return static_cast<double>(counts.demands[0].first); });
  EXPECT_TRUE(agrees(ratio_of(avoided, first), 0.4));
}

/// Where the simplest leave first the rest take longer: the mean of a truncated distribution.
TEST(Shift, SimplestFirstLeavesTheLongContacts) {
  const std::string options = option("none", "{ from = [\"phone\"], share = 0.3 }") +
                              option("half", "{ from = [\"phone\"], share = 0.3, simplest-first = 0.5 }") +
                              option("all", "{ from = [\"phone\"], share = 0.3, simplest-first = 1.0 }");
  const auto handle_s = [](const Trial& trial, const char* id) {
    return trial.seconds_per("phone", &C::handle, &C::answered, id);
  };
  // Of the 90 contacts an hour, 6 fall back from the web and take as long as ever.
  const auto mixed = [](double stayed_s, double usual_s) { return (84 * stayed_s + 6 * usual_s) / 90; };
  const Trial exponential(text(options));
  const double rest = 270 + 270 * -std::log(0.7);  // memoryless above the 30% point
  EXPECT_TRUE(agrees(handle_s(exponential, "none"), 270));
  EXPECT_TRUE(agrees(handle_s(exponential, "half"), mixed((270 + rest) / 2, 270)));
  EXPECT_TRUE(agrees(handle_s(exponential, "all"), mixed(rest, 270)));

  // Lognormal: mean x Phi(sigma - z) / 0.7, z the 30% point of the normal distribution.
  const Trial lognormal(text(options, "family = \"lognormal\", mean = \"250s\", cv = 1.1"));
  const double sigma = std::sqrt(std::log1p(1.1 * 1.1));
  const double z = -0.5244005127080407;
  const double kept = 250 * 0.5 * std::erfc(-(sigma - z) / std::sqrt(2.0)) / 0.7;
  EXPECT_TRUE(agrees(handle_s(lognormal, "none"), 250));
  EXPECT_TRUE(agrees(handle_s(lognormal, "half"), mixed((250 + kept) / 2, 250)));
  EXPECT_TRUE(agrees(handle_s(lognormal, "all"), mixed(kept, 250)));
}

TEST(Shift, BouncesAndInducedContacts) {
  const Trial trial(text(option("web",
                                "{ from = [\"phone\"], to = \"web\", share = 0.3, completes = 0.6, "
                                "falls-back-to = \"phone\", gives-up = 0.2, induced = 1.3 }")));
  const auto origin = [&](const char* channel, Origin why) {
    return trial.each(
        [&](const Counts& counts) {
          return static_cast<double>(trial.channel(counts, channel).offered_by_origin[static_cast<std::size_t>(why)]);
        },
        "web");
  };
  const double moved = 168 * 120 * 0.3;
  EXPECT_TRUE(agrees(mean_of(origin("web", Origin::moved)), moved));
  EXPECT_TRUE(agrees(mean_of(origin("web", Origin::induced)), 1.3 * moved));
  EXPECT_EQ(origin("web", Origin::first), trial.each("web", &C::offered));  // unchanged by the option
}

/// Of those moved 40% are not completed, and 80% of these call; of the web's own 20%, all.
TEST(Shift, FallBackVolume) {
  const Trial trial(text(option("web",
                                "{ from = [\"phone\"], to = \"web\", share = 0.3, completes = 0.6, "
                                "falls-back-to = \"phone\", gives-up = 0.2 }")));
  const double moved = 168 * 120 * 0.3, own = 168 * 30;
  EXPECT_TRUE(agrees(mean_of(trial.each("web", &C::offered, "web")), moved + own));
  EXPECT_TRUE(agrees(mean_of(trial.each("web", &C::fell_back, "web")), 0.4 * 0.8 * moved + 0.2 * own));
  EXPECT_TRUE(agrees(mean_of(trial.each("web", &C::gave_up, "web")), 0.4 * 0.2 * moved));
  EXPECT_TRUE(agrees(mean_of(trial.each("phone", &C::offered, "web")), 168 * 120 * 0.7 + 0.32 * moved + 0.2 * own));
}

/// The remaining queue is Erlang's with less load.
TEST(Shift, WhatStaysIsASmallerQueue) {
  const Trial trial(text(option("avoid", "{ from = [\"phone\"], share = 0.15 }"),
                         "family = \"exponential\", mean = \"270s\"", 100, ""));
  const double bounced = 30 * 0.2;
  const erlang::Performance exact = erlang::erlang_a({(120 * 0.85 + bounced) / 3600, 270, 10}, 180, 20);
  EXPECT_TRUE(agrees(trial.seconds_per("phone", &C::wait, &C::offered, "avoid"), exact.wait_s));
  EXPECT_TRUE(agrees(trial.share("phone", &C::abandoned, &C::offered, "avoid"), exact.abandoned_share));
  EXPECT_TRUE(agrees(trial.share("phone", &C::answered_in_target, &C::offered, "avoid"), exact.service_level));
}

/// Before `starts` nothing moves, afterwards the whole share; a full year has all of it.
TEST(Shift, DatedOptionsStartOnTheirDay) {
  std::string dated = option("web", "{ from = [\"phone\"], share = 0.2 }") + "starts = 2024-01-04\n";
  const Trial trial(text(dated));
  const OptionRun& first_year = trial.results().first_year.at(0).value();
  Values avoided;
  for (const Counts& counts : first_year.replications)
    avoided.push_back(static_cast<double>(counts.demands[0].avoided));
  EXPECT_TRUE(agrees(mean_of(avoided), 4 * 24 * 120 * 0.2));  // Thursday to Sunday
  EXPECT_TRUE(
      agrees(mean_of(trial.each([](const Counts& c) { return static_cast<double>(c.demands[0].avoided); }, "web")),
             168 * 120 * 0.2));
}

/// Take-up is constant within a day: on day d of a ramp of a week it is that of d / 7.
TEST(Shift, Ramps) {
  const auto expected_days = [](const auto& take_up) {
    double days = 0;
    for (int d = 0; d < 7; ++d) days += take_up(d / 7.0);
    return days;
  };
  const auto logistic = [](double x) { return 1 / (1 + std::exp(-10 * (x - 0.5))); };
  const double linear_days = expected_days([](double x) { return x; });
  const double logistic_days =
      expected_days([&](double x) { return (logistic(x) - logistic(0)) / (logistic(1) - logistic(0)); });
  for (const auto& [shape, days] : {std::pair{"linear", linear_days}, std::pair{"logistic", logistic_days}}) {
    const std::string ramp = fmt::format("ramp = {{ shape = \"{}\", weeks = 1 }}\nstarts = 2024-01-01\n", shape);
    const Trial trial(text(option("web", "{ from = [\"phone\"], share = 0.5 }") + ramp));
    Values avoided;
    for (const Counts& counts : trial.results().first_year.at(0).value().replications) {
      avoided.push_back(static_cast<double>(counts.demands[0].avoided));
    }
    EXPECT_TRUE(agrees(mean_of(avoided), days * 24 * 120 * 0.5)) << shape;
  }
}

/// An option that changes nothing saves exactly nothing, in every replication.
TEST(NullOption, SavesExactlyZero) {
  const Trial trial(text(R"(
[[option]]
id = "nothing"
[[option]]
id = "same-values"
[option.set]
"channel.phone.target.share" = 0.8
"demand.general-phone.per-hour" = 120
"team.agents.roster" = [ { hours = "always", staff = 10 } ]
[[option]]
id = "nobody"
shift = [ { from = ["phone"], to = "web", share = 0.0 } ]
)"));
  for (const char* id : {"nothing", "same-values", "nobody"}) {
    EXPECT_TRUE(same(trial.run(id), trial.run())) << id;
  }
}

/// Common random numbers: how many times more replications independent runs would need for the same interval.
TEST(PairedDifference, IsFarSharperThanIndependentRuns) {
  const std::string avoid = option("avoid", "{ from = [\"phone\"], share = 0.05 }");
  const std::string handle = "family = \"lognormal\", mean = \"270s\", cv = 1.0";
  const Trial same(text(avoid, handle, 200));
  const Trial other(text(avoid, handle, 200, "", 777));
  const auto variance = [](const Values& a, const Values& b) {
    return std::pow(sim::estimate_paired_difference(a, b).sd.value(), 2);
  };
  const auto compare = [&](const char* name, const auto& value, double least) {
    const Values baseline = same.each(value);
    const double paired = variance(baseline, same.each(value, "avoid"));
    const double independent = variance(baseline, other.each(value, "avoid"));
    const double factor = independent / paired;
    RecordProperty(name, fmt::format("{:.1f}", factor));
    fmt::print("variance of independent runs / paired: {:.1f} ({})\n", factor, name);
    EXPECT_GT(factor, least) << name;
  };
  compare(
      "busy-hours", [](const Counts& counts) { return static_cast<double>(counts.teams[0].busy); }, 2);
  compare(
      "offered", [](const Counts& counts) { return static_cast<double>(counts.channels[0].offered); }, 5);
  compare(
      "answered-in-target",
      [](const Counts& counts) { return static_cast<double>(counts.channels[0].answered_in_target); }, 2);
  compare(
      "waits", [](const Counts& counts) { return static_cast<double>(counts.channels[0].wait); }, 2);
}

}  // namespace
}  // namespace channelshift::test
