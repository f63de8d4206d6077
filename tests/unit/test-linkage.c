#include "stages/cluster/linkage.h"

#include <string.h>

#define NODES 8
#define LINKS 12

/* Nodes 0 to n - 1; links as weights; what must come out as the cluster of each node. */
typedef struct {
    const gchar *name;
    guint n;
    ClusterLink links[LINKS];
    guint32 together[NODES]; /* used where must_link */
    gboolean must_link;
    const gchar *forbidden; /* two nodes that may not be one, "02" */
    const gchar *expected;  /* a digit a node: the smallest node of its cluster */
} LinkCase;

static const LinkCase cases[] = {
    {"nothing", 3, {{0}}, {0}, FALSE, NULL, "012"},
    {"one pair", 3, {{0, 2, 5, 0}}, {0}, FALSE, NULL, "010"},
    {"below zero", 2, {{0, 1, -1, 0}}, {0}, FALSE, NULL, "01"},
    {"a chain is cut where the ends do not agree",
     3,
     {{0, 1, 4, 0}, {1, 2, 4, 1}, {0, 2, -12, 2}},
     {0},
     FALSE,
     NULL,
     "002"},
    {"a pair never compared speaks against",
     3,
     {{0, 1, 4, 0}, {1, 2, 4, 1}},
     {0},
     FALSE,
     NULL,
     "002"},
    {"the many carry the one",
     4,
     {{0, 1, 9, 0}, {0, 2, 9, 1}, {1, 2, 9, 2}, {0, 3, 6, 3}, {1, 3, 6, 4}, {2, 3, -5, 5}},
     {0},
     FALSE,
     NULL,
     "0000"},
    {"a hard conflict is never carried",
     4,
     {{0, 1, 9, 0}, {0, 2, 9, 1}, {1, 2, 9, 2}, {0, 3, 12, 3}, {1, 3, 12, 4}, {2, 3, -20, 5}},
     {0},
     FALSE,
     NULL,
     "0020"},
    {"of two that are sure the surer comes first",
     3,
     {{0, 1, 13, 0}, {1, 2, 40, 1}, {0, 2, -20, 2}},
     {0},
     FALSE,
     NULL,
     "011"},
    {"ties go to the lower numbers", 3, {{0, 1, 3, 0}, {1, 2, 3, 1}}, {0}, FALSE, NULL, "002"},
    {"must-link wins", 3, {{0, 2, -12, 0}}, {7, 1, 7}, TRUE, NULL, "010"},
    {"two lines of one list are two people", 2, {{0, 1, 12, 0}}, {0}, FALSE, "01", "01"},
    {"joint consistency beats a strong edge",
     4,
     {{0, 1, 10, 0}, {2, 3, 10, 1}, {1, 2, 11, 2}, {0, 2, -12, 3}, {0, 3, -12, 4}, {1, 3, -12, 5}},
     {0},
     FALSE,
     NULL,
     "0113"},
};

static gboolean
forbids(gpointer self, guint32 a, guint32 b)
{
    const LinkCase *c = self;

    return c->forbidden != NULL && a == (guint32)(c->forbidden[0] - '0') &&
           b == (guint32)(c->forbidden[1] - '0');
}

static void
test_link(gconstpointer data)
{
    LinkCase c = *(const LinkCase *)data;
    ClusterInput input = {.n = c.n, .links = c.links, .forbids = forbids, .self = &c};
    g_autoptr(Clustering) clustering = NULL;
    gchar seen[NODES + 1] = "";

    while (input.n_links < LINKS && c.links[input.n_links].b > 0)
        input.n_links++;
    input.together = c.must_link ? c.together : NULL;
    clustering = cluster_link(&input);
    for (guint i = 0; i < c.n; i++)
        seen[i] = (gchar)('0' + (gint)clustering->of[i]);
    g_assert_cmpstr(seen, ==, c.expected);
}

