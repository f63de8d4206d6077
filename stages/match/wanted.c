#include "stages/match/wanted.h"

#include "pipeline/lib/error.h"
#include "stages/match/identity.h"

typedef struct {
    guint32 a; /* a <= b */
    guint32 b;
    gboolean is_met;
} Want;

struct MatchWanted {
    GArray *wants; /* of Want */
};

static gboolean
read_record(const gchar *text, const GArray *of_record, guint32 *identity, GError **error)
{
    guint64 number = 0;

    if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 1, of_record->len, &number, NULL)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "--pair: A:B are two records, 1 to %u; \"%s\" is none", of_record->len,
                    text != NULL ? text : "");
        return FALSE;
    }
    *identity = g_array_index(of_record, guint32, number - 1);
    if (*identity != MATCH_NO_IDENTITY)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "--pair: record %s names nobody and is not compared", text);
    return FALSE;
}

MatchWanted *
match_wanted_new(const gchar *const *pairs, const GArray *of_record, GError **error)
{
    g_autoptr(MatchWanted) wanted = g_new0(MatchWanted, 1);

    wanted->wants = g_array_new(FALSE, FALSE, sizeof(Want));
    for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++) {
        g_auto(GStrv) ends = g_strsplit(pairs[i], ":", 2);
        guint32 x = 0;
        guint32 y = 0;
        Want want = {0};

        if (!read_record(ends[0], of_record, &x, error) ||
            !read_record(ends[0] != NULL ? ends[1] : NULL, of_record, &y, error))
            return NULL;
        want.a = MIN(x, y);
        want.b = MAX(x, y);
        g_array_append_val(wanted->wants, want);
    }
    return g_steal_pointer(&wanted);
}

void
match_wanted_met(MatchWanted *wanted, guint32 a, guint32 b)
{
    for (guint i = 0; i < wanted->wants->len; i++) {
        Want *want = &g_array_index(wanted->wants, Want, i);

        want->is_met |= want->a == a && want->b == b;
    }
}

guint
match_wanted_n(const MatchWanted *wanted)
{
    return wanted->wants->len;
}

gboolean
match_wanted_at(const MatchWanted *wanted, guint index, guint32 *a, guint32 *b)
{
    const Want *want = &g_array_index(wanted->wants, Want, index);

    *a = want->a;
    *b = want->b;
    return !want->is_met;
}

void
match_wanted_free(MatchWanted *wanted)
{
    if (wanted == NULL)
        return;
    g_array_unref(wanted->wants);
    g_free(wanted);
}
