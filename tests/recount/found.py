"""found: what was done twice, and what is about to be."""
import collections, datetime, fractions, itertools
from world import add_months

COHORT_PEOPLE, COHORT_PERCENT = 8, 60
MATRIX_PLACES, MATRIX_SESSIONS = 4, 7
CLASH_DAYS, CLASH_PEOPLE = 7, 5
LOCATION_DAYS = 60


def joined(values):
    return ";".join(sorted(set(filter(None, values))))


def percent(part, whole):
    return "" if not whole else f"{100 * part / whole:.1f}"


def sessions(world):
    n_rows = collections.Counter(e.session for e in world.entries if e.session)
    topics = collections.defaultdict(set)
    for e in world.entries:
        if e.session:
            topics[e.session].update(filter(None, e.record["topic_codes"].split(";")))
    repeats = {(officer, b.number) for officer, _, _, b in world.pairs()}
    for s in world.sessions.values():
        if s.status == "planned":
            had = sum(had_already(world, officer, s) for officer in s.people)
        else:
            had = sum((officer, s.event) in repeats for officer in s.people)
        yield (s.number, joined(topics[s.number]), n_rows[s.number], len(s.people),
               len(s.people & world.women) if s.people else "", had if s.people else "", percent(had, len(s.people)) if s.people else "")


def joints(world):
    by_event = collections.defaultdict(list)
    for s in world.sessions.values():
        by_event[s.event].append(s)
    for event, reports in by_event.items():
        for a, b in zip(reports, reports[1:]):
            n = len(a.people & b.people)
            yield event, a.number, b.number, a.org, b.org, len(a.people), len(b.people), n, percent(n, min(len(a.people), len(b.people)))


def duplicate_pairs(world):
    for officer, topic, a, b in world.pairs():
        yield officer, topic, a.number, b.number, a.org, b.org, (b.start - a.start).days


def groups(world):
    """By officer and topic: the events of all pairs, by place, and the shortest gap."""
    found = collections.defaultdict(lambda: (set(), []))
    for officer, topic, a, b in world.pairs():
        found[officer, topic][0].update((a.number, b.number))
        found[officer, topic][1].append((b.start - a.start).days)
    for (officer, topic), (numbers, gaps) in found.items():
        yield officer, topic, sorted((world.sessions[n] for n in numbers), key=lambda s: s.place), min(gaps)


def officer_duplicates(world):
    for officer, topic, events, gap in groups(world):
        entries = world.entries_of[officer]
        hours = sum(s.hours for s in events)
        others = [s for s in world.held_of[officer] if s.start and s not in events]
        invited = [s for s in world.plans() if officer in world.people[s.number]]
        yield (officer, topic, len({s.org for s in events}), joined(s.org for s in events), len(events),
               ";".join(s.number for s in events), ";".join(str(s.start) for s in events), ";".join(str(s.start) for s in others),
               ";".join(str(s.start) for s in invited), events[0].start, events[-1].start, hours if hours else "", gap,
               joined(e.unit for e in entries), joined(e.adm1 for e in entries))


def duplicate_lines(world):
    partners = collections.defaultdict(list)
    for officer, topic, a, b in world.pairs():
        partners[officer, topic, a.number].append(b)
        partners[officer, topic, b.number].append(a)
    by_officer = collections.defaultdict(list)
    for officer, topic, event in partners:
        by_officer[officer, event].append(topic)
    for e in world.entries:
        if e.role != "attended" or not e.session:
            continue
        event = world.sessions[e.session].event
        for topic in by_officer[e.officer, event]:
            others = sorted(partners[e.officer, topic, event], key=lambda s: s.place)
            yield (world.sessions[e.session].org, e.record["export"], e.record["row"], e.officer, e.session, topic, len(others),
                   joined(s.org for s in others), ";".join(sorted(str(s.start) for s in others)))


def cohorts(world):
    held = [s for s in world.events if s.status == "complete"]
    for i, a in enumerate(held):
        for b in held[i + 1:]:
            n, smaller = len(world.people[a.number] & world.people[b.number]), min(len(world.people[a.number]), len(world.people[b.number]))
            if n >= COHORT_PEOPLE and 100 * n >= COHORT_PERCENT * smaller and a.topics & b.topics:
                yield (a.number, a.org, b.number, b.org, joined(a.topics & b.topics), len(world.people[a.number]),
                       len(world.people[b.number]), n, percent(n, smaller), percent(n, len(world.people[a.number] | world.people[b.number])),
                       a.adm1 or b.adm1, (b.start - a.start).days)


def matrix(world):
    """Of the four provinces with most such pairs, the seven sessions that share most, and else the latest: each with each before it."""
    pairs = collections.defaultdict(list)
    for a, _, b, *_, n, _, _, adm1, _ in cohorts(world):
        if adm1:
            pairs[adm1].append((world.sessions[a], world.sessions[b], n))
    size = lambda s: len(world.people[s.number])
    for adm1 in sorted(pairs, key=lambda adm1: (-len(pairs[adm1]), -sum(n for *_, n in pairs[adm1]), adm1))[:MATRIX_PLACES]:
        ranked = sorted(pairs[adm1], key=lambda p: (-fractions.Fraction(p[2], min(size(p[0]), size(p[1]))), -p[2], p[0].place, p[1].place))
        latest = [s for s in reversed(world.events) if s.status == "complete" and s.adm1 == adm1 and size(s) >= COHORT_PEOPLE]
        chosen = list(dict.fromkeys([s.number for a, b, _ in ranked for s in (a, b)] + [s.number for s in latest]))[:MATRIX_SESSIONS]
        for a, b in itertools.combinations_with_replacement(sorted((world.sessions[n] for n in chosen), key=lambda s: s.place), 2):
            people_a, people_b = world.people[a.number], world.people[b.number]
            n = len(people_a & people_b)
            yield (adm1, a.number, joined(a.topics), b.number, joined(b.topics), len(people_a), len(people_b), n,
                   percent(n, min(len(people_a), len(people_b))), percent(n, len(people_a | people_b)))


