// until: what a page comes to, however long a busy machine takes for it.

import { same } from "./tap.mjs";

const LONGEST_MS = 10000;
const PAUSE_MS = 20;

// Asks again and again until the answer is one that @holds, or for too long; the last answer.
export async function until(ask, holds = Boolean) {
    const end = Date.now() + LONGEST_MS;

    for (;;) {
        const answer = await ask();

        if (holds(answer) || Date.now() > end)
            return answer;
        await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
}

export async function becomes(ask, expected, name) {
    const wanted = JSON.stringify(expected);

    same(await until(ask, (answer) => JSON.stringify(answer) === wanted), expected, name);
}

// Everything is drawn, the officers too where the page has them.
export async function drawn(page) {
    if (await page.locator("#officer-rows").count() > 0)
        await page.waitForSelector("html[data-officers]");
    await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
}
