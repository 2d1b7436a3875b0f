//! Arguments about the file of transactions: what is not said is found, or asked for by name.

use std::error::Error;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use habitue::customer::KeyPolicy;
use habitue::intake::{ColumnRole, Delimiter, Encoding, Hints, LayoutOptions, Proposal, Source};
use habitue::ledger::{
    Duplicates, Guests, MissingCosts, OtherCurrencies, Refunds, Rules, TransactionFormat,
    ZeroAmounts,
};
use habitue::money::{Currency, DecimalMark, ExchangeRates, NumberFormat, Rounding};
use habitue::time::{DateFormat, TimeZone};

/// Rejected lines that are shown.
const SHOWN: usize = 5;

/// The file of transactions, and what the caller knows of it.
#[derive(Args, Debug)]
#[command(next_help_heading = "The file of transactions (what is not said is found, or asked for)")]
pub(crate) struct Reading {
    /// Transactions, one a line: text with any delimiter and encoding, a workbook (xlsx), or, in a
    /// build with --features parquet, a Parquet file
    /// [default: the CDNOW sample]
    #[arg(long, value_name = "FILE")]
    pub(crate) transactions: Option<PathBuf>,
    /// ISO 4217 code of the amounts [default: none is named; USD for the CDNOW sample]
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Column that names the customer; by its number where the file has no header
    #[arg(long, value_name = "NAME")]
    customer_column: Option<String>,
    /// Column of the date or date-time
    #[arg(long, value_name = "NAME")]
    date_column: Option<String>,
    /// Column of the amount
    #[arg(long, value_name = "NAME")]
    amount_column: Option<String>,
    /// Column of the number of pieces; with --price-column, their product is the amount
    #[arg(long, value_name = "NAME", requires = "price_column")]
    quantity_column: Option<String>,
    /// Column of the price of a piece
    #[arg(long, value_name = "NAME", requires = "quantity_column")]
    price_column: Option<String>,
    /// Takes visits alone: no amounts
    #[arg(long, conflicts_with_all = ["amount_column", "quantity_column", "cost_column", "margin_column"])]
    without_amounts: bool,
    /// Column of what each purchase cost; value then means profit
    #[arg(long, value_name = "NAME", conflicts_with = "margin_column")]
    cost_column: Option<String>,
    /// Column of what each purchase left; value then means profit
    #[arg(long, value_name = "NAME")]
    margin_column: Option<String>,
    /// Without a cost: refuse, free, or the share of the amount that is margin, such as 0.3
    #[arg(long, value_name = "POLICY", default_value = "refuse")]
    missing_costs: String,
    /// Column of the currency of each amount
    #[arg(long, value_name = "NAME")]
    currency_column: Option<String>,
    /// Leaves out, and counts, rows of other currencies than --currency
    #[arg(long, conflicts_with = "rates")]
    currency_only: bool,
    /// Converts other currencies by these rates: lines of day,currency,rate
    #[arg(long, value_name = "FILE")]
    rates: Option<PathBuf>,
    /// Column of what became of each order
    #[arg(long, value_name = "NAME", requires = "leave_out")]
    status_column: Option<String>,
    /// Status whose rows are no purchases, such as cancelled; may be given several times
    #[arg(long, value_name = "STATUS", requires = "status_column")]
    leave_out: Vec<String>,
    /// How dates are written: iso, dmy, mdy, ymd, month-name, chinese, yyyymmdd, epoch, excel, month
    /// ..., or in the notation of strftime
    #[arg(long, value_name = "FORMAT")]
    date_format: Option<String>,
    /// Zone whose days count where times have offsets from UTC, such as Asia/Shanghai or +08:00
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// What stands before the decimals
    #[arg(long, value_enum, value_name = "MARK")]
    decimal_mark: Option<Mark>,
    /// What stands between fields: comma, semicolon, tab, bar, blanks, or the character
    #[arg(long, value_name = "MARK")]
    delimiter: Option<String>,
    /// The first line is a row already
    #[arg(long)]
    no_header: bool,
    /// Double quotes are characters like others
    #[arg(long)]
    no_quotes: bool,
    /// Encoding of the file, such as gb18030
    #[arg(long, value_name = "NAME", conflicts_with = "sheet")]
    encoding: Option<String>,
    /// Sheet of a workbook [default: the first with anything in it]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What becomes of a bad line
    #[arg(long, value_enum, default_value_t = BadRows::Fail)]
    bad_rows: BadRows,
    /// What becomes of a row without a customer
    #[arg(long, value_enum, default_value_t = Guest::Refuse)]
    guests: Guest,
    /// What becomes of an amount of 0
    #[arg(long, value_enum, default_value_t = Zero::Purchase)]
    zero_amounts: Zero,
    /// What a negative amount means
    #[arg(long, value_enum, default_value_t = Returns::Refuse)]
    refunds: Returns,
    /// Which purchase a refund takes back: the latest of the same amount, or, by these columns, one
    /// of the same product or invoice
    #[arg(long, value_name = "amount | product=NAME | invoice=NAME")]
    match_refunds: Option<String>,
    /// Takes amounts of more decimals than the currency has; their sums are rounded once
    #[arg(long, value_enum, value_name = "RULE")]
    rounding: Option<Round>,
    /// What becomes of rows that repeat an earlier one
    #[arg(long, value_enum, default_value_t = Repeated::Count)]
    duplicates: Repeated,
    /// Column that identifies each row, such as the number of a transaction: rows of one number
    /// repeat each other [default: rows that say the same in all their fields do]
    #[arg(long, value_name = "NAME")]
    identity_column: Option<String>,
    /// Which spellings of an id are one customer
    #[arg(long, value_enum, default_value_t = Ids::AsIs)]
    ids: Ids,
}

