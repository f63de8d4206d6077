#include "stages/report/context.h"

#include <string.h>

#include "pipeline/lib/province.h"
#include "stages/report/outline.h"

#define VERSION_DIGITS 12

/* ---- the rules, and what they hash to ---- */

/* Hashes name and content of every file of @folder that has rules: by layer, then by name, so that
 * it does not matter where the layers lie. */
static void
hash_files(const RollLayers *layers, const gchar *folder, const gchar *suffix, GChecksum *checksum)
{
    g_autoptr(GPtrArray) paths = roll_layers_list(layers, folder, suffix);

    for (guint i = 0; i < paths->len; i++) {
        g_autofree gchar *file = g_path_get_basename(g_ptr_array_index(paths, i));
        g_autofree gchar *name = g_build_filename(folder, file, NULL);
        g_autofree gchar *text = NULL;
        gsize length = 0;

        g_checksum_update(checksum, (const guchar *)name, (gssize)strlen(name) + 1);
        if (g_file_get_contents(g_ptr_array_index(paths, i), &text, &length, NULL))
            g_checksum_update(checksum, (const guchar *)text, (gssize)length);
    }
}

/* Messages are among them: with the same version the same inputs become the same reports, pages and
 * workbooks too. */
static gchar *
hash_rules(const RollLayers *layers)
{
    g_autoptr(GPtrArray) folders = roll_layers_folders(layers);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

    for (guint i = 0; i < folders->len; i++) {
        hash_files(layers, g_ptr_array_index(folders, i), ".ini", checksum);
        hash_files(layers, g_ptr_array_index(folders, i), ".csv", checksum);
    }
    return g_strndup(g_checksum_get_string(checksum), VERSION_DIGITS);
}

ReportContext *
report_context_new(const RollLayers *layers, const gchar *language, GError **error)
{
    g_autoptr(ReportContext) context = g_new0(ReportContext, 1);

    context->tables = report_tables_new();
    context->month = g_strdup("");
    context->date = g_strdup("");
    context->rules_version = hash_rules(layers);
    context->places = roll_codes_load(layers, &roll_codes_places_outlined, error);
    if (context->places == NULL || !outline_check(context->places, error))
        return NULL;
    context->courses = roll_codes_load(layers, &roll_codes_courses, error);
    if (context->courses == NULL)
        return NULL;
    context->organisations = roll_codes_load(layers, &roll_codes_organisations, error);
    if (context->organisations == NULL)
        return NULL;
    context->messages = messages_load(layers, language, error);
    if (context->messages == NULL)
        return NULL;
    context->english = messages_load(layers, "en", error);
    if (context->english == NULL)
        return NULL;
    context->fields = roll_fields_load(layers, error);
    if (context->fields == NULL)
        return NULL;
    return g_steal_pointer(&context);
}

void
report_context_free(ReportContext *context)
{
    if (context == NULL)
        return;
    report_tables_free(context->tables);
    roll_codes_free(context->places);
    roll_codes_free(context->courses);
    roll_codes_free(context->organisations);
    roll_fields_free(context->fields);
    roll_messages_free(context->messages);
    roll_messages_free(context->english);
    evidence_reading_free(context->evidence);
    g_free(context->month);
    g_free(context->date);
    g_free(context->rules_version);
    g_clear_pointer(&context->delivered, g_hash_table_unref);
    g_clear_pointer(&context->key, g_bytes_unref);
    g_free(context);
}

void
report_context_deliver(ReportContext *context, const RollBatch *batch)
{
    if (context->delivered == NULL)
        context->delivered = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint record = 0; record < roll_batch_n_records(batch); record++)
        g_hash_table_add(context->delivered, g_strdup(roll_batch_get(batch, "file", record).data));
}

void
report_context_date(ReportContext *context, const gchar *month)
{
    ReportRow row = report_rows(context->tables, "months");
    gchar date[ROLL_DAY_MAX];

    if (month == NULL)
        while (report_next(&row))
            month = report_string(&row, "month");
    context->as_of = month != NULL ? roll_day_parse_month(roll_text(month)) : 0;
    roll_day_format(context->as_of, date);
    g_free(context->date);
    g_free(context->month);
    context->date = g_strdup(date);
    context->month = g_strndup(date, 7);
}

gboolean
report_is_shareable(const ReportContext *context, const gchar *field)
{
    const RollField *known = roll_fields_find(context->fields, field);

    return known != NULL && !known->personal;
}

ReportStamp
report_context_stamp(const ReportContext *context)
{
    return (ReportStamp){context->month, context->date, context->rules_version};
}

/* ---- names ---- */

static const gchar *
name_of(const RollCodes *codes, const gchar *id)
{
    const RollCode *code = roll_codes_find(codes, id);

    return code != NULL ? roll_code_name(code) : id;
}

const gchar *
report_place(const ReportContext *context, const gchar *code)
{
    return name_of(context->places, code);
}

const gchar *
report_topic(const ReportContext *context, const gchar *code)
{
    return name_of(context->courses, code);
}

const gchar *
report_organisation(const ReportContext *context, const gchar *code)
{
    return name_of(context->organisations, code);
}

const gchar *
report_place_local(const ReportContext *context, const gchar *id)
{
    const RollCode *code = roll_codes_find(context->places, id);
    const gchar *const *names = code != NULL ? roll_code_list(code, "local") : NULL;

    return names != NULL && names[0] != NULL ? names[0] : "";
}

const gchar *
report_country(const ReportContext *context, const gchar *id)
{
    const RollCode *code = roll_codes_find(context->places, id);

    return code != NULL ? name_of(context->places, roll_code_text(code, "country")) : "";
}

const gchar *
report_contact(const ReportContext *context, const gchar *organisation)
{
    const RollCode *code = roll_codes_find(context->organisations, organisation);

    return code != NULL ? roll_code_text(code, "contact") : "";
}

gboolean
report_is_delivered(const ReportContext *context, const ReportRow *row)
{
    return context->delivered == NULL ||
           g_hash_table_contains(context->delivered, report_string(row, "file"));
}

const gchar *
report_province(const ReportContext *context, const RollCode *code)
{
    return roll_code_number(code, "level") == 1
               ? roll_province_of_day(context->places, roll_code_id(code), context->as_of)
               : NULL;
}

guint
report_n_provinces(const ReportContext *context)
{
    g_autoptr(GHashTable) countries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ReportRow row = report_rows(context->tables, "coverage_gaps");
    guint n = 0;

    while (report_next(&row)) {
        const RollCode *code = roll_codes_find(context->places, report_string(&row, "adm1_code"));

        if (code != NULL)
            g_hash_table_add(countries, g_strdup(roll_code_text(code, "country")));
    }
    for (guint i = 0; i < roll_codes_n(context->places); i++) {
        const RollCode *code = roll_codes_at(context->places, i);

        /* a code made of others (Bago of its halves) would count its land twice */
        n += g_strcmp0(report_province(context, code), roll_code_id(code)) == 0 &&
             roll_code_list(code, "parts")[0] == NULL &&
             g_hash_table_contains(countries, roll_code_text(code, "country"));
    }
    return n;
}
