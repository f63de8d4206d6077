#include <string.h>

#include "stages/ingest/fault.h"
#include "stages/ingest/header.h"
#include "stages/ingest/note.h"
#include "stages/ingest/value.h"

typedef struct {
    const gchar *name;
    const gchar *sent;
    const gchar *value;
} ValueCase;

static const ValueCase trim_cases[] = {
    {"empty", "", ""},
    {"nothing to do", "a b", "a b"},
    {"blanks", " \t a b\r\n", "a b"},
    {"blanks only", " \n\t ", ""},
    {"blanks of other scripts", "\xc2\xa0\xe3\x80\x80ก\xe2\x80\x83", "ก"},
    {"byte order mark",
     "\xef\xbb\xbf"
     "a\xef\xbb\xbf",
     "a"},
    {"a zero-width joiner is no blank",
     "\xe2\x80\x8d"
     "a",
     "\xe2\x80\x8d"
     "a"},
    {"control characters are no blanks", "\x1b[0m\x01", "\x1b[0m\x01"},
    {"line ends inside", "a\r\nb", "a\r\nb"},
};

static void
test_trim(gconstpointer data)
{
    const ValueCase *c = data;
    RollText value = ingest_value_trim(roll_text(c->sent));

    g_assert_true(roll_text_equal(value, roll_text(c->value)));
}

static const ValueCase compose_cases[] = {
    {"ASCII", "Sok Chea", "Sok Chea"},
    {"Latin", "José", "José"},
    {"Vietnamese, decomposed", "Nguye\xcc\x82\xcc\x83n", "Nguyễn"},
    {"Vietnamese, composed", "Nguyễn", "Nguyễn"},
    {"Burmese", "\xe1\x80\xa5\xe1\x80\xae", "\xe1\x80\xa6"},
    {"marks in another order", "a\xcc\x81\xcc\xa3", "ạ\xcc\x81"},
    {"Khmer stays", "ភូមិសុខា", "ភូមិសុខា"},
    {"Thai stays", "ทำ", "ทำ"},
    {"never NFKC", "Ａﬁ①", "Ａﬁ①"},
    {"Thai AM stays one sign", "น้ำ", "น้ำ"},
    {"Lao AM, HO NO and HO MO stay one sign", "ຄຳ ໜູ ໝູ", "ຄຳ ໜູ ໝູ"},
};

static const ValueCase clean_cases[] = {
    {"nothing to do", "Sok Chea", "Sok Chea"},
    {"zero-width space", "សុខ\u200bចាន់", "សុខចាន់"},
    {"blanks that do not break", "Sok\u00a0Chea\u202f\u2007x", "Sok Chea  x"},
    {"direction", "\u202eSok\u202c \u2066Chea\u2069\u200e", "Sok Chea"},
    {"soft hyphen, word joiner, mark", "So\u00adk\u2060\ufeff", "Sok"},
    {"tags", "Sok\U000e0041", "Sok"},
    {"at the ends a blank shows up", "\u200b Sok \u200b", "Sok"},
    {"joiner without meaning", "So\u200dk \u200cx", "Sok x"},
    {"joiner in Khmer", "ក\u200cា", "ក\u200cា"},
    {"joiner in Burmese", "က\u200dာ", "က\u200dာ"},
    {"joiner in Persian", "می\u200cروم", "می\u200cروم"},
    {"composed after it", "Nguye\u0302\u200b\u0303n", "Nguyễn"},
    {"all of it", "\u200b\u2060", ""},
};

static void
test_clean(gconstpointer data)
{
    const ValueCase *c = data;
    g_autoptr(GString) clean = g_string_new(NULL);

    ingest_value_clean(NULL, roll_text(c->sent), clean);
    g_assert_cmpstr(clean->str, ==, c->value);
    g_assert_cmpuint(ingest_value_signs(roll_text(clean->str)), ==, 0);
    if (strcmp(c->sent, c->value) != 0)
        g_assert_true(!roll_text_is_composed(roll_text(c->sent)));
}

static void
test_compose(gconstpointer data)
{
    const ValueCase *c = data;
    g_autoptr(GString) once = g_string_new(NULL);
    g_autoptr(GString) twice = g_string_new(NULL);

    ingest_value_compose(NULL, roll_text(c->sent), once);
    g_assert_cmpstr(once->str, ==, c->value);
    ingest_value_compose(NULL, roll_text(once->str), twice);
    g_assert_cmpstr(twice->str, ==, c->value);
    /* What is taken for composed is. */
    if (roll_text_is_composed(roll_text(c->sent)))
        g_assert_cmpstr(c->sent, ==, c->value);
}

static void
test_raw(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree gchar *long_row = g_strnfill(100000, 'x');

    ingest_append_raw((RollText){"a\0\xc3\xa9\xc3\n\xff", 7}, out);
    g_assert_cmpstr(out->str, ==, "a\\x00é\\xc3\n\\xff");
    g_string_truncate(out, 0);
    ingest_append_raw(roll_text(long_row), out);
    g_assert_cmpuint(out->len, ==, 65536);
}

/* ---- the header ---- */

typedef struct {
    const gchar *name;
    const gchar *head;
    const gchar *header; /* "line/row/last line DELIMITER labels", NULL: none */
} HeaderCase;

