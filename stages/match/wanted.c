#include "stages/match/wanted.h"

#include "pipeline/lib/decision.h"
#include "pipeline/lib/error.h"
#include "stages/match/identity.h"

typedef struct {
    guint32 a; /* a <= b */
    guint32 b;
    gboolean is_met;
} Want;

struct MatchWanted {
    GArray *wants;     /* of Want, in the order in which they were asked for, each once */
    GHashTable *place; /* guint64, both identities -> guint: among wants, + 1 */
};

static guint64
key_of(guint32 a, guint32 b)
{
    return (guint64)a << 32 | b;
}

MatchWanted *
match_wanted_new(void)
{
    MatchWanted *wanted = g_new0(MatchWanted, 1);

    wanted->wants = g_array_new(FALSE, FALSE, sizeof(Want));
    wanted->place = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    return wanted;
}

static void
add(MatchWanted *wanted, guint32 x, guint32 y)
{
    Want want = {.a = MIN(x, y), .b = MAX(x, y)};
    guint64 key = key_of(want.a, want.b);

    if (g_hash_table_contains(wanted->place, &key))
        return;
    g_array_append_val(wanted->wants, want);
    g_hash_table_insert(wanted->place, g_memdup2(&key, sizeof key),
                        GUINT_TO_POINTER(wanted->wants->len));
}

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

gboolean
match_wanted_add_pairs(MatchWanted *wanted, const gchar *const *pairs, const GArray *of_record,
                       GError **error)
{
    for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++) {
        g_auto(GStrv) ends = g_strsplit(pairs[i], ":", 2);
        guint32 x = 0;
        guint32 y = 0;

        if (!read_record(ends[0], of_record, &x, error) ||
            !read_record(ends[0] != NULL ? ends[1] : NULL, of_record, &y, error))
            return FALSE;
        add(wanted, x, y);
    }
    return TRUE;
}

static guint32
identity_of(guint record, const GArray *of_record)
{
    return record < of_record->len ? g_array_index(of_record, guint32, record) : MATCH_NO_IDENTITY;
}

void
match_wanted_add_decided(MatchWanted *wanted, const GPtrArray *decisions,
                         const RollDecided *decided, const GArray *of_record)
{
    for (guint i = 0; i < decisions->len; i++) {
        const RollDecision *decision = decisions->pdata[i];
        const guint *records = roll_decided_records(decided, i);
        guint32 x = identity_of(records[0], of_record);
        guint32 y = identity_of(records[1], of_record);

        if (decision->verdict != ROLL_DECISION_UNSURE && x != MATCH_NO_IDENTITY &&
            y != MATCH_NO_IDENTITY && x != y)
            add(wanted, x, y);
    }
}

void
match_wanted_met(MatchWanted *wanted, guint32 a, guint32 b)
{
    guint64 key = key_of(a, b);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(wanted->place, &key));

    if (place > 0)
        g_array_index(wanted->wants, Want, place - 1).is_met = TRUE;
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
    g_hash_table_unref(wanted->place);
    g_free(wanted);
}
