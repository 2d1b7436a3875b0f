// habitue for C++11 and later: the C header with owners, columns and exceptions.
// Licence: MIT OR Apache-2.0.
//
// Header-only. Every figure is computed by the C functions of habitue.h, whose
// comments are the reference manual; this file only owns handles (move-only, freed
// by their destructor), takes columns from any contiguous container, returns
// vectors, and throws habitue::error where a C function returns a status.
//
//     habitue::pyramid pyramid = habitue::pyramid::preset(HABITUE_PYRAMID_CURRY);
//     habitue::tiers tiers = pyramid.assign(lifetime_values);   // std::vector<double>
//
// A function without a member here is called through habitue::call, which adds
// the error argument and throws:
//
//     double low, high;
//     habitue::call(habitue_proportion_interval, &hits, &n, 1,
//                   HABITUE_INTERVAL_WILSON, 0.95, &low, &high);
//
// Threads, and which arguments may be absent: as in habitue.h.

#ifndef HABITUE_HPP
#define HABITUE_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "habitue.h"

namespace habitue {

/// The short English name of a status.
inline const char *status_name(habitue_status status) noexcept {
    const char *name = habitue_name(HABITUE_LIST_STATUSES, status, HABITUE_ENGLISH);
    return name ? name : "unknown status";
}

/// A call that failed: the sentence of the library in what(), and where.
class error : public std::runtime_error {
public:
    explicit error(const habitue_error &details)
        : std::runtime_error(details.message[0] ? details.message
                                                : status_name(details.code)),
          code_(details.code), row_(details.row), column_(details.column) {}

    /// The status, one of HABITUE_...
    habitue_status code() const noexcept { return code_; }
    /// Its short name.
    const char *kind() const noexcept { return status_name(code_); }
    /// The row that it speaks of, counted from 0 (a line of text: from 1), or -1.
    std::int64_t row() const noexcept { return row_; }
    /// The column or argument that it speaks of, or empty.
    const std::string &column() const noexcept { return column_; }

private:
    habitue_status code_;
    std::int64_t row_;
    std::string column_;
};

/// Calls a function of habitue.h that ends with an error argument; throws error.
template <class Function, class... Arguments>
void call(Function function, Arguments &&...arguments) {
    habitue_error details = HABITUE_ERROR_INIT;
    const habitue_status status = function(std::forward<Arguments>(arguments)..., &details);
    if (status != HABITUE_OK) {
        details.code = status;
        throw error(details);
    }
}

/// Values to read: any contiguous container (std::vector, std::array, std::span),
/// an array, or a pointer and a length. It owns nothing.
template <class T> class column {
public:
    column() noexcept : data_(nullptr), size_(0) {}
    column(const T *data, std::size_t size) noexcept : data_(data), size_(size) {}
    template <std::size_t N> column(const T (&values)[N]) noexcept : data_(values), size_(N) {}
    template <class Container,
              class = typename std::enable_if<std::is_convertible<
                  decltype(std::declval<const Container &>().data()), const T *>::value>::type>
    column(const Container &values) noexcept : data_(values.data()), size_(values.size()) {}

    const T *data() const noexcept { return data_; }
    std::size_t size() const noexcept { return size_; }

private:
    const T *data_;
    std::size_t size_;
};

/// UTF-8 text to read, from a string or a literal. It owns nothing.
class text {
public:
    text() noexcept : data_(nullptr), size_(0) {}
    text(const char *characters)
        : data_(characters), size_(std::char_traits<char>::length(characters)) {}
    text(const std::string &string) noexcept : data_(string.data()), size_(string.size()) {}
    text(const char *characters, std::size_t size) noexcept : data_(characters), size_(size) {}

