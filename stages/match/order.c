#include "stages/match/order.h"

/* Records of one export that came one behind the other. */
typedef struct {
    gchar *export_name; /* owned */
    guint first;
    guint n;
} Stretch;

struct MatchOrder {
    GArray *stretches; /* of Stretch */
    guint n_records;
};

static void
stretch_clear(gpointer stretch)
{
    g_free(((Stretch *)stretch)->export_name);
}

MatchOrder *
match_order_new(void)
{
    MatchOrder *order = g_new0(MatchOrder, 1);

    order->stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    g_array_set_clear_func(order->stretches, stretch_clear);
    return order;
}

static void
add_record(MatchOrder *order, RollText export_name)
{
    Stretch *last = order->stretches->len > 0
                        ? &g_array_index(order->stretches, Stretch, order->stretches->len - 1)
                        : NULL;

    if (last != NULL && strcmp(last->export_name, export_name.data) == 0) {
        last->n++;
    } else {
        Stretch stretch = {g_strdup(export_name.data), order->n_records, 1};

        g_array_append_val(order->stretches, stretch);
    }
    order->n_records++;
}

void
match_order_batch(MatchOrder *order, const RollBatch *batch)
{
    const RollColumn *exports = roll_batch_find(batch, "export");
    guint n = roll_batch_n_records(batch);

    if (exports != NULL && roll_column_n_values(exports) == 1 && n > 0) {
        add_record(order, roll_column_value(exports, 0));
        g_array_index(order->stretches, Stretch, order->stretches->len - 1).n += n - 1;
        order->n_records += n - 1;
        return;
    }
    for (guint i = 0; i < n; i++)
        add_record(order, exports != NULL ? roll_column_get(exports, i) : ROLL_TEXT_EMPTY);
}

static gint
compare_stretches(gconstpointer a, gconstpointer b)
{
    const Stretch *x = a;
    const Stretch *y = b;
    gint order = strcmp(x->export_name, y->export_name);

    return order != 0 ? order : (x->first > y->first) - (x->first < y->first);
}

static gboolean
is_in_order(const GArray *stretches)
{
    for (guint i = 1; i < stretches->len; i++)
        if (compare_stretches(&g_array_index(stretches, Stretch, i - 1),
                              &g_array_index(stretches, Stretch, i)) > 0)
            return FALSE;
    return TRUE;
}

/* Gives each identity of @stretch that has no number yet the next one. */
static void
number_stretch(const Stretch *stretch, const MatchIdentities *identities, guint32 *number,
               guint32 *next)
{
    for (guint record = stretch->first; record < stretch->first + stretch->n; record++) {
        guint32 identity = g_array_index(identities->of_record, guint32, record);

        if (identity != MATCH_NO_IDENTITY && number[identity] == MATCH_NO_IDENTITY)
            number[identity] = (*next)++;
    }
}

/* Identity i becomes @number[i]; all weights are equal still. */
static void
renumber(MatchIdentities *identities, const guint32 *number)
{
    guint n_fields = identities->fields->len;
    GArray *places = g_array_sized_new(FALSE, FALSE, sizeof(guint32), identities->places->len);
    GArray *sources = g_array_sized_new(FALSE, FALSE, sizeof(guint16), identities->n);

    g_array_set_size(places, identities->places->len);
    g_array_set_size(sources, identities->n);
    for (guint i = 0; i < identities->n; i++) {
        for (guint field = 0; field < n_fields; field++)
            g_array_index(places, guint32, (gsize)number[i] * n_fields + field) =
                match_place(identities, i, field);
        g_array_index(sources, guint16, number[i]) = g_array_index(identities->sources, guint16, i);
    }
    g_array_unref(identities->places);
    g_array_unref(identities->sources);
    identities->places = places;
    identities->sources = sources;
    for (guint i = 0; i < identities->of_record->len; i++) {
        guint32 *identity = &g_array_index(identities->of_record, guint32, i);

        if (*identity != MATCH_NO_IDENTITY)
            *identity = number[*identity];
    }
}

void
match_order_apply(const MatchOrder *order, MatchIdentities *identities)
{
    g_autofree guint32 *number = NULL;
    guint32 next = 0;

    if (is_in_order(order->stretches))
        return;
    g_array_sort(order->stretches, compare_stretches);
    number = g_new(guint32, (gsize)identities->n + 1);
    for (guint i = 0; i < identities->n; i++)
        number[i] = MATCH_NO_IDENTITY;
    for (guint i = 0; i < order->stretches->len; i++)
        number_stretch(&g_array_index(order->stretches, Stretch, i), identities, number, &next);
    renumber(identities, number);
}

void
match_order_free(MatchOrder *order)
{
    if (order == NULL)
        return;
    g_array_unref(order->stretches);
    g_free(order);
}
