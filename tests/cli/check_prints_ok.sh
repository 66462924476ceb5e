#!/bin/bash
# `check` prints an ok line for each good file on stdout, and every fault at once, with its place, on stderr.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario good.toml

expect_exit 0 check good.toml
expect_line out 'ok'
expect_empty err
expect_exit 0 check good.toml good.toml
[[ $(grep -c ok out) == 2 ]] || fail "not one ok line for each file"
expect_no_file results

sed -e 's/^hourly-cost = 15.0/hourly-cost = -15.0/' -e 's/share = 0.80/share = 1.80/' -e 's/^weeks = 3/weaks = 3/' good.toml > bad.toml
expect_exit 2 check bad.toml
expect_empty out
for fault in 'weaks' 'hourly-cost' 'share'; do expect_line err "^bad\\.toml:[0-9]+:[0-9]+: .*$fault"; done
expect_line err 'weeks'   # what was probably meant

# A good file beside a bad one is still called good.
expect_exit 2 check good.toml bad.toml
expect_line out 'good\.toml.*ok|ok.*good\.toml'
expect_no_line out 'bad\.toml'

expect_exit 2 check absent.toml
expect_line err 'absent\.toml'

# A key that the format has, and this version does not: told so, never ignored.
printf '\n[uncertain]\na = 1\n' | cat good.toml - > later.toml
expect_exit 2 check later.toml
expect_line err 'not available yet'
