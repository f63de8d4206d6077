#include "stages/match/identity.h"

#include "stages/match/parallel.h"

#include <stdlib.h>

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
    identities->source_names = g_ptr_array_new_with_free_func(g_free);
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

/* ---- their order ---- */

typedef struct {
    const MatchValue *value;
    guint32 place;
} Ranked;

static gint
compare_keys(gconstpointer a, gconstpointer b)
{
    const Ranked *x = a;
    const Ranked *y = b;
    gint order = roll_text_compare(x->value->key, y->value->key);

    if (order == 0) /* not by their places, which depend on the order of the records */
        order = roll_text_compare(x->value->text, y->value->text);
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

/* The rank of each place of @values by its key; the missing one comes last. */
static guint32 *
rank_values(const MatchValues *values)
{
    guint n = match_values_n(values);
    g_autofree Ranked *ranked = g_new(Ranked, n);
    guint32 *ranks = g_new(guint32, n);

    for (guint32 place = 1; place < n; place++)
        ranked[place] = (Ranked){match_values_at(values, place), place};
    qsort(ranked + 1, n - 1, sizeof *ranked, compare_keys);
    ranks[MATCH_MISSING] = n - 1;
    for (guint i = 1; i < n; i++)
        ranks[ranked[i].place] = i - 1;
    return ranks;
}

/* The number that each identity gets: by the rank of its value of @field, then as they came. */
static guint32 *
number_by(const MatchIdentities *identities, guint field)
{
    guint n_ranks = match_values_n(match_field(identities, field)->values);
    g_autofree guint32 *ranks = rank_values(match_field(identities, field)->values);
    g_autofree guint32 *next = g_new0(guint32, (gsize)n_ranks + 1);
    guint32 *numbers = g_new(guint32, (gsize)identities->n + 1);

    for (guint i = 0; i < identities->n; i++)
        next[ranks[match_place(identities, i, field)] + 1]++;
    for (guint rank = 0; rank < n_ranks; rank++)
        next[rank + 1] += next[rank];
    for (guint i = 0; i < identities->n; i++)
        numbers[i] = next[ranks[match_place(identities, i, field)]]++;
    return numbers;
}

/* @array with the element of each identity, of @size bytes, at its new number. */
static void
move_all(const MatchIdentities *identities, GArray *array, const guint32 *numbers, gsize size)
{
    g_autofree guint8 *old = g_memdup2(array->data, identities->n * size);

    for (guint i = 0; i < identities->n; i++)
        memcpy(array->data + numbers[i] * size, old + i * size, size);
}

/* The values of @field in the order in which the identities have them. */
static void
arrange_values(gpointer self, gpointer own, guint field)
{
    MatchIdentities *identities = self;
    MatchValues *values = match_field(identities, field)->values;
    guint n = match_values_n(values);
    guint n_fields = identities->fields->len;
    g_autofree guint32 *places = g_new0(guint32, n);
    guint32 next = MATCH_MISSING;

    (void)own;
    for (guint i = 0; i < identities->n; i++) {
        guint32 *place = &g_array_index(identities->places, guint32, (gsize)i * n_fields + field);

        if (*place == MATCH_MISSING)
            continue;
        if (places[*place] == MATCH_MISSING)
            places[*place] = ++next;
        *place = places[*place];
    }
    for (guint place = 1; place < n; place++)
        if (places[place] == MATCH_MISSING)
            places[place] = ++next;
    match_values_arrange(values, places);
}

static void
arrange_identities(MatchIdentities *identities, guint field)
{
    g_autofree guint32 *numbers = number_by(identities, field);
    move_all(identities, identities->places, numbers, identities->fields->len * sizeof(guint32));
    move_all(identities, identities->sources, numbers, sizeof(guint16));
    move_all(identities, identities->weights, numbers, sizeof(gfloat));
    for (guint i = 0; i < identities->of_record->len; i++) {
        guint32 *identity = &g_array_index(identities->of_record, guint32, i);

        if (*identity != MATCH_NO_IDENTITY)
            *identity = numbers[*identity];
    }
}

static void
of_every_field(MatchIdentities *identities, guint jobs, MatchChunkFunc work)
{
    match_parallel_run(
        &(MatchParallel){identities->fields->len, jobs, work, identities, NULL, NULL});
}

void
match_identities_arrange(MatchIdentities *identities, guint jobs)
{
    gint field = identities->bag >= 0 ? identities->bag : identities->headline;

    g_clear_pointer(&identities->table, g_free);
    if (field >= 0 && identities->n > 0)
        arrange_identities(identities, (guint)field);
    of_every_field(identities, jobs, arrange_values);
}

static void
count_field(gpointer self, gpointer own, guint field)
{
    MatchIdentities *identities = self;
    MatchValues *values = match_field(identities, field)->values;
    gdouble all = 0;

    (void)own;
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
match_identities_count(MatchIdentities *identities, guint jobs)
{
    of_every_field(identities, jobs, count_field);
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
    g_ptr_array_unref(identities->source_names);
    g_free(identities->table);
    g_free(identities);
}
