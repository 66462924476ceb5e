#!/bin/bash
# Where results cannot be written, `run` says so, with the folder's name, and ends with 1; better before the simulation.
source "$(dirname "$0")/lib.sh" "$@"

# root may write anywhere, so root becomes nobody for this, with a copy of the program that nobody may read.
place=$(mktemp -d)
trap 'chmod -R u+w "$place"; rm -rf "$place"' EXIT
cp "$program" "$place/channelshift"
small_scenario "$place/small.toml"
mkdir "$place/locked"
chmod 755 "$place" "$place/channelshift"
chmod 644 "$place/small.toml"
chmod 555 "$place/locked"
as_user=()
if (( EUID == 0 )); then as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups); fi

cd "$place/locked"
code=0
"${as_user[@]}" ../channelshift run ../small.toml >"$folder/out" 2>"$folder/err" || code=$?
cd "$folder"
[[ $code == 1 ]] || fail "a read-only folder: exit code $code, expected 1"
expect_line err 'results'
[[ -z $(ls -A "$place/locked") ]] || fail "left behind: $(ls -A "$place/locked")"

# A file where the folder should be.
small_scenario small.toml
echo 'not a folder' > results
expect_exit 1 run small.toml --quiet
expect_line err 'results'
[[ $(cat results) == 'not a folder' ]] || fail "a file in the way was overwritten"
