#include "stages/ingest/profile_text.h"

#include <string.h>

#include "stages/ingest/note.h"

#define MAX_ASKED 50 /* columns that are not used: of thousands, nobody reads more */

typedef struct {
    const IngestProfile *profile;
    GString *out;
    guint n_questions;
} Page;

G_GNUC_PRINTF(2, 3)
static void
ask(Page *page, const gchar *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_string_append(page->out, "# ? ");
    g_string_append_vprintf(page->out, format, arguments);
    g_string_append_c(page->out, '\n');
    va_end(arguments);
    page->n_questions++;
}

static gboolean
has(const Page *page, const gchar *field)
{
    return ingest_choices_find(page->profile->choices, field) != NULL;
}

/* The header of column @i on one line. */
static gchar *
label_of(const Page *page, guint i)
{
    g_autoptr(GString) printable = g_string_new(NULL);
    gchar *label = g_strdup(page->profile->export->header->labels->labels[i]);

    for (gchar *p = label; *p != '\0'; p++)
        if (g_ascii_isspace(*p))
            *p = ' ';
    roll_text_printable(roll_text(label), printable);
    g_free(label);
    return g_string_free(g_steal_pointer(&printable), FALSE);
}

/* "column C "Sex"". */
static gchar *
place_of(const Page *page, guint i)
{
    g_autofree gchar *label = label_of(page, i);
    gchar letters[8];

    roll_column_letters(i + 1, letters);
    return label[0] != '\0' ? g_strdup_printf("column %s \"%s\"", letters, label)
                            : g_strdup_printf("column %s without a header", letters);
}

/* ---- [source] ---- */

static gboolean
is_called_plan(const Page *page)
{
    g_autofree gchar *name = g_ascii_strdown(page->profile->files, -1);

    return strstr(name, "plan") != NULL;
}

static void
write_kind(Page *page)
{
    static const struct {
        const gchar *field;
        RollKind kind;
    } signs[] = {
        {"key_messages", ROLL_KIND_CURRICULUM}, {"minutes", ROLL_KIND_CURRICULUM},
        {"quantity", ROLL_KIND_RESOURCE},       {"strength", ROLL_KIND_ROLL},
        {"seats", ROLL_KIND_PLANNED},
    };
    RollKind kind = ROLL_KIND_ATTENDANCE;
    gboolean is_session = has(page, "course_title") || has(page, "start_date");
    const gchar *sign = NULL;

    for (gsize i = 0; sign == NULL && i < G_N_ELEMENTS(signs); i++) {
        if (has(page, signs[i].field)) {
            sign = signs[i].field;
            kind = signs[i].kind;
        }
    }
    if (sign == NULL && !is_session) {
        kind = ROLL_KIND_ROLL;
        ask(page, "no column tells of a training: is it a list of who is in service?");
    } else if (sign == NULL && is_called_plan(page)) {
        kind = ROLL_KIND_PLANNED;
        ask(page, "planned, or attendance? the name of the file speaks of a plan");
    } else if (sign == NULL && has(page, "status")) {
        ask(page, "attendance, or planned? there is a column of the status");
    }
    g_string_append_printf(page->out, "kind = %s\n", roll_kind_name(kind));
}

static void
write_files(Page *page)
{
    if (!page->profile->is_files_of_all)
        ask(page, "not all of the exports are called so: what will next month's be called? * is "
                  "any text, ? one letter");
    else if (!page->profile->is_files_certain)
        ask(page, "the name of the file has no date: will next month's be called so? * is any "
                  "text, ? one letter");
    g_string_append_printf(page->out, "files = %s\n", page->profile->files);
}

static void
write_encoding(Page *page)
{
    const IngestExport *export = page->profile->export;

    if (export->habit.profile->encoding != NULL) {
        g_string_append_printf(page->out, "encoding = %s\n", export->habit.profile->encoding);
        return;
    }
    for (guint i = 0; i < export->notes->len; i++) {
        const IngestNote *note = g_ptr_array_index(export->notes, i);

        /* Of two encodings, which the mark at the beginning of a file tells apart each time. */
        if (strcmp(note->id, "encoding-recognised") == 0) {
            g_string_append(page->out, "encoding = UTF-16\n");
            return;
        }
    }
}

