#include "pipeline/lib/rule_map.h"

#include <string.h>

#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"

#define SUFFIX ".csv"

enum { PATTERN, SUBSTITUTION, TAG, REGEX, EXAMPLE, N_COLUMNS };

static const gchar *const hashtags[] = {"#x_pattern", "#x_substitution", "#x_tag",
                                        "#x_regex",   "#x_example",      NULL};

/* The columns that files of a folder, and of a phase, are about. */
typedef struct {
    const gchar *folder;
    const gchar *phase; /* NULL: any */
    const gchar *tags[5];
} About;

static const About abouts[] = {
    {"names", NULL, {"respondee", "contact", NULL}},
    {"values", "date", {"date", NULL}},
    {"values", "place", {"adm", "loc", "country", "geo", NULL}},
    {"values", "rank", {"x_rank", "respondee+rank", NULL}},
    {"values", "organisation", {"org", NULL}},
};

typedef struct {
    const gchar *path;
    gchar *stem; /* the file's name without suffix */
    const About *about;
    gboolean has_header;
    gint places[N_COLUMNS]; /* of the columns; -1: there is none */
    RollConfig *config;
} Map;

static void
map_clear(Map *map)
{
    g_free(map->stem);
    roll_config_free(map->config);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Map, map_clear)

static const About *
about_of(const gchar *path, const gchar *stem)
{
    g_autofree gchar *above = g_path_get_dirname(path);
    g_autofree gchar *folder = g_path_get_basename(above);
    g_autofree gchar *phase = g_strndup(stem, strcspn(stem, "-."));

    for (gsize i = 0; i < G_N_ELEMENTS(abouts); i++)
        if (strcmp(abouts[i].folder, folder) == 0 &&
            (abouts[i].phase == NULL || strcmp(abouts[i].phase, phase) == 0))
            return &abouts[i];
    return NULL;
}

static void
map_init(Map *map, const gchar *path)
{
    g_autofree gchar *name = g_path_get_basename(path);

    map->path = path;
    map->stem = g_strndup(name, strlen(name) - strlen(SUFFIX));
    map->about = about_of(path, map->stem);
    map->config = roll_config_new(path);
}

static gboolean
fail(const Map *map, const RollCsvRow *row, const gchar *fault, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s:%" G_GUINT64_FORMAT ": %s", map->path,
                row->line, fault);
    return FALSE;
}

/* ---- the row of hashtags ---- */

/* "#x_pattern" of " #X_Pattern +en": attributes do not matter here (transfer full). */
static gchar *
hashtag_of(RollText cell)
{
    g_autofree gchar *tag = g_ascii_strdown(cell.data, -1);

    tag[strcspn(tag, "+")] = '\0';
    return g_strdup(g_strstrip(tag));
}

static gboolean
take_hashtag(Map *map, const RollCsvRow *row, guint column, GError **error)
{
    g_autofree gchar *tag = hashtag_of(row->fields[column]);
    const gchar *nearest = roll_nearest(tag, hashtags);
    g_autofree gchar *fault = NULL;

    for (guint i = 0; i < N_COLUMNS; i++) {
        if (strcmp(tag, hashtags[i]) != 0)
            continue;
        if (map->places[i] >= 0)
            return fail(map, row, "a column stands here twice", error);
        map->places[i] = (gint)column;
        return TRUE;
    }
    if (!g_str_has_prefix(tag, "#x_"))
        return TRUE;
    fault = g_strdup_printf("unknown column %s%s%s", tag, nearest != NULL ? ", did you mean " : "",
                            nearest != NULL ? nearest : "");
    return fail(map, row, fault, error);
}

