#include "stages/normalise/course.h"

#include <string.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/codes_inside.h"
#include "pipeline/lib/codes_near.h"

#define PARTING_SIGNS ";,|/+&"

struct NormaliseCourses {
    RollCodes *codes;
    RollCodesInside *titles;
    NormaliseAnswers *answers;
};

static int
compare_ids(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

/* Adds the topics of a title, each once. */
static void
add_topics(gpointer self, const RollCodeName *name)
{
    GPtrArray *topics = self;

    for (guint i = 0; i < name->codes->len; i++) {
        const RollCode *code = g_ptr_array_index(name->codes, i);
        const gchar *const *of_title = roll_code_list(code, "topics");
        const gchar *itself[] = {roll_code_id(code), NULL};

        for (const gchar *const *id = *of_title != NULL ? of_title : itself; *id != NULL; id++)
            if (!g_ptr_array_find_with_equal_func(topics, *id, g_str_equal, NULL))
                g_ptr_array_add(topics, g_strdup(*id));
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

static void
join_topics(GPtrArray *topics, GString *joined)
{
    g_string_truncate(joined, 0);
    g_ptr_array_sort(topics, compare_ids);
    for (guint i = 0; i < topics->len; i++) {
        if (i > 0)
            g_string_append_c(joined, ';');
        g_string_append(joined, g_ptr_array_index(topics, i));
    }
}

gchar *
normalise_courses_topics(const NormaliseCourses *courses, RollText title)
{
    g_autoptr(GPtrArray) topics = g_ptr_array_new_with_free_func(g_free);
    GString *joined = g_string_new(NULL);
    const RollCodeName *name = roll_codes_named(courses->codes, title);

    if (name != NULL) {
        add_topics(topics, name);
    } else {
        look_up_parts(courses, title, topics);
        roll_codes_inside(courses->titles, title, add_topics, topics);
    }
    join_topics(topics, joined);
    return g_string_free(joined, FALSE);
}

/* What to do about a title that nobody knows. */
static void
hint_at_course(const RollCodes *codes, RollText value, NormaliseAnswer *answer)
{
    const RollCode *near = roll_codes_near(codes, value);

    answer->hint = near != NULL ? "near" : "hint";
    if (near == NULL)
        return;
    answer->values = roll_values_new();
    normalise_name_code(answer->values, "course", near);
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
    answer->message = "message";
    hint_at_course(courses->codes, value, answer);
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
    courses->titles = roll_codes_inside_new(codes);
    courses->answers = normalise_answers_new(resolve, courses);
    return courses;
}

void
normalise_courses_free(NormaliseCourses *courses)
{
    if (courses == NULL)
        return;
    normalise_answers_free(courses->answers);
    roll_codes_inside_free(courses->titles);
    roll_codes_free(courses->codes);
    g_free(courses);
}

/* Columns of one batch that may say what was taught. */
typedef struct {
    const gchar *const *fields;
    GPtrArray *walks;                /* of NormaliseWalk, one a field */
    const NormaliseAnswer **answers; /* of the record at hand, one a walk */
    GPtrArray *topics;
    GString *united; /* those of the answers */
} Sources;

/* FALSE when the record says what the one before it said, as nearly all do. */
static gboolean
look_at(const Sources *sources, guint record)
{
    gboolean is_new = FALSE;

    for (guint i = 0; i < sources->walks->len; i++) {
        const NormaliseAnswer *answer =
            normalise_walk_at(g_ptr_array_index(sources->walks, i), record);

        is_new = is_new || answer != sources->answers[i];
        sources->answers[i] = answer;
    }
    return is_new;
}

/* All topics that the columns name, as one list. */
static void
unite(const Sources *sources)
{
    g_ptr_array_set_size(sources->topics, 0);
    for (guint i = 0; i < sources->walks->len; i++) {
        g_auto(GStrv) ids = g_strsplit(sources->answers[i]->norm, ";", -1);

        for (gchar **id = ids; *id != NULL; id++)
            if (!g_ptr_array_find_with_equal_func(sources->topics, *id, g_str_equal, NULL))
                g_ptr_array_add(sources->topics, g_strdup(*id));
    }
    join_topics(sources->topics, sources->united);
}

/* The topics of a record, and a finding when no column names one that is known. */
static gboolean
add_record(const Sources *sources, const NormaliseSheet *sheet, guint record,
           RollColumnBuilder *builder, GError **error)
{
    if (look_at(sources, record))
        unite(sources);
    roll_column_builder_add(builder,
                            (RollText){sources->united->str, (guint32)sources->united->len});
    for (guint i = 0; sources->united->len == 0 && i < sources->walks->len; i++)
        if (!normalise_coded_report(sheet, sources->fields[i], record, sources->answers[i], error))
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
    Sources sources = {fields, walks, NULL, topics, g_string_new(NULL)};
    gboolean is_sound = TRUE;

    for (guint i = 0; fields[i] != NULL; i++)
        g_ptr_array_add(walks, normalise_walk_new(courses->answers,
                                                  roll_batch_find(sheet->batch, fields[i]), NULL));
    sources.answers = g_new0(const NormaliseAnswer *, (gsize)walks->len + 1);
    for (guint record = 0; is_sound && record < roll_batch_n_records(sheet->batch); record++)
        is_sound = add_record(&sources, sheet, record, builder, error);
    g_free(sources.answers);
    g_string_free(sources.united, TRUE);
    return is_sound ? roll_column_builder_finish(builder) : NULL;
}
