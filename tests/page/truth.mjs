// truth: what the pictures of the page say, read back and held against the tables of the run and
// against what is true of the invented world.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { result, same } from "./tap.mjs";
import { table } from "./table.mjs";

const SHARES = [10, 20, 35, 50];
const COUNTS = [1, 10, 25, 50, 90];
const MONTHS = [3, 12, 24];

function step(value, bounds) {
    return bounds.filter((bound) => value >= bound).length;
}

// What the map has to say of a province, from its row of coverage_gaps; no row: nothing is known.
function expected(row) {
    const [roll, trained, twice] = ["establishment", "n_trained", "n_twice"].map((name) => Number(row?.[name] || 0));
    const months = row?.months_since ? Number(row.months_since) : null;
    const coverage = roll === 0 ? 6 : trained === 0 ? 0 : 1 + step(100 * trained / roll, SHARES);

    return { roll, trained, twice, months, classes: `p c${coverage} t${step(twice, COUNTS)} g${months === null ? 4 : step(months, MONTHS)}` };
}

function read_map() {
    const number = (mark, name) => (mark.dataset[name] === undefined ? null : Number(mark.dataset[name]));

    return [...document.querySelectorAll(".map .p[data-p]")].map((mark) => ({
        code: mark.dataset.p,
        values: {
            roll: number(mark, "roll") ?? 0,
            trained: number(mark, "trained"),
            twice: number(mark, "twice"),
            months: number(mark, "months"),
            classes: mark.getAttribute("class").replace(" leads", ""), // the script marks what can be clicked
        },
        words: mark.querySelector("title").textContent,
    }));
}

async function map(page, tables) {
    const rows = new Map(table(tables, "coverage_gaps").filter((row) => !row.unit && !row.topic_code)
        .map((row) => [row.adm1_code, row]));
    const drawn = await page.evaluate(read_map);
    const legend = await page.$$eval("tr[data-bin]", (lines) => lines.map((tr) => [tr.dataset.bin, Number(tr.cells[1].textContent)]));
    const marks = await page.$$eval(".map g[data-colliding]", (marks) => marks.map((g) => [g.dataset.p, Number(g.dataset.colliding), Number(g.querySelector("text").textContent)]));
    const colliding = {};

    for (const { code, values, words } of drawn) {
        const right = expected(rows.get(code));
        const said = words.match(/: ([\d,]+) trained/)?.[1].replaceAll(",", "");

        if (JSON.stringify(values) !== JSON.stringify(right) || Number(said) !== right.trained)
            result(false, `map: ${code}`, JSON.stringify(values), JSON.stringify(right), words);
    }
    const missing = [...rows.keys()].filter((code) => code && !drawn.some((mark) => mark.code === code));
    same(missing, [], "map: every province of the table is drawn");
    for (const [bin, n] of legend)
        if (n !== drawn.filter(({ values }) => values.classes.split(" ").includes(bin)).length)
            result(false, `map: the legend counts ${bin}`, `${n}`);
    same(legend.length, 18, "map: legends of three modes");
    for (const { planned_session, adm1_code } of table(tables, "planned_collisions"))
        (colliding[adm1_code] ??= new Set()).add(planned_session);
    same(marks.map(([code, n, text]) => [code, n, text]),
        Object.entries(colliding).filter(([code]) => code).map(([code, set]) => [code, set.size, set.size]).sort(),
        "map: a diamond counts the planned sessions that collide there");
}

// Provinces on a roll that nobody reached: planted with the month, and the first bin of the map.
async function gaps(page, planted) {
    const text = gunzipSync(readFileSync(planted)).toString();
    const truth = text.split("\n").filter((line) => line.startsWith("coverage_gap,")).map((line) => line.split(",")[6]).sort();
    const drawn = await page.$$eval(".map .p.c0", (marks) => marks.map((mark) => mark.dataset.p).sort());

    same(drawn, truth, "map: the provinces without a trained officer are those of the truth");
}

async function heat(page, tables) {
    const rows = table(tables, "topic_org_matrix").filter((row) => row.org && Number(row.n_sessions) > 0);
    const cells = await page.$$eval("#topics .heat tbody tr", (lines) => lines.flatMap((tr) => {
        const orgs = [...tr.closest("table").tHead.rows[0].cells].map((th) => th.textContent);
        const topic = tr.cells[0].querySelector(".s").textContent;

        return [...tr.cells].map((td, i) => [topic, orgs[i], Number(td.dataset.n ?? 0), Number.parseInt(td.textContent)]);
    }).filter(([, , n]) => n > 0));
    const right = new Map(rows.map((row) => [`${row.topic_code} ${row.org}`, Number(row.n_sessions)]));

    same(cells.filter(([topic, org, n, shown]) => right.get(`${topic} ${org}`) !== n || n !== shown), [], "heat map: every cell is the table's");
    same(cells.length, right.size, "heat map: and no cell is missing");
}

