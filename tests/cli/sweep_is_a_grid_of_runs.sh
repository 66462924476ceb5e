#!/bin/bash
# sweep: every point is what run prints with the same --set; faults of all points at once; the file opens in h5py.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

sweep=(sweep small.toml --quiet --set team.agents.shrinkage=0.05
  --vary option.fewer-calls.shift.1.share=0.1:0.3:0.1 --vary channel.phone.target.within=20s,1min)

expect_exit 0 "${sweep[@]}" -j 1 --format json
cp out one.json
expect_file results/small-sweep.h5
expect_exit 0 "${sweep[@]}" -j 2 --format json -o two.h5
expect_same one.json out

# Point 4, as a run of its own: the same bytes.
expect_exit 0 run small.toml --quiet --format json --set team.agents.shrinkage=0.05 \
  --set option.fewer-calls.shift.1.share=0.2 --set channel.phone.target.within=1min
/usr/bin/python3 - results/small-sweep.h5 two.h5 out <<'PY' || fail "the file is not as it should be"
import math, sys
import h5py

run = open(sys.argv[3]).read()
with h5py.File(sys.argv[1]) as file, h5py.File(sys.argv[2]) as other:
    assert file.attrs["format"] == "channelshift-sweep"
    assert file["points/summary"][3].decode() == run
    assert list(file["axes/vary_1"]) == [0.1, 0.2, 0.3]
    assert [x.decode() for x in file["axes/vary_2"]] == ["20s", "1min"]
    assert list(file["points/option.fewer-calls.shift.1.share"]) == [0.1, 0.1, 0.2, 0.2, 0.3, 0.3]
    level = file["options/baseline/channels/phone/service_level"]
    assert level.shape == (6,) and level.attrs["unit"] == "1"
    assert level.dims[0][0][:].tolist() == [1, 2, 3, 4, 5, 6]
    assert level[0] == level[2] == level[4] < level[1]   # the baseline knows nothing of the share
    saved = file["savings/fewer-calls/capacity_hours"]
    assert saved.attrs["unit"] == "h/year" and not math.isnan(file["savings/fewer-calls/capacity_hours_half_width"][0])
    names = []
    file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
    assert len(names) > 100
    for name in names:
        a, b = file[name][()], other[name][()]
        same = a == b if isinstance(a, bytes) else (a.tobytes() == b.tobytes() if a.dtype != object else (a == b).all())
        assert same, name
PY

# A line of CSV is that of the run, after the point and its values.
expect_exit 0 "${sweep[@]}" --format csv
cp out sweep.csv
[[ $(head -n 1 sweep.csv) == point,option.fewer-calls.shift.1.share,channel.phone.target.within,option,part,id,measure,unit,mean,half_width,sd ]] ||
  fail "the head of the CSV: $(head -n 1 sweep.csv)"
expect_exit 0 run small.toml --quiet --format csv --set team.agents.shrinkage=0.05 \
  --set option.fewer-calls.shift.1.share=0.2 --set channel.phone.target.within=1min
sed -n 's/^4,0\.2,1min,//p' sweep.csv > four.csv
tail -n +2 out > run.csv
expect_same run.csv four.csv

# The table has a row for each point and option, on 100 columns.
expect_exit 0 "${sweep[@]}"
expect_line out '^A +option\.fewer-calls\.shift\.1\.share$'
[[ $(grep -c '^fewer-calls ' out) == 6 && $(grep -c '^as it is ' out) == 6 ]] || fail "not six points"
expect_no_line out '.{101}'

# All faults at once, before anything is simulated, each at its value.
rm -f results/*.h5
expect_exit 2 sweep small.toml --vary option.fewer-calls.shift.1.share=0.5:1.5:0.5 --vary channel.phnoe.balk=0,0.1
expect_empty out
expect_line err '^--vary option\.fewer-calls\.shift\.1\.share=1\.5: share is the number 1\.5'
expect_line err '^--vary channel\.phnoe\.balk=0\.1: there is no channel "phnoe"'
[[ $(grep -c 'shift.1.share=1.5' err) == 1 ]] || fail "a fault is told twice"
expect_exit 2 sweep small.toml --vary run.seed=1:2:0 --vary run.replications=1:20000:1 --vary calendar.weeks
for line in 'run\.seed: 1:2:0 gives no values' 'run\.replications: .*at most 10,000' 'calendar\.weeks: there is no PATH='; do
  expect_line err "^--vary $line"
done
expect_exit 2 sweep small.toml
expect_exit 2 sweep small.toml --vary run.seed=1:200:1 --vary calendar.weeks=1:100:1
expect_line err 'more than 10,000 points'
expect_exit 2 sweep small.toml --vary run.seed=1,2 --vary run.seed=3,4
expect_line err '^--vary run\.seed: this key is varied twice'
expect_no_file results/small-sweep.h5
