/* SARIF 2.1.0, by OASIS: what code scanning services and editors read. */
#include <string.h>

#include "pipeline/finding_kinds.h"
#include "pipeline/findings_formats.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/json.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static const gchar *const levels[] = {"note", "warning", "error"};

static void
put_text(JsonText *json, const gchar *key, const gchar *text)
{
    json_text_object(json, key);
    json_text_string(json, "text", text);
    json_text_end(json);
}

/* ---- what is told: kinds of findings, and the exports ---- */

static gboolean
occurs(const FindingsReport *report, const gchar *id)
{
    for (guint i = 0; i < report->files->len; i++) {
        const FindingsOfFile *file = report->files->pdata[i];

        for (guint j = 0; j < file->rows->len; j++)
            if (strcmp(findings_row(file, j)[FINDING_ID], id) == 0)
                return TRUE;
    }
    return FALSE;
}

static void
put_rule(JsonText *json, const FindingKind *kind)
{
    g_autofree gchar *whole = g_strdup_printf("For example: %s.", kind->example);

    json_text_object(json, NULL);
    json_text_string(json, "id", kind->id);
    put_text(json, "shortDescription", kind->title);
    put_text(json, "fullDescription", whole);
    put_text(json, "help", kind->mend);
    json_text_object(json, "defaultConfiguration");
    json_text_string(json, "level", levels[kind->worst]);
    json_text_end(json);
    json_text_end(json);
}

/* Of the kinds that occur. */
static void
put_rules(JsonText *json, const FindingsReport *report)
{
    json_text_array(json, "rules");
    for (const FindingKind *kind = finding_kinds; kind->id != NULL; kind++)
        if (occurs(report, kind->id))
            put_rule(json, kind);
    json_text_end(json);
}

static void
put_tool(JsonText *json, const FindingsReport *report)
{
    json_text_object(json, "tool");
    json_text_object(json, "driver");
    json_text_string(json, "name", "rollcall");
    json_text_string(json, "version", ROLL_VERSION);
    put_rules(json, report);
    json_text_end(json);
    json_text_end(json);
}

/* Where the repository is, only the service knows: paths in it stay relative. */
static void
put_artifact(JsonText *json, const gchar *key, const FindingsOfFile *file)
{
    g_autofree gchar *escaped = g_uri_escape_string(file->path, "/", FALSE);
    g_autofree gchar *uri =
        g_strconcat(g_path_is_absolute(file->path) ? "file://" : "", escaped, NULL);

    json_text_object(json, key);
    json_text_string(json, "uri", uri);
    json_text_end(json);
}

static void
put_artifacts(JsonText *json, const FindingsReport *report)
{
    json_text_array(json, "artifacts");
    for (guint i = 0; i < report->files->len; i++) {
        json_text_object(json, NULL);
        put_artifact(json, "location", report->files->pdata[i]);
        json_text_end(json);
    }
    json_text_end(json);
}

/* Findings are a success of the tool; an export that it could not read is none. */
static void
put_invocation(JsonText *json, const FindingsReport *report)
{
    json_text_array(json, "invocations");
    json_text_object(json, NULL);
    json_text_flag(json, "executionSuccessful", report->exit_status <= ROLL_ERROR_FINDINGS);
    json_text_number(json, "exitCode", (guint64)report->exit_status);
    json_text_end(json);
    json_text_end(json);
}

/* ---- the findings ---- */

/* The line, as editors count them; a spreadsheet has rows and letters: its cell is told by name. */
static void
put_location(JsonText *json, const FindingsOfFile *file, const gchar *const *row)
{
    g_autofree gchar *cell = g_strconcat(row[FINDING_LETTER], row[FINDING_ROW], NULL);

    json_text_array(json, "locations");
    json_text_object(json, NULL);
    json_text_object(json, "physicalLocation");
    put_artifact(json, "artifactLocation", file);
    if (*row[FINDING_LINE] != '\0') {
        json_text_object(json, "region");
        json_text_number(json, "startLine", findings_number(row, FINDING_LINE));
        json_text_end(json);
    }
    json_text_end(json);
    if (*row[FINDING_LETTER] != '\0' && *row[FINDING_ROW] != '\0') {
        json_text_array(json, "logicalLocations");
        json_text_object(json, NULL);
        json_text_string(json, "name", row[FINDING_COLUMN]);
        json_text_string(json, "fullyQualifiedName", cell);
        json_text_string(json, "kind", "cell");
        json_text_end(json);
        json_text_end(json);
    }
    json_text_end(json);
    json_text_end(json);
}

static void
put_result(JsonText *json, const FindingsOfFile *file, const gchar *const *row,
           gboolean shows_values)
{
    g_autofree gchar *sentence = findings_sentence(row);
    g_autoptr(GString) text = g_string_new(sentence);

    if (shows_values && *row[FINDING_VALUE] != '\0')
        g_string_append_printf(text, ": \"%s\"", row[FINDING_VALUE]);
    json_text_object(json, NULL);
    json_text_string(json, "ruleId", row[FINDING_ID]);
    json_text_string(json, "level", levels[findings_severity(row)]);
    put_text(json, "message", text->str);
    put_location(json, file, row);
    json_text_object(json, "partialFingerprints");
    json_text_string(json, "rollcall/v1", row[FINDING_FINGERPRINT]);
    json_text_end(json);
    json_text_end(json);
}

static void
put_results(JsonText *json, const FindingsReport *report)
{
    json_text_array(json, "results");
    for (guint i = 0; i < report->files->len; i++) {
        const FindingsOfFile *file = report->files->pdata[i];

        for (guint j = 0; j < file->rows->len; j++)
            put_result(json, file, findings_row(file, j), report->shows_values);
    }
    json_text_end(json);
}

void
findings_print_sarif(const FindingsReport *report, GString *out)
{
    JsonText *json = json_text_new();

    json_text_object(json, NULL);
    json_text_string(json, "$schema", SCHEMA);
    json_text_string(json, "version", "2.1.0");
    json_text_array(json, "runs");
    json_text_object(json, NULL);
    put_tool(json, report);
    put_invocation(json, report);
    put_artifacts(json, report);
    put_results(json, report);
    json_text_string(json, "columnKind", "unicodeCodePoints");
    json_text_end(json);
    json_text_end(json);
    json_text_end(json);
    json_text_finish(json, out);
}
