#include "stages/report/explain_blocks.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "pipeline/lib/waterfall.h"
#include "stages/report/block_data.h"
#include "stages/report/explain_cells.h"
#include "stages/report/words.h"

#define BLOCK     25
#define BYTES_MAX ((gsize)1536 * 1024)
#define STEPS_MAX 4 /* of an officer, the weakest, whose bars can be seen */

typedef struct {
    const Page *page;
    WordList words; /* of fields and levels */
    GString *out;   /* the block at hand */
} Blocks;

static gchar *
more(const Page *page, const gchar *key, guint n, guint most)
{
    Words count;

    return n > most ? page_text(page, key, "n", words_count(page->messages, n - most, count), NULL)
                    : g_strdup("");
}

gchar *
explain_more_records(const Page *page, guint n_distinct)
{
    return more(page, "explain.more-lines", n_distinct, EXPLAIN_RECORDS_MAX);
}

gchar *
explain_more_sessions(const Page *page, guint n_sessions)
{
    return more(page, "explain.more-sessions", n_sessions, EXPLAIN_SESSIONS_MAX);
}

/* ---- JSON ---- */

static void
put_text(GString *out, const gchar *text)
{
    g_string_append_c(out, '"');
    html_json(out, text);
    g_string_append_c(out, '"');
}

static void
put_member(GString *out, const gchar *key, const gchar *text)
{
    g_string_append_printf(out, ",\"%s\":", key);
    put_text(out, text);
}

/* A list that is not closed yet. */
static void
open_cells(GString *out, guint place, const GPtrArray *cells)
{
    g_string_append(out, place > 0 ? ",[" : "[");
    for (guint i = 0; i < cells->len; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        put_text(out, cells->pdata[i]);
    }
}

static void
put_bar(const Blocks *blocks, const WaterfallBar *bar)
{
    g_string_append_printf(blocks->out, "[%d,%d,%d,%d,%d,%d", (gint)bar->kind,
                           (gint)bar->hundredths, bar->left, bar->width, bar->zero, bar->end);
    if (bar->part != NULL) {
        g_autofree gchar *field = words_field(blocks->page->messages, bar->part->field);
        g_autofree gchar *level = messages_term(blocks->page->messages, "levels", bar->part->level);

        g_string_append_printf(blocks->out, ",%u,%u,", word_list_place(&blocks->words, field),
                               word_list_place(&blocks->words, level));
        put_text(blocks->out, bar->part->value_a);
        if (strcmp(bar->part->value_a, bar->part->value_b) != 0) {
            g_string_append_c(blocks->out, ',');
            put_text(blocks->out, bar->part->value_b);
        }
    }
    g_string_append_c(blocks->out, ']');
}

/* How many steps of the officer are weaker, or as weak and earlier. */
static guint
rank_of(const GArray *steps, guint step)
{
    gdouble value = g_array_index(steps, EvidenceStep, step).value;
    guint rank = 0;

    for (guint i = 0; i < steps->len; i++) {
        gdouble other = g_array_index(steps, EvidenceStep, i).value;

        rank += other < value || (other <= value && i < step) ? 1 : 0;
    }
    return rank;
}

static void
put_steps(const Blocks *blocks, const EvidenceOfficer *officer)
{
    gint first = explain_first_step(officer);

    g_string_append_printf(blocks->out, ",\"first\":%d,\"steps\":[", first);
    for (guint i = 0; i < officer->steps->len; i++) {
        const EvidenceStep *step = &g_array_index(officer->steps, EvidenceStep, i);
        g_autoptr(GPtrArray) cells = explain_step(blocks->page, officer, i);
        gboolean is_seen =
            step->pair != NULL && ((gint)i == first || rank_of(officer->steps, i) < STEPS_MAX);
        g_autoptr(GArray) bars = is_seen ? waterfall_bars(step->pair) : NULL;

        open_cells(blocks->out, i, cells);
        g_string_append(blocks->out, ",[");
        for (guint j = 0; bars != NULL && j < bars->len; j++) {
            if (j > 0)
                g_string_append_c(blocks->out, ',');
            put_bar(blocks, &g_array_index(bars, WaterfallBar, j));
        }
        g_string_append(blocks->out, "]]");
    }
    g_string_append_c(blocks->out, ']');
}

static void
put_records(const Blocks *blocks, const EvidenceOfficer *officer)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) distinct = evidence_distinct(officer, counts);
    g_autofree gchar *rest = explain_more_records(blocks->page, distinct->len);

    g_string_append(blocks->out, ",\"records\":[");
    for (guint i = 0; i < MIN(distinct->len, EXPLAIN_RECORDS_MAX); i++) {
        g_autoptr(GPtrArray) cells =
            explain_record(blocks->page, distinct->pdata[i], g_array_index(counts, guint, i));

        open_cells(blocks->out, i, cells);
        g_string_append_c(blocks->out, ']');
    }
    g_string_append_c(blocks->out, ']');
    put_member(blocks->out, "moreRecords", rest);
}

