#include "stages/ingest/profile_columns.h"

#include <string.h>

#include "stages/ingest/mapping.h"
#include "stages/ingest/profile_header.h"

#define MAX_LOOKED_UP 100 /* columns held against all known headers: a form has fewer */

/* What is found out by and by. */
typedef struct {
    const RollFields *fields;
    const IngestLabels *labels;
    const IngestValues *values;
    const RollField **meant; /* one a column: the field its header means; NULL */
    gboolean *is_used;       /* one a column: it stands in a choice, or in a question */
    IngestChoices *choices;
} Guess;

static void
free_choice(gpointer data)
{
    IngestChoice *choice = data;

    g_array_unref(choice->columns);
    g_free(choice->question);
    g_free(choice);
}

static IngestChoice *
find(const IngestChoices *choices, const RollField *field, gboolean is_suggested)
{
    for (guint i = 0; i < choices->choices->len; i++) {
        IngestChoice *choice = g_ptr_array_index(choices->choices, i);

        if (choice->field == field && (is_suggested || !choice->is_suggested))
            return choice;
    }
    return NULL;
}

const IngestChoice *
ingest_choices_find(const IngestChoices *choices, const gchar *field)
{
    for (guint i = 0; i < choices->choices->len; i++) {
        const IngestChoice *choice = g_ptr_array_index(choices->choices, i);

        if (!choice->is_suggested && strcmp(choice->field->name, field) == 0)
            return choice;
    }
    return NULL;
}

static gboolean
is_taken(const Guess *guess, const RollField *field)
{
    return find(guess->choices, field, TRUE) != NULL;
}

/* Adds column @i to the choice for @field, which begins here when there is none. */
static IngestChoice *
choose(Guess *guess, const RollField *field, guint i)
{
    IngestChoice *choice = find(guess->choices, field, TRUE);

    if (choice == NULL) {
        choice = g_new0(IngestChoice, 1);
        choice->field = field;
        while (roll_fields_at(guess->fields, choice->place) != field)
            choice->place++;
        choice->columns = g_array_new(FALSE, FALSE, sizeof(guint));
        g_ptr_array_add(guess->choices->choices, choice);
    }
    g_array_append_val(choice->columns, i);
    guess->is_used[i] = TRUE;
    return choice;
}

static gboolean
is_free(const Guess *guess, guint i)
{
    return !guess->is_used[i] && guess->labels->labels[i][0] != '\0';
}

/* ---- a date in three columns ---- */

/* Finds the columns of the parts of @stem; FALSE unless each is there once. */
static gboolean
find_parts(const Guess *guess, const gchar *stem, guint places[INGEST_N_PARTS])
{
    guint n[INGEST_N_PARTS] = {0};

    for (guint i = 0; i < guess->labels->n; i++) {
        g_autofree gchar *other = NULL;
        gint part = is_free(guess, i) ? ingest_header_part(guess->labels->labels[i], &other) : -1;

        if (part < 0 || strcmp(other, stem) != 0)
            continue;
        places[part] = i;
        n[part]++;
    }
    return n[INGEST_PART_YEAR] == 1 && n[INGEST_PART_MONTH] == 1 && n[INGEST_PART_DAY] == 1;
}

/* When column @i is a part of a date whose other parts stand in columns of their own. */
static void
join_date(Guess *guess, guint i)
{
    g_autofree gchar *stem = NULL;
    gint part = is_free(guess, i) ? ingest_header_part(guess->labels->labels[i], &stem) : -1;
    const RollField *field = part >= 0 ? ingest_header_date(guess->fields, stem) : NULL;
    guint places[INGEST_N_PARTS] = {0};

    if (field == NULL || is_taken(guess, field) || !find_parts(guess, stem, places))
        return;
    for (guint j = 0; j < INGEST_N_PARTS; j++)
        choose(guess, field, places[j]);
}

/* ---- names ---- */

/* Of the values, or of the header where there are none yet, as in a plan. */
static IngestScript
script_of(const Guess *guess, guint i)
{
    IngestValues label = {0};

    if (guess->values[i].n > 0)
        return ingest_values_script(&guess->values[i]);
    ingest_values_look_at_scripts(&label, roll_text(guess->labels->labels[i]));
    return ingest_values_script(&label);
}

/* The free column that means a field of @type, and whose values are in local letters or not. */
static guint
name_column(const Guess *guess, RollType type, gboolean is_local)
{
    for (guint i = 0; i < guess->labels->n; i++) {
        gboolean is_in_local = script_of(guess, i) != INGEST_SCRIPT_LATIN;

        if (is_free(guess, i) && guess->meant[i] != NULL && guess->meant[i]->type == type &&
            is_in_local == is_local)
            return i;
    }
    return INGEST_NOWHERE;
}

static gboolean
is_meant(const Guess *guess, const RollField *field)
{
    for (guint i = 0; i < guess->labels->n; i++) {
        if (guess->meant[i] == field)
            return TRUE;
    }
    return FALSE;
}

