#include "pipeline/lib/spoken.h"

#define FIRST       0x1780
#define NGO         0x1784
#define NYO         0x1789
#define NO          0x1793
#define MO          0x1798
#define YO          0x1799
#define RO          0x179a
#define VO          0x179c
#define LAST_LETTER 0x17a2
#define LAST_OWN    0x17b3 /* of the letters behind, which are vowels themselves */
#define FIRST_VOWEL 0x17b6
#define NIKAHIT     0x17c6 /* with this and the two behind a syllable ends */
#define LAST_VOWEL  0x17c8
#define TO_FIRST    0x17c9 /* the letter is of the first series */
#define TO_SECOND   0x17ca
#define BANTAK      0x17cb /* the letter is the last of its syllable */
#define KILLER      0x17cd
#define SHORT_A     0x17d0
#define COENG       0x17d2
#define LAST_SIGN   0x17dd
#define SIGNS_MAX   256 /* of one word; a longer one is no name, and left as it stands */
#define LETTERS_MAX 4   /* of one cluster */

typedef struct {
    gunichar signs[SIGNS_MAX + 2]; /* 0 behind the last */
    guint n;
    guint at;       /* what is read next */
    gboolean begun; /* a syllable is out */
    gboolean open;  /* it may still get its last consonant */
    GString *out;
} Word;

/* One letter, or several written below each other. */
typedef struct {
    gunichar letters[LETTERS_MAX];
    guint n;
    gunichar shifter; /* 0: none */
    guint next;       /* what stands behind */
} Cluster;

static gboolean
is_letter(gunichar c)
{
    return c >= FIRST && c <= LAST_LETTER;
}

static gboolean
is_vowel(gunichar c)
{
    return (c >= FIRST_VOWEL && c <= LAST_VOWEL) || c == SHORT_A;
}

/* Which vowel a sign stands for depends on the series of the consonant in front. */
static gboolean
is_second_series(gunichar letter)
{
    static const gchar series[] = "11222" /* k */ "11222" /* c */ "11221" /* d */ "11222" /* t */
                                  "11222" /* b */ "2222" /* y */ "111111" /* s */;

    return series[letter - FIRST] == '2';
}

/* Below another letter these leave it its series. */
static gboolean
is_weak(gunichar letter)
{
    return letter == NGO || letter == NYO || letter == NO || (letter >= MO && letter <= VO);
}

static gboolean
is_second(const Cluster *cluster)
{
    gboolean second = is_second_series(cluster->letters[0]);

    for (guint i = 1; i < cluster->n; i++)
        if (!is_weak(cluster->letters[i]))
            second = is_second_series(cluster->letters[i]);
    return cluster->shifter == 0 ? second : cluster->shifter == TO_SECOND;
}

static Cluster
read_cluster(const Word *word, guint at)
{
    Cluster cluster = {{word->signs[at]}, 1, 0, at + 1};
    const gunichar *signs = word->signs;

    while (cluster.n < LETTERS_MAX) {
        if (signs[cluster.next] == TO_FIRST || signs[cluster.next] == TO_SECOND) {
            cluster.shifter = signs[cluster.next++];
        } else if (signs[cluster.next] == COENG && is_letter(signs[cluster.next + 1])) {
            cluster.letters[cluster.n++] = signs[cluster.next + 1];
            cluster.next += 2;
        } else {
            break;
        }
    }
    return cluster;
}

/* One letter that has no vowel of its own. */
static gboolean
is_bare(const Word *word, guint at)
{
    Cluster cluster;

    if (!is_letter(word->signs[at]))
        return FALSE;
    cluster = read_cluster(word, at);
    return cluster.n == 1 && cluster.shifter == 0 && !is_vowel(word->signs[cluster.next]) &&
           word->signs[cluster.next] != BANTAK && word->signs[cluster.next] != KILLER;
}

/* Letters in Pali words that stand below each other, and belong to two syllables. */
static gboolean
is_parted(const Word *word, guint at)
{
    Cluster cluster;

    if (!is_letter(word->signs[at]))
        return FALSE;
    cluster = read_cluster(word, at);
    return cluster.n > 1 && cluster.letters[1] != RO;
}

/* Whether the bare letter is the last of the syllable before: of those up to the next vowel two
 * and two make a syllable, and a parted cluster takes the one in front of it. */
