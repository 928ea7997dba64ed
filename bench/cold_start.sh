#!/usr/bin/env bash
# Cold start and peak memory of `sitrep code` on a file of one sentence: the medians of 20 runs.
# usage: bench/cold_start.sh [PROGRAM] [RUNS]
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:-$root/build/release/bin/sitrep}
runs=${2:-20}

if [[ ! -x $program ]]; then
  echo "cold_start.sh: $program is not there; build it first: cmake --build --preset release" >&2
  exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "Norway's foreign minister met the prime minister of Estonia in Oslo on Tuesday." >"$work/one.txt"

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# GNU time tells peak memory; without it the shell's own clock tells the time only.
timer=$(type -P time || true)
for ((run = 0; run < runs; ++run)); do
  if [[ -n $timer ]]; then
    "$timer" -v -o "$work/time" "$program" code "$work/one.txt" >/dev/null
    awk -F': ' '/Maximum resident set size/ { print $2 }' "$work/time" >>"$work/memory"
  fi
  begin=$(date +%s%N)
  "$program" code "$work/one.txt" >/dev/null
  end=$(date +%s%N)
  echo $(((end - begin) / 1000)) >>"$work/microseconds"
done

echo "runs: $runs"
echo "cold start, median: $(median <"$work/microseconds" | awk '{ printf "%.1f ms", $1 / 1000 }')"
if [[ -s $work/memory ]]; then
  echo "peak memory, median: $(median <"$work/memory" | awk '{ printf "%.1f MB", $1 / 1024 }')"
else
  echo "peak memory: not measured; install GNU time (apt-get install time)"
fi