    const std::uint8_t *data() const noexcept {
        return reinterpret_cast<const std::uint8_t *>(data_);
    }
    std::size_t size() const noexcept { return size_; }

private:
    const char *data_;
    std::size_t size_;
};

namespace detail {

template <class T, void (*Free)(T *)> struct freed {
    void operator()(T *handle) const noexcept { Free(handle); }
};

/// Marks the constructor that takes the handle from a C function.
struct from {};

/// What every class that owns a handle has in common.
template <class T, void (*Free)(T *)> class owner {
public:
    /// The handle, for the functions of habitue.h; it stays owned.
    T *get() const noexcept { return handle_.get(); }

protected:
    template <class Function, class... Arguments>
    owner(from, Function function, Arguments &&...arguments) {
        T *made = nullptr;
        call(function, std::forward<Arguments>(arguments)..., &made);
        handle_.reset(made);
    }

    explicit owner(T *handle) noexcept : handle_(handle) {}

    std::unique_ptr<T, freed<T, Free>> handle_;
};

/// Columns of one call must be equally long.
inline void same_length(const char *name, std::size_t found, std::size_t expected) {
    if (found != expected) {
        habitue_error details = HABITUE_ERROR_INIT;
        details.code = HABITUE_BAD_LENGTH;
        const std::string said = std::string(name) + " has " + std::to_string(found) +
                                 " entries, but " + std::to_string(expected) + " are needed";
        std::string(name).copy(details.column, sizeof details.column - 1);
        said.copy(details.message, sizeof details.message - 1);
        throw error(details);
    }
}

/// A result of unknown length: asked for, then fetched.
template <class T, class Function, class... Arguments>
std::vector<T> fetched(Function function, Arguments... arguments) {
    std::size_t needed = 0;
    call(function, arguments..., static_cast<T *>(nullptr), std::size_t{0}, &needed);
    std::vector<T> result(needed);
    if (needed != 0) {
        call(function, arguments..., result.data(), result.size(), &needed);
    }
    return result;
}

template <class Function, class... Arguments>
std::string fetched_text(Function function, Arguments... arguments) {
    const std::vector<std::uint8_t> bytes = fetched<std::uint8_t>(function, arguments...);
    return std::string(bytes.begin(), bytes.end());
}

} // namespace detail

/// The version of the loaded library.
inline std::string version() { return habitue_version_string(); }

/// Throws unless the loaded library serves programs built with this header.
inline void check_abi() { call(habitue_check_abi, std::uint32_t{HABITUE_ABI_VERSION}); }

/// Hears how far a long call has come, and may stop it by answering false. What it
/// throws ends the call and is thrown again from it.
using progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

namespace detail {

/// A progress for C: no exception passes through the library.
struct listener {
    explicit listener(const progress &heard) : heard_(heard) {}

    habitue_progress callback() const { return heard_ ? &listener::hear : nullptr; }

    template <class Call> void during(Call make) {
        try {
            make();
        } catch (const error &) {
            if (thrown_) {
                std::rethrow_exception(thrown_);
            }
            throw;
        }
    }

private:
    static std::int32_t hear(void *context, std::uint64_t done, std::uint64_t total) {
        listener &self = *static_cast<listener *>(context);
        try {
            return self.heard_(done, total) ? 0 : 1;
        } catch (...) {
            self.thrown_ = std::current_exception();
            return 1;
        }
    }

