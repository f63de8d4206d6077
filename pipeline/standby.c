#include "pipeline/standby.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/lib/standby.h"

/* A stage that stands by. */
typedef struct {
    gchar **argv;     /* what its runs have in common: the program, and its rules */
    Process *process; /* NULL: could not be started */
    int socket;       /* -1: at its end */
    gboolean is_ready;
    gboolean is_ending; /* nothing is asked of it any more */
    GHashTable *runs;   /* of Process, the engine's, by number */
    guint64 n_runs;     /* asked of it so far */
    guint n_commands;   /* that the plan has for it */
} Standby;

struct Standbys {
    GPtrArray *all; /* of Standby */
};

/* ---- which ---- */

/* The words of a command that all runs of one stage have in common. */
static guint
n_common(gchar *const *argv)
{
    guint n = 1;

    while (argv[n] != NULL && argv[n + 1] != NULL &&
           (strcmp(argv[n], "--rules") == 0 || strcmp(argv[n], "--base") == 0))
        n += 2;
    return n;
}

static gboolean
is_for(const Standby *standby, gchar *const *argv)
{
    guint n = g_strv_length(standby->argv);

    if (n_common(argv) != n)
        return FALSE;
    for (guint i = 0; i < n; i++)
        if (strcmp(argv[i], standby->argv[i]) != 0)
            return FALSE;
    return TRUE;
}

static Standby *
find(const Standbys *standbys, gchar *const *argv)
{
    for (guint i = 0; i < standbys->all->len; i++)
        if (is_for(standbys->all->pdata[i], argv))
            return standbys->all->pdata[i];
    return NULL;
}

static void
standby_free(gpointer data)
{
    Standby *standby = data;

    if (standby->socket >= 0)
        close(standby->socket);
    if (standby->process != NULL) {
        process_terminate(standby->process); /* it may still be reading rules */
        (void)waitpid(standby->process->pid, NULL, 0);
    }
    process_free(standby->process);
    g_hash_table_unref(standby->runs);
    g_strfreev(standby->argv);
    g_free(standby);
}

/* Counts the commands of each stage; its Standby is not started yet. */
static void
add_command(Standbys *standbys, gchar *const *argv)
{
    Standby *standby = find(standbys, argv);

    if (standby == NULL) {
        guint n = n_common(argv);

        standby = g_new0(Standby, 1);
        standby->socket = -1;
        standby->runs = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
        standby->argv = g_new0(gchar *, n + 1);
        for (guint i = 0; i < n; i++)
            standby->argv[i] = g_strdup(argv[i]);
        g_ptr_array_add(standbys->all, standby);
    }
    standby->n_commands++;
}

/* ---- starting ---- */

/* "program --standby --rules DIR" (transfer full). */
static gchar **
command_of(const Standby *standby)
{
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();

    g_strv_builder_add(words, standby->argv[0]);
    g_strv_builder_add(words, "--standby");
    for (guint i = 1; standby->argv[i] != NULL; i++)
        g_strv_builder_add(words, standby->argv[i]);
    return g_strv_builder_end(words);
}

static void
start(Standby *standby, gboolean shows_progress)
{
    int ends[2] = {-1, -1};
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    g_auto(GStrv) argv = command_of(standby);

    if (nowhere >= 0 && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0) {
        standby->socket = ends[0];
        g_unix_set_fd_nonblocking(ends[0], TRUE, NULL);
        standby->process = process_spawn(&(ProcessStart){.argv = argv,
                                                         .label = "",
                                                         .input = ends[1],
                                                         .output = nowhere,
                                                         .shows_progress = shows_progress},
                                         NULL);
        close(ends[1]);
    }
    if (nowhere >= 0)
        close(nowhere);
}

/* ---- what they tell ---- */

static void
end_run(gpointer number, gpointer process, gpointer news)
{
    const RollStandbyNews *end = news;

    (void)number;
    process_end(process, end->wait_status, &end->usage);
}

/* It ended before its runs did: these were terminated with it, as by a signal from outside. */
static void
close_socket(Standby *standby)
{
    RollStandbyNews end = {.wait_status = W_EXITCODE(0, SIGTERM)};

    close(standby->socket);
    standby->socket = -1;
    standby->is_ready = FALSE;
    g_hash_table_foreach(standby->runs, end_run, &end);
    g_hash_table_remove_all(standby->runs);
}

