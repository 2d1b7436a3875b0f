/* Questionnaires, responses and what is made of them, for make_handles.h. */

/* ---- Surveys: three questions, four respondents. */

static const size_t eight_items[] = {0, 1, 2, 1, 0, 2, 1, 0};

static void columns_of_habitue_questionnaire(const char *function,
                                             habitue_questionnaire *questionnaire)
{
    static const habitue_scale scale = HABITUE_SCALE_INIT;
    static const habitue_survey_question questions[] = {
        {{"overall", HABITUE_NUL_TERMINATED}, {"whole", 5}, NULL, 1.0},
        {{"again", HABITUE_NUL_TERMINATED}, {"loyal", 5}, &scale, 1.0},
        {{"recommend", HABITUE_NUL_TERMINATED}, {"loyal", 5}, &scale, 1.0}};
    (void)function;
    questionnaire->questions = questions;
    questionnaire->question_count = 3;
}

static void columns_of_habitue_response_matrix(const char *function,
                                               habitue_response_matrix *matrix)
{
    static const double cells[] = {1.0, 9.0, 10.0, 3.0, 7.0, 8.0, 2.0, 10.0, 10.0, 5.0, 6.0, 7.0,
                                   1.0, 9.0, 10.0, 3.0, 7.0, 8.0, 2.0, 10.0, 10.0, 5.0, 6.0, 7.0};
    static const double weights[] = {1.0, 2.0, 0.5, 1.0, 1.0, 3.0, 1.0, 1.0};
    (void)function;
    matrix->rows = ROWS;
    matrix->cells = cells;
    matrix->weights = weights;
}

static void columns_of_habitue_responses_info(const char *function, habitue_responses_info *info)
{
    (void)function;
    info->rows = ROWS;
    info->question_count = 3;
    info->missing = (uint64_t *)written[0];
    info->answers = (double *)written[1];
}

static void columns_of_habitue_known_moments(const char *function, habitue_known_moments *known)
{
    static const double means[] = {6.0, 7.0, 5.0, 6.5, 6.0, 7.0, 5.0, 6.5};
    static const double sds[] = {2.0, 1.5, 1.0, 2.5, 2.0, 1.5, 1.0, 2.5};
    static const double low[] = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
    static const double high[] = {10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0};
    static const double correlations[] = {1.0, 0.5, 0.4, 0.3, 0.5, 1.0, 0.3, 0.4,
                                          0.4, 0.3, 1.0, 0.5, 0.3, 0.4, 0.5, 1.0};
    (void)function;
    known->question_count = 4;
    known->n = 100.0;
    known->means = means;
    known->standard_deviations = sds;
    known->correlations = correlations;
    known->low = low;
    known->high = high;
}

static void columns_of_habitue_moments_info(const char *function, habitue_moments_info *info)
{
    (void)function;
    info->question_count = 4;
    info->means = (double *)written[0];
    info->correlations = (double *)written[1];
}

static void columns_of_habitue_items(const char *function, habitue_items *items)
{
    (void)function;
    items->items = eight_items;
    items->item_count = 3;
}

static void columns_of_habitue_measure(const char *function, habitue_measure *measure)
{
    if (strcmp(function, "habitue_counts_of_columns") == 0) {
        measure->kind = HABITUE_MEASURE_MEAN;
        return;
    }
    measure->kind = HABITUE_MEASURE_SHARE;
    measure->questions = eight_items;
    measure->question_count = 1;
    measure->top = 2;
}

static void columns_of_habitue_column(const char *function, habitue_column *column)
{
    static const int64_t keys[] = {1, 2, 3, 4, 5, 6, 7, 8};
    (void)function;
    column->cells = keys;
    column->type = HABITUE_TYPE_I64;
}

