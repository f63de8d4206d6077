#include "pipeline/lib/charset.h"

#include <dlfcn.h>
#include <uchardet/uchardet.h>

#include "pipeline/lib/error.h"

#define LIBRARY "libuchardet.so.0"

/* What is used of the library.  It brings the C++ one along, and the two take a third of the time
 * in which a short export is read: so it is opened when it is asked, which is once in a run at
 * most. */
typedef struct {
    __typeof__(&uchardet_new) make;
    __typeof__(&uchardet_handle_data) handle_data;
    __typeof__(&uchardet_data_end) data_end;
    __typeof__(&uchardet_get_charset) get_charset;
    __typeof__(&uchardet_delete) delete;
} Library;

/* @function: where a pointer to it goes. */
static gboolean
find(void *handle, const gchar *name, gpointer function, GError **error)
{
    void *found = dlsym(handle, name);

    if (found == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s", dlerror());
        return FALSE;
    }
    memcpy(function, &found, sizeof found);
    return TRUE;
}

/* It stays open to the end of the process. */
static gboolean
open_library(Library *library, GError **error)
{
    void *handle = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);

    if (handle == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO,
                    "what suggests encodings cannot be opened: %s", dlerror());
        return FALSE;
    }
    return find(handle, "uchardet_new", &library->make, error) &&
           find(handle, "uchardet_handle_data", &library->handle_data, error) &&
           find(handle, "uchardet_data_end", &library->data_end, error) &&
           find(handle, "uchardet_get_charset", &library->get_charset, error) &&
           find(handle, "uchardet_delete", &library->delete, error);
}

/* An encoding that the languages of the region are written in, by the name of the one that has all
 * of its letters and more; NULL for any other, which short texts are often taken for. */
static const gchar *
known(const gchar *charset)
{
    static const struct {
        const gchar *told;
        const gchar *wide;
    } encodings[] = {
        {"TIS-620", "windows-874"},
        {"ISO-8859-11", "windows-874"},
        {"ISO-8859-1", "windows-1252"},
        {"ISO-8859-15", "windows-1252"},
        {"WINDOWS-1252", "windows-1252"},
        {"WINDOWS-1258", "windows-1258"},
        {"VISCII", "VISCII"},
        {"GB18030", "GB18030"},
        {"GB2312", "GB18030"},
        {"BIG5", "BIG5"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        if (g_ascii_strcasecmp(charset, encodings[i].told) == 0)
            return encodings[i].wide;
    }
    return NULL;
}

static gboolean
is_text_in(RollText bytes, const gchar *charset)
{
    g_autofree gchar *text =
        g_convert(bytes.data, (gssize)bytes.length, "UTF-8", charset, NULL, NULL, NULL);

    return text != NULL;
}

gboolean
roll_charset_suggest(RollText bytes, gchar **suggestion, GError **error)
{
    Library library = {0};
    uchardet_t detector = NULL;
    const gchar *charset = NULL;

    if (!open_library(&library, error))
        return FALSE;
    detector = library.make();
    library.handle_data(detector, bytes.data, bytes.length);
    library.data_end(detector);
    charset = known(library.get_charset(detector));
    *suggestion = charset != NULL && is_text_in(bytes, charset) ? g_strdup(charset) : NULL;
    library.delete(detector);
    return TRUE;
}