    const progress &heard_;
    std::exception_ptr thrown_;
};

} // namespace detail

/// What is known of the customers of a window, as columns.
class table : public detail::owner<habitue_table, habitue_table_free> {
public:
    std::size_t size() const {
        std::size_t customers = 0, key_bytes = 0;
        std::uint8_t text_keys = 0;
        call(habitue_table_shape, get(), &customers, &text_keys, &key_bytes);
        return customers;
    }
    /// x, the repeat occasions of the calibration.
    std::vector<std::uint32_t> x() const { return history<std::uint32_t>(0); }
    /// t_x, from the first occasion to the last, in the unit of the window.
    std::vector<double> t_x() const { return history<double>(1); }
    /// T, from the first occasion to the end of the calibration.
    std::vector<double> t() const { return history<double>(2); }
    /// Occasions of the holdout.
    std::vector<std::uint32_t> holdout_x() const { return history<std::uint32_t>(3); }
    /// Spend of the repeat occasions, in minor units.
    std::vector<std::int64_t> repeat_spend() const { return spend(1); }
    /// Spend of all occasions of the calibration, in minor units.
    std::vector<std::int64_t> total_spend() const { return spend(2); }
    /// The mean amount of the repeat occasions, in units of the currency.
    std::vector<double> mean_repeat_spend() const {
        std::vector<double> result(size());
        call(habitue_table_mean_repeat_spend, get(), result.data(), result.size());
        return result;
    }
    /// Integer keys, ascending.
    std::vector<std::int64_t> keys() const {
        std::vector<std::int64_t> result(size());
        call(habitue_table_keys, get(), result.data(), result.size());
        return result;
    }
    /// What became of every transaction.
    habitue_audit audit() const {
        habitue_audit result;
        call(habitue_table_audit, get(), &result);
        return result;
    }

private:
    friend class summary;
    using owner::owner;
    template <class T> std::vector<T> history(int place) const {
        std::vector<T> result(size());
        void *columns[4] = {nullptr, nullptr, nullptr, nullptr};
        columns[place] = result.data();
        call(habitue_table_history, get(), static_cast<std::uint32_t *>(columns[0]),
             static_cast<double *>(columns[1]), static_cast<double *>(columns[2]),
             static_cast<std::uint32_t *>(columns[3]), result.size());
        return result;
    }
    std::vector<std::int64_t> spend(int place) const {
        std::vector<std::int64_t> result(size());
        std::int64_t *columns[4] = {nullptr, nullptr, nullptr, nullptr};
        columns[place] = result.data();
        call(habitue_table_spend, get(), columns[0], columns[1], columns[2], columns[3],
             result.size());
        return result;
    }
};

/// Rows of a file that were refused.
class rejections : public detail::owner<habitue_rejections, habitue_rejections_free> {
public:
    std::uint64_t rows() const { return counts().first; }
    std::uint64_t rejected() const { return counts().second; }
    /// The rejected rows that were kept in full, as the errors that they are.
    std::vector<error> examples() const {
        std::size_t kept = 0;
        counts(&kept);
        std::vector<error> result;
        for (std::size_t index = 0; index < kept; index += 1) {
            habitue_error details = HABITUE_ERROR_INIT;
            call(habitue_rejections_example, get(), index, &details);
            result.emplace_back(details);
        }
        return result;
    }

private:
    friend class summary;
    using owner::owner;
    std::pair<std::uint64_t, std::uint64_t> counts(std::size_t *kept = nullptr) const {
        std::pair<std::uint64_t, std::uint64_t> result;
        std::size_t here = 0;
        call(habitue_rejections_counts, get(), &result.first, &result.second,
             kept ? kept : &here);
        return result;
    }
};

/// Transactions summed up by customer and day: grows, merges, and makes tables.
class summary : public detail::owner<habitue_summary, habitue_summary_free> {
public:
    explicit summary(const habitue_rules &rules = HABITUE_RULES_INIT)
        : owner(detail::from(), habitue_summary_new, &rules) {}
    /// Amounts in one currency, such as "USD"; `refunds` is one of HABITUE_REFUNDS_...
    static summary of_money(const char (&currency)[4],
                            std::int32_t refunds = HABITUE_REFUNDS_REFUSE) {
        habitue_rules rules = HABITUE_RULES_INIT;
        std::copy(currency, currency + 4, rules.currency);
        rules.refunds = refunds;
        return summary(rules);
    }

