// Models of any kind: of purchases, of spend, of contracts; plain or with covariates.
// Licence: MIT OR Apache-2.0. Included by habitue.hpp.

#ifndef HABITUE_MODEL_HPP
#define HABITUE_MODEL_HPP

#include <cstdint>
#include <string>
#include <utility>
#include <vector>
#if __cplusplus >= 201703L
#include <optional>
#endif

#include "base.hpp"
#include "customers.hpp"

namespace habitue {

/// How covariates of attrition enter models with a beta law of it.
enum class attrition_link : std::int32_t {
    separate = HABITUE_ATTRITION_LINK_SEPARATE,
    odds = HABITUE_ATTRITION_LINK_ODDS,
    common = HABITUE_ATTRITION_LINK_COMMON,
};

/// How to fit: the members of habitue_fit_options, and what parameters are held at, kept
/// within, or known to be beforehand, by their names ("alpha", "q").
class fit_options {
public:
    fit_options() {}

    /// Members that are numbers; `start`, `constraints` and their counts are set here.
    habitue_fit_options numbers = HABITUE_FIT_OPTIONS_INIT;

    fit_options &start(std::vector<double> parameters) {
        start_ = std::move(parameters);
        return *this;
    }
    fit_options &fixed(text parameter, double value) {
        return add(parameter, HABITUE_CONSTRAINT_FIXED, value, 0.0);
    }
    fit_options &bounds(text parameter, double low, double high) {
        return add(parameter, HABITUE_CONSTRAINT_BOUNDS, low, high);
    }
    /// A prior: the logarithm of the parameter is normal.
    fit_options &log_normal(text parameter, double mean, double deviation) {
        return add(parameter, HABITUE_CONSTRAINT_LOG_NORMAL, mean, deviation);
    }
    /// A prior: the parameter is Gamma.
    fit_options &gamma(text parameter, double shape, double rate) {
        return add(parameter, HABITUE_CONSTRAINT_GAMMA, shape, rate);
    }
    fit_options &regularity(std::uint32_t k) { return set(numbers.regularity, k); }
    fit_options &starts(std::uint32_t count) { return set(numbers.starts, count); }
    fit_options &standardised(bool yes = true) {
        return set(numbers.standardised, static_cast<std::uint32_t>(yes));
    }
    fit_options &link(attrition_link which) {
        return set(numbers.attrition_link, static_cast<std::int32_t>(which));
    }
    /// The strength of the penalty on the coefficients that act on purchase, attrition or spend.
    fit_options &penalty(role acts_on, double strength) {
        switch (acts_on) {
        case role::purchase: return set(numbers.purchase_penalty, strength);
        case role::spend: return set(numbers.spend_penalty, strength);
        case role::attrition:
        case role::attrition_b: break;
        }
        return set(numbers.attrition_penalty, strength);
    }

    /// The structure of habitue.h, for as long as this value lives.
    class passed {
    public:
        explicit passed(const fit_options &from) : c_(from.numbers) {
            for (const constraint &one : from.constraints_) {
                const habitue_constraint made = {text(one.parameter).c(), one.first, one.second,
                                                 one.kind, 0};
                constraints_.push_back(made);
            }
            c_.start = from.start_.empty() ? nullptr : from.start_.data();
            c_.start_count = from.start_.size();
            c_.constraints = constraints_.data();
            c_.constraint_count = constraints_.size();
        }
        explicit passed(fit_options &&) = delete;
        passed(const passed &) = delete;
        passed &operator=(const passed &) = delete;
        const habitue_fit_options *c() const noexcept { return &c_; }

    private:
        habitue_fit_options c_;
        std::vector<habitue_constraint> constraints_;
    };

private:
    struct constraint {
        std::string parameter;
        std::int32_t kind;
        double first, second;
    };

    template <class T> fit_options &set(T &slot, T value) {
        slot = value;
        return *this;
    }
    fit_options &add(text parameter, std::int32_t kind, double first, double second) {
        constraints_.push_back({parameter.string(), kind, first, second});
        return *this;
    }

    std::vector<double> start_;
    std::vector<constraint> constraints_;
};

/// A coefficient of a covariate: per unit of its column e^coefficient is a factor, after
/// `center` is subtracted. `scale` is the standard deviation that the column had in a fit.
struct effect {
    effect(role acts_on, std::string name, double coefficient, double center = 0.0,
           double scale = 1.0)
        : acts_on(acts_on), name(std::move(name)), coefficient(coefficient), center(center),
          scale(scale) {}
    role acts_on;
    std::string name;
    double coefficient, center, scale;
};

/// Another summit of the likelihood, nearly as high, that answers differently.
struct alternative {
    habitue_alternative figures;
    std::vector<double> parameters;
};

namespace detail {

/// What every question of habitue::ask is.
class question {
public:
    const habitue_question &c() const noexcept { return asked_; }

protected:
    explicit question(std::int32_t kind) noexcept { asked_.kind = kind; }
    habitue_question asked_ = HABITUE_QUESTION_INIT;
};

} // namespace detail

/// A model with what is known of its fit. Kinds are HABITUE_MODEL_..., whose comments name
/// the parameters.
class model : public detail::owner<habitue_model, habitue_model_free> {
public:
    /// From parameters.
    model(std::int32_t kind, column<double> parameters)
        : owner(detail::from(), habitue_model_new, kind, parameters.data(), parameters.size(),
                nullptr, nullptr, std::size_t{0}) {}
    /// From parameters and coefficients of covariates.
    model(std::int32_t kind, column<double> parameters, const std::vector<effect> &effects)
        : owner(made(kind, parameters, effects)) {}
    /// Fits by maximum likelihood.
    static model fit(std::int32_t kind, const customers &who,
                     const fit_options &options = fit_options(), const job &how = job()) {
        const customers::passed rows(who);
        const fit_options::passed chosen(options);
        detail::working work(how);
        return model(
            work.make<habitue_model>(habitue_model_fit, kind, rows.c(), chosen.c(), work.c()));
    }
    static model from_bytes(column<std::uint8_t> bytes) {
        return model(detail::opened(&habitue_opened_state::model, bytes));
    }
    std::vector<std::uint8_t> to_bytes() const {
        return detail::bytes_of(&habitue_state::model, get());
    }

