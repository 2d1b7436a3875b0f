/* What a CRM does with habitue: read, summarise, fit, save and load, score with intervals, tier,
 * classify, survey: ./crm examples/data/{cdnow_sample,cdnow_survey_synthetic}.csv model.bin */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "habitue.h"
#define LOYALTY (HABITUE_LIST_CLASSES + HABITUE_SCHEME_LOYALTY_CLASS)

static habitue_error error = {0};

static void must(habitue_status status)
{
    if (status) exit((fprintf(stderr, "crm: %s (column %s)\n", error.message, error.column), 1));
}

static size_t file(const char *path, const char *mode, uint8_t *bytes, size_t size)
{
    FILE *stream = fopen(path, mode);
    if (stream == NULL) exit((fprintf(stderr, "crm: cannot open %s\n", path), 1));
    size = *mode == 'r' ? fread(bytes, 1, size, stream) : fwrite(bytes, 1, size, stream);
    return fclose(stream) == 0 ? size : 0;
}

static int32_t show(void *calls, uint64_t done, uint64_t total)
{
    *(size_t *)calls += done <= total || total == 0;
    return 0; /* anything else ends the call with HABITUE_CANCELLED */
}

static habitue_table *summarise(const uint8_t *bytes, size_t size)
{
    habitue_rules rules = HABITUE_RULES_INIT;
    habitue_csv_format format = HABITUE_CSV_FORMAT_INIT;
    habitue_summary *summary;
    habitue_table *table;
    memcpy(rules.currency, "USD", 4);
    format.customer = habitue_text_of("customer"), format.date = habitue_text_of("date");
    format.amount = habitue_text_of("amount");
    must(habitue_summary_new(&rules, &summary, &error));
    const habitue_text csv = {(const char *)bytes, size};
    must(habitue_summary_read_csv(summary, csv, &format, NULL, NULL, &error));
    must(habitue_summary_table(summary, NULL, &table, &error)); /* weeks, up to the last day */
    habitue_summary_free(summary); /* the table stands on its own */
    return table;
}

static void satisfaction(const uint8_t *csv, size_t size)
{
    habitue_survey_question questions[2]; /* 1 to 10 */
    habitue_questionnaire form = HABITUE_QUESTIONNAIRE_INIT;
    habitue_satisfaction wanted = HABITUE_SATISFACTION_INIT;
    habitue_responses *responses;
    habitue_index index;
    questions[0] = habitue_asked("range", NULL, 2);
    questions[1] = habitue_asked("service", NULL, 1);
    form.questions = questions, form.question_count = 2;
    must(habitue_responses_read_csv(&form, csv, size, NULL, &responses, &error));
    wanted.index = &index;
    must(habitue_satisfaction_index(responses, NULL, &wanted, &error));
    printf("satisfaction %.1f, give or take %.1f\n", index.value, index.standard_error);
    habitue_responses_free(responses);
}

int main(int argc, char **argv)
{
    enum { MOST = 1 << 22 };
    uint8_t *bytes = malloc(MOST);
    habitue_customers who = HABITUE_CUSTOMERS_INIT;
    habitue_question ask = HABITUE_QUESTION_INIT;
    habitue_answers answers = HABITUE_ANSWERS_INIT;
    habitue_job job = HABITUE_JOB_INIT;
    habitue_model *fitted, *model;
    habitue_state kept = HABITUE_STATE_INIT;
    habitue_opened_state place = HABITUE_OPENED_STATE_INIT;
    habitue_uncertainty *sure;
    habitue_evidence evidence = HABITUE_EVIDENCE_INIT;
    habitue_classes classes = HABITUE_CLASSES_INIT;
    habitue_tier held[4];
    habitue_cancel *stop;
    size_t n, size, calls = 0;
    if (argc != 4 || !bytes) return fputs("crm TRANSACTIONS.csv SURVEY.csv MODEL\n", stderr), 1;
    habitue_table *table = summarise(bytes, file(argv[1], "rb", bytes, MOST));
    must(habitue_table_customers(table, HABITUE_COLUMNS_HISTORY, &who, &error)); /* no copy */
    n = who.rows;
    uint32_t *x = calloc(n, sizeof *x);
    double *t = calloc(4 * n, sizeof *t), *low = t + n, *high = low + n, *expected = high + n;
    int32_t *tier = calloc(2 * n, sizeof *tier), *class = tier + n;
    if (!x || !t || !tier) return fputs("crm: no memory\n", stderr), 1;
    must(habitue_cancel_new(&stop, &error));
    job.threads = 0, job.progress = show, job.context = &calls, job.cancel = stop;
    must(habitue_model_fit(HABITUE_MODEL_BG_NBD, &who, NULL, &job, &fitted, &error));
    kept.model = fitted, place.model = &model;
    must(habitue_state_to_bytes(&kept, bytes, MOST, &size, &error)); /* save ... */
    file(argv[3], "wb", bytes, size);
    must(habitue_state_from_bytes(bytes, file(argv[3], "rb", bytes, MOST), &place, &error));
    ask.kind = HABITUE_ASK_EXPECTED_PURCHASES, ask.to = 52; /* weeks */
    answers.estimate = expected, answers.low = low, answers.high = high;
    must(habitue_uncertainty_new(model, HABITUE_UNCERTAINTY_DELTA, NULL, NULL, NULL, NULL, &sure,
                                 &error));
    must(habitue_answer_with_uncertainty(sure, &ask, &who, &job, &answers, &error));
    must(habitue_pyramid_assign(NULL, habitue_f64(NULL, expected), n, 1, tier, held, 4, &error));
    habitue_cancel_trip(stop); /* from any thread: whatever holds the token ends soon */
    habitue_status end = habitue_answer_with_uncertainty(sure, &ask, &who, &job, &answers, &error);
    for (size_t i = 0; i < n; i += 1) { /* the first purchase too; days */
        x[i] = who.frequency[i] + 1, t[i] = who.age[i] * 7;
    }
    habitue_column facts[] = {habitue_u32("purchases", x), habitue_f64("tenure_days", t)};
    evidence.rows = n, evidence.columns = facts, evidence.column_count = 2, classes.codes = class;
    must(habitue_classify(HABITUE_SCHEME_LOYALTY_CLASS, &evidence, &classes, &error));
    for (size_t i = 0; i < 5; i += 1)
        printf("%.3f purchases (%.3f to %.3f), tier %d, %s\n", expected[i], low[i], high[i],
               tier[i], habitue_name(LOYALTY, class[i], HABITUE_CHINESE));
    satisfaction(bytes, file(argv[2], "rb", bytes, MOST));
    printf("%s; progress was heard: %d\n", habitue_name(HABITUE_LIST_STATUSES, end, 0), calls > 0);
    habitue_uncertainty_free(sure), habitue_model_free(model);
    habitue_model_free(fitted), habitue_table_free(table), habitue_cancel_free(stop);
    free(bytes), free(x), free(t), free(tier);
    return 0;
}
