#include "stages/overlap/legal.h"

static OverlapLegal
judge(const OverlapView *view, guint32 text, const gchar *country, RollDay day)
{
    OverlapLegal legal = {.text = text, .day = day};

    if (text != 0 && day != 0 && view->laws != NULL)
        legal.basis =
            overlap_laws_judge(view->laws, overlap_text(view->attendance, text), country, day);
    return legal;
}

OverlapLegal
overlap_legal_of_session(const OverlapView *view, const OverlapSession *session, RollDay day)
{
    const gchar *country = "";

    if (view->corridors != NULL && session->adm1 != 0)
        country = overlap_corridor_country(view->corridors,
                                           overlap_text(view->attendance, session->adm1));
    return judge(view, session->legal_basis, country, day);
}

OverlapLegal
overlap_legal_of_curriculum(const OverlapView *view, const OverlapCurriculum *curriculum,
                            RollDay day)
{
    return judge(view, curriculum->legal_basis, overlap_text(view->attendance, curriculum->country),
                 day);
}

void
overlap_legal_settle(OverlapView *view)
{
    for (guint32 i = 0; i < overlap_n_sessions(view) && view->laws != NULL; i++) {
        OverlapSession *session = overlap_session(view->sessions, i);
        OverlapLegal legal = overlap_legal_of_session(view, session, session->start);

        session->law = legal.basis.taught;
        if (session->law != NULL)
            session->law_ends = overlap_laws_last_day(view->laws, session->law);
    }
}

void
overlap_set_verdict(RollTable *table, guint column, const OverlapLegal *legal)
{
    if (legal->text != 0)
        roll_table_set_string(table, column, overlap_legal_name(legal->basis.verdict));
}
