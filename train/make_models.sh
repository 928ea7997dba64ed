#!/usr/bin/env bash
# Makes the shipped language models again, from the training data to models/*.model: some six hours on two cores.
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

npm ci --no-audit --no-fund --loglevel=error   # with first names, WordNet and GloVe, which building does without
node tools/lexicon.mjs "$work/names.tsv" names
node tools/lexicon.mjs "$work/lexicon.tsv"
node tools/vectors.mjs "$work/general.txt" 120000
node tools/vectors.mjs "$work/general-fast.txt" 50000
train() {
  "$sitrep" train --data "$data" --source . --vectors "$work/vectors" --workers "${workers:-2}" "$@"
}
size=(--layers 3 --hidden 256 --arc 256 --relation 160 --subword 64)

# The teachers. Two networks that learn from the annotators alone teach two more, also on raw text, and these two more
# with headlines and WordNet. They saw no vectors of general English. The shipped models' own teachers were made by
# earlier versions of the program, with the same data, sizes and seeds.
first=(--lexicon "$work/names.tsv" --headlines 0)
train --out "$work/member1.model" "${first[@]}" "${size[@]}" --epochs 26 --seed 1
train --out "$work/member2.model" "${first[@]}" "${size[@]}" --epochs 20 --seed 2
train --out "$work/pair1.model" "${first[@]}" --network "$work/member1.model.network" --network "$work/member2.model.network"
taught=("${first[@]}" --teacher "$work/pair1.model")
train --out "$work/member3.model" "${taught[@]}" "${size[@]}" --epochs 20 --seed 3 --raw 12000
train --out "$work/member4.model" "${taught[@]}" "${size[@]}" --epochs 22 --seed 4 --raw 16000
train --out "$work/pair2.model" "${first[@]}" --network "$work/member3.model.network" --network "$work/member4.model.network"

third=(--lexicon "$work/lexicon.tsv" --teacher "$work/pair2.model")
train --out "$work/member5.model" "${third[@]}" "${size[@]}" --epochs 16 --seed 3 --raw 12000
train --out "$work/member6.model" "${third[@]}" "${size[@]}" --epochs 16 --seed 4 --raw 12000
train --out "$work/pair3.model" --lexicon "$work/lexicon.tsv" \
  --network "$work/member5.model.network" --network "$work/member6.model.network"

# `accurate`: two networks taught by them, with vectors of general English. A worker each, so that both can be trained
# side by side.
last=(--lexicon "$work/lexicon.tsv" --general "$work/general.txt" --teacher "$work/pair3.model")
workers=1 train --out "$work/member7.model" "${last[@]}" "${size[@]}" --epochs 16 --seed 3 --raw 12000 --teacher-share 0.5
workers=1 train --out "$work/member8.model" "${last[@]}" "${size[@]}" --epochs 16 --seed 4 --raw 12000 --teacher-share 0.3
train --out "$work/accurate.model" --lexicon "$work/lexicon.tsv" \
  --network "$work/member7.model.network" --network "$work/member8.model.network"
names() {
  "$sitrep" train-names --data "$data" --source . "$@"
}
names --model "$work/accurate.model" --out models/accurate.model --chains 0 --taggers 2

# `fast` learns from `accurate`, also on raw text.
train --out "$work/fast.model" --lexicon "$work/lexicon.tsv" --general "$work/general-fast.txt" --teacher "$work/accurate.model" --raw 10000 \
  --layers 2 --hidden 128 --arc 128 --relation 96 --subword 48 --epochs 20 --seed 1
names --model "$work/fast.model" --out models/fast.model --rows 80000
