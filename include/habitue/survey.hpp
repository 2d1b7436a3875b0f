// Questionnaires, what respondents answered, and the indices of it.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_SURVEY_HPP
#define HABITUE_SURVEY_HPP

#include <cstdint>
#include <utility>
#include <vector>

#include "base.hpp"

namespace habitue {

/// The questions of a survey while they are put together.
class questionnaire
    : public detail::owner<habitue_questionnaire, habitue_questionnaire_free> {
public:
    questionnaire() : owner(detail::from(), habitue_questionnaire_new) {}

    /// Adds a question; `scale` starts from HABITUE_SCALE_INIT.
    questionnaire &add(text name, const habitue_scale &scale, double weight = 1.0,
                       text dimension = text()) {
        call(habitue_questionnaire_add, get(), name.data(), name.size(), &scale, weight,
             dimension.data(), dimension.size());
        return *this;
    }
};

/// The answers of a survey.
class responses : public detail::owner<habitue_responses, habitue_responses_free> {
public:
    /// Answers column by column, NaN where missing.
    responses(const questionnaire &questions, column<double> matrix, std::size_t respondents,
            column<double> weights = column<double>(),
            std::int32_t out_of_scale = HABITUE_OUT_OF_SCALE_REFUSE)
        : owner(detail::from(), habitue_responses_new, questions.get(), matrix.data(), matrix.size(), respondents,
                HABITUE_COLUMN_MAJOR, weights.data(), out_of_scale) {}
    /// Answers in CSV text with a header.
    static responses read_csv(const questionnaire &questions, text csv, text key = text(),
                            text weight = text(), char delimiter = ',',
                            std::int32_t out_of_scale = HABITUE_OUT_OF_SCALE_REFUSE) {
        return responses(detail::from(), habitue_responses_read_csv, questions.get(), csv.data(), csv.size(),
                       key.data(), key.size(), weight.data(), weight.size(),
                       static_cast<std::uint8_t>(delimiter), out_of_scale);
    }

    std::size_t respondents() const { return shape().first; }
    std::size_t questions() const { return shape().second; }
    /// The answers to question `question`, counted from 0; NaN where missing.
    std::vector<double> column_of(std::size_t question) const {
        std::vector<double> result(respondents());
        call(habitue_responses_column, get(), question, result.data(), result.size());
        return result;
    }

    /// The weighted satisfaction index with its interval and its basis.
    habitue_index satisfaction_index(
        const habitue_index_options &options = HABITUE_INDEX_OPTIONS_INIT) const {
        habitue_index index{};
        call(habitue_satisfaction_index, get(), &options, &index, nullptr, nullptr, nullptr,
             questions());
        return index;
    }
    /// The share of the best `k` answers of a question, with its interval.
    habitue_top_box_share top_box(std::size_t question, std::size_t k,
                                  std::int32_t method = HABITUE_INTERVAL_WILSON,
                                  double level = 0.95) const {
        habitue_top_box_share share{};
        call(habitue_top_box, get(), question, k, method, level, &share);
        return share;
    }
    /// Promoters less detractors of a question, with its interval.
    habitue_promoters promoter_score(std::size_t question, double detractor_at_most = 6,
                                     double promoter_at_least = 9,
                                     std::int32_t method = HABITUE_PROMOTER_SCORE_INTERVAL,
                                     double level = 0.95) const {
        habitue_promoters promoters{};
        call(habitue_promoter_score, get(), question, detractor_at_most, promoter_at_least,
             method, level, &promoters);
        return promoters;
    }

private:
    using owner::owner;
    std::pair<std::size_t, std::size_t> shape() const {
        std::pair<std::size_t, std::size_t> result;
        call(habitue_responses_shape, get(), &result.first, &result.second);
        return result;
    }
};

} // namespace habitue

#endif // HABITUE_SURVEY_HPP
