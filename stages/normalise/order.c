#include "stages/normalise/order.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/phases.h"

#define EVERYWHERE "*"

typedef enum {
    FAMILY_GIVEN,
    FAMILY_MIDDLE_GIVEN,
    GIVEN_FAMILY,
    GIVEN_MIDDLE_FAMILY,
    NONE,
} Order;

static const gchar *const order_names[] = {
    "family given", "family middle given", "given family", "given middle family", "none", NULL,
};

struct NormaliseOrders {
    GHashTable *orders; /* country → Order */
    Order otherwise;
    GHashTable *families;  /* "KHM sok": country, blank, key */
    GHashTable *particles; /* folded words */
    GHashTable *suffixes;
};

/* A run of neighbouring tokens. */
typedef struct {
    guint from;
    guint to; /* behind the last */
} Span;

static void
add_words(GHashTable *set, RollGroup *group, const gchar *key)
{
    g_auto(GStrv) words = roll_group_list(group, key);

    for (gchar **word = words; word != NULL && *word != NULL; word++)
        g_hash_table_add(set, g_strdup(*word));
}

static gboolean
read_families(NormaliseOrders *orders, NormaliseKeys *keys, RollGroup *group, GError **error)
{
    g_auto(GStrv) names = roll_group_list(group, "families");

    for (gchar **name = names; name != NULL && *name != NULL; name++) {
        NormaliseWordKeys made;

        if (!normalise_keys_get(keys, roll_group_name(group), roll_text(*name), &made, error))
            return FALSE;
        g_hash_table_add(orders->families,
                         g_strdup_printf("%s %s", roll_group_name(group), made.key.data));
    }
    return TRUE;
}

static gboolean
read_group(NormaliseOrders *orders, NormaliseKeys *keys, RollGroup *group, GError **error)
{
    const gchar *country = roll_group_name(group);
    gint order = -1;

    if (!roll_group_choice(group, "order", order_names, &order, error))
        return FALSE;
    if (order < 0) {
        roll_group_error(group, NULL, error, "no order");
        return FALSE;
    }
    roll_group_take(group, "review");
    if (!read_families(orders, keys, group, error))
        return FALSE;
    if (strcmp(country, EVERYWHERE) == 0) {
        orders->otherwise = (Order)order;
        add_words(orders->particles, group, "particles");
        add_words(orders->suffixes, group, "suffixes");
    } else if (!g_hash_table_contains(orders->orders, country)) {
        g_hash_table_insert(orders->orders, g_strdup(country), GINT_TO_POINTER(order));
    }
    return TRUE;
}

static gboolean
read_file(NormaliseOrders *orders, NormaliseKeys *keys, const gchar *path, GError **error)
{
    g_autoptr(RollConfig) config = roll_config_load(path, error);
    RollGroup *group;

    if (config == NULL)
        return FALSE;
    while ((group = roll_config_next_group(config)) != NULL)
        if (!read_group(orders, keys, group, error))
            return FALSE;
    return roll_config_done(config, error);
}

NormaliseOrders *
normalise_orders_load(const RollLayers *layers, NormaliseKeys *keys, GError **error)
{
    g_auto(GStrv) files = roll_phase_files(layers, "names", "order");
    g_autoptr(NormaliseOrders) orders = g_new0(NormaliseOrders, 1);

    orders->orders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    orders->families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    orders->particles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    orders->suffixes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    orders->otherwise = GIVEN_MIDDLE_FAMILY;
    for (gchar **file = files; *file != NULL; file++)
        if (!read_file(orders, keys, *file, error))
            return NULL;
    return g_steal_pointer(&orders);
}

void
normalise_orders_free(NormaliseOrders *orders)
{
    if (orders == NULL)
        return;
    g_hash_table_unref(orders->orders);
    g_hash_table_unref(orders->families);
    g_hash_table_unref(orders->particles);
    g_hash_table_unref(orders->suffixes);
    g_free(orders);
}

static Order
order_of(const NormaliseOrders *orders, const gchar *country)
{
    gpointer order = NULL;

    if (country[0] != '\0' && g_hash_table_lookup_extended(orders->orders, country, NULL, &order))
        return (Order)GPOINTER_TO_INT(order);
    return orders->otherwise;
}

/* The words of these sets are short ASCII: anything else cannot be one. */
static gboolean
is_in(GHashTable *set, RollText text)
{
    gchar folded[8];

    if (text.length >= sizeof folded)
        return FALSE;
    for (guint32 i = 0; i < text.length; i++)
        folded[i] = g_ascii_tolower(text.data[i]);
    folded[text.length] = '\0';
    return g_hash_table_contains(set, folded);
}

static void
set_roles(const NormaliseTokens *tokens, Span span, gchar role)
{
    for (guint i = span.from; i < span.to; i++)
        normalise_tokens_at(tokens, i)->role = role;
}

/* Takes the suffix words off the end of @span. */
static Span
take_suffixes(const NormaliseOrders *orders, const NormaliseTokens *tokens, Span span)
{
    while (span.to > span.from + 1 &&
           is_in(orders->suffixes, normalise_tokens_at(tokens, span.to - 1)->text)) {
        span.to--;
        normalise_tokens_at(tokens, span.to)->role = NORMALISE_SUFFIX;
    }
    return span;
}

