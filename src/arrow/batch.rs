//! Record batches of the crate `arrow-array`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{
    Array as _, ArrayRef, Float64Array, Int32Array, Int64Array, LargeStringArray, RecordBatch,
    UInt8Array, UInt32Array, UInt64Array,
};
use arrow_schema::{DataType as Type, Field, Schema, TimeUnit};

use super::array::{Array, Batch};
use super::data_type::{DataType, unknown};
use super::export::{Exported, ExportedColumn};
use super::histories::{HistoryColumns, HistoryFields, HistoryReader};
use super::provenance::Provenance;
use super::responses::{ResponseFields, ResponseReader};
use super::transactions::{TransactionFields, TransactionReader};
use crate::error::{Error, ErrorKind, Result};
use crate::summary::{Summary, Table};
use crate::survey::{Answers, Questionnaire};

/// Takes in transactions: all batches, or nothing.
///
/// # Errors
/// [`ErrorKind::MissingColumn`]; [`ErrorKind::Missing`] for a null, with its column and row;
/// [`ErrorKind::Currency`] for a schema in another currency; for integers that nothing says the
/// meaning of, [`ErrorKind::Missing`]; and as [`Summary::push_columns`]. The summary is then as it
/// was.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{ArrayRef, Date32Array, Decimal128Array, RecordBatch, StringArray};
/// use habitue::arrow::{TransactionFields, read_transactions};
/// use habitue::ledger::Rules;
/// use habitue::money::Currency;
/// use habitue::summary::Summary;
///
/// let paid = Decimal128Array::from(vec![1999, 500]).with_precision_and_scale(18, 2)?;
/// let batch = RecordBatch::try_from_iter([
///     ("who", Arc::new(StringArray::from(vec!["Ada", "Bo"])) as ArrayRef),
///     ("day", Arc::new(Date32Array::from(vec![19_844, 19_845]))),
///     ("paid", Arc::new(paid)),
/// ])?;
/// let mut summary = Summary::new(Rules::money(Currency::EUR));
/// let fields = TransactionFields::new("who", "day").with_amount("paid");
/// read_transactions(&mut summary, &[batch], &fields)?;
/// assert_eq!(summary.rows(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_transactions(
    summary: &mut Summary,
    batches: &[RecordBatch],
    fields: &TransactionFields,
) -> Result<()> {
    let rules = *summary.rules();
    let mut reader = TransactionReader::new(fields, &rules, &provenance(batches)?)?;
    batches.iter().try_for_each(|batch| with(batch, |batch| reader.push(batch)))?;
    reader.finish(summary)
}

/// Reads histories of customers.
///
/// # Errors
/// [`ErrorKind::MissingColumn`]; [`ErrorKind::Missing`] for a null, with its column and row;
/// [`ErrorKind::Inconsistent`] for a schema of another unit, window or convention; and as
/// [`HistoryColumns::customers`].
///
/// ```
/// use habitue::arrow::{HistoryFields, read_histories, write_table};
/// use habitue::ledger::{Rules, Transaction};
/// use habitue::summary::{Convention, Summary};
/// use habitue::time::{Day, Unit, Window};
///
/// let mut summary = Summary::new(Rules::visits());
/// for day in ["2024-01-01", "2024-01-15"] {
///     summary.update(&Transaction::visit("Ada", Day::parse(day)?))?;
/// }
/// let window = Window::until(Day::parse("2024-01-29")?);
/// let table = summary.table(&window, &Convention::btyd(Unit::Week))?;
/// let fields = HistoryFields::new("x", "t_x", "t").with_unit(Unit::Week);
/// let found = read_histories(&[write_table(&table)?], &fields)?;
/// assert_eq!((found.x(), found.t_x(), found.t()), (&[1][..], &[2.0][..], &[4.0][..]));
/// assert!(read_histories(&[write_table(&table)?], &fields.with_unit(Unit::Day)).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn read_histories(batches: &[RecordBatch], fields: &HistoryFields) -> Result<HistoryColumns> {
    let mut reader = HistoryReader::new(fields, &provenance(batches)?)?;
    batches.iter().try_for_each(|batch| with(batch, |batch| reader.push(batch)))?;
    reader.finish()
}