// Officers of two organisations: each once, whatever the number of topics and sessions.
async function shared(page, tables) {
    const right = {};

    for (const { officer, org_a, org_b } of table(tables, "duplicate_pairs"))
        (right[[org_a, org_b].sort().join(" ")] ??= new Set()).add(officer);
    const cells = await page.$$eval("#cohort .square tbody tr", (lines) => lines.flatMap((tr) => {
        const orgs = [...tr.closest("table").tHead.rows[0].cells].map((th) => th.textContent);

        return [...tr.cells].filter((td) => td.dataset.shared).map((td) => [
            [tr.cells[0].querySelector(".s").textContent, orgs[td.cellIndex]].sort().join(" "), Number(td.dataset.shared), Number(td.textContent.replaceAll(",", ""))]);
    }));

    same(cells.filter(([pair, n, told]) => right[pair]?.size !== n || told !== n), [], "who taught whom: every cell is the table's");
    same(new Set(cells.map(([pair]) => pair)).size, Object.keys(right).length, "who taught whom: and no pair is missing");
}

// A dot lies as far from the border as its end's share says: 12 for none, 84 more for all; a ring is 0, a question mark unknown.
async function corridors(page, tables) {
    const rows = new Map(table(tables, "cross_border").map((row) => [row.corridor, row]));
    const drawn = await page.$$eval("#borders tbody tr", (lines) => lines.map((tr) => {
        const picture = tr.querySelector("td.pic");
        const middle = Number(picture.querySelector("line.s-ink").getAttribute("x1"));
        const ends = [...picture.querySelectorAll("circle, text")].map((mark) => (mark.tagName === "text" ? ""
            : Math.round((Math.abs(mark.getAttribute("cx") - middle) - 12) / 84 * 1000) / 10));

        return { corridor: tr.cells[0].firstChild.textContent, ends, told: [picture.dataset.a, picture.dataset.b],
            joined: picture.querySelector("rect") !== null, shared: Number(picture.dataset.shared) };
    }));
    const known = [...rows.values()].filter((row) => "ab".split("").some((end) => Number(row[`n_trained_${end}`]) > 0 || row[`establishment_${end}`]));
    const close = (x, pct) => (pct === "" ? x === "" : Math.abs(x - pct) <= 0.15);

    same(drawn.map((one) => one.corridor).sort(), known.map((row) => row.corridor).sort(), "corridors: those of which an end is known are drawn");
    same(drawn.filter(({ corridor, ends, told, joined, shared }) => {
        const row = rows.get(corridor);

        return !close(ends[0], row.pct_a) || !close(ends[1], row.pct_b) || told[0] !== row.pct_a || told[1] !== row.pct_b ||
            shared !== Number(row.n_shared) || joined !== shared > 0;
    }), [], "corridors: every dot is where its share is, every line a shared session");
}

