#include "pipeline/lib/rule_window.h"

#include <string.h>

#include "pipeline/lib/pattern_signs.h"

/* ---- what stands in front ---- */

static void
add_last_bytes(RollByteSet *bytes, const RollSignsRange *range)
{
    gchar first[6] = "";
    gchar last[6] = "";
    gint n = g_unichar_to_utf8(range->first, first);
    gboolean is_open = FALSE;

    g_unichar_to_utf8(range->last, last);
    is_open = memcmp(first, last, (gsize)n - 1) != 0;
    roll_byte_set_add_range(bytes, is_open ? 0x80 : (guchar)first[n - 1],
                            is_open ? 0xbf : (guchar)last[n - 1]);
}

/* The bytes with which a character of @signs can end. */
static RollByteSet
last_bytes(const RollSigns *signs)
{
    static const RollSignsRange beyond = {0x80, 0xbf};
    RollByteSet bytes = signs->ascii;

    if (signs->any_beyond)
        add_last_bytes(&bytes, &beyond);
    for (guint i = 0; i < signs->n_ranges; i++)
        add_last_bytes(&bytes, &signs->ranges[i]);
    return bytes;
}

static RollByteSet
any_byte(void)
{
    RollByteSet bytes;

    roll_byte_set_fill(&bytes);
    return bytes;
}

static RollByteSet
begin_only(void)
{
    RollByteSet bytes = {{0}};

    roll_byte_set_add(&bytes, ROLL_WINDOW_BEGIN);
    return bytes;
}

/* "(?<=[a-z]a)" or "(?<!e)" at @p: the byte that may stand in front of what follows. */
static RollByteSet
behind_look(const gchar *p, gboolean ignore_case)
{
    gboolean is_forbidden = p[3] == '!';
    guint n_characters = 0;
    RollSigns signs = {.n_ranges = 0};
    RollByteSet bytes;

    for (p += 4; *p != ')'; n_characters++)
        if (!roll_pattern_signs(&p, ignore_case, &signs))
            return any_byte();
    if (n_characters == 0 || (is_forbidden && n_characters > 1))
        return any_byte();
    bytes = last_bytes(&signs);
    if (!is_forbidden)
        return bytes;
    if (signs.any_beyond || signs.n_ranges > 0)
        return any_byte();
    for (guint i = 0; i < G_N_ELEMENTS(bytes.bits); i++)
        bytes.bits[i] = ~bytes.bits[i];
    return bytes;
}

/* ---- the best window of a branch ---- */

/* Letters as bits of the second word of a byte set. */
#define LETTER(c) (G_GUINT64_CONSTANT(1) << ((c)-64))
#define FREQUENT  (LETTER('a') | LETTER('e') | LETTER('h') | LETTER('i') | LETTER('n') | LETTER('o'))
#define SMALL     (G_GUINT64_CONSTANT(0x3ffffff) << ('a' - 64))
#define CAPITALS  (G_GUINT64_CONSTANT(0x3ffffff) << ('A' - 64))

static gdouble
n_of(guint64 bits)
{
    return __builtin_popcountll(bits);
}

/* How often a window fits, roughly: by how often its bytes are met in names. */
static gdouble
commonness(const RollByteSet *at)
{
    gdouble product = 1;

    for (guint i = 0; i < ROLL_WINDOW_FLOATING; i++) {
        const guint64 *bits = at[i].bits;
        gdouble sum = 0.3 * (n_of(bits[0]) + n_of(bits[1]) + n_of(bits[2]) + n_of(bits[3]));

        sum += 8 * n_of(bits[1] & FREQUENT) + 3 * n_of(bits[1] & SMALL & ~FREQUENT) +
               2 * n_of(bits[1] & CAPITALS);
        sum += roll_byte_set_has(&at[i], ' ') ? 6 : 0;
        sum += roll_byte_set_has(&at[i], ROLL_WINDOW_BEGIN) ? 6 : 0;
        sum += roll_byte_set_has(&at[i], ROLL_WINDOW_END) ? 6 : 0;
        product *= sum;
    }
    return product;
}

