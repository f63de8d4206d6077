#include "stages/cluster/review.h"

const gchar *const cluster_review_columns[] = {
    "pair_id",   "row_a",    "row_b",           "name_a",
    "name_b",    "score",    "agreeing_fields", "conflicting_fields",
    "suggested", "decision", "decided_by",      "decided_on",
    NULL};

typedef struct {
    gdouble value;
    gboolean joined;
    guint32 pair;
    gchar *row[2]; /* owned, like all below */
    gchar *name[2];
    gchar *agreeing;
    gchar *conflicting;
} Doubt;

/* A record that a doubt is about. */
typedef struct {
    guint record;
    guint doubt;
    guint side;
} Wanted;

struct ClusterReview {
    GArray *doubts;      /* of Doubt */
    GArray *wanted;      /* of Wanted, by record */
    GHashTable *of_pair; /* pair + 1 -> doubt + 1 */
    guint next_wanted;
    guint n_records; /* seen */
    guint32 n_pairs; /* seen */
};

static void
doubt_clear(gpointer data)
{
    Doubt *doubt = data;

    for (guint side = 0; side < 2; side++) {
        g_free(doubt->row[side]);
        g_free(doubt->name[side]);
    }
    g_free(doubt->agreeing);
    g_free(doubt->conflicting);
}

static gint
compare_wanted(gconstpointer a, gconstpointer b)
{
    const Wanted *x = a;
    const Wanted *y = b;

    if (x->record != y->record)
        return x->record < y->record ? -1 : 1;
    return x->doubt != y->doubt ? (x->doubt < y->doubt ? -1 : 1) : (gint)x->side - (gint)y->side;
}

/* Links come in the order of their pairs. */
static const ClusterLink *
find_link(const ClusterLink *links, guint n_links, guint32 pair)
{
    guint low = 0;

    while (n_links > 1) {
        guint half = n_links / 2;

        if (links[low + half].pair <= pair)
            low += half;
        n_links -= half;
    }
    return &links[low];
}

static void
add_doubt(ClusterReview *review, const ClusterDoubt *from, const ClusterRoster *roster,
          const ClusterLink *link)
{
    Doubt doubt = {.value = from->value, .joined = from->joined, .pair = from->pair};
    guint32 nodes[2] = {link->a, link->b};

    g_array_append_val(review->doubts, doubt);
    g_hash_table_insert(review->of_pair, GUINT_TO_POINTER(from->pair + 1),
                        GUINT_TO_POINTER(review->doubts->len));
    for (guint side = 0; side < 2; side++) {
        Wanted wanted = {cluster_roster_first_record(roster, nodes[side]), review->doubts->len - 1,
                         side};

        g_array_append_val(review->wanted, wanted);
    }
}

ClusterReview *
cluster_review_new(const Clustering *clustering, const ClusterRoster *roster,
                   const ClusterLink *links, guint n_links)
{
    ClusterReview *review = g_new0(ClusterReview, 1);

    review->doubts = g_array_new(FALSE, TRUE, sizeof(Doubt));
    g_array_set_clear_func(review->doubts, doubt_clear);
    review->wanted = g_array_new(FALSE, TRUE, sizeof(Wanted));
    review->of_pair = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < clustering->doubts->len; i++) {
        const ClusterDoubt *doubt = &g_array_index(clustering->doubts, ClusterDoubt, i);

        if (!g_hash_table_contains(review->of_pair, GUINT_TO_POINTER(doubt->pair + 1)))
            add_doubt(review, doubt, roster, find_link(links, n_links, doubt->pair));
    }
    g_array_sort(review->wanted, compare_wanted);
    return review;
}

void
cluster_review_records(ClusterReview *review, const RollBatch *batch)
{
    guint n = roll_batch_n_records(batch);

    for (; review->next_wanted < review->wanted->len; review->next_wanted++) {
        const Wanted *wanted = &g_array_index(review->wanted, Wanted, review->next_wanted);
        Doubt *doubt = &g_array_index(review->doubts, Doubt, wanted->doubt);
        guint at = wanted->record - review->n_records;

        if (at >= n)
            break;
        doubt->row[wanted->side] =
            g_strdup_printf("%s:%s", roll_batch_get(batch, "export", at).data,
                            roll_batch_get(batch, "row", at).data);
        doubt->name[wanted->side] = g_strdup(roll_batch_get(batch, "name_clean", at).data);
    }
    review->n_records += n;
}

static void
append_name(GString *out, const gchar *name)
{
    if (out->len > 0)
        g_string_append(out, "; ");
    g_string_append(out, name);
}

/* @parts: hundredths of a bit, first what no field adds, then one a field. */
static void
split_fields(Doubt *doubt, RollText parts, const GPtrArray *fields)
{
    g_auto(GStrv) numbers = g_strsplit(parts.data, " ", -1);
    g_autoptr(GString) agreeing = g_string_new(NULL);
    g_autoptr(GString) conflicting = g_string_new(NULL);

    for (guint i = 0; i < fields->len && numbers[0] != NULL && numbers[i + 1] != NULL; i++) {
        gint64 bits = g_ascii_strtoll(numbers[i + 1], NULL, 10);

        if (bits != 0)
            append_name(bits > 0 ? agreeing : conflicting, g_ptr_array_index(fields, i));
    }
    doubt->agreeing = g_string_free(g_steal_pointer(&agreeing), FALSE);
    doubt->conflicting = g_string_free(g_steal_pointer(&conflicting), FALSE);
}

void
cluster_review_pairs(ClusterReview *review, const RollBatch *batch, const GPtrArray *fields)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        gpointer found = g_hash_table_lookup(review->of_pair, GUINT_TO_POINTER(++review->n_pairs));

        if (found != NULL)
            split_fields(&g_array_index(review->doubts, Doubt, GPOINTER_TO_UINT(found) - 1),
                         roll_batch_get(batch, "parts", i), fields);
    }
}

gboolean
cluster_review_write(const ClusterReview *review, RollTable *table, GError **error)
{
    for (guint i = 0; i < review->doubts->len; i++) {
        const Doubt *doubt = &g_array_index(review->doubts, Doubt, i);
        guint64 hash = roll_hash_mix(roll_text_hash(roll_text(doubt->row[0]), 0) ^
                                     roll_text_hash(roll_text(doubt->row[1]), 1));
        gchar pair_id[16];

        g_snprintf(pair_id, sizeof pair_id, "%010" G_GINT64_MODIFIER "x", hash >> 24);
        roll_table_set_string(table, 0, pair_id);
        roll_table_set_string(table, 1, doubt->row[0]);
        roll_table_set_string(table, 2, doubt->row[1]);
        roll_table_set_string(table, 3, doubt->name[0]);
        roll_table_set_string(table, 4, doubt->name[1]);
        roll_table_set_real(table, 5, doubt->value, 2);
        roll_table_set_string(table, 6, doubt->agreeing);
        roll_table_set_string(table, 7, doubt->conflicting);
        roll_table_set_string(table, 8, doubt->joined ? "same" : "different");
        if (!roll_table_add(table, error))
            return FALSE;
    }
    return roll_table_flush(table, error);
}

void
cluster_review_free(ClusterReview *review)
{
    if (review == NULL)
        return;
    g_array_unref(review->doubts);
    g_array_unref(review->wanted);
    g_hash_table_unref(review->of_pair);
    g_free(review);
}
