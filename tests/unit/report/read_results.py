"""Reads the file that hdf5_test.cpp writes with h5py alone; the figures are counted by hand in measures/handmade.hpp."""

import json
import math
import sys

import h5py
import numpy

YEAR = 365.25 / 28
file = h5py.File(sys.argv[1], "r")

assert file.attrs["format"] == "channelshift-results" and file.attrs["format_version"] == 1
for name in ("program_version", "git_commit", "command", "seed", "replications", "created", "scenario"):
    assert name in file.attrs, name
assert file["scenario/text"][()].decode() == "schema = 1\n"
summary = json.loads(file["summary"][()])
assert summary["format"] == "channelshift-summary"

axes = file["axes"]
assert list(axes["replication"]) == [1, 2]
assert [x.decode() for x in axes["option"]] == ["baseline", "other-1"]
assert [x.decode() for x in axes["channel"]] == ["phone", "email", "web"]
assert [x.decode() for x in axes["team"]] == ["agents"]
assert [x.decode() for x in axes["day"]][::27] == ["2024-01-01", "2024-01-28"]
assert [x.decode() for x in axes["interval"]] == [d + " 00:00" for d in "mon tue wed thu fri sat sun".split()]
assert axes["wait_bucket"][0] == 0 and (numpy.diff(axes["wait_bucket"]) > 0).all()

base = file["options/baseline"]
phone = base["channels/offered"]
assert phone.shape == (2, 3) and numpy.allclose(phone[:, 0], [100 * YEAR, 110 * YEAR], rtol=1e-15)
level = base["channels/service_level"][:]
assert level[0, 0] == 60 / 100 and level[1, 0] == 70 / 110 and math.isnan(level[0, 2])
again = base["channels/answered_in_target"][:] / (base["channels/offered"][:] - base["channels/not_yet_due"][:])
assert numpy.allclose(again[:, :2], level[:, :2], rtol=1e-15)
assert base["channels/wait_answered_s_sum"].attrs["unit"] == "s/year"
assert base["counts/channels/offered"].dtype == "i8" and list(base["counts/channels/offered"][:, 0]) == [100, 110]
assert base["counts/channels/wait_answered"][0, 0] == 800 * 2**18
assert base["counts/channels/wait_answered"].attrs["unit"] == "2^-18 s"
assert [x.decode() for x in axes["month"]] == ["2024-01"]
assert base["counts/months/due"].shape == (2, 1, 3) and list(base["counts/months/due"][0, 0]) == [100, 17, 40]
assert list(base["counts/months/answered_in_target"][1, 0]) == [70, 14, 0]
assert base["counts/moved"].shape == (2, 3, 4) and base["counts/team_channel_busy"].shape == (2, 1, 3)
assert list(base["demands/first"][:, 0]) == [90, 100]
assert base["teams/fte"].shape == (2, 1) and base["needs/met"].shape == (2,)
lines = sum(base["cost"][name][:] for name in ("staff", "overtime", "channel_variable", "channel_fixed"))
assert (lines == base["cost/total"][:]).all()
assert base["cost/total"].attrs["unit"] == "GBP/year"

assert base["week/offered_sum"].shape == (3, 7) and base["week/offered_sum"][0, 0] == 210
assert base["week/offered"][0, 0] == 210 / 8  # two replications of four weeks
assert base["week/service_level"][0, 0] == 130 / 210 and math.isnan(base["week/service_level"][2, 0])
assert base["week/wait_sum"][0, 0] == 2**18 and base["week/wait_s_sum"][0, 0] == 1 / 8
assert base["days/offered_sum"].shape == (28, 3) and base["days/offered"][0, 1] == 20
assert base["team_week/occupancy"][0, 0] == 0.5
assert base["wait_histogram_sum"][0, 0] == 7
assert math.isclose(base["wait_histogram"][0, 0], 7 / 2 * YEAR)

for option, parts in summary["options"].items():
    for part, things in (("channels", ["phone", "email", "web"]), ("teams", ["agents"])):
        for i, thing in enumerate(things):
            for name, value in parts[part][thing].items():
                data = file[f"options/{option}/{part}/{name}"][:, i]
                unit = file[f"options/{option}/{part}/{name}"].attrs["unit"]
                if isinstance(value, dict) and unit.endswith("/year"):
                    assert math.isclose(data.mean(), value["mean"], rel_tol=1e-12), (option, thing, name)

saved = file["savings/other-1"]
assert numpy.allclose(saved["capacity_hours"][:], [YEAR, 0]) and saved["capacity_hours"].attrs["unit"] == "h/year"
assert saved["total_cost_first_year"].shape == (2,)
assert saved["change_service_level"].shape == (2, 3)
ledger = {name: data[:] for name, data in saved["ledger"].items() if not name.endswith("_first_year")}
parts = ledger["overstaffing"] + ledger["cashable"] + ledger["not_cashable"]
assert numpy.allclose(parts, ledger["total_cost"], rtol=1e-9)
assert numpy.array_equal(saved["cashable"][:], ledger["cashable"])
assert saved["posts/hours_freed"].shape == (1,) and saved["posts/cashable"].shape == (2, 1)
flow = {name: data[:] for name, data in saved["cash_flow"].items()}
assert flow["net"].shape == (2, 4) and list(file["axes/year"][:]) == [0, 1, 2, 3]
net = flow["gross"] - flow["running_cost"] - flow["one_off_cost"] - flow["redundancy"]
assert numpy.allclose(net, flow["net"]) and numpy.allclose(net.cumsum(axis=1), flow["cumulative"])
value = (net / 1.1 ** numpy.arange(4)).sum(axis=1)
assert numpy.allclose(saved["net_present_value"][:], value) and saved["net_present_value"].attrs["unit"] == "GBP"
assert math.isclose(value.mean(), summary["savings"]["other-1"]["net_present_value"]["mean"])
assert "options/other-1_first_year/channels/offered" in file
assert file["calibration/factor"][0] == 1.25 and math.isnan(file["calibration/factor"][1])


def described(name, item):
    if not isinstance(item, h5py.Dataset):
        return
    assert item.attrs["meaning"], name
    if item.dtype.kind in "if":
        assert item.attrs["unit"], name
    if name.startswith("axes/"):
        assert h5py.h5ds.is_scale(item.id), name
    elif item.ndim > 0:
        for i, size in enumerate(item.shape):
            assert len(item.dims[i]) == 1 and item.dims[i][0].shape == (size,), name


file.visititems(described)
