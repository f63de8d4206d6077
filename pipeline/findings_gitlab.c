/* GitLab's code quality report: a JSON array, an object a finding. */
#include "pipeline/findings_formats.h"
#include "pipeline/lib/json.h"

static const gchar *const severities[] = {"info", "minor", "major"};

static void
put_finding(JsonText *json, const FindingsOfFile *file, const gchar *const *row)
{
    g_autofree gchar *sentence = findings_sentence(row);

    json_text_object(json, NULL);
    json_text_string(json, "description", sentence);
    json_text_string(json, "check_name", row[FINDING_ID]);
    json_text_string(json, "fingerprint", row[FINDING_FINGERPRINT]);
    json_text_string(json, "severity", severities[findings_severity(row)]);
    json_text_object(json, "location");
    json_text_string(json, "path", file->path);
    json_text_object(json, "lines");
    json_text_number(json, "begin", MAX(findings_number(row, FINDING_LINE), 1));
    json_text_end(json);
    json_text_end(json);
    json_text_end(json);
}

void
findings_print_gitlab(const FindingsReport *report, GString *out)
{
    JsonText *json = json_text_new();

    json_text_array(json, NULL);
    for (guint i = 0; i < report->files->len; i++) {
        const FindingsOfFile *file = report->files->pdata[i];

        for (guint j = 0; j < file->rows->len; j++)
            put_finding(json, file, findings_row(file, j));
    }
    json_text_end(json);
    json_text_finish(json, out);
}