impl Reading {
    /// What is said of the file.
    pub(crate) fn hints(&self) -> habitue::Result<Hints> {
        let mut layout = LayoutOptions::new();
        if let Some(delimiter) = &self.delimiter {
            layout = layout.with_delimiter(Delimiter::parse(delimiter)?);
        }
        if self.no_header {
            layout = layout.with_header(false);
        }
        if self.no_quotes {
            layout = layout.with_quoting(false);
        }
        let columns = [
            (ColumnRole::Customer, &self.customer_column),
            (ColumnRole::Date, &self.date_column),
            (ColumnRole::Amount, &self.amount_column),
            (ColumnRole::Quantity, &self.quantity_column),
            (ColumnRole::UnitPrice, &self.price_column),
            (ColumnRole::Cost, &self.cost_column),
            (ColumnRole::Margin, &self.margin_column),
            (ColumnRole::Currency, &self.currency_column),
            (ColumnRole::Status, &self.status_column),
        ];
        let mut hints = Hints::new().with_layout(layout);
        for (role, column) in columns {
            if let Some(column) = column {
                hints = hints.with_column(role, column);
            }
        }
        if let Some(format) = &self.date_format {
            hints = hints.with_date_format(DateFormat::named(format)?);
        }
        if let Some(zone) = &self.timezone {
            hints = hints.with_timezone(TimeZone::parse(zone)?);
        }
        if let Some(mark) = self.decimal_mark {
            hints = hints.with_number_format(NumberFormat::new(match mark {
                Mark::Point => DecimalMark::Point,
                Mark::Comma => DecimalMark::Comma,
            }));
        }
        if let Some(code) = &self.currency {
            hints = hints.with_currency(Currency::from_code(code)?);
        }
        Ok(if self.without_amounts { hints.without_amounts() } else { hints })
    }

    /// What is to become of special rows.
    pub(crate) fn decided(
        &self,
        mut format: TransactionFormat,
        currencies: Option<&str>,
        own: Currency,
    ) -> Result<TransactionFormat, Box<dyn Error>> {
        if self.bad_rows == BadRows::Reject {
            format = format.rejecting(SHOWN);
        }
        if self.guests == Guest::LeaveOut {
            format = format.with_guests(Guests::LeaveOut);
        }
        format = match self.zero_amounts {
            Zero::Purchase => format,
            Zero::LeaveOut => format.with_zero_amounts(ZeroAmounts::LeaveOut),
            Zero::Refuse => format.with_zero_amounts(ZeroAmounts::Refuse),
        };
        format = format.with_duplicates(match self.duplicates {
            Repeated::Keep => Duplicates::Keep,
            Repeated::Count => Duplicates::Count,
            Repeated::Drop => Duplicates::Drop,
        });
        if let Some(column) = &self.identity_column {
            format = format.identified_by(column);
        }
        if let Some(column) = &self.status_column {
            format = format.with_status(column, self.leave_out.clone());
        }
        let others = match &self.rates {
            None if self.currency_only => Some(OtherCurrencies::LeaveOut),
            None => None,
            Some(path) => {
                let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
                let lines = std::fs::read_to_string(path).map_err(|error| named(&error))?;
                let rates = ExchangeRates::parse(&lines, own).map_err(|error| named(&error))?;
                Some(OtherCurrencies::Convert(rates))
            }
        };
        if let Some(others) = others {
            let column =
                currencies.ok_or("no column holds currencies; name it: --currency-column")?;
            format = format.with_currency(column, others);
        }
        Ok(match self.match_refunds.as_deref().map(|by| by.split_once('=').unwrap_or((by, ""))) {
            None => format,
            Some(("amount", "")) => format.matching_refunds_by_amount(),
            Some(("product", column)) if !column.is_empty() => {
                format.matching_refunds_by_product(column)
            }
            Some(("invoice", column)) if !column.is_empty() => {
                format.matching_refunds_by_invoice(column)
            }
            Some((by, _)) => {
                return Err(format!(
                    "--match-refunds: {by:?} is no way to match; allowed: amount, product=COLUMN, \
                     invoice=COLUMN"
                )
                .into());
            }
        })
    }

