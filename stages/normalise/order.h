/* order: which word of a name is what (rules/names/order.ini). */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "stages/normalise/keys.h"
#include "stages/normalise/tokens.h"

typedef struct NormaliseOrders NormaliseOrders;

/* @keys are asked for those of the families' names.  Errors: ROLL_ERROR_CONFIG. */
NormaliseOrders *normalise_orders_load(const RollLayers *layers, NormaliseKeys *keys,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void normalise_orders_free(NormaliseOrders *orders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormaliseOrders, normalise_orders_free)

/* Gives each token of a name from one column, which has its key, its role: by its comma, else by
 * its capitals, else by the order of @country (ISO3, "" for none). */
void normalise_orders_assign(const NormaliseOrders *orders, const gchar *country,
                             NormaliseTokens *tokens);

/* The same for tokens that come from columns of their own and have roles: suffix words and initials
 * are told, and the tokens stand in the order in which the country writes names. */
void normalise_orders_arrange(const NormaliseOrders *orders, const gchar *country,
                              NormaliseTokens *tokens);

/* Puts the keys of @tokens, which have their roles, into @out, a blank between: the family name in
 * front or behind, as @country writes it, whatever the list does; where nothing is known of the
 * country, as they stand.  @given (NULL: none) stand in for the given names. */
void normalise_orders_write_keys(const NormaliseOrders *orders, const gchar *country,
                                 const NormaliseTokens *tokens, const NormaliseTokens *given,
                                 GString *out);