/// Reads the responses of a survey: the columns named like the questions.
///
/// # Errors
/// [`ErrorKind::MissingColumn`], [`ErrorKind::Parse`] for text that is no answer, and as
/// [`Answers::with_policy`], [`Answers::with_weights`] and [`Answers::with_keys`].
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{ArrayRef, Int8Array, RecordBatch};
/// use habitue::arrow::{ResponseFields, read_responses};
/// use habitue::survey::{Question, Questionnaire, Scale};
///
/// let given = Int8Array::from(vec![Some(7), None]);
/// let batch = RecordBatch::try_from_iter([("price", Arc::new(given) as ArrayRef)])?;
/// let questions = Questionnaire::new(vec![Question::new("price", Scale::points(1, 10)?)])?;
/// let answers = read_responses(questions, &[batch], &ResponseFields::new())?;
/// assert_eq!(answers.missing(), [1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_responses(
    questionnaire: Questionnaire,
    batches: &[RecordBatch],
    fields: &ResponseFields,
) -> Result<Answers> {
    let mut reader = ResponseReader::new(fields, questionnaire);
    batches.iter().try_for_each(|batch| with(batch, |batch| reader.push(batch)))?;
    reader.finish()
}

/// A table as a batch whose schema says what it is in ([`Provenance`]): customer, x, t_x, t,
/// holdout_x; with a currency first_spend, repeat_spend, total_spend and holdout_spend in minor
/// units and mean_repeat_spend in units; with costs first_margin, repeat_margin, profit and
/// holdout_margin.
///
/// # Errors
/// [`ErrorKind::Overflow`] for more text than a batch of Arrow holds.
///
/// An example is at [`read_histories`].
pub fn write_table(table: &Table) -> Result<RecordBatch> {
    let exported = Exported::table(table);
    let said = exported.provenance.pairs().map(|(key, value)| (key.to_owned(), value.to_owned()));
    let said: HashMap<String, String> = said.collect();
    let (mut fields, mut arrays) = (Vec::new(), Vec::new());
    for (name, column) in exported.columns {
        let array: ArrayRef = match column {
            ExportedColumn::I64(cells) => Arc::new(Int64Array::from(cells)),
            ExportedColumn::U64(cells) => Arc::new(UInt64Array::from(cells)),
            ExportedColumn::I32(cells) => Arc::new(Int32Array::from(cells)),
            ExportedColumn::U32(cells) => Arc::new(UInt32Array::from(cells)),
            ExportedColumn::U8(cells) => Arc::new(UInt8Array::from(cells)),
            ExportedColumn::F64(cells) => Arc::new(Float64Array::from(cells)),
            ExportedColumn::Text(texts) => {
                Arc::new(LargeStringArray::from_iter_values(texts.as_texts().iter()))
            }
        };
        fields.push(Field::new(name, array.data_type().clone(), false));
        arrays.push(array);
    }
    let schema = Schema::new_with_metadata(fields, said);
    RecordBatch::try_new(Arc::new(schema), arrays).map_err(|error| {
        Error::new(ErrorKind::Overflow, "does not fit a batch of Arrow").with_source(error)
    })
}

/// What the schema of all batches says; each must say the same.
fn provenance(batches: &[RecordBatch]) -> Result<Provenance> {
    let said = |batch: &RecordBatch| {
        let schema = batch.schema();
        let pairs = schema.metadata().iter();
        Provenance::of_pairs(pairs.map(|(key, value)| (key.as_str(), value.as_str())))
    };
    let first = batches.first().map(said).unwrap_or_default();
    match batches.iter().position(|batch| said(batch) != first) {
        None => Ok(first),
        Some(at) => Err(Error::new(
            ErrorKind::Inconsistent,
            format!("batch {at} says otherwise than the first what its columns are in"),
        )
        .in_column("schema")),
    }
}

/// Hands over the columns of a batch.
fn with(batch: &RecordBatch, take: impl FnOnce(&Batch<'_>) -> Result<()>) -> Result<()> {
    let data: Vec<_> = batch.columns().iter().map(|column| column.to_data()).collect();
    let schema = batch.schema();
    let columns = schema
        .fields()
        .iter()
        .zip(&data)
        .map(|(field, data)| (Cow::Borrowed(field.name().as_str()), array(data)));
    take(&Batch { rows: batch.num_rows(), columns: columns.collect() })
}

fn array(data: &arrow_data::ArrayData) -> Result<Array<'_>> {
    let (kind, entries) = match data.data_type() {
        Type::Dictionary(places, _) => (data_type(places)?, data.child_data().first()),
        other => (data_type(other)?, None),
    };
    let bits = data.nulls().map(|nulls| (nulls.validity(), nulls.offset()));
    let buffers = data.buffers().iter().map(|buffer| buffer.as_slice()).collect();
    let entries = entries.map(array).transpose()?;
    Array::new(kind, (data.offset(), data.len()), bits, buffers, entries)
}

