/* header: the header and the HXL tags of whatever stands at the top of a file, and what its columns
 * mean: found, or told why not; no column is used twice, none that is not there. */
#include "stages/ingest/header.h"

#include "stages/ingest/note.h"
#include "stages/ingest/zawgyi.h"
#include "tests/fuzz/fuzz.h"

/* Names columns by header, and one that is joined. */
#define PROFILE                                                                                    \
    "[source]\nkind = attendance\nfiles = *\n[columns]\nofficer_name = First + Last\nrank = "      \
    "Rank\n"

typedef struct {
    RollFields *fields;
    RollProfiles *profiles;
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
    rules->zawgyi = ingest_zawgyi_new(fuzz_layers());
    rules->telling = roll_telling_new(fuzz_layers());
    rules->profiles = roll_profiles_parse("it.ini", PROFILE, rules->fields, &error);
    g_assert_no_error(error);
    return rules;
}

static void
check_mapping(const IngestHabit *habit, const IngestLabels *labels, GPtrArray *notes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) mapping = ingest_mapping_new(habit, labels, notes, &error);

    if (mapping == NULL) {
        fuzz_assert_fault(error);
        return;
    }
    for (guint i = 0; i < mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(mapping, i);

        g_assert_true(ingest_mapping_find(mapping, column->name) == column);
        g_assert_cmpuint(column->columns->len, >, 0);
        for (guint j = 0; j < column->columns->len; j++)
            g_assert_cmpuint(g_array_index(column->columns, guint, j), <, labels->n);
    }
}

void
fuzz_input(FuzzInput input)
{
    static GOnce once = G_ONCE_INIT;
    const Rules *rules = g_once(&once, load_rules, NULL);
    guint choice = fuzz_byte(&input);
    IngestHabit habit = {.fields = rules->fields,
                         .raw = choice % 3 == 1,
                         .zawgyi = choice % 3 == 1 ? NULL : rules->zawgyi,
                         .telling = rules->telling};
    g_autoptr(GBytes) head = fuzz_bytes(input);
    g_autoptr(GPtrArray) notes = ingest_notes_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(IngestHeader) header = NULL;

    if (choice % 3 == 2)
        habit.profile = roll_profiles_find(rules->profiles, "it.csv");
    header = ingest_header_find(head, &habit, notes, &error);
    if (header == NULL) {
        fuzz_assert_fault(error);
        return;
    }
    g_assert_cmpuint(header->line, >, 0);
    g_assert_cmpuint(header->last_line, >=, header->line);
    g_assert_cmpuint(header->labels->n, >, 0);
    ingest_labels_check(header->labels, notes);
    check_mapping(&habit, header->labels, notes);
}
