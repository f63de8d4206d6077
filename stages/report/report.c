#include "stages/report/report.h"

#include <string.h>

#include "pipeline/lib/inert.h"
#include "stages/report/catalogue_print.h"
#include "stages/report/coordinator.h"
#include "stages/report/explained.h"
#include "stages/report/partner.h"
#include "stages/report/public.h"

#define KEY_BYTES 16 /* at least */

void
report_add_options(gpointer self, GOptionContext *context)
{
    Report *report = self;
    const GOptionEntry entries[] = {
        {"out", 0, 0, G_OPTION_ARG_FILENAME, &report->out, "Folder to write to", "DIR"},
        {"month", 0, 0, G_OPTION_ARG_STRING, &report->month,
         "The month of the report; default: that of the run", "YYYY-MM"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &report->language,
         "Language of the reports, of those in messages/ of the rules; default: en", "LANGUAGE"},
        {"key", 0, 0, G_OPTION_ARG_FILENAME, &report->key_path,
         "Secret key of the partners' hashes, 16 bytes or more; without it they get none", "FILE"},
        {"tables", 0, 0, G_OPTION_ARG_STRING, &report->tables,
         "Print the data dictionary, and write no report: markdown, csv or json", "FORMAT"},
        {"check", 0, 0, G_OPTION_ARG_STRING, &report->checked,
         "Print what the plan in this export clashes with, and write no report", "EXPORT"},
        {"package", 0, 0, G_OPTION_ARG_FILENAME, &report->package,
         "With --check: a partner's package that the plan is held against", "DIR"},
        {0},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

gboolean
report_check_options(gpointer self, GError **error)
{
    const Report *report = self;

    if (report->tables != NULL || report->checked != NULL)
        return TRUE;
    if (!roll_stage_require("--out", report->out, error))
        return FALSE;
    if (report->month == NULL || roll_day_parse_month(roll_text(report->month)) != 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--month: YYYY-MM, not \"%s\"", report->month);
    return FALSE;
}

gboolean
report_prints(gconstpointer self)
{
    const Report *report = self;

    return report->tables != NULL || report->checked != NULL;
}

gboolean
report_needs_no_input(gconstpointer self)
{
    return ((const Report *)self)->tables != NULL;
}

/* The second time for the evidence of some officers, which are known after the first. */
gboolean
report_reads_twice(gconstpointer self)
{
    return !report_prints(self);
}

gboolean
report_print(gpointer self, RollRun *run, GError **error)
{
    const Report *report = self;
    g_autoptr(RollFields) fields = roll_fields_load(roll_run_layers(run), error);
    g_autoptr(GString) text = g_string_new(NULL);

    return fields != NULL && catalogue_print(report->tables, fields, text, error) &&
           roll_run_print(run, text->str, error);
}

static gboolean
read_key(Report *report, GError **error)
{
    g_autoptr(GError) cause = NULL;
    gchar *key = NULL;
    gsize length = 0;

    if (report->key_path == NULL)
        return TRUE;
    if (!g_file_get_contents(report->key_path, &key, &length, &cause)) {
        g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_CONFIG, cause->message);
        return FALSE;
    }
    while (length > 0 && (key[length - 1] == '\n' || key[length - 1] == '\r'))
        length--;
    report->context->key = g_bytes_new_take(key, length);
    if (length >= KEY_BYTES)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: a key has %d bytes or more, not %u",
                report->key_path, KEY_BYTES, (guint)length);
    return FALSE;
}

/* export, row and officer first, so that a comparison with a known truth needs no header. */
static RollSchema *
order_columns(const RollSchema *records)
{
    static const gchar *const first[] = {"export", "row", "officer", NULL};
    g_autoptr(RollSchema) head = roll_schema_new("records", first);
    guint n = roll_schema_n_columns(records);
    g_autofree const gchar **names = g_new0(const gchar *, (gsize)n + 1);

    for (guint i = 0; i < n; i++)
        names[i] = roll_schema_column(records, i);
    return roll_schema_extend(head, names);
}

