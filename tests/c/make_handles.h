/* A valid handle of each type, for the functions that take one; NULL if it
 * cannot be made. */

#define CALL(function) ((__typeof__(&function))find(#function))

static habitue_cash_flow *make_habitue_cash_flow(void)
{
    static const double times[] = {0.0, 1.0, 2.0, 3.0};
    static const double amounts[] = {-5.0, 1.0, 0.0, 9.0};
    habitue_cash_flow *made = NULL;
    const habitue_text none = {NULL, 0};
    return CALL(habitue_cash_flow_new)(none, times, habitue_f64(NULL, amounts), NULL, 4, &made, NULL)
               ? NULL
               : made;
}

static habitue_summary *make_habitue_summary(void)
{
    static const int64_t customers[] = {1, 1, 2};
    static const int32_t days[] = {0, 9, 3};
    static const int64_t minor[] = {2000, 1500, 700}, margins[] = {900, -100, 350};
    habitue_rules rules = HABITUE_RULES_INIT;
    habitue_transactions transactions = HABITUE_TRANSACTIONS_INIT;
    habitue_summary *made = NULL;
    transactions.rows = 3;
    transactions.customer = habitue_i64(NULL, customers);
    transactions.time = habitue_i32(NULL, days);
    transactions.whole_amounts = HABITUE_WHOLE_AMOUNTS_MINOR;
    transactions.amount = habitue_i64(NULL, minor);
    transactions.costing = HABITUE_COSTING_MARGIN;
    transactions.cost = habitue_i64(NULL, margins);
    memcpy(rules.currency, "EUR", 4);
    rules.costs = HABITUE_COSTS_FREE;
    if (CALL(habitue_summary_new)(&rules, &made, NULL)) {
        return NULL;
    }
    if (CALL(habitue_summary_push)(made, &transactions, NULL)) {
        CALL(habitue_summary_free)(made);
        return NULL;
    }
    return made;
}

static habitue_table *make_habitue_table(void)
{
    habitue_summary *summary = make_habitue_summary();
    habitue_window window = HABITUE_WINDOW_INIT;
    habitue_table *made = NULL;
    habitue_status status;
    window.log_intervals = 1;
    status = CALL(habitue_summary_table)(summary, &window, &made, NULL);
    CALL(habitue_summary_free)(summary);
    return status ? NULL : made;
}

static void columns_of_habitue_state(const char *function, habitue_state *state)
{
    static habitue_summary *kept; /* of all calls */
    (void)function;
    if (kept == NULL) {
        kept = make_habitue_summary();
    }
    state->summary = kept;
}

static void columns_of_habitue_opened_state(const char *function, habitue_opened_state *opened)
{
    static habitue_summary *summary;
    (void)function;
    opened->summary = &summary;
}

static habitue_histories *make_habitue_histories(void)
{
    habitue_table *table = make_habitue_table();
    habitue_customers customers = HABITUE_CUSTOMERS_INIT;
    habitue_histories *made = NULL;
    void *stream[5] = {NULL}; /* a struct ArrowArrayStream */
    habitue_status status = CALL(habitue_table_write_arrow)(table, stream, NULL);
    CALL(habitue_table_free)(table);
    if (status == HABITUE_OK) {
        status = CALL(habitue_histories_read_arrow)(stream, NULL, &customers, NULL, &made, NULL);
    }
    return status ? NULL : made;
}

/* ---- What structures of the caller point to, as `function` reads it: for a structure S,
 * columns_of_S is called with its _INIT already in place. Each column has EIGHT rows, of which
 * the sweeps take as many as the call has. */

/* 0 for models of purchases, 1 of spend, 2 of contracts: what the next handle and the next
 * customers are of. */
static int family;

