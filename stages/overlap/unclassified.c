#include "stages/overlap/unclassified.h"

#include <string.h>

#include "pipeline/lib/codes.h"
#include "stages/overlap/cell.h"

static const gchar *const columns[] = {"title", "n_officers", "n_sessions", "n_rows",
                                       "orgs",  "first_date", "last_date",  NULL};

/* A title, however it is written: rules know it in all spellings at once. */
typedef struct {
    guint32 text; /* the spelling of most rows */
    guint32 n_rows;
    guint32 n_officers;
    guint32 n_sessions;
    RollDay first; /* 0: no session is dated */
    RollDay last;
    OverlapTextList organisations;
} Course;

typedef struct {
    const OverlapView *view;
    GArray *courses;       /* of Course */
    GHashTable *numbers;   /* title as it is compared → place in courses + 1 */
    guint32 *of_group;     /* place in courses; OVERLAP_NONE */
    guint32 *rows_of_text; /* of untaught groups, by title */
} Finder;

static void
course_clear(gpointer data)
{
    overlap_text_list_free(&((Course *)data)->organisations);
}

static void
finder_clear(Finder *finder)
{
    g_array_unref(finder->courses);
    g_hash_table_unref(finder->numbers);
    g_free(finder->of_group);
    g_free(finder->rows_of_text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Finder, finder_clear)

static Finder
finder_new(const OverlapView *view)
{
    Finder finder = {.view = view};

    finder.courses = g_array_new(FALSE, TRUE, sizeof(Course));
    g_array_set_clear_func(finder.courses, course_clear);
    finder.numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    finder.of_group = g_new(guint32, MAX(view->attendance->groups->len, 1));
    finder.rows_of_text = g_new0(guint32, roll_dictionary_n(view->attendance->texts));
    return finder;
}

static const OverlapGroup *
group_at(const Finder *finder, guint32 place)
{
    return &g_array_index(finder->view->attendance->groups, OverlapGroup, place);
}

static Course *
course_at(const Finder *finder, guint32 place)
{
    return &g_array_index(finder->courses, Course, place);
}

/* The place of the course of that title, made if there is none; OVERLAP_NONE for a title without a
 * letter. */
static guint32
course_of(Finder *finder, guint32 title)
{
    const OverlapAttendance *attendance = finder->view->attendance;
    g_autoptr(GString) folded = g_string_new(NULL);
    guint32 number;

    roll_codes_fold_name(roll_dictionary_text(attendance->texts, title), folded);
    if (folded->len == 0)
        return OVERLAP_NONE;
    number = GPOINTER_TO_UINT(g_hash_table_lookup(finder->numbers, folded->str));
    if (number == 0) {
        g_array_set_size(finder->courses, finder->courses->len + 1);
        number = finder->courses->len;
        g_hash_table_insert(finder->numbers, g_strdup(folded->str), GUINT_TO_POINTER(number));
    }
    return number - 1;
}

/* Of two spellings the one of more rows, else the first in byte order. */
static gboolean
is_rather(const Finder *finder, guint32 text, guint32 other)
{
    const OverlapAttendance *attendance = finder->view->attendance;
    guint32 n = finder->rows_of_text[text];
    guint32 n_other = finder->rows_of_text[other];

    return other == 0 || n > n_other ||
           (n == n_other &&
            strcmp(overlap_text(attendance, text), overlap_text(attendance, other)) < 0);
}

static void
take_group(const Finder *finder, Course *course, guint32 place)
{
    const OverlapGroup *group = group_at(finder, place);
    const OverlapSession *session =
        overlap_event(finder->view, finder->view->sessions->of_group[place]);

    course->n_rows += group->n_rows;
    overlap_text_list_add(&course->organisations, session->organisation);
    if (is_rather(finder, group->key.title, course->text))
        course->text = group->key.title;
    if (session->start == 0)
        return;
    course->first = course->first == 0 ? session->start : MIN(course->first, session->start);
    course->last = MAX(course->last, session->end);
}

static gboolean
is_unclassified(const OverlapGroup *group)
{
    return group->n_rows > 0 && group->key.title != 0 && group->key.topics == 0;
}

static void
find_courses(Finder *finder)
{
    guint32 n_groups = finder->view->attendance->groups->len;

    for (guint32 i = 0; i < n_groups; i++)
        if (is_unclassified(group_at(finder, i)))
            finder->rows_of_text[group_at(finder, i)->key.title] += group_at(finder, i)->n_rows;
    for (guint32 i = 0; i < n_groups; i++) {
        const OverlapGroup *group = group_at(finder, i);

        finder->of_group[i] =
            is_unclassified(group) ? course_of(finder, group->key.title) : OVERLAP_NONE;
        if (finder->of_group[i] != OVERLAP_NONE)
            take_group(finder, course_at(finder, finder->of_group[i]), i);
    }
}

/* Officers and sessions of every course, each once. */
static void
count(const Finder *finder)
{
    const OverlapView *view = finder->view;
    g_autoptr(GArray) officers = g_array_new(FALSE, FALSE, sizeof(OverlapLink));
    g_autoptr(GArray) sessions = g_array_new(FALSE, FALSE, sizeof(OverlapLink));
    g_autoptr(OverlapLists) officers_of = NULL;
    g_autoptr(OverlapLists) sessions_of = NULL;

    for (guint32 i = 0; i < view->attendance->entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(view->attendance, i);
        guint32 course =
            entry->group != OVERLAP_NONE ? finder->of_group[entry->group] : OVERLAP_NONE;
        OverlapLink officer = {course, entry->officer};
        OverlapLink session = {course, overlap_session_of(view->sessions, entry)};

        if (course == OVERLAP_NONE)
            continue;
        g_array_append_val(sessions, session);
        if (entry->officer != 0)
            g_array_append_val(officers, officer);
    }
    officers_of = overlap_lists_new(finder->courses->len, officers);
    sessions_of = overlap_lists_new(finder->courses->len, sessions);
    for (guint32 i = 0; i < finder->courses->len; i++) {
        course_at(finder, i)->n_officers = overlap_list_n(officers_of, i);
        course_at(finder, i)->n_sessions = overlap_list_n(sessions_of, i);
    }
}

static gint
compare_courses(gconstpointer a, gconstpointer b, gpointer view)
{
    const Course *x = a;
    const Course *y = b;
    const OverlapAttendance *attendance = ((const OverlapView *)view)->attendance;

    if (x->n_officers != y->n_officers)
        return x->n_officers > y->n_officers ? -1 : 1;
    if (x->n_sessions != y->n_sessions)
        return x->n_sessions > y->n_sessions ? -1 : 1;
    return strcmp(overlap_text(attendance, x->text), overlap_text(attendance, y->text));
}

static gboolean
write_course(const OverlapView *view, RollTable *table, Course *course, GError **error)
{
    overlap_set_text(table, 0, view, course->text);
    roll_table_set_number(table, 1, course->n_officers);
    roll_table_set_number(table, 2, course->n_sessions);
    roll_table_set_number(table, 3, course->n_rows);
    overlap_set_texts(table, 4, view, &course->organisations);
    overlap_set_day(table, 5, course->first);
    overlap_set_day(table, 6, course->last);
    return roll_table_add(table, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    g_auto(Finder) finder = finder_new(view);
    union {
        const OverlapView *in;
        gpointer out;
    } self = {.in = view}; /* g_array_sort_with_data() takes no const */

    find_courses(&finder);
    count(&finder);
    g_array_sort_with_data(finder.courses, compare_courses, self.out);
    for (guint32 i = 0; i < finder.courses->len; i++)
        if (!write_course(view, table, course_at(&finder, i), error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_unclassified_report = {"courses_to_classify", columns, write_all};
