#!/bin/bash
# A call log and a duty roster, as other systems write them, in place of rates and roster lines: what comes out is what is
# in the files, and the result's own scenario text needs them no more.
source "$(dirname "$0")/lib.sh" "$@"

cat > log.toml <<'TOML'
schema = 1
name = "log"
calendar = { start = 2024-01-01, weeks = 1, warm-up-weeks = 0 }
run = { replications = 2 }
channel = [ { id = "phone", kind = "live", hours = "always", target = { within = "20s", share = 0.8 } } ]
demand = [ { channel = "phone", trace = "calls.csv" } ]
team = [ { id = "agents", answers = ["phone"], roster-csv = "duty.csv", hourly-cost = 10 } ]
TOML
/usr/bin/python3 - <<'PY'
with open("calls.csv", "w") as calls:
    calls.write("arrival,handle_s\n")
    for i in range(500):
        calls.write(f"2024-01-{1 + i % 5:02}T{9 + i % 7:02}:{i % 60:02}:{i * 7 % 60:02},{60 + i}\n")
with open("duty.csv", "w") as duty:
    duty.write("date,from,to,staff\n" + "".join(f"2024-01-{day:02},08:00,18:00,40\n" for day in range(1, 6)))
PY

expect_exit 0 run log.toml --quiet --format json -o log.h5
/usr/bin/python3 - out <<'PY' || fail "not what the files hold"
import json, sys
baseline = json.load(open(sys.argv[1]))["options"]["baseline"]
weeks = 365.25 / 7
phone, agents = baseline["channels"]["phone"], baseline["teams"]["agents"]
def is_(measure, expected):
    assert abs(measure["mean"] - expected) < 1e-6 * expected and measure["sd"] < 1e-6, (measure, expected)
is_(phone["offered"], 500 * weeks)
is_(phone["handle_s"], 60 + 499 / 2)
is_(agents["busy_hours"], sum(60 + i for i in range(500)) / 3600 * weeks)
is_(baseline["cost"]["staff"], 5 * 10 * 40 * 10 * weeks)
PY
cp out before.json

/usr/bin/python3 -c 'import h5py; print(h5py.File("log.h5")["scenario/text"][()].decode(), end="")' > whole.toml
rm calls.csv duty.csv
expect_exit 0 run whole.toml --quiet --format json
cmp out before.json || fail "the scenario in the result says something else"
expect_exit 2 check log.toml
