"""reach: who is trained, where, for how long, and with what."""
import collections, statistics
from curricula import Laws, agreed_messages, law_columns, message_columns
from found import dues, joined, percent
from world import add_months, rules

MATRIX_MONTHS = CORRIDOR_MONTHS = 24
MEDIAN_TRAINED = 30


class Places:
    """By province, and by province and unit: the denominator, and who of it is trained."""

    def __init__(self, world):
        self.strength, latest = collections.Counter(), {}
        self.named, self.trained = collections.Counter(), collections.defaultdict(set)
        for e in world.entries:
            strength = float(e.record.get("strength_norm") or 0)
            if e.role == "roll" and strength > 0 and e.adm1:
                if latest.get((e.adm1, e.unit)) != e.record["export"]:
                    self.strength[e.adm1, e.unit] = 0
                latest[e.adm1, e.unit] = e.record["export"]
                self.strength[e.adm1, e.unit] += strength
        self.known = {adm1 for adm1, _ in self.strength} | {s.adm1 for s in world.events if s.adm1}
        self.units = {key for key in self.strength if key[1]}
        for officer, home in world.home.items():
            if not home.adm1:
                continue
            self.known.add(home.adm1)
            if home.unit:
                self.units.add((home.adm1, home.unit))
            if officer in world.on_roll:
                self.named[home.adm1, home.unit] += 1
            if world.held_of[officer]:
                self.trained[home.adm1, ""].add(officer)
                if home.unit:
                    self.trained[home.adm1, home.unit].add(officer)

    def establishment(self, adm1, unit):
        """How many, and how that is known."""
        if (adm1, unit) in self.strength:
            return int(self.strength[adm1, unit]), "strength"
        if unit:
            return (self.named[adm1, unit], "roll") if self.named[adm1, unit] else (None, "no denominator")
        parts = [self.establishment(adm1, u) for a, u in self.units if a == adm1]
        known = [part for part in parts if part[0] is not None]
        n = self.named[adm1, ""] + sum(part[0] for part in known)
        bases = {basis for _, basis in known} | ({"roll"} if self.named[adm1, ""] else set())
        return (n, "strength" if "strength" in bases else "roll") if bases else (None, "no denominator")


def share(world, places, adm1, unit, officers):
    n, basis = places.establishment(adm1, unit)
    on_roll = len(officers & world.on_roll)
    counted = len(officers) if basis == "strength" else on_roll
    if n is None:
        return "", basis, len(officers), "", "", ""
    return n, basis, len(officers), on_roll, percent(counted, n), max(n - counted, 0)


def coverage(world):
    places, twice = Places(world), {officer for officer, *_ in world.pairs()}
    all_topics = sorted({topic for s in world.sessions.values() for topic in s.topics})
    held = collections.Counter(s.adm1 for s in world.events if s.status == "complete")
    planned = collections.Counter(s.adm1 for s in world.plans())
    for adm1, unit in [(adm1, "") for adm1 in places.known] + list(places.units):
        officers = places.trained[adm1, unit]
        last = [h.start for o in officers for h in world.held_of[o] if h.start]
        if not unit:
            last += [s.start for s in world.events if s.adm1 == adm1 and s.status == "complete" and s.start]
        yield (adm1, unit, "") + share(world, places, adm1, unit, officers) + (
            len(officers & twice), len(officers & world.women), held[adm1] if not unit else "", planned[adm1] if not unit else "", max(last, default=""))
        for topic in all_topics if not unit else ():
            had = {o: [h.start for h in world.held_of[o] if topic in h.topics] for o in officers}
            with_topic = {o for o, starts in had.items() if starts}
            yield (adm1, "", topic) + share(world, places, adm1, "", with_topic) + (
                "", "", "", "", max((d for starts in had.values() for d in starts if d), default=""))


