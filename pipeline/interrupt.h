/* interrupt: an orderly end when somebody presses Ctrl-C, or ends the session.
 *
 * The signals are blocked and read from a descriptor, so that no handler and no global is needed:
 * a run looks when it can clean up, cleans up, and then ends by the very signal. */
#pragma once

#include <glib.h>

typedef struct {
    int fd;     /* readable when a signal came, the end of a child included; -1: not open */
    int signal; /* that asked for the end; 0: none did */
} Interrupt;

/* Blocks SIGINT, SIGTERM, SIGHUP and SIGCHLD.  Errors: ROLL_ERROR_IO. */
gboolean interrupt_open(Interrupt *interrupt, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with ROLL_ERROR_IO when somebody asked for the end. */
gboolean interrupt_check(Interrupt *interrupt, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Unblocks; ends the process when somebody asked for it. */
void interrupt_close(Interrupt *interrupt);
