#include "stages/normalise/place.h"

#include <string.h>

#include "pipeline/lib/phases.h"
#include "pipeline/lib/province.h"
#include "pipeline/lib/rules.h"
#include "stages/normalise/plan.h"

#define AMBIGUOUS "place-ambiguous"

/* What a column of places is asked in: its level, and whether its places may lie in another country
 * than the record, as the venue of a training may. */
typedef struct {
    NormalisePlaces *places;
    gint64 level;
    gboolean abroad;
    NormaliseAnswers *answers;
} Asking;

enum { PROVINCES, VENUES, DISTRICTS, N_ASKINGS };

struct NormalisePlaces {
    const RollCodes *codes;
    RollRuleset *rules;
    Asking askings[N_ASKINGS];
    GString *bare; /* a name without generic words */
};

/* Where a place is looked for; "" where nothing is known. */
typedef struct {
    gint64 level;
    gchar *country;
    gchar *parent;
} Where;

static void
where_clear(Where *where)
{
    g_free(where->country);
    g_free(where->parent);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Where, where_clear)

static Where
where_of(gint64 level, const gchar *context)
{
    const gchar *slash = strchr(context, '/');
    gsize length = slash != NULL ? (gsize)(slash - context) : strlen(context);

    return (Where){level, g_strndup(context, length), g_strdup(slash != NULL ? slash + 1 : "")};
}

static gboolean
lies_in(const RollCode *code, const Where *where)
{
    return roll_code_number(code, "level") == where->level &&
           (where->country[0] == '\0' ||
            g_str_equal(roll_code_text(code, "country"), where->country));
}

/* Of the codes of a name those that lie where they are looked for; when that are several, those of
 * the province. */
static GPtrArray *
candidates(const RollCodeName *name, const Where *where)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autoptr(GPtrArray) near = g_ptr_array_new();

    for (guint i = 0; name != NULL && i < name->codes->len; i++) {
        RollCode *code = g_ptr_array_index(name->codes, i);

        if (!lies_in(code, where))
            continue;
        g_ptr_array_add(all, code);
        if (roll_code_list_has(code, "parent", where->parent))
            g_ptr_array_add(near, code);
    }
    return all->len > 1 && near->len > 0 ? g_steal_pointer(&near) : g_steal_pointer(&all);
}

RollText
normalise_places_bare(NormalisePlaces *places, const gchar *country, RollText value)
{
    if (!roll_ruleset_apply(places->rules, country, value, places->bare, NULL, NULL))
        return value;
    return (RollText){places->bare->str, (guint32)places->bare->len};
}

static GPtrArray *
look_up(NormalisePlaces *places, RollText value, const Where *where)
{
    g_autoptr(GPtrArray) found = candidates(roll_codes_named(places->codes, value), where);

    if (found->len > 0)
        return g_steal_pointer(&found);
    value = normalise_places_bare(places, where->country, value);
    return candidates(roll_codes_named(places->codes, value), where);
}

/* Insertions, deletions and substitutions between two words of letters; @limit + 1 when they are
 * more than @limit. */