/* A single letter is an initial of the middle name, unless it is all there is of the given one. */
static void
tell_initials(const NormaliseTokens *tokens, Span span)
{
    gboolean has_given = FALSE;

    for (guint i = span.from; i < span.to; i++) {
        const NormaliseToken *token = normalise_tokens_at(tokens, i);

        has_given = has_given ||
                    (token->role == NORMALISE_GIVEN && !normalise_token_is_initial(token->text));
    }
    for (guint i = span.from; has_given && i < span.to; i++) {
        NormaliseToken *token = normalise_tokens_at(tokens, i);

        if (token->role == NORMALISE_GIVEN && normalise_token_is_initial(token->text))
            token->role = NORMALISE_MIDDLE;
    }
}

/* Given names in the order in which they stand: where there are middle names, which one is it? */
static void
assign_given(const NormaliseTokens *tokens, Order order, Span span)
{
    if (span.from >= span.to)
        return;
    set_roles(tokens, span, NORMALISE_GIVEN);
    if (order == GIVEN_MIDDLE_FAMILY)
        set_roles(tokens, (Span){span.from + 1, span.to}, NORMALISE_MIDDLE);
    else if (order == FAMILY_MIDDLE_GIVEN)
        set_roles(tokens, (Span){span.from, span.to - 1}, NORMALISE_MIDDLE);
    tell_initials(tokens, span);
}

/* The family name behind the given ones: the last word, and the particles in front of it. */
static guint
find_family(const NormaliseOrders *orders, const NormaliseTokens *tokens, Span span)
{
    guint family = span.to - 1;

    while (family > span.from + 1 &&
           is_in(orders->particles, normalise_tokens_at(tokens, family - 1)->text))
        family--;
    return family;
}

static void
assign_by_order(const NormaliseOrders *orders, Order order, const NormaliseTokens *tokens,
                Span span)
{
    Span family = {span.from, span.from + 1};
    Span given = {span.from + 1, span.to};

    if (order == NONE || span.to - span.from < 2) {
        set_roles(tokens, span, NORMALISE_UNKNOWN);
        return;
    }
    if (order == GIVEN_FAMILY) {
        family = (Span){span.from + 1, span.to};
        given = (Span){span.from, span.from + 1};
    } else if (order == GIVEN_MIDDLE_FAMILY) {
        family = (Span){find_family(orders, tokens, span), span.to};
        given = (Span){span.from, family.from};
    }
    set_roles(tokens, family, NORMALISE_FAMILY);
    assign_given(tokens, order, given);
}

static gboolean
is_family(const NormaliseOrders *orders, const gchar *country, const NormaliseToken *token)
{
    gchar name[32];

    if (token->key.length >= sizeof name - strlen(country) - 1)
        return FALSE;
    g_snprintf(name, sizeof name, "%s %s", country, token->key.data);
    return g_hash_table_contains(orders->families, name);
}

/* Where the family name comes first: does this list put it last? */
static gboolean
is_turned(const NormaliseOrders *orders, const gchar *country, Order order,
          const NormaliseTokens *tokens, Span span)
{
    return (order == FAMILY_GIVEN || order == FAMILY_MIDDLE_GIVEN) && span.to - span.from >= 2 &&
           is_family(orders, country, normalise_tokens_at(tokens, span.to - 1)) &&
           !is_family(orders, country, normalise_tokens_at(tokens, span.from));
}

/* "SOK Vuthy" and "Vuthy SOK": capitals mark the family name when they stand at one end and when
 * the other words are not in capitals. */
static gboolean
find_capitals(const NormaliseTokens *tokens, Span span, Span *family)
{
    guint n = 0;
    guint n_small = 0;

    *family = (Span){span.to, span.from};
    for (guint i = span.from; i < span.to; i++) {
        RollText text = normalise_tokens_at(tokens, i)->text;

        n_small += normalise_token_is_small(text) ? 1 : 0;
        if (!normalise_token_is_capitals(text))
            continue;
        n++;
        family->from = MIN(family->from, i);
        family->to = i + 1;
    }
    return n > 0 && n_small > 0 && family->to - family->from == n &&
           (family->from == span.from || family->to == span.to);
}

/* The family name is known: what is left are given names. */
static void
assign_around(Order order, const NormaliseTokens *tokens, Span span, Span family)
{
    Span given =
        family.from == span.from ? (Span){family.to, span.to} : (Span){span.from, family.from};

    set_roles(tokens, family, NORMALISE_FAMILY);
    assign_given(tokens, order, given);
}

/* "SOK, Chan Dara": the family name stands in front of the comma. */
static void
assign_by_comma(const NormaliseOrders *orders, Order order, const NormaliseTokens *tokens,
                Span span)
{
    Span family = take_suffixes(orders, tokens, (Span){span.from, tokens->comma});
    Span given = {tokens->comma, span.to};

    set_roles(tokens, family, NORMALISE_FAMILY);
    assign_given(tokens, order, given);
}