static gboolean
write_records(gpointer self, const RollBatch *batch, GError **error)
{
    const Report *report = self;
    g_autoptr(RollBatch) written = roll_inert_batch(batch, report->columns, FALSE);

    return roll_writer_write(report->records, report->place, written, error);
}

static gboolean
close_records(gpointer self, GError **error)
{
    return roll_writer_close(((const Report *)self)->records, error);
}

static gboolean
store_batch(gpointer self, const RollBatch *batch, GError **error)
{
    return store_records(((const Report *)self)->store, batch, error);
}

static gboolean
store_rest(gpointer self, GError **error)
{
    return store_tables(((const Report *)self)->store, error);
}

/* Records are written, compressed and stored each by a thread of its own, while this one reads. */
static gboolean
open_records(Report *report, const RollSchema *records, gboolean is_threaded, GError **error)
{
    report->columns = order_columns(records);
    report->records = report_csv_new(report->coordinator, "records", is_threaded, error);
    if (report->records == NULL)
        return FALSE;
    report->place = roll_writer_declare(report->records, report->columns);
    report->store = store_new(report->context, report->columns, report->coordinator, error);
    if (report->store == NULL)
        return FALSE;
    report->write_lane = lane_new(write_records, report, is_threaded);
    report->store_lane = lane_new(store_batch, report, is_threaded);
    return TRUE;
}

/* A run that is complete has a sum over its reports: others in their place would belie it. */
static gboolean
is_open(const gchar *folder, GError **error)
{
    g_autofree gchar *sums = g_build_filename(folder, "archive", "manifest.sha256", NULL);

    if (!g_file_test(sums, G_FILE_TEST_EXISTS))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO,
                "%s: is a run, whose reports are never written over; give --out another folder",
                folder);
    return FALSE;
}

gboolean
report_open(gpointer self, RollRun *run, GError **error)
{
    Report *report = self;
    RollSchema *records = roll_run_input(run, "records");

    if (records == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "the input has no table \"records\"");
        return FALSE;
    }
    report->context = report_context_new(roll_run_layers(run),
                                         report->language != NULL ? report->language : "en", error);
    if (report->context == NULL || !read_key(report, error))
        return FALSE;
    for (guint i = 0; coordinator_tables[i] != NULL; i++) {
        RollSchema *schema = roll_run_input(run, coordinator_tables[i]);

        if (schema == NULL || schema == records)
            continue;
        if (!catalogue_check(schema, error))
            return FALSE;
        report_tables_declare(report->context->tables, schema);
    }
    if (report->checked != NULL) {
        report->check = check_new(report->context, report->checked);
        return report->package == NULL || check_read_package(report->check, report->package, error);
    }
    if (!is_open(report->out, error))
        return FALSE;
    report->context->evidence = evidence_reading_new();
    report->coordinator = g_build_filename(report->out, "coordinator", NULL);
    return report_make_folder(report->coordinator, error) &&
           open_records(report, records, roll_run_jobs(run) > 1, error);
}

gboolean
report_batch(gpointer self, G_GNUC_UNUSED RollRun *run, const RollBatch *batch, GError **error)
{
    Report *report = self;
    const gchar *table = roll_schema_table(roll_batch_schema(batch));

    if (report->context->evidence != NULL)
        evidence_look(report->context->evidence, table, batch);
    if (strcmp(table, "deliveries") == 0) {
        report_context_deliver(report->context, batch);
        return TRUE;
    }
    if (strcmp(table, "records") != 0) {
        if (report_tables_find(report->context->tables, table) != NULL)
            report_tables_add(report->context->tables, batch);
        return TRUE;
    }
    if (report->check != NULL) {
        check_add(report->check, batch);
        return TRUE;
    }
    return lane_give(report->write_lane, batch, error) &&
           lane_give(report->store_lane, batch, error);
}

