/* A valid handle of each type, for the functions that take one; NULL if it
 * cannot be made. */

#define CALL(function) ((__typeof__(&function))find(#function))

static habitue_concentration *make_habitue_concentration(void)
{
    static const double values[] = {5.0, 1.0, 0.0, 3.0};
    habitue_concentration *made = NULL;
    return CALL(habitue_concentration_new)(values, 4, &made, NULL) ? NULL : made;
}

static habitue_pyramid *make_habitue_pyramid(void)
{
    habitue_pyramid *made = NULL;
    return CALL(habitue_pyramid_preset)(HABITUE_PYRAMID_CURRY, &made, NULL) ? NULL : made;
}

static habitue_questionnaire *make_habitue_questionnaire(void)
{
    static const char *const questions[] = {"overall", "again", "recommend"};
    static const habitue_scale scale = HABITUE_SCALE_INIT;
    habitue_questionnaire *made = NULL;
    size_t i;
    if (CALL(habitue_questionnaire_new)(&made, NULL)) {
        return NULL;
    }
    for (i = 0; i < 3; i += 1) {
        if (CALL(habitue_questionnaire_add)(made, (const uint8_t *)questions[i],
                                            strlen(questions[i]), &scale, 1.0, NULL, 0, NULL)) {
            CALL(habitue_questionnaire_free)(made);
            return NULL;
        }
    }
    return made;
}

static habitue_answers *make_habitue_answers(void)
{
    static const double matrix[] = {1.0, 9.0, 10.0, 3.0, 7.0, 8.0, 2.0, 10.0, 10.0, 5.0, 6.0, 7.0};
    habitue_questionnaire *questionnaire = make_habitue_questionnaire();
    habitue_answers *made = NULL;
    habitue_status status = CALL(habitue_answers_new)(
        questionnaire, matrix, 12, 4, HABITUE_COLUMN_MAJOR, NULL, 0, &made, NULL);
    CALL(habitue_questionnaire_free)(questionnaire);
    return status ? NULL : made;
}
