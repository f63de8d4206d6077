/* cells: the shipped rules, and a cell read with them, for tests of validate's readers. */
#pragma once

#include "stages/validate/cell.h"

/* The rules that all cells are read with: those that are shipped. */
typedef struct {
    RollLayers *layers;
    RollFields *fields;
    ValidateSettings *settings;
    ValidateCountries *countries;
    ValidateCell cell;
} Rules;

static inline void
load_rules(Rules *rules)
{
    g_autoptr(GError) error = NULL;

    rules->layers = roll_layers_new(NULL, &error);
    g_assert_no_error(error);
    rules->fields = roll_fields_load(rules->layers, &error);
    g_assert_no_error(error);
    rules->settings = validate_settings_load(rules->layers, rules->fields, &error);
    g_assert_no_error(error);
    rules->countries = validate_countries_load(rules->layers, &error);
    g_assert_no_error(error);
    validate_cell_init(&rules->cell);
}

static inline void
free_rules(Rules *rules)
{
    validate_cell_clear(&rules->cell);
    validate_countries_free(rules->countries);
    validate_settings_free(rules->settings);
    roll_fields_free(rules->fields);
    roll_layers_free(rules->layers);
}

/* "norm", "norm..last" of a range, then "!id" of a fault: what became of @value. */
static inline gchar *
read_cell(Rules *rules, const ValidateContext *context, RollType type, const gchar *value)
{
    const ValidateFault *fault = NULL;

    validate_cell_reset(&rules->cell);
    fault = validate_cell(context, type, roll_text(value), &rules->cell);
    return g_strdup_printf("%s%s%s%s%s", rules->cell.norm->str,
                           rules->cell.last->len > 0 ? ".." : "", rules->cell.last->str,
                           fault != NULL ? "!" : "", fault != NULL ? fault->id : "");
}
