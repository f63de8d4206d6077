#include "stages/ingest/tags.h"

#include "pipeline/lib/finding.h"

#define MAX_NAMED 20 /* of thousands of columns, nobody reads more */

static const gchar *
skip_blanks(const gchar *p)
{
    while (g_ascii_isspace(*p))
        p++;
    return p;
}

/* Behind a word that begins at @p; NULL when none does. */
static const gchar *
skip_word(const gchar *p)
{
    if (!g_ascii_isalpha(*p))
        return NULL;
    while (g_ascii_isalnum(*p) || *p == '_')
        p++;
    return p;
}

gboolean
ingest_tag_is_sound(const gchar *cell)
{
    const gchar *p = skip_blanks(cell);

    if (*p++ != '#')
        return FALSE;
    p = skip_word(p);
    while (p != NULL && *(p = skip_blanks(p)) == '+')
        p = skip_word(skip_blanks(p + 1));
    return p != NULL && *p == '\0';
}

/* What a spreadsheet shows where it can show no value. */
static gboolean
is_error(const gchar *cell)
{
    static const gchar *const errors[] = {"#N/A",   "#REF!",  "#VALUE!", "#DIV/0!",
                                          "#NAME?", "#NULL!", "#NUM!",   "##"};

    for (gsize i = 0; i < G_N_ELEMENTS(errors); i++)
        if (g_str_has_prefix(cell, errors[i]))
            return TRUE;
    return FALSE;
}

gboolean
ingest_tag_is_meant(const gchar *cell)
{
    const gchar *p = skip_blanks(cell);

    return p[0] == '#' && p[1] != '\0' && !g_ascii_isspace(p[1]) && !is_error(p);
}

static gboolean
half_are(gchar *const *cells, gboolean (*is_one)(const gchar *cell))
{
    guint n = 0;
    guint n_ones = 0;

    for (guint i = 0; cells[i] != NULL; i++) {
        n += *skip_blanks(cells[i]) != '\0';
        if (is_one(cells[i]))
            n_ones++;
    }
    return n_ones > 0 && n_ones * 2 >= n;
}

gboolean
ingest_tags_are_sound(gchar *const *cells)
{
    return half_are(cells, ingest_tag_is_sound);
}

gboolean
ingest_tags_are_meant(gchar *const *cells)
{
    return half_are(cells, ingest_tag_is_meant);
}

void
ingest_tags_name_faulty(gchar *const *cells, RollValues *values)
{
    g_autoptr(GString) named = g_string_new(NULL);
    guint n = 0;

    for (guint i = 0; cells[i] != NULL; i++) {
        gchar letters[8];

        if (*skip_blanks(cells[i]) == '\0' || ingest_tag_is_sound(cells[i]) || n++ >= MAX_NAMED)
            continue;
        roll_column_letters(i + 1, letters);
        g_string_append_printf(named, "%s\"%s\" (%s)", n > 1 ? ", " : "", cells[i], letters);
    }
    roll_values_set(values, "cells", named->str);
    roll_values_set_number(values, "more", n > MAX_NAMED ? n - MAX_NAMED : 0);
}
