#include "pipeline/lib/tasks.h"

#include "pipeline/lib/error.h"
#include "tests/unit/cases.h"

#define N_TASKS 40u

typedef struct {
    const gchar *name;
    guint jobs;
    gboolean is_begun; /* in two steps */
    guint refused;     /* this task and every one behind it fail; N_TASKS: none */
} TasksCase;

static const TasksCase tasks_cases[] = {
    {"one thread", 1, FALSE, N_TASKS},
    {"several threads", 4, FALSE, N_TASKS},
    {"more threads than tasks", 64, FALSE, N_TASKS},
    {"one thread, begun before", 1, TRUE, N_TASKS},
    {"several threads, begun before", 4, TRUE, N_TASKS},
    {"one thread, the first fault is told", 1, FALSE, 7},
    {"several threads, the first fault is told", 4, FALSE, 7},
    {"several threads, begun before, the first fault is told", 4, TRUE, 7},
};

typedef struct {
    const TasksCase *row;
    gint *n_done; /* by task */
} Work;

static gboolean
work(gconstpointer self, gconstpointer what, GError **error)
{
    const Work *all = self;
    guint task = (guint)((const gint *)what - all->n_done);

    g_atomic_int_inc(&all->n_done[task]);
    if (task < all->row->refused)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%u", task);
    return FALSE;
}

static gboolean
run(const TasksCase *row, RollTasks *tasks, GError **error)
{
    if (!row->is_begun)
        return roll_tasks_run(tasks, row->jobs, error);
    roll_tasks_begin(tasks, row->jobs);
    return roll_tasks_finish(tasks, error);
}

/* Each is done, and once, whatever becomes of the others. */
static void
test_tasks(gconstpointer data)
{
    const TasksCase *row = data;
    gint n_done[N_TASKS] = {0};
    Work all = {row, n_done};
    g_autoptr(RollTasks) tasks = roll_tasks_new();
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < N_TASKS; i++)
        roll_tasks_add(tasks, work, &all, &n_done[i]);
    g_assert_true(run(row, tasks, &error) == (row->refused == N_TASKS));
    g_assert_cmpstr(error != NULL ? error->message : "", ==, row->refused == N_TASKS ? "" : "7");
    for (guint i = 0; i < N_TASKS; i++)
        g_assert_cmpint(n_done[i], ==, 1);
}

/* What they work on may go once they are let go of. */
static void
test_let_go(void)
{
    static const TasksCase row = {"let go", 3, TRUE, N_TASKS};
    gint n_done[N_TASKS] = {0};
    Work all = {&row, n_done};
    RollTasks *tasks = roll_tasks_new();
    guint n = 0;

    for (guint i = 0; i < N_TASKS; i++)
        roll_tasks_add(tasks, work, &all, &n_done[i]);
    roll_tasks_begin(tasks, row.jobs);
    roll_tasks_free(tasks);
    for (guint i = 0; i < N_TASKS; i++)
        n += (guint)n_done[i];
    g_assert_cmpuint(n, ==, N_TASKS);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD_CASES("/tasks", tasks_cases, test_tasks);
    g_test_add_func("/tasks/let-go", test_let_go);
    return g_test_run();
}