    /// Takes in transactions; `transactions` starts from HABITUE_TRANSACTIONS_INIT.
    void push(const habitue_transactions &transactions) {
        call(habitue_summary_push, get(), &transactions);
    }
    /// Takes in a CSV file from memory; `format` starts from HABITUE_CSV_FORMAT_INIT,
    /// and the columns have these names.
    rejections read_csv(text csv, text customer, text date, text amount = text(),
                        habitue_csv_format format = HABITUE_CSV_FORMAT_INIT,
                        const progress &heard = progress()) {
        format.customer = customer.data();
        format.customer_length = customer.size();
        format.date = date.data();
        format.date_length = date.size();
        format.amount = amount.data();
        format.amount_length = amount.size();
        habitue_rejections *refused = nullptr;
        detail::listener listener(heard);
        listener.during([&] {
            call(habitue_summary_read_csv, get(), csv.data(), csv.size(), &format,
                 listener.callback(), static_cast<void *>(&listener), &refused);
        });
        return rejections(refused);
    }
    void merge(const summary &other) { call(habitue_summary_merge, get(), other.get()); }
    /// The table of a window, which starts from HABITUE_WINDOW_INIT.
    table table_of(const habitue_window &window = HABITUE_WINDOW_INIT) const {
        return table(detail::from(), habitue_summary_table, get(), &window);
    }
};

/// A model of purchases and attrition.
class model : public detail::owner<habitue_model, habitue_model_free> {
public:
    /// `kind` is one of HABITUE_MODEL_..., which names the parameters.
    model(std::int32_t kind, column<double> parameters)
        : owner(detail::from(), habitue_model_new, kind, parameters.data(), parameters.size()) {}
    /// Fits by maximum likelihood.
    static model fit(std::int32_t kind, column<std::uint32_t> frequency, column<double> recency,
                     column<double> age,
                     const habitue_fit_options &options = HABITUE_FIT_OPTIONS_INIT,
                     const progress &heard = progress()) {
        detail::same_length("recency", recency.size(), frequency.size());
        detail::same_length("age", age.size(), frequency.size());
        habitue_model *fitted = nullptr;
        detail::listener listener(heard);
        listener.during([&] {
            call(habitue_model_fit, kind, frequency.data(), recency.data(), age.data(), nullptr, nullptr,
                 frequency.size(), &options, listener.callback(), static_cast<void *>(&listener),
                 &fitted);
        });
        return model(fitted);
    }
    static model from_bytes(column<std::uint8_t> bytes) {
        return model(detail::from(), habitue_model_from_bytes, bytes.data(), bytes.size());
    }

    std::vector<std::uint8_t> to_bytes() const {
        return detail::fetched<std::uint8_t>(habitue_model_to_bytes, get());
    }
    std::vector<double> parameters() const {
        return detail::fetched<double>(habitue_model_parameters, get());
    }
    std::vector<double> standard_errors() const {
        return detail::fetched<double>(habitue_model_standard_errors, get());
    }
    habitue_fit_report report() const {
        habitue_fit_report result;
        call(habitue_model_report, get(), &result);
        return result;
    }

