#include "stages/match/touch.h"

#define BITS      (1u << 25) /* four megabytes: a list of thousands leaves most of them free */
#define WORDS_MAX 8          /* of a name that are looked at */
#define YEAR      4u
#define CLEAN     "name_clean"
#define SKELETON  "name_skeleton"
#define KEY       "name_key"

/* How many words of their names two records must share beside a value. */
typedef enum { TELLING, WITH_ONE, WITH_TWO } Strength;

/* One field by which records touch. */
typedef struct {
    gchar *norm;
    gchar *name;
    Strength strength;
    guint32 length; /* of the value that counts: of a date its year */
} Sight;

struct MatchTouch {
    guint8 *bits;   /* a bit a hash */
    GArray *sights; /* of Sight */
    gchar *encoded; /* the column of encodings; NULL */
    gboolean has_names;
    gboolean has_encoded; /* a new record has */
};

/* What a batch shows: a hash a record and sight, 0 where there is nothing. */
typedef struct {
    guint64 *seen; /* [record * n_sights + sight]; owned */
    const RollColumn *skeletons;
    const RollColumn *keys;
    const RollColumn *encoded;
} View;

static void
sight_clear(gpointer sight)
{
    g_free(((Sight *)sight)->norm);
    g_free(((Sight *)sight)->name);
}

static void
add_sight(MatchTouch *touch, const RollField *field, Strength strength, guint32 length)
{
    Sight sight = {g_strdup(field->norm), g_strdup(field->name), strength, length};

    g_array_append_val(touch->sights, sight);
}

static void
add_sights(MatchTouch *touch, const RollField *field)
{
    switch ((guint)field->type) {
    case ROLL_TYPE_DATE:
        add_sight(touch, field, TELLING, G_MAXUINT32);
        add_sight(touch, field, WITH_ONE, YEAR);
        break;
    case ROLL_TYPE_IDENTIFIER:
    case ROLL_TYPE_PHONE:
    case ROLL_TYPE_EMAIL:
        add_sight(touch, field, TELLING, G_MAXUINT32);
        break;
    case ROLL_TYPE_YEAR:
    case ROLL_TYPE_PLACE:
    case ROLL_TYPE_TEXT:
        add_sight(touch, field, WITH_ONE, G_MAXUINT32);
        break;
    case ROLL_TYPE_RANK:
    case ROLL_TYPE_UNIT:
    case ROLL_TYPE_ORGANISATION:
    case ROLL_TYPE_CATEGORY:
        add_sight(touch, field, WITH_TWO, G_MAXUINT32);
        break;
    default:
        break;
    }
}

MatchTouch *
match_touch_new(const RollFields *fields, const RollSchema *schema)
{
    MatchTouch *touch = g_new0(MatchTouch, 1);
    const RollField *encoded = roll_fields_of_type(fields, ROLL_TYPE_ENCODED);

    touch->bits = g_malloc0(BITS / 8);
    touch->sights = g_array_new(FALSE, FALSE, sizeof(Sight));
    g_array_set_clear_func(touch->sights, sight_clear);
    for (guint i = 0; i < roll_fields_n(fields); i++)
        if (roll_fields_at(fields, i)->match)
            add_sights(touch, roll_fields_at(fields, i));
    touch->encoded = encoded != NULL ? g_strdup(encoded->norm) : NULL;
    touch->has_names = roll_schema_find(schema, CLEAN) >= 0;
    return touch;
}

void
match_touch_free(MatchTouch *touch)
{
    if (touch == NULL)
        return;
    g_free(touch->bits);
    g_array_unref(touch->sights);
    g_free(touch->encoded);
    g_free(touch);
}

/* ---- what a batch shows ---- */

/* Puts a hash of each value of @column at @sight where nothing stands yet; each value of a
 * dictionary is looked at once. */
static void
look(const MatchTouch *touch, View *view, guint sight, const RollColumn *column)
{
    guint n = column != NULL ? roll_column_n_values(column) : 0;
    guint n_sights = touch->sights->len;
    g_autofree guint64 *hashes = g_new(guint64, (gsize)n + 1);

    for (guint i = 0; i < n; i++) {
        RollText text = roll_column_value(column, i);

        text.length = MIN(text.length, g_array_index(touch->sights, Sight, sight).length);
        hashes[i] = text.length > 0 ? roll_text_hash(text, sight) | 1 : 0;
    }
    for (guint i = 0; column != NULL && i < roll_column_n_records(column); i++) {
        guint64 *seen = &view->seen[(gsize)i * n_sights + sight];

        if (*seen == 0)
            *seen = hashes[roll_column_code(column, i)];
    }
}

