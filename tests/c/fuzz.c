/* Calls every function of the header with hostile arguments, drawn from a seed: numbers at
 * the ends of their types, columns of them, lengths, enumerators, structures. Of every
 * call it sees what sweep.c sees, and that no output of a call that succeeds is NaN or
 * infinite unless the manual says so, that the call ends within a second of its own time
 * unless it can be cancelled, and that it holds no more than 1 MiB and 100 times what it
 * was given and asked for.
 *
 *     fuzz SECONDS [CASE [SEED]]
 *
 * runs for so long, or one case alone. The calls are made by a child, so that one that
 * crashes or does not end is told and the next ones follow. */

#define SWEEP_FUZZ
#include "sweep.c"

#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

/* ---- Memory: what is held, and the most of it. */

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static long held;
static long most;

static void *counted(void *place)
{
    long now_held;
    if (place != NULL) {
        now_held = __atomic_add_fetch(&held, (long)malloc_usable_size(place), __ATOMIC_RELAXED);
        if (now_held > most) {
            most = now_held;
        }
    }
    return place;
}

void *malloc(size_t size) { return counted(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) { return counted(__libc_calloc(count, size)); }
void *memalign(size_t align, size_t size) { return counted(__libc_memalign(align, size)); }
void *aligned_alloc(size_t align, size_t size) { return counted(__libc_memalign(align, size)); }

int posix_memalign(void **place, size_t align, size_t size)
{
    *place = counted(__libc_memalign(align, size));
    return *place == NULL ? 12 : 0;
}

void free(void *place)
{
    if (place != NULL) {
        __atomic_sub_fetch(&held, (long)malloc_usable_size(place), __ATOMIC_RELAXED);
        __libc_free(place);
    }
}

void *realloc(void *place, size_t size)
{
    long before_it = place == NULL ? 0 : (long)malloc_usable_size(place);
    void *moved = __libc_realloc(place, size);
    if (moved != NULL) {
        __atomic_sub_fetch(&held, before_it, __ATOMIC_RELAXED);
        counted(moved);
    }
    return moved;
}

/* ---- Numbers from a seed (SplitMix64; Steele, Lea and Flood 2014). */

static uint64_t state;

static uint64_t bits(void)
{
    uint64_t x;
    state += 0x9e3779b97f4a7c15u;
    x = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static size_t below(size_t n) { return (size_t)(bits() % n); }
static double uniform(void) { return (double)(bits() >> 11) / 9007199254740992.0; }

static double positive(void)
{
    static const double ends[] = {5e-324, 2e-314, 2.3e-308, 1e-300, 1e15, 1e18, 1e300, 1.79e308};
    switch (below(8)) {
    case 0: case 1: case 2: return pow(10.0, 4.0 * uniform() - 2.0);
    case 3: case 4: return pow(10.0, 24.0 * uniform() - 12.0);
    case 5: return pow(10.0, 616.0 * uniform() - 308.0);
    case 6: return (double)below(12);
    default: return ends[below(sizeof ends / sizeof *ends)];
    }
}

static double number(void)
{
    const double odd[] = {0.0, -0.0, NAN, INFINITY, -INFINITY};
    switch (below(12)) {
    case 0: return odd[below(5)];
    case 1: return -positive();
    case 2: case 3: case 4: return uniform();
    case 5: case 6: return (double)(1 + below(10));
    default: return positive();
    }
}

static uint64_t count(void)
{
    switch (below(10)) {
    case 0: return UINT64_MAX - below(2);
    case 1: return ((uint64_t)1 << below(64)) - below(3);
    case 2: return bits() >> below(64);
    case 3: return below(100000);
    default: return below(12);
    }
}

static void put(unsigned char *place, size_t size, const char *type)
{
    if (strcmp(type, "double") == 0) {
        double value = number();
        memcpy(place, &value, sizeof value);
    } else if (size == 1) {
        static const char letters[] = "0123456789-.,;\"abEURweek \n";
        *place = below(8) == 0 ? (unsigned char)bits() : (unsigned char)letters[below(26)];
    } else {
        uint64_t value = count(); /* little-endian machines: the low bytes */
        memcpy(place, &value, size < 8 ? size : 8);
    }
}

static size_t size_of(const char *type)
{
    if (strcmp(type, "double") == 0 || strstr(type, "64") || strcmp(type, "size_t") == 0) {
        return 8;
    }
    return strstr(type, "8_t") && !strstr(type, "16") ? 1 : 4;
}

static double given; /* bytes of input and output, as a bound */

/* So many draws, rows or days may be asked for, each of them a number at least. */
static double so_many(const unsigned char *place, size_t size, const char *type)
{
    uint64_t value = 0;
    if (strcmp(type, "double") == 0 || size > sizeof value) {
        return 0.0;
    }
    memcpy(&value, place, size);
    /* Resampling goes on until it is stopped, and holds what it drew. */
    return value < 1000000 || strstr(type, "drawn") != NULL ? 8.0 * (double)value : 0.0;
}

static void fill_members(unsigned char *place, const struct member *m)
{
    for (; m != NULL && m->type != NULL; m += 1) {
        size_t size = size_of(m->type);
        size_t k;
        /* A length without its column would promise what is not there. */
        if (strcmp(m->type, "size_t") == 0 || strcmp(m->type, "count") == 0 ||
            strncmp(m->type, "habitue_", 8) == 0) {
            continue;
        }
        for (k = 0; k + size <= m->size; k += size) {
            if (below(3) == 0) {
                put(place + m->offset + k, size, m->type);
                given += so_many(place + m->offset + k, size, m->type);
            }
        }
    }
}

/* Small enough that three of them multiplied fit a region of the smallest element. */
#define LONGEST 8

static int watched;  /* whether somebody may cancel */

static int32_t impatient(void *context, uint64_t done, uint64_t total)
{
    struct timespec time;
    (void)context, (void)done, (void)total;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec > 0 && below(64) == 0;
}

/* What each kind of question reads. */
static const struct {
    int32_t kind;
    const char *reads;
} asks[] = {
    {HABITUE_ASK_P_ALIVE, "to"},
    {HABITUE_ASK_EXPECTED_PURCHASES, "from to"},
    {HABITUE_ASK_P_PURCHASES, "from to n"},
    {HABITUE_ASK_P_AT_LEAST, "from to n"},
    {HABITUE_ASK_P_NO_PURCHASE, "from to"},
    {HABITUE_ASK_PURCHASE_QUANTILE, "from to probability"},
    {HABITUE_ASK_DISCOUNTED_PURCHASES, "to rate timing"},
    {HABITUE_ASK_NEXT_PURCHASE_QUANTILE, "probability"},
    {HABITUE_ASK_LIFETIME_QUANTILE, "probability"},
    {HABITUE_ASK_POSTERIOR, "individual"},
    {HABITUE_ASK_LOG_LIKELIHOOD, ""},
    {HABITUE_ASK_LIFETIME_VALUE, "to rate timing margin"},
    {HABITUE_ASK_LIFETIME_PROFIT, "to rate timing margin"},
    {HABITUE_ASK_EXPECTED_SPEND, ""},
    {HABITUE_ASK_RETENTION_RATE, ""},
    {HABITUE_ASK_SURVIVAL, "to"},
    {HABITUE_ASK_CHURN, "to"},
    {HABITUE_ASK_DISCOUNTED_RENEWALS, "to rate"},
    {HABITUE_ASK_RESIDUAL_LIFETIME, "rate"},
    {HABITUE_ASK_CONTRACT_LIFETIME, "rate"},
    {HABITUE_ASK_RETENTION_ELASTICITY, "rate"},
    {HABITUE_ASK_RENEWERS_ELASTICITY, "rate"},
    {HABITUE_ASK_RENEWALS_QUANTILE, "probability"},
};

/* A question whose numbers are hostile, mostly with those alone that its kind reads. */
static void hostile_question(habitue_question *question)
{
    static const size_t first[] = {0, 9, 14}, last[] = {12, 13, 22};
    const habitue_question nothing = HABITUE_QUESTION_INIT;
    const size_t k = first[family] + below(last[family] + 1 - first[family]);
    const char *reads = below(16) == 0 ? "from to n probability rate timing margin individual"
                                       : asks[k].reads;
    *question = nothing;
    question->kind = asks[k].kind;
    if (strstr(reads, "from") != NULL && below(2) == 0) {
        question->from = number();
    }
    if (strstr(reads, "to") != NULL) {
        question->to = family == 2 && below(4) != 0 ? (double)count() : number();
    }
    if (strstr(reads, " n") != NULL) {
        question->n = count();
    }
    if (strstr(reads, "probability") != NULL) {
        question->probability = number();
    }
    if (strstr(reads, "rate") != NULL) {
        question->rate = number();
    }
    if (strstr(reads, "margin") != NULL && below(2) == 0) {
        question->margin = number();
    }
    if (strstr(reads, "timing") != NULL && below(2) == 0) {
        question->timing = (int32_t)below(4);
        question->period = number();
    }
    if (strstr(reads, "individual") != NULL) {
        question->individual = (int32_t)below(9);
        question->statistic = (int32_t)below(4);
        if (question->statistic == HABITUE_STATISTIC_QUANTILE) {
            question->probability = number();
        }
    }
}

/* Structures whose columns are as long as their members of type size_t say. */
static int has_columns(const struct parameter *p)
{
    static const char *const known[] = {"customers", "transactions", "format", "segments", "events",
                                        "referrals", "inputs", "bucket", "defection", "survival",
                                        "forecast", "matrix", "known", "margins"};
    size_t k;
    for (k = 0; p->pointers != NULL && k < sizeof known / sizeof *known; k += 1) {
        if (strcmp(p->name, known[k]) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Room for each column of a structure of each parameter. */
#define COLUMN 512
static _Alignas(16) unsigned char cells[MOST][24][COLUMN];

/* The usual numbers in other units, and other counts where there is one. */
static void stretched(unsigned char *to, const unsigned char *usual, const struct pointer *column,
                      double factor)
{
    size_t at;
    memset(to, 0, COLUMN);
    for (at = 0; at < LONGEST * column->size; at += column->size) {
        if (strcmp(column->type, "double") == 0) {
            double value;
            memcpy(&value, usual + at, sizeof value);
            value *= factor;
            memcpy(to + at, &value, sizeof value);
        } else if (usual[at] != 0) {
            put(to + at, column->size, column->type);
        }
    }
}

/* A column of some type, mostly the usual one, of hostile numbers or text. */
static void hostile_typed(unsigned char *there, habitue_column *column)
{
    static const char *const types[] = {"uint8_t", "double",   "int64_t",  "uint64_t",
                                        "int32_t", "uint32_t", "uint8_t", "uint8_t"};
    size_t at, step;
    if (below(3) != 0) {
        return;
    }
    if (below(4) == 0) {
        column->type = (int32_t)below(9);
    }
    step = size_of(types[column->type & 7]);
    for (at = 0; at + step <= COLUMN / 2; at += step) {
        put(there + at, step, types[column->type & 7]);
    }
    column->cells = below(16) == 0 ? NULL : there;
    column->offsets = NULL;
    column->bytes = 0;
    if (column->type == HABITUE_TYPE_TEXT) {
        int64_t *offsets = (int64_t *)(void *)(there + COLUMN / 2);
        column->bytes = below(COLUMN / 2);
        for (at = 0; at <= LONGEST; at += 1) {
            offsets[at] = (int64_t)(below(8) == 0 ? count() : column->bytes * at / LONGEST);
        }
        column->offsets = below(16) == 0 ? NULL : offsets;
    }
}

/* Columns of hostile numbers in the place of the usual ones, and some that are not read. */
static void hostile_columns(size_t i, const struct parameter *p, size_t rows)
{
    const int whole = below(2) == 0; /* all of them the usual ones, stretched */
    const double factor = below(2) == 0 ? 1.0 : positive();
    const struct member *m;
    size_t k;
    for (m = p->members; m->type != NULL; m += 1) {
        if (strcmp(m->type, "size_t") == 0) {
            const size_t length = below(8) == 0 ? below(LONGEST + 1) : rows;
            memcpy(region[i] + m->offset, &length, sizeof length);
        }
    }
    for (k = 0; p->pointers[k].size != 0 && k < 24; k += 1) {
        const struct pointer *column = &p->pointers[k];
        unsigned char *there;
        size_t at;
        memcpy(&there, region[i] + column->offset, sizeof there);
        if (column->type == NULL) {
            continue;
        }
        if (strcmp(column->type, "column") == 0) {
            hostile_typed(cells[i][k], (habitue_column *)(void *)(region[i] + column->offset -
                                                                  offsetof(habitue_column, cells)));
            continue;
        }
        if (there != NULL && whole) {
            stretched(cells[i][k], there, column, factor);
            there = cells[i][k];
        } else if (below(there == NULL ? 100 : 3) == 0) {
            for (at = 0; at + column->size <= COLUMN; at += column->size) {
                put(cells[i][k] + at, column->size, column->type);
            }
            there = below(16) == 0 ? NULL : cells[i][k];
        }
        memcpy(region[i] + column->offset, &there, sizeof there);
    }
}

/* Numbers in columns that no pointer of a structure shows. */
static void hostile_cells(const char *name, unsigned char *structure)
{
    size_t k;
    for (k = 0; k < 8; k += 1) {
        shares[k] = below(4) == 0 ? number() : uniform();
        scored[below(3)][k] = number();
    }
    if (strcmp(name, "segmentation") == 0) {
        habitue_segmentation *given_to = (habitue_segmentation *)(void *)structure;
        const size_t most = 1 + below(100);
        given_to->preset = (int32_t)below(5);
        given_to->box_count = below(LONGEST + 1);
        for (k = 0; k < 3; k += 1) {
            given_to->bins[k] = below(4) == 0 ? (uint32_t)count() : (uint32_t)most;
            given += so_many((unsigned char *)&given_to->bins[k], 4, "uint32_t");
        }
        for (k = 0; k < 8; k += 1) {
            size_t side;
            boxes[k].segment = below(20) == 0 ? (uint32_t)count() : (uint32_t)(1 + below(k + 1));
            for (side = 0; side < 2; side += 1) {
                boxes[k].recency[side] = (uint32_t)(1 + (side ? most - 1 : below(most)));
                boxes[k].frequency[side] = (uint32_t)(1 + (side ? most - 1 : below(most)));
                boxes[k].monetary[side] = below(20) == 0 ? (uint32_t)count() : (uint32_t)(1 + below(most));
            }
        }
    }
}

static void hostile(const struct function *f)
{
    const size_t rows = below(LONGEST + 1);
    size_t longest = 1;
    size_t lengths = 1;
    size_t elements = 0;
    size_t i;
    given = 0.0;
    watched = 0;
    family = below(8) < 5 ? 0 : 1 + (int)below(2);
    sound(f);
    for (i = 0; i < f->count; i += 1) {
        const struct parameter *p = &f->parameters[i];
        union argument *a = &arguments[i];
        int leave = below(4) == 0;
        size_t k;
        switch (p->kind) {
        case LENGTH:
            a->whole = below(40) == 0 ? SIZE_MAX >> below(3)
                       : below(2) == 0 ? rows : below(LONGEST + 1);
            longest = a->whole > longest && a->whole <= LONGEST ? a->whole : longest;
            lengths *= longest;
            break;
        case REAL: case IDLE: a->real = leave ? 0.5 : number(); break;
        case WHOLE:
            a->whole = leave ? 0 : (size_t)count();
            /* So many draws or rows may be asked for. */
            given += a->whole < 1000000 ? 8.0 * (double)a->whole : 0.0;
            break;
        case ENUMERATOR: a->whole = leave ? 0 : below(20) == 0 ? (size_t)count() : below(14); break;
        case INPUT:
            for (k = 0; p->type != NULL && k + p->size <= REGION; k += p->size) {
                put(region[i] + k, p->size, p->type);
            }
            elements += p->size;
            break;
        case STRUCTURE:
            if (strcmp(p->name, "question") == 0) {
                hostile_question((habitue_question *)(void *)region[i]);
            } else if (!leave) {
                fill_members(region[i], p->members);
            }
            if (has_columns(p)) {
                hostile_columns(i, p, rows);
            }
            hostile_cells(p->name, region[i]);
            /* Somebody may end what resamples as often as it is told. */
            if (strcmp(p->name, "job") == 0 &&
                (below(2) == 0 || strstr(f->name, "resampled") || strstr(f->name, "bootstrap"))) {
                ((habitue_job *)(void *)region[i])->progress = impatient;
                watched = 1;
            }
            elements += p->size;
            break;
        case TEXT:
            for (k = 0; k < 8; k += 1) {
                put(region[i] + k, 1, "uint8_t");
            }
            break;
        case OUTPUT:
            if (p->start != NULL && !leave) { /* of results, which also says what is wanted */
                fill_members(region[i], p->members);
            }
            if (has_columns(p)) {
                hostile_columns(i, p, rows);
            }
            elements += p->size;
            break;
        case CALLBACK:
            a->callback = (void (*)(void))impatient;
            watched = 1;
            break;
        case HANDLE: case NEW_HANDLE: case CONTEXT: case ERROR: break;
        }
    }
    given += (double)(elements * lengths);
}

static int wild(const unsigned char *at, const unsigned char *old)
{
    double value;
    if (memcmp(at, old, sizeof value) == 0) {
        return 0;
    }
    memcpy(&value, at, sizeof value);
    return !isfinite(value);
}

/* Complains of outputs that are NaN or infinite. */
static void see_outputs(const struct function *f)
{
    size_t i;
    size_t k;
    for (i = 0; i < f->count; i += 1) {
        const struct parameter *p = &f->parameters[i];
        const struct member *m = p->members;
        int found = 0;
        if (p->kind != OUTPUT || f->beyond || p->beyond) {
            continue;
        }
        for (k = 0; p->type != NULL && strcmp(p->type, "double") == 0 && k + 8 <= REGION; k += 8) {
            found |= wild(region[i] + k, before[i] + k);
        }
        for (; m != NULL && m->type != NULL; m += 1) {
            for (k = m->offset; strcmp(m->type, "double") == 0 && k < m->offset + m->size; k += 8) {
                found |= wild(region[i] + k, before[i] + k);
            }
        }
        if (found) {
            wrong = p->name;
            report(f, HABITUE_OK, "answers a NaN or an infinity that its manual does not speak of");
        }
    }
}

/* Questions to a model, which end after a number of steps that is known, some seconds, where
 * nobody cancels. */
static int predicts(const struct function *f)
{
    static const char *const words[] = {"answer",  "value", "profit",  "uncertainty", "scorer",
                                        "compare", "draw",  "simulat", "track",       "fit",
                                        "frequencies"};
    size_t k;
    for (k = 0; k < sizeof words / sizeof *words; k += 1) {
        if (strstr(f->name, words[k]) != NULL) {
            return 1;
        }
    }
    return 0;
}

/* Those that hold more by what they are. */
static int holds_more(const struct function *f)
{
    static const char *const known[] = {
        "habitue_scorer_new",           /* 4 MiB of answers, for as long as it lives */
        "habitue_cohort_table_new",     /* a cell for each pair of its periods */
    };
    size_t k;
    for (k = 0; k < sizeof known / sizeof *known; k += 1) {
        if (strcmp(f->name, known[k]) == 0) {
            return 1;
        }
    }
    return 0;
}

static double seconds_of(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Shared with the parent. */
static struct shared {
    uint64_t at;
    uint64_t calls;
    uint64_t accepted;
    uint64_t failures;
} *shared;

static double patience = 1.0;

static void one(uint64_t at, uint64_t seed)
{
    const struct function *f = &functions[at % FUNCTIONS];
    habitue_status status;
    double begun;
    double took;
    long base;
    state = seed ^ (at * 0x9e3779b97f4a7c15u);
    (void)bits();
    wrong = "hostile arguments";
    hostile(f);
    base = held;
    most = held;
    begun = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    status = call(f);
    took = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - begun;
    if (status == HABITUE_INTERNAL) {
        report(f, status, "panicked");
    }
    if (took > (predicts(f) ? 20.0 : 1.0) * patience && !watched) {
        report(f, status, "took more than a second");
    }
    if ((double)(most - base) > 1048576.0 + 100.0 * given && !holds_more(f)) {
        fprintf(stderr, "%ld bytes, given %.0f: ", most - base, given);
        report(f, status, "held too much");
    }
    if (status == HABITUE_OK && f->returns_status) {
        shared->accepted += 1;
        see_outputs(f);
    }
}

int main(int arguments_count, char **words)
{
    double seconds = arguments_count > 1 ? atof(words[1]) : 5.0;
    uint64_t only = arguments_count > 2 ? strtoull(words[2], NULL, 10) : UINT64_MAX;
    uint64_t seed = arguments_count > 3 ? strtoull(words[3], NULL, 10) : 20261129;
    double end = seconds_of(CLOCK_MONOTONIC) + seconds;
    uint64_t crashes = 0, cases = UINT64_MAX;
    lookup = in_this_program;
    if (getenv("FUZZ_CASES") != NULL) {
        cases = strtoull(getenv("FUZZ_CASES"), NULL, 10);
    }
    if (getenv("FUZZ_PATIENCE") != NULL) {
        patience = atof(getenv("FUZZ_PATIENCE"));
    }
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        return 2;
    }
    memset(shared, 0, sizeof *shared);
    shared->at = only == UINT64_MAX ? 0 : only;
    while (seconds_of(CLOCK_MONOTONIC) < end && (only != UINT64_MAX || shared->at < cases) &&
           crashes + shared->failures < 50) {
        int state_of_child = 0;
        pid_t child;
        fflush(stdout);
        child = fork();
        if (child == 0) {
            const struct rlimit room = {(rlim_t)4 << 30, (rlim_t)4 << 30};
            setrlimit(RLIMIT_AS, &room);
            signal(SIGALRM, out_of_time);
            while (seconds_of(CLOCK_MONOTONIC) < end && (only != UINT64_MAX || shared->at < cases)) {
                int bad = failures;
                one(shared->at, seed);
                shared->calls += 1;
                if (failures > bad) {
                    shared->failures += 1;
                    fprintf(stderr, "    case %llu seed %llu\n", (unsigned long long)shared->at,
                            (unsigned long long)seed);
                }
                shared->at += 1;
                if (only != UINT64_MAX || shared->failures >= 50) {
                    break;
                }
            }
            _exit(0);
        }
        if (child < 0 || waitpid(child, &state_of_child, 0) < 0) {
            return 2;
        }
        if (state_of_child != 0) {
            fprintf(stderr, "%s: ended the process (%d)\n    case %llu seed %llu\n",
                    functions[shared->at % FUNCTIONS].name, state_of_child,
                    (unsigned long long)shared->at, (unsigned long long)seed);
            crashes += 1;
            shared->at += 1;
        }
        if (only != UINT64_MAX) {
            break;
        }
    }
    printf("%zu functions, %llu calls, %llu accepted, %llu complaints, %llu crashes\n", FUNCTIONS,
           (unsigned long long)shared->calls, (unsigned long long)shared->accepted,
           (unsigned long long)shared->failures, (unsigned long long)crashes);
    return crashes + shared->failures == 0 ? 0 : 1;
}
