/* The whole path once, in C: from transactions to who is still a customer, what
 * each is worth, in which tier, and how satisfied they say they are.
 *
 *     cargo build --release --features capi
 *     ln -sf libhabitue.so target/release/libhabitue.so.0
 *     cc -Iinclude examples/c/customer_base.c -Ltarget/release -lhabitue -lm \
 *        -Wl,-rpath,$PWD/target/release -o customer_base
 *     ./customer_base
 *
 * Without arguments it reads the CDNOW sample and a synthetic survey from
 * examples/data; otherwise: customer_base transactions.csv survey.csv */

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "habitue.h"

enum { CALIBRATION_END = 10134 /* 1997-09-30 */, HOLDOUT_END = 10407 /* 1998-06-30 */ };

/* One line for each failure; the library has said all there is to say. */
static void must(habitue_status status, const habitue_error *error)
{
    if (status != HABITUE_OK) {
        fprintf(stderr, "customer_base: %s (%s)\n", error->message, habitue_name(HABITUE_LIST_STATUSES, status, HABITUE_ENGLISH));
        exit(1);
    }
}

static void *room_for(size_t count, size_t size)
{
    void *room = calloc(count > 0 ? count : 1, size);
    if (room == NULL) {
        fprintf(stderr, "customer_base: out of memory\n");
        exit(1);
    }
    return room;
}

/* A file as bytes, to be freed by the caller. */
static uint8_t *file(const char *path, size_t *length)
{
    FILE *stream = fopen(path, "rb");
    uint8_t *bytes = NULL;
    size_t room = 0;
    *length = 0;
    if (stream == NULL) {
        fprintf(stderr, "customer_base: cannot read %s\n", path);
        exit(1);
    }
    do {
        uint8_t *larger;
        room += 1 << 16;
        larger = realloc(bytes, room);
        if (larger == NULL) {
            fprintf(stderr, "customer_base: out of memory\n");
            exit(1);
        }
        bytes = larger;
        *length += fread(bytes + *length, 1, room - *length, stream);
    } while (*length == room);
    fclose(stream);
    return bytes;
}


/* From transactions to the table of customers. */
static habitue_table *summarise(const char *path)
{
    habitue_error error = HABITUE_ERROR_INIT;
    habitue_rules rules = HABITUE_RULES_INIT;
    habitue_csv_format format = HABITUE_CSV_FORMAT_INIT;
    habitue_window window = HABITUE_WINDOW_INIT;
    habitue_summary *summary = NULL;
    habitue_table *table = NULL;
    size_t length;
    uint8_t *bytes = file(path, &length);
    const habitue_text csv = {(const char *)bytes, length};
    memcpy(rules.currency, "USD", 4);
    format.keys = HABITUE_TYPE_I64;
    format.customer = habitue_text_of("customer");
    format.date = habitue_text_of("date");
    format.amount = habitue_text_of("amount");
    window.calibration_end = CALIBRATION_END;
    window.holdout_end = HOLDOUT_END;
    must(habitue_summary_new(&rules, &summary, &error), &error);
    must(habitue_summary_read_csv(summary, csv, &format, NULL, NULL, &error), &error);
    must(habitue_summary_table(summary, &window, &table, &error), &error);
    habitue_summary_free(summary); /* no handle refers to another */
    free(bytes);
    return table;
}

