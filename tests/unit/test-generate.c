/* The files of the generator: the same bytes again, those that are committed, and what is planted.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "fixtures/generate.h"
#include "fixtures/trainings.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/gzip.h"

#define MONTHS_FOLDER "fixtures/months"
#define MAX_BYTES     67108864

/* Everything below @root, a folder before what it holds: relative paths. */
static GPtrArray *
list(const gchar *root)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(paths, g_strdup(""));
    for (guint i = 0; i < paths->len; i++) {
        const gchar *path = g_ptr_array_index(paths, i);
        g_autofree gchar *full = g_build_filename(root, path, NULL);
        g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
        const gchar *name = NULL;

        while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
            g_ptr_array_add(paths, g_build_filename(path, name, NULL));
    }
    return paths;
}

static void
remove_folder(const gchar *root)
{
    g_autoptr(GPtrArray) paths = list(root);

    for (guint i = paths->len; i > 0; i--) {
        g_autofree gchar *full = g_build_filename(root, g_ptr_array_index(paths, i - 1), NULL);

        g_assert_cmpint(g_remove(full), ==, 0);
    }
}

static gchar *
generate(const FixtureOptions *of)
{
    g_autoptr(GError) error = NULL;
    gchar *folder = g_dir_make_tmp("fixtures-XXXXXX", &error);

    g_assert_no_error(error);
    g_assert_true(fixture_generate(of, folder, NULL, &error));
    g_assert_no_error(error);
    return folder;
}

/* What @path holds, inflated: the same text may be compressed in other bytes by another libdeflate.
 * NULL: there is no such file. */
static GBytes *
slurp(const gchar *path)
{
    g_autoptr(RollSource) source = roll_gzip_open(path, NULL, NULL);

    return source != NULL ? roll_source_slurp(source, G_MAXSIZE, NULL) : NULL;
}

/* The number of files below @left; to @others the names of those that @right lacks or has
 * otherwise. */
static guint
compare_folders(const gchar *left, const gchar *right, GString *others)
{
    g_autoptr(GPtrArray) paths = list(left);
    guint n = 0;

    for (guint i = 0; i < paths->len; i++) {
        const gchar *path = g_ptr_array_index(paths, i);
        g_autofree gchar *a = g_build_filename(left, path, NULL);
        g_autofree gchar *b = g_build_filename(right, path, NULL);
        g_autoptr(GBytes) content_a = NULL;
        g_autoptr(GBytes) content_b = NULL;

        if (g_file_test(a, G_FILE_TEST_IS_DIR))
            continue;
        n++;
        content_a = slurp(a);
        content_b = slurp(b);
        g_assert_nonnull(content_a);
        if (content_b == NULL || !g_bytes_equal(content_a, content_b))
            g_string_append_printf(others, "%s ", path);
    }
    return n;
}

static void
test_same_bytes(void)
{
    FixtureOptions of = {.rows = 1500, .seed = 9, .n_months = 2, .year = 2026, .month = 12};
    g_autofree gchar *first = generate(&of);
    g_autofree gchar *again = generate(&of);
    g_autofree gchar *another = NULL;
    g_autoptr(GString) others = g_string_new(NULL);
    guint n = compare_folders(first, again, others);

    g_assert_cmpuint(n, >, 80);
    g_assert_cmpstr(others->str, ==, "");
    of.seed = 10;
    another = generate(&of);
    compare_folders(first, another, others);
    g_assert_nonnull(strstr(others->str, "truth.csv.gz"));
    g_assert_nonnull(strstr(others->str, "lbr-attendance-2027-01.csv.gz"));
    remove_folder(first);
    remove_folder(again);
    remove_folder(another);
}

/* What is committed says what the generator says. */
static void
test_months(void)
{
    const FixtureOptions of = {.rows = 3000, .seed = 1, .n_months = 2, .year = 2026, .month = 9};
    g_autofree gchar *folder = generate(&of);
    g_autoptr(GString) others = g_string_new(NULL);
    guint n = compare_folders(folder, MONTHS_FOLDER, others);

    g_assert_cmpuint(n, >, 80);
    g_assert_cmpuint(compare_folders(MONTHS_FOLDER, folder, others), ==, n);
    g_assert_cmpstr(others->str, ==, "");
    remove_folder(folder);
}