static void columns_of_habitue_customers(const char *function, habitue_customers *customers)
{
    static const uint32_t x[] = {7, 0, 3, 1, 0, 0, 0, 0}, renewals[] = {1, 2, 3, 3, 2, 4, 1, 3};
    static const double last[] = {9.0, 0.0, 8.0, 4.0, 0.0, 0.0, 0.0, 0.0};
    static const double age[] = {10.0, 10.0, 9.0, 8.0, 10.0, 9.0, 10.0, 10.0};
    static const double spend[] = {12.0, 0.0, 20.0, 31.0, 0.0, 0.0, 0.0, 0.0};
    static const double logs[] = {1.5, 0.0, 2.5, 1.3, 0.0, 0.0, 0.0, 0.0};
    static const double values[] = {1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0};
    static const habitue_covariate covariate = {
        {"online", HABITUE_NUL_TERMINATED}, values, HABITUE_COVARIATE_PURCHASE, 0};
    const int drawn = strcmp(function, "habitue_simulation_new") == 0;
    const int correlated = strcmp(function, "habitue_frequency_spend") == 0;
    /* An uncertainty is that of a fit to all eight. */
    customers->rows = strcmp(function, "habitue_uncertainty_new") == 0 ? 8 : ROWS;
    if (family == 1 || correlated) {
        customers->spend_frequency = x;
        customers->mean_spend = spend;
        return;
    }
    if (family == 2) {
        customers->renewals = renewals;
        return;
    }
    if (drawn) {
        customers->age = age;
        return;
    }
    if (strcmp(function, "habitue_model_track") == 0) {
        customers->born = age;
        return;
    }
    customers->frequency = x;
    customers->recency = last;
    customers->age = age;
    if (strcmp(function, "habitue_table_customers") == 0) { /* it sets them */
        memset(customers, 0, sizeof *customers);
        customers->struct_size = sizeof *customers;
        return;
    }
    if (strcmp(function, "habitue_scorer_score") == 0) {
        customers->mean_spend = spend;
    }
    if (strcmp(function, "habitue_regularity_of_histories") == 0) {
        customers->log_intervals = logs;
    }
    if (strcmp(function, "habitue_model_for_customer") == 0) {
        customers->covariates = &covariate;
        customers->covariate_count = 1;
    }
}

static void columns_of_habitue_question(const char *function, habitue_question *question)
{
    static const int32_t kinds[] = {HABITUE_ASK_EXPECTED_PURCHASES, HABITUE_ASK_EXPECTED_SPEND,
                                    HABITUE_ASK_SURVIVAL};
    (void)function;
    question->kind = kinds[family];
    if (family != 1) {
        question->to = 9.0;
    }
}

/* A length or an index that a call can succeed with. */
static size_t usual_length(const char *function, const char *parameter)
{
    static const struct {
        const char *function, *parameter;
        size_t length;
    } known[] = {
        {"habitue_counts_of_columns", "column_count", 1},
        {"habitue_counts_of_totals", "total_count", 2},
        {"habitue_counts_difference", "count", 2},
        {"habitue_path_fit_difference", "count", 1},
        {"habitue_path_fit_index", "construct", 0},
        {"habitue_key_drivers", "driver_count", 2},
    };
    size_t k;
    for (k = 0; k < sizeof known / sizeof *known; k += 1) {
        if (strcmp(function, known[k].function) == 0 &&
            strcmp(parameter, known[k].parameter) == 0) {
            return known[k].length;
        }
    }
    return strcmp(parameter, "row") == 0 ? 1 : ROWS;
}

/* Handles, and places for new ones, that may be NULL. */
static int may_be_absent(const char *function, const char *parameter)
{
    return (strcmp(function, "habitue_events_value") == 0 && strcmp(parameter, "flow") == 0) ||
           (strcmp(function, "habitue_scorer_new") == 0 && strcmp(parameter, "spend") == 0) ||
           (strncmp(function, "habitue_live_", 13) == 0 && strcmp(parameter, "scorer") == 0) ||
           (strcmp(function, "habitue_summary_read_csv") == 0 &&
            strcmp(parameter, "summary") == 0) ||
           (strcmp(function, "habitue_live_inspect") == 0 && strcmp(parameter, "live") != 0) ||
           (strcmp(function, "habitue_scorer_inspect") == 0 && strcmp(parameter, "scorer") != 0) ||
           (strcmp(function, "habitue_path_fit_resampled") == 0 &&
            strcmp(parameter, "others") == 0) ||
           (strcmp(function, "habitue_path_fit_index") == 0 &&
            strcmp(parameter, "responses") == 0);
}

