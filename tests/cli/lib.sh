# What the command-line tests share; sourced first. Each test is called as `script PROGRAM FOLDER` and works in FOLDER,
# which is emptied. It ends with exit code 0 if everything is as expected, else it says what was not.
set -euo pipefail
program=$1
folder=$2
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$tests/../.." && pwd)
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"

fail() {
  echo "FAILED: $*"
  for file in out err; do
    if [[ -s $folder/$file ]]; then echo "--- std$file of the last command:"; head -n 40 "$folder/$file"; fi
  done
  exit 1
}

# Runs the program; its output goes to the files out and err. Fails unless it ends with CODE.
#   expect_exit CODE ARGUMENTS...
expect_exit() {
  local expected=$1 code=0
  shift
  "$program" "$@" >"$folder/out" 2>"$folder/err" </dev/null || code=$?
  [[ $code == "$expected" ]] || fail "channelshift $*: exit code $code, expected $expected"
}

# The last command's output (out or err) has a line that matches an extended regular expression.
expect_line() { grep -qE -- "$2" "$folder/$1" || fail "no line of std$1 matches: $2"; }
expect_no_line() { if grep -qE -- "$2" "$folder/$1"; then fail "a line of std$1 matches: $2"; fi; }
expect_empty() { [[ ! -s $folder/$1 ]] || fail "std$1 should be empty"; }
expect_file() { [[ -f $1 ]] || fail "the file $1 is not there"; }
expect_no_file() { [[ ! -e $1 ]] || fail "$1 should not be there"; }
expect_same() { cmp -s "$1" "$2" || { diff "$1" "$2" | head -n 20; fail "$1 and $2 differ"; }; }

# A small scenario that runs in a moment: three live weeks, two replications, one option.
#   small_scenario FILE
small_scenario() {
  cat > "$1" <<'TOML'
schema = 1
name   = "small"

[calendar]
start = 2024-01-01
weeks = 3

[run]
replications = 2
seed = 1

[[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "08:00-18:00" }
target = { within = "20s", share = 0.80 }
patience = { family = "exponential", mean = "2min" }

[[channel]]
id = "email"
kind = "deferred"
hours = { mon-fri = "08:00-18:00" }
target = { within = "24h", share = 0.90 }
handle = { family = "lognormal", mean = "5min", cv = 1.0 }

[[demand]]
channel = "phone"
per-hour = 30
handle = { family = "exponential", mean = "270s" }

[[demand]]
channel = "email"
per-hour = 1
handle = { family = "exponential", mean = "5min" }

[[team]]
id = "agents"
answers = ["phone", "email"]
roster = [ { days = "mon-fri", hours = "08:00-18:00", staff = 4 } ]
hourly-cost = 15.0

[[option]]
id = "fewer-calls"
title = "A tenth of the calls moves to email"
[[option.shift]]
from = ["phone"]
to = "email"
share = 0.1
TOML
}

# The same for so long that it must be interrupted.
long_scenario() {
  small_scenario "$1"
  sed -i -e 's/^weeks = 3/weeks = 520/' -e 's/^replications = 2/replications = 10000/' "$1"
}