static guint
count_lines(const gchar *folder, const gchar *kind)
{
    g_autofree gchar *path = g_build_filename(folder, "planted.csv.gz", NULL);
    g_autofree gchar *start = g_strconcat(kind, ",", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSource) source = roll_gzip_open(path, NULL, &error);
    g_autoptr(GBytes) bytes = NULL;
    g_autofree gchar *text = NULL;
    g_auto(GStrv) lines = NULL;
    guint n = 0;

    g_assert_no_error(error);
    bytes = roll_source_slurp(source, MAX_BYTES, &error);
    g_assert_no_error(error);
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        n += g_str_has_prefix(lines[i], start) ? 1 : 0;
    return n;
}

static guint
common_members(const FixtureWorld *world, const FixtureSession *a, const FixtureSession *b)
{
    guint n = 0;

    for (guint i = 0; i < a->n; i++)
        for (guint j = 0; j < b->n; j++)
            n += fixture_members(world, a)[i] == fixture_members(world, b)[j] ? 1 : 0;
    return n;
}

static guint
n_bits(guint32 bits)
{
    guint n = 0;

    for (; bits != 0; bits &= bits - 1)
        n++;
    return n;
}

/* What is planted, counted the slow way. */
static void
test_planted(void)
{
    const FixtureOptions of = {.rows = 4000, .seed = 3, .n_months = 1, .year = 2026, .month = 9};
    g_autoptr(FixtureWorld) world = fixture_world_new(&of);
    g_autofree gchar *folder = generate(&of);
    guint n_duplicates = 0;
    guint n_cohorts = 0;
    guint n_clashes = 0;
    guint n_joint = 0;

    for (guint32 i = 0; i < world->sessions->len; i++) {
        const FixtureSession *a = fixture_session(world, i);

        n_joint += a->joint ? 1 : 0;
        for (guint32 j = i + 1; j < world->sessions->len; j++) {
            const FixtureSession *b = fixture_session(world, j);
            guint n_topics = n_bits(a->topics & b->topics);
            guint n_common = common_members(world, a, b);

            if (a->planned && b->planned) {
                n_clashes += n_topics > 0 && !a->cancelled && !b->cancelled &&
                                     a->organiser != b->organiser && a->province == b->province &&
                                     ABS(a->start - b->start) <= 7
                                 ? 1
                                 : 0;
                continue;
            }
            if (a->planned || b->planned)
                continue;
            if (b->start <= roll_day_add_months(a->start, 24))
                n_duplicates += n_common * n_topics;
            n_cohorts +=
                n_topics > 0 && n_common >= 8 && n_common * 10 >= MIN(a->n, b->n) * 6u ? 1 : 0;
        }
    }
    g_assert_cmpuint(n_duplicates, >, 100);
    g_assert_cmpuint(count_lines(folder, "duplicate_training"), ==, n_duplicates);
    g_assert_cmpuint(n_cohorts, >, 0);
    g_assert_cmpuint(count_lines(folder, "cohort_overlap"), ==, n_cohorts);
    g_assert_cmpuint(n_joint, >, 0);
    g_assert_cmpuint(count_lines(folder, "joint_session"), ==, n_joint);
    g_assert_cmpuint(n_clashes, >, 0);
    g_assert_cmpuint(count_lines(folder, "planned_collision"), >=, n_clashes);
    g_assert_cmpuint(count_lines(folder, "coverage_gap"), >, 0);
    remove_folder(folder);
}

static void
test_unwritable(void)
{
    const FixtureOptions of = {.rows = 10, .seed = 1, .n_months = 1, .year = 2026, .month = 9};
    g_autoptr(GError) error = NULL;

    g_assert_false(fixture_generate(&of, "/dev/null/x", NULL, &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_IO);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/generate/same-bytes", test_same_bytes);
    g_test_add_func("/generate/planted", test_planted);
    g_test_add_func("/generate/unwritable", test_unwritable);
    g_test_add_func("/generate/months", test_months);
    return g_test_run();
}