static gboolean
is_last(const Word *word)
{
    guint n = 0;

    while (is_bare(word, word->at + n))
        n++;
    if (is_parted(word, word->at + n) || word->signs[word->at + n + 1] == BANTAK)
        n++;
    return n % 2 == 1;
}

static void
emit(Word *word, gunichar sign)
{
    g_string_append_unichar(word->out, sign);
}

static void
begin(Word *word)
{
    if (word->begun)
        g_string_append_c(word->out, '-');
    word->begun = TRUE;
    word->open = TRUE;
}

static void
emit_cluster(Word *word, const Cluster *cluster)
{
    begin(word);
    for (guint i = 0; i < cluster->n; i++)
        emit(word, cluster->letters[i]);
    if (cluster->shifter == TO_FIRST)
        emit(word, TO_FIRST);
    else if (is_second(cluster))
        emit(word, TO_SECOND);
    word->at = cluster->next;
    if (!is_vowel(word->signs[word->at]))
        g_string_append_c(word->out, 'a');
    for (; is_vowel(word->signs[word->at]); word->at++) {
        gunichar vowel = word->signs[word->at];

        emit(word, vowel);
        if (vowel >= NIKAHIT && vowel <= LAST_VOWEL)
            word->open = FALSE;
    }
}

/* The letter ends the syllable that is out. */
static void
end_with(Word *word, gunichar letter, guint next)
{
    emit(word, letter);
    word->open = FALSE;
    word->at = next;
}

/* Whether the letter in front of a cluster, or a bare one, ends the syllable that is out: the
 * others of the cluster are not spoken where no vowel follows. */
static gboolean
ends_open(const Word *word, const Cluster *cluster)
{
    gunichar behind = word->signs[cluster->next];

    if (!word->open)
        return FALSE;
    if (cluster->n > 1)
        return behind == 0;
    return behind != BANTAK && is_bare(word, word->at) && is_last(word);
}

/* A parted cluster: its first letter ends the syllable that is out, the others begin the next. */
static void
part(Word *word, Cluster *cluster)
{
    end_with(word, cluster->letters[0], word->at);
    for (guint i = 1; i < cluster->n; i++)
        cluster->letters[i - 1] = cluster->letters[i];
    cluster->n--;
    emit_cluster(word, cluster);
}

static void
read_letter(Word *word)
{
    Cluster cluster = read_cluster(word, word->at);
    gunichar behind = word->signs[cluster.next];
    gboolean at_end = word->begun && !word->open && behind == 0 && cluster.next - word->at == 1;

    if (behind == KILLER)
        word->at = cluster.next + 1;
    else if (word->open && behind == BANTAK)
        end_with(word, cluster.letters[0], cluster.next + 1);
    else if (ends_open(word, &cluster))
        end_with(word, cluster.letters[0], cluster.next);
    else if (word->open && cluster.n > 1 && cluster.letters[1] != RO)
        part(word, &cluster);
    else if (at_end)
        word->at = cluster.next; /* written, and not spoken */
    else
        emit_cluster(word, &cluster);
}

static void
read_syllable(Word *word)
{
    gunichar sign = word->signs[word->at];

    if (is_letter(sign)) {
        read_letter(word);
        return;
    }
    if (sign <= LAST_OWN || is_vowel(sign)) {
        if (sign <= LAST_OWN)
            begin(word);
        emit(word, sign);
    }
    word->at++;
}

/* Moves *@p behind the word that stands there. */
static void
read_word(Word *word, const gchar **p, const gchar *end)
{
    word->n = 0;
    for (; *p < end && word->n < SIGNS_MAX; *p = roll_utf8_next(*p)) {
        gunichar c = roll_utf8_get(*p);

        if (c < FIRST || c > LAST_SIGN || (c > COENG && c < LAST_SIGN))
            break;
        word->signs[word->n++] = c;
    }
    word->signs[word->n] = 0;
    word->signs[word->n + 1] = 0;
}

void
roll_spoken_khmer(RollText text, GString *out)
{
    Word word = {.out = out};
    const gchar *p = text.data;
    const gchar *end = text.data + text.length;

    while (p < end) {
        const gchar *from = p;

        read_word(&word, &p, end);
        word.at = 0;
        word.begun = FALSE;
        word.open = FALSE;
        while (word.at < word.n)
            read_syllable(&word);
        if (p == from) {
            p = roll_utf8_next(p);
            g_string_append_len(out, from, p - from);
        }
    }
}
