#include "pipeline/lib/rules.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/layers.h"

/* What fired, as "rule(captured)=result", one behind the other. */
static void
on_hit(gpointer self, const RollRuleHit *hit)
{
    GString *seen = self;

    g_string_append_printf(seen, "%s(%.*s)=%.*s;", hit->rule->name, (gint)hit->captured.length,
                           hit->captured.data, (gint)hit->result.length, hit->result.data);
}

typedef struct {
    const gchar *name;
    const gchar *rules;
    const gchar *country;
    const gchar *in;
    const gchar *out;
    const gchar *hits;
} ApplyCase;

#define TITLE                                                                                      \
    "[title]\npattern = ^(mr|dr)\\.?[ ]+\nreplace =\ncase = ignore\ncapture = honorific\n"         \
    "example = Mr. X => X\n"
#define LAO    "[x]\npattern = x\nreplace = s\ncountry = LAO;KHM\nexample = xay => say\n"
#define DOUBLE "[double]\npattern = (\\p{L})\\1+\nreplace = $1\nexample = chann => chan\n"

static const ApplyCase apply_cases[] = {
    {"nothing fires", TITLE, NULL, "Sok Chan", "Sok Chan", ""},
    {"a title goes, and is kept", TITLE, NULL, "DR Sok Chan", "Sok Chan", "title(DR)=Sok Chan;"},
    {"the empty text", TITLE, NULL, "", "", ""},
    {"another country", LAO, "THA", "xay", "xay", ""},
    {"no country", LAO, NULL, "xay", "xay", ""},
    {"an empty country", LAO, "", "xay", "xay", ""},
    {"its country", LAO, "KHM", "xay xiong", "say siong", "x()=say siong;"},
    {"rules follow each other", TITLE DOUBLE LAO, "LAO", "mr. xaay", "say",
     "title(mr)=xaay;double()=xay;x()=say;"},
    {"each once, in order",
     "[a]\npattern = a\nreplace = b\nexample = a => b\n"
     "[b]\npattern = b\nreplace = a\nexample = b => a\n",
     NULL, "ab", "aa", "a()=bb;b()=aa;"},
    {"every match is captured",
     "[note]\npattern = [ ]*\\(([^()]*)\\)\nreplace =\ncapture = note\nexample = a (b) => a\n",
     NULL, "Sok (Dara) Chan (Lt)", "Sok Chan", "note(Dara Lt)=Sok Chan;"},
    {"the whole match is captured",
     "[year]\npattern = \\d{4}\nreplace =\ncapture = year\nexample = 1974 => \n", NULL, "b 1974",
     "b ", "year(1974)=b ;"},
    {"a flag changes nothing",
     "[rep]\npattern = on behalf of\nclass = flag\ncase = ignore\nexample = a on behalf of b => "
     "yes\n"
     "example = a b => no\n",
     NULL, "X ON BEHALF OF Y", "X ON BEHALF OF Y", "rep()=X ON BEHALF OF Y;"},
    {"an alternative stands beside",
     "[weak]\npattern = ^(?:Ko|Ma)[ ]+(?=\\S+[ ]+\\S)\nreplace =\nclass = alt\n"
     "example = Ko Tun Aung => Tun Aung\nexample = Ko Aung => Ko Aung\n",
     NULL, "Ma Tun Aung", "Ma Tun Aung", "weak()=Tun Aung;"},
    {"a blank in the replacement", "[sep]\npattern = _\nreplace = \\x{20}\nexample = a_b => a b\n",
     NULL, "a_b_", "a b ", "sep()=a b ;"},
    {"blanks at the ends of an example",
     "[trim]\npattern = ^[ ]+|[ ]+$\nreplace =\nexample = \\x{20} a \\x{20} => a\n", NULL, "  a  ",
     "a", "trim()=a;"},
    {"other scripts",
     "[th]\npattern = ^(?:นางสาว|นาง|นาย)\nreplace =\nexample = นายสมชาย => สมชาย\n", NULL,
     "นางสาวสมหญิง", "สมหญิง", "th()=สมหญิง;"},
    {"marks belong to words",
     "[word]\npattern = ^[\\p{L}\\p{M}]+$\nreplace = ok\nexample = សុខ => ok\n", NULL, "ចាន់", "ok",
     "word()=ok;"},
    {"upper case beyond ASCII",
     "[tt]\npattern = ^đại tá[ ]\nreplace =\ncase = ignore\nexample = Đại tá An => An\n", NULL,
     "ĐẠI TÁ An", "An", "tt()=An;"},
    {"k has a third case",
     "[k]\npattern = kelvin\nreplace = K\ncase = ignore\nexample = KELVIN => K\n", NULL,
     "\u212aelvin", "K", "k()=K;"},
    {"an anchor in each branch",
     "[either]\npattern = ^mr[ ]|^ms[ ]\nreplace =\nexample = mr x => x\n", NULL, "ms x", "x",
     "either()=x;"},
    {"an anchor in one branch only", "[one]\npattern = ^mr|jr$\nreplace =\nexample = mr => \n",
     NULL, "a jr", "a ", "one()=a ;"},
    {"the end is the very end", "[end]\npattern = a$\nreplace = b\nexample = a => b\n", NULL, "a\n",
     "a\n", ""},
    {"built-ins follow each other",
     "[n]\nbuiltin = nfc\nexample = e\\x{301} => é\n"
     "[b]\nbuiltin = blanks\nexample = a\\x{20} b => a b\n",
     NULL, "  e\u0301  x ", "é x", "n()=  é  x ;b()=é x;"},
    {"a built-in that changes nothing", "[n]\nbuiltin = nfc\nexample = e\\x{301} => é\n", NULL, "é",
     "é", ""},
    {"a built-in beside the text",
     "[s]\nbuiltin = sorted-tokens\nclass = alt\nexample = b a => a b\n", NULL, "sok chan dara",
     "sok chan dara", "s()=chan dara sok;"},
    {"a built-in of one country",
     "[j]\nbuiltin = joined-tokens\ncountry = KHM\nexample = a b => ab\n", "THA", "sok chan",
     "sok chan", ""},
    {"joined", "[j]\nbuiltin = joined-tokens\nexample = a b => ab\n", NULL, "pol vo tia",
     "polvotia", "j()=polvotia;"},
    {"digits of many scripts", "[d]\nbuiltin = digits\nexample = ១២ => 12\n", NULL,
     "១2 ๓໔ ၅\u1096 ７٨", "12 34 56 78", "d()=12 34 56 78;"},
    {"folded", "[f]\nbuiltin = fold\nexample = Sok => sok\n", NULL, "Đặng O'Neil", "dang oneil",
     "f()=dang oneil;"},
    {"years of the Buddhist Era", "[b]\nbuiltin = buddhist-years\nexample = BE 2552 => 2009\n",
     NULL, "12 June BE2552, XBE 2552, BE 52, BE 25521, 2552",
     "12 June 2009, XBE 2552, BE 52, BE 25521, 2552",
     "b()=12 June 2009, XBE 2552, BE 52, BE 25521, 2552;"},
    {"years of Chula Sakarat", "[c]\nbuiltin = chula-years\nexample = CS 1371 => 2009\n", NULL,
     "CS 1371 CS 1200", "2009 CS 1200", "c()=2009 CS 1200;"},
    {"Vietnamese syllables", "[s]\nbuiltin = split-syllables\nexample = sokdara => sok da ra\n",
     NULL, "nguyenvanhung thuy quoc", "nguyen van hung thuy quoc",
     "s()=nguyen van hung thuy quoc;"},
    {"Burmese syllables in Latin letters",
     "[s]\nbuiltin = split-syllables\nexample = htunaung => htu naung\n", NULL,
     "thanhtun khinmyokyi", "than htun khin myo kyi", "s()=than htun khin myo kyi;"},
    {"syllables of pinyin", "[s]\nbuiltin = split-syllables\nexample = xiaoming => xiao ming\n",
     NULL, "xiaoyan zhongguo", "xiao yan zhong guo", "s()=xiao yan zhong guo;"},
    {"Thai as it is spoken", "[t]\nbuiltin = thai-spoken\nexample = แก => กแ\n", NULL,
     "สมชาย เสรี หฤทัย เพชร พรรณี ศาสตร์ x", "สoม-ชาย สเ-รี หะ-รึ-ทัย พเช พัน-ณี ศาส x",
     "t()=สoม-ชาย สเ-รี หะ-รึ-ทัย พเช พัน-ณี ศาส x;"},
    {"Lao as it is spoken", "[l]\nbuiltin = lao-spoken\nexample = ແກ => ກແ\n", NULL, "ເພັດ ຫຼ້າ ໜູ ພອນ",
     "ພເດ ລາ ນູ ພອນ", "l()=ພເດ ລາ ນູ ພອນ;"},
    {"Khmer as it is spoken", "[k]\nbuiltin = khmer-spoken\nexample = សុខា => សុ-ខា\n", NULL,
     "ចាន់ធូ ម៉ៅ គង់ បុប្ផា", "ចាន-ធ\u17caូ ម៉ៅ គ\u17caaង បុប-ផា", "k()=ចាន-ធ\u17caូ ម៉ៅ គ\u17caaង បុប-ផា;"},
    {"Burmese as it is spoken", "[b]\nbuiltin = burmese-spoken\nexample = စုစု => စု-စု\n", NULL,
     "အောင်ဆန်း သန္တာ မြင့် ဘ", "အောင်-ဆန် သန်-တာ မြင် ဘa", "b()=အောင်-ဆန် သန်-တာ မြင် ဘa;"},
    {"Khmer marks in one order", "[k]\nbuiltin = khmer-order\nexample = សី្រ => ស្រី\n", NULL,
     "ស\u17b8\u17d2\u179a ស\u17cb\u17ca\u17b6\u17d2\u178f",
     "ស\u17d2\u179a\u17b8 ស\u17d2\u178f\u17ca\u17b6\u17cb",
     "k()=ស\u17d2\u179a\u17b8 ស\u17d2\u178f\u17ca\u17b6\u17cb;"},
    {"case words in a replacement",
     "[upper]\npattern = \\b(\\w)\nreplace = \\U$1\nexample = sok chan => Sok Chan\n", NULL, "keo",
     "Keo", "upper()=Keo;"},
};

