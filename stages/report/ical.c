#include "stages/report/ical.h"

#include <string.h>

#include "stages/report/sentence.h"
#include "stages/report/words.h"

#define LINE_BYTES 75

typedef struct {
    const ReportContext *context;
    GHashTable *collisions; /* number of a planned session to GArray of ReportRow */
    const gchar *access;    /* CLASS */
    GString *line;
    GString *out;
} Calendar;

/* ---- the form ---- */

/* What a calendar program shows, and no more. */
static gboolean
is_shown(gunichar sign)
{
    GUnicodeType type = g_unichar_type(sign);

    return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT &&
           type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

void
ical_escape(RollText text, GString *out)
{
    const gchar *end = text.data + text.length;
    const gchar *place = text.data;

    while (place < end) {
        const gchar *from = place;
        gunichar sign;

        while (place < end && (g_ascii_isalnum(*place) || *place == ' '))
            place++; /* nearly all are such */
        g_string_append_len(out, from, place - from);
        if (place == end)
            return;
        sign = g_utf8_get_char(place);
        place = roll_utf8_next(place);
        if (sign == '\n')
            g_string_append(out, "\\n");
        else if (sign == ',' || sign == ';' || sign == '\\')
            g_string_append_printf(out, "\\%c", (gchar)sign);
        else if (is_shown(sign))
            g_string_append_unichar(out, sign);
    }
}

/* The most bytes of @line, up to @room, that end with a whole character. */
static gsize
cut_at(const gchar *line, gsize room)
{
    while (((guchar)line[room] & 0xc0) == 0x80)
        room--;
    return room;
}

void
ical_fold(const gchar *line, GString *out)
{
    gsize left = strlen(line);
    gsize room = LINE_BYTES;

    while (left > room) {
        gsize n = cut_at(line, room);

        g_string_append_len(out, line, (gssize)n);
        g_string_append(out, "\r\n ");
        line += n;
        left -= n;
        room = LINE_BYTES - 1; /* the blank belongs to the line */
    }
    g_string_append_len(out, line, (gssize)left);
    g_string_append(out, "\r\n");
}

static void
put(Calendar *calendar, const gchar *property, const gchar *value)
{
    g_string_assign(calendar->line, property);
    g_string_append_c(calendar->line, ':');
    ical_escape(roll_text(value), calendar->line);
    ical_fold(calendar->line->str, calendar->out);
}

static void
append_digits(GString *line, gint number, gint largest)
{
    for (; largest > 0; largest /= 10)
        g_string_append_c(line, (gchar)('0' + number / largest % 10));
}

/* "20260930" */
static void
append_day(GString *line, RollDay day)
{
    RollCalendarDay split = roll_day_split(day);

    append_digits(line, split.year, 1000);
    append_digits(line, split.month, 10);
    append_digits(line, split.day, 10);
}

static void
put_day(Calendar *calendar, const gchar *property, RollDay day)
{
    g_string_assign(calendar->line, property);
    g_string_append(calendar->line, ";VALUE=DATE:");
    append_day(calendar->line, day);
    ical_fold(calendar->line->str, calendar->out);
}

/* The end of the report's day: no clock is read. */
static void
put_stamp(Calendar *calendar)
{
    g_string_assign(calendar->line, "DTSTAMP:");
    append_day(calendar->line, calendar->context->as_of);
    g_string_append(calendar->line, "T235959Z");
    ical_fold(calendar->line->str, calendar->out);
}

/* ---- a session ---- */

/* Takes @sentence. */
static void
append_sentence(GString *text, const gchar *before, gchar *sentence)
{
    g_string_append_printf(text, "%s%s", before, sentence);
    g_free(sentence);
}

static void
append_collision(const Calendar *calendar, const ReportRow *row, GString *text)
{
    const Messages *say = calendar->context->messages;
    g_autofree gchar *topics =
        sentence_topics(calendar->context, say, report_string(row, "topics_shared"));
    g_autofree gchar *other =
        sentence_organisation(calendar->context, say, report_string(row, "clash_org"));
    g_autofree gchar *suggestion = messages_term(say, "values", report_string(row, "suggestion"));
    Words when;

    if (report_is(row, "clash_type", "same week"))
        append_sentence(
            text, "\n",
            messages_text(say, "ical.plans-too", "org", other, "topics", topics, "range",
                          words_range(say, roll_day_parse(report_get(row, "clash_start")),
                                      roll_day_parse(report_get(row, "clash_end")), when),
                          NULL));
    else
        append_sentence(text, "\n",
                        messages_text(say, "ical.had-it", "already",
                                      report_string(row, "n_already"), "listed",
                                      report_string(row, "n_listed"), "org", other, NULL));
    if (suggestion[0] != '\0')
        append_sentence(text, " ",
                        messages_text(say, "ical.suggested", "suggestion", suggestion, NULL));
}

/* What is known of it beside where and when. @collisions may be NULL. */
static GString *
describe(const Calendar *calendar, const ReportRow *session, const GArray *collisions)
{
    const Messages *say = calendar->context->messages;
    GString *text = g_string_new(NULL);

    append_sentence(
        text, "",
        messages_text(say, "ical.planned-by", "organisation",
                      report_organisation(calendar->context, report_string(session, "org")), NULL));
    if (!report_is_blank(session, "seats"))
        append_sentence(
            text, " ",
            messages_text(say, "ical.seats", "n", report_string(session, "seats"), NULL));
    for (guint i = 0; collisions != NULL && i < collisions->len; i++)
        append_collision(calendar, &g_array_index(collisions, ReportRow, i), text);
    return text;
}

static gchar *
headline(const Calendar *calendar, const ReportRow *session, gboolean collides)
{
    const Messages *say = calendar->context->messages;
    const gchar *place = report_string(session, "adm1_code");
    g_autofree gchar *topics =
        sentence_topics(calendar->context, say, report_string(session, "topics"));
    g_autofree gchar *title = messages_text(say, *place != '\0' ? "ical.title-at" : "ical.title",
                                            "org", report_string(session, "org"), "topics", topics,
                                            "place", report_place(calendar->context, place), NULL);

    return collides ? messages_text(say, "ical.collides", "title", title, NULL)
                    : g_steal_pointer(&title);
}

static void
put_session(Calendar *calendar, const ReportRow *session)
{
    RollDay start = roll_day_parse(report_get(session, "start_date"));
    RollDay end = roll_day_parse(report_get(session, "end_date"));
    const GArray *collisions =
        g_hash_table_lookup(calendar->collisions, report_string(session, "session"));
    g_autoptr(GString) text = describe(calendar, session, collisions);
    g_autofree gchar *title = headline(calendar, session, collisions != NULL);
    g_autofree gchar *uid = g_strconcat(report_string(session, "session"), "@rollcall", NULL);
    const gchar *place = report_string(session, "adm1_code");

    g_string_append(calendar->out, "BEGIN:VEVENT\r\n");
    put(calendar, "UID", uid);
    put_stamp(calendar);
    put_day(calendar, "DTSTART", start);
    put_day(calendar, "DTEND", MAX(start, end) + 1); /* the first day that is no longer in it */
    put(calendar, "SUMMARY", title);
    put(calendar, "DESCRIPTION", text->str);
    if (*place != '\0')
        put(calendar, "LOCATION", report_place(calendar->context, place));
    put(calendar, "CLASS", calendar->access);
    put(calendar, "TRANSP", "TRANSPARENT");
    if (collisions != NULL)
        put(calendar, "CATEGORIES", "COLLISION");
    g_string_append(calendar->out, "END:VEVENT\r\n");
}

/* ---- all of them ---- */

static void
array_unref(gpointer data)
{
    g_array_unref(data);
}

static GHashTable *
collisions_of(const ReportTables *tables)
{
    GHashTable *collisions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, array_unref);
    ReportRow row = report_rows(tables, "planned_collisions");

    while (report_next(&row)) {
        const gchar *session = report_string(&row, "planned_session");
        GArray *rows = g_hash_table_lookup(collisions, session);

        if (rows == NULL) {
            rows = g_array_new(FALSE, FALSE, sizeof(ReportRow));
            g_hash_table_insert(collisions, g_strdup(session), rows);
        }
        g_array_append_val(rows, row);
    }
    return collisions;
}