def matrix(world):
    agreed, laws = agreed_messages(world.root), Laws(world.root)
    since = add_months(world.as_of, -MATRIX_MONTHS)
    own = collections.defaultdict(set)
    for e in world.entries:
        if e.session:
            own[e.session].update(filter(None, e.record["topic_codes"].split(";")))
    twice = collections.defaultdict(set)
    for officer, topic, *_ in world.pairs():
        twice[topic].add(officer)
    curricula = {}
    for e in world.entries:
        if e.record["kind"] == "curriculum":
            for topic in e.record["topic_codes"].split(";"):
                curricula[topic, e.record["organisation_norm"] or e.record["organisation"]] = e.record
    lessons = collections.defaultdict(list)
    for s in world.sessions.values():
        for topic in own[s.number] if s.status == "complete" else ():
            lessons[topic, ""].append(s)
            lessons[topic, s.org].append(s)
    for (topic, org), sessions in lessons.items():
        people = set().union(*(world.people[s.event] for s in sessions))
        counted = [s for s in sessions if org or s.event == s.number]
        hours = [s.hours for s in sessions if s.hours]
        curriculum = curricula.get((topic, org), {})
        n_orgs = len({s.org for s in lessons[topic, ""]})
        yield (topic, org, "" if org else n_orgs, n_orgs - 1 if org else "", sum(s.start > since for s in counted), len(counted), len(people),
               len(people & twice[topic]), percent(len(people & twice[topic]), len(people)), statistics.median(hours) if hours else "",
               curriculum.get("curriculum_version", ""), curriculum.get("minutes_norm", "")) + \
            message_columns(agreed[topic], curriculum.get("key_messages", "")) + law_columns(world, laws, topic, org, curriculum.get("legal_basis", ""), sessions)


def due_columns(world, topic, event, until, plan, invited):
    return (topic, event.start, until, max((world.as_of - until).days, 0), plan.number if plan else "", plan.start if plan else "",
            plan.org if plan else "", "" if not plan else "yes" if invited else "no")


def refreshers(world):
    for officer, topic, event, until, plan, invited in dues(world):
        home = world.home[officer]
        yield (officer, home.adm1, home.unit, event.number, event.org, world.months_of(topic)) + due_columns(world, topic, event, until, plan, invited)


def refresher_lines(world):
    for officer, topic, event, until, plan, invited in dues(world):
        for e in world.entries_of[officer]:
            if e.role == "attended" and e.session and world.sessions[e.session].event == event.number:
                yield (world.sessions[e.session].org, e.record["export"], e.record["line"], e.record["row"], officer, e.session) + \
                    due_columns(world, topic, event, until, plan, invited)


def resources(world):
    trained = {adm1: len(officers) for (adm1, unit), officers in Places(world).trained.items() if not unit}
    reports = collections.defaultdict(list)
    for e in world.entries:
        item = e.record.get("item_norm") or e.record.get("item")
        if e.record["kind"] == "resource" and item and e.adm1:
            reports[item, e.adm1, e.record["organisation_norm"] or e.record["organisation"]].append(
                ((e.record.get("reported_on_norm") or e.record.get("start_date_norm") or "", e.record["export"]), float(e.record["quantity_norm"] or 0)))
    stock = collections.Counter()
    for (item, adm1, _), told in reports.items():
        latest = max(when for when, _ in told)
        stock[item, adm1] += sum(quantity for when, quantity in told if when == latest)
    per = lambda item, adm1: 100 * stock[item, adm1] / trained[adm1] if trained.get(adm1) else None
    for item, adm1 in stock:
        shares = [per(item, a) for i, a in stock if i == item and trained.get(a, 0) >= MEDIAN_TRAINED]
        median = statistics.median(shares) if shares else None
        own = per(item, adm1)
        is_gap = own is not None and median is not None and 2 * own < median
        yield (adm1, item, int(stock[item, adm1]), trained.get(adm1, 0), "" if own is None else f"{own:.1f}",
               "" if median is None else f"{median:.1f}", "under half the median" if is_gap else "")