static void columns_of_habitue_rake(const char *function, habitue_rake *margins)
{
    static const int32_t categories[] = {0, 1, 1, 0, 1, 0, 1, 1};
    static const size_t counts[] = {2, 0, 0, 0, 0, 0, 0, 0};
    static const double targets[] = {40.0, 60.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
    (void)function;
    margins->rows = ROWS;
    margins->margin_count = 1;
    margins->categories = categories;
    margins->category_counts = counts;
    margins->targets = targets;
    margins->target_count = 2;
}

static void columns_of_habitue_satisfaction(const char *function, habitue_satisfaction *wanted)
{
    wanted->index = (habitue_index *)written[0];
    if (strcmp(function, "habitue_satisfaction_index") == 0) {
        wanted->questions = (habitue_question_score *)written[1];
        wanted->question_count = 3;
        wanted->dimensions = (habitue_index *)written[2];
        wanted->dimension_count = 2;
        wanted->scorecard = (habitue_scorecard *)written[3];
        wanted->respondents = (double *)written[4];
        wanted->rows = ROWS;
    }
}

/* Counts of each measure, from their totals. */
static const struct {
    int32_t kind;
    size_t count;
    double totals[18];
} measures[] = {
    {HABITUE_MEASURE_KANO, 6, {30, 20, 25, 15, 5, 5}},
    {HABITUE_MEASURE_SHARE, 2, {3, 8}},
    {HABITUE_MEASURE_PROMOTER, 3, {5, 2, 3}},
    {HABITUE_MEASURE_MEAN, 7, {12, 4, 4, 12, 46, 4, 1}},
    {HABITUE_MEASURE_EFFORT, 16, {2, 4, 2, 4, 4, 0, 0, 12, 4, 4, 12, 46, 4, 0, 1, 7}},
    {HABITUE_MEASURE_SERVICE_QUALITY, 15, {-2, 4, 4, -2, 6, 4, 0, 12, 4, 4, 12, 46, 4, 0, 0}},
    {HABITUE_MEASURE_PENALTY_REWARD, 18,
     {3, 8, 4, 0, 1, 1, 21, 2, 8, 4, 1, 1, 1, 1, 0, 1, 0, 1}},
};

/* How often a function is swept, and the turn: counts are analysed for each measure. */
static size_t turns(const char *function)
{
    return strcmp(function, "habitue_counts_analyse") == 0 ? sizeof measures / sizeof *measures : 1;
}

static size_t turn;

static void columns_of_habitue_analysis(const char *function, habitue_analysis *wanted)
{
    (void)function;
    switch (measures[turn].kind) {
    case HABITUE_MEASURE_KANO: wanted->kano = (habitue_kano_result *)written[0]; break;
    case HABITUE_MEASURE_SHARE: wanted->share = (habitue_share *)written[0]; break;
    case HABITUE_MEASURE_PROMOTER:
        wanted->promoter_score = (habitue_promoter_score *)written[0];
        break;
    case HABITUE_MEASURE_MEAN: wanted->mean = (habitue_mean *)written[0]; break;
    case HABITUE_MEASURE_EFFORT: wanted->effort = (habitue_effort *)written[0]; break;
    case HABITUE_MEASURE_SERVICE_QUALITY:
        wanted->count = 1;
        wanted->service_quality = (habitue_service_quality *)written[0];
        wanted->gaps = (habitue_dimension_gap *)written[1];
        break;
    default:
        wanted->count = 1;
        wanted->contrasts = (habitue_penalty_reward *)written[0];
        break;
    }
}

/* Of the first three questions, which are all that the responses have. */
static void columns_of_habitue_path_model(const char *function, habitue_path_model *model)
{
    static const habitue_construct constructs[] = {
        {{"a", 1}, eight_items, 2, 0, 0}, {{"b", 1}, eight_items + 2, 1, 0, 0}};
    static const habitue_path path = {0, 1};
    (void)function;
    model->constructs = constructs;
    model->construct_count = 2;
    model->paths = &path;
    model->path_count = 1;
}

static void columns_of_habitue_resample_options(const char *function,
                                                habitue_resample_options *options)
{
    (void)function;
    options->missing = HABITUE_MISSING_LISTWISE;
    options->samples = 20;
}

static void columns_of_habitue_path_figures(const char *function, habitue_path_figures *figures)
{
    (void)function;
    figures->count = 1;
    figures->estimates = (double *)written[0];
}

static void columns_of_habitue_construct_index(const char *function,
                                               habitue_construct_index *index)
{
    (void)function;
    index->weights = (double *)written[0];
    index->item_count = 2;
    index->respondents = (double *)written[1];
    index->rows = ROWS;
}

static habitue_responses *make_habitue_responses(void)
{
    habitue_questionnaire questionnaire = HABITUE_QUESTIONNAIRE_INIT;
    habitue_response_matrix matrix = HABITUE_RESPONSE_MATRIX_INIT;
    habitue_responses *made = NULL;
    columns_of_habitue_questionnaire("", &questionnaire);
    columns_of_habitue_response_matrix("", &matrix);
    matrix.weights = NULL;
    return CALL(habitue_responses_new)(&questionnaire, &matrix, &made, NULL) ? NULL : made;
}

static habitue_moments *make_habitue_moments(void)
{
    habitue_known_moments known = HABITUE_KNOWN_MOMENTS_INIT;
    habitue_moments *made = NULL;
    if (strcmp(made_for, "habitue_moments_merge") == 0 ||
        strcmp(made_for, "habitue_satisfaction_of_moments") == 0 ||
        strcmp(made_for, "habitue_path_fit_index") == 0) {
        habitue_responses *responses = make_habitue_responses();
        habitue_status status = CALL(habitue_moments_of_responses)(
            responses, HABITUE_MISSING_LISTWISE, 0.5, &made, NULL);
        CALL(habitue_responses_free)(responses);
        return status ? NULL : made;
    }
    columns_of_habitue_known_moments("", &known);
    return CALL(habitue_moments_new)(&known, &made, NULL) ? NULL : made;
}

static habitue_counts *make_habitue_counts(void)
{
    habitue_counts *made = NULL;
    return CALL(habitue_counts_of_totals)(measures[turn].kind, measures[turn].totals,
                                          measures[turn].count, &made, NULL)
               ? NULL
               : made;
}

static habitue_path_fit *make_habitue_path_fit(void)
{
    habitue_path_model model = HABITUE_PATH_MODEL_INIT;
    habitue_path_fit *made = NULL;
    habitue_status status;
    columns_of_habitue_path_model("", &model);
    if (strcmp(made_for, "habitue_path_fit_difference") == 0) {
        habitue_resample_options options = HABITUE_RESAMPLE_OPTIONS_INIT;
        habitue_responses *responses = make_habitue_responses();
        columns_of_habitue_resample_options("", &options);
        status = CALL(habitue_path_fit_resampled)(&model, NULL, responses, NULL, &options, NULL,
                                                  &made, NULL);
        CALL(habitue_responses_free)(responses);
    } else {
        habitue_moments *moments = make_habitue_moments();
        status = CALL(habitue_path_fit_new)(&model, moments, NULL, &made, NULL);
        CALL(habitue_moments_free)(moments);
    }
    return status ? NULL : made;
}