static void
take_news(Standby *standby, RollStandbyNews *news)
{
    Process *process = g_hash_table_lookup(standby->runs, &news->run);

    if (news->run == ROLL_STANDBY_READY)
        standby->is_ready = TRUE;
    if (process == NULL)
        return;
    end_run(NULL, process, news);
    g_hash_table_remove(standby->runs, &news->run);
}

static void
listen_to(Standby *standby)
{
    RollStandbyNews news = {0};

    while (standby->socket >= 0) {
        gssize n = roll_standby_receive(standby->socket, &news, sizeof news, NULL);

        if (n < 0 && errno == EAGAIN)
            return;
        if (n == (gssize)sizeof news)
            take_news(standby, &news);
        else
            close_socket(standby);
    }
}

/* ---- for the engine ---- */

Standbys *
standbys_new(const Plan *plan, guint at_once, gboolean shows_progress)
{
    Standbys *standbys = g_new0(Standbys, 1);

    standbys->all = g_ptr_array_new_with_free_func(standby_free);
    for (guint i = 0; i < plan->steps->len; i++) {
        const PlanStep *step = plan->steps->pdata[i];

        for (guint j = 0; j < step->commands->len; j++)
            add_command(standbys, step->commands->pdata[j]);
    }
    for (guint i = standbys->all->len; i-- > 0;)
        if (((const Standby *)standbys->all->pdata[i])->n_commands <= at_once)
            g_ptr_array_remove_index(standbys->all, i);
    for (guint i = 0; i < standbys->all->len; i++)
        start(standbys->all->pdata[i], shows_progress);
    return standbys;
}

gboolean
standbys_are_settled(const Standbys *standbys)
{
    for (guint i = 0; i < standbys->all->len; i++) {
        const Standby *standby = standbys->all->pdata[i];

        if (!standby->is_ready && standby->socket >= 0)
            return FALSE;
    }
    return TRUE;
}

Process *
standbys_start(Standbys *standbys, const ProcessStart *start)
{
    Standby *standby = find(standbys, start->argv);
    g_autoptr(GByteArray) message = g_byte_array_new();
    g_autoptr(Process) process = NULL;
    int fds[] = {start->input, start->output, -1};
    guint64 run = 0;
    gboolean is_sent = FALSE;

    if (standby == NULL || !standby->is_ready || standby->is_ending)
        return NULL;
    process = process_new(start, &fds[2], NULL);
    if (process == NULL)
        return NULL;
    run = ++standby->n_runs;
    g_byte_array_append(message, (const guint8 *)&run, sizeof run);
    for (guint i = 1; start->argv[i] != NULL; i++)
        g_byte_array_append(message, (const guint8 *)start->argv[i],
                            (guint)strlen(start->argv[i]) + 1);
    is_sent = message->len <= ROLL_STANDBY_MESSAGE_MAX &&
              roll_standby_send(standby->socket, message->data, message->len, fds);
    close(fds[2]);
    if (!is_sent)
        return NULL;
    g_hash_table_insert(standby->runs, g_memdup2(&run, sizeof run), process);
    return g_steal_pointer(&process);
}

guint
standbys_n(const Standbys *standbys)
{
    return standbys->all->len;
}

int
standbys_fd(const Standbys *standbys, guint index)
{
    return ((const Standby *)standbys->all->pdata[index])->socket;
}

void
standbys_listen(Standbys *standbys)
{
    for (guint i = 0; i < standbys->all->len; i++)
        listen_to(standbys->all->pdata[i]);
}

void
standbys_terminate(Standbys *standbys)
{
    for (guint i = 0; i < standbys->all->len; i++) {
        Standby *standby = standbys->all->pdata[i];

        standby->is_ending = TRUE;
        if (standby->socket >= 0)
            (void)shutdown(standby->socket, SHUT_WR);
    }
}

void
standbys_free(Standbys *standbys)
{
    g_ptr_array_unref(standbys->all);
    g_free(standbys);
}
