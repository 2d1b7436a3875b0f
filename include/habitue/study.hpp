// Studies of a base of customers, reports on them, and pictures of columns.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_STUDY_HPP
#define HABITUE_STUDY_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "base.hpp"
#include "summary.hpp"
#include "survey.hpp"

namespace habitue {

/// How a report is written: the members of habitue_report_options. Texts must live until it is.
struct report_options {
    habitue_report_options words = HABITUE_REPORT_OPTIONS_INIT;

    /// HABITUE_ENGLISH or HABITUE_CHINESE.
    report_options &language(std::int32_t which) noexcept {
        words.language = which;
        return *this;
    }
    /// The heading.
    report_options &title(text heading) noexcept {
        words.title = heading.c();
        return *this;
    }
    /// Where the data come from.
    report_options &source(text from) noexcept {
        words.source = from.c();
        return *this;
    }
    /// A warning above all that a survey says.
    report_options &survey_note(text warning) noexcept {
        words.survey_note = warning.c();
        return *this;
    }
    /// Address of the page in the other language.
    report_options &other(text address) noexcept {
        words.other = address.c();
        return *this;
    }
};

/// A base of customers from ledger to judgement, and reports on it.
class study : public detail::owner<habitue_study, habitue_study_free> {
public:
    /// `survey` is the text of a CSV file of answers; empty for none.
    explicit study(const summary &base,
                   const habitue_study_options &options = HABITUE_STUDY_OPTIONS_INIT,
                   text survey = text(), const job &how = job())
        : owner(made(base, options, survey, how)) {}

    /// What may be believed: the grade of the whole, what to do, which model, which days.
    habitue_verdict verdict() const {
        habitue_verdict result = HABITUE_VERDICT_INIT;
        call(habitue_study_verdict, get(), &result);
        return result;
    }
    /// One of HABITUE_CHECK_...
    habitue_check_result check(std::int32_t which) const {
        habitue_check_result result = HABITUE_CHECK_RESULT_INIT;
        call(habitue_study_check, get(), which, &result);
        return result;
    }
    /// The groups of figures that are withheld, with why and what would release them.
    std::vector<habitue_withheld_figures> withheld() const {
        const habitue_withheld_figures start = HABITUE_WITHHELD_FIGURES_INIT;
        std::vector<habitue_withheld_figures> result(verdict().withheld, start);
        for (std::size_t at = 0; at < result.size(); ++at) {
            call(habitue_study_withheld, get(), at, &result[at]);
        }
        return result;
    }
    /// The figure of a name, such as "totals.purchases_bias".
    habitue_study_figure figure(text name) const {
        habitue_study_figure result = HABITUE_STUDY_FIGURE_INIT;
        call(habitue_study_figure_of, get(), name.c(), 0, &result);
        return result;
    }
    /// Every figure.
    std::vector<habitue_study_figure> figures() const {
        std::vector<habitue_study_figure> result;
        try {
            while (true) {
                habitue_study_figure one = HABITUE_STUDY_FIGURE_INIT;
                call(habitue_study_figure_of, get(), text().c(), result.size(), &one);
                result.push_back(one);
            }
        } catch (const error &end) {
            if (end.code() != HABITUE_OUT_OF_RANGE) {
                throw;
            }
        }
        return result;
    }

    /// One of HABITUE_SENTENCE_..., of a check or a group where it has one.
    std::string sentence(std::int32_t which, std::int32_t of = 0,
                         const report_options &how = report_options()) const {
        return detail::fetched_text<char>(habitue_report_sentence, get(), which, of, &how.words);
    }
    /// The page: one HTML file that needs no other.
    std::string page(const report_options &how = report_options()) const {
        return part(HABITUE_PART_PAGE, text(), how);
    }
    /// The same for a terminal.
    std::string words(const report_options &how = report_options()) const {
        return part(HABITUE_PART_TEXT, text(), how);
    }
    /// The picture of a name, such as "tiers", as an SVG file that stands alone.
    std::string picture(text name, const report_options &how = report_options()) const {
        return part(HABITUE_PART_PICTURE, name, how);
    }
    /// One line a customer as CSV with a header.
    std::string customers_csv(const report_options &how = report_options()) const {
        return part(HABITUE_PART_TABLE, "customers", how);
    }
    /// One of HABITUE_PART_..., with the name of a picture or a table.
    std::string part(std::int32_t which, text name,
                     const report_options &how = report_options()) const {
        return detail::fetched_text<char>(habitue_report, get(), which, name.c(), &how.words);
    }

private:
    static habitue_study *made(const summary &base, const habitue_study_options &options,
                               text survey, const job &how) {
        detail::working work(how);
        return work.make<habitue_study>(habitue_study_new, base.get(), survey.c(), &options,
                                        work.c());
    }
};

/// A survey alone, from a raw file of answers to every figure by segment and wave.
class survey_study : public detail::owner<habitue_survey_study, habitue_survey_study_free> {
public:
    /// `file` holds the bytes of a file: text of any delimiter and encoding, or a workbook.
    explicit survey_study(
        text file, const habitue_survey_study_options &options = HABITUE_SURVEY_STUDY_OPTIONS_INIT,
        const job &how = job())
        : owner(made(file, options, how)) {}

    /// The page: one HTML file that needs no other.
    std::string page(const report_options &how = report_options()) const {
        return part(HABITUE_PART_PAGE, text(), how);
    }
    /// The same for a terminal.
    std::string words(const report_options &how = report_options()) const {
        return part(HABITUE_PART_TEXT, text(), how);
    }
    /// The picture of a name, such as "drivers", as an SVG file that stands alone.
    std::string picture(text name, const report_options &how = report_options()) const {
        return part(HABITUE_PART_PICTURE, name, how);
    }
    /// The table of a name, such as "groups", as CSV.
    std::string table_csv(text name, const report_options &how = report_options()) const {
        return part(HABITUE_PART_TABLE, name, how);
    }
    /// One of HABITUE_PART_..., with the name of a picture or a table.
    std::string part(std::int32_t which, text name,
                     const report_options &how = report_options()) const {
        return detail::fetched_text<char>(habitue_survey_report, get(), which, name.c(),
                                          &how.words);
    }
    /// The answers, weighted and turned as the figures are.
    responses answers() const {
        return responses(detail::from(), habitue_survey_study_responses, get());
    }

private:
    static habitue_survey_study *made(text file, const habitue_survey_study_options &options,
                                      const job &how) {
        detail::working work(how);
        const auto *bytes = reinterpret_cast<const unsigned char *>(file.data());
        return work.make<habitue_survey_study>(habitue_survey_study_new, bytes, file.size(),
                                               &options, work.c());
    }
};

/// A picture of columns (HABITUE_PICTURE_...) as an SVG file that stands alone.
inline std::string picture(std::int32_t which, const habitue_evidence &figures,
                           const habitue_picture_options &how = HABITUE_PICTURE_OPTIONS_INIT) {
    return detail::fetched_text<char>(habitue_picture, which, &figures, &how);
}

} // namespace habitue

#endif // HABITUE_STUDY_HPP
