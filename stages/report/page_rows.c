#include "stages/report/page_rows.h"

#include <stdarg.h>

#include "pipeline/lib/html.h"

/* Appends the condition as a person reads it, and as a member of a JSON object. */
static void
add_condition(GString *words, GString *json, const gchar *column, const gchar *value)
{
    g_auto(GStrv) either = g_strsplit(column, "|", 2);
    g_autofree gchar *columns = g_strjoinv(" / ", either);

    g_string_append_printf(words, ", %s = %s", columns, *value != '\0' ? value : "“”");
    g_string_append(json, json->len > 1 ? ",\"" : "\"");
    html_json(json, column);
    g_string_append(json, "\":\"");
    html_json(json, value);
    g_string_append_c(json, '"');
}

void
page_rows(const Page *page, const gchar *text, const gchar *table, const gchar *how, ...)
{
    g_autoptr(GString) words = g_string_new(table);
    g_autoptr(GString) json = g_string_new("{");
    g_autofree gchar *title = NULL;
    va_list conditions;

    if (page->class != PAGE_COORDINATOR) {
        html_put(page->body, "%s", text);
        return;
    }
    g_string_append(words, ".csv.gz");
    va_start(conditions, how);
    for (const gchar *column = va_arg(conditions, const gchar *); column != NULL;
         column = va_arg(conditions, const gchar *))
        add_condition(words, json, column, va_arg(conditions, const gchar *));
    va_end(conditions);
    g_string_append_c(json, '}');
    title = page_text(page, "page.rows", "rows", words->str, NULL);
    html_put(page->body,
             "<a class=\"fig\" href=\"%s.csv.gz\" title=\"%s\" data-rows=\"%s\" data-how=\"%s\">%s"
             "</a>",
             table, title, json->str, how, text);
}
