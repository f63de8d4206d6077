// tap: a line a test.

export function result(ok, name, ...details) {
    console.log(`${ok ? "ok" : "not ok"} - page/${name}`);
    if (!ok)
        for (const detail of details.flat())
            console.log(`# ${detail}`);
}

export function same(found, expected, name) {
    const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];

    result(a === b, name, `found    ${a}`, `expected ${b}`);
}
