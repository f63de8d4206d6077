#include "pipeline/process.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/stage.h"

#define LOG_BYTES_MAX ((gsize)256 * 1024)

/* Between fork and exec: no memory may be taken here. */
static void
prepare_child(gpointer data)
{
    sigset_t none;

    (void)data;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

static gboolean
start_fault(const ProcessStart *start, const GError *cause, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", start->argv[0], cause->message);
    return FALSE;
}

Process *
process_new(const ProcessStart *start, int *log, GError **error)
{
    g_autoptr(Process) process = g_new0(Process, 1);
    g_autoptr(GError) cause = NULL;
    int ends[2] = {-1, -1};

    process->program = g_path_get_basename(start->argv[0]);
    process->label = g_strdup(start->label);
    process->step = start->step;
    process->pending = g_string_new(NULL);
    process->log = g_string_new(NULL);
    process->log_fd = -1;
    process->started_us = g_get_monotonic_time();
    if (!g_unix_open_pipe(ends, FD_CLOEXEC, &cause)) {
        (void)start_fault(start, cause, error);
        return NULL;
    }
    process->log_fd = ends[0];
    *log = ends[1];
    g_unix_set_fd_nonblocking(process->log_fd, TRUE, NULL);
    return g_steal_pointer(&process);
}

Process *
process_spawn(const ProcessStart *start, GError **error)
{
    int log = -1;
    g_autoptr(Process) process = process_new(start, &log, error);
    g_autoptr(GError) cause = NULL;
    g_auto(GStrv) environment = g_get_environ();
    gboolean is_spawned = FALSE;

    if (process == NULL)
        return NULL;
    environment = start->shows_progress
                      ? g_environ_setenv(environment, ROLL_PROGRESS_VARIABLE, "1", TRUE)
                      : g_environ_unsetenv(environment, ROLL_PROGRESS_VARIABLE);
    is_spawned = g_spawn_async_with_pipes_and_fds(
        NULL, (const gchar *const *)start->argv, (const gchar *const *)environment,
        G_SPAWN_DO_NOT_REAP_CHILD, prepare_child, NULL, start->input, start->output, log, NULL,
        NULL, 0, &process->pid, NULL, NULL, NULL, &cause);
    close(log);
    if (!is_spawned) {
        (void)start_fault(start, cause, error);
        return NULL;
    }
    return g_steal_pointer(&process);
}

/* A line is what stands behind the last progress in it. */
static void
end_line(Process *process)
{
    const gchar *line = process->pending->str;
    const gchar *behind = g_strrstr(line, ROLL_PROGRESS_START);

    if (behind != NULL)
        line = behind + strlen(ROLL_PROGRESS_START);
    if (*line != '\0') {
        g_string_append(process->log, line);
        g_string_append_c(process->log, '\n');
    }
    if (process->log->len > LOG_BYTES_MAX)
        g_string_erase(process->log, 0, LOG_BYTES_MAX / 2);
    g_string_truncate(process->pending, 0);
}

/* The line being written, when it is one of progress. */
static void
take_progress(Process *process)
{
    const gchar *newest = g_strrstr(process->pending->str, ROLL_PROGRESS_START);

    if (newest == NULL || newest[strlen(ROLL_PROGRESS_START)] == '\0')
        return;
    g_free(process->progress);
    process->progress = g_strdup(newest + strlen(ROLL_PROGRESS_START));
    g_string_erase(process->pending, 0, newest - process->pending->str);
}

static void
take_text(Process *process, const gchar *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (text[i] == '\n' || process->pending->len > LOG_BYTES_MAX)
            end_line(process);
        else if (text[i] != '\0')
            g_string_append_c(process->pending, text[i]);
}

void
process_listen(Process *process)
{
    gchar buffer[4096];
    gssize n = 0;

    while (process->log_fd >= 0) {
        do {
            n = read(process->log_fd, buffer, sizeof buffer);
        } while (n < 0 && errno == EINTR);
        if (n < 0 && errno == EAGAIN)
            break;
        if (n > 0) {
            take_text(process, buffer, (gsize)n);
            continue;
        }
        close(process->log_fd);
        process->log_fd = -1;
        end_line(process);
    }
    take_progress(process);
}

void
process_end(Process *process, gint wait_status, const struct rusage *usage)
{
    process->has_ended = TRUE;
    process->wait_status = wait_status;
    process->wall_seconds =
        (gdouble)(g_get_monotonic_time() - process->started_us) / G_USEC_PER_SEC;
    process->cpu_seconds = (gdouble)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
                           (gdouble)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
    process->peak_kib = usage->ru_maxrss;
    process_listen(process);
}

gboolean
process_reap(Process *process)
{
    struct rusage usage = {0};
    gint wait_status = 0;

    if (process->has_ended || process->pid == 0 ||
        wait4(process->pid, &wait_status, WNOHANG, &usage) != process->pid)
        return FALSE;
    process_end(process, wait_status, &usage);
    return TRUE;
}

void
process_terminate(Process *process)
{
    if (!process->has_ended && process->pid != 0)
        kill(process->pid, SIGTERM);
}

gboolean
process_failed(const Process *process)
{
    return process->has_ended && process->wait_status != 0;
}

gboolean
process_is_victim(const Process *process)
{
    return process->has_ended && WIFSIGNALED(process->wait_status) &&
           WTERMSIG(process->wait_status) == SIGPIPE;
}

/* What it said, each line without the program's name in front. */
static gchar *
message_of(const Process *process)
{
    g_auto(GStrv) lines = g_strsplit(process->log->str, "\n", -1);
    g_autofree gchar *prefix = g_strconcat(process->program, ": ", NULL);
    g_autoptr(GString) message = g_string_new(NULL);

    for (guint i = 0; lines[i] != NULL; i++) {
        if (*lines[i] == '\0')
            continue;
        if (message->len > 0)
            g_string_append_c(message, '\n');
        g_string_append(message,
                        g_str_has_prefix(lines[i], prefix) ? lines[i] + strlen(prefix) : lines[i]);
    }
    return g_string_free(g_steal_pointer(&message), FALSE);
}

void
process_set_error(const Process *process, GError **error)
{
    g_autofree gchar *message = message_of(process);
    g_autofree gchar *of =
        *process->label != '\0' ? g_strdup_printf(" of %s", process->label) : g_strdup("");
    gint signal = WIFSIGNALED(process->wait_status) ? WTERMSIG(process->wait_status) : 0;
    gint status = WIFEXITED(process->wait_status) ? WEXITSTATUS(process->wait_status) : 0;

    if (signal != 0) {
        /* From outside (no memory left, an operator) or its own crash. */
        gboolean is_crash = signal != SIGKILL && signal != SIGTERM && signal != SIGINT;

        g_set_error(error, ROLL_ERROR, is_crash ? ROLL_ERROR_BUG : ROLL_ERROR_IO,
                    "%s%s was ended by signal %d (%s)%s%s", process->program, of, signal,
                    g_strsignal(signal), *message != '\0' ? ": " : "", message);
        return;
    }
    if (*message == '\0')
        g_set_error(error, ROLL_ERROR, status, "%s%s failed with status %d and said nothing",
                    process->program, of, status);
    else
        g_set_error(error, ROLL_ERROR, status, "%s failed: %s", process->program, message);
}

void
process_free(Process *process)
{
    if (process == NULL)
        return;
    if (process->log_fd >= 0)
        close(process->log_fd);
    g_free(process->program);
    g_free(process->label);
    g_free(process->progress);
    if (process->pending != NULL)
        g_string_free(process->pending, TRUE);
    if (process->log != NULL)
        g_string_free(process->log, TRUE);
    g_free(process);
}