static void customers(const char *path)
{
    habitue_error error = HABITUE_ERROR_INIT;
    habitue_table *table = summarise(path);
    habitue_customers who = HABITUE_CUSTOMERS_INIT, spending = HABITUE_CUSTOMERS_INIT;
    habitue_question question = HABITUE_QUESTION_INIT;
    habitue_answers answers = HABITUE_ANSWERS_INIT;
    habitue_model *model = NULL, *spend = NULL;
    habitue_tier statistics[4];
    double parameters[4];
    double alive = 0, expected = 0;
    uint64_t actual = 0;
    habitue_table_columns columns = HABITUE_TABLE_COLUMNS_INIT;
    size_t n, needed, i;
    /* Looked at where they are, as long as the table lives. */
    must(habitue_table_customers(table, HABITUE_COLUMNS_HISTORY, &who, &error), &error);
    must(habitue_table_customers(table, HABITUE_COLUMNS_SPEND, &spending, &error), &error);
    n = who.rows;
    {
        uint32_t *holdout = room_for(n, sizeof *holdout);
        double *p_alive = room_for(n, sizeof *p_alive);
        double *purchases = room_for(n, sizeof *purchases);
        double *value = room_for(n, sizeof *value);
        int32_t *tier = room_for(n, sizeof *tier);
        /* 15 % a year, as a continuous rate per week. */
        const double rate = log(1.15) / 52.1775;
        columns.rows = n, columns.holdout_frequency = holdout;
        must(habitue_table_read(table, &columns, &error), &error);

        must(habitue_model_fit(HABITUE_MODEL_BG_NBD, &who, NULL, NULL, &model, &error), &error);
        must(habitue_model_fit(HABITUE_MODEL_GAMMA_GAMMA, &spending, NULL, NULL, &spend, &error),
             &error);
        must(habitue_model_parameters(model, parameters, NULL, NULL, 4, &needed, &error), &error);
        printf("%zu customers; BG/NBD r %.6f, alpha %.6f, a %.6f, b %.6f\n", n, parameters[0],
               parameters[1], parameters[2], parameters[3]);

        question.kind = HABITUE_ASK_P_ALIVE, answers.estimate = p_alive;
        must(habitue_answer(model, &question, &who, NULL, &answers, &error), &error);
        question.kind = HABITUE_ASK_EXPECTED_PURCHASES, question.to = 39;
        answers.estimate = purchases;
        must(habitue_answer(model, &question, &who, NULL, &answers, &error), &error);
        question.kind = HABITUE_ASK_LIFETIME_VALUE, question.to = 52, question.rate = rate;
        question.spend_model = spend, who.mean_spend = spending.mean_spend;
        answers.estimate = value;
        must(habitue_answer(model, &question, &who, NULL, &answers, &error), &error);
        for (i = 0; i < n; i += 1) {
            alive += p_alive[i];
            expected += purchases[i];
            actual += holdout[i];
        }
        printf("expected to be alive: %.0f\n", alive);
        printf("purchases in 39 weeks: %.0f expected, %llu came\n", expected,
               (unsigned long long)actual);

        /* NULL: Curry's pyramid. */
        must(habitue_pyramid_assign(NULL, habitue_f64(NULL, value), n, 1, tier, statistics, 4,
                                    &error),
             &error);
        for (i = 0; i < 4; i += 1) {
            printf("  %-18s %5llu customers hold %4.1f %% of the value\n",
                   habitue_name(HABITUE_LIST_PYRAMID_TIERS, (int32_t)i + 1, HABITUE_ENGLISH),
                   (unsigned long long)statistics[i].customers,
                   100 * statistics[i].value_share);
        }
        free(holdout), free(p_alive), free(purchases), free(value), free(tier);
    }
    habitue_model_free(spend);
    habitue_model_free(model);
    habitue_table_free(table);
}

static void survey(const char *path)
{
    habitue_error error = HABITUE_ERROR_INIT;
    habitue_scale scale = HABITUE_SCALE_INIT;
    habitue_survey_question questions[3];
    habitue_questionnaire questionnaire = HABITUE_QUESTIONNAIRE_INIT;
    habitue_response_format format = HABITUE_RESPONSE_FORMAT_INIT;
    habitue_satisfaction wanted = HABITUE_SATISFACTION_INIT;
    habitue_measure measure = HABITUE_MEASURE_INIT;
    habitue_analysis figures = HABITUE_ANALYSIS_INIT;
    habitue_promoter_score promoters;
    const size_t recommend = 2;
    habitue_responses *responses = NULL;
    habitue_counts *counts = NULL;
    habitue_index index;
    size_t length;
    uint8_t *csv = file(path, &length);
    scale.low = 0;
    questions[0] = habitue_asked("range", NULL, 2); /* NULL: 1 to 10 */
    questions[1] = habitue_asked("service", NULL, 1);
    questions[2] = habitue_asked("recommend", &scale, 0);
    questionnaire.questions = questions;
    questionnaire.question_count = 3;
    format.key = habitue_text_of("customer");
    must(habitue_responses_read_csv(&questionnaire, csv, length, &format, &responses, &error),
         &error);
    wanted.index = &index;
    must(habitue_satisfaction_index(responses, NULL, &wanted, &error), &error);
    measure.kind = HABITUE_MEASURE_PROMOTER;
    measure.questions = &recommend;
    measure.question_count = 1;
    measure.low_at_most = 6;
    measure.high_at_least = 9;
    must(habitue_counts_of_responses(&measure, responses, &counts, &error), &error);
    figures.promoter_score = &promoters;
    must(habitue_counts_analyse(counts, &figures, &error), &error);
    printf("satisfaction %.1f of 100 (%.1f to %.1f), %llu asked, %llu answers missing\n",
           index.value, index.interval.low, index.interval.high,
           (unsigned long long)index.basis.respondents, (unsigned long long)index.basis.missing);
    printf("promoters less detractors %+.1f (%+.1f to %+.1f)\n", promoters.score,
           promoters.interval.low, promoters.interval.high);
    habitue_counts_free(counts);
    habitue_responses_free(responses);
    free(csv);
}

int main(int argc, char **argv)
{
    habitue_error error = HABITUE_ERROR_INIT;
    must(habitue_check_abi(HABITUE_ABI_VERSION, &error), &error);
    customers(argc > 1 ? argv[1] : "examples/data/cdnow_sample.csv");
    survey(argc > 2 ? argv[2] : "examples/data/cdnow_survey_synthetic.csv");
    return 0;
}
