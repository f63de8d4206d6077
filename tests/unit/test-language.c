/* In which language a text is. */
#include "pipeline/lib/language.h"

typedef struct {
    const gchar *text;
    const gchar *declared;
    const gchar *language;
} LatinCase;

static const LatinCase latin_cases[] = {
    {"Screen separately", "", "en"},
    {"Screen separately", "English", "en"},
    {"Screen separately", "Khmer", ROLL_LANGUAGE_UNKNOWN},
    {"Screen separately", "Khmer / English", "en"},
    {"Screen separately", "French, English", ROLL_LANGUAGE_UNKNOWN},
    {"Never detain a victim", "French, English", "en"},
    {"Never detain a victim", "Khmer", "en"},
    {"Ne pas détenir les victimes", "", "fr"},
    {"NE JAMAIS PUNIR LES VICTIMES", "", "fr"},
    {"Pas de menottes", "Français", "fr"},
    {"Menottes", "fr", "fr"},
    {"Không giam giữ nạn nhân", "", "vi"},
    {"Không giam giữ nạn nhân", "English", "vi"},
    {"Khong giam giu nan nhan", "Tiếng Việt", "vi"},
    {"Huwag ikulong ang mga biktima", "Filipino", ROLL_LANGUAGE_UNKNOWN},
    {"", "", "en"},
};

static void
test_latin(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(latin_cases); i++) {
        const LatinCase *c = &latin_cases[i];

        g_test_message("%s (%s)", c->text, c->declared);
        g_assert_cmpstr(roll_language_of_latin(roll_text(c->text), roll_text(c->declared)), ==,
                        c->language);
    }
}

static const struct {
    const gchar *text;
    const gchar *language; /* NULL: its script tells none */
} script_cases[] = {
    {"កុំឃុំខ្លួន", "km"}, {"ห้าม", "th"},      {"ຫ້າມ", "lo"},   {"မလုပ်ရ", "my"},
    {"不得", "zh"},  {"SOP ខ្មែរ", "km"}, {"Étape", NULL}, {"", NULL},
};

static void
test_script(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(script_cases); i++)
        g_assert_cmpstr(roll_language_of_script(roll_text(script_cases[i].text)), ==,
                        script_cases[i].language);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/language/latin", test_latin);
    g_test_add_func("/language/script", test_script);
    return g_test_run();
}
