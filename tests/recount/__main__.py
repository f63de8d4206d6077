"""recount: every table of a run, counted anew from its records, and some of them from what is true.

    python3 tests/recount RUN [PREVIOUS] [--truth FOLDER...]     FOLDER: a month of fixtures/, the last that of RUN

Each table is made a second time, in another language and another way, and laid beside the one of the run: as a set of
rows, in the columns that are named.  With a truth the same is counted of the true officers.  Prints TAP.
"""
import os, sys

sys.dont_write_bytecode = True

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import files, found, reach, truth  # noqa: E402
from world import World, rows  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def result(is_sound, name, faults=()):
    print(f"{'ok' if is_sound else 'not ok'} - recount/{name}")
    for fault in [] if is_sound else list(faults)[:6]:
        print("#", fault)


def text(value):
    if isinstance(value, float):
        return f"{value:.1f}"
    return "" if value is None else str(value)


def compare(name, table, columns, counted):
    columns = columns.split()
    told = sorted(tuple(row[column] for column in columns) for row in table)
    counted = sorted(tuple(text(value) for value in row) for row in counted)
    only_told, only_counted = sorted(set(told) - set(counted)), sorted(set(counted) - set(told))
    result(told == counted, f"{name}: {len(told)} rows, {len(columns)} columns",
           [f"told only:    {row}" for row in only_told[:3]] + [f"counted only: {row}" for row in only_counted[:3]])


def main(arguments):
    at = arguments.index("--truth") if "--truth" in arguments else len(arguments)
    runs, months = arguments[:at], arguments[at + 1:]
    world = World(runs[0], ROOT)
    label = os.path.basename(os.path.normpath(runs[0]))
    for module in (found, reach, files):
        for name, columns, counted in module.tables(world):
            compare(f"{label}: {name}", world.tables[name], columns, counted)
    for is_sound, name, faults in files.checks(world, runs[0], runs[1] if len(runs) > 1 else None):
        result(is_sound, f"{label}: {name}", faults)
    if months:
        for is_sound, name, faults in truth.checks(world, runs[0], months):
            result(is_sound, f"{label}: {name}", faults)


main(sys.argv[1:])