// Refreshers: bars, groups and plans are counts of the table; a line of time is where its three days are.
async function refreshers(page, tables) {
    const rows = table(tables, "refresher_due");
    const officers = (some) => new Set(some.map((row) => row.officer)).size;
    const planned = (some) => some.filter((row) => row.planned_session);
    const as_of = rows[0].as_of;
    const months = [1, 2, 3].map((n) => new Date(Date.UTC(Number(as_of.slice(0, 4)), Number(as_of.slice(5, 7)) - 1 + n, 1)).toISOString().slice(0, 7));
    const right = [rows.filter((row) => Number(row.overdue_days) > 0),
        ...months.map((month, i) => rows.filter((row) => Number(row.overdue_days) === 0 && (row.due_date.slice(0, 7) === month || (i === 0 && row.due_date.slice(0, 7) < month))))];
    const bars = await page.$$eval("#due .periods tbody tr", (lines) => lines.map((tr) => ({
        words: [1, 3].map((i) => Number(tr.cells[i].textContent.replaceAll(",", ""))), told: ["due", "served"].map((name) => Number(tr.cells[2].dataset[name])),
        drawn: [...tr.querySelectorAll("rect")].map((rect) => Number(rect.getAttribute("width"))),
    })));
    const most = Math.max(...right.map(officers));

    same(bars.map((bar) => [bar.words, bar.told]), right.map((some) => [officers(some), officers(planned(some))]).map((pair) => [pair, pair]), "refreshers: months are the table's");
    same(bars.filter((bar) => bar.told.some((n, i) => Math.abs(bar.drawn[i] - 180 * n / most) > 0.06)), [], "refreshers: and so are their bars");

    const places = await page.$$eval("#due .places tbody tr", (lines) => lines.map((tr) => [tr.querySelector("th a")?.hash.slice(7) ?? "", Number(tr.cells[2].dataset.v)]));
    const of_place = new Map();
    for (const row of rows)
        of_place.set(`${row.adm1_code} ${row.topic_code}`, [...of_place.get(`${row.adm1_code} ${row.topic_code}`) ?? [], row]);
    const sizes = [...of_place].map(([key, some]) => [key.split(" ")[0], officers(some)]);
    same(places.map(String).sort(), sizes.sort((a, b) => b[1] - a[1]).slice(0, 60).map(String).sort().slice(0, places.length), "refreshers: provinces and topics are the table's");

    const plans = await page.$$eval("#due .item", (items) => items.map((item) => [item.dataset.session, Number(item.dataset.due), Number(item.querySelector("b").textContent)]));
    const sessions = [...new Set(planned(rows).map((row) => row.planned_session))];
    const counted = sessions.map((session) => [session, officers(rows.filter((row) => row.planned_session === session))]);
    const starts = new Map(planned(rows).map((row) => [row.planned_session, `${row.planned_start} ${row.planned_session}`]));
    same(plans, counted.sort((a, b) => (starts.get(a[0]) < starts.get(b[0]) ? -1 : 1)).slice(0, 12).map(([session, n]) => [session, n, n]), "refreshers: plans that could serve are the table's");

    const lines = await page.$$eval("#due .people tbody tr", (trs) => trs.map((tr) => ({
        officer: tr.cells[0].textContent, days: { ...tr.querySelector(".pic").dataset },
        bar: ["x", "width"].map((name) => Number(tr.querySelector(".pic rect").getAttribute(name))),
        dots: [...tr.querySelectorAll(".pic circle")].map((dot) => Number(dot.getAttribute("cx"))),
        filled: tr.querySelector(".pic circle.f-ink") !== null,
    })));
    const from = new Date(`${as_of}T00:00Z`);
    const to = new Date(`${as_of}T00:00Z`);
    from.setUTCMonth(from.getUTCMonth() - 27);
    to.setUTCMonth(to.getUTCMonth() + 3);
    const x = (day) => 5 + 226 * Math.min(1, Math.max(0, (new Date(`${day}T00:00Z`) - from) / (to - from)));
    const near = (a, b) => Math.abs(a - b) <= 0.11;
    const known = new Map(rows.map((row) => [`${row.officer} ${row.last_trained} ${row.due_date} ${row.planned_start}`, row]));

    same(lines.length, Math.min(rows.length, 120), "refreshers: the first officers have a line each");
    same(lines.filter(({ officer, days, bar, dots, filled }) => {
        const row = known.get(`${officer} ${days.trained} ${days.due} ${days.plan}`);

        return !row || !near(bar[0], x(days.trained)) || !near(bar[0] + bar[1], x(days.due)) || !near(dots[0], x(days.trained)) ||
            (days.plan ? !near(dots[1], x(days.plan)) : dots.length !== 1) || filled !== (row.invited === "yes");
    }), [], "refreshers: lines of time are where their days are");
}

async function seats(page) {
    const cases = await page.$$eval("#act .seats svg", (pictures) => pictures.map((svg) => [
        Number(svg.getAttribute("aria-label").match(/^(\d+) of/)[1]), (svg.querySelector("path.f-coll")?.getAttribute("d").match(/M/g) ?? []).length]));

    result(cases.length > 0 && cases.every(([already, filled]) => already === filled || filled === 0), "act: filled seats are those who had it", JSON.stringify(cases));
}