def locations(world):
    visits = collections.defaultdict(list)
    for s in world.events:
        for topic in s.topics if s.status == "complete" and s.adm1 and s.start else ():
            visits[s.adm1, topic].append(s)
    for (adm1, topic), events in visits.items():
        chains = []
        for s in events:
            if chains and (s.start - chains[-1][-1].start).days <= LOCATION_DAYS:
                chains[-1].append(s)
            else:
                chains.append([s])
        for chain in chains:
            if len({s.org for s in chain}) >= 2:
                n = len(set().union(*(world.people[s.number] for s in chain)))
                size = next((name for below, name in ((20, "under 20"), (50, "20-49"), (100, "50-99"), (200, "100-199"), (500, "200-499")) if n < below), "500 and more")
                yield adm1, topic, len({s.org for s in chain}), joined(s.org for s in chain), len(chain), size, chain[0].start, chain[-1].start


def had_already(world, officer, plan):
    return any(h.start and h.start < plan.start and world.holds_until(topic, h) >= plan.start
               for h in world.held_of[officer] for topic in h.topics & plan.topics)


def dues(world):
    """Officer, topic, the latest event with it, its last day, the plan that could serve, whether he is on its list."""
    limit = add_months(world.as_of, 3)
    plans = world.plans()
    for officer in sorted(world.held_of):
        latest = {}
        for event in world.held_of[officer]:
            for topic in event.topics if event.start else ():
                latest[topic] = event
        for topic, event in sorted(latest.items()):
            until = world.holds_until(topic, event)
            if until > limit:
                continue
            fit = [p for p in plans if topic in p.topics]
            invited = [p for p in fit if officer in world.people[p.number]]
            at_home = [p for p in fit if p.adm1 and p.adm1 == world.home[officer].adm1]
            yield officer, topic, event, until, next(iter(invited or at_home), None), bool(invited)


def collisions(world):
    due = collections.defaultdict(set)
    for officer, topic, *_ in dues(world):
        due[world.home[officer].adm1, topic].add(officer)
    for plan in world.plans():
        listed = world.people[plan.number]
        already = sum(had_already(world, officer, plan) for officer in listed)
        n_due = len(set().union(*(due[plan.adm1, topic] for topic in plan.topics)))
        counts = (len(listed) or "", already if listed else "", n_due)
        for other in world.plans():
            if other.org != plan.org and plan.adm1 and other.adm1 == plan.adm1 and other.topics & plan.topics and abs((other.start - plan.start).days) <= CLASH_DAYS:
                yield (plan.number, "same week", joined(other.topics & plan.topics), (other.start - plan.start).days) + counts
        if len(listed) >= CLASH_PEOPLE and 2 * already >= len(listed):
            yield (plan.number, "officers already trained", None, None) + counts


def calendar(world):
    since = add_months(world.as_of, -3)
    for s in world.events:
        if s.start and s.start > since and s.status != "canceled":
            yield s.start - datetime.timedelta(days=s.start.weekday()), s.start, s.end, s.adm1, s.org, s.number, joined(s.topics), s.seats, s.status


def planned_rows(world):
    """What is shared with a session held depends on which it is told with: the other columns are compared."""
    return [row[:2] + row[4:] for row in collisions(world)]


def tables(world):
    yield "sessions", "session topic_codes n_rows n_people n_women n_had_topic pct_had_topic", sessions(world)
    yield "joint_sessions", "event session_a session_b org_a org_b n_a n_b n_common pct_smaller", joints(world)
    yield "duplicate_pairs", "officer topic session_a session_b org_a org_b days_between", duplicate_pairs(world)
    yield "officer_duplicates", ("officer topic_code n_orgs orgs n_sessions sessions dates other_dates invited_dates first_date last_date "
                                 "hours_total gap_days_min units provinces"), officer_duplicates(world)
    yield "duplicate_lines", "organisation export row officer session topic_code n_others other_orgs other_dates", duplicate_lines(world)
    yield "cohort_overlap", "session_a org_a session_b org_b topics_shared n_a n_b n_common pct_smaller pct_either adm1_code days_between", cohorts(world)
    yield "cohort_matrix", "adm1_code session_a topics_a session_b topics_b n_a n_b n_common pct_smaller pct_either", matrix(world)
    yield "location_collisions", "adm1_code topic_code n_orgs orgs n_sessions n_officers_range first last", locations(world)
    yield "planned_collisions", "planned_session clash_type n_listed n_already n_due", planned_rows(world)
    yield "calendar", "week_start start_date end_date adm1_code org session topics seats status", calendar(world)
