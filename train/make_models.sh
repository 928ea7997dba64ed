#!/usr/bin/env bash
# Makes the shipped language models again, from the training data to models/*.model: under three hours on two cores.
# The same data, seeds, number of workers and vector instructions of the processor give the same files.
#
#   train/make_models.sh DATA WORK      (from the project's folder; WORK keeps what lies between)
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# = 2 ] || { echo "usage: train/make_models.sh DATA WORK" >&2; exit 2; }
data=$1
work=$2
sitrep=build/release/bin/sitrep
mkdir -p "$work"

npm ci --no-audit --no-fund --loglevel=error   # with the lists of first names, which building does without
node tools/lexicon.mjs "$work/lexicon.tsv"
train() {
  "$sitrep" train --data "$data" --source . --lexicon "$work/lexicon.tsv" --vectors "$work/vectors" --workers 2 "$@"
}

# Two networks that learn from the annotators alone; together they teach the two of `accurate`, also on raw text.
size=(--layers 3 --hidden 256 --arc 256 --relation 160 --subword 64)
train --out "$work/member1.model" "${size[@]}" --epochs 26 --seed 1
train --out "$work/member2.model" "${size[@]}" --epochs 20 --seed 2
train --out "$work/teachers.model" --network "$work/member1.model.network" --network "$work/member2.model.network"
train --out "$work/member3.model" "${size[@]}" --epochs 20 --seed 3 --teacher "$work/teachers.model" --raw 12000
train --out "$work/member4.model" "${size[@]}" --epochs 22 --seed 4 --teacher "$work/teachers.model" --raw 16000
train --out models/accurate.model --network "$work/member3.model.network" --network "$work/member4.model.network"

# `fast` learns from the first, also on raw text.
train --out "$work/fast.model" --teacher "$work/member1.model" --raw 10000 \
  --layers 2 --hidden 128 --arc 128 --relation 96 --subword 48 --epochs 20 --seed 1
cp "$work/fast.model" models/fast.model
