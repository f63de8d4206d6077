// charts: what every other picture of the page says, read back from its shapes and held against the tables.

import { readdirSync } from "node:fs";

import { result, same } from "./tap.mjs";
import { table } from "./table.mjs";

const near = (a, b, by = 0.11) => Math.abs(a - b) <= by;
const share = (part, whole) => (Number(whole) > 0 ? 100 * Number(part) / Number(whole) : 0);
const days = (text) => Date.parse(`${text}T00:00Z`) / 864e5;

// The months that charts begin with: the first with a person.
function series(tables, last) {
    const months = table(tables, "months");
    const from = months.findIndex((row) => Number(row.people_12) > 0);

    return months.slice(last ? Math.max(from, months.length - last) : from);
}

// The words of a line of each chart; truth.mjs holds points against words.
async function trends(page, tables) {
    const right = [
        ["reported_12"], ["people_12"], ["repeats_12", "seats_12"], ["officers_twice"], ["women_12", "sex_known_12"], ["provinces_24"],
    ].map(([part, whole]) => series(tables).map((row) => (whole ? share(row[part], row[whole]) : Number(row[part]))));
    const told = await page.$$eval("#trends figure:not(:has(path)) desc", (texts) => texts.flatMap((desc) => desc.textContent.split("; ").map((line) => line.split(": ")[1].split(" ").map(Number))));

    same(told.length, right.length, "trends: six lines");
    same(told.filter((line, i) => line.length !== right[i].length || line.some((value, j) => !near(value, right[i][j], 0.051))), [], "trends: every line is the table's");
}

// Of the planned sessions that each month's report said would collide, those that did not: bars of one pitch, read from their two paths.
async function prevented(page, tables) {
    const months = series(tables).map((row) => row.month);
    const rows = table(tables, "collision_outcomes");
    const counted = (some) => months.map((month) => some.filter((row) => row.announced === month).length);
    const right = [counted(rows), counted(rows.filter((row) => row.is_prevented === "1"))];
    const chart = await page.$eval("#trends figure:has(path)", (figure) => ({
        words: figure.querySelector("desc").textContent.split("; ").map((line) => line.split(": ")[1].split(" ").map(Number)),
        bars: ["f-none", "f-ok"].map((name) => [...figure.querySelector(`path.${name}`).getAttribute("d").matchAll(/M([\d.]+) ([\d.]+)h[\d.]+v([\d.]+)/g)].map((bar) => bar.slice(1).map(Number))),
        axis: [...figure.querySelectorAll("line")].map((line) => Number(line.getAttribute("y1"))),
        labels: [...figure.querySelectorAll('text[text-anchor="end"]')].map((text) => Number(text.textContent)), end: figure.querySelector("text.lab").textContent,
    }));
    const unit = (chart.labels[1] - chart.labels[0]) / (chart.axis[0] - chart.axis[1]);
    const pitch = 206 / months.length;
    const drawn = chart.bars.map((bars) => bars.map(([x, y, height]) => [Math.floor((x - 48) / pitch), Math.round(height * unit), near(y + height, chart.axis[0])]));

    same(chart.words, right, "trends: collisions announced and prevented, in words, are the table's");
    same(drawn, right.map((line) => line.flatMap((n, i) => (n ? [[i, n, true]] : []))), "trends: and so are their bars");
    same(chart.end, `${right[1].reduce((a, b) => a + b)} of ${right[0].reduce((a, b) => a + b)}`, "trends: and their sum");
}

// What became of those that earlier reports announced: a line each, and the sentence that counts them.
async function outcomes(page, tables) {
    const month = table(tables, "months").at(-1).month;
    const rows = table(tables, "collision_outcomes").filter((row) => row.announced < month);
    const told = await page.$eval('#act a[href="#announced"]', (a) => a.parentNode.firstChild.textContent.match(/\d+/g).map(Number));
    const lines = await page.$$eval("#announced ~ .scroll tbody tr", (trs) => trs.map((tr) => [JSON.parse(tr.querySelector("a.fig").dataset.rows).planned_session, tr.querySelector(".outcome").dataset.outcome]));
    const count = (...words) => rows.filter((row) => words.includes(row.outcome)).length;

    same(told, [rows.length, rows.filter((row) => row.is_prevented === "1").length, count("held"), count("collides"), count("not reported")], "collisions announced: the sentence counts them");
    same(lines.sort(), rows.map((row) => [row.planned_session, row.outcome]).sort(), "collisions announced: a line each says what became of it");
}

