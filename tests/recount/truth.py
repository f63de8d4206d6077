"""truth: the same counted of the true officers, and what is planted in the invented months."""
import collections, itertools, os
from files import headcounts
from reach import Places
from world import World, rows

WRONG_LINKS = 0.01  # a count of officers may be off by so much, as links may be wrong


def planted(month, kind):
    return [row for row in rows(f"{month}/planted.csv.gz") if row["kind"] == kind]


def true_world(run, root, months):
    officer = {(row["export"], row["row"]): row["officer"] for month in months for row in rows(f"{month}/truth.csv.gz")}
    return World(run, root, number_of=lambda record: officer.get((record["export"], record["row"]), ""))


def is_near(a, b):
    return abs(a - b) <= max(1, WRONG_LINKS * max(a, b))


def trained(world, truth):
    """Who is split or joined wrongly is off in his own province, where a few are many: what holds is the sum."""
    told, right = ({adm1: len(o) for (adm1, unit), o in Places(w).trained.items() if not unit} for w in (world, truth))
    off = {adm1: abs(told.get(adm1, 0) - right.get(adm1, 0)) for adm1 in {*told, *right}}
    far = [f"{adm1}: {told.get(adm1, 0)}, truly {right.get(adm1, 0)}" for adm1 in off if off[adm1] > 2]
    if sum(off.values()) > WRONG_LINKS * sum(right.values()):
        far.append(f"in all {sum(off.values())} off, of {sum(right.values())}")
    yield not far, f"truth: officers trained of {len(right)} provinces, {sum(not n for n in off.values())} of them exactly", far


def people(world, truth):
    told, right = ({row[:2]: row[3] for row in headcounts(w)} for w in (world, truth))
    far = [f"{key}: {told[key]}, truly {right[key]}" for key in right if not is_near(told[key], right[key])]
    yield not far, f"truth: people trained of {len(right)} headcounts, {sum(told[k] == right[k] for k in right)} of them exactly", far
    outside = [f"{row['indicator']} {row['org']}: {right[row['indicator'], row['org']]} is not of {row['lower']} to {row['upper']}"
               for row in world.tables["double_count_adjustment"]
               if not int(row["lower"]) - 2 <= right[row["indicator"], row["org"]] <= int(row["upper"]) + 2]
    yield not outside, "truth: a headcount is within its bounds, give or take two", outside