/* Two groups, of @few and @many, each sure of itself, and -1 bit between any two of them. */
static gboolean
become_one(guint few, guint many)
{
    ClusterLink links[NODES * NODES];
    ClusterInput input = {.n = few + many, .links = links};
    g_autoptr(Clustering) clustering = NULL;

    for (guint32 a = 0; a < input.n; a++)
        for (guint32 b = a + 1; b < input.n; b++) {
            gfloat weight = (a < few) == (b < few) ? 9 : -1;

            links[input.n_links] = (ClusterLink){a, b, weight, input.n_links};
            input.n_links++;
        }
    clustering = cluster_link(&input);
    return clustering->of[input.n - 1] == 0;
}

static void
test_sizes(void)
{
    g_assert_false(become_one(1, 1));
    g_assert_true(become_one(1, 7)); /* who may have slipped */
    g_assert_true(become_one(2, 6));
    g_assert_false(become_one(4, 4)); /* father and son */
}

/* Joins near the threshold, and near joins, are for a person to look at. */
static void
test_doubts(void)
{
    static const ClusterLink links[] = {
        {0, 1, 1.5F, 0}, {2, 3, -1.5F, 1}, {4, 5, 9, 2}, {6, 7, -9, 3}};
    ClusterInput input = {.n = 8, .links = links, .n_links = G_N_ELEMENTS(links)};
    g_autoptr(Clustering) clustering = cluster_link(&input);
    const ClusterDoubt *doubts = (const ClusterDoubt *)(void *)clustering->doubts->data;

    g_assert_cmpuint(clustering->doubts->len, ==, 2);
    g_assert_cmpuint(doubts[0].link, ==, 0);
    g_assert_true(doubts[0].joined);
    g_assert_cmpuint(doubts[1].link, ==, 1);
    g_assert_false(doubts[1].joined);
    g_assert_cmpfloat((gdouble)clustering->weakest[0], ==, 1.5);
    g_assert_cmpfloat((gdouble)clustering->weakest[4], ==, 9);
}

/* The steps stand in the order in which a cluster grew; a must-link tells what speaks for it. */
static void
test_joins(void)
{
    static const ClusterLink links[] = {{0, 1, 3, 0}, {0, 2, 9, 1}, {1, 2, 4, 2}, {3, 4, -5, 3}};
    static const guint32 together[] = {0, 1, 2, 3, 3};
    static const guint32 sizes[] = {1, 1, 1, 2, 3};
    ClusterInput input = {.n = 5,
                          .sizes = sizes,
                          .links = links,
                          .n_links = G_N_ELEMENTS(links),
                          .together = together};
    g_autoptr(Clustering) clustering = cluster_link(&input);
    const ClusterJoin *joins = (const ClusterJoin *)(const void *)clustering->joins->data;

    g_assert_cmpuint(clustering->joins->len, ==, 3);
    g_assert_cmpuint(joins[0].a, ==, 0);
    g_assert_cmpuint(joins[0].b, ==, 2);
    g_assert_cmpuint(joins[0].link, ==, 1);
    g_assert_cmpfloat(joins[0].value, ==, 9);
    g_assert_cmpuint(joins[1].b, ==, 1);
    g_assert_cmpuint(joins[1].link, ==, 2);
    g_assert_cmpfloat(joins[1].value, ==, 4); /* (3 + 4) / 2 + 1/2 log2 2 */
    g_assert_true(joins[2].must);
    g_assert_cmpfloat(joins[2].value, ==, -5);
}

/* A join at v bits is wrong once in 1 + 2^v; a pair left apart at v is one as often. */
static void
test_expected(void)
{
    static const ClusterLink links[] = {{0, 1, 2, 0}, {2, 3, -1, 1}};
    static const guint32 sizes[] = {2, 5, 3, 3};
    ClusterInput input = {.n = 4, .sizes = sizes, .links = links, .n_links = G_N_ELEMENTS(links)};
    g_autoptr(Clustering) clustering = cluster_link(&input);

    g_assert_cmpfloat_with_epsilon(clustering->expected.wrong, 2 * 5 / 5.0, 1e-9);
    g_assert_cmpfloat_with_epsilon(clustering->expected.missed, 3 * 3 / 3.0, 1e-9);
}

