// check: the coordinator's page of the run argv[2], in chromium; pictures go to argv[3], argv[4] is
// what `rollcall explain` says of some of its officers, and argv[5] the planted truth of the run, where there is one.

import { existsSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { audit } from "./audit.mjs";
import { charts } from "./charts.mjs";
import { explain } from "./explain.mjs";
import { look, look_at_partner } from "./look.mjs";
import { officers } from "./officers.mjs";
import { speed } from "./speed.mjs";
import { partner } from "./partner.mjs";
import { result, same } from "./tap.mjs";
import { truth } from "./truth.mjs";
import { becomes, drawn, until } from "./until.mjs";

const [, , run, pictures, told, planted] = process.argv;
const address = pathToFileURL(`${run}/coordinator/index.html`).href;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

async function open(options = {}, at = address) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    const said = [];
    const asked = [];

    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (fault) => said.push(String(fault)));
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(at);
    return { page, said, asked };
}

async function holds_itself() {
    const { page, said, asked } = await open();

    await drawn(page);
    same(said, [], "no message on the console");
    same(asked.map((url) => url.split("#")[0]), [address], "no request but for the page");
    same(await page.locator("h1").count(), 1, "one h1");
    await page.context().close();
}

// Without a script, so that every view and every row stands in the page.
async function links() {
    const { page } = await open({ javaScriptEnabled: false });
    const dead = await page.$$eval('a[href^="#"]', (links) => links.map((a) => a.hash.slice(1))
        .filter((id) => id && !id.startsWith("officer=") && !document.getElementById(id)));
    same(dead, [], "every link within the page has its place");
    const files = await page.$$eval("a[href]", (links) => links.map((a) => a.getAttribute("href")).filter((href) => !/^(#|mailto:)/.test(href)));
    same(files.filter((name) => !existsSync(`${run}/coordinator/${name}`)), [], "every table it links to lies beside it");
    await page.context().close();
}

async function modes() {
    const { page } = await open();
    const fill = (mark) => page.locator(mark).first().evaluate((path) => getComputedStyle(path).fill);
    const before = await fill(".map .p.t2");

    await page.locator("#mode-coverage").focus();
    await page.keyboard.press("ArrowRight");
    result(await fill(".map .p.t2") !== before, "map: an arrow key changes what the colour shows");
    await becomes(() => page.locator(".of-mode-twice").isVisible(), true, "map: and the table beside it");
    await becomes(() => page.locator(".of-mode-coverage").isVisible(), false, "map: the other goes");
    await page.context().close();
}

async function without_script() {
    const { page } = await open({ javaScriptEnabled: false });

    result(await page.locator("#officer-rows tr").count() > 0, "no script: the first officers are there");
    await becomes(() => page.locator(".controls, select").count(), 0, "no script: no control that does nothing");
    await page.locator("label[for=mode-gap]").click();
    await becomes(() => page.locator(".of-mode-gap").isVisible(), true, "no script: the map changes");
    await page.locator("#topics thead a").first().click();
    await becomes(() => page.locator("section.leaf:visible").count(), 1, "no script: an organisation's view opens");
    await becomes(() => page.locator("#map").isVisible(), false, "no script: and takes the page");
    await page.context().close();
}

async function leads() {
    const { page } = await open();

    await page.locator(".map .leads[data-p]").last().click();
    await becomes(() => page.locator("section.leaf:visible").count(), 1, "map: a click opens the province's view");
    await becomes(() => page.evaluate(() => document.activeElement.tagName), "H2", "map: and the focus is in it");
    await page.locator("section.leaf:visible a[href='#map']").click();
    await becomes(() => page.locator("section.leaf:visible").count(), 0, "map: and one comes back");
    await page.locator(".place input").fill(await page.locator("#places option").first().getAttribute("value"));
    await page.keyboard.press("Enter");
    await becomes(() => page.locator("section.leaf:visible").count(), 1, "map: a province is found by its name");
    await page.context().close();
}

async function tables() {
    const { page } = await open();
    const table = page.locator("#map details.all table");
    const next = page.locator("#map details.all .pager button").nth(1);
    // A column of all pages.
    async function column(place) {
        const values = [];

        for (;;) {
            values.push(...await table.locator(`tbody tr > :nth-child(${place})`).allTextContents());
            if (!await next.count() || await next.isDisabled())
                return values.map((text) => Number(text.replaceAll(",", "") || -1));
            await next.click();
        }
    }

    await page.locator("#map details.all summary").click();
    await table.locator("thead button").nth(4).click();
    const down = await column(5);
    same(down, [...down].sort((a, b) => b - a), "a table: the first click on numbers puts the most first");
    await table.locator("thead button").nth(4).press("Enter");
    same(await column(5), [...down].sort((a, b) => a - b), "a table: the second turns it");
    same(await table.locator("thead th").nth(4).getAttribute("aria-sort"), "ascending", "a table: and says so");
    const name = (await table.locator("tbody th a").first().textContent()).toUpperCase();
    const told = page.locator("#map details.all .told");
    await page.locator("#map details.all input").fill(name);
    await until(() => told.textContent(), (text) => text.includes(" of "));
    const n = await table.locator("tbody tr").count();
    result(n > 0 && n < down.length, "a table: a search leaves the rows with the words", `${n}`);
    same(await told.textContent(), `${n} of ${down.length} rows`, "a table: and tells how many");
    await page.locator("#map details.all input").fill("");
    await becomes(() => table.locator("tbody tr").count(), 12, "a table: twelve rows are elements at a time");
    await page.context().close();
}

async function read_back() {
    const { page } = await open({ javaScriptEnabled: false });

    await truth(page, run, planted);
    await charts(page, run);
    await page.context().close();
}

async function keyboard() {
    const { page } = await open();

    await page.keyboard.press("Tab");
    same(await page.evaluate(() => document.activeElement.textContent), "To the content",
        "keyboard: the first stop leads to the content");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.hash !== "").catch(() => null); // which need not come at once
    same(new URL(page.url()).hash, "#main", "keyboard: and takes one there");
    await page.context().close();
}

try {
    await holds_itself();
    await links();
    await keyboard();
    await modes();
    await without_script();
    await leads();
    await tables();
    await officers(await open(), run);
    await explain(open, run, told, readdirSync(told).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)));
    await read_back();
    await audit(open, run);
    const package_page = await partner(open, run);
    await speed(browser, address);
    await look(browser, address, pictures);
    await look_at_partner(browser, package_page, pictures);
} catch (fault) {
    result(false, "the browser did as it was told", String(fault.stack).split("\n"));
}
await browser.close();
