#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "models/scenario/read.hpp"
#include "tests/support/trial.hpp"

/// Scenarios as a user writes them, in which most keys are there or not by chance: they are read, written and read
/// again to the same, and played to the same bytes on one and two threads.
namespace channelshift::test {
namespace {

class RandomText {
 public:
  explicit RandomText(unsigned seed) : engine_(seed) {}

  std::string write() {
    return head(1, 2) + calendar() + reasons() + channels() + demands() + teams() + surges() + options();
  }

 private:
  bool chance(double p) { return static_cast<double>(engine_() % 1000) < 1000 * p; }
  int pick(int from, int to) { return from + static_cast<int>(engine_() % static_cast<unsigned>(to - from + 1)); }
  double share() { return pick(0, 100) / 100.0; }
  /// This line, or nothing.
  std::string maybe(const std::string& line) { return chance(0.5) ? line + "\n" : ""; }
  const char* clock() { return chance(0.5) ? ", clock = \"working\"" : ""; }
  std::string after() { return fmt::format("{{ family = \"exponential\", mean = \"{}min\" }}", pick(1, 900)); }

  std::string calendar() {
    std::string text = R"([profile.office]
day = { "00:00" = 0.1, "08:00" = 3.0, "18:00" = 0.5 }
weekday = { mon = 1.4, tue = 1.1, wed = 1, thu = 1, fri = 0.9, sat = 0.3, sun = 0.1 }
)";
    text += fmt::format("busy-day = {{ cv = 0.2, correlation = 0.3{} }}\n",
                        chance(0.5) ? ", part-cv = 0.3, parts = [\"08:00-12:00\", \"12:00-18:00\"]" : "");
    text += "[profile.home]\nbusy-day = { cv = 0.4, correlation = 0.1 }\n";
    if (chance(0.5))
      text +=
          fmt::format("[[busy-day-correlation]]\nprofiles = [\"office\", \"home\"]\ncorrelation = {}\n", 0.5 * share());
    return text;
  }

  std::string reasons() {
    std::string text = "[[reason]]\nid = \"complaint\"\nresolved = 0.6\n";
    text += maybe(fmt::format("churn = {{ unresolved = {}, abandoned = {}, value = 50 }}", share(), share()));
    text += "[[reason]]\nid = \"repair\"\nresolved = { phone = 0.8, email = 0.6 }\n";
    text += maybe(fmt::format("repeat = {{ share = {}, after = {}, channel = \"phone\" }}", share(), after()));
    text += maybe(
        fmt::format("escalate = {{ share = {}, to = \"desk\", as = \"complaint\", after = {} }}", share(), after()));
    text += maybe(fmt::format("churn = {{ unresolved = {}, value = 50 }}", share()));
    text +=
        maybe(fmt::format("satisfaction = {{ base = 8, per-wait-minute = -0.1, unresolved = -3, per-hand-off = -0.5, "
                          "channel = {{ web = -1 }}, noise = {} }}",
                          pick(0, 3)));
    if (!chance(0.7)) return text;
    text += "[reason.case]\n";
    const bool lead_time = chance(0.5);
    const bool working = chance(0.5);
    text += lead_time ? fmt::format("lead-time = {}\n", after()) : "channel = \"email\"\n";
    text += working ? "promise = \"2d\"\nclock = \"working\"\n" : "promise = \"9h\"\n";
    if (lead_time && working) text += maybe("hours = { mon-fri = \"08:00-17:00\" }");
    text += maybe(
        fmt::format("confirm = {{ cost = 0.05, breeds = {}, channel = \"phone\", reassures = {} }}", share(), share()));
    text += maybe(fmt::format(
        "chase = {{ share = {}, after = {{ family = \"exponential\", mean = \"1d\" }}, channel = \"phone\" }}",
        share()));
    return text;
  }

