#include "pipeline/lib/standby.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pipeline/lib/error.h"

#define N_FDS 3 /* standard input, output, error */

/* ---- messages ---- */

typedef union {
    struct cmsghdr header; /* aligns it */
    gchar bytes[CMSG_SPACE(N_FDS * sizeof(int))];
} Control;

gboolean
roll_standby_send(int socket, gconstpointer message, gsize n_bytes, const int *fds)
{
    union {
        gconstpointer in;
        gpointer out;
    } bytes = {.in = message}; /* struct iovec takes no const */
    struct iovec part = {bytes.out, n_bytes};
    Control control = {.bytes = {0}};
    struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
    gssize n = 0;

    if (fds != NULL) {
        struct cmsghdr *rights = &control.header;

        header.msg_control = control.bytes;
        header.msg_controllen = sizeof control.bytes;
        *rights = (struct cmsghdr){.cmsg_level = SOL_SOCKET,
                                   .cmsg_type = SCM_RIGHTS,
                                   .cmsg_len = CMSG_LEN(N_FDS * sizeof(int))};
        memcpy(CMSG_DATA(rights), fds, N_FDS * sizeof(int));
    }
    do {
        n = sendmsg(socket, &header, MSG_NOSIGNAL);
    } while (n < 0 && errno == EINTR);
    return n == (gssize)n_bytes;
}

gssize
roll_standby_receive(int socket, gpointer message, gsize n_bytes_max, int *fds)
{
    struct iovec part = {message, n_bytes_max};
    Control control = {.bytes = {0}};
    struct msghdr header = {.msg_iov = &part,
                            .msg_iovlen = 1,
                            .msg_control = fds != NULL ? control.bytes : NULL,
                            .msg_controllen = fds != NULL ? sizeof control.bytes : 0};
    const struct cmsghdr *rights = NULL;
    gssize n = 0;

    do {
        n = recvmsg(socket, &header, MSG_CMSG_CLOEXEC);
    } while (n < 0 && errno == EINTR);
    if (fds == NULL)
        return n;
    for (guint i = 0; i < N_FDS; i++)
        fds[i] = -1;
    rights = CMSG_FIRSTHDR(&header);
    if (n > 0 && rights != NULL && rights->cmsg_len == CMSG_LEN(N_FDS * sizeof(int)))
        memcpy(fds, CMSG_DATA(rights), N_FDS * sizeof(int));
    return n;
}

/* ---- standing by ---- */

typedef struct {
    const gchar *program;
    int signals;       /* readable when a run has ended */
    GHashTable *runs;  /* number of each, by its process */
    gboolean is_ended; /* of the socket */
} Standby;

static void
tell(guint64 run, gint wait_status, const struct rusage *usage)
{
    const RollStandbyNews news = {.run = run, .wait_status = wait_status, .usage = *usage};

    /* Where nobody listens any more, the end of the socket is what comes next. */
    (void)roll_standby_send(STDIN_FILENO, &news, sizeof news, NULL);
}

static void
reap(Standby *standby)
{
    struct signalfd_siginfo info;
    struct rusage usage = {0};
    gint wait_status = 0;
    pid_t pid = 0;

    while (read(standby->signals, &info, sizeof info) == (gssize)sizeof info)
        continue;
    while ((pid = wait4(-1, &wait_status, WNOHANG, &usage)) > 0) {
        guint64 *run = g_hash_table_lookup(standby->runs, GINT_TO_POINTER(pid));

        tell(*run, wait_status, &usage);
        g_hash_table_remove(standby->runs, GINT_TO_POINTER(pid));
    }
}

/* "program" and the arguments of a message (transfer full). */
static gchar **
arguments_of(const gchar *program, const gchar *text, gsize n_bytes)
{
    g_autoptr(GStrvBuilder) arguments = g_strv_builder_new();

    g_strv_builder_add(arguments, program);
    for (gsize at = 0; at < n_bytes; at += strlen(text + at) + 1)
        g_strv_builder_add(arguments, text + at);
    return g_strv_builder_end(arguments);
}

