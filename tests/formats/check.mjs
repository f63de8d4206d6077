// check: holds what rollcall validate wrote against what readers of each format expect.
//
//   node check.mjs FOLDER SCHEMA     FOLDER: report.{json,sarif,github,gitlab}, reports of the same
//                                    exports; SCHEMA: findings.schema.json.  Prints TAP.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const [folder, schemaPath] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const parse = (text) => JSON.parse(text);

function check(name, test) {
  try {
    test();
    console.log(`ok - formats/${name}`);
  } catch (error) {
    console.log(`not ok - formats/${name}\n# ${String(error.message).replaceAll("\n", "\n# ")}`);
  }
}

function expect(isTrue, message) {
  if (!isTrue) throw new Error(message);
}

function validate(schema, data) {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const isValid = ajv.compile(schema);
  expect(isValid(data), JSON.stringify(isValid.errors, null, 1));
}

// SARIF's schema is written in draft 4, in what both drafts mean alike but for its own name.
function sarifSchema() {
  const at = require.resolve("@microsoft/jest-sarif/package.json");
  const schema = parse(fs.readFileSync(path.join(path.dirname(at), "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
  delete schema.$schema;
  delete schema.id;
  delete schema.$id;
  return schema;
}

const gitlabSchema = {
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { type: "string", minLength: 1 },
          lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } },
        },
      },
    },
  },
};

// A workflow command as GitHub's runner reads it: ::name key=value,key=value::message.
function workflowCommand(line) {
  const found = /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/.exec(line);
  if (!found) return null;
  const unescape = (text) => text.replace(/%0D/g, "\r").replace(/%0A/g, "\n").replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%25/g, "%");
  const properties = Object.fromEntries((found[2] ?? "").split(",").filter(Boolean).map((each) => {
    const at = each.indexOf("=");
    return [each.slice(0, at), unescape(each.slice(at + 1))];
  }));
  return { command: found[1], properties, message: unescape(found[3]) };
}

const json = parse(read("report.json"));
const all = json.files.flatMap((file) => file.findings.map((finding) => ({ ...finding, path: file.path })));
const count = (severity) => all.filter((finding) => finding.severity === severity).length;

check("json is as its schema says", () => validate(parse(fs.readFileSync(schemaPath, "utf8")), json));
check("json counts what it tells", () => {
  expect(all.length > 20, `only ${all.length} findings: too few to test with`);
  expect(json.errors === count("error") && json.warnings === count("warning") && json.notes === count("info"), "the counts differ");
});
check("a fingerprint is told once of an export", () => {
  for (const file of json.files) {
    const prints = new Set(file.findings.map((finding) => finding.fingerprint));
    expect(prints.size === file.findings.length, `two findings of ${file.path} have one fingerprint`);
  }
});
check("sarif is as its published schema says", () => validate(sarifSchema(), parse(read("report.sarif"))));
check("sarif tells every finding, by a rule that it explains", () => {
  const run = parse(read("report.sarif")).runs[0];
  const rules = new Set(run.tool.driver.rules.map((rule) => rule.id));
  expect(run.results.length === all.length, `${run.results.length} results for ${all.length} findings`);
  for (const result of run.results) expect(rules.has(result.ruleId), `${result.ruleId} is not explained`);
});
check("sarif names the exports, the cell and how it ended", () => {
  const run = parse(read("report.sarif")).runs[0];
  expect(run.artifacts.length === json.files.length, `${run.artifacts.length} artifacts for ${json.files.length} exports`);
  expect(run.invocations[0].exitCode === 4 && !run.invocations[0].executionSuccessful, "that an export could not be read is not told");
  all.forEach((finding, i) => {
    const cell = run.results[i].locations[0].logicalLocations?.[0].fullyQualifiedName;
    expect(cell === (finding.letter && finding.row && `${finding.letter}${finding.row}`), `${cell} is not the cell of finding ${i}`);
    expect(run.results[i].locations[0].physicalLocation.region?.startLine === finding.line, `finding ${i} is on another line`);
  });
});
check("gitlab has the keys of a code quality report", () => {
  const report = parse(read("report.gitlab"));
  validate(gitlabSchema, report);
  expect(report.length === all.length, `${report.length} of ${all.length} findings`);
});
check("gitlab has a fingerprint once, though exports in two folders have one name", () => {
  const report = parse(read("report.gitlab"));
  expect(new Set(report.map((finding) => finding.fingerprint)).size === report.length, "two findings have one fingerprint");
  expect(new Set(all.map((finding) => finding.fingerprint)).size < all.length, "no two exports of one name were tried");
});
check("services are given paths as the repository has them", () => {
  const wanted = JSON.stringify([...new Set(all.map((finding) => finding.path.replace(/^\.\//, "")))].sort());
  const given = [
    parse(read("report.gitlab")).map((finding) => finding.location.path),
    parse(read("report.sarif")).runs[0].results.map((result) => decodeURIComponent(result.locations[0].physicalLocation.artifactLocation.uri)),
  ];
  for (const paths of given) expect(JSON.stringify([...new Set(paths)].sort()) === wanted, `${[...new Set(paths)]} is not ${wanted}`);
});
check("github: every line is a command, at most ten of a kind, and the rest is counted", () => {
  const lines = read("report.github").trimEnd().split("\n");
  const commands = lines.filter((line) => line.startsWith("::")).map(workflowCommand);
  expect(commands.every((command) => command !== null), "a line that GitHub would not read");
  for (const kind of ["error", "warning", "notice"]) {
    const severity = kind === "notice" ? "info" : kind;
    const shown = commands.filter((command) => command.command === kind).length;
    expect(shown === Math.min(count(severity), 10), `${shown} ${kind}s shown of ${count(severity)}`);
  }
  const more = all.length - commands.length;
  expect(lines.some((line) => line.startsWith(`${more} more; total ${all.length}`)), "the rest is not counted");
});
check("github: what is escaped comes back", () => {
  const lines = read("report.github").split("\n");
  const paths = lines.map(workflowCommand).filter(Boolean).map((command) => command.properties.file);
  for (const each of new Set(paths)) expect(json.files.some((file) => file.path.replace(/^\.\//, "") === each), `${each} is no export`);
  expect(paths.some((each) => /[:,%]/.test(each)), "no path with a colon, comma or per cent was tried");
});
