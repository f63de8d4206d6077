#include "pipeline/lib/tasks.h"

typedef struct {
    RollTaskFunc work;
    gconstpointer self;
    gconstpointer what;
    GError *fault;
} Task;

struct RollTasks {
    GArray *tasks;      /* of Task */
    guint next;         /* taken atomically */
    GPtrArray *threads; /* of GThread: those that have begun */
};

RollTasks *
roll_tasks_new(void)
{
    RollTasks *tasks = g_new0(RollTasks, 1);

    tasks->tasks = g_array_new(FALSE, FALSE, sizeof(Task));
    tasks->threads = g_ptr_array_new();
    return tasks;
}

void
roll_tasks_add(RollTasks *tasks, RollTaskFunc work, gconstpointer self, gconstpointer what)
{
    Task task = {work, self, what, NULL};

    g_array_append_val(tasks->tasks, task);
}

static gpointer
work_through(gpointer data)
{
    RollTasks *tasks = data;

    for (;;) {
        guint place = (guint)g_atomic_int_add(&tasks->next, 1);
        Task *task;

        if (place >= tasks->tasks->len)
            return NULL;
        task = &g_array_index(tasks->tasks, Task, place);
        if (!task->work(task->self, task->what, &task->fault) && task->fault == NULL)
            g_error("a task failed and did not say why");
    }
}

void
roll_tasks_begin(RollTasks *tasks, guint jobs)
{
    for (guint i = 1; i < MIN(jobs, tasks->tasks->len); i++)
        g_ptr_array_add(tasks->threads, g_thread_new("task", work_through, tasks));
}

static void
join(RollTasks *tasks)
{
    for (guint i = 0; i < tasks->threads->len; i++)
        g_thread_join(g_ptr_array_index(tasks->threads, i));
    g_ptr_array_set_size(tasks->threads, 0);
}

gboolean
roll_tasks_finish(RollTasks *tasks, GError **error)
{
    work_through(tasks);
    join(tasks);
    for (guint i = 0; i < tasks->tasks->len; i++) {
        Task *task = &g_array_index(tasks->tasks, Task, i);

        if (task->fault == NULL)
            continue;
        g_propagate_error(error, g_steal_pointer(&task->fault));
        return FALSE;
    }
    return TRUE;
}

gboolean
roll_tasks_run(RollTasks *tasks, guint jobs, GError **error)
{
    roll_tasks_begin(tasks, jobs);
    return roll_tasks_finish(tasks, error);
}

void
roll_tasks_free(RollTasks *tasks)
{
    if (tasks == NULL)
        return;
    join(tasks);
    for (guint i = 0; i < tasks->tasks->len; i++)
        g_clear_error(&g_array_index(tasks->tasks, Task, i).fault);
    g_array_unref(tasks->tasks);
    g_ptr_array_unref(tasks->threads);
    g_free(tasks);
}
