#include "pipeline/evaluate_forms.h"

#include "pipeline/lib/text.h"

/* ---- for people ---- */

static void
put_measure(GString *out, const EvaluateMeasure *measure)
{
    g_string_append_printf(out, "precision %.4f recall %.4f f1 %.4f\n", measure->precision,
                           measure->recall, measure->f1);
}

static void
put_line(GString *out, const gchar *name, const EvaluateMeasure *measure)
{
    g_string_append_printf(out, "%s ", name);
    put_measure(out, measure);
}

static void
put_errors(GString *out, const gchar *title, const GArray *errors)
{
    if (errors->len > 0)
        g_string_append_printf(out, "\n%s, the worst first\n", title);
    for (guint i = 0; i < errors->len; i++) {
        const EvaluateError *error = &g_array_index(errors, EvaluateError, i);

        g_string_append_printf(out, "  %" G_GUINT64_FORMAT " pair%s: ", error->n_pairs,
                               error->n_pairs == 1 ? "" : "s");
        roll_text_printable(roll_text(error->place_a), out);
        g_string_append(out, " (");
        roll_text_printable(roll_text(error->name_a), out);
        g_string_append(out, ") and ");
        roll_text_printable(roll_text(error->place_b), out);
        g_string_append(out, " (");
        roll_text_printable(roll_text(error->name_b), out);
        g_string_append(out, ")\n");
    }
}

static void
put_detail(GString *out, const EvaluateDetail *detail)
{
    g_string_append(out, "\nby threshold: pairs, had only joins at so many bits been made\n");
    for (guint i = 0; i < detail->thresholds->len; i++) {
        const EvaluateThreshold *at = &g_array_index(detail->thresholds, EvaluateThreshold, i);

        g_string_append_printf(out, "  %4.0f bits  ", at->bits);
        put_measure(out, &at->pairs);
    }
    g_string_append(out, "\nby export: bcubed of its records\n");
    for (guint i = 0; i < detail->exports->len; i++) {
        const EvaluateGroup *group = &g_array_index(detail->exports, EvaluateGroup, i);

        g_string_append_printf(out, "  %-32s %7" G_GUINT64_FORMAT " records  ", group->name,
                               group->n_records);
        put_measure(out, &group->bcubed);
    }
    g_string_append(out, "\nby what is missing: bcubed of the records with and without a field\n");
    for (guint i = 0; i < detail->fields->len; i++) {
        const EvaluateGroup *group = &g_array_index(detail->fields, EvaluateGroup, i);

        if (group->n_records == 0)
            continue;
        g_string_append_printf(out, "  %-7s %-24s %7" G_GUINT64_FORMAT " records  ",
                               group->lacks ? "without" : "with", group->name, group->n_records);
        put_measure(out, &group->bcubed);
    }
    put_errors(out, "false merges", detail->merges);
    put_errors(out, "misses", detail->misses);
}

void
evaluate_text(const Evaluation *result, const EvaluateDetail *detail, GString *out)
{
    put_line(out, "pairs", &result->pairs);
    put_line(out, "bcubed", &result->bcubed);
    if (detail != NULL)
        put_detail(out, detail);
}

void
evaluate_labels_text(const EvaluateLabels *labels, GString *out)
{
    put_line(out, "pairs", &labels->pairs);
    g_string_append_printf(out,
                           "labels same %" G_GUINT64_FORMAT " joined %" G_GUINT64_FORMAT
                           " different %" G_GUINT64_FORMAT " joined %" G_GUINT64_FORMAT "\n",
                           labels->n_same, labels->n_same_joined, labels->n_different,
                           labels->n_different_joined);
    for (guint i = 0; i < labels->wrong->len; i++) {
        roll_text_printable(roll_text(labels->wrong->pdata[i]), out);
        g_string_append_c(out, '\n');
    }
}

/* ---- for programs ---- */