    /// `prediction` is one of HABITUE_PREDICT_..., which says what of `t`, `level`
    /// and `n` it reads.
    std::vector<double> predict(std::int32_t prediction, double t, column<std::uint32_t> frequency,
                                column<double> recency, column<double> age, double level = 0.5,
                                std::uint64_t n = 0, std::uint32_t threads = 1) const {
        detail::same_length("recency", recency.size(), frequency.size());
        detail::same_length("age", age.size(), frequency.size());
        std::vector<double> result(frequency.size());
        call(habitue_model_predict, get(), prediction, t, level, n, frequency.data(),
             recency.data(), age.data(), frequency.size(), threads, result.data());
        return result;
    }
    /// The same for purchases in (T + start, T + end].
    std::vector<double> predict_between(std::int32_t prediction, double start, double end,
                                        column<std::uint32_t> frequency, column<double> recency,
                                        column<double> age, double level = 0.5,
                                        std::uint64_t n = 0, std::uint32_t threads = 1) const {
        detail::same_length("recency", recency.size(), frequency.size());
        detail::same_length("age", age.size(), frequency.size());
        std::vector<double> result(frequency.size());
        call(habitue_model_predict_between, get(), prediction, start, end, level, n,
             frequency.data(), recency.data(), age.data(), frequency.size(), threads,
             result.data());
        return result;
    }
    /// Expected purchases within `horizon`, discounted at the continuous `rate`,
    /// times spend and margin.
    std::vector<double> lifetime_value(double horizon, double rate, double margin,
                                       column<std::uint32_t> frequency, column<double> recency,
                                       column<double> age, column<double> expected_spend,
                                       std::uint32_t threads = 1) const {
        detail::same_length("recency", recency.size(), frequency.size());
        detail::same_length("age", age.size(), frequency.size());
        detail::same_length("expected_spend", expected_spend.size(), frequency.size());
        std::vector<double> result(frequency.size());
        call(habitue_model_lifetime_value, get(), horizon, rate, margin, frequency.data(),
             recency.data(), age.data(), expected_spend.data(), frequency.size(), threads,
             result.data());
        return result;
    }

private:
    using owner::owner;
};

/// A model of what customers spend when they buy.
class spend_model : public detail::owner<habitue_spend_model, habitue_spend_model_free> {
public:
    /// `kind` is one of HABITUE_SPEND_..., which names the parameters.
    spend_model(std::int32_t kind, column<double> parameters)
        : owner(detail::from(), habitue_spend_model_new, kind, parameters.data(),
                parameters.size()) {}
    /// Fits by maximum likelihood; rows with frequency 0 are passed over.
    static spend_model fit(std::int32_t kind, column<std::uint32_t> frequency,
                           column<double> mean_spend,
                           const habitue_fit_options &options = HABITUE_FIT_OPTIONS_INIT,
                           const progress &heard = progress()) {
        detail::same_length("mean_spend", mean_spend.size(), frequency.size());
        habitue_spend_model *fitted = nullptr;
        detail::listener listener(heard);
        listener.during([&] {
            call(habitue_spend_model_fit, kind, frequency.data(), mean_spend.data(), nullptr,
                 frequency.size(), &options, listener.callback(), static_cast<void *>(&listener),
                 &fitted);
        });
        return spend_model(fitted);
    }
    static spend_model from_bytes(column<std::uint8_t> bytes) {
        return spend_model(detail::from(), habitue_spend_model_from_bytes, bytes.data(),
                           bytes.size());
    }

    std::vector<std::uint8_t> to_bytes() const {
        return detail::fetched<std::uint8_t>(habitue_spend_model_to_bytes, get());
    }
    std::vector<double> parameters() const {
        return detail::fetched<double>(habitue_spend_model_parameters, get());
    }
    std::vector<double> standard_errors() const {
        return detail::fetched<double>(habitue_spend_model_standard_errors, get());
    }
    habitue_fit_report report() const {
        habitue_fit_report result;
        call(habitue_spend_model_report, get(), &result);
        return result;
    }
    /// Expected spend per purchase; the population's mean where frequency is 0.
    std::vector<double> expected_spend(column<std::uint32_t> frequency,
                                       column<double> mean_spend) const {
        detail::same_length("mean_spend", mean_spend.size(), frequency.size());
        std::vector<double> result(frequency.size());
        call(habitue_spend_model_expected_spend, get(), frequency.data(), mean_spend.data(),
             frequency.size(), result.data());
        return result;
    }

private:
    using owner::owner;
};

/// How unequally value is spread over customers.
class concentration
    : public detail::owner<habitue_concentration, habitue_concentration_free> {
public:
    explicit concentration(column<double> values)
        : owner(detail::from(), habitue_concentration_new, values.data(), values.size()) {}
    /// Over exact minor units (cents) of one currency.
    explicit concentration(column<std::int64_t> values)
        : owner(detail::from(), habitue_concentration_new_minor, values.data(), values.size()) {}

    /// The share of the net total that the best `customers` (0..=1) hold.
    double share_of_top(double customers) const {
        double share = 0;
        call(habitue_concentration_share_of_top, get(), &customers, std::size_t{1}, &share);
        return share;
    }
    /// The smallest share of customers who hold at least `value` (0..=1).
    double top_share_giving(double value) const {
        double share = 0;
        call(habitue_concentration_top_share_giving, get(), &value, std::size_t{1}, &share);
        return share;
    }
    /// One of HABITUE_GINI_...
    double gini(std::int32_t kind = HABITUE_GINI_BIASED) const {
        double result = 0;
        call(habitue_concentration_gini, get(), kind, &result);
        return result;
    }
};

/// Which tier each customer stands in, 1 the top, and what each tier holds.
template <class Statistics> struct assignment {
    std::vector<std::int32_t> tier;
    std::vector<Statistics> statistics;
};
using tiers = assignment<habitue_tier>;
using tiers_minor = assignment<habitue_tier_minor>;

/// A value pyramid.
class pyramid : public detail::owner<habitue_pyramid, habitue_pyramid_free> {
public:
    /// One of HABITUE_PYRAMID_...
    static pyramid preset(std::int32_t which) { return pyramid(detail::from(), habitue_pyramid_preset, which); }
    /// Tiers from the top down in the ratio of `parts`.
    explicit pyramid(column<double> parts, std::int32_t by = HABITUE_BY_CUSTOMERS,
                     std::int32_t ties = HABITUE_TIES_UPPER,
                     std::int32_t boundary = HABITUE_BOUNDARY_UPPER)
        : owner(detail::from(), habitue_pyramid_new, parts.data(), parts.size(), by, ties, boundary) {}

