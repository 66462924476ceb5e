#pragma once

#include <string>

/// Sound scenarios that several tests read.
namespace channelshift::test {

/// An M/M/10 + M queue.
inline const std::string smallest = R"(schema = 1
name   = "erlang-a"

[calendar]
start = 2024-01-01          # a Monday
weeks = 20
warm-up-weeks = 1

[run]
replications = 20
seed = 1

[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = { within = "20s", share = 0.80 }
patience = { family = "exponential", mean = "2min" }

[[demand]]
channel = "phone"
per-hour = 120
handle = { family = "exponential", mean = "270s" }

[[team]]
id = "agents"
answers = ["phone"]
roster = [ { hours = "always", staff = 10 } ]
hourly-cost = 15.0
)";

/// Nearly every key that there is.
inline const std::string full = R"(schema = 1
name = "full"
title = "Everything at once"
currency = "GBP"
notes = "made up"

[calendar]
start = 2012-04-02
weeks = 52
closed-days = [2012-04-06, 2012-04-09]
special-hours = [ { date = 2012-12-24, channel = "phone", hours = "08:00-13:00" } ]
interval = "30min"

[profile.office]
month   = [1.1, 1.0, 1.0, 0.95, 0.95, 0.95, 0.95, 0.95, 1.0, 1.05, 1.1, 1.0]
weekday = { mon = 1.3, tue = 1.1, wed = 1.0, thu = 1.0, fri = 0.9, sat = 0.3, sun = 0.1 }
day     = { "00:00" = 0.2, "07:00" = 2.0, "09:00" = 6.0, "12:00" = 4.5, "17:00" = 2.0, "20:00" = 0.5 }
busy-day = { cv = 0.12, correlation = 0.3 }
closed-day-factor = 0.4

[profile.visits]
busy-day = "office"

[[reason]]
id = "repair"
title = "Repairs"
emergency = true
resolved = { phone = 0.85, email = 0.6 }
repeat = { share = 0.7, after = { family = "exponential", mean = "2d" }, channel = "phone" }

[[channel]]
id = "phone"
title = "Telephone"
kind = "live"
hours = { mon-fri = "08:00-19:00", sat = "09:00-14:00" }
target = { within = "20s", share = 0.80 }
handle = { family = "lognormal", mean = "250s", cv = 1.0 }
patience = { family = "exponential", mean = "3min" }
balk = 0.05
retry = { share = 0.4, after = { family = "exponential", mean = "20min" }, switch = { web = 0.1 } }
when-closed = { emergency-to = "care-line", later = 0.6, later-after = "2h", switch = { web = 0.2 } }
lines = 40
cost = { per-contact = 0.0, per-minute = 0.03, per-year = 20000 }
unit-cost = 2.83
offered-per-year = 160000

[[channel]]
id = "email"
kind = "deferred"
hours = { mon-fri = "08:00-17:00" }
target = { within = "5d", share = 0.90, clock = "working" }
handle = { family = "gamma", mean = "4.5min", cv = 0.7 }
interruptible = true

[[channel]]
id = "web"
kind = "self-service"
completes = 0.85
falls-back-to = "phone"
falls-back-after = { family = "exponential", mean = "10min" }
gives-up = 0.1

[[channel]]
id = "care-line"
kind = "live"
hours = "always"
handle = { family = "lognormal", mean = "4min", cv = 1.0 }

[[channel]]
id = "desk"
kind = "live"
hours = { mon-fri = ["09:00-12:00", "13:00-17:00"] }
handle = { family = "lognormal", mean = "12min", cv = 0.7 }

[[channel]]
id = "social"
kind = "live"
hours = { mon-fri = "08:00-17:00" }

[[demand]]
id = "repair-phone"
reason = "repair"
channel = "phone"
per-year = 150000
profile = "office"
handle = { family = "lognormal", mean = "250s", cv = 0.9, wrap = "20s" }

[[demand]]
reason = "repair"
channel = "desk"
per-year = 15000
profile = "visits"
shiftable = 0.7

[[demand]]
channel = "email"
per-year = 9000

[[team]]
id = "advisers"
title = "Advisers"
answers = ["care-line", "phone", ["desk", "social"], { channel = "email", keep-free = 1 }]
roster = [ { days = "mon-fri", hours = "08:00-16:00", staff = 42, break = "12:00-12:30" },
  { days = ["mon", "tue-fri"], hours = "08:00-19:00", staff = 15, premium = 1.1, from = 2012-10-01, to = 2013-03-31 } ]
shrinkage = 0.25
absence = 0.04
fte-hours = 37.0
hourly-cost = 16.40
overtime-factor = 1.5
speed = { phone = 1.0, email = 1.1 }
kind = "employed"

[[team]]
id = "leads"
answers = []
roster = [ { hours = "always", staff = 1 } ]
hourly-cost = 21
overflow = { phone = "60s" }

[[option]]
id = "first"
one-off-cost = 1

[[option]]
id = "digital-10"
title = "10% of visits and emails move to social media"
based-on = "first"
staffing = "keep"
ramp = { shape = "logistic", weeks = 26 }
starts = 2012-10-01
set = { "channel.phone.target.share" = 0.75 }
one-off-cost = 60000
per-year-cost = 12000

[[option.shift]]
from = ["desk", "email"]
to = "social"
share = 0.10
reasons = ["repair"]
completes = 0.9
falls-back-to = "phone"
gives-up = 0.1
handle = { family = "lognormal", mean = "240s", cv = 0.8 }
induced = 0.03
simplest-first = 0.5
)";

}  // namespace channelshift::test
