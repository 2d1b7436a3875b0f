/* A page and a picture from C: report transactions.csv page.html picture.svg */
#include <stdio.h>
#include <stdlib.h>
#include "habitue.h"

static void must(habitue_status status, const habitue_error *error)
{
    if (status != HABITUE_OK) { fprintf(stderr, "report: %s\n", error->message); exit(1); }
}
static void save(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) exit(1);
}
int main(int count, char **argument)
{
    static char csv[1 << 25], out[1 << 23]; /* larger pages: ask for the length with capacity 0 */
    habitue_error error = HABITUE_ERROR_INIT; habitue_rules rules = HABITUE_RULES_INIT;
    habitue_csv_format format = HABITUE_CSV_FORMAT_INIT;
    habitue_summary *summary = NULL; habitue_study *study = NULL; size_t length;
    FILE *file = count == 4 ? fopen(argument[1], "rb") : NULL;
    habitue_text text = {csv, file == NULL ? 0 : fread(csv, 1, sizeof csv, file)};
    format.customer = habitue_text_of("customer"); format.date = habitue_text_of("date");
    format.amount = habitue_text_of("amount"); snprintf(rules.currency, 4, "USD");
    must(habitue_summary_new(&rules, &summary, &error), &error);
    must(habitue_summary_read_csv(summary, text, &format, NULL, NULL, &error), &error);
    must(habitue_study_new(summary, habitue_text_of(""), NULL, NULL, &study, &error), &error);
    must(habitue_report_page(study, NULL, out, sizeof out, &length, &error), &error);
    save(argument[2], out, length);
    must(habitue_report_picture(study, habitue_text_of("tiers"), NULL, out, sizeof out, &length, &error), &error);
    save(argument[3], out, length);
    habitue_study_free(study); habitue_summary_free(summary);
    return 0;
}