typedef struct {
    gboolean ignore_case;
    gboolean is_lost;
    RollByteSet before;
    RollRuleWindow *best;
    gdouble commonness; /* of the best one */
} Search;

/* The window that begins with @part: with all of its rounds where the match begins at the
 * beginning of the text, else with the last of them. */
static void
try_window(Search *search, const gchar *part, gboolean is_first)
{
    RollWalk walk = {.ignore_case = search->ignore_case};
    const gchar *end = roll_pattern_skip(part);
    RollRepeat repeat = {1, 1};
    gdouble common = 0;

    walk.at[0] = search->before;
    if (!is_first && end != NULL && roll_pattern_repeat(&end, &repeat) && repeat.most > 1)
        walk.at[0] = any_byte();
    roll_walk(&walk, part, !is_first);
    search->is_lost = search->is_lost || walk.is_lost;
    if (!is_first && roll_byte_set_has(&walk.at[1], ROLL_WINDOW_END))
        return; /* it may read nothing, and then stand behind the text */
    common = commonness(walk.at);
    if (search->commonness >= 0 && common >= search->commonness)
        return;
    memcpy(search->best->at, walk.at, sizeof walk.at);
    search->best->is_first = is_first;
    search->commonness = common;
}

/* Goes over one part of a branch: what may stand in front of the next one. */
static void
step_over(Search *search, const gchar **p)
{
    const gchar *begin = *p;
    const gchar *after = roll_pattern_skip(begin);
    const gchar *end = begin;
    RollSigns signs;
    RollRepeat repeat;

    if (after == NULL || !roll_pattern_repeat(&after, &repeat)) {
        search->is_lost = TRUE;
        return;
    }
    *p = after;
    if (roll_pattern_is_look_behind(begin) && repeat.least > 0)
        search->before = behind_look(begin, search->ignore_case);
    else if (roll_pattern_is_begin(begin))
        search->before = begin_only();
    else if (repeat.least > 0 && roll_pattern_signs(&end, search->ignore_case, &signs))
        search->before = last_bytes(&signs);
    else if (!roll_pattern_is_look(begin))
        search->before = any_byte();
}

/* Whether something is read at @p, and at least once. */
static gboolean
must_read(const gchar *p)
{
    const gchar *end = roll_pattern_skip(p);
    RollRepeat repeat;

    return strchr("^$", *p) == NULL && !roll_pattern_is_look(p) &&
           !(*p == '\\' && strchr("bBAzZ", p[1]) != NULL) && end != NULL &&
           roll_pattern_repeat(&end, &repeat) && repeat.least > 0;
}

/* Whether the branch at @p begins with "^", or with a group that does in each of its branches. */
static gboolean
begins_text(const gchar *p)
{
    const gchar *end = roll_pattern_skip(p);
    const gchar *inside = *p == '(' ? roll_pattern_open(p) : NULL;
    RollRepeat repeat;

    if (roll_pattern_is_begin(p))
        return TRUE;
    if (inside == NULL || end == NULL || !roll_pattern_repeat(&end, &repeat) || repeat.least == 0)
        return FALSE;
    while (inside != NULL && roll_pattern_is_begin(inside)) {
        while (inside != NULL && !roll_pattern_is_end(*inside))
            inside = roll_pattern_skip(inside);
        if (inside != NULL && *inside++ != '|')
            return TRUE;
    }
    return FALSE;
}

static void
learn_branch(Search *search, const gchar **p, gboolean is_anchored)
{
    search->before = is_anchored ? begin_only() : any_byte();
    search->commonness = -1;
    if (is_anchored || begins_text(*p)) {
        search->before = begin_only();
        try_window(search, *p, TRUE);
    }
    while (!roll_pattern_is_end(**p) && !search->is_lost) {
        if (!search->best->is_first && must_read(*p))
            try_window(search, *p, FALSE);
        step_over(search, p);
    }
    search->is_lost = search->is_lost || search->commonness < 0;
}

