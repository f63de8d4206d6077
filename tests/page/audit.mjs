// audit: from every figure of every page to the rows it is made of.  A figure that is a link names a table
// and what its columns say there; the rows are looked for, and the figure is made of them once more.  What is
// no link itself stands in a row, case or picture that has one, or in a view that names its tables.

import { existsSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { result, same } from "./tap.mjs";
import { table } from "./table.mjs";

const FIGURES = ".big, .item > b, .seats p, td.num, td.bar, td[data-n], td[data-shared], .pair p b";
const LEADS = 'a.fig, a[href^="#why-"], a[href^="#place-"], a[href^="#org-"]';

const tables = new Map();

function rows_of(folder, href) {
    const name = href.replace(/\.csv\.gz$/, "");

    if (!tables.has(`${folder}/${name}`))
        tables.set(`${folder}/${name}`, table(folder, name));
    return tables.get(`${folder}/${name}`);
}

// What the rows make of it; null: that is told in words.
function made(rows, how) {
    const [what, column] = how.split(":");

    if (what === "count")
        return column ? new Set(rows.map((row) => row[column])).size : rows.length;
    return what === "sum" ? rows.reduce((sum, row) => sum + Number(row[column]), 0) : null;
}

// What is wrong with a figure, "" for nothing.
function fault({ text, href, where, how }, folder) {
    const shown = Number.parseInt(text.replaceAll(",", ""));

    if (!existsSync(`${folder}/${href}`))
        return "no such table";
    const all = rows_of(folder, href);
    const unknown = Object.keys(where).flatMap((columns) => columns.split("|")).filter((column) => all.length && !(column in all[0]));
    if (unknown.length || (how.includes(":") && all.length && !(how.split(":")[1] in all[0])))
        return `no column ${unknown}`;
    const rows = all.filter((row) => Object.entries(where).every(([columns, value]) => columns.split("|").some((column) => row[column] === value)));
    const value = made(rows, how);
    if (rows.length === 0 && shown !== 0)
        return "no such row";
    return value !== null && value !== shown ? `its rows make ${value}` : "";
}

const links = (page) => page.$$eval("a.fig", (all) => all.map((a) => ({ text: a.textContent, href: a.getAttribute("href"),
    where: JSON.parse(a.dataset.rows), how: a.dataset.how, title: a.title })));

async function coordinator(page, run) {
    const folder = `${run}/coordinator`;
    const figures = await links(page);
    const wrong = figures.map((one) => [one, fault(one, folder)]).filter(([, what]) => what);
    const lost = await page.$$eval(FIGURES, (all, leads) => all.filter((element) => /\d/.test(element.textContent))
        .filter((element) => !element.querySelector(leads) && !element.closest("tr, li, figure")?.querySelector(leads) && !element.closest("#explain, .why"))
        .map((element) => `${element.closest("section, ul")?.id}: ${element.outerHTML.slice(0, 120)}`), LEADS);
    const unsaid = await page.$$eval("section.view", (all) => all.filter((view) => ![...view.querySelectorAll("a[href]")]
        .some((a) => a.getAttribute("href").endsWith(".csv.gz"))).map((view) => view.id));
    const charts = await page.$$eval("figure", (all) => all.filter((figure) => !figure.closest("section").querySelector('.src a[href$=".csv.gz"]')).length);

    result(figures.length > 100, "figures: there are some to look at", `${figures.length}`);
    same(wrong.map(([one, what]) => `${one.text}: ${one.title}: ${what}`), [], "figures: each is what its rows make");
    same(lost, [], "figures: none is without a way to its rows");
    same(unsaid, [], "figures: every view names its tables");
    same(charts, 0, "figures: and so does every picture's");
    same(figures.filter((one) => !one.title.includes(one.href)), [], "figures: each says where it leads");
}

// Pairs to decide: each record is a row of an export that is in records.csv.gz.
async function review(open, run) {
    const { page } = await open({ javaScriptEnabled: false }, pathToFileURL(`${run}/coordinator/review.html`).href);
    const known = new Set(rows_of(`${run}/coordinator`, "records.csv.gz").map((row) => `${row.export}:${row.row}`));
    const told = await page.$$eval(".nojs tbody small", (all) => all.map((small) => small.textContent));
    const fields = rows_of(`${run}/coordinator`, "review_fields.csv.gz");
    const pairs = await page.$$eval("#pairs", ([data]) => (data ? JSON.parse(data.textContent).pairs : []));

    same(told.filter((id) => !known.has(id)), [], "figures: review: every record is a row of an export");
    same(pairs.filter((pair) => fields.filter((row) => row.pair_id === pair.id).length !== pair.rows.length).map((pair) => pair.id), [], "figures: review: and every one is a row of review_fields.csv.gz");
    same(await page.$$eval("a[href$='.gz']", (all) => all.map((a) => a.getAttribute("href"))), ["review.csv.gz"], "figures: review: it leads to its table");
    await page.context().close();
}

// What to mend: the numbers of a kind add up to the findings, each of which has its file.
async function mend(open, run) {
    const wrong = [];

    for (const partner of readdirSync(`${run}/partners`)) {
        const folder = `${run}/partners/${partner}`;
        const { page } = await open({ javaScriptEnabled: false }, pathToFileURL(`${folder}/mend.html`).href);
        const count = (view) => page.$$eval(`#${view} .item > b`, (all) => all.reduce((sum, b) => sum + Number(b.textContent.replaceAll(",", "")), 0));
        const findings = rows_of(folder, "findings.csv.gz");
        const infos = findings.filter((row) => row.severity === "info").length;
        const dead = await page.$$eval("a[href]", (all) => all.map((a) => a.getAttribute("href")).filter((href) => !/^(#|mailto:)/.test(href)));

        if (await count("mend") !== findings.length - infos || await count("told") !== infos || dead.some((href) => !existsSync(`${folder}/${href}`)))
            wrong.push(partner);
        await page.context().close();
    }
    same(wrong, [], "figures: mend: every kind's number is that of its findings, in every package");
}

export async function audit(open, run) {
    const { page } = await open({ javaScriptEnabled: false });

    await coordinator(page, run);
    await page.context().close();
    await review(open, run);
    await mend(open, run);
}
