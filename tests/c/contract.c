/* What the header promises of every function, tried from C. */

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "habitue.h"

#define CHECK(condition)                                                        \
    do {                                                                        \
        if (!(condition)) {                                                     \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);     \
            return 1;                                                           \
        }                                                                       \
    } while (0)

static int versions(void)
{
    habitue_error error = HABITUE_ERROR_INIT;
    char version[32];
    CHECK(habitue_abi_version() == HABITUE_ABI_VERSION);
    CHECK(habitue_check_abi(HABITUE_ABI_VERSION, NULL) == HABITUE_OK);
    snprintf(version, sizeof version, "%s", habitue_version_string());
    CHECK(strcmp(version, EXPECTED_VERSION) == 0);

    CHECK(habitue_check_abi(HABITUE_ABI_VERSION + 1, &error) == HABITUE_ABI_MISMATCH);
    CHECK(error.code == HABITUE_ABI_MISMATCH);
    CHECK(error.row == -1);
    CHECK(strcmp(error.column, "abi_version") == 0);
    CHECK(strstr(error.message, "is not served") != NULL);
    CHECK(habitue_check_abi(HABITUE_ABI_VERSION, &error) == HABITUE_OK);
    CHECK(error.code == HABITUE_OK && error.message[0] == 0 && error.column[0] == 0);
    return 0;
}

static int statuses(void)
{
    const int32_t list = HABITUE_LIST_STATUSES;
    CHECK(strcmp(habitue_name(list, HABITUE_OK, HABITUE_ENGLISH), "ok") == 0);
    CHECK(strcmp(habitue_name(list, HABITUE_OUT_OF_RANGE, HABITUE_ENGLISH), "out of range") == 0);
    CHECK(strcmp(habitue_name(list, HABITUE_OUT_OF_RANGE, HABITUE_CHINESE), "\u8d85\u51fa\u8303\u56f4") == 0);
    CHECK(habitue_name(list, -1, HABITUE_ENGLISH) == NULL);
    CHECK(habitue_name(list, INT32_MAX, HABITUE_ENGLISH) == NULL);
    return 0;
}

/* A newer library never writes beyond the error structure that the caller has. */
static int an_error_structure_of_another_size(void)
{
    struct {
        habitue_error error;
        unsigned char guard[16];
    } longer = {HABITUE_ERROR_INIT, {0}};
    memset(longer.guard, 0x5A, sizeof longer.guard);
    longer.error.struct_size = sizeof longer;
    CHECK(habitue_check_abi(0, &longer.error) == HABITUE_ABI_MISMATCH);
    CHECK(longer.error.struct_size == sizeof longer);
    CHECK(longer.guard[0] == 0x5A && longer.guard[15] == 0x5A);

    longer.error.struct_size = 4;
    longer.error.code = 77;
    CHECK(habitue_check_abi(HABITUE_ABI_VERSION, &longer.error) == HABITUE_BAD_STRUCT_SIZE);
    CHECK(longer.error.code == 77);
    return 0;
}

/* The idiom of C for "nothing yet": a size of 0 stands for the first version. */
static int an_error_structure_of_nothing(void)
{
    habitue_error error = {0};
    CHECK(habitue_check_abi(0, &error) == HABITUE_ABI_MISMATCH);
    CHECK(error.struct_size == 0);
    CHECK(error.code == HABITUE_ABI_MISMATCH && error.row == -1);
    CHECK(strcmp(error.column, "abi_version") == 0);
    CHECK(strstr(error.message, "is not served") != NULL);
    CHECK(habitue_check_abi(HABITUE_ABI_VERSION, &error) == HABITUE_OK);
    CHECK(error.code == HABITUE_OK && error.message[0] == 0);
    return 0;
}

static int work(void)
{
    static const double values[] = {10.0, 20.0, 30.0, 40.0};
    habitue_concentration concentration = HABITUE_CONCENTRATION_INIT;
    habitue_cancel *cancel = NULL;
    double share = -1.0;
    const double quarter = 0.25;
    concentration.top_shares = &quarter, concentration.value_of_top = &share;
    concentration.top_count = 1;
    CHECK(habitue_concentration_of(habitue_f64(NULL, values), 4, &concentration, NULL) ==
          HABITUE_OK);
    CHECK(share == 0.4 && concentration.total == 100.0);
    CHECK(habitue_cancel_new(&cancel, NULL) == HABITUE_OK);
    habitue_cancel_free(cancel);
    habitue_cancel_free(NULL);
    return 0;
}

static void *work_on_a_thread(void *failed)
{
    int i;
    for (i = 0; i < 50; i += 1) {
        *(int *)failed += work();
    }
    return NULL;
}

static int threads(void)
{
    pthread_t thread[4];
    int failed[4] = {0};
    int i;
    for (i = 0; i < 4; i += 1) {
        CHECK(pthread_create(&thread[i], NULL, work_on_a_thread, &failed[i]) == 0);
    }
    for (i = 0; i < 4; i += 1) {
        CHECK(pthread_join(thread[i], NULL) == 0);
        CHECK(failed[i] == 0);
    }
    return 0;
}

static int a_forked_child_keeps_working(void)
{
    int status = -1;
    pid_t child;
    fflush(NULL);
    child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        _exit(work());
    }
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return 0;
}

int main(void)
{
    int failed = versions() + statuses() + an_error_structure_of_another_size() +
                 an_error_structure_of_nothing() + work() + threads() + a_forked_child_keeps_working();
    printf("%d failed\n", failed);
    return failed;
}
