#include "pipeline/lib/compared.h"

#include "pipeline/lib/encoding.h"

/* The parts of a name, and their letter in name_roles; NUL: all but the suffix. */
static const struct {
    const gchar *field;
    gchar role;
} name_parts[] = {{"family name", 'f'},
                  {"given name", 'g'},
                  {"middle name", 'm'},
                  {"name suffix", 's'},
                  {"whole name", '\0'}};

static void
append_part(const RollBatch *batch, guint record, gchar role, GString *out)
{
    RollText clean = roll_batch_get(batch, "name_clean", record);
    RollText roles = roll_batch_get(batch, "name_roles", record);
    g_auto(GStrv) words = g_strsplit(clean.data, " ", -1);
    gsize before = out->len;

    for (guint i = 0; words[i] != NULL; i++) {
        const gchar *own = i < roles.length ? &roles.data[i] : "?";

        if (role == '\0' ? *own != 's' : *own == role) {
            if (out->len > before)
                g_string_append_c(out, ' ');
            g_string_append(out, words[i]);
        }
    }
}

/* The first of @columns that has a value. */
static RollText
first_of(const RollBatch *batch, guint record, const gchar *const *columns)
{
    for (guint i = 0; columns[i] != NULL; i++) {
        RollText value = roll_batch_get(batch, columns[i], record);

        if (value.length > 0)
            return value;
    }
    return ROLL_TEXT_EMPTY;
}

/* Whether @record came with an encoding of @label and nothing else. */
static gboolean
is_encoded(const RollBatch *batch, guint record, const gchar *label)
{
    RollText cell = roll_batch_get(batch, "encoded_norm", record);
    RollText found = ROLL_TEXT_EMPTY;
    RollFilter filter = {{0}};

    for (guint position = 0; roll_encoding_next(cell, &position, &found, &filter);)
        if (roll_text_equal(found, roll_text(label)))
            return TRUE;
    return FALSE;
}

gchar *
roll_encoded_caption(RollText organisation, guint64 line)
{
    return g_strdup_printf("encoded, %s%sline %" G_GUINT64_FORMAT, organisation.data,
                           organisation.length > 0 ? ", " : "", line);
}

void
roll_person_name(const RollBatch *batch, guint record, GString *out)
{
    static const gchar *const organisations[] = {"organisation_norm", "organisation", NULL};
    RollText name = roll_batch_get(batch, "name_clean", record);
    g_autofree gchar *caption = NULL;

    if (name.length == 0 && is_encoded(batch, record, ROLL_ENCODED_NAME)) {
        guint64 line = g_ascii_strtoull(roll_batch_get(batch, "line", record).data, NULL, 10);

        caption = roll_encoded_caption(first_of(batch, record, organisations), line);
        name = roll_text(caption);
    }
    roll_text_append(name, out);
}

/* Of somebody who came encoded that is all there is to show. */
static void
append_encoded(const RollBatch *batch, guint record, const gchar *label, GString *out)
{
    if (is_encoded(batch, record, label))
        g_string_append(out, "encoded");
}

void
roll_compared_value(const RollBatch *batch, guint record, const gchar *field, GString *out)
{
    static const gchar *const births[] = {"birth_year_norm", "age_norm", "birth_date_norm", NULL};
    g_autofree gchar *norm = g_strconcat(field, "_norm", NULL);
    const gchar *const columns[] = {norm, field, NULL};
    gboolean is_birth = strcmp(field, "year of birth") == 0;
    gsize before = out->len;
    RollText value;

    for (guint i = 0; i < G_N_ELEMENTS(name_parts); i++)
        if (strcmp(name_parts[i].field, field) == 0) {
            append_part(batch, record, name_parts[i].role, out);
            if (out->len == before && name_parts[i].role == '\0')
                append_encoded(batch, record, ROLL_ENCODED_NAME, out);
            return;
        }
    value = first_of(batch, record, is_birth ? births : columns);
    if (is_birth && value.length == 10)
        value.length = 4; /* of a date the year */
    roll_text_append(value, out);
    if (value.length == 0)
        append_encoded(batch, record, is_birth ? ROLL_ENCODED_BIRTH : field, out);
}

const gchar *
roll_field_words(const gchar *field)
{
    static const struct {
        const gchar *field;
        const gchar *words;
    } fields[] = {
        {"whole name", "name"},
        {"officer_name", "as written"},
        {"officer_name_local", "name, local"},
        {"family_name", "family name, as written"},
        {"given_name", "given name, as written"},
        {"birth_year", "year of birth, as written"},
        {"course_title", "course"},
        {"start_date", "from"},
        {"nickname", "nickname"},
        {"birth_date", "date of birth"},
        {"id_number", "identity number"},
        {"phone", "telephone"},
        {"service_date", "in service since"},
        {"adm1", "province"},
        {"adm2", "district"},
        {"email", "e-mail"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        if (strcmp(fields[i].field, field) == 0)
            return fields[i].words;
    return field;
}
