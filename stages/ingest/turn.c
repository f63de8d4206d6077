#include "stages/ingest/turn.h"

#include <string.h>

#include "stages/ingest/absent.h"
#include "stages/ingest/note.h"

struct IngestTurn {
    IngestExport *export;
    gboolean has_turned; /* then what follows is owned, else the export's */
    IngestHeader *header;
    GPtrArray *mapping;
    guint8 *zawgyi;
};

IngestTurn *
ingest_turn_new(IngestExport *export)
{
    IngestTurn *turn = g_new0(IngestTurn, 1);

    turn->export = export;
    turn->header = export->header;
    turn->mapping = export->mapping;
    turn->zawgyi = export->zawgyi;
    return turn;
}

void
ingest_turn_free(IngestTurn *turn)
{
    if (turn == NULL)
        return;
    if (turn->has_turned) {
        ingest_header_free(turn->header);
        g_ptr_array_unref(turn->mapping);
        g_free(turn->zawgyi);
    }
    g_free(turn);
}

/* The texts of @from, which belong to @labels, in the order of @to. */
static gchar **
reorder(const IngestLabels *labels, gchar *const *from, const IngestLabels *to)
{
    gchar **texts = from != NULL ? g_new0(gchar *, (gsize)to->n + 1) : NULL;

    for (guint i = 0; texts != NULL && i < to->n; i++) {
        guint place = ingest_labels_find(labels, to->labels[i]);

        texts[i] = g_strdup(to->labels[i][0] != '\0' && place != INGEST_NOWHERE ? from[place] : "");
    }
    return texts;
}

static IngestHeader *
header_of(const IngestTurn *turn, const RollCsvRow *row)
{
    IngestHeader *header = g_new0(IngestHeader, 1);

    *header = *turn->header;
    header->line = row->line;
    header->row = row->row;
    header->last_line = row->line;
    header->labels = ingest_labels_new(row);
    header->labels->second =
        reorder(turn->header->labels, turn->header->labels->second, header->labels);
    header->labels->third =
        reorder(turn->header->labels, turn->header->labels->third, header->labels);
    header->labels->tags =
        reorder(turn->header->labels, turn->header->labels->tags, header->labels);
    return header;
}

static GPtrArray *
map(const IngestTurn *turn, const IngestHeader *header, GPtrArray *notes, GError **error)
{
    return ingest_mapping_new(&turn->export->habit, header->labels, notes, error);
}

static gboolean
set_doubt(RollValues *doubt, const gchar *sentence)
{
    roll_values_add_part(doubt, "doubt", sentence);
    return TRUE;
}

/* Two columns of which one only can be taken leave a doubt; so does one that was not there: the
 * records have no column for it. */
static gboolean
has_doubt(const IngestTurn *turn, const GPtrArray *mapping, const GPtrArray *notes,
          RollValues *doubt)
{
    for (guint i = 0; i < notes->len; i++) {
        const IngestNote *note = g_ptr_array_index(notes, i);

        if (g_str_has_prefix(note->id, "duplicate-"))
            return set_doubt(doubt, "doubt-twice");
    }
    for (guint i = 0; i < mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(mapping, i);

        if (ingest_mapping_find(turn->mapping, column->name) != NULL)
            continue;
        set_doubt(doubt, "doubt-field");
        roll_values_set(doubt, "field", column->name);
        return TRUE;
    }
    return mapping->len == 0 && set_doubt(doubt, "doubt-unknown");
}

IngestHeader *
ingest_turn_try(const IngestTurn *turn, const RollCsvRow *row, RollValues *doubt)
{
    g_autoptr(IngestHeader) header = header_of(turn, row);
    g_autoptr(GPtrArray) notes = ingest_notes_new();
    g_autoptr(GPtrArray) mapping = NULL;

    ingest_labels_check(header->labels, notes);
    mapping = map(turn, header, notes, NULL);
    if (mapping != NULL)
        return has_doubt(turn, mapping, notes, doubt) ? NULL : g_steal_pointer(&header);
    set_doubt(doubt, "doubt-profile");
    ingest_absent_name(turn->export->habit.profile, header->labels, doubt);
    return NULL;
}

/* A column is in Zawgyi where the first header's column of that field was. */
static guint8 *
zawgyi_of(const IngestTurn *turn, const GPtrArray *mapping)
{
    guint8 *zawgyi = turn->zawgyi != NULL ? g_new0(guint8, mapping->len + 1) : NULL;

    for (guint i = 0; zawgyi != NULL && i < mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(mapping, i);
        guint place = 0;

        if (g_ptr_array_find(turn->mapping, ingest_mapping_find(turn->mapping, column->name),
                             &place))
            zawgyi[i] = turn->zawgyi[place];
    }
    return zawgyi;
}

static gchar *
lacking(const IngestTurn *turn, const GPtrArray *mapping)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < turn->mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(turn->mapping, i);

        if (ingest_mapping_find(mapping, column->name) == NULL)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", column->name);
    }
    return g_string_free(names, names->len == 0);
}

gchar *
ingest_turn_take(IngestTurn *turn, IngestHeader *header)
{
    IngestExport *export = turn->export;
    g_autoptr(GPtrArray) notes = ingest_notes_new();
    GPtrArray *mapping = map(turn, header, notes, NULL);

    if (turn->has_turned) {
        ingest_header_free(export->header);
        g_ptr_array_unref(export->mapping);
        g_free(export->zawgyi);
    }
    turn->has_turned = TRUE;
    export->header = header;
    export->mapping = mapping;
    export->zawgyi = zawgyi_of(turn, mapping);
    return lacking(turn, mapping);
}
