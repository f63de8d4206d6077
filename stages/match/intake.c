#include "stages/match/intake.h"

#include "stages/match/encodings.h"
#include "stages/match/name_parts.h"
#include "stages/match/order.h"
#include "stages/match/origin.h"
#include "stages/match/parallel.h"
#include "stages/match/word_weight.h"

#define YEAR_LENGTH  4u
#define DATE_LENGTH  10u
#define NOT_INTERNED G_MAXUINT32 /* all bits */

/* A batch whose values have places, and whose records are no identities yet. */
typedef struct {
    guint32 *rows;    /* places, [record * n_fields + field]; owned */
    guint16 *sources; /* a record; owned */
    guint n_records;
} Placed;

struct MatchIntake {
    MatchIdentities *identities;
    Placed last; /* becomes identities while the values of the next batch are interned */
    MatchOrder *order;
    GArray *origins;     /* of MatchOrigin, a field */
    GHashTable *sources; /* organisation or export -> number + 1 */
    MatchNameParts parts;
    MatchEncodings *encodings; /* NULL: the records have none */
    gboolean has_names;
};

MatchIntake *
match_intake_new(const RollFields *fields, const RollSchema *schema)
{
    MatchIntake *intake = g_new0(MatchIntake, 1);

    intake->identities = match_identities_new();
    intake->order = match_order_new();
    intake->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    match_name_parts_init(&intake->parts);
    intake->encodings = match_encodings_new(fields, schema);
    intake->has_names = intake->encodings != NULL || roll_schema_find(schema, "name_clean") >= 0;
    intake->origins = match_origins_new(
        fields, schema, (MatchOriginsOf){intake->has_names, intake->encodings != NULL},
        intake->identities);
    return intake;
}

static guint16
source_number(MatchIntake *intake, RollText name)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(intake->sources, name.data));

    if (number == 0) {
        number = g_hash_table_size(intake->sources) + 1;
        number = MIN(number, G_MAXUINT16);
        g_hash_table_insert(intake->sources, g_strdup(name.data), GUINT_TO_POINTER(number));
        g_ptr_array_add(intake->identities->source_names, g_strdup(name.data));
    }
    return (guint16)(number - 1);
}

static RollText
cell_of(const RollColumn *column, guint record)
{
    return column != NULL ? roll_column_get(column, record) : ROLL_TEXT_EMPTY;
}

/* Who sent each record: the organisation, or where none is told the export (transfer full). */
static guint16 *
sources_of(MatchIntake *intake, const RollBatch *batch)
{
    const RollColumn *organisations = roll_batch_find(batch, "organisation");
    const RollColumn *exports = roll_batch_find(batch, "export");
    guint n = roll_batch_n_records(batch);
    guint16 *sources = g_new(guint16, (gsize)n + 1);
    RollText last = {NULL, 0};

    for (guint i = 0; i < n; i++) {
        RollText name = cell_of(organisations, i);

        if (name.length == 0)
            name = cell_of(exports, i);
        /* Mostly all are one's. */
        sources[i] =
            i > 0 && roll_text_equal(name, last) ? sources[i - 1] : source_number(intake, name);
        last = name;
    }
    return sources;
}

static RollText
text_of(const GString *string)
{
    return (RollText){string->str, (guint32)string->len};
}

static guint
intern_folded(const MatchField *field, RollText text, GString *folded)
{
    g_string_truncate(folded, 0);
    if (field->kind == MATCH_DATE || field->kind == MATCH_BIRTH || field->kind == MATCH_EMAIL)
        roll_text_append(text, folded);
    else
        roll_text_fold(text, folded);
    return match_values_intern(field->values, text_of(folded), ROLL_TEXT_EMPTY);
}

/* "1829-10-26" and "18291026" in the first form.  A date in which the year, month or day cannot be
 * has no normalised form and is compared as it stands: mostly it is one slip away from the true
 * one.  Empty where the year does not stand in front, as then nobody knows what is what. */
