#include "stages/cluster/review.h"

#include "pipeline/lib/compared.h"

const gchar *const cluster_review_columns[] = {
    "pair_id",   "row_a",     "row_b",           "name_a",
    "name_b",    "score",     "agreeing_fields", "conflicting_fields",
    "suggested", "decision",  "decided_by",      "decided_on",
    "note",      "records_a", "records_b",       NULL};
const gchar *const cluster_review_field_columns[] = {"pair_id", "field", "value_a", "value_b",
                                                     "level",   "bits",  NULL};

/* What a person wants to see beside what was compared, in this order. */
static const gchar *const context[] = {
    "officer_name", "family_name",  "given_name", "officer_name_local",
    "nickname",     "rank",         "position",   "agency",
    "unit",         "station",      "adm1",       "adm2",
    "sex",          "birth_date",   "birth_year", "age",
    "phone",        "service_date", "id_number",  "email",
    "course_title", "start_date",   "venue",      "organisation",
    "export",       "line",         NULL};

/* A compared field, and what its levels are called. */
typedef struct {
    gchar *name;       /* owned, as both */
    GPtrArray *labels; /* of gchar * */
} Field;

/* A record as the review shows it. */
typedef struct {
    RollBatch *batch; /* of which it is one of few records; counted */
    guint at;         /* its place in that */
    gchar *row;       /* "export:row"; owned */
} Side;

typedef struct {
    ClusterDoubt said;
    guint32 pair;
    Side side[2];
    gchar *parts; /* as match wrote them; owned, as both */
    gchar *levels;
} Doubt;

/* A record that a doubt is about. */
typedef struct {
    guint record;
    guint doubt;
    guint side;
} Wanted;

struct ClusterReview {
    GArray *fields;      /* of Field */
    GArray *doubts;      /* of Doubt */
    GArray *wanted;      /* of Wanted, by record */
    GHashTable *of_pair; /* pair + 1 -> doubt + 1 */
    const ClusterDecisions *decisions;
    guint next_wanted;
    guint n_records; /* seen */
    guint32 n_pairs; /* seen */
};

static void
doubt_clear(gpointer data)
{
    Doubt *doubt = data;

    for (guint side = 0; side < 2; side++) {
        g_clear_pointer(&doubt->side[side].batch, roll_batch_unref);
        g_free(doubt->side[side].row);
    }
    g_free(doubt->parts);
    g_free(doubt->levels);
}

static void
field_clear(gpointer data)
{
    Field *field = data;

    g_free(field->name);
    g_ptr_array_unref(field->labels);
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

static void
add_doubt(ClusterReview *review, const ClusterDoubt *from, const ClusterRoster *roster,
          const ClusterLink *link)
{
    Doubt doubt = {.said = *from, .pair = link->pair};
    guint32 nodes[2] = {link->a, link->b};

    g_array_append_val(review->doubts, doubt);
    g_hash_table_insert(review->of_pair, GUINT_TO_POINTER(link->pair + 1),
                        GUINT_TO_POINTER(review->doubts->len));
    for (guint side = 0; side < 2; side++) {
        Wanted wanted = {cluster_roster_first_record(roster, nodes[side]), review->doubts->len - 1,
                         side};

        g_array_append_val(review->wanted, wanted);
    }
}

ClusterReview *
cluster_review_new(const Clustering *clustering, const ClusterRoster *roster,
                   const ClusterLink *links, const ClusterDecisions *decisions)
{
    ClusterReview *review = g_new0(ClusterReview, 1);

    review->fields = g_array_new(FALSE, TRUE, sizeof(Field));
    g_array_set_clear_func(review->fields, field_clear);
    review->doubts = g_array_new(FALSE, TRUE, sizeof(Doubt));
    g_array_set_clear_func(review->doubts, doubt_clear);
    review->wanted = g_array_new(FALSE, TRUE, sizeof(Wanted));
    review->of_pair = g_hash_table_new(NULL, NULL);
    review->decisions = decisions;
    for (guint i = 0; i < clustering->doubts->len; i++) {
        const ClusterDoubt *doubt = &g_array_index(clustering->doubts, ClusterDoubt, i);
        const ClusterLink *link = &links[doubt->link];

        if (!g_hash_table_contains(review->of_pair, GUINT_TO_POINTER(link->pair + 1)))
            add_doubt(review, doubt, roster, link);
    }
    g_array_sort(review->wanted, compare_wanted);
    return review;
}

/* ---- what the records and pairs say ---- */

void
cluster_review_comparisons(ClusterReview *review, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        if (strcmp(roll_batch_get(batch, "level", i).data, "0") == 0) {
            Field field = {g_strdup(roll_batch_get(batch, "field", i).data),
                           g_ptr_array_new_with_free_func(g_free)};

            g_array_append_val(review->fields, field);
        }
        if (review->fields->len > 0)
            g_ptr_array_add(g_array_index(review->fields, Field, review->fields->len - 1).labels,
                            g_strdup(roll_batch_get(batch, "label", i).data));
    }
}

