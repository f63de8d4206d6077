#include "stages/ingest/absent.h"

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/finding.h"

#define MAX_NAMED 20 /* of thousands of columns, nobody reads more */

/* What the header and the profile have that the other has not. */
typedef struct {
    GPtrArray *absent;  /* headers of the profile; not owned */
    GArray *unexpected; /* of guint: places in the header */
    GPtrArray *headers; /* folded headers of those, NULL-terminated; not owned */
} Difference;

static void
difference_clear(Difference *difference)
{
    g_ptr_array_unref(difference->absent);
    g_array_unref(difference->unexpected);
    g_ptr_array_unref(difference->headers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Difference, difference_clear)

static void
find_absent(const RollProfile *profile, const IngestLabels *labels, gboolean *is_named,
            GPtrArray *absent)
{
    for (guint i = 0; i < profile->mappings->len; i++) {
        const RollMapping *mapping = &g_array_index(profile->mappings, RollMapping, i);

        for (guint j = 0; mapping->columns[j] != NULL; j++) {
            guint place = ingest_labels_find(labels, mapping->columns[j]);

            if (place != INGEST_NOWHERE)
                is_named[place] = TRUE;
            else if (!g_ptr_array_find_with_equal_func(absent, mapping->columns[j], g_str_equal,
                                                       NULL))
                g_ptr_array_add(absent, mapping->columns[j]);
        }
    }
}

static void
append_place(const IngestLabels *labels, guint place, GString *out)
{
    gchar letters[8];

    roll_column_letters(place + 1, letters);
    g_string_append_printf(out, "\"%s\" (%s)", labels->labels[place], letters);
}

static void
append_more(guint n, GString *out)
{
    if (n > MAX_NAMED)
        g_string_append_printf(out, " and %u more", n - MAX_NAMED);
}

static void
append_unexpected(const IngestLabels *labels, const GArray *unexpected, GString *out)
{
    for (guint i = 0; i < MIN(unexpected->len, MAX_NAMED); i++) {
        g_string_append(out, i == 0 ? "; not named there: " : ", ");
        append_place(labels, g_array_index(unexpected, guint, i), out);
    }
    append_more(unexpected->len, out);
}

/* "has "Rank titel" (B) become "Rank Title"?" */
static void
append_likely(const IngestLabels *labels, const Difference *difference, GString *out)
{
    for (guint i = 0; i < MIN(difference->absent->len, MAX_NAMED); i++) {
        const gchar *absent = g_ptr_array_index(difference->absent, i);
        g_autofree gchar *folded = roll_header_fold(absent);
        const gchar *nearest =
            roll_nearest(folded, (const gchar *const *)difference->headers->pdata);
        guint at = 0;

        if (nearest == NULL || !g_ptr_array_find(difference->headers, nearest, &at))
            continue;
        g_string_append_printf(out, "; has \"%s\" become ", absent);
        append_place(labels, g_array_index(difference->unexpected, guint, at), out);
        g_string_append_c(out, '?');
    }
}

static void
append_absent(const GPtrArray *absent, GString *out)
{
    for (guint i = 0; i < MIN(absent->len, MAX_NAMED); i++)
        g_string_append_printf(out, "%s\"%s\"", i > 0 ? ", " : "",
                               (const gchar *)g_ptr_array_index(absent, i));
}

static void
complain(const RollProfile *profile, const IngestLabels *labels, const Difference *difference,
         GError **error)
{
    g_autoptr(GString) message = g_string_new(NULL);

    append_absent(difference->absent, message);
    append_more(difference->absent->len, message);
    append_unexpected(labels, difference->unexpected, message);
    append_likely(labels, difference, message);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "columns that source profile %s names are not in the header: %s", profile->name,
                message->str);
}

gboolean
ingest_absent_check(const RollProfile *profile, const IngestLabels *labels, GError **error)
{
    g_autofree gboolean *is_named = g_new0(gboolean, (gsize)labels->n + 1);
    g_auto(Difference) difference = {g_ptr_array_new(), g_array_new(FALSE, FALSE, sizeof(guint)),
                                     g_ptr_array_new()};

    find_absent(profile, labels, is_named, difference.absent);
    if (difference.absent->len == 0)
        return TRUE;
    for (guint i = 0; i < labels->n; i++) {
        if (is_named[i] || labels->labels[i][0] == '\0')
            continue;
        g_array_append_val(difference.unexpected, i);
        g_ptr_array_add(difference.headers, labels->folded[i]);
    }
    g_ptr_array_add(difference.headers, NULL);
    complain(profile, labels, &difference, error);
    return FALSE;
}

void
ingest_absent_name(const RollProfile *profile, const IngestLabels *labels, RollValues *values)
{
    g_autofree gboolean *is_named = g_new0(gboolean, (gsize)labels->n + 1);
    g_autoptr(GPtrArray) absent = g_ptr_array_new();
    g_autoptr(GString) columns = g_string_new(NULL);

    find_absent(profile, labels, is_named, absent);
    append_absent(absent, columns);
    roll_values_set(values, "columns", columns->str);
    roll_values_set_number(values, "more", absent->len > MAX_NAMED ? absent->len - MAX_NAMED : 0);
}