static gboolean
is_header(const RollCsvRow *row)
{
    for (guint i = 0; i < row->n_fields; i++) {
        g_autofree gchar *tag = hashtag_of(row->fields[i]);

        if (strcmp(tag, hashtags[PATTERN]) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
take_header(Map *map, const RollCsvRow *row, GError **error)
{
    for (guint i = 0; i < N_COLUMNS; i++)
        map->places[i] = -1;
    for (guint i = 0; i < row->n_fields; i++)
        if (!take_hashtag(map, row, i, error))
            return FALSE;
    map->has_header = TRUE;
    return map->places[SUBSTITUTION] >= 0 ||
           fail(map, row, "there is no column #x_substitution", error);
}

/* ---- a row ---- */

static const gchar *
cell(const Map *map, const RollCsvRow *row, guint column)
{
    gint place = map->places[column];

    return place >= 0 && (guint)place < row->n_fields ? row->fields[place].data : "";
}

static gboolean
is_about(const About *about, const gchar *tag)
{
    for (guint i = 0; about->tags[i] != NULL; i++)
        if (g_str_has_prefix(tag, about->tags[i]))
            return TRUE;
    return FALSE;
}

/* A rule for a column that the file's phase never sees would be read by nobody. */
static gboolean
check_tag(const Map *map, const RollGroup *group, const gchar *tags, GError **error)
{
    g_auto(GStrv) list = g_strsplit(tags, ",", -1);
    g_autoptr(GString) known = g_string_new(NULL);

    for (gchar **tag = list; *tag != NULL; tag++) {
        const gchar *bare = g_strstrip(*tag);

        bare += *bare == '#';
        if (*bare == '\0' || map->about == NULL || is_about(map->about, bare))
            return TRUE;
    }
    if (list[0] == NULL)
        return TRUE;
    for (guint i = 0; map->about->tags[i] != NULL; i++)
        g_string_append_printf(known, "%s#%s", i > 0 ? ", " : "", map->about->tags[i]);
    roll_group_error(group, hashtags[TAG], error,
                     "\"%s\": this file is not about that column, but about %s", tags, known->str);
    return FALSE;
}

/* The pattern for a cell that is @text as a whole. */
static gchar *
whole_cell(const gchar *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);
    GString *pattern = g_string_new("^\\s*");
    guint n = 0;

    for (gchar **word = words; *word != NULL; word++) {
        g_autofree gchar *escaped = g_regex_escape_string(*word, -1);

        if (**word != '\0')
            g_string_append_printf(pattern, "%s%s", n++ > 0 ? "\\s+" : "", escaped);
    }
    g_string_append(pattern, "\\s*$");
    return g_string_free(pattern, FALSE);
}

/* "\1" and "\g<1>" as PCRE2 writes them, "${1}"; a dollar is one. */
static gchar *
replacement_of(const gchar *text, gboolean is_regex)
{
    GString *replacement = g_string_new(NULL);

    for (const gchar *p = text; *p != '\0'; p++) {
        const gchar *end = is_regex && g_str_has_prefix(p, "\\g<") ? strchr(p, '>') : NULL;

        if (end != NULL) {
            g_string_append_printf(replacement, "${%.*s}", (int)(end - p - 3), p + 3);
            p = end;
        } else if (is_regex && *p == '\\' && g_ascii_isdigit(p[1])) {
            g_string_append_printf(replacement, "${%c}", *++p);
        } else if (*p == '$') {
            g_string_append(replacement, "$$");
        } else if (*p == '\\') {
            g_string_append(replacement, "\\\\");
            p += is_regex && p[1] == '\\';
        } else {
            g_string_append_c(replacement, *p);
        }
    }
    return g_string_free(replacement, FALSE);
}

/* @text as a side of an example, where blanks at the ends, "=>" and "\x{" would say something
 * else. */
static void
append_side(GString *example, const gchar *text)
{
    for (const gchar *p = text; *p != '\0'; p++) {
        if (*p == ' ' || *p == '=' || *p == '\\')
            g_string_append_printf(example, "\\x{%02x}", (guint)*p);
        else
            g_string_append_c(example, *p);
    }
}

static void
add_literal(const Map *map, RollGroup *group, const RollCsvRow *row)
{
    guint line = roll_group_line(group);
    const gchar *text = cell(map, row, PATTERN);
    g_autofree gchar *pattern = whole_cell(text);
    g_autofree gchar *replacement = replacement_of(cell(map, row, SUBSTITUTION), FALSE);
    g_autoptr(GString) example = g_string_new(NULL);

    append_side(example, text);
    g_string_append(example, " => ");
    append_side(example, cell(map, row, SUBSTITUTION));
    roll_group_add(group, "pattern", pattern, line);
    roll_group_add(group, "replace", replacement, line);
    roll_group_add(group, "case", "ignore", line);
    roll_group_add(group, "example", example->str, line);
}

static gboolean
add_regex(const Map *map, RollGroup *group, const RollCsvRow *row, GError **error)
{
    guint line = roll_group_line(group);
    g_autofree gchar *replacement = replacement_of(cell(map, row, SUBSTITUTION), TRUE);
    g_auto(GStrv) examples = g_strsplit(cell(map, row, EXAMPLE), "|", -1);

    if (*cell(map, row, EXAMPLE) == '\0') {
        roll_group_error(group, hashtags[EXAMPLE], error,
                         "a regular expression needs an example in this column, "
                         "\"before => after\"");
        return FALSE;
    }
    roll_group_add(group, "pattern", cell(map, row, PATTERN), line);
    roll_group_add(group, "replace", replacement, line);
    for (gchar **example = examples; *example != NULL; example++)
        roll_group_add(group, "example", g_strstrip(*example), line);
    return TRUE;
}

static gboolean
take_rule(const Map *map, const RollCsvRow *row, GError **error)
{
    g_autofree gchar *name = g_strdup_printf("%s:%" G_GUINT64_FORMAT, map->stem, row->line);
    RollGroup *group = roll_config_add_group(map->config, name, (guint)row->line);
    g_autofree gchar *blank = g_strstrip(g_strdup(cell(map, row, PATTERN)));

    if (*blank == '\0') {
        roll_group_error(group, hashtags[PATTERN], error, "no pattern");
        return FALSE;
    }
    if (!check_tag(map, group, cell(map, row, TAG), error))
        return FALSE;
    if (*cell(map, row, REGEX) != '\0')
        return add_regex(map, group, row, error);
    add_literal(map, group, row);
    return TRUE;
}

/* A row of empty cells is a blank line of a spreadsheet. */
static gboolean
is_blank(const RollCsvRow *row)
{
    for (guint i = 0; i < row->n_fields; i++)
        if (row->fields[i].length > 0)
            return FALSE;
    return TRUE;
}

static gboolean
take_row(Map *map, const RollCsvRow *row, GError **error)
{
    if (row->fault != ROLL_CSV_SOUND)
        return fail(map, row, "not CSV in UTF-8", error);
    if (is_blank(row) || (!map->has_header && !is_header(row)))
        return TRUE;
    return map->has_header ? take_rule(map, row, error) : take_header(map, row, error);
}

/* Every faulty row is told, a line each. */
static gboolean
read_rows(Map *map, RollCsvReader *reader, GError **error)
{
    g_autoptr(GString) faults = g_string_new(NULL);
    g_autoptr(GError) cause = NULL;
    RollCsvRow row = {0};

    while (roll_csv_reader_next(reader, &row, &cause)) {
        g_autoptr(GError) fault = NULL;

        if (!take_row(map, &row, &fault))
            g_string_append_printf(faults, "%s%s", faults->len > 0 ? "\n" : "", fault->message);
    }
    if (cause == NULL && !map->has_header && faults->len == 0)
        g_string_printf(faults, "%s: there is no row of hashtags with #x_pattern", map->path);
    if (cause != NULL || faults->len > 0)
        g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                            cause != NULL ? cause->message : faults->str);
    return cause == NULL && faults->len == 0;
}

RollConfig *
roll_rule_config_load(const gchar *path, GError **error)
{
    g_auto(Map) map = {0};
    g_autoptr(RollCsvReader) reader = NULL;
    g_autoptr(GError) cause = NULL;
    RollSource *source;

    if (!g_str_has_suffix(path, SUFFIX))
        return roll_config_load(path, error);
    source = roll_source_open(path, &cause);
    if (source == NULL) {
        g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_CONFIG, cause->message);
        return NULL;
    }
    map_init(&map, path);
    reader = roll_csv_reader_new(source, ',', ROLL_CSV_LIMITS);
    return read_rows(&map, reader, error) ? g_steal_pointer(&map.config) : NULL;
}
