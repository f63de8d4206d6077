#include "stages/overlap/headcount.h"

#include "pipeline/lib/unite.h"
#include "stages/overlap/cell.h"

static const gchar *const columns[] = {
    "indicator", "org", "reported_persons", "unique_persons_est", "cross_org_overlap_est", "lower",
    "upper",     NULL};

typedef struct {
    const OverlapView *view;
    RollTable *table;
    RollDay since;    /* events that start after it count */
    guint8 *is_in;    /* by officer: of those counted */
    guint8 *is_cross; /* by officer: sat with several organisations */
} Writer;

static gboolean
is_counted(const Writer *writer, const OverlapSession *session, guint32 organisation)
{
    return session->status == OVERLAP_HELD && session->start > writer->since &&
           (organisation == 0 || session->organisation == organisation);
}

/* What organisations report: every person on every list, joint sessions in each report. */
static guint64
sum_reported(const Writer *writer, guint32 organisation)
{
    guint64 n = 0;

    for (guint32 place = 0; place < overlap_n_sessions(writer->view); place++) {
        const OverlapSession *session = overlap_event(writer->view, place);

        if (is_counted(writer, session, organisation))
            n += session->n_people;
    }
    return n;
}

/* Who is on the lists of more than one organisation. */
static void
find_cross(const Writer *writer)
{
    const OverlapView *view = writer->view;
    g_autofree guint32 *first = g_new0(guint32, MAX(view->n_officers, 1));

    memset(writer->is_cross, 0, MAX(view->n_officers, 1));
    for (guint32 place = 0; place < overlap_n_sessions(view); place++) {
        const guint32 *officers = overlap_list(view->listed, place);
        guint32 organisation = overlap_event(view, place)->organisation;

        if (!is_counted(writer, overlap_event(view, place), 0))
            continue;
        for (guint32 i = 0; i < overlap_list_n(view->listed, place); i++) {
            guint32 officer = officers[i];

            writer->is_cross[officer] |= first[officer] != 0 && first[officer] != organisation;
            first[officer] = organisation;
        }
    }
}

/* Officers on the lists of @organisation (0: of anybody), those of a joint session on each list
 * that has them; *@n_cross of them on another's, too. */
static guint32
count_people(const Writer *writer, guint32 organisation, guint32 *n_cross)
{
    const OverlapView *view = writer->view;
    guint32 n = 0;

    *n_cross = 0;
    memset(writer->is_in, 0, MAX(view->n_officers, 1));
    for (guint32 place = 0; place < overlap_n_sessions(view); place++) {
        const guint32 *officers = overlap_list(view->listed, place);

        if (!is_counted(writer, overlap_event(view, place), organisation))
            continue;
        for (guint32 i = 0; i < overlap_list_n(view->listed, place); i++) {
            if (writer->is_in[officers[i]])
                continue;
            writer->is_in[officers[i]] = 1;
            n++;
            *n_cross += writer->is_cross[officers[i]];
        }
    }
    return n;
}

/* Bounds: were every pair in doubt between two of the counted one person; were every link in doubt
 * inside one of them wrong. */
static void
write_bounds(const Writer *writer, guint32 n_people)
{
    const OverlapView *view = writer->view;
    g_autofree guint32 *parents = roll_unite_new(view->n_officers);
    guint32 lower = n_people;
    guint32 upper = n_people;

    for (guint i = 0; i < view->doubts->len; i++) {
        const OverlapDoubt *doubt = &g_array_index(view->doubts, OverlapDoubt, i);
        guint32 a = overlap_entry(view->attendance, doubt->entry_a)->officer;
        guint32 b = overlap_entry(view->attendance, doubt->entry_b)->officer;

        if (!writer->is_in[a] || !writer->is_in[b])
            continue;
        if (a == b) {
            upper++;
        } else if (roll_unite_root(parents, a) != roll_unite_root(parents, b)) {
            lower--;
            roll_unite(parents, a, b);
        }
    }
    roll_table_set_number(writer->table, 5, lower);
    roll_table_set_number(writer->table, 6, upper);
}

static gboolean
write_line(const Writer *writer, const gchar *indicator, guint32 organisation, GError **error)
{
    guint32 n_cross = 0;
    guint32 n_people = count_people(writer, organisation, &n_cross);

    roll_table_set_string(writer->table, 0, indicator);
    overlap_set_text(writer->table, 1, writer->view, organisation);
    roll_table_set_number(writer->table, 2, (gint64)sum_reported(writer, organisation));
    roll_table_set_number(writer->table, 3, n_people);
    roll_table_set_number(writer->table, 4, n_cross);
    write_bounds(writer, n_people);
    return roll_table_add(writer->table, error);
}

static gint
compare_texts(gconstpointer a, gconstpointer b, gpointer self)
{
    const OverlapView *view = self;

    return strcmp(overlap_text(view->attendance, *(const guint32 *)a),
                  overlap_text(view->attendance, *(const guint32 *)b));
}

static GArray *
list_organisations(const OverlapView *view)
{
    GArray *organisations = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    union {
        const OverlapView *in;
        gpointer out;
    } self = {.in = view}; /* g_array_sort_with_data() takes no const */

    for (guint32 place = 0; place < overlap_n_sessions(view); place++) {
        guint32 organisation = overlap_event(view, place)->organisation;

        if (organisation != 0 && overlap_event(view, place)->status == OVERLAP_HELD &&
            g_hash_table_add(seen, GUINT_TO_POINTER(organisation)))
            g_array_append_val(organisations, organisation);
    }
    g_array_sort_with_data(organisations, compare_texts, self.out);
    return organisations;
}

static gboolean
write_indicator(Writer *writer, const gchar *indicator, RollDay since, const GArray *organisations,
                GError **error)
{
    writer->since = since;
    find_cross(writer);
    if (!write_line(writer, indicator, 0, error))
        return FALSE;
    for (guint i = 0; i < organisations->len; i++)
        if (!write_line(writer, indicator, g_array_index(organisations, guint32, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    g_autofree guint8 *is_in = g_new0(guint8, MAX(view->n_officers, 1));
    g_autofree guint8 *is_cross = g_new0(guint8, MAX(view->n_officers, 1));
    g_autoptr(GArray) organisations = list_organisations(view);
    Writer writer = {view, table, 0, is_in, is_cross};
    RollDay year_ago = overlap_months_ago(view, 12);

    return write_indicator(&writer, "people trained", -1, organisations, error) &&
           write_indicator(&writer, "people trained in 12 months", year_ago, organisations, error);
}

const OverlapReport overlap_headcount_report = {"double_count_adjustment", columns, write_all};
