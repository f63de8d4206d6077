// speed: how long the page takes, and what it weighs; said as comments, held against its budget.

import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { result } from "./tap.mjs";

const MAX_BYTES = 12 * 1024 * 1024;
const MAX_ELEMENTS = 6000; // once the script has taken out what is not looked at
const MAX_READY = 3000; // milliseconds; 1 second on a machine that does nothing else
const MAX_FILTER = 1000; // a tenth of it where nothing else runs

// From the event to the row that it brought, as the page's own clock tells.
function timed(page, action) {
    return page.evaluate(async (name) => {
        const start = performance.now();
        const control = (filter) => document.querySelector(`#officers [data-filter="${filter}"]`);
        const actions = {
            filter() {
                control("times").value = "3";
                control("times").dispatchEvent(new Event("change"));
            },
            sort() {
                document.querySelector('#officers th[data-key="name"] button').click();
            },
            next() {
                document.querySelector("#officers .pager button:nth-of-type(2)").click();
            },
            async search() {
                control("q").value = "an";
                control("q").dispatchEvent(new Event("input"));
                const before = document.querySelector("#officer-rows").firstChild;
                while (document.querySelector("#officer-rows").firstChild === before)
                    await new Promise((done) => setTimeout(done, 1));
            },
        };

        await actions[name]();
        document.body.getBoundingClientRect();
        return Math.round(performance.now() - start);
    }, action);
}

export async function speed(browser, address) {
    const page = await browser.newPage();

    await page.goto(address, { waitUntil: "commit" });
    await page.waitForSelector("html[data-officers]", { state: "attached" });
    const facts = await page.evaluate(() => ({
        officers: Number(document.documentElement.dataset.officers),
        paint: Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0),
        ready: Math.round(Number(document.documentElement.dataset.ready)),
        elements: document.querySelectorAll("*").length,
    }));
    const times = {};

    for (const action of ["filter", "sort", "search", "next"])
        times[action] = await timed(page, action);
    facts.bytes = statSync(fileURLToPath(address)).size;
    console.log(`# page: ${JSON.stringify({ ...facts, ...times })} (milliseconds; a search waits 120 for the next key)`);
    result(facts.bytes <= MAX_BYTES, "speed: the file's size", `${facts.bytes}`);
    result(facts.elements <= MAX_ELEMENTS, "speed: elements", `${facts.elements}`);
    result(facts.ready <= MAX_READY, "speed: the table is ready", `${facts.ready} ms`);
    result(Math.max(...Object.values(times)) <= MAX_FILTER, "speed: filter, sort, search, page", JSON.stringify(times));
    await page.context().close();
}
