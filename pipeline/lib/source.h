/* source: where bytes come from; sink: where they go.
 *
 * A source is a file, standard input, memory, or another source seen through a filter (gzip.h,
 * recode.h); a sink likewise.  GIO's converter streams are not used here, as they work through
 * small buffers of their own and hide the byte offset at which an input is damaged. */
#pragma once

#include <glib.h>

/* Bytes that readers ask for at a time; few for a fuzzer, so that a small input crosses borders. */
#ifdef ROLL_FUZZING
#define ROLL_SOURCE_CHUNK ((gsize)512)
#else
#define ROLL_SOURCE_CHUNK ((gsize)256 * 1024)
#endif

typedef struct RollSource RollSource;
struct RollSource {
    gchar *name;      /* owned; how messages call it: a path, or "standard input" */
    gboolean is_utf8; /* sound, whatever it was made from; else nobody has looked */
    guint64 size;     /* of the file, 0: unknown; for who makes room, as a file may change */
    /* Puts up to @size bytes into @buffer; *@n_read is 0 only at a sound end. */
    gboolean (*read)(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error);
    /* Back to the first byte; NULL where that cannot be. */
    gboolean (*rewind)(RollSource *self, GError **error);
    /* As roll_source_lend(); NULL where no text lies in memory. */
    const gchar *(*lend)(RollSource *self, gsize n_back, gsize *n);
    void (*clear)(RollSource *self); /* frees what the kind itself holds; may be NULL */
};

/* Opens @path, or standard input for "-".  A folder is refused.  Errors: ROLL_ERROR_DATA (no such
 * file, a folder), ROLL_ERROR_IO. */
RollSource *roll_source_open(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads @bytes, at most @chunk bytes a read (0: no limit), so that a test can try every chunk
 * size. */
RollSource *roll_source_memory(const gchar *name, GBytes *bytes, gsize chunk);

/* Looks at the first bytes of @inner (transfer full), at most @size, without losing them: the
 * source returned gives them again and then the rest.  *@head (transfer full) is shorter than
 * @size only where the input is.  Errors: those of @inner, which is freed. */
RollSource *roll_source_peek(RollSource *inner, gsize size, GBytes **head,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean roll_source_read(RollSource *source, gpointer buffer, gsize size, gsize *n_read,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lends what is left, and the @n_back bytes read last before it, if it lies in memory in one piece:
 * *@n bytes that live as long as @source, which is at its end then.  NULL: it is to be read. */
const gchar *roll_source_lend(RollSource *source, gsize n_back, gsize *n);
/* Reads all that is left.  Errors: as read; ROLL_ERROR_DATA when it is over @limit bytes. */
GBytes *roll_source_slurp(RollSource *source, gsize limit,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_source_free(RollSource *source);
/* What the export in file @path is called: no folder, and without .gz or .zip, then without .csv,
 * in capital or small letters (transfer full). */
gchar *roll_source_stem(const gchar *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollSource, roll_source_free)

typedef struct RollSink RollSink;
struct RollSink {
    gchar *name; /* owned */
    gboolean is_terminal;
    gboolean (*write)(RollSink *self, gconstpointer data, gsize size, GError **error);
    /* Writes what is held back and closes; called once, by roll_sink_close(). */
    gboolean (*close)(RollSink *self, GError **error);
    void (*clear)(RollSink *self); /* frees what the kind holds; removes an unfinished file */
};

/* Creates @path (mode 0600), or standard output for "-".  A file is written under the name
 * ".NAME.unfinished" beside its place until roll_sink_close() has brought it to the disk, and
 * vanishes when the sink is freed before: no output appears under its final name before it is
 * complete.  What a killed run left under that name is overwritten by the next; two runs at once
 * are told apart by a lock.  A device or a pipe is written to as it is, a link followed.
 * Errors: ROLL_ERROR_IO. */
RollSink *roll_sink_create(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Appends to @bytes, which must outlive the sink. */
RollSink *roll_sink_memory(const gchar *name, GByteArray *bytes);

gboolean roll_sink_write(RollSink *sink, gconstpointer data, gsize size,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean roll_sink_close(RollSink *sink, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_sink_free(RollSink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollSink, roll_sink_free)
