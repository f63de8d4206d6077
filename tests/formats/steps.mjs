// steps: the shell of a workflow, as a service would run it.
//
//   node steps.mjs FILE     the steps of the only job, joined; of a list of hooks what each runs,
//                           behind the files it is for
import fs from "node:fs";
import yaml from "yaml";

const flow = yaml.parse(fs.readFileSync(process.argv[2], "utf8"));
if (Array.isArray(flow)) {
  for (const hook of flow) console.log(`${hook.files}\t${hook.entry}`);
  process.exit();
}
const jobs = Object.values(flow.jobs ?? { exports: flow.exports });
if (jobs.length !== 1) throw new Error("one job is expected");
const job = jobs[0];
const steps = job.steps?.flatMap((step) => (step.run ? [step.run] : [])) ?? [...job.before_script, ...job.script];
// What is in the environment already stands for what the service or a partner has set.
for (const [name, value] of Object.entries(job.env ?? flow.variables)) console.log(`export ${name}="\${${name}:-${value}}"`);
// Between two steps GitHub's runner puts the folders of a file in front of the path.
console.log(steps.join(`\n[ ! -s "\${GITHUB_PATH:-}" ] || PATH="$(paste -s -d: "$GITHUB_PATH"):$PATH"\n`));
