// check: the page on which pairs are decided, of the run argv[2], in chromium; what it saves and
// pictures go to argv[3].  argv[4] is the same run in Khmer.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , run, folder, khmer] = process.argv;
const address = pathToFileURL(`${run}/coordinator/review.html`).href;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

function same(seen, wanted, name) {
    const is = JSON.stringify(seen) === JSON.stringify(wanted);

    console.log(`${is ? "ok" : "not ok"} - review/${name}`);
    if (!is)
        console.log(`# seen   ${JSON.stringify(seen)}\n# wanted ${JSON.stringify(wanted)}`);
}

async function open(options = {}, where = address) {
    const context = await browser.newContext({ viewport: { width: 1240, height: 1000 }, ...options });
    const page = await context.newPage();
    const told = [];

    page.on("console", (message) => told.push(message.text()));
    page.on("pageerror", (fault) => told.push(String(fault)));
    page.on("request", (request) => told.push(request.url()));
    page.on("dialog", (dialog) => { told.push(dialog.message()); dialog.dismiss(); });
    await page.goto(where);
    return { page, told };
}

const text = (page, id) => page.locator(`#${id}`).textContent();

async function is_quiet_and_inert() {
    const { page, told } = await open();
    const n = await page.evaluate(() => JSON.parse(document.getElementById("pairs").textContent).pairs.length);
    const names = [];
    let wrong = 0;

    for (let i = 0; i < n; i++) {
        names.push(await page.evaluate(() => document.querySelector("#context td").textContent));
        wrong += await page.evaluate(() => {
            const parts = [...document.querySelectorAll("#compared tr:not(.sum) rect")].map((r) => +r.dataset.hundredths);

            return parts.reduce((sum, part) => sum + part, 0) !== +document.querySelector(".sum rect").dataset.hundredths;
        });
        await page.locator("#skip").click();
    }
    same(n >= 12, true, "the sample has pairs");
    same(wrong, 0, "every waterfall adds up");
    same(names.includes("</script><img src=x onerror=alert(1)>"), true, "a hostile name is shown as it stands");
    same(await page.evaluate(() => document.images.length + document.querySelectorAll("[onerror]").length), 0,
        "and becomes no element");
    same(told, [address], "no request, no message, no dialog");
    await page.screenshot({ path: `${folder}/review.png`, fullPage: true });
    await page.context().close();
}

async function keys_and_buttons() {
    const { page } = await open();

    await page.keyboard.press("s");
    same(await text(page, "done"), "0 of 16 answered.", "keys do nothing outside of the frame");
    await page.locator("#pair").focus();
    await page.keyboard.press("s");
    await page.keyboard.press("d");
    await page.keyboard.press("u");
    same(await text(page, "done"), "3 of 16 answered, not saved yet.", "S, D and U answer");
    same(await text(page, "count"), "Pair 4 of 16", "and go on to the next");
    same(await page.evaluate(() => document.activeElement.id), "pair", "whose heading has the focus");
    await page.keyboard.press("z");
    same([await text(page, "count"), await text(page, "done")],
        ["Pair 3 of 16", "2 of 16 answered, not saved yet."], "Z takes the last answer back");
    await page.keyboard.press("ArrowLeft");
    same(await page.locator("[data-answer=different]").getAttribute("aria-pressed"), "true",
        "an arrow goes back, and shows the answer");
    await page.locator("#keys").uncheck();
    await page.locator("#pair").focus();
    await page.keyboard.press("u");
    same(await text(page, "count"), "Pair 2 of 16", "keys can be switched off");
    await page.locator("#skip").click();
    await page.locator("[data-answer=unsure]").click();
    await page.locator("#note").fill("=1+1, \"asked\"");
    await page.keyboard.press("s");
    same(await text(page, "done"), "3 of 16 answered, not saved yet.", "buttons do the same; typing a note does not");
    return page;
}

