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

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "habitue.h"

namespace habitue {

/// A call that failed: the sentence of the library in what(), and where.
class error : public std::runtime_error {
public:
    explicit error(const habitue_error &details)
        : std::runtime_error(details.message[0] ? details.message
                                                : habitue_status_name(details.code)),
          code_(details.code), row_(details.row), column_(details.column) {}

    /// The status, one of HABITUE_...
    habitue_status code() const noexcept { return code_; }
    /// Its short name.
    const char *kind() const noexcept { return habitue_status_name(code_); }
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
