"""Methods of classes, in the words of functions.toml; what they do is said in the classes.

Generated from functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from typing_extensions import Self, Unpack

    from ._choices import KanoTable, ProportionInterval
    from ._columns import Amount, Column, Day, Frame
    from ._customers import Floats
    from ._library import Report
    from ._money import AmountUnit
    from ._model import Model
    from ._records import CovariateOptions
    from ._records_of_summaries import Customers, Rejections, Scores
    from .covariates import CovariateModel
    from .gaps import EffortScore, Scorecard, ServiceQuality
    from .kano import FuzzyKano, Kano, KanoCounts
    from .lifetime import PurchaseModel
    from .live import Live
    from .satisfaction import (
        Form,
        PromoterCounts,
        PromoterInterval,
        PromoterScore,
        SatisfactionIndex,
        TopBox,
    )
    from .structure import DriverIntervals, PathBootstrap, PathModel, Scheme, SegmentComparison
    from .summary import (
        BadRows,
        Convention,
        Duplicates,
        Guests,
        KeyStep,
        OtherCurrencies,
        RefundMatching,
        Table,
        Tracking,
        Unit,
        ZeroAmounts,
    )
    from .survey import Answers, Missing, Moments, OutOfScale, Questionnaire
    from .uncertainty import Likelihood


class SummaryMade:
    """Methods of `Summary`."""

    def push(
        self,
        customers: Column,
        times: Column,
        amounts: Column | None = None,
        *,
        costs: Column | None = None,
        margins: Column | None = None,
        amount_unit: AmountUnit = "major",
    ) -> None:
        """Takes in transactions as columns, in any order; all or nothing.

        Parameters
        ----------
        customers : column of int or str
            Who bought.
        times : column
            Dates, ISO text, days since 1970-01-01, or date-times without a zone.
        amounts : column, optional
            Units of the currency: integers, decimal text (or `decimal.Decimal`), or floats (the
            summary must name a rounding).
        costs : column, optional
            What each cost, likewise, where the summary keeps it; None, NaN and empty text are not
            known.
        margins : column, optional
            What each left, instead of costs.
        amount_unit : {"major", "minor"}, default "major"
            Whether whole numbers are units of the currency, or minor units (cents).

        Raises
        ------
        DataError
            With row and column, for what cannot be; nothing is taken in then.
        ArgumentError
            For columns of different lengths, a word that is none of those named, a value of another
            type.
        """
        self._push(
            customers=customers,
            times=times,
            amounts=amounts,
            costs=costs,
            margins=margins,
            amount_unit=amount_unit,
        )

    def _push(self, *args: Any, **given: Any) -> None:
        raise NotImplementedError

    def read_csv(
        self,
        source: str | PathLike[str] | bytes,
        *,
        customer: str | None = None,
        date: str | None = None,
        amount: str | None = None,
        quantity: str | None = None,
        price: str | None = None,
        cost: str | None = None,
        margin: str | None = None,
        status: str | None = None,
        status_left_out: Sequence[str] = (),
        currency: str | None = None,
        other_currencies: OtherCurrencies = "refuse",
        rates: str | None = None,
        refund_matching: RefundMatching = "none",
        refunded_by: str | None = None,
        guests: Guests = "refuse",
        zero_amounts: ZeroAmounts = "purchase",
        duplicates: Duplicates = "count",
        identity: str | None = None,
        integer_keys: bool = False,
        date_format: str | None = None,
        time_zone: str | None = None,
        delimiter: str | None = None,
        decimal_mark: str | None = None,
        encoding: str | None = None,
        sheet: str | None = None,
        quoting: bool = True,
        header: bool = True,
        bad_rows: BadRows = "fail",
        keep: int = 10,
        progress: Report | None = None,
    ) -> Rejections:
        """Takes in a file of transactions: text of any encoding and delimiter, or a workbook.

        Parquet is read where the library was built with that feature; the wheel is built without:
        read it as a frame of pandas or Polars and `push` its columns. What is not said is found and
        told in the answer, with its evidence; where two readings fit, the file is refused with both
        and the argument that decides. Titles above the table and totals below it are passed over.

        Parameters
        ----------
        source : path, or bytes
            The file, or what it holds.
        customer : str, optional
            The name of the column of customers; found by default.
        date : str, optional
            That of dates; found by default.
        amount : str, optional
            That of amounts, as people write them: ``19.99``, ``$1,234.50``, ``(5.00)``; found by
            default, where the summary has a currency.
        quantity : str, optional
            That of quantities, whose product with the price is the amount, instead of amounts.
        price : str, optional
            That of the price of one.
        cost : str, optional
            That of costs, for a summary that keeps them; found by default.
        margin : str, optional
            That of margins, instead of costs.
        status : str, optional
            That of statuses.
        status_left_out : sequence of str, default ()
            Statuses whose rows are left out, in any case.
        currency : str, optional
            That of currencies, as codes; found by default.
        other_currencies : {"refuse", "leave out", "convert"}, default "refuse"
            What becomes of rows of another currency than the summary.
        rates : str, optional
            With "convert", exchange rates, one a line: day (YYYY-MM-DD), code, and units of the
            summary's currency for one unit of it, with commas between. The latest on a day or
            before it counts.
        refund_matching : {"none", "same amount", "product", "invoice"}, default "none"
            Which purchase a refund takes back; it then counts on the day of that purchase.
        refunded_by : str, optional
            The column of products or invoices by which refunds are matched.
        guests : {"refuse", "leave out"}, default "refuse"
            What becomes of rows without a customer.
        zero_amounts : {"purchase", "leave out", "refuse"}, default "purchase"
            What becomes of rows whose amount is 0.
        duplicates : {"count", "keep", "drop"}, default "count"
            What becomes of rows that repeat an earlier one: they are rows like others and counted,
            not looked for, or left out.
        identity : str, optional
            The column that identifies each row, such as the number of a transaction: rows of one
            number repeat each other. By default rows repeat that say the same in all their fields.
        integer_keys : bool, default False
            Whether customers are integers rather than text.
        date_format : str, optional
            How dates are written: a name such as ``"dmy"``, or ``"%d/%m/%Y"``; found by default.
        time_zone : str, optional
            The zone whose clock says which day an instant is of: ``"Asia/Shanghai"``, ``"+08:00"``.
        delimiter : str, optional
            What stands between fields: a comma, semicolon, tab or bar, or a blank for aligned
            columns; found by default.
        decimal_mark : str, optional
            ``"."`` or ``","``; found by default, and where numbers such as 1,234 leave two
            readings, the file is refused.
        encoding : str, optional
            Such as ``"gb18030"``; found by default.
        sheet : str, optional
            The sheet of a workbook; the first with anything in it by default.
        quoting : bool, default True
            Whether fields may stand in double quotes.
        header : bool, default True
            Whether the first line of the table may be its header; False where it is a row.
        bad_rows : {"fail", "reject"}, default "fail"
            Whether the first row that cannot be read is an error, or such rows are left out and
            counted.
        keep : int, default 10
            How many of these are kept in full.
        progress : callable, optional
            Told of the bytes read as ``progress(done, total)``; may return False to stop.

        Returns
        -------
        Rejections
            What became of the rows.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        CancelledError
            Where ``progress`` returned False.
        """
        return self._read_csv(
            source=source,
            customer=customer,
            date=date,
            amount=amount,
            quantity=quantity,
            price=price,
            cost=cost,
            margin=margin,
            status=status,
            status_left_out=status_left_out,
            currency=currency,
            other_currencies=other_currencies,
            rates=rates,
            refund_matching=refund_matching,
            refunded_by=refunded_by,
            guests=guests,
            zero_amounts=zero_amounts,
            duplicates=duplicates,
            identity=identity,
            integer_keys=integer_keys,
            date_format=date_format,
            time_zone=time_zone,
            delimiter=delimiter,
            decimal_mark=decimal_mark,
            encoding=encoding,
            sheet=sheet,
            quoting=quoting,
            header=header,
            bad_rows=bad_rows,
            keep=keep,
            progress=progress,
        )

    def _read_csv(self, *args: Any, **given: Any) -> Rejections:
        raise NotImplementedError

    def table(
        self,
        calibration_end: Day | None = None,
        *,
        holdout_end: Day | None = None,
        start: Day | None = None,
        unit: Unit = "week",
        convention: Convention = "btyd",
        log_intervals: bool = False,
    ) -> Table:
        """The table of a window.

        Parameters
        ----------
        calibration_end : date, ISO text or int, optional
            The last day of the calibration, inclusive. It ends with the last day of the summary
            where none is given, or with its last hour where it keeps hours, as lifetimes and BTYD
            do.
        holdout_end : date, ISO text or int, optional
            The last day of the holdout, inclusive.
        start : date, ISO text or int, optional
            The first day, inclusive.
        unit : {"hour", "day", "week", "month", "quarter", "year"}, default "week"
            Of recency and age.
        convention : {"btyd", "lifetimes", "hourly"}, default "btyd"
            How purchases and time are counted, see `CONVENTIONS`.
        log_intervals : bool, default False
            Whether to keep what the CNBD-k models need, `Table.log_intervals`.

        Returns
        -------
        Table
            The customers of the window, sorted by key.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return self._table(
            calibration_end=calibration_end,
            holdout_end=holdout_end,
            start=start,
            unit=unit,
            convention=convention,
            log_intervals=log_intervals,
        )

    def _table(self, *args: Any, **given: Any) -> Table:
        raise NotImplementedError

    def tracking(
        self,
        calibration_end: Day | None = None,
        *,
        holdout_end: Day | None = None,
        start: Day | None = None,
        unit: Unit = "week",
        convention: Convention = "btyd",
    ) -> Tracking:
        """Actual repeat purchases by period, for a window as that of `table`.

        Parameters
        ----------
        calibration_end : date, ISO text or int, optional
            The last day of the calibration, inclusive. It ends with the last day of the summary
            where none is given, or with its last hour where it keeps hours, as lifetimes and BTYD
            do.
        holdout_end : date, ISO text or int, optional
            The last day of the holdout, inclusive.
        start : date, ISO text or int, optional
            The first day, inclusive.
        unit : {"hour", "day", "week", "month", "quarter", "year"}, default "week"
            Of recency and age.
        convention : {"btyd", "lifetimes", "hourly"}, default "btyd"
            How purchases and time are counted, see `CONVENTIONS`.

        Returns
        -------
        Tracking
            Actual repeat purchases by period from the first purchase of all.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return self._tracking(
            calibration_end=calibration_end,
            holdout_end=holdout_end,
            start=start,
            unit=unit,
            convention=convention,
        )

    def _tracking(self, *args: Any, **given: Any) -> Tracking:
        raise NotImplementedError


class LiveMade:
    """Methods of `Live`."""

    def update(
        self,
        customers: Column,
        times: Column,
        amounts: Column | None = None,
        *,
        costs: Column | None = None,
        margins: Column | None = None,
        amount_unit: AmountUnit = "major",
        sequence: int | None = None,
    ) -> Customers:
        """Takes in transactions, late ones too; columns as in `Summary.push`.

        Each is one message.

        Parameters
        ----------
        customers : column of int or str
            Who bought.
        times : column
            Dates, ISO text, days since 1970-01-01, or date-times without a zone.
        amounts : column, optional
            Units of the currency: integers, decimal text (or `decimal.Decimal`), or floats (the
            summary must name a rounding).
        costs : column, optional
            What each cost, likewise, where the summary keeps it; None, NaN and empty text are not
            known.
        margins : column, optional
            What each left, instead of costs.
        amount_unit : {"major", "minor"}, default "major"
            Whether whole numbers are units of the currency, or minor units (cents).
        sequence : int, optional
            The number of the first message, from 1, as `Live.sequence` counts: those that were
            taken in before are not taken in again, and a gap is refused; the next one by default.

        Returns
        -------
        Customers
            Each entry is the customer of that transaction as of then.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a word that is none of those named, a value of another
            type.
        """
        return self._update(
            customers=customers,
            times=times,
            amounts=amounts,
            costs=costs,
            margins=margins,
            amount_unit=amount_unit,
            sequence=sequence,
        )

    def _update(self, *args: Any, **given: Any) -> Customers:
        raise NotImplementedError

    def purchase(
        self,
        customer: int | str,
        day: Day,
        amount: Amount = 0,
        *,
        amount_unit: AmountUnit = "major",
        sequence: int | None = None,
    ) -> Customers:
        """Takes in one transaction, with less ado.

        Parameters
        ----------
        customer : int or str
            Who bought.
        day : date, ISO text or int
            When.
        amount : amount, default 0
            In units of the currency (``19.99``, or `decimal.Decimal`), or whole minor units; none
            where the summary keeps no currency.
        amount_unit : {"major", "minor"}, default "major"
            Whether whole numbers are units of the currency, or minor units (cents).
        sequence : int, optional
            The number of the message, as for `Live.update`.

        Returns
        -------
        Customers
            One entry, the customer as of then.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return self._purchase(
            customer=customer,
            day=day,
            amount=amount,
            amount_unit=amount_unit,
            sequence=sequence,
        )

    def _purchase(self, *args: Any, **given: Any) -> Customers:
        raise NotImplementedError


