#include "stages/overlap/attendance.h"

#include "pipeline/lib/compared.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/number.h"
#include "stages/overlap/group.h"
#include "stages/overlap/intake.h"

G_STATIC_ASSERT(sizeof(OverlapGroupKey) == 15 * sizeof(guint32));

OverlapAttendance *
overlap_attendance_new(void)
{
    OverlapAttendance *attendance = g_new0(OverlapAttendance, 1);

    attendance->texts = roll_dictionary_new();
    attendance->officers = roll_dictionary_new();
    attendance->entries = g_array_new(FALSE, TRUE, sizeof(OverlapEntry));
    attendance->groups = g_array_new(FALSE, TRUE, sizeof(OverlapGroup));
    attendance->strengths = g_array_new(FALSE, TRUE, sizeof(OverlapStrength));
    attendance->resources = g_array_new(FALSE, TRUE, sizeof(OverlapResource));
    attendance->curricula = g_array_new(FALSE, TRUE, sizeof(OverlapCurriculum));
    attendance->exports = g_array_new(FALSE, TRUE, sizeof(OverlapExport));
    attendance->undated = g_array_new(FALSE, FALSE, sizeof(guint32));
    attendance->actions = g_array_new(FALSE, FALSE, sizeof(OverlapActionRow));
    attendance->set_aside = g_hash_table_new(NULL, NULL);
    attendance->last_group = OVERLAP_NONE;
    attendance->n_group_slots = OVERLAP_FIRST_GROUP_SLOTS;
    attendance->group_slots = g_new0(guint32, OVERLAP_FIRST_GROUP_SLOTS);
    return attendance;
}

void
overlap_attendance_free(OverlapAttendance *attendance)
{
    if (attendance == NULL)
        return;
    roll_dictionary_free(attendance->texts);
    roll_dictionary_free(attendance->officers);
    g_array_unref(attendance->entries);
    g_array_unref(attendance->groups);
    g_array_unref(attendance->strengths);
    g_array_unref(attendance->resources);
    g_array_unref(attendance->curricula);
    g_array_unref(attendance->exports);
    g_array_unref(attendance->undated);
    g_array_unref(attendance->actions);
    g_hash_table_unref(attendance->set_aside);
    g_free(attendance->group_slots);
    g_free(attendance);
}

/* ---- one record ---- */

typedef struct {
    OverlapAttendance *attendance;
    const Intake *intake;
} Reader;

static gboolean
starts_with(const gchar *text, const gchar *word)
{
    return g_ascii_strncasecmp(text, word, strlen(word)) == 0;
}

static OverlapRole
role_of(const Reader *reader, guint record)
{
    const gchar *kind =
        overlap_text(reader->attendance, intake_get(reader->intake, INTAKE_KIND, record));
    const gchar *status =
        overlap_text(reader->attendance, intake_get(reader->intake, INTAKE_STATUS, record));

    if (strcmp(kind, "roll") == 0)
        return OVERLAP_ON_ROLL;
    if (strcmp(kind, "attendance") != 0 && strcmp(kind, "planned") != 0)
        return OVERLAP_APART;
    if (starts_with(status, "cancel") || starts_with(status, "postpone"))
        return OVERLAP_CALLED_OFF;
    return strcmp(kind, "planned") == 0 || starts_with(status, "plan") ? OVERLAP_INVITED
                                                                       : OVERLAP_ATTENDED;
}

static OverlapAction
action_of(const Reader *reader, guint record)
{
    static const gchar *const actions[] = {"new", "update", "no-update", "delete"};
    const gchar *action =
        overlap_text(reader->attendance, intake_get(reader->intake, INTAKE_ROW_ACTION, record));

    for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
        if (strcmp(action, actions[i]) == 0)
            return (OverlapAction)i;
    return OVERLAP_NEW;
}

static RollDay
day_of(const Reader *reader, IntakeField field, guint record)
{
    guint32 text = intake_get(reader->intake, field, record);

    return text == 0 ? 0 : roll_day_parse(roll_dictionary_text(reader->attendance->texts, text));
}

static gdouble
number_of(const Reader *reader, IntakeField field, guint record)
{
    guint32 text = intake_get(reader->intake, field, record);

    return text == 0 ? 0 : g_ascii_strtod(overlap_text(reader->attendance, text), NULL);
}

