#!/bin/bash
# staff finds rosters, says what they cost and whether the targets hold; its TOML can be pasted, and a budget turns the
# question round.
source "$(dirname "$0")/lib.sh" "$@"

cat > desk.toml <<'TOML'
schema = 1
name   = "desk"

[calendar]
start = 2024-01-01
weeks = 3

[run]
search-replications = 2

[[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "08:00-18:00" }
target = { within = "20s", share = 0.80 }
patience = { family = "exponential", mean = "3min" }

[[demand]]
channel = "phone"
per-hour = 30
handle = { family = "exponential", mean = "200s" }

[[team]]
id = "agents"
answers = ["phone"]
roster = [ { days = "mon-fri", hours = "08:00-18:00", staff = 9 } ]
hourly-cost = 15.0
minimum-staff = 2

[[shift-pattern]]
id = "half"
teams = "agents"
days = "mon-fri"
start = ["08:00", "13:00"]
length = "5h"
TOML

expect_exit 0 check desk.toml
expect_exit 0 explain desk.toml
expect_line out 'half: 5h of agents'
expect_line out 'at least 2 while'
expect_exit 0 explain shift-pattern.start

expect_exit 0 staff desk.toml --quiet
expect_empty err
expect_line out 'holds'
expect_line out '^Rosters found'
expect_line out '^  \{ days = \["mon", "tue", "wed", "thu", "fri"\], hours = "08:00-1[38]:00", staff = '

value() { /usr/bin/python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2"; }
expect_exit 0 staff desk.toml --quiet --format json
cp out found.json
[[ $(value found.json 'd["found"]["holds"] and d["found"]["staff_cost"] < d["as_it_is"]["staff_cost"]') == True ]] || fail "no cheaper roster"
expect_exit 0 staff desk.toml --quiet --format json -j 1
expect_same out found.json

# Pasted below extends, the roster is that of the answer.
{ printf 'schema = 1\nextends = "desk.toml"\n'; value found.json 'd["toml"]'; } > pasted.toml
expect_exit 0 check pasted.toml
expect_exit 0 staff pasted.toml --quiet --format json
[[ $(value out 'd["as_it_is"]["staff_cost"]') == $(value found.json 'd["found"]["staff_cost"]') ]] || fail "the pasted roster costs otherwise"

expect_exit 0 staff desk.toml --quiet --format csv --frontier
expect_line out '^option,part,id,measure,unit,mean,half_width,sd$'
expect_line out '^standard\+0,all,,staff_cost,GBP/year,'
expect_exit 0 staff desk.toml --quiet --budget 200000 --format json
[[ $(value out 'd["found"]["staff_cost"] <= 200000') == True ]] || fail "beyond the budget"
expect_exit 0 staff desk.toml --quiet --budget 200000
expect_line out 'What £200,000 a year buys'

expect_exit 2 staff desk.toml --budget much
expect_line err 'not an amount of money'
expect_exit 2 staff
expect_exit 1 staff desk.toml --quiet --set 'channel.phone.hours="always"'
expect_line err 'no number of staff'