def corridors(world):
    places, sides = world.places, Places(world)
    country = lambda code: places.get(code, {}).get("country", "")
    known = {country(code) for code in sides.known}
    for name, rule in rules(world.root, "corridors").items():
        codes = [world.province(code) for code in rule["provinces"].split("; ")]
        if not any(country(code) in known for code in codes):
            continue
        asked = rule.get("topics", "").split("; ") if rule.get("topics") else []
        ends = []
        for code in codes:
            takes = {adm1 for adm1 in sides.known if adm1 == code or adm1 in places.get(code, {}).get("parts", "").split("; ")}
            officers = {o for o, home in world.home.items() if home.adm1 in takes}
            holds = {o: {t for h in world.held_of[o] if h.start for t in h.topics if world.holds_until(t, h) >= world.as_of} for o in officers}
            strengths = [sides.establishment(adm1, "") for adm1 in takes]
            counted = sum(len(sides.trained[adm1, ""] if basis == "strength" else sides.trained[adm1, ""] & world.on_roll)
                          for adm1, (_, basis) in zip(takes, strengths) if basis != "no denominator")
            roll = [n for n, _ in strengths if n is not None]
            recent = [h for o in officers for h in world.held_of[o] if add_months(world.as_of, -CORRIDOR_MONTHS) < h.start <= world.as_of]
            ends.append({"code": code, "officers": officers, "trained": sum(len(sides.trained[adm1, ""]) for adm1 in takes), "roll": sum(roll) if roll else None,
                         "pct": percent(counted, sum(roll)) if roll else "", "share": counted / sum(roll) if roll and sum(roll) else -1,
                         "holds": set().union(*holds.values()), "asked": sum(bool(h & set(asked)) for h in holds.values()), "orgs": joined(h.org for h in recent)})
        yield corridor_row(world, name, country, asked, ends, rule)


def corridor_row(world, name, country, asked, ends, rule):
    a, b = ends
    both = lambda s: a["officers"] & world.people[s.number] and b["officers"] & world.people[s.number]
    shared = [s.start for s in world.events if s.status == "complete" and add_months(world.as_of, -CORRIDOR_MONTHS) < s.start <= world.as_of and both(s)]
    missed = []
    for letter, end, other in (("a", a, b), ("b", b, a)):
        if end["trained"] == 0:
            missed.append(f"{letter} {'unknown' if end['roll'] is None else 'untrained'}")
        elif end["share"] >= 0 and 2 * end["share"] < other["share"]:
            missed.append(f"{letter} behind")
        if end["trained"] and asked and end["asked"] == 0:
            missed.append(f"{letter} without topic")
    if a["trained"] and b["trained"] and not shared:
        missed.append("never together")
    side = lambda end, other: (country(end["code"]), end["code"], end["roll"], end["trained"], end["pct"], end["asked"], joined(end["holds"] - other["holds"]), end["orgs"])
    return (name,) + side(a, b) + side(b, a) + (
        joined(a["holds"] & b["holds"]), len(shared), max(shared, default=""), sum(bool(both(s)) for s in world.plans()),
        ";".join(asked), rule.get("agreement", ""), ";".join(missed))


def tables(world):
    yield "coverage_gaps", "adm1_code unit topic_code establishment basis n_trained n_on_roll pct n_never n_twice n_women n_sessions n_planned last_training", coverage(world)
    yield "topic_org_matrix", "topic_code org n_orgs n_other_orgs n_sessions n_sessions_ever n_officers n_twice pct_twice hours_median curriculum_version minutes messages_said messages_agreed messages_left_out messages_unknown messages_language messages_contradicted contrary legal_basis legal_verdict judged_on law_in_force in_force_since", matrix(world)
    due = "topic_code last_trained due_date overdue_days planned_session planned_start planned_org invited"
    yield "refresher_due", f"officer adm1_code unit session org validity_months {due}", refreshers(world)
    yield "refresher_lines", f"organisation export line row officer session {due}", refresher_lines(world)
    yield "resource_gap", "adm1_code item quantity n_trained per_100_trained median_per_100 gap_flag", resources(world)
    end = "country_{0} adm1_{0} establishment_{0} n_trained_{0} pct_{0} n_topic_{0} topics_only_{0} orgs_{0}"
    yield "cross_border", f"corridor {end.format('a')} {end.format('b')} topics_both n_shared last_shared n_shared_planned topics_asked agreement missed", corridors(world)