static gboolean
read_session_number(const Reader *reader, guint record, guint32 *number, GError **error)
{
    guint32 text = intake_get(reader->intake, INTAKE_SESSION, record);

    *number = 0;
    if (text == 0 ||
        roll_number_parse(ROLL_NUMBER_SESSION,
                          roll_dictionary_text(reader->attendance->texts, text), number))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: row %u: column session: \"%s\" is no session number",
                overlap_text(reader->attendance, intake_get(reader->intake, INTAKE_EXPORT, record)),
                intake_whole(reader->intake->row, record), overlap_text(reader->attendance, text));
    return FALSE;
}

static gboolean
read_key(const Reader *reader, guint record, OverlapRole role, OverlapGroupKey *key, GError **error)
{
    const Intake *intake = reader->intake;

    *key = (OverlapGroupKey){
        .organisation = intake_get(intake, INTAKE_ORGANISATION, record),
        .session_id = intake_get(intake, INTAKE_SESSION_ID, record),
        .title = intake_get(intake, INTAKE_TITLE, record),
        .topics = intake_get(intake, INTAKE_TOPICS, record),
        .start = day_of(reader, INTAKE_START, record),
        .end = day_of(reader, INTAKE_END, record),
        .venue = intake_get(intake, INTAKE_VENUE, record),
        .venue_adm1 = intake_get(intake, INTAKE_VENUE_ADM1, record),
        .hours = intake_get(intake, INTAKE_HOURS, record),
        .seats = intake_get(intake, INTAKE_SEATS, record),
        .implementer = intake_get(intake, INTAKE_IMPLEMENTER, record),
        .funder = intake_get(intake, INTAKE_FUNDER, record),
        .legal_basis = intake_get(intake, INTAKE_LEGAL_BASIS, record),
        .role = role,
    };
    return read_session_number(reader, record, &key->number, error);
}

/* A row that tells neither what was taught nor when nor under which number is of no session. */
static gboolean
is_of_a_session(const OverlapGroupKey *key)
{
    return key->session_id != 0 || key->title != 0 || key->topics != 0 || key->start != 0 ||
           key->number != 0;
}

static gboolean
is_of_kind(const Reader *reader, guint record, const gchar *kind)
{
    guint32 text = intake_get(reader->intake, INTAKE_KIND, record);

    return strcmp(overlap_text(reader->attendance, text), kind) == 0;
}

static void
add_apart(const Reader *reader, guint record, const OverlapEntry *entry)
{
    OverlapAttendance *attendance = reader->attendance;
    guint32 organisation = intake_get(reader->intake, INTAKE_ORGANISATION, record);

    if (is_of_kind(reader, record, "resource")) {
        OverlapResource resource = {
            .organisation = organisation,
            .adm1 = entry->adm1,
            .item = intake_get(reader->intake, INTAKE_ITEM, record),
            .export_name = entry->export_name,
            .reported = day_of(reader, INTAKE_REPORTED, record),
            .quantity = number_of(reader, INTAKE_QUANTITY, record),
        };

        g_array_append_val(attendance->resources, resource);
    } else if (is_of_kind(reader, record, "curriculum")) {
        OverlapCurriculum curriculum = {
            .organisation = organisation,
            .topics = intake_get(reader->intake, INTAKE_TOPICS, record),
            .version = intake_get(reader->intake, INTAKE_VERSION, record),
            .messages = intake_get(reader->intake, INTAKE_MESSAGES, record),
            .language = intake_get(reader->intake, INTAKE_LANGUAGE, record),
            .legal_basis = intake_get(reader->intake, INTAKE_LEGAL_BASIS, record),
            .country = intake_get(reader->intake, INTAKE_COUNTRY, record),
            .export_name = entry->export_name,
            .line = entry->line,
            .sheet_row = intake_whole(reader->intake->sheet_row, record),
            .minutes = number_of(reader, INTAKE_MINUTES, record),
        };

        g_array_append_val(attendance->curricula, curriculum);
    }
}

static void
add_strength(const Reader *reader, guint record, const OverlapEntry *entry)
{
    OverlapStrength strength = {
        .adm1 = entry->adm1,
        .unit = entry->unit,
        .export_name = entry->export_name,
        .strength = number_of(reader, INTAKE_STRENGTH, record),
    };

    if (strength.strength > 0)
        g_array_append_val(reader->attendance->strengths, strength);
}

