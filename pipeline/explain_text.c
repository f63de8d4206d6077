#include "pipeline/explain_forms.h"

#include <string.h>

#include "pipeline/lib/compared.h"

#define VALUE_WIDTH 22 /* columns of a terminal */
#define FIELD_WIDTH 18
#define LEVEL_WIDTH 26
#define BAR_SIGN    200 /* hundredths of a bit: a sign of the bar */
#define BAR_MAX     12
#define RECORDS_MAX 40 /* of one officer */

/* ---- columns ---- */

static guint
width_of(gunichar sign)
{
    if (g_unichar_iszerowidth(sign) || g_unichar_ismark(sign))
        return 0;
    return g_unichar_iswide(sign) ? 2 : 1;
}

/* @text in a column of @width, cut with "…" where it is longer. */
static void
append_column(GString *out, const gchar *text, guint width)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    const gchar *end = NULL;
    guint used = 0;

    roll_text_printable(roll_text(text), safe);
    for (end = safe->str; *end != '\0'; end = roll_utf8_next(end)) {
        guint own = width_of(g_utf8_get_char(end));

        if (used + own > width - 1 && *roll_utf8_next(end) != '\0')
            break;
        used += own;
    }
    g_string_append_len(out, safe->str, end - safe->str);
    if (*end != '\0') {
        g_string_append(out, "…");
        used++;
    }
    for (; used < width; used++)
        g_string_append_c(out, ' ');
}

static void
append_safe(GString *out, const gchar *text)
{
    roll_text_printable(roll_text(text), out);
}

static void
cut_blanks(GString *out)
{
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
}

/* ---- waterfall ---- */

static void
append_bar(GString *out, gint64 hundredths)
{
    gint64 n = MIN((ABS(hundredths) + BAR_SIGN / 2) / BAR_SIGN, BAR_MAX);

    for (gint64 i = 0; i < n; i++)
        g_string_append_c(out, hundredths < 0 ? '-' : '+');
}

static void
append_row(GString *out, const gchar *const cells[4], gint64 hundredths)
{
    static const guint widths[] = {FIELD_WIDTH, VALUE_WIDTH, VALUE_WIDTH, LEVEL_WIDTH};
    gchar bits[EVIDENCE_BITS_MAX];

    g_string_append(out, "    ");
    for (guint i = 0; i < G_N_ELEMENTS(widths); i++) {
        append_column(out, cells[i], widths[i]);
        g_string_append_c(out, ' ');
    }
    g_string_append_printf(out, "%7s  ", evidence_bits(hundredths, bits));
    append_bar(out, hundredths);
    cut_blanks(out);
    g_string_append_c(out, '\n');
}

static void
append_pair(GString *out, const EvidencePair *pair)
{
    g_autofree gchar *a = evidence_place(pair->a);
    g_autofree gchar *b = evidence_place(pair->b);
    const gchar *const before[4] = {"before looking", "", "", "how rare such pairs are"};
    const gchar *const sum[4] = {"together", "", "",
                                 pair->sum > 0 ? "speaks for one person" : "speaks for two people"};

    g_string_append(out, "    A ");
    append_safe(out, a);
    g_string_append(out, ", B ");
    append_safe(out, b);
    g_string_append_c(out, '\n');
    append_row(out, before, pair->start);
    for (guint i = 0; i < pair->parts->len; i++) {
        const EvidencePart *part = &g_array_index(pair->parts, EvidencePart, i);
        const gchar *const cells[4] = {roll_field_words(part->field), part->value_a, part->value_b,
                                       part->level};

        append_row(out, cells, part->hundredths);
    }
    append_row(out, sum, pair->sum);
}

/* ---- officers ---- */

static void
append_record(GString *out, const EvidenceRecord *record, guint count)
{
    static const gchar *const columns[] = {"rank",       "unit",       "station",   "adm1",
                                           "birth_date", "birth_year", "id_number", "phone"};
    g_autofree gchar *place = evidence_place(record);

    g_string_append(out, "    ");
    append_column(out, evidence_name(record), VALUE_WIDTH + 6);
    g_string_append_c(out, ' ');
    append_safe(out, place);
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
        RollText value = evidence_get(record, columns[i]);

        if (value.length > 0) {
            g_string_append(out, "; ");
            append_safe(out, value.data);
        }
    }
    if (count > 1)
        g_string_append_printf(out,
                               "; and %u more line%s of the same organisation that say%s the "
                               "same",
                               count - 1, count == 2 ? "" : "s", count == 2 ? "s" : "");
    g_string_append_c(out, '\n');
}

