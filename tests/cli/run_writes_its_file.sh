#!/bin/bash
# `run` prints the result and writes one HDF5 file: results/<name>.h5 below the current folder, or where -o says;
# whole, replacing an older one, and with nothing left beside it.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

expect_exit 0 run small.toml --quiet
expect_file results/small.h5
[[ $(ls -A results) == small.h5 ]] || fail "something besides small.h5 in results: $(ls -A results)"

mkdir elsewhere
echo 'an older file' > elsewhere/mine.h5
expect_exit 0 run small.toml --quiet --output elsewhere/mine.h5
[[ $(ls -A elsewhere) == mine.h5 ]] || fail "something besides mine.h5 in elsewhere: $(ls -A elsewhere)"
[[ $(head -c 4 elsewhere/mine.h5 | tail -c 3) == HDF ]] || fail "elsewhere/mine.h5 was not replaced"

expect_exit 0 run small.toml --quiet -o new-folder/mine.h5
expect_file new-folder/mine.h5

# A scenario may be a folder with scenario.toml, and the current folder decides where results go.
mkdir folder other
small_scenario folder/scenario.toml
cd other
expect_exit 0 run ../folder --quiet
expect_file results/small.h5
cd ..

# The file says what it is, without our code.
/usr/bin/python3 - results/small.h5 <<'PY' || fail "results/small.h5 is not as documented"
import sys
import h5py

def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)

with h5py.File(sys.argv[1], "r") as file:
    assert text(file.attrs["format"]) == "channelshift-results", dict(file.attrs)
    for name in ("format_version", "program_version", "git_commit", "command", "seed", "replications", "created"):
        assert name in file.attrs, f"attribute {name} is missing"
    assert int(file.attrs["seed"]) == 1 and int(file.attrs["replications"]) == 2
    assert "small" in text(file["scenario/text"][()])
    offered = file["options/baseline/channels/offered"]
    assert offered.shape == (2, 2), offered.shape
    assert offered.attrs["unit"] is not None and offered.attrs["meaning"] is not None
PY
