//! Ledgers from files.

use std::io::Read;

use super::record_reader::RecordReader;
use super::refund_matching::Labels;
use super::{FileAudit, Ledger, RefundMatching, Rules, TransactionFormat};
use crate::error::Result;
use crate::intake::{Layout, Source};
use crate::progress::Progress;

/// Bytes between two reports of progress.
const PIECE: usize = 1 << 17;

impl Ledger {
    /// Reads a whole file of transactions, whose encoding, delimiter, header, titles and totals are
    /// found; see [`Ledger::read`] to say them.
    ///
    /// # Errors
    /// Those of [`Source::read`], [`Layout::find`] and [`Ledger::read`].
    pub fn read_csv(
        source: impl Read,
        format: &TransactionFormat,
        rules: &Rules,
        progress: &mut Progress<'_>,
    ) -> Result<(Self, FileAudit)> {
        let source = Source::read(source)?;
        Self::read(&source, &Layout::find(&source)?, format, rules, progress)
    }

    /// Reads a whole file of transactions that is laid out as `layout` says. `progress` is told the
    /// bytes read. Lines are counted from 1.
    ///
    /// # Errors
    /// * [`ErrorKind::MissingColumn`](crate::ErrorKind::MissingColumn), naming the columns that there
    ///   are, [`ErrorKind::Duplicate`](crate::ErrorKind::Duplicate) for a column named twice;
    /// * [`ErrorKind::Argument`](crate::ErrorKind::Argument) for an impossible date format or zone;
    /// * [`ErrorKind::Currency`](crate::ErrorKind::Currency) where there is an amount column and the
    ///   rules name no currency, or the reverse, and for several currencies where the format
    ///   refuses that: named with their rows;
    /// * [`ErrorKind::Inconsistent`](crate::ErrorKind::Inconsistent) where there is a cost column and
    ///   the rules keep no margins, [`ErrorKind::Missing`](crate::ErrorKind::Missing) where there is
    ///   none and the rules refuse rows without;
    /// * where bad rows fail, the first one's error, which names the line, the column and the value;
    /// * [`ErrorKind::Cancelled`](crate::ErrorKind::Cancelled).
    pub fn read(
        source: &Source,
        layout: &Layout,
        format: &TransactionFormat,
        rules: &Rules,
        progress: &mut Progress<'_>,
    ) -> Result<(Self, FileAudit)> {
        let reader = RecordReader::new(format, rules, layout.columns().len())?
            .knowing(format.repeats(source, layout, 1)?);
        let selection = layout.select(&format.columns())?;
        let mut ledger = Self::of_kind(*rules, format.key_kind());
        let (mut audit, mut labels) = (reader.audit(), Labels::default());
        let by = format.refund_matching();
        let labelled = matches!(by, RefundMatching::Product | RefundMatching::Invoice);
        let (mut done, total) = (0, layout.bytes() as u64);
        let (mut chunks, mut room) = (layout.chunks(source, PIECE), Vec::new());
        while let Some(chunk) = chunks.read(&mut room) {
            let chunk = chunk?;
            progress.report(done, total)?;
            let mut records = layout.records_of(chunk, &selection);
            records.try_for_each(|record| {
                let Some(taken) = reader.read(&record, &mut audit)? else { return Ok(()) };
                if labelled {
                    labels.push(taken.label);
                }
                ledger.append(&taken.customer.as_key(), taken.at, taken.amount, taken.margin)
            })?;
            audit.see_blank_lines(records.blank_lines());
            done += chunk.bytes().len() as u64;
        }
        progress.report(total, total)?;
        let mut audit = reader.finish([audit])?;
        audit.set_lines_around(layout.above().len() + layout.below().len());
        if by != RefundMatching::None {
            audit.set_matched(ledger.match_refunds_by(labelled.then_some(labels.rows()))?);
        }
        Ok((ledger, audit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::customer::Key;
    use crate::ledger::{MissingCosts, Refunds, Rejections};
    use crate::money::{Currency, DecimalMark, Rounding};
    use crate::remedy::Remedy;

    const HEADER: &str = "customer,date,amount\n";

    fn read(csv: &[u8], format: &TransactionFormat) -> Result<(Ledger, Rejections)> {
        let rules = Rules::money(Currency::USD);
        let read = Ledger::read_csv(csv, format, &rules, &mut Progress::silent());
        read.map(|(ledger, audit)| (ledger, audit.rejections().clone()))
    }

    fn format() -> TransactionFormat {
        TransactionFormat::new("customer", "date", "amount")
    }

    /// Kinds of bad rows: each fails with its line, column and kind, or is
    /// counted while the good rows before and after it are kept.
    #[test]
    fn every_kind_of_bad_row_is_named_or_counted() {
        use ErrorKind::*;
        let cases: [(&[u8], ErrorKind, Option<&str>); 20] = [
            (b"NULL,2024-01-02,1.00", Missing, Some("customer")),
            (b",2024-01-02,1.00", Missing, Some("customer")),
            (b"7,,1.00", Missing, Some("date")),
            (b"7,2024-01-02,", Missing, Some("amount")),
            (b"  ,2024-01-02,1", Missing, Some("customer")),
            (b"7,2024-01-02", RowShape, None),
            (b"7,2024-01-02,1.00,more", RowShape, None),
            (b"7;2024-01-02;1.00", RowShape, None),
            (b"7,yesterday,1.00", Parse, Some("date")),
            (b"7,02/01/2024,1.00", Parse, Some("date")),
            (b"7,2024-02-30,1.00", OutOfRange, Some("date")),
            (b"7,0000-01-01,1.00", OutOfRange, Some("date")),
            (b"7,2024-01-02,free", Parse, Some("amount")),
            (b"7,2024-01-02,1,234", RowShape, None),
            (b"7,2024-01-02,NaN", NotFinite, Some("amount")),
            (b"7,2024-01-02,-inf", NotFinite, Some("amount")),
            (b"7,2024-01-02,99999999999999999999", OutOfRange, Some("amount")),
            (b"7,2024-01-02,1.005", Inconsistent, Some("amount")),
            (b"7,2024-01-02,-1.00", Refund, Some("amount")),
            (b"7,2024-01-02,\"1,234\"", Inconsistent, Some("amount")),
        ];
        for (row, kind, column) in cases {
            let shown = row.escape_ascii().to_string();
            let csv =
                [HEADER.as_bytes(), b"1,2024-01-01,5.00\n", row, b"\n2,2024-01-03,6.00\n"].concat();
            let error = read(&csv, &format()).unwrap_err();
            assert_eq!(
                (error.kind(), error.column(), error.row()),
                (kind, column, Some(3)),
                "{shown}"
            );
            let (ledger, rejections) = read(&csv, &format().rejecting(5)).unwrap();
            assert_eq!((ledger.len(), rejections.total(), rejections.rows()), (2, 1, 3), "{shown}");
            assert_eq!((rejections.count(kind), rejections.examples().len()), (1, 1), "{shown}");
            // The first one's error, and how to go on without such rows.
            let example = rejections.examples()[0].to_string();
            assert!(error.to_string().starts_with(&example), "{error} {example}");
            assert_eq!(error.remedies().last(), Some(&Remedy::RejectBadRows), "{error}");
        }
    }

    #[test]
    fn a_missing_column_names_those_that_are_there() {
        let error = read(b"customer,when,amount\n", &format()).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::MissingColumn, Some("date")));
        assert_eq!(error.allowed(), Some("customer, when, amount"));
        // The delimiter is found.
        assert_eq!(read(b"customer;date;amount\n1;2024-01-01;5\n", &format()).unwrap().0.len(), 1);
        assert_eq!(read(b"", &format()).unwrap_err().kind(), ErrorKind::Empty);
        let error = read(b"customer,date,amount,date\n", &format()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Duplicate);
    }

    #[test]
    fn lines_are_counted_through_quotes_blanks_and_windows_line_ends() {
        let csv = "\u{feff}customer,note,date,amount\r\n1,\"two\r\nlines\",2024-01-01,5\r\n\r\n\r\n2,x,bad,5\r\n3,x,2024-01-01,5";
        let (ledger, rejections) = read(csv.as_bytes(), &format().rejecting(9)).unwrap();
        let lines: Vec<_> =
            rejections.examples().iter().map(|error| error.row().unwrap()).collect();
        assert_eq!((ledger.len(), lines), (2, vec![6]));
        assert_eq!(rejections.rows(), 3);
    }

    #[test]
    fn trailing_blank_lines_are_no_rows() {
        let csv = format!("{HEADER}1,2024-01-01,5\n\n\n");
        assert_eq!(read(csv.as_bytes(), &format()).unwrap().0.len(), 1);
    }

    #[test]
    fn every_example_kept_is_counted_and_the_rest_too() {
        let csv = HEADER.to_owned() + &"1,bad,5\n".repeat(100);
        let (_, rejections) = read(csv.as_bytes(), &format().rejecting(3)).unwrap();
        assert_eq!((rejections.total(), rejections.examples().len()), (100, 3));
        assert_eq!(rejections.by_kind(), [(ErrorKind::Parse, 100)]);
    }

    #[test]
    fn european_files_and_integer_keys() {
        let csv = "customer\tdate\tamount\n-5\t7.2.2015 13:45\t1234,5\n6\t7.2.2015 13:45\t1.5.1\n";
        let format = format()
            .with_integer_keys()
            .with_decimal_mark(DecimalMark::Comma)
            .with_date_format("%d.%m.%Y %H:%M")
            .rejecting(1);
        let (ledger, rejections) = read(csv.as_bytes(), &format).unwrap();
        assert_eq!(ledger.columns().customers().get(0), Some(Key::Integer(-5)));
        let rules = ledger.rules();
        assert_eq!(ledger.columns().minor(rules).unwrap().unwrap().whole(), [123_450]);
        assert_eq!(rejections.count(ErrorKind::Parse), 1);
    }

    #[test]
    fn a_named_rounding_accepts_more_decimals() {
        let csv = format!("{HEADER}1,2024-01-01,1.005\n1,2024-01-01,-2\n");
        let rules = Rules::money(Currency::USD)
            .with_rounding(Rounding::HalfAwayFromZero)
            .with_refunds(Refunds::Net);
        let (ledger, _) =
            Ledger::read_csv(csv.as_bytes(), &format(), &rules, &mut Progress::silent()).unwrap();
        // Half a cent is kept until a sum is told.
        let amounts = ledger.columns().minor(&rules).unwrap().unwrap();
        assert_eq!(amounts.whole(), [100, -200]);
        let rows: Vec<_> = amounts.fractional().collect();
        assert_eq!(
            (rows.len(), rows[0].0, rows[0].1.round(rules.rounding()).unwrap()),
            (1, 0, 101)
        );
    }

    #[test]
    fn costs_and_margins_come_from_their_column() {
        let csv = "customer,date,amount,cost\n1,2024-01-01,5,3.25\n1,2024-01-02,5,\n";
        let rules = Rules::money(Currency::USD).with_costs(MissingCosts::Free);
        let read = |format: &TransactionFormat, rules: &Rules| {
            Ledger::read_csv(csv.as_bytes(), format, rules, &mut Progress::silent())
        };
        let margins = |format: &TransactionFormat, rules: &Rules| {
            let (ledger, _) = read(format, rules).unwrap();
            let amounts = ledger.columns().minor(rules).unwrap();
            let found = ledger.columns().margins(rules, amounts.as_ref()).unwrap();
            let (margins, assumed) = found.unwrap();
            (margins.whole().to_vec(), assumed)
        };
        assert_eq!(margins(&format().with_cost("cost"), &rules), (vec![175, 500], 1));
        assert_eq!(margins(&format().with_margin("cost"), &rules), (vec![325, 500], 1));
        assert_eq!(margins(&format(), &rules), (vec![500, 500], 2));
        let refuse = rules.with_costs(MissingCosts::Refuse);
        let error = read(&format().with_cost("cost"), &refuse).unwrap_err();
        assert_eq!(
            (error.kind(), error.column(), error.row()),
            (ErrorKind::Missing, Some("cost"), Some(3))
        );
        assert_eq!(read(&format(), &refuse).unwrap_err().kind(), ErrorKind::Missing);
        let plain = Rules::money(Currency::USD);
        let error = read(&format().with_cost("cost"), &plain).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Inconsistent);
        let error = read(&format().with_cost("price"), &rules).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingColumn);
    }

    #[test]
    fn impossible_formats_are_refused() {
        let kind = |format: TransactionFormat| read(HEADER.as_bytes(), &format).unwrap_err().kind();
        assert_eq!(kind(format().with_date_format("ddmmyy")), ErrorKind::Argument);
        assert_eq!(kind(format().with_time_zone("Mars/Olympus")), ErrorKind::Argument);
        assert_eq!(kind(format().with_status("state", [""; 0])), ErrorKind::NotRead);
        assert_eq!(kind(format().with_date_format("%!")), ErrorKind::Argument);
        assert_eq!(kind(TransactionFormat::of_visits("customer", "date")), ErrorKind::Currency);
    }

    #[test]
    fn a_long_reading_can_be_stopped() {
        use std::ops::ControlFlow;
        let csv = HEADER.to_owned() + &"1,2024-01-01,5\n".repeat(20_000);
        let mut reports = 0;
        let mut listener = |_, _| {
            reports += 1;
            if reports < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let rules = Rules::money(Currency::USD);
        let mut progress = Progress::new(&mut listener);
        let error = Ledger::read_csv(csv.as_bytes(), &format(), &rules, &mut progress).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Cancelled);
    }
}
