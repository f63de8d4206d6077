#include "pipeline/explain_read.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/number.h"
#include "pipeline/lib/source.h"
#include "pipeline/lib/stream.h"

/* ---- one pass over a stream ---- */

typedef struct ExplainPass ExplainPass;

/* Takes the batches of one table. */
typedef void (*TakeFunc)(ExplainPass *pass, const RollBatch *batch);

typedef struct {
    const gchar *table;
    TakeFunc take;
} PassTable;

typedef void (*EvidenceFunc)(EvidenceReading *reading, const gchar *table, const RollBatch *batch);

struct ExplainPass {
    ExplainReading *reading;
    const PassTable *tables; /* up to one without a name */
    EvidenceFunc evidence;   /* takes what is evidence; NULL: nothing does */
    guint n_records;         /* of the run, before this batch */
    GHashTable *wanted;      /* identities + 1 */
    GPtrArray *first;        /* of EvidenceRecord */
};

static void
take_any(gpointer self, const gchar *table, const RollBatch *batch)
{
    ExplainPass *pass = self;

    for (guint i = 0; pass->tables[i].table != NULL; i++)
        if (strcmp(pass->tables[i].table, table) == 0)
            pass->tables[i].take(pass, batch);
    if (pass->evidence != NULL)
        pass->evidence(pass->reading->evidence, table, batch);
    if (strcmp(table, "records") == 0)
        pass->n_records += roll_batch_n_records(batch);
}

static gboolean
run_pass(ExplainPass *pass, const gchar *stream, GError **error)
{
    return roll_stream_each(roll_source_open(stream, error), take_any, pass, error);
}

static gboolean
has_text(GPtrArray *texts, const gchar *text)
{
    return g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL);
}

/* ---- finding ---- */

/* "export:row" or "file:line", whichever of the two the name before the colon is. */
static gboolean
is_target(const RollBatch *batch, guint i, const gchar *target)
{
    static const gchar *const ids[][2] = {{"export", "row"}, {"file", "line"}};
    const gchar *colon = strrchr(target, ':');
    gsize length = (gsize)(colon - target);

    for (guint j = 0; j < G_N_ELEMENTS(ids); j++) {
        RollText name = roll_batch_get(batch, ids[j][0], i);

        if (name.length == length && memcmp(name.data, target, length) == 0 &&
            strcmp(roll_batch_get(batch, ids[j][1], i).data, colon + 1) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
add_officer(ExplainReading *reading, const gchar *number)
{
    if (*number != '\0' && !has_text(reading->officers, number))
        g_ptr_array_add(reading->officers, g_strdup(number));
}

static void
find_targets(ExplainPass *pass, const RollBatch *batch)
{
    ExplainReading *reading = pass->reading;

    reading->lacks_officers = roll_batch_find(batch, "officer") == NULL;
    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        for (guint j = 0; j < reading->targets->len; j++)
            if (reading->found[j] == 0 && is_target(batch, i, reading->targets->pdata[j])) {
                reading->found[j] = pass->n_records + i + 1;
                add_officer(reading, roll_batch_get(batch, "officer", i).data);
            }
}

/* Of a refused row only the line is told, not the number among the rows of data. */
static void
find_refused(ExplainPass *pass, const RollBatch *batch)
{
    ExplainReading *reading = pass->reading;

    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        for (guint j = 0; j < reading->targets->len; j++) {
            g_autofree gchar *place =
                g_strdup_printf("%s:%s", roll_batch_get(batch, "file", i).data,
                                roll_batch_get(batch, "line", i).data);

            if (strcmp(place, reading->targets->pdata[j]) == 0 && reading->refused[j] == NULL)
                reading->refused[j] = g_strdup(roll_batch_get(batch, "message", i).data);
        }
}

static void
find_mergers(ExplainPass *pass, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        g_hash_table_insert(pass->reading->merged,
                            g_strdup(roll_batch_get(batch, "officer", i).data),
                            g_strdup(roll_batch_get(batch, "into", i).data));
}

/* From a number that was asked for to the one under which the officer is now. */
static gboolean
follow(ExplainReading *reading, guint i, GError **error)
{
    const gchar *number = reading->officers->pdata[i];
    const gchar *into = g_hash_table_lookup(reading->merged, number);

    if (into == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "explain: %s is no officer of this run",
                    number);
        return FALSE;
    }
    while (into != NULL && *into != '\0') {
        g_ptr_array_add(reading->events, g_strdup_printf("%s was merged into %s", number, into));
        number = into;
        into = g_hash_table_lookup(reading->merged, number);
    }
    if (number != reading->officers->pdata[i]) {
        gchar *now = g_strdup(number);

        g_free(reading->officers->pdata[i]);
        reading->officers->pdata[i] = now;
    }
    return TRUE;
}

static void
set_not_found(const ExplainReading *reading, guint target, GError **error)
{
    const gchar *asked = reading->targets->pdata[target];

    if (reading->refused[target] != NULL)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "explain: %s is no record of this run, for the row was refused: %s", asked,
                    reading->refused[target]);
    else
        g_set_error(
            error, ROLL_ERROR, ROLL_ERROR_USAGE,
            "explain: %s is no record of this run; a record is EXPORT:ROW, as "
            "ijm-2009-06:12, or FILE:LINE, as ijm-2009-06.csv.gz:13; rows that were refused "
            "are none",
            asked);
}

gboolean
explain_find(ExplainReading *reading, GError **error)
{
    static const PassTable tables[] = {{"records", find_targets},
                                       {"refused", find_refused},
                                       {"register", find_mergers},
                                       {NULL, NULL}};
    ExplainPass pass = {.reading = reading, .tables = tables, .evidence = evidence_look};
    guint n_asked = reading->officers->len;

    if (!run_pass(&pass, reading->stream, error))
        return FALSE;
    if (reading->lacks_officers) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: has no officers: the run ended before cluster, which makes them",
                    reading->stream);
        return FALSE;
    }
    for (guint i = 0; i < n_asked; i++)
        if (!follow(reading, i, error))
            return FALSE;
    for (guint i = 0; i < reading->targets->len; i++)
        if (reading->found[i] == 0) {
            set_not_found(reading, i, error);
            return FALSE;
        }
    return TRUE;
}

