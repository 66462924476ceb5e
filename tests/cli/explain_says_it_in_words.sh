#!/bin/bash
# `explain` says the scenario with every default filled in; with a key, what that key means.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

expect_exit 0 explain small.toml
expect_empty err
for word in phone email agents fewer-calls '20 ?s' '80'; do expect_line out "$word"; done
expect_no_file results
expect_exit 0 explain small.toml calendar.weeks
expect_line out 'weeks'
expect_exit 0 explain small.toml channel.phone.patience
expect_exit 0 explain small.toml team.shrinkage
