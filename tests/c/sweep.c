/* Calls every function of the header with everything that a caller can get
 * wrong, one thing at a time, and sees that each call answers with a status,
 * changes no input, and writes no output when it fails.
 *
 * The functions and their parameters are in sweep_table.h, which the test writes
 * from the header; only the handles are made by hand (make_handles.h). */

#define _GNU_SOURCE /* RTLD_DEFAULT */

#include <dlfcn.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "habitue.h"

enum kind {
    LENGTH, REAL, IDLE, WHOLE, ENUMERATOR, INPUT, OUTPUT, STRUCTURE, HANDLE, NEW_HANDLE,
    TEXT, CALLBACK, CONTEXT, ERROR
};

union argument {
    void *pointer;
    size_t whole;
    double real;
    void (*callback)(void);
};

/* A number in a structure. */
struct member {
    size_t offset;
    size_t size;
    const char *type;
};

/* A pointer in a structure: to columns, or to one value. */
struct pointer {
    size_t offset;
    size_t size;      /* of an element */
    const char *type; /* of it, where it is a number */
    int constant;
};

struct parameter {
    const char *name;
    enum kind kind;
    size_t size;
    void (*start)(const char *function, void *place);
    void *(*make)(void);
    const char *handle;
    const char *type;             /* of an element, where it is a number */
    const struct member *members; /* of a structure */
    const struct pointer *pointers;
    int beyond;                   /* whether these may be NaN or infinite */
};

#define MOST 24
#define ROWS 4
#define REGION 8192
#define UNTOUCHED 0xA5

struct function {
    const char *name;
    habitue_status (*call)(const union argument *);
    int returns_status;
    int beyond; /* whether its manual speaks of NaN or infinite values */
    size_t count;
    struct parameter parameters[MOST];
};

typedef void (*any_function)(void);
static void *(*lookup)(const char *name);

/* ISO C has no cast from an object pointer to a function pointer. */
static any_function find(const char *name)
{
    any_function found = NULL;
    void *address = lookup(name);
    memcpy(&found, &address, sizeof found);
    if (found == NULL) {
        fprintf(stderr, "%s is not in the library\n", name);
        abort();
    }
    return found;
}

/* The function and the parameter that an argument is made for. */
static const char *made_for = "";
static const char *made_as = "";

#include "make_handles.h"
#include "sweep_table.h"

#define FUNCTIONS (sizeof functions / sizeof *functions)

/* One region of memory for each parameter, and what it held before the call. */
static _Alignas(64) unsigned char region[MOST][REGION + 64];
static unsigned char before[MOST][REGION + 64];
static union argument arguments[MOST];
static habitue_error error;
static const char *now = "nothing";
static const char *wrong = "nothing";
static int failures;
static long calls;

static void report(const struct function *f, habitue_status status, const char *complaint)
{
    fprintf(stderr, "%s, wrong %s: %s (status %d: %s)\n", f->name, wrong, complaint,
            (int)status, error.message);
    failures += 1;
}

static void out_of_time(int number)
{
    static const char words[] = " did not come back\n";
    (void)number;
    if (write(2, now, strlen(now)) < 0 || write(2, words, sizeof words - 1) < 0) {
        _exit(98);
    }
    _exit(97);
}

/* Arguments with which nothing is wrong but, perhaps, the values. */
static void sound(const struct function *f)
{
    size_t i;
    made_for = f->name;
    memset(written, UNTOUCHED, sizeof written);
    for (i = 0; i < f->count; i += 1) {
        const struct parameter *p = &f->parameters[i];
        union argument *a = &arguments[i];
        made_as = p->name;
        memset(a, 0, sizeof *a);
        memset(region[i], p->kind == OUTPUT || p->kind == NEW_HANDLE ? UNTOUCHED : 0,
               sizeof region[i]);
        switch (p->kind) {
        case LENGTH: a->whole = usual_length(f->name, p->name); break;
        case REAL: case IDLE: a->real = 0.5; break;
        case WHOLE: case ENUMERATOR: a->whole = usual_number(f->name, p->name); break;
        case STRUCTURE: p->start(f->name, region[i]); a->pointer = region[i]; break;
        case TEXT: a->pointer = region[i]; break;
        case OUTPUT:
            if (p->start != NULL) { /* of results, which says where to write */
                memset(region[i], 0, sizeof region[i]);
                p->start(f->name, region[i]);
            }
            a->pointer = region[i];
            break;
        case INPUT: case NEW_HANDLE: a->pointer = region[i]; break;
        case HANDLE: a->pointer = p->make(); break;
        case CALLBACK: case CONTEXT: break;
        case ERROR:
            memset(&error, 0, sizeof error);
            error.struct_size = sizeof error;
            a->pointer = &error;
            break;
        }
    }
}

