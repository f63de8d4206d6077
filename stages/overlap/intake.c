#include "stages/overlap/intake.h"

typedef struct {
    const gchar *first;
    const gchar *otherwise; /* NULL: none */
} FieldColumns;

static const FieldColumns field_columns[INTAKE_N_FIELDS] = {
    [INTAKE_EXPORT] = {"export", NULL},
    [INTAKE_FILE] = {"file", NULL},
    [INTAKE_KIND] = {"kind", NULL},
    [INTAKE_ROW_ACTION] = {"row_action_norm", NULL},
    [INTAKE_ORGANISATION] = {"organisation_norm", "organisation"},
    [INTAKE_STATUS] = {"status_norm", "status"},
    [INTAKE_NAME] = {"name_clean", "officer_name"},
    [INTAKE_LOCAL_NAME] = {"officer_name_local", NULL},
    [INTAKE_RANK] = {"rank_norm", "rank"},
    [INTAKE_SEX] = {"sex_norm", NULL},
    [INTAKE_UNIT] = {"unit_norm", "unit"},
    [INTAKE_AGENCY] = {"agency_norm", "agency"},
    [INTAKE_ADM1] = {"adm1_pcode", NULL},
    [INTAKE_SESSION_ID] = {"session_id_norm", "session_id"},
    [INTAKE_TITLE] = {"course_title_norm", "course_title"},
    [INTAKE_TOPICS] = {"topic_codes", NULL},
    [INTAKE_START] = {"start_date_norm", NULL},
    [INTAKE_END] = {"end_date_norm", NULL},
    [INTAKE_HOURS] = {"hours_norm", NULL},
    [INTAKE_VENUE] = {"venue_norm", "venue"},
    [INTAKE_VENUE_ADM1] = {"venue_adm1_pcode", NULL},
    [INTAKE_SEATS] = {"seats_norm", NULL},
    [INTAKE_IMPLEMENTER] = {"implementer_norm", "implementer"},
    [INTAKE_FUNDER] = {"funder_norm", "funder"},
    [INTAKE_LEGAL_BASIS] = {"legal_basis_norm", "legal_basis"},
    [INTAKE_LANGUAGE] = {"language_norm", "language"},
    [INTAKE_COUNTRY] = {"country_norm", NULL},
    [INTAKE_SESSION] = {"session", NULL},
    [INTAKE_STRENGTH] = {"strength_norm", NULL},
    [INTAKE_ITEM] = {"item_norm", "item"},
    [INTAKE_QUANTITY] = {"quantity_norm", NULL},
    [INTAKE_REPORTED] = {"reported_on_norm", "start_date_norm"},
    [INTAKE_MINUTES] = {"minutes_norm", NULL},
    [INTAKE_MESSAGES] = {"key_messages", NULL},
    [INTAKE_VERSION] = {"curriculum_version", NULL},
    [INTAKE_OFFICER] = {"officer", NULL},
};

static void
add_column(IntakeColumn *field, guint place, const RollColumn *column, RollDictionary *texts)
{
    if (column == NULL || roll_column_is_blank(column))
        return;
    if (place == 1 && field->columns[0] == NULL)
        place = 0;
    field->columns[place] = column;
    field->numbers[place] = roll_dictionary_add_column(texts, column);
}

void
intake_open(Intake *intake, const RollBatch *batch, RollDictionary *texts, RollDictionary *officers)
{
    *intake = (Intake){.line = roll_batch_find(batch, "line"),
                       .row = roll_batch_find(batch, "row"),
                       .sheet_row = roll_batch_find(batch, "sheet_row"),
                       .encoded = roll_batch_find(batch, "encoded_norm")};
    for (guint i = 0; i < INTAKE_N_FIELDS; i++) {
        RollDictionary *dictionary = i == INTAKE_OFFICER ? officers : texts;
        IntakeColumn *field = &intake->fields[i];

        add_column(field, 0, roll_batch_find(batch, field_columns[i].first), dictionary);
        if (field_columns[i].otherwise != NULL)
            add_column(field, 1, roll_batch_find(batch, field_columns[i].otherwise), dictionary);
    }
}

void
intake_clear(Intake *intake)
{
    for (guint i = 0; i < INTAKE_N_FIELDS; i++)
        for (guint place = 0; place < 2; place++)
            g_free(intake->fields[i].numbers[place]);
}

guint32
intake_whole(const RollColumn *column, guint record)
{
    RollText text = column != NULL ? roll_column_get(column, record) : ROLL_TEXT_EMPTY;
    guint64 value = 0;

    if (text.length > 9)
        return 0;
    for (guint32 i = 0; i < text.length; i++) {
        if (!g_ascii_isdigit(text.data[i]))
            return 0;
        value = value * 10 + (guint64)(text.data[i] - '0');
    }
    return (guint32)value;
}