/* Family and given name in local letters beside those in Latin ones are the local name. */
static void
join_local_name(Guess *guess)
{
    const RollField *field = roll_fields_find(guess->fields, "officer_name_local");
    guint family = name_column(guess, ROLL_TYPE_FAMILY_NAME, TRUE);
    guint given = name_column(guess, ROLL_TYPE_GIVEN_NAME, TRUE);
    IngestScript script = INGEST_SCRIPT_LATIN;
    IngestChoice *choice = NULL;

    if (field == NULL || is_meant(guess, field) || family == INGEST_NOWHERE ||
        name_column(guess, ROLL_TYPE_FAMILY_NAME, FALSE) == INGEST_NOWHERE)
        return;
    script = script_of(guess, family);
    if (given == INGEST_NOWHERE && family + 1 < guess->labels->n && is_free(guess, family + 1) &&
        guess->meant[family + 1] == NULL && script_of(guess, family + 1) == script)
        given = family + 1;
    choice = choose(guess, field, family);
    if (given != INGEST_NOWHERE)
        choose(guess, field, given);
    choice->question = g_strdup("the name in local letters, as it stands beside one in Latin ones");
}

/* "Surname, Name": what stands beside a family name is the given name. */
static void
split_name(Guess *guess)
{
    guint family = name_column(guess, ROLL_TYPE_FAMILY_NAME, FALSE);
    const RollField *given = roll_fields_find(guess->fields, "given_name");
    const RollField *local = roll_fields_find(guess->fields, "officer_name_local");

    if (family == INGEST_NOWHERE || given == NULL || is_meant(guess, given))
        return;
    for (guint i = family > 0 ? family - 1 : 0; i <= family + 1 && i < guess->labels->n; i++) {
        if (i == family || !is_free(guess, i) || guess->meant[i] == NULL ||
            guess->meant[i]->type != ROLL_TYPE_PERSON_NAME || guess->meant[i] == local ||
            script_of(guess, i) != INGEST_SCRIPT_LATIN)
            continue;
        choose(guess, given, i)->question =
            g_strdup_printf("the given name, as it stands beside \"%s\"; or is it the whole name?",
                            guess->labels->labels[family]);
        return;
    }
}

/* ---- known headers ---- */

/* Hardly any of the values is what @field wants. */
static gboolean
contradicts(const RollField *field, const IngestValues *values)
{
    guint n = values->n;

    if (field->type == ROLL_TYPE_DATE)
        n = values->dates.n;
    else if (field->type == ROLL_TYPE_SEX)
        n = values->n_sexes;
    else if (field->type == ROLL_TYPE_EMAIL)
        n = values->n_emails;
    return values->n >= 3 && n < values->n / 2;
}

static void
choose_known(Guess *guess, const RollField *field)
{
    IngestChoice *choice = NULL;

    for (guint i = 0; i < guess->labels->n; i++) {
        if (!is_free(guess, i) || guess->meant[i] != field)
            continue;
        if (find(guess->choices, field, TRUE) != NULL) {
            guess->choices->remarks[i] =
                g_strdup_printf("it means %s too; which of them is right?", field->name);
            guess->is_used[i] = TRUE;
            continue;
        }
        choice = choose(guess, field, i);
        if (contradicts(field, &guess->values[i]))
            choice->question =
                g_strdup_printf("hardly any of its values is read as %s",
                                field->type == ROLL_TYPE_DATE  ? "a date"
                                : field->type == ROLL_TYPE_SEX ? "F or M"
                                                               : "an e-mail address");
    }
}

/* ---- unknown headers ---- */

static gboolean
is_one_of(RollType type, const RollType *types, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (types[i] == type)
            return TRUE;
    }
    return FALSE;
}

/* Whether values may be those of @field; few values may be anything. */
static gboolean
may_be(const RollField *field, const IngestValues *values)
{
    static const RollType told[] = {ROLL_TYPE_DATE,  ROLL_TYPE_YEAR,  ROLL_TYPE_SEX,
                                    ROLL_TYPE_EMAIL, ROLL_TYPE_PHONE, ROLL_TYPE_IDENTIFIER};
    static const RollType digits[] = {ROLL_TYPE_YEAR,       ROLL_TYPE_AGE,   ROLL_TYPE_NUMBER,
                                      ROLL_TYPE_IDENTIFIER, ROLL_TYPE_PHONE, ROLL_TYPE_DATE};
    RollType type = ingest_values_type(values);

    if (type == field->type || !ingest_values_most(values, values->n))
        return TRUE;
    if (type == ROLL_TYPE_DATE || type == ROLL_TYPE_SEX || type == ROLL_TYPE_EMAIL)
        return FALSE;
    if (type == ROLL_TYPE_TEXT)
        return !is_one_of(field->type, told, 5);
    return is_one_of(field->type, digits, G_N_ELEMENTS(digits) - (type != ROLL_TYPE_YEAR));
}

static void
choose_like(Guess *guess, IngestKnown *known, guint i)
{
    IngestLikeness likeness = ingest_known_like(known, guess->labels->labels[i]);
    g_autofree gchar *reason = likeness.reason;
    IngestChoice *choice = NULL;

    if (likeness.field == NULL)
        return;
    if (!likeness.is_close || is_taken(guess, likeness.field) ||
        !may_be(likeness.field, &guess->values[i])) {
        guess->choices->remarks[i] = g_strdup_printf(
            "may it mean %s? %s%s", likeness.field->name, reason,
            is_taken(guess, likeness.field) ? ", which another column means already" : "");
        return;
    }
    choice = choose(guess, likeness.field, i);
    choice->question = g_steal_pointer(&reason);
}

