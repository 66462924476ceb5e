#!/bin/bash
# Help and version are results: on stdout, exit code 0, for the program and for each verb.
source "$(dirname "$0")/lib.sh" "$@"

expect_exit 0 --version
expect_line out '[0-9]+\.[0-9]+\.[0-9]+'
expect_empty err

expect_exit 0 --help
expect_empty err
for verb in run check explain show; do expect_line out "\\b$verb\\b"; done

for verb in run check explain show; do
  expect_exit 0 "$verb" --help
  expect_empty err
  expect_line out "$verb"
done

expect_exit 0 run --help
for option in --output --replications --threads --seed --set --format --quiet; do expect_line out "$option"; done
expect_line out '20'   # the default number of replications is stated
