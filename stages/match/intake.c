#include "stages/match/intake.h"

#include "stages/match/encodings.h"
#include "stages/match/name_parts.h"
#include "stages/match/order.h"
#include "stages/match/parallel.h"
#include "stages/match/word_weight.h"

#define YEAR_LENGTH  4u
#define DATE_LENGTH  10u
#define NOT_INTERNED G_MAXUINT32 /* all bits */

/* Where the values of one compared field come from. */
typedef struct {
    GPtrArray *columns; /* of gchar *: the first with a value is taken; owned */
    gboolean is_name_part;
    gboolean is_birth;
} Origin;

struct MatchIntake {
    MatchIdentities *identities;
    MatchOrder *order;
    GArray *origins;     /* of Origin, a field */
    GHashTable *sources; /* organisation or export -> number + 1 */
    MatchNameParts parts;
    MatchEncodings *encodings; /* NULL: the records have none */
    gboolean has_names;        /* normalise was here: columns name_clean and so on */
};

static void
origin_clear(gpointer origin)
{
    g_ptr_array_unref(((Origin *)origin)->columns);
}

/* ---- what is compared ---- */

static guint
add_field(MatchIntake *intake, const gchar *name, MatchKind kind, Origin origin)
{
    if (origin.columns == NULL)
        origin.columns = g_ptr_array_new_with_free_func(g_free);
    g_array_append_val(intake->origins, origin);
    return match_identities_add_field(intake->identities, name, kind);
}

static gint
add_name_part(MatchIntake *intake, const gchar *name, MatchKind kind)
{
    return (gint)add_field(intake, name, kind, (Origin){.is_name_part = TRUE});
}

static gboolean
is_name(RollType type)
{
    return type <= ROLL_TYPE_NAME_SUFFIX;
}

/* FALSE for types that are not compared. */
static gboolean
kind_of(RollType type, MatchKind *kind)
{
    switch (type) {
    case ROLL_TYPE_PERSON_NAME:
    case ROLL_TYPE_GIVEN_NAME:
    case ROLL_TYPE_FAMILY_NAME:
    case ROLL_TYPE_MIDDLE_NAME:
    case ROLL_TYPE_NAME_SUFFIX:
        *kind = MATCH_NAME;
        return TRUE;
    case ROLL_TYPE_DATE:
        *kind = MATCH_DATE;
        return TRUE;
    case ROLL_TYPE_YEAR:
    case ROLL_TYPE_AGE:
        *kind = MATCH_BIRTH;
        return TRUE;
    case ROLL_TYPE_IDENTIFIER:
    case ROLL_TYPE_PHONE:
        *kind = MATCH_IDENTIFIER;
        return TRUE;
    case ROLL_TYPE_EMAIL:
        *kind = MATCH_EMAIL;
        return TRUE;
    case ROLL_TYPE_SEX:
        *kind = MATCH_SEX;
        return TRUE;
    case ROLL_TYPE_RANK:
    case ROLL_TYPE_PLACE:
    case ROLL_TYPE_ORGANISATION:
    case ROLL_TYPE_CATEGORY:
        *kind = MATCH_CATEGORY;
        return TRUE;
    case ROLL_TYPE_UNIT:
    case ROLL_TYPE_TEXT:
        *kind = MATCH_TEXT;
        return TRUE;
    case ROLL_TYPE_COURSE:
    case ROLL_TYPE_NUMBER:
    case ROLL_TYPE_ROW_ACTION:
    case ROLL_TYPE_ENCODED:
    case ROLL_N_TYPES:
    default:
        return FALSE;
    }
}

static void
add_column(const RollSchema *schema, GPtrArray *columns, const gchar *column)
{
    if (roll_schema_find(schema, column) >= 0)
        g_ptr_array_add(columns, g_strdup(column));
}

/* The normalised value where there is one, else what was sent. */
static Origin
origin_of(const RollSchema *schema, const RollField *field)
{
    Origin origin = {.columns = g_ptr_array_new_with_free_func(g_free)};

    add_column(schema, origin.columns, field->norm);
    if (field->type != ROLL_TYPE_AGE)
        add_column(schema, origin.columns, field->name);
    return origin;
}

/* Years of birth come from a year, from an age, or from a birth date: one field of all. */
static void
add_birth(MatchIntake *intake, const RollFields *fields, const RollSchema *schema)
{
    Origin origin = {.columns = g_ptr_array_new_with_free_func(g_free), .is_birth = TRUE};

    for (guint i = 0; i < roll_fields_n(fields); i++) {
        const RollField *field = roll_fields_at(fields, i);

        if (field->match && (field->type == ROLL_TYPE_YEAR || field->type == ROLL_TYPE_AGE))
            add_column(schema, origin.columns, field->norm);
    }
    if (origin.columns->len == 0 && intake->encodings == NULL) {
        g_ptr_array_unref(origin.columns);
        return;
    }
    add_column(schema, origin.columns, "birth_date_norm");
    intake->identities->birth = (gint)add_field(intake, "year of birth", MATCH_BIRTH, origin);
}

/* Where there are encodings any field may have come as one. */
static gboolean
is_compared(const MatchIntake *intake, const RollSchema *schema, const RollField *field)
{
    return (roll_schema_find(schema, field->name) >= 0 || intake->encodings != NULL) &&
           intake->identities->fields->len < MATCH_FIELDS_MAX - 1;
}