static void
take_side(Side *side, RollBatch *batch, guint at)
{
    side->batch = roll_batch_ref(batch);
    side->at = at;
    side->row = g_strdup_printf("%s:%s", roll_batch_get(batch, "export", at).data,
                                roll_batch_get(batch, "row", at).data);
}

static const Wanted *
wanted_at(const ClusterReview *review, guint i)
{
    return &g_array_index(review->wanted, Wanted, i);
}

/* Those of a batch that are wanted are kept together, and nothing else of it. */
void
cluster_review_records(ClusterReview *review, const RollBatch *batch)
{
    guint8 keep[ROLL_BATCH_RECORDS] = {0};
    guint first = review->next_wanted;
    guint end = review->n_records + roll_batch_n_records(batch);
    guint n_kept = 0;
    g_autoptr(RollBatch) kept = NULL;

    for (; review->next_wanted < review->wanted->len; review->next_wanted++) {
        guint record = wanted_at(review, review->next_wanted)->record;

        if (record >= end)
            break;
        keep[record - review->n_records] = 1;
    }
    if (first < review->next_wanted)
        kept = roll_batch_filter(batch, keep);
    for (guint i = first; i < review->next_wanted; i++) {
        const Wanted *wanted = wanted_at(review, i);
        Doubt *doubt = &g_array_index(review->doubts, Doubt, wanted->doubt);

        if (i == first || wanted->record != wanted_at(review, i - 1)->record)
            n_kept++;
        take_side(&doubt->side[wanted->side], kept, n_kept - 1);
    }
    review->n_records = end;
}

void
cluster_review_pairs(ClusterReview *review, const RollBatch *batch)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        gpointer found = g_hash_table_lookup(review->of_pair, GUINT_TO_POINTER(++review->n_pairs));
        Doubt *doubt = NULL;

        if (found == NULL)
            continue;
        doubt = &g_array_index(review->doubts, Doubt, GPOINTER_TO_UINT(found) - 1);
        doubt->parts = g_strdup(roll_batch_get(batch, "parts", i).data);
        doubt->levels = g_strdup(roll_batch_get(batch, "levels", i).data);
    }
}

/* ---- writing ---- */

/* Fields whose bits are above (or below) zero, "; " between. */
static void
set_fields(const ClusterReview *review, const Doubt *doubt, gboolean agreeing, RollTable *table)
{
    g_auto(GStrv) numbers = g_strsplit(doubt->parts, " ", -1);
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < review->fields->len && numbers[0] != NULL && numbers[i + 1] != NULL;
         i++) {
        gint64 bits = g_ascii_strtoll(numbers[i + 1], NULL, 10);

        if (bits == 0 || (bits > 0) != agreeing)
            continue;
        if (names->len > 0)
            g_string_append(names, "; ");
        g_string_append(names, g_array_index(review->fields, Field, i).name);
    }
    roll_table_set_string(table, agreeing ? 6 : 7, names->str);
}

static void
set_pair_id(const Doubt *doubt, RollTable *table)
{
    guint64 hash = roll_hash_mix(roll_text_hash(roll_text(doubt->side[0].row), 0) ^
                                 roll_text_hash(roll_text(doubt->side[1].row), 1));
    gchar pair_id[16];

    g_snprintf(pair_id, sizeof pair_id, "%010" G_GINT64_MODIFIER "x", hash >> 24);
    roll_table_set_string(table, 0, pair_id);
}

static void
set_unsure(const ClusterReview *review, const Doubt *doubt, RollTable *table)
{
    const RollDecision *unsure =
        cluster_decisions_unsure(review->decisions, doubt->side[0].row, doubt->side[1].row);

    if (unsure == NULL)
        return;
    roll_table_set_string(table, 9, roll_verdict_name(unsure->verdict));
    roll_table_set_string(table, 10, unsure->decided_by);
    roll_table_set_string(table, 11, unsure->decided_on);
    roll_table_set_string(table, 12, unsure->note);
}

