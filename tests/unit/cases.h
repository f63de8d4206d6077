/* cases: a table of cases, each a test of its own. */
#pragma once

#include <glib.h>
#include <string.h>

static inline void
add_each(const gchar *folder, gconstpointer cases, gsize size, gsize n, GTestDataFunc test)
{
    for (gsize i = 0; i < n; i++) {
        gconstpointer c = (const gchar *)cases + i * size;
        const gchar *called = NULL;
        g_autofree gchar *name = NULL;

        memcpy(&called, c, sizeof called);
        name = g_strconcat(folder, "/", called, NULL);
        g_test_add_data_func(name, c, test);
    }
}

/* @cases: an array of structures that begin with their names. */
#define ADD_CASES(folder, cases, test)                                                             \
    add_each((folder), (cases), sizeof *(cases), G_N_ELEMENTS(cases), (test))
