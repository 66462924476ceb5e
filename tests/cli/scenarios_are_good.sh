#!/bin/bash
# Every scenario that comes with the project passes `check`.
source "$(dirname "$0")/lib.sh" "$@"
shopt -s nullglob
scenarios=("$project"/scenarios/*/scenario.toml)
(( ${#scenarios[@]} > 0 )) || fail "no scenarios found"
expect_exit 0 check "${scenarios[@]%/scenario.toml}"
[[ $(wc -l < out) == "${#scenarios[@]}" ]] || fail "not one line for each of ${#scenarios[@]} scenarios"
expect_empty err
for readme in "${scenarios[@]/%scenario.toml/README.md}"; do expect_file "$readme"; done
