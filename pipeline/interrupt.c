#include "pipeline/interrupt.h"

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "pipeline/lib/error.h"

static void
fill(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGINT);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGHUP);
    sigaddset(signals, SIGCHLD);
}

gboolean
interrupt_open(Interrupt *interrupt, GError **error)
{
    sigset_t signals;

    fill(&signals);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    interrupt->signal = 0;
    interrupt->fd = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    if (interrupt->fd >= 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "signals: %s", g_strerror(errno));
    return FALSE;
}

gboolean
interrupt_check(Interrupt *interrupt, GError **error)
{
    struct signalfd_siginfo info = {0};

    while (read(interrupt->fd, &info, sizeof info) == (gssize)sizeof info)
        if (info.ssi_signo != SIGCHLD && interrupt->signal == 0)
            interrupt->signal = (int)info.ssi_signo;
    if (interrupt->signal == 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "ended by signal %d (%s)", interrupt->signal,
                g_strsignal(interrupt->signal));
    return FALSE;
}

void
interrupt_close(Interrupt *interrupt)
{
    sigset_t signals;

    if (interrupt->fd < 0)
        return;
    close(interrupt->fd);
    interrupt->fd = -1;
    fill(&signals);
    if (interrupt->signal != 0) {
        (void)signal(interrupt->signal, SIG_DFL);
        (void)raise(interrupt->signal);
    }
    sigprocmask(SIG_UNBLOCK, &signals, NULL);
}
