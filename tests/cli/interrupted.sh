#!/bin/bash
# Ctrl-C ends a run soon with exit code 130, prints no result, and leaves no file under the result's name nor beside it.
source "$(dirname "$0")/lib.sh" "$@"
long_scenario long.toml
mkdir results

# Python starts it as a terminal would: with SIGINT not ignored, which a shell's background job has.
/usr/bin/python3 - "$program" <<'PY' || fail "an interrupted run is not as documented"
import signal
import subprocess
import sys
import time

process = subprocess.Popen([sys.argv[1], "run", "long.toml", "--format", "json"], stdin=subprocess.DEVNULL,
                           stdout=open("out", "w"), stderr=open("err", "w"))
time.sleep(1.5)
assert process.poll() is None, f"the long run ended by itself with {process.returncode}"
process.send_signal(signal.SIGINT)
try:
    code = process.wait(timeout=20)
except subprocess.TimeoutExpired:
    process.kill()
    raise AssertionError("still running 20 s after Ctrl-C")
assert code == 130, f"exit code {code}, expected 130"
PY
expect_empty out
[[ -z $(ls -A results) ]] || fail "left behind: $(ls -A results)"