def links(world, truth):
    """What linking expects of itself, and how it is: wrong links of a few officers make up most of both."""
    pairs = lambda officers: sum(n * (n - 1) // 2 for n in collections.Counter(officers).values())
    told, right = ([e.officer for e in w.entries] for w in (world, truth))
    named = [(a, b) for a, b in zip(told, right) if a and b]
    n_right = pairs(named)
    found = {"pairs_wrong": pairs(a for a, _ in named) - n_right, "pairs_missed": pairs(b for _, b in named) - n_right}
    expected = {row["name"]: float(row["value"]) for row in world.tables["link_quality"]}
    far = [f"{name}: {expected[name]} expected, {n} there are" for name, n in found.items() if n > 3 * expected[name] + 10]
    yield not far, f"truth: link_quality expects {expected['pairs_wrong']:.0f} wrong pairs and {expected['pairs_missed']:.0f} missed, there are {found['pairs_wrong']} and {found['pairs_missed']}", far


def shared(world, month):
    pairs = collections.Counter(frozenset(row["detail"].split()) for row in planted(month, "shared_session"))
    wrong = [f"{row['corridor']}: {row['n_shared']}, truly {pairs[frozenset((row['adm1_a'], row['adm1_b']))]}" for row in world.tables["cross_border"]
             if int(row["n_shared"]) != pairs[frozenset((row["adm1_a"], row["adm1_b"]))]]
    n = sum(int(row["n_shared"]) for row in world.tables["cross_border"])
    yield not wrong, f"truth: {n} sessions of both ends of {len(world.tables['cross_border'])} corridors", wrong


def outcomes(world, months):
    """Planned sessions that a month's truth says collide, by the first such month: still do, were called off, or nobody held them; the world of the fixtures holds no plan."""
    true = {(row["export"], row["row"]): row["session"] for month in months for row in rows(f"{month}/sessions.csv.gz")}
    told, attended = collections.defaultdict(collections.Counter), set()
    for e in world.entries:
        session = true.get((e.record["export"], e.record["row"]))
        if session and e.session:
            told[session][e.session] += 1
            attended |= {session} if e.role == "attended" else set()
    colliding = {month: {row[end] for row in planted(month, "planned_collision") for end in ("session_a", "session_b") if row[end]} for month in months}
    called_off = {row["session_a"] for row in planted(months[-1], "called_off")}
    first = {}
    for month in months:
        for session in colliding[month]:
            first.setdefault(session, os.path.basename(month.rstrip("/")))
    right = sorted((told[session].most_common(1)[0][0], month, "collides" if session in colliding[months[-1]] else "held" if session in attended
                    else "withdrawn" if session in called_off else "not reported")
                   for session, month in first.items())
    found = sorted((row["planned_session"], row["announced"], row["outcome"]) for row in world.tables["collision_outcomes"])
    yield right == found, f"truth: {len(right)} planned sessions that collide or did, and what became of them", sorted(set(right) ^ set(found))


def curricula(world, month):
    """Who says what: nobody is told to leave out or to contradict what he says, and of those who write English nothing is unknown."""
    table = {(row["org"], row["topic_code"]): row for row in world.tables["topic_org_matrix"] if row["messages_agreed"]}
    wrong, n = [], 0
    for row in planted(month, "agreed_message"):
        head, name = row["detail"].split(": ", 1)
        org, language, saying = head.split(" ", 2)
        told = table.get((org, row["topic"]))
        in_list = {key: name in told[f"messages_{key}"].split(";") for key in ("left_out", "unknown", "contradicted")} if told else {}
        as_told = next((key for key in in_list if in_list[key]), "said")
        right = {"said": "said", "left out": "left_out", "contrary": "contradicted"}[saying]
        n += told is not None
        if told and (as_told != right and not (as_told == "unknown" and language != "en") or told["messages_language"] != language):
            wrong.append(f"{row['detail']}: told as {as_told} in {told['messages_language']}")
    yield not wrong and n > 30, f"truth: {n} messages of curricula in five languages and English are said, left out, contradicted or unknown", wrong


def laws(world, month):
    table = {(row["org"], row["topic_code"]): row["legal_verdict"] for row in world.tables["topic_org_matrix"]}
    right = {(*row["detail"].split(" ", 1)[:1], row["topic"]): row["detail"].split(" ", 1)[1] for row in planted(month, "law_taught")}
    wrong = [f"{key}: {table[key]}, truly {right[key]}" for key in right if key in table and table[key] != right[key]]
    wrong += [f"{key}: {verdict}, and it names no law" for key, verdict in table.items() if verdict and key not in right]
    kinds = {table[key] for key in right if key in table}
    yield not wrong and {"amended", "in force"} <= kinds, f"truth: {sum(key in table for key in right)} curricula by laws that are {', '.join(sorted(kinds))}", wrong


def faults(world, month):
    """A row that breaks off is refused or has an error; a date that cannot be read has a finding."""
    export_of = {row["file"]: row["export"] for row in world.tables["org_submission_quality"]}
    told = {(export_of.get(row["file"]), row["line"]) for row in world.tables["findings"] if row["severity"] in ("error", "warning")}
    refused = {(row["export"], row["line"]) for row in world.tables["refused"]}
    lines = {(record["export"], record["row"]): record["line"] for record in world.records}
    missing = []
    for row in planted(month, "fault"):
        place, what = row["detail"].split(" ", 1)
        export, number = place.rsplit(":", 1)
        line = lines.get((export, number))
        if what == "ragged" and line is not None or line is not None and (export, line) not in told:
            missing.append(row["detail"])
    n_ragged = sum("ragged" in row["detail"] for row in planted(month, "fault"))
    yield not missing and len(refused) == n_ragged, f"truth: {n_ragged} rows that break off are refused, and every date that cannot be read is told", [*missing, f"{len(refused)} refused"]


def checks(world, run, months):
    truth = true_world(run, world.root, months)
    return itertools.chain(trained(world, truth), people(world, truth), links(world, truth), shared(world, months[-1]), outcomes(world, months),
                           curricula(world, months[-1]), laws(world, months[-1]), faults(world, months[-1]))