/* A number that a call can succeed with. */
static size_t usual_number(const char *function, const char *parameter)
{
    if (strcmp(function, "habitue_model_fit") == 0 && strcmp(parameter, "kind") == 0) {
        return HABITUE_MODEL_NBD;
    }
    if (strcmp(function, "habitue_uncertainty_new") == 0 && strcmp(parameter, "method") == 0) {
        return HABITUE_UNCERTAINTY_BOOTSTRAP;
    }
    if (strcmp(function, "habitue_table_customers") == 0) {
        return HABITUE_COLUMNS_HISTORY | HABITUE_COLUMNS_SPEND;
    }
    if (strcmp(function, "habitue_reliability_of") == 0 ||
        strcmp(function, "habitue_counts_of_totals") == 0) {
        return strcmp(parameter, "kind") == 0; /* ALPHA, SHARE */
    }
    if (strcmp(function, "habitue_picture") == 0) {
        return HABITUE_PICTURE_EXPECTED_BY_AGE;
    }
    if (strcmp(function, "habitue_survey_report") == 0 || strcmp(function, "habitue_report") == 0) {
        return HABITUE_PART_TABLES;
    }
    if (strcmp(function, "habitue_report_sentence") == 0) {
        return strcmp(parameter, "of") == 0 ? HABITUE_CHECK_ROWS : HABITUE_SENTENCE_CHECK_TEXT;
    }
    return strcmp(function, "habitue_study_check") == 0 ||
           strcmp(function, "habitue_model_heterogeneity") == 0;
}

static void columns_of_habitue_evidence(const char *function, habitue_evidence *evidence)
{
    static const double values[] = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0};
    static const habitue_column columns[] = {
        {"age", values, NULL, 0, HABITUE_TYPE_F64, 0},
        {"purchases", values, NULL, 0, HABITUE_TYPE_F64, 0},
    };
    if (strcmp(function, "habitue_picture") == 0) {
        evidence->rows = ROWS;
        evidence->columns = columns;
        evidence->column_count = 2;
    }
}

static void columns_of_habitue_picture_options(const char *function,
                                               habitue_picture_options *options)
{
    (void)function;
    options->unit = HABITUE_UNIT_WEEK;
}

static void columns_of_habitue_uncertainty_options(const char *function,
                                                   habitue_uncertainty_options *options)
{
    (void)function;
    options->draws = 5;
}

/* Written to; a region of its own, which the sweeps compare. */
static _Alignas(16) unsigned char written[16][1024];

static void columns_of_habitue_answers(const char *function, habitue_answers *answers)
{
    answers->estimate = (double *)written[0];
    answers->total = (habitue_estimate *)written[1];
    if (strcmp(function, "habitue_answer_with_uncertainty") == 0) {
        answers->standard_error = (double *)written[2];
        answers->low = (double *)written[3];
        answers->high = (double *)written[4];
    }
}

/* Those of the simulation of make_habitue_simulation. */
static void columns_of_habitue_simulation_columns(const char *function,
                                                  habitue_simulation_columns *columns)
{
    (void)function;
    columns->rows = ROWS;
    columns->frequency = (uint32_t *)written[0];
    columns->recency = (double *)written[1];
    columns->age = (double *)written[2];
    columns->log_intervals = (double *)written[3];
    columns->holdout_frequency = (uint32_t *)written[4];
    columns->left = (double *)written[5];
}

/* Shares, scores and boxes of the caller, which the fuzzer fills with others. */
static double shares[8] = {0.25, 0.5, 0.5, 1.0, 0.25, 0.5, 0.5, 1.0};
static double scored[3][8] = {{9.0, 3.0, 3.0, 1.0}, {1.0, 4.0, 2.0, 2.0}, {5.0, 9.0, 2.0, 3.0}};
static int32_t known_scores[3][8] = {{1, 2, 3, 4, 5, 5, 5, 5}, {5, 4, 3, 2, 1, 1, 1, 1},
                                     {1, 1, 1, 1, 1, 1, 1, 1}};
static habitue_segment_box boxes[8] = {{1, {4, 5}, {1, 5}, {1, 5}}, {2, {1, 5}, {1, 1}, {1, 5}}};

static void columns_of_habitue_concentration(const char *function,
                                             habitue_concentration *concentration)
{
    (void)function;
    concentration->top_shares = concentration->value_shares = shares;
    concentration->top_count = concentration->value_count = ROWS;
    concentration->value_of_top = (double *)written[0];
    concentration->top_for_value = (double *)written[1];
    concentration->curve_customers = (double *)written[2];
    concentration->curve_value = (double *)written[3];
    concentration->points = ROWS;
}