class AnswersMade:
    """Methods of `Answers`."""

    @classmethod
    def read_csv(
        cls,
        source: str | PathLike[str] | bytes,
        questionnaire: Questionnaire,
        *,
        key: str | None = None,
        weight: str | None = None,
        delimiter: str | None = None,
        decimal_mark: str | None = None,
        keys: Sequence[KeyStep] = (),
        out_of_scale: OutOfScale = "refuse",
    ) -> Answers:
        """Reads a file with a header: text of any encoding and delimiter, or a workbook.

        Parquet is read where the library was built with that feature; the wheel is built without. A
        cell is a number (``7.5`` or ``7,5``; ``1,234``, which may be a thousand, is refused), the
        English or Chinese name of a level in any case and width, or missing: empty, NA, N/A, #N/A,
        <NA>, NaN, null or None in any case.

        Parameters
        ----------
        source : path, or bytes
            The file, or what it holds.
        questionnaire : Questionnaire
            What was asked; its names are those of columns.
        key : str, optional
            The column of the respondents' keys.
        weight : str, optional
            That of their base weights.
        delimiter : str, optional
            One ASCII character; found by default.
        decimal_mark : str, optional
            ``"."`` or ``","``, which matters for numbers such as 1,234 alone; these are refused by
            default.
        keys : sequence of str, default ()
            Which spellings of a key are one respondent, as of `Summary`.
        out_of_scale : {"refuse", "count"}, default "refuse"
            As of `Answers`.

        Returns
        -------
        Answers

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return cls._read_csv(
            source=source,
            questionnaire=questionnaire,
            key=key,
            weight=weight,
            delimiter=delimiter,
            decimal_mark=decimal_mark,
            keys=keys,
            out_of_scale=out_of_scale,
        )

    @classmethod
    def _read_csv(cls, *args: Any, **given: Any) -> Answers:
        raise NotImplementedError


class MomentsMade:
    """Methods of `Moments`."""

    @classmethod
    def of(cls, answers: Answers, *, missing: Missing, minimum_share: float = 0.5) -> Moments:
        """The moments of all questions.

        An analysis of some of them (`Reliability`, `KeyDrivers`, a path model) rests on the
        respondents whom the policy keeps for these questions; of merged moments, for all questions.
        A part with too few respondents for moments says so where they are read.

        Parameters
        ----------
        answers : Answers
            What was answered.
        missing : {"listwise", "available case", "item mean", "person mean", "em"}
            What is done about missing answers; there is no default.
        minimum_share : float, default 0.5
            With "person mean": the least share of answers of a respondent, 0 to 1.

        Returns
        -------
        Moments

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return cls._of(answers=answers, missing=missing, minimum_share=minimum_share)

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> Moments:
        raise NotImplementedError


