/* standby: a stage that stands ready, its rules read, and runs as often as it is asked to.
 *
 * Reading rules, translating patterns and loading libraries take a stage longer than most exports
 * do.  So what runs it many times (the engine, pipeline/standby.h) starts it once, with --standby
 * and a socket (AF_UNIX, SOCK_SEQPACKET) as its standard input, and asks it for every run.  Each
 * run is a process of its own, forked when the rules had been read: what one export does to it is
 * of no concern to the next, as if each had been started anew.
 *
 * A message that asks:  guint64 number of the run, then its arguments (without the program's name),
 *                       each ended by a zero; with it three descriptors, its standard ones
 * A message that tells: RollStandbyNews
 *
 * Where the socket ends, the runs that are going are terminated, and their ends told. */
#pragma once

#include <glib.h>
#include <sys/resource.h>

#define ROLL_STANDBY_MESSAGE_MAX ((gsize)64 * 1024) /* of one that asks */
#define ROLL_STANDBY_READY       0                  /* number of no run: the rules are read */

typedef struct {
    guint64 run;
    gint wait_status; /* how it ended, as wait() tells it */
    struct rusage usage;
} RollStandbyNews;

/* Stands by on standard input.  Comes back in each process that is to do a run, with the arguments
 * (transfer full), @program before them, and its standard descriptors in place; and, with NULL, at
 * the end of the socket in the process that stood by.  There must be one thread only.
 * Errors: ROLL_ERROR_USAGE (no such socket). */
gchar **roll_standby_wait(const gchar *program, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One message of @n_bytes with @fds, NULL: none, of which there are three.  FALSE, and errno. */
gboolean roll_standby_send(int socket, gconstpointer message, gsize n_bytes, const int *fds);
/* The bytes of the next message, 0 at the end, below 0 after a fault (errno).  @fds, NULL: none are
 * wanted, become the three that came with it, the caller's, or -1 each. */
gssize roll_standby_receive(int socket, gpointer message, gsize n_bytes_max, int *fds);