    /// The rules of the ledger; `costs` says whether there is a column of costs or margins.
    pub(crate) fn rules(
        &self,
        costs: bool,
        own: Option<Currency>,
    ) -> Result<Rules, Box<dyn Error>> {
        let keys = match self.ids {
            Ids::AsIs => KeyPolicy::AS_IS,
            Ids::Trimmed => KeyPolicy::AS_IS.trimmed(),
            Ids::Cleaned => KeyPolicy::AS_IS.compatible().trimmed().whole_numbers(),
            Ids::Folded => KeyPolicy::AS_IS.compatible().trimmed().whole_numbers().lower_cased(),
        };
        let Some(own) = own else { return Ok(Rules::visits().with_keys(keys)) };
        let rules = Rules::money(own).with_keys(keys).with_refunds(match self.refunds {
            Returns::Refuse => Refunds::Refuse,
            Returns::Net => Refunds::Net,
            Returns::Keep => Refunds::Keep,
        });
        let rules = match self.rounding {
            None => rules,
            Some(Round::HalfEven) => rules.with_rounding(Rounding::HalfEven),
            Some(Round::HalfAwayFromZero) => rules.with_rounding(Rounding::HalfAwayFromZero),
        };
        if !costs {
            return Ok(rules);
        }
        let missing = match self.missing_costs.as_str() {
            "refuse" => MissingCosts::Refuse,
            "free" => MissingCosts::Free,
            share => {
                let share = share.parse().map_err(|_| {
                    format!(
                        "--missing-costs: {share:?} is no policy; allowed: refuse, free, a share"
                    )
                })?;
                MissingCosts::assume(share)?
            }
        };
        Ok(rules.with_costs(missing))
    }

    /// The file as text.
    pub(crate) fn open(&self, path: &Path) -> habitue::Result<Source> {
        let bytes = || std::fs::read(path).map_err(habitue::Error::from);
        match (&self.encoding, &self.sheet) {
            (Some(name), _) => Source::in_encoding(bytes()?, Encoding::named(name)?),
            (None, Some(sheet)) => Source::from_workbook(bytes()?, Some(sheet)),
            (None, None) => Source::open_on(path, 0),
        }
    }

    /// The currency of the amounts: that which is named or written beside them, or the first of
    /// the file's column of currencies, or none; of the sample it is known.
    pub(crate) fn currency(&self, proposal: &Proposal) -> habitue::Result<Currency> {
        match (proposal.ledger_currency(), &self.transactions) {
            (Some(currency), _) => Ok(currency),
            (None, None) => Ok(Currency::USD),
            (None, Some(_)) => Currency::none(2),
        }
    }
}

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Mark {
    /// 1,234.56
    Point,
    /// 1.234,56
    Comma,
}

/// What becomes of a line that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum BadRows {
    /// Stop at the first, and say what is wrong with it
    Fail,
    /// Leave them out, count them, and say what is wrong with the first ones
    Reject,
}

/// What becomes of a row without a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Guest {
    /// It is a bad row
    Refuse,
    /// It is left out, and counted with its money
    LeaveOut,
}

/// What becomes of an amount of 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Zero {
    /// It is a purchase of nothing: a gift, a free sample
    Purchase,
    /// It is left out, and counted
    LeaveOut,
    /// It is a bad row
    Refuse,
}

/// What a negative amount means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Returns {
    /// A mistake: stop
    Refuse,
    /// A refund: net it within the day, then from the latest purchase before
    Net,
    /// An amount like any other
    Keep,
}

/// How sums of amounts with more decimals than the currency are rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Round {
    /// Ties go to the even neighbour
    HalfEven,
    /// Ties go away from zero
    HalfAwayFromZero,
}

/// What becomes of rows that repeat an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Repeated {
    /// They are rows like others, and not looked for
    Keep,
    /// They are rows like others, and counted with a warning
    Count,
    /// They are left out, and counted with their money
    Drop,
}

/// Which spellings of an id are one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Ids {
    /// What is written, byte for byte
    AsIs,
    /// Blanks around an id do not count
    Trimmed,
    /// Nor do full-width forms, nor the .0 that a spreadsheet adds
    Cleaned,
    /// Nor does the case of letters
    Folded,
}
