// Questionnaires, what respondents answered, moments and counts that merge, path models.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_SURVEY_HPP
#define HABITUE_SURVEY_HPP

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base.hpp"

namespace habitue {

/// The questions of a survey.
class questionnaire {
public:
    /// Adds a question; `scale` starts from HABITUE_SCALE_INIT, and columns that it points to
    /// outlive the questionnaire.
    questionnaire &add(text name, const habitue_scale &scale, double weight = 1.0,
                       text dimension = text()) {
        questions_.push_back({name.string(), dimension.string(), scale, weight});
        return *this;
    }
    /// The weight of a dimension; without it that of its questions together.
    questionnaire &weigh(text dimension, double weight) {
        dimensions_.emplace_back(dimension.string(), weight);
        return *this;
    }
    std::size_t size() const noexcept { return questions_.size(); }

    /// As the functions of habitue.h read it, while the questionnaire lives and does not change.
    class view {
    public:
        explicit view(const questionnaire &of) {
            for (const asked &one : of.questions_) {
                questions_.push_back({text(one.name).c(), text(one.dimension).c(), &one.scale,
                                      one.weight});
            }
            for (const std::pair<std::string, double> &one : of.dimensions_) {
                dimensions_.push_back({text(one.first).c(), one.second});
            }
            c_.questions = questions_.data();
            c_.question_count = questions_.size();
            c_.dimensions = dimensions_.data();
            c_.dimension_count = dimensions_.size();
        }
        view(const view &) = delete;
        view &operator=(const view &) = delete;
        const habitue_questionnaire *c() const noexcept { return &c_; }

    private:
        std::vector<habitue_survey_question> questions_;
        std::vector<habitue_dimension_weight> dimensions_;
        habitue_questionnaire c_ = HABITUE_QUESTIONNAIRE_INIT;
    };

private:
    struct asked {
        std::string name, dimension;
        habitue_scale scale;
        double weight;
    };
    std::vector<asked> questions_;
    std::vector<std::pair<std::string, double>> dimensions_;
};

class responses;

/// What is counted of responses; see HABITUE_MEASURE_...
class measure {
public:
    /// The `top` best levels of a question.
    static measure share(std::size_t question, std::size_t top) {
        measure made(HABITUE_MEASURE_SHARE, {question});
        made.c_.top = top;
        return made;
    }
    static measure promoter(std::size_t question, double low_at_most = 6,
                            double high_at_least = 9) {
        measure made(HABITUE_MEASURE_PROMOTER, {question});
        made.c_.low_at_most = low_at_most;
        made.c_.high_at_least = high_at_least;
        return made;
    }
    static measure effort(std::size_t question, double easy_from) {
        measure made(HABITUE_MEASURE_EFFORT, {question});
        made.c_.high_at_least = easy_from;
        return made;
    }
    static measure mean(std::size_t question) { return {HABITUE_MEASURE_MEAN, {question}}; }
    static measure kano(std::size_t functional, std::size_t dysfunctional,
                        std::int32_t table = HABITUE_KANO_TABLE_USUAL) {
        measure made(HABITUE_MEASURE_KANO, {functional, dysfunctional});
        made.c_.kano_table = table;
        return made;
    }
    /// The same of columns instead of questions: `of_columns(HABITUE_MEASURE_MEAN)`.
    static measure of_columns(std::int32_t kind) { return {kind, {}}; }

    /// The structure of C, for settings without a member here.
    habitue_measure &settings() noexcept { return c_; }
    habitue_measure c() const noexcept {
        habitue_measure made = c_;
        made.questions = questions_.empty() ? nullptr : questions_.data();
        made.question_count = questions_.size();
        return made;
    }

private:
    measure(std::int32_t kind, std::vector<std::size_t> questions)
        : questions_(std::move(questions)) {
        c_.kind = kind;
    }
    std::vector<std::size_t> questions_;
    habitue_measure c_ = HABITUE_MEASURE_INIT;
};

/// The sums under a measure, which merge.
class counts : public detail::owner<habitue_counts, habitue_counts_free> {
public:
    inline counts(const measure &what, const responses &of);
    /// Of `columns` columns of `rows` cells, one after the other.
    counts(const measure &what, column<double> cells, std::size_t columns, std::size_t rows,
           column<double> weights = column<double>())
        : counts(what.c(), cells.data(), columns, weights.data(), rows) {}
    /// Of totals(), added by any engine, or of published figures.
    static counts of_totals(std::int32_t kind, column<double> totals) {
        return counts(detail::from(), habitue_counts_of_totals, kind, totals.data(),
                      totals.size());
    }

    counts &merge(const counts &other) {
        call(habitue_counts_merge, get(), other.get());
        return *this;
    }
    std::vector<double> totals() const { return detail::fetched<double>(habitue_counts_totals, get()); }

