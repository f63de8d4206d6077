"""world: the records of a run, and what follows from them: who was in which session, and where everybody serves.

What a record means (kind, place, topics, officer and session) is taken as the run has it; all that is counted is
counted here anew.
"""
import bisect, calendar, collections, configparser, csv, datetime, functools, glob, gzip, io, os


def rows(path):
    with gzip.open(path) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))


def day(text):
    return datetime.date.fromisoformat(text) if len(text) == 10 else None


def add_months(date, months):
    month = date.year * 12 + date.month - 1 + months
    year, month = month // 12, month % 12 + 1
    return datetime.date(year, month, min(date.day, calendar.monthrange(year, month)[1]))


def rules(root, folder):
    """Every group of the files of a folder, with the defaults of its file; lists stay text."""
    found = {}
    for path in sorted(glob.glob(f"{root}/rules/{folder}/*.ini")):
        defaults, group = {}, None
        for line in open(path, encoding="utf-8"):
            if line.startswith("["):
                name = line.strip()[1:-1]
                group = defaults if name == "*" else found.setdefault(name, dict(defaults))
            elif " = " in line and not line.startswith("#"):
                key, value = line.rstrip("\n").split(" = ", 1)
                group.setdefault(key, value) if group is not defaults and key not in defaults else group.__setitem__(key, value)
    return found


Session = collections.namedtuple("Session", "place number event org topics start end adm1 unit hours seats status people attrs")
Entry = collections.namedtuple("Entry", "place record officer role session adm1 unit")


def role_of(record):
    status = (record.get("status_norm") or record.get("status") or "").lower()
    if record["kind"] == "roll":
        return "roll"
    if record["kind"] not in ("attendance", "planned"):
        return "apart"
    if status.startswith(("cancel", "postpone")):
        return "off"
    return "invited" if record["kind"] == "planned" or status.startswith("plan") else "attended"


def province_of(places, code, date):
    """What a province is on a day: what it was merged into by then, and so on; parted among several it stays itself."""
    since = ""
    while True:
        place = places.get(code, {})
        merged, into = place.get("merged", ""), place.get("into", "")
        if not into or ";" in into or not since < merged <= str(date):
            return code
        code, since = into, merged


class World:
    """@number_of and @session_of say which officer and session a record is of; a run's own by default."""

    def __init__(self, run, root, number_of=None, session_of=None):
        folder = f"{run}/coordinator"
        self.folder, self.root = folder, root
        self.tables = {os.path.basename(path)[:-7]: list(rows(path)) for path in glob.glob(f"{folder}/*.csv.gz")
                       if not path.endswith("/records.csv.gz")}
        self.as_of = day(self.tables["months"][-1]["as_of"])
        topics, self.places = rules(root, "courses"), rules(root, "places")
        self.province = functools.cache(lambda code: province_of(self.places, code, self.as_of))
        self.months_of = lambda topic: int(topics.get(topic, {}).get("validity", 24))
        self.records = list(rows(f"{folder}/records.csv.gz"))
        number_of = number_of or (lambda record: record["officer"])
        session_of = session_of or (lambda record: record["session"])
        self.entries = [Entry(i, record, number_of(record), role_of(record), session_of(record),
                              self.province(record["adm1_pcode"]), record.get("unit_norm") or record.get("unit") or record.get("agency_norm") or record.get("agency") or "")
                        for i, record in enumerate(self.records)]
        self.make_sessions()
        self.make_officers()

    def make_sessions(self):
        self.sessions, taught, people = {}, collections.defaultdict(set), collections.defaultdict(set)
        table = self.tables["sessions"]
        event_of = {row["session"]: row["event"] for row in table}
        status_of = {row["session"]: row["status"] for row in table}
        for entry in self.entries:
            wanted = {"attended": "complete", "invited": "planned"}.get(entry.role)
            if entry.session and wanted:
                taught[event_of[entry.session]].update(filter(None, entry.record["topic_codes"].split(";")))
                if entry.officer and status_of[entry.session] == wanted:
                    people[entry.session].add(entry.officer)
        for place, row in enumerate(table):
            self.sessions[row["session"]] = Session(
                place, row["session"], row["event"], row["organisation"], taught[row["session"]] if row["session"] == row["event"] else set(),
                day(row["start_date"]), day(row["end_date"]), self.province(row["adm1_code"]), row["unit"], float(row["hours"] or 0),
                row["seats"], row["status"], people[row["session"]], row)
        self.people = collections.defaultdict(set)  # of an event: those of all its reports
        for session in self.sessions.values():
            self.people[session.event] |= session.people
        self.events = [session for session in self.sessions.values() if session.event == session.number]

    def make_officers(self):
        self.entries_of, self.home, self.last, self.on_roll, self.women, self.sexed = collections.defaultdict(list), {}, {}, set(), set(), set()
        for entry in self.entries:
            if entry.officer:
                self.entries_of[entry.officer].append(entry)
        for officer, entries in self.entries_of.items():
            days = [self.sessions[e.session].start if e.session else None for e in entries]
            keyed = [(d or datetime.date.min, e.place, e) for d, e in zip(days, entries)]
            self.last[officer] = max(keyed, key=lambda each: each[:2])[2]
            rolls = [e for e in entries if e.role == "roll"]
            if rolls:
                self.on_roll.add(officer)
            placed = [e for e in rolls if e.adm1][-1:] or [max((k for k in keyed if k[2].adm1), key=lambda k: k[:2], default=(0, 0, None))[2]]
            self.home[officer] = placed[0] or self.last[officer]
            sexes = collections.Counter(e.record["sex_norm"] for e in entries)
            if sexes["F"] != sexes["M"]:
                self.sexed.add(officer)
            if sexes["F"] > sexes["M"]:
                self.women.add(officer)
        self.held_of = collections.defaultdict(list)  # an officer's events, in the order of their places
        for event in self.events:
            for officer in self.people[event.number]:
                if event.status == "complete":
                    self.held_of[officer].append(event)

    def holds_until(self, topic, event):
        return add_months(event.start, self.months_of(topic))

    def plans(self):
        return [event for event in self.events if event.status == "planned" and event.start > self.as_of]

    def pairs(self):
        """Officer, topic, the earlier and the later event, within the topic's validity."""
        for officer in sorted(self.held_of):
            by_topic = collections.defaultdict(list)
            for event in self.held_of[officer]:
                for topic in event.topics if event.start else ():
                    by_topic[topic].append(event)
            for topic in sorted(by_topic):
                events = by_topic[topic]
                for i, a in enumerate(events):
                    for b in events[i + 1:]:
                        if b.start <= self.holds_until(topic, a):
                            yield officer, topic, a, b
