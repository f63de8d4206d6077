#include "pipeline/findings_formats.h"

#include <string.h>

const FindingsFormat findings_formats[] = {
    {"text", findings_print_text, FALSE},
    {"json", findings_print_json, TRUE},
    {"junit", findings_print_junit, TRUE},
    {"sarif", findings_print_sarif, TRUE},
    {"github", findings_print_github, TRUE},
    {"gitlab", findings_print_gitlab, TRUE},
    {NULL, NULL, FALSE},
};

const FindingsFormat *
findings_format(const gchar *name)
{
    for (const FindingsFormat *format = findings_formats; format->name != NULL; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}