    habitue_share share(std::int32_t method = HABITUE_PROPORTION_WILSON,
                        double confidence = 0.95) const {
        return figure(&habitue_analysis::share, settings(confidence, method));
    }
    habitue_promoter_score promoter_score(std::int32_t method = HABITUE_PROMOTER_SCORE,
                                          double confidence = 0.95) const {
        return figure(&habitue_analysis::promoter_score, settings(confidence, method));
    }
    habitue_mean mean(double confidence = 0.95) const {
        return figure(&habitue_analysis::mean, settings(confidence));
    }
    habitue_effort effort(double confidence = 0.95) const {
        return figure(&habitue_analysis::effort, settings(confidence));
    }
    habitue_kano_result kano(double category_strength = 0.05, double continuous_cut = 2.0,
                             double confidence = 0.95) const {
        habitue_analysis wanted = settings(confidence);
        wanted.category_strength = category_strength;
        wanted.continuous_cut = continuous_cut;
        return figure(&habitue_analysis::kano, wanted);
    }

private:
    using owner::owner;
    static habitue_analysis settings(double confidence, std::int32_t interval = 0) {
        habitue_analysis made = HABITUE_ANALYSIS_INIT;
        made.confidence = confidence;
        made.interval = interval;
        return made;
    }
    template <class T> T figure(T *habitue_analysis::*place, habitue_analysis wanted) const {
        T found{};
        wanted.*place = &found;
        call(habitue_counts_analyse, get(), &wanted);
        return found;
    }
    counts(const habitue_measure &what, const double *cells, std::size_t columns,
           const double *weights, std::size_t rows)
        : owner(detail::from(), habitue_counts_of_columns, &what, cells, columns, weights, rows) {}
    counts(const habitue_measure &what, const habitue_responses *of)
        : owner(detail::from(), habitue_counts_of_responses, &what, of) {}
};

/// The responses of a survey.
class responses : public detail::owner<habitue_responses, habitue_responses_free> {
    friend class survey_study;

public:
    /// Answers question after question, NaN where missing.
    responses(const questionnaire &questions, column<double> matrix, std::size_t respondents,
              column<double> weights = column<double>(),
              std::int32_t out_of_scale = HABITUE_OUT_OF_SCALE_REFUSE)
        : responses(questions, of_matrix(questions, matrix, respondents, weights, out_of_scale)) {}
    /// Answers in CSV text with a header.
    static responses read_csv(const questionnaire &questions, text csv, text key = text(),
                              text weight = text(), char delimiter = ',',
                              std::int32_t out_of_scale = HABITUE_OUT_OF_SCALE_REFUSE) {
        habitue_response_format format = HABITUE_RESPONSE_FORMAT_INIT;
        format.out_of_scale = out_of_scale;
        format.key = key.c();
        format.weight = weight.c();
        format.delimiter = static_cast<unsigned char>(delimiter);
        const questionnaire::view asked(questions);
        return responses(detail::from(), habitue_responses_read_csv, asked.c(), csv.data(),
                         csv.size(), &format);
    }

    /// Adds the respondents of a second part of the same survey.
    responses &append(const responses &other) {
        call(habitue_responses_append, get(), other.get());
        return *this;
    }
    /// Sets the base weights; an empty column makes them equal.
    responses &weigh(column<double> weights) {
        call(habitue_responses_weigh, get(), weights.data(), weights.size());
        return *this;
    }

    std::size_t respondents() const { return inspect().rows; }
    std::size_t questions() const { return inspect().question_count; }
    habitue_responses_info inspect() const {
        habitue_responses_info info = HABITUE_RESPONSES_INFO_INIT;
        call(habitue_responses_inspect, get(), &info);
        return info;
    }
    /// The answers to question `question`, counted from 0; NaN where missing.
    std::vector<double> column_of(std::size_t question) const {
        habitue_responses_info info = inspect();
        std::vector<double> result(info.rows);
        info.question = question;
        info.answers = result.data();
        call(habitue_responses_inspect, get(), &info);
        return result;
    }

    /// The weighted satisfaction index with its interval and its basis.
    habitue_index satisfaction_index(
        const habitue_index_options &options = HABITUE_INDEX_OPTIONS_INIT) const {
        habitue_index index{};
        habitue_satisfaction wanted = HABITUE_SATISFACTION_INIT;
        wanted.index = &index;
        call(habitue_satisfaction_index, get(), &options, &wanted);
        return index;
    }
    /// The share of the best `top` levels of a question, with its interval.
    habitue_share top_box(std::size_t question, std::size_t top,
                          std::int32_t method = HABITUE_PROPORTION_WILSON,
                          double confidence = 0.95) const {
        return counts(measure::share(question, top), *this).share(method, confidence);
    }
    /// Promoters less detractors of a question, with its interval.
    habitue_promoter_score promoter_score(std::size_t question, double low_at_most = 6,
                                          double high_at_least = 9,
                                          std::int32_t method = HABITUE_PROMOTER_SCORE,
                                          double confidence = 0.95) const {
        const measure what = measure::promoter(question, low_at_most, high_at_least);
        return counts(what, *this).promoter_score(method, confidence);
    }

private:
    using owner::owner;
    responses(const questionnaire &questions, const habitue_response_matrix &matrix)
        : owner(detail::from(), habitue_responses_new, questionnaire::view(questions).c(),
                &matrix) {}
    static habitue_response_matrix of_matrix(const questionnaire &questions, column<double> cells,
                                             std::size_t respondents, column<double> weights,
                                             std::int32_t out_of_scale) {
        detail::same_length("matrix", cells.size(), respondents * questions.size());
        habitue_response_matrix made = HABITUE_RESPONSE_MATRIX_INIT;
        made.out_of_scale = out_of_scale;
        made.rows = respondents;
        made.cells = cells.data();
        made.weights = weights.data();
        return made;
    }
};

inline counts::counts(const measure &what, const responses &of) : counts(what.c(), of.get()) {}

/// Means, standard deviations and correlations, which merge where they have sums.
class moments : public detail::owner<habitue_moments, habitue_moments_free> {
public:
    explicit moments(const responses &of, std::int32_t missing, double minimum_share = 0.5)
        : owner(detail::from(), habitue_moments_of_responses, of.get(), missing, minimum_share) {}
    /// Moments that are known already; `known` starts from HABITUE_KNOWN_MOMENTS_INIT.
    explicit moments(const habitue_known_moments &known)
        : owner(detail::from(), habitue_moments_new, &known) {}
    static moments from_bytes(column<std::uint8_t> bytes) {
        return moments(detail::opened(&habitue_opened_state::moments, bytes));
    }