// A line's points, turned back into values by the axis that the chart draws, are those in its words.
async function trends(page, tables) {
    const months = table(tables, "months");
    const charts = await page.$$eval("#trends figure:not(:has(path))", (figures) => figures.map((figure) => ({
        title: figure.querySelector("b").textContent,
        words: figure.querySelector("desc").textContent.split("; ").map((line) => line.split(": ")[1].split(" ").map(Number)),
        points: [...figure.querySelectorAll("polyline")].map((line) => line.getAttribute("points").trim().split(" ").map((point) => Number(point.split(",")[1]))),
        axis: [...figure.querySelectorAll("line")].map((line) => Number(line.getAttribute("y1"))),
        labels: [...figure.querySelectorAll('text[text-anchor="end"]')].map((text) => Number.parseFloat(text.textContent.replaceAll(",", ""))),
    })));

    // Words are rounded to a tenth of the value, points and axis to a tenth of a unit of the picture.
    for (const { title, words, points, axis, labels } of charts) {
        const [zero, one] = axis;
        const unit = (labels[1] - labels[0]) / (zero - one);
        const off = words.flatMap((line, i) => line.map((value, j) => Math.abs((zero - points[i][j]) * unit - value) - 0.05));

        result(labels[0] === 0 && Math.max(...off) <= 0.15 * unit, `trends: the line is what the words say: ${title}`, JSON.stringify({ words, points, axis, labels }));
    }
    const from = months.findIndex((row) => Number(row.people_12) > 0);
    same(charts[0].words, ["reported_12", "people_12"].map((name) => months.slice(from).map((row) => Number(row[name]))), "trends: the words are the table's");
}

// What curricula say: marks in the table of topics, a line for each beneath it, and what of it stands among what to act on first.
async function curricula(page, tables) {
    const rows = table(tables, "topic_org_matrix").filter((row) => row.org);
    const old = rows.filter((row) => ["replaced", "amended"].includes(row.legal_verdict));
    const contradicting = rows.filter((row) => row.messages_contradicted);
    const name = (row) => `${row.topic_code} ${row.org}`;
    const marked = (sign) => page.$$eval("#topics .heat tbody tr", (lines, sign) => lines.flatMap((tr) => {
        const orgs = [...tr.closest("table").tHead.rows[0].cells].map((th) => th.textContent);

        return [...tr.cells].flatMap((td, i) => [...td.querySelectorAll("b")].filter((b) => b.textContent === sign).map(() => `${tr.cells[0].querySelector(".s").textContent} ${orgs[i]}`));
    }), sign);
    const lines = await page.$$eval("#topics .lines li", (all) => all.map((li) => li.textContent));
    const acted = await page.$$eval("#act .differs", (parts) => parts.flatMap((part) => [...part.querySelectorAll("li")].map((li) => {
        const { topic_code, org } = JSON.parse(li.querySelector("a.fig").dataset.rows);

        return { mark: part.querySelector(".part b").textContent, row: `${topic_code} ${org}`, n: Number(li.querySelector("a.fig").textContent), words: li.textContent };
    })));
    const says = (row) => [...row.contrary.split(";").filter(Boolean), ...(old.includes(row) ? [row.legal_basis, row.law_in_force] : [])];
    const unread = rows.filter((row) => row.messages_unknown);
    const prevented = await page.$$eval("#announced ~ .scroll .outcome", (cells) => cells.filter((td) => td.dataset.outcome === "withdrawn").length);
    const told = await page.$eval("#topics", (view) => [...view.querySelectorAll("p.none")].map((p) => p.textContent).join(" "));

    result(old.length > 0 && contradicting.length > 0, "curricula: some contradict, and some are by laws of the past", "");
    same(prevented, 1, "collisions announced: the plan that was called off was prevented");
    same((await marked("!")).sort(), contradicting.map(name).sort(), "curricula: an exclamation mark is on those that contradict");
    same((await marked("§")).sort(), old.map(name).sort(), "curricula: a section mark is on those by a law of the past");
    same([...contradicting, ...old].filter((row) => !says(row).every((text) => lines.some((line) => line.startsWith(row.org) && line.includes(text)))).map(name), [],
        "curricula: a line quotes each, and names the law in force");
    same(acted.map(({ mark, row, n }) => [mark, row, n]), [...contradicting.slice(0, 2).map((row) => ["!", name(row), row.messages_contradicted.split(";").length]), ...old.slice(0, 2).map((row) => ["§", name(row), 1])],
        "act: the first of them stand among what to act on first");
    same(acted.filter(({ row, words }) => !says(rows.find((one) => name(one) === row)).slice(0, 1).every((text) => words.includes(text))), [], "act: and are quoted there");
    same(unread.filter((row) => !told.includes(`${row.org} ${row.topic_code} (${row.messages_language})`)).map(name), [], "curricula: of which nobody can tell what they leave out is told, with the language");
}

export async function truth(page, run, planted) {
    const tables = `${run}/coordinator`;

    await map(page, tables);
    await heat(page, tables);
    if (planted)
        await curricula(page, tables);
    await shared(page, tables);
    await corridors(page, tables);
    await refreshers(page, tables);
    await seats(page);
    await trends(page, tables);
    if (planted)
        await gaps(page, planted);
}
