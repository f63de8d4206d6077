// language: the pages of the run argv[2], made with --language km; argv[3]: the folder of messages.

import { readFileSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { result, same } from "./tap.mjs";

const [, , run, messages] = process.argv;

// "group.key" to its text, variants aside.
function read(language) {
    const texts = new Map();
    let group = "";

    for (const line of readFileSync(`${messages}/${language}.ini`, "utf8").split("\n")) {
        const entry = /^([a-z0-9-]+) = (.*)$/.exec(line);

        if (line.startsWith("["))
            group = line.slice(1, -1);
        else if (entry && group !== "language")
            texts.set(`${group}.${entry[1]}`, entry[2]);
    }
    return texts;
}

// What stands in a page: the texts of its elements and the labels of its pictures and regions; less
// which rows of which table a figure is made of, as tables have one language.
function said() {
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    const texts = [];

    while (walker.nextNode())
        if (!/^(SCRIPT|STYLE)$/.test(walker.currentNode.parentNode.tagName))
            texts.push(walker.currentNode.data.trim());
    for (const element of document.querySelectorAll("[aria-label], [title]"))
        texts.push(element.getAttribute("aria-label") ?? element.getAttribute("title"));
    return texts.map((text) => text.replace(/\w+\.csv\.gz(, \w+ = [^,]*)*/g, ""));
}

const english = read("en");
const khmer = read("km");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const faults = [];
// The parts of a message between its names and tags that are long enough to be no code.
const parts = (text) => text.split(/\{[^}]*\}|<[^>]*>/).map((part) => part.trim()).filter((part) => /[a-z]{3}.* .*[a-z]{3}/.test(part));
const foreign = [...khmer.keys()].filter((key) => english.get(key) !== khmer.get(key))
    .flatMap((key) => parts(english.get(key)).map((part) => [key, part]))
    .filter(([, part]) => ![...khmer.values()].some((text) => text.includes(part)));

result(foreign.length > 200, "language: there are sentences to look for", `${foreign.length}`);
page.on("console", (message) => faults.push(message.text()));
page.on("pageerror", (fault) => faults.push(String(fault)));
for (const folder of ["coordinator", "public", `partners/${readdirSync(`${run}/partners`)[0]}`]) {
    await page.goto(pathToFileURL(`${run}/${folder}/index.html`).href);
    if (folder === "coordinator")
        await page.waitForFunction(() => document.documentElement.dataset.ready);
    const texts = await page.evaluate(said);
    const left = foreign.filter(([, part]) => texts.some((text) => text.includes(part)));

    same(await page.getAttribute("html", "lang"), "km", `language: ${folder.split("/")[0]} says which it is in`);
    same(left, [], `language: ${folder.split("/")[0]} has no English of what is said in Khmer`);
    result(texts.filter((text) => /[\u1780-\u17ff]/.test(text)).length > 20, `language: ${folder.split("/")[0]} is in Khmer`);
    same(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `language: ${folder.split("/")[0]} does not scroll sideways`);
}
await page.goto(pathToFileURL(`${run}/coordinator/index.html`).href);
await page.waitForFunction(() => document.documentElement.dataset.ready);
await page.locator("input[data-filter=q]").fill("zzzz");
await page.locator("#officer-rows", { hasText: khmer.get("script.none-matches") }).waitFor({ timeout: 3000 });
result(true, "language: the script speaks it, too");
same(faults, [], "language: no message on the console");
await browser.close();