static void
put_sessions(const Blocks *blocks, const GArray *sessions)
{
    g_autofree gchar *rest = explain_more_sessions(blocks->page, sessions->len);

    g_string_append(blocks->out, ",\"sessions\":[");
    for (guint i = 0; i < MIN(sessions->len, EXPLAIN_SESSIONS_MAX); i++) {
        const ExplainedSession *session = &g_array_index(sessions, ExplainedSession, i);
        g_autoptr(GPtrArray) cells = explain_session(blocks->page, session);

        open_cells(blocks->out, i, cells);
        g_string_append_printf(blocks->out, ",%d]", session->is_planned);
    }
    g_string_append_c(blocks->out, ']');
    put_member(blocks->out, "moreSessions", rest);
}

static void
put_officer(const Blocks *blocks, const ExplainedOfficer *officer)
{
    g_autofree gchar *dek = explain_dek(blocks->page, officer);

    g_string_append(blocks->out, "{\"number\":");
    put_text(blocks->out, officer->evidence->number);
    put_member(blocks->out, "name", report_string(&officer->row.row, "name"));
    put_member(blocks->out, "local", report_string(&officer->row.row, "name_local"));
    put_member(blocks->out, "dek", dek);
    put_steps(blocks, officer->evidence);
    put_records(blocks, officer->evidence);
    put_sessions(blocks, officer->sessions);
    g_string_append_c(blocks->out, '}');
}

/* ---- elements ---- */

static void
put_words(const Blocks *blocks, const GString *numbers, const GString *sums)
{
    GString *out = blocks->page->tail;

    g_string_append_printf(out,
                           "<script type=\"application/json\" id=\"why-words\">{\"size\":%d,"
                           "\"numbers\":[%s],\"sums\":[%s],\"texts\":[",
                           BLOCK, numbers->str, sums->str);
    for (guint i = 0; i < blocks->words.texts->len; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        put_text(out, blocks->words.texts->pdata[i]);
    }
    g_string_append(out, "]}</script>\n");
}

/* The bytes may not suffice for all: those most often taught and those in doubt take turns. */
static GPtrArray *
in_order(const Explained *explained)
{
    GPtrArray *officers = g_ptr_array_new();
    guint next[2] = {0, 0}; /* of the sure ones, and of those in doubt */

    while (officers->len < explained->officers->len)
        for (guint doubt = 0; doubt < 2; doubt++) {
            ExplainedOfficer *officer = NULL;

            while (next[doubt] < explained->officers->len &&
                   report_is(
                       &g_array_index(explained->officers, ExplainedOfficer, next[doubt]).row.row,
                       "decision", "review") != (doubt == 1))
                next[doubt]++;
            if (next[doubt] == explained->officers->len)
                continue;
            officer = &g_array_index(explained->officers, ExplainedOfficer, next[doubt]++);
            g_ptr_array_add(officers, officer);
        }
    return officers;
}

void
explain_blocks_put(const Page *page, const Explained *explained)
{
    g_autoptr(GPtrArray) officers = in_order(explained);
    g_autoptr(GString) data = g_string_new(NULL);
    g_autoptr(GString) numbers = g_string_new(NULL);
    g_autoptr(GString) sums = g_string_new(NULL);
    g_autoptr(GString) block = g_string_new(NULL);
    Blocks blocks = {page, word_list_new(), block};

    for (guint from = 0; from < officers->len && data->len < BYTES_MAX; from += BLOCK) {
        g_string_assign(block, "[");
        for (guint i = from; i < MIN(from + BLOCK, officers->len); i++) {
            const ExplainedOfficer *officer = officers->pdata[i];

            g_string_append(block, i > from ? ",\n" : "");
            put_officer(&blocks, officer);
            g_string_append(numbers, i > 0 ? "," : "");
            put_text(numbers, officer->evidence->number);
        }
        g_string_append_c(block, ']');
        g_string_append_printf(sums, "%s%u", from > 0 ? "," : "",
                               block_sum(block->str, block->len));
        g_string_append_printf(
            data, "<script type=\"application/json\" class=\"why-blk\">%s</script>\n", block->str);
    }
    put_words(&blocks, numbers, sums);
    g_string_append_len(page->tail, data->str, (gssize)data->len);
    word_list_clear(&blocks.words);
}