static void
put_json_string(GString *out, const gchar *text)
{
    g_string_append_c(out, '"');
    for (const gchar *p = text; *p != '\0'; p++)
        if ((guchar)*p < 0x20 || *p == '"' || *p == '\\')
            g_string_append_printf(out, "\\u%04x", (guint)(guchar)*p);
        else
            g_string_append_c(out, *p);
    g_string_append_c(out, '"');
}

static void
put_json_measure(GString *out, const EvaluateMeasure *measure)
{
    g_string_append_printf(out, "{\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f}",
                           measure->precision, measure->recall, measure->f1);
}

static void
put_json_groups(GString *out, const gchar *key, const gchar *name, const GArray *groups)
{
    g_string_append_printf(out, ",\"%s\":[", key);
    for (guint i = 0; i < groups->len; i++) {
        const EvaluateGroup *group = &g_array_index(groups, EvaluateGroup, i);

        g_string_append_printf(out, "%s{\"%s\":", i > 0 ? "," : "", name);
        put_json_string(out, group->name);
        g_string_append_printf(out, ",\"missing\":%s,\"records\":%" G_GUINT64_FORMAT ",\"bcubed\":",
                               group->lacks ? "true" : "false", group->n_records);
        put_json_measure(out, &group->bcubed);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void
put_json_errors(GString *out, const gchar *key, const GArray *errors)
{
    g_string_append_printf(out, ",\"%s\":[", key);
    for (guint i = 0; i < errors->len; i++) {
        const EvaluateError *error = &g_array_index(errors, EvaluateError, i);

        g_string_append_printf(out, "%s{\"pairs\":%" G_GUINT64_FORMAT ",\"a\":", i > 0 ? "," : "",
                               error->n_pairs);
        put_json_string(out, error->place_a);
        g_string_append(out, ",\"b\":");
        put_json_string(out, error->place_b);
        g_string_append(out, ",\"name_a\":");
        put_json_string(out, error->name_a);
        g_string_append(out, ",\"name_b\":");
        put_json_string(out, error->name_b);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void
put_json_detail(GString *out, const EvaluateDetail *detail)
{
    g_string_append(out, ",\"thresholds\":[");
    for (guint i = 0; i < detail->thresholds->len; i++) {
        const EvaluateThreshold *at = &g_array_index(detail->thresholds, EvaluateThreshold, i);

        g_string_append_printf(out, "%s{\"bits\":%.0f,\"pairs\":", i > 0 ? "," : "", at->bits);
        put_json_measure(out, &at->pairs);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
    put_json_groups(out, "exports", "export", detail->exports);
    put_json_groups(out, "fields", "field", detail->fields);
    put_json_errors(out, "false_merges", detail->merges);
    put_json_errors(out, "misses", detail->misses);
}

void
evaluate_json(const Evaluation *result, const EvaluateDetail *detail, GString *out)
{
    g_string_append_printf(out, "{\"records\":%" G_GUINT64_FORMAT ",\"pairs\":", result->n_records);
    put_json_measure(out, &result->pairs);
    g_string_append(out, ",\"bcubed\":");
    put_json_measure(out, &result->bcubed);
    if (detail != NULL)
        put_json_detail(out, detail);
    g_string_append(out, "}\n");
}

void
evaluate_labels_json(const EvaluateLabels *labels, GString *out)
{
    g_string_append(out, "{\"pairs\":");
    put_json_measure(out, &labels->pairs);
    g_string_append_printf(out,
                           ",\"same\":%" G_GUINT64_FORMAT ",\"same_joined\":%" G_GUINT64_FORMAT
                           ",\"different\":%" G_GUINT64_FORMAT
                           ",\"different_joined\":%" G_GUINT64_FORMAT ",\"wrong\":[",
                           labels->n_same, labels->n_same_joined, labels->n_different,
                           labels->n_different_joined);
    for (guint i = 0; i < labels->wrong->len; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        put_json_string(out, labels->wrong->pdata[i]);
    }
    g_string_append(out, "]}\n");
}
