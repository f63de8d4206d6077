// datapackage: holds a data package, and every cell of its tables, against what a reader expects.
//
//   node datapackage.mjs DESCRIPTOR PLAIN     DESCRIPTOR: as it was written; PLAIN: the same with
//                                             tables that are not compressed.  Prints TAP.
import fs from "node:fs";
import path from "node:path";
import datapackage from "datapackage";

const [descriptor, plain] = process.argv.slice(2);

async function check(name, test) {
  try {
    await test();
    console.log(`ok - reports/${descriptor}: ${name}`);
  } catch (error) {
    const all = [error.message, ...(error.errors ?? []).map((each) => each.message)].join("\n");
    console.log(`not ok - reports/${descriptor}: ${name}\n# ${all.replaceAll("\n", "\n# ")}`);
  }
}

function expect(isTrue, message) {
  if (!isTrue) throw new Error(message);
}

await check("is valid as its profile says", async () => {
  const read = await datapackage.Package.load(JSON.parse(fs.readFileSync(descriptor, "utf8")), { basePath: path.dirname(descriptor), strict: true });
  expect(read.valid && read.resources.length > 0, "no resources");
});
await check("names every table of its folder", async () => {
  const named = JSON.parse(fs.readFileSync(descriptor, "utf8")).resources.map((resource) => resource.path).sort();
  const there = fs.readdirSync(path.dirname(descriptor)).filter((name) => name.endsWith(".csv.gz")).sort();
  expect(JSON.stringify(named) === JSON.stringify(there), `${named} named, ${there} there`);
});
await check("every cell is of its column's type, every key told once", async () => {
  const read = await datapackage.Package.load(plain, { strict: true });
  let cells = 0;
  for (const resource of read.resources) {
    const rows = await resource.read({ keyed: false }).catch((error) => {
      throw Object.assign(error, { message: `${resource.name}: ${error.message}` });
    });
    for (const row of rows) cells += row.length;
  }
  expect(cells > 0, "no cells");
});