static void
append_step(GString *out, const EvidenceOfficer *officer, guint i)
{
    const EvidenceStep *step = &g_array_index(officer->steps, EvidenceStep, i);
    gchar bits[G_ASCII_DTOSTR_BUF_SIZE];

    (void)g_ascii_formatd(bits, sizeof bits, "%+.2f", step->value);
    g_string_append_printf(out, "\n  %u. %u record%s (", i + 1, step->n_a,
                           step->n_a == 1 ? "" : "s");
    append_safe(out, evidence_name(step->a));
    g_string_append_printf(out, ") and %u (", step->n_b);
    append_safe(out, evidence_name(step->b));
    g_string_append_printf(out, ") were joined %s %s bits%s\n",
                           step->is_decided ? "by a decision; evidence:" : "at", bits,
                           (gint)i == officer->weakest ? "   <- the weakest" : "");
    if (step->pair != NULL)
        append_pair(out, step->pair);
    else
        g_string_append(out, "    nothing but the decision links them\n");
}

static void
append_officer(GString *out, const Explanation *explanation, const EvidenceOfficer *officer)
{
    g_autoptr(GPtrArray) events = explain_events(explanation, officer);
    gboolean with_steps = explanation->asked[1] == NULL;
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) distinct = evidence_distinct(officer, counts);

    g_string_append_printf(out, "\nOfficer %s: %u record%s\n", officer->number,
                           officer->records->len, officer->records->len == 1 ? "" : "s");
    for (guint i = 0; i < MIN(distinct->len, RECORDS_MAX); i++)
        append_record(out, distinct->pdata[i], g_array_index(counts, guint, i));
    if (distinct->len > RECORDS_MAX)
        g_string_append_printf(out, "    and %u more, all of them with --format json\n",
                               distinct->len - RECORDS_MAX);
    for (guint i = 0; i < events->len; i++)
        g_string_append_printf(out, "    %s\n", (const gchar *)events->pdata[i]);
    if (with_steps && officer->steps->len > 0)
        g_string_append(out, "\nHow the officer came together, join by join\n");
    for (guint i = 0; with_steps && i < officer->steps->len; i++)
        append_step(out, officer, i);
}

static void
append_near(GString *out, const Explanation *explanation)
{
    gchar bits[EVIDENCE_BITS_MAX];

    if (explanation->near->len == 0)
        return;
    g_string_append(out, "\nNot joined, though nearest\n");
    for (guint i = 0; i < explanation->near->len; i++) {
        const ExplainNear *near = &g_array_index(explanation->near, ExplainNear, i);

        if (near->evidence == NULL)
            continue;
        g_string_append_printf(out, "\n  officer %s (", near->officer);
        append_safe(out, evidence_name(near->evidence->b));
        g_string_append_printf(out, "), strongest link %s bits\n",
                               evidence_bits(near->evidence->sum, bits));
        append_pair(out, near->evidence);
    }
}

static void
append_hits(GString *out, const Explanation *explanation)
{
    const gchar *last = "";

    if (explanation->hits == NULL || explanation->hits->len == 0)
        return;
    g_string_append(out, "\nRules that touched the names\n");
    for (guint i = 0; i < explanation->hits->len; i++) {
        const NamesHit *hit = explanation->hits->pdata[i];

        if (strcmp(hit->name, last) != 0) {
            g_string_append(out, "  ");
            append_safe(out, hit->name);
            g_string_append_c(out, '\n');
        }
        last = hit->name;
        g_string_append_printf(out, "    %-24s %-24s -> ", hit->place, hit->rule);
        append_safe(out, hit->result);
        if (*hit->captured != '\0') {
            g_string_append(out, "   kept: ");
            append_safe(out, hit->captured);
        }
        g_string_append_c(out, '\n');
    }
}

void
explain_text(const Explanation *explanation, GString *out)
{
    for (guint i = 0; i < explanation->reasons->len; i++) {
        append_safe(out, explanation->reasons->pdata[i]);
        g_string_append_c(out, '\n');
    }
    if (explanation->pair != NULL) {
        g_string_append_printf(
            out, "\nThe two records, held against each other%s\n",
            explanation->pair->is_computed ? " (just now: the run did not keep the pair)" : "");
        append_pair(out, explanation->pair);
    }
    for (guint i = 0; i < explanation->officers->len; i++)
        append_officer(out, explanation, explanation->officers->pdata[i]);
    append_near(out, explanation);
    append_hits(out, explanation);
    g_string_append(out,
                    "\nA bit doubles the odds: +1 is twice as likely to be one person, +10 a "
                    "thousand times, -1 half as likely.\nBefore looking: how rare it is that two "
                    "records are one person; where nothing agrees but the name, also what "
                    "keeps a name alone from joining.\n");
}