/* Of two doubts the one whose answer moves more records comes first, though less unsure. */
static void
test_most_useful_first(void)
{
    static const ClusterLink links[] = {{0, 1, -.5F, 0}, {2, 3, -1.5F, 1}};
    static const guint32 sizes[] = {1, 1, 4, 2};
    ClusterInput input = {.n = 4, .sizes = sizes, .links = links, .n_links = G_N_ELEMENTS(links)};
    g_autoptr(Clustering) clustering = cluster_link(&input);
    const ClusterDoubt *doubts = (const ClusterDoubt *)(const void *)clustering->doubts->data;

    g_assert_cmpuint(clustering->doubts->len, ==, 2);
    g_assert_cmpuint(doubts[0].link, ==, 1);
    g_assert_cmpuint(doubts[0].n_a, ==, 4);
    g_assert_cmpuint(doubts[0].n_b, ==, 2);
}

/* Links within groups of seven nodes, more groups than one thread takes at once. */
static Clustering *
link_many(guint jobs)
{
    enum { N = 7 * 3000 };
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(ClusterLink));
    ClusterInput input = {.n = N, .jobs = jobs};

    for (guint32 a = 0; a < N; a++)
        for (guint32 b = a + 1; b < (a / 7 + 1) * 7; b++) {
            ClusterLink link = {a, b, (gfloat)g_rand_double_range(random, -5, 8), links->len};

            g_array_append_val(links, link);
        }
    input.links = (const ClusterLink *)(const void *)links->data;
    input.n_links = links->len;
    return cluster_link(&input);
}

static void
test_jobs(void)
{
    g_autoptr(Clustering) one = link_many(1);

    g_assert_cmpuint(one->joins->len, >, 3000);
    g_assert_cmpuint(one->doubts->len, >, 3000);
    for (guint jobs = 2; jobs <= 4; jobs++) {
        g_autoptr(Clustering) many = link_many(jobs);

        g_assert_true(memcmp(many->of, one->of, one->n * sizeof *one->of) == 0);
        g_assert_true(memcmp(many->weakest, one->weakest, one->n * sizeof *one->weakest) == 0);
        g_assert_cmpfloat(many->expected.wrong, ==, one->expected.wrong);
        g_assert_cmpfloat(many->expected.missed, ==, one->expected.missed);
        g_assert_cmpuint(many->joins->len, ==, one->joins->len);
        for (guint i = 0; i < one->joins->len; i++) {
            const ClusterJoin *join = &g_array_index(one->joins, ClusterJoin, i);
            const ClusterJoin *same = &g_array_index(many->joins, ClusterJoin, i);

            g_assert_true(join->a == same->a && join->b == same->b && join->link == same->link);
            g_assert_cmpfloat(join->value, ==, same->value);
        }
        g_assert_cmpuint(many->doubts->len, ==, one->doubts->len);
        for (guint i = 0; i < one->doubts->len; i++)
            g_assert_cmpuint(g_array_index(many->doubts, ClusterDoubt, i).link, ==,
                             g_array_index(one->doubts, ClusterDoubt, i).link);
    }
}

/* A chain of 4,000 is more than is weighed as a whole: it is cut at its weak links, not dropped. */
static void
test_too_large_a_group(void)
{
    g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(ClusterLink));
    ClusterInput input = {.n = 4000};
    g_autoptr(Clustering) clustering = NULL;

    for (guint32 i = 0; i + 1 < input.n; i++) {
        ClusterLink link = {i, i + 1, i % 2 == 0 ? 8 : -1, i};

        g_array_append_val(links, link);
    }
    input.links = (const ClusterLink *)(const void *)links->data;
    input.n_links = links->len;
    clustering = cluster_link(&input);
    for (guint32 i = 0; i < input.n; i++)
        g_assert_cmpuint(clustering->of[i], ==, i - i % 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *path = g_strconcat("/cluster/link/", cases[i].name, NULL);

        g_test_add_data_func(path, &cases[i], test_link);
    }
    g_test_add_func("/cluster/sizes", test_sizes);
    g_test_add_func("/cluster/doubts", test_doubts);
    g_test_add_func("/cluster/joins", test_joins);
    g_test_add_func("/cluster/expected", test_expected);
    g_test_add_func("/cluster/most-useful-first", test_most_useful_first);
    g_test_add_func("/cluster/too-large-a-group", test_too_large_a_group);
    g_test_add_func("/cluster/jobs", test_jobs);
    return g_test_run();
}
