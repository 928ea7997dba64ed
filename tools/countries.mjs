// Prints a first draft of knowledge/actors/countries.actors from the npm package world-countries and the locale data of
// node: names, demonyms, capitals. The committed file has been corrected and widened by hand since, so the draft goes to
// standard output and never over it; compare the two when the package brings a new country or a new name.
//
//   npm install world-countries && node tools/countries.mjs > draft.actors
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const countries = require("world-countries");

// Codes that differ from the package's: ISO 3166-1 has none for Kosovo.
const code = (country) => (country.cca2 === "XK" ? "KOS" : country.cca3);
const long = new Intl.DisplayNames(["en"], { type: "region" });
const short = new Intl.DisplayNames(["en"], { type: "region", style: "short" });

const unique = (words) => [...new Set(words.map((w) => w.trim().replaceAll("’", "'")).filter(Boolean))];
// "Burma (Myanmar)" and "Hong Kong SAR China" are headings of lists, not names in texts.
const usable = (name) => !/[()[\],]|\bSAR\b|&/.test(name);

const names = (country) =>
  unique(
    [country.name.common, country.name.official, long.of(country.cca2), short.of(country.cca2),
     ...country.altSpellings.filter((s) => /^(Republic|Kingdom|State|Commonwealth|Federal|People's|Democratic|Islamic|Union|Sultanate) /.test(s))]
      .filter(usable)
      .map((n) => n.replace(/^The /, "")),
  );

const demonyms = (country) => unique((country.demonyms?.eng?.m ?? "").split(/,| or /));
// "Chinese", "French", "Swiss" have no plural in -s.
const invariable = (word) => /(ese|sh|ch|ss|ois|ri)$/.test(word) && !/(Bahraini|Qatari)$/.test(word);
const people = (word) => (invariable(word) ? [] : [word + "s"]);

const line = (key, items) => (items.length ? `  ${key}: ${items.join("; ")}\n` : "");
const blocks = countries
  .map((country) => ({ country, id: code(country) }))
  .sort((a, b) => (a.id < b.id ? -1 : 1))
  .map(({ country, id }) => {
    const words = demonyms(country);
    return (
      `country ${id}\n` +
      line("name", names(country)) +
      line("adjective", words.map((w) => w.replace(/ Islander$/, " Islands"))) +
      line("person", words) +
      line("people", words.flatMap(people)) +
      line("capital", unique(country.capital))
    );
  });
process.stdout.write(blocks.join("\n"));