  std::string channels() {
    std::string text = R"([[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "08:00-19:00", sat = "09:00-14:00" }
target = { within = "20s", share = 0.8 }
handle = { family = "lognormal", mean = "250s", cv = 1.0 }
patience = { family = "exponential", mean = "3min" }
)";
    text += maybe("balk = 0.05");
    text += maybe(fmt::format("retry = {{ share = 0.4, after = {}, switch = {{ web = 0.1 }} }}", after()));
    text += maybe("when-closed = { later = 0.6, later-after = \"2h\", switch = { web = 0.2 } }");
    text += maybe(fmt::format("lines = {}", pick(3, 30)));
    text += maybe(fmt::format("callback = {{ when-wait-over = \"{}s\", accepted = {} }}", pick(1, 200), share()));
    text +=
        maybe(fmt::format("appointments = {{ share = {}, every = \"30min\", places = 8, lead = \"4h\", no-show = {} }}",
                          share(), share()));
    text += R"([[channel]]
id = "desk"
kind = "live"
hours = "always"
handle = { family = "gamma", mean = "400s", cv = 0.7 }
)";
    text += maybe("concurrency = 3\nspeed = [1, 0.8, 0.6]");
    text += "[[channel]]\nid = \"email\"\nkind = \"deferred\"\nhours = { mon-fri = \"08:00-17:00\" }\n";
    text += fmt::format("target = {{ within = \"2d\", share = 0.9{} }}\n", clock());
    text += "handle = { family = \"gamma\", mean = \"400s\", cv = 0.7 }\n";
    text += maybe("interruptible = true\nswitch-cost = \"30s\"");
    text += maybe(fmt::format("chase = {{ after = \"{}h\", share = {}, channel = \"phone\" }}", pick(1, 60), share()));
    text += "[[channel]]\nid = \"web\"\nkind = \"self-service\"\ncompletes = 0.8\nfalls-back-to = \"phone\"\n";
    return text;
  }

  std::string demands() {
    std::string text;
    for (const char* c : {"phone", "email", "web"}) {
      text += fmt::format("[[demand]]\nreason = \"repair\"\nchannel = \"{}\"\nper-year = {}\nprofile = \"{}\"\n", c,
                          pick(1000, 40000), chance(0.5) ? "office" : "home");
      text += maybe("daily-counts = \"fixed\"");
      text += maybe("shiftable = 0.7");
      text += maybe(
          "revenue = { conversion = 0.1, value = 30, conversion-per-minute = 0.01, conversion-max = 0.4, from-minute = "
          "2 }");
    }
    return text;
  }

  std::string teams() {
    std::string text = "[[team]]\nid = \"advisers\"\n";
    text += chance(0.5) ? "answers = [\"phone\", { channel = \"email\", keep-free = 1 }]\n"
                        : "answers = [[{ channel = \"phone\", ages = \"5min\" }, \"email\"]]\n";
    text +=
        "roster = [ { days = \"mon-fri\", hours = \"08:00-19:00\", staff = 4, break = \"12:00-12:30\", premium = 1.2 "
        "},\n"
        "           { days = \"sat\", hours = \"09:00-14:00\", staff = 2 } ]\nhourly-cost = 15\n";
    text += maybe("shrinkage = 0.15");
    text += maybe("absence = 0.05");
    text += maybe(fmt::format("authority = {}", share()));
    text += maybe("speed = { phone = 0.9 }");
    text += maybe(
        "turnover = { leavers-per-year = 3, hiring = \"20d\", training = \"10d\", learning = { start = 0.5, weeks = 8 "
        "} }");
    text += "[[team]]\nid = \"experts\"\nanswers = [\"desk\"]\nroster = [ { hours = \"always\", staff = 1 } ]\n";
    text += chance(0.4)
                ? "kind = \"contracted\"\nrate = { per-contact = 2, per-minute = 0.5, minimum-per-year = 1000 }\n"
                : "hourly-cost = 22\n";
    text += maybe("overflow = { phone = \"2min\" }");
    return text;
  }

  std::string surges() {
    if (chance(0.5)) return "";
    return "[[surge]]\nid = \"bills\"\ndemand = [\"repair-phone\"]\nstart = 2024-01-03\nshape = { \"0d\" = 2.5, \"2d\" "
           "= 1 }\n";
  }

  std::string options() {
    std::string text =
        "[[option]]\nid = \"nothing\"\n[option.set]\n\"team.experts.roster\" = [ { hours = \"always\", staff = 1 } ]\n";
    text += "[[option]]\nid = \"web\"\n";
    text += fmt::format(
        "shift = [ {{ from = [\"phone\", \"email\"], to = \"web\", share = {}, completes = 0.7, "
        "falls-back-to = \"phone\", gives-up = 0.1, induced = 0.3, simplest-first = {} }} ]\n",
        0.5 * share(), share());
    text += maybe("starts = 2024-01-03");
    text += maybe("ramp = { shape = \"logistic\", weeks = 1 }");
    if (chance(0.6)) text += "[option.set]\n\"team.advisers.shrinkage\" = 0.25\n\"channel.phone.lines\" = 9\n";
    return text;
  }

  std::mt19937 engine_;
};

TEST(RandomText, IsReadWrittenAndPlayedAlike) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    const std::string text = RandomText(seed).write();
    const ReadScenario read = read_scenario_text(text, "random.toml");
    for (const Fault& fault : read.faults) ADD_FAILURE() << "seed " << seed << " " << to_string(fault);
    ASSERT_TRUE(read.scenario) << text;
    const ReadScenario again = read_scenario_text(read.resolved_toml, "random.toml");
    ASSERT_TRUE(again.scenario && *again.scenario == *read.scenario) << "seed " << seed;

    const Trial one(text, 1), two(read.resolved_toml, 2);
    for (const char* id : {"", "nothing", "web"})
      ASSERT_TRUE(same(one.run(id), two.run(id))) << "seed " << seed << " " << id;
    ASSERT_TRUE(same(one.run("nothing"), one.run())) << "seed " << seed;
  }
}

}  // namespace
}  // namespace channelshift::test
