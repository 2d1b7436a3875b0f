// What every part of the C++ layer stands on: errors, columns, text, owners and jobs.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_BASE_HPP
#define HABITUE_BASE_HPP

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
#if __cplusplus >= 201703L
#include <string_view>
#endif
#if __cplusplus >= 202002L
#include <ranges>
#include <span>
#endif

#include "../habitue.h"

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
    /// Whether the caller stopped the call.
    bool cancelled() const noexcept { return code_ == HABITUE_CANCELLED; }

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
#if __cplusplus >= 202002L
    operator std::span<const T>() const noexcept { return {data_, size_}; }
#endif

private:
    const T *data_;
    std::size_t size_;
};

/// A column that is looked at later, by the call that gets the structure it is put in: it
/// must live until then, so a temporary container is refused when the program is compiled.
template <class T> class lasting {
    template <class Container>
    using borrowed = std::integral_constant<bool, std::is_lvalue_reference<Container>::value
#if __cplusplus >= 202002L
                                                      || std::ranges::borrowed_range<Container>
#endif
                                            >;

public:
    template <class Column,
              class = typename std::enable_if<std::is_same<Column, column<T>>::value>::type>
    explicit lasting(Column values) noexcept : values_(values) {}
    lasting(const T *data, std::size_t size) noexcept : values_(data, size) {}
    template <class Container,
              class = typename std::enable_if<borrowed<Container>::value>::type,
              class = typename std::enable_if<std::is_convertible<
                  typename std::remove_reference<Container>::type &, column<T>>::value>::type>
    lasting(Container &&values) noexcept : values_(values) {}

    /// Never NULL: an empty column is one that is given.
    const T *data() const noexcept {
        static const T nothing = T();
        return values_.data() != nullptr ? values_.data() : &nothing;
    }
    std::size_t size() const noexcept { return values_.size(); }

private:
    column<T> values_;
};

/// UTF-8 text to read, from a string or a literal. It owns nothing.
class text {
public:
    text() noexcept : data_(nullptr), size_(0) {}
    text(const char *characters)
        : data_(characters), size_(std::char_traits<char>::length(characters)) {}
    text(const std::string &string) noexcept : data_(string.data()), size_(string.size()) {}
#if __cplusplus >= 201703L
    text(std::string_view view) noexcept : data_(view.data()), size_(view.size()) {}
#endif
    text(const char *characters, std::size_t size) noexcept : data_(characters), size_(size) {}

    const std::uint8_t *data() const noexcept {
        return reinterpret_cast<const std::uint8_t *>(data_);
    }
    std::size_t size() const noexcept { return size_; }
    /// As the functions of habitue.h take it.
    habitue_text c() const noexcept {
        const habitue_text made = {data_, size_};
        return made;
    }
    std::string string() const { return std::string(data_, size_); }

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
    /// Gives the handle away: from now on the caller frees it.
    T *release() noexcept { return handle_.release(); }

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

template <class Byte = std::uint8_t, class Function, class... Arguments>
std::string fetched_text(Function function, Arguments... arguments) {
    const std::vector<Byte> bytes = fetched<Byte>(function, arguments...);
    return std::string(bytes.begin(), bytes.end());
}

/// A handle as bytes; the member of habitue_state says of which kind, and has its type.
template <class T>
std::vector<std::uint8_t> bytes_of(const T *habitue_state::*kind, const T *handle) {
    habitue_state state = HABITUE_STATE_INIT;
    state.*kind = handle;
    const habitue_state *const given = &state;
    return fetched<std::uint8_t>(habitue_state_to_bytes, given);
}

/// The handle of such bytes; those of another kind are refused.
template <class T> T *opened(T **habitue_opened_state::*kind, column<std::uint8_t> bytes) {
    T *made = nullptr;
    habitue_opened_state places = HABITUE_OPENED_STATE_INIT;
    places.*kind = &made;
    call(habitue_state_from_bytes, bytes.data(), bytes.size(), &places);
    return made;
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

/// A token that cancels any number of jobs, from any thread.
class cancel : public detail::owner<habitue_cancel, habitue_cancel_free> {
public:
    cancel() : owner(detail::from(), habitue_cancel_new) {}
    /// Ends the jobs that hold the token: their calls throw an error that is cancelled().
    void trip() const noexcept { habitue_cancel_trip(get()); }
};

/// How a call is worked, said the same way everywhere. The answer has the same bits for any.
struct job {
    /// Threads that share the work; 0 for all cores.
    std::uint32_t threads = 1;
    /// Hears how far the call has come, and may end it; may be empty.
    progress heard;
    /// Ends the call once it is tripped; must live as long as the call, may be NULL.
    const cancel *token = nullptr;
};

namespace detail {

/// A job for C.
class working {
public:
    explicit working(const job &how) : listener_(how.heard) {
        c_.threads = how.threads;
        c_.progress = listener_.callback();
        c_.context = how.heard ? &listener_ : nullptr;
        c_.cancel = how.token != nullptr ? how.token->get() : nullptr;
    }
    working(const working &) = delete;
    working &operator=(const working &) = delete;

    const habitue_job *c() const noexcept { return &c_; }

    /// Calls a function to which c() is passed; what the listener threw is thrown.
    template <class Function, class... Arguments>
    void call(Function function, Arguments &&...arguments) {
        listener_.during([&] { habitue::call(function, std::forward<Arguments>(arguments)...); });
    }
    /// The handle that such a function makes.
    template <class T, class Function, class... Arguments>
    T *make(Function function, Arguments &&...arguments) {
        T *made = nullptr;
        call(function, std::forward<Arguments>(arguments)..., &made);
        return made;
    }

private:
    listener listener_;
    habitue_job c_ = HABITUE_JOB_INIT;
};

} // namespace detail

} // namespace habitue

#endif // HABITUE_BASE_HPP
