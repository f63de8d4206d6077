// calendar: holds a calendar against what a reader expects, and against its run.
//
//   node calendar.mjs FILE PLANNED COLLIDING     PLANNED: how many sessions it must have; COLLIDING:
//                                                how many of them are marked.  Prints TAP.
import fs from "node:fs";
import ICAL from "ical.js";

const [file, planned, colliding] = process.argv.slice(2);
const text = fs.readFileSync(file, "utf8");

function check(name, isTrue, detail) {
  console.log(`${isTrue ? "ok" : "not ok"} - reports/${file}: ${name}`);
  if (!isTrue) console.log(`# ${detail}`);
}

const lines = text.split("\r\n");
check("ends its lines with CRLF, and folds them at 75 bytes", lines.at(-1) === "" && lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line)), "a line is too long, or ends otherwise");
const calendar = new ICAL.Component(ICAL.parse(text));
const events = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each, { strictExceptions: true }));
check("has every planned session, once", events.length === Number(planned) && new Set(events.map((each) => each.uid)).size === events.length, `${events.length} events, ${planned} planned`);
const marked = events.filter((each) => each.summary.startsWith("COLLIDES: "));
check("marks those that collide, and says with what", marked.length === Number(colliding) && marked.every((each) => each.description.includes("\n")), `${marked.length} marked, ${colliding} collide`);
check("every session lasts whole days and has a stamp of the month", events.every((each) => each.startDate.isDate && each.endDate.compare(each.startDate) > 0 && each.component.getFirstPropertyValue("dtstamp").toString() === "2026-10-31T23:59:59Z"), "a session does not");
