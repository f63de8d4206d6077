#include "stages/match/identity.h"

static void
field_clear(gpointer field)
{
    g_free(((MatchField *)field)->name);
    match_values_free(((MatchField *)field)->values);
}

MatchIdentities *
match_identities_new(void)
{
    MatchIdentities *identities = g_new0(MatchIdentities, 1);

    identities->fields = g_array_new(FALSE, TRUE, sizeof(MatchField));
    g_array_set_clear_func(identities->fields, field_clear);
    identities->places = g_array_new(FALSE, FALSE, sizeof(guint32));
    identities->sources = g_array_new(FALSE, FALSE, sizeof(guint16));
    identities->weights = g_array_new(FALSE, FALSE, sizeof(gfloat));
    identities->of_record = g_array_new(FALSE, FALSE, sizeof(guint32));
    identities->family = identities->given = identities->middle = -1;
    identities->suffix = identities->bag = -1;
    identities->birth = identities->birth_date = identities->headline = -1;
    identities->table_size = 1024;
    identities->table = g_new0(guint32, identities->table_size);
    return identities;
}

guint
match_identities_add_field(MatchIdentities *identities, const gchar *name, MatchKind kind)
{
    MatchField field = {g_strdup(name), kind, match_values_new(kind)};

    g_array_append_val(identities->fields, field);
    return identities->fields->len - 1;
}

static gboolean
is_identity(const MatchIdentities *identities, guint identity, const guint32 *row, guint16 source)
{
    guint n_fields = identities->fields->len;

    return g_array_index(identities->sources, guint16, identity) == source &&
           memcmp(&g_array_index(identities->places, guint32, (gsize)identity * n_fields), row,
                  n_fields * sizeof *row) == 0;
}

static guint64
hash_row(const guint32 *row, guint n_fields, guint16 source)
{
    return roll_text_hash((RollText){(const gchar *)row, (guint32)(n_fields * sizeof *row)},
                          source);
}

static void
grow_table(MatchIdentities *identities)
{
    guint n_fields = identities->fields->len;
    guint mask = identities->table_size * 4 - 1;

    g_free(identities->table);
    identities->table_size = mask + 1;
    identities->table = g_new0(guint32, identities->table_size);
    for (guint i = 0; i < identities->n; i++) {
        guint slot =
            (guint)hash_row(&g_array_index(identities->places, guint32, (gsize)i * n_fields),
                            n_fields, g_array_index(identities->sources, guint16, i)) &
            mask;

        while (identities->table[slot] != 0)
            slot = (slot + 1) & mask;
        identities->table[slot] = i + 1;
    }
}

guint32
match_identities_intern(MatchIdentities *identities, const guint32 *row, guint16 source)
{
    guint n_fields = identities->fields->len;
    guint mask = identities->table_size - 1;
    guint slot = (guint)hash_row(row, n_fields, source) & mask;
    gfloat weight = 1;

    while (identities->table[slot] != 0) {
        if (is_identity(identities, identities->table[slot] - 1, row, source))
            return identities->table[slot] - 1;
        slot = (slot + 1) & mask;
    }
    g_array_append_vals(identities->places, row, n_fields);
    g_array_append_val(identities->sources, source);
    g_array_append_val(identities->weights, weight);
    identities->table[slot] = ++identities->n;
    if (identities->n * 2 > identities->table_size)
        grow_table(identities);
    return identities->n - 1;
}

static void
count_field(MatchIdentities *identities, guint field)
{
    MatchValues *values = match_field(identities, field)->values;
    gdouble all = 0;

    for (guint place = 0; place < match_values_n(values); place++)
        match_values_edit(values, place)->share = 0;
    for (guint i = 0; i < identities->n; i++) {
        guint32 place = match_place(identities, i, field);
        gfloat weight = g_array_index(identities->weights, gfloat, i);

        if (place == MATCH_MISSING)
            continue;
        match_values_edit(values, place)->share += weight;
        all += weight;
    }
    match_values_edit(values, MATCH_MISSING)->share = all; /* how many have a value at all */
    for (guint place = 1; place < match_values_n(values); place++)
        match_values_edit(values, place)->share /= MAX(all, 1);
}

void
match_identities_count(MatchIdentities *identities)
{
    for (guint field = 0; field < identities->fields->len; field++)
        count_field(identities, field);
}

void
match_identities_free(MatchIdentities *identities)
{
    if (identities == NULL)
        return;
    g_array_unref(identities->fields);
    g_array_unref(identities->places);
    g_array_unref(identities->sources);
    g_array_unref(identities->weights);
    g_array_unref(identities->of_record);
    g_free(identities->table);
    g_free(identities);
}
