/* page: the frame of a web page in one file: no network, one style sheet,
 * and at most one script, without which the page is whole.
 *
 * The pages follow one design: ordered by what can still be changed; every view opens with a
 * sentence that says what was found; hue, shape and word always together. */
#pragma once

#include <glib.h>

#include "stages/report/context.h"

typedef enum { PAGE_COORDINATOR, PAGE_PARTNER, PAGE_PUBLIC } PageClass;

typedef struct {
    const ReportContext *context;
    PageClass class;
    const gchar *owner;       /* the partner's code; "" otherwise */
    const Messages *messages; /* what it is said in */
    GString *out;             /* owned */
    GString *rail;            /* owned: the entries of the navigation so far */
    GString *body;            /* owned */
    GString *tail;            /* owned: data for the script, behind all that is read */
    const gchar *script;      /* NULL: none */
} Page;

Page *page_new(const ReportContext *context, PageClass class, const gchar *owner);
void page_free(Page *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, page_free)

/* What is said, by the keys of messages.h: a message without values (transfer none), one with
 * values (transfer full), and markup with messages and values in it, onto the body. */
const gchar *page_word(const Page *page, const gchar *key);
gchar *page_text(const Page *page, const gchar *key, ...) G_GNUC_NULL_TERMINATED;
/* A message that counts by {n}, "3 exports" (transfer full). */
gchar *page_counted(const Page *page, const gchar *key, gint64 n);
void page_put(const Page *page, const gchar *markup, ...) G_GNUC_NULL_TERMINATED;

/* A heading in the navigation, a message. */
void page_rail_group(Page *page, const gchar *key);
/* Opens a view: an entry of the navigation with @n behind it (-1: none), the kicker, the finding,
 * and the sentence below it, which may be NULL.  The view is called by the message @key; @finding
 * and @dek are plain text. */
void page_open_view(Page *page, const gchar *id, const gchar *key, gint64 n);
void page_finding(Page *page, const gchar *id, const gchar *finding, const gchar *dek);
/* The line on where its rows are; markup with messages, may be NULL. */
void page_close_view(Page *page, const gchar *source);
/* The whole document; @title and @subtitle are plain text. (transfer none) */
const GString *page_finish(Page *page, const gchar *title, const gchar *subtitle);
