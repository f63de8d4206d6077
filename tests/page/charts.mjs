// charts: what every other picture of the page says, read back from its shapes and held against the tables.

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
        ["reported_12"], ["people_12"], ["repeats_12", "seats_12"], ["officers_twice"], ["n_sessions"], ["women_12", "people_12"], ["provinces_24"],
    ].map(([part, whole]) => series(tables).map((row) => (whole ? share(row[part], row[whole]) : Number(row[part]))));
    const told = await page.$$eval("#trends figure desc", (texts) => texts.flatMap((desc) => desc.textContent.split("; ").map((line) => line.split(": ")[1].split(" ").map(Number))));

    same(told.length, right.length, "trends: seven lines");
    same(told.filter((line, i) => line.length !== right[i].length || line.some((value, j) => !near(value, right[i][j], 0.051))), [], "trends: every line is the table's");
}

// A spark has its own scale, from its least value to its most; which line it is of, its figure says.
async function sparks(page, tables) {
    const months = series(tables, 13);
    const reached = months.map((row) => Number(row.provinces_24));
    const lines = { officers: months.map((row) => Number(row.officers_twice)), trends: months.map((row) => Number(row.people_12)), map: reached.map((n) => -n) };
    const women = months.map((row) => share(row.women_12, row.people_12));
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
    const rows = table(tables, "cohort_overlap").sort((a, b) => b.pct_smaller - a.pct_smaller || b.n_common - a.n_common || (a.session_b < b.session_b ? -1 : 1)).slice(0, 12);
    const drawn = await page.$$eval("#cohort .pair", (pairs) => pairs.map((pair) => [...pair.querySelectorAll("rect")].map((rect) => Number(rect.getAttribute("width")))));
    const right = rows.map(({ n_a, n_b, n_common }) => {
        const parts = [n_a - n_common, Number(n_common), n_b - n_common];

        return parts.map((n) => 520 * n / (parts[0] + parts[1] + parts[2]));
    });

    same(drawn.length, right.length, "same people: the first pairs are drawn");
    same(drawn.filter((widths, i) => widths.some((width, j) => !near(width, right[i][j]))), [], "same people: every bar is split as the lists are");
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
    const drawn = await page.$$eval("#quality tbody tr", (lines) => lines.map((tr) => [
        tr.querySelector("small").textContent, [...tr.cells].slice(2, 6).map((td) => (td.querySelector("rect") ? [
            Number(td.querySelector("rect").getAttribute("width")), td.querySelector("rect").getAttribute("class")] : null))]));
    const lost = (row, i) => (row[columns[i]] === "" ? null : i === 0 ? Number(row.pct_refused) : 100 - row[columns[i]]);
    const fits = (bar, n) => (n === null ? bar === null : bar !== null && near(bar[0], 50 * Math.min(n / 15, 1)) && (bar[1] === "f-brown") === n > 5);

    same(drawn.filter(([file, bars]) => bars.some((bar, i) => !fits(bar, lost(rows.get(file), i)))), [], "partner data: every bar is what was lost");
    same(drawn.length, Math.min(rows.size, 100), "partner data: a line a file");
}

export async function charts(page, run) {
    const tables = `${run}/coordinator`;

    for (const chart of [trends, sparks, cohorts, resources, calendar, quality])
        await chart(page, tables);
}