static View
view_of(const MatchTouch *touch, const RollBatch *batch)
{
    View view = {.skeletons = roll_batch_find(batch, SKELETON),
                 .keys = roll_batch_find(batch, KEY),
                 .encoded = touch->encoded != NULL ? roll_batch_find(batch, touch->encoded) : NULL};

    view.seen = g_new0(guint64, (gsize)roll_batch_n_records(batch) * touch->sights->len + 1);
    for (guint i = 0; i < touch->sights->len; i++) {
        const Sight *sight = &g_array_index(touch->sights, Sight, i);

        look(touch, &view, i, roll_batch_find(batch, sight->norm));
        look(touch, &view, i, roll_batch_find(batch, sight->name));
    }
    return view;
}

/* Hashes of the words of the name, WORDS_MAX at most: of skeletons, or of the keys where normalise
 * made none. */
static guint
words_of(const View *view, guint record, guint64 *words)
{
    RollText text =
        view->skeletons != NULL ? roll_column_get(view->skeletons, record) : ROLL_TEXT_EMPTY;
    guint n = 0;
    guint start = 0;

    if (text.length == 0 && view->keys != NULL)
        text = roll_column_get(view->keys, record);
    for (guint i = 0; i <= text.length && n < WORDS_MAX; i++) {
        if (i < text.length && text.data[i] != ' ')
            continue;
        if (i > start)
            words[n++] = roll_text_hash((RollText){text.data + start, i - start}, G_MAXUINT16);
        start = i + 1;
    }
    return n;
}

static gboolean
is_encoded(const View *view, guint record)
{
    return view->encoded != NULL && roll_column_get(view->encoded, record).length > 0;
}

/* ---- touching ---- */

/* What is done with each of the hashes by which a record touches others; TRUE: that is enough. */
typedef gboolean (*HashFunc)(const MatchTouch *touch, guint64 hash);

static gboolean
set(const MatchTouch *touch, guint64 hash)
{
    guint64 bit = roll_hash_mix(hash) % BITS;

    touch->bits[bit / 8] |= (guint8)(1u << bit % 8);
    return FALSE;
}

static gboolean
is_set(const MatchTouch *touch, guint64 hash)
{
    guint64 bit = roll_hash_mix(hash) % BITS;

    return (touch->bits[bit / 8] >> bit % 8 & 1) != 0;
}

/* One value, alone or with words of the name. */
static gboolean
each_of_sight(const MatchTouch *touch, Strength strength, guint64 seen, const guint64 *words,
              guint n, HashFunc take)
{
    if (strength == TELLING)
        return take(touch, seen);
    for (guint i = 0; i < n; i++) {
        if (strength == WITH_ONE && take(touch, seen ^ words[i]))
            return TRUE;
        for (guint j = i + 1; strength == WITH_TWO && j < n; j++)
            if (take(touch, seen ^ (words[i] + words[j])))
                return TRUE;
    }
    return FALSE;
}

static gboolean
each_hash(const MatchTouch *touch, const View *view, guint record, HashFunc take)
{
    const guint64 *seen = &view->seen[(gsize)record * touch->sights->len];
    guint64 words[WORDS_MAX];
    guint n = words_of(view, record, words);

    for (guint i = 0; i < touch->sights->len; i++)
        if (seen[i] != 0 && each_of_sight(touch, g_array_index(touch->sights, Sight, i).strength,
                                          seen[i], words, n, take))
            return TRUE;
    return FALSE;
}

void
match_touch_add(MatchTouch *touch, const RollBatch *batch)
{
    View view = view_of(touch, batch);

    for (guint record = 0; record < roll_batch_n_records(batch); record++) {
        (void)each_hash(touch, &view, record, set);
        touch->has_encoded = touch->has_encoded || is_encoded(&view, record);
    }
    g_free(view.seen);
}

void
match_touch_mark(const MatchTouch *touch, const RollBatch *batch, guint8 *touched)
{
    View view = view_of(touch, batch);

    for (guint record = 0; record < roll_batch_n_records(batch); record++)
        touched[record] = !touch->has_names || (touch->has_encoded && is_encoded(&view, record)) ||
                                  each_hash(touch, &view, record, is_set)
                              ? 1
                              : 0;
    g_free(view.seen);
}
