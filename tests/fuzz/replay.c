/* replay: gives every file below its arguments to a harness, once; in place of libFuzzer.  Prints
 * TAP. */
#include <stdio.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

typedef struct {
    const gchar *name; /* of the harness */
    guint n_files;
} Replay;

static void
replay_file(Replay *replay, const gchar *path)
{
    g_autofree gchar *bytes = NULL;
    g_autoptr(GError) error = NULL;
    gsize size = 0;

    if (!g_file_get_contents(path, &bytes, &size, &error)) {
        (void)printf("not ok - fuzz/%s: %s\n", replay->name, error->message);
        return;
    }
    /* A harness that crashes leaves the name of the file behind. */
    (void)printf("# %s\n", path);
    (void)fflush(stdout);
    fuzz_input((FuzzInput){(const guint8 *)bytes, size});
    replay->n_files++;
}

static void
replay_folder(Replay *replay, const gchar *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const gchar *name = NULL;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree gchar *path = g_build_filename(folder, name, NULL);

        replay_file(replay, path);
    }
}

int
main(int argc, char **argv)
{
    Replay replay = {.name = strrchr(argv[0], '/') != NULL ? strrchr(argv[0], '/') + 1 : argv[0]};

    for (int i = 1; i < argc; i++) {
        if (g_file_test(argv[i], G_FILE_TEST_IS_DIR))
            replay_folder(&replay, argv[i]);
        else
            replay_file(&replay, argv[i]);
    }
    (void)printf("%s - fuzz/%s: %u inputs\n", replay.n_files > 0 ? "ok" : "not ok", replay.name,
                 replay.n_files);
    return replay.n_files > 0 ? 0 : 1;
}