static void
write_delimiter(Page *page)
{
    static const struct {
        gchar delimiter;
        const gchar *name;
    } names[] = {{';', "semicolon"}, {'\t', "tab"}, {'|', "pipe"}};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (names[i].delimiter == page->profile->export->header->delimiter)
            g_string_append_printf(page->out, "delimiter = %s\n", names[i].name);
    }
    if (page->profile->export->header->quotes == ROLL_QUOTES_UNDOUBLED)
        g_string_append(page->out, "quotes = undoubled\n");
    if (page->profile->export->header->quotes == ROLL_QUOTES_NONE)
        g_string_append(page->out, "quotes = none\n");
}

/* Nearly all, where a few may be slips of the pen. */
static gboolean
outweighs(guint a, guint b)
{
    return a > 0 && (guint64)b * 50 <= a;
}

static void
write_order_of_numbers(Page *page, const IngestDates *dates)
{
    const gchar *order = outweighs(dates->n_day_first, dates->n_month_first)   ? "dmy"
                         : outweighs(dates->n_month_first, dates->n_day_first) ? "mdy"
                                                                               : NULL;

    if (order == NULL && dates->n_day_first > 0)
        ask(page, "of its dates %u are day-first and %u month-first; which of them is right?",
            dates->n_day_first, dates->n_month_first);
    else if (order == NULL)
        ask(page, "%u dates can be read both ways: dmy means 12/06 is 12 June, mdy 6 December",
            dates->n_either);
    else if (MIN(dates->n_day_first, dates->n_month_first) > 0)
        ask(page, "%u dates are the other way round: are they slips of the pen?",
            MIN(dates->n_day_first, dates->n_month_first));
    if (order == NULL)
        ask(page, "date-order = dmy");
    else
        g_string_append_printf(page->out, "date-order = %s\n", order);
}

static void
write_order(Page *page)
{
    const IngestDates *dates = &page->profile->dates;

    if (dates->n_day_first + dates->n_month_first + dates->n_either > 0)
        write_order_of_numbers(page, dates);
    else if (dates->n_year_first > 0 || dates->n_day_word + dates->n_word_day > 0)
        g_string_append_printf(page->out, "date-order = %s\n",
                               dates->n_year_first >= dates->n_day_word + dates->n_word_day ? "ymd"
                               : dates->n_day_word >= dates->n_word_day                     ? "dmy"
                                                                        : "mdy");
}

static void
write_era(Page *page)
{
    const IngestDates *dates = &page->profile->dates;
    gboolean is_be = outweighs(dates->n_be, dates->n_ce);
    gboolean is_ce = outweighs(dates->n_ce, dates->n_be);

    if (is_be || is_ce) {
        if (MIN(dates->n_be, dates->n_ce) > 0)
            ask(page, "%u years are of the other era: are they slips of the pen?",
                MIN(dates->n_be, dates->n_ce));
        g_string_append_printf(page->out, "era = %s\n", is_be ? "be" : "ce");
        return;
    }
    if (dates->n_be > 0)
        ask(page, "%u years are of the Buddhist Era and %u are not; which of them is right?",
            dates->n_be, dates->n_ce);
    else if (dates->n_two_digit > 0)
        ask(page, "years have two digits: ce, or be where 52 means 2009?");
    else
        return;
    ask(page, "era = ce");
}

static void
write_source(Page *page)
{
    g_string_append(page->out, "\n[source]\n");
    if (!has(page, "organisation")) {
        ask(page, "whose export is it? as you would write it in a letter");
        ask(page, "organisation =");
    }
    write_kind(page);
    write_files(page);
    write_encoding(page);
    write_delimiter(page);
    write_order(page);
    write_era(page);
    if (has(page, "age")) {
        ask(page, "the day from which ages count; else that of the session");
        ask(page, "as-of = YYYY-MM-DD");
    }
}

/* ---- [columns] ---- */

