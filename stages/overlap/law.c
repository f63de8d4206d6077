#include "stages/overlap/law.h"

#include "pipeline/lib/codes_inside.h"
#include "pipeline/lib/error.h"

struct OverlapLaws {
    RollCodes *rules;
    RollCodesInside *names;
};

/* ---- the rules ---- */

static gboolean
refuse(const RollCode *law, const gchar *key, const gchar *value, const gchar *fault,
       GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: [%s] %s: \"%s\" %s",
                roll_code_place(law), roll_code_id(law), key, value, fault);
    return FALSE;
}

static gboolean
check_earlier(const OverlapLaws *laws, const RollCode *law, const gchar *key, GError **error)
{
    const gchar *const *id = roll_code_list(law, key);

    for (; *id != NULL; id++) {
        const RollCode *earlier = roll_codes_find(laws->rules, *id);

        if (roll_code_day(earlier, "from") >= roll_code_day(law, "from"))
            return refuse(law, key, *id, "is in force no earlier than this one", error);
        if (!g_str_equal(roll_code_text(earlier, "country"), roll_code_text(law, "country")))
            return refuse(law, key, *id, "is a law of another country", error);
    }
    return TRUE;
}

static gboolean
check_topics(const RollCode *law, const RollCodes *courses, GError **error)
{
    const gchar *const *id = roll_code_list(law, "topics");

    for (; *id != NULL; id++)
        if (roll_codes_find(courses, *id) == NULL)
            return refuse(law, "topics", *id, "is no topic of courses/", error);
    return TRUE;
}

OverlapLaws *
overlap_laws_new(RollCodes *rules, const RollCodes *courses, GError **error)
{
    g_autoptr(OverlapLaws) laws = g_new0(OverlapLaws, 1);

    laws->rules = rules;
    for (guint i = 0; i < roll_codes_n(laws->rules); i++) {
        const RollCode *law = roll_codes_at(laws->rules, i);

        if (!check_earlier(laws, law, "replaces", error) ||
            !check_earlier(laws, law, "amends", error) || !check_topics(law, courses, error))
            return NULL;
    }
    laws->names = roll_codes_inside_new(laws->rules);
    return g_steal_pointer(&laws);
}

OverlapLaws *
overlap_laws_load(const RollLayers *layers, const RollCodes *courses, GError **error)
{
    RollCodes *rules = roll_codes_load(layers, &roll_codes_laws, error);

    return rules != NULL ? overlap_laws_new(rules, courses, error) : NULL;
}

void
overlap_laws_free(OverlapLaws *laws)
{
    if (laws == NULL)
        return;
    roll_codes_inside_free(laws->names);
    roll_codes_free(laws->rules);
    g_free(laws);
}

/* ---- one law after the other ---- */

/* The first law that stands in place of @law, or changes it; NULL: none. */
static const RollCode *
next_of(const OverlapLaws *laws, const RollCode *law)
{
    const gchar *id = roll_code_id(law);
    const RollCode *next = NULL;

    for (guint i = 0; i < roll_codes_n(laws->rules); i++) {
        const RollCode *other = roll_codes_at(laws->rules, i);

        if ((roll_code_list_has(other, "replaces", id) ||
             roll_code_list_has(other, "amends", id)) &&
            (next == NULL || roll_code_day(other, "from") < roll_code_day(next, "from")))
            next = other;
    }
    return next;
}

/* Whether @later stands, through however many others, in place of @law. */
static gboolean
is_outdone_by(const OverlapLaws *laws, const RollCode *law, const RollCode *later)
{
    const RollCode *next = next_of(laws, law);

    while (next != NULL && next != later)
        next = next_of(laws, next);
    return next != NULL;
}

RollDay
overlap_laws_last_day(const OverlapLaws *laws, const RollCode *law)
{
    const RollCode *next = next_of(laws, law);

    return next != NULL ? roll_code_day(next, "from") - 1 : 0;
}

static OverlapLegalBasis
judge_law(const OverlapLaws *laws, const RollCode *law, RollDay day)
{
    OverlapLegalBasis basis = {OVERLAP_LEGAL_IN_FORCE, law, law};

    if (roll_code_day(law, "from") > day)
        return (OverlapLegalBasis){OVERLAP_LEGAL_TO_COME, law, NULL};
    for (const RollCode *next = next_of(laws, law);
         next != NULL && roll_code_day(next, "from") <= day; next = next_of(laws, next)) {
        gboolean is_new = roll_code_list_has(next, "replaces", roll_code_id(basis.in_force));

        basis.verdict = MAX(basis.verdict, is_new ? OVERLAP_LEGAL_REPLACED : OVERLAP_LEGAL_AMENDED);
        basis.in_force = next;
    }
    return basis;
}

/* ---- what a text names ---- */

typedef struct {
    const gchar *country;
    GPtrArray *laws; /* of const RollCode * */
    gboolean is_unclear;
} Named;

static void
take_name(gpointer self, const RollCodeName *name)
{
    Named *named = self;
    gpointer only = NULL;
    guint n = 0;

    for (guint i = 0; i < name->codes->len; i++) {
        gpointer law = g_ptr_array_index(name->codes, i);

        if (*named->country != '\0' && !g_str_equal(roll_code_text(law, "country"), named->country))
            continue;
        only = law;
        n++;
    }
    if (n == 1 && !g_ptr_array_find(named->laws, only, NULL))
        g_ptr_array_add(named->laws, only);
    named->is_unclear = named->is_unclear || n > 1;
}

static gboolean
is_history(const OverlapLaws *laws, const Named *named, const RollCode *law)
{
    for (guint i = 0; i < named->laws->len; i++)
        if (is_outdone_by(laws, law, g_ptr_array_index(named->laws, i)))
            return TRUE;
    return FALSE;
}

OverlapLegalBasis
overlap_laws_judge(const OverlapLaws *laws, const gchar *basis, const gchar *country, RollDay day)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    Named named = {country, found, FALSE};
    OverlapLegalBasis worst = {OVERLAP_LEGAL_UNKNOWN, NULL, NULL};

    roll_codes_inside(laws->names, roll_text(basis), take_name, &named);
    for (guint i = 0; i < found->len; i++) {
        OverlapLegalBasis its = judge_law(laws, g_ptr_array_index(found, i), day);

        if (its.verdict > worst.verdict && !is_history(laws, &named, its.taught))
            worst = its;
    }
    if (worst.taught == NULL && named.is_unclear)
        worst.verdict = OVERLAP_LEGAL_UNCLEAR;
    return worst;
}

gboolean
overlap_legal_is_outdated(const OverlapLegalBasis *basis)
{
    return basis->verdict >= OVERLAP_LEGAL_AMENDED;
}

const gchar *
overlap_legal_name(OverlapLegalVerdict verdict)
{
    static const gchar *const names[] = {
        [OVERLAP_LEGAL_UNKNOWN] = "unknown",   [OVERLAP_LEGAL_UNCLEAR] = "unclear",
        [OVERLAP_LEGAL_IN_FORCE] = "in force", [OVERLAP_LEGAL_TO_COME] = "to come",
        [OVERLAP_LEGAL_AMENDED] = "amended",   [OVERLAP_LEGAL_REPLACED] = "replaced",
    };

    return names[verdict];
}