static void release(const char *type, void *handle)
{
    char name[160];
    any_function found;
    snprintf(name, sizeof name, "%s_free", type);
    found = find(name);
    ((void (*)(void *))found)(handle);
}

static int is_free(const struct function *f)
{
    size_t length = strlen(f->name);
    return length > 5 && strcmp(f->name + length - 5, "_free") == 0;
}

/* Makes the call and checks what holds for every call. */
static habitue_status call(const struct function *f)
{
    habitue_status status;
    void *handles[MOST] = {NULL};
    size_t i;
    for (i = 0; i < f->count; i += 1) {
        memcpy(before[i], region[i], sizeof region[i]);
        if (f->parameters[i].kind == HANDLE) {
            handles[i] = arguments[i].pointer;
        }
    }
    now = f->name;
    alarm(60);
    status = f->call(arguments);
    alarm(0);
    calls += 1;
    if (f->returns_status) {
        const char *name =
            ((__typeof__(&habitue_name))find("habitue_name"))(HABITUE_LIST_STATUSES, status, 0);
        if (status < 0 || name == NULL) {
            report(f, status, "answers with a number that is no status");
        }
    }
    if (status != HABITUE_OK) {
        /* Columns in structures of the caller: untouched, or zeros where a long call ended. */
        for (i = 0; i < sizeof written; i += 1) {
            if (((unsigned char *)written)[i] != UNTOUCHED && ((unsigned char *)written)[i] != 0) {
                report(f, status, "wrote a column of a call that failed");
                break;
            }
        }
    }
    for (i = 0; i < f->count; i += 1) {
        const struct parameter *p = &f->parameters[i];
        int changed = memcmp(before[i], region[i], sizeof region[i]) != 0;
        if ((p->kind == INPUT || p->kind == STRUCTURE) && changed) {
            report(f, status, "wrote to what it should only read");
        }
        if (p->kind == OUTPUT && changed && status != HABITUE_OK &&
            !(status == HABITUE_BUFFER_TOO_SMALL && strcmp(p->name, "needed") == 0)) {
            fprintf(stderr, "%s: ", p->name);
            report(f, status, "wrote an output of a call that failed");
        }
        if (p->kind == NEW_HANDLE && arguments[i].pointer == region[i]) {
            void *made;
            memcpy(&made, region[i], sizeof made);
            if (status != HABITUE_OK && made != NULL) {
                report(f, status, "left a handle that is not NULL");
            }
            if (status == HABITUE_OK) {
                release(p->handle, made);
            }
        }
        if (p->kind == ERROR && arguments[i].pointer == &error &&
            error.struct_size == sizeof error) {
            if (error.code != status) {
                report(f, status, "gave the error another code");
            }
            if ((status != HABITUE_OK) != (error.message[0] != 0)) {
                report(f, status, "has an error without a message, or the reverse");
            }
        }
    }
    if (!is_free(f)) {
        for (i = 0; i < f->count; i += 1) {
            if (handles[i] != NULL) {
                release(f->parameters[i].handle, handles[i]);
            }
        }
    }
    return status;
}

/* Calls with something wrong, which must be refused. */
static void refused(const struct function *f)
{
    habitue_status status = call(f);
    if (f->returns_status && status == HABITUE_OK) {
        report(f, status, "accepted it");
    }
}

/* Puts a wrong value in the place of argument `i`, whose handle goes first. */
static void replace_handle(const struct function *f, size_t i, void *with)
{
    if (arguments[i].pointer != NULL) {
        release(f->parameters[i].handle, arguments[i].pointer);
    }
    arguments[i].pointer = with;
}

static const size_t lengths[] = {SIZE_MAX, SIZE_MAX / 2 + 1};
static const int32_t enumerators[] = {-1, 4711, INT32_MIN, INT32_MAX};
static const double reals[] = {NAN, INFINITY, -INFINITY, -1.0, 0.0, 1e-320, 1e308, -1e308};

/* Everything wrong with one column of a structure: absent, or misaligned. */
static void everything_wrong_with_pointer(const struct function *f, size_t i,
                                          const struct pointer *column)
{
    unsigned char *there;
    sound(f);
    memcpy(&there, region[i] + column->offset, sizeof there);
    if (there == NULL) {
        there = region[i];
    } else if (column->size > 1) {
        unsigned char *askew = there + 1;
        memcpy(region[i] + column->offset, &askew, sizeof askew);
        refused(f);
        sound(f);
        there = NULL;
    } else {
        there = NULL;
    }
    /* Columns that are not read are refused, where they may be absent they are passed over. */
    if (there == NULL) {
        memcpy(region[i] + column->offset, &there, sizeof there);
    }
    (void)call(f);
}

