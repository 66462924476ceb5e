#!/bin/bash
# The same run on 1, 2 and 8 threads: every dataset of the file, byte for byte, and the printed result.
source "$(dirname "$0")/lib.sh" "$@"

for threads in 1 2 8; do
  expect_exit 0 run "$project/scenarios/gentoo" --set calendar.weeks=4 -n 6 -j $threads --quiet -o $threads.h5 --format json
  mv out $threads.json
done
expect_same 1.json 2.json
expect_same 1.json 8.json

/usr/bin/python3 - 1.h5 2.h5 8.h5 <<'PY' || fail "the files differ"
import sys
import h5py

def contents(path):
    """Name -> shape, type and bytes of every dataset; and every attribute that may not differ."""
    found = {}
    def visit(name, item):
        if isinstance(item, h5py.Dataset):
            value = item[()]
            if not isinstance(value, bytes):
                value = b"\0".join(value.ravel()) if value.dtype == object else value.tobytes()
            found[name] = (item.shape, str(item.dtype), value)
    with h5py.File(path, "r") as file:
        file.visititems(visit)
        free = ("created", "command", "git_commit")
        found["attributes"] = {name: str(value) for name, value in file.attrs.items() if name not in free}
    return found

first = contents(sys.argv[1])
assert len(first) > 500, f"only {len(first)} datasets"
for path in sys.argv[2:]:
    other = contents(path)
    assert first.keys() == other.keys(), first.keys() ^ other.keys()
    differ = [name for name in first if first[name] != other[name]]
    assert not differ, f"{path}: {len(differ)} differ, {differ[:5]}"
PY