static void
append_key(const ReportRow *session, GString *key)
{
    g_string_append_printf(key, "%s\t%s", report_string(session, "start_date"),
                           report_string(session, "session"));
}

static gboolean
is_planned(const ReportRow *session)
{
    return report_is(session, "status", "planned");
}

static gboolean
is_ahead(const ReportContext *context, const ReportRow *session)
{
    return roll_day_parse(report_get(session, "start_date")) > context->as_of;
}

gboolean
ical_write(const ReportContext *context, const ReportTables *tables, CatalogueClass class,
           const gchar *folder, GError **error)
{
    g_autoptr(GArray) sessions = report_sorted_by(tables, "calendar", is_planned, append_key);
    g_autoptr(GString) line = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GHashTable) collisions = collisions_of(tables);
    Calendar calendar = {context, collisions,
                         class == CATALOGUE_PARTNER ? "PRIVATE" : "CONFIDENTIAL", line, out};
    guint n = 0;

    g_string_append(out,
                    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//rollcall//planned sessions//EN"
                    "\r\nCALSCALE:GREGORIAN\r\n");
    put(&calendar, "X-WR-CALNAME", messages_word(context->messages, "ical.name"));
    for (guint i = 0; i < sessions->len; i++)
        if (is_ahead(context, &g_array_index(sessions, ReportRow, i))) {
            put_session(&calendar, &g_array_index(sessions, ReportRow, i));
            n++;
        }
    g_string_append(out, "END:VCALENDAR\r\n");
    return n == 0 || report_write_text(folder, "calendar.ics", out, error);
}