static gchar
sex_of(const Reader *reader, guint record)
{
    const gchar *sex =
        overlap_text(reader->attendance, intake_get(reader->intake, INTAKE_SEX, record));

    return sex[0];
}

/* Whose name came encoded is known by where the record stands. */
static guint32
name_of(const Reader *reader, guint32 line, guint record, gboolean *is_encoded)
{
    const Intake *intake = reader->intake;
    RollDictionary *texts = reader->attendance->texts;
    guint32 name = intake_get(intake, INTAKE_NAME, record);
    g_autofree gchar *caption = NULL;

    *is_encoded =
        name == 0 && intake->encoded != NULL && roll_column_get(intake->encoded, record).length > 0;
    if (!*is_encoded)
        return name;
    caption = roll_encoded_caption(
        roll_dictionary_text(texts, intake_get(intake, INTAKE_ORGANISATION, record)), line);
    return roll_dictionary_add(texts, roll_text(caption));
}

static OverlapEntry
read_entry(const Reader *reader, guint record)
{
    const Intake *intake = reader->intake;
    guint32 unit = intake_get(intake, INTAKE_UNIT, record);
    guint32 line = intake_whole(intake->line, record);
    gboolean is_encoded = FALSE;
    guint32 name = name_of(reader, line, record, &is_encoded);

    return (OverlapEntry){
        .officer = intake_get(intake, INTAKE_OFFICER, record),
        .group = OVERLAP_NONE,
        .export_name = intake_get(intake, INTAKE_EXPORT, record),
        .line = line,
        .row = intake_whole(intake->row, record),
        .name = name,
        .is_encoded = is_encoded ? TRUE : FALSE,
        .local_name = intake_get(intake, INTAKE_LOCAL_NAME, record),
        .rank = intake_get(intake, INTAKE_RANK, record),
        .unit = unit != 0 ? unit : intake_get(intake, INTAKE_AGENCY, record),
        .adm1 = intake_get(intake, INTAKE_ADM1, record),
        .sex = sex_of(reader, record),
        .role = (guint8)role_of(reader, record),
        .action = (guint8)action_of(reader, record),
    };
}

/* ---- exports ---- */

/* Rows of an export follow each other, so the search ends at its first step. */
static OverlapExport *
export_of(const Reader *reader, guint record, guint32 export_name)
{
    GArray *exports = reader->attendance->exports;
    guint32 organisation = intake_get(reader->intake, INTAKE_ORGANISATION, record);
    OverlapExport sent = {.export_name = export_name, .organisation = organisation};

    for (guint i = exports->len; i > 0; i--) {
        OverlapExport *known = &g_array_index(exports, OverlapExport, i - 1);

        if (known->export_name != export_name)
            continue;
        known->is_mixed = known->is_mixed || known->organisation != organisation;
        return known;
    }
    sent.file = intake_get(reader->intake, INTAKE_FILE, record);
    g_array_append_val(exports, sent);
    return &g_array_index(exports, OverlapExport, exports->len - 1);
}

static void
count_quality(OverlapExport *sent, const OverlapEntry *entry, const OverlapGroupKey *key,
              gboolean has_place)
{
    sent->n_rows++;
    sent->is_known = sent->is_known || key->number != 0;
    sent->n_places += has_place ? 1 : 0;
    if (has_place && (entry->adm1 != 0 || key->venue_adm1 != 0))
        sent->n_placed++;
    if (entry->role > OVERLAP_CALLED_OFF)
        return;
    sent->n_sessions++;
    if (key->topics != 0)
        sent->n_topical++;
    if (key->start != 0)
        sent->n_dated++;
}

/* ---- rows without a date ---- */

/* A date that cannot be read does not take its row out of its session: it belongs to the rows
 * before it, or to those after it, if these say the same of everything else. */
static void
settle_undated(OverlapAttendance *attendance, guint32 group)
{
    for (guint i = 0; i < attendance->undated->len; i++) {
        guint32 place = g_array_index(attendance->undated, guint32, i);

        g_array_index(attendance->entries, OverlapEntry, place).group = group;
        overlap_group(attendance, group)->n_rows++;
    }
    g_array_set_size(attendance->undated, 0);
}