fn data_type(of: &Type) -> Result<DataType> {
    let whole = |bytes, signed| DataType::Whole { bytes, signed };
    let decimal = |bytes, scale: i8| DataType::Decimal { bytes, scale: scale.into() };
    Ok(match of {
        Type::Null => DataType::Null,
        Type::Boolean => DataType::Flag,
        Type::Int8 => whole(1, true),
        Type::UInt8 => whole(1, false),
        Type::Int16 => whole(2, true),
        Type::UInt16 => whole(2, false),
        Type::Int32 => whole(4, true),
        Type::UInt32 => whole(4, false),
        Type::Int64 => whole(8, true),
        Type::UInt64 => whole(8, false),
        Type::Float16 => DataType::Float { bytes: 2 },
        Type::Float32 => DataType::Float { bytes: 4 },
        Type::Float64 => DataType::Float { bytes: 8 },
        Type::Decimal32(_, scale) => decimal(4, *scale),
        Type::Decimal64(_, scale) => decimal(8, *scale),
        Type::Decimal128(_, scale) => decimal(16, *scale),
        Type::Decimal256(_, scale) => decimal(32, *scale),
        Type::Utf8 => DataType::Text { wide: false },
        Type::LargeUtf8 => DataType::Text { wide: true },
        Type::Utf8View => DataType::TextView,
        Type::Binary => DataType::Binary { wide: false },
        Type::LargeBinary => DataType::Binary { wide: true },
        Type::BinaryView => DataType::BinaryView,
        Type::FixedSizeBinary(bytes) if *bytes > 0 => DataType::Fixed { bytes: *bytes as usize },
        Type::Date32 => DataType::Day,
        Type::Date64 => DataType::Moment { per_second: 1_000, zone: None },
        Type::Timestamp(unit, zone) => DataType::Moment {
            per_second: match unit {
                TimeUnit::Second => 1,
                TimeUnit::Millisecond => 1_000,
                TimeUnit::Microsecond => 1_000_000,
                TimeUnit::Nanosecond => 1_000_000_000,
            },
            zone: zone.as_deref().map(str::to_owned),
        },
        other => return Err(unknown(&other.to_string())),
    })
}

#[cfg(test)]
mod tests {
    use arrow_array::builder::{
        FixedSizeBinaryBuilder, StringDictionaryBuilder, StringViewBuilder,
    };
    use arrow_array::types::{Decimal256Type, DecimalType as _, Int16Type};
    use arrow_array::{
        BooleanArray, Date32Array, Decimal32Array, Decimal64Array, Decimal128Array,
        Decimal256Array, Int16Array, StringArray, TimestampMicrosecondArray,
    };

    use super::*;
    use crate::customer::KeyColumn;
    use crate::ledger::Rules;
    use crate::money::Currency;
    use crate::summary::Convention;
    use crate::survey::{Question, Scale};
    use crate::time::{Day, Unit, Window};

    const WHO: [&str; 3] = ["Ada", "a name of more than 12 bytes", "Ada"];
    const DAYS: [i32; 3] = [9862, 9879, 9869];

    fn batch(columns: [(&str, ArrayRef); 3]) -> RecordBatch {
        RecordBatch::try_from_iter(columns).unwrap()
    }

    fn table(batches: &[RecordBatch]) -> Result<Table> {
        let mut summary = Summary::new(Rules::money(Currency::USD));
        let fields = TransactionFields::new("who", "day").with_amount("paid");
        read_transactions(&mut summary, batches, &fields)?;
        let window = Window::until(Day::from_number(9900).unwrap());
        summary.table(&window, &Convention::btyd(Unit::Week))
    }

    fn views() -> ArrayRef {
        let mut views = StringViewBuilder::new();
        WHO.iter().for_each(|name| views.append_value(name));
        Arc::new(views.finish())
    }

    fn coded() -> ArrayRef {
        let mut coded = StringDictionaryBuilder::<Int16Type>::new();
        WHO.iter().for_each(|name| coded.append_value(name));
        Arc::new(coded.finish())
    }

    fn days() -> ArrayRef {
        Arc::new(Date32Array::from(DAYS.to_vec()))
    }

    fn cents() -> ArrayRef {
        let cents = Decimal128Array::from(vec![1999, 500, 1]);
        Arc::new(cents.with_precision_and_scale(38, 2).unwrap())
    }

