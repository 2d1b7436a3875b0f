// Cohort tables: customers by the period of their first purchase and the periods since then.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_COHORTS_HPP
#define HABITUE_COHORTS_HPP

#include <cstdint>
#include <vector>

#include "base.hpp"

namespace habitue {

/// The survivors of cohorts under contract, row by row: what customers::of_cohorts takes.
struct cohort_survivors {
    std::vector<std::int64_t> cohort;
    std::vector<std::uint32_t> period;
    std::vector<std::uint64_t> survivors;
};

/// A cohort table. Its matrices have a row a cohort and a column a period since its first, row by
/// row.
class cohort_table
    : public detail::owner<habitue_cohort_table, habitue_cohort_table_free> {
public:
    /// Of purchases, each with its customer and its day; `options.from` and `.until` must be given.
    cohort_table(column<std::int64_t> customer, column<std::int32_t> day,
                 const habitue_cohort_options &options)
        : cohort_table(habitue_i64(nullptr, customer.data()), customer.size(), day, options) {}
    /// The same of keys of any type.
    cohort_table(habitue_column customer, std::size_t rows, column<std::int32_t> day,
                 const habitue_cohort_options &options)
        : owner(detail::from(), habitue_cohort_table_new, customer, of_length(day, rows), rows,
                &options) {}
    /// Of counts that were drawn elsewhere: `cohorts` squared, at age 0 all customers of a cohort.
    static cohort_table of_counts(column<std::uint64_t> active, std::size_t cohorts,
                                  bool partial_last = false) {
        detail::same_length("active", active.size(), cohorts * cohorts);
        return cohort_table(detail::from(), habitue_cohort_table_of_counts, active.data(), cohorts,
                            std::int32_t{0}, std::uint8_t{0},
                            static_cast<std::uint8_t>(partial_last));
    }

    habitue_cohort_info info() const {
        habitue_cohort_info result = HABITUE_COHORT_INFO_INIT;
        call(habitue_cohort_table_inspect, get(), &result);
        return result;
    }
    /// How many cohorts there are, which is how many periods there are.
    std::size_t cohorts() const { return info().cohorts; }
    /// Active customers; 0 where it has not happened.
    std::vector<std::uint64_t> active() const {
        return cells(&habitue_cohort_columns::active, cohorts() * cohorts());
    }
    /// Their shares; NaN where it has not happened, or a cohort has no customer.
    std::vector<double> rates() const {
        return cells(&habitue_cohort_columns::rates, cohorts() * cohorts());
    }
    /// 1 where the period was observed only in part.
    std::vector<std::uint8_t> partial() const {
        return cells(&habitue_cohort_columns::partial, cohorts() * cohorts());
    }
    /// The mean over cohorts at each age; one of HABITUE_COHORT_MEAN_...
    std::vector<habitue_cohort_rate>
    curve(std::int32_t mean = HABITUE_COHORT_MEAN_POOLED) const {
        return cells(&habitue_cohort_columns::curve, cohorts(), mean);
    }
    /// Throws where customers came back, as those under contract do not.
    cohort_survivors survivors() const {
        const habitue_cohort_info shape = info();
        cohort_survivors result;
        result.cohort.resize(shape.survivor_rows);
        result.period.resize(shape.survivor_rows);
        result.survivors.resize(shape.survivor_rows);
        habitue_cohort_columns columns = HABITUE_COHORT_COLUMNS_INIT;
        columns.cohorts = shape.cohorts;
        columns.survivor_rows = shape.survivor_rows;
        columns.cohort = result.cohort.data();
        columns.period = result.period.data();
        columns.survivors = result.survivors.data();
        call(habitue_cohort_table_read, get(), &columns);
        return result;
    }
    /// Adds a table of other customers over the same window.
    void merge(const cohort_table &other) { call(habitue_cohort_table_merge, get(), other.get()); }

private:
    using owner::owner;

    static const std::int32_t *of_length(column<std::int32_t> day, std::size_t rows) {
        detail::same_length("day", day.size(), rows);
        return day.data();
    }
    template <class T>
    std::vector<T> cells(T *habitue_cohort_columns::*which, std::size_t count,
                         std::int32_t mean = HABITUE_COHORT_MEAN_POOLED) const {
        std::vector<T> result(count);
        habitue_cohort_columns columns = HABITUE_COHORT_COLUMNS_INIT;
        columns.mean = mean;
        columns.cohorts = cohorts();
        columns.*which = result.data();
        call(habitue_cohort_table_read, get(), &columns);
        return result;
    }
};

} // namespace habitue

#endif // HABITUE_COHORTS_HPP
