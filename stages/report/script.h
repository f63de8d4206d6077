/* script: what the scripts of several pages have in common.  One line of it a literal.
 *
 * It says the messages that stand as JSON in the element "said" (messages_json(), with the group
 * "numbers"): the text of a key, and another one where a value reads so. */
#pragma once

/* clang-format off */
#define SCRIPT_SAY \
    "/* What is said stands in the page, in its language: the text of a key, and others where a value reads so. */\n" \
    "const said = JSON.parse(document.getElementById('said').textContent);\n" \
    "const say = (key, values = {}) => {\n" \
    "  const special = Object.keys(values).map((name) => `${key} (${name} is ${values[name]})`).find((k) => k in said);\n" \
    "  return said[special || key].replace(/\\{([a-z-]+)\\}/g, (whole, name) => values[name]);\n" \
    "};\n" \
    "const count = (n) => {\n" \
    "  const digits = String(n);\n" \
    "  return digits.length > 3 ? say('thousands', {front: count(digits.slice(0, -3)), group: digits.slice(-3)}) : digits;\n" \
    "};\n" \
    "const bits = (hundredths) => {\n" \
    "  const [whole, fraction] = (Math.abs(hundredths) / 100).toFixed(2).split('.');\n" \
    "  return say(hundredths < 0 ? 'negative' : 'positive', {number: say('decimal', {whole, fraction})});\n" \
    "};\n"
/* clang-format on */
