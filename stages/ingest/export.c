#include "stages/ingest/export.h"

#include <string.h>

#include "pipeline/lib/source.h"
#include "stages/ingest/encoding.h"
#include "stages/ingest/extra.h"
#include "stages/ingest/note.h"
#include "stages/ingest/text.h"

/* A text in another encoding is told as such, whatever its header looks like. */
static gboolean
find_header(IngestExport *export, const IngestRules *rules, GBytes *bytes, GError **error)
{
    IngestHead head = {.bytes = bytes, .is_whole = g_bytes_get_size(bytes) < INGEST_HEAD_BYTES};
    GError *cause = NULL;

    export->header = ingest_header_find(bytes, &export->habit, export->notes, &cause);
    head.has_header = export->header != NULL;
    if (!ingest_encoding_check(&head, rules->raw ? NULL : rules->fonts, error)) {
        g_clear_error(&cause);
        return FALSE;
    }
    if (cause != NULL)
        g_propagate_error(error, cause);
    return export->header != NULL;
}

static void
tell_organisation(const IngestExport *export)
{
    IngestNote *note = NULL;

    if (export->habit.raw || ingest_export_has(export, "organisation"))
        return;
    note = ingest_note(export->notes, ROLL_SEVERITY_WARNING, "no-organisation", "message");
    note->hint = "hint";
}

static gboolean
map_columns(IngestExport *export, GError **error)
{
    const IngestHeader *header = export->header;
    guint n_before = export->notes->len;

    if (!export->habit.raw)
        ingest_labels_check(header->labels, export->notes);
    export->mapping = ingest_mapping_new(&export->habit, header->labels, export->notes, error);
    if (export->mapping == NULL) {
        g_prefix_error(error, "%s: line %" G_GUINT64_FORMAT ": ", export->path, header->line);
        return FALSE;
    }
    if (!export->habit.raw)
        ingest_extra_tell(&export->habit, header->labels, export->mapping, export->notes);
    for (guint i = n_before; i < export->notes->len; i++) {
        IngestNote *note = g_ptr_array_index(export->notes, i);

        note->line = header->line;
        note->row = header->row;
    }
    tell_organisation(export);
    return TRUE;
}

static gboolean
find_zawgyi(IngestExport *export, const IngestRules *rules, GBytes *head, GError **error)
{
    const IngestZawgyiText text = {head, export->header, export->mapping};

    return rules->raw ||
           ingest_zawgyi_find(rules->zawgyi, &text, export->notes, &export->zawgyi, error);
}

static gboolean
read_head(IngestExport *export, const IngestRules *rules, RollSource *text, GError **error)
{
    g_autoptr(GBytes) head = NULL;
    g_autoptr(RollSource) source = roll_source_peek(text, INGEST_HEAD_BYTES, &head, error);

    if (source == NULL)
        return FALSE;
    if (!find_header(export, rules, head, error)) {
        g_prefix_error(error, "%s: ", source->name);
        return FALSE;
    }
    export->reader =
        roll_csv_reader_new(g_steal_pointer(&source), export->header->delimiter, ROLL_CSV_LIMITS);
    roll_csv_reader_set_quotes(export->reader, export->header->quotes);
    return map_columns(export, error) && find_zawgyi(export, rules, head, error);
}

IngestExport *
ingest_export_open(const IngestRules *rules, const gchar *path, const gchar *file, GError **error)
{
    g_autoptr(IngestExport) export = g_new0(IngestExport, 1);
    RollSource *text = NULL;

    export->path = g_strdup(path);
    export->file = g_strdup(file);
    export->name = roll_source_stem(file);
    export->notes = ingest_notes_new();
    export->habit.fields = rules->fields;
    export->sheet = rules->sheet;
    export->habit.raw = rules->raw;
    export->habit.zawgyi = rules->raw ? NULL : rules->zawgyi;
    export->habit.profile = rules->profile;
    export->habit.telling = rules->telling;
    if (rules->profile == NULL && !rules->raw)
        export->habit.profile = roll_profiles_find(rules->profiles, file);
    text = ingest_text_open(path, file, export->habit.profile, export->notes, error);
    if (text == NULL || !read_head(export, rules, text, error))
        return NULL;
    return g_steal_pointer(&export);
}

static const gchar *
profile_constant(const RollProfile *profile, const gchar *column)
{
    for (guint i = 0; profile != NULL && i < profile->constants->len; i++) {
        const RollConstant *constant = &g_array_index(profile->constants, RollConstant, i);

        if (strcmp(constant->field->name, column) == 0)
            return constant->value;
    }
    return NULL;
}

const gchar *
ingest_export_constant(const IngestExport *export, const gchar *column)
{
    const RollProfile *profile = export->habit.profile;

    if (strcmp(column, "export") == 0)
        return export->name;
    if (strcmp(column, "file") == 0)
        return export->file;
    if (export->habit.raw)
        return NULL;
    /* Rules of another register may have a field of that name, which then is what they say. */
    if (strcmp(column, "kind") == 0 && ingest_mapping_find(export->mapping, column) == NULL)
        return roll_kind_name(profile != NULL ? profile->kind : ROLL_KIND_ATTENDANCE);
    if (strcmp(column, "organisation") == 0 && profile != NULL && profile->organisation[0] != '\0')
        return profile->organisation;
    return profile_constant(profile, column);
}

gboolean
ingest_export_has(const IngestExport *export, const gchar *column)
{
    return ingest_export_constant(export, column) != NULL ||
           ingest_mapping_find(export->mapping, column) != NULL;
}

gboolean
ingest_export_is_zawgyi(const IngestExport *export, const IngestColumn *column)
{
    guint place = 0;

    return export->zawgyi != NULL && g_ptr_array_find(export->mapping, column, &place) &&
           export->zawgyi[place] != 0;
}

void
ingest_export_free(IngestExport *export)
{
    if (export == NULL)
        return;
    g_free(export->path);
    g_free(export->file);
    g_free(export->name);
    g_free(export->zawgyi);
    g_clear_pointer(&export->notes, g_ptr_array_unref);
    g_clear_pointer(&export->header, ingest_header_free);
    g_clear_pointer(&export->mapping, g_ptr_array_unref);
    g_clear_pointer(&export->reader, roll_csv_reader_free);
    g_free(export);
}
