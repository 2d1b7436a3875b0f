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

namespace habitue {

/// Several models of purchases of the same customers in one table.
class comparison : public detail::owner<habitue_comparison, habitue_comparison_free> {
public:
    /// Fits a model of each of the kinds, HABITUE_MODEL_...
    comparison(column<std::int32_t> kinds, const customers &who,
               const fit_options &options = fit_options(), const job &how = job())
        : owner(made(kinds, who, options, how)) {}

    /// Judges each model by `actual`, what each customer bought in (T, T + to].
    void judge(const customers &who, column<double> actual, double to, const job &how = job()) {
        const customers::passed rows(who);
        detail::working work(how);
        work.call(habitue_comparison_judge, get(), rows.c(), actual.data(), actual.size(), to,
                  work.c());
    }
    /// The models in the order of the kinds.
    std::vector<habitue_compared_model> rows() const {
        return detail::fetched<habitue_compared_model>(habitue_comparison_rows, get());
    }
    /// The tests of all pairs of which one is a special case of the other.
    std::vector<habitue_nested_test> tests() const {
        return detail::fetched<habitue_nested_test>(habitue_comparison_tests, get());
    }
    /// The fitted model of a row.
    habitue::model model(std::size_t row) const {
        return habitue::model(detail::from(), habitue_comparison_model, get(), row);
    }
    /// Why the model of a row could not be fitted; empty where it was.
    std::string reason(std::size_t row) const {
        return detail::fetched_text(habitue_comparison_reason, get(), row);
    }

private:
    static habitue_comparison *made(column<std::int32_t> kinds, const customers &who,
                                    const fit_options &options, const job &how) {
        const customers::passed rows(who);
        const fit_options::passed chosen(options);
        detail::working work(how);
        return work.make<habitue_comparison>(habitue_comparison_new, kinds.data(), kinds.size(),
                                             rows.c(), chosen.c(), work.c());
    }
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
