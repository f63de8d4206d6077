/* The generator of invented exports: spellings, rates, what must hold in every world, and the same
 * bytes again. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "fixtures/cells.h"
#include "fixtures/courses.h"
#include "fixtures/encode.h"
#include "fixtures/generate.h"
#include "fixtures/trainings.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/gzip.h"

#define MONTHS_FOLDER "fixtures/months"

/* ---- names ---- */

typedef struct {
    const gchar *name;
    FixtureHalf half;
    FixtureSpelling spelling;
    const gchar *expected;
} SpellingCase;

/* Sok Sophea: the first syllable of each group of the Khmer names. */
static const FixtureName sok_sophea = {{0 << 10, 1 << 10, 3 << 10}, 3, 1, 3};

static const SpellingCase spelling_cases[] = {
    {"family", FIXTURE_WHOLE_FAMILY, {.own = 2}, "Sok"},
    {"given, joined", FIXTURE_WHOLE_GIVEN, {.own = 2}, "Sophea"},
    {"given, split", FIXTURE_WHOLE_GIVEN, {.own = 2, .split = TRUE}, "So Phea"},
    {"capitals", FIXTURE_WHOLE_GIVEN, {.own = 2, .capitals = TRUE}, "SOPHEA"},
    {"initials", FIXTURE_WHOLE_GIVEN, {.own = 2, .initials = TRUE}, "S."},
    {"script", FIXTURE_WHOLE_FAMILY, {.own = 2, .script = TRUE}, "សុខ"},
    {"script, given", FIXTURE_WHOLE_GIVEN, {.own = 2, .script = TRUE}, "សុភា"},
};

static void
test_spelling(gconstpointer data)
{
    const SpellingCase *c = data;
    g_autoptr(FixtureLexicon) lexicon = fixture_lexicon_new();
    g_autoptr(GString) out = g_string_new(NULL);

    fixture_name_append(lexicon, FIXTURE_KHM, &sok_sophea, c->half, &c->spelling, out);
    g_assert_cmpstr(out->str, ==, c->expected);
}

/* The clerk's habit gives one spelling of a syllable whoever bears it; officers' own ones differ.
 */
static void
test_variants(void)
{
    g_autoptr(FixtureLexicon) lexicon = fixture_lexicon_new();
    g_autoptr(GHashTable) own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) clerks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint64 i = 1; i < 200; i++) {
        const FixtureSpelling by_own = {.own = i};
        const FixtureSpelling by_clerk = {.own = i, .clerk = 7};
        GString *a = g_string_new(NULL);
        GString *b = g_string_new(NULL);

        fixture_name_append(lexicon, FIXTURE_KHM, &sok_sophea, FIXTURE_WHOLE_FAMILY, &by_own, a);
        fixture_name_append(lexicon, FIXTURE_KHM, &sok_sophea, FIXTURE_WHOLE_FAMILY, &by_clerk, b);
        g_hash_table_add(own, g_string_free(a, FALSE));
        g_hash_table_add(clerks, g_string_free(b, FALSE));
    }
    g_assert_cmpuint(g_hash_table_size(own), ==, 3); /* Sok, Sokh, Sock */
    g_assert_cmpuint(g_hash_table_size(clerks), ==, 1);
}

static void
test_plain_letters(void)
{
    g_autoptr(FixtureLexicon) lexicon = fixture_lexicon_new();
    const FixtureSpelling plain = {.own = 1, .ascii = TRUE};

    for (guint country = 0; country < FIXTURE_N_COUNTRIES; country++)
        for (guint64 i = 0; i < 500; i++) {
            FixtureRandom random = {i};
            FixtureName name = {{0}, 0, 0, 0};
            g_autoptr(GString) out = g_string_new(NULL);

            fixture_naming(country)->compose(lexicon, &random, i % 2 == 0, &name);
            fixture_name_append(lexicon, country, &name, FIXTURE_WHOLE_FAMILY, &plain, out);
            fixture_name_append(lexicon, country, &name, FIXTURE_WHOLE_GIVEN, &plain, out);
            g_assert_cmpuint(out->len, >=, 4);
            g_assert_true(g_str_is_ascii(out->str));
            g_assert_true(g_ascii_isupper(out->str[0]));
        }
}