static void
test_apply(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(apply_cases); i++) {
        const ApplyCase *c = &apply_cases[i];
        g_autoptr(GError) error = NULL;
        g_autoptr(RollRuleset) ruleset = roll_ruleset_parse("r.ini", c->rules, &error);
        g_autoptr(GString) out = g_string_new("left over");
        g_autoptr(GString) hits = g_string_new(NULL);
        const RollRuleReceiver receiver = {on_hit, hits};

        g_test_message("%s", c->name);
        g_assert_no_error(error);
        g_assert_true(
            roll_ruleset_apply(ruleset, c->country, roll_text(c->in), out, &receiver, &error));
        g_assert_no_error(error);
        g_assert_cmpstr(out->str, ==, c->out);
        g_assert_cmpstr(hits->str, ==, c->hits);
    }
}

typedef struct {
    const gchar *name;
    const gchar *rules;
    const gchar *fault;
} LoadCase;

static const LoadCase load_cases[] = {
    {"syntax", "[a]\npattern = (\nreplace =\nexample = a => a\n",
     "r.ini:1: [a]: pattern: at byte 1: missing closing parenthesis"},
    {"no pattern", "[a]\nreplace =\nexample = a => a\n", "r.ini:1: [a]: no pattern"},
    {"no replace", "[a]\npattern = a\nexample = a => a\n",
     "r.ini:1: [a]: no replace; \"replace =\" deletes what matches"},
    {"a flag with a replace", "[a]\npattern = a\nreplace = b\nclass = flag\nexample = a => yes\n",
     "r.ini:3: [a] replace: a rule of class flag replaces nothing"},
    {"no example", "[a]\npattern = a\nreplace = b\n",
     "r.ini:1: [a]: no example in which the rule fires"},
    {"an example that proves nothing", "[a]\npattern = a\nreplace = b\nexample = c => c\n",
     "r.ini:1: [a]: no example in which the rule fires"},
    {"an example that does not come out", "[a]\npattern = a\nreplace = b\nexample = a => c\n",
     "r.ini:4: [a] example: \"a\" gives \"b\", not \"c\""},
    {"an example without an arrow", "[a]\npattern = a\nreplace = b\nexample = a\n",
     "r.ini:4: [a] example: \"a\" is not \"text => text\""},
    {"an example with a bad escape", "[a]\npattern = a\nreplace = b\nexample = a\\x{110000} => b\n",
     "r.ini:4: [a] example: \"a\\x{110000} => b\" is not \"text => text\""},
    {"matches the empty text", "[a]\npattern = x*\nreplace = -\nexample = axb => -a--b-\n",
     "r.ini:1: [a]: pattern: can match the empty text"},
    {"only looks", "[a]\npattern = (?<=a)(?=b)\nreplace = -\nexample = ab => a-b\n",
     "r.ini:1: [a]: pattern: can match the empty text"},
    {"verbs", "[a]\npattern = (*LIMIT_MATCH=99999999)a\nreplace = b\nexample = a => b\n",
     "r.ini:1: [a]: pattern: a verb in front is not allowed"},
    {"callouts", "[a]\npattern = a(?C1)b\nreplace = b\nexample = ab => b\n",
     "r.ini:1: [a]: pattern: a callout is not allowed"},
    {"single bytes", "[a]\npattern = a\\C\nreplace = b\nexample = ab => b\n",
     "r.ini:1: [a]: pattern: at byte 3: using \\C is disabled by the application"},
    {"a group that is not there", "[a]\npattern = a\nreplace = $1\nexample = a => b\n",
     "r.ini:4: [a] example: \"a => b\": r.ini:1: [a]: unknown substring"},
    {"a replacement that is none", "[a]\npattern = a\nreplace = ${x\nexample = a => b\n",
     "r.ini:4: [a] example: \"a => b\": r.ini:1: [a]: expected closing curly"},
    {"a country that is none", "[a]\npattern = a\nreplace = b\ncountry = KH\nexample = a => b\n",
     "r.ini:4: [a] country: \"KH\" is not three capital letters"},
    {"a class that is none", "[a]\npattern = a\nreplace = b\nclass = drop\nexample = a => b\n",
     "r.ini:4: [a] class: \"drop\""},
    {"a key that is none", "[a]\npattern = a\nreplace = b\nexample = a => b\nexamples = b => b\n",
     "r.ini:5: [a] examples: unknown key, did you mean example?"},
    {"a built-in that is none", "[a]\nbuiltin = sorted-token\nexample = b a => a b\n",
     "r.ini:2: [a] builtin: \"sorted-token\" is none of nfc, blanks, digits, khmer-order, fold, "
     "sorted-tokens, joined-tokens, split-syllables, thai-spoken, lao-spoken, khmer-spoken, "
     "burmese-spoken, buddhist-years, chula-years; did you mean sorted-tokens?"},
    {"a built-in and a pattern", "[a]\nbuiltin = nfc\npattern = a\nexample = a => a\n",
     "r.ini:2: [a] builtin: a built-in goes without pattern, replace, case and capture"},
    {"a built-in that is not proved", "[a]\nbuiltin = nfc\nexample = a => a\n",
     "r.ini:1: [a]: no example in which the rule fires"},
    {"every fault is told",
     "[a]\npattern = (\nreplace =\nexample = a => a\n[b]\npattern = b\nreplace = c\n"
     "example = b => b\nexample = bb => c\n[c]\npattern = c\nreplace = d\nexample = c => d\n",
     "r.ini:1: [a]: pattern: at byte 1: missing closing parenthesis\n"
     "r.ini:8: [b] example: \"b\" gives \"c\", not \"b\"\n"
     "r.ini:8: [b] example: \"bb\" gives \"cc\", not \"c\""},
};

