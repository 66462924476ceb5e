#!/bin/bash
# The JSON holds what the contract of the format says, and nothing of the place, time or number of threads.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

expect_exit 0 run small.toml --quiet --format json -j 1
cp out one.json
mkdir deep
cp small.toml deep/small.toml
cd deep
sleep 1.1
"$program" run small.toml --quiet --format json --threads 2 -o x.h5 > ../two.json
cd ..
expect_same one.json two.json
if grep -qF "$folder" one.json; then fail "the JSON holds a path"; fi
if grep -qF "small.toml" one.json; then fail "the JSON holds a file name"; fi
expect_no_line out "$(date -u +%Y)"
expect_no_line out '(thread|created|command|elapsed)'

/usr/bin/python3 - one.json <<'PY' || fail "the JSON is not as documented"
import json
import sys

result = json.load(open(sys.argv[1]))
assert result["format"] == "channelshift-summary" and result["version"] == 1
assert result["scenario"] == "small" and result["replications"] == 2 and result["weeks"] == 3 and result["seed"] == 1
assert list(result["options"]) == ["baseline", "fewer-calls"], list(result["options"])
baseline = result["options"]["baseline"]
assert list(baseline["channels"]) == ["phone", "email"], list(baseline["channels"])
for statistic in (baseline["channels"]["phone"]["service_level"], baseline["teams"]["agents"]["occupancy"],
                  baseline["needs"]["met"], baseline["cost"]["total"]):
    assert set(statistic) == {"mean", "half_width", "sd"} or isinstance(statistic, (int, float)), statistic
assert 0 < baseline["channels"]["phone"]["service_level"]["mean"] < 1
savings = result["savings"]["fewer-calls"]
for name in ("total_cost", "capacity_hours", "capacity_value"):
    assert name in savings, f"{name} is missing"
assert isinstance(savings["like_for_like"], bool)
PY

# One replication has no spread: null, not zero.
expect_exit 0 run small.toml --quiet --format json -n 1
/usr/bin/python3 - out <<'PY' || fail "one replication should have no half-width"
import json
import sys

level = json.load(open(sys.argv[1]))["options"]["baseline"]["channels"]["phone"]["service_level"]
assert level["half_width"] is None and level["sd"] is None, level
PY