void
overlap_attendance_finish(OverlapAttendance *attendance)
{
    guint32 group;

    if (attendance->undated->len == 0)
        return;
    group = overlap_group_add(attendance, &attendance->undated_key, OVERLAP_NONE);
    overlap_group(attendance, group)->n_rows--; /* settling counts every row */
    settle_undated(attendance, group);
}

/* Keeps the row back, whose place in the entries is the next, unless the rows before tell. */
static guint32
hold_back(OverlapAttendance *attendance, const OverlapGroupKey *key)
{
    guint32 last = attendance->last_group;
    guint32 place = attendance->entries->len;

    if (last != OVERLAP_NONE &&
        overlap_group_is_alike(&overlap_group(attendance, last)->key, key)) {
        overlap_group(attendance, last)->n_rows++;
        return last;
    }
    if (attendance->undated->len > 0 && !overlap_group_is_alike(&attendance->undated_key, key))
        overlap_attendance_finish(attendance);
    attendance->undated_key = *key;
    g_array_append_val(attendance->undated, place);
    return OVERLAP_NONE;
}

static guint32
group_of(OverlapAttendance *attendance, const OverlapGroupKey *key)
{
    guint32 group;

    if (!is_of_a_session(key))
        return OVERLAP_NONE;
    if (key->start == 0)
        return hold_back(attendance, key);
    group = overlap_group_add(attendance, key, attendance->last_group);
    if (attendance->undated->len > 0 && overlap_group_is_alike(&attendance->undated_key, key))
        settle_undated(attendance, group);
    attendance->last_group = group;
    return group;
}

void
overlap_attendance_set_aside(OverlapAttendance *attendance, guint32 place)
{
    OverlapEntry *entry = &g_array_index(attendance->entries, OverlapEntry, place);
    guint32 number = 0;

    if (entry->group != OVERLAP_NONE) {
        OverlapGroup *group = overlap_group(attendance, entry->group);

        number = group->key.number;
        group->n_rows--;
    }
    entry->group = OVERLAP_NONE;
    entry->role = OVERLAP_APART;
    g_hash_table_insert(attendance->set_aside, GUINT_TO_POINTER(place + 1),
                        GUINT_TO_POINTER(number));
}

/* ---- one record, whatever its kind ---- */

static void
note_action(const Reader *reader, guint record, const OverlapEntry *entry)
{
    OverlapActionRow row = {.entry = reader->attendance->entries->len,
                            .sheet_row = intake_whole(reader->intake->sheet_row, record)};

    if (entry->action != OVERLAP_NEW)
        g_array_append_val(reader->attendance->actions, row);
}

static gboolean
add_record(const Reader *reader, guint record, GError **error)
{
    OverlapAttendance *attendance = reader->attendance;
    OverlapEntry entry = read_entry(reader, record);
    OverlapGroupKey key = {0};

    note_action(reader, record, &entry);
    if (entry.role <= OVERLAP_CALLED_OFF) {
        if (!read_key(reader, record, (OverlapRole)entry.role, &key, error))
            return FALSE;
        if (entry.export_name != attendance->last_export) {
            overlap_attendance_finish(attendance);
            attendance->last_group = OVERLAP_NONE;
        }
        attendance->last_export = entry.export_name;
        entry.group = group_of(attendance, &key);
    } else if (entry.role == OVERLAP_ON_ROLL && entry.action != OVERLAP_DELETE) {
        add_strength(reader, record, &entry);
    } else if (entry.action != OVERLAP_DELETE) {
        add_apart(reader, record, &entry);
    }
    count_quality(export_of(reader, record, entry.export_name), &entry, &key,
                  !is_of_kind(reader, record, "curriculum"));
    g_array_append_val(attendance->entries, entry);
    return TRUE;
}

gboolean
overlap_attendance_add(OverlapAttendance *attendance, const RollBatch *batch, GError **error)
{
    g_auto(Intake) intake = {0};
    Reader reader = {.attendance = attendance, .intake = &intake};

    intake_open(&intake, batch, attendance->texts, attendance->officers);
    for (guint record = 0; record < roll_batch_n_records(batch); record++)
        if (!add_record(&reader, record, error))
            return FALSE;
    return TRUE;
}
