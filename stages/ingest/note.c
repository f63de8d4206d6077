#include "stages/ingest/note.h"

static void
free_note(gpointer data)
{
    IngestNote *note = data;

    g_free(note->column);
    g_free(note->message);
    g_free(note->hint);
    g_free(note);
}

GPtrArray *
ingest_notes_new(void)
{
    return g_ptr_array_new_with_free_func(free_note);
}

IngestNote *
ingest_note(GPtrArray *notes, RollSeverity severity, const gchar *id, const gchar *format, ...)
{
    IngestNote *note = g_new0(IngestNote, 1);
    va_list arguments;

    va_start(arguments, format);
    note->message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    note->severity = severity;
    note->id = id;
    g_ptr_array_add(notes, note);
    return note;
}
