#include "stages/report/explain_cells.h"

#include "stages/report/sentence.h"
#include "stages/report/words.h"

/* ---- records ---- */

/* The first of these that says something. */
static gchar *
first_of(const EvidenceRecord *record, const gchar *const *columns)
{
    for (; *columns != NULL; columns++)
        if (evidence_get(record, *columns).length > 0)
            return g_strdup(evidence_get(record, *columns).data);
    return g_strdup("");
}

static gchar *
name_as_written(const EvidenceRecord *record)
{
    const gchar *whole = evidence_get(record, "officer_name").data;
    const gchar *family = evidence_get(record, "family_name").data;
    const gchar *given = evidence_get(record, "given_name").data;

    if (*whole != '\0')
        return g_strdup(whole);
    if (*family == '\0' && *given == '\0')
        return g_strdup(evidence_name(record));
    return g_strstrip(g_strdup_printf("%s %s", family, given));
}

GPtrArray *
explain_record(const Page *page, const EvidenceRecord *record, guint count)
{
    static const gchar *const organisation[] = {"organisation_norm", "organisation", NULL};
    static const gchar *const born[] = {"birth_date", "birth_year", "age", NULL};
    static const gchar *const unit[] = {"unit", "station", "agency", "adm1", NULL};
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    Words more;

    g_ptr_array_add(cells, first_of(record, organisation));
    g_ptr_array_add(cells,
                    page_text(page, "explain.place", "export", evidence_get(record, "export").data,
                              "line", evidence_get(record, "line").data, NULL));
    g_ptr_array_add(cells, name_as_written(record));
    g_ptr_array_add(cells, g_strdup(evidence_get(record, "officer_name_local").data));
    g_ptr_array_add(cells, first_of(record, born));
    g_ptr_array_add(cells, g_strdup(evidence_get(record, "rank").data));
    g_ptr_array_add(cells, first_of(record, unit));
    g_ptr_array_add(cells, count > 1 ? page_text(page, "explain.more", "n",
                                                 words_count(page->messages, count - 1, more), NULL)
                                     : g_strdup(""));
    return cells;
}

/* ---- sessions ---- */

static gchar *
session_tag(const Page *page, const ExplainedSession *session)
{
    g_autofree gchar *topics = NULL;

    if (*session->again == '\0')
        return g_strdup(session->is_planned ? page_word(page, "explain.invited") : "");
    topics = sentence_topics(page->context, page->messages, session->again);
    return page_text(page, session->is_planned ? "explain.invited-again" : "explain.again",
                     "topics", topics, NULL);
}

GPtrArray *
explain_session(const Page *page, const ExplainedSession *session)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    Words day;

    g_ptr_array_add(cells,
                    g_strdup(session->start != 0 ? words_day(page->messages, session->start, day)
                                                 : page_word(page, "explain.no-date")));
    g_ptr_array_add(cells, g_strdup(session->organisations));
    g_ptr_array_add(cells, g_strdup(session->title));
    g_ptr_array_add(cells, sentence_topics(page->context, page->messages, session->topics));
    g_ptr_array_add(cells, session_tag(page, session));
    return cells;
}

/* ---- steps ---- */

static gchar *
step_tag(const Page *page, const EvidenceOfficer *officer, guint i)
{
    if (g_array_index(officer->steps, EvidenceStep, i).is_decided)
        return g_strdup(page_word(page, "explain.decided"));
    return g_strdup((gint)i == officer->weakest && officer->steps->len > 1
                        ? page_word(page, "explain.weakest")
                        : "");
}

GPtrArray *
explain_step(const Page *page, const EvidenceOfficer *officer, guint step)
{
    const EvidenceStep *at = &g_array_index(officer->steps, EvidenceStep, step);
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    Words bits;
    Words n_a;
    Words n_b;

    g_ptr_array_add(cells, page_text(page, "explain.step", "a", evidence_name(at->a), "b",
                                     evidence_name(at->b), "lines-a",
                                     words_count(page->messages, at->n_a, n_a), "lines-b",
                                     words_count(page->messages, at->n_b, n_b), NULL));
    g_ptr_array_add(cells, g_strdup(words_real_change(page->messages, at->value, 2, bits)));
    g_ptr_array_add(cells, step_tag(page, officer, step));
    g_ptr_array_add(cells, evidence_place(at->a));
    g_ptr_array_add(cells, evidence_place(at->b));
    return cells;
}

gint
explain_first_step(const EvidenceOfficer *officer)
{
    if (officer->weakest >= 0 &&
        g_array_index(officer->steps, EvidenceStep, officer->weakest).pair != NULL)
        return officer->weakest;
    for (guint i = 0; i < officer->steps->len; i++)
        if (g_array_index(officer->steps, EvidenceStep, i).pair != NULL)
            return (gint)i;
    return -1;
}

/* ---- the sentences ---- */

static gchar *
why(const Page *page, const EvidenceOfficer *officer)
{
    gdouble weakest = 0;
    gdouble wrong = 0;
    Words bits;
    Words lines;
    Words joins;
    Words odds;

    words_count(page->messages, officer->records->len, lines);
    if (officer->records->len <= 1)
        return page_text(page, "explain.one-line", NULL);
    if (officer->steps->len == 0)
        return page_text(page, "explain.same", "lines", lines, NULL);
    if (officer->weakest < 0)
        return page_text(page, "explain.all-decided", "lines", lines, NULL);
    weakest = g_array_index(officer->steps, EvidenceStep, officer->weakest).value;
    wrong = evidence_wrong_of_thousand(weakest);
    return page_text(page, "explain.joined", "lines", lines, "joins",
                     words_count(page->messages, officer->steps->len, joins), "bits",
                     words_real_change(page->messages, weakest, 2, bits), "wrong",
                     words_real(page->messages, wrong, wrong < 10 ? 1 : 0, odds), NULL);
}

gchar *
explain_dek(const Page *page, const ExplainedOfficer *officer)
{
    g_autofree gchar *joined = why(page, officer->evidence);
    g_autofree gchar *topic =
        sentence_topic(page->context, report_string(&officer->row.row, "topic_code"));
    g_autofree gchar *taught = NULL;
    guint n_held = 0;
    Words sessions;
    Words times;

    for (guint i = 0; i < officer->sessions->len; i++)
        n_held += !g_array_index(officer->sessions, ExplainedSession, i).is_planned;
    taught = page_text(page, "explain.taught", "n", words_count(page->messages, n_held, sessions),
                       "topic", topic, "times",
                       words_count(page->messages, officer->row.n_sessions, times), NULL);
    return g_strconcat(taught, " ", joined, NULL);
}