static void
test_slip(void)
{
    guint n_changed = 0;

    for (guint64 chance = 0; chance < 1000; chance++) {
        g_autoptr(GString) out = g_string_new("Capt. Sophea Chan");

        fixture_slip(out, 6, chance);
        g_assert_true(g_str_has_prefix(out->str, "Capt. S"));
        g_assert_cmpuint(out->len, >=, 16);
        g_assert_cmpuint(out->len, <=, 18);
        n_changed += strcmp(out->str, "Capt. Sophea Chan") != 0 ? 1 : 0;
    }
    g_assert_cmpuint(n_changed, >, 800);
}

/* ---- cells ---- */

static const struct {
    FixtureDateStyle style;
    const gchar *expected;
} date_cases[] = {
    {FIXTURE_DATE_ISO, "2026-06-02"},         {FIXTURE_DATE_DMY, "02/06/2026"},
    {FIXTURE_DATE_DMY_DOTS, "02.06.2026"},    {FIXTURE_DATE_MDY, "06/02/2026"},
    {FIXTURE_DATE_YMD, "2026/6/2"},           {FIXTURE_DATE_MONTH_NAME, "2 June 2026"},
    {FIXTURE_DATE_MONTH_SHORT, "2-Jun-2026"}, {FIXTURE_DATE_MONTH_FRENCH, "2 juin 2026"},
    {FIXTURE_DATE_BUDDHIST, "02/06/2569"},    {FIXTURE_DATE_BUDDHIST_NAME, "2 มิ.ย. 2569"},
};

static void
test_dates(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(date_cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);

        fixture_date_append(date_cases[i].style, roll_day_parse(roll_text("2026-06-02")), out);
        g_assert_cmpstr(out->str, ==, date_cases[i].expected);
    }
}

static const struct {
    FixtureEncoding encoding;
    const gchar *text;
    const gchar *expected; /* NULL: refused */
    gsize length;
} encode_cases[] = {
    {FIXTURE_WINDOWS_874, "A กฺ๛", "A \xa1\xda\xfb", 5},
    {FIXTURE_WINDOWS_874, "é", NULL, 0},
    {FIXTURE_WINDOWS_1252, "né œ", "n\xe9 \x9c", 4},
    {FIXTURE_WINDOWS_1252, "ก", NULL, 0},
    {FIXTURE_UTF16, "\xef\xbb\xbfộ", "\xff\xfe\xd9\x1e", 4},
    {FIXTURE_UTF16, "\xf0\x9f\x98\x80", NULL, 0},
};

static void
test_encode(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(encode_cases); i++) {
        g_autoptr(GString) text = g_string_new(encode_cases[i].text);
        g_autoptr(GString) out = g_string_new(NULL);
        g_autoptr(GError) error = NULL;

        if (!fixture_encode(encode_cases[i].encoding, text, out, &error)) {
            g_assert_error(error, ROLL_ERROR, ROLL_ERROR_BUG);
            g_assert_null(encode_cases[i].expected);
            continue;
        }
        g_assert_nonnull(encode_cases[i].expected);
        g_assert_cmpuint(out->len, ==, encode_cases[i].length);
        g_assert_true(memcmp(out->str, encode_cases[i].expected, out->len) == 0);
    }
}

/* ---- the world ---- */

static const FixtureOptions options = {
    .rows = 20000, .seed = 5, .n_months = 2, .year = 2026, .month = 9};

/* Nobody stands twice on a list, is in two places on a day, sits in more than fifteen sessions, or
 * comes before he joined. */
static void
test_attendance(void)
{
    g_autoptr(FixtureWorld) world = fixture_world_new(&options);
    g_autoptr(FixtureTrainings) trainings = fixture_trainings_new(world, options.n_months);

    for (guint32 person = 0; person < world->n_people; person++) {
        RollDay last = 0;

        g_assert_cmpuint(trainings->first[person + 1] - trainings->first[person], <=, 15);
        for (guint32 i = trainings->first[person]; i < trainings->first[person + 1]; i++) {
            const FixtureSession *session = fixture_session(world, trainings->sessions[i]);

            g_assert_cmpint(session->start, >, last);
            g_assert_cmpuint(world->people[person].joins, <=, session->month);
            last = session->start + session->n_days - 1;
        }
    }
}