// A spark has its own scale, from its least value to its most; which line it is of, its figure says.
async function sparks(page, tables) {
    const months = series(tables, 13);
    const reached = months.map((row) => Number(row.provinces_24));
    const lines = { officers: months.map((row) => Number(row.officers_twice)), trends: months.map((row) => Number(row.people_12)), map: reached.map((n) => -n) };
    const women = months.map((row) => share(row.women_12, row.sex_known_12));
    const drawn = await page.$$eval(".six>li", (figures) => figures.filter((li) => li.querySelector("polyline")).map((li) => ({
        id: li.querySelector("a").hash.slice(1), y: li.querySelector("polyline").getAttribute("points").split(" ").map((point) => Number(point.split(",")[1])),
    })));
    const scaled = (values) => {
        const [least, most] = [Math.min(...values), Math.max(...values)];

        return values.map((value) => (most > least ? 26 - 22 * (value - least) / (most - least) : 15));
    };
    const fits = ({ id, y }, values) => y.length === values.length && scaled(values).every((at, i) => near(at, y[i]));

    same(drawn.map(({ id }) => id), ["officers", "trends", "map", "trends"], "figures: four have a spark");
    same(drawn.filter((one, i) => !fits(one, i === 3 ? women : lines[one.id])), [], "figures: every spark is the table's");
}

// Only in the first list, in both, only in the second.
async function cohorts(page, tables) {
    const rows = table(tables, "cohort_overlap").sort((a, b) => b.pct_smaller - a.pct_smaller || b.n_common - a.n_common || (a.session_b < b.session_b ? -1 : 1)).slice(0, 6);
    const drawn = await page.$$eval("#cohort .pair", (pairs) => pairs.map((pair) => [...pair.querySelectorAll("rect")].map((rect) => Number(rect.getAttribute("width")))));
    const right = rows.map(({ n_a, n_b, n_common }) => {
        const parts = [n_a - n_common, Number(n_common), n_b - n_common];

        return parts.map((n) => 520 * n / (parts[0] + parts[1] + parts[2]));
    });

    same(drawn.length, right.length, "same people: the first pairs are drawn");
    same(drawn.filter((widths, i) => widths.some((width, j) => !near(width, right[i][j]))), [], "same people: every bar is split as the lists are");
}

// Triangles: a cell says what its row says, in its data, its text, its words and its shade; its heads are the two sessions'.
async function matrices(page, tables) {
    const rows = table(tables, "cohort_matrix");
    const cells = await page.$$eval("#cohort .matrix td", (all) => all.map((td) => ({
        ...td.dataset, place: td.closest("div").querySelector("h3 a").hash.slice(7), shown: td.textContent, words: td.title.match(/\d+/g).map(Number), shade: td.className,
        heads: td.headers.split(" ").map((id) => document.getElementById(id)?.textContent.split(" ")[0]),
    })));
    const shade = (row) => (row.session_a === row.session_b ? "own" : row.n_common === "0" ? "none" : `d${1 + [20, 40, 60, 80].filter((from) => Number(row.pct_smaller) >= from).length}`);
    const wrong = cells.filter((cell, i) => {
        const row = rows[i];
        const words = [Number(row.n_common), ...row.session_a === row.session_b ? [] : [row.pct_smaller, row.pct_either].map((pct) => Math.round(Number(pct)))];

        return cell.place !== row.adm1_code || cell.a !== row.session_a || cell.b !== row.session_b || cell.n !== row.n_common || cell.shown !== row.n_common ||
            cell.smaller !== row.pct_smaller || cell.either !== row.pct_either || cell.shade !== shade(row) || String(cell.heads) !== `${row.org_a},${row.org_b}` ||
            words.some((n, at) => Math.abs(cell.words[at] - n) > (at ? 1 : 0));
    });

    same(cells.length, rows.length, "same people: a cell a row of the table");
    same(wrong, [], "same people: every cell is the table's, and has its two sessions for heads");
}

