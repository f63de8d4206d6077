#include "pipeline/lib/codes_check.h"

#include <string.h>

#include "pipeline/lib/codes_near.h"
#include "pipeline/lib/error.h"

#define LEAST_LETTERS 3 /* of a code that may be a slip of another */

static gboolean
has(const RollCode *code, const RollCodeKey *key)
{
    return roll_code_list(code, key->name)[0] != NULL;
}

static gboolean
check_codes_of(const RollCodes *codes, const RollCode *code, const RollCodeKey *key, GError **error)
{
    const gchar *const *id = roll_code_list(code, key->name);

    for (; *id != NULL; id++) {
        if (roll_codes_find(codes, *id) != NULL)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: [%s] %s: there is no code \"%s\"",
                    roll_code_place(code), roll_code_id(code), key->name, *id);
        return FALSE;
    }
    return TRUE;
}

/* Most often an alias for a code that is misspelt, and so makes a new one. */
static gboolean
check_needed(const RollCode *code, GError **error)
{
    for (const RollCodeKey *key = roll_code_keys(code); key->name != NULL; key++) {
        if (!key->is_needed || has(code, key))
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "%s: [%s]: this code stands in no other file, so it is a new one and needs "
                    "a line \"%s = ...\"; or is the code misspelt?",
                    roll_code_place(code), roll_code_id(code), key->name);
        return FALSE;
    }
    return TRUE;
}

static gboolean
check_keys(const RollCodes *codes, const RollCode *code, GError **error)
{
    for (const RollCodeKey *key = roll_code_keys(code); key->name != NULL; key++)
        if (key->type == ROLL_CODE_CODES && !check_codes_of(codes, code, key, error))
            return FALSE;
    return TRUE;
}

/* ---- slips ---- */

/* Whether a rule file says more of the code than what else it is called. */
static gboolean
is_told(const RollCode *code)
{
    for (const RollCodeKey *key = roll_code_keys(code); key->name != NULL; key++)
        if ((key->type == ROLL_CODE_CODES || g_str_equal(key->name, "name")) && has(code, key))
            return TRUE;
    return FALSE;
}

static gchar *
fold_id(const RollCode *code)
{
    GString *folded = g_string_new(NULL);

    roll_codes_fold_name(roll_text(roll_code_id(code)), folded);
    return g_string_free(folded, FALSE);
}

/* The known code that the one of the folded id @folded may be a slip of; NULL: none. */
static const RollCode *
slip_of(const RollCodes *codes, const gchar *folded)
{
    for (guint i = 0; i < roll_codes_n(codes); i++) {
        const RollCode *known = roll_codes_at(codes, i);
        g_autofree gchar *other = fold_id(known);

        if (is_told(known) && roll_codes_are_near(folded, other, LEAST_LETTERS))
            return known;
    }
    return NULL;
}

static gboolean
check_slip(const RollCodes *codes, const RollCode *code, const gchar *folded, GError **error)
{
    const RollCode *known = is_told(code) ? NULL : slip_of(codes, folded);

    if (known == NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                "%s: [%s]: this code stands in no other file; did you mean [%s]? A new one needs a "
                "line \"name = ...\"",
                roll_code_place(code), roll_code_id(code), roll_code_id(known));
    return FALSE;
}

static gboolean
refuse_same(const RollCode *code, const RollCode *same, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                "%s: [%s]: but for letter case, blanks and accents this is [%s] of %s: write both "
                "in the same way",
                roll_code_place(code), roll_code_id(code), roll_code_id(same),
                roll_code_place(same));
    return FALSE;
}

gboolean
roll_codes_check(const RollCodes *codes, GError **error)
{
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < roll_codes_n(codes); i++) {
        const RollCode *code = roll_codes_at(codes, i);
        gchar *folded = fold_id(code);
        guint same = GPOINTER_TO_UINT(g_hash_table_lookup(places, folded)); /* 0: none */
        gboolean sound = check_needed(code, error) && check_keys(codes, code, error) &&
                         (same == 0 || refuse_same(code, roll_codes_at(codes, same - 1), error)) &&
                         check_slip(codes, code, folded, error);

        g_hash_table_replace(places, folded, GUINT_TO_POINTER(i + 1));
        if (!sound)
            return FALSE;
    }
    return TRUE;
}

/* Behind the last colon two digits, and a letter or none. */
static gboolean
has_place(const gchar *id)
{
    const gchar *place = strrchr(id, ':');

    return place != NULL && place != id && g_ascii_isdigit(place[1]) && g_ascii_isdigit(place[2]) &&
           (place[3] == '\0' || (g_ascii_islower(place[3]) && place[4] == '\0'));
}

gboolean
roll_codes_check_ranks(const RollCodes *codes, GError **error)
{
    if (!roll_codes_check(codes, error))
        return FALSE;
    for (guint i = 0; i < roll_codes_n(codes); i++) {
        const RollCode *code = roll_codes_at(codes, i);

        if (has_place(roll_code_id(code)))
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "%s: [%s]: a rank's code is its service, a colon and its place in the scale, "
                    "as KHM-police:02, or 02a for one between 02 and 03",
                    roll_code_place(code), roll_code_id(code));
        return FALSE;
    }
    return TRUE;
}
