#include "pipeline/verify.h"

#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/text.h"
#include "pipeline/manifest.h"
#include "pipeline/tree.h"

typedef struct {
    const VerifyPlace *place;
    const GPtrArray *manifest;
    GPtrArray *tree;     /* of TreeEntry: what is there */
    GHashTable *by_path; /* the same, by path */
    GPtrArray *found;    /* of ManifestEntry: what is there and listed, with the sum it has now */
    Verification *result;
} Verifier;

/* What people and their programs put beside the reports by using them.  Never so in the archive,
 * where a file more is one that the next rollcall reads. */
static const struct {
    const gchar *pattern; /* of a name; the folder does not matter but for decisions */
    const gchar *folder;
    const gchar *what;
} added[] = {
    {"decisions*.csv", "coordinator",
     "decisions that review.html saved; they count once the next run has them by --decisions"},
    {".~lock.*#", NULL,
     "the lock of a spreadsheet program, which has the file open or was stopped"},
    {"~$*", NULL, "the lock of a spreadsheet program, which has the file open or was stopped"},
    {".DS_Store", NULL, "a file manager's notes on the folder"},
    {"Thumbs.db", NULL, "a file manager's notes on the folder"},
    {"desktop.ini", NULL, "a file manager's notes on the folder"},
};

static gboolean
is_below(const gchar *path, const gchar *folder)
{
    gsize length = strlen(folder);

    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

static gboolean
is_asked(const Verifier *verifier, const gchar *path)
{
    const gchar *const *folders = verifier->place->folders;

    for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
        if (is_below(path, folders[i]))
            return TRUE;
    return folders == NULL;
}

static void
tell(Verifier *verifier, const gchar *path, VerifyState state, const gchar *fault)
{
    Verification *result = verifier->result;

    result->n[state]++;
    if (state == VERIFY_SOUND)
        return;
    if (state != VERIFY_ADDED && is_below(path, ARCHIVE))
        result->archive_is_sound = FALSE;
    if (state != VERIFY_ADDED && is_below(path, ARCHIVE_INPUTS))
        result->inputs_are_sound = FALSE;
    roll_text_printable(roll_text(verifier->place->called), result->told);
    g_string_append_c(result->told, '/');
    roll_text_printable(roll_text(path), result->told);
    g_string_append(result->told, ": ");
    roll_text_printable(roll_text(fault), result->told);
    g_string_append_c(result->told, '\n');
}

/* ---- what the manifest lists ---- */

/* The folder above @path that is none but a link; NULL: it lies in folders. */
static const TreeEntry *
link_above(const Verifier *verifier, const gchar *path)
{
    g_autofree gchar *folder = g_path_get_dirname(path);

    while (strcmp(folder, ".") != 0) {
        const TreeEntry *entry = g_hash_table_lookup(verifier->by_path, folder);
        gchar *above = g_path_get_dirname(folder);

        g_free(folder);
        folder = above;
        if (entry != NULL)
            return entry->is_folder ? NULL : entry;
    }
    return NULL;
}

static void
tell_absent(Verifier *verifier, const gchar *path)
{
    const TreeEntry *entry = g_hash_table_lookup(verifier->by_path, path);
    const TreeEntry *link = entry == NULL ? link_above(verifier, path) : NULL;
    g_autofree gchar *fault = NULL;

    if (entry == NULL && link == NULL) {
        tell(verifier, path, VERIFY_MISSING, verifier->place->missing);
        return;
    }
    fault = entry == NULL ? g_strdup_printf("is not looked at: %s is no folder, and may lead out "
                                            "of the run",
                                            link->path)
                          : g_strdup(entry->is_folder ? "is a folder, not a file"
                                                      : "is a link or a device, not a file");
    tell(verifier, path, VERIFY_DAMAGED, fault);
}

static void
tell_found(Verifier *verifier, const ManifestEntry *listed, const ManifestEntry *found)
{
    const gchar *path = listed->path;
    g_autofree gchar *full = g_build_filename(verifier->place->root, path, NULL);
    g_autofree gchar *fault = NULL;

    if (found->error == NULL && strcmp(found->sum, listed->sum) == 0)
        tell(verifier, path, VERIFY_SOUND, NULL);
    else if (found->error == NULL)
        tell(verifier, path, VERIFY_DAMAGED, verifier->place->damaged);
    else if (g_error_matches(found->error, ROLL_ERROR, ROLL_ERROR_DATA))
        tell(verifier, path, VERIFY_MISSING, verifier->place->missing);
    else {
        const gchar *message = found->error->message;
        gsize n_known = g_str_has_prefix(message, full) ? strlen(full) + strlen(": ") : 0;

        fault = g_strconcat("cannot be read: ", message + n_known, NULL);
        tell(verifier, path, VERIFY_UNREADABLE, fault);
    }
}

static void
find_listed(Verifier *verifier)
{
    for (guint i = 0; i < verifier->manifest->len; i++) {
        const ManifestEntry *listed = verifier->manifest->pdata[i];
        const TreeEntry *entry = g_hash_table_lookup(verifier->by_path, listed->path);

        if (entry != NULL && entry->is_regular && is_asked(verifier, listed->path))
            g_ptr_array_add(verifier->found, manifest_entry_new(listed->path));
    }
}

/* What was found stands in the order of the manifest. */
static void
tell_listed(Verifier *verifier)
{
    guint n_told = 0;

    for (guint i = 0; i < verifier->manifest->len; i++) {
        const ManifestEntry *listed = verifier->manifest->pdata[i];
        const ManifestEntry *found =
            n_told < verifier->found->len ? verifier->found->pdata[n_told] : NULL;

        if (!is_asked(verifier, listed->path))
            continue;
        if (found == NULL || strcmp(found->path, listed->path) != 0) {
            tell_absent(verifier, listed->path);
            continue;
        }
        n_told++;
        tell_found(verifier, listed, found);
    }
}

/* ---- what it does not list ---- */

/* What it is that a person's use has added; NULL: nothing of the kind. */
static const gchar *
added_what(const TreeEntry *entry)
{
    g_autofree gchar *name = g_path_get_basename(entry->path);
    g_autofree gchar *folder = g_path_get_dirname(entry->path);

    if (!entry->is_regular || is_below(entry->path, ARCHIVE))
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(added); i++)
        if (g_pattern_match_simple(added[i].pattern, name) &&
            (added[i].folder == NULL || strcmp(added[i].folder, folder) == 0))
            return added[i].what;
    return NULL;
}