/* What the lanes have left is done while the stream is read a second time. */
gboolean
report_settle(gpointer self, G_GNUC_UNUSED RollRun *run, GError **error)
{
    Report *report = self;

    if (report->check != NULL)
        return TRUE;
    if (!lane_end(report->write_lane, close_records, error) ||
        !lane_end(report->store_lane, store_rest, error))
        return FALSE;
    explained_choose(report->context);
    return TRUE;
}

gboolean
report_rewrite(gpointer self, G_GNUC_UNUSED RollRun *run, const RollBatch *batch,
               G_GNUC_UNUSED GError **error)
{
    const Report *report = self;

    if (report->context->evidence != NULL)
        evidence_pick(report->context->evidence, roll_schema_table(roll_batch_schema(batch)),
                      batch);
    return TRUE;
}

/* ---- what is written once everything is there ---- */

static gboolean
finish_store(gconstpointer self, G_GNUC_UNUSED gconstpointer what, GError **error)
{
    const Report *report = self;

    return lane_finish(report->store_lane, error) && store_finish(report->store, error);
}

static gboolean
write_partner(gconstpointer self, gconstpointer what, GError **error)
{
    const Report *report = self;
    g_autofree gchar *name = report_folder_name(what);
    g_autofree gchar *folder = g_build_filename(report->out, "partners", name, NULL);

    return partner_write(report->context, what, folder, error);
}

static gboolean
write_public(gconstpointer self, G_GNUC_UNUSED gconstpointer what, GError **error)
{
    const Report *report = self;
    g_autofree gchar *folder = g_build_filename(report->out, "public", NULL);

    return public_write(report->context, folder, error);
}

/* One thread more than there are cores for: files are synced when they are whole, and while one
 * waits for the disk another goes on. */
static gboolean
write_all(const Report *report, RollRun *run, GError **error)
{
    guint jobs = roll_run_jobs(run);
    g_autoptr(GPtrArray) partners = partner_list(report->context);
    g_autoptr(RollTasks) tasks = roll_tasks_new();
    Coordinator coordinator = {report->context, report->columns, report->coordinator};

    roll_tasks_add(tasks, finish_store, report, NULL);
    coordinator_add(&coordinator, tasks);
    for (guint i = 0; i < partners->len; i++)
        roll_tasks_add(tasks, write_partner, report, g_ptr_array_index(partners, i));
    roll_tasks_add(tasks, write_public, report, NULL);
    coordinator_add_rest(&coordinator, tasks);
    roll_run_count(run, "partners", partners->len);
    if (roll_messages_n_missing(report->context->messages) > 0)
        roll_run_count(run, "messages_in_english",
                       roll_messages_n_missing(report->context->messages));
    return roll_tasks_run(tasks, jobs > 1 ? jobs + 1 : 1, error);
}

static gboolean
print_check(const Report *report, RollRun *run, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    report_context_date(report->context, report->month);
    return check_print(report->check, text, error) && roll_run_print(run, text->str, error);
}

gboolean
report_finish(gpointer self, RollRun *run, GError **error)
{
    Report *report = self;

    if (report->check != NULL)
        return print_check(report, run, error);
    if (report->context->evidence != NULL)
        evidence_settle(report->context->evidence);
    if (!lane_finish(report->write_lane, error))
        return FALSE;
    report_context_date(report->context, report->month);
    return write_all(report, run, error);
}

void
report_clear(gpointer self)
{
    Report *report = self;

    lane_free(report->write_lane); /* before what they write to */
    lane_free(report->store_lane);
    g_free(report->out);
    g_free(report->month);
    g_free(report->language);
    g_free(report->key_path);
    g_free(report->tables);
    g_free(report->checked);
    g_free(report->package);
    check_free(report->check);
    g_free(report->coordinator);
    store_free(report->store);
    report_context_free(report->context);
    roll_writer_free(report->records);
    roll_schema_unref(report->columns);
}