static RollText
date_as_written(RollText cell, gchar date[DATE_LENGTH + 1])
{
    gchar digits[] = "yyyymmdd";
    guint n = 0;

    for (guint i = 0; i < cell.length; i++) {
        if (!g_ascii_isdigit(cell.data[i]) && !((i == 4 || i == 7) && strchr("-/.", cell.data[i])))
            return ROLL_TEXT_EMPTY;
        if (g_ascii_isdigit(cell.data[i]) && n < strlen(digits))
            digits[n++] = cell.data[i];
    }
    if (n < strlen(digits) || (cell.length == n && memcmp(digits + 4, "12", 2) > 0))
        return ROLL_TEXT_EMPTY;
    (void)g_snprintf(date, DATE_LENGTH + 1, "%.4s-%.2s-%.2s", digits, digits + 4, digits + 6);
    return roll_text(date);
}

/* A batch whose values are interned: those of the names by one thread, and those of each other
 * field by one, as the values of a field are numbered in the order of the records; so are
 * identities, of which the batch before is made meanwhile. */
typedef struct {
    MatchIntake *intake;
    const RollBatch *batch;
    guint32 *rows; /* places, [record * n_fields + field] */
} Interning;

/* What of a cell is compared.  @date: room for one. */
static RollText
text_to_compare(MatchKind kind, gboolean is_birth, RollText cell, gchar date[DATE_LENGTH + 1])
{
    if (is_birth && cell.length == DATE_LENGTH)
        cell.length = YEAR_LENGTH; /* of a birth date */
    else if (kind == MATCH_DATE && cell.length != YEAR_LENGTH)
        cell = date_as_written(cell, date);
    return cell;
}

/* Each distinct value of a column is interned once, if a record has no other yet: the rest would
 * lie among the values of the field and be compared with nothing.  @folded: scratch. */
static void
intern_column(const Interning *interning, guint field, const RollColumn *column, GString *folded)
{
    const MatchIntake *intake = interning->intake;
    const MatchField *at = match_field(intake->identities, field);
    gboolean is_birth = g_array_index(intake->origins, MatchOrigin, field).is_birth;
    guint n_fields = intake->identities->fields->len;
    guint n_values = roll_column_n_values(column);
    g_autofree guint32 *places = g_new(guint32, n_values + 1);
    gchar date[DATE_LENGTH + 1];

    memset(places, 0xff, n_values * sizeof *places);
    for (guint record = 0; record < roll_column_n_records(column); record++) {
        guint32 *place = &interning->rows[(gsize)record * n_fields + field];
        guint32 *known = NULL;

        if (*place != MATCH_MISSING)
            continue;
        known = &places[roll_column_code(column, record)];
        if (*known == NOT_INTERNED)
            *known = intern_folded(
                at, text_to_compare(at->kind, is_birth, roll_column_get(column, record), date),
                folded);
        *place = *known;
    }
}

static guint32
intern_part(const MatchIdentities *identities, gint field, const MatchNamePart *part)
{
    MatchValues *values = match_field(identities, (guint)field)->values;
    guint place = match_values_intern(values, text_of(part->text), text_of(part->keys));

    match_values_add_skeletons(values, place, text_of(part->skeletons));
    return place;
}

static void
intern_names(const Interning *interning, GString *further)
{
    MatchIdentities *identities = interning->intake->identities;
    MatchNameParts *parts = &interning->intake->parts;
    const RollBatch *batch = interning->batch;
    const RollColumn *clean_names = roll_batch_find(batch, "name_clean");
    const RollColumn *roles = roll_batch_find(batch, "name_roles");
    const RollColumn *keys = roll_batch_find(batch, "name_key");
    const RollColumn *other_keys = roll_batch_find(batch, "name_keys_other");
    const RollColumn *skeletons = roll_batch_find(batch, "name_skeleton");

    for (guint record = 0; record < roll_batch_n_records(batch); record++) {
        guint32 *row = &interning->rows[(gsize)record * identities->fields->len];
        RollText others = cell_of(other_keys, record);
        RollText own = cell_of(keys, record);
        RollText clean = cell_of(clean_names, record);
        RollText key = match_name_key(clean, own, others);
        const MatchNameCells cells = {
            .clean = clean,
            .roles = cell_of(roles, record),
            .key = key,
            .skeleton = cell_of(skeletons, record),
        };

        match_name_parts_read(parts, &cells);
        row[identities->family] = intern_part(identities, identities->family, &parts->family);
        row[identities->given] = intern_part(identities, identities->given, &parts->given);
        row[identities->middle] = intern_part(identities, identities->middle, &parts->middle);
        row[identities->suffix] = intern_part(identities, identities->suffix, &parts->suffix);
        row[identities->bag] = intern_part(identities, identities->bag, &parts->whole);
        match_name_further_keys(others, key.data != own.data ? own : ROLL_TEXT_EMPTY, further);
        match_values_add_others(match_field(identities, (guint)identities->bag)->values,
                                row[identities->bag], text_of(further));
    }
}

