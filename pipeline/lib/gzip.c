#include "pipeline/lib/gzip.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/lib/deflate.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/member.h"

#define PACKED      4             /* a text that may lie in memory is no longer than this, packed */
#define HUGE_PAGE   (2ul << 20)   /* of most machines; where it is another, nothing is lost */
#define WINDOW      (512ul << 10) /* for the text of one of several members */
#define RATIO_GRACE (8ull << 20)  /* bytes out before the ratio is looked at */

typedef enum {
    AT_START,  /* of the file; as much as may lie in memory is looked at */
    IN_TEXT,   /* the file was one member, and its text lies in memory */
    IN_WINDOW, /* the text of a member does */
    AT_MEMBER, /* a header, or the end, comes next */
    IN_MEMBER,
    IN_PADDING, /* only zeros may follow */
    AT_END,
} Place;

typedef struct {
    RollSource base;
    RollSource *inner;
    RollGzipLimits limits;
    RollInflater *inflater;
    RollMemberUnpacker *unpacker;
    RollFlow flow;
    Place place;
    guint64 n_members; /* begun */
    guint64 n_in;      /* compressed bytes read so far, those in @in included */
    guint64 n_out;
    guint8 *in;
    gsize room;     /* in @in */
    guint8 *text;   /* of the file; NULL: it does not lie in memory */
    guint8 *window; /* texts of members, each in its turn; NULL: no room was made yet */
    gsize n_text;   /* in @text or @window */
    gsize n_given;  /* of it */
} GzipSource;

/* Room for @size bytes, which are written once, and of which about @n_used are: half of their cost
 * would be the kernel's, a small page at a time.  NULL: there is none. */
static guint8 *
new_room(gsize size, guint64 n_used)
{
    guint8 *room = NULL;

    if (size < HUGE_PAGE)
        return malloc(size);
    room = aligned_alloc(HUGE_PAGE, (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE);
    if (room != NULL && n_used >= HUGE_PAGE)
        madvise(room, MIN(size, n_used), MADV_HUGEPAGE); /* no more than a wish */
    return room;
}

gboolean
roll_gzip_is_magic(gconstpointer data, gsize size)
{
    const guint8 *bytes = data;

    return size > 0 && bytes[0] == 0x1f && (size == 1 || bytes[1] == 0x8b);
}

static guint64
offset(const GzipSource *gzip)
{
    return gzip->n_in - gzip->flow.n_in;
}

static gboolean
fail(const GzipSource *gzip, guint64 at, GError **error, const gchar *fault)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: byte %" G_GUINT64_FORMAT ": %s",
                gzip->base.name, at, fault);
    return FALSE;
}

/* Whether a member begins is told by two bytes, which need not come at once. */
static gsize
wanted_at(const GzipSource *gzip)
{
    switch (gzip->place) {
    case AT_START:
        return gzip->room;
    case AT_MEMBER:
        return 2;
    case IN_MEMBER:
    case IN_PADDING:
        return 1;
    case IN_TEXT:
    case IN_WINDOW:
    case AT_END:
        break;
    }
    return 0;
}

/* Has something to inflate. */
static gboolean
fill(GzipSource *gzip, GError **error)
{
    gsize wanted = wanted_at(gzip);
    gsize n = 1;

    while (gzip->flow.n_in < wanted && n > 0) {
        gsize left = gzip->flow.n_in;

        if (gzip->flow.in != gzip->in)
            memmove(gzip->in, gzip->flow.in, left);
        if (!roll_source_read(gzip->inner, gzip->in + left, gzip->room - left, &n, error))
            return FALSE;
        gzip->flow.in = gzip->in;
        gzip->flow.n_in = left + n;
        gzip->n_in += n;
    }
    return TRUE;
}

/* Unpacks the member that comes next into the window, if it is at hand and sound and its text is
 * short, as it is where rollcall or bgzip wrote the file.  Else it is for the pieces. */
