// partner: the page of each partner's package in the run: what its map and tables say is what the package's
// tables say; sorting and search; the way to its files.

import { existsSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { result, same } from "./tap.mjs";
import { table } from "./table.mjs";
import { becomes } from "./until.mjs";

const SESSIONS = [1, 3, 7, 12, 20];
const COUNTS = [1, 10, 25, 50, 90];
const MONTHS = [3, 12, 24];
const step = (value, bounds) => bounds.filter((bound) => value >= bound).length;
const address = (folder) => pathToFileURL(`${folder}/index.html`).href;

// What the package knows of its provinces, by code.
function expected(folder) {
    const sessions = table(folder, "sessions").filter((row) => row.adm1_code && row.start_date && row.start_date <= row.as_of);
    const twice = new Map(table(folder, "duplicates").map((row) => [`${row.export} ${row.row}`, row.session]));
    const places = new Map();

    for (const row of sessions) {
        const place = places.get(row.adm1_code) ?? { sessions: 0, twice: 0, last: "" };
        const from = new Date(`${row.as_of}T00:00Z`);

        from.setUTCMonth(from.getUTCMonth() - 24);
        place.sessions += new Date(`${row.start_date}T00:00Z`) > from ? 1 : 0;
        place.last = row.start_date > place.last ? row.start_date : place.last;
        places.set(row.adm1_code, place);
    }
    const at = new Map(sessions.map((row) => [row.session, row.adm1_code]));
    for (const session of twice.values())
        if (at.has(session))
            places.get(at.get(session)).twice++;
    return places;
}

async function map(page, folder) {
    const places = expected(folder);
    const drawn = await page.$$eval(".map .p[data-p]", (all) => all.map((mark) => [mark.dataset.p, Number(mark.dataset.sessions),
        Number(mark.dataset.twice), mark.dataset.months === undefined ? null : Number(mark.dataset.months), mark.getAttribute("class")]));
    const wrong = drawn.filter(([code, sessions, twice, months, classes]) => {
        const place = places.get(code) ?? { sessions: 0, twice: 0 };
        const gap = months === null ? 4 : step(months, MONTHS);

        return place.sessions !== sessions || place.twice !== twice || (months === null) === Boolean(place.last) ||
            classes !== `p c${step(sessions, SESSIONS)} t${step(twice, COUNTS)} g${gap}`;
    });
    const legend = await page.$$eval("tr[data-bin]", (all) => all.map((tr) => [tr.dataset.bin, Number(tr.cells[1].textContent)]));
    const miscounted = legend.filter(([bin, n]) => drawn.filter((one) => one[4].split(" ").includes(bin)).length !== n);

    return [...wrong, ...miscounted, ...[...places.keys()].filter((code) => !drawn.some((one) => one[0] === code))];
}

// Its own sessions of the six months, grey, outlined or filled, and beside them the plans that collide with its own: no others'.
async function calendar(page, folder, partner) {
    const sessions = table(folder, "sessions");
    const clashes = table(folder, "planned_collisions");
    const as_of = [...sessions, ...clashes, ...table(folder, "calendar")][0]?.as_of ?? "";
    const [year, month] = as_of.split("-").map(Number);
    const day = (months) => new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
    const inside = (start) => start >= day(-2) && start < day(4);
    const colliding = new Set(clashes.map((row) => row.planned_session));
    const own = sessions.filter((row) => inside(row.start_date) && (row.status === "complete" || (row.status === "planned" && row.start_date > as_of)))
        .map((row) => `${partner} ${row.status === "complete" ? "f-held" : colliding.has(row.session) ? "f-coll" : "f-none s-ink"}`);
    const others = new Set(clashes.filter((row) => row.clash_type === "same week" && inside(row.clash_start)).map((row) => `${row.clash_org} ${row.clash_start} ${row.clash_end} ${row.adm1_code}`));
    const drawn = await page.$$eval("#cal .cal svg g", (bars) => bars.map((g) => `${g.querySelector("text").textContent.split(" ")[0]} ${g.querySelector("rect").getAttribute("class")}`));

    return String([...own, ...[...others].map((key) => `${key.split(" ")[0]} f-coll`)].sort()) === String(drawn.sort());
}

// Its topics, and of the others that teach each their number, and no name: as the coordinator's table has them.
async function topics(page, matrix, partner) {
    const teaching = (topic) => matrix.filter((row) => row.topic_code === topic && row.org && row.org !== partner).length;
    const right = matrix.filter((row) => row.org === partner).map((row) => [Number(row.n_sessions), teaching(row.topic_code)]);
    const drawn = await page.$$eval("#topics tbody tr", (lines) => lines.map((tr) => [Number(tr.cells[1].textContent), Number(tr.cells[2].textContent)]));
    const codes = [...new Set(matrix.map((row) => row.org))].filter((org) => org && org !== partner);
    const words = await page.$$eval("#topics", (views) => views.map((view) => view.textContent).join(" "));

    // The script shows twelve at a time.
    return drawn.length === Math.min(12, right.length) && drawn.every((line) => right.map(String).includes(String(line))) && !codes.some((code) => words.includes(code));
}

async function every_package(open, run) {
    const wrong = [], dead = [];
    const matrix = table(`${run}/coordinator`, "topic_org_matrix");

    for (const partner of readdirSync(`${run}/partners`)) {
        const folder = `${run}/partners/${partner}`;
        const { page, said, asked } = await open({}, address(folder));
        const links = await page.$$eval("a[href]", (all) => all.map((a) => a.getAttribute("href")));

        if (!await calendar(page, folder, partner))
            wrong.push([partner, "calendar"]);
        if (!await topics(page, matrix, partner))
            wrong.push([partner, "topics"]);
        if ((await map(page, folder)).length || said.length || asked.length !== 1)
            wrong.push([partner, ...said]);
        dead.push(...links.filter((href) => !/^(#|mailto:)/.test(href) && !existsSync(`${folder}/${href}`)).map((href) => `${partner}/${href}`));
        await page.context().close();
    }
    same(wrong, [], "partner: every map, calendar and list of topics is what the package's tables say; nothing on the console, no request");
    same(dead, [], "partner: every file that a page leads to lies beside it");
}

// The package with most lines.
function longest(run) {
    const packages = readdirSync(`${run}/partners`).map((partner) => `${run}/partners/${partner}`);

    return packages.sort((a, b) => table(b, "duplicates").length - table(a, "duplicates").length)[0];
}

async function tables(open, folder) {
    const { page } = await open({}, address(folder));
    const rows = table(folder, "duplicates");
    const view = page.locator("#twice");

    same(await view.locator("tbody tr").count(), Math.min(12, rows.length), "partner: twelve lines at a time");
    await view.locator("thead button").nth(1).click();
    const lines = (await view.locator("tbody td.num").allTextContents()).map(Number);
    same(lines, [...rows].map((row) => Number(row.line)).sort((a, b) => b - a).slice(0, 12), "partner: sorted by line");
    await view.locator("input").fill(rows[0].other_dates.split(";")[0]);
    const found = rows.slice(0, 500).filter((row) => row.other_dates.includes(rows[0].other_dates.split(";")[0])).length;
    await becomes(() => view.locator(".told").textContent(), `${found} of ${Math.min(rows.length, 500)} rows`, "partner: searched");
    await page.locator("#mode-coverage").focus();
    await page.keyboard.press("ArrowRight");
    await becomes(() => page.locator(".of-mode-twice").isVisible(), true, "partner: the map has its modes");
    await page.context().close();
}

export async function partner(open, run) {
    const folder = longest(run);

    await every_package(open, run);
    await tables(open, folder);
    const { page } = await open({ javaScriptEnabled: false }, address(folder));
    same(await page.locator("#twice tbody tr").count(), Math.min(500, table(folder, "duplicates").length), "partner: no script: every line is there");
    result(await page.locator(".controls").count() === 0, "partner: no script: no control that does nothing");
    await page.context().close();
    return address(folder);
}