/* The columns as a profile names them; NULL when it cannot: a header with " + " is two. */
static gchar *
names_of(const Page *page, const IngestChoice *choice)
{
    const IngestLabels *labels = page->profile->export->header->labels;
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < choice->columns->len; i++) {
        guint place = g_array_index(choice->columns, guint, i);
        g_autofree gchar *name = label_of(page, place);

        g_strstrip(name);
        if (strstr(name, " + ") != NULL || ingest_labels_find(labels, name) != place)
            return NULL;
        g_string_append_printf(names, "%s%s", i > 0 ? " + " : "", name);
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static void
write_choice(Page *page, const IngestChoice *choice)
{
    guint first = g_array_index(choice->columns, guint, 0);
    g_autofree gchar *place = place_of(page, first);
    g_autofree gchar *names = names_of(page, choice);

    if (names == NULL) {
        ask(page, "%s means %s, but a profile cannot name it: rename it in the export", place,
            choice->field->name);
        return;
    }
    if (choice->question != NULL)
        ask(page, "%s as %s: %s", place, choice->field->name, choice->question);
    g_string_append_printf(page->out, "%s%s = %s\n", choice->is_suggested ? "# ? " : "",
                           choice->field->name, names);
}

/* By its header, or by values that are 1, 2, 3. */
static gboolean
counts_lines(const Page *page, guint i)
{
    const IngestExport *export = page->profile->export;

    return ingest_sheet_counts_lines(export->sheet, export->header->labels->labels[i]) ||
           ingest_values_count_lines(&page->profile->values[i]);
}

static void
write_unused(Page *page, guint i)
{
    const IngestValues *values = &page->profile->values[i];
    const gchar *remark = page->profile->choices->remarks[i];
    g_autofree gchar *place = place_of(page, i);
    g_autoptr(GString) shapes = g_string_new(NULL);

    if (remark == NULL && values->n == 0) {
        g_string_append_printf(page->out, "# %s: empty\n", place);
        return;
    }
    if (remark == NULL && counts_lines(page, i)) {
        g_string_append_printf(page->out, "# %s: counts the lines\n", place);
        return;
    }
    ingest_values_append_shapes(values, shapes);
    ask(page, "%s is not used%s%s%s%s", place, remark != NULL ? ": " : "",
        remark != NULL ? remark : "", values->n > 0 ? "; its values look like " : "", shapes->str);
}

static void
write_columns(Page *page)
{
    const IngestChoices *choices = page->profile->choices;
    g_autofree gboolean *is_used = g_new0(gboolean, (gsize)choices->n_columns + 1);
    guint n = 0;

    g_string_append(page->out, "\n[columns]\n");
    if (page->profile->export->habit.raw)
        ask(page, "row %" G_GUINT64_FORMAT " is taken for the header, though none of it is known",
            page->profile->export->header->row);
    for (guint i = 0; i < choices->choices->len; i++) {
        const IngestChoice *choice = g_ptr_array_index(choices->choices, i);

        write_choice(page, choice);
        for (guint j = 0; j < choice->columns->len; j++)
            is_used[g_array_index(choice->columns, guint, j)] = TRUE;
    }
    for (guint i = 0; i < choices->n_columns; i++) {
        gboolean is_named = page->profile->export->header->labels->labels[i][0] != '\0';

        if (!is_used[i] && (is_named || page->profile->values[i].n > 0) && n++ < MAX_ASKED)
            write_unused(page, i);
    }
    if (n > MAX_ASKED)
        ask(page, "%u more columns are not used", n - MAX_ASKED);
}

/* ---- [constants] ---- */

/* The country whose script is written there and nowhere else in the region. */
static const gchar *
country_of(const Page *page)
{
    static const gchar *const countries[INGEST_N_SCRIPTS] = {
        [INGEST_SCRIPT_KHMER] = "KHM",   [INGEST_SCRIPT_THAI] = "THA", [INGEST_SCRIPT_LAO] = "LAO",
        [INGEST_SCRIPT_MYANMAR] = "MMR", [INGEST_SCRIPT_HAN] = "CHN",
    };
    const gchar *country = NULL;

    for (guint i = 0; i < page->profile->choices->n_columns; i++) {
        const gchar *here = countries[ingest_values_script(&page->profile->values[i])];

        if (country != NULL && here != NULL && here != country)
            return NULL;
        country = here != NULL ? here : country;
    }
    return country;
}

static void
write_constants(Page *page)
{
    const gchar *country = country_of(page);

    if (has(page, "country"))
        return;
    g_string_append(page->out, "\n[constants]\n");
    ask(page, "the country of all rows, in three letters");
    if (country != NULL)
        ask(page, "country = %s", country);
    else
        ask(page, "country =");
}

guint
ingest_profile_append(const IngestProfile *profile, GString *out)
{
    Page page = {profile, out, 0};

    g_string_append_printf(out,
                           "# Written by rollcall profile; rows looked at: %" G_GUINT64_FORMAT ".\n"
                           "# A line that begins with \"# ?\" is for a person: decide, then take "
                           "the line away.  Where it\n"
                           "# reads \"# ? key = value\" and is right, take away the mark alone.\n",
                           profile->n_rows);
    write_source(&page);
    write_columns(&page);
    write_constants(&page);
    return page.n_questions;
}
