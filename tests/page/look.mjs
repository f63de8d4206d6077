// look: the page at every width, in the dark and on paper: barriers, and pictures of every view.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { result, same } from "./tap.mjs";
import { drawn } from "./until.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SETTINGS = [
    { name: "1440", width: 1440, pictured: true },
    { name: "1440-dark", width: 1440, colorScheme: "dark", pictured: true },
    { name: "1024", width: 1024 },
    { name: "390", width: 390, pictured: true },
    { name: "320", width: 320 },
];

// The page's policy would keep axe out, so it is set aside for this.
async function barriers(page, name) {
    const { violations } = await page.evaluate(async (source) => {
        (0, eval)(source);
        return globalThis.axe.run({ resultTypes: ["violations"] });
    }, axe);

    result(violations.length === 0, `${name}: axe finds no barrier`, violations.map((fault) =>
        `${fault.impact} ${fault.id}: ${fault.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`));
}

async function look_once(browser, address, pictures, setting, who = "") {
    const context = await browser.newContext({
        viewport: { width: setting.width, height: 900 },
        colorScheme: setting.colorScheme ?? "light",
        bypassCSP: true,
    });
    const page = await context.newPage();

    await page.goto(address);
    await drawn(page);
    same(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true,
        `${who}${setting.name}: nothing scrolls sideways`);
    await barriers(page, who + setting.name);
    if (setting.pictured) {
        await page.addStyleTag({ content: ".strip{position:static!important}" }); // or it lies over the views
        await page.screenshot({ path: `${pictures}/${who}${setting.name}-top.png` });
        for (const view of await page.locator("section.view:not(.leaf)").all())
            await view.screenshot({ path: `${pictures}/${who}${setting.name}-${await view.getAttribute("id")}.png` });
    }
    await context.close();
}

async function print(browser, address, pictures) {
    const page = await browser.newPage();

    await page.goto(address);
    await page.emulateMedia({ media: "print" });
    same(await page.locator(".rail").isVisible(), false, "print: no rail");
    const height = (selector) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().bottom);
    await page.setViewportSize({ width: 695, height: 1032 }); // A4 within its margins, in pixels of a page
    result(await height("#act") <= 1032, "print: the brief is one page", `${await height("#act")}`);
    const pdf = await page.pdf({ path: `${pictures}/a4.pdf`, preferCSSPageSize: true, printBackground: true });
    const n = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;

    result(n >= 5 && n <= 9, "print: nine pages at most", `${n} pages`);
    await page.context().close();
}

export async function look(browser, address, pictures) {
    for (const setting of SETTINGS)
        await look_once(browser, address, pictures, setting);
    await print(browser, address, pictures);
}

export async function look_at_partner(browser, address, pictures) {
    for (const setting of SETTINGS)
        await look_once(browser, address, pictures, setting, "partner-");
}
