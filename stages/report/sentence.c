#include "stages/report/sentence.h"

#include "stages/report/words.h"

gchar *
sentence_topic(const ReportContext *context, const gchar *code)
{
    gchar *name = g_strdup(report_topic(context, code));

    if (g_ascii_isupper(name[0]) && !g_ascii_isupper(name[1]))
        name[0] = g_ascii_tolower(name[0]);
    return name;
}

/* "a, b and c" of @parts, in the words of the language. (transfer full) */
static gchar *
join(const Messages *say, const GPtrArray *parts)
{
    gchar *text = g_strdup(parts->len > 0 ? g_ptr_array_index(parts, parts->len - 1) : "");

    for (guint i = parts->len; i-- > 1;) {
        gchar *both =
            messages_text(say, i + 1 == parts->len ? "sentence.last-two" : "sentence.list", "first",
                          g_ptr_array_index(parts, i - 1), "rest", text, NULL);

        g_free(text);
        text = both;
    }
    return text;
}

gchar *
sentence_topics(const ReportContext *context, const Messages *say, const gchar *codes)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) parts = g_strsplit(codes, ";", -1);

    if (parts[0] == NULL || parts[0][0] == '\0')
        return messages_text(say, "sentence.no-topic", NULL);
    for (guint i = 0; parts[i] != NULL; i++)
        g_ptr_array_add(names, sentence_topic(context, parts[i]));
    return join(say, names);
}

gchar *
sentence_organisation(const ReportContext *context, const Messages *say, const gchar *code)
{
    const gchar *name = report_organisation(context, code);

    if (*code == '\0')
        return g_strdup(messages_word(say, "sentence.unknown-organisation"));
    if (strcmp(name, code) == 0)
        return g_strdup(code);
    return g_strdup_printf("%s (%s)", name, code);
}

static const ReportRow *
row_of(const Clashes *clashes, const GArray *places, guint i)
{
    return &clash_plan(clashes, g_array_index(places, guint, i))->row;
}

static gint64
n_listed_of(const ReportRow *row)
{
    return report_number(row, "n_listed");
}

/* The first of the topics that the plan shares with what it collides with. */
static gchar *
shared_topic(const ReportContext *context, const ReportRow *row)
{
    g_auto(GStrv) shared = g_strsplit(report_string(row, "topics_shared"), ";", 2);

    return sentence_topic(context, shared[0] != NULL ? shared[0] : "");
}

/* The organisations of the plans, each once. (transfer full) */
static gchar *
organisations_of(const ReportContext *context, const Messages *say, const Clashes *clashes,
                 const GArray *places)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < places->len; i++) {
        const gchar *code = report_string(row_of(clashes, places, i), "org");
        gboolean is_new = TRUE;

        for (guint j = 0; j < i; j++)
            is_new = is_new && !report_is(row_of(clashes, places, j), "org", code);
        if (is_new)
            g_ptr_array_add(names, sentence_organisation(context, say, code));
    }
    return join(say, names);
}

static gchar *
place_of(const ReportContext *context, const Messages *say, const ReportRow *row)
{
    const gchar *unit = report_string(row, "unit");
    const gchar *place = report_place(context, report_string(row, "adm1_code"));

    if (place[0] == '\0')
        place = messages_word(say, "sentence.no-place");
    return unit[0] != '\0' ? g_strdup_printf("%s, %s", unit, place) : g_strdup(place);
}

/* Different organisations among the plans of a case. */
static guint
count_organisations(const Clashes *clashes, const GArray *places)
{
    guint n = 0;

    for (guint i = 0; i < places->len; i++) {
        const gchar *code = report_string(row_of(clashes, places, i), "org");
        gboolean is_new = TRUE;

        for (guint j = 0; j < i; j++)
            is_new = is_new && !report_is(row_of(clashes, places, j), "org", code);
        n += is_new ? 1 : 0;
    }
    return n;
}

static gint
days_apart(const Clashes *clashes, const GArray *places)
{
    return roll_day_parse(report_get(row_of(clashes, places, places->len - 1), "start")) -
           roll_day_parse(report_get(row_of(clashes, places, 0), "start"));
}

gchar *
sentence_case(const ReportContext *context, const Messages *say, const Clashes *clashes,
              const GArray *places)
{
    const ReportRow *row = row_of(clashes, places, 0);
    g_autofree gchar *topic = shared_topic(context, row);
    g_autofree gchar *place = place_of(context, say, row);
    g_autofree gchar *who = organisations_of(context, say, clashes, places);
    const gchar *key = places->len == 1   ? "sentence.case-alone"
                       : places->len == 2 ? "sentence.case-both"
                                          : "sentence.case-many";
    Words days;
    Words n;

    return messages_text(say, key, "who", who, "topic", topic, "place", place, "n",
                         words_count(say, places->len, n), "days",
                         words_count(say, days_apart(clashes, places), days), NULL);
}