static void
test_sessions(void)
{
    g_autoptr(FixtureWorld) world = fixture_world_new(&options);
    guint n_planned = 0;
    guint n_joint = 0;

    for (guint32 i = 0; i < world->sessions->len; i++) {
        const FixtureSession *session = fixture_session(world, i);
        RollDay month_end = fixture_world_month_end(world, session->month);

        g_assert_cmpuint(session->n, <=, FIXTURE_MAX_LIST);
        g_assert_true(session->planned ? session->start > month_end
                                       : session->start + session->n_days - 1 <= month_end);
        g_assert_true(session->planned || session->n > 0);
        g_assert_true(!session->joint || session->funder != FIXTURE_NOBODY);
        g_assert_true(session->funder != session->organiser);
        n_planned += session->planned ? 1 : 0;
        n_joint += session->joint ? 1 : 0;
    }
    g_assert_cmpuint(n_planned, >=, 200);
    g_assert_cmpuint(n_joint, >=, 40);
}

static void
test_people(void)
{
    g_autoptr(FixtureWorld) world = fixture_world_new(&options);
    g_autoptr(GHashTable) ids = g_hash_table_new(NULL, NULL);
    RollDay today = fixture_world_month_end(world, 1);
    guint n_renamed = 0;
    guint n_promoted = 0;

    for (guint32 i = 0; i < world->n_people; i++) {
        const FixturePerson *person = &world->people[i];
        FixtureName now = fixture_person_name(world->lexicon, person, today);

        g_assert_true(
            g_hash_table_add(ids, GUINT_TO_POINTER(fixture_person_id(person->country, i))));
        g_assert_cmpuint(fixture_person_rank(person, today - 700), <=,
                         fixture_person_rank(person, today));
        n_promoted += fixture_person_rank(person, today - 700) < fixture_person_rank(person, today);
        n_renamed += memcmp(&now, &person->name, sizeof now) != 0 ? 1 : 0;
        g_assert_cmpint(person->service - person->born, >=, 19 * 365 - 366);
    }
    g_assert_cmpuint(n_promoted, >, world->n_people / 8);
    g_assert_cmpuint(n_renamed, >, world->n_people / 500);
}

/* ---- rates ---- */

typedef struct {
    guint n_rows;
    guint n_strong; /* with two or more of birth, ID, phone, service date, unit and station */
    guint n_weak;   /* with none of them */
    guint n_faults;
} Rates;

static guint
count_evidence(const FixtureRow *row)
{
    static const FixtureColumnKind alike[][4] = {
        {FIXTURE_COLUMN_BIRTH_DATE, FIXTURE_COLUMN_BIRTH_YEAR, FIXTURE_COLUMN_AGE,
         FIXTURE_COLUMN_BIRTH_PART_YEAR},
        {FIXTURE_COLUMN_ID, FIXTURE_COLUMN_ID, FIXTURE_COLUMN_ID, FIXTURE_COLUMN_ID},
        {FIXTURE_COLUMN_PHONE, FIXTURE_COLUMN_PHONE, FIXTURE_COLUMN_PHONE, FIXTURE_COLUMN_PHONE},
        {FIXTURE_COLUMN_SERVICE_DATE, FIXTURE_COLUMN_SERVICE_DATE, FIXTURE_COLUMN_SERVICE_DATE,
         FIXTURE_COLUMN_SERVICE_DATE},
        {FIXTURE_COLUMN_STATION, FIXTURE_COLUMN_STATION, FIXTURE_COLUMN_STATION,
         FIXTURE_COLUMN_STATION},
    };
    guint n_columns = 0;
    const FixtureColumn *columns = fixture_column_set(row->habit->columns, &n_columns);
    guint n = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(alike); i++) {
        g_autoptr(GString) out = g_string_new(NULL);

        for (guint j = 0; j < n_columns; j++)
            for (guint k = 0; k < 4; k++)
                if (columns[j].kind == alike[i][k] && (k == 0 || alike[i][k] != alike[i][0]))
                    fixture_cell_append(row, columns[j].kind, out);
        n += out->len > 0 ? 1 : 0;
    }
    return n;
}

static void
add_rates(const FixtureWorld *world, const FixtureExports *exports, const FixtureExport *export,
          Rates *rates)
{
    FixtureWalk walk = {0};
    FixtureLine line;
    FixtureRow row;

    while (fixture_export_next(world, exports, export, &walk, &line)) {
        guint n = 0;

        fixture_row_set(&row, world, export, &line);
        n = count_evidence(&row);
        rates->n_rows++;
        rates->n_strong += n >= 2 ? 1 : 0;
        rates->n_weak += n == 0 ? 1 : 0;
        rates->n_faults += line.fault != FIXTURE_SOUND ? 1 : 0;
    }
}

