#include "stages/match/known.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/number.h"
#include "pipeline/lib/source.h"

struct MatchKnown {
    gchar *path;
    RollSchema *schema;
    GByteArray *asked; /* a byte an officer: is he in question? */
    GArray *officers;  /* of guint32 */
};

/* One passage through the file. */
typedef gboolean (*TakeFunc)(gpointer self, const RollBatch *batch, GError **error);

typedef struct {
    gint table;
    TakeFunc take;
    gpointer self;
} Passage;

static gboolean
pass_batch(gpointer self, guint table, RollBatch *batch, GError **error)
{
    const Passage *passage = self;

    return (gint)table != passage->table || passage->take(passage->self, batch, error);
}

static RollReader *
open_reader(const gchar *path, GError **error)
{
    RollSource *source = roll_source_open(path, error);

    return source != NULL ? roll_reader_new(&source, 1, error) : NULL;
}

static gboolean
go_through(const MatchKnown *known, TakeFunc take, gpointer self, GError **error)
{
    g_autoptr(RollReader) reader = open_reader(known->path, error);
    Passage passage = {0, take, self};

    if (reader == NULL)
        return FALSE;
    passage.table = roll_reader_find(reader, "records");
    return roll_reader_each(reader, pass_batch, &passage, error);
}

MatchKnown *
match_known_open(const gchar *path, GError **error)
{
    g_autoptr(RollReader) reader = open_reader(path, error);
    gint table = reader != NULL ? roll_reader_find(reader, "records") : -1;
    MatchKnown *known = NULL;

    if (reader == NULL)
        return NULL;
    if (table < 0 || roll_schema_find(roll_reader_table(reader, (guint)table), "officer") < 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: has no records that have their officers, as cluster writes them", path);
        return NULL;
    }
    known = g_new0(MatchKnown, 1);
    known->path = g_strdup(path);
    known->schema = roll_schema_ref(roll_reader_table(reader, (guint)table));
    known->asked = g_byte_array_new();
    known->officers = g_array_new(FALSE, FALSE, sizeof(guint32));
    return known;
}

void
match_known_free(MatchKnown *known)
{
    if (known == NULL)
        return;
    g_free(known->path);
    roll_schema_unref(known->schema);
    g_byte_array_unref(known->asked);
    g_array_unref(known->officers);
    g_free(known);
}

const RollSchema *
match_known_schema(const MatchKnown *known)
{
    return known->schema;
}

const GArray *
match_known_officers(const MatchKnown *known)
{
    return known->officers;
}

/* ---- who is in question ---- */

void
match_known_ask_nobody(MatchKnown *known)
{
    g_byte_array_set_size(known->asked, 0);
}

void
match_known_ask(MatchKnown *known, guint32 officer)
{
    guint before = known->asked->len;

    if (officer >= before) {
        g_byte_array_set_size(known->asked, MAX(officer + 1, 2 * before));
        memset(known->asked->data + before, 0, known->asked->len - before);
    }
    known->asked->data[officer] = 1;
}

gboolean
match_known_is_asked(const MatchKnown *known, guint32 officer)
{
    return officer < known->asked->len && known->asked->data[officer] != 0;
}

/* The officers of a batch, a record; 0: none. */
static guint32 *
officers_of(const RollBatch *batch)
{
    const RollColumn *column = roll_batch_find(batch, "officer");
    guint32 *officers = g_new0(guint32, (gsize)roll_batch_n_records(batch) + 1);

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        RollText text = roll_column_get(column, i);

        if (text.length > 0 && !roll_number_parse(ROLL_NUMBER_OFFICER, text, &officers[i]))
            officers[i] = 0;
    }
    return officers;
}

/* ---- what is made of them ---- */

typedef struct {
    MatchKnown *known;
    const MatchTouch *touch;
    MatchIntake *intake;
    guint jobs;
    RollRun *run;
    guint table;
    RollSchema *schema;
} Work;

static gboolean
ask_touched(gpointer self, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    const Work *work = self;
    guint n = roll_batch_n_records(batch);
    g_autofree guint8 *touched = g_new0(guint8, (gsize)n + 1);
    g_autofree guint32 *officers = officers_of(batch);

    match_touch_mark(work->touch, batch, touched);
    for (guint i = 0; i < n; i++)
        if (touched[i] != 0 && officers[i] != 0)
            match_known_ask(work->known, officers[i]);
    return TRUE;
}

/* The records of those in question; NULL: there are none. */
static RollBatch *
keep_asked(const MatchKnown *known, const RollBatch *batch, const guint32 *officers)
{
    guint n = roll_batch_n_records(batch);
    g_autofree guint8 *keep = g_new0(guint8, (gsize)n + 1);
    gboolean any = FALSE;

    for (guint i = 0; i < n; i++) {
        keep[i] = officers[i] != 0 && match_known_is_asked(known, officers[i]) ? 1 : 0;
        any = any || keep[i] != 0;
    }
    return any ? roll_batch_filter(batch, keep) : NULL;
}

static gboolean
take_asked(gpointer self, const RollBatch *batch, GError **error)
{
    const Work *work = self;
    g_autofree guint32 *officers = officers_of(batch);
    g_autoptr(RollBatch) asked = keep_asked(work->known, batch, officers);

    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        if (officers[i] != 0 && match_known_is_asked(work->known, officers[i]))
            g_array_append_val(work->known->officers, officers[i]);
    return asked == NULL || match_intake_batch(work->intake, asked, work->jobs, error);
}

gboolean
match_known_take(MatchKnown *known, const MatchTouch *touch, MatchIntake *intake, guint jobs,
                 GError **error)
{
    Work work = {.known = known, .touch = touch, .intake = intake, .jobs = jobs};

    return go_through(known, ask_touched, &work, error) &&
           go_through(known, take_asked, &work, error);
}

static gboolean
emit_asked(gpointer self, const RollBatch *batch, GError **error)
{
    const Work *work = self;
    g_autofree guint32 *officers = officers_of(batch);
    g_autoptr(RollBatch) asked = keep_asked(work->known, batch, officers);
    g_autoptr(RollBatch) shaped = asked != NULL ? roll_batch_reshape(asked, work->schema) : NULL;

    return shaped == NULL || roll_run_emit(work->run, work->table, shaped, error);
}

gboolean
match_known_emit(MatchKnown *known, RollRun *run, guint table, RollSchema *schema, GError **error)
{
    Work work = {.known = known, .run = run, .table = table, .schema = schema};

    return go_through(known, emit_asked, &work, error);
}
