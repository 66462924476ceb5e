#!/bin/bash
# 0 done, 1 failed, 2 bad input or bad usage. (130, interrupted: interrupted.sh.) Faults go to stderr, never to stdout.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

expect_exit 0 run small.toml --quiet
expect_exit 0 check small.toml

bad() { expect_exit 2 "$@"; expect_empty out; [[ -s err ]] || fail "channelshift $*: no word on stderr"; }
bad
bad dance
bad run
bad run absent.toml
expect_line err 'absent\.toml'
bad run small.toml --no-such-option
bad run small.toml --format yaml
expect_line err 'yaml'
bad run small.toml --replications none
bad run small.toml --replications 0
bad run small.toml --replications=-3
bad run small.toml --threads=-1
bad run small.toml one-too-many.toml
bad show
bad explain small.toml no.such.key
bad run small.toml --set nonsense
bad run small.toml --set channel.phone.target.share=7
expect_line err '^--set channel\.phone\.target\.share'

printf 'schema = 1\nname = \n' > broken.toml
bad run broken.toml
expect_line err '^broken\.toml:2:[0-9]+: '

mkdir empty
bad run empty
expect_line err 'scenario\.toml'

# What is no fault of the scenario fails with 1.
expect_exit 1 run small.toml --quiet -o /proc/no-such-folder/small.h5
expect_line err '/proc/no-such-folder'
echo 'this is no HDF5 file' > damaged.h5
expect_exit 1 show damaged.h5
expect_empty out
expect_line err 'damaged\.h5'