void
normalise_orders_assign(const NormaliseOrders *orders, const gchar *country,
                        NormaliseTokens *tokens)
{
    Order order = order_of(orders, country);
    Span all = take_suffixes(orders, tokens, (Span){0, tokens->list->len});
    Span family;

    if (order == NONE || all.to - all.from < 2)
        set_roles(tokens, all, NORMALISE_UNKNOWN);
    else if (tokens->comma > 0 && tokens->comma < all.to)
        assign_by_comma(orders, order, tokens, all);
    else if (find_capitals(tokens, all, &family))
        assign_around(order, tokens, all, family);
    else if (is_turned(orders, country, order, tokens, all))
        assign_around(order, tokens, all, (Span){all.to - 1, all.to});
    else
        assign_by_order(orders, order, tokens, all);
}

/* Where the roles stand in a written name, the first first. */
static const gchar *
sequence_of(Order order)
{
    switch (order) {
    case FAMILY_GIVEN:
        return "fgms?";
    case FAMILY_MIDDLE_GIVEN:
        return "fmgs?";
    case GIVEN_FAMILY:
    case GIVEN_MIDDLE_FAMILY:
    case NONE:
    default:
        return "gmfs?";
    }
}

static void
tell_suffixes(const NormaliseOrders *orders, const NormaliseTokens *tokens)
{
    for (guint from = 0; from < tokens->list->len;) {
        gchar role = normalise_tokens_at(tokens, from)->role;
        guint to = from;

        while (to < tokens->list->len && normalise_tokens_at(tokens, to)->role == role)
            to++;
        take_suffixes(orders, tokens, (Span){from, to});
        from = to;
    }
}

/* Where everybody has middle names, a column of given names holds them as well. */
static void
tell_middle(const NormaliseTokens *tokens)
{
    Span given = {tokens->list->len, 0};

    for (guint i = 0; i < tokens->list->len; i++) {
        gchar role = normalise_tokens_at(tokens, i)->role;

        if (role == NORMALISE_MIDDLE)
            return;
        if (role != NORMALISE_GIVEN)
            continue;
        given.from = MIN(given.from, i);
        given.to = i + 1;
    }
    assign_given(tokens, FAMILY_MIDDLE_GIVEN, given);
}

void
normalise_orders_arrange(const NormaliseOrders *orders, const gchar *country,
                         NormaliseTokens *tokens)
{
    Order order = order_of(orders, country);
    g_autoptr(GArray) unsorted = tokens->list;

    tell_suffixes(orders, tokens);
    if (order == FAMILY_MIDDLE_GIVEN)
        tell_middle(tokens);
    tell_initials(tokens, (Span){0, tokens->list->len});
    tokens->list = g_array_sized_new(FALSE, FALSE, sizeof(NormaliseToken), unsorted->len);
    for (const gchar *role = sequence_of(order); *role != '\0'; role++)
        for (guint i = 0; i < unsorted->len; i++)
            if (g_array_index(unsorted, NormaliseToken, i).role == *role)
                g_array_append_val(tokens->list, g_array_index(unsorted, NormaliseToken, i));
    if (order == NONE)
        set_roles(tokens, (Span){0, tokens->list->len}, NORMALISE_UNKNOWN);
}

/* The tokens of a name, and others in the place of its given names; NULL: none. */
typedef struct {
    const NormaliseTokens *tokens;
    const NormaliseTokens *given;
} Words;

static void
write_key(RollText key, GString *out)
{
    if (out->len > 0)
        g_string_append_c(out, ' ');
    roll_text_append(key, out);
}

static void
write_keys(const Words *words, const gchar *roles, GString *out)
{
    gboolean is_given_due = words->given != NULL;

    for (guint i = 0; i < words->tokens->list->len; i++) {
        const NormaliseToken *token = normalise_tokens_at(words->tokens, i);

        if (strchr(roles, token->role) == NULL)
            continue;
        if (token->role != NORMALISE_GIVEN || words->given == NULL)
            write_key(token->key, out);
        for (guint j = 0;
             token->role == NORMALISE_GIVEN && is_given_due && j < words->given->list->len; j++)
            write_key(normalise_tokens_at(words->given, j)->key, out);
        is_given_due = is_given_due && token->role != NORMALISE_GIVEN;
    }
}

void
normalise_orders_write_keys(const NormaliseOrders *orders, const gchar *country,
                            const NormaliseTokens *tokens, const NormaliseTokens *given,
                            GString *out)
{
    const Words words = {tokens, given};
    Order order = order_of(orders, country);
    gboolean is_known = g_hash_table_contains(orders->orders, country);
    gboolean is_family_first = order == FAMILY_GIVEN || order == FAMILY_MIDDLE_GIVEN;

    g_string_truncate(out, 0);
    if (!is_known || order == NONE) {
        write_keys(&words, "fgms?", out);
        return;
    }
    write_keys(&words, is_family_first ? "f" : "gm?", out);
    write_keys(&words, is_family_first ? "gm?" : "f", out);
    write_keys(&words, "s", out);
}