// A dot beside the median's tick; the line ends at three medians.
async function resources(page, tables) {
    const rows = new Map(table(tables, "resource_gap").map((row) => [`${row.adm1_code} ${row.item}`, row]));
    const drawn = await page.$$eval("#resources tbody tr", (lines) => lines.flatMap((tr) => {
        const items = [...tr.closest("table").tHead.rows[0].cells].map((th) => th.textContent);

        return [...tr.querySelectorAll("td svg")].map((svg) => ({
            place: tr.querySelector("th").firstChild.textContent, item: items[svg.closest("td").cellIndex - 1], dot: svg.querySelector("circle") !== null,
            x: Number(svg.querySelector("circle")?.getAttribute("cx") ?? svg.querySelector("path").getAttribute("d").match(/^M(-?[\d.]+)/)[1]),
            tick: Number(svg.querySelector("line.s-ink").getAttribute("x1")), words: svg.getAttribute("aria-label").match(/[\d.]+/g).map(Number),
        }));
    }));
    const right = [...rows.values()].filter((row) => row.per_100_trained);
    const fits = ({ item, dot, x, tick, words }) => right.some((row) => {
        const per = 100 / (3 * Number(row.median_per_100));

        return row.item === item && Number(row.per_100_trained) === words[0] && dot === (row.gap_flag === "") && near(tick, 6 + row.median_per_100 * per) &&
            near(x, 6 + Math.min(row.per_100_trained * per, 100));
    });

    result(drawn.length > 20, "equipment: there are dots", `${drawn.length}`);
    same(drawn.filter((one) => !fits(one)), [], "equipment: every dot, tick and diamond is the table's");
}

// Grey for what was held, an outline for what is planned, filled where it collides; a bar begins at its first day.
async function calendar(page, tables) {
    const rows = table(tables, "calendar");
    const as_of = rows[0].as_of;
    const [year, month] = as_of.split("-").map(Number);
    const from = Date.UTC(year, month - 3, 1) / 864e5;
    const to = Date.UTC(year, month + 3, 1) / 864e5 - 1;
    const colliding = new Set(table(tables, "planned_collisions").map((row) => row.planned_session));
    const shown = rows.filter((row) => days(row.start_date) >= from && days(row.start_date) <= to);
    const ahead = shown.filter((row) => row.status === "planned" && row.start_date > as_of);
    const lanes = new Set(ahead.map((row) => row.adm1_code));
    const held = shown.filter((row) => row.status === "complete" && lanes.has(row.adm1_code));
    const x = (day) => 150 + 970 * (day - from) / (to - from + 1);
    const right = [...ahead, ...held].map((row) => [
        !ahead.includes(row) ? "f-held" : colliding.has(row.session) ? "f-coll" : "f-none s-ink", row.org,
        x(days(row.start_date)), Math.max(x(days(row.end_date) + 1) - x(days(row.start_date)), 5)]);
    const drawn = await page.$$eval("#cal .cal svg g", (bars) => bars.map((g) => {
        const rect = g.querySelector("rect");

        return [rect.getAttribute("class"), g.querySelector("title").textContent.split(",")[0], Number(rect.getAttribute("x")), Number(rect.getAttribute("width"))];
    }));
    const order = (a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : a[0] + a[1] > b[0] + b[1] ? 1 : a[2] - b[2] || a[3] - b[3]);

    right.sort(order);
    drawn.sort(order);
    same(drawn.length, right.length, "calendar: a bar a session of each province with plans");
    same(drawn.filter((bar, i) => bar[0] !== right[i]?.[0] || bar[1] !== right[i][1] || !near(bar[2], right[i][2]) || !near(bar[3], right[i][3])), [], "calendar: every bar is where its days are");
}