static void columns_of_habitue_rfm(const char *function, habitue_rfm *rfm)
{
    rfm->rows = ROWS;
    rfm->recency = habitue_f64(NULL, scored[0]);
    rfm->frequency = habitue_f64(NULL, scored[1]);
    rfm->monetary = habitue_f64(NULL, scored[2]);
    if (strcmp(function, "habitue_rfm_cuts") == 0) {
        return;
    }
    rfm->recency_score = (int32_t *)written[0];
    rfm->frequency_score = (int32_t *)written[1];
    rfm->monetary_score = (int32_t *)written[2];
    if (strcmp(function, "habitue_rfm_assign_by") == 0) {
        return;
    }
    rfm->thresholds = (double *)written[3];
    rfm->threshold_count = 12;
}

static void columns_of_habitue_segmentation(const char *function,
                                            habitue_segmentation *segmentation)
{
    (void)function;
    segmentation->preset = HABITUE_SEGMENTS_FIRST_MATCH;
    segmentation->boxes = boxes;
    segmentation->box_count = 2;
}

static void columns_of_habitue_segments(const char *function, habitue_segments *segments)
{
    (void)function;
    segments->rows = ROWS;
    segments->recency_score = known_scores[0];
    segments->frequency_score = known_scores[1];
    segments->monetary_score = known_scores[2];
    segments->segment = (int32_t *)written[0];
    segments->counts = (uint64_t *)written[1];
    segments->segment_count = 3;
}

/* The columns of all the structures below, by what they hold. */
static const uint32_t of_whom[8] = {0, 1, 1, 2, 0, 1, 1, 2};
static const int32_t future_days[8] = {20000, 20400, 20100, 20900, 20000, 20400, 20100, 20900};
static const int64_t minor_units[8] = {900, 0, 450, 1200, 900, 0, 450, 1200};

static void columns_of_habitue_cash_flow_columns(const char *function,
                                                 habitue_cash_flow_columns *columns)
{
    (void)function;
    columns->rows = ROWS;
    columns->time = (double *)written[0];
    columns->expected = (double *)written[1];
    columns->factor = (double *)written[2];
    columns->present = (double *)written[3];
    columns->cumulative = (double *)written[4];
}

static void columns_of_habitue_events(const char *function, habitue_events *events)
{
    (void)function;
    events->valuation = 20000;
    events->currency.bytes = "EUR";
    events->currency.length = 3;
    events->rows = ROWS;
    events->customer = of_whom;
    events->day = future_days;
    events->probability = shares;
    events->revenue = events->cost = minor_units;
}

static void columns_of_habitue_referrals(const char *function, habitue_referrals *referrals)
{
    (void)function;
    referrals->rows = ROWS;
    referrals->referrer = of_whom;
    referrals->time = scored[1];
    referrals->value = scored[0];
    referrals->saving = scored[2];
    referrals->anyway = shares;
}

static void columns_of_habitue_inputs(const char *function, habitue_inputs *inputs)
{
    (void)function;
    inputs->input_count = ROWS;
    inputs->base = inputs->low = inputs->high = scored[0];
}

static void columns_of_habitue_scorer_options(const char *function,
                                              habitue_scorer_options *options)
{
    static const double lowest[] = {50.0, 10.0};
    (void)function;
    options->to = 39.0;
    options->horizon = 52.0;
    options->margin = 0.3;
    options->lowest = lowest;
    options->tiers = 2;
}

static void columns_of_habitue_fit_options(const char *function, habitue_fit_options *options)
{
    static const double start[] = {0.5, 8.0};
    static const habitue_constraint constraint = {
        {"r", HABITUE_NUL_TERMINATED}, 0.01, 100.0, HABITUE_CONSTRAINT_BOUNDS, 0};
    if (strcmp(function, "habitue_model_fit") == 0) {
        options->start = start;
        options->start_count = 2;
        options->constraints = &constraint;
        options->constraint_count = 1;
    }
}

static void columns_of_habitue_transactions(const char *function,
                                            habitue_transactions *transactions)
{
    static const int64_t who[] = {1, 1, 2, 3, 1, 1, 2, 3};
    static const int32_t when[] = {9, 10, 11, 12, 9, 10, 11, 12};
    static const int64_t minor[] = {1999, 100, 0, 1, 50000, 3, 999, 12};
    (void)function;
    transactions->rows = 1; /* so that the columns of answers are looked at */
    transactions->customer = habitue_i64(NULL, who);
    transactions->time = habitue_i32(NULL, when);
    transactions->amount = habitue_i64(NULL, minor);
    transactions->cost = habitue_i64(NULL, minor);
    transactions->whole_amounts = HABITUE_WHOLE_AMOUNTS_MINOR;
}

