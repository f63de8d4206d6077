#include "pipeline/lib/rule_view.h"

#define N_BYTES   256
#define WORD_BITS 64

typedef struct {
    RollGuard guard;
    const gchar *const *countries; /* NULL: every one */
    gconstpointer rule;
} Step;

struct RollRuleView {
    gchar *country;
    GArray *steps; /* of Step */
    /* For each byte that a text may begin with, a bit a step: is it worth a look?  Of guint64, a
     * word's 256 together. */
    GArray *by_byte;
};

struct RollRuleViews {
    GArray *steps;    /* of Step: the rules of all countries */
    GPtrArray *views; /* of RollRuleView */
    const RollRuleView *last;
};

static RollRuleView *
view_new(const gchar *country)
{
    RollRuleView *view = g_new0(RollRuleView, 1);

    view->country = g_strdup(country);
    view->steps = g_array_new(FALSE, FALSE, sizeof(Step));
    view->by_byte = g_array_new(FALSE, TRUE, sizeof(guint64));
    return view;
}

static void
view_free(gpointer data)
{
    RollRuleView *view = data;

    g_free(view->country);
    g_array_unref(view->steps);
    g_array_unref(view->by_byte);
    g_free(view);
}

static void
view_add(RollRuleView *view, const Step *step)
{
    guint word = view->steps->len / WORD_BITS;
    guint64 bit = G_GUINT64_CONSTANT(1) << (view->steps->len % WORD_BITS);

    g_array_append_vals(view->steps, step, 1);
    g_array_set_size(view->by_byte, (word + 1) * N_BYTES);
    for (guint byte = 0; byte < N_BYTES; byte++)
        if (!step->guard.anchored || roll_byte_set_has(&step->guard.starts, (guint8)byte))
            g_array_index(view->by_byte, guint64, word * N_BYTES + byte) |= bit;
}

guint
roll_rule_view_n(const RollRuleView *view)
{
    return view->steps->len;
}

gconstpointer
roll_rule_view_at(const RollRuleView *view, guint index)
{
    return g_array_index(view->steps, Step, index).rule;
}

guint
roll_rule_view_next(const RollRuleView *view, const RollSubject *subject, guint from)
{
    guint8 first = (guint8)subject->text.data[0];
    guint n = view->steps->len;

    for (guint word = from / WORD_BITS; from < n; from = ++word * WORD_BITS) {
        guint64 bits = g_array_index(view->by_byte, guint64, word * N_BYTES + first) &
                       (G_MAXUINT64 << (from % WORD_BITS));

        for (; bits != 0; bits &= bits - 1) {
            guint i = word * WORD_BITS + (guint)__builtin_ctzll(bits);

            if (roll_guard_admits(&g_array_index(view->steps, Step, i).guard, subject))
                return i;
        }
    }
    return n;
}

RollRuleViews *
roll_rule_views_new(void)
{
    RollRuleViews *views = g_new0(RollRuleViews, 1);

    views->steps = g_array_new(FALSE, FALSE, sizeof(Step));
    views->views = g_ptr_array_new_with_free_func(view_free);
    return views;
}

void
roll_rule_views_free(RollRuleViews *views)
{
    if (views == NULL)
        return;
    g_array_unref(views->steps);
    g_ptr_array_unref(views->views);
    g_free(views);
}

void
roll_rule_views_add(RollRuleViews *views, const RollGuard *guard, const gchar *const *countries,
                    gconstpointer rule)
{
    const Step step = {*guard, countries, rule};

    g_array_append_val(views->steps, step);
    g_ptr_array_set_size(views->views, 0);
    views->last = NULL;
}

static const RollRuleView *
make_view(RollRuleViews *views, const gchar *country)
{
    RollRuleView *view = view_new(country);

    for (guint i = 0; i < views->steps->len; i++) {
        const Step *step = &g_array_index(views->steps, Step, i);

        if (step->countries == NULL || g_strv_contains(step->countries, country))
            view_add(view, step);
    }
    g_ptr_array_add(views->views, view);
    return view;
}

const RollRuleView *
roll_rule_views_get(RollRuleViews *views, const gchar *country)
{
    if (views->last != NULL && strcmp(views->last->country, country) == 0)
        return views->last;
    views->last = NULL;
    for (guint i = 0; i < views->views->len && views->last == NULL; i++) {
        const RollRuleView *view = g_ptr_array_index(views->views, i);

        if (strcmp(view->country, country) == 0)
            views->last = view;
    }
    if (views->last == NULL)
        views->last = make_view(views, country);
    return views->last;
}