/* ---- reading ---- */

static void
take_events(ExplainPass *pass, const RollBatch *batch)
{
    static const struct {
        const gchar *event;
        const gchar *words;
    } events[] = {{"new", "is new"},
                  {"merged", "was merged into"},
                  {"split", "was split from"},
                  {"moved", "took over from"}};
    ExplainReading *reading = pass->reading;

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        const gchar *officer = roll_batch_get(batch, "officer", i).data;
        const gchar *other = roll_batch_get(batch, "other", i).data;

        if (!has_text(reading->officers, officer) && !has_text(reading->officers, other))
            continue;
        for (guint j = 0; j < G_N_ELEMENTS(events); j++)
            if (strcmp(events[j].event, roll_batch_get(batch, "event", i).data) == 0)
                g_ptr_array_add(reading->events,
                                g_strdup_printf("%s %s%s%s: %s", officer, events[j].words,
                                                *other != '\0' ? " " : "", other,
                                                roll_batch_get(batch, "cause", i).data));
    }
}

static void
append_said(GString *said, const gchar *before, const gchar *text)
{
    if (*text != '\0')
        g_string_append_printf(said, "%s%s", said->len > 0 ? before : "", text);
}

static void
take_decisions(ExplainPass *pass, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        g_autoptr(GString) said = g_string_new(NULL);
        ExplainRuling ruling = {
            .row_a = g_strdup(roll_batch_get(batch, "row_a", i).data),
            .row_b = g_strdup(roll_batch_get(batch, "row_b", i).data),
            .decision = g_strdup(roll_batch_get(batch, "decision", i).data),
            .outcome = g_strdup(roll_batch_get(batch, "outcome", i).data),
        };

        append_said(said, "", roll_batch_get(batch, "decided_by", i).data);
        append_said(said, ", ", roll_batch_get(batch, "decided_on", i).data);
        append_said(said, ": ", roll_batch_get(batch, "note", i).data);
        ruling.said = g_string_free(g_steal_pointer(&said), FALSE);
        g_array_append_val(pass->reading->rulings, ruling);
    }
}

/* FALSE where the stream has no evidence. */
static gboolean
choose(ExplainReading *reading)
{
    EvidenceReading *evidence = reading->evidence;

    for (guint i = 0; i < reading->officers->len; i++) {
        guint32 number = 0;

        if (roll_number_parse(ROLL_NUMBER_OFFICER, roll_text(reading->officers->pdata[i]), &number))
            g_hash_table_add(evidence->officers, GUINT_TO_POINTER(number));
    }
    for (guint i = 0; i < reading->targets->len; i++)
        g_hash_table_add(evidence->numbers, GUINT_TO_POINTER(reading->found[i]));
    return evidence_choose(evidence);
}

gboolean
explain_read(ExplainReading *reading, GError **error)
{
    static const PassTable tables[] = {
        {"officer_events", take_events}, {"decisions", take_decisions}, {NULL, NULL}};
    ExplainPass pass = {.reading = reading, .tables = tables, .evidence = evidence_pick};

    if (!choose(reading)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: has no evidence of match: the run was made by another version of rollcall",
                    reading->stream);
        return FALSE;
    }
    if (!run_pass(&pass, reading->stream, error))
        return FALSE;
    evidence_settle(reading->evidence);
    return TRUE;
}

static void
take_again(gpointer self, const gchar *table, const RollBatch *batch)
{
    evidence_pick_again(self, table, batch);
}

gboolean
explain_read_again(ExplainReading *reading, const gchar *stream, GError **error)
{
    evidence_forget_links(reading->evidence);
    if (!roll_stream_each(roll_source_open(stream, error), take_again, reading->evidence, error))
        return FALSE;
    evidence_settle(reading->evidence);
    return TRUE;
}

/* ---- the first records of identities ---- */

static void
take_first(ExplainPass *pass, const RollBatch *batch)
{
    guint n = roll_batch_n_records(batch);

    for (guint i = 0; i < n; i++) {
        guint number = pass->n_records + i + 1;
        guint32 identity = evidence_identity(pass->reading->evidence, number);
        g_autoptr(RollBatch) alone = NULL;

        if (identity == EVIDENCE_NO_IDENTITY ||
            !g_hash_table_remove(pass->wanted, GUINT_TO_POINTER(identity + 1)))
            continue;
        alone = roll_batch_pick(batch, i);
        g_ptr_array_add(pass->first,
                        evidence_record_new(pass->reading->evidence, alone, 0, number));
    }
}

GPtrArray *
explain_read_first(ExplainReading *reading, const GArray *identities, GError **error)
{
    static const PassTable tables[] = {{"records", take_first}, {NULL, NULL}};
    g_autoptr(GHashTable) wanted = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) first = g_ptr_array_new_with_free_func(evidence_record_free);
    ExplainPass pass = {.reading = reading, .tables = tables, .wanted = wanted, .first = first};

    for (guint i = 0; i < identities->len; i++)
        g_hash_table_add(wanted, GUINT_TO_POINTER(g_array_index(identities, guint32, i) + 1));
    if (identities->len > 0 && !run_pass(&pass, reading->stream, error))
        return NULL;
    return g_steal_pointer(&first);
}