/* One number of a structure at the ends of its type. Whether that is wrong depends. */
static void everything_wrong_with_member(const struct function *f, size_t i,
                                         const struct member *m)
{
    static const uint64_t wholes[] = {0, 3};
    const int length = strcmp(m->type, "size_t") == 0;
    const int real = strcmp(m->type, "double") == 0;
    const int enumerator = strcmp(m->type, "int32_t") == 0;
    const size_t cases = length ? 2 : real ? 8 : enumerator ? 4 : 2;
    size_t k;
    if (strncmp(m->type, "habitue_", 8) == 0 || strcmp(m->type, "count") == 0) {
        return;
    }
    for (k = 0; k < cases; k += 1) {
        unsigned char *place = region[i] + m->offset;
        sound(f);
        if (length) {
            memcpy(place, &lengths[k], sizeof lengths[k]);
        } else if (real) {
            memcpy(place, &reals[k], sizeof reals[k]);
        } else if (enumerator) {
            memcpy(place, &enumerators[k], sizeof enumerators[k]);
        } else { /* little-endian machines: the low bytes */
            memcpy(place, &wholes[k], m->size < 8 ? m->size : 8);
        }
        (void)call(f);
    }
}

/* Everything wrong inside a structure, which may be one of results. */
static void everything_wrong_inside(const struct function *f, size_t i)
{
    const struct parameter *p = &f->parameters[i];
    size_t k;
    for (k = 0; p->pointers[k].size != 0; k += 1) {
        everything_wrong_with_pointer(f, i, &p->pointers[k]);
    }
    for (k = 0; p->members[k].type != NULL; k += 1) {
        everything_wrong_with_member(f, i, &p->members[k]);
    }
}

static void everything_wrong_with(const struct function *f, size_t i)
{
    static const uint32_t sizes[] = {0, 1, 3, 0xFFFFFFFF};
    const struct parameter *p = &f->parameters[i];
    size_t k;
    wrong = p->name;
    switch (p->kind) {
    case LENGTH:
        for (k = 0; k < sizeof lengths / sizeof *lengths; k += 1) {
            sound(f);
            arguments[i].whole = lengths[k];
            refused(f);
        }
        sound(f);
        arguments[i].whole = 0;
        (void)call(f);
        break;
    case REAL: case IDLE:
        for (k = 0; k < sizeof reals / sizeof *reals; k += 1) {
            sound(f);
            arguments[i].real = reals[k];
            (k < 3 && p->kind == REAL ? refused(f) : (void)call(f));
        }
        break;
    case WHOLE:
        for (k = 0; k < 64; k += 9) {
            sound(f);
            arguments[i].whole = (size_t)1 << k;
            (void)call(f);
        }
        break;
    case ENUMERATOR:
        for (k = 0; k < sizeof enumerators / sizeof *enumerators; k += 1) {
            sound(f);
            arguments[i].whole = (size_t)enumerators[k];
            refused(f);
        }
        break;
    case INPUT: case OUTPUT:
        sound(f);
        arguments[i].pointer = NULL;
        (void)call(f);
        if (p->size > 1) {
            sound(f);
            arguments[i].pointer = region[i] + 1;
            refused(f);
        }
        if (p->start != NULL) {
            everything_wrong_inside(f, i);
        }
        break;
    case NEW_HANDLE:
        sound(f);
        arguments[i].pointer = NULL;
        (may_be_absent(f->name, p->name) ? (void)call(f) : refused(f));
        sound(f);
        arguments[i].pointer = region[i] + 1;
        refused(f);
        break;
    case STRUCTURE:
        sound(f);
        arguments[i].pointer = NULL;
        (void)call(f);
        sound(f);
        arguments[i].pointer = region[i] + 1;
        refused(f);
        {
            uint32_t start;
            p->start(f->name, region[i]);
            memcpy(&start, region[i], sizeof start);
            for (k = 0; start == p->size && k < sizeof sizes / sizeof *sizes; k += 1) {
                sound(f);
                memcpy(region[i], &sizes[k], sizeof sizes[k]);
                refused(f);
            }
            if (start == p->size) { /* from a newer header, with a field set, or none */
                uint32_t longer = (uint32_t)p->size + 16;
                sound(f);
                memcpy(region[i], &longer, sizeof longer);
                (void)call(f);
                sound(f);
                memcpy(region[i], &longer, sizeof longer);
                region[i][p->size + 3] = 1;
                refused(f);
            }
        }
        everything_wrong_inside(f, i);
        break;
    case TEXT:
        sound(f);
        arguments[i].pointer = NULL;
        (void)call(f);
        sound(f);
        memcpy(region[i], "\xff\xfe", 3);
        refused(f);
        break;
    case HANDLE:
        sound(f);
        replace_handle(f, i, NULL);
        (may_be_absent(f->name, p->name) ? (void)call(f) : refused(f));
        if (!is_free(f)) {
            sound(f);
            replace_handle(f, i, region[i] + 1);
            {
                /* Not released after the call: it is no handle. */
                struct function copy = *f;
                copy.parameters[i].kind = CONTEXT;
                refused(&copy);
            }
        }
        break;
    case ERROR:
        /* 0, as `= {0}` leaves it, is right. */
        for (k = 1; k < 3; k += 1) {
            sound(f);
            error.struct_size = sizes[k];
            refused(f);
        }
        sound(f);
        arguments[i].pointer = NULL;
        (void)call(f);
        sound(f);
        arguments[i].pointer = region[i] + 1;
        refused(f);
        break;
    case CALLBACK: case CONTEXT:
        break;
    }
}

