#!/bin/bash
# same.sh PROGRAM OTHER KIND: OTHER, compiled for KIND of processor, must print what PROGRAM prints. Exit code 77: this
# processor is not of that kind.
set -euo pipefail
expected=$("$1" any)
found=$("$2" "$3") || { echo "$found"; exit $?; }
[[ -n $expected ]]
diff <(echo "$expected") <(echo "$found") && echo "$(wc -l <<<"$expected") digests, all the same"
