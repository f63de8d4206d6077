#include "stages/normalise/course.h"

#include <string.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/codes_near.h"

#define LEAST_LETTERS 4 /* of a title that is found inside another */
#define LEAST_SIGNS   2 /* the same where one sign is a syllable or a word */
#define PARTING_SIGNS ";,|/+&"
#define TAKEN         '\1' /* in the place of words that a longer title has used */

/* A title to be searched for in others. */
typedef struct {
    gchar *needle;   /* " words " with a blank at each end, or signs without any */
    gboolean spaced; /* its script puts blanks between words */
    const RollCodeName *name;
} Title;

struct NormaliseCourses {
    RollCodes *codes;
    GArray *titles; /* of Title, the longest first */
    NormaliseAnswers *answers;
};

/* FALSE for scripts that put no blank between words: Thai, Lao, Burmese, Khmer, Chinese. */
static gboolean
is_spaced(const gchar *text)
{
    for (const gchar *p = text; *p != '\0'; p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);

        if ((c >= 0x0e00 && c <= 0x109f) || (c >= 0x1780 && c <= 0x17ff) ||
            (c >= 0x3400 && c <= 0x9fff))
            return FALSE;
    }
    return TRUE;
}

static gint
compare_titles(gconstpointer a, gconstpointer b)
{
    const Title *left = a;
    const Title *right = b;
    gsize n_left = strlen(left->needle);
    gsize n_right = strlen(right->needle);

    return n_left != n_right ? (n_left < n_right) - (n_left > n_right)
                             : strcmp(left->needle, right->needle);
}

static void
title_clear(gpointer data)
{
    g_free(((Title *)data)->needle);
}

static void
add_title(NormaliseCourses *courses, const RollCodeName *name)
{
    Title title = {.spaced = is_spaced(name->squeezed), .name = name};

    if (g_utf8_strlen(name->squeezed, -1) < (title.spaced ? LEAST_LETTERS : LEAST_SIGNS))
        return;
    title.needle = title.spaced ? g_strdup_printf(" %s ", name->folded) : g_strdup(name->squeezed);
    g_array_append_val(courses->titles, title);
}

