"""files: headcounts, months, how much of each export could be used, and what is told of pairs and of files."""
import collections, datetime, glob, itertools, os
from found import joined, percent
from world import add_months, day, rows


def headcounts(world):
    held = [s for s in world.sessions.values() if s.status == "complete"]
    row_officer = {f"{e.record['export']}:{e.record['row']}": e.officer for e in world.entries}
    doubts = [(row_officer.get(r["row_a"], ""), row_officer.get(r["row_b"], "")) for r in world.tables["review"]]
    for indicator, since in (("people trained", datetime.date.min), ("people trained in 12 months", add_months(world.as_of, -12))):
        recent = [s for s in held if s.start and s.start > since]
        by_officer = collections.defaultdict(set)
        for s in recent:
            for officer in s.people:
                by_officer[officer].add(s.org)
        for org in [""] + sorted({s.org for s in held}):
            own = [s for s in recent if not org or s.org == org]
            people = set().union(*(s.people for s in own))
            yield (indicator, org, sum(len(s.people) for s in own), len(people), sum(len(by_officer[o]) > 1 for o in people)) + bounds(people, doubts)


def bounds(people, doubts):
    lower = upper = len(people)
    group = {officer: officer for officer in people}
    for a, b in doubts:
        if a not in people or b not in people:
            continue
        if a == b:
            upper += 1
        elif group[a] != group[b]:
            lower -= 1
            old = group[b]
            group.update({o: group[a] for o, g in group.items() if g == old})
    return lower, upper


def months(world):
    last = world.as_of.year * 12 + world.as_of.month - 1
    of = lambda d: d.year * 12 + d.month - 1
    held = [s for s in world.sessions.values() if s.status == "complete" and s.start and s.start <= world.as_of]
    events = [s for s in held if s.event == s.number]
    repeats = {(officer, b.number) for officer, _, _, b in world.pairs()}
    first_repeat = {}
    for officer, _, _, b in world.pairs():
        first_repeat[officer] = min(first_repeat.get(officer, last + 1), of(b.start))
    for month in range(last - 24, last + 1):
        year = [s for s in events if month - 12 < of(s.start) <= month]
        people = set().union(*(world.people[s.number] for s in year))
        yield (f"{month // 12:04}-{month % 12 + 1:02}", sum(of(s.start) == month for s in events),
               sum(len(s.people) for s in held if month - 12 < of(s.start) <= month), len(people), len(people & world.women), len(people & world.sexed),
               sum(len(world.people[s.number]) for s in year), sum((o, s.number) in repeats for s in year for o in world.people[s.number]),
               sum(m <= month for m in first_repeat.values()), len({s.adm1 for s in events if s.adm1 and month - 24 < of(s.start) <= month}))


def quality(world):
    refused = collections.Counter(row["file"] for row in world.tables["refused"])
    kinds, severities = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for row in world.tables["findings"]:
        kinds[row["file"]][row["id"]] += 1
        severities[row["file"]][row["severity"]] += 1
    exports = collections.defaultdict(list)
    for e in world.entries:
        exports[e.record["export"], e.record["file"]].append(e)
    for (export, file), entries in exports.items():
        placed = [e for e in entries if e.record["kind"] != "curriculum"]
        of_session = [e for e in entries if e.role in ("attended", "invited", "off")]
        n = len(entries) + refused[file]
        yield (entries[0].record["organisation_norm"] or entries[0].record["organisation"], export, n, len(entries), refused[file], percent(refused[file], n),
               percent(sum(bool(e.adm1 or (e in of_session and e.record.get("venue_adm1_pcode"))) for e in placed), len(placed)),
               percent(sum(bool(e.record["topic_codes"]) for e in of_session), len(of_session)),
               percent(sum(day(e.record["start_date_norm"]) is not None for e in of_session), len(of_session)),
               severities[file]["error"], severities[file]["warning"], severities[file]["info"],
               ";".join(f"{kind}:{k}" for kind, k in sorted(kinds[file].items(), key=lambda item: (-item[1], item[0]))))


def unclassified(world):
    found = collections.defaultdict(list)
    for e in world.entries:
        title = e.record.get("course_title_norm") or e.record.get("course_title") or ""
        if e.session and title and not e.record["topic_codes"]:
            found["".join(c for c in title.casefold() if c.isalnum())].append((title, e))
    for titles in found.values():
        yield max(set(t for t, _ in titles), key=[t for t, _ in titles].count), len(titles)