async function saves_and_loads(page) {
    await page.locator("[data-answer=same]").click();
    await page.locator("#save").click();
    same(await text(page, "told"), "Write your initials first: a decision says whose it is.", "initials are asked for");
    await page.locator("#by").fill("TM");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
    await download.saveAs(`${folder}/decisions.csv`);
    const saved = readFileSync(`${folder}/decisions.csv`, "utf8");
    const lines = saved.split("\r\n");

    same(download.suggestedFilename(), "decisions.csv", "decisions.csv is saved");
    same(lines[0], "\ufeffpair_id,row_a,row_b,decision,decided_by,decided_on,note", "with a mark and a header");
    same([lines.length, lines.slice(1, 5).map((line) => line.split(",")[3])], [6, ["same", "different", "unsure", "same"]],
        "and a line an answer");
    same(lines[4].endsWith(`,"'=1+1, ""asked""s"`), true, "a note is no formula");
    await page.context().close();

    writeFileSync(`${folder}/more.csv`, saved.slice(1).replaceAll(",", ";").replace(/;"'.*"\r/, ";\r") +
        "0;gone:1;gone:2;same;AB;2026-01-01;\r\n");
    const fresh = (await open()).page;
    await fresh.locator("#file").setInputFiles(`${folder}/more.csv`);
    await fresh.waitForFunction(() => document.getElementById("told").textContent !== "");
    same(await text(fresh, "told"), "4 answers loaded, and 1 about other pairs, which are saved again with them.",
        "a file is loaded, from a spreadsheet too");
    const [again] = await Promise.all([fresh.waitForEvent("download"), fresh.locator("#save").click()]);
    await again.saveAs(`${folder}/again.csv`);
    same(readFileSync(`${folder}/again.csv`, "utf8").includes("gone:1,gone:2,same,AB"), true, "and nothing of it is lost");
    await fresh.reload();
    same(await text(fresh, "done"), "4 of 16 answered.", "answers outlive a reload");
    await fresh.locator("#forget").click();
    await fresh.reload();
    same(await text(fresh, "done"), "0 of 16 answered.", "and can be forgotten");
    await fresh.context().close();
}

async function without_script() {
    const { page } = await open({ javaScriptEnabled: false });

    same([await page.locator("#tool").isVisible(), await page.locator(".nojs table").isVisible()], [false, true],
        "without a script there is a table, and what to do with it");
    await page.context().close();
}

// What the script says is not in English: neither a message, nor the signs of a number.
async function in_khmer() {
    const where = pathToFileURL(`${khmer}/coordinator/review.html`).href;
    const english = await (await open()).page.evaluate(() => Object.values(JSON.parse(document.getElementById("said").textContent)));
    const { page, told } = await open({}, where);
    const seen = [];
    const look = async () => seen.push(await page.evaluate(() => document.getElementById("main").innerText));

    await page.locator("#pair").focus();
    for (const key of ["s", "d", "u", "z", "e"]) {
        await page.keyboard.press(key);
        await look();
    }
    // What organisations sent may hold the same words.
    const sent = await page.evaluate(() => document.getElementById("pairs").textContent);
    const parts = english.flatMap((text) => text.split(/\{[a-z-]+\}/)).map((text) => text.trim())
        .filter((text) => /[A-Za-z]{3}/.test(text) && !sent.includes(text));
    same(parts.length > 20, true, "there is English to look for");
    same(parts.filter((text) => seen.some((all) => all.includes(text))), [], "in Khmer the script says nothing in English");
    same(/[+−]\d+,\d\d/.test(seen[0]) && !/[+−]\d+\.\d\d/.test(seen[0]), true, "and writes its numbers as Khmer does");
    same(told, [where], "and nothing goes wrong");
    await page.context().close();
}

async function on_a_telephone() {
    const { page } = await open({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });

    same(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true,
        "nothing scrolls sideways on a telephone");
    await page.screenshot({ path: `${folder}/telephone.png`, fullPage: true });
    await page.context().close();
}

try {
    await is_quiet_and_inert();
    await saves_and_loads(await keys_and_buttons());
    await without_script();
    await on_a_telephone();
    await in_khmer();
} catch (fault) {
    console.log(`not ok - review/the browser did as it was told\n# ${String(fault.stack).split("\n").join("\n# ")}`);
}
await browser.close();
