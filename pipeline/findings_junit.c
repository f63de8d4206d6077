/* JUnit's XML: a suite a file, a test case for each kind of finding in it; one that found errors or
 * warnings has failed.  There are no times in it. */
#include <string.h>

#include "pipeline/finding_kinds.h"
#include "pipeline/findings_formats.h"

static void
append_escaped(GString *out, const gchar *text)
{
    g_autofree gchar *escaped = g_markup_escape_text(text, -1);

    g_string_append(out, escaped);
}

/* One kind of finding in a file. */
typedef struct {
    const gchar *id;
    RollSeverity severity; /* the worst */
    guint n;
    GString *text; /* a line each */
} Case;

static void
free_case(gpointer data)
{
    Case *one = data;

    g_string_free(one->text, TRUE);
    g_free(one);
}

static Case *
case_of(GPtrArray *cases, const gchar *id)
{
    Case *one = NULL;

    for (guint i = 0; i < cases->len; i++) {
        one = cases->pdata[i];
        if (strcmp(one->id, id) == 0)
            return one;
    }
    one = g_new0(Case, 1);
    one->id = id;
    one->text = g_string_new(NULL);
    g_ptr_array_add(cases, one);
    return one;
}

static GPtrArray *
cases_of(const FindingsOfFile *file)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(free_case);

    for (guint i = 0; i < file->rows->len; i++) {
        const gchar *const *row = findings_row(file, i);
        Case *one = case_of(cases, row[FINDING_ID]);
        g_autofree gchar *sentence = findings_sentence(row);

        one->n++;
        one->severity = MAX(one->severity, findings_severity(row));
        g_string_append_printf(one->text, "%s\n", sentence);
    }
    return cases;
}

static void
append_case(GString *out, const FindingsOfFile *file, const Case *one)
{
    const FindingKind *kind = finding_kind(one->id);
    gboolean has_failed = one->severity > ROLL_SEVERITY_INFO;

    g_string_append(out, "    <testcase classname=\"");
    append_escaped(out, file->name);
    g_string_append_printf(out, "\" name=\"%s\" time=\"0\">\n", one->id);
    if (has_failed) {
        g_string_append_printf(out, "      <failure type=\"%s\" message=\"%u: ",
                               roll_severity_name(one->severity), one->n);
        append_escaped(out, kind != NULL ? kind->title : one->id);
        g_string_append(out, "\">");
    } else {
        g_string_append(out, "      <system-out>");
    }
    append_escaped(out, one->text->str);
    g_string_append(out, has_failed ? "</failure>\n" : "</system-out>\n");
    g_string_append(out, "    </testcase>\n");
}

static void
append_suite(GString *out, const FindingsOfFile *file)
{
    g_autoptr(GPtrArray) cases = cases_of(file);
    guint n_failed = 0;

    for (guint i = 0; i < cases->len; i++)
        n_failed += ((const Case *)cases->pdata[i])->severity > ROLL_SEVERITY_INFO;
    g_string_append(out, "  <testsuite name=\"");
    append_escaped(out, file->name);
    g_string_append_printf(out, "\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"0\">\n",
                           MAX(cases->len, 1), n_failed);
    for (guint i = 0; i < cases->len; i++)
        append_case(out, file, cases->pdata[i]);
    if (cases->len == 0) { /* a suite without a case would be taken for one that did not run */
        g_string_append(out, "    <testcase classname=\"");
        append_escaped(out, file->name);
        g_string_append(out, "\" name=\"nothing-found\" time=\"0\"/>\n");
    }
    g_string_append(out, "  </testsuite>\n");
}

void
findings_print_junit(const FindingsReport *report, GString *out)
{
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<testsuites name=\"rollcall validate\">\n");
    for (guint i = 0; i < report->files->len; i++)
        append_suite(out, report->files->pdata[i]);
    g_string_append(out, "</testsuites>\n");
}
