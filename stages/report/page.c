#include "stages/report/page.h"

#include <stdarg.h>

#include "pipeline/lib/html.h"
#include "stages/report/style.h"
#include "stages/report/words.h"

typedef struct {
    const gchar *letter;
    const gchar *word; /* key of a message, as is the next */
    const gchar *text;
} ClassText;

static const ClassText classes[] = {
    [PAGE_COORDINATOR] = {"C", "page.confidential", "{page.coordinator-only}"},
    [PAGE_PARTNER] = {"R", "page.restricted", "{page.owner-only}"},
    [PAGE_PUBLIC] = {"P", "page.public", "{page.for-all}"},
};

Page *
page_new(const ReportContext *context, PageClass class, const gchar *owner)
{
    Page *page = g_new0(Page, 1);

    page->context = context;
    page->messages = context->messages;
    page->class = class;
    page->owner = owner;
    page->out = g_string_new(NULL);
    page->rail = g_string_new(NULL);
    page->body = g_string_new(NULL);
    page->tail = g_string_new(NULL);
    return page;
}

void
page_free(Page *page)
{
    if (page == NULL)
        return;
    g_string_free(page->out, TRUE);
    g_string_free(page->rail, TRUE);
    g_string_free(page->body, TRUE);
    g_string_free(page->tail, TRUE);
    g_free(page);
}

const gchar *
page_word(const Page *page, const gchar *key)
{
    return messages_word(page->messages, key);
}

gchar *
page_text(const Page *page, const gchar *key, ...)
{
    va_list values;
    gchar *text;

    va_start(values, key);
    text = messages_vtext(page->messages, key, values);
    va_end(values);
    return text;
}

gchar *
page_counted(const Page *page, const gchar *key, gint64 n)
{
    Words count;

    return page_text(page, key, "n", words_count(page->messages, n, count), NULL);
}

void
page_put(const Page *page, const gchar *markup, ...)
{
    va_list values;

    va_start(values, markup);
    messages_vput(page->messages, page->body, markup, values);
    va_end(values);
}

void
page_rail_group(Page *page, const gchar *key)
{
    html_put(page->rail, "<h2>%s</h2>\n", page_word(page, key));
}

void
page_open_view(Page *page, const gchar *id, const gchar *key, gint64 n)
{
    const gchar *name = page_word(page, key);

    html_put(page->rail, "<a href=\"#%s\">%s", id, name);
    if (n >= 0)
        html_put(page->rail, " <span class=\"%s\">%s</span>",
                 strcmp(id, "act") == 0 && n > 0 ? "n hot" : "n",
                 words_count(page->messages, n, (Words){0}));
    g_string_append(page->rail, "</a>\n");
    html_put(page->body,
             "<section class=\"view\" id=\"%s\" aria-labelledby=\"%s-h\">\n"
             "<p class=\"kick\">%s</p>\n",
             id, id, name);
}

void
page_finding(Page *page, const gchar *id, const gchar *finding, const gchar *dek)
{
    html_put(page->body, "<h2 id=\"%s-h\">%s</h2>\n", id, finding);
    if (dek != NULL)
        html_put(page->body, "<p class=\"dek\">%s</p>\n", dek);
}

void
page_close_view(Page *page, const gchar *source)
{
    if (source != NULL)
        g_string_append(page->body, "<p class=\"src\">");
    if (source != NULL)
        page_put(page, source, NULL);
    if (source != NULL)
        g_string_append(page->body, "</p>\n");
    g_string_append(page->body, "</section>\n");
}

static const gchar *
print_style(PageClass class)
{
    if (class == PAGE_COORDINATOR)
        return report_print_coordinator;
    return class == PAGE_PARTNER ? report_print_partner : report_print_public;
}

/* A page without a script has no map, and no table that one pages. */
static void
put_head(Page *page, const gchar *title)
{
    gboolean is_plain = page->script == NULL;
    g_autofree gchar *style =
        g_strconcat(report_style, is_plain ? "" : report_style_map,
                    is_plain ? "" : report_style_table, is_plain ? "" : report_style_borders,
                    is_plain ? "" : report_style_months, print_style(page->class), NULL);
    g_autofree gchar *hash = html_hash(style);
    g_autofree gchar *script = page->script != NULL ? html_hash(page->script) : NULL;

    html_put(page->out,
             "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src '%s'; %s%s%sbase-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n"
             "<meta name=\"robots\" content=\"noindex, noarchive\">\n<title>%s</title>\n",
             roll_messages_language(page->messages), hash, script != NULL ? "script-src '" : "",
             script != NULL ? script : "", script != NULL ? "'; " : "", title);
    g_string_append(page->out, "<style>");
    g_string_append(page->out, style);
    g_string_append(page->out, "</style>\n</head>\n");
}

static void
put_strip(Page *page)
{
    const ClassText *class = &classes[page->class];
    const Messages *say = page->messages;

    html_put(page->out,
             "<header class=\"strip s%s\" role=\"banner\"><b class=\"k\">%s</b><b>%s</b><span>",
             class->letter, class->letter, page_word(page, class->word));
    messages_put(say, page->out, class->text, "owner", page->owner, NULL);
    messages_put(say, page->out, "</span><span class=\"run\">{page.run}</span></header>\n", "month",
                 page->context->month, NULL);
}

static void
put_script(Page *page)
{
    static const gchar *const groups[] = {"script", "numbers", NULL};

    g_string_append(page->out, "<script type=\"application/json\" id=\"said\">");
    messages_json(page->messages, page->out, groups);
    g_string_append_printf(page->out, "</script>\n<script>%s</script>\n", page->script);
}

const GString *
page_finish(Page *page, const gchar *title, const gchar *subtitle)
{
    Words month;

    g_string_truncate(page->out, 0);
    put_head(page, title);
    html_put(page->out, "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n",
             page_word(page, "page.skip"));
    put_strip(page);
    html_put(page->out,
             "<div class=\"frame\">\n<nav class=\"rail\" aria-label=\"%s\"><div>"
             "<p class=\"mark\">rollcall</p>\n<p class=\"sub\">%s</p>\n",
             page_word(page, "page.views"),
             words_month(page->messages, page->context->as_of, month));
    g_string_append(page->out, page->rail->str);
    html_put(page->out,
             "</div></nav>\n<main id=\"main\">\n<div class=\"top\"><h1>%s</h1><p>%s</p></div>\n",
             title, subtitle);
    g_string_append(page->out, page->body->str);
    g_string_append(page->out, "</main>\n</div>\n");
    g_string_append_len(page->out, page->tail->str, (gssize)page->tail->len);
    if (page->script != NULL)
        put_script(page);
    g_string_append(page->out, "</body>\n</html>\n");
    return page->out;
}
