// Judging fits: several models in one table, what was expected beside what happened, and
// whether what models assume holds.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_JUDGING_HPP
#define HABITUE_JUDGING_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "base.hpp"
#include "customers.hpp"
#include "model.hpp"
#include "questions.hpp"

namespace habitue {

/// The errors of forecasts of what each customer did; `weights` may be empty.
inline habitue_forecast_errors errors_of(column<double> actual, column<double> expected,
                                         column<double> weights = column<double>()) {
    habitue_forecast forecast = HABITUE_FORECAST_INIT;
    detail::same_length("expected", expected.size(), actual.size());
    forecast.rows = actual.size();
    forecast.actual = actual.data();
    forecast.expected = expected.data();
    if (weights.size() != 0) {
        detail::same_length("weights", weights.size(), actual.size());
        forecast.weights = weights.data();
    }
    habitue_forecast_errors result;
    call(habitue_forecast_judge, &forecast, &result);
    return result;
}

/// Several models of purchases of the same customers in one table.
class comparison {
public:
    /// Fits a model of each of the kinds, HABITUE_MODEL_...
    comparison(column<std::int32_t> kinds, const customers &who,
               const fit_options &options = fit_options(), const job &how = job())
        : rows_(kinds.size()), tests_(6) {
        const habitue_error none = HABITUE_ERROR_INIT;
        std::vector<habitue_error> why(kinds.size(), none);
        std::vector<habitue_model *> made(kinds.size());
        models_.reserve(kinds.size());
        habitue_comparison wanted = HABITUE_COMPARISON_INIT;
        wanted.rows = rows_.data();
        wanted.models = made.data();
        wanted.why = why.data();
        wanted.tests = tests_.data();
        wanted.test_capacity = tests_.size();
        const customers::passed rows(who);
        const fit_options::passed chosen(options);
        detail::working work(how);
        work.call(habitue_compare, kinds.data(), kinds.size(), rows.c(), chosen.c(), work.c(),
                  &wanted);
        for (habitue_model *one : made) {
            models_.push_back(habitue::model(one));
        }
        tests_.resize(wanted.test_count);
        for (const habitue_error &one : why) {
            reasons_.push_back(one.message);
        }
    }

    /// The models in the order of the kinds.
    const std::vector<habitue_compared_model> &rows() const noexcept { return rows_; }
    /// The tests of all pairs of which one is a special case of the other.
    const std::vector<habitue_nested_test> &tests() const noexcept { return tests_; }
    /// The fitted model of a row, where rows()[row].failure is HABITUE_OK.
    const habitue::model &model(std::size_t row) const { return models_.at(row); }
    /// Why the model of a row could not be fitted; empty where it was.
    const std::string &reason(std::size_t row) const { return reasons_.at(row); }
    /// The errors of the forecasts of the model of a row: `actual` is what each customer bought in
    /// (T, T + to].
    habitue_forecast_errors judge(std::size_t row, const customers &who, column<double> actual,
                                  double to, const job &how = job()) const {
        return errors_of(actual, model(row).answer(ask::expected_purchases(to), who, how));
    }

private:
    std::vector<habitue_compared_model> rows_;
    std::vector<habitue_nested_test> tests_;
    std::vector<habitue::model> models_;
    std::vector<std::string> reasons_;
};

/// How many customers came back 0, 1, ... times, the last class open.
struct frequencies {
    std::vector<double> actual, expected;
};

/// What a model of purchases expects of customers with these ages, beside what they did.
inline frequencies frequencies_of(const model &of, const customers &who, std::size_t classes,
                                  const job &how = job()) {
    frequencies result = {std::vector<double>(classes), std::vector<double>(classes)};
    const customers::passed rows(who);
    detail::working work(how);
    work.call(habitue_model_frequencies, of.get(), rows.c(), work.c(), result.actual.data(),
              result.expected.data(), classes);
    return result;
}

/// Expected purchases of a growing base: up to the end of each step, and within it.
struct track {
    std::vector<double> cumulative, incremental;
};

/// The track of customers by their births, in `steps` steps of length `step`.
inline track track_of(const model &of, const customers &who, double step, std::size_t steps) {
    track result = {std::vector<double>(steps), std::vector<double>(steps)};
    const customers::passed rows(who);
    call(habitue_model_track, of.get(), rows.c(), step, result.cumulative.data(),
         result.incremental.data(), steps);
    return result;
}

/// The correlation of frequency and mean spend, which models of spend assume away.
struct frequency_spend {
    std::uint64_t customers;
    habitue_correlation pearson, spearman;
};

inline frequency_spend frequency_spend_of(const customers &who) {
    frequency_spend result;
    const customers::passed rows(who);
    call(habitue_frequency_spend, rows.c(), &result.customers, &result.pearson,
         &result.spearman);
    return result;
}

/// How regular purchases are, from histories with log_intervals.
inline habitue_regularity regularity_of(const customers &who) {
    habitue_regularity result;
    const customers::passed rows(who);
    call(habitue_regularity_of_histories, rows.c(), &result);
    return result;
}

} // namespace habitue

#endif // HABITUE_JUDGING_HPP