    moments &merge(const moments &other) {
        call(habitue_moments_merge, get(), other.get());
        return *this;
    }
    std::vector<std::uint8_t> to_bytes() const {
        return detail::bytes_of(&habitue_state::moments, get());
    }
    habitue_moments_info inspect() const {
        habitue_moments_info info = HABITUE_MOMENTS_INFO_INIT;
        call(habitue_moments_inspect, get(), &info);
        return info;
    }
    std::vector<double> correlations() const {
        habitue_moments_info info = inspect();
        std::vector<double> result(info.question_count * info.question_count);
        info.correlations = result.data();
        call(habitue_moments_inspect, get(), &info);
        return result;
    }
    /// One of HABITUE_RELIABILITY_ALPHA and HABITUE_RELIABILITY_OMEGA.
    habitue_reliability reliability(std::int32_t kind,
                                    const std::vector<std::size_t> &questions) const {
        habitue_items items = HABITUE_ITEMS_INIT;
        habitue_reliability result = HABITUE_RELIABILITY_INIT;
        items.items = questions.data();
        items.item_count = questions.size();
        call(habitue_reliability_of, get(), kind, &items, &result);
        return result;
    }

private:
    using owner::owner;
};

/// A path model fitted to moments, over samples of the respondents, or in two segments. The model
/// starts from HABITUE_PATH_MODEL_INIT.
class path_fit : public detail::owner<habitue_path_fit, habitue_path_fit_free> {
public:
    path_fit(const habitue_path_model &model, const moments &of,
             const habitue_path_options &options = HABITUE_PATH_OPTIONS_INIT)
        : owner(detail::from(), habitue_path_fit_new, &model, of.get(), &options) {}
    /// A bootstrap; `resampling` starts from HABITUE_RESAMPLE_OPTIONS_INIT.
    path_fit(const habitue_path_model &model, const responses &of,
             const habitue_resample_options &resampling, const job &how = job())
        : path_fit(model, of.get(), nullptr, resampling, how) {}
    /// Two segments, compared by permutation.
    path_fit(const habitue_path_model &model, const responses &first, const responses &second,
             const habitue_resample_options &resampling, const job &how = job())
        : path_fit(model, first.get(), second.get(), resampling, how) {}

    /// Figures of one kind; `column` is a member of habitue_path_figures.
    std::vector<double> figures(std::int32_t figure,
                                double *habitue_path_figures::*column =
                                    &habitue_path_figures::estimates,
                                double confidence = 0.95) const {
        habitue_path_figures found = HABITUE_PATH_FIGURES_INIT;
        found.confidence = confidence;
        call(habitue_path_fit_figures, get(), figure, &found);
        std::vector<double> result(found.count);
        found.*column = result.data();
        call(habitue_path_fit_figures, get(), figure, &found);
        return result;
    }
    /// The index of a construct, counted from 0, of a fit to moments.
    habitue_construct_index index(std::size_t construct) const {
        habitue_construct_index result = HABITUE_CONSTRUCT_INDEX_INIT;
        call(habitue_path_fit_index, get(), nullptr, construct, &result);
        return result;
    }

private:
    path_fit(const habitue_path_model &model, const habitue_responses *first,
             const habitue_responses *second, const habitue_resample_options &resampling,
             const job &how)
        : owner(made(model, first, second, resampling, how)) {}
    static habitue_path_fit *made(const habitue_path_model &model, const habitue_responses *first,
                                  const habitue_responses *second,
                                  const habitue_resample_options &resampling, const job &how) {
        detail::working work(how);
        return work.make<habitue_path_fit>(habitue_path_fit_resampled, &model, nullptr, first,
                                           second, &resampling, work.c());
    }
};

} // namespace habitue

#endif // HABITUE_SURVEY_HPP