static int
compare_ids(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

/* Adds the topics of a title, each once. */
static void
add_topics(GPtrArray *topics, const RollCodeName *name)
{
    for (guint i = 0; i < name->codes->len; i++) {
        const RollCode *code = g_ptr_array_index(name->codes, i);
        const gchar *const *of_title = roll_code_list(code, "topics");
        const gchar *itself[] = {roll_code_id(code), NULL};

        for (const gchar *const *id = *of_title != NULL ? of_title : itself; *id != NULL; id++)
            if (!g_ptr_array_find_with_equal_func(topics, *id, g_str_equal, NULL))
                g_ptr_array_add(topics, g_strdup(*id));
    }
}

/* Finds the titles inside @text, the longest first, and marks what they used. */
static void
search(const NormaliseCourses *courses, RollText text, GPtrArray *topics)
{
    g_autoptr(GString) words = g_string_new(" ");
    g_autoptr(GString) signs = g_string_new(NULL);

    roll_text_fold(text, words);
    g_string_append_c(words, ' ');
    roll_codes_fold_name(text, signs);
    for (guint i = 0; i < courses->titles->len; i++) {
        const Title *title = &g_array_index(courses->titles, Title, i);
        gsize length = strlen(title->needle);
        gchar *at;

        while ((at = strstr(title->spaced ? words->str : signs->str, title->needle)) != NULL) {
            add_topics(topics, title->name);
            /* The blanks at the ends stay, they bound the neighbours as well. */
            memset(title->spaced ? at + 1 : at, TAKEN, title->spaced ? length - 2 : length);
        }
    }
}

static void
look_up_parts(const NormaliseCourses *courses, RollText text, GPtrArray *topics)
{
    g_auto(GStrv) parts = g_strsplit_set(text.data, PARTING_SIGNS, -1);

    for (gchar **part = parts; *part != NULL && parts[1] != NULL; part++) {
        const RollCodeName *name = roll_codes_named(courses->codes, roll_text(*part));

        if (name != NULL)
            add_topics(topics, name);
    }
}

static gchar *
join_topics(GPtrArray *topics)
{
    GString *joined = g_string_new(NULL);

    g_ptr_array_sort(topics, compare_ids);
    for (guint i = 0; i < topics->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ";" : "",
                               (const gchar *)g_ptr_array_index(topics, i));
    return g_string_free(joined, FALSE);
}

gchar *
normalise_courses_topics(const NormaliseCourses *courses, RollText title)
{
    g_autoptr(GPtrArray) topics = g_ptr_array_new_with_free_func(g_free);
    const RollCodeName *name = roll_codes_named(courses->codes, title);

    if (name != NULL) {
        add_topics(topics, name);
    } else {
        look_up_parts(courses, title, topics);
        search(courses, title, topics);
    }
    return join_topics(topics);
}

/* What to do about a title that nobody knows (transfer full). */
static gchar *
hint_for(const RollCodes *codes, RollText value)
{
    const RollCode *near = roll_codes_near(codes, value);
    g_autoptr(GString) known = g_string_new(NULL);

    if (near == NULL)
        return g_strdup("add it to courses/titles.ini with its topics");
    normalise_list_code(known, near);
    return g_strdup_printf("it may be %s; if not, add it to courses/titles.ini with its topics",
                           known->str);
}

static void
resolve(gpointer self, RollText value, RollText context, NormaliseAnswer *answer)
{
    const NormaliseCourses *courses = self;

    (void)context;
    answer->norm = normalise_courses_topics(courses, value);
    if (answer->norm[0] != '\0')
        return;
    answer->id = "course-unclassified";
    answer->severity = ROLL_SEVERITY_WARNING;
    answer->message = "is not a course whose topics rules/courses/ knows";
    answer->hint = hint_for(courses->codes, value);
}

NormaliseCourses *
normalise_courses_load(const RollLayers *layers, GError **error)
{
    RollCodes *codes = roll_codes_load(layers, &roll_codes_courses, error);
    NormaliseCourses *courses;

    if (codes == NULL)
        return NULL;
    courses = g_new0(NormaliseCourses, 1);
    courses->codes = codes;
    courses->titles = g_array_new(FALSE, FALSE, sizeof(Title));
    g_array_set_clear_func(courses->titles, title_clear);
    courses->answers = normalise_answers_new(resolve, courses);
    for (guint i = 0; i < roll_codes_n_names(codes); i++)
        add_title(courses, roll_codes_name_at(codes, i));
    g_array_sort(courses->titles, compare_titles);
    return courses;
}

void
normalise_courses_free(NormaliseCourses *courses)
{
    if (courses == NULL)
        return;
    normalise_answers_free(courses->answers);
    g_array_unref(courses->titles);
    roll_codes_free(courses->codes);
    g_free(courses);
}

/* Columns of one batch that may say what was taught. */
typedef struct {
    const gchar *const *fields;
    GPtrArray *walks; /* of NormaliseWalk, one a field */
    GPtrArray *topics;
} Sources;

/* All topics that the columns name, as one list; when only one names any, its own. */
static gchar *
unite(const Sources *sources, guint record)
{
    g_ptr_array_set_size(sources->topics, 0);
    for (guint i = 0; i < sources->walks->len; i++) {
        const NormaliseAnswer *answer =
            normalise_walk_at(g_ptr_array_index(sources->walks, i), record);
        g_auto(GStrv) ids = g_strsplit(answer->norm, ";", -1);

        for (gchar **id = ids; *id != NULL; id++)
            if (!g_ptr_array_find_with_equal_func(sources->topics, *id, g_str_equal, NULL))
                g_ptr_array_add(sources->topics, g_strdup(*id));
    }
    return join_topics(sources->topics);
}

/* The topics of a record, and a finding when no column names one that is known. */
static gboolean
add_record(const Sources *sources, const NormaliseSheet *sheet, guint record,
           RollColumnBuilder *builder, GError **error)
{
    const NormaliseAnswer *telling = NULL;
    guint n_telling = 0;
    g_autofree gchar *united = NULL;

    for (guint i = 0; i < sources->walks->len; i++) {
        const NormaliseAnswer *answer =
            normalise_walk_at(g_ptr_array_index(sources->walks, i), record);

        if (answer->norm[0] == '\0')
            continue;
        telling = answer;
        n_telling++;
    }
    if (n_telling > 1)
        united = unite(sources, record);
    roll_column_builder_add(
        builder, roll_text(united != NULL ? united : (telling != NULL ? telling->norm : "")));
    for (guint i = 0; telling == NULL && i < sources->walks->len; i++)
        if (!normalise_coded_report(sheet, sources->fields[i], record,
                                    normalise_walk_at(g_ptr_array_index(sources->walks, i), record),
                                    error))
            return FALSE;
    return TRUE;
}

RollColumn *
normalise_courses_column(NormaliseCourses *courses, const NormaliseSheet *sheet,
                         const gchar *const *fields, GError **error)
{
    g_autoptr(GPtrArray) walks =
        g_ptr_array_new_with_free_func((GDestroyNotify)normalise_walk_free);
    g_autoptr(GPtrArray) topics = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    const Sources sources = {fields, walks, topics};

    for (guint i = 0; fields[i] != NULL; i++)
        g_ptr_array_add(walks, normalise_walk_new(courses->answers,
                                                  roll_batch_find(sheet->batch, fields[i]), NULL));
    for (guint record = 0; record < roll_batch_n_records(sheet->batch); record++)
        if (!add_record(&sources, sheet, record, builder, error))
            return NULL;
    return roll_column_builder_finish(builder);
}
