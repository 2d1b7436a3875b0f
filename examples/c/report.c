/* A page and a picture from C: report transactions.csv page.html picture.svg */
#include "habitue.h"
#include <stdio.h>
#include <stdlib.h>
static char csv[1 << 24], out[1 << 23]; /* room for both; a capacity of 0 asks for the length */
static habitue_error error = HABITUE_ERROR_INIT;
#define MUST(call) if ((call) != HABITUE_OK) return fprintf(stderr, "%s\n", error.message), 1
static int save(const char *path, size_t length)
{
    FILE *file = fopen(path, "wb");
    return file == NULL || fwrite(out, 1, length, file) != length || fclose(file) != 0;
}
int main(int count, char **argument)
{
    habitue_rules rules = HABITUE_RULES_INIT; habitue_csv_format format = HABITUE_CSV_FORMAT_INIT;
    habitue_summary *summary = NULL; habitue_study *study = NULL; size_t length = 0;
    FILE *file = count == 4 ? fopen(argument[1], "rb") : NULL;
    habitue_text none = {NULL, 0}, text = {csv, file == NULL ? 0 : fread(csv, 1, sizeof csv, file)};
    format.customer = habitue_text_of("customer"); format.date = habitue_text_of("date");
    format.amount = habitue_text_of("amount"); snprintf((char *)rules.currency, 4, "USD");
    MUST(habitue_summary_new(&rules, &summary, &error));
    MUST(habitue_summary_read_csv(summary, text, &format, NULL, NULL, &error));
    MUST(habitue_study_new(summary, none, NULL, NULL, &study, &error));
    MUST(habitue_report(study, HABITUE_PART_PAGE, none, NULL, out, sizeof out, &length, &error));
    if (save(argument[2], length)) return 1;
    text = habitue_text_of("tiers");
    MUST(habitue_report(study, HABITUE_PART_PICTURE, text, NULL, out, sizeof out, &length, &error));
    habitue_study_free(study); habitue_summary_free(summary); return save(argument[3], length);
}