static glong
distance(const gunichar *a, glong n_a, const gunichar *b, glong n_b, glong limit)
{
    g_autofree glong *row = NULL;

    if (ABS(n_a - n_b) > limit)
        return limit + 1;
    row = g_new0(glong, (gsize)n_b + 1);
    for (glong j = 0; j <= n_b; j++)
        row[j] = j;
    for (glong i = 1; i <= n_a; i++) {
        glong diagonal = row[0];

        row[0] = i;
        for (glong j = 1; j <= n_b; j++) {
            glong above = row[j];

            row[j] = MIN(MIN(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[n_b];
}

/* What a search for the nearest name has found. */
typedef struct {
    gunichar *letters;
    glong n_letters;
    glong best; /* distance of @found; at first one more than is allowed */
    GPtrArray *found;
} Search;

static void
try_name(Search *search, const RollCodeName *name, const Where *where)
{
    g_autoptr(GPtrArray) codes = NULL;
    g_autofree gunichar *letters = NULL;
    glong n_letters = g_utf8_strlen(name->squeezed, -1);
    glong apart;

    if (ABS(search->n_letters - n_letters) > search->best)
        return;
    letters = g_utf8_to_ucs4_fast(name->squeezed, -1, NULL);
    apart = distance(search->letters, search->n_letters, letters, n_letters, search->best);
    if (apart > search->best)
        return;
    codes = candidates(name, where);
    if (codes->len == 0)
        return;
    if (apart < search->best)
        g_ptr_array_set_size(search->found, 0);
    search->best = apart;
    for (guint i = 0; i < codes->len; i++)
        if (!g_ptr_array_find(search->found, g_ptr_array_index(codes, i), NULL))
            g_ptr_array_add(search->found, g_ptr_array_index(codes, i));
}

/* The code whose name is nearest, at most a quarter of the letters away; NULL when there is none or
 * when several are as near. */
static const RollCode *
nearest(NormalisePlaces *places, RollText value, const Where *where)
{
    g_autoptr(GString) squeezed = g_string_new(NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    Search search = {.found = found};
    g_autofree gunichar *letters = NULL;

    roll_codes_fold_name(places->bare->len > 0 ? roll_text(places->bare->str) : value, squeezed);
    letters = g_utf8_to_ucs4_fast(squeezed->str, (glong)squeezed->len, &search.n_letters);
    search.letters = letters;
    search.best = search.n_letters / 4;
    if (search.best == 0)
        return NULL;
    for (guint i = 0; i < roll_codes_n_names(places->codes); i++)
        try_name(&search, roll_codes_name_at(places->codes, i), where);
    return found->len == 1 ? g_ptr_array_index(found, 0) : NULL;
}

/* TRUE when there is a list of such places at all: without one, nothing can be said. */
static gboolean
has_list(const NormalisePlaces *places, const Where *where)
{
    for (guint i = 0; i < roll_codes_n(places->codes); i++)
        if (lies_in(roll_codes_at(places->codes, i), where))
            return TRUE;
    return FALSE;
}

static void
remark(NormaliseAnswer *answer, const gchar *id, const gchar *message, RollValues *values)
{
    answer->id = id;
    answer->severity = ROLL_SEVERITY_WARNING;
    answer->message = message;
    answer->hint = "hint";
    answer->values = values;
}

static void
answer_one(const NormalisePlaces *places, const RollCode *code, NormaliseAnswer *answer)
{
    const gchar *const *parts = roll_code_list(code, "parts");
    g_autoptr(RollValues) list = roll_values_new();

    answer->code = code;
    answer->norm = g_strdup(roll_code_id(code));
    answer->is_dated = roll_code_day(code, "from") != 0 || roll_code_day(code, "merged") != 0;
    for (; *parts != NULL; parts++)
        normalise_list_code(list, roll_codes_find(places->codes, *parts));
    if (roll_values_n(list) == 0)
        return;
    remark(answer, AMBIGUOUS, "whole", g_steal_pointer(&list));
    answer->severity = ROLL_SEVERITY_INFO;
}

static void
answer_none(NormalisePlaces *places, RollText value, const Where *where, NormaliseAnswer *answer)
{
    const RollCode *code = nearest(places, value, where);

    if (code != NULL) {
        RollValues *near = roll_values_new();

        normalise_name_code(near, "near", code);
        remark(answer, "place-suggested", "message", near);
    } else if (has_list(places, where)) {
        remark(answer, "place-unknown", "message", NULL);
    }
}

void
normalise_places_resolve(NormalisePlaces *places, gint64 level, RollText value,
                         const gchar *context, NormaliseAnswer *answer)
{
    g_auto(Where) where = where_of(level, context);
    g_autoptr(GPtrArray) found = NULL;

    g_string_truncate(places->bare, 0);
    found = look_up(places, value, &where);
    if (found->len == 1)
        answer_one(places, g_ptr_array_index(found, 0), answer);
    else if (found->len == 0)
        answer_none(places, value, &where, answer);
    else
        remark(answer, AMBIGUOUS, "several", normalise_list_codes(found));
}

static void
resolve(gpointer self, RollText value, RollText context, NormaliseAnswer *answer)
{
    const Asking *asking = self;
    NormaliseAnswer elsewhere = {0};

    normalise_places_resolve(asking->places, asking->level, value, context.data, answer);
    if (!asking->abroad || answer->code != NULL || context.length == 0)
        return;
    normalise_places_resolve(asking->places, asking->level, value, "", &elsewhere);
    if (elsewhere.code != NULL || g_strcmp0(elsewhere.id, AMBIGUOUS) == 0) {
        normalise_answer_clear(answer);
        *answer = elsewhere;
    } else {
        normalise_answer_clear(&elsewhere);
    }
}

NormalisePlaces *
normalise_places_load(const RollLayers *layers, const RollCodes *codes, GError **error)
{
    static const gchar *const phase[] = {"place", NULL};
    RollRuleset *rules = roll_phases_load(layers, "values", phase, error);
    NormalisePlaces *places;

    if (rules == NULL)
        return NULL;
    places = g_new0(NormalisePlaces, 1);
    places->codes = codes;
    places->rules = rules;
    places->bare = g_string_new(NULL);
    places->askings[PROVINCES] = (Asking){places, 1, FALSE, NULL};
    places->askings[VENUES] = (Asking){places, 1, TRUE, NULL};
    places->askings[DISTRICTS] = (Asking){places, 2, FALSE, NULL};
    for (guint i = 0; i < N_ASKINGS; i++)
        places->askings[i].answers = normalise_answers_new(resolve, &places->askings[i]);
    return places;
}

void
normalise_places_free(NormalisePlaces *places)
{
    if (places == NULL)
        return;
    for (guint i = 0; i < N_ASKINGS; i++)
        normalise_answers_free(places->askings[i].answers);
    roll_ruleset_free(places->rules);
    g_string_free(places->bare, TRUE);
    g_free(places);
}

/* The P-code of @answer as of the record's date: before a province was made, its people were of
 * the one it was made from; since it was merged, they are of the one that took it in. */
static const gchar *
dated_norm(const NormalisePlaces *places, const NormaliseAnswer *answer, RollDay day)
{
    RollDay from = 0;

    if (!answer->is_dated)
        return answer->norm;
    from = roll_code_day(answer->code, "from");
    if (from != 0 && day != 0 && day < from)
        return roll_code_text(answer->code, "before");
    return roll_province_of_day(places->codes, answer->norm, day);
}

/* "KHM/KH17" of every record. */
static RollColumn *
join_context(const RollColumn *countries, const RollColumn *parents)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(GString) context = g_string_new(NULL);

    for (guint record = 0; record < roll_column_n_records(countries); record++) {
        RollText parent = roll_column_get(parents, record);

        g_string_assign(context, roll_column_get(countries, record).data);
        if (parent.length > 0)
            g_string_append_printf(context, "/%s", parent.data);
        roll_column_builder_add(builder, roll_text(context->str));
    }
    return roll_column_builder_finish(builder);
}

static guint
asking_of(const gchar *field)
{
    if (g_str_has_suffix(field, NORMALISE_DISTRICT))
        return DISTRICTS;
    return g_str_equal(field, "adm1") ? PROVINCES : VENUES;
}

RollColumn *
normalise_places_column(NormalisePlaces *places, const NormaliseSheet *sheet, const gchar *field,
                        const RollColumn *parents, GError **error)
{
    guint asking = asking_of(field);
    g_autoptr(RollColumn) joined =
        asking == DISTRICTS && parents != NULL ? join_context(sheet->countries, parents) : NULL;
    g_autoptr(NormaliseWalk) walk =
        normalise_walk_new(places->askings[asking].answers, roll_batch_find(sheet->batch, field),
                           joined != NULL ? joined : sheet->countries);
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint record = 0; record < roll_batch_n_records(sheet->batch); record++) {
        const NormaliseAnswer *answer = normalise_walk_at(walk, record);

        if (!normalise_coded_report(sheet, field, record, answer, error))
            return NULL;
        roll_column_builder_add(builder,
                                roll_text(dated_norm(places, answer, sheet->days[record])));
    }
    return roll_column_builder_finish(builder);
}
