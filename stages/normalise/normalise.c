#include "stages/normalise/normalise.h"

#include "pipeline/lib/codes.h"
#include "pipeline/lib/fields.h"
#include "pipeline/lib/phases.h"
#include "stages/normalise/coded.h"
#include "stages/normalise/country.h"
#include "stages/normalise/course.h"
#include "stages/normalise/encode.h"
#include "stages/normalise/name.h"
#include "stages/normalise/organisation.h"
#include "stages/normalise/place.h"
#include "stages/normalise/plan.h"
#include "stages/normalise/rank.h"
#include "stages/normalise/trace.h"

struct NormaliseTools {
    RollCodes *place_codes;
    NormaliseNames *names;
    NormaliseRanks *ranks;
    NormalisePlaces *places;
    NormaliseOrganisations *organisations;
    NormaliseCourses *courses;
    NormaliseCountries *countries;
    NormaliseReport *report;
    NormaliseName name;
};

/* The batch that comes out, column by column. */
typedef struct {
    const NormalisePlan *plan;
    NormaliseTools *tools;
    NormaliseTrace *trace;
    NormaliseEncoder *encoder; /* NULL: nobody asked */
    NormaliseSheet sheet;
    GPtrArray *columns; /* of RollColumn, by their place in the schema; NULL: not made yet */
} Making;

static void
tools_free(NormaliseTools *tools)
{
    if (tools == NULL)
        return;
    normalise_names_free(tools->names);
    normalise_ranks_free(tools->ranks);
    normalise_places_free(tools->places);
    normalise_organisations_free(tools->organisations);
    normalise_courses_free(tools->courses);
    normalise_countries_free(tools->countries);
    normalise_report_free(tools->report);
    normalise_name_clear(&tools->name);
    roll_codes_free(tools->place_codes);
    g_free(tools);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormaliseTools, tools_free)

static NormaliseTools *
tools_load(const RollLayers *layers, GError **error)
{
    g_autoptr(NormaliseTools) tools = g_new0(NormaliseTools, 1);
    static const gchar *const values[] = {"date", "place", "rank", "organisation", NULL};

    normalise_name_init(&tools->name);
    tools->report = normalise_report_new();
    tools->place_codes = roll_codes_load(layers, &roll_codes_places, error);
    if (tools->place_codes == NULL || !roll_phases_check(layers, "values", values, error))
        return NULL;
    if ((tools->names = normalise_names_load(layers, error)) == NULL ||
        (tools->ranks = normalise_ranks_load(layers, error)) == NULL ||
        (tools->places = normalise_places_load(layers, tools->place_codes, error)) == NULL ||
        (tools->organisations = normalise_organisations_load(layers, error)) == NULL ||
        (tools->courses = normalise_courses_load(layers, error)) == NULL)
        return NULL;
    tools->countries = normalise_countries_new(tools->place_codes, tools->places);
    return g_steal_pointer(&tools);
}

gboolean
normalise_load(gpointer self, const RollLayers *layers, GError **error)
{
    Normalise *normalise = self;

    normalise->tools = tools_load(layers, error);
    normalise->fields = normalise->tools != NULL ? roll_fields_load(layers, error) : NULL;
    return normalise->fields != NULL;
}

gboolean
normalise_open(gpointer self, RollRun *run, GError **error)
{
    Normalise *normalise = self;
    RollSchema *input = roll_run_input(run, "records");

    if (input == NULL)
        return TRUE;
    normalise->plan = normalise_plan_new(normalise->fields, input);
    if (normalise->key != NULL) {
        normalise->encoder = normalise_encoder_new(normalise->plan, normalise->key, error);
        if (normalise->encoder == NULL)
            return FALSE;
    }
    normalise->table = roll_run_declare(run, normalise->plan->schema);
    if (normalise->wants_trace) {
        normalise->trace = normalise_trace_new(run);
        normalise_names_watch(normalise->tools->names, normalise_trace_receiver(normalise->trace));
    }
    return TRUE;
}

void
normalise_clear(gpointer self)
{
    Normalise *normalise = self;

    normalise_trace_free(normalise->trace);
    normalise_encoder_free(normalise->encoder);
    g_free(normalise->key);
    normalise_plan_free(normalise->plan);
    g_clear_pointer(&normalise->fields, roll_fields_free);
    tools_free(normalise->tools);
}

/* Takes @column, which may be NULL after an error. */
static gboolean
put(Making *making, const gchar *name, RollColumn *column)
{
    gint place = roll_schema_find(making->plan->schema, name);

    if (column == NULL)
        return FALSE;
    roll_column_unref(g_ptr_array_index(making->columns, place));
    g_ptr_array_index(making->columns, place) = column;
    return TRUE;
}

static RollColumn *
made(const Making *making, const gchar *name)
{
    gint place = roll_schema_find(making->plan->schema, name);

    return place >= 0 ? g_ptr_array_index(making->columns, place) : NULL;
}

