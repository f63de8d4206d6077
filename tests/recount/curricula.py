"""curricula: what they say of agreed messages, in which language, and by which law they teach."""
import collections, glob, re, unicodedata
from world import day

SCRIPTS = {"km": "\u1780-\u17ff", "th": "\u0e00-\u0e7f", "lo": "\u0e80-\u0eff", "my": "\u1000-\u109f", "zh": "\u3400-\u9fff"}
VIETNAMESE = "[ĂăĐđƠơƯưẠ-ỹ]"
FRENCH = set("le la les des du une est et pas ne ni dans pour avec sur aux jamais sans ou victime victimes".split())
ENGLISH = set("the of and not no is are be to for with by from never do must victim victims".split())
UNSPACED = f"[{''.join(SCRIPTS.values())}]"


def folded(text):
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.lower().replace("đ", "d")) if not "\u0300" <= c <= "\u036f")
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in re.sub("['’.]", "", letters)).split())


def groups(pattern):
    """Name of each group of the files, and its lines as pairs; those of [*] stand in every group of their file."""
    for path in sorted(glob.glob(pattern)):
        common = []
        for group in open(path, encoding="utf-8").read().split("\n[")[1:]:
            name, text = group.split("]", 1)
            lines = common + [tuple(line.split(" = ", 1)) for line in text.split("\n") if " = " in line and not line.startswith("#")]
            if name == "*":
                common = lines
            else:
                yield name, lines


class Message:
    def __init__(self, lines):
        of = lambda key: [(name, value.replace("\\x{e4d}", "\u0e4d")) for name, value in lines if name.split("-")[0] == key]
        self.topic, self.name = of("topic")[0][1], of("name")[0][1]
        self.says, self.contradicts = ([value for _, value in of(key)] for key in ("says", "contradicts"))
        self.languages = {(name.split("-") + ["en"])[1] for name, _ in of("says")}


def agreed_messages(root):
    found = collections.defaultdict(list)
    for _, lines in groups(f"{root}/rules/courses/messages.ini"):
        found[dict(lines)["topic"]].append(Message(lines))
    return found


def languages_of(statements):
    """No curriculum of the months has a column for its language."""
    found, latin = [], []
    for statement in statements:
        script = next((code for c in statement for code, letters in SCRIPTS.items() if re.match(f"[{letters}]", c)), None)
        if script is None:
            latin.append(statement)
        elif script not in found:
            found.append(script)
    words = folded(" ".join(latin)).split()
    if words:
        n_french, n_english = (sum(word in list_ for word in words) for list_ in (FRENCH, ENGLISH))
        found.append("vi" if re.search(VIETNAMESE, " ".join(latin)) else "fr" if n_french > n_english else "en")
    return found


def message_columns(agreed, text):
    statements = [part.strip() for part in re.split(r"[;|\r\n]|[.!?](?= )", text)]
    hit = lambda patterns: next((s for s in statements if any(re.search(p, folded(s)) for p in patterns)), None)
    if not text or not agreed:
        return ("",) * 7
    languages = languages_of(statements)
    contrary = {m.name: hit(m.contradicts) for m in agreed if hit(m.contradicts) is not None}
    said = {m.name for m in agreed if hit(m.says) is not None} - set(contrary)
    missing = [m for m in agreed if m.name not in said and m.name not in contrary]
    told = lambda m: set(languages) <= m.languages
    return (len(said), len(agreed), ";".join(m.name for m in missing if told(m)), ";".join(m.name for m in missing if not told(m)),
            ";".join(languages), ";".join(contrary), ";".join(contrary.values()))


class Laws:
    def __init__(self, root):
        self.laws, self.names = {}, collections.defaultdict(set)
        for code, lines in groups(f"{root}/rules/laws/*.ini"):
            law = self.laws[code] = dict(lines)
            for key, value in lines:
                for name in [value] if key == "name" else value.split("; ") if key == "aliases" else []:
                    self.names[folded(name)].add(code)
        self.after = {}
        for code, law in sorted(self.laws.items(), key=lambda each: each[1]["from"]):
            for key in ("replaces", "amends"):
                if key in law:
                    self.after.setdefault(law[key], (code, key))

    def named(self, text):
        """Laws that a text names, those of them left out that another one of them stands in place of; and whether a name was of several."""
        words, signs, found, unclear = f" {folded(text)} ", folded(text).replace(" ", ""), set(), False
        for name in sorted(self.names, key=lambda name: -len(name.encode())):
            spaced = not re.search(UNSPACED, name)
            if spaced and f" {name} " in words:
                words = words.replace(f" {name} ", " \1 ")
            elif not spaced and name.replace(" ", "") in signs:
                signs = signs.replace(name.replace(" ", ""), "\1")
            else:
                continue
            found |= self.names[name] if len(self.names[name]) == 1 else set()
            unclear |= len(self.names[name]) > 1
        later = lambda code: {self.after[code][0]} | later(self.after[code][0]) if code in self.after else set()
        return {code for code in found if not later(code) & found}, unclear

    def judge(self, text, date):
        codes, unclear = self.named(text)
        verdicts = []
        for code in codes:
            rank, law = 0, code
            while law in self.after and day(self.laws[self.after[law][0]]["from"]) <= date:
                law, how = self.after[law]
                rank = max(rank, 3 if how == "replaces" else 2)
            if day(self.laws[code]["from"]) > date:
                verdicts.append((1, "to come", "", ""))
            else:
                verdicts.append((rank, {0: "in force", 2: "amended", 3: "replaced"}[rank], self.laws[law]["name"], self.laws[law]["from"]))
        return max(verdicts, key=lambda each: each[0])[1:] if verdicts else ("unclear" if unclear else "unknown", "", "")


def law_columns(world, laws, topic, org, text, sessions):
    if not text:
        return ("",) * 5
    plans = [s for s in world.sessions.values() if s.org == org and s.status == "planned" and s.start > world.as_of and topic in s.attrs["topic_codes"].split(";")]
    judged_on = max(s.start for s in sessions + plans)
    verdict, law, since = laws.judge(text, judged_on)
    return text, verdict, judged_on, law, since
