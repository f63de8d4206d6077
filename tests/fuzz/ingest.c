/* ingest: a whole export, from its bytes to the stream: every row that is read is written or
 * refused, and what is written is a sound stream of that many records; or the file is refused whole
 * with a fault of the input's kind. */
#include "stages/ingest/ingest.h"

#include <sys/mman.h>
#include <unistd.h>

#include "pipeline/lib/run.h"
#include "tests/fuzz/fuzz.h"

/* By the file's name, which the first byte of an input chooses. */
static const gchar *const names[] = {"it.csv", "it.csv.gz", "thai.csv", "tabs.csv", "wide.csv"};

static const gchar *const profiles[] = {
    "[source]\nkind = attendance\nfiles = thai.csv\nencoding = windows-874\ndelimiter = semicolon\n"
    "[columns]\nofficer_name = Name\nrank = Rank\n[constants]\ncountry = THA\n",
    "[source]\nkind = roll\nfiles = tabs.csv\ndelimiter = tab\n",
    "[source]\nkind = attendance\nfiles = wide.csv\nencoding = UTF-16LE\n"
    "[columns]\nofficer_name = First + Last\nstart_date = Day + Month + Year\n",
};

static const RollStage stage = {.name = "ingest"};

/* What does not change from input to input. */
typedef struct {
    RollFields *fields;
    RollMissing *missing;
    RollUse *use;
    IngestSheet *sheet;
    IngestFonts *fonts;
    IngestZawgyi *zawgyi;
    RollTelling *telling;
} Rules;

static gpointer
load_rules(gpointer none)
{
    g_autoptr(GError) error = NULL;
    Rules *rules = g_new0(Rules, 1);

    (void)none;
    rules->fields = roll_fields_load_with_headers(fuzz_layers(), &error);
    g_assert_no_error(error);
    rules->missing = roll_missing_load(fuzz_layers(), &error);
    g_assert_no_error(error);
    rules->use = roll_use_new(rules->fields);
    rules->sheet = ingest_sheet_load(fuzz_layers(), &error);
    g_assert_no_error(error);
    rules->fonts = ingest_fonts_new(fuzz_layers());
    rules->zawgyi = ingest_zawgyi_new(fuzz_layers());
    rules->telling = roll_telling_new(fuzz_layers());
    return rules;
}

/* The profile that fits @name, or none. */
static RollProfiles *
profiles_for(const gchar *name, const RollFields *fields)
{
    for (guint i = 0; i < G_N_ELEMENTS(profiles); i++) {
        g_autoptr(GError) error = NULL;
        RollProfiles *parsed = roll_profiles_parse("it.ini", profiles[i], fields, &error);

        g_assert_no_error(error);
        if (roll_profiles_find(parsed, name) != NULL || i + 1 == G_N_ELEMENTS(profiles))
            return parsed;
        roll_profiles_free(parsed);
    }
    return NULL;
}

/* The bytes become standard input, since ingest reads files. */
static void
give(FuzzInput input)
{
    int fd = memfd_create("export", MFD_CLOEXEC);

    g_assert_cmpint(fd, >, STDIN_FILENO);
    g_assert_cmpint(write(fd, input.data, input.size), ==, (gssize)input.size);
    g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
    g_assert_cmpint(dup2(fd, STDIN_FILENO), ==, STDIN_FILENO);
    close(fd);
}

static void
begin_run(RollRun *run, GByteArray *stream)
{
    gchar *paths[] = {(gchar[]){"-"}, NULL};

    run->stage = &stage;
    run->main_output = -1;
    run->paths = g_strdupv(paths);
    run->schemas = g_ptr_array_new_with_free_func((GDestroyNotify)roll_schema_unref);
    run->passes = g_array_new(FALSE, FALSE, sizeof(gint));
    run->counts = g_string_new(NULL);
    run->writer = roll_writer_new_packed(roll_sink_memory("it", stream), "ingest");
    roll_run_declare_own(run);
}

static void
check_record(const RollBatch *batch, guint record)
{
    for (guint i = 0; i < roll_schema_n_columns(roll_batch_schema(batch)); i++) {
        RollText value = roll_column_get(roll_batch_column(batch, i), record);

        g_assert_true(g_utf8_validate_len(value.data, value.length, NULL));
    }
}

/* The stream holds what the counts say. */
static void
check_stream(const RollRun *run, const GByteArray *stream)
{
    g_autoptr(GBytes) bytes = g_bytes_new(stream->data, stream->len);
    RollSource *source = roll_source_memory("it", bytes, 0);
    g_autoptr(GError) error = NULL;
    g_autoptr(RollReader) reader = roll_reader_new(&source, 1, &error);
    RollBatch *batch = NULL;
    guint64 n_records = 0;
    guint table = 0;

    g_assert_no_error(error);
    while ((batch = roll_reader_next(reader, &table, &error)) != NULL) {
        for (guint i = 0; i < roll_batch_n_records(batch); i++)
            check_record(batch, i);
        if (g_str_equal(roll_schema_table(roll_reader_table(reader, table)), "records"))
            n_records += roll_batch_n_records(batch);
        roll_batch_unref(batch);
    }
    g_assert_no_error(error);
    g_assert_cmpuint(n_records, ==, run->n_written);
    g_assert_cmpuint(run->n_read, ==, run->n_written + roll_table_n_rows(run->refused));
}

void
fuzz_input(FuzzInput input)
{
    static GOnce once = G_ONCE_INIT;
    const Rules *rules = g_once(&once, load_rules, NULL);
    guint choice = fuzz_byte(&input);
    const gchar *name = names[choice / 2 % G_N_ELEMENTS(names)];
    g_autofree gchar *own = g_strdup(name);
    g_autoptr(GByteArray) stream = g_byte_array_new();
    g_autoptr(GError) error = NULL;
    Ingest ingest = {.raw = choice % 2 == 1,
                     .name = own,
                     .fields = rules->fields,
                     .missing = rules->missing,
                     .use = rules->use,
                     .sheet = rules->sheet,
                     .fonts = rules->fonts,
                     .zawgyi = rules->zawgyi,
                     .telling = rules->telling};
    RollRun run = {.telling = rules->telling};

    give(input);
    ingest.profiles = profiles_for(name, ingest.fields);
    begin_run(&run, stream);
    if (ingest_run(&ingest, &run, &error) && roll_run_flush(&run, &error) &&
        roll_writer_close(run.writer, &error))
        check_stream(&run, stream);
    else
        fuzz_assert_fault(error);
    g_clear_pointer(&ingest.exports, g_ptr_array_unref);
    roll_profiles_free(ingest.profiles);
    run.telling = NULL; /* the rules' */
    roll_run_clear(&run);
}