def tables(world):
    yield "double_count_adjustment", "indicator org reported_persons unique_persons_est cross_org_overlap_est lower upper", headcounts(world)
    yield "months", "month n_sessions reported_12 people_12 women_12 sex_known_12 seats_12 repeats_12 officers_twice provinces_24", months(world)
    yield "org_submission_quality", ("org export rows accepted refused pct_refused pct_place_coded pct_topic_coded pct_dated errors warnings infos "
                                     "findings_by_type"), quality(world)
    yield "courses_to_classify", "title n_rows", unclassified(world)


# ---- what is no count of records ----

def review(world):
    """A pair names rows that there are, and what speaks for it and against it is what its fields weigh."""
    known = {f"{e.record['export']}:{e.record['row']}" for e in world.entries}
    weights = collections.defaultdict(dict)
    for row in world.tables["review_fields"]:
        if row["field"] and row["bits"]:
            weights[row["pair_id"]][row["field"]] = float(row["bits"])
    for row in world.tables["review"]:
        if row["row_a"] not in known or row["row_b"] not in known:
            yield f"{row['pair_id']}: no such row"
        for column, sign in (("agreeing_fields", 1), ("conflicting_fields", -1)):
            told = set(filter(None, row[column].split("; ")))
            if told != {field for field, bits in weights[row["pair_id"]].items() if sign * bits > 0}:
                yield f"{row['pair_id']}: {column}: {row[column]}, and the fields weigh {weights[row['pair_id']]}"
    yield from (f"{pair}: no pair" for pair in {*weights} - {row["pair_id"] for row in world.tables["review"]})


def events_of_officers(world, previous):
    """Who is new is nobody of the month before."""
    before = {record["officer"] for record in rows(f"{previous}/coordinator/records.csv.gz")} - {""}
    now = {e.officer for e in world.entries} - {""}
    new = {row["officer"] for row in world.tables["officer_events"] if row["event"] == "new"}
    parted = {row["officer"] for row in world.tables["officer_events"] if row["event"] == "split"}
    return sorted((now - before) ^ (new | parted & (now - before)))


def partners(world, run):
    """A partner's table has its rows of the coordinator's, in the columns it may see, and no others."""
    own = {"duplicates": ("duplicate_lines", "organisation"), "sessions": ("sessions", "organisation"), "planned_collisions": ("planned_collisions", "org"),
           "refresher_due": ("refresher_lines", "organisation"), "org_submission_quality": ("org_submission_quality", "org"), "calendar": ("calendar", None),
           "topic_org_matrix": ("topic_org_matrix", "org")}
    stamp = {"report_id", "as_of", "sensitivity", "rules_version", "officer_hash"}
    for folder, (name, (source, owner)) in itertools.product(sorted(glob.glob(f"{run}/partners/*")), own.items()):
        told = list(rows(f"{folder}/{name}.csv.gz"))
        columns = [c for c in (told[0] if told else ()) if c not in stamp]
        right = [row for row in world.tables[source] if not owner or row[owner] == os.path.basename(folder)]
        key = lambda some: sorted(tuple(row[c] for c in columns) for row in some)
        if key(told) != key(right) or len(told) != len(right):
            yield f"{folder}/{name}: {len(told)} rows, {len(right)} of them there are"


def checks(world, run, previous):
    faults = list(review(world))
    yield not faults and len(world.tables["review"]) > 0, "review and review_fields: what speaks for a pair and against it is what its fields weigh", faults
    n = sum(n * (n - 1) // 2 for n in collections.Counter(e.officer for e in world.entries if e.officer).values())
    told = {row["name"]: float(row["value"]) for row in world.tables["link_quality"]}
    yield told["pairs_joined"] == n and abs(told["false_merge_percent"] - 100 * told["pairs_wrong"] / n) <= 0.006, "link_quality: pairs of records that are one officer, and the share expected to be wrong", [f"{told}, {n}"]
    faults = list(partners(world, run))
    yield not faults, "partners: every table is its own rows of the coordinator's", faults
    if previous:
        faults = events_of_officers(world, previous)
        yield not faults, "officer_events: who is new was not there the month before", faults
