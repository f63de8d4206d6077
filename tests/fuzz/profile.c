/* profile: a source profile is read, or its fault is told with file and line; what was read serves
 * to look for an export. */
#include "pipeline/lib/profile.h"

#include "pipeline/lib/error.h"
#include "tests/fuzz/fuzz.h"

static gpointer
load_fields(gpointer none)
{
    g_autoptr(GError) error = NULL;
    RollFields *fields = roll_fields_load(fuzz_layers(), &error);

    (void)none;
    g_assert_no_error(error);
    return fields;
}

void
fuzz_input(FuzzInput input)
{
    static GOnce fields = G_ONCE_INIT;
    g_autofree gchar *text = fuzz_text(input);
    g_autoptr(GError) error = NULL;
    g_autoptr(RollProfiles) profiles =
        roll_profiles_parse("it.ini", text, g_once(&fields, load_fields, NULL), &error);
    const RollProfile *profile = NULL;

    if (profiles == NULL) {
        g_assert_true(g_error_matches(error, ROLL_ERROR, ROLL_ERROR_CONFIG));
        g_assert_true(g_str_has_prefix(error->message, "it.ini:"));
        return;
    }
    profile = roll_profiles_find(profiles, "org-attendance-2026-09.csv.gz");
    if (profile == NULL)
        return;
    g_assert_cmpstr(profile->name, ==, "it");
    for (guint i = 0; i < profile->mappings->len; i++)
        g_assert_nonnull(g_array_index(profile->mappings, RollMapping, i).columns[0]);
}
