#!/bin/bash
# Uncertain inputs: every draw is a run with its values; table, JSON, CSV and file; the same bytes on 1 and 2 threads.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

# Without uncertain inputs nothing is drawn, and it says so.
expect_exit 0 run small.toml --quiet
expect_line out 'the inputs are taken as exact'
expect_no_line out 'UNCERTAIN INPUTS'

cat >> small.toml <<'TOML'

[uncertain]
"option.fewer-calls.shift.1.share" = { low = 0.05, high = 0.3 }
"demand.general-phone.handle.mean" = { low = "240s", likely = "270s", high = "320s" }
"team.agents.roster.1.staff" = { low = 4, high = 6 }
TOML
sed -i 's/^replications = 2/replications = 2\ndraws = 12\ndraw-replications = 3/' small.toml
echo 'claim = 500' > claim
sed -i '/^title = "A tenth/r claim' small.toml

expect_exit 0 run small.toml --quiet -j 1 --format json -o one.h5
cp out one.json
expect_exit 0 run small.toml --quiet -j 2 --format json -o two.h5
expect_same one.json out
expect_exit 0 show one.h5
expect_line out '^UNCERTAIN INPUTS +\(12 draws of all of them, 3 replications each'
expect_line out '^  option\.fewer-calls\.shift\.1\.share$'
expect_line out 'Chance of the £500 claimed'
expect_no_line out '[Ii]nputs (are )?taken as exact'
expect_no_line out '.{101}'
expect_exit 0 run small.toml --quiet --format csv
expect_line out '^fewer-calls,uncertainty,,total_cost,GBP/year,'
expect_line out '^fewer-calls,uncertainty,demand\.general-phone\.handle\.mean,total_cost_at_p10,GBP/year,'
expect_line out '^fewer-calls,saving,,probability_positive,1,'

cat > check.py <<'PY'
import json, math, subprocess, sys
import h5py, numpy

program, scenario = sys.argv[1:]
summary = json.load(open("one.json"))
drawn = summary["uncertainty"]["options"]["fewer-calls"]

def saved(sets):
    out = subprocess.run([program, "run", scenario, "--quiet", "-o", "draw.h5", "-n", "3", "--format", "json"]
                         + [word for s in sets for word in ("--set", s)], check=True, capture_output=True).stdout
    return json.loads(out)["savings"]["fewer-calls"]

with h5py.File("one.h5") as file, h5py.File("two.h5") as other:
    names = []
    file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
    assert sum(name.startswith("uncertainty/") for name in names) >= 10
    for name in names:
        a, b = file[name][()], other[name][()]
        assert (a == b if isinstance(a, bytes) else (a.tobytes() == b.tobytes() if a.dtype != object else (a == b).all())), name
    inputs = [x.decode() for x in file["axes/input"]]
    values = file["uncertainty/inputs/value"][:]
    assert values.shape == (12, 3)
    share, mean, staff = (values[:, inputs.index(p)] for p in
                          ("option.fewer-calls.shift.1.share", "demand.general-phone.handle.mean", "team.agents.roster.1.staff"))
    assert (share > 0.05).all() and (share < 0.3).all() and (mean > 240).all() and (mean < 320).all()
    assert set(staff) <= {4, 5, 6} and len(set(staff)) > 1
    # One draw in each twelfth of the triangular distribution from 0.05 over 0.1 to 0.3.
    cdf = numpy.where(share < 0.1, (share - 0.05)**2 / (0.25 * 0.05), 1 - (0.3 - share)**2 / (0.25 * 0.2))
    assert sorted((cdf * 12).astype(int)) == list(range(12))
    totals = file["uncertainty/options/fewer-calls/total_cost"][:]
    for d in (0, 7):
        sets = [f"{inputs[i]}={int(values[d, i]) if 'staff' in inputs[i] else repr(values[d, i])}{'s' if 'mean' in inputs[i] else ''}"
                for i in range(3)]
        run = saved(sets)
        assert run["total_cost"]["mean"] == totals[d], (run["total_cost"]["mean"], totals[d])
        assert "uncertainty" not in run
    measure = drawn["measures"]["total_cost"]
    assert measure["mean"] == json.loads(json.dumps(measure["mean"])) and math.isclose(measure["mean"], totals.mean(), rel_tol=1e-12)
    assert math.isclose(measure["sd"], totals.std(ddof=1), rel_tol=1e-9)
    assert math.isclose(measure["p05"], numpy.quantile(totals, 0.05), rel_tol=1e-9)
    headline = file["uncertainty/options/fewer-calls/" + drawn["headline"]][:]
    assert summary["savings"]["fewer-calls"]["probability_positive"]["mean"] == (headline > 0).mean()
    assert summary["savings"]["fewer-calls"]["probability_of_claim"]["mean"] == (headline >= 500).mean()
    likely = saved(["option.fewer-calls.shift.1.share=0.1", "demand.general-phone.handle.mean=270s", "team.agents.roster.1.staff=4"])
    assert likely["total_cost"]["mean"] == measure["likely"]
    at_low = saved(["option.fewer-calls.shift.1.share=" + repr(file["uncertainty/inputs/p10"][inputs.index("option.fewer-calls.shift.1.share")]),
                    "demand.general-phone.handle.mean=270s", "team.agents.roster.1.staff=4"])
    assert at_low["total_cost"]["mean"] == measure["one_at_a_time"]["option.fewer-calls.shift.1.share"]["at_p10"]
PY
/usr/bin/python3 check.py "$program" small.toml || fail "the draws are not what they should be"

# A fault that only inputs together bring is told with the draw, before anything is simulated.
small_scenario faulty.toml
sed -i 's/^patience = .*/retry = { share = { low = 0.1, likely = 0.3, high = 0.6 }, after = { family = "exponential", mean = "1h" }, switch = { email = { low = 0.1, likely = 0.2, high = 0.6 } } }\n&/' faulty.toml
expect_exit 2 run faulty.toml --quiet
expect_line err '^draw [0-9]+: channel\.phone\.retry\.share=.*(are|is) 1\.'
expect_empty out
