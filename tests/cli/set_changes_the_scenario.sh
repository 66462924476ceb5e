#!/bin/bash
# --set reaches every key by its path, may be given again and again, and changes what is computed.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

value() { /usr/bin/python3 -c 'import json, sys; print(eval("json.load(open(sys.argv[1]))" + sys.argv[2]))' "$1" "$2"; }

expect_exit 0 run small.toml --quiet --format json
cp out before.json
expect_exit 0 run small.toml --quiet --format json --set demand.general-phone.per-hour=15 --set calendar.weeks=2
cp out after.json
[[ $(value after.json '["weeks"]') == 2 ]] || fail "calendar.weeks was not set"
ratio=$(value after.json '["options"]["baseline"]["channels"]["phone"]["offered"]["mean"]')
full=$(value before.json '["options"]["baseline"]["channels"]["phone"]["offered"]["mean"]')
awk -v a="$ratio" -v b="$full" 'BEGIN { exit !(a > 0.4 * b && a < 0.6 * b) }' || fail "half the demand, but $ratio of $full calls"

expect_exit 0 run small.toml --quiet --format json --set option.fewer-calls.shift.1.share=0
[[ $(value out '["savings"]["fewer-calls"]["total_cost"]["mean"]') =~ ^-?0(\.0)?$ ]] || fail "an option that moves nothing must save exactly 0"

# Text without quotes will do, and a list or table is read as TOML.
expect_exit 0 run small.toml --quiet --set channel.phone.hours=always
expect_exit 0 run small.toml --quiet --set 'team.agents.roster=[{ hours = "always", staff = 5 }]'
expect_exit 0 run small.toml --quiet --seed 7 --format json -n 3
[[ $(value out '["seed"]') == 7 && $(value out '["replications"]') == 3 ]] || fail "--seed or -n was not taken"
expect_exit 2 run small.toml --quiet --set demand.no-such.per-hour=15
expect_line err '^--set demand\.no-such'