static void
test_rates(void)
{
    g_autoptr(FixtureWorld) world = fixture_world_new(&options);
    g_autoptr(FixtureExports) exports = fixture_exports_new(world);
    Rates rates = {0, 0, 0, 0};
    guint64 n_rows = 0;

    for (guint i = 0; i < exports->exports->len; i++) {
        const FixtureExport *export = &g_array_index(exports->exports, FixtureExport, i);
        FixtureWalk walk = {0};
        FixtureLine line;

        if (export->kind == FIXTURE_ATTENDANCE)
            add_rates(world, exports, export, &rates);
        while (fixture_export_next(world, exports, export, &walk, &line))
            n_rows++;
    }
    g_test_message("%u of %u attendance rows with two marks beside the name, %u with none",
                   rates.n_strong, rates.n_rows, rates.n_weak);
    g_assert_cmpuint(rates.n_strong * 100, >=, rates.n_rows * 85u);
    g_assert_cmpuint(rates.n_weak * 100, >=, rates.n_rows);
    g_assert_cmpuint(rates.n_weak * 100, <=, rates.n_rows * 6u);
    g_assert_cmpuint(rates.n_faults * 1000, >=, rates.n_rows);
    g_assert_cmpuint(rates.n_faults * 1000, <=, rates.n_rows * 4u);
    g_assert_cmpuint(n_rows, >=, options.rows * options.n_months * 9 / 10);
    g_assert_cmpuint(n_rows, <=, options.rows * options.n_months * 11 / 10);
}

/* ---- files ---- */

static void
remove_folder(const gchar *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const gchar *name = NULL;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree gchar *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            remove_folder(child);
        else
            g_assert_cmpint(g_unlink(child), ==, 0);
    }
    g_assert_cmpint(g_rmdir(path), ==, 0);
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

/* The number of files below @left; to @others the names of those that @right lacks or has
 * otherwise. */
static guint
compare_folders(const gchar *left, const gchar *right, GString *others)
{
    g_autoptr(GDir) dir = g_dir_open(left, 0, NULL);
    const gchar *name = NULL;
    guint n = 0;

    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree gchar *a = g_build_filename(left, name, NULL);
        g_autofree gchar *b = g_build_filename(right, name, NULL);
        g_autofree gchar *bytes_a = NULL;
        g_autofree gchar *bytes_b = NULL;
        gsize size_a = 0;
        gsize size_b = 0;

        if (g_file_test(a, G_FILE_TEST_IS_DIR)) {
            n += compare_folders(a, b, others);
            continue;
        }
        n++;
        g_assert_true(g_file_get_contents(a, &bytes_a, &size_a, NULL));
        if (!g_file_get_contents(b, &bytes_b, &size_b, NULL) || size_a != size_b ||
            memcmp(bytes_a, bytes_b, size_a) != 0)
            g_string_append_printf(others, "%s ", name);
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

/* What is committed is what the generator makes. */
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

/* ---- what is planted, counted the slow way ---- */

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
    bytes = roll_source_slurp(source, 64 * 1024 * 1024, &error);
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
            guint n_topics = n_bits(fixture_session_topics(a) & fixture_session_topics(b));
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
    for (gsize i = 0; i < G_N_ELEMENTS(spelling_cases); i++) {
        g_autofree gchar *path = g_strconcat("/fixtures/spelling/", spelling_cases[i].name, NULL);

        g_test_add_data_func(path, &spelling_cases[i], test_spelling);
    }
    g_test_add_func("/fixtures/variants", test_variants);
    g_test_add_func("/fixtures/plain-letters", test_plain_letters);
    g_test_add_func("/fixtures/slip", test_slip);
    g_test_add_func("/fixtures/dates", test_dates);
    g_test_add_func("/fixtures/encode", test_encode);
    g_test_add_func("/fixtures/attendance", test_attendance);
    g_test_add_func("/fixtures/sessions", test_sessions);
    g_test_add_func("/fixtures/people", test_people);
    g_test_add_func("/fixtures/rates", test_rates);
    g_test_add_func("/fixtures/same-bytes", test_same_bytes);
    g_test_add_func("/fixtures/planted", test_planted);
    g_test_add_func("/fixtures/unwritable", test_unwritable);
    g_test_add_func("/fixtures/months", test_months);
    return g_test_run();
}