/* ---- by the values ---- */

static const RollField *
free_field(const Guess *guess, const gchar *const *names)
{
    for (guint i = 0; names[i] != NULL; i++) {
        const RollField *field = roll_fields_find(guess->fields, names[i]);

        if (field != NULL && !is_taken(guess, field))
            return field;
    }
    return NULL;
}

/* The field that nobody has taken yet and that values of @values->type are mostly of. */
static const RollField *
field_by_values(const Guess *guess, const IngestValues *values, RollType type)
{
    static const gchar *const of_people[] = {"birth_date", "service_date", NULL};
    static const gchar *const of_sessions[] = {"start_date", "end_date", "reported_on", NULL};

    if (type == ROLL_TYPE_DATE)
        return free_field(guess, ingest_values_most(values, values->dates.n_birth) ? of_people
                                                                                   : of_sessions);
    if (type == ROLL_TYPE_TEXT || type == ROLL_TYPE_NUMBER)
        return NULL;
    for (guint i = 0; i < roll_fields_n(guess->fields); i++) {
        const RollField *field = roll_fields_at(guess->fields, i);

        if (field->type == type)
            return is_taken(guess, field) ? NULL : field;
    }
    return NULL;
}

static void
suggest_by_values(Guess *guess, guint i)
{
    static const gchar *const plurals[ROLL_N_TYPES] = {
        [ROLL_TYPE_DATE] = "dates",
        [ROLL_TYPE_YEAR] = "years",
        [ROLL_TYPE_SEX] = "words for the sexes",
        [ROLL_TYPE_PHONE] = "telephone numbers",
        [ROLL_TYPE_EMAIL] = "e-mail addresses",
        [ROLL_TYPE_IDENTIFIER] = "numbers that differ from row to row",
    };
    RollType type = ingest_values_type(&guess->values[i]);
    const RollField *field = NULL;
    IngestChoice *choice = NULL;

    if (!ingest_values_count_lines(&guess->values[i]))
        field = field_by_values(guess, &guess->values[i], type);
    if (field == NULL)
        return;
    choice = choose(guess, field, i);
    choice->is_suggested = TRUE;
    choice->question = g_strdup_printf("its values look like %s", plurals[type]);
}

static void
guess_all(Guess *guess)
{
    const IngestLabels *labels = guess->labels;
    g_autoptr(IngestKnown) known = ingest_known_new(guess->fields);
    guint n = 0;

    for (guint i = 0; i < labels->n; i++)
        join_date(guess, i);
    join_local_name(guess);
    split_name(guess);
    for (guint i = 0; i < roll_fields_n(guess->fields); i++)
        choose_known(guess, roll_fields_at(guess->fields, i));
    for (guint i = 0; i < labels->n && n < MAX_LOOKED_UP; i++) {
        if (!is_free(guess, i))
            continue;
        choose_like(guess, known, i);
        n++;
    }
    for (guint i = 0; i < labels->n; i++) {
        if (is_free(guess, i))
            suggest_by_values(guess, i);
    }
}

static gint
compare_choices(gconstpointer a, gconstpointer b)
{
    guint place_a = (*(const IngestChoice *const *)a)->place;
    guint place_b = (*(const IngestChoice *const *)b)->place;

    return (place_a > place_b) - (place_a < place_b);
}

IngestChoices *
ingest_choices_new(const RollFields *fields, const IngestLabels *labels, const IngestValues *values)
{
    IngestChoices *choices = g_new0(IngestChoices, 1);
    g_autofree const RollField **meant = g_new0(const RollField *, (gsize)labels->n + 1);
    g_autofree gboolean *is_used = g_new0(gboolean, (gsize)labels->n + 1);
    Guess guess = {fields, labels, values, meant, is_used, choices};

    choices->choices = g_ptr_array_new_with_free_func(free_choice);
    choices->n_columns = labels->n;
    choices->remarks = g_new0(gchar *, (gsize)labels->n + 1);
    for (guint i = 0; i < labels->n; i++) {
        meant[i] = ingest_field_of(fields, labels, i);
        /* Of two columns with one header only the first can be named. */
        is_used[i] = ingest_labels_find(labels, labels->labels[i]) != i;
        if (is_used[i] && labels->labels[i][0] != '\0')
            choices->remarks[i] = g_strdup("its header stands twice: if it is wanted, rename it "
                                           "in the export");
    }
    guess_all(&guess);
    g_ptr_array_sort(choices->choices, compare_choices);
    return choices;
}

void
ingest_choices_free(IngestChoices *choices)
{
    if (choices == NULL)
        return;
    g_ptr_array_unref(choices->choices);
    for (guint i = 0; i < choices->n_columns; i++)
        g_free(choices->remarks[i]);
    g_free(choices->remarks);
    g_free(choices);
}
