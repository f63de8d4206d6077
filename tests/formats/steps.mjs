// steps: the shell of a workflow, as a service would run it.
//
//   node steps.mjs FILE all|last     the steps of the only job, joined, or the last of them alone;
//                                    of a list of hooks what each runs, behind the files it is for
import fs from "node:fs";
import yaml from "yaml";

const [file, which] = process.argv.slice(2);
const flow = yaml.parse(fs.readFileSync(file, "utf8"));
if (Array.isArray(flow)) {
  for (const hook of flow) console.log(`${hook.files}\t${hook.entry}`);
  process.exit();
}
const jobs = Object.values(flow.jobs ?? { exports: flow.exports });
if (jobs.length !== 1) throw new Error("one job is expected");
const steps = jobs[0].steps?.flatMap((step) => (step.run ? [step.run] : [])) ?? [...jobs[0].before_script, ...jobs[0].script];
console.log(which === "last" ? steps.at(-1) : steps.join("\n"));