static gboolean
unpack_member(GzipSource *gzip)
{
    gsize room = MIN(WINDOW, gzip->limits.at_once);
    RollFlow flow = {gzip->flow.in, gzip->flow.n_in, NULL, room};

    if (gzip->window == NULL)
        gzip->window = g_malloc(room);
    flow.out = gzip->window;
    if (!roll_member_unpack(gzip->unpacker, &flow))
        return FALSE;
    gzip->flow.in = flow.in;
    gzip->flow.n_in = flow.n_in;
    gzip->n_text = room - flow.n_out;
    gzip->n_given = 0;
    return TRUE;
}

static gboolean
meet_member(GzipSource *gzip, GError **error)
{
    if (gzip->flow.n_in == 0 && gzip->n_members == 0)
        return fail(gzip, 0, error, "not gzip: the file is empty");
    if (gzip->flow.n_in == 0) {
        gzip->place = AT_END;
        return TRUE;
    }
    if (gzip->n_members > 0 && *gzip->flow.in == 0) {
        gzip->place = IN_PADDING;
        return TRUE;
    }
    if (!roll_gzip_is_magic(gzip->flow.in, gzip->flow.n_in))
        return fail(gzip, offset(gzip), error,
                    gzip->n_members == 0 ? "not gzip" : "bytes behind the end of the gzip data");
    gzip->n_members++;
    gzip->place = IN_MEMBER;
    if (gzip->limits.at_once > 0 && unpack_member(gzip))
        gzip->place = IN_WINDOW;
    else
        roll_inflater_reset(gzip->inflater);
    return TRUE;
}

/* If the file is one sound member whose text may lie in memory.  All else is for the pieces, which
 * tell what is wrong and where. */
static void
unpack_at_once(GzipSource *gzip)
{
    gsize size = gzip->flow.n_in;
    gsize n_text = size < gzip->room ? roll_member_claim(gzip->flow.in, size) : 0;
    RollFlow flow;

    gzip->place = AT_MEMBER;
    if (n_text == 0 || n_text > gzip->limits.at_once ||
        roll_gzip_limit_fault(&gzip->limits, size, n_text) != NULL)
        return;
    gzip->text = new_room(n_text, n_text);
    flow = (RollFlow){gzip->flow.in, size, gzip->text, n_text};
    gzip->n_text = n_text;
    if (gzip->text != NULL && roll_member_unpack(gzip->unpacker, &flow) && flow.n_in == 0 &&
        flow.n_out == 0)
        gzip->place = IN_TEXT;
    else
        g_clear_pointer(&gzip->text, free);
}

/* From @text, as much of it as there is room for; TRUE when that was the last. */
static gboolean
give(GzipSource *gzip, const guint8 *text)
{
    gsize n = MIN(gzip->flow.n_out, gzip->n_text - gzip->n_given);

    memcpy(gzip->flow.out, text + gzip->n_given, n);
    gzip->n_given += n;
    gzip->n_out += n;
    gzip->flow.out += n;
    gzip->flow.n_out -= n;
    return gzip->n_given == gzip->n_text;
}

static gboolean
pass_padding(GzipSource *gzip, GError **error)
{
    if (gzip->flow.n_in == 0)
        gzip->place = AT_END;
    for (; gzip->flow.n_in > 0; gzip->flow.in++, gzip->flow.n_in--) {
        if (*gzip->flow.in != 0)
            return fail(gzip, offset(gzip), error, "bytes behind the end of the gzip data");
    }
    return TRUE;
}

const gchar *
roll_gzip_limit_fault(const RollGzipLimits *limits, guint64 n_in, guint64 n_out)
{
    if (limits->max_bytes > 0 && n_out > limits->max_bytes)
        return "expands to more bytes than allowed";
    if (limits->max_ratio > 0 && n_out > RATIO_GRACE && n_out / limits->max_ratio > n_in)
        return "expands further than a sound export would";
    return NULL;
}

/* A fault of the file, not of a byte: after how many bytes it is seen depends on the reader. */
static gboolean
check_limits(const GzipSource *gzip, GError **error)
{
    const gchar *fault = roll_gzip_limit_fault(&gzip->limits, offset(gzip), gzip->n_out);

    if (fault != NULL)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: %s", gzip->base.name, fault);
    return fault == NULL;
}

