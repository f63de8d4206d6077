/* process: one program of a plan while it runs: what it says on standard error, how it ends and
 * what it used. */
#pragma once

#include <glib.h>
#include <sys/resource.h>

typedef struct {
    gchar *program;   /* its name, without folder */
    gchar *label;     /* of its step */
    guint step;       /* its place in the plan */
    GPid pid;         /* 0: of a stage that stands by, which tells its end (standby.h) */
    int log_fd;       /* its standard error; -1 once at the end */
    GString *pending; /* the line it is writing */
    GString *log;     /* its whole lines, without progress; of a flood only the end */
    gchar *progress;  /* the newest progress line; NULL when none came since it was last taken */
    gboolean has_ended;
    gint wait_status; /* as wait() tells it */
    gint64 started_us;
    gdouble wall_seconds;
    gdouble cpu_seconds; /* user and system */
    glong peak_kib;      /* largest resident size */
} Process;

/* What a process is given. */
typedef struct {
    gchar *const *argv;
    const gchar *label;
    guint step;
    int input; /* file descriptors; the caller's, who closes them afterwards */
    int output;
    gboolean shows_progress; /* asks the stage for progress lines on its standard error */
} ProcessStart;

/* Starts argv[0].  No shell is involved; nothing but the three standard descriptors is inherited;
 * the process is terminated when this one dies.  Errors: ROLL_ERROR_IO. */
Process *process_spawn(const ProcessStart *start, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One that somebody else starts, and tells the end of by process_end(); *@log is the standard error
 * it is to have, the caller's, who closes it.  Errors: the same. */
Process *process_new(const ProcessStart *start, int *log, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void process_end(Process *process, gint wait_status, const struct rusage *usage);
/* Takes what it has said by now. */
void process_listen(Process *process);
/* TRUE when it has ended just now: has_ended, wait_status and the use are filled in. */
gboolean process_reap(Process *process);
void process_terminate(Process *process);

gboolean process_failed(const Process *process);
/* It was stopped because nobody read on: the fault is another's. */
gboolean process_is_victim(const Process *process);
/* Sets *@error to what it said last, "stage failed: message", with the exit status as code. */
void process_set_error(const Process *process, GError **error);

void process_free(Process *process);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Process, process_free)