/* Does the record say anything by which an officer could be known?  A name or a number of his own,
 * where names are compared; anything, where they are not. */
static gboolean
takes_part(const MatchIdentities *identities, const guint32 *row)
{
    for (guint field = 0; field < identities->fields->len; field++) {
        MatchKind kind = match_field(identities, field)->kind;

        if (row[field] != MATCH_MISSING && (identities->bag < 0 || (gint)field == identities->bag ||
                                            kind == MATCH_IDENTIFIER || kind == MATCH_EMAIL))
            return TRUE;
    }
    return FALSE;
}

/* Makes identities of what was placed last. */
static void
identify(MatchIntake *intake)
{
    MatchIdentities *identities = intake->identities;
    Placed *last = &intake->last;
    guint n_fields = identities->fields->len;

    for (guint record = 0; record < last->n_records; record++) {
        const guint32 *row = &last->rows[(gsize)record * n_fields];
        guint32 identity = MATCH_NO_IDENTITY;

        if (takes_part(identities, row))
            identity = match_identities_intern(identities, row, last->sources[record]);
        g_array_append_val(identities->of_record, identity);
    }
    g_free(last->rows);
    g_free(last->sources);
    *last = (Placed){0};
}

static gpointer
make_scratch(G_GNUC_UNUSED gpointer self)
{
    return g_string_new(NULL);
}

static void
drop_scratch(gpointer scratch)
{
    g_string_free(scratch, TRUE);
}

enum { NAMES, IDENTITIES, N_OTHER_CHUNKS };

/* What takes longest comes first; behind it a chunk a field. */
static void
intern_chunk(gpointer self, gpointer scratch, guint chunk)
{
    const Interning *interning = self;
    const GPtrArray *columns = NULL;
    guint field = chunk - N_OTHER_CHUNKS;

    if (chunk == NAMES) {
        if (interning->intake->has_names)
            intern_names(interning, scratch);
        return;
    }
    if (chunk == IDENTITIES) {
        identify(interning->intake);
        return;
    }
    columns = g_array_index(interning->intake->origins, MatchOrigin, field).columns;
    for (guint i = 0; i < columns->len; i++)
        intern_column(interning, field,
                      roll_batch_find(interning->batch, g_ptr_array_index(columns, i)), scratch);
}

gboolean
match_intake_batch(MatchIntake *intake, const RollBatch *batch, guint jobs, GError **error)
{
    guint n_fields = intake->identities->fields->len;
    guint n_records = roll_batch_n_records(batch);
    guint32 *rows = g_new0(guint32, (gsize)n_records * n_fields + 1);

    match_order_batch(intake->order, batch);
    match_parallel_run(&(MatchParallel){N_OTHER_CHUNKS + n_fields, jobs, intern_chunk,
                                        &(Interning){intake, batch, rows}, make_scratch,
                                        drop_scratch});
    intake->last = (Placed){rows, sources_of(intake, batch), n_records};
    return intake->encodings == NULL ||
           match_encodings_intern(intake->encodings, intake->identities, batch, rows, error);
}

MatchIdentities *
match_intake_finish(MatchIntake *intake, guint jobs)
{
    MatchIdentities *identities = intake->identities;

    identify(intake);
    intake->identities = NULL;
    match_order_apply(intake->order, identities);
    identities->n_sources = MAX(g_hash_table_size(intake->sources), 1);
    match_identities_arrange(identities, jobs);
    for (guint field = 0; field < identities->fields->len; field++) {
        if (match_field(identities, field)->kind == MATCH_TEXT)
            match_values_weigh_words(match_field(identities, field)->values);
        match_values_remember(match_field(identities, field)->values);
    }
    return identities;
}

void
match_intake_free(MatchIntake *intake)
{
    if (intake == NULL)
        return;
    g_free(intake->last.rows);
    g_free(intake->last.sources);
    match_identities_free(intake->identities);
    match_order_free(intake->order);
    g_array_unref(intake->origins);
    g_hash_table_unref(intake->sources);
    match_encodings_free(intake->encodings);
    match_name_parts_clear(&intake->parts);
    g_free(intake);
}
