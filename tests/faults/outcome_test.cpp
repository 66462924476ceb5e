#include "tests/faults/faulty.hpp"

/// What can be wrong with what becomes of contacts: escalate, churn, case, satisfaction, chase, callback.
namespace channelshift::test {
namespace {

const std::string at = "resolved = 0.8";
std::string with(const std::string& key) { return at + "\n" + key; }

TEST(Outcome, Shares) {
  expect_all({
      {at, with("escalate = { share = 1.5, to = \"phone\" }"), "1.5", "from 0 to 1"},
      {at, with("churn = { unresolved = -0.1 }"), "-0.1", "from 0 to 1"},
      {at, with("churn = { value = -3 }"), "-3", "value"},
      {at, with("escalate = { to = \"phone\" }"), "{ to =", "lacks the key \"share\""},
      {at, with("escalate = { share = 0.1, to = \"phnoe\" }"), "\"phnoe\"", "phone"},
      {at, with("escalate = { share = 0.1, to = \"phone\", as = \"nothing\" }"), "\"nothing\"", "reason"},
  });
}

TEST(Outcome, Cases) {
  const std::string lead = "lead-time = { family = \"exponential\", mean = \"1h\" }";
  expect_all({
      {at, with("case = { promise = \"2h\" }"), "{ promise", "neither channel nor lead-time"},
      {at, with("case = { promise = \"2h\", channel = \"email\", " + lead + " }"), "{ promise",
       "both channel and lead-time"},
      {at, with("case = { " + lead + " }"), "{ lead-time", "lacks the key \"promise\""},
      {at, with("case = { " + lead + ", promise = \"1w\", clock = \"working\" }"), "\"1w\"", "open days are counted"},
      {at, with("case = { " + lead + ", promise = \"2h\", confirm = { breeds = 0.1 } }"), "breeds", "without channel"},
      {at, with("case = { " + lead + ", promise = \"2h\", hours = \"always\" }"), "hours = \"always\"",
       "elapsed clock"},
      {at, with("case = { channel = \"email\", promise = \"2h\", hours = \"always\" }"), "hours = \"always\"",
       "Leave hours out"},
  });
}

TEST(Outcome, WhereTheKeysBelong) {
  expect_all({
      {"kind = \"live\"", "kind = \"live\"\nchase = { after = \"2d\", share = 0.3, channel = \"phone\" }", "chase",
       "only deferred have it"},
      {"kind = \"live\"", "kind = \"live\"\nswitch-cost = \"30s\"", "switch-cost", "only deferred have it"},
      {"kind = \"deferred\"", "kind = \"deferred\"\ncallback = { when-wait-over = \"5min\", accepted = 0.4 }",
       "callback", "only live have it"},
  });
}

}  // namespace
}  // namespace channelshift::test
