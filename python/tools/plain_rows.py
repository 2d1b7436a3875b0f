"""Results that no structure of the C interface holds: a row a class, read by `records.py`."""

from __future__ import annotations

from typing import NamedTuple

from record_rows import RIDGE

Fields = dict[str, tuple[str, str]]
"""The type of each field of a result or an option, and what it is."""


class Plain(NamedTuple):
    """A result that no structure mirrors, or options by keyword."""

    name: str
    module: str
    says: str
    fields: Fields
    options: str = ""


FLOATS = "NDArray[np.float64]"
BY_DRIVER = "dict[str, Interval]"
SEGMENTED = {
    "first": ("float | None", "In the first segment."),
    "second": ("float | None", "In the second."),
    "difference": ("float | None", "Second less first."),
    "p_value": ("float | None", "Two-sided, of the permutations."),
}
PLAIN = (
    Plain(
        "FileRows",
        "summary",
        "What became of some rows of a file, and their money.",
        {
            "fate": (
                "str",
                'What became of them: "purchase", "refund", "status", "other currency", "guest", '
                '"zero amount" or "rejected".',
            ),
            "reason": ("str | None", "Why they were rejected; else None."),
            "currency": ("str | None", "The currency in which the file states their amounts."),
            "rows": ("int", "How many rows."),
            "unread_amounts": (
                "int",
                "How many of them have an amount that could not be read, which is in no sum.",
            ),
            "minor": ("int", "The sum of their amounts, minor units, rounded once."),
        },
    ),
    Plain(
        "Rejections",
        "summary",
        "What became of the rows of a file: the refused ones, and all of them with their money.",
        {
            "rows": ("int", "Rows read, the refused ones included."),
            "rejected": ("int", "Rows refused."),
            "by_kind": ("dict[str, int]", "Rows refused for each reason."),
            "examples": (
                "list[HabitueError]",
                "The first of them, each with line (``row``, from 1), column and reason.",
            ),
            "fates": (
                "list[FileRows]",
                "All rows by what became of them; their sums add up to the file's own totals.",
            ),
            "left_out": ("int", "Rows that were left out for whatever reason."),
            "blank_lines": ("int", "Blank lines, which are no rows."),
            "lines_around": ("int", "Titles above the table and totals below it, no rows either."),
            "matched_refunds": ("int", "Refunds matched to the purchase that they take back."),
            "unmatched_refunds": ("int", "Refunds that fit no purchase, where they are matched."),
            "share_of_rows_lost": (
                "float",
                "The share of the rows that was left out, 0 to 1; above 0.01, look why.",
            ),
            "share_of_money_lost": ("float", "The same of the money, without signs."),
            "repeated": (
                "int",
                "Rows that were taken in and repeat an earlier one, where these are counted.",
            ),
            "repeated_minor": ("int", "Their sum, minor units of the summary's currency."),
            "found": (
                "dict[str, tuple[str, str]]",
                "What was found of the file (``customer``, ``date_format`` ...): the column or "
                "value, and the evidence.",
            ),
        },
    ),
    Plain(
        "CellsFields",
        "",
        "The distinct (x, t_x, T), each with its number of customers: all that a fit needs.",
        {
            "x": ("NDArray[np.uint32]", "Repeat purchases."),
            "t_x": (FLOATS, "The time of the last one."),
            "t": (FLOATS, "The age T."),
            "count": ("NDArray[np.uint64]", "How many customers."),
        },
    ),
    Plain(
        "TrackingFields",
        "",
        "Actual repeat purchases by period from the first purchase of all.",
        {
            "origin": ("date", "The first day of the first period."),
            "ends": ("NDArray[np.datetime64]", "The last day of each period."),
            "elapsed": (FLOATS, "Time from the origin to the end of each period, in the unit."),
            "incremental": ("NDArray[np.uint64]", "Repeat purchases within each period."),
        },
    ),
    Plain(
        "LikelihoodRatio",
        "contract",
        "Twice the difference of log-likelihoods, its degrees of freedom, and p-value.",
        {
            "statistic": ("float", "Twice the difference."),
            "degrees": ("int", "Its degrees of freedom."),
            "p_value": ("float", "Its p-value."),
        },
    ),
    Plain(
        "ServiceQualityFields",
        "",
        "Perception less expectation over dimensions, on the scale of the items.",
        {
            "dimensions": ("tuple[DimensionGap, ...]", "Each dimension."),
            "unweighted": ("float", "The mean gap of the dimensions."),
            "weighted": ("float", "The mean gap by the importance of the dimensions."),
        },
    ),
    Plain(
        "DriverIntervalsFields",
        "",
        "Percentile intervals of R² and of the measures of each driver, by name. The measures are "
        "those of `KeyDrivers`.",
        {
            "r_squared": ("Interval", "Of R²."),
            "beta": (BY_DRIVER, "Of the standardised coefficients."),
            "first": (BY_DRIVER, "Of the gain in R² on entering first."),
            "last": (BY_DRIVER, "Of the gain in R² on entering last."),
            "lmg": (BY_DRIVER, "Of the gain in R², averaged over all orders of the drivers."),
            "johnson": (BY_DRIVER, "Of Johnson's relative weights."),
            "failed": ("int", "Samples that gave none."),
        },
    ),
    Plain(
        "LeakyBucket",
        "retention",
        "A base that loses a share in each period, by cause, and gains a number.",
        {
            "series": (FLOATS, "The customers after 0, 1, 2, ... periods."),
            "lost_by_cause": (FLOATS, "How many leave for each cause in the first period."),
            "causes": ("tuple[str, ...]", "The names of the causes, where they were given."),
            "churn": ("float", "The share lost in a period, all causes together."),
            "steady_state": (
                "float",
                "The level that the base tends to, acquired / churn; NaN where it does not leak.",
            ),
            "to_stand_still": ("float", "How many must be acquired in a period to stand still."),
        },
    ),
    Plain(
        "Defection",
        "retention",
        "Defection of a period, by cause and all together.",
        {
            "lost": ("int", "How many left."),
            "rate": ("float", "The share of the customers who left."),
            "lost_profit": ("float", "The profit lost with them."),
            "net_gain": ("float", "The net gain of all programmes together."),
            "worthwhile_gain": (
                "float",
                "The net gain of those programmes that earn more than they cost.",
            ),
            "lost_profit_by_cause": (FLOATS, "The profit lost to each cause."),
            "net_gain_by_cause": (FLOATS, "The net gain of its programme."),
            "break_even_by_cause": (
                FLOATS,
                "The share that each programme must keep to pay for itself; NaN where that is "
                "impossible.",
            ),
            "lost_by_group": (
                "NDArray[np.uint64]",
                "How many left for the causes of each group, by its code.",
            ),
            "lost_profit_by_group": (FLOATS, "The profit lost with them."),
        },
    ),
    Plain(
        "LogRank",
        "retention",
        "The log-rank comparison of the survival of groups.",
        {
            "chi_square": ("float", "The statistic."),
            "degrees_of_freedom": ("int", "Groups that can be compared, less one."),
            "p_value": (
                "float",
                "The probability of so large a statistic if all groups stayed alike.",
            ),
            "observed": (FLOATS, "How many of each group were lost."),
            "expected": (FLOATS, "How many would have been if all stayed alike."),
        },
    ),
    Plain(
        "ImportanceMapFields",
        "",
        "Attributes on an importance-performance map.",
        {
            "quadrants": ("tuple[str, ...]", "The quadrant of each."),
            "on_boundary": ("NDArray[np.bool_]", "Whether it lies on the cross-hairs."),
            "performance_cut": ("float", "Where the cross-hairs cut performance."),
            "importance_cut": ("float", "Where they cut importance."),
        },
    ),
    Plain(
        "Estimate",
        "structure",
        "A figure with its bootstrap standard error and percentile interval. All are None where the "
        "figure does not exist, such as the R² of a construct that nothing acts on.",
        {
            "value": ("float | None", "The figure of all respondents."),
            "standard_error": ("float | None", "Its standard error over the samples."),
            "interval": ("Interval | None", "Its percentile interval."),
        },
    ),
    Plain(
        "SegmentDifference",
        "structure",
        "A figure in two segments, and its permutation p-value; None where it does not exist.",
        SEGMENTED,
    ),
    Plain(
        "Interval",
        "uncertainty",
        "The values of a parameter that the data do not refuse.",
        {
            "low": ("float", "The lower end; 0 where the data set no bound."),
            "high": ("float", "The upper end; infinite where the data set no bound."),
        },
    ),
    Plain(
        "CovariateReport",
        "covariates",
        "What is known of a fit with covariates.",
        {
            "fit": (
                "FitReport",
                "The fit: its log-likelihood is without the penalty, AIC and BIC count the "
                "effective number of parameters.",
            ),
            "plain": ("FitReport | None", "The fit without covariates."),
            "penalised": ("float", "The log-likelihood less the penalty on coefficients."),
            "effective_parameters": ("float", "The effective number of parameters."),
        },
    ),
    Plain(
        "SimulatedPurchases",
        "simulation",
        "Purchases one by one.",
        {
            "customer": ("NDArray[np.uint64]", "The row of the customer."),
            "time": (
                FLOATS,
                "Counted from the customer's first purchase, which is among them at 0; of futures "
                "from T.",
            ),
            "amount": (f"{FLOATS} | None", "The amount; None without a model of spend."),
        },
    ),
    Plain(
        "FrequencyFit",
        "fit_quality",
        "Customers who came back 0, 1, ... times, and how many a model expects.",
        {
            "actual": (FLOATS, "Customers by frequency; the last: or more."),
            "expected": (FLOATS, "How many the model expects."),
        },
    ),
    Plain(
        "FrequencySpend",
        "fit_quality",
        "The correlations of frequency and mean spend over customers with frequency > 0.",
        {
            "customers": ("int", "How many these are."),
            "pearson": ("Correlation", "That of the figures."),
            "spearman": ("Correlation", "That of the ranks."),
        },
    ),
    Plain(
        "ComparedModel",
        "fit_quality",
        "One model of a comparison; of one that could not be fitted the figures are None.",
        {
            "model": ("PurchaseModel | None", "The model."),
            "name": ("str", "Its English name."),
            "failure": ("str | None", "Why it could not be fitted."),
            "parameters": ("int | None = None", "Number of parameters; k is not counted."),
            "regularity": ("int | None = None", "k of the CNBD-k models."),
            "log_likelihood": ("float | None = None", "Log-likelihood at the optimum."),
            "aic": ("float | None = None", "Akaike's criterion."),
            "bic": ("float | None = None", "Schwarz's criterion."),
            "ridge": ("str | None = None", RIDGE),
            "holdout": ("HoldoutErrors | None = None", "The errors of `Comparison.judge`."),
        },
    ),
    Plain(
        "NestedTest",
        "fit_quality",
        "The likelihood-ratio test of a special case against the model that contains it.",
        {
            "restricted": ("str", "The name of the special case."),
            "general": ("str", "The name of the model that contains it."),
            "test": ("LikelihoodRatio", "Their test."),
        },
    ),
    Plain(
        "How",
        "",
        "What every question takes by keyword.",
        {
            "threads": (
                "int",
                "Threads that share the work, 0 for all cores; 1 by default. The bits are the same.",
            ),
            "progress": (
                "Report | None",
                "Told of the work as ``progress(done, total)``; may return False or raise to stop.",
            ),
            "weights": (
                "Column | None",
                "With ``total=True``: how many customers each row stands for, >= 0.",
            ),
            "purchase": ("Frame | None", "Facts that act on purchases, of models with covariates."),
            "attrition": ("Frame | None", "Facts that act on leaving."),
            "spend": ("Frame | None", "Facts that act on spend."),
        },
        "TypedDict",
    ),
    Plain(
        "HowSure",
        "",
        "What every question takes by keyword under uncertainty: `How`, and a confidence.",
        {"confidence": ("float", "That of intervals, 0 < confidence < 1; 0.95 by default.")},
        "How",
    ),
    Plain(
        "FitOptions",
        "",
        "How to fit; every option has a default.",
        {
            "threads": (
                "int",
                "Threads that share the work, 0 for all cores; 1 by default. The bits are the same.",
            ),
            "max_iterations": ("int", ""),
            "tolerance": ("float", ""),
            "regularity": ("int", ""),
            "starts": ("int", ""),
            "start": (
                "Column | Mapping[str, float] | None",
                "Parameters to start from, in their order or by name, such as "
                "``model.parameters``.",
            ),
            "fixed": (
                "Mapping[str, float] | None",
                'Parameters that are held at a value: ``{"q": 2.0}``. Standard errors of these '
                "are 0.",
            ),
            "bounds": (
                "Mapping[str, tuple[float, float]] | None",
                'Where parameters stay, both ends included: ``{"q": (1.01, inf)}``.',
            ),
            "priors": (
                "Mapping[str, LogNormal | GammaPrior] | None",
                'What is known of parameters beforehand: ``{"r": LogNormal(-1.0, 0.5)}``.',
            ),
            "penalizer_coef": ("float", ""),
            "progress": (
                "Report | None",
                "Told of each iteration as ``progress(done, total)``; may return False to stop.",
            ),
        },
        "TypedDict",
    ),
    Plain(
        "CovariateOptions",
        "",
        "How to fit with facts: `FitOptions`, and how facts enter.",
        {
            "shared": ("Iterable[str]", "Columns with one coefficient in purchase and attrition."),
            "standardised": (
                "bool",
                "Whether to centre columns at their mean and to penalise coefficients per standard "
                "deviation.",
            ),
            "attrition_link": (
                "AttritionLink",
                "What attrition columns do where a coin decides: coefficients of their own on a "
                "and b, on a alone, or the same ones on both.",
            ),
            "penalties": (
                "Mapping[str, float] | None",
                'The strength of an L2 penalty on coefficients of "purchase" or "attrition", >= 0.',
            ),
        },
        "FitOptions",
    ),
)