static void
tell_unlisted(Verifier *verifier, const TreeEntry *entry)
{
    const gchar *what = added_what(entry);
    g_autofree gchar *fault =
        what != NULL        ? g_strconcat("is not of the run, and no fault: ", what, NULL)
        : entry->is_regular ? g_strdup(verifier->place->extra)
                            : g_strconcat(verifier->place->extra, ": a link or a device", NULL);

    tell(verifier, entry->path, what != NULL ? VERIFY_ADDED : VERIFY_EXTRA, fault);
}

static void
tell_rest(Verifier *verifier)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < verifier->manifest->len; i++)
        g_hash_table_add(known, ((const ManifestEntry *)verifier->manifest->pdata[i])->path);
    for (guint i = 0; i < verifier->tree->len; i++) {
        const TreeEntry *entry = verifier->tree->pdata[i];
        gboolean is_manifest = entry->is_regular && strcmp(entry->path, ARCHIVE_MANIFEST) == 0;

        if (!entry->is_folder && !is_manifest && is_asked(verifier, entry->path) &&
            !g_hash_table_contains(known, entry->path))
            tell_unlisted(verifier, entry);
    }
}

/* ---- the whole ---- */

gboolean
verify(const VerifyPlace *place, const GPtrArray *manifest, Verification *verification,
       GError **error)
{
    g_autoptr(GPtrArray) tree = tree_list(place->root, error);
    g_autoptr(GPtrArray) found = manifest_entries_new();
    g_autoptr(GHashTable) by_path = g_hash_table_new(g_str_hash, g_str_equal);
    Verifier verifier = {place, manifest, tree, by_path, found, verification};

    if (tree == NULL)
        return FALSE;
    for (guint i = 0; i < tree->len; i++)
        g_hash_table_insert(by_path, ((TreeEntry *)tree->pdata[i])->path, tree->pdata[i]);
    verification->told = g_string_new(NULL);
    verification->archive_is_sound = TRUE;
    verification->inputs_are_sound = TRUE;
    find_listed(&verifier);
    manifest_take_sums(place->root, found, place->jobs);
    tell_listed(&verifier);
    tell_rest(&verifier);
    return TRUE;
}

gboolean
verify_run(const gchar *root, const gchar *const *folders, Verification *verification,
           GError **error)
{
    VerifyPlace place = {.root = root,
                         .called = root,
                         .folders = folders,
                         .damaged = "is damaged: its sum is not the manifest's",
                         .missing = "is missing",
                         .extra = "is extra: the manifest does not list it",
                         .jobs = g_get_num_processors()};
    g_autoptr(GPtrArray) manifest = manifest_read(root, error);

    return manifest != NULL && verify(&place, manifest, verification, error);
}

gint
verification_status(const Verification *verification)
{
    const guint *n = verification->n;

    if (n[VERIFY_DAMAGED] + n[VERIFY_MISSING] + n[VERIFY_EXTRA] > 0)
        return ROLL_ERROR_DATA;
    return n[VERIFY_UNREADABLE] > 0 ? ROLL_ERROR_IO : 0;
}

void
verification_clear(Verification *verification)
{
    if (verification->told != NULL)
        g_string_free(verification->told, TRUE);
    verification->told = NULL;
}
