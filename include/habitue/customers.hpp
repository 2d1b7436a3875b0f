// The customers of every call about models, as columns.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_CUSTOMERS_HPP
#define HABITUE_CUSTOMERS_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "base.hpp"

namespace habitue {

/// What a covariate or its coefficient acts on.
enum class role : std::int32_t {
    purchase = HABITUE_COVARIATE_PURCHASE,
    attrition = HABITUE_COVARIATE_ATTRITION,
    /// b of the models with a beta law of attrition: of coefficients, not of columns.
    attrition_b = HABITUE_COVARIATE_ATTRITION_B,
    spend = HABITUE_COVARIATE_SPEND,
};

/// A unit of time.
enum class unit : std::int32_t {
    hour = HABITUE_UNIT_HOUR,
    day = HABITUE_UNIT_DAY,
    week = HABITUE_UNIT_WEEK,
    month = HABITUE_UNIT_MONTH,
    quarter = HABITUE_UNIT_QUARTER,
    year = HABITUE_UNIT_YEAR,
};

/// Columns of equal length, one entry a customer, of which it owns none: they must live until
/// the call that gets the customers is over, so that a temporary vector does not compile. What
/// a call reads, its comment in habitue.h says; a column that is given and not read is refused.
class customers {
public:
    customers() noexcept {}
    /// So many customers of whom nothing is known yet.
    explicit customers(std::size_t rows) noexcept : sized_(true) { c_.rows = rows; }

    /// Histories: the number of repeat purchases, the time of the last one counted from the
    /// first purchase, and for how long the customer has been watched.
    static customers of_histories(lasting<std::uint32_t> frequency, lasting<double> recency,
                                  lasting<double> age) {
        return customers().frequency(frequency).recency(recency).age(age);
    }
    /// Spending: the number of purchases, and what was spent per purchase on average.
    static customers of_spending(lasting<std::uint32_t> frequency, lasting<double> mean_spend) {
        return customers().frequency(frequency).mean_spend(mean_spend);
    }
    /// Contracts: renewals made so far.
    static customers of_renewals(lasting<std::uint32_t> renewals) {
        return customers().renewals(renewals);
    }
    /// Contracts, for fits: renewals, or the number of the renewal at which the customer `left`.
    static customers of_tenures(lasting<std::uint32_t> renewals, lasting<std::uint8_t> left) {
        return customers().renewals(renewals).left(left);
    }
    /// Contracts, for fits, a row for each cohort and period: how many customers were left.
    static customers of_cohorts(lasting<std::int64_t> cohort, lasting<std::uint32_t> period,
                                lasting<std::uint64_t> survivors) {
        return customers().cohort(cohort).period(period).survivors(survivors);
    }
    /// New customers, to be drawn: for how long each is watched.
    static customers of_ages(lasting<double> age) { return customers().age(age); }
    /// A growing base: when each made the first purchase.
    static customers of_births(lasting<double> born) { return customers().born(born); }

    /// How many customers each row stands for.
    customers &weights(lasting<double> values) { return set("weights", c_.weights, values); }
    customers &frequency(lasting<std::uint32_t> values) {
        return set("frequency", c_.frequency, values);
    }
    customers &recency(lasting<double> values) { return set("recency", c_.recency, values); }
    customers &age(lasting<double> values) { return set("age", c_.age, values); }
    customers &log_intervals(lasting<double> values) {
        return set("log_intervals", c_.log_intervals, values);
    }
    /// The number of purchases behind mean_spend, where it is not the frequency.
    customers &spend_frequency(lasting<std::uint32_t> values) {
        return set("spend_frequency", c_.spend_frequency, values);
    }
    customers &mean_spend(lasting<double> values) {
        return set("mean_spend", c_.mean_spend, values);
    }
    customers &mean_log_spend(lasting<double> values) {
        return set("mean_log_spend", c_.mean_log_spend, values);
    }
    customers &expected_spend(lasting<double> values) {
        return set("expected_spend", c_.expected_spend, values);
    }
    customers &margin_rate(lasting<double> values) {
        return set("margin_rate", c_.margin_rate, values);
    }
    customers &renewals(lasting<std::uint32_t> values) {
        return set("renewals", c_.renewals, values);
    }
    customers &left(lasting<std::uint8_t> values) { return set("left", c_.left, values); }
    customers &cohort(lasting<std::int64_t> values) { return set("cohort", c_.cohort, values); }
    customers &period(lasting<std::uint32_t> values) { return set("period", c_.period, values); }
    customers &survivors(lasting<std::uint64_t> values) {
        return set("survivors", c_.survivors, values);
    }
    customers &born(lasting<double> values) { return set("born", c_.born, values); }
    /// A customer's own `to` of the question, which is ask::own_horizons then.
    customers &horizons(lasting<double> values) { return set("horizons", c_.horizons, values); }
    /// A covariate; `shared` where its coefficient is the same in purchase and in attrition.
    customers &covariate(text name, role acts_on, lasting<double> values, bool shared = false) {
        const double *slot = nullptr;
        set("covariate", slot, values);
        covariates_.push_back({name.string(), slot, static_cast<std::int32_t>(acts_on),
                               static_cast<std::uint32_t>(shared)});
        return *this;
    }
    /// The unit of the times; a model in another one is refused.
    customers &in(unit of_time) {
        c_.unit = static_cast<std::int32_t>(of_time);
        return *this;
    }

    std::size_t size() const noexcept { return c_.rows; }

    /// The structure of habitue.h, for as long as this value and its columns live.
    class passed {
    public:
        explicit passed(const customers &from) : c_(from.c_) {
            for (const known &one : from.covariates_) {
                const habitue_covariate made = {text(one.name).c(), one.values, one.role,
                                                one.shared};
                covariates_.push_back(made);
            }
            c_.covariates = covariates_.data();
            c_.covariate_count = static_cast<std::uint32_t>(covariates_.size());
        }
        explicit passed(customers &&) = delete;
        passed(const passed &) = delete;
        passed &operator=(const passed &) = delete;
        const habitue_customers *c() const noexcept { return &c_; }

    private:
        habitue_customers c_;
        std::vector<habitue_covariate> covariates_;
    };

private:
    struct known {
        std::string name;
        const double *values;
        std::int32_t role;
        std::uint32_t shared;
    };

    template <class T>
    customers &set(const char *name, const T *&slot, const lasting<T> &values) {
        if (sized_) {
            detail::same_length(name, values.size(), c_.rows);
        }
        sized_ = true;
        c_.rows = values.size();
        slot = values.data();
        return *this;
    }

    habitue_customers c_ = HABITUE_CUSTOMERS_INIT;
    std::vector<known> covariates_;
    bool sized_ = false;
};

} // namespace habitue

#endif // HABITUE_CUSTOMERS_HPP