static void
add_other_fields(MatchIntake *intake, const RollFields *fields, const RollSchema *schema)
{
    gboolean seen[ROLL_N_TYPES] = {FALSE};

    for (guint i = 0; i < roll_fields_n(fields); i++) {
        const RollField *field = roll_fields_at(fields, i);
        MatchKind kind = MATCH_TEXT;
        gboolean first = !seen[field->type];
        gint place = -1;

        if (!field->match || !kind_of(field->type, &kind) || kind == MATCH_BIRTH)
            continue;
        seen[field->type] = TRUE;
        if (is_name(field->type) && first && intake->has_names)
            continue; /* part of name_clean */
        if (!is_compared(intake, schema, field))
            continue;
        place = (gint)add_field(intake, field->name, kind, origin_of(schema, field));
        if (strcmp(field->name, "birth_date") == 0)
            intake->identities->birth_date = place;
        if (kind == MATCH_TEXT && !intake->has_names && intake->identities->headline < 0)
            intake->identities->headline = place;
    }
}

MatchIntake *
match_intake_new(const RollFields *fields, const RollSchema *schema)
{
    MatchIntake *intake = g_new0(MatchIntake, 1);
    MatchIdentities *identities = match_identities_new();

    intake->identities = identities;
    intake->order = match_order_new();
    intake->origins = g_array_new(FALSE, TRUE, sizeof(Origin));
    g_array_set_clear_func(intake->origins, origin_clear);
    intake->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    match_name_parts_init(&intake->parts);
    intake->encodings = match_encodings_new(fields, schema);
    intake->has_names = intake->encodings != NULL || roll_schema_find(schema, "name_clean") >= 0;
    if (intake->has_names) {
        identities->family = add_name_part(intake, "family name", MATCH_FAMILY);
        identities->given = add_name_part(intake, "given name", MATCH_GIVEN);
        identities->middle = add_name_part(intake, "middle name", MATCH_MIDDLE);
        identities->suffix = add_name_part(intake, "name suffix", MATCH_SUFFIX);
        identities->bag = add_name_part(intake, "whole name", MATCH_BAG);
    }
    add_other_fields(intake, fields, schema);
    add_birth(intake, fields, schema);
    return intake;
}

/* ---- records ---- */

static guint16
source_of(MatchIntake *intake, const RollBatch *batch, guint record)
{
    RollText name = roll_batch_get(batch, "organisation", record);
    guint number = 0;

    if (name.length == 0)
        name = roll_batch_get(batch, "export", record);
    number = GPOINTER_TO_UINT(g_hash_table_lookup(intake->sources, name.data));
    if (number == 0) {
        number = g_hash_table_size(intake->sources) + 1;
        number = MIN(number, G_MAXUINT16);
        g_hash_table_insert(intake->sources, g_strdup(name.data), GUINT_TO_POINTER(number));
        g_ptr_array_add(intake->identities->source_names, g_strdup(name.data));
    }
    return (guint16)(number - 1);
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
        g_string_append_len(folded, text.data, (gssize)text.length);
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
 * field by one, as the values of a field are numbered in the order of the records. */
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
    gboolean is_birth = g_array_index(intake->origins, Origin, field).is_birth;
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

    for (guint record = 0; record < roll_batch_n_records(batch); record++) {
        guint32 *row = &interning->rows[(gsize)record * identities->fields->len];
        RollText others = roll_batch_get(batch, "name_keys_other", record);
        RollText own = roll_batch_get(batch, "name_key", record);
        RollText clean = roll_batch_get(batch, "name_clean", record);
        RollText key = match_name_key(clean, own, others);
        const MatchNameCells cells = {
            .clean = clean,
            .roles = roll_batch_get(batch, "name_roles", record),
            .key = key,
            .skeleton = roll_batch_get(batch, "name_skeleton", record),
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

/* Chunk 0: the names, which take longest; each other: a field. */
static void
intern_chunk(gpointer self, gpointer scratch, guint chunk)
{
    const Interning *interning = self;
    const GPtrArray *columns = NULL;

    if (chunk == 0) {
        if (interning->intake->has_names)
            intern_names(interning, scratch);
        return;
    }
    columns = g_array_index(interning->intake->origins, Origin, chunk - 1).columns;
    for (guint i = 0; i < columns->len; i++)
        intern_column(interning, chunk - 1,
                      roll_batch_find(interning->batch, g_ptr_array_index(columns, i)), scratch);
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

gboolean
match_intake_batch(MatchIntake *intake, const RollBatch *batch, guint jobs, GError **error)
{
    MatchIdentities *identities = intake->identities;
    guint n_fields = identities->fields->len;
    guint n_records = roll_batch_n_records(batch);
    g_autofree guint32 *rows = g_new0(guint32, (gsize)n_records * n_fields + 1);

    match_order_batch(intake->order, batch);
    match_parallel_run(&(MatchParallel){n_fields + 1, jobs, intern_chunk,
                                        &(Interning){intake, batch, rows}, make_scratch,
                                        drop_scratch});
    if (intake->encodings != NULL &&
        !match_encodings_intern(intake->encodings, identities, batch, rows, error))
        return FALSE;
    for (guint record = 0; record < n_records; record++) {
        const guint32 *row = &rows[(gsize)record * n_fields];
        guint32 identity = MATCH_NO_IDENTITY;

        if (takes_part(identities, row))
            identity = match_identities_intern(identities, row, source_of(intake, batch, record));
        g_array_append_val(identities->of_record, identity);
    }
    return TRUE;
}

MatchIdentities *
match_intake_finish(MatchIntake *intake, guint jobs)
{
    MatchIdentities *identities = g_steal_pointer(&intake->identities);

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
    match_identities_free(intake->identities);
    match_order_free(intake->order);
    g_array_unref(intake->origins);
    g_hash_table_unref(intake->sources);
    match_encodings_free(intake->encodings);
    match_name_parts_clear(&intake->parts);
    g_free(intake);
}