class SatisfactionIndexMade:
    """Methods of `SatisfactionIndex`."""

    @classmethod
    def of(
        cls,
        answers: Answers,
        *,
        missing: Missing,
        minimum_share: float = 0.5,
        form: Form = "per question",
        confidence: float = 0.95,
        population: int | None = None,
    ) -> SatisfactionIndex:
        """The index of all questions.

        Parameters
        ----------
        answers : Answers
            What was answered.
        missing : {"listwise", "available case", "item mean", "person mean", "em"}
            What is done about missing answers; there is no default.
        minimum_share : float, default 0.5
            With "person mean": the least share of answers of a respondent, 0 to 1.
        form : {"per question", "per respondent"}, default "per question"
            Which mean comes first.
        confidence : float, default 0.95
            Confidence of the intervals, 0 < confidence < 1.
        population : int, optional
            Customers who could have been asked; large by default.

        Returns
        -------
        SatisfactionIndex

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return cls._of(
            answers=answers,
            missing=missing,
            minimum_share=minimum_share,
            form=form,
            confidence=confidence,
            population=population,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> SatisfactionIndex:
        raise NotImplementedError


class ScorecardMade:
    """Methods of `Scorecard`."""

    @classmethod
    def of(
        cls,
        answers: Answers,
        *,
        missing: Missing,
        minimum_share: float = 0.5,
        form: Form = "per question",
        confidence: float = 0.95,
        population: int | None = None,
    ) -> Scorecard:
        """The scorecard of a questionnaire with dimensions.

        Parameters
        ----------
        answers : Answers
            What was answered.
        missing : {"listwise", "available case", "item mean", "person mean", "em"}
            What is done about missing answers; there is no default.
        minimum_share : float, default 0.5
            With "person mean": the least share of answers of a respondent, 0 to 1.
        form : {"per question", "per respondent"}, default "per question"
            Which mean comes first.
        confidence : float, default 0.95
            Confidence of the intervals, 0 < confidence < 1.
        population : int, optional
            Customers who could have been asked; large by default.

        Returns
        -------
        Scorecard
            The index of each dimension, their weighted mean, and the weakest.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return cls._of(
            answers=answers,
            missing=missing,
            minimum_share=minimum_share,
            form=form,
            confidence=confidence,
            population=population,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> Scorecard:
        raise NotImplementedError


class PathBootstrapMade:
    """Methods of `PathBootstrap`."""

    @classmethod
    def of(
        cls,
        model: PathModel,
        answers: Answers,
        *,
        missing: Missing,
        minimum_share: float = 0.5,
        scheme: Scheme = "path",
        samples: int = 1000,
        seed: int = 1,
        threads: int = 1,
        progress: Report | None = None,
    ) -> PathBootstrap:
        """Fits a model to the answers and to samples of the respondents.

        Parameters
        ----------
        model : PathModel
            Constructs and paths.
        answers : Answers
            What was answered.
        missing : {"listwise", "available case", "item mean", "person mean", "em"}
            What is done about missing answers; there is no default.
        minimum_share : float, default 0.5
            With "person mean": the least share of answers of a respondent, 0 to 1.
        scheme : {"path", "centroid", "factorial"}, default "path"
            How neighbouring constructs are weighed.
        samples : int, default 1000
            How many samples.
        seed : int, default 1
            What decides the samples; the bits depend on nothing else.
        threads : int, default 1
            Threads that share the work, 0 for all cores.
        progress : callable, optional
            Told of each sample as ``progress(done, total)``; may return False to stop.

        Returns
        -------
        PathBootstrap

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        CancelledError
            Where ``progress`` returned False.
        """
        return cls._of(
            model=model,
            answers=answers,
            missing=missing,
            minimum_share=minimum_share,
            scheme=scheme,
            samples=samples,
            seed=seed,
            threads=threads,
            progress=progress,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> PathBootstrap:
        raise NotImplementedError


class SegmentComparisonMade:
    """Methods of `SegmentComparison`."""

    @classmethod
    def of(
        cls,
        model: PathModel,
        first: Answers,
        second: Answers,
        *,
        missing: Missing,
        minimum_share: float = 0.5,
        scheme: Scheme = "path",
        permutations: int = 1000,
        seed: int = 1,
        threads: int = 1,
        progress: Report | None = None,
    ) -> SegmentComparison:
        """Fits a model to both segments and to permutations of them.

        Parameters
        ----------
        model : PathModel
            Constructs and paths.
        first : Answers
            Those of the first segment.
        second : Answers
            Those of the second.
        missing : {"listwise", "available case", "item mean", "person mean", "em"}
            What is done about missing answers; there is no default.
        minimum_share : float, default 0.5
            With "person mean": the least share of answers of a respondent, 0 to 1.
        scheme : {"path", "centroid", "factorial"}, default "path"
            How neighbouring constructs are weighed.
        permutations : int, default 1000
            How many permutations.
        seed : int, default 1
            What decides the samples; the bits depend on nothing else.
        threads : int, default 1
            Threads that share the work, 0 for all cores.
        progress : callable, optional
            Told of each sample as ``progress(done, total)``; may return False to stop.

        Returns
        -------
        SegmentComparison

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        CancelledError
            Where ``progress`` returned False.
        """
        return cls._of(
            model=model,
            first=first,
            second=second,
            missing=missing,
            minimum_share=minimum_share,
            scheme=scheme,
            permutations=permutations,
            seed=seed,
            threads=threads,
            progress=progress,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> SegmentComparison:
        raise NotImplementedError


class DriverIntervalsMade:
    """Methods of `DriverIntervals`."""

    @classmethod
    def of(
        cls,
        answers: Answers,
        outcome: str | int,
        drivers: Sequence[str | int],
        *,
        missing: Missing,
        minimum_share: float = 0.5,
        confidence: float = 0.95,
        samples: int = 1000,
        seed: int = 1,
        threads: int = 1,
        progress: Report | None = None,
    ) -> DriverIntervals:
        """The importance of drivers over samples of the respondents.

        The measures are those of `KeyDrivers`.

        Parameters
        ----------
        answers : Answers
            What was answered.
        outcome : str or int
            A question by name or index.
        drivers : sequence of str or int
            Likewise.
        missing : {"listwise", "available case", "item mean", "person mean", "em"}
            What is done about missing answers; there is no default.
        minimum_share : float, default 0.5
            With "person mean": the least share of answers of a respondent, 0 to 1.
        confidence : float, default 0.95
            Confidence of the intervals, 0 < confidence < 1.
        samples : int, default 1000
            How many samples.
        seed : int, default 1
            What decides the samples; the bits depend on nothing else.
        threads : int, default 1
            Threads that share the work, 0 for all cores.
        progress : callable, optional
            Told of each sample as ``progress(done, total)``; may return False to stop.

        Returns
        -------
        DriverIntervals
            Percentile intervals of R² and of the measures of each driver, by name. The measures are
            those of `KeyDrivers`.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        CancelledError
            Where ``progress`` returned False.
        """
        return cls._of(
            answers=answers,
            outcome=outcome,
            drivers=drivers,
            missing=missing,
            minimum_share=minimum_share,
            confidence=confidence,
            samples=samples,
            seed=seed,
            threads=threads,
            progress=progress,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> DriverIntervals:
        raise NotImplementedError


class KanoMade:
    """Methods of `Kano`."""

    @classmethod
    def of(
        cls,
        functional: Column,
        dysfunctional: Column,
        *,
        weights: Column | None = None,
        table: KanoTable | Sequence[str] = "usual",
        category_strength: float = 0.05,
        confidence: float = 0.95,
        continuous_cut: float = 2.0,
    ) -> Kano:
        """The analysis of answers.

        Parameters
        ----------
        functional : column of int
            Answers to having the attribute, 1 to 5, NaN where missing; a row a respondent.
        dysfunctional : column of int
            Answers to not having it, likewise.
        weights : column of float, optional
            Of the respondents.
        table : str or sequence, default "usual"
            "usual", "strict", or five rows of five letters M, O, A, I, R, Q.
        category_strength : float, default 0.05
            From which lead on the strongest class counts alone.
        confidence : float, default 0.95
            Confidence of the intervals (Wilson's), 0 < confidence < 1.
        continuous_cut : float, default 2.0
            Where mean scores are cut.

        Returns
        -------
        Kano
            The Kano analysis of one attribute.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.

        Examples
        --------
        >>> from habitue.kano import Kano
        >>> Kano.of([1, 1, 2], [5, 5, 5]).kano_class
        'one-dimensional'
        """
        return cls._of(
            functional=functional,
            dysfunctional=dysfunctional,
            weights=weights,
            table=table,
            category_strength=category_strength,
            confidence=confidence,
            continuous_cut=continuous_cut,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> Kano:
        raise NotImplementedError


class KanoCountsMade:
    """Methods of `KanoCounts`."""

    @classmethod
    def of(
        cls,
        functional: Column,
        dysfunctional: Column,
        *,
        weights: Column | None = None,
        table: KanoTable | Sequence[str] = "usual",
    ) -> KanoCounts:
        """Counts answers.

        Parameters
        ----------
        functional : column of int
            Answers to having the attribute, 1 to 5, NaN where missing; a row a respondent.
        dysfunctional : column of int
            Answers to not having it, likewise.
        weights : column of float, optional
            Of the respondents.
        table : str or sequence, default "usual"
            "usual", "strict", or five rows of five letters M, O, A, I, R, Q.

        Returns
        -------
        KanoCounts

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        return cls._of(
            functional=functional,
            dysfunctional=dysfunctional,
            weights=weights,
            table=table,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> KanoCounts:
        raise NotImplementedError


class FuzzyKanoMade:
    """Methods of `FuzzyKano`."""

    @classmethod
    def of(
        cls,
        functional: Column,
        dysfunctional: Column,
        *,
        weights: Column | None = None,
        table: KanoTable | Sequence[str] = "usual",
        alpha_cut: float = 0.4,
    ) -> FuzzyKano:
        """Counts arrays of respondents by five memberships.

        Parameters
        ----------
        functional : array of respondents by 5
            What each answer to having the attribute has of the respondent, NaN where missing.
        dysfunctional : array of respondents by 5
            Of the answer to not having it, likewise.
        weights : column of float, optional
            Of the respondents.
        table : str or sequence, default "usual"
            "usual", "strict", or five rows of five letters M, O, A, I, R, Q.
        alpha_cut : float, default 0.4
            From which membership on a class counts in `counts`.

        Returns
        -------
        FuzzyKano

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        return cls._of(
            functional=functional,
            dysfunctional=dysfunctional,
            weights=weights,
            table=table,
            alpha_cut=alpha_cut,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> FuzzyKano:
        raise NotImplementedError


class TopBoxMade:
    """Methods of `TopBox`."""

    @classmethod
    def of(
        cls,
        answers: Answers,
        question: str | int,
        k: int,
        *,
        method: ProportionInterval = "wilson",
        confidence: float = 0.95,
    ) -> TopBox:
        """The share of the best ``k`` answers to a question.

        Parameters
        ----------
        answers : Answers
            What was answered.
        question : str or int
            A question by name or index.
        k : int
            How many of the best answers of the scale count; there is no default.
        method : {"wilson", "agresti-coull", "clopper-pearson", "jeffreys", "wald"}, default
            "wilson"
            How the interval is formed.
        confidence : float, default 0.95
            Confidence of the intervals, 0 < confidence < 1.

        Returns
        -------
        TopBox

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return cls._of(
            answers=answers,
            question=question,
            k=k,
            method=method,
            confidence=confidence,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> TopBox:
        raise NotImplementedError


class PromoterScoreMade:
    """Methods of `PromoterScore`."""

    @classmethod
    def of(
        cls,
        answers: Answers,
        question: str | int,
        *,
        detractor_at_most: float,
        promoter_at_least: float,
        method: PromoterInterval = "score",
        confidence: float = 0.95,
    ) -> PromoterScore:
        """The score of a question.

        Parameters
        ----------
        answers : Answers
            What was answered.
        question : str or int
            A question by name or index.
        detractor_at_most : float
            The highest answer of a detractor (6 on 0 to 10); there is no default.
        promoter_at_least : float
            The lowest answer of a promoter (9 on 0 to 10); there is no default.
        method : {"score", "wald", "adjusted wald"}, default "score"
            How the interval is formed.
        confidence : float, default 0.95
            Confidence of the intervals, 0 < confidence < 1.

        Returns
        -------
        PromoterScore

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return cls._of(
            answers=answers,
            question=question,
            detractor_at_most=detractor_at_most,
            promoter_at_least=promoter_at_least,
            method=method,
            confidence=confidence,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> PromoterScore:
        raise NotImplementedError

    @classmethod
    def of_counts(
        cls,
        promoters: int,
        passives: int,
        detractors: int,
        *,
        method: PromoterInterval = "score",
        confidence: float = 0.95,
    ) -> PromoterScore:
        """The score of counts that are known already.

        Parameters
        ----------
        promoters : int
            How many, >= 0.
        passives : int
            How many, >= 0.
        detractors : int
            How many, >= 0.
        method : {"score", "wald", "adjusted wald"}, default "score"
            How the interval is formed.
        confidence : float, default 0.95
            Confidence of the intervals, 0 < confidence < 1.

        Returns
        -------
        PromoterScore

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.

        Examples
        --------
        >>> from habitue.satisfaction import PromoterScore
        >>> PromoterScore.of_counts(60, 30, 10).score
        50.0
        """
        return cls._of_counts(
            promoters=promoters,
            passives=passives,
            detractors=detractors,
            method=method,
            confidence=confidence,
        )

    @classmethod
    def _of_counts(cls, *args: Any, **given: Any) -> PromoterScore:
        raise NotImplementedError


class PromoterCountsMade:
    """Methods of `PromoterCounts`."""

    @classmethod
    def of(
        cls,
        answers: Answers,
        question: str | int,
        *,
        detractor_at_most: float,
        promoter_at_least: float,
    ) -> PromoterCounts:
        """Counts promoters, passives and detractors of a question.

        Parameters
        ----------
        answers : Answers
            What was answered.
        question : str or int
            A question by name or index.
        detractor_at_most : float
            The highest answer of a detractor.
        promoter_at_least : float
            The lowest answer of a promoter.

        Returns
        -------
        PromoterCounts

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a value of another type.
        """
        return cls._of(
            answers=answers,
            question=question,
            detractor_at_most=detractor_at_most,
            promoter_at_least=promoter_at_least,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> PromoterCounts:
        raise NotImplementedError


class EffortScoreMade:
    """Methods of `EffortScore`."""

    @classmethod
    def of(
        cls,
        answers: Answers,
        question: str | int,
        *,
        easy_from: float,
        confidence: float = 0.95,
    ) -> EffortScore:
        """The effort score of a question on which a higher answer means less effort.

        Parameters
        ----------
        answers : Answers
            What was answered.
        question : str or int
            A question by name or index.
        easy_from : float
            From which answer on it was easy (5 on 1 to 7 is usual); there is no default. On a
            reversed scale it is the lowest recoded answer, low + high - answer.
        confidence : float, default 0.95
            Confidence of the intervals, 0 < confidence < 1.

        Returns
        -------
        EffortScore

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a value of another type.
        """
        return cls._of(
            answers=answers,
            question=question,
            easy_from=easy_from,
            confidence=confidence,
        )

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> EffortScore:
        raise NotImplementedError


class ServiceQualityMade:
    """Methods of `ServiceQuality`."""

    @classmethod
    def of(
        cls,
        answers: Answers,
        dimensions: Sequence[Sequence[tuple[str | int, str | int]]],
        points: Column,
        *,
        confidence: float = 0.95,
    ) -> ServiceQuality:
        """Service quality from answers.

        Parameters
        ----------
        answers : Answers
            What was answered.
        dimensions : sequence
            Of each dimension a list of pairs of questions: expectation, perception.
        points : column of float
            The importance of each dimension; any sum.
        confidence : float, default 0.95
            Confidence of the intervals, 0 < confidence < 1.

        Returns
        -------
        ServiceQuality
            Perception less expectation over dimensions, on the scale of the items.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a value of another type.
        """
        return cls._of(answers=answers, dimensions=dimensions, points=points, confidence=confidence)

    @classmethod
    def _of(cls, *args: Any, **given: Any) -> ServiceQuality:
        raise NotImplementedError


class UncertaintyMade:
    """Methods of `Uncertainty`."""

    @classmethod
    def draws(cls, model: Model, *, draws: int = 1000, seed: int = 1) -> Self:
        """Parameters drawn from their asymptotic distribution, normal in logarithms.

        Parameters
        ----------
        model : Model
            One that was fitted, and not on a ridge.
        draws : int, default 1000
            How many.
        seed : int, default 1
            What decides the draws.

        Returns
        -------
        Uncertainty
            That of the model.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a value of another type.
        """
        return cls._draws(model=model, draws=draws, seed=seed)

    @classmethod
    def _draws(cls, *args: Any, **given: Any) -> Self:
        raise NotImplementedError

    @classmethod
    def bootstrap(
        cls,
        likelihood: Likelihood,
        *,
        draws: int = 1000,
        seed: int = 1,
        threads: int = 1,
        progress: Report | None = None,
    ) -> Self:
        """Refits to customers drawn with replacement, from the fit that is known.

        Parameters
        ----------
        likelihood : Likelihood
            The model and its data.
        draws : int, default 1000
            How many refits.
        seed : int, default 1
            What decides the draws.
        threads : int, default 1
            Threads that share the work, 0 for all cores; the bits are the same.
        progress : callable, optional
            Told of each refit as ``progress(done, total)``; may return False to stop.

        Returns
        -------
        Uncertainty
            That of the model.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a value of another type.
        CancelledError
            Where ``progress`` returned False.
        """
        return cls._bootstrap(
            likelihood=likelihood,
            draws=draws,
            seed=seed,
            threads=threads,
            progress=progress,
        )

    @classmethod
    def _bootstrap(cls, *args: Any, **given: Any) -> Self:
        raise NotImplementedError


class ScorerMade:
    """Methods of `Scorer`."""

    def rescore(
        self,
        live: Live,
        customer: int | str,
        day: Day,
        amount: Amount = 0,
        *,
        amount_unit: AmountUnit = "major",
        sequence: int | None = None,
    ) -> Scores:
        """Takes in one transaction, as `Live.purchase`, and scores its customer as of then.

        Parameters
        ----------
        live : Live
            Is refused where it is of another unit, convention or currency than is stated: by
            ``unit=`` of the fit of the model, ``window`` and ``currency``.
        customer : int or str
            Who bought.
        day : date, ISO text or int
            When.
        amount : amount, default 0
            As of `Live.purchase`.
        amount_unit : {"major", "minor"}, default "major"
            Whether whole numbers are units of the currency, or minor units (cents).
        sequence : int, optional
            The number of the message, as for `Live.update`.

        Returns
        -------
        Scores
            One entry; not ``calibrated``, and all figures 0, where nothing calibrates the customer.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For a word that is none of those named, a value of another type.
        """
        return self._rescore(
            live=live,
            customer=customer,
            day=day,
            amount=amount,
            amount_unit=amount_unit,
            sequence=sequence,
        )

    def _rescore(self, *args: Any, **given: Any) -> Scores:
        raise NotImplementedError


class CovariateModelMade:
    """Methods of `CovariateModel`."""

    @classmethod
    def fit(
        cls,
        kind: type[PurchaseModel],
        frequency: Column,
        recency: Column,
        age: Column,
        *,
        purchase: Frame | None = None,
        attrition: Frame | None = None,
        log_intervals: Column | None = None,
        weights: Column | None = None,
        unit: str = "",
        provenance: str = "",
        **options: Unpack[CovariateOptions],
    ) -> CovariateModel:
        """Fits a model of purchases of ``kind``, such as ``ParetoNbd``.

        Parameters
        ----------
        kind : class of PurchaseModel
            Such as ``ParetoNbd``.
        frequency : column of int
            Repeat purchases.
        recency : column of float
            The time of the last one, counted from the first purchase, up to ``age``; 0 exactly
            where frequency is 0.
        age : column of float
            How long each was watched, from the first purchase.
        purchase : mapping from str to column, or data frame, optional
            What acts on purchases: a finite number (or yes and no) a customer.
        attrition : mapping from str to column, or data frame, optional
            What acts on leaving, likewise.
        log_intervals : column of float, optional
            The sum of the logarithms of the intervals between a customer's purchases, as in
            `PurchaseModel.fit`.
        weights : column of float, optional
            How many customers each row stands for, >= 0.
        unit : str, default ""
            The unit of time, which goes with the bytes of the model.
        provenance : str, default ""
            Where the model comes from, which goes with them, too.
        **options
            `CovariateOptions`: ``shared``, ``standardised``, ``attrition_link``, ``penalties``, and
            those of `PurchaseModel.fit`.

        Returns
        -------
        CovariateModel

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        NotConvergedError
            Where ``max_iterations`` did not suffice.
        CancelledError
            Where ``progress`` returned False.
        """
        return cls._fit(
            kind=kind,
            frequency=frequency,
            recency=recency,
            age=age,
            purchase=purchase,
            attrition=attrition,
            log_intervals=log_intervals,
            weights=weights,
            unit=unit,
            provenance=provenance,
            options=options,
        )

    @classmethod
    def _fit(cls, *args: Any, **given: Any) -> CovariateModel:
        raise NotImplementedError

    @classmethod
    def fit_spend(
        cls,
        frequency: Column,
        mean_spend: Column,
        *,
        spend: Frame | None = None,
        penalty: float = 0.0,
        weights: Column | None = None,
        **options: Unpack[CovariateOptions],
    ) -> CovariateModel:
        """Fits a Gamma-Gamma model of spend to the customers with frequency > 0.

        Parameters
        ----------
        frequency : column of int
            How many purchases.
        mean_spend : column of float
            What they were worth on average, > 0 where there are any.
        spend : mapping from str to column, or data frame, optional
            What acts on spend: a finite number (or yes and no) a customer.
        penalty : float, default 0.0
            The strength of an L2 penalty on the coefficients.
        weights : column of float, optional
            How many customers each row stands for, >= 0.
        **options
            `CovariateOptions`: those of `SpendModel.fit`.

        Returns
        -------
        CovariateModel

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        NotConvergedError
            Where ``max_iterations`` did not suffice.
        CancelledError
            Where ``progress`` returned False.
        """
        return cls._fit_spend(
            frequency=frequency,
            mean_spend=mean_spend,
            spend=spend,
            penalty=penalty,
            weights=weights,
            options=options,
        )

    @classmethod
    def _fit_spend(cls, *args: Any, **given: Any) -> CovariateModel:
        raise NotImplementedError

    def track(
        self,
        born: Column,
        *,
        steps: int,
        step: float = 1.0,
        weights: Column | None = None,
        purchase: Frame | None = None,
        attrition: Frame | None = None,
    ) -> Floats:
        """Expected cumulative repeat purchases of a base with these first purchases and facts.

        Parameters
        ----------
        born : column of float
            When each first bought.
        steps : int
            How many steps.
        step : float, default 1.0
            How long each is, in the unit of the model.
        weights : column of float, optional
            How many customers each row stands for, >= 0.
        purchase : mapping from str to column, or data frame, optional
            Facts that act on purchases.
        attrition : mapping from str to column, or data frame, optional
            Facts that act on leaving.

        Returns
        -------
        array of float64
            Purchases of all up to the end of each step.

        Raises
        ------
        DataError
            For a value that cannot be: which row and column, and what is allowed.
        ArgumentError
            For columns of different lengths, a value of another type.
        """
        return self._track(
            born=born,
            steps=steps,
            step=step,
            weights=weights,
            purchase=purchase,
            attrition=attrition,
        )

    def _track(self, *args: Any, **given: Any) -> Floats:
        raise NotImplementedError


def _own_names(*classes: type) -> None:
    """Python's own refusals name a method by the class that has it."""
    for made in classes:
        for method in vars(made).values():
            body = getattr(method, "__func__", method)
            if callable(body):
                body.__qualname__ = body.__qualname__.replace("Made.", ".")


_own_names(
    SummaryMade,
    LiveMade,
    AnswersMade,
    MomentsMade,
    SatisfactionIndexMade,
    ScorecardMade,
    PathBootstrapMade,
    SegmentComparisonMade,
    DriverIntervalsMade,
    KanoMade,
    KanoCountsMade,
    FuzzyKanoMade,
    TopBoxMade,
    PromoterScoreMade,
    PromoterCountsMade,
    EffortScoreMade,
    ServiceQualityMade,
    UncertaintyMade,
    ScorerMade,
    CovariateModelMade,
)
