#!/bin/bash
# Far more work than agents and nobody leaves: a warning before the run, and the end of it when ten million wait.
source "$(dirname "$0")/lib.sh" "$@"
cat > endless.toml <<'TOML'
schema = 1
name = "endless"
calendar = { start = 2024-01-01, weeks = 4, warm-up-weeks = 0 }
channel = [ { id = "phone", kind = "live", hours = "always" } ]
demand = [ { channel = "phone", per-hour = 400000, handle = { family = "exponential", mean = "270s" } } ]
team = [ { id = "agents", answers = ["phone"], roster = [ { hours = "always", staff = 10 } ], hourly-cost = 15 } ]
TOML

expect_exit 0 check endless.toml
expect_line err "^warning: endless.toml:4:.*more work than agents"
expect_exit 1 run endless.toml -n 1 --quiet
expect_empty out
expect_line err '^error: more than 10 million contacts wait on channel "phone"'
expect_no_file results/endless.h5
[[ -z $(ls -A results 2>/dev/null) ]] || fail "left behind: $(ls -A results)"
