#include "pipeline/engine_local.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/stage.h"
#include "pipeline/lib/text.h"
#include "pipeline/process.h"
#include "pipeline/standby.h"

#define PIPE_BYTES     (1024 * 1024)
#define SHOW_BYTES_MAX 100 /* of a progress line: what any terminal has in a row */

typedef enum { WAITING, RUNNING, DONE, FAILED } StepState;

typedef struct {
    const PlanStep *step;
    StepState state;
    guint n_awaited;      /* steps that it begins behind, and that are not done */
    GArray *followers;    /* of guint: the steps that await this one */
    GPtrArray *processes; /* of Process, first to last in the pipe */
    GError *fault;        /* why it failed */
} Task;

typedef struct {
    const Plan *plan;
    EngineOptions options;
    Interrupt *interrupt;
    Standbys *standbys;
    Task *tasks; /* one a step */
    guint n_tasks;
    guint n_running;
    gboolean is_stopping; /* nothing new begins */
} Engine;

/* ---- beginning ---- */

static gboolean
io_fault(const gchar *what, int code, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", what, g_strerror(code));
    return FALSE;
}

static int
open_output(const PlanStep *step, GError **error)
{
    const gchar *path = step->output != NULL ? step->output : "/dev/null";
    int flags = step->output != NULL ? O_WRONLY | O_CREAT | O_EXCL : O_WRONLY;
    int fd = open(path, flags | O_CLOEXEC, 0600);

    if (fd < 0)
        io_fault(path, errno, error);
    return fd;
}

/* Starts command @index of @task, whose input is @input; the next one's input in *@next. */
static gboolean
start_command(const Engine *engine, Task *task, guint index, int input, int *next, GError **error)
{
    const PlanStep *step = task->step;
    gboolean is_last = index + 1 == step->commands->len;
    int between[2] = {-1, -1};
    Process *process = NULL;
    ProcessStart start = {.argv = step->commands->pdata[index],
                          .label = step->label,
                          .step = (guint)(task - engine->tasks),
                          .input = input,
                          .shows_progress = engine->options.shows_progress};

    if (is_last)
        start.output = open_output(step, error);
    else if (g_unix_open_pipe(between, FD_CLOEXEC, error)) {
        /* A refusal costs speed only: an ordinary user has a limit to such pipes. */
        (void)fcntl(between[1], F_SETPIPE_SZ, PIPE_BYTES);
        start.output = between[1];
    } else
        start.output = -1;
    if (start.output < 0)
        return FALSE;
    process = standbys_start(engine->standbys, &start);
    if (process == NULL)
        process = process_spawn(&start, error);
    close(start.output);
    *next = between[0];
    if (process == NULL)
        return FALSE;
    g_ptr_array_add(task->processes, process);
    return TRUE;
}

static gboolean
start_task(Engine *engine, Task *task, GError **error)
{
    int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
    gboolean is_sound = input >= 0 || io_fault("/dev/null", errno, error);

    for (guint i = 0; is_sound && i < task->step->commands->len; i++) {
        int next = -1;

        is_sound = start_command(engine, task, i, input, &next, error);
        close(input);
        input = next;
    }
    if (input >= 0)
        close(input);
    if (task->processes->len > 0) {
        task->state = RUNNING;
        engine->n_running++;
    }
    return is_sound;
}

/* The heaviest task that can begin; NULL when none can. */
static Task *
next_task(const Engine *engine)
{
    Task *heaviest = NULL;

    for (guint i = 0; i < engine->n_tasks; i++) {
        Task *task = &engine->tasks[i];

        if (task->state == WAITING && task->n_awaited == 0 &&
            (heaviest == NULL || task->step->weight_bytes > heaviest->step->weight_bytes))
            heaviest = task;
    }
    return heaviest;
}

