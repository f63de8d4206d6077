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

gchar *
sentence_topics(const ReportContext *context, const gchar *codes)
{
    g_auto(GStrv) parts = g_strsplit(codes, ";", -1);
    guint n = g_strv_length(parts);
    GString *text = g_string_new(NULL);

    if (n == 0 || parts[0][0] == '\0') {
        g_string_append(text, "no topic that is known");
        return g_string_free(text, FALSE);
    }
    for (guint i = 0; i < n; i++) {
        g_autofree gchar *topic = sentence_topic(context, parts[i]);

        if (i > 0)
            g_string_append(text, i + 1 < n ? ", " : " and ");
        g_string_append(text, topic);
    }
    return g_string_free(text, FALSE);
}

gchar *
sentence_organisation(const ReportContext *context, const gchar *code)
{
    const gchar *name = report_organisation(context, code);

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

static void
append_organisations(const ReportContext *context, const Clashes *clashes, const GArray *places,
                     GString *text)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < places->len; i++) {
        const gchar *code = report_string(row_of(clashes, places, i), "org");
        gboolean is_new = TRUE;

        for (guint j = 0; j < codes->len; j++)
            is_new = is_new && strcmp(g_ptr_array_index(codes, j), code) != 0;
        if (is_new)
            g_ptr_array_add(codes, g_strdup(code));
    }
    for (guint i = 0; i < codes->len; i++) {
        g_autofree gchar *name = sentence_organisation(context, g_ptr_array_index(codes, i));

        if (i > 0)
            g_string_append(text, i + 1 < codes->len ? ", " : " and ");
        g_string_append(text, name);
    }
}