/* "([a-z])\1+": a letter that is doubled. */
static gboolean
learn_double(RollRuleWindows *windows, const gchar *pattern, gboolean ignore_case)
{
    const gchar *p = pattern + 1;
    RollRuleWindow *window = &windows->windows[0];
    RollSigns signs;

    if (*pattern != '(' || ignore_case || !roll_pattern_signs(&p, FALSE, &signs) ||
        signs.any_beyond || signs.n_ranges > 0 || !g_str_has_prefix(p, ")\\1"))
        return FALSE;
    p += strlen(")\\1");
    if (*p != '\0' && strcmp(p, "+") != 0)
        return FALSE;
    for (guint i = 0; i < ROLL_WINDOW_BYTES; i++)
        window->at[i] = i == 1 || i == 2 ? signs.ascii : any_byte();
    window->is_double = TRUE;
    windows->n = 1;
    return TRUE;
}

/* "[[:alpha:]]", whose end pattern_signs.h does not see. */
static gboolean
has_named_class(const gchar *pattern)
{
    for (const gchar *p = pattern; *p != '\0';) {
        const gchar *end = roll_pattern_next(p);

        for (const gchar *q = p + 1; *p == '[' && q + 1 < end; q++)
            if (*q == '[' && strchr(":.=", q[1]) != NULL)
                return TRUE;
        p = end;
    }
    return FALSE;
}

/* Nothing that changes how the rest of a pattern is read, or where its parts end. */
static gboolean
is_plain(const gchar *pattern)
{
    static const gchar *const marks[] = {"(*", "(?#", "\\Q", "\\G"};

    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
        if (strstr(pattern, marks[i]) != NULL)
            return FALSE;
    return !has_named_class(pattern);
}

static void
fit_everywhere(RollRuleWindows *windows)
{
    *windows = (RollRuleWindows){.n = 1};
    for (guint i = 0; i < ROLL_WINDOW_BYTES; i++)
        windows->windows[0].at[i] = any_byte();
}

void
roll_rule_windows_learn(RollRuleWindows *windows, const gchar *pattern, gboolean ignore_case,
                        gboolean is_anchored)
{
    Search search = {.ignore_case = ignore_case, .is_lost = !is_plain(pattern)};
    gboolean is_over = FALSE;

    *windows = (RollRuleWindows){.n = 0};
    if (!search.is_lost && learn_double(windows, pattern, ignore_case))
        return;
    while (!is_over && !search.is_lost && windows->n < ROLL_WINDOWS_MAX) {
        search.best = &windows->windows[windows->n++];
        learn_branch(&search, &pattern, is_anchored);
        is_over = *pattern != '|';
        pattern += is_over ? 0 : 1;
    }
    if (!is_over || search.is_lost || *pattern != '\0')
        fit_everywhere(windows);
}

/* ---- one place after the other ---- */

static gboolean
fits_at(const RollRuleWindow *window, RollText text, guint32 at)
{
    guint n = window->is_first ? ROLL_WINDOW_BYTES : ROLL_WINDOW_FLOATING;

    if (window->is_first && at > 0)
        return FALSE;
    for (guint i = 0; i < n; i++) {
        guint32 place = at + i; /* in the text, counted from the byte in front of it */
        guint8 byte = place == 0 ? ROLL_WINDOW_BEGIN : ROLL_WINDOW_END;

        if (place > 0 && place <= text.length)
            byte = (guint8)text.data[place - 1];
        if (!roll_byte_set_has(&window->at[i], byte))
            return FALSE;
    }
    return !window->is_double || (at + 1 < text.length && text.data[at] == text.data[at + 1]);
}

gboolean
roll_rule_windows_fit(const RollRuleWindows *windows, RollText text)
{
    for (guint i = 0; i < windows->n; i++)
        for (guint32 at = 0; at < text.length; at++)
            if (fits_at(&windows->windows[i], text, at))
                return TRUE;
    return FALSE;
}
