#include "stages/normalise/encode.h"

#include "pipeline/lib/error.h"

#define SOURCES_MAX 4 /* columns that one encoding may come from */
#define YEAR_LENGTH 4
#define DATE_LENGTH 10

/* One encoding of a record. */
typedef struct {
    const gchar *label;
    RollTokens tokens;
    gboolean is_folded;
    gint sources[SOURCES_MAX]; /* columns of the output: the first with a value is taken */
    guint n_sources;
} Encoded;

struct NormaliseEncoder {
    RollEncodingKey *key;
    const gchar *column;
    const RollSchema *schema; /* the plan's */
    gint place;               /* of the column */
    GArray *encoded;          /* of Encoded */
    GString *folded;
};

/* ---- what is encoded ---- */

static void
add_source(const NormaliseEncoder *encoder, Encoded *encoded, const gchar *column)
{
    gint place = roll_schema_find(encoder->schema, column);

    if (place >= 0 && encoded->n_sources < SOURCES_MAX)
        encoded->sources[encoded->n_sources++] = place;
}

static void
add(NormaliseEncoder *encoder, const Encoded *encoded)
{
    if (encoded->n_sources > 0)
        g_array_append_val(encoder->encoded, *encoded);
}

static gboolean
is_name(RollType type)
{
    return type <= ROLL_TYPE_NAME_SUFFIX;
}

static gboolean
tells_birth(RollType type)
{
    return type == ROLL_TYPE_YEAR || type == ROLL_TYPE_AGE;
}

/* What tells who somebody is whatever fields.ini says of it; and of the rest what is personal. */
static gboolean
is_encoded(const RollField *field)
{
    if (!field->match || field->type == ROLL_TYPE_ENCODED)
        return FALSE;
    return field->personal || is_name(field->type) || tells_birth(field->type) ||
           field->type == ROLL_TYPE_DATE || field->type == ROLL_TYPE_IDENTIFIER ||
           field->type == ROLL_TYPE_PHONE || field->type == ROLL_TYPE_EMAIL;
}

/* The normalised value where there is one, else what was sent, as match compares it. */
static void
add_field(NormaliseEncoder *encoder, const RollField *field)
{
    gboolean is_date = field->type == ROLL_TYPE_DATE;
    Encoded encoded = {.label = field->name,
                       .tokens = is_date ? ROLL_TOKENS_DATE : ROLL_TOKENS_WORDS,
                       .is_folded = !is_date && field->type != ROLL_TYPE_EMAIL};

    add_source(encoder, &encoded, field->norm);
    if (!is_date)
        add_source(encoder, &encoded, field->name);
    add(encoder, &encoded);
}

static void
plan_encodings(NormaliseEncoder *encoder, const NormalisePlan *plan)
{
    Encoded name = {.label = ROLL_ENCODED_NAME, .tokens = ROLL_TOKENS_WORDS};
    Encoded birth = {.label = ROLL_ENCODED_BIRTH, .tokens = ROLL_TOKENS_YEARS};
    gboolean seen[ROLL_N_TYPES] = {FALSE};

    add_source(encoder, &name, NORMALISE_KEY);
    add(encoder, &name);
    for (guint i = 0; i < roll_fields_n(plan->fields); i++) {
        const RollField *field = roll_fields_at(plan->fields, i);
        gboolean first = field->match && !seen[field->type];

        if (!is_encoded(field))
            continue;
        seen[field->type] = TRUE;
        if (tells_birth(field->type))
            add_source(encoder, &birth, field->norm);
        else if (!is_name(field->type) || !first) /* the first are part of the name's key */
            add_field(encoder, field);
    }
    add_source(encoder, &birth, "birth_date_norm");
    add(encoder, &birth);
}

NormaliseEncoder *
normalise_encoder_new(NormalisePlan *plan, const gchar *key, GError **error)
{
    const RollField *field = roll_fields_of_type(plan->fields, ROLL_TYPE_ENCODED);
    NormaliseEncoder *encoder = NULL;
    RollEncodingKey *loaded = NULL;
    RollSchema *extended = NULL;

    if (field == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "fields.ini: has no field of type encoded, so encodings have no column");
        return NULL;
    }
    loaded = roll_encoding_key_load(key, error);
    if (loaded == NULL)
        return NULL;
    extended = roll_schema_extend(plan->schema, (const gchar *const[]){field->norm, NULL});
    roll_schema_unref(plan->schema);
    plan->schema = extended;
    encoder = g_new0(NormaliseEncoder, 1);
    encoder->key = loaded;
    encoder->column = field->norm;
    encoder->schema = extended;
    encoder->place = roll_schema_find(extended, field->norm);
    encoder->encoded = g_array_new(FALSE, FALSE, sizeof(Encoded));
    encoder->folded = g_string_new(NULL);
    plan_encodings(encoder, plan);
    return encoder;
}

const gchar *
normalise_encoder_column(const NormaliseEncoder *encoder)
{
    return encoder->column;
}

void
normalise_encoder_free(NormaliseEncoder *encoder)
{
    if (encoder == NULL)
        return;
    roll_encoding_key_free(encoder->key);
    g_array_unref(encoder->encoded);
    g_string_free(encoder->folded, TRUE);
    g_free(encoder);
}

/* ---- records ---- */

static RollText
cell(const GPtrArray *columns, gint place, guint record)
{
    const RollColumn *column = g_ptr_array_index(columns, place);

    return column != NULL ? roll_column_get(column, record) : ROLL_TEXT_EMPTY;
}

static RollText
value_of(const NormaliseEncoder *encoder, const Encoded *encoded, const GPtrArray *columns,
         guint record)
{
    RollText value = ROLL_TEXT_EMPTY;

    for (guint i = 0; i < encoded->n_sources && value.length == 0; i++)
        value = cell(columns, encoded->sources[i], record);
    if (encoded->tokens == ROLL_TOKENS_YEARS && value.length == DATE_LENGTH)
        value.length = YEAR_LENGTH; /* of a birth date */
    if (!encoded->is_folded)
        return value;
    g_string_truncate(encoder->folded, 0);
    roll_text_fold(value, encoder->folded);
    return (RollText){encoder->folded->str, (guint32)encoder->folded->len};
}

RollColumn *
normalise_encoder_make(NormaliseEncoder *encoder, const GPtrArray *columns, guint n_records)
{
    RollColumnBuilder *builder = roll_column_builder_new();
    g_autoptr(GString) text = g_string_new(NULL);
    RollColumn *column = NULL;

    for (guint record = 0; record < n_records; record++) {
        RollText sent = cell(columns, encoder->place, record);

        g_string_truncate(text, 0);
        roll_text_append(sent, text);
        for (guint i = 0; sent.length == 0 && i < encoder->encoded->len; i++) {
            const Encoded *encoded = &g_array_index(encoder->encoded, Encoded, i);

            roll_encoding_add(encoder->key, encoded->label, encoded->tokens,
                              value_of(encoder, encoded, columns, record), text);
        }
        roll_column_builder_add(builder, (RollText){text->str, (guint32)text->len});
    }
    column = roll_column_builder_finish(builder);
    roll_column_builder_free(builder);
    return column;
}