    #[test]
    fn every_type_of_column_gives_the_same_table() {
        let customers: [ArrayRef; 4] = [
            Arc::new(StringArray::from(WHO.to_vec())),
            Arc::new(LargeStringArray::from(WHO.to_vec())),
            views(),
            coded(),
        ];
        let noons = DAYS.map(|day| i64::from(day) * 86_400_000_000 + 43_200_000_000);
        let times: [ArrayRef; 2] = [
            days(),
            Arc::new(TimestampMicrosecondArray::from(noons.to_vec()).with_timezone("UTC")),
        ];
        let wide = Decimal256Array::from_iter_values(
            [1999, 500, 1].map(|cents| arrow_wide(cents) * arrow_wide(10_i128.pow(30))),
        );
        let most = Decimal256Type::MAX_PRECISION;
        let amounts: [ArrayRef; 5] = [
            Arc::new(
                Decimal32Array::from(vec![1999, 500, 1]).with_precision_and_scale(9, 2).unwrap(),
            ),
            Arc::new(
                Decimal64Array::from(vec![1999, 500, 1]).with_precision_and_scale(18, 2).unwrap(),
            ),
            cents(),
            Arc::new(wide.with_precision_and_scale(most, 32).unwrap()),
            Arc::new(StringArray::from(vec!["19.99", "5", "0.01"])),
        ];
        let known =
            table(&[batch([("who", views()), ("day", days()), ("paid", cents())])]).unwrap();
        assert_eq!((known.x(), known.t()), ([1, 0].as_slice(), [38.0 / 7.0, 3.0].as_slice()));
        assert_eq!(known.total_spend().collect::<Vec<_>>(), [2000, 500]);
        for who in &customers {
            for day in &times {
                for paid in &amounts {
                    let whole =
                        batch([("who", who.clone()), ("day", day.clone()), ("paid", paid.clone())]);
                    assert_eq!(table(std::slice::from_ref(&whole)).unwrap(), known);
                    let parts = [whole.slice(0, 1), whole.slice(1, 0), whole.slice(1, 2)];
                    assert_eq!(table(&parts).unwrap(), known, "{}", paid.data_type());
                }
            }
        }
    }

    /// The wide integers of the crate, without naming the crate that they are from.
    fn arrow_wide(number: i128) -> <Decimal256Type as arrow_array::ArrowPrimitiveType>::Native {
        <Decimal256Type as arrow_array::ArrowPrimitiveType>::Native::from_i128(number)
    }

    #[test]
    fn a_null_is_named_by_the_row_of_all_batches() {
        let gap: ArrayRef = Arc::new(StringArray::from(vec![Some("Ada"), None, Some("Bo")]));
        let whole = batch([("who", views()), ("day", days()), ("paid", cents())]);
        let second = batch([("who", gap), ("day", days()), ("paid", cents())]);
        let error = table(&[whole, second.slice(1, 2)]).unwrap_err();
        assert_eq!(
            (error.kind(), error.column(), error.row()),
            (ErrorKind::Missing, Some("who"), Some(3))
        );
    }

    #[test]
    fn histories_are_those_that_were_written() {
        let mut ids = FixedSizeBinaryBuilder::new(16);
        (0..3_u8).for_each(|id| ids.append_value([id; 16]).unwrap());
        let ids: ArrayRef = Arc::new(ids.finish());
        let known = table(&[batch([("who", ids), ("day", days()), ("paid", cents())])]).unwrap();
        let fields = HistoryFields::new("x", "t_x", "t")
            .with_key("customer")
            .with_mean_spend("mean_repeat_spend")
            .with_unit(Unit::Week)
            .with_window(*known.window())
            .with_convention(*known.convention());
        let found = read_histories(&[write_table(&known).unwrap()], &fields).unwrap();
        assert_eq!((found.x(), found.t_x(), found.t()), (known.x(), known.t_x(), known.t()));
        assert_eq!(found.keys(), Some(known.key_column()));
        assert_eq!(found.mean_spend(), Some(known.mean_repeat_spend().as_slice()));
        let KeyColumn::Text(keys) = known.key_column() else { unreachable!() };
        assert_eq!(keys.as_texts().get(1), Some("01010101-0101-0101-0101-010101010101"));
        let other = fields.with_convention(Convention::lifetimes(Unit::Week));
        let error = read_histories(&[write_table(&known).unwrap()], &other).unwrap_err();
        assert!(error.to_string().contains("lifetimes") && error.to_string().contains("btyd"));
    }

    #[test]
    fn answers_are_numbers_flags_and_labels() {
        let questions = Questionnaire::new(vec![
            Question::new("price", Scale::points(1, 10).unwrap()),
            Question::new("service", Scale::balanced_five()),
            Question::new("again", Scale::points(0, 1).unwrap()),
        ]);
        let given = batch([
            ("price", Arc::new(Int16Array::from(vec![Some(7), None])) as ArrayRef),
            ("service", Arc::new(StringArray::from(vec!["Very satisfied", "3"]))),
            ("again", Arc::new(BooleanArray::from(vec![true, false]))),
        ]);
        let found = read_responses(questions.unwrap(), &[given], &ResponseFields::new()).unwrap();
        assert_eq!(
            (found.column(1).unwrap(), found.column(2).unwrap()),
            (&[5.0, 3.0][..], &[1.0, 0.0][..])
        );
        assert_eq!((found.column(0).unwrap()[0], found.missing()), (7.0, &[1, 0, 0][..]));
    }
}
