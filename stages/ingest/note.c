#include "stages/ingest/note.h"

IngestNote *
ingest_note_new(RollSeverity severity, const gchar *id, const gchar *message)
{
    IngestNote *note = g_new0(IngestNote, 1);

    note->severity = severity;
    note->id = id;
    note->message = message;
    note->values = roll_values_new();
    return note;
}

void
ingest_note_free(IngestNote *note)
{
    if (note == NULL)
        return;
    g_free(note->column);
    roll_values_free(note->values);
    g_free(note);
}

GPtrArray *
ingest_notes_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)ingest_note_free);
}

IngestNote *
ingest_note(GPtrArray *notes, RollSeverity severity, const gchar *id, const gchar *message)
{
    IngestNote *note = ingest_note_new(severity, id, message);

    g_ptr_array_add(notes, note);
    return note;
}

gboolean
ingest_note_say(const IngestNote *note, RollTelling *telling, GString *out, GError **error)
{
    if (!roll_telling_say(telling, note->id, note->message, note->values, out, error))
        return FALSE;
    if (note->hint == NULL)
        return TRUE;
    g_string_append(out, "; ");
    return roll_telling_say(telling, note->id, note->hint, note->values, out, error);
}