static void
set_name(const Doubt *doubt, guint side, RollTable *table)
{
    g_autoptr(GString) name = g_string_new(NULL);

    roll_person_name(doubt->side[side].batch, doubt->side[side].at, name);
    roll_table_set_string(table, 3 + side, name->str);
}

gboolean
cluster_review_write(const ClusterReview *review, RollTable *table, GError **error)
{
    for (guint i = 0; i < review->doubts->len; i++) {
        const Doubt *doubt = &g_array_index(review->doubts, Doubt, i);

        set_pair_id(doubt, table);
        roll_table_set_string(table, 1, doubt->side[0].row);
        roll_table_set_string(table, 2, doubt->side[1].row);
        set_name(doubt, 0, table);
        set_name(doubt, 1, table);
        roll_table_set_real(table, 5, doubt->said.value, 2);
        set_fields(review, doubt, TRUE, table);
        set_fields(review, doubt, FALSE, table);
        roll_table_set_string(table, 8, doubt->said.joined ? "same" : "different");
        set_unsure(review, doubt, table);
        roll_table_set_number(table, 13, doubt->said.n_a);
        roll_table_set_number(table, 14, doubt->said.n_b);
        if (!roll_table_add(table, error))
            return FALSE;
    }
    return roll_table_flush(table, error);
}

/* @hundredths of a bit; NULL: it was not compared. */
static gboolean
add_field(RollTable *table, const Doubt *doubt, const gchar *const cells[4],
          const gchar *hundredths, GError **error)
{
    set_pair_id(doubt, table);
    for (guint i = 0; i < 4; i++)
        roll_table_set_string(table, i + 1, cells[i]);
    if (hundredths != NULL)
        roll_table_set_real(table, 5, (gdouble)g_ascii_strtoll(hundredths, NULL, 10) / 100, 2);
    return roll_table_add(table, error);
}

static gboolean
add_compared(RollTable *table, const Doubt *doubt, const Field *field, guint level,
             const gchar *hundredths, GError **error)
{
    g_autoptr(GString) a = g_string_new(NULL);
    g_autoptr(GString) b = g_string_new(NULL);
    const gchar *cells[4] = {field->name, NULL, NULL, field->labels->pdata[level]};

    roll_compared_value(doubt->side[0].batch, doubt->side[0].at, field->name, a);
    roll_compared_value(doubt->side[1].batch, doubt->side[1].at, field->name, b);
    cells[1] = a->str;
    cells[2] = b->str;
    return add_field(table, doubt, cells, hundredths, error);
}

static gboolean
add_evidence(const ClusterReview *review, RollTable *table, const Doubt *doubt, GError **error)
{
    g_auto(GStrv) numbers = g_strsplit(doubt->parts, " ", -1);
    const gchar *const start[4] = {"", "", "", ""};
    gsize n_levels = strlen(doubt->levels);

    if (!add_field(table, doubt, start, numbers[0], error))
        return FALSE;
    for (guint i = 0; i < review->fields->len && i < n_levels && numbers[i + 1] != NULL; i++) {
        const Field *field = &g_array_index(review->fields, Field, i);
        guint level = (guint)(guchar)doubt->levels[i] - '0'; /* "-", missing, is none */

        if (level < field->labels->len &&
            !add_compared(table, doubt, field, level, numbers[i + 1], error))
            return FALSE;
    }
    return TRUE;
}

static const gchar *
said_by(const Side *side, const gchar *column)
{
    return roll_batch_get(side->batch, column, side->at).data;
}

gboolean
cluster_review_write_fields(const ClusterReview *review, RollTable *table, GError **error)
{
    for (guint i = 0; i < review->doubts->len; i++) {
        const Doubt *doubt = &g_array_index(review->doubts, Doubt, i);

        if (!add_evidence(review, table, doubt, error))
            return FALSE;
        for (guint j = 0; context[j] != NULL; j++) {
            const gchar *const cells[4] = {context[j], said_by(&doubt->side[0], context[j]),
                                           said_by(&doubt->side[1], context[j]), ""};

            if ((*cells[1] != '\0' || *cells[2] != '\0') &&
                !add_field(table, doubt, cells, NULL, error))
                return FALSE;
        }
    }
    return roll_table_flush(table, error);
}

void
cluster_review_free(ClusterReview *review)
{
    if (review == NULL)
        return;
    g_array_unref(review->fields);
    g_array_unref(review->doubts);
    g_array_unref(review->wanted);
    g_hash_table_unref(review->of_pair);
    g_free(review);
}