static gboolean
start_tasks(Engine *engine, GError **error)
{
    while (!engine->is_stopping && engine->n_running < engine->options.jobs) {
        Task *task = next_task(engine);

        if (task == NULL)
            break;
        if (!start_task(engine, task, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- ending ---- */

static void
terminate_all(Engine *engine)
{
    engine->is_stopping = TRUE;
    standbys_terminate(engine->standbys);
    for (guint i = 0; i < engine->n_tasks; i++)
        if (engine->tasks[i].state == RUNNING)
            g_ptr_array_foreach(engine->tasks[i].processes,
                                (GFunc)(void (*)(void))process_terminate, NULL);
}

/* The process that truly failed: the first in the pipe that was not merely stopped because nobody
 * read on; those behind it met a stream without its end.  NULL when none failed. */
static const Process *
culprit(const Task *task)
{
    const Process *victim = NULL;

    for (guint i = 0; i < task->processes->len; i++) {
        const Process *process = task->processes->pdata[i];

        if (process_failed(process) && !process_is_victim(process))
            return process;
        if (process_failed(process) && victim == NULL)
            victim = process;
    }
    return victim;
}

static void
end_task(Engine *engine, Task *task)
{
    const Process *failed = culprit(task);

    engine->n_running--;
    task->state = failed == NULL ? DONE : FAILED;
    for (guint i = 0; failed == NULL && i < task->followers->len; i++)
        engine->tasks[g_array_index(task->followers, guint, i)].n_awaited--;
    if (failed == NULL && engine->options.take != NULL)
        engine->options.take(engine->options.self, (guint)(task - engine->tasks));
    if (failed == NULL || engine->is_stopping)
        return;
    process_set_error(failed, &task->fault);
    if (task->step->is_one_of_many && task->fault->code == ROLL_ERROR_DATA)
        return;
    terminate_all(engine);
}

static void
reap(Engine *engine)
{
    standbys_listen(engine->standbys);
    for (guint i = 0; i < engine->n_tasks; i++) {
        Task *task = &engine->tasks[i];
        gboolean has_ended = task->state == RUNNING;

        for (guint j = 0; has_ended && j < task->processes->len; j++) {
            process_reap(task->processes->pdata[j]);
            has_ended = ((const Process *)task->processes->pdata[j])->has_ended;
        }
        if (has_ended)
            end_task(engine, task);
    }
}

/* ---- waiting ---- */

static void
show_progress(const Process *process)
{
    g_autoptr(GString) line = g_string_new(ROLL_PROGRESS_START);
    g_autoptr(GString) text = g_string_new(NULL);

    if (*process->label != '\0')
        g_string_append_printf(text, "%s: ", process->label);
    g_string_append(text, process->progress);
    roll_text_printable((RollText){text->str, (guint32)MIN(text->len, SHOW_BYTES_MAX)}, line);
    (void)fputs(line->str, stderr);
    (void)fflush(stderr);
}

static void
listen_to(const Engine *engine, Process *process)
{
    process_listen(process);
    if (process->progress == NULL)
        return;
    if (engine->options.shows_progress)
        show_progress(process);
    g_clear_pointer(&process->progress, g_free);
}

/* What a wait listens to. */
typedef struct {
    GArray *fds;          /* of struct pollfd */
    GPtrArray *processes; /* one an entry; NULL: the signals, a stage that stands by */
} Ears;

static void
open_ear(const Ears *ears, int fd, Process *process)
{
    struct pollfd entry = {.fd = fd, .events = POLLIN};

    if (fd < 0)
        return;
    g_array_append_val(ears->fds, entry);
    g_ptr_array_add(ears->processes, process);
}

static Ears
open_ears(const Engine *engine)
{
    Ears ears = {g_array_new(FALSE, FALSE, sizeof(struct pollfd)), g_ptr_array_new()};

    open_ear(&ears, engine->interrupt->fd, NULL);
    for (guint i = 0; i < standbys_n(engine->standbys); i++)
        open_ear(&ears, standbys_fd(engine->standbys, i), NULL);
    for (guint i = 0; i < engine->n_tasks; i++)
        for (guint j = 0; j < engine->tasks[i].processes->len; j++) {
            Process *process = engine->tasks[i].processes->pdata[j];

            open_ear(&ears, process->log_fd, process);
        }
    return ears;
}

/* Waits until a process says something or ends, or somebody asks for the end. */
static gboolean
wait_for_news(Engine *engine, GError **error)
{
    Ears ears = open_ears(engine);
    const struct pollfd *fds = (const struct pollfd *)(const void *)ears.fds->data;
    gboolean is_sound = TRUE;

    if (poll((struct pollfd *)(void *)ears.fds->data, ears.fds->len, -1) < 0 && errno != EINTR)
        is_sound = io_fault("poll", errno, error);
    for (guint i = 0; is_sound && i < ears.fds->len; i++)
        if (fds[i].revents != 0 && ears.processes->pdata[i] != NULL)
            listen_to(engine, ears.processes->pdata[i]);
    g_array_unref(ears.fds);
    g_ptr_array_unref(ears.processes);
    return is_sound && interrupt_check(engine->interrupt, error);
}

static gboolean
work(Engine *engine, GError **error)
{
    while (!standbys_are_settled(engine->standbys)) {
        if (!wait_for_news(engine, error))
            return FALSE;
        standbys_listen(engine->standbys);
    }
    if (!start_tasks(engine, error))
        return FALSE;
    while (engine->n_running > 0) {
        if (!wait_for_news(engine, error))
            return FALSE;
        reap(engine);
        if (!start_tasks(engine, error))
            return FALSE;
    }
    return TRUE;
}

/* After a fault of the engine itself: no child is left behind. */
static void
wind_up(Engine *engine)
{
    terminate_all(engine);
    while (engine->n_running > 0) {
        g_usleep(G_USEC_PER_SEC / 100);
        reap(engine);
    }
}

/* One error of all tasks that failed, in the order of the plan; the first gives the code. */
static gboolean
gather_faults(const Engine *engine, GError **error)
{
    g_autoptr(GError) all = NULL;

    for (guint i = 0; i < engine->n_tasks; i++) {
        const GError *fault = engine->tasks[i].fault;

        if (fault == NULL)
            continue;
        if (all == NULL)
            all = g_error_copy(fault);
        else {
            g_autofree gchar *message = g_strconcat(all->message, "\n", fault->message, NULL);

            g_free(all->message);
            all->message = g_steal_pointer(&message);
        }
    }
    if (all == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&all));
    return FALSE;
}

static void
clear_tasks(Engine *engine, GPtrArray *processes)
{
    for (guint i = 0; i < engine->n_tasks; i++) {
        Task *task = &engine->tasks[i];

        for (guint j = 0; j < task->processes->len; j++)
            g_ptr_array_add(processes, task->processes->pdata[j]);
        g_ptr_array_unref(task->processes);
        g_array_unref(task->followers);
        g_clear_error(&task->fault);
    }
    g_free(engine->tasks);
}

static void
make_tasks(Engine *engine)
{
    engine->n_tasks = engine->plan->steps->len;
    engine->tasks = g_new0(Task, engine->n_tasks);
    for (guint i = 0; i < engine->n_tasks; i++) {
        engine->tasks[i].step = engine->plan->steps->pdata[i];
        engine->tasks[i].processes = g_ptr_array_new();
        engine->tasks[i].followers = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint j = 0; j < engine->n_tasks; j++) {
            if (!plan_depends(engine->plan, j, i))
                continue;
            g_array_append_val(engine->tasks[i].followers, j);
            engine->tasks[j].n_awaited++;
        }
    }
}

gboolean
engine_local_run(const Plan *plan, EngineOptions options, Interrupt *interrupt,
                 GPtrArray **processes, GError **error)
{
    Engine engine = {.plan = plan, .options = options, .interrupt = interrupt};
    gboolean is_sound = FALSE;

    make_tasks(&engine);
    engine.standbys = standbys_new(plan, options.jobs, options.shows_progress);
    is_sound = work(&engine, error);
    if (!is_sound)
        wind_up(&engine);
    if (options.shows_progress)
        (void)fputs(ROLL_PROGRESS_START, stderr);
    is_sound = is_sound && gather_faults(&engine, error);
    *processes = g_ptr_array_new_with_free_func((GDestroyNotify)process_free);
    standbys_free(engine.standbys);
    clear_tasks(&engine, *processes);
    return is_sound;
}

gboolean
engine_local_run_one(GPtrArray *argv, const gchar *output, Interrupt *interrupt, GError **error)
{
    g_autoptr(Plan) plan = plan_new();
    g_autoptr(GPtrArray) processes = NULL;
    PlanStep *step = plan_add_step(plan, "");

    plan_step_add_command(step, argv);
    plan_step_set_output(step, output);
    return engine_local_run(plan, (EngineOptions){.jobs = 1}, interrupt, &processes, error);
}