static void columns_of_habitue_csv_format(const char *function, habitue_csv_format *format)
{
    (void)function;
    format->customer = habitue_text_of("who");
    format->date = habitue_text_of("when");
}

/* Those of the table of make_habitue_table. */
static void columns_of_habitue_table_columns(const char *function, habitue_table_columns *columns)
{
    (void)function;
    columns->rows = 2;
    columns->keys = (int64_t *)written[0];
    columns->frequency = (uint32_t *)written[1];
    columns->recency = (double *)written[2];
    columns->age = (double *)written[3];
    columns->log_intervals = (double *)written[4];
    columns->holdout_frequency = (uint32_t *)written[5];
    columns->first_spend = (int64_t *)written[6];
    columns->repeat_spend = (int64_t *)written[7];
    columns->total_spend = (int64_t *)written[8];
    columns->holdout_spend = (int64_t *)written[9];
    columns->mean_spend = (double *)written[10];
    columns->first_margin = (int64_t *)written[11];
    columns->repeat_margin = (int64_t *)written[12];
    columns->total_margin = (int64_t *)written[13];
    columns->holdout_margin = (int64_t *)written[14];
    columns->margin_rate = (double *)written[15];
}

static void columns_of_habitue_cohort_options(const char *function,
                                              habitue_cohort_options *options)
{
    (void)function;
    options->from = 0;
    options->until = 70;
}

/* Those of the table of make_habitue_cohort_table. */
static void columns_of_habitue_cohort_columns(const char *function,
                                              habitue_cohort_columns *columns)
{
    (void)function;
    columns->cohorts = 3;
    columns->active = (uint64_t *)written[0];
    columns->rates = (double *)written[1];
    columns->partial = (uint8_t *)written[2];
    columns->curve = (habitue_cohort_rate *)written[3];
}

static void columns_of_habitue_forecast(const char *function, habitue_forecast *forecast)
{
    static const double actual[] = {3.0, 0.0, 7.0, 1.0, 2.0, 5.0, 1.0, 0.0};
    static const double expected[] = {2.5, 0.1, 5.0, 1.25, 3.0, 5.5, 0.01, 0.99};
    (void)function;
    forecast->rows = ROWS;
    forecast->actual = actual;
    forecast->expected = expected;
}

/* No models: they would have to be freed. */
static void columns_of_habitue_comparison(const char *function, habitue_comparison *comparison)
{
    (void)function;
    comparison->rows = (habitue_compared_model *)written[0];
    comparison->why = (habitue_error *)written[1]; /* as far as the ninth */
    comparison->tests = (habitue_nested_test *)written[9];
    comparison->test_capacity = 6;
}

static void columns_of_habitue_survival(const char *function, habitue_survival *survival)
{
    static const double times[] = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
    static const double shares[] = {0.5, 0.1, 1.0, 0.25, 0.75, 0.9, 0.01, 0.99};
    (void)function;
    survival->times = times;
    survival->time_count = ROWS;
    survival->survival = (double *)written[0];
    survival->low = (double *)written[1];
    survival->high = (double *)written[2];
    survival->shares = shares;
    survival->share_count = ROWS;
    survival->quantiles = (double *)written[3];
    survival->steps = (habitue_survival_step *)written[4];
    survival->step_capacity = 8;
}

static habitue_model *make_of(int of)
{
    static const int32_t kinds[] = {HABITUE_MODEL_BG_NBD, HABITUE_MODEL_GAMMA_GAMMA,
                                    HABITUE_MODEL_SBG};
    static const double parameters[3][4] = {
        {0.243, 4.414, 0.793, 2.426}, {6.25, 3.74, 15.44, 0.0}, {0.668, 3.806, 0.0, 0.0}};
    static const size_t counts[] = {4, 3, 2};
    habitue_model *made = NULL;
    return CALL(habitue_model_new)(kinds[of], parameters[of], counts[of], NULL, NULL, 0, &made,
                                   NULL)
               ? NULL
               : made;
}

/* The customers that `function` reads of a model of purchases. */
static habitue_customers some_customers(const char *function)
{
    habitue_customers customers = HABITUE_CUSTOMERS_INIT;
    const int of = family;
    family = 0;
    columns_of_habitue_customers(function, &customers);
    family = of;
    return customers;
}

