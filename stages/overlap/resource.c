#include "stages/overlap/resource.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/coverage.h"
#include "stages/overlap/median.h"

static const gchar *const columns[] = {"adm1_code",       "item",           "quantity", "n_trained",
                                       "per_100_trained", "median_per_100", "gap_flag", NULL};

/* What a province has of one item. */
typedef struct {
    guint32 item;
    guint32 adm1;
    guint32 organisation;
    gdouble quantity;
    guint32 n_trained;
    RollDay reported;
    guint32 export_name;
} Stock;

typedef struct {
    const OverlapView *view;
    GArray *stocks; /* of Stock, by item, province, organisation */
} Maker;

static gint
compare_stocks(gconstpointer a, gconstpointer b, gpointer self)
{
    const OverlapView *view = self;
    const Stock *x = a;
    const Stock *y = b;
    const guint32 texts_x[] = {x->item, x->adm1, x->organisation};
    const guint32 texts_y[] = {y->item, y->adm1, y->organisation};

    for (guint i = 0; i < G_N_ELEMENTS(texts_x); i++)
        if (texts_x[i] != texts_y[i])
            return strcmp(overlap_text(view->attendance, texts_x[i]),
                          overlap_text(view->attendance, texts_y[i]));
    if (x->reported != y->reported)
        return x->reported < y->reported ? -1 : 1;
    return strcmp(overlap_text(view->attendance, x->export_name),
                  overlap_text(view->attendance, y->export_name));
}

static GArray *
list_stocks(const OverlapView *view)
{
    GArray *stocks = g_array_new(FALSE, FALSE, sizeof(Stock));
    union {
        const OverlapView *in;
        gpointer out;
    } self = {.in = view}; /* g_array_sort_with_data() takes no const */

    for (guint i = 0; i < view->attendance->resources->len; i++) {
        const OverlapResource *resource =
            &g_array_index(view->attendance->resources, OverlapResource, i);
        Stock stock = {.item = resource->item,
                       .adm1 = resource->adm1,
                       .organisation = resource->organisation,
                       .quantity = resource->quantity,
                       .reported = resource->reported,
                       .export_name = resource->export_name};

        if (resource->item != 0 && resource->adm1 != 0)
            g_array_append_val(stocks, stock);
    }
    g_array_sort_with_data(stocks, compare_stocks, self.out);
    return stocks;
}

static gboolean
is_same_stock(const Stock *a, const Stock *b)
{
    return a->item == b->item && a->adm1 == b->adm1 && a->organisation == b->organisation;
}

/* The same stock is reported month after month: the last report of an organisation counts, all of
 * its lines together; organisations add up. */
static void
sum_stocks(GArray *stocks)
{
    guint n = 0;

    for (guint from = 0, to = 0; from < stocks->len; from = to) {
        Stock sum = g_array_index(stocks, Stock, from);
        const Stock *last;

        for (to = from + 1;
             to < stocks->len && is_same_stock(&sum, &g_array_index(stocks, Stock, to));)
            to++;
        last = &g_array_index(stocks, Stock, to - 1);
        sum.quantity = 0;
        for (guint i = from; i < to; i++) {
            const Stock *stock = &g_array_index(stocks, Stock, i);

            if (stock->reported == last->reported && stock->export_name == last->export_name)
                sum.quantity += stock->quantity;
        }
        if (n > 0 && g_array_index(stocks, Stock, n - 1).item == sum.item &&
            g_array_index(stocks, Stock, n - 1).adm1 == sum.adm1)
            g_array_index(stocks, Stock, n - 1).quantity += sum.quantity;
        else
            g_array_index(stocks, Stock, n++) = sum;
    }
    g_array_set_size(stocks, n);
}

/* A province that reports one item and not another is known to be asked for both; one that reports
 * nothing has no line. */
static void
count_trained(const Maker *maker)
{
    const OverlapCoverage *coverage = maker->view->coverage;

    for (guint i = 0; i < maker->stocks->len; i++) {
        Stock *stock = &g_array_index(maker->stocks, Stock, i);
        guint place =
            GPOINTER_TO_UINT(g_hash_table_lookup(coverage->numbers, GUINT_TO_POINTER(stock->adm1)));

        stock->n_trained = place == 0 ? 0 : overlap_place(coverage, place - 1)->n_trained;
    }
}

/* Of the item's provinces with enough trained officers; -1: there is none. */
static gdouble
median_of(const GArray *stocks, guint from, guint to)
{
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(gdouble));

    for (guint i = from; i < to; i++) {
        const Stock *stock = &g_array_index(stocks, Stock, i);
        gdouble share = stock->n_trained == 0 ? 0 : 100 * stock->quantity / stock->n_trained;

        if (stock->n_trained >= OVERLAP_MEDIAN_TRAINED)
            g_array_append_val(shares, share);
    }
    return shares->len > 0 ? overlap_median(shares) : -1;
}

static gboolean
write_stock(const OverlapView *view, RollTable *table, const Stock *stock, gdouble median,
            GError **error)
{
    gdouble share = stock->n_trained == 0 ? -1 : 100 * stock->quantity / stock->n_trained;

    overlap_set_text(table, 0, view, stock->adm1);
    overlap_set_text(table, 1, view, stock->item);
    roll_table_set_number(table, 2, (gint64)stock->quantity);
    roll_table_set_number(table, 3, stock->n_trained);
    if (share >= 0)
        roll_table_set_real(table, 4, share, 1);
    if (median >= 0)
        roll_table_set_real(table, 5, median, 1);
    if (share >= 0 && 2 * share < median)
        roll_table_set_string(table, 6, "under half the median");
    return roll_table_add(table, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    g_autoptr(GArray) stocks = list_stocks(view);
    Maker maker = {view, stocks};

    sum_stocks(stocks);
    count_trained(&maker);
    for (guint from = 0, to = 0; from < stocks->len; from = to) {
        gdouble median;

        for (to = from + 1; to < stocks->len && g_array_index(stocks, Stock, to).item ==
                                                    g_array_index(stocks, Stock, from).item;)
            to++;
        median = median_of(stocks, from, to);
        for (guint i = from; i < to; i++)
            if (!write_stock(view, table, &g_array_index(stocks, Stock, i), median, error))
                return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_resource_report = {"resource_gap", columns, write_all};