    /// In the order of the kind, then the coefficients.
    std::vector<double> parameters() const {
        std::vector<double> result(count());
        read(result.data(), nullptr, nullptr, result.size());
        return result;
    }
    std::vector<double> standard_errors() const {
        std::vector<double> result(count());
        read(nullptr, result.data(), nullptr, result.size());
        return result;
    }
    /// Row by row.
    std::vector<double> covariance() const {
        const std::size_t size = count();
        std::vector<double> result(size * size);
        read(nullptr, nullptr, result.data(), size);
        return result;
    }
    /// What the model is; `fitted` says whether the rest of it was filled in by a fit.
    habitue_fit_report report(std::int32_t which = HABITUE_REPORT_MODEL) const {
        habitue_fit_report result;
        call(habitue_model_report, get(), which, &result);
        return result;
    }
#if __cplusplus >= 201703L
    /// The report of the fit, if there was one; that of the model without covariates, if such
    /// a fit was made beside this one.
    std::optional<habitue_fit_report> fit_report(std::int32_t which = HABITUE_REPORT_MODEL) const {
        const habitue_fit_report found = report(which);
        return found.fitted != 0 ? std::optional<habitue_fit_report>(found) : std::nullopt;
    }
#endif
    std::vector<effect> effects() const {
        std::vector<effect> result;
        for (std::size_t index = 0, size = report().effects; index < size; index += 1) {
            habitue_effect found;
            std::size_t needed = 0;
            call(habitue_model_effect, get(), index, &found, nullptr, std::size_t{0}, &needed);
            std::string name(needed, '\0');
            call(habitue_model_effect, get(), index, &found, &name[0], name.size(), &needed);
            result.emplace_back(static_cast<role>(found.role), name, found.coefficient,
                                found.center, found.scale);
        }
        return result;
    }
    /// Other summits of the likelihood of the fit, the highest first.
    std::vector<alternative> alternatives() const {
        std::vector<alternative> result(report().alternatives);
        for (std::size_t index = 0; index < result.size(); index += 1) {
            alternative &one = result[index];
            std::size_t needed = 0;
            call(habitue_model_alternative, get(), index, &one.figures, nullptr, std::size_t{0},
                 &needed);
            one.parameters.resize(needed);
            call(habitue_model_alternative, get(), index, &one.figures, one.parameters.data(),
                 needed, &needed);
        }
        return result;
    }

    /// States the unit of the parameters ("week") and where the model comes from.
    void describe(text unit, text provenance) {
        call(habitue_model_describe, get(), unit.c(), provenance.c());
    }
    std::string unit() const {
        return detail::fetched_text<char>(habitue_model_said, get(), HABITUE_SAID_UNIT);
    }
    std::string provenance() const {
        return detail::fetched_text<char>(habitue_model_said, get(), HABITUE_SAID_PROVENANCE);
    }
    /// The plain model of the customer in `row`, of whom the covariates are read.
    model for_customer(const customers &who, std::size_t row) const {
        const customers::passed rows(who);
        return model(detail::from(), habitue_model_for_customer, get(), rows.c(), row);
    }

    /// The answer to a question of habitue::ask for each of the customers.
    std::vector<double> answer(const detail::question &question, const customers &who,
                               const job &how = job()) const {
        std::vector<double> result(who.size());
        double nobody = 0.0;
        habitue_answers answers = HABITUE_ANSWERS_INIT;
        answers.estimate = result.empty() ? &nobody : result.data();
        ask(question, who, how, answers);
        return result;
    }
    /// The sum of the answers, each customer counted as often as the weight says.
    double total(const detail::question &question, const customers &who,
                 const job &how = job()) const {
        habitue_estimate result;
        habitue_answers answers = HABITUE_ANSWERS_INIT;
        answers.total = &result;
        ask(question, who, how, answers);
        return result.estimate;
    }

private:
    friend class comparison;
    friend class scorer;
    using owner::owner;

    static habitue_model *made(std::int32_t kind, column<double> parameters,
                               const std::vector<effect> &effects) {
        std::vector<habitue_effect> figures;
        std::vector<habitue_text> names;
        for (const effect &one : effects) {
            const habitue_effect figure = {one.coefficient, one.center, one.scale,
                                           static_cast<std::int32_t>(one.acts_on), 0};
            figures.push_back(figure);
            names.push_back(text(one.name).c());
        }
        habitue_model *result = nullptr;
        call(habitue_model_new, kind, parameters.data(), parameters.size(), figures.data(),
             names.data(), figures.size(), &result);
        return result;
    }
    std::size_t count() const {
        std::size_t needed = 0;
        call(habitue_model_parameters, get(), nullptr, nullptr, nullptr, std::size_t{0}, &needed);
        return needed;
    }
    void read(double *parameters, double *errors, double *covariance, std::size_t room) const {
        std::size_t needed = 0;
        call(habitue_model_parameters, get(), parameters, errors, covariance, room, &needed);
    }
    void ask(const detail::question &question, const customers &who, const job &how,
             const habitue_answers &answers) const {
        const customers::passed rows(who);
        detail::working work(how);
        work.call(habitue_answer, get(), &question.c(), rows.c(), work.c(), &answers);
    }
};

} // namespace habitue

#endif // HABITUE_MODEL_HPP