    std::size_t size() const { return habitue_pyramid_tiers(get()); }
    /// The English name of tier `number`, counted from 1 at the top.
    std::string name(std::size_t number) const {
        return detail::fetched_text(habitue_pyramid_tier_name, get(), number);
    }
    /// Its Chinese name.
    std::string name_zh(std::size_t number) const {
        return detail::fetched_text(habitue_pyramid_tier_name_zh, get(), number);
    }
    tiers assign(column<double> values) const {
        tiers result{std::vector<std::int32_t>(values.size()), std::vector<habitue_tier>(size())};
        call(habitue_pyramid_assign, get(), values.data(), values.size(), result.tier.data(),
             result.statistics.data(), result.statistics.size());
        return result;
    }
    /// Over exact minor units (cents) of one currency.
    tiers_minor assign(column<std::int64_t> values) const {
        tiers_minor result{std::vector<std::int32_t>(values.size()),
                           std::vector<habitue_tier_minor>(size())};
        call(habitue_pyramid_assign_minor, get(), values.data(), values.size(),
             result.tier.data(), result.statistics.data(), result.statistics.size());
        return result;
    }

private:
    using owner::owner;
};

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
class answers : public detail::owner<habitue_answers, habitue_answers_free> {
public:
    /// Answers column by column, NaN where missing.
    answers(const questionnaire &questions, column<double> matrix, std::size_t respondents,
            column<double> weights = column<double>(),
            std::int32_t out_of_scale = HABITUE_OUT_OF_SCALE_REFUSE)
        : owner(detail::from(), habitue_answers_new, questions.get(), matrix.data(), matrix.size(), respondents,
                HABITUE_COLUMN_MAJOR, weights.data(), out_of_scale) {}
    /// Answers in CSV text with a header.
    static answers read_csv(const questionnaire &questions, text csv, text key = text(),
                            text weight = text(), char delimiter = ',',
                            std::int32_t out_of_scale = HABITUE_OUT_OF_SCALE_REFUSE) {
        return answers(detail::from(), habitue_answers_read_csv, questions.get(), csv.data(), csv.size(),
                       key.data(), key.size(), weight.data(), weight.size(),
                       static_cast<std::uint8_t>(delimiter), out_of_scale);
    }

    std::size_t respondents() const { return shape().first; }
    std::size_t questions() const { return shape().second; }
    /// The answers to question `question`, counted from 0; NaN where missing.
    std::vector<double> column_of(std::size_t question) const {
        std::vector<double> result(respondents());
        call(habitue_answers_column, get(), question, result.data(), result.size());
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
        call(habitue_answers_shape, get(), &result.first, &result.second);
        return result;
    }
};

} // namespace habitue

#endif // HABITUE_HPP
