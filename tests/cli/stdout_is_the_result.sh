#!/bin/bash
# stdout carries the result and nothing else; --quiet leaves nothing on stderr of a run without warnings.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

expect_exit 0 run small.toml --format json
/usr/bin/python3 -c 'import json, sys; json.load(open(sys.argv[1]))' out || fail "stdout is not one JSON object"
expect_exit 0 run small.toml --quiet
expect_empty err
[[ -s out ]] || fail "run prints nothing"
width=$(awk '{ gsub(/[\200-\277]/, ""); if (length($0) > w) w = length($0) } END { print w + 0 }' out)
(( width <= 100 )) || fail "the table is $width columns wide, more than 100"
if grep -q $'\e\|\r' out err; then fail "control characters outside a terminal"; fi

# A closed stdout is a failure that is told, not a crash.
code=0
"$program" run small.toml --quiet >/dev/full 2>err || code=$?
[[ $code == 1 ]] || fail "writing the result to a full device: exit code $code, expected 1"
[[ -s err ]] || fail "writing the result to a full device: no word on stderr"
