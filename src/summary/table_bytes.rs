//! Tables of customers as portable bytes.

use super::margins::MarginColumns;
use super::{Audit, Convention, Table};
use crate::bytes::form::Form;
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::customer::{KeyColumn, KeyPolicy, TextColumn};
use crate::error::{Error, ErrorKind, Result};
use crate::money::Currency;
use crate::time::Window;

impl Table {
    /// The table as bytes, the same on every machine: window, convention, currency, keys, columns
    /// and audit, with a format version and a checksum. Summaries of the same transactions give
    /// tables of the same bytes.
    ///
    /// ```
    /// use habitue::ledger::{Rules, Transaction};
    /// use habitue::summary::{Convention, Summary, Table};
    /// use habitue::time::{Day, Unit, Window};
    ///
    /// let mut summary = Summary::new(Rules::visits());
    /// for date in ["2024-01-01", "2024-01-15"] {
    ///     summary.update(&Transaction::visit("Ada", Day::parse(date)?))?;
    /// }
    /// let window = Window::until(Day::parse("2024-03-31")?);
    /// let table = summary.table(&window, &Convention::btyd(Unit::Week))?;
    /// let bytes = table.to_bytes()?;
    /// assert_eq!(Table::from_bytes(&bytes)?, table);
    /// assert!(Table::from_bytes(&bytes[1..]).is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where a key is longer than 4 GiB.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Writer::new(&Form::TABLE);
        self.window.encode(&mut bytes);
        self.convention.encode(&mut bytes);
        bytes.text(&self.currency.map(Currency::text).unwrap_or_default());
        self.key_policy.encode(&mut bytes);
        let mut audit = self.audit;
        bytes.run(&counts(&mut audit).map(|count| *count));
        bytes.run(&sums(&mut audit).map(|sum| *sum));
        bytes.put(self.len() as u64);
        match &self.keys {
            KeyColumn::Integer(keys) => {
                bytes.put(0_u8);
                bytes.run(keys);
            }
            KeyColumn::Text(texts) => {
                bytes.put(1_u8);
                let texts = texts.as_texts();
                for text in texts.iter() {
                    bytes.put(u32::try_from(text.len()).map_err(|fault| {
                        Error::new(ErrorKind::Overflow, "is longer than 4 GiB")
                            .in_column("customer")
                            .with_source(fault)
                    })?);
                }
                texts.iter().for_each(|text| bytes.letters(text));
            }
        }
        bytes.run(&self.x);
        bytes.run(&self.t_x);
        bytes.run(&self.t);
        bytes.run(&self.first_spend);
        bytes.run(&self.repeat_spend);
        bytes.run(&self.holdout_x);
        bytes.run(&self.holdout_spend);
        // What not every table has.
        bytes.put(u8::from(self.total_spend.is_some()));
        bytes.run(self.total_spend.as_deref().unwrap_or_default());
        bytes.put(u8::from(self.log_intervals.is_some()));
        bytes.run(self.log_intervals.as_deref().unwrap_or_default());
        bytes.put(u8::from(self.margins.is_some()));
        if let Some(MarginColumns { first, repeat, total, holdout }) = &self.margins {
            [first, repeat, total, holdout].iter().for_each(|column| bytes.run(column));
        }
        Ok(bytes.seal())
    }

    /// The table that [`Table::to_bytes`] wrote.
    ///
    /// # Errors
    /// * [`ErrorKind::Corrupt`]: the bytes are cut, damaged, or not of a table.
    /// * [`ErrorKind::FormatVersion`]: a newer library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut bytes = Reader::open(&Form::TABLE, bytes)?;
        let table = decode(&mut bytes)?;
        bytes.end()?;
        table.checked().map_err(|error| bytes.invalid(error))
    }
}

fn decode(bytes: &mut Reader<'_>) -> Result<Table> {
    let window = Window::decode(bytes)?;
    let convention = Convention::decode(bytes)?;
    let currency = match bytes.text()? {
        "" => None,
        text => Some(Currency::from_text(text).map_err(|error| bytes.invalid(error))?),
    };
    let key_policy = KeyPolicy::decode(bytes)?;
    let mut audit = Audit::default();
    for count in counts(&mut audit) {
        *count = bytes.get()?;
    }
    for sum in sums(&mut audit) {
        *sum = bytes.get()?;
    }
    // A customer takes at least 52 bytes.
    let customers = bytes.length(52)?;
    let keys = match bytes.get::<u8>()? {
        0 => KeyColumn::Integer(bytes.run(customers)?),
        1 => KeyColumn::Text(texts(bytes, customers)?),
        _ => return Err(bytes.misshapen()),
    };
    let (x, t_x, t) = (bytes.run(customers)?, bytes.run(customers)?, bytes.run(customers)?);
    let (first_spend, repeat_spend) = (bytes.run(customers)?, bytes.run(customers)?);
    let (holdout_x, holdout_spend) = (bytes.run(customers)?, bytes.run(customers)?);
    let total_spend = if bytes.flag()? { Some(bytes.run(customers)?) } else { None };
    let log_intervals = if bytes.flag()? { Some(bytes.run(customers)?) } else { None };
    let mut margins = None;
    if bytes.flag()? {
        margins = Some(MarginColumns {
            first: bytes.run(customers)?,
            repeat: bytes.run(customers)?,
            total: bytes.run(customers)?,
            holdout: bytes.run(customers)?,
        });
    }
    Ok(Table {
        keys,
        x,
        t_x,
        t,
        first_spend,
        repeat_spend,
        holdout_x,
        holdout_spend,
        total_spend,
        margins,
        log_intervals,
        currency,
        key_policy,
        window,
        convention,
        audit,
    })
}

fn texts(bytes: &mut Reader<'_>, customers: usize) -> Result<TextColumn> {
    let lengths: Vec<u32> = bytes.run(customers)?;
    let total = lengths.iter().map(|length| u64::from(*length)).sum::<u64>();
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    if total > bytes.left() {
        return Err(bytes.misshapen());
    }
    let mut texts = TextColumn::with_capacity(customers, total);
    for length in lengths {
        texts.push(bytes.letters(length as usize)?);
    }
    Ok(texts)
}

/// The counts of an audit in the order of the bytes.
const fn counts(audit: &mut Audit) -> [&mut u64; 12] {
    [
        &mut audit.rows,
        &mut audit.rejected_rows,
        &mut audit.refund_rows,
        &mut audit.assumed_rows,
        &mut audit.customers,
        &mut audit.occasions,
        &mut audit.merged_rows,
        &mut audit.dropped_occasions,
        &mut audit.dropped_rows,
        &mut audit.outside_rows,
        &mut audit.uncalibrated_customers,
        &mut audit.uncalibrated_rows,
    ]
}

/// Its amounts.
const fn sums(audit: &mut Audit) -> [&mut i64; 9] {
    [
        &mut audit.dropped_spend,
        &mut audit.outside_spend,
        &mut audit.uncalibrated_spend,
        &mut audit.dropped_margin,
        &mut audit.outside_margin,
        &mut audit.uncalibrated_margin,
        &mut audit.spend,
        &mut audit.holdout_spend,
        &mut audit.rounding_difference,
    ]
}