/* Whether this is too slow here: a study is made anew for each fault, which takes valgrind ten
 * minutes in all; its sound calls are enough there, and everything is wrong without it. */
static int is_too_slow(const struct function *f)
{
    const char *preloaded = getenv("LD_PRELOAD");
    return preloaded != NULL && strstr(preloaded, "vgpreload") != NULL &&
           (strncmp(f->name, "habitue_study", 13) == 0 ||
            strncmp(f->name, "habitue_report", 14) == 0);
}

/* Everything wrong with every function; answers how many complaints there are. */
int sweep(void *(*find_function)(const char *name))
{
    size_t n;
    size_t i;
    lookup = find_function;
    signal(SIGALRM, out_of_time);
    for (n = 0; n < FUNCTIONS; n += 1) {
        const struct function *f = &functions[n];
        if (getenv("SWEEP_TRACE") != NULL) {
            fprintf(stderr, "%s\n", f->name);
        }
        for (turn = 0; turn < turns(f->name); turn += 1) {
            wrong = "nothing";
            sound(f);
            (void)call(f);
            for (i = 0; i < f->count && !is_too_slow(f); i += 1) {
                everything_wrong_with(f, i);
            }
        }
        turn = 0;
    }
    printf("%zu functions, %ld calls, %d complaints\n", FUNCTIONS, calls, failures);
    return failures;
}

/* Every function with a panic inside; answers how many complaints there are. */
int sweep_panics(void *(*find_function)(const char *name), void (*inject)(int on))
{
    size_t n;
    lookup = find_function;
    wrong = "inside";
    for (n = 0; n < FUNCTIONS; n += 1) {
        const struct function *f = &functions[n];
        habitue_status status;
        size_t i;
        sound(f);
        for (i = 0; i < f->count; i += 1) {
            memcpy(before[i], region[i], sizeof region[i]);
        }
        inject(1);
        status = f->call(arguments);
        inject(0);
        if (f->returns_status && status != HABITUE_INTERNAL) {
            report(f, status, "did not answer with HABITUE_INTERNAL");
        }
        for (i = 0; i < f->count; i += 1) {
            const struct parameter *p = &f->parameters[i];
            if (p->kind == OUTPUT && memcmp(before[i], region[i], sizeof region[i]) != 0) {
                report(f, status, "wrote an output");
            }
            if (p->kind == ERROR && strstr(error.message, "injected") == NULL) {
                report(f, status, "did not say why");
            }
            if (p->kind == NEW_HANDLE) {
                void *made;
                memcpy(&made, region[i], sizeof made);
                if (made != NULL) {
                    report(f, status, "left a handle that is not NULL");
                }
            }
            if (p->kind == HANDLE && arguments[i].pointer != NULL && !is_free(f)) {
                release(p->handle, arguments[i].pointer);
            }
        }
    }
    return failures;
}

#if defined(SWEEP_MAIN) || defined(SWEEP_FUZZ)
static void *in_this_program(const char *name)
{
    return dlsym(RTLD_DEFAULT, name);
}
#endif

#ifdef SWEEP_MAIN
int main(void)
{
    return sweep(in_this_program) == 0 ? 0 : 1;
}
#endif
