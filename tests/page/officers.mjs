// officers: the table that the script pages: what it shows is what the run found.

import { readFileSync } from "node:fs";
import { result, same } from "./tap.mjs";
import { table } from "./table.mjs";
import { becomes, until } from "./until.mjs";

// The topic an officer was taught most often, of each.
function expected(run) {
    const best = new Map();

    for (const row of table(`${run}/coordinator`, "officer_duplicates")) {
        const score = (row_) => Number(row_.n_sessions) * 1000 + Number(row_.n_orgs);
        const known = best.get(row.officer);

        if (!known || score(row) > score(known))
            best.set(row.officer, row);
    }
    return [...best.values()].sort((a, b) => b.n_sessions - a.n_sessions || (a.officer < b.officer ? -1 : 1));
}

const told = async (page) => Number((await page.locator("#officers .told").textContent()).split(" ")[0].replaceAll(",", ""));
const numbers = (page) => page.$$eval("#officer-rows tr[data-i]", (rows) => rows.map((tr) => tr.dataset.i));
const filter = (page, name) => page.locator(`#officers [data-filter="${name}"]`);

async function filters(page, all) {
    const row = all.find((one) => one.orgs.includes(";")) ?? all[0];
    const org = row.orgs.split(";")[0];
    const topic = await filter(page, "topic").locator("option").evaluateAll((options) => options.map((o) => o.textContent));

    same(await told(page), all.length, "officers: all are counted");
    same(await numbers(page), all.slice(0, 12).map((one) => one.officer), "officers: most often first, then by number");
    await filter(page, "org").selectOption({ label: org });
    same(await told(page), all.filter((one) => one.orgs.split(";").includes(org)).length, `officers: filtered by ${org}`);
    await filter(page, "times").selectOption("3");
    same(await told(page), all.filter((one) => one.orgs.split(";").includes(org) && one.n_sessions >= 3).length, "officers: filters combine");
    await filter(page, "times").selectOption("2");
    await filter(page, "org").selectOption("");
    await filter(page, "invited").check();
    same(await told(page), all.filter((one) => one.invited_dates).length, "officers: those invited again");
    await filter(page, "invited").uncheck();
    await filter(page, "doubt").check();
    same(await told(page), all.filter((one) => one.decision === "review").length, "officers: those in doubt");
    result(topic.length > 2, "officers: topics to choose from");
    await page.locator("#officers .controls button", { hasText: "Clear" }).click();
    same(await told(page), all.length, "officers: all are back");
}

async function search(page, all) {
    const local = all.find((one) => one.name_local) ?? all[0];
    const none = async () => (await page.locator("#officer-rows").textContent()).startsWith("No officer matches.");
    const has = (officer) => until(async () => (await numbers(page)).includes(officer));

    await filter(page, "q").fill(all[3].officer);
    await becomes(() => numbers(page), [all[3].officer], "officers: found by number");
    await filter(page, "q").fill("zzzzzz");
    result(await until(none), "officers: none is said, with what to do");
    await filter(page, "q").fill(local.name_local);
    result(await has(local.officer), "officers: found by the name in its own script");
    await filter(page, "q").fill("zzzzzz");
    await until(none);
    await filter(page, "q").fill(local.name.toLowerCase().split(" ").reverse().join(" "));
    result(await has(local.officer), "officers: found in any case and order of words");
    await filter(page, "q").fill("");
    await becomes(() => told(page), all.length, "officers: all are found by nothing");
}

async function sorting(page, all) {
    const button = page.locator("#officers thead button");

    await button.filter({ hasText: "Officer" }).click();
    same(await numbers(page), all.map((one) => one.officer).sort().slice(0, 12), "officers: sorted by number");
    await button.filter({ hasText: "Name" }).press("Enter");
    const names = await page.locator("#officer-rows th > bdi:first-child").allTextContents();
    const plain = names.map((name) => name.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[^\p{L} ]/gu, "").toLowerCase());
    same(plain, [...plain].sort(), "officers: sorted by name, by key");
    same(await page.locator("#officers thead th[aria-sort]").textContent(), "Name", "officers: and it is said");
    await button.filter({ hasText: "Times" }).click();
}

async function pages(page, all) {
    await page.locator("#officers .pager button", { hasText: "Next" }).click();
    same(await numbers(page), all.slice(12, 24).map((one) => one.officer), "officers: the next page");
    await page.locator("#officers .pager select").selectOption("100");
    same((await numbers(page)).length, Math.min(100, all.length), "officers: a hundred at once");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#officers .pager button", { hasText: "Save" }).click()]);
    const text = readFileSync(await download.path(), "utf8");
    same(text.trim().split("\r\n").length, all.length + 1, "officers: all that match are saved");
    result(text.startsWith("\ufeff\"class\",\"run\"") && !/,"[=+@]/.test(text), "officers: as cells that no spreadsheet runs");
    await page.locator("#officers .pager select").selectOption("12");
}

// Dots, ticks and diamonds of the timelines on the first page.
async function timelines(page, all) {
    const drawn = await page.$$eval("#officer-rows tr", (rows) => rows.map((tr) => [
        tr.dataset.i, tr.querySelectorAll("circle").length, tr.querySelectorAll("path").length, tr.querySelectorAll("line.s-ink3").length]));
    const by = new Map(all.map((one) => [one.officer, one]));
    const from = new Date(`${all[0].as_of}T00:00Z`);
    from.setUTCMonth(from.getUTCMonth() - 36);
    const n = (text) => text.split(";").filter((day) => day && new Date(`${day}T00:00Z`) >= from).length;

    same(drawn, drawn.map(([number]) => {
        const one = by.get(number);

        return [number, n(one.dates), n(one.invited_dates), n(one.other_dates)];
    }), "officers: timelines have a mark a session");
}

export async function officers({ page, said }, run) {
    const all = expected(run);

    await page.waitForSelector("html[data-officers]");
    await timelines(page, all);
    await filters(page, all);
    await search(page, all);
    await sorting(page, all);
    await pages(page, all);
    await page.goto(`${page.url().split("#")[0]}#officer=${all[5].officer}`);
    await becomes(() => numbers(page), [all[5].officer], "officers: a number is a link");
    same(said, [], "officers: and nothing was said on the console");
    await page.context().close();
}