/* Without input too: what the last bytes said may still wait for room. */
static gboolean
inflate_some(GzipSource *gzip, GError **error)
{
    gboolean at_end = gzip->flow.n_in == 0;
    gsize room = gzip->flow.n_out;
    RollInflateResult state = roll_inflater_run(gzip->inflater, &gzip->flow);
    const gchar *fault = NULL;

    gzip->n_out += room - gzip->flow.n_out;
    if (!check_limits(gzip, error))
        return FALSE;
    if (at_end && state == ROLL_INFLATE_MORE && gzip->flow.n_out == room)
        return fail(gzip, gzip->n_in, error, "gzip data is cut off");
    if (state == ROLL_INFLATE_FAULT) {
        fault = roll_inflater_fault(gzip->inflater);
        return fail(gzip, offset(gzip), error, fault != NULL ? fault : "damaged gzip data");
    }
    if (state == ROLL_INFLATE_END)
        gzip->place = AT_MEMBER;
    return TRUE;
}

static gboolean
step(GzipSource *gzip, GError **error)
{
    switch (gzip->place) {
    case AT_START:
        unpack_at_once(gzip);
        break;
    case IN_TEXT:
        if (give(gzip, gzip->text))
            gzip->place = AT_END;
        break;
    case IN_WINDOW:
        if (give(gzip, gzip->window))
            gzip->place = AT_MEMBER;
        return check_limits(gzip, error);
    case AT_MEMBER:
        return meet_member(gzip, error);
    case IN_MEMBER:
        return inflate_some(gzip, error);
    case IN_PADDING:
        return pass_padding(gzip, error);
    case AT_END:
        break;
    }
    return TRUE;
}

/* One byte more than allowed is asked for and no further one, so that of a file that is both too
 * large and damaged always the same is told, however much is read at a time. */
static gsize
room_for(const GzipSource *gzip, gsize size)
{
    guint64 allowed = gzip->limits.max_bytes;

    return allowed > 0 ? MIN(size, allowed - gzip->n_out + 1) : size;
}

static gboolean
gzip_read(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    GzipSource *gzip = (GzipSource *)self;

    size = room_for(gzip, size);
    gzip->flow.out = buffer;
    gzip->flow.n_out = size;
    /* Until the buffer is full: a file can have a member a byte. */
    while (gzip->flow.n_out > 0 && gzip->place != AT_END) {
        if (!fill(gzip, error) || !step(gzip, error))
            return FALSE;
    }
    *n_read = size - gzip->flow.n_out;
    return TRUE;
}

static gboolean
gzip_rewind(RollSource *self, GError **error)
{
    GzipSource *gzip = (GzipSource *)self;

    gzip->n_given = 0;
    gzip->n_out = 0;
    gzip->place = gzip->text != NULL ? IN_TEXT : AT_START;
    if (gzip->text != NULL)
        return TRUE;
    gzip->n_members = 0;
    gzip->n_in = 0;
    gzip->flow.n_in = 0;
    return gzip->inner->rewind(gzip->inner, error);
}

static const gchar *
gzip_lend(RollSource *self, gsize n_back, gsize *n)
{
    GzipSource *gzip = (GzipSource *)self;
    gsize begin = gzip->n_given - n_back;

    if (gzip->text == NULL || n_back > gzip->n_given)
        return NULL;
    gzip->n_given = gzip->n_text;
    gzip->place = AT_END;
    *n = gzip->n_text - begin;
    return (const gchar *)gzip->text + begin;
}

static void
gzip_clear(RollSource *self)
{
    GzipSource *gzip = (GzipSource *)self;

    roll_inflater_free(gzip->inflater);
    roll_member_unpacker_free(gzip->unpacker);
    free(gzip->in);
    free(gzip->text);
    g_free(gzip->window);
    roll_source_free(gzip->inner);
}

