#!/bin/bash
# --precision goes on until savings are known well enough; the result is that of a run of as many replications.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

expect_exit 0 run small.toml --precision 0.01 --format json -o precise.h5
cp out precise.json
expect_line err 'precision: [0-9]+ replications; the widest interval'
n=$(/usr/bin/python3 -c 'import json; print(json.load(open("precise.json"))["replications"])')
[[ $n -ge 10 ]] || fail "at least 10 replications, not $n"
expect_exit 0 run small.toml -n "$n" --format json -o plain.h5
cp out plain.json
expect_same precise.json plain.json
expect_exit 0 show precise.h5 --format json
expect_same out plain.json

expect_exit 0 run small.toml --precision 0.00000001 -n 12 --quiet --format json
expect_line err 'after 12 replications the widest interval of a saving is still'
expect_line out '"replications": 12'

for wrong in 0 1 -0.1 1% much ''; do
  expect_exit 2 run small.toml --precision "$wrong"
  expect_line err 'not a share above 0 and below 1'
done
