#include "pipeline/lib/rule_view.h"

#define N_BYTES   256
#define WORD_BITS 128

/* A bit a window, 128 together. */
typedef guint64 Word __attribute__((vector_size(16)));

typedef struct {
    const RollRuleWindows *windows;
    const gchar *const *countries; /* NULL: every one */
    gpointer rule;
    guint first_bit; /* of its windows */
} Step;

/* What fits of 128 windows. */
typedef struct {
    Word at[ROLL_WINDOW_BYTES][N_BYTES]; /* by place and byte */
    Word doubles;                        /* those that want a byte twice */
} WordFits;

struct RollRuleView {
    gchar *country;
    GArray *steps;   /* of Step */
    GArray *step_of; /* of guint: the step of each bit */
    guint n_words;
    WordFits *fits;
    Word *may_match; /* what the last look found */
    guint8 *text;    /* the one last looked at, with what stands around it */
    gsize n_text;    /* bytes there are for it */
};

struct RollRuleViews {
    GArray *steps;    /* of Step: the rules of all countries */
    GPtrArray *views; /* of RollRuleView */
    RollRuleView *last;
};

static void
view_free(gpointer data)
{
    RollRuleView *view = data;

    g_free(view->country);
    g_array_unref(view->steps);
    g_array_unref(view->step_of);
    g_free(view->fits);
    g_free(view->may_match);
    g_free(view->text);
    g_free(view);
}

static void
set_bit(Word *word, guint bit)
{
    (*word)[bit % WORD_BITS / 64] |= G_GUINT64_CONSTANT(1) << (bit % 64);
}

/* Windows that fit anywhere say nothing of the places behind the first few. */
static void
add_window(const RollRuleView *view, const RollRuleWindow *window, guint bit)
{
    WordFits *fits = &view->fits[bit / WORD_BITS];

    for (guint place = 0; place < ROLL_WINDOW_BYTES; place++) {
        gboolean is_open = !window->is_first && place >= ROLL_WINDOW_FLOATING;

        for (guint byte = 0; byte < N_BYTES; byte++)
            if (is_open || roll_byte_set_has(&window->at[place], (guint8)byte))
                set_bit(&fits->at[place][byte], bit);
    }
    if (window->is_double)
        set_bit(&fits->doubles, bit);
}

static void
add_step(RollRuleView *view, const Step *step)
{
    Step added = *step;
    guint index = view->steps->len;

    added.first_bit = view->step_of->len;
    g_array_append_val(view->steps, added);
    for (guint i = 0; i < step->windows->n; i++)
        g_array_append_val(view->step_of, index);
}

static RollRuleView *
view_new(const RollRuleViews *views, const gchar *country)
{
    RollRuleView *view = g_new0(RollRuleView, 1);

    view->country = g_strdup(country);
    view->steps = g_array_new(FALSE, FALSE, sizeof(Step));
    view->step_of = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < views->steps->len; i++) {
        const Step *step = &g_array_index(views->steps, Step, i);

        if (step->countries == NULL || g_strv_contains(step->countries, country))
            add_step(view, step);
    }
    view->n_words = (view->step_of->len + WORD_BITS - 1) / WORD_BITS;
    view->fits = g_new0(WordFits, view->n_words);
    view->may_match = g_new0(Word, view->n_words);
    for (guint i = 0; i < view->steps->len; i++) {
        const Step *step = &g_array_index(view->steps, Step, i);

        for (guint j = 0; j < step->windows->n; j++)
            add_window(view, &step->windows->windows[j], step->first_bit + j);
    }
    return view;
}

guint
roll_rule_view_n(const RollRuleView *view)
{
    return view->steps->len;
}

gpointer
roll_rule_view_at(const RollRuleView *view, guint index)
{
    return g_array_index(view->steps, Step, index).rule;
}

/* @text between what stands in front of it and what stands behind it, in view->text; TRUE when a
 * byte stands there twice in a row. */
static gboolean
lay_out(RollRuleView *view, RollText text)
{
    gsize n_behind = ROLL_WINDOW_BYTES;
    gboolean has_double = FALSE;

    if (view->n_text < text.length + 1 + n_behind) {
        view->n_text = 2 * (text.length + 1 + n_behind);
        view->text = g_realloc(view->text, view->n_text);
        view->text[0] = ROLL_WINDOW_BEGIN;
    }
    memcpy(view->text + 1, text.data, text.length);
    memset(view->text + 1 + text.length, ROLL_WINDOW_END, n_behind);
    for (guint32 i = 1; i < text.length; i++)
        has_double |= text.data[i - 1] == text.data[i];
    return has_double;
}

/* Which of 128 windows fit somewhere. */
static Word
look(const WordFits *fits, const guint8 *text, guint32 length)
{
    Word found = fits->at[0][text[0]];

    /* The beginning, which longer windows look at. */
    for (guint place = 1; place < ROLL_WINDOW_BYTES; place++)
        found &= fits->at[place][text[place]];
    for (guint32 i = 1; i < length; i++)
        found |= fits->at[0][text[i]] & fits->at[1][text[i + 1]] & fits->at[2][text[i + 2]] &
                 fits->at[3][text[i + 3]];
    return found;
}

void
roll_rule_view_look(RollRuleView *view, RollText text, guint from)
{
    gboolean has_double = FALSE;

    if (from >= view->steps->len)
        return;
    has_double = lay_out(view, text);
    for (guint i = g_array_index(view->steps, Step, from).first_bit / WORD_BITS; i < view->n_words;
         i++) {
        view->may_match[i] = look(&view->fits[i], view->text, text.length);
        if (!has_double)
            view->may_match[i] &= ~view->fits[i].doubles;
    }
}

guint
roll_rule_view_next(const RollRuleView *view, guint from)
{
    guint n = view->steps->len;
    guint bit = from < n ? g_array_index(view->steps, Step, from).first_bit : 0;

    if (from >= n)
        return n;
    for (guint part = bit / 64; part < 2 * view->n_words; part++, bit = part * 64) {
        guint64 bits = view->may_match[part / 2][part % 2] & (G_MAXUINT64 << bit % 64);

        if (bits != 0)
            return g_array_index(view->step_of, guint, part * 64 + (guint)__builtin_ctzll(bits));
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
roll_rule_views_add(RollRuleViews *views, const RollRuleWindows *windows,
                    const gchar *const *countries, gpointer rule)
{
    const Step step = {windows, countries, rule, 0};

    g_array_append_val(views->steps, step);
    g_ptr_array_set_size(views->views, 0);
    views->last = NULL;
}

RollRuleView *
roll_rule_views_get(RollRuleViews *views, const gchar *country)
{
    if (views->last != NULL && strcmp(views->last->country, country) == 0)
        return views->last;
    views->last = NULL;
    for (guint i = 0; i < views->views->len && views->last == NULL; i++) {
        RollRuleView *view = g_ptr_array_index(views->views, i);

        if (strcmp(view->country, country) == 0)
            views->last = view;
    }
    if (views->last == NULL) {
        views->last = view_new(views, country);
        g_ptr_array_add(views->views, views->last);
    }
    return views->last;
}
