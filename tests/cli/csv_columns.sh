#!/bin/bash
# The CSV has its eight columns, one row for each statistic, and the same numbers as the JSON.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

expect_exit 0 run small.toml --quiet --format csv
[[ $(head -n 1 out | tr -d '\r') == "option,part,id,measure,unit,mean,half_width,sd" ]] || fail "the heading is not as documented"
cp out small.csv
expect_exit 0 run small.toml --quiet --format json
/usr/bin/python3 - small.csv out <<'PY' || fail "the CSV is not as documented"
import csv
import json
import sys

rows = list(csv.DictReader(open(sys.argv[1], newline="")))
assert rows and all(None not in row and None not in row.values() for row in rows), "a row has not eight columns"
found = {(row["option"], row["id"], row["measure"]): row for row in rows}
assert len(found) == len(rows), "a row is there twice"
summary = json.load(open(sys.argv[2]))
for option, parts in summary["options"].items():
    for channel, measures in parts["channels"].items():
        for measure, value in measures.items():
            row = found[option, channel, measure]
            mean = value["mean"] if isinstance(value, dict) else value
            if isinstance(mean, (int, float)):
                assert abs(float(row["mean"]) - mean) <= 1e-9 * max(1, abs(mean)), (row, mean)
PY