gchar *
sentence_headline(const ReportContext *context, const Messages *say, const Clashes *clashes,
                  const GArray *places)
{
    static const gchar *const two_dates[] = {"sentence.two-dates", "sentence.two-dates-one-month"};
    const ReportRow *row = row_of(clashes, places, 0);
    const ReportRow *last = row_of(clashes, places, places->len - 1);
    g_autofree gchar *topic = shared_topic(context, row);
    const gchar *place = report_place(context, report_string(row, "adm1_code"));
    RollDay start = roll_day_parse(report_get(row, "start"));
    RollDay end = roll_day_parse(report_get(last, "start"));
    gboolean one_month = roll_day_split(start).month == roll_day_split(end).month;
    g_autofree gchar *dates = NULL;
    Words from;
    Words to;
    Words n;
    Words orgs;
    Words day;

    words_day_long(say, start, from);
    words_count(say, places->len, n);
    words_count(say, count_organisations(clashes, places), orgs);
    if (places->len == 1)
        return messages_text(say, "sentence.headline-alone", "date", from, "org",
                             report_string(row, "org"), "topic", topic, NULL);
    if (places->len > 2)
        return messages_text(say, "sentence.headline-many", "date", from, "n", n, "orgs", orgs,
                             "topic", topic, "place", place, NULL);
    dates = start == end ? g_strdup(from)
                         : messages_text(say, two_dates[one_month], "from", from, "day",
                                         words_count(say, roll_day_split(start).day, day), "to",
                                         words_day_long(say, end, to), NULL);
    return messages_text(say, "sentence.headline-two", "dates", dates, "orgs", orgs, "topic", topic,
                         "place", place, NULL);
}

/* "HBF (11);LBR (1)" with commas. */
static gchar *
list_of(const gchar *joined)
{
    g_auto(GStrv) parts = g_strsplit(joined, ";", -1);

    return g_strjoinv(", ", parts);
}

/* What is known of one list. (transfer full) */
static gchar *
evidence_of(const Messages *say, const ReportRow *row, gboolean is_first)
{
    gint64 n_listed = report_number(row, "n_listed");
    gint64 n_already = report_number(row, "n_already");
    g_autofree gchar *from = list_of(report_string(row, "already_from"));
    const gchar *key = n_listed == 0    ? "sentence.names-nobody"
                       : !is_first      ? "sentence.other-list"
                       : n_already == 0 ? "sentence.none-had-it"
                                        : "sentence.had-it";
    Words listed;
    Words already;

    return messages_text(say, key, "org", report_string(row, "org"), "already",
                         words_count(say, n_already, already), "listed",
                         words_count(say, n_listed, listed), "months",
                         report_string(row, "validity_months"), "from", from, NULL);
}

gchar *
sentence_evidence(const Messages *say, const Clashes *clashes, const GArray *places)
{
    GString *text = g_string_new(NULL);
    gboolean has_list = FALSE;

    for (guint i = 0; i < places->len; i++)
        has_list = has_list || n_listed_of(row_of(clashes, places, i)) > 0;
    if (!has_list)
        g_string_append(text, messages_word(say, places->len == 2 ? "sentence.neither-names"
                                                                  : "sentence.none-names"));
    for (guint i = 0; has_list && i < places->len; i++) {
        g_autofree gchar *one = evidence_of(say, row_of(clashes, places, i), i == 0);

        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", one);
    }
    return g_string_free(text, FALSE);
}

/* Behind the suggestion: whom a session there would refresh. */
static gchar *
with_due(const ReportContext *context, const Messages *say, const ReportRow *row, gchar *suggestion)
{
    gint64 n_due = report_number(row, "n_due");
    g_autofree gchar *taken = suggestion;
    g_autofree gchar *due = NULL;
    Words n;

    if (n_due == 0)
        return g_steal_pointer(&taken);
    due = messages_text(say, "sentence.due-there", "n", words_count(say, n_due, n), "place",
                        report_place(context, report_string(row, "adm1_code")), NULL);
    return g_strdup_printf("%s %s", taken, due);
}

/* The plan of the case whose list was trained most decides. */
gchar *
sentence_suggestion(const ReportContext *context, const Messages *say, const Clashes *clashes,
                    const GArray *places)
{
    static const gchar *const keys[2][2] = {{"sentence.refresher", "sentence.refresher-offer"},
                                            {"sentence.merge", "sentence.merge-offer"}};
    const ReportRow *row = row_of(clashes, places, 0);
    g_autofree gchar *topic = NULL;
    Words count;

    for (guint i = 1; i < places->len; i++) {
        const ReportRow *other = row_of(clashes, places, i);

        if (report_number(other, "n_already") * n_listed_of(row) >
            report_number(row, "n_already") * n_listed_of(other))
            row = other;
    }
    if (report_is(row, "suggestion", "split the lists"))
        return with_due(context, say, row, messages_text(say, "sentence.split", NULL));
    topic = sentence_topic(context, report_string(row, "offer_topic"));
    return with_due(context, say, row,
                    messages_text(say, keys[places->len > 1][!report_is_blank(row, "offer_adm1")],
                                  "place", report_place(context, report_string(row, "offer_adm1")),
                                  "n",
                                  words_count(say, report_number(row, "offer_untrained"), count),
                                  "topic", topic, NULL));
}