RollSource *
roll_gzip_source(RollSource *inner, RollGzipLimits limits)
{
    GzipSource *gzip = g_new0(GzipSource, 1);

    gzip->base.name = g_strdup(inner->name);
    gzip->base.read = gzip_read;
    gzip->base.rewind = inner->rewind != NULL ? gzip_rewind : NULL;
    gzip->base.lend = gzip_lend;
    gzip->base.clear = gzip_clear;
    gzip->inner = inner;
    gzip->limits = limits;
    gzip->room = ROLL_GZIP_PIECE;
    if (limits.at_once > 0)
        gzip->room = MAX(ROLL_SOURCE_CHUNK, limits.at_once / PACKED);
    gzip->in = new_room(gzip->room, inner->size);
    if (gzip->in == NULL)
        g_error("no room for %" G_GSIZE_FORMAT " bytes", gzip->room);
    gzip->flow.in = gzip->in;
    gzip->inflater = roll_inflater_new(ROLL_DEFLATE_GZIP);
    gzip->unpacker = roll_member_unpacker_new();
    return &gzip->base;
}

static RollSource *
open_within(const gchar *path, RollGzipLimits limits, gboolean *is_gzip, GError **error)
{
    RollSource *source = roll_source_open(path, error);
    g_autoptr(GBytes) head = NULL;
    gboolean found = FALSE;

    if (source != NULL)
        source = roll_source_peek(source, 2, &head, error);
    if (source == NULL)
        return NULL;
    found = roll_gzip_is_magic(g_bytes_get_data(head, NULL), g_bytes_get_size(head));
    if (is_gzip != NULL)
        *is_gzip = found;
    return found ? roll_gzip_source(source, limits) : source;
}

RollSource *
roll_gzip_open(const gchar *path, gboolean *is_gzip, GError **error)
{
    return open_within(path, ROLL_GZIP_LIMITS, is_gzip, error);
}

RollSource *
roll_gzip_open_pieces(const gchar *path, gboolean *is_gzip, GError **error)
{
    RollGzipLimits limits = ROLL_GZIP_LIMITS;

    limits.at_once = 0;
    return open_within(path, limits, is_gzip, error);
}

/* ---- BGZF: RFC 1952 for the extra field, the SAM specification for what it and the end are ----
 */

#define BGZF_HEAD   64 /* bytes in which the field is looked for */
#define EXTRA_FLAG  4
#define EXTRA_BEGIN 12

static gboolean
is_bgzf(const guint8 *head, gsize size)
{
    gsize end = 0;

    if (size < EXTRA_BEGIN || !roll_gzip_is_magic(head, size) || (head[3] & EXTRA_FLAG) == 0)
        return FALSE;
    end = MIN(size, EXTRA_BEGIN + (gsize)head[10] + (gsize)head[11] * 256);
    for (gsize i = EXTRA_BEGIN; i + 4 <= end;
         i += 4 + (gsize)head[i + 2] + (gsize)head[i + 3] * 256)
        if (head[i] == 'B' && head[i + 1] == 'C' && head[i + 2] == 2 && head[i + 3] == 0)
            return TRUE;
    return FALSE;
}

static gboolean
lacks_end(int fd)
{
    static const guint8 end[] = {0x1f, 0x8b, 8,    4, 0, 0, 0, 0, 0, 0xff, 6, 0, 'B', 'C',
                                 2,    0,    0x1b, 0, 3, 0, 0, 0, 0, 0,    0, 0, 0,   0};
    guint8 bytes[BGZF_HEAD];
    struct stat status = {0};
    gssize n = 0;

    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return FALSE;
    n = pread(fd, bytes, sizeof bytes, 0);
    if (n <= 0 || !is_bgzf(bytes, (gsize)n))
        return FALSE;
    if (status.st_size < (off_t)sizeof end)
        return TRUE;
    n = pread(fd, bytes, sizeof end, status.st_size - (off_t)sizeof end);
    return n == (gssize)sizeof end && memcmp(bytes, end, sizeof end) != 0;
}

gboolean
roll_gzip_lacks_end(const gchar *path)
{
    gboolean lacks = FALSE;
    int fd = -1;

    if (strcmp(path, "-") == 0)
        return lacks_end(STDIN_FILENO);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return FALSE; /* for whoever reads it to tell */
    lacks = lacks_end(fd);
    close(fd);
    return lacks;
}
