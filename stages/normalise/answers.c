#include "stages/normalise/answers.h"

#include "pipeline/lib/dictionary.h"

#define MAX_ANSWERS 500000 /* then it starts anew, so that memory has a bound */

struct NormaliseAnswers {
    NormaliseResolveFunc resolve;
    gpointer self;
    RollDictionary *questions; /* context and value, a line each */
    GPtrArray *answers;        /* of NormaliseAnswer, by the question's number */
    GString *question;
};

/* The answer for a value of the column's dictionary in the context in which it stood last. */
typedef struct {
    const NormaliseAnswer *answer; /* NULL: not asked yet */
    guint context;
} Slot;

struct NormaliseWalk {
    NormaliseAnswers *answers;
    const RollColumn *values;
    const RollColumn *context;
    Slot *slots; /* one a value */
};

void
normalise_answer_clear(NormaliseAnswer *answer)
{
    g_free(answer->norm);
    roll_values_free(answer->values);
    *answer = (NormaliseAnswer){0};
}

static void
answer_free(gpointer data)
{
    if (data == NULL)
        return;
    normalise_answer_clear(data);
    g_free(data);
}

static void
fill(NormaliseAnswers *answers)
{
    answers->questions = roll_dictionary_new();
    answers->answers = g_ptr_array_new_with_free_func(answer_free);
    g_ptr_array_add(answers->answers, NULL);
}

static void
empty(NormaliseAnswers *answers)
{
    roll_dictionary_free(answers->questions);
    g_ptr_array_unref(answers->answers);
}

NormaliseAnswers *
normalise_answers_new(NormaliseResolveFunc resolve, gpointer self)
{
    NormaliseAnswers *answers = g_new0(NormaliseAnswers, 1);

    answers->resolve = resolve;
    answers->self = self;
    answers->question = g_string_new(NULL);
    fill(answers);
    return answers;
}

void
normalise_answers_free(NormaliseAnswers *answers)
{
    if (answers == NULL)
        return;
    empty(answers);
    g_string_free(answers->question, TRUE);
    g_free(answers);
}

static const NormaliseAnswer *
answer_to(NormaliseAnswers *answers, RollText value, RollText context)
{
    RollText question;
    guint32 number;

    g_string_assign(answers->question, context.data);
    g_string_append_c(answers->question, '\n');
    roll_text_append(value, answers->question);
    question = (RollText){answers->question->str, (guint32)answers->question->len};
    number = roll_dictionary_add(answers->questions, question);
    if (number == answers->answers->len) {
        NormaliseAnswer *answer = g_new0(NormaliseAnswer, 1);

        if (value.length > 0)
            answers->resolve(answers->self, value, context, answer);
        if (answer->norm == NULL)
            answer->norm = g_strdup("");
        g_ptr_array_add(answers->answers, answer);
    }
    return g_ptr_array_index(answers->answers, number);
}

NormaliseWalk *
normalise_walk_new(NormaliseAnswers *answers, const RollColumn *values, const RollColumn *context)
{
    NormaliseWalk *walk = g_new0(NormaliseWalk, 1);

    if (roll_dictionary_n(answers->questions) > MAX_ANSWERS) {
        empty(answers);
        fill(answers);
    }
    walk->answers = answers;
    walk->values = values;
    walk->context = context;
    walk->slots = g_new0(Slot, roll_column_n_values(values));
    return walk;
}

const NormaliseAnswer *
normalise_walk_at(NormaliseWalk *walk, guint record)
{
    guint code = roll_column_code(walk->values, record);
    guint context = walk->context != NULL ? roll_column_code(walk->context, record) : 0;
    Slot *slot = &walk->slots[code];

    if (slot->answer == NULL || slot->context != context) {
        RollText where =
            walk->context != NULL ? roll_column_value(walk->context, context) : ROLL_TEXT_EMPTY;

        slot->answer = answer_to(walk->answers, roll_column_value(walk->values, code), where);
        slot->context = context;
    }
    return slot->answer;
}

void
normalise_walk_free(NormaliseWalk *walk)
{
    if (walk == NULL)
        return;
    g_free(walk->slots);
    g_free(walk);
}