/* Names. */

static RollText
cell(const RollColumn *column, guint record)
{
    return column != NULL ? roll_column_get(column, record) : ROLL_TEXT_EMPTY;
}

static RollColumn *
input(const Making *making, const gchar *name)
{
    return name != NULL ? roll_batch_find(making->sheet.batch, name) : NULL;
}

/* The columns that names come from, and those they go to. */
typedef struct {
    const RollColumn *whole;
    const RollColumn *family;
    const RollColumn *given;
    const RollColumn *middle;
    const RollColumn *suffix;
    const RollColumn *local;
} NameColumns;

enum { CLEAN, ROLES, KEY, KEYS_OTHER, SKELETON, RANK, HONORIFIC, LOCAL, NICKNAME, N_MADE };

/* The finding begun in @remark, of a name on which a rule failed. */
static gboolean
tell_fault(const Making *making, guint record, NormaliseRemark remark, const GError *fault,
           GError **error)
{
    g_autoptr(RollValues) values = roll_values_new();

    roll_values_set(values, "fault", fault->message);
    remark.id = "name-not-normalised";
    remark.message = "message";
    remark.hint = "hint";
    remark.values = values;
    return normalise_report_add(making->sheet.run, making->sheet.batch, record, &remark, error);
}

static gboolean
tell(const Making *making, guint record, const NormaliseName *name, RollText value, GError **error)
{
    NormaliseRemark remark = {
        .severity = ROLL_SEVERITY_WARNING,
        .field = making->plan->whole != NULL ? making->plan->whole : making->plan->family,
        .value = value,
    };

    if (name->flag != NULL) {
        g_autoptr(RollValues) values = roll_values_new();

        roll_values_set(values, "remark",
                        name->flag->comment != NULL ? name->flag->comment : name->flag->name);
        roll_values_set(values, "rule", name->flag->name);
        remark.id = "name-flagged";
        remark.message = "message";
        remark.hint = "hint";
        remark.values = values;
        if (!normalise_report_add(making->sheet.run, making->sheet.batch, record, &remark, error))
            return FALSE;
    }
    if (name->fault == NULL)
        return TRUE;
    return tell_fault(making, record, remark, name->fault, error);
}

/* The column that shows best which name it is. */
static RollText
name_sent(const NormaliseSource *source)
{
    if (source->whole.length > 0)
        return source->whole;
    return source->family.length > 0 ? source->family : source->local;
}

static gboolean
make_name(const Making *making, const NameColumns *from, guint record, RollColumnBuilder **builders,
          GError **error)
{
    NormaliseName *name = &making->tools->name;
    const NormaliseSource source = {
        .whole = cell(from->whole, record),
        .family = cell(from->family, record),
        .given = cell(from->given, record),
        .middle = cell(from->middle, record),
        .suffix = cell(from->suffix, record),
        .local = cell(from->local, record),
    };
    const GString *texts[N_MADE] = {name->clean,      name->roles,    name->key,
                                    name->keys_other, name->skeleton, name->rank,
                                    name->honorific,  name->local,    name->nickname};

    if (making->trace != NULL)
        normalise_trace_record(making->trace, making->sheet.batch, record, name_sent(&source));
    normalise_names_read(making->tools->names,
                         roll_column_get(making->sheet.countries, record).data, &source, name);
    for (guint i = 0; i < N_MADE; i++)
        roll_column_builder_add(builders[i], (RollText){texts[i]->str, (guint32)texts[i]->len});
    return tell(making, record, name, name_sent(&source), error);
}

static gboolean
make_names(Making *making, GError **error)
{
    static const gchar *const names[N_MADE] = {
        NORMALISE_CLEAN,      NORMALISE_ROLES,    NORMALISE_KEY,
        NORMALISE_KEYS_OTHER, NORMALISE_SKELETON, NORMALISE_RANK,
        NORMALISE_HONORIFIC,  NORMALISE_LOCAL,    NORMALISE_NICKNAME,
    };
    const NormalisePlan *plan = making->plan;
    const NameColumns from = {
        .whole = input(making, plan->whole),
        .family = input(making, plan->family),
        .given = input(making, plan->given),
        .middle = input(making, plan->middle),
        .suffix = input(making, plan->suffix),
        .local = input(making, plan->local),
    };
    RollColumnBuilder *builders[N_MADE];
    gboolean sound = TRUE;

    for (guint i = 0; i < N_MADE; i++)
        builders[i] = roll_column_builder_new();
    for (guint record = 0; sound && record < roll_batch_n_records(making->sheet.batch); record++)
        sound = make_name(making, &from, record, builders, error);
    for (guint i = 0; i < N_MADE; i++) {
        if (sound)
            put(making, names[i], roll_column_builder_finish(builders[i]));
        roll_column_builder_free(builders[i]);
    }
    return sound;
}

/* What has codes. */

