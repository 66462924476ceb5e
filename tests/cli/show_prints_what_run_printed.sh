#!/bin/bash
# `show FILE.h5` prints, from the file alone, the very bytes that `run` printed, in each format.
source "$(dirname "$0")/lib.sh" "$@"
small_scenario small.toml

for format in table json csv; do
  expect_exit 0 run small.toml --quiet --format $format -o small.h5
  mv out "run.$format"
  mv small.toml hidden.toml
  expect_exit 0 show small.h5 --format $format
  expect_empty err
  mv hidden.toml small.toml
  expect_same out "run.$format"
done
expect_exit 0 show small.h5
expect_same out run.table
expect_exit 2 show absent.h5
