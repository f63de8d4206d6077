#include "pipeline/explain_forms.h"

#include "pipeline/lib/json.h"

static void
put_record(JsonText *json, const gchar *key, const EvidenceRecord *record)
{
    json_text_object(json, key);
    json_text_string(json, "record", record->id);
    json_text_string(json, "file", evidence_get(record, "file").data);
    json_text_number(json, "line", g_ascii_strtoull(evidence_get(record, "line").data, NULL, 10));
    json_text_string(json, "organisation", evidence_get(record, "organisation").data);
    json_text_string(json, "officer", evidence_get(record, "officer").data);
    json_text_string(json, "name", evidence_name(record));
    if (record->identity != EVIDENCE_NO_IDENTITY)
        json_text_number(json, "identity", record->identity);
    json_text_flag(json, "stands_alone", record->is_alone);
    json_text_end(json);
}

static void
put_pair(JsonText *json, const gchar *key, const EvidencePair *pair)
{
    gchar bits[EVIDENCE_BITS_MAX];

    json_text_object(json, key);
    json_text_string(json, "a", pair->a->id);
    json_text_string(json, "b", pair->b->id);
    json_text_string(json, "bits", evidence_bits(pair->sum, bits));
    json_text_string(json, "start", evidence_bits(pair->start, bits));
    json_text_flag(json, "computed_now", pair->is_computed);
    json_text_array(json, "fields");
    for (guint i = 0; i < pair->parts->len; i++) {
        const EvidencePart *part = &g_array_index(pair->parts, EvidencePart, i);

        json_text_object(json, NULL);
        json_text_string(json, "field", part->field);
        json_text_string(json, "a", part->value_a);
        json_text_string(json, "b", part->value_b);
        json_text_string(json, "level", part->level);
        json_text_string(json, "bits", evidence_bits(part->hundredths, bits));
        json_text_end(json);
    }
    json_text_end(json);
    json_text_end(json);
}

static void
put_steps(JsonText *json, const EvidenceOfficer *officer)
{
    gchar bits[G_ASCII_DTOSTR_BUF_SIZE];

    json_text_array(json, "steps");
    for (guint i = 0; i < officer->steps->len; i++) {
        const EvidenceStep *step = &g_array_index(officer->steps, EvidenceStep, i);

        json_text_object(json, NULL);
        json_text_string(json, "a", step->a->id);
        json_text_string(json, "b", step->b->id);
        json_text_number(json, "records_a", step->n_a);
        json_text_number(json, "records_b", step->n_b);
        json_text_string(json, "bits", g_ascii_formatd(bits, sizeof bits, "%+.2f", step->value));
        json_text_string(json, "cause", step->is_decided ? "decision" : "evidence");
        json_text_flag(json, "weakest", (gint)i == officer->weakest);
        if (step->pair != NULL)
            put_pair(json, "strongest_link", step->pair);
        json_text_end(json);
    }
    json_text_end(json);
}

static void
put_officer(JsonText *json, const Explanation *explanation, const EvidenceOfficer *officer)
{
    g_autoptr(GPtrArray) events = explain_events(explanation, officer);

    json_text_object(json, NULL);
    json_text_string(json, "officer", officer->number);
    json_text_array(json, "records");
    for (guint i = 0; i < officer->records->len; i++)
        put_record(json, NULL, officer->records->pdata[i]);
    json_text_end(json);
    put_steps(json, officer);
    json_text_array(json, "events");
    for (guint i = 0; i < events->len; i++)
        json_text_string(json, NULL, events->pdata[i]);
    json_text_end(json);
    json_text_end(json);
}

static void
put_names(JsonText *json, const Explanation *explanation)
{
    json_text_array(json, "name_rules");
    for (guint i = 0; explanation->hits != NULL && i < explanation->hits->len; i++) {
        const NamesHit *hit = explanation->hits->pdata[i];

        json_text_object(json, NULL);
        json_text_string(json, "name", hit->name);
        json_text_string(json, "rule", hit->rule);
        json_text_string(json, "place", hit->place);
        json_text_string(json, "result", hit->result);
        json_text_string(json, "captured", hit->captured);
        json_text_end(json);
    }
    json_text_end(json);
}

void
explain_json(const Explanation *explanation, GString *out)
{
    JsonText *json = json_text_new();

    json_text_object(json, NULL);
    json_text_number(json, "version", 1);
    json_text_array(json, "reasons");
    for (guint i = 0; i < explanation->reasons->len; i++)
        json_text_string(json, NULL, explanation->reasons->pdata[i]);
    json_text_end(json);
    for (guint side = 0; side < 2; side++)
        if (explanation->asked[side] != NULL)
            put_record(json, side == 0 ? "record_a" : "record_b", explanation->asked[side]);
    if (explanation->pair != NULL)
        put_pair(json, "pair", explanation->pair);
    json_text_array(json, "officers");
    for (guint i = 0; i < explanation->officers->len; i++)
        put_officer(json, explanation, explanation->officers->pdata[i]);
    json_text_end(json);
    json_text_array(json, "nearest_others");
    for (guint i = 0; i < explanation->near->len; i++) {
        const ExplainNear *near = &g_array_index(explanation->near, ExplainNear, i);

        json_text_object(json, NULL);
        json_text_string(json, "officer", near->officer);
        if (near->evidence != NULL)
            put_pair(json, "strongest_link", near->evidence);
        json_text_end(json);
    }
    json_text_end(json);
    put_names(json, explanation);
    json_text_end(json);
    json_text_finish(json, out);
}