/* A fit of the NBD to all eight, which has a peak. */
static habitue_model *make_fitted(void)
{
    habitue_customers customers = some_customers("");
    habitue_model *made = NULL;
    customers.rows = 8;
    return CALL(habitue_model_fit)(HABITUE_MODEL_NBD, &customers, NULL, NULL, &made, NULL) ? NULL
                                                                                           : made;
}

static habitue_model *make_habitue_model(void)
{
    if (strcmp(made_as, "spend") == 0) {
        return make_of(1);
    }
    return strcmp(made_for, "habitue_uncertainty_new") == 0 ? make_fitted() : make_of(family);
}

static habitue_cohort_table *make_habitue_cohort_table(void)
{
    static const int64_t customers[] = {1, 1, 2};
    static const int32_t days[] = {0, 40, 33};
    habitue_cohort_options options = HABITUE_COHORT_OPTIONS_INIT;
    habitue_cohort_table *made = NULL;
    options.from = 0, options.until = 70;
    return CALL(habitue_cohort_table_new)(habitue_i64(NULL, customers), days, 3, &options, &made,
                                          NULL)
               ? NULL
               : made;
}

#include "make_surveys.h"

static habitue_live *make_habitue_live(void)
{
    habitue_summary *summary = make_habitue_summary();
    habitue_live *made = NULL;
    habitue_status status = CALL(habitue_live_new)(summary, NULL, &made, NULL);
    CALL(habitue_summary_free)(summary);
    return status ? NULL : made;
}

static habitue_study *make_habitue_study(void)
{
    habitue_summary *summary = make_habitue_summary();
    habitue_study_options options = HABITUE_STUDY_OPTIONS_INIT;
    habitue_study *made = NULL;
    habitue_status status;
    options.futures = 0;
    status = CALL(habitue_study_new)(summary, habitue_text_of(""), &options, NULL, &made, NULL);
    CALL(habitue_summary_free)(summary);
    return status ? NULL : made;
}

static habitue_survey_study *make_habitue_survey_study(void)
{
    static const char file[] = "price,service,who\n5,4,a\n3,3,b\n4,5,a\n1,2,b\n5,5,a\n2,1,b\n";
    habitue_survey_study_options options = HABITUE_SURVEY_STUDY_OPTIONS_INIT;
    habitue_survey_study *made = NULL;
    options.least = 2;
    return CALL(habitue_survey_study_new)((const uint8_t *)file, sizeof file - 1, &options, NULL,
                                          &made, NULL)
               ? NULL
               : made;
}

static habitue_scorer *make_habitue_scorer(void)
{
    habitue_scorer_options options = HABITUE_SCORER_OPTIONS_INIT;
    habitue_model *model = make_of(0);
    habitue_scorer *made = NULL;
    habitue_status status;
    columns_of_habitue_scorer_options("", &options);
    status = CALL(habitue_scorer_new)(model, NULL, &options, &made, NULL);
    CALL(habitue_model_free)(model);
    return status ? NULL : made;
}

static habitue_simulation *make_habitue_simulation(void)
{
    const habitue_customers customers = some_customers("habitue_simulation_new");
    habitue_model *model = make_of(0);
    habitue_simulation *made = NULL;
    habitue_status status =
        CALL(habitue_simulation_new)(model, &customers, NULL, NULL, &made, NULL);
    CALL(habitue_model_free)(model);
    return status ? NULL : made;
}

static habitue_uncertainty *make_habitue_uncertainty(void)
{
    const habitue_uncertainty_options options = {
        sizeof options, 5, 1, HABITUE_INTERVAL_NATURAL, 0};
    habitue_customers customers = some_customers("");
    habitue_model *model = make_fitted();
    habitue_uncertainty *made = NULL;
    habitue_status status;
    customers.rows = 8;
    status = CALL(habitue_uncertainty_new)(model, HABITUE_UNCERTAINTY_BOOTSTRAP, &customers, NULL,
                                           &options, NULL, &made, NULL);
    CALL(habitue_model_free)(model);
    return status ? NULL : made;
}

static habitue_cancel *make_habitue_cancel(void)
{
    habitue_cancel *made = NULL;
    return CALL(habitue_cancel_new)(&made, NULL) ? NULL : made;
}