static void
test_load(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(load_cases); i++) {
        const LoadCase *c = &load_cases[i];
        g_autoptr(GError) error = NULL;
        g_autoptr(RollRuleset) ruleset = roll_ruleset_parse("r.ini", c->rules, &error);

        g_test_message("%s: %s", c->name, error != NULL ? error->message : "no error");
        g_assert_null(ruleset);
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
        g_assert_true(g_str_has_prefix(error->message, c->fault));
    }
}

typedef struct {
    const gchar *name;
    const gchar *rules;
    const gchar *unit; /* of the subject, so often */
    guint times;
    const gchar *tail;
    const gchar *fault;
} LimitCase;

/* So many that no trial of the loader is as long. */
#define A50  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A450 A50 A50 A50 A50 A50 A50 A50 A50 A50

static const LimitCase limit_cases[] = {
    {"backtracking is no missing match",
     "[bad]\npattern = ^(?=a{450})(a+)+$\nreplace =\nexample = " A450 " => \n", "a", 460, "!",
     "r.ini:1: [bad]: match limit exceeded"},
    {"nor in a flag",
     "[bad]\npattern = ^(?=a{450})(a|aa)+$\nclass = flag\nexample = " A450 " => yes\n", "a", 460,
     "!", "r.ini:1: [bad]: match limit exceeded"},
    {"what fits", "[bad]\npattern = ^a+$\nreplace = b\nexample = aaa => b\n", "a", 1024, "", NULL},
    {"a byte too long", "[bad]\npattern = ^a+$\nreplace = b\nexample = aaa => b\n", "a", 1024, "b",
     "a text of 1025 bytes is longer than 1024"},
    {"growth", "[grow]\npattern = a\nreplace = bb\nexample = a => bb\n", "a", 513, "",
     "r.ini:1: [grow]: makes more than 1024 bytes"},
    {"growth by a built-in", "[n]\nbuiltin = nfc\nexample = e\\x{301} => é\n", "\u0958", 340, "",
     "r.ini:1: [n]: makes more than 1024 bytes"},
    {"growth that fits", "[grow]\npattern = a\nreplace = bb\nexample = a => bb\n", "a", 512, "",
     NULL},
    {"not UTF-8", "[a]\npattern = a\nreplace = b\nexample = a => b\n", "\xc3", 1, "a",
     "a text is not UTF-8"},
    {"cut off in a letter", "[a]\npattern = a\nreplace = b\nexample = a => b\n", "a", 1, "\xe1\x9e",
     "a text is not UTF-8"},
    {"a surrogate", "[a]\npattern = a\nreplace = b\nexample = a => b\n", "a", 1, "\xed\xa0\x80",
     "a text is not UTF-8"},
};

