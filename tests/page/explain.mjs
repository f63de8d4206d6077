// explain: one officer explained: what the page shows is what `rollcall explain` says (argument told: a
// folder with its json and html of some officers), with a script and without.

import { existsSync, readFileSync } from "node:fs";
import { result, same } from "./tap.mjs";
import { table } from "./table.mjs";
import { becomes, until } from "./until.mjs";

const plain = (text) => text.replace(/\s+/g, " ").trim();
const bits = (text) => Math.round(Number(text.replace("−", "-")) * 100);

// Whose view is shown, of the page with a script.
const shown_number = async (page) => plain(await page.locator("#explain h2").textContent()).split(",")[0];

// Of the waterfall that is shown: what each bar stands for, and where it is.
const bars = (scope) => scope.locator(".water rect, td.bar rect").evaluateAll((rects) => rects.map((rect) =>
    ["class", "data-bits", "x", "width"].map((name) => rect.getAttribute(name)).join(" ")));

function told_bars(html) {
    const tables = html.split("<table>").slice(1).filter((part) => part.includes("<rect"));

    return tables.map((part) => [...part.matchAll(/<rect class="([^"]*)" data-bits="([^"]*)" x="(\d+)" y="5" width="(\d+)"/g)].map((one) => one.slice(1).join(" ")));
}

async function officer(page, number, told) {
    const said = JSON.parse(readFileSync(`${told}/${number}.json`, "utf8"));
    const drawn = told_bars(readFileSync(`${told}/${number}.html`, "utf8"));
    const steps = said.officers[0].steps;
    const view = page.locator("#explain");
    let good = true, seen = 0;

    await page.evaluate((hash) => { location.hash = hash; }, `why-${number}`);
    await becomes(() => shown_number(page), number, `explain ${number}: its heading`);
    if (steps.length > 1)
        same((await view.locator(".steps b").allTextContents()).map(bits), steps.map((step) => bits(step.bits)), `explain ${number}: the joins, with their weights`);
    for (let i = 0; i < steps.length; i++) {
        // Those of the four weakest joins are kept.
        if (!steps[i].strongest_link || (steps.length > 1 && await view.locator(".steps li").nth(i).locator("button").count() === 0))
            continue;
        if (steps.length > 1)
            await view.locator(".steps li").nth(i).locator("button").click();
        seen++;
        const shown = await bars(view);
        const sum = shown.slice(0, -1).reduce((all, bar) => all + bits(bar.split(" ")[1]), 0);

        good &&= JSON.stringify(shown) === JSON.stringify(drawn[i]) && sum === bits(steps[i].strongest_link.bits) &&
            sum === bits(shown.at(-1).split(" ")[1]);
    }
    result(good && seen >= Math.min(4, steps.filter((step) => step.strongest_link).length), `explain ${number}: every waterfall is that of the command, and adds up`);
    const weakest = steps.findIndex((step) => step.weakest);
    if (steps.length > 1 && weakest >= 0)
        same(await view.locator(".steps li").evaluateAll((items) => items.findIndex((li) => li.textContent.includes("the weakest"))), weakest, `explain ${number}: the weakest join`);
    return said;
}

async function lines_and_sessions(page, said, run) {
    const view = page.locator("#explain");
    const shown = (await view.locator("table:not(.water) tbody th small:first-of-type").allTextContents()).map(plain);
    const known = said.officers[0].records.map((record) => `${record.record.replace(/:\d+$/, "")} line ${record.line}`);
    const sessions = new Map(table(`${run}/coordinator`, "sessions").map((row) => [row.session, row]));
    const number = said.officers[0].officer;
    const mine = table(`${run}/coordinator`, "records").filter((row) => row.officer === number && sessions.has(row.session));
    const events = new Map(mine.map((row) => [sessions.get(row.session).event, sessions.get(row.session)]));
    const again = new Set(table(`${run}/coordinator`, "duplicate_pairs").filter((row) => row.officer === number).map((row) => row.session_b));

    result(shown.length > 0 && shown.every((place) => known.includes(place)), `explain ${number}: its lines are of its records`, shown.join("; "));
    same(await view.locator("ul.lines li").count(), events.size, `explain ${number}: a line a session`);
    same(await view.locator("ul.lines .dup").count(), [...events.keys()].filter((event) => again.has(event) && events.get(event).start_date <= events.get(event).as_of).length,
        `explain ${number}: and which taught it again`);
}

async function by_hand(page) {
    const link = page.locator("#officer-rows tr[data-i] a").nth(2);
    const number = await link.textContent();

    await link.click();
    await becomes(() => page.evaluate(() => document.activeElement.id), "explain-h", "explain: a click on a number leads the focus to it");
    await page.locator("#explain button", { hasText: "Back to the line" }).click();
    await becomes(() => page.evaluate(() => document.activeElement.textContent), number, "explain: and back to the very line");
}

// Where not all officers are kept: what is said of another.
async function not_kept(page) {
    const number = await page.evaluate(() => {
        const kept = new Set(JSON.parse(document.getElementById("why-words").textContent).numbers);

        return [...document.querySelectorAll("#officer-rows tr[data-i]")].map((tr) => tr.dataset.i).find((one) => !kept.has(one));
    });

    if (number === undefined)
        return;
    await page.evaluate((hash) => { location.hash = hash; }, `why-${number}`);
    await until(() => shown_number(page), (shown) => shown === number);
    result((await page.locator("#explain .src").textContent()).includes(number), "explain: of an officer who is not kept the command is told");
}

// The first officers, without a script: as the script has it.
async function without_script(open, page) {
    const { page: still } = await open({ javaScriptEnabled: false });
    const link = still.locator("#officer-rows a").nth(1);
    const number = await link.textContent();
    const body = async (scope) => plain((await scope.locator(".why").evaluate((element) => element.innerText)));

    await link.click();
    await becomes(() => still.locator("section.leaf:visible").getAttribute("id"), `why-${number}`, "explain: no script: a number opens a view of its own");
    await page.evaluate((hash) => { location.hash = hash; }, `why-${number}`);
    await until(() => shown_number(page), (shown) => shown === number);
    same(await body(still.locator("section.leaf:visible")), await body(page.locator("#explain")), "explain: no script: it says the same");
    same(await bars(still.locator("section.leaf:visible")), await bars(page.locator("#explain")), "explain: no script: and draws the same");
    await still.context().close();
}

export async function explain(open, run, told, numbers) {
    const { page, said: messages } = await open();

    await page.waitForSelector("html[data-officers]");
    await page.locator("#officers .pager select").selectOption("100");
    for (const number of numbers.filter((one) => existsSync(`${told}/${one}.json`)))
        await lines_and_sessions(page, await officer(page, number, told), run);
    await without_script(open, page);
    await by_hand(page);
    await not_kept(page);
    same(messages, [], "explain: nothing was said on the console");
    await page.context().close();
}
