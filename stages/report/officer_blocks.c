#include "stages/report/officer_blocks.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/block_data.h"

#define BLOCK 500

typedef struct {
    const ReportContext *context;
    OfficerSpan span;
    WordList orgs;
    WordList topics;
    WordList provinces;
    WordList ranks;
    WordList units;
    guint32 *order; /* of each officer: its place by name */
} Blocks;

/* ---- JSON ---- */

static void
put_names(GString *out, const gchar *key, const WordList *words)
{
    g_string_append_printf(out, ",\"%s\":[", key);
    for (guint i = 0; i < words->texts->len; i++) {
        g_string_append(out, i > 0 ? ",\"" : "\"");
        html_json(out, g_ptr_array_index(words->texts, i));
        g_string_append_c(out, '"');
    }
    g_string_append_c(out, ']');
}

/* ---- order of the names ---- */

typedef struct {
    gchar *folded;
    guint32 place;
} Named;

static gint
compare_named(gconstpointer a, gconstpointer b)
{
    const Named *x = a;
    const Named *y = b;
    gint order = strcmp(x->folded, y->folded);

    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static void
clear_named(gpointer data)
{
    g_free(((Named *)data)->folded);
}

static guint32 *
order_names(const GArray *officers)
{
    g_autoptr(GArray) names = g_array_sized_new(FALSE, FALSE, sizeof(Named), officers->len);
    guint32 *order = g_new0(guint32, MAX(officers->len, 1));

    g_array_set_clear_func(names, clear_named);
    for (guint32 i = 0; i < officers->len; i++) {
        GString *folded = g_string_new(NULL);
        Named named;

        roll_text_fold(report_get(&g_array_index(officers, Officer, i).row, "name"), folded);
        named = (Named){g_string_free(folded, FALSE), i};
        g_array_append_val(names, named);
    }
    g_array_sort(names, compare_named);
    for (guint32 i = 0; i < names->len; i++)
        order[g_array_index(names, Named, i).place] = i;
    return order;
}

/* ---- columns ---- */

static const gchar *
first_of(const gchar *joined, gchar **copy)
{
    *copy = g_strndup(joined, strcspn(joined, ";"));
    return *copy;
}

static void
put_places(GString *out, const WordList *words, const gchar *joined)
{
    g_auto(GStrv) parts = g_strsplit(joined, ";", -1);

    for (guint i = 0; parts[i] != NULL; i++)
        g_string_append_printf(out, "%s%u", i > 0 ? " " : "", word_list_place(words, parts[i]));
}

static void
put_base36(GString *out, gint value)
{
    gchar digits[8];
    guint n = 0;

    if (value < 0)
        g_string_append_c(out, '-');
    for (value = ABS(value); n == 0 || value > 0; value /= 36)
        digits[n++] = "0123456789abcdefghijklmnopqrstuvwxyz"[value % 36];
    while (n > 0)
        g_string_append_c(out, digits[--n]);
}

static void
put_days(GString *out, const Blocks *blocks, const gchar *joined)
{
    g_auto(GStrv) dates = g_strsplit(joined, ";", -1);

    for (guint i = 0; dates[i] != NULL; i++) {
        if (i > 0)
            g_string_append_c(out, ' ');
        put_base36(out, roll_day_parse(roll_text(dates[i])) - blocks->span.from);
    }
}

/* The first four are texts, the others whole numbers. */
typedef enum { AS_TEXT, AS_PROVINCES, AS_ORGS, AS_DAYS, AS_RANK, AS_UNIT, AS_TOPIC, AS_DOUBT } Form;

static void
put_value(GString *out, const Blocks *blocks, const ReportRow *row, const gchar *column, Form form)
{
    const gchar *text = report_string(row, column);
    g_autofree gchar *first = NULL;

    if (form == AS_TEXT)
        html_json(out, text);
    else if (form == AS_PROVINCES)
        put_places(out, &blocks->provinces, text);
    else if (form == AS_ORGS)
        put_places(out, &blocks->orgs, text);
    else if (form == AS_DAYS)
        put_days(out, blocks, text);
    else if (form == AS_RANK)
        g_string_append_printf(out, "%u", word_list_place(&blocks->ranks, text));
    else if (form == AS_UNIT)
        g_string_append_printf(out, "%u", word_list_place(&blocks->units, first_of(text, &first)));
    else if (form == AS_TOPIC)
        g_string_append_printf(out, "%u", word_list_place(&blocks->topics, text));
    else
        g_string_append_c(out, strcmp(text, "review") == 0 ? '1' : '0');
}

static const struct {
    const gchar *key;
    const gchar *column;
    Form form;
} columns[] = {
    {"number", "officer", AS_TEXT},
    {"name", "name", AS_TEXT},
    {"local", "name_local", AS_TEXT},
    {"rank", "rank", AS_RANK},
    {"unit", "units", AS_UNIT},
    {"places", "provinces", AS_PROVINCES},
    {"topic", "topic_code", AS_TOPIC},
    {"orgs", "orgs", AS_ORGS},
    {"dates", "dates", AS_DAYS},
    {"other", "other_dates", AS_DAYS},
    {"invited", "invited_dates", AS_DAYS},
    {"doubt", "decision", AS_DOUBT},
};

/* Texts are one string, a line each; numbers are a list. */
static void
put_block(GString *out, const Blocks *blocks, const GArray *officers, guint from)
{
    guint to = MIN(from + BLOCK, officers->len);

    g_string_append(out, "{\"order\":[");
    for (guint i = from; i < to; i++)
        g_string_append_printf(out, "%s%u", i > from ? "," : "", blocks->order[i]);
    g_string_append_c(out, ']');
    for (guint c = 0; c < G_N_ELEMENTS(columns); c++) {
        gboolean is_text = columns[c].form <= AS_DAYS;

        g_string_append_printf(out, ",\"%s\":%s", columns[c].key, is_text ? "\"" : "[");
        for (guint i = from; i < to; i++) {
            if (i > from)
                g_string_append(out, is_text ? "\\n" : ",");
            put_value(out, blocks, &g_array_index(officers, Officer, i).row, columns[c].column,
                      columns[c].form);
        }
        g_string_append_c(out, is_text ? '"' : ']');
    }
    g_string_append_c(out, '}');
}

/* ---- the words ---- */

static void
put_named_codes(GString *out, const Blocks *blocks)
{
    const ReportContext *context = blocks->context;

    g_string_append(out, ",\"topics\":[");
    for (guint i = 0; i < blocks->topics.texts->len; i++) {
        const gchar *code = g_ptr_array_index(blocks->topics.texts, i);

        g_string_append(out, i > 0 ? ",[\"" : "[\"");
        html_json(out, code);
        g_string_append(out, "\",\"");
        html_json(out, report_topic(context, code));
        g_string_append(out, "\"]");
    }
    g_string_append(out, "],\"places\":[");
    for (guint i = 0; i < blocks->provinces.texts->len; i++) {
        const gchar *code = g_ptr_array_index(blocks->provinces.texts, i);

        g_string_append(out, i > 0 ? ",[\"" : "[\"");
        html_json(out, code);
        g_string_append(out, "\",\"");
        html_json(out, report_place(context, code));
        g_string_append(out, "\",\"");
        html_json(out, report_country(context, code));
        g_string_append(out, "\"]");
    }
    g_string_append_c(out, ']');
}

static void
put_dictionary(GString *out, const Blocks *blocks, const GString *sums)
{
    html_put(out,
             "<script type=\"application/json\" id=\"officer-words\">{\"run\":\"%s\",\"from\":%d,"
             "\"span\":%d,\"now\":%d",
             blocks->context->month, blocks->span.from, blocks->span.to - blocks->span.from,
             blocks->context->as_of - blocks->span.from);
    put_names(out, "orgs", &blocks->orgs);
    put_names(out, "ranks", &blocks->ranks);
    put_names(out, "units", &blocks->units);
    put_named_codes(out, blocks);
    g_string_append_printf(out, ",\"sums\":[%s]}</script>\n", sums->str);
}

void
officer_blocks_put(const ReportContext *context, const GArray *officers, OfficerSpan span,
                   GString *out)
{
    g_autofree guint32 *order = order_names(officers);
    Blocks blocks = {
        context,         span, word_list_new(), word_list_new(), word_list_new(), word_list_new(),
        word_list_new(), order};
    g_autoptr(GString) data = g_string_new(NULL);
    g_autoptr(GString) sums = g_string_new(NULL);

    for (guint from = 0; from < officers->len; from += BLOCK) {
        gsize start;

        g_string_append(data, "<script type=\"application/json\" class=\"blk\">");
        start = data->len;
        put_block(data, &blocks, officers, from);
        g_string_append_printf(sums, "%s%u", from > 0 ? "," : "",
                               block_sum(data->str + start, data->len - start));
        g_string_append(data, "</script>\n");
    }
    put_dictionary(out, &blocks, sums);
    g_string_append_len(out, data->str, (gssize)data->len);
    word_list_clear(&blocks.orgs);
    word_list_clear(&blocks.topics);
    word_list_clear(&blocks.provinces);
    word_list_clear(&blocks.ranks);
    word_list_clear(&blocks.units);
}