static void
test_limits(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(limit_cases); i++) {
        const LimitCase *c = &limit_cases[i];
        g_autoptr(GError) error = NULL;
        g_autoptr(RollRuleset) ruleset = roll_ruleset_parse("r.ini", c->rules, &error);
        g_autoptr(GString) subject = g_string_new(NULL);
        g_autoptr(GString) out = g_string_new(NULL);

        g_test_message("%s", c->name);
        g_assert_no_error(error);
        for (guint times = 0; times < c->times; times++)
            g_string_append(subject, c->unit);
        g_string_append(subject, c->tail);
        if (roll_ruleset_apply(ruleset, NULL, (RollText){subject->str, (guint32)subject->len}, out,
                               NULL, &error)) {
            g_assert_null(c->fault);
            continue;
        }
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
        g_assert_cmpstr(error->message, ==, c->fault);
    }
}

/* A match that remembers a lot at every byte comes out, whichever of the two engines runs it. */
static void
test_deep(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollRuleset) ruleset =
        roll_ruleset_parse("r.ini",
                           "[deep]\npattern = ^(?:(a)|(b)|(c)|(d))+(?=!)\nreplace = x\n"
                           "capture = c\nexample = abcd! => x!\n",
                           &error);
    g_autoptr(GString) subject = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);

    g_assert_no_error(error);
    for (guint i = 0; i < 1000; i++)
        g_string_append_c(subject, "abcd"[i % 4]);
    g_string_append_c(subject, '!');
    g_assert_true(roll_ruleset_apply(ruleset, NULL, roll_text(subject->str), out, NULL, &error));
    g_assert_cmpstr(out->str, ==, "x!");
}

