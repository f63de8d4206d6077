/* GitLab's code quality report: a JSON array, an object a finding.
 *
 * A fingerprint must be told once in a report.  Ours knows an export by its name, wherever it lies,
 * so the path goes into those that GitLab gets. */
#include <string.h>

#include "pipeline/findings_formats.h"
#include "pipeline/lib/json.h"
#include "pipeline/lib/text.h"

static const gchar *const severities[] = {"info", "minor", "major"};

static gchar *
fingerprint_of(const FindingsOfFile *file, const gchar *const *row)
{
    g_autofree gchar *text = g_strjoin("\n", file->path, row[FINDING_FINGERPRINT], NULL);
    gchar *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);

    hex[strlen(row[FINDING_FINGERPRINT])] = '\0';
    return hex;
}

static void
put_finding(JsonText *json, const FindingsOfFile *file, const gchar *const *row)
{
    g_autofree gchar *sentence = findings_sentence(row);
    g_autofree gchar *fingerprint = fingerprint_of(file, row);
    g_autoptr(GString) path = g_string_new(NULL);

    roll_text_printable(roll_text(file->path), path);
    json_text_object(json, NULL);
    json_text_string(json, "description", sentence);
    json_text_string(json, "check_name", row[FINDING_ID]);
    json_text_string(json, "fingerprint", fingerprint);
    json_text_string(json, "severity", severities[findings_severity(row)]);
    json_text_object(json, "location");
    json_text_string(json, "path", path->str);
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
