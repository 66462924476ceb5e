#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "models/measures/measure.hpp"
#include "models/money/savings.hpp"
#include "tests/support/trial.hpp"

/// Contracted teams: who answers what, and the invoice, worked out by hand from the counts.
namespace channelshift::test {
namespace {

/// Four weeks of a small in-house team; what has waited a minute goes to a contractor, who takes ten at once.
std::string overflow_text(double minimum) {
  return head(4, 20) + fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = {{ within = "20s", share = 0.8 }}
patience = {{ family = "exponential", mean = "10min" }}
[[demand]]
channel = "phone"
per-hour = 60
handle = {{ family = "exponential", mean = "5min" }}
[[team]]
id = "house"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 4 }} ]
hourly-cost = 20.0
[[team]]
id = "partner"
kind = "contracted"
rate = {{ per-contact = 2.1, per-minute = 0.3, minimum-per-year = {} }}
answers = []
overflow = {{ phone = "60s" }}
roster = [ {{ hours = "always", staff = 10 }} ]
[[option]]
id = "without"
set = {{ "team.partner.roster" = [] }}
)",
                                   minimum);
}

const Measure& cost(std::string_view line) { return measure(cost_measures(), line); }

constexpr double years = 28 / 365.25;

TEST(Contracts, TheInvoiceIsContactsAndMinutesAtTheirRate) {
  const Trial trial(overflow_text(0));
  const std::vector<Simulated> all = full_years(trial.scenario(), trial.results());
  const Values invoice = by_replication(cost("contracted"), all[0]);
  const Values total = by_replication(cost("total"), all[0]);
  for (std::size_t r = 0; r < invoice.size(); ++r) {
    const TeamCounts& partner = trial.team(trial.run().replications[r], "partner");
    ASSERT_GT(partner.answered, 1000);
    const double minutes = static_cast<double>(partner.handle) / sim::ticks_per_s / 60;
    EXPECT_NEAR(invoice[r], (2.1 * static_cast<double>(partner.answered) + 0.3 * minutes) / years, 1e-6);
    EXPECT_NEAR(total[r], invoice[r] + 4 * 24 * 365.25 * 20, 1e-6);  // and the house's paid hours: nobody else's
    EXPECT_EQ(partner.overtime, 0);
  }
  EXPECT_EQ(trial.run().paid.paid_hours[1], 0);
}

/// Nobody reaches the partner before a minute's wait, and those who do are handled as long as anybody else.
TEST(Contracts, OverflowIsWhatHasWaited) {
  const Trial trial(overflow_text(0));
  const auto partner = [&](std::int64_t TeamCounts::*field) { return trial.each_team("partner", field); };
  Measured handle = ratio_of(partner(&TeamCounts::handle), partner(&TeamCounts::answered));
  handle.mean /= sim::ticks_per_s;
  handle.standard_error /= sim::ticks_per_s;
  EXPECT_TRUE(agrees(handle, 300));
}

/// The minimum of a year, on the scale of a year, however few weeks are simulated; owed only with a roster.
TEST(Contracts, TheMinimumIsTheLeastThatAYearCosts) {
  const Trial trial(overflow_text(1e6));
  const std::vector<Simulated> all = full_years(trial.scenario(), trial.results());
  for (const double invoice : by_replication(cost("contracted"), all[0])) EXPECT_NEAR(invoice, 1e6, 1e-6);
  for (const double invoice : by_replication(cost("contracted"), all[1])) EXPECT_EQ(invoice, 0);
  const OptionSavings saved = savings(all[0], all[0], all[1]);
  const auto total = std::ranges::find(saved.savings, "total_cost", [](const Saving& s) { return s.text.name; });
  EXPECT_NEAR(total->estimate.mean, 1e6, 1e-3);  // the house is paid the same, and does no overtime
}

/// Between two minima that bind and do not, the invoice of a replication is the larger of both.
TEST(Contracts, ItBindsByReplication) {
  const Trial free(overflow_text(0));
  const Values handled = by_replication(cost("contracted"), full_years(free.scenario(), free.results())[0]);
  const double middle = mean_of(handled).mean;
  const Trial bound(overflow_text(middle));
  const Values invoice = by_replication(cost("contracted"), full_years(bound.scenario(), bound.results())[0]);
  for (std::size_t r = 0; r < handled.size(); ++r) EXPECT_NEAR(invoice[r], std::max(handled[r], middle), 1e-6);
}

/// Every team contracted, work put down and taken up among it: all answers are somebody's, once; what the channels'
/// contacts cost together is all that there is to pay.
TEST(Contracts, AnswersAndCostsFoot) {
  const Trial trial(head(4, 5) + R"(
[[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "08:00-18:00" }
[[channel]]
id = "email"
kind = "deferred"
interruptible = true
hours = { mon-fri = "08:00-18:00" }
[[demand]]
channel = "phone"
per-hour = 40
handle = { family = "exponential", mean = "4min" }
[[demand]]
channel = "email"
per-hour = 15
handle = { family = "exponential", mean = "8min" }
[[team]]
id = "first"
kind = "contracted"
rate = { per-contact = 2.0 }
answers = ["phone", "email"]
roster = [ { days = "mon-fri", hours = "08:00-18:00", staff = 4 } ]
[[team]]
id = "second"
kind = "contracted"
rate = { per-minute = 0.5 }
answers = ["email"]
roster = [ { days = "mon-fri", hours = "08:00-18:00", staff = 5 } ]
)");
  const Simulated baseline = full_years(trial.scenario(), trial.results())[0];
  for (const Counts& counts : trial.run().replications) {
    std::int64_t answered = 0;
    sim::Ticks handle = 0;
    for (const ChannelCounts& channel : counts.channels) {
      answered += channel.answered;
      handle += channel.handle;
    }
    EXPECT_EQ(counts.teams[0].answered + counts.teams[1].answered, answered);
    EXPECT_EQ(counts.teams[0].handle + counts.teams[1].handle, handle);
    double spent = 0;
    const Measure& each = measure(channel_measures(), "cost_per_contact");
    for (std::size_t c = 0; c < 2; ++c) spent += each.numerator({baseline, counts, c});
    EXPECT_NEAR(spent / cost("total").numerator({baseline, counts}), 1, 1e-9);
  }
}

}  // namespace
}  // namespace channelshift::test