static gchar *
place_of(const ReportContext *context, const ReportRow *row)
{
    const gchar *unit = report_string(row, "unit");
    const gchar *place = report_place(context, report_string(row, "adm1_code"));

    if (place[0] == '\0')
        place = "a place not told";
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
sentence_case(const ReportContext *context, const Clashes *clashes, const GArray *places)
{
    const ReportRow *row = row_of(clashes, places, 0);
    g_autofree gchar *topic = shared_topic(context, row);
    g_autofree gchar *place = place_of(context, row);
    gint days = days_apart(clashes, places);
    GString *text = g_string_new(NULL);

    append_organisations(context, clashes, places, text);
    if (places->len == 1)
        g_string_append_printf(text, " will teach %s to %s, mostly to people who have had it",
                               topic, place);
    else if (places->len == 2)
        g_string_append_printf(text, " will both teach %s in %s, ", topic, place);
    else
        g_string_append_printf(text, " will teach %s in %s in %u sessions, ", topic, place,
                               places->len);
    if (places->len > 1 && days == 0)
        g_string_append(text, "on the same day");
    else if (places->len > 1)
        g_string_append_printf(text, "%d day%s apart", days, words_plural(days));
    return g_string_free(text, FALSE);
}

gchar *
sentence_headline(const ReportContext *context, const Clashes *clashes, const GArray *places)
{
    static const gchar *const numbers[] = {"", "", "two", "three", "four", "five", "six"};
    const ReportRow *row = row_of(clashes, places, 0);
    const ReportRow *last = row_of(clashes, places, places->len - 1);
    g_autofree gchar *topic = shared_topic(context, row);
    const gchar *place = report_place(context, report_string(row, "adm1_code"));
    RollDay start = roll_day_parse(report_get(row, "start"));
    RollDay end = roll_day_parse(report_get(last, "start"));
    gboolean one_month = roll_day_split(start).month == roll_day_split(end).month;
    guint n_orgs = count_organisations(clashes, places);
    Words from;
    Words to;

    words_day_long(start, from);
    if (places->len == 1)
        return g_strdup_printf("On %s %s will teach %s to people who have had it", from,
                               report_string(row, "org"), topic);
    if (places->len > 2 || n_orgs >= G_N_ELEMENTS(numbers))
        return g_strdup_printf("From %s %u sessions of %u organisations will teach %s in %s", from,
                               places->len, n_orgs, topic, place);
    if (start != end && one_month)
        g_snprintf(from, sizeof from, "%d", roll_day_split(start).day);
    return g_strdup_printf("On %s%s%s %s organisations will teach %s in %s", from,
                           start != end ? " and " : "", start != end ? words_day_long(end, to) : "",
                           numbers[n_orgs], topic, place);
}

/* "HBF (11);LBR (1)" with commas. */
static gchar *
list_of(const gchar *joined)
{
    g_auto(GStrv) parts = g_strsplit(joined, ";", -1);

    return g_strjoinv(", ", parts);
}

static void
append_list(const ReportRow *row, gboolean is_first, GString *text)
{
    const gchar *organisation = report_string(row, "org");
    gint64 n_listed = report_number(row, "n_listed");
    gint64 n_already = report_number(row, "n_already");
    g_autofree gchar *from = list_of(report_string(row, "already_from"));
    Words listed;
    Words already;

    if (n_listed == 0) {
        g_string_append_printf(text, "%s%s names no participants, so its list cannot be compared.",
                               is_first ? "" : " ", organisation);
        return;
    }
    words_count(n_listed, listed);
    words_count(n_already, already);
    if (!is_first)
        g_string_append_printf(text, " %s’s list: %s of %s.", organisation, already, listed);
    else if (n_already == 0)
        g_string_append_printf(text, "None of the %s people on %s’s list has had it.", listed,
                               organisation);
    else
        g_string_append_printf(text,
                               "%s of the %s people on %s’s list had one of its topics within %s "
                               "months, from %s.",
                               already, listed, organisation, report_string(row, "validity_months"),
                               from);
}

gchar *
sentence_evidence(G_GNUC_UNUSED const ReportContext *context, const Clashes *clashes,
                  const GArray *places)
{
    GString *text = g_string_new(NULL);
    gboolean has_list = FALSE;

    for (guint i = 0; i < places->len; i++)
        has_list = has_list || n_listed_of(row_of(clashes, places, i)) > 0;
    if (!has_list) {
        g_string_append(text, places->len == 2 ? "Neither names its participants, so the lists "
                                                 "cannot be compared."
                                               : "None names its participants, so the lists cannot "
                                                 "be compared.");
        return g_string_free(text, FALSE);
    }
    for (guint i = 0; i < places->len; i++)
        append_list(row_of(clashes, places, i), i == 0, text);
    return g_string_free(text, FALSE);
}

static void
append_offer(const ReportContext *context, const ReportRow *row, GString *text)
{
    g_autofree gchar *topic = sentence_topic(context, report_string(row, "offer_topic"));
    gint64 n = report_number(row, "offer_untrained");
    Words count;

    g_string_append_printf(text, "%s, where %s officer%s on the roll %s never had %s",
                           report_place(context, report_string(row, "offer_adm1")),
                           words_count(n, count), words_plural(n), n == 1 ? "has" : "have", topic);
}

/* The plan of the case whose list was trained most decides. */
gchar *
sentence_suggestion(const ReportContext *context, const Clashes *clashes, const GArray *places)
{
    const ReportRow *row = row_of(clashes, places, 0);
    gboolean has_offer;
    GString *text = g_string_new(NULL);

    for (guint i = 1; i < places->len; i++) {
        const ReportRow *other = row_of(clashes, places, i);

        if (report_number(other, "n_already") * n_listed_of(row) >
            report_number(row, "n_already") * n_listed_of(other))
            row = other;
    }
    has_offer = !report_is_blank(row, "offer_adm1");
    if (report_is(row, "suggestion", "split the lists"))
        g_string_append(text, "agree who teaches it, or use two lists that do not overlap");
    else if (places->len > 1)
        g_string_append(text, has_offer ? "merge into one session, and offer the freed seats to "
                                        : "merge into one session");
    else
        g_string_append(text, has_offer ? "make it a refresher, or offer the seats to "
                                        : "make it a refresher, or invite people who never had it");
    if (has_offer && !report_is(row, "suggestion", "split the lists"))
        append_offer(context, row, text);
    g_string_append_c(text, '.');
    return g_string_free(text, FALSE);
}
