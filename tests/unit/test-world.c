/* What must hold in every invented world, and how much its exports tell of an officer. */
#include <string.h>

#include "fixtures/cells.h"
#include "fixtures/trainings.h"

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
        n_renamed += memcmp(now.parts, person->name.parts, sizeof now.parts) != 0 ? 1 : 0;
        g_assert_cmpint(person->service - person->born, >=, 19 * 365 - 366);
    }
    g_assert_cmpuint(n_promoted, >, world->n_people / 8);
    g_assert_cmpuint(n_renamed, >, world->n_people / 500);
}

typedef struct {
    guint64 n_rows;
    guint64 n_strong; /* with two or more of birth, ID, phone, service date, unit and station */
    guint64 n_weak;   /* with none of them */
    guint64 n_faults;
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
    g_test_message("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                   " attendance rows with two marks beside the name, %" G_GUINT64_FORMAT
                   " with none",
                   rates.n_strong, rates.n_rows, rates.n_weak);
    g_assert_cmpuint(rates.n_strong * 100, >=, rates.n_rows * 85);
    g_assert_cmpuint(rates.n_weak * 100, >=, rates.n_rows);
    g_assert_cmpuint(rates.n_weak * 100, <=, rates.n_rows * 6);
    g_assert_cmpuint(rates.n_faults * 1000, >=, rates.n_rows);
    g_assert_cmpuint(rates.n_faults * 1000, <=, rates.n_rows * 4);
    g_assert_cmpuint(n_rows, >=, options.rows * options.n_months * 9 / 10);
    g_assert_cmpuint(n_rows, <=, options.rows * options.n_months * 11 / 10);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/world/attendance", test_attendance);
    g_test_add_func("/world/sessions", test_sessions);
    g_test_add_func("/world/people", test_people);
    g_test_add_func("/world/rates", test_rates);
    return g_test_run();
}
