// workbook: holds a workbook against what it promises: typed cells, no formula, heads that stay.
//
//   node workbook.mjs FILE TABLE ROWS     TABLE: a sheet that must be there, with so many rows.
//                                         Prints TAP.
//   node workbook.mjs --text FILE         prints every text of it, a line each
import fs from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const JSZip = createRequire(require.resolve("datapackage"))("jszip");
const isText = process.argv[2] === "--text";
const [file, wanted, wantedRows] = process.argv.slice(isText ? 3 : 2);
const zip = await JSZip.loadAsync(fs.readFileSync(file));
const names = Object.keys(zip.files).filter((name) => name.endsWith(".xml"));
const parts = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await zip.file(name).async("string")])));
const unescaped = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");

if (isText) {
  for (const part of Object.values(parts)) for (const [, text] of part.matchAll(/>([^<]+)</g)) console.log(unescaped(text));
  process.exit();
}

function check(name, isTrue, detail) {
  console.log(`${isTrue ? "ok" : "not ok"} - reports/${file}: ${name}`);
  if (!isTrue && detail) console.log(`# ${detail}`);
}

const sheetNames = [...parts["xl/workbook.xml"].matchAll(/<sheet name="([^"]+)"/g)].map((match) => unescaped(match[1]));
const sheets = sheetNames.map((name, i) => ({ name, xml: parts[`xl/worksheets/sheet${i + 1}.xml`] }));
const tables = sheets.slice(1);
const without = (pattern) => tables.filter((sheet) => !pattern.test(sheet.xml)).map((sheet) => sheet.name).join(", ");
// Column, row, type and content of the cells that are not blank.
const cells = (xml) => [...xml.matchAll(/<c r="([A-Z]+)(\d+)"[^>\/]*?(?: t="(\w+)")?(?:\/>|>(.*?)<\/c>)/g)].filter((cell) => cell[4] !== undefined);

check("a readme stands first", sheetNames[0] === "Read me", sheetNames.join());
check("no cell is a formula", sheets.every((sheet) => !/<f[ >]/.test(sheet.xml)));
check("heads stay, and have filters", without(/state="frozen"/) === "" && without(/<autoFilter ref=/) === "", `${without(/<autoFilter/)}`);
check("some cells are coloured by what they say", tables.filter((sheet) => /<conditionalFormatting/.test(sheet.xml)).length > 3 || tables.length < 9);
const sheet = tables.find((each) => each.name === wanted);
const last = Math.max(...cells(sheet.xml).map((cell) => Number(cell[2])));
check(`${wanted} has every row of its table`, last === 4 + Number(wantedRows), `row ${last} is the last, ${wantedRows} were expected`);
const head = Object.fromEntries(cells(sheet.xml).filter((cell) => cell[2] === "4").map((cell) => [cell[1], unescaped(cell[4].replace(/<[^>]*>/g, ""))]));
const isTyped = cells(sheet.xml).filter((cell) => Number(cell[2]) > 4).every((cell) => {
  const isNumber = /date|\((officers|hours|people|%)\)/i.test(head[cell[1]] ?? "");
  return isNumber === (cell[3] === undefined);
});
check(`${wanted} has numbers and dates as such, and texts as texts`, isTyped, JSON.stringify(head));