static gboolean
make_ranks(Making *making, GError **error)
{
    const GArray *fields = making->plan->ranks;
    const RollColumn *sent = NULL;

    for (guint i = 0; i < fields->len; i++) {
        const RollField *field = normalise_plan_field(fields, i);

        if (!put(making, field->norm,
                 normalise_ranks_column(making->tools->ranks, &making->sheet, field->name, error)))
            return FALSE;
    }
    if (fields->len > 0)
        sent = input(making, normalise_plan_field(fields, 0)->name);
    if (roll_schema_find(making->plan->schema, NORMALISE_LEVEL) < 0)
        return TRUE;
    return put(making, NORMALISE_LEVEL,
               normalise_ranks_levels(making->tools->ranks, &making->sheet, sent,
                                      made(making, NORMALISE_RANK)));
}

static gboolean
make_places(Making *making, GError **error)
{
    for (guint i = 0; i < making->plan->places->len; i++) {
        const RollField *field = normalise_plan_field(making->plan->places, i);

        if (!put(making, field->norm,
                 normalise_places_column(making->tools->places, &making->sheet, field->name,
                                         made(making, "adm1_pcode"), error)))
            return FALSE;
    }
    return TRUE;
}

static gboolean
make_organisations(Making *making, GError **error)
{
    NormaliseOrganisations *organisations = making->tools->organisations;
    g_autoptr(RollColumn) context = normalise_organisations_context(organisations, &making->sheet);

    for (guint i = 0; i < making->plan->organisations->len; i++) {
        const RollField *field = normalise_plan_field(making->plan->organisations, i);

        if (!put(making, field->norm,
                 normalise_organisations_column(organisations, &making->sheet, field, context,
                                                error)))
            return FALSE;
    }
    return TRUE;
}

static gboolean
make_topics(Making *making, GError **error)
{
    const gchar *const *fields = (const gchar *const *)(gconstpointer)making->plan->courses->data;

    return making->plan->courses->len == 0 ||
           put(making, NORMALISE_TOPICS,
               normalise_courses_column(making->tools->courses, &making->sheet, fields, error));
}

static gboolean
make_all(Making *making, GError **error)
{
    RollColumn *countries = normalise_countries_of(making->tools->countries, making->sheet.report,
                                                   making->sheet.run, making->sheet.batch, error);
    g_autofree RollDay *days = normalise_coded_days(making->sheet.batch);
    gboolean sound;

    if (countries == NULL)
        return FALSE;
    making->sheet.countries = countries;
    making->sheet.days = days;
    sound = (!making->plan->has_names || make_names(making, error)) && make_ranks(making, error) &&
            make_places(making, error) && make_organisations(making, error) &&
            make_topics(making, error);
    if (sound && roll_schema_find(making->plan->schema, NORMALISE_COUNTRY) >= 0)
        put(making, NORMALISE_COUNTRY, countries);
    else
        roll_column_unref(countries);
    if (sound && making->encoder != NULL)
        put(making, normalise_encoder_column(making->encoder),
            normalise_encoder_make(making->encoder, making->columns,
                                   roll_batch_n_records(making->sheet.batch)));
    return sound;
}

static gboolean
emit(Normalise *normalise, RollRun *run, Making *making, GError **error)
{
    guint n = roll_batch_n_records(making->sheet.batch);
    g_autoptr(RollBatch) batch = NULL;

    for (guint i = 0; i < making->columns->len; i++)
        if (g_ptr_array_index(making->columns, i) == NULL)
            g_ptr_array_index(making->columns, i) = roll_column_constant(ROLL_TEXT_EMPTY, n);
    g_ptr_array_set_free_func(making->columns, NULL);
    batch = roll_batch_new_take(normalise->plan->schema, (RollColumn **)making->columns->pdata, n);
    return roll_run_emit(run, normalise->table, batch, error);
}

gboolean
normalise_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error)
{
    Normalise *normalise = self;
    RollSchema *schema = normalise->plan->schema;
    g_autoptr(GPtrArray) columns =
        g_ptr_array_new_with_free_func((GDestroyNotify)roll_column_unref);
    Making making = {
        .plan = normalise->plan,
        .tools = normalise->tools,
        .trace = normalise->trace,
        .encoder = normalise->encoder,
        .sheet = {.run = run, .report = normalise->tools->report, .batch = batch},
        .columns = columns,
    };

    for (guint i = 0; i < roll_schema_n_columns(schema); i++) {
        RollColumn *column = roll_batch_find(batch, roll_schema_column(schema, i));

        g_ptr_array_add(columns, column != NULL ? roll_column_ref(column) : NULL);
    }
    return make_all(&making, error) && emit(normalise, run, &making, error);
}

gboolean
normalise_finish(gpointer self, RollRun *run, GError **error)
{
    const Normalise *normalise = self;

    (void)run;
    return normalise->trace == NULL || normalise_trace_flush(normalise->trace, error);
}