// What was lost, on nought to fifteen per cent; brown over five.
async function quality(page, tables) {
    const rows = new Map(table(tables, "org_submission_quality").map((row) => [row.file, row]));
    const columns = ["pct_refused", "pct_place_coded", "pct_topic_coded", "pct_dated"];
    const drawn = await page.$$eval("#quality details tbody tr", (lines) => lines.map((tr) => [
        tr.querySelector("small").textContent, [...tr.cells].slice(2, 6).map((td) => (td.querySelector("rect") ? [
            Number(td.querySelector("rect").getAttribute("width")), td.querySelector("rect").getAttribute("class")] : null))]));
    const lost = (row, i) => (row[columns[i]] === "" ? null : i === 0 ? Number(row.pct_refused) : 100 - row[columns[i]]);
    const fits = (bar, n) => (!n ? bar === null : bar !== null && near(bar[0], 50 * Math.min(n / 15, 1)) && (bar[1] === "f-brown") === n > 5);

    same(drawn.filter(([file, bars]) => bars.some((bar, i) => !fits(bar, lost(rows.get(file), i)))), [], "partner data: every bar is what was lost");
    same(drawn.length, Math.min(rows.size, 100), "partner data: a line a file");
}

// What the run is made from is what came this month, not what earlier months had sent.
async function sent(page, tables) {
    const files = new Set(readdirSync(`${tables}/../archive/inputs`));
    const rows = table(tables, "org_submission_quality").filter((row) => files.has(row.file));
    const sum = (column) => rows.reduce((n, row) => n + Number(row[column]), 0);
    const numbers = (text) => text.match(/([\d,]+) exports, ([\d,]+) lines/)?.slice(1).map((number) => Number(number.replaceAll(",", "")));
    const said = await page.$$eval(".top > p, #prov dl.facts dd", (parts) => parts.map((part) => part.textContent));

    same(said.map(numbers).filter(Boolean), [[files.size, sum("rows")], [files.size, sum("rows")]], "exports and lines: those of this month");
}

// A square, half of one, or a cross for each month of the last twelve that the table knows, in its column.
async function submissions(page, tables) {
    const rows = table(tables, "submissions");
    const last = table(tables, "months").at(-1).month;
    const months = [...Array(12).keys()].map((i) => new Date(Date.UTC(Number(last.slice(0, 4)), Number(last.slice(5)) - 12 + i, 1)).toISOString().slice(0, 7));
    const states = { "on time": "o", late: "l", missing: "m" };
    const orgs = [...new Set(rows.filter((row) => row.month === last).map((row) => row.org))];
    const right = orgs.map((org) => [org, months.map((month) => states[rows.find((row) => row.org === org && row.month === month)?.state] ?? "-").join("")]);
    const drawn = await page.$$eval("#quality .senders tbody tr", (lines) => lines.map((tr) => {
        const marks = [["o", "f-ok"], ["l", "f-brown"], ["m", "s-ink3"]].flatMap(([state, name]) => [...tr.querySelector(`.months path.${name}`)?.getAttribute("d").matchAll(/M([\d.]+) ([\d.]+)/g) ?? []]
            .map((move) => [Math.floor(Number(move[1]) / 12), state]));

        return [tr.querySelector("small").textContent, tr.querySelector(".months").dataset.months,
            [...Array(12).keys()].map((i) => marks.find(([at]) => at === i)?.[1] ?? "-").join(""), tr.querySelector(".months svg").getAttribute("aria-label").match(/\d+/g).map(Number)];
    }));
    const count = (told, state) => told.split(state).length - 1;

    same(drawn.map(([org, told]) => [org, told]), right, "partner data: the months of each organisation are the table's");
    same(drawn.filter(([, told, shapes, words]) => told !== shapes || String(words) !== String(["o", "l", "m"].map((state) => count(told, state)))), [], "partner data: and so are its squares, and their words");
}

export async function charts(page, run) {
    const tables = `${run}/coordinator`;

    for (const chart of [trends, prevented, outcomes, sparks, cohorts, matrices, resources, calendar, quality, sent, submissions])
        await chart(page, tables);
}