/* In the process of a run. */
static void
become_run(const Standby *standby, const int *fds, pid_t parent)
{
    sigset_t none;

    close(standby->signals);
    for (int i = 0; i < N_FDS; i++) {
        (void)dup2(fds[i], i);
        close(fds[i]);
    }
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (getppid() != parent)
        (void)raise(SIGTERM);
}

/* Starts the run of a message.  TRUE in the process that does it. */
static gboolean
start_run(Standby *standby, guint64 run, const int *fds)
{
    pid_t parent = getpid();
    pid_t pid = fork();

    if (pid == 0) {
        become_run(standby, fds, parent);
        return TRUE;
    }
    if (pid < 0) {
        const struct rusage usage = {0};

        (void)dprintf(fds[2], "%s: fork: %s\n", standby->program, g_strerror(errno));
        tell(run, W_EXITCODE(ROLL_ERROR_IO, 0), &usage);
    } else
        g_hash_table_insert(standby->runs, GINT_TO_POINTER(pid), g_memdup2(&run, sizeof run));
    for (guint i = 0; i < N_FDS; i++)
        close(fds[i]);
    return FALSE;
}

/* Reads a message.  In the process of its run: the arguments; else NULL. */
static gchar **
take_message(Standby *standby)
{
    g_autofree gchar *message = g_malloc(ROLL_STANDBY_MESSAGE_MAX);
    int fds[N_FDS];
    guint64 run = 0;
    gssize n = roll_standby_receive(STDIN_FILENO, message, ROLL_STANDBY_MESSAGE_MAX, fds);

    standby->is_ended = n < (gssize)sizeof run || fds[0] < 0 || message[n - 1] != '\0';
    if (standby->is_ended)
        return NULL;
    memcpy(&run, message, sizeof run);
    if (!start_run(standby, run, fds))
        return NULL;
    return arguments_of(standby->program, message + sizeof run, (gsize)n - sizeof run);
}

/* In the process of a run: its arguments; in that which stands by, NULL where the socket ended. */
static gchar **
attend(Standby *standby)
{
    gchar **arguments = NULL;

    while (arguments == NULL && !standby->is_ended) {
        struct pollfd news[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                                {.fd = standby->signals, .events = POLLIN}};

        if (poll(news, G_N_ELEMENTS(news), -1) < 0)
            continue;
        if (news[1].revents != 0)
            reap(standby);
        if (news[0].revents != 0)
            arguments = take_message(standby);
    }
    return arguments;
}

static void
end_runs(Standby *standby)
{
    GHashTableIter runs;
    gpointer pid = NULL;

    g_hash_table_iter_init(&runs, standby->runs);
    while (g_hash_table_iter_next(&runs, &pid, NULL))
        (void)kill(GPOINTER_TO_INT(pid), SIGTERM);
    while (g_hash_table_size(standby->runs) > 0) {
        struct pollfd news = {.fd = standby->signals, .events = POLLIN};

        if (poll(&news, 1, -1) > 0)
            reap(standby);
    }
}

static gboolean
is_socket(int fd)
{
    int type = 0;
    socklen_t length = sizeof type;

    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == SOCK_SEQPACKET;
}

gchar **
roll_standby_wait(const gchar *program, GError **error)
{
    const struct rusage usage = {0};
    Standby standby = {.program = program};
    gchar **arguments = NULL;
    sigset_t ends;

    if (!is_socket(STDIN_FILENO)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "--standby: standard input is no socket of rollcall's");
        return NULL;
    }
    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    standby.signals = signalfd(-1, &ends, SFD_NONBLOCK | SFD_CLOEXEC);
    standby.runs = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    tell(ROLL_STANDBY_READY, 0, &usage);
    arguments = attend(&standby);
    if (arguments == NULL) {
        end_runs(&standby);
        close(standby.signals);
    }
    g_hash_table_unref(standby.runs);
    return arguments;
}
