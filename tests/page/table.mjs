// table: the rows of a compressed CSV table of a run, as objects.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

function cells(text) {
    const rows = [[]];
    const pattern = /("(?:[^"]|"")*"|[^,\n]*)(,|\n|$)/g;

    for (let match; pattern.lastIndex < text.length && (match = pattern.exec(text));) {
        rows.at(-1).push(match[1].startsWith('"') ? match[1].slice(1, -1).replaceAll('""', '"') : match[1]);
        if (match[2] === "\n")
            rows.push([]);
    }
    return rows.filter((row) => row.length > 1);
}

export function table(folder, name) {
    const [head, ...rows] = cells(gunzipSync(readFileSync(`${folder}/${name}.csv.gz`)).toString());

    return rows.map((row) => Object.fromEntries(head.map((column, i) => [column, row[i]])));
}
