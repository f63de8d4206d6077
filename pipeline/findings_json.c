/* The form of rollcall's own; findings.schema.json describes it. */
#include "pipeline/findings_formats.h"
#include "pipeline/lib/json.h"

#define VERSION 1 /* grows when a key changes its meaning or goes */

static void
put_count(JsonText *json, FindingsCount count)
{
    json_text_number(json, "errors", count.n[ROLL_SEVERITY_ERROR]);
    json_text_number(json, "warnings", count.n[ROLL_SEVERITY_WARNING]);
    json_text_number(json, "notes", count.n[ROLL_SEVERITY_INFO]);
}

static void
put_number(JsonText *json, const gchar *key, const gchar *const *row, guint cell)
{
    if (*row[cell] != '\0')
        json_text_number(json, key, findings_number(row, cell));
}

static void
put_finding(JsonText *json, const gchar *const *row, gboolean shows_values)
{
    json_text_object(json, NULL);
    json_text_string(json, "id", row[FINDING_ID]);
    json_text_string(json, "severity", row[FINDING_SEVERITY]);
    put_number(json, "line", row, FINDING_LINE);
    put_number(json, "row", row, FINDING_ROW);
    json_text_string_if(json, "column", row[FINDING_COLUMN]);
    json_text_string_if(json, "letter", row[FINDING_LETTER]);
    json_text_string_if(json, "field", row[FINDING_FIELD]);
    if (shows_values)
        json_text_string_if(json, "value", row[FINDING_VALUE]);
    json_text_string_if(json, "expected", row[FINDING_EXPECTED]);
    json_text_string(json, "message", row[FINDING_MESSAGE]);
    json_text_string_if(json, "hint", row[FINDING_HINT]);
    json_text_string(json, "fingerprint", row[FINDING_FINGERPRINT]);
    json_text_end(json);
}

static void
put_file(JsonText *json, const FindingsOfFile *file, gboolean shows_values)
{
    json_text_object(json, NULL);
    json_text_string(json, "path", file->name);
    json_text_flag(json, "readable", file->unread == NULL);
    json_text_number(json, "rows", file->n_read);
    json_text_number(json, "refused", file->n_refused);
    json_text_number(json, "known", file->n_known);
    put_count(json, findings_count(file));
    json_text_array(json, "findings");
    for (guint i = 0; i < file->rows->len; i++)
        put_finding(json, findings_row(file, i), shows_values);
    json_text_end(json);
    json_text_end(json);
}

void
findings_print_json(const FindingsReport *report, GString *out)
{
    JsonText *json = json_text_new();

    json_text_object(json, NULL);
    json_text_number(json, "version", VERSION);
    put_count(json, findings_count_all(report));
    json_text_array(json, "files");
    for (guint i = 0; i < report->files->len; i++)
        put_file(json, report->files->pdata[i], report->shows_values);
    json_text_end(json);
    json_text_end(json);
    json_text_finish(json, out);
}