static const HeaderCase header_cases[] = {
    {"first row", "Name,Rank\nSok,Captain\n", "1/1/1 , Name|Rank"},
    {"below titles", "Report,June\n\n\"two\nlines\",x\nName,Rank\nSok,Captain\n",
     "5/4/5 , Name|Rank"},
    {"the best of several", "Name,Date\nName,Rank,Sex\n", "2/2/2 , Name|Rank|Sex"},
    {"the first of equals", "Name,Rank\nName,Rank\n", "1/1/1 , Name|Rank"},
    {"semicolon", "Name;Rank, title\nSok;Captain, x\n", "1/1/1 ; Name|Rank, title"},
    {"tab", "Name\tRank\n", "1/1/1 \t Name|Rank"},
    {"announced", "sep=|\nName|Rank\n", "2/2/2 | Name|Rank"},
    {"announced in quotes", "\"sep=;\"\nName;Rank\n", "2/2/2 ; Name|Rank"},
    {"tags below", "Nom,Rang\n#respondee+name,#x\nSok,Captain\n", "1/1/2 , Nom|Rang"},
    {"tags alone", "#respondee+name,#adm1+name\nSok,Kampot\n",
     "1/1/1 , #respondee+name|#adm1+name"},
    {"tags, half of them sound", "A,B,C,D\n#adm1,#respondee +name,#3,x\n", "1/1/2 , A|B|C|D"},
    {"tags below a title", "June\n#adm1,#respondee+name,#x_rank\n",
     "2/2/2 , #adm1|#respondee+name|#x_rank"},
    {"near to tags, below the header", "Name,B\n#1,#2\nSok,x\n", "1/1/2 , Name|B"},
    {"groups above", "Name,,Dates,\nFamily,Given,Start,End\nSok,Dara,1,2\n",
     "1/1/2 , Name Family|Name Given|Dates Start|Dates End"},
    {"groups and lone columns", "No,Name,,Rank\n,Family,Given,\n",
     "1/1/2 , No|Name Family|Name Given|Rank"},
    {"groups tell equals apart", "Officer,,Training,\nName,Province,Name,Province\n",
     "1/1/2 , Officer Name|Officer Province|Training Name|Training Province"},
    {"groups, then tags", "Name,\nFamily,Given\n#respondee+name+family,#respondee+name+given\n",
     "2/2/3 , Family|Given"},
    {"two languages", "Name,Rank,X\nឈ្មោះ,ឋានន្តរស័ក្តិ,ខេត្ត\n", "1/1/2 , Name|Rank|X"},
    {"words and values above", "Province,Kampot,Course,x\nName,Rank,Sex,Unit\n",
     "2/2/2 , Name|Rank|Sex|Unit"},
    {"data that hold a word", "Name,,Rank\nSok,Unit,Captain\n", "1/1/1 , Name||Rank"},
    {"one column", "Name\nSok\n", "1/1/1 , Name"},
    {"no delimiter of this one", "Name^Rank\n", NULL},
    {"data only", "1,Sok,Captain\n", NULL},
    {"faulty", "Name,\"Rank\nSok,Captain\n", NULL},
    {"too far below",
     "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n"
     "22\n23\n24\n25\nName,Rank\n",
     NULL},
    {"the last row where it may be",
     "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n23\n24\nName"
     "\n",
     "25/25/25 , Name"},
};

static void
test_header(gconstpointer data)
{
    const HeaderCase *c = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, &error);
    g_autoptr(RollFields) fields = roll_fields_load_with_headers(layers, &error);
    g_autoptr(RollTelling) telling = roll_telling_new(layers);
    const IngestHabit habit = {.fields = fields, .telling = telling};
    g_autoptr(GPtrArray) notes = ingest_notes_new();
    g_autoptr(GBytes) head = g_bytes_new(c->head, strlen(c->head));
    g_autoptr(IngestHeader) header = ingest_header_find(head, &habit, notes, &error);
    g_autofree gchar *labels = NULL;
    g_autofree gchar *found = NULL;

    if (header != NULL) {
        labels = g_strjoinv("|", header->labels->labels);
        found = g_strdup_printf(
            "%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT " %c %s", header->line,
            header->row, header->last_line, header->delimiter, labels);
    }
    g_assert_cmpstr(found, ==, c->header);
    g_assert_true((error == NULL) == (header != NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(trim_cases); i++) {
        g_autofree gchar *path = g_strconcat("/ingest/trim/", trim_cases[i].name, NULL);

        g_test_add_data_func(path, &trim_cases[i], test_trim);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(compose_cases); i++) {
        g_autofree gchar *path = g_strconcat("/ingest/compose/", compose_cases[i].name, NULL);

        g_test_add_data_func(path, &compose_cases[i], test_compose);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(clean_cases); i++) {
        g_autofree gchar *path = g_strconcat("/ingest/clean/", clean_cases[i].name, NULL);

        g_test_add_data_func(path, &clean_cases[i], test_clean);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(header_cases); i++) {
        g_autofree gchar *path = g_strconcat("/ingest/header/", header_cases[i].name, NULL);

        g_test_add_data_func(path, &header_cases[i], test_header);
    }
    g_test_add_func("/ingest/raw", test_raw);
    return g_test_run();
}