/* Patterns that would take for ever on some name, and what the loader says of them. */
static void
test_trial(void)
{
    static const gchar *const rows[][3] = {
        {"^(a+)+$", "aaa", "a repetition is repeated in \"(a+)+\""},
        {"^(?:[a-z]+[ ]*)*x$", "ax", "a repetition is repeated in \"(?:[a-z]+[ ]*)*\""},
        {"x(?:b(?:c*)){2,}!", "xbb!", NULL},
        {"^(q|qq)+$", "q", "are there several ways"},
        {"^(?:(?:q\\)?)+)+$", "qq", "a repetition is repeated in \"(?:(?:q\\)?)+)+\""},
        {"^(?:[a-z]++[ ]?)++$", "ax", NULL},
        {"^(a+b)+$", "ab", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree gchar *text = g_strdup_printf(
            "[r]\npattern = %s\nclass = flag\nexample = %s => yes\n", rows[i][0], rows[i][1]);
        g_autoptr(GError) error = NULL;
        g_autoptr(RollRuleset) ruleset = roll_ruleset_parse("r.ini", text, &error);

        g_test_message("%s", rows[i][0]);
        if (rows[i][2] == NULL) {
            g_assert_no_error(error);
            continue;
        }
        g_assert_null(ruleset);
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
        g_assert_true(g_str_has_prefix(error->message, "r.ini:2: [r] pattern: takes too long on"));
        g_assert_nonnull(strstr(error->message, rows[i][2]));
    }
}

static void
test_files(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree gchar *dir = g_dir_make_tmp("test-rules-XXXXXX", &error);
    g_autofree gchar *one = g_build_filename(dir, "one.ini", NULL);
    g_autofree gchar *two = g_build_filename(dir, "two.ini", NULL);
    g_autofree gchar *none = g_build_filename(dir, "none.ini", NULL);
    g_autofree gchar *twice = NULL;
    g_autoptr(RollRuleset) empty = NULL;
    g_autoptr(RollRuleset) both = NULL;
    g_autoptr(RollRuleset) clash = NULL;

    g_assert_no_error(error);
    g_assert_true(g_file_set_contents(one, TITLE, -1, NULL));
    g_assert_true(g_file_set_contents(two, DOUBLE, -1, NULL));
    empty = roll_ruleset_load((const gchar *const[]){NULL}, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(roll_ruleset_n_rules(empty), ==, 0);
    both = roll_ruleset_load((const gchar *const[]){two, one, NULL}, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(roll_ruleset_n_rules(both), ==, 2);
    g_assert_cmpstr(roll_ruleset_rule(both, 0)->name, ==, "double");
    g_assert_cmpstr(roll_ruleset_rule(both, 1)->file, ==, one);
    g_assert_cmpuint(roll_ruleset_rule(both, 1)->line, ==, 1);
    g_assert_true(roll_ruleset_rule(both, 1)->ignore_case);

    g_assert_true(g_file_set_contents(two, DOUBLE TITLE, -1, NULL));
    clash = roll_ruleset_load((const gchar *const[]){one, two, none, NULL}, &error);
    g_assert_null(clash);
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
    twice = g_strdup_printf("%s:5: [title]: a rule of this name stands in %s:1\n", two, one);
    g_assert_true(g_str_has_prefix(error->message, twice));
    g_assert_nonnull(strstr(error->message, "none.ini"));
    g_remove(one);
    g_remove(two);
    g_rmdir(dir);
}

static void
add_list(GPtrArray *subjects, const gchar *const *list)
{
    for (; *list != NULL; list++) {
        g_ptr_array_add(subjects, g_strdup(*list));
        g_ptr_array_add(subjects, g_strdup_printf("%s Sok, Dara (%s)", *list, *list));
    }
}

/* Texts in all scripts of the region: what places and ranks are called, alone and around a name. */
static GPtrArray *
make_subjects(const RollLayers *layers)
{
    const RollCodesKind *const kinds[] = {&roll_codes_places, &roll_codes_ranks};
    GPtrArray *subjects = g_ptr_array_new_with_free_func(g_free);

    for (guint kind = 0; kind < G_N_ELEMENTS(kinds); kind++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(RollCodes) codes = roll_codes_load(layers, kinds[kind], &error);

        g_assert_no_error(error);
        for (guint i = 0; i < roll_codes_n(codes); i++) {
            add_list(subjects, roll_code_list(roll_codes_at(codes, i), "local"));
            add_list(subjects, roll_code_list(roll_codes_at(codes, i), "aliases"));
        }
    }
    return subjects;
}

static RollRule *
copy_rule(const RollRule *rule)
{
    RollRule *copy = g_memdup2(rule, sizeof *rule);

    copy->name = g_strdup(rule->name);
    copy->file = g_strdup(rule->file);
    copy->pattern = g_strdup(rule->pattern);
    copy->replace = g_strdup(rule->replace);
    copy->countries = g_strdupv(rule->countries);
    copy->capture = g_strdup(rule->capture);
    copy->comment = g_strdup(rule->comment);
    copy->review = g_strdup(rule->review);
    return copy;
}

/* What is skipped at a glance would not have matched: the rule alone is run on every text, and
 * says so when its guard would not have let it. */
static void
check_guard(const RollRule *rule, const GPtrArray *subjects)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollRuleset) alone = roll_ruleset_new();
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean fired = FALSE;

    g_test_message("%s", rule->name);
    g_assert_true(roll_ruleset_add_take(alone, copy_rule(rule), &error));
    for (guint i = 0; i < subjects->len; i++) {
        g_assert_true(roll_ruleset_try_last(alone, roll_text(g_ptr_array_index(subjects, i)), out,
                                            &fired, &error));
        g_assert_no_error(error);
    }
}

static void
test_guards(void)
{
    static const gchar *const folders[] = {"names", "values", "encodings"};
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, &error);
    g_autoptr(GPtrArray) subjects = NULL;
    guint n_rules = 0;

    g_assert_no_error(error);
    subjects = make_subjects(layers);
    g_assert_cmpuint(subjects->len, >, 1000);
    for (guint folder = 0; folder < G_N_ELEMENTS(folders); folder++) {
        g_autoptr(GPtrArray) paths = roll_layers_list(layers, folders[folder], ".ini");

        for (guint i = 0; i < paths->len; i++) {
            const gchar *path[] = {g_ptr_array_index(paths, i), NULL};
            g_autoptr(RollRuleset) ruleset = NULL;

            if (g_str_has_suffix(path[0], "order.ini")) /* a table, no rules */
                continue;
            ruleset = roll_ruleset_load(path, &error);
            g_assert_no_error(error);
            n_rules += roll_ruleset_n_rules(ruleset);
            for (guint rule = 0; rule < roll_ruleset_n_rules(ruleset); rule++)
                check_guard(roll_ruleset_rule(ruleset, rule), subjects);
        }
    }
    g_assert_cmpuint(n_rules, >, 100);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/apply", test_apply);
    g_test_add_func("/rules/load", test_load);
    g_test_add_func("/rules/limits", test_limits);
    g_test_add_func("/rules/trial", test_trial);
    g_test_add_func("/rules/deep", test_deep);
    g_test_add_func("/rules/files", test_files);
    g_test_add_func("/rules/guards", test_guards);
    return g_test_run();
}
